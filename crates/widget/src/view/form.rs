//! The form: its parts in the pack's order, each with what is asked of the enterprise and what it can list.

use tradeaid_engine::{Date, InputId, KindId};

use super::field::field;
use super::index::jump;
use super::item::item;
use super::node::{El, el, text};
use super::rules::rules;
use super::{Scene, button};
use crate::layout::Theme;
use crate::outcome::Outcome;
use crate::state::Place;

/// The id of a part's title
pub(crate) fn title_id(theme: &Theme) -> String {
    ["ta-theme-", &theme.id].concat()
}

/// The id of the button that adds an item of a kind
pub(crate) fn add_id(kind: KindId) -> String {
    ["ta-add-", &kind.0.to_string()].concat()
}

/// All parts of the form
pub(crate) fn form(scene: &Scene<'_>) -> El {
    let mut parts: Vec<El> = scene
        .model
        .layout
        .themes
        .iter()
        .map(|theme| part(scene, theme))
        .collect();
    parts.extend(rules(scene));
    el("div", "").with(jump(scene)).list(parts)
}

/// How much of a part is filled in
pub(crate) fn count(scene: &Scene<'_>, theme: &Theme, key: &str) -> String {
    let state = &scene.model.state;
    let places = places_of(scene, &theme.inputs);
    if places.is_empty() {
        let items = state
            .items()
            .iter()
            .filter(|item| theme.kinds.contains(&item.kind))
            .count();
        return scene.words.fill("count.items", &[&items.to_string()]);
    }
    let answered = places
        .iter()
        .filter(|place| state.is_answered(**place))
        .count();
    scene
        .words
        .fill(key, &[&answered.to_string(), &places.len().to_string()])
}

/// The places of inputs of the enterprise: one each, or one a year
fn places_of(scene: &Scene<'_>, inputs: &[InputId]) -> Vec<Place> {
    let mut places = Vec::new();
    for id in inputs {
        let every = Place::of(*id);
        let yearly = scene.pack().input(*id).is_some_and(|input| input.yearly);
        if scene.model.settings.as_of_fixed && scene.pack().as_of == Some(*id) {
            continue;
        }
        if !yearly || scene.model.state.is_answered(every) {
            places.push(every);
            continue;
        }
        for year in years(scene, *id) {
            places.push(Place {
                year: Some(year),
                ..every
            });
        }
    }
    places
}

/// The years to ask for: those spoken of, those the answer looks at, and the last three of the document
fn years(scene: &Scene<'_>, id: InputId) -> Vec<i32> {
    let as_of = Date::parse(&scene.model.settings.as_of).map(Date::year);
    let end = scene.pack().valid.map(|(_, to)| to.year());
    let mut years: Vec<i32> = scene.model.state.years(id).collect();
    if let Some(last) = as_of.into_iter().chain(end).min() {
        years.extend(last.saturating_sub(2)..=last);
    }
    if let Some(outcome) = scene.outcome {
        add_years_looked_at(outcome, id, &mut years);
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn add_years_looked_at(outcome: &Outcome, id: InputId, years: &mut Vec<i32>) {
    for finding in &outcome.answer.findings {
        for open in &finding.open {
            years.extend(open.year.filter(|_| open.input == id));
        }
        for seen in finding.reasons.iter().flat_map(|reason| &reason.inputs) {
            years.extend(seen.year.filter(|_| seen.input == id));
        }
    }
}

pub(crate) fn head(scene: &Scene<'_>, id: &str, name: &str, note: &str) -> El {
    el("div", "ta-group__h")
        .with(scene.heading(1, "ta-h2", id).text(name))
        .with(text("span", "ta-note", note))
}

pub(crate) fn fields(scene: &Scene<'_>, inputs: &[InputId]) -> El {
    let mut made = Vec::new();
    for id in inputs {
        let places = places_of(scene, &[*id]);
        if places.iter().any(|place| place.year.is_some()) {
            made.push(yearly(scene, *id, &places));
        } else {
            made.extend(places.iter().filter_map(|place| field(scene, *place)));
        }
    }
    el("div", "ta-grid").list(made)
}

/// A figure of several years, one field a year
fn yearly(scene: &Scene<'_>, id: InputId, places: &[Place]) -> El {
    let name = scene.words.input(id);
    let label = name.map_or("", |name| scene.words.label(name));
    let hint = name.map_or("", |name| scene.words.hint(name));
    let years = places
        .iter()
        .filter_map(|place| field(scene, *place))
        .collect();
    el("fieldset", "ta-field ta-field--wide")
        .key(&id.0.to_string())
        .with(el("legend", "ta-field__top").with(text("span", "ta-label", label)))
        .with(el("div", "ta-years").list(years))
        .with(text("p", "ta-cap ta-gap-x", hint))
}

fn part(scene: &Scene<'_>, theme: &Theme) -> El {
    let id = title_id(theme);
    let name = scene.words.pack(&["theme.", &theme.id]);
    let kinds = theme.kinds.iter().map(|kind| items(scene, *kind)).collect();
    el("section", "ta-group")
        .key(&id)
        .at("aria-labelledby", &id)
        .with(head(
            scene,
            &id,
            name,
            &count(scene, theme, "count.answers"),
        ))
        .maybe((!theme.inputs.is_empty()).then(|| fields(scene, &theme.inputs)))
        .with(el("div", "").list(kinds))
}

fn items(scene: &Scene<'_>, kind: KindId) -> El {
    let items: Vec<El> = scene
        .model
        .state
        .items_of(kind)
        .map(|one| item(scene, one))
        .collect();
    let key = if items.is_empty() {
        "item.add"
    } else {
        "item.add_more"
    };
    let add = button("ta-btn ta-btn--wide ta-add", "add")
        .at("id", &add_id(kind))
        .at("data-kind", &kind.0.to_string())
        .text(&scene.words.fill(key, &[scene.words.kind(kind)]));
    el("div", "")
        .key(&kind.0.to_string())
        .with(el("div", "").list(items))
        .with(add)
}
