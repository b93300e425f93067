//! What goes with a finding: what is still open, what was taken for granted, who is in charge, what to do next.

use tradeaid_engine::{Finding, InputClass, OpenInput};
use yew::prelude::*;

use super::{Scene, field_id, go};
use crate::outcome::Outcome;
use crate::state::Place;

/// All notes of a finding
pub(crate) fn notes(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Html {
    let words = scene.words;
    let names = scene.model.calculator.names();
    let measure = names.measures.get(finding.row.measure.index());
    let how = measure.map_or("", |name| words.ui_of("how.", &name.how));
    html! {
        <dl class="ta-kv ta-kv--fold">
            { note(scene, "note.fact", "", open(scene, outcome, finding, InputClass::Fact)) }
            { note(scene, "note.parameter", "", open(scene, outcome, finding, InputClass::Parameter)) }
            { note(scene, "note.reading", "", open(scene, outcome, finding, InputClass::Reading)) }
            { note(scene, "note.assumed", "", assumed(scene, finding)) }
            { note(scene, "note.warning", "", warnings(scene, finding)) }
            { note(scene, "note.authority", "", html! { { authorities(scene, finding) } }) }
            { note(scene, "note.how", "", html! { { how } }) }
            { note(scene, "note.next", "is-next", html! { { words.measure(finding.row.measure, "next") } }) }
        </dl>
    }
}

fn note(scene: &Scene<'_>, key: &'static str, class: &'static str, content: Html) -> Html {
    let empty = match &content {
        Html::VText(text) => text.text.is_empty(),
        Html::VList(list) => list.is_empty(),
        _ => false,
    };
    if empty {
        return Html::default();
    }
    html! { <div class={class} key={key}><dt>{ scene.words.ui(key) }</dt><dd>{ content }</dd></div> }
}

/// The inputs of a class that keep a finding open, each with a way to its field
fn open(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding, class: InputClass) -> Html {
    let of_class = |open: &&OpenInput| scene.pack().input(open.input).is_some_and(|input| input.class == class);
    let item = scene.row_item(outcome, finding);
    finding
        .open
        .iter()
        .filter(of_class)
        .map(|open| {
            let own = scene.pack().input(open.input).is_some_and(|input| input.scope != tradeaid_engine::Scope::Case);
            let place = Place {
                input: open.input,
                item: item.filter(|_| own),
                year: open.year,
            };
            let label = scene.field_label(open.input, open.year);
            if scene.model.layout.asks(open.input) {
                html! { <span key={place.token()}>{ go("ta-link", field_id(place), html! { { label } }) }{ " " }</span> }
            } else {
                html! { <span key={place.token()}>{ label }{ " " }</span> }
            }
        })
        .collect()
}

/// The open facts of a finding in a row
pub(crate) fn open_note(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> Html {
    if finding.open.is_empty() {
        return Html::default();
    }
    html! {
        <p>
            { scene.words.ui("note.fact") }{ scene.words.ui("next.colon") }
            { open(scene, outcome, finding, InputClass::Fact) }
            { open(scene, outcome, finding, InputClass::Parameter) }
            { open(scene, outcome, finding, InputClass::Reading) }
        </p>
    }
}

/// What was taken of unclear sentences, and whether another reading would matter
fn assumed(scene: &Scene<'_>, finding: &Finding) -> Html {
    let words = scene.words;
    finding
        .assumptions
        .iter()
        .filter_map(|assumption| {
            let name = words.input(assumption.reading)?;
            let matters = if assumption.changes_result {
                "assumed.matters"
            } else {
                "assumed.same"
            };
            let taken = words.choices(name, assumption.taken);
            let text = words.fill(matters, &[words.label(name), &taken]);
            Some(html! { <p key={assumption.reading.0}>{ text }</p> })
        })
        .collect()
}

fn warnings(scene: &Scene<'_>, finding: &Finding) -> Html {
    let codes = &scene.model.calculator.names().codes;
    finding
        .warnings
        .iter()
        .filter_map(|code| codes.get(code.index()))
        .map(|code| html! { <p key={code.as_str()}>{ scene.words.pack(&["warning.", code]) }</p> })
        .collect()
}

fn authorities(scene: &Scene<'_>, finding: &Finding) -> String {
    let measure = scene.model.calculator.names().measures.get(finding.row.measure.index());
    let names: Vec<&str> = measure
        .map_or(&[][..], |name| &name.authorities)
        .iter()
        .map(|id| scene.words.pack(&["authority.", id]))
        .collect();
    names.join(scene.words.ui("names.separator"))
}
