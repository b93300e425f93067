//! A finding as a card, where it may bring something, or as a row with what decided it, where it does not.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{AmountKind, Finding, Reason, Status};

use super::amount::amount;
use super::higher::higher;
use super::item::brief;
use super::node::{El, el, text};
use super::notes::{notes, open_note, warnings};
use super::reasons::{observed, reasons, sentence};
use super::{Scene, cite, status};
use crate::outcome::{Outcome, deciding, group, is_in_full, shows_group};

/// What tells a finding from others
pub(crate) fn key(finding: &Finding) -> String {
    let item = finding
        .row
        .item
        .map_or(String::new(), |item| item.0.to_string());
    [finding.row.measure.0.to_string(), item].join("-")
}

/// A finding that may bring something
pub(crate) fn card(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Option<El> {
    let measure = scene.measure(finding)?;
    let words = scene.words;
    let key = key(finding);
    let title = ["ta-card-", &key].concat();
    let in_full = is_in_full(scene.pack(), measure);
    let group =
        group(scene.pack(), &outcome.answer, finding).filter(|group| shows_group(group, finding));
    let meta = el("div", "ta-card__meta")
        .with(status(words, finding.row.status, measure.nature))
        .with(cite(words, measure.provision));
    let why = text(
        "p",
        "ta-card__why",
        words.measure(finding.row.measure, "summary"),
    )
    .text(margin(scene, measure, finding));
    let left = el("div", "")
        .with(meta)
        .with(
            scene
                .heading(2, "ta-h3", &title)
                .text(words.measure(finding.row.measure, "title")),
        )
        .with(text("p", "ta-card__on", &about(scene, outcome, finding)))
        .with(why);
    let right = el("div", "ta-card__amt")
        .with(amount(words, &finding.row.amount, in_full))
        .with(figures(scene, finding));
    let made = el("article", "ta-card")
        .key(&key)
        .at("aria-labelledby", &title)
        .with(el("div", "ta-card__top").with(left).with(right))
        .maybe(group.map(|group| higher(scene, outcome, group)))
        .with(notes(scene, outcome, finding, "ta-kv ta-kv--fold"))
        .with(reasons(
            scene,
            finding,
            words.ui("reasons"),
            Some(notes(scene, outcome, finding, "ta-kv ta-kv--in")),
        ));
    Some(made)
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
fn figures(scene: &Scene<'_>, finding: &Finding) -> El {
    let words = scene.words;
    let mut lines = Vec::new();
    for figure in &finding.figures {
        let said = words.fill(
            "place",
            &[
                sentence(scene, figure.text),
                &words.interval_of_money(&figure.value),
            ],
        );
        lines.push(text("p", "ta-note", &said).key(&figure.text.0.to_string()));
    }
    el("div", "").list(lines)
}

/// A finding in a row: a service, or what is not given and why
pub(crate) fn row(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Option<El> {
    let measure = scene.measure(finding)?;
    let words = scene.words;
    let mut title = words.measure(finding.row.measure, "title").to_owned();
    if let Some(number) = scene.row_item(outcome, finding) {
        title = words.fill("row.of_item", &[&title, &scene.item_name(number)]);
    }
    let decided = deciding(scene.pack(), measure, finding);
    let ground = decided
        .first()
        .map_or(measure.provision, |reason| reason.provision);
    let said = if finding.row.status == Status::NotEligible {
        refusal(scene, finding, &decided)
    } else {
        el("div", "")
            .with(text("p", "", words.measure(finding.row.measure, "summary")))
            .maybe(open_note(scene, outcome, finding))
            .with(text("p", "", words.measure(finding.row.measure, "next")))
    };
    let left = el("div", "")
        .with(scene.heading(2, "ta-h4", "").text(&title))
        .with(said);
    let right = el("span", "ta-rows__m")
        .with(status(words, finding.row.status, measure.nature))
        .with(cite(words, ground));
    Some(el("li", "").key(&key(finding)).with(left).with(right))
}

/// The conditions that decided against it, each with what was looked at
fn refusal(scene: &Scene<'_>, finding: &Finding, decided: &[&Reason]) -> El {
    let words = scene.words;
    let mut lines = Vec::new();
    for (index, reason) in decided.iter().enumerate() {
        let mut said = words.fill("unmet", &[sentence(scene, reason.text)]);
        let seen = observed(scene, &reason.inputs, true);
        if !seen.is_empty() {
            said.push_str(&words.fill("unmet.seen", &[&seen]));
        }
        lines.push(text("p", "", &said).key(&index.to_string()));
    }
    lines.extend(warnings(scene, finding));
    el("div", "").list(lines)
}
