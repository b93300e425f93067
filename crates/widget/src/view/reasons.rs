//! Why: every condition with what it looked at, its ground and its verdict, then the steps of the amount.

use tradeaid_engine::pack::Word;
use tradeaid_engine::{Finding, Observed, Reason, Step, StepKind, TextId, Truth};

use super::icon::icon;
use super::node::{El, el, text};
use super::{Scene, cite};

/// A sentence of the pack
pub(crate) fn sentence<'a>(scene: &Scene<'a>, id: TextId) -> &'a str {
    let key = scene.model.calculator.names().texts.get(id.index());
    key.map_or("", |key| scene.words.pack(&[key]))
}

/// The grounds of a finding, folded under a title; before them the notes that have no room outside
pub(crate) fn reasons(scene: &Scene<'_>, finding: &Finding, title: &str, notes: Option<El>) -> El {
    let words = scene.words;
    let mut steps: Vec<El> = Vec::new();
    for reason in &finding.reasons {
        steps.push(condition(scene, reason));
    }
    let floors = scene
        .measure(finding)
        .is_some_and(|measure| measure.amount.iter().all(|part| part.word == Word::AtLeast));
    for step in &finding.steps {
        steps.push(amount_step(scene, step, floors));
    }
    let count = words.fill("reasons.count", &[&steps.len().to_string()]);
    let mut lines = Vec::new();
    for (index, step) in steps.into_iter().enumerate() {
        lines.push(step.key(&index.to_string()));
    }
    if !finding.steps.is_empty() {
        let amount = &finding.row.amount;
        let result = el("span", "")
            .with(text("b", "", words.ui("reasons.result")))
            .text(&words.between(amount.lo, amount.hi));
        lines.push(el("li", "is-sum").key("sum").with(result));
    }
    let summary = el("summary", "")
        .with(icon("go", "ta-i"))
        .maybe(
            notes
                .is_some()
                .then(|| text("span", "ta-fold", words.ui("reasons.fold"))),
        )
        .text(title)
        .with(text("i", "", &count));
    el("details", "ta-more")
        .key(title)
        .with(summary)
        .maybe(notes)
        .with(el("ol", "ta-trace").list(lines))
}

fn line(fact: &str, inputs: &str, ground: El, verdict: El) -> El {
    let left = el("span", "")
        .with(text("b", "", fact))
        .with(el("br", ""))
        .with(text("span", "ta-fact", inputs));
    el("li", "")
        .with(left)
        .with(el("span", "ta-trace__r").with(ground).with(verdict))
}

fn condition(scene: &Scene<'_>, reason: &Reason) -> El {
    let words = scene.words;
    let (class, shape, key) = match reason.holds {
        Truth::True => ("ta-yes", "check", "verdict.yes"),
        Truth::False => ("ta-no", "cross", "verdict.no"),
        Truth::Open => ("ta-wait", "wait", "verdict.open"),
    };
    let verdict = el("span", class)
        .with(icon(shape, "ta-i"))
        .text(words.ui(key));
    let inputs = observed(scene, &reason.inputs, reason.holds != Truth::Open);
    line(
        sentence(scene, reason.text),
        &inputs,
        cite(words, reason.provision),
        verdict,
    )
}

/// What was looked at, each with what is known of it; once the matter is settled, what is not known did not count
pub(crate) fn observed(scene: &Scene<'_>, inputs: &[Observed], settled: bool) -> String {
    let words = scene.words;
    let mut parts = Vec::new();
    for seen in inputs {
        let label = scene.field_label(seen.input, seen.year);
        let value = words.value(seen.input, &seen.value, seen.is_none);
        if settled && value == words.ui("unknown") {
            continue;
        }
        let key = if label.ends_with(['？', '?']) {
            "seen.question"
        } else {
            "seen"
        };
        parts.push(words.fill(key, &[&label, &value]));
    }
    words.list(&parts)
}

fn amount_step(scene: &Scene<'_>, step: &Step, floors: bool) -> El {
    let words = scene.words;
    let key = match step.kind {
        StepKind::Floor if floors => "step.floor",
        StepKind::Floor => "step.amount",
        StepKind::Ceiling => "step.ceiling",
        StepKind::Cap => "step.cap",
    };
    let ground = match step.kind {
        StepKind::Cap => text("span", "ta-cap", words.ui("step.derived")),
        _ => cite(words, step.provision),
    };
    let figure = text("span", "ta-yes", &words.interval_of_money(&step.value));
    line(
        words.ui(key),
        &observed(scene, &step.inputs, false),
        ground,
        figure,
    )
}
