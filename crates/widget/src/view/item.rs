//! One thing the enterprise did: its name, its fields, and what follows for it.

use tradeaid_engine::{Finding, Format, Scope};
use yew::prelude::*;

use super::amount::{kind, short};
use super::field::field;
use super::{Scene, status};
use crate::case_text::{inputs_of, understood};
use crate::outcome::{Outcome, Shelf, gives_way, group, is_in_full, shelf};
use crate::state::{Item, Place};

/// An item of the form
pub(crate) fn item(scene: &Scene<'_>, item: &Item) -> Html {
    let words = scene.words;
    let title = ["ta-item-", &item.number.to_string()].concat();
    let name = scene.item_name(item.number);
    let fields = inputs_of(&scene.model.calculator, Scope::Item(item.kind))
        .filter(|(id, ..)| scene.model.layout.asks(*id))
        .map(|(id, ..)| {
            let place = Place {
                item: Some(item.number),
                ..Place::of(id)
            };
            field(scene, place)
        });
    let heading = html! { <>{ &name }<small>{ brief(scene, item) }</small></> };
    html! {
        <div class="ta-item" key={item.number} role="group" aria-labelledby={title.clone()}>
            <div class="ta-item__h">
                { scene.heading(2, "ta-h4", Some(title), heading) }
                <span class="ta-item__b">
                    { tool("copy", item, words.ui("item.copy"), &name) }
                    { tool("remove", item, words.ui("item.remove"), &name) }
                </span>
            </div>
            <div class="ta-grid">{ fields.collect::<Html>() }</div>
            { result(scene, item) }
        </div>
    }
}

fn tool(action: &'static str, item: &Item, word: &str, name: &str) -> Html {
    html! {
        <button type="button" class="ta-tool" data-do={action} data-item={item.number.to_string()} aria-label={[word, name].join(" ")}>{ word }</button>
    }
}

/// The first amount and the first day of an item, by which people tell it from others
pub(crate) fn brief(scene: &Scene<'_>, item: &Item) -> String {
    let words = scene.words;
    let first = |formats: &[Format]| {
        inputs_of(&scene.model.calculator, Scope::Item(item.kind))
            .filter(|(_, _, name)| formats.contains(&name.format))
            .find_map(|(id, _, name)| {
                let place = Place {
                    item: Some(item.number),
                    ..Place::of(id)
                };
                let typed = scene.model.state.text(place);
                let span = understood(&scene.model.calculator, id, typed).ok()?;
                let value = span.as_point().filter(|_| span.currency.is_none_or(|code| code == name.unit))?;
                Some(match name.format {
                    Format::Date | Format::Month => value.to_owned(),
                    _ => words
                        .large_figure(name, value)
                        .unwrap_or_else(|| words.figure(name, value)),
                })
            })
    };
    let parts = [
        first(&[Format::Money, Format::Quantity]),
        first(&[Format::Date, Format::Month]),
    ];
    words.list(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// What follows for an item: its best finding, and how many more there are
fn result(scene: &Scene<'_>, item: &Item) -> Html {
    let words = scene.words;
    if scene.stale && scene.faults.iter().any(|fault| fault.place.and_then(|place| place.item) == Some(item.number)) {
        return html! { <div class="ta-item__r"><span>{ words.ui("item.mend") }</span></div> };
    }
    let Some(outcome) = scene.outcome else {
        return Html::default();
    };
    let mut findings: Vec<(&Finding, Shelf)> = outcome
        .answer
        .findings
        .iter()
        .filter(|finding| scene.wants(finding) && scene.row_item(outcome, finding) == Some(item.number))
        .map(|finding| (finding, shelf(finding, scene.nature(finding))))
        .filter(|(finding, _)| !beside(scene, outcome, finding))
        .collect();
    findings.sort_by_key(|(finding, shelf)| (*shelf as u8, std::cmp::Reverse(finding.row.amount.hi)));
    let Some((best, _)) = findings.first() else {
        return Html::default();
    };
    let in_full = scene.measure(best).is_some_and(|measure| is_in_full(scene.pack(), measure));
    let more = findings.len().saturating_sub(1);
    html! {
        <div class="ta-item__r">
            { status(words, best.row.status, scene.nature(best)) }
            <span>
                { words.measure(best.row.measure, "title") }
                if best.row.may_pay() && best.row.amount.hi != Some(0) {
                    { " " }{ words.ui(kind(&best.row.amount, in_full)) }{ " " }{ short(words, &best.row.amount) }
                }
                if more > 0 { { words.fill("item.more", &[&more.to_string()]) } }
            </span>
        </div>
    }
}

/// Whether another support surely counts in a finding's place
fn beside(scene: &Scene<'_>, outcome: &Outcome, finding: &Finding) -> bool {
    group(scene.pack(), &outcome.answer, finding).is_some_and(|group| gives_way(group, finding))
}
