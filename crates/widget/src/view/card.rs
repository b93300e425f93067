//! A finding as a card, where it may bring something, or as a row with what decided it, where it does not.

use tradeaid_engine::pack::{Measure, Nature};
use tradeaid_engine::{AmountKind, Finding, Reason, Status};

use super::amount::amount;
use super::higher::higher;
use super::item::brief;
use super::markup::{Draw, put};
use super::notes::{notes, open_note, warnings};
use super::reasons::{observed, reasons, sentence};
use super::{Scene, cite, status};
use crate::outcome::{Outcome, deciding, group, shows_group};
use crate::texts::{Text, key, text};

/// What tells a finding from others
pub(crate) fn key<'a>(scene: &Scene<'a>, finding: &Finding) -> &'a Text {
    let words = &scene.words;
    let item = finding.row.item;
    let measure = words.count(finding.row.measure.index());
    let item = item.map_or(text!(""), |item| words.count(item.index()));
    words.joined(&[measure, item], "-")
}

/// A finding that may bring something
pub(crate) fn card(draw: &mut Draw<'_>, outcome: &Outcome, finding: &Finding) {
    let scene = draw.scene;
    let words = &scene.words;
    let Some(measure) = scene.measure(finding) else {
        return;
    };
    let id = finding.row.measure;
    let key = key(scene, finding);
    put!(
        draw,
        "<article key={} class=ta-card aria-labelledby=ta-card-{}><div class=ta-card__top><div><div class=ta-card__meta>",
        key,
        key
    );
    status(draw, finding.row.status, measure.nature);
    cite(draw, measure.provision);
    put!(
        draw,
        "</div><h+2 class=ta-h3 id=ta-card-{} tabindex=-1>{}</h+2><p class=ta-card__on>{}</p><p class=ta-card__why>{}{}</p></div>\
         <div class=ta-card__amt>",
        key,
        words.measure(id, ".title"),
        about(scene, outcome, finding),
        words.measure(id, ".summary"),
        margin(scene, measure, finding)
    );
    amount(draw, &finding.row.amount, scene.is_in_full(finding));
    put!(draw, "<div><>");
    figures(draw, finding);
    put!(draw, "</></div></div></div><>");
    let group = group(scene.pack(), &outcome.answer, finding);
    if let Some(group) = group.filter(|group| shows_group(group, finding)) {
        higher(draw, outcome, group);
    }
    put!(draw, "</>");
    notes(draw, outcome, finding, text!("ta-kv ta-kv--fold"));
    reasons(draw, finding, words.ui(key!("reasons")), Some(outcome));
    put!(draw, "</article>");
}

/// The item a finding is about, and what tells it from others
fn about<'a>(scene: &Scene<'a>, outcome: &Outcome, finding: &Finding) -> &'a Text {
    let number = scene.row_item(outcome, finding);
    let Some(item) = number.and_then(|number| scene.model.state.item(number)) else {
        return scene.words.ui(key!("about.enterprise"));
    };
    let name = scene.item_name(item.number);
    let brief = brief(scene, item);
    if brief.is_empty() {
        return name;
    }
    scene.words.list(&[name, brief])
}

/// What the document leaves to the authority
fn margin<'a>(scene: &Scene<'a>, measure: &Measure, finding: &Finding) -> &'a Text {
    let words = &scene.words;
    match finding.row.amount.kind {
        _ if !measure.entitles => words.ui(key!("margin.no_claim")),
        AmountKind::AtMost => words.ui(key!("margin.at_most")),
        AmountKind::AtLeast => words.ui(key!("margin.at_least")),
        _ => text!(""),
    }
}

/// Figures beside the amount
fn figures(draw: &mut Draw<'_>, finding: &Finding) {
    let scene = draw.scene;
    let words = &scene.words;
    for figure in &finding.figures {
        put!(
            draw,
            "<p key={} class=ta-note>@place/2</p>",
            words.count(figure.text.index()),
            sentence(scene, figure.text),
            words.interval_of_money(&figure.value)
        );
    }
}

/// A finding in a row: a service, or what is not given and why
pub(crate) fn row(draw: &mut Draw<'_>, outcome: &Outcome, finding: &Finding) {
    let scene = draw.scene;
    let words = &scene.words;
    let Some(measure) = scene.measure(finding) else {
        return;
    };
    let id = finding.row.measure;
    let mut title = words.measure(id, ".title");
    if let Some(number) = scene.row_item(outcome, finding) {
        title = words.fill(key!("row.of_item"), &[title, scene.item_name(number)]);
    }
    put!(
        draw,
        "<li key={}><div><h+2 class=ta-h4 tabindex=-1>{}</h+2><div>",
        key(scene, finding),
        title
    );
    let mut ground = measure.provision;
    if finding.row.status == Status::NotEligible {
        let decided = deciding(scene.pack(), measure, finding);
        if let Some(first) = decided.first() {
            ground = first.provision;
        }
        put!(draw, "<>");
        refusal(draw, finding, &decided);
        put!(draw, "</>");
    } else {
        let margin = if measure.nature == Nature::Service && !measure.entitles {
            words.ui(key!("margin.service"))
        } else {
            text!("")
        };
        put!(draw, "<p>{}{}</p><>", words.measure(id, ".summary"), margin);
        open_note(draw, outcome, finding);
        put!(draw, "</><p>{}</p>", words.measure(id, ".next"));
    }
    put!(
        draw,
        "</div><div data-room=row data-of={} /></div><span class=ta-rows__m>",
        key(scene, finding)
    );
    status(draw, finding.row.status, measure.nature);
    cite(draw, ground);
    put!(draw, "</span></li>");
}

/// The conditions that decided against it, each with what was looked at
fn refusal(draw: &mut Draw<'_>, finding: &Finding, decided: &[&Reason]) {
    let scene = draw.scene;
    let words = &scene.words;
    for (index, reason) in decided.iter().enumerate() {
        let mut seen = observed(scene, &reason.inputs, true);
        if !seen.is_empty() {
            seen = words.fill(key!("unmet.seen"), &[seen]);
        }
        put!(
            draw,
            "<p key={}>@unmet/1{}</p>",
            words.count(index),
            sentence(scene, reason.text),
            seen
        );
    }
    warnings(draw, finding);
}
