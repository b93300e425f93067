//! Why: every condition with what it looked at, its ground and its verdict, then the steps of the amount.

use tradeaid_engine::pack::Word;
use tradeaid_engine::{Finding, Observed, Reason, Step, StepKind, TextId, Truth};

use super::card::key;
use super::markup::{Draw, put};
use super::notes::notes;
use super::{Scene, cite};
use crate::outcome::Outcome;
use crate::texts::{Text, key, text};

/// A sentence of the pack
pub(crate) fn sentence<'a>(scene: &Scene<'a>, id: TextId) -> &'a Text {
    let key = scene.model.calculator.names().texts.get(id.index());
    key.map_or(text!(""), |key| scene.words.pack(key, "", ""))
}

/// The grounds of a finding, folded under a title; before them, where an outcome is given, its notes, for which
/// there may be no room outside
pub(crate) fn reasons(
    draw: &mut Draw<'_>,
    finding: &Finding,
    title: &Text,
    outcome: Option<&Outcome>,
) {
    let scene = draw.scene;
    let words = &scene.words;
    let name = key(scene, finding);
    put!(
        draw,
        "<details key={} data-of={} class=ta-more><summary><:go ta-i /><>",
        title,
        name
    );
    if outcome.is_some() {
        put!(draw, "<span class=ta-fold>@reasons.fold</span>");
    }
    let count = finding.reasons.len().saturating_add(finding.steps.len());
    put!(
        draw,
        "</>{}<i>@reasons.count/1</i></summary><>",
        title,
        words.count(count)
    );
    if scene.is_unfolded(name) {
        if let Some(outcome) = outcome {
            notes(draw, outcome, finding, text!("ta-kv ta-kv--in"));
        }
        trace(draw, finding);
    }
    put!(draw, "</><div data-room=card data-of={} /></details>", name);
}

/// Condition after condition, and then step after step of the amount
fn trace(draw: &mut Draw<'_>, finding: &Finding) {
    let scene = draw.scene;
    put!(draw, "<ol class=ta-trace><>");
    for (index, reason) in finding.reasons.iter().enumerate() {
        condition(draw, index, reason);
    }
    let floors = scene
        .measure(finding)
        .is_some_and(|measure| measure.amount.iter().all(|part| part.word == Word::AtLeast));
    for (index, step) in finding.steps.iter().enumerate() {
        let index = finding.reasons.len().saturating_add(index);
        amount_step(draw, index, step, floors);
    }
    if !finding.steps.is_empty() {
        let amount = &finding.row.amount;
        put!(
            draw,
            "<li key=sum class=is-sum><span><b>@reasons.result</b>{}</span></li>",
            scene.words.between(amount.lo, amount.hi)
        );
    }
    put!(draw, "</></ol>");
}

/// Opens a line of a trace; the caller adds its ground and its verdict and closes it
fn line(draw: &mut Draw<'_>, index: usize, fact: &Text, inputs: &Text) {
    put!(
        draw,
        "<li key={}><span><b>{}</b><br /><span class=ta-fact>{}</span></span><span class=ta-trace__r>",
        draw.scene.words.count(index),
        fact,
        inputs
    );
}

fn condition(draw: &mut Draw<'_>, index: usize, reason: &Reason) {
    let scene = draw.scene;
    let (class, shape, key) = match reason.holds {
        Truth::True => (text!("ta-yes"), text!("check"), key!("verdict.yes")),
        Truth::False => (text!("ta-no"), text!("cross"), key!("verdict.no")),
        Truth::Open => (text!("ta-wait"), text!("wait"), key!("verdict.open")),
    };
    let inputs = observed(scene, &reason.inputs, reason.holds != Truth::Open);
    line(draw, index, sentence(scene, reason.text), inputs);
    cite(draw, reason.provision);
    put!(
        draw,
        "<span class={}><:{} ta-i />{}</span></span></li>",
        class,
        shape,
        scene.words.ui(key)
    );
}

/// What was looked at, each with what is known of it; once the matter is settled, what is not known did not count
pub(crate) fn observed<'a>(scene: &Scene<'a>, inputs: &[Observed], settled: bool) -> &'a Text {
    let words = &scene.words;
    let mut parts = Vec::new();
    for seen in inputs {
        let label = scene.field_label(seen.input, seen.year);
        let value = words.value(seen.input, &seen.value, seen.is_none);
        if settled && value == words.ui(key!("unknown")) {
            continue;
        }
        let key = if label.ends_with('？') || label.ends_with('?') {
            key!("seen.question")
        } else {
            key!("seen")
        };
        parts.push(words.fill(key, &[label, value]));
    }
    words.list(&parts)
}

fn amount_step(draw: &mut Draw<'_>, index: usize, step: &Step, floors: bool) {
    let scene = draw.scene;
    let words = &scene.words;
    let key = match step.kind {
        StepKind::Floor if floors => key!("step.floor"),
        StepKind::Floor => key!("step.amount"),
        StepKind::Ceiling => key!("step.ceiling"),
        StepKind::Cap => key!("step.cap"),
    };
    let inputs = observed(scene, &step.inputs, false);
    line(draw, index, words.ui(key), inputs);
    match step.kind {
        StepKind::Cap => put!(draw, "<span class=ta-cap>@step.derived</span>"),
        _ => cite(draw, step.provision),
    }
    put!(
        draw,
        "<span class=ta-yes>{}</span></span></li>",
        words.interval_of_money(&step.value)
    );
}
