//! The result: its total, what to answer next, and its shelves from what is certain to what is not given.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Finding, Status, Tally};
use tradeaid_wire::day;

use super::amount::{THICK, money, open_bar, piece, share};
use super::card::{card, key, row};
use super::markup::{Draw, put};
use super::notice::{expiry, stale};
use super::rail::gain;
use super::status;
use crate::guide::placed;
use crate::outcome::{Outcome, SHELVES, Shelf};
use crate::texts::{Key, Text, Words, key, text};

/// The order of services
const ORDER: [Status; 4] = [
    Status::Eligible,
    Status::Undetermined,
    Status::NotEligible,
    Status::NotApplicable,
];

/// The whole result
pub(crate) fn results(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let as_of = scene.outcome.and_then(|outcome| outcome.known.as_of);
    let as_of = as_of.map_or_else(
        || scene.words.keep(&scene.model.settings.as_of),
        |date| scene.words.keep(&day(date)),
    );
    let class = if scene.stale {
        text!("ta-gap-l is-stale")
    } else {
        text!("ta-gap-l")
    };
    put!(
        draw,
        "<section class={} aria-labelledby=ta-results><div class=ta-title2><div>\
         <h+0 class=ta-h1 id=ta-results tabindex=-1>@results.title</h+0><p class=ta-note>@results.as_of/1</p></div>\
         <button class='ta-note ta-link' type=button data-do=go data-to=ta-form>@results.to_form</button></div><>",
        class,
        as_of
    );
    expiry(draw);
    put!(draw, "</><>");
    stale(draw);
    put!(draw, "</><>");
    if let Some(outcome) = scene.outcome {
        head(draw);
        next(draw, outcome);
        shelves(draw, outcome);
    }
    put!(draw, "</></section>");
}

/// The total for the ear
pub(crate) fn total_said<'a>(words: &Words<'a>, total: Tally) -> &'a Text {
    let said = words.fill(
        key!("total.said"),
        &[words.spoken(total.lo), words.spoken(total.hi)],
    );
    if total.missing == 0 {
        return said;
    }
    let missing = words.fill(key!("total.missing"), &[words.count(total.missing)]);
    words.list(&[said, missing])
}

/// The id of a shelf, its shape, and the keys of its name, of what is said of it, and of its short name
fn face(shelf: Shelf) -> (&'static Text, &'static Text, [Key; 3]) {
    match shelf {
        Shelf::Sure => (
            text!("ta-shelf-sure"),
            text!("sure"),
            [
                key!("shelf.sure"),
                key!("shelf.sure.note"),
                key!("shelf.sure.short"),
            ],
        ),
        Shelf::May => (
            text!("ta-shelf-may"),
            text!("may"),
            [
                key!("shelf.may"),
                key!("shelf.may.note"),
                key!("shelf.may.short"),
            ],
        ),
        Shelf::Other => (
            text!("ta-shelf-other"),
            text!("cap"),
            [
                key!("shelf.other"),
                key!("shelf.other.note"),
                key!("shelf.other.short"),
            ],
        ),
        Shelf::Service => (
            text!("ta-shelf-service"),
            text!("svc"),
            [
                key!("shelf.service"),
                key!("shelf.service.note"),
                key!("shelf.service"),
            ],
        ),
        Shelf::No => (
            text!("ta-shelf-no"),
            text!("no"),
            [
                key!("shelf.no"),
                key!("shelf.no.note"),
                key!("shelf.no.short"),
            ],
        ),
        Shelf::Apart => (
            text!("ta-shelf-apart"),
            text!("off"),
            [
                key!("shelf.apart"),
                key!("shelf.apart.note"),
                key!("shelf.apart"),
            ],
        ),
    }
}

/// The total, and how much stands on each shelf
fn head(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let words = &scene.words;
    put!(
        draw,
        "<div class='ta-sum ta-gap-m'><div class=ta-sum__in><div><p class=ta-h4>@total.title</p><>"
    );
    if let Some(total) = scene.total {
        total_of(draw, total);
    } else {
        put!(draw, "<p class=ta-note>@total.partial</p>");
    }
    put!(draw, "</></div><nav class=ta-counts aria-label=@counts><>");
    for shelf in &SHELVES {
        let shelf = *shelf;
        if matches!(shelf, Shelf::Apart | Shelf::Service) {
            continue;
        }
        let (id, shape, [.., short]) = face(shelf);
        let findings = scene.on(shelf);
        let disabled = if findings.is_empty() {
            text!("disabled")
        } else {
            text!("")
        };
        put!(
            draw,
            "<button key={} type=button data-do=go data-to={} disabled={}><span class=ta-st><:{} />{}</span>\
             <b>{}<small>@count.unit</small></b></button>",
            id,
            id,
            disabled,
            shape,
            words.ui(short),
            words.count(findings.len())
        );
    }
    put!(draw, "</></nav></div></div>");
}

fn total_of(draw: &mut Draw<'_>, total: Tally) {
    put!(draw, "<div><div class=ta-sum__tot>");
    put!(
        draw,
        "<p><span class=ta-cap>@total.least</span><span class=ta-sum__big>"
    );
    money(draw, total.lo, Some(total.lo));
    put!(
        draw,
        "</span></p><p><span class=ta-cap>@total.most</span><span class='ta-sum__mid ta-num--may'>"
    );
    money(draw, total.hi, Some(total.hi));
    put!(draw, "</span></p></div><div class=ta-sum__bar>");
    total_bar(draw, total);
    put!(draw, "</div><p>");
    let words = &draw.scene.words;
    legend(draw, text!("ta-bar__sure"), words.ui(key!("total.sure")));
    legend(draw, text!("ta-bar__may"), words.ui(key!("total.may")));
    put!(draw, "<>");
    if total.missing > 0 {
        let missing = words.fill(key!("total.missing"), &[words.count(total.missing)]);
        legend(draw, text!("ta-bar__open"), missing);
    }
    put!(draw, "</></p></div>");
}

fn legend(draw: &mut Draw<'_>, class: &Text, said: &Text) {
    put!(
        draw,
        "<span class=ta-key><svg viewBox='0 0 22 10' aria-hidden=true>"
    );
    piece(
        draw,
        class,
        [text!(".5"), text!("9")],
        text!(".5"),
        text!("21"),
    );
    put!(draw, "</svg>{}</span>", said);
}

/// The bar of the total, with a dashed box behind it for what has no number
fn total_bar(draw: &mut Draw<'_>, total: Tally) {
    let words = &draw.scene.words;
    let Tally { lo, hi, missing } = total;
    let mut whole = hi.max(1);
    if missing > 0 {
        whole = hi.saturating_mul(100).checked_div(92).unwrap_or(hi).max(1);
    }
    open_bar(draw, THICK, (lo, hi), whole, total_said(words, total));
    if missing > 0 {
        let width = share(words, 63, 1000);
        piece(
            draw,
            text!("ta-bar__open"),
            THICK.hatch,
            text!("93.5%"),
            width,
        );
    }
    put!(draw, "</svg>");
}

/// What to answer next, best first
fn next(draw: &mut Draw<'_>, outcome: &Outcome) {
    let scene = draw.scene;
    let words = &scene.words;
    put!(draw, "<div><>");
    for (place, question) in placed(scene.model, &scene.model.state, outcome) {
        let asked = words
            .input(place.input)
            .map_or(text!(""), |name| words.question(name));
        let name = scene.place_name(place);
        let id = scene.token(place);
        put!(
            draw,
            "<div key={} class=ta-next><p class=ta-note><b>{}</b>@place/2</p>\
             <button class=ta-btn type=button data-do=go data-to=ta-{}>@next.answer<span class=ta-hidden>{}</span></button></div>",
            id,
            gain(words, question),
            name,
            asked,
            id,
            name
        );
    }
    put!(draw, "</></div>");
}

fn shelves(draw: &mut Draw<'_>, outcome: &Outcome) {
    put!(draw, "<div class=ta-cols><div><>");
    let scene = draw.scene;
    for shelf in &SHELVES {
        match (*shelf, scene.on(*shelf)) {
            (_, []) => {}
            (Shelf::Apart, findings) => apart(draw, findings),
            (Shelf::Service, findings) => services(draw, outcome, findings),
            (shelf, findings) => full(draw, outcome, shelf, findings),
        }
    }
    // What is marked as a room is filled by others.
    put!(
        draw,
        "</></div><div data-room=aside /></div><div data-room=stage />"
    );
}

/// A shelf: cards for what one can be entitled to, rows for the rest
fn full(draw: &mut Draw<'_>, outcome: &Outcome, shelf: Shelf, findings: &[(Shelf, &Finding)]) {
    let scene = draw.scene;
    let words = &scene.words;
    let (id, _, [name, note, _]) = face(shelf);
    put!(
        draw,
        "<section key={} class=ta-sec aria-labelledby={}><div class=ta-sec__h><h+1 class=ta-h2 id={} tabindex=-1>{}</h+1>\
         <span class=ta-note>@count.findings/1{}</span></div><div><>",
        id,
        id,
        id,
        words.ui(name),
        words.count(findings.len()),
        words.ui(note)
    );
    let has_card = |finding: &Finding| {
        let entitles = scene
            .measure(finding)
            .is_some_and(|measure| measure.entitles);
        entitles && finding.row.may_pay()
    };
    let mut rows = false;
    for (_, finding) in findings {
        if has_card(finding) {
            draw.part(key(scene, finding), &|draw| card(draw, outcome, finding));
        } else {
            rows = true;
        }
    }
    put!(draw, "</></div><>");
    if rows {
        put!(draw, "<ul class='ta-rows ta-gap-m'><>");
        for (_, finding) in findings {
            if !has_card(finding) {
                draw.part(key(scene, finding), &|draw| row(draw, outcome, finding));
            }
        }
        put!(draw, "</></ul>");
    }
    put!(draw, "</></section>");
}

/// The services, folded away
fn services(draw: &mut Draw<'_>, outcome: &Outcome, findings: &[(Shelf, &Finding)]) {
    let scene = draw.scene;
    let id = fold(draw, Shelf::Service, findings);
    let words = &scene.words;
    let told = findings.first();
    let told =
        told.is_some_and(|(_, first)| !words.measure(first.row.measure, ".title").is_empty());
    if !told {
        put!(draw, "<li><p>@shelf.service.wait</p></li>");
    } else if scene.is_unfolded(id) {
        for status in ORDER {
            for (_, finding) in findings {
                if finding.row.status == status {
                    draw.part(key(scene, finding), &|draw| row(draw, outcome, finding));
                }
            }
        }
    }
    put!(draw, "</></ul></details>");
}

/// A shelf that is folded away, and its name; the caller fills its list and closes it
fn fold(draw: &mut Draw<'_>, shelf: Shelf, findings: &[(Shelf, &Finding)]) -> &'static Text {
    let words = &draw.scene.words;
    let (id, _, [name, note, _]) = face(shelf);
    put!(
        draw,
        "<details key={} data-of={} class='ta-fold-box ta-sec'><summary><:go ta-i /><span>{}</span><i>{}</i></summary>\
         <p class=ta-note>{}</p><ul class='ta-rows ta-gap-s'><>",
        id,
        id,
        words.ui(name),
        words.count(findings.len()),
        words.ui(note)
    );
    id
}

/// What the case has nothing for, folded away
fn apart(draw: &mut Draw<'_>, findings: &[(Shelf, &Finding)]) {
    let words = &draw.scene.words;
    fold(draw, Shelf::Apart, findings);
    for (_, finding) in findings {
        let measure = finding.row.measure;
        put!(
            draw,
            "<li key={}><p>{}</p><span class=ta-rows__m>",
            words.count(measure.index()),
            words.measure(measure, ".title")
        );
        status(draw, Status::NotApplicable, Nature::Cash);
        put!(draw, "</span></li>");
    }
    put!(draw, "</></ul></details>");
}
