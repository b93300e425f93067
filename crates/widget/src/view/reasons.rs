//! Why: every condition with what it looked at, its ground and its verdict, then the steps of the amount.

use tradeaid_engine::pack::Word;
use tradeaid_engine::{Finding, Observed, Reason, Step, StepKind, Truth};
use yew::prelude::*;

use super::{Scene, cite};
use crate::view::icon::icon;

/// The grounds of a finding, folded under a title
pub(crate) fn reasons(scene: &Scene<'_>, finding: &Finding, title: &str) -> Html {
    let words = scene.words;
    let count = finding.reasons.len().saturating_add(finding.steps.len());
    let conditions = finding.reasons.iter().enumerate().map(|(index, reason)| condition(scene, index, reason));
    let only_floors = scene
        .measure(finding)
        .is_some_and(|measure| measure.amount.iter().all(|part| part.word == Word::AtLeast));
    let steps = finding.steps.iter().enumerate();
    let steps = steps.map(|(index, one)| step(scene, index, one, only_floors));
    let all = conditions.chain(steps).chain(sum(scene, finding));
    html! {
        <details class="ta-more" key={["why-", &finding.row.measure.0.to_string()].concat()}>
            <summary>
                { icon("go", "ta-i") }
                <span class="ta-fold">{ words.ui("reasons.fold") }</span>{ title.to_owned() }
                <i>{ words.fill("reasons.count", &[&count.to_string()]) }</i>
            </summary>
            <ol class="ta-trace">{ all.collect::<Html>() }</ol>
        </details>
    }
}

fn condition(scene: &Scene<'_>, index: usize, reason: &Reason) -> Html {
    let words = scene.words;
    let key = scene.model.calculator.names().texts.get(reason.text.index());
    let sentence = key.map_or("", |key| words.pack(&[key]));
    let (class, shape, verdict) = match reason.holds {
        Truth::True => ("ta-yes", "check", "verdict.yes"),
        Truth::False => ("ta-no", "cross", "verdict.no"),
        Truth::Open => ("ta-wait", "wait", "verdict.open"),
    };
    html! {
        <li key={["c", &index.to_string()].concat()}>
            <span><b>{ sentence }</b><br/><span class="ta-fact">{ observed(scene, &reason.inputs) }</span></span>
            <span class="ta-trace__r">
                { cite(words, reason.provision) }
                <span class={class}>{ icon(shape, "ta-i") }{ words.ui(verdict) }</span>
            </span>
        </li>
    }
}

/// What was looked at, each with what is known of it
pub(crate) fn observed(scene: &Scene<'_>, inputs: &[Observed]) -> String {
    let words = scene.words;
    let parts: Vec<String> = inputs
        .iter()
        .map(|seen| {
            let label = scene.field_label(seen.input, seen.year);
            let value = words.value(seen.input, &seen.value, seen.is_none);
            words.fill("seen", &[&label, &value])
        })
        .collect();
    words.list(&parts)
}

fn step(scene: &Scene<'_>, index: usize, step: &Step, only_floors: bool) -> Html {
    let words = scene.words;
    let sentence = match step.kind {
        StepKind::Floor if only_floors => "step.floor",
        StepKind::Floor => "step.amount",
        StepKind::Ceiling => "step.ceiling",
        StepKind::Cap => "step.cap",
    };
    html! {
        <li key={["s", &index.to_string()].concat()}>
            <span><b>{ words.ui(sentence) }</b><br/><span class="ta-fact">{ observed(scene, &step.inputs) }</span></span>
            <span class="ta-trace__r">
                if step.kind == StepKind::Cap {
                    <span class="ta-cap">{ words.ui("step.derived") }</span>
                } else {
                    { cite(words, step.provision) }
                }
                <span class="ta-yes">{ words.interval_of_money(&step.value) }</span>
            </span>
        </li>
    }
}

/// What it comes to
fn sum(scene: &Scene<'_>, finding: &Finding) -> Option<Html> {
    let words = scene.words;
    if finding.steps.is_empty() {
        return None;
    }
    let amount = &finding.row.amount;
    Some(html! {
        <li class="is-sum" key="sum">
            <span><b>{ words.ui("reasons.result") }</b>{ words.between(amount.lo, amount.hi) }</span>
        </li>
    })
}
