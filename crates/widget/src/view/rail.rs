//! The running result beside the form, or docked under it where there is no room.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Finding, Question};
use yew::prelude::*;

use super::amount::{bar, kind, money, share, short};
use super::form::to_result;
use super::results::{shelved, total, total_said};
use super::{Scene, field_id, go};
use crate::outcome::{Outcome, Shelf, Sum, is_in_full};
use crate::state::Place;
use crate::texts::Words;
use crate::view::icon::icon;

/// How many findings the running result names
const NAMED: usize = 6;

/// The running result beside a wide form
pub(crate) fn rail(scene: &Scene<'_>) -> Html {
    html! {
        <aside class="ta-rail ta-only-l" aria-label={scene.words.ui("rail.title").to_owned()}>
            <div class="ta-rail__in">
                if let Some(outcome) = scene.outcome {
                    { result(scene, outcome) }
                    { best_question(scene, outcome) }
                }
            </div>
        </aside>
    }
}

fn result(scene: &Scene<'_>, outcome: &Outcome) -> Html {
    let words = scene.words;
    let lines = shelved(scene, outcome)
        .into_iter()
        .filter(|(shelf, _)| matches!(shelf, Shelf::Sure | Shelf::May | Shelf::Other))
        .flat_map(|(shelf, findings)| findings.into_iter().map(move |finding| (shelf, finding)))
        .filter(|(shelf, finding)| *shelf != Shelf::Other || scene.nature(finding) != Nature::Service)
        .take(NAMED)
        .map(|(shelf, finding)| line(scene, shelf, finding));
    html! {
        <div class={if scene.stale { "ta-panel ta-panel--t is-stale" } else { "ta-panel ta-panel--t" }}>
            <p class="ta-h4">{ words.ui("rail.title") }</p>
            if scene.stale { <p class="ta-cap">{ words.ui("stale.short") }</p> }
            if let Some(total) = total(scene, outcome) {
                <p class="ta-cap ta-gap-s">{ words.ui("total.least") }</p>
                { money(words, "ta-num", total.lo, Some(total.lo)) }
                <p class="ta-cap ta-gap-s">{ words.ui("total.most") }</p>
                { money(words, "ta-num ta-num--m ta-num--may", total.hi, Some(total.hi)) }
                <div class="ta-gap-s">{ bar(total.lo, total.hi, total.hi.max(1), false, total_said(words, total)) }</div>
            }
            <ul class="ta-mini ta-gap-s">{ lines.collect::<Html>() }</ul>
            { to_result(scene, "ta-btn ta-btn--go ta-btn--wide ta-gap-m", "rail.to_result") }
        </div>
    }
}

fn line(scene: &Scene<'_>, shelf: Shelf, finding: &Finding) -> Html {
    let words = scene.words;
    let amount = &finding.row.amount;
    let in_full = scene.measure(finding).is_some_and(|measure| is_in_full(scene.pack(), measure));
    let shape = match shelf {
        Shelf::Sure => "sure",
        Shelf::May if amount.hi.is_some() => "may",
        Shelf::May => "ask",
        _ => "cap",
    };
    let item = finding.row.item.map_or(u16::MAX, |item| item.0);
    html! {
        <li key={[finding.row.measure.0.to_string(), item.to_string()].join("-")}>
            { icon(shape, "") }
            <span>{ words.measure(finding.row.measure, "title") }</span>
            <b>{ words.ui(kind(amount, in_full)) }{ " " }{ short(words, amount) }</b>
        </li>
    }
}

/// The question whose answer narrows the result most
fn best_question(scene: &Scene<'_>, outcome: &Outcome) -> Html {
    let Some((place, question)) = questions(scene, outcome).into_iter().next() else {
        return Html::default();
    };
    let words = scene.words;
    html! {
        <div class="ta-panel ta-panel--t">
            <p class="ta-h4">{ words.ui("next.title") }</p>
            <p class="ta-note ta-gap-x">{ scene.place_name(place) }{ words.ui("next.colon") }{ gain(words, question) }</p>
            { go("ta-note ta-link", field_id(place), html! { { words.ui("next.fill") } }) }
        </div>
    }
}

/// The next best questions, each with its place in the form
pub(crate) fn questions<'a>(scene: &Scene<'_>, outcome: &'a Outcome) -> Vec<(Place, &'a Question)> {
    outcome
        .answer
        .questions
        .iter()
        .filter(|question| scene.model.layout.asks(question.open.input))
        .filter_map(|question| {
            let item = match question.item {
                Some(id) => Some(scene.model.state.item_by_id(outcome.known.item_id(id))?.number),
                None => None,
            };
            let place = Place {
                input: question.open.input,
                item,
                year: question.open.year,
            };
            Some((place, question))
        })
        .collect()
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
pub(crate) fn dock(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let total = scene.outcome.and_then(|outcome| total(scene, outcome));
    html! {
        <div class="ta-dock ta-only-s">
            <div class="ta-dock__bar">{ total.map(dock_bar).unwrap_or_default() }</div>
            <div class="ta-dock__one">
                if scene.stale {
                    <span>{ words.ui("stale.short") }</span>
                } else if let Some(total) = total {
                    <span>
                        <small>{ words.ui("total.least") }</small><b>{ money(words, "", total.lo, Some(total.lo)) }</b>
                        <small>{ words.ui("total.most") }</small><b class="ta-num--may">{ money(words, "", total.hi, Some(total.hi)) }</b>
                    </span>
                } else {
                    <span/>
                }
                { to_result(scene, "ta-btn ta-btn--go", "dock.to_result") }
            </div>
        </div>
    }
}

fn dock_bar(total: Sum) -> Html {
    let whole = total.hi.max(1);
    let sure = share(total.lo, whole);
    html! {
        <svg width="100%" height="6" aria-hidden="true">
            <rect class="ta-bar__may" fill="url(#ta-hatch)" x={sure.clone()} y=".5" width={share(total.hi.saturating_sub(total.lo), whole)} height="5"/>
            <rect class="ta-bar__sure" width={sure} height="6"/>
        </svg>
    }
}
