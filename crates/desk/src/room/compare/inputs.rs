//! What was filled in differently: of the enterprise, year by year where figures are of years, and of each item.

use std::collections::BTreeSet;

use tradeaid_engine::{InputId, Interval, ItemId, Scope, Truth, Value};

use super::Line;
use crate::scene::Scene;

/// Every input that is not the same in both cases
pub(super) fn differences(kept: &Scene<'_>, now: &Scene<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (id, input) in now.pack.inputs_of(Scope::Case) {
        if !input.yearly {
            push(
                &mut lines,
                now.voice.label(id, None),
                plain(kept, id, None),
                plain(now, id, None),
                now,
            );
            continue;
        }
        for year in years(kept, id).union(&years(now, id)) {
            let label = now.voice.label(id, Some(*year));
            push(
                &mut lines,
                label,
                of_year(kept, id, *year),
                of_year(now, id, *year),
                now,
            );
        }
    }
    items(kept, now, &mut lines);
    lines
}

fn push(
    lines: &mut Vec<Line>,
    name: String,
    kept: Option<String>,
    now: Option<String>,
    scene: &Scene<'_>,
) {
    if kept != now {
        let unknown = || scene.own("value.unknown");
        lines.push(Line {
            name,
            kept: kept.unwrap_or_else(unknown),
            now: now.unwrap_or_else(unknown),
            why: String::new(),
        });
    }
}

/// The items of both cases, those with the same id as one
fn items(kept: &Scene<'_>, now: &Scene<'_>, lines: &mut Vec<Line>) {
    for (item, scope) in now.items() {
        let id = now.case.item_id(item);
        let twin = find(kept, id);
        if twin.is_none() {
            lines.push(whole(now, item, false));
            continue;
        }
        for (input, _) in now.pack.inputs_of(scope) {
            let label = now.voice.label(input, None);
            let name = now.item_name(item);
            let name = now.fill("desk.of_place", &[("item", &name), ("label", &label)]);
            push(
                lines,
                name,
                plain(kept, input, twin),
                plain(now, input, Some(item)),
                now,
            );
        }
    }
    for (item, _) in kept.items() {
        if find(now, kept.case.item_id(item)).is_none() {
            lines.push(whole(kept, item, true));
        }
    }
}

/// An item that only one of the cases has
fn whole(scene: &Scene<'_>, item: ItemId, was_kept: bool) -> Line {
    let there = scene.own("desk.compare.there");
    let missing = scene.own("desk.compare.missing");
    let (kept, now) = if was_kept {
        (there, missing)
    } else {
        (missing, there)
    };
    Line {
        name: scene.item_name(item),
        kept,
        now,
        why: String::new(),
    }
}

fn find(scene: &Scene<'_>, id: &str) -> Option<ItemId> {
    let mut items = scene.items();
    items
        .find(|(item, _)| scene.case.item_id(*item) == id)
        .map(|(item, _)| item)
}

/// What a case says of an input, in words
fn plain(scene: &Scene<'_>, id: InputId, item: Option<ItemId>) -> Option<String> {
    let input = scene.pack.input(id)?;
    let item = item.and_then(|item| scene.case.case.items.get(item.index()));
    let known = scene.case.case.known(input, item)?;
    if !known.given {
        return None;
    }
    if known.exists == Truth::False {
        return Some(scene.own("value.none"));
    }
    scene.voice.value(id, known.value)
}

fn years(scene: &Scene<'_>, id: InputId) -> BTreeSet<i32> {
    let input = scene.pack.input(id);
    let series = input.and_then(|input| scene.case.case.series.get(usize::from(input.slot)));
    let years = series.map_or(&[][..], |series| &series.years);
    years.iter().map(|(year, _)| *year).collect()
}

fn of_year(scene: &Scene<'_>, id: InputId, year: i32) -> Option<String> {
    let input = scene.pack.input(id)?;
    let series = scene.case.case.series.get(usize::from(input.slot))?;
    let figure: Interval = series.year(year)?;
    scene.voice.value(id, Value::Number(figure))
}
