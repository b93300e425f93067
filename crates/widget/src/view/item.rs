//! One thing the enterprise did: its name, its fields, and what follows for it.

use tradeaid_engine::{Format, Scope};

use super::amount::{kind, number};
use super::field::field;
use super::markup::{Draw, put};
use super::{Scene, status};
use crate::case_text::{inputs_of, understood};
use crate::state::{Item, Place};
use crate::texts::{Text, key, text};

/// An item of the form
pub(crate) fn item(draw: &mut Draw<'_>, item: &Item) {
    let scene = draw.scene;
    let words = &scene.words;
    let number = words.count(item.number.into());
    let name = scene.item_name(item.number);
    put!(
        draw,
        "<div key={} class=ta-item role=group aria-labelledby=ta-item-{}><div class=ta-item__h>\
         <h+2 class=ta-h4 id=ta-item-{} tabindex=-1>{}<small>{}</small></h+2><span class=ta-item__b>\
         <button class=ta-tool type=button data-do=copy data-item={} aria-label=@toggle.of/2>@item.copy</button>\
         <button class=ta-tool type=button data-do=remove data-item={} aria-label=@toggle.of/2>@item.remove</button>\
         </span></div><div class=ta-grid><>",
        number,
        number,
        number,
        name,
        brief(scene, item),
        number,
        words.ui(key!("item.copy")),
        name,
        number,
        words.ui(key!("item.remove")),
        name
    );
    for (id, ..) in inputs_of(&scene.model.calculator, Scope::Item(item.kind)) {
        if scene.model.layout.asks(id) {
            let of_item = Place {
                item: Some(item.number),
                ..Place::of(id)
            };
            field(draw, of_item);
        }
    }
    put!(draw, "</></div><>");
    result(draw, item);
    put!(draw, "</></div>");
}

/// The first amount and the first day of an item, by which people tell it from others
pub(crate) fn brief<'a>(scene: &Scene<'a>, item: &Item) -> &'a Text {
    let amount = first_of(scene, item, [Format::Money, Format::Quantity]);
    let day = first_of(scene, item, [Format::Date, Format::Month]);
    match (amount.is_empty(), day.is_empty()) {
        (true, _) => day,
        (_, true) => amount,
        _ => scene.words.list(&[amount, day]),
    }
}

/// The first input with one of these formats that has one sure value; empty if none has
fn first_of<'a>(scene: &Scene<'a>, item: &Item, formats: [Format; 2]) -> &'a Text {
    let words = &scene.words;
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
        let Some(value) = span.as_point() else {
            continue;
        };
        if span.currency.is_none_or(|code| code == name.unit) {
            return match name.format {
                Format::Date | Format::Month => words.keep(value),
                format => words
                    .large_figure(format, &name.unit, value)
                    .unwrap_or_else(|| words.figure(format, &name.unit, value)),
            };
        }
    }
    text!("")
}

/// What follows for an item: its best finding, and how many more there are
fn result(draw: &mut Draw<'_>, item: &Item) {
    let scene = draw.scene;
    let words = &scene.words;
    let own = |place: Option<Place>| place.is_some_and(|place| place.item == Some(item.number));
    if scene.stale && scene.faults.iter().any(|fault| own(fault.place)) {
        put!(draw, "<div class=ta-item__r><span>@item.mend</span></div>");
        return;
    }
    let Some(outcome) = scene.outcome else {
        return;
    };
    let (mut best, mut paying) = (None, 0_usize);
    for (_, finding) in &scene.shelved {
        if scene.row_item(outcome, finding) == Some(item.number) {
            best = best.or(Some(finding));
            paying += usize::from(finding.row.may_pay());
        }
    }
    let Some(best) = best else {
        return;
    };
    put!(draw, "<div class=ta-item__r>");
    status(draw, best.row.status, scene.nature(best));
    let row = &best.row;
    let Some(more) = paying.checked_sub(1) else {
        put!(draw, "<span>@item.nothing</span></div>");
        return;
    };
    let title = words.measure(row.measure, ".title");
    put!(draw, "<span>");
    if row.may_pay() && row.amount.hi != Some(0) {
        let kind = words.ui(kind(&row.amount, scene.is_in_full(best)));
        put!(draw, "@place/2 <>", title, kind);
        number(draw, text!(""), &row.amount);
        put!(draw, "</>");
    } else {
        put!(draw, "{} <></>", title);
    }
    let more = match more {
        0 => text!(""),
        more => words.fill(key!("item.more"), &[words.count(more)]),
    };
    put!(draw, "{}</span></div>", more);
}
