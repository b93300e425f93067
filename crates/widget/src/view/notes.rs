//! What goes with a finding: what is still open, what was taken for granted, who is in charge, what to do next.

use tradeaid_engine::{Finding, InputClass, Scope};

use super::node::{El, el, text};
use super::{Scene, field_id, go};
use crate::outcome::Outcome;
use crate::state::Place;

/// All notes of a finding
pub(crate) fn notes(
    scene: &Scene<'_>,
    outcome: &Outcome,
    finding: &Finding,
    class: &'static str,
) -> El {
    let words = scene.words;
    let names = scene.model.calculator.names();
    let measure = names.measures.get(finding.row.measure.index());
    let mut notes = Vec::new();
    let mut add = |key: &str, class: &'static str, content: Vec<El>| {
        if !content.is_empty() {
            let line = el("div", class).key(key);
            let name = text("dt", "", &words.fill(key, &[]));
            notes.push(line.with(name).with(el("dd", "").list(content)));
        }
    };
    for (key, class) in [
        ("note.fact", InputClass::Fact),
        ("note.parameter", InputClass::Parameter),
        ("note.reading", InputClass::Reading),
    ] {
        add(key, "", open(scene, outcome, finding, class));
    }
    add("note.assumed", "", assumed(scene, finding));
    add("note.warning", "", warnings(scene, finding));
    if let Some(name) = measure {
        let authorities: Vec<&str> = name
            .authorities
            .iter()
            .map(|id| words.pack(&["authority.", id]))
            .collect();
        add(
            "note.authority",
            "",
            vec![said(&authorities.join(words.ui("names.separator")))],
        );
        add("note.how", "", vec![said(words.ui_of("how.", &name.how))]);
    }
    add(
        "note.next",
        "is-next",
        vec![said(words.measure(finding.row.measure, "next"))],
    );
    el("dl", class).list(notes)
}

fn said(content: &str) -> El {
    text("p", "", content).key("")
}

/// The inputs of a class that keep a finding open, each with a way to its field
fn open(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding, class: InputClass) -> Vec<El> {
    let item = scene.row_item(outcome, finding);
    let mut lines = Vec::new();
    for open in &finding.open {
        let Some(input) = scene
            .pack()
            .input(open.input)
            .filter(|input| input.class == class)
        else {
            continue;
        };
        let place = Place {
            input: open.input,
            item: item.filter(|_| input.scope != Scope::Case),
            year: open.year,
        };
        let label = scene.field_label(open.input, open.year);
        let line = if scene.model.layout.asks(open.input) {
            go("ta-link", &field_id(place), &label)
        } else {
            text("span", "", &label)
        };
        lines.push(el("span", "").key(&place.token()).with(line).text(" "));
    }
    lines
}

/// What keeps a finding in a row open
pub(crate) fn open_note(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Option<El> {
    let mut lines = Vec::new();
    for class in [InputClass::Fact, InputClass::Parameter, InputClass::Reading] {
        lines.extend(open(scene, outcome, finding, class));
    }
    let words = scene.words;
    let name = words.fill("place", &[words.ui("note.fact"), ""]);
    (!lines.is_empty()).then(|| text("p", "", &name).with(el("span", "").list(lines)))
}

/// What was taken of unclear sentences, and whether another reading would matter
fn assumed(scene: &Scene<'_>, finding: &Finding) -> Vec<El> {
    let words = scene.words;
    let mut lines = Vec::new();
    for assumption in &finding.assumptions {
        let Some(name) = words.input(assumption.reading) else {
            continue;
        };
        let key = if assumption.changes_result {
            "assumed.matters"
        } else {
            "assumed.same"
        };
        let taken = words.choices(name, assumption.taken);
        let content = words.fill(key, &[words.label(name), &taken]);
        lines.push(text("p", "", &content).key(&assumption.reading.0.to_string()));
    }
    lines
}

/// The pack's warnings
pub(crate) fn warnings(scene: &Scene<'_>, finding: &Finding) -> Vec<El> {
    let codes = &scene.model.calculator.names().codes;
    let mut lines = Vec::new();
    for code in &finding.warnings {
        if let Some(code) = codes.get(code.index()) {
            lines.push(text("p", "", scene.words.pack(&["warning.", code])).key(code));
        }
    }
    lines
}
