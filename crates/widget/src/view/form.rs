//! The form: its index, its parts, and the figures and readings that the document leaves open.

use tradeaid_engine::{Date, InputId, KindId};

use super::field::field;
use super::icon::icon;
use super::item::item;
use super::node::{El, el, text};
use super::{Scene, button};
use crate::layout::Theme;
use crate::outcome::Outcome;
use crate::state::Place;

const RULES: &str = "ta-theme-rules";

/// The id of a part's title
fn title_id(theme: &Theme) -> String {
    ["ta-theme-", &theme.id].concat()
}

/// The id of the button that adds an item of a kind
pub(crate) fn add_id(kind: KindId) -> String {
    ["ta-add-", &kind.0.to_string()].concat()
}

/// All parts of the form
pub(crate) fn form(scene: &Scene<'_>) -> El {
    let mut parts: Vec<El> = scene.model.layout.themes.iter().map(|theme| part(scene, theme)).collect();
    parts.extend(rules(scene));
    el("div", "").with(jump(scene)).list(parts)
}

/// A part as the index shows it
struct Entry {
    id: String,
    name: String,
    note: String,
    faulty: bool,
}

fn entries(scene: &Scene<'_>) -> Vec<Entry> {
    let words = scene.words;
    let mut entries = Vec::new();
    for theme in &scene.model.layout.themes {
        let of_theme = |place: Place| words.input(place.input).is_some_and(|name| name.theme == theme.id);
        let faults = scene.faults.iter().filter(|fault| fault.place.is_some_and(of_theme)).count();
        entries.push(Entry {
            id: title_id(theme),
            name: words.pack(&["theme.", &theme.id]).into(),
            note: match faults {
                0 => count(scene, theme, "count.short"),
                _ => words.fill("faults.short", &[&faults.to_string()]),
            },
            faulty: faults > 0,
        });
    }
    if has_rules(scene) {
        entries.push(Entry {
            id: RULES.into(),
            name: words.ui("rules.title").into(),
            note: rules_note(scene),
            faulty: false,
        });
    }
    entries
}

/// The index at the left of a wide form
pub(crate) fn index(scene: &Scene<'_>) -> El {
    let mut lines = Vec::new();
    for entry in entries(scene) {
        let class = if entry.faulty { "is-err" } else { "" };
        let line = button(class, "go").key(&entry.id).at("data-to", &entry.id).text(&entry.name);
        lines.push(line.with(text("span", "", &entry.note)));
    }
    el("nav", "ta-toc ta-only-l")
        .at("aria-label", scene.words.ui("index"))
        .with(el("div", "ta-rail__in").list(lines))
}

/// The same as a list, where there is no room for an index
fn jump(scene: &Scene<'_>) -> El {
    let words = scene.words;
    let mut lines = vec![option("", words.ui("jump"), true)];
    for entry in entries(scene) {
        lines.push(option(&entry.id, &words.fill("jump.line", &[&entry.name, &entry.note]), false));
    }
    let list = el("select", "").is("id", "ta-jump").is("data-do", "jump").list(lines);
    el("div", "ta-only-s ta-jump")
        .with(text("label", "ta-hidden", words.ui("jump")).is("for", "ta-jump"))
        .with(el("div", "ta-box").with(list).with(icon("down", "ta-i")))
}

/// A line of a list
pub(crate) fn option(value: &str, content: &str, selected: bool) -> El {
    text("option", "", content).key(value).at("value", value).at_if(selected, "selected", "")
}

/// How much of a part is filled in
fn count(scene: &Scene<'_>, theme: &Theme, key: &str) -> String {
    let state = &scene.model.state;
    let places = places_of(scene, &theme.inputs);
    if places.is_empty() {
        let items = state.items().iter().filter(|item| theme.kinds.contains(&item.kind)).count();
        return scene.words.fill("count.items", &[&items.to_string()]);
    }
    let answered = places.iter().filter(|place| state.is_answered(**place)).count();
    scene.words.fill(key, &[&answered.to_string(), &places.len().to_string()])
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

fn head(scene: &Scene<'_>, id: &str, name: &str, note: &str) -> El {
    el("div", "ta-group__h")
        .with(scene.heading(1, "ta-h2", id).text(name))
        .with(text("span", "ta-note", note))
}

fn fields(scene: &Scene<'_>, inputs: &[InputId]) -> El {
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
    let years = places.iter().filter_map(|place| field(scene, *place)).collect();
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
        .with(head(scene, &id, name, &count(scene, theme, "count.answers")))
        .maybe((!theme.inputs.is_empty()).then(|| fields(scene, &theme.inputs)))
        .with(el("div", "").list(kinds))
}

fn items(scene: &Scene<'_>, kind: KindId) -> El {
    let items: Vec<El> = scene.model.state.items_of(kind).map(|one| item(scene, one)).collect();
    let key = if items.is_empty() { "item.add" } else { "item.add_more" };
    let add = button("ta-btn ta-btn--wide ta-add", "add")
        .at("id", &add_id(kind))
        .at("data-kind", &kind.0.to_string())
        .text(&scene.words.fill(key, &[scene.words.kind(kind)]));
    el("div", "").key(&kind.0.to_string()).with(el("div", "").list(items)).with(add)
}

fn has_rules(scene: &Scene<'_>) -> bool {
    let layout = &scene.model.layout;
    !layout.parameters.is_empty() || !layout.readings.is_empty()
}

fn rules_note(scene: &Scene<'_>) -> String {
    let layout = &scene.model.layout;
    let all = layout.parameters.iter().chain(&layout.readings);
    let set = all.filter(|id| scene.model.state.is_answered(Place::of(**id))).count();
    match set {
        0 => scene.words.ui("rules.default").into(),
        _ => scene.words.fill("rules.set", &[&set.to_string()]),
    }
}

/// Figures that other rules set, and readings of unclear sentences
fn rules(scene: &Scene<'_>) -> Option<El> {
    let words = scene.words;
    let layout = &scene.model.layout;
    let made = el("section", "ta-group")
        .key(RULES)
        .is("aria-labelledby", RULES)
        .with(head(scene, RULES, words.ui("rules.title"), &rules_note(scene)))
        .with(text("p", "ta-note ta-gap-s", words.ui("rules.note")))
        .with(folded(scene, "rules.readings", &layout.readings))
        .with(folded(scene, "rules.parameters", &layout.parameters));
    has_rules(scene).then_some(made)
}

fn folded(scene: &Scene<'_>, key: &'static str, inputs: &[InputId]) -> El {
    el("details", "ta-fold-box ta-gap-s")
        .with(fold_title(scene.words.ui(key), &inputs.len().to_string()))
        .with(fields(scene, inputs))
}

/// The line by which something is unfolded
pub(crate) fn fold_title(title: &str, count: &str) -> El {
    el("summary", "")
        .with(icon("go", "ta-i"))
        .with(text("span", "", title))
        .with(text("i", "", count))
}
