//! A finding as a card, where it may bring something, or as a row with what decided it, where it does not.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{AmountKind, Finding, Status};
use yew::prelude::*;

use super::amount::amount;
use super::item::brief;
use super::reasons::reasons;
use super::{Scene, cite, status};
use crate::outcome::{Outcome, deciding, group, is_in_full, shows_group};
use crate::view::higher::higher;
use crate::view::notes::{notes, open_note};

/// What tells a finding from others
pub(crate) fn key(finding: &Finding) -> String {
    let item = finding.row.item.map_or(String::new(), |item| item.0.to_string());
    [finding.row.measure.0.to_string(), item].join("-")
}

/// A finding that may bring something
pub(crate) fn card(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Html {
    let Some(measure) = scene.measure(finding) else {
        return Html::default();
    };
    let words = scene.words;
    let key = key(finding);
    let title = ["ta-card-", &key].concat();
    let in_full = is_in_full(scene.pack(), measure);
    let group = group(scene.pack(), &outcome.answer, finding).filter(|group| shows_group(group, finding));
    html! {
        <article class="ta-card" key={key} aria-labelledby={title.clone()}>
            <div class="ta-card__top">
                <div>
                    <div class="ta-card__meta">{ status(words, finding.row.status, measure.nature) }{ cite(words, measure.provision) }</div>
                    { scene.heading(2, "ta-h3", Some(title), html! { { words.measure(finding.row.measure, "title") } }) }
                    <p class="ta-card__on">{ about(scene, outcome, finding) }</p>
                    <p class="ta-card__why">{ words.measure(finding.row.measure, "summary") }{ margin(scene, measure, finding) }</p>
                </div>
                <div class="ta-card__amt">{ amount(words, &finding.row.amount, in_full) }{ figures(scene, finding) }</div>
            </div>
            if let Some(group) = group { { higher(scene, outcome, group) } }
            { notes(scene, outcome, finding) }
            { reasons(scene, finding, words.ui("reasons")) }
        </article>
    }
}

/// The item a finding is about, and what tells it from others
fn about(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> String {
    let number = scene.row_item(outcome, finding);
    let Some(item) = number.and_then(|number| scene.model.state.item(number)) else {
        return scene.words.ui("about.enterprise").into();
    };
    let name = scene.item_name(item.number);
    match brief(scene, item) {
        brief if brief.is_empty() => name,
        brief => scene.words.list(&[name, brief]),
    }
}

/// What the document leaves to the authority
fn margin<'a>(scene: &Scene<'a>, measure: &Measure, finding: &Finding) -> &'a str {
    let words = scene.words;
    match finding.row.amount.kind {
        _ if !measure.entitles => words.ui("margin.no_claim"),
        AmountKind::AtMost => words.ui("margin.at_most"),
        AmountKind::AtLeast => words.ui("margin.at_least"),
        _ => "",
    }
}

/// Figures beside the amount
fn figures(scene: &Scene<'_>, finding: &Finding) -> Html {
    let words = scene.words;
    let names = &scene.model.calculator.names().texts;
    let lines = finding.figures.iter().enumerate().map(|(index, figure)| {
        let name = names.get(figure.text.index()).map_or("", |key| words.pack(&[key]));
        html! { <p class="ta-note" key={index}>{ words.fill("place", &[name, &words.interval_of_money(&figure.value)]) }</p> }
    });
    html! { <div>{ lines.collect::<Html>() }</div> }
}

/// A finding in a row: a service, or what is not given and why
pub(crate) fn row(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Html {
    let Some(measure) = scene.measure(finding) else {
        return Html::default();
    };
    let words = scene.words;
    let title = words.measure(finding.row.measure, "title");
    let decided = deciding(scene.pack(), measure, finding);
    let ground = decided.first().map_or(measure.provision, |reason| reason.provision);
    let refused = finding.row.status == Status::NotEligible;
    html! {
        <li key={key(finding)}>
            <div>
                { scene.heading(2, "ta-h4", None, html! { { with_item(scene, outcome, finding, title) } }) }
                if refused {
                    { refusal(scene, finding, &decided) }
                } else {
                    <p>{ words.measure(finding.row.measure, "summary") }</p>
                    { open_note(scene, outcome, finding) }
                    <p>{ words.measure(finding.row.measure, "next") }</p>
                }
            </div>
            <span class="ta-rows__m">{ status(words, finding.row.status, measure.nature) }{ cite(words, ground) }</span>
        </li>
    }
}

fn with_item(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding, title: &str) -> String {
    match scene.row_item(outcome, finding) {
        Some(number) => scene.words.fill("row.of_item", &[title, &scene.item_name(number)]),
        None => title.into(),
    }
}

/// The conditions that decided against it, each with what was looked at
fn refusal(scene: &Scene<'_>, finding: &Finding, decided: &[&tradeaid_engine::Reason]) -> Html {
    let words = scene.words;
    let names = scene.model.calculator.names();
    let unmet = decided.iter().enumerate().map(|(index, reason)| {
        let sentence = names.texts.get(reason.text.index()).map_or("", |key| words.pack(&[key]));
        let seen = super::reasons::observed(scene, &reason.inputs);
        let seen = if seen.is_empty() { seen } else { words.fill("unmet.seen", &[&seen]) };
        html! { <p key={index}>{ words.fill("unmet", &[sentence]) }{ seen }</p> }
    });
    let warnings = finding.warnings.iter().filter_map(|code| names.codes.get(code.index()));
    let warnings = warnings.map(|code| html! { <p key={code.as_str()}>{ words.pack(&["warning.", code]) }</p> });
    html! { <><div>{ unmet.collect::<Html>() }</div><div>{ warnings.collect::<Html>() }</div></> }
}
