//! When things happened, against the days the document is in force: a line from left to right where there is room, a
//! list from top to bottom where there is not, and a table.

mod line;

use tradeaid_engine::{Date, Days, InputId, ItemId, Scope, Value};
use tradeaid_wire::day;

use super::{fold, frame};
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// Whether something lies in the days of the document
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lies {
    Inside,
    Outside,
    Open,
}

/// A day of an item that decides
#[derive(Clone, Debug)]
pub(super) struct Event {
    item: ItemId,
    input: InputId,
    /// Every day it can be
    days: Days,
    lies: Lies,
}

/// What is drawn
#[derive(Clone, Debug)]
pub(super) struct Times {
    from: Date,
    to: Date,
    as_of: Option<Date>,
    events: Vec<Event>,
}

/// The room
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let Some(times) = times(scene) else {
        return;
    };
    frame(html, scene, wish, "timeline", |html| {
        line::draw(html, scene, &times, &sentence(scene, &times));
        upright(html, scene, &times);
        fold(html, &scene.own("desk.as_table"), |html| {
            table(html, scene, &times);
        });
    });
}

fn times(scene: &Scene<'_>) -> Option<Times> {
    let (from, to) = scene.pack.valid?;
    let as_of = scene.case.as_of.or(scene.today);
    let mut events = Vec::new();
    for (item, scope) in scene.items() {
        let of = scene.case.case.items.get(item.index());
        let inputs = scene.calculator.engine().governing_days(scope);
        let mut own = Vec::new();
        for input in inputs {
            let declared = scene.pack.input(input)?;
            // The day of assessment is everyone's.
            if matches!(declared.scope, Scope::Item(_))
                && let Some(known) = scene.case.case.known(declared, of)
            {
                own.push((input, known.value.days()));
            }
        }
        let is_known = own.iter().all(|(_, days)| days.as_point().is_some());
        let lies = match scene
            .calculator
            .engine()
            .in_force(&scene.case.case, Some(item))
        {
            Some(true) if is_known => Lies::Inside,
            Some(false) => Lies::Outside,
            _ => Lies::Open,
        };
        for (input, days) in own {
            events.push(Event {
                item,
                input,
                days,
                lies,
            });
        }
    }
    events.sort_by_key(|event| event.days.as_point().unwrap_or(Days::ALL.hi));
    Some(Times {
        from,
        to,
        as_of,
        events,
    })
}

/// Everything the picture shows
fn sentence(scene: &Scene<'_>, times: &Times) -> String {
    let of = |lies: Lies| {
        let mut names: Vec<String> = Vec::new();
        for event in &times.events {
            let name = scene.item_name(event.item);
            if event.lies == lies && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let (from, to) = (day(times.from), day(times.to));
    let mut said = vec![scene.fill("desk.timeline.said", &[("from", &from), ("to", &to)])];
    for (lies, key) in [
        (Lies::Inside, "desk.timeline.said.inside"),
        (Lies::Outside, "desk.timeline.said.outside"),
        (Lies::Open, "desk.timeline.said.open"),
    ] {
        let names = of(lies);
        if !names.is_empty() {
            let items = scene.voice.listed(&names);
            said.push(scene.fill(key, &[("items", &items)]));
        }
    }
    if let Some(as_of) = times.as_of {
        said.push(scene.fill("desk.timeline.said.as_of", &[("day", &day(as_of))]));
    }
    said.concat()
}

/// The day as it is known
pub(super) fn when(scene: &Scene<'_>, event: &Event) -> String {
    let value = scene.voice.value(event.input, Value::Date(event.days));
    value.unwrap_or_else(|| scene.own("value.unknown"))
}

fn lies_in_words(scene: &Scene<'_>, lies: Lies) -> String {
    scene.own(match lies {
        Lies::Inside => "desk.timeline.inside",
        Lies::Outside => "desk.timeline.outside",
        Lies::Open => "desk.timeline.open",
    })
}

/// The same from top to bottom
fn upright(html: &mut Html, scene: &Scene<'_>, times: &Times) {
    html.tag("ol", &[("class", "td-upright")], |html| {
        let entry = |html: &mut Html, class: &str, date: &str, name: &str, note: &str| {
            html.tag("li", &[("class", class)], |html| {
                html.line("b", &[], name);
                html.line("span", &[], date);
                html.line("span", &[("class", "ta-note")], note);
            });
        };
        let mut marks = Vec::new();
        let mark = |key: &str| (scene.own(key), scene.own(&[key, ".note"].concat()));
        let (from, from_note) = mark("desk.timeline.from");
        let (to, to_note) = mark("desk.timeline.to");
        marks.push((
            Some(times.from),
            0,
            "is-edge",
            day(times.from),
            from,
            from_note,
        ));
        marks.push((Some(times.to), 2, "is-edge", day(times.to), to, to_note));
        if let Some(as_of) = times.as_of {
            let (name, note) = mark("desk.timeline.as_of");
            marks.push((Some(as_of), 3, "is-now", day(as_of), name, note));
        }
        for event in &times.events {
            let class = match event.lies {
                Lies::Inside => "is-in",
                Lies::Outside => "is-out",
                Lies::Open => "is-open",
            };
            let label = scene.voice.label(event.input, None);
            let lies = lies_in_words(scene, event.lies);
            let note = scene.voice.listed(&[label, lies]);
            let name = scene.item_name(event.item);
            marks.push((
                event.days.as_point(),
                1,
                class,
                when(scene, event),
                name,
                note,
            ));
        }
        // Days that are not known come last.
        marks.sort_by_key(|(date, rank, ..)| (date.is_none(), *date, *rank));
        for (_, _, class, date, name, note) in &marks {
            entry(html, class, date, name, note);
        }
    });
}

fn table(html: &mut Html, scene: &Scene<'_>, times: &Times) {
    let caption = sentence(scene, times);
    let heads =
        ["item", "label", "day", "lies"].map(|key| scene.own(&["desk.timeline.", key].concat()));
    html.table(
        "td-table",
        &caption,
        &heads.each_ref().map(String::as_str),
        |html| {
            for event in &times.events {
                html.tag("tr", &[], |html| {
                    html.line("th", &[("scope", "row")], &scene.item_name(event.item));
                    html.line("td", &[], &scene.voice.label(event.input, None));
                    html.line("td", &[], &when(scene, event));
                    html.line("td", &[], &lies_in_words(scene, event.lies));
                });
            }
        },
    );
}
