//! One thing the enterprise did: its name, its fields, and what follows for it.

use tradeaid_engine::{Finding, Format, Scope};

use super::amount::{kind, number};
use super::field::field;
use super::node::{El, el, text};
use super::{Scene, button, status};
use crate::case_text::{inputs_of, understood};
use crate::outcome::{Outcome, Shelf, gives_way, group, is_in_full, shelf};
use crate::state::{Item, Place};

/// An item of the form
pub(crate) fn item(scene: &Scene<'_>, item: &Item) -> El {
    let words = scene.words;
    let title = ["ta-item-", &item.number.to_string()].concat();
    let name = scene.item_name(item.number);
    let mut fields = Vec::new();
    for (id, ..) in inputs_of(&scene.model.calculator, Scope::Item(item.kind)) {
        if scene.model.layout.asks(id) {
            let place = Place {
                item: Some(item.number),
                ..Place::of(id)
            };
            fields.extend(field(scene, place));
        }
    }
    let tool = |action: &'static str, key: &str| {
        let word = words.fill(key, &[]);
        button("ta-tool", action)
            .at("data-item", &item.number.to_string())
            .at("aria-label", &words.fill("toggle.of", &[&word, &name]))
            .text(&word)
    };
    let heading =
        scene
            .heading(2, "ta-h4", &title)
            .text(&name)
            .with(text("small", "", &brief(scene, item)));
    let head = el("div", "ta-item__h").with(heading).with(
        el("span", "ta-item__b")
            .with(tool("copy", "item.copy"))
            .with(tool("remove", "item.remove")),
    );
    el("div", "ta-item")
        .key(&title)
        .is("role", "group")
        .at("aria-labelledby", &title)
        .with(head)
        .with(el("div", "ta-grid").list(fields))
        .maybe(result(scene, item))
}

/// The first amount and the first day of an item, by which people tell it from others
pub(crate) fn brief(scene: &Scene<'_>, item: &Item) -> String {
    let parts = [
        [Format::Money, Format::Quantity],
        [Format::Date, Format::Month],
    ];
    let parts = parts.map(|formats| first_of(scene, item, formats));
    scene
        .words
        .list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

fn first_of(scene: &Scene<'_>, item: &Item, formats: [Format; 2]) -> Option<String> {
    let words = scene.words;
    let calculator = &scene.model.calculator;
    for (id, _, name) in inputs_of(calculator, Scope::Item(item.kind)) {
        let place = Place {
            item: Some(item.number),
            ..Place::of(id)
        };
        let typed = scene.model.state.text(place);
        if typed.is_empty() || !formats.contains(&name.format) {
            continue;
        }
        let Ok(span) = understood(calculator, id, typed) else {
            continue;
        };
        if let Some(value) = span
            .as_point()
            .filter(|_| span.currency.is_none_or(|code| code == name.unit))
        {
            return Some(match name.format {
                Format::Date | Format::Month => value.to_owned(),
                _ => words
                    .large_figure(name, value)
                    .unwrap_or_else(|| words.figure(name, value)),
            });
        }
    }
    None
}

/// What follows for an item: its best finding, and how many more there are
fn result(scene: &Scene<'_>, item: &Item) -> Option<El> {
    let words = scene.words;
    let made = el("div", "ta-item__r");
    let own = |place: Place| place.item == Some(item.number);
    if scene.stale
        && scene
            .faults
            .iter()
            .any(|fault| fault.place.is_some_and(own))
    {
        return Some(made.with(text("span", "", words.ui("item.mend"))));
    }
    let outcome = scene.outcome?;
    let mut best: Option<(Shelf, &Finding)> = None;
    let mut count: usize = 0;
    for finding in &outcome.answer.findings {
        if scene.row_item(outcome, finding) != Some(item.number)
            || !scene.wants(finding)
            || beside(scene, outcome, finding)
        {
            continue;
        }
        count = count.saturating_add(usize::from(finding.row.may_pay()));
        let shelf = shelf(finding, scene.nature(finding));
        if best.is_none_or(|(known, _)| (shelf as u8) < (known as u8)) {
            best = Some((shelf, finding));
        }
    }
    let (_, best) = best?;
    if count == 0 {
        let nothing = text("span", "", words.ui("item.nothing"));
        return Some(
            made.with(status(words, best.row.status, scene.nature(best)))
                .with(nothing),
        );
    }
    let row = &best.row;
    let mut said = String::from(words.measure(row.measure, "title"));
    let pays = row.may_pay() && row.amount.hi != Some(0);
    if pays {
        let in_full = scene
            .measure(best)
            .is_some_and(|measure| is_in_full(scene.pack(), measure));
        said = words.fill("place", &[&said, words.ui(kind(&row.amount, in_full))]);
    }
    let more = words.fill("item.more", &[&count.saturating_sub(1).to_string()]);
    let line = text("span", "", &said)
        .text(" ")
        .maybe(pays.then(|| number(words, "", &row.amount)))
        .text(if count > 1 { &more } else { "" });
    Some(
        made.with(status(words, row.status, scene.nature(best)))
            .with(line),
    )
}

/// Whether another support surely counts in a finding's place
fn beside(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> bool {
    group(scene.pack(), &outcome.answer, finding).is_some_and(|group| gives_way(group, finding))
}
