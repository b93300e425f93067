//! The form: its index, its parts, and the figures and readings that the document leaves open.

use tradeaid_engine::{Date, InputId, KindId};
use yew::prelude::*;

use super::field::field;
use super::item::item;
use super::{Scene, go};
use crate::layout::Theme;
use crate::outcome::Outcome;
use crate::state::Place;
use crate::view::icon::icon;

const RULES: &str = "ta-theme-rules";

fn theme_id(theme: &Theme) -> String {
    ["ta-theme-", &theme.id].concat()
}

/// The id of the button that adds an item of a kind
pub(crate) fn add_id(kind: KindId) -> String {
    ["ta-add-", &kind.0.to_string()].concat()
}

/// All parts of the form
pub(crate) fn form(scene: &Scene<'_>) -> Html {
    let themes = scene.model.layout.themes.iter();
    html! {
        <div>
            { jump(scene) }
            <div>{ themes.map(|theme| part(scene, theme)).collect::<Html>() }</div>
            { rules(scene) }
        </div>
    }
}

/// A part's name, and what is said of it in the index
fn entries(scene: &Scene<'_>) -> Vec<(String, String, String, bool)> {
    let words = scene.words;
    let layout = &scene.model.layout;
    let faulty = |ids: &dyn Fn(InputId) -> bool| {
        let places = scene.faults.iter().filter_map(|fault| fault.place);
        places.filter(|place| ids(place.input)).count()
    };
    let mut entries: Vec<(String, String, String, bool)> = layout
        .themes
        .iter()
        .map(|theme| {
            let of_theme = |id: InputId| words.input(id).is_some_and(|name| name.theme == theme.id);
            let faults = faulty(&of_theme);
            let note = if faults > 0 {
                words.fill("faults.short", &[&faults.to_string()])
            } else {
                count(scene, theme, "count.short")
            };
            (theme_id(theme), words.pack(&["theme.", &theme.id]).into(), note, faults > 0)
        })
        .collect();
    if !layout.parameters.is_empty() || !layout.readings.is_empty() {
        entries.push((RULES.into(), words.ui("rules.title").into(), rules_note(scene), false));
    }
    entries
}

/// The index at the left of a wide form
pub(crate) fn index(scene: &Scene<'_>) -> Html {
    let lines = entries(scene).into_iter().map(|(id, name, note, faulty)| {
        html! {
            <button type="button" key={id.clone()} class={faulty.then_some("is-err")} data-do="go" data-to={[&id, "-t"].concat()}>
                { name }<span>{ note }</span>
            </button>
        }
    });
    html! {
        <nav class="ta-toc ta-only-l" aria-label={scene.words.ui("index").to_owned()}>
            <div class="ta-rail__in">{ lines.collect::<Html>() }</div>
        </nav>
    }
}

/// The same as a list, where there is no room for an index
fn jump(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let lines = entries(scene).into_iter().map(|(id, name, note, _)| {
        html! { <option key={id.clone()} value={[&id, "-t"].concat()}>{ words.fill("jump.line", &[&name, &note]) }</option> }
    });
    html! {
        <div class="ta-only-s ta-jump">
            <label class="ta-hidden" for="ta-jump">{ words.ui("jump") }</label>
            <div class="ta-box">
                <select id="ta-jump" data-do="jump" ~value="">
                    <option value="">{ words.ui("jump") }</option>
                    <optgroup label={words.ui("index").to_owned()}>{ lines.collect::<Html>() }</optgroup>
                </select>
                { icon("down", "ta-i") }
            </div>
        </div>
    }
}

/// How much of a part is filled in
fn count(scene: &Scene<'_>, theme: &Theme, key: &str) -> String {
    let words = scene.words;
    let state = &scene.model.state;
    let items = theme.kinds.iter().map(|kind| state.items_of(*kind).count()).sum::<usize>();
    let places: Vec<Place> = theme.inputs.iter().flat_map(|id| places(scene, *id)).collect();
    if places.is_empty() {
        return words.fill("count.items", &[&items.to_string()]);
    }
    let answered = places.iter().filter(|place| state.is_answered(**place)).count();
    words.fill(key, &[&answered.to_string(), &places.len().to_string()])
}

/// The places of an input of the enterprise: one, or one a year
fn places(scene: &Scene<'_>, id: InputId) -> Vec<Place> {
    let every = Place::of(id);
    let fixed = scene.model.settings.as_of_fixed && scene.pack().as_of == Some(id);
    let yearly = scene.pack().input(id).is_some_and(|input| input.yearly);
    match (fixed, yearly) {
        (true, _) => Vec::new(),
        (_, true) if !scene.model.state.is_answered(every) => years(scene, id)
            .into_iter()
            .map(|year| Place {
                year: Some(year),
                ..every
            })
            .collect(),
        _ => vec![every],
    }
}

/// The years to ask for: those spoken of, those the answer looks at, and the last three of the document
fn years(scene: &Scene<'_>, id: InputId) -> Vec<i32> {
    let as_of = Date::parse(&scene.model.settings.as_of).map(Date::year);
    let end = scene.pack().valid.map(|(_, to)| to.year());
    let last = as_of.into_iter().chain(end).min();
    let mut years: Vec<i32> = scene.model.state.years(id).collect();
    if let Some(last) = last {
        years.extend(last.saturating_sub(2)..=last);
    }
    if let Some(outcome) = scene.outcome {
        years.extend(years_looked_at(outcome, id));
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn years_looked_at(outcome: &Outcome, id: InputId) -> impl Iterator<Item = i32> + '_ {
    outcome.answer.findings.iter().flat_map(move |finding| {
        let open = finding.open.iter().map(|open| (open.input, open.year));
        let seen = finding.reasons.iter().flat_map(|reason| &reason.inputs);
        open.chain(seen.map(|seen| (seen.input, seen.year)))
            .filter(move |(input, _)| *input == id)
            .filter_map(|(_, year)| year)
    })
}

fn part(scene: &Scene<'_>, theme: &Theme) -> Html {
    let id = theme_id(theme);
    let title = [&id, "-t"].concat();
    let places: Vec<Place> = theme.inputs.iter().flat_map(|id| places(scene, *id)).collect();
    let name = scene.words.pack(&["theme.", &theme.id]);
    html! {
        <section class="ta-group" key={id} aria-labelledby={title.clone()}>
            <div class="ta-group__h">
                { scene.heading(1, "ta-h2", Some(title), html! { { name } }) }
                <span class="ta-note">{ count(scene, theme, "count.answers") }</span>
            </div>
            if !places.is_empty() {
                <div class="ta-grid">{ places.iter().map(|place| field(scene, *place)).collect::<Html>() }</div>
            }
            <div>{ theme.kinds.iter().map(|kind| items(scene, *kind)).collect::<Html>() }</div>
        </section>
    }
}

fn items(scene: &Scene<'_>, kind: KindId) -> Html {
    let words = scene.words;
    let state = &scene.model.state;
    let any = state.items_of(kind).next().is_some();
    let add = words.fill(if any { "item.add_more" } else { "item.add" }, &[words.kind(kind)]);
    html! {
        <div key={kind.0}>
            <div>{ state.items_of(kind).map(|one| item(scene, one)).collect::<Html>() }</div>
            <button type="button" id={add_id(kind)} class="ta-btn ta-btn--wide ta-add" data-do="add" data-kind={kind.0.to_string()}>{ add }</button>
        </div>
    }
}

fn rules_note(scene: &Scene<'_>) -> String {
    let layout = &scene.model.layout;
    let set = layout
        .parameters
        .iter()
        .chain(&layout.readings)
        .filter(|id| scene.model.state.is_answered(Place::of(**id)))
        .count();
    match set {
        0 => scene.words.ui("rules.default").into(),
        _ => scene.words.fill("rules.set", &[&set.to_string()]),
    }
}

/// Figures that other rules set, and readings of unclear sentences
fn rules(scene: &Scene<'_>) -> Html {
    let layout = &scene.model.layout;
    if layout.parameters.is_empty() && layout.readings.is_empty() {
        return Html::default();
    }
    let words = scene.words;
    let title = [RULES, "-t"].concat();
    let fields = |ids: &[InputId]| ids.iter().map(|id| field(scene, Place::of(*id))).collect::<Html>();
    html! {
        <section class="ta-group" aria-labelledby={title.clone()}>
            <div class="ta-group__h">
                { scene.heading(1, "ta-h2", Some(title), html! { { words.ui("rules.title") } }) }
                <span class="ta-note">{ rules_note(scene) }</span>
            </div>
            <p class="ta-note ta-gap-s">{ words.ui("rules.note") }</p>
            <details class="ta-fold-box ta-gap-s">
                <summary>{ icon("go", "ta-i") }{ words.ui("rules.readings") }<i>{ layout.readings.len() }</i></summary>
                <div class="ta-grid">{ fields(&layout.readings) }</div>
            </details>
            <details class="ta-fold-box ta-gap-s">
                <summary>{ icon("go", "ta-i") }{ words.ui("rules.parameters") }<i>{ layout.parameters.len() }</i></summary>
                <div class="ta-grid">{ fields(&layout.parameters) }</div>
            </details>
        </section>
    }
}

/// A way to the result
pub(crate) fn to_result(scene: &Scene<'_>, class: &'static str, key: &str) -> Html {
    go(class, "ta-results".into(), html! { { scene.words.texts.get(key).unwrap_or("") } })
}
