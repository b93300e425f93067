//! The running result beside the form, or docked under it where there is no room.

use tradeaid_engine::{Finding, Question, Tally};

use super::amount::{bar, has_number, kind, money, number, piece, share};
use super::card::key;
use super::go;
use super::markup::{Draw, put};
use super::results::total_said;
use crate::guide::{Way, placed};
use crate::outcome::{Outcome, Shelf};
use crate::texts::{Text, Words, key, text};

/// How many findings the running result names
const NAMED: usize = 6;

/// The running result beside a wide form
pub(crate) fn rail(draw: &mut Draw<'_>) {
    put!(
        draw,
        "<aside class='ta-rail ta-only-l' aria-label=@rail.title><div class=ta-rail__in><>"
    );
    if let Some(outcome) = draw.scene.outcome {
        result(draw);
        best_question(draw, outcome);
    }
    put!(draw, "</></div></aside>");
}

fn result(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let class = if scene.stale {
        text!("ta-panel ta-panel--t is-stale")
    } else {
        text!("ta-panel ta-panel--t")
    };
    put!(
        draw,
        "<div class={}><p class=ta-h4>@rail.title</p><>",
        class
    );
    if scene.stale {
        put!(draw, "<p class=ta-cap>@stale.short</p>");
    }
    put!(draw, "</><>");
    if let Some(total) = scene.total {
        sums(draw, total);
    }
    put!(draw, "</><ul class='ta-mini ta-gap-s'><>");
    let mut left = NAMED;
    for (shelf, finding) in &scene.shelved {
        if *shelf <= Shelf::Other && left > 0 {
            left -= 1;
            line(draw, *shelf, finding);
        }
    }
    put!(
        draw,
        "</></ul><button class={} type=button data-do=go data-to=ta-results>@rail.to_result</button></div>",
        // What goes on is the next question.
        if scene.way == Way::Guide {
            text!("ta-btn ta-btn--wide ta-gap-m")
        } else {
            text!("ta-btn ta-btn--go ta-btn--wide ta-gap-m")
        }
    );
}

fn sums(draw: &mut Draw<'_>, total: Tally) {
    let words = &draw.scene.words;
    put!(
        draw,
        "<div><p class='ta-cap ta-gap-s'>@total.least</p><span class=ta-num>"
    );
    money(draw, total.lo, Some(total.lo));
    put!(
        draw,
        "</span><p class='ta-cap ta-gap-s'>@total.most</p><span class='ta-num ta-num--m ta-num--may'>"
    );
    money(draw, total.hi, Some(total.hi));
    put!(draw, "</span><div class=ta-gap-s>");
    let said = total_said(words, total);
    bar(draw, (total.lo, total.hi), total.hi.max(1), said);
    put!(draw, "</div><>");
    if total.missing > 0 {
        put!(
            draw,
            "<p class=ta-cap>@total.missing/1</p>",
            words.count(total.missing)
        );
    }
    put!(draw, "</></div>");
}

fn line(draw: &mut Draw<'_>, shelf: Shelf, finding: &Finding) {
    let scene = draw.scene;
    let words = &scene.words;
    let amount = &finding.row.amount;
    let shape = match shelf {
        Shelf::Sure => text!("sure"),
        Shelf::May if has_number(amount) => text!("may"),
        Shelf::May => text!("ask"),
        _ => text!("cap"),
    };
    put!(
        draw,
        "<li key={}><:{} /><span>{}</span><b>",
        key(scene, finding),
        shape,
        words.measure(finding.row.measure, ".title")
    );
    if has_number(amount) {
        let kind = words.ui(kind(amount, scene.is_in_full(finding)));
        put!(draw, "{} ", kind);
        number(draw, text!(""), amount);
    } else {
        put!(draw, "@amount.no_number");
    }
    put!(draw, "</b></li>");
}

/// The question whose answer narrows the result most
fn best_question(draw: &mut Draw<'_>, outcome: &Outcome) {
    let scene = draw.scene;
    let words = &scene.words;
    if let Some((place, question)) = placed(scene.model, &scene.model.state, outcome).first()
        && scene.way == Way::Form
    {
        put!(
            draw,
            "<div class='ta-panel ta-panel--t'><p class=ta-h4>@next.title</p><p class='ta-note ta-gap-x'>@place/2</p>\
             <button class='ta-note ta-link' type=button data-do=go data-to=ta-{}>@next.fill</button></div>",
            scene.place_name(*place),
            gain(words, question),
            scene.token(*place)
        );
    }
}

/// What an answer brings
pub(crate) fn gain<'a>(words: &Words<'a>, question: &Question) -> &'a Text {
    match (question.gain, question.resolves.len()) {
        (0, 0) => words.ui(key!("next.helps")),
        (0, settled) => words.fill(key!("next.settles"), &[words.count(settled)]),
        (gain, _) => words.fill(key!("next.narrows"), &[words.money(gain)]),
    }
}

/// The running result where there is no room beside the form
pub(crate) fn dock(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    put!(
        draw,
        "<div class='ta-dock ta-only-s'><div class=ta-dock__bar><>"
    );
    if let Some(total) = scene.total {
        dock_bar(draw, total);
    }
    put!(draw, "</></div><div class=ta-dock__one><span><>");
    match scene.total {
        _ if scene.stale => put!(draw, "@stale.short"),
        None => {}
        Some(total) => {
            put!(draw, "<small>@total.least</small><b>");
            money(draw, total.lo, Some(total.lo));
            put!(draw, "</b><small>@total.most</small><b class=ta-num--may>");
            money(draw, total.hi, Some(total.hi));
            put!(draw, "</b>");
        }
    }
    put!(draw, "</></span>");
    let to_result = scene.words.ui(key!("dock.to_result"));
    go(
        draw,
        text!("ta-btn ta-btn--go"),
        text!("results"),
        to_result,
    );
    put!(draw, "</div></div>");
}

fn dock_bar(draw: &mut Draw<'_>, total: Tally) {
    let words = &draw.scene.words;
    let whole = total.hi.max(1);
    let sure = share(words, total.lo, whole);
    let possible = share(words, total.hi.saturating_sub(total.lo), whole);
    put!(draw, "<svg width=100% height=6 aria-hidden=true>");
    piece(
        draw,
        text!("ta-bar__may"),
        [text!(".5"), text!("5")],
        sure,
        possible,
    );
    piece(
        draw,
        text!("ta-bar__sure"),
        [text!("0"), text!("6")],
        text!("0"),
        sure,
    );
    put!(draw, "</svg>");
}
