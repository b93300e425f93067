//! The result: its total, what to answer next, and its shelves from what is certain to what is not given.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Cents, Finding, Status};
use tradeaid_wire::day;

use super::amount::{THICK, bar, money, piece, share};
use super::card::{card, row};
use super::icon::icon;
use super::node::{El, el, text};
use super::notice::{expiry, stale};
use super::rail::{gain, questions};
use super::rules::fold_title;
use super::{Scene, button, field_id, go, status};
use crate::outcome::{Outcome, SHELVES, Shelf, Sum, gives_way, group, shelf, sum};
use crate::texts::Words;

/// The whole result
pub(crate) fn results(scene: &Scene<'_>) -> El {
    let words = scene.words;
    let said = scene
        .outcome
        .and_then(|outcome| outcome.known.as_of)
        .map(day);
    let as_of = words.fill(
        "results.as_of",
        &[said.as_ref().unwrap_or(&scene.model.settings.as_of)],
    );
    let title = el("div", "")
        .with(
            scene
                .heading(0, "ta-h1", "ta-results")
                .text(words.ui("results.title")),
        )
        .with(text("p", "ta-note", &as_of));
    let head = el("div", "ta-title2").with(title).with(go(
        "ta-note ta-link",
        "ta-form",
        words.ui("results.to_form"),
    ));
    el(
        "section",
        if scene.stale {
            "ta-gap-l is-stale"
        } else {
            "ta-gap-l"
        },
    )
    .is("aria-labelledby", "ta-results")
    .with(head)
    .maybe(expiry(scene))
    .maybe(stale(scene))
    .maybe(scene.outcome.map(|outcome| head_of(scene, outcome)))
    .maybe(scene.outcome.map(|outcome| next(scene, outcome)))
    .maybe(scene.outcome.map(|outcome| shelves(scene, outcome)))
}

/// The findings of each shelf, in the pack's order; what surely gives way to another is shown beside that one only
pub(crate) fn shelved<'a>(
    scene: &Scene<'_>,
    outcome: &'a Outcome,
) -> Vec<(Shelf, Vec<&'a Finding>)> {
    let mut shelves: Vec<(Shelf, Vec<&Finding>)> = SHELVES.map(|shelf| (shelf, Vec::new())).into();
    for finding in &outcome.answer.findings {
        let group = group(scene.pack(), &outcome.answer, finding);
        if !scene.wants(finding) || group.is_some_and(|group| gives_way(group, finding)) {
            continue;
        }
        let wanted = shelf(finding, scene.nature(finding));
        for (shelf, findings) in &mut shelves {
            if *shelf == wanted {
                findings.push(finding);
            }
        }
    }
    shelves
}

/// What all cash comes to; none where the host wants only some of what enters it
pub(crate) fn total(scene: &Scene<'_>, outcome: &Outcome) -> Option<Sum> {
    for finding in &outcome.answer.findings {
        if finding.row.may_pay() && scene.nature(finding) == Nature::Cash && !scene.wants(finding) {
            return None;
        }
    }
    Some(sum(scene.pack(), &outcome.answer))
}

/// The total for the ear
pub(crate) fn total_said(words: Words<'_>, total: Sum) -> String {
    let said = words.fill(
        "total.said",
        &[&words.spoken(total.lo), &words.spoken(total.hi)],
    );
    match total.missing {
        0 => said,
        missing => words.list(&[said, words.fill("total.missing", &[&missing.to_string()])]),
    }
}

/// The id of a shelf, the key of its name, and its shape
const fn face(shelf: Shelf) -> (&'static str, &'static str, &'static str) {
    match shelf {
        Shelf::Sure => ("ta-shelf-sure", "shelf.sure", "sure"),
        Shelf::May => ("ta-shelf-may", "shelf.may", "may"),
        Shelf::Other => ("ta-shelf-other", "shelf.other", "cap"),
        Shelf::No => ("ta-shelf-no", "shelf.no", "no"),
        Shelf::Apart => ("ta-shelf-apart", "shelf.apart", "off"),
    }
}

/// The total, and how much stands on each shelf
fn head_of(scene: &Scene<'_>, outcome: &Outcome) -> El {
    let words = scene.words;
    let mut counts = Vec::new();
    for (shelf, findings) in shelved(scene, outcome) {
        let (id, key, shape) = face(shelf);
        if shelf == Shelf::Apart {
            continue;
        }
        let name = el("span", "ta-st")
            .with(icon(shape, ""))
            .text(words.ui_of(key, ".short"));
        let count = text("b", "", &findings.len().to_string()).with(text(
            "small",
            "",
            words.ui("count.unit"),
        ));
        let line =
            button("", "go")
                .key(id)
                .is("data-to", id)
                .at_if(findings.is_empty(), "disabled", "");
        counts.push(line.with(name).with(count));
    }
    let sums = match total(scene, outcome) {
        Some(total) => total_of(words, total),
        None => text("p", "ta-note", words.ui("total.partial")),
    };
    let left = el("div", "")
        .with(text("p", "ta-h4", words.ui("total.title")))
        .with(sums);
    let right = el("nav", "ta-counts")
        .at("aria-label", words.ui("counts"))
        .list(counts);
    el("div", "ta-sum ta-gap-m").with(el("div", "ta-sum__in").with(left).with(right))
}

fn total_of(words: Words<'_>, total: Sum) -> El {
    let missing = words.fill("total.missing", &[&total.missing.to_string()]);
    let side = |key: &str, class: &'static str, cents: Cents| {
        el("p", "")
            .with(text("span", "ta-cap", &words.fill(key, &[])))
            .with(money(words, "span", class, cents, Some(cents)))
    };
    let legend = el("p", "")
        .with(legend("ta-bar__sure", words.ui("total.sure")))
        .with(legend("ta-bar__may", words.ui("total.may")))
        .maybe((total.missing > 0).then(|| legend("ta-bar__open", &missing)));
    el("div", "")
        .with(
            el("div", "ta-sum__tot")
                .with(side("total.least", "ta-sum__big", total.lo))
                .with(side("total.most", "ta-sum__mid ta-num--may", total.hi)),
        )
        .with(el("div", "ta-sum__bar").with(total_bar(total, &total_said(words, total))))
        .with(legend)
}

fn legend(class: &'static str, said: &str) -> El {
    let sample = el("svg", "")
        .is("viewBox", "0 0 22 10")
        .is("aria-hidden", "true")
        .with(piece(class, ".5", "9", ".5", "21"));
    el("span", "ta-key").with(sample).text(said)
}

/// The bar of the total, with a dashed box behind it for what has no number
fn total_bar(total: Sum, said: &str) -> El {
    let hi = total.hi;
    if total.missing == 0 {
        return bar(THICK, total.lo, hi, hi.max(1), said);
    }
    let whole = hi.saturating_mul(100).checked_div(92).unwrap_or(hi).max(1);
    bar(THICK, total.lo, hi, whole, said).with(piece(
        "ta-bar__open",
        "4.5",
        "17",
        "93.5%",
        &share(63, 1000),
    ))
}

/// What to answer next, best first
fn next(scene: &Scene<'_>, outcome: &Outcome) -> El {
    let words = scene.words;
    let mut lines = Vec::new();
    for (place, question) in questions(scene, outcome) {
        let asked = words
            .input(place.input)
            .map_or("", |name| words.question(name));
        let name = scene.place_name(place);
        let said = text("p", "ta-note", "")
            .with(text("b", "", &gain(words, question)))
            .text(&words.fill("place", &[&name, asked]));
        let answer = go("ta-btn", &field_id(place), words.ui("next.answer")).with(text(
            "span",
            "ta-hidden",
            &name,
        ));
        lines.push(
            el("div", "ta-next")
                .key(&place.token())
                .with(said)
                .with(answer),
        );
    }
    el("div", "").list(lines)
}

fn shelves(scene: &Scene<'_>, outcome: &Outcome) -> El {
    let mut shelves = Vec::new();
    for (shelf, findings) in shelved(scene, outcome) {
        if !findings.is_empty() {
            shelves.push(match shelf {
                Shelf::Apart => apart(scene, &findings),
                _ => full(scene, outcome, shelf, &findings),
            });
        }
    }
    el("div", "ta-gap-l").list(shelves)
}

/// A shelf: cards for what one can be entitled to and is more than a service, rows for the rest
fn full(scene: &Scene<'_>, outcome: &Outcome, shelf: Shelf, findings: &[&Finding]) -> El {
    let words = scene.words;
    let (id, key, _) = face(shelf);
    let (mut cards, mut rows) = (Vec::new(), Vec::new());
    for finding in findings {
        let entitles = scene
            .measure(finding)
            .is_some_and(|measure| measure.entitles);
        if entitles && finding.row.may_pay() && scene.nature(finding) != Nature::Service {
            cards.extend(card(scene, outcome, finding));
        } else {
            rows.extend(row(scene, outcome, finding));
        }
    }
    let note = text(
        "span",
        "ta-note",
        &words.fill("count.findings", &[&findings.len().to_string()]),
    )
    .text(words.ui_of(key, ".note"));
    let head = el("div", "ta-sec__h")
        .with(scene.heading(1, "ta-h2", id).text(words.ui_of(key, "")))
        .with(note);
    el("section", "ta-sec")
        .key(id)
        .is("aria-labelledby", id)
        .with(head)
        .with(el("div", "").list(cards))
        .maybe((!rows.is_empty()).then(|| el("ul", "ta-rows ta-gap-m").list(rows)))
}

/// What the case has nothing for, folded away
fn apart(scene: &Scene<'_>, findings: &[&Finding]) -> El {
    let words = scene.words;
    let (id, key, _) = face(Shelf::Apart);
    let mut lines = Vec::new();
    for finding in findings {
        let mark =
            el("span", "ta-rows__m").with(status(words, Status::NotApplicable, Nature::Cash));
        let title = text("p", "", words.measure(finding.row.measure, "title"));
        lines.push(
            el("li", "")
                .key(&finding.row.measure.0.to_string())
                .with(title)
                .with(mark),
        );
    }
    el("details", "ta-fold-box ta-sec")
        .key(id)
        .with(fold_title(
            words.ui_of(key, ""),
            &findings.len().to_string(),
        ))
        .with(text("p", "ta-note", words.ui_of(key, ".note")))
        .with(el("ul", "ta-rows ta-gap-s").list(lines))
}
