//! The running result beside the form, or docked under it where there is no room.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Finding, Question};

use super::amount::{THIN, bar, has_number, kind, money, number, piece, share};
use super::card::key;
use super::icon::icon;
use super::node::{El, el, text};
use super::results::{shelved, total, total_said};
use super::{Scene, field_id, go};
use crate::outcome::{Outcome, Shelf, Sum, is_in_full};
use crate::state::Place;
use crate::texts::Words;

/// How many findings the running result names
const NAMED: usize = 6;

/// The running result beside a wide form
pub(crate) fn rail(scene: &Scene<'_>) -> El {
    let inner = el("div", "ta-rail__in")
        .maybe(scene.outcome.map(|outcome| result(scene, outcome)))
        .maybe(
            scene
                .outcome
                .and_then(|outcome| best_question(scene, outcome)),
        );
    el("aside", "ta-rail ta-only-l")
        .at("aria-label", scene.words.ui("rail.title"))
        .with(inner)
}

fn result(scene: &Scene<'_>, outcome: &Outcome) -> El {
    let words = scene.words;
    let class = if scene.stale {
        "ta-panel ta-panel--t is-stale"
    } else {
        "ta-panel ta-panel--t"
    };
    let mut lines = Vec::new();
    for (shelf, findings) in shelved(scene, outcome) {
        for finding in findings {
            let named = matches!(shelf, Shelf::Sure | Shelf::May | Shelf::Other)
                && scene.nature(finding) != Nature::Service;
            if named && lines.len() < NAMED {
                lines.push(line(scene, shelf, finding));
            }
        }
    }
    el("div", class)
        .with(text("p", "ta-h4", words.ui("rail.title")))
        .maybe(
            scene
                .stale
                .then(|| text("p", "ta-cap", words.ui("stale.short"))),
        )
        .maybe(total(scene, outcome).map(|total| sums(words, total)))
        .with(el("ul", "ta-mini ta-gap-s").list(lines))
        .with(go(
            "ta-btn ta-btn--go ta-btn--wide ta-gap-m",
            "ta-results",
            words.ui("rail.to_result"),
        ))
}

fn sums(words: Words<'_>, total: Sum) -> El {
    let said = total_said(words, total);
    el("div", "")
        .with(text("p", "ta-cap ta-gap-s", words.ui("total.least")))
        .with(money(words, "span", "ta-num", total.lo, Some(total.lo)))
        .with(text("p", "ta-cap ta-gap-s", words.ui("total.most")))
        .with(money(
            words,
            "span",
            "ta-num ta-num--m ta-num--may",
            total.hi,
            Some(total.hi),
        ))
        .with(el("div", "ta-gap-s").with(bar(THIN, total.lo, total.hi, total.hi.max(1), &said)))
        .maybe((total.missing > 0).then(|| {
            let missing = words.fill("total.missing", &[&total.missing.to_string()]);
            text("p", "ta-cap", &missing)
        }))
}

fn line(scene: &Scene<'_>, shelf: Shelf, finding: &Finding) -> El {
    let words = scene.words;
    let amount = &finding.row.amount;
    let in_full = scene
        .measure(finding)
        .is_some_and(|measure| is_in_full(scene.pack(), measure));
    let shape = match shelf {
        Shelf::Sure => "sure",
        Shelf::May if has_number(amount) => "may",
        Shelf::May => "ask",
        _ => "cap",
    };
    let figure = if has_number(amount) {
        el("b", "")
            .text(words.ui(kind(amount, in_full)))
            .text(" ")
            .with(number(words, "", amount))
    } else {
        text("b", "", words.ui("amount.no_number"))
    };
    el("li", "")
        .key(&key(finding))
        .with(icon(shape, ""))
        .with(text(
            "span",
            "",
            words.measure(finding.row.measure, "title"),
        ))
        .with(figure)
}

/// The question whose answer narrows the result most
fn best_question(scene: &Scene<'_>, outcome: &Outcome) -> Option<El> {
    let (place, question) = questions(scene, outcome).into_iter().next()?;
    let words = scene.words;
    let said = words.fill("place", &[&scene.place_name(place), &gain(words, question)]);
    Some(
        el("div", "ta-panel ta-panel--t")
            .with(text("p", "ta-h4", words.ui("next.title")))
            .with(text("p", "ta-note ta-gap-x", &said))
            .with(go(
                "ta-note ta-link",
                &field_id(place),
                words.ui("next.fill"),
            )),
    )
}

/// The next best questions, each with its place in the form
pub(crate) fn questions<'a>(scene: &Scene<'_>, outcome: &'a Outcome) -> Vec<(Place, &'a Question)> {
    let mut found = Vec::new();
    for question in &outcome.answer.questions {
        let item = question
            .item
            .and_then(|id| scene.model.state.item_by_id(outcome.known.item_id(id)))
            .map(|item| item.number);
        let place = Place {
            input: question.open.input,
            item,
            year: question.open.year,
        };
        if scene.model.layout.asks(place.input) && item.is_some() == question.item.is_some() {
            found.push((place, question));
        }
    }
    found
}

/// What an answer brings
pub(crate) fn gain(words: Words<'_>, question: &Question) -> String {
    match (question.gain, question.resolves.len()) {
        (0, 0) => words.ui("next.helps").into(),
        (0, settled) => words.fill("next.settles", &[&settled.to_string()]),
        (gain, _) => words.fill("next.narrows", &[&words.money(gain)]),
    }
}

/// The running result where there is no room beside the form
pub(crate) fn dock(scene: &Scene<'_>) -> El {
    let words = scene.words;
    let total = scene.outcome.and_then(|outcome| total(scene, outcome));
    let said = match total {
        _ if scene.stale => text("span", "", words.ui("stale.short")),
        None => el("span", ""),
        Some(total) => el("span", "")
            .with(text("small", "", words.ui("total.least")))
            .with(money(words, "b", "", total.lo, Some(total.lo)))
            .with(text("small", "", words.ui("total.most")))
            .with(money(words, "b", "ta-num--may", total.hi, Some(total.hi))),
    };
    let one = el("div", "ta-dock__one").with(said).with(go(
        "ta-btn ta-btn--go",
        "ta-results",
        words.ui("dock.to_result"),
    ));
    el("div", "ta-dock ta-only-s")
        .with(el("div", "ta-dock__bar").maybe(total.map(dock_bar)))
        .with(one)
}

fn dock_bar(total: Sum) -> El {
    let whole = total.hi.max(1);
    let sure = share(total.lo, whole);
    let possible = share(total.hi.saturating_sub(total.lo), whole);
    el("svg", "")
        .is("width", "100%")
        .is("height", "6")
        .is("aria-hidden", "true")
        .with(piece("ta-bar__may", ".5", "5", &sure, &possible))
        .with(piece("ta-bar__sure", "0", "6", "0", &sure))
}
