//! The form: its parts in the pack's order, each with what is asked of the enterprise and what it can list.

use tradeaid_engine::{Date, InputId, KindId};
use tradeaid_wire::text::{digits, glued};

use super::Scene;
use super::field::field;
use super::index::jump;
use super::item::item;
use super::markup::{Draw, put};
use super::rules::rules;
use crate::layout::Theme;
use crate::outcome::Outcome;
use crate::state::{Place, insert_year};
use crate::texts::{Key, Text, key};

/// The id of the button that adds an item of a kind
pub(crate) fn add_id(kind: KindId) -> String {
    glued(&["ta-add-", &digits(kind.0.into(), 1)])
}

/// All parts of the form
pub(crate) fn form(draw: &mut Draw<'_>) {
    put!(draw, "<div>");
    jump(draw);
    put!(draw, "<>");
    for theme in &draw.scene.model.layout.themes {
        part(draw, theme);
    }
    rules(draw);
    put!(draw, "</></div>");
}

/// How much of a part is filled in
pub(crate) fn count<'a>(draw: &Draw<'a>, theme: &Theme, key: Key) -> &'a Text {
    let scene = draw.scene;
    let words = &scene.words;
    let state = &scene.model.state;
    let mut places = Vec::new();
    for id in &theme.inputs {
        add_places(scene, *id, &mut places);
    }
    if !places.is_empty() {
        let mut answered = 0;
        for place in &places {
            answered += usize::from(state.is_answered(*place));
        }
        return words.fill(key, &[words.count(answered), words.count(places.len())]);
    }
    let mut items = 0;
    for item in state.items() {
        items += usize::from(theme.kinds.contains(&item.kind));
    }
    words.fill(key!("count.items"), &[words.count(items)])
}

/// Adds the places of an input of the enterprise: one, or one a year
fn add_places(scene: &Scene<'_>, id: InputId, places: &mut Vec<Place>) {
    let mut place = Place::of(id);
    if scene.model.settings.as_of_fixed && scene.pack().as_of == Some(id) {
        return;
    }
    let yearly = scene.pack().input(id).is_some_and(|input| input.yearly);
    if !yearly || scene.model.state.is_answered(place) {
        places.push(place);
        return;
    }
    for year in years(scene, id) {
        place.year = Some(year);
        places.push(place);
    }
}

/// The years to ask for: those spoken of, those the answer looks at, and the last three of the document
fn years(scene: &Scene<'_>, id: InputId) -> Vec<i32> {
    let as_of = Date::parse(&scene.model.settings.as_of).map(Date::year);
    let end = scene.pack().valid.map(|(_, to)| to.year());
    let mut years = scene.model.state.years(id);
    if let Some(last) = as_of.map_or(end, |day| Some(end.map_or(day, |end| end.min(day)))) {
        for back in 0..3 {
            insert_year(&mut years, last.saturating_sub(back));
        }
    }
    if let Some(outcome) = scene.outcome {
        add_years_looked_at(outcome, id, &mut years);
    }
    years
}

fn add_years_looked_at(outcome: &Outcome, id: InputId, years: &mut Vec<i32>) {
    let mut add = |input: InputId, year: Option<i32>| {
        if let (Some(year), true) = (year, input == id) {
            insert_year(years, year);
        }
    };
    for finding in &outcome.answer.findings {
        for open in &finding.open {
            add(open.input, open.year);
        }
        for reason in &finding.reasons {
            for seen in &reason.inputs {
                add(seen.input, seen.year);
            }
        }
    }
}

/// Opens a part: its title, and how much of it is filled in; the caller closes it
pub(crate) fn head(draw: &mut Draw<'_>, id: &Text, name: &Text, note: &Text) {
    put!(
        draw,
        "<section key={} class=ta-group aria-labelledby=ta-theme-{}><div class=ta-group__h>\
         <h+1 class=ta-h2 id=ta-theme-{} tabindex=-1>{}</h+1><span class=ta-note>{}</span></div>",
        id,
        id,
        id,
        name,
        note
    );
}

/// The fields of inputs of the enterprise
pub(crate) fn fields(draw: &mut Draw<'_>, inputs: &[InputId]) {
    put!(draw, "<div class=ta-grid><>");
    let mut places = Vec::new();
    for id in inputs {
        places.clear();
        add_places(draw.scene, *id, &mut places);
        if places.first().is_some_and(|place| place.year.is_some()) {
            yearly(draw, *id, &places);
            continue;
        }
        for place in &places {
            field(draw, *place);
        }
    }
    put!(draw, "</></div>");
}

/// A figure of several years, one field a year
fn yearly(draw: &mut Draw<'_>, id: InputId, places: &[Place]) {
    let words = &draw.scene.words;
    let Some(name) = words.input(id) else {
        return;
    };
    put!(
        draw,
        "<fieldset key={} class='ta-field ta-field--wide'><legend class=ta-field__top>\
         <span class=ta-label>{}</span></legend><div class=ta-years><>",
        words.count(id.index()),
        words.label(name)
    );
    for place in places {
        field(draw, *place);
    }
    put!(
        draw,
        "</></div><p class='ta-cap ta-gap-x'>{}</p></fieldset>",
        words.hint(name)
    );
}

fn part(draw: &mut Draw<'_>, theme: &Theme) {
    let words = &draw.scene.words;
    let name = words.pack("theme.", &theme.id, "");
    let count = count(draw, theme, key!("count.answers"));
    head(draw, words.keep(&theme.id), name, count);
    put!(draw, "<>");
    if !theme.inputs.is_empty() {
        fields(draw, &theme.inputs);
    }
    put!(draw, "</><div><>");
    for kind in &theme.kinds {
        items(draw, *kind);
    }
    put!(draw, "</></div></section>");
}

/// The items of a kind, and the button that adds one
fn items(draw: &mut Draw<'_>, kind: KindId) {
    let scene = draw.scene;
    let words = &scene.words;
    let number = words.count(kind.index());
    let mut key = key!("item.add");
    put!(draw, "<div key={}><div><>", number);
    for one in scene.model.state.items_of(kind) {
        key = key!("item.add_more");
        item(draw, one);
    }
    put!(
        draw,
        "</></div><button class='ta-btn ta-btn--wide ta-add' type=button data-do=add id=ta-add-{} data-kind={}>{}</button></div>",
        number,
        number,
        words.fill(key, &[words.kind(kind)])
    );
}
