//! What was said, as the text of a case, and a case's text as what was said.
//!
//! Pure. Whether a case makes sense is for the wire to say; here texts only change their form.

mod pen;
mod taken;

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputId, InputName, KindId, Scope};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::{Json, Writer};

use crate::entry::{self, Mistake, Span};
use crate::state::{Place, Said, State};
use pen::Pen;
use taken::take;

/// The word that leaves a reading open
pub(crate) const OPEN: &str = "open";

/// A case, and what was typed but cannot be taken and is left out of it
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Written {
    /// The case's text
    pub json: String,
    /// What was left out, and why
    pub mistakes: Vec<(Place, Mistake)>,
}

/// Writes everything said as a case; `as_of` is the day of assessment unless another one was said
#[must_use]
pub(crate) fn write(calculator: &Calculator, state: &State, as_of: &str) -> Written {
    let mut pen = Pen {
        calculator,
        state,
        as_of,
        mistakes: Vec::new(),
    };
    let mut writer = Writer::new();
    writer.map(|writer| {
        for section in sections(calculator) {
            pen.section(writer, section);
        }
        for (kind, name) in (0_u16..).map(KindId).zip(&calculator.names().kinds) {
            pen.items(writer, kind, name);
        }
    });
    Written {
        json: writer.finish(),
        mistakes: pen.mistakes,
    }
}

/// What was typed into a field, as a value its input allows
pub(crate) fn understood(
    calculator: &Calculator,
    id: InputId,
    typed: &str,
) -> Result<Span, Mistake> {
    let (Some(input), Some(name)) = (
        calculator.engine().pack().input(id),
        calculator.names().inputs.get(id.index()),
    ) else {
        return Err(Mistake::Number);
    };
    let span = entry::read(name.format, &name.unit, typed)?;
    entry::fits(&input.domain, &span)?;
    let known = |code| {
        calculator
            .names()
            .currencies
            .iter()
            .any(|known| known.code == code)
    };
    if span.currency.is_some_and(|code| !known(code)) {
        return Err(Mistake::Currency);
    }
    Ok(span)
}

/// What a case says, in the form it would have been typed; the wire has accepted the case before
#[must_use]
pub(crate) fn read(calculator: &Calculator, json: &str) -> State {
    let mut state = State::default();
    let Ok(json) = Json::parse(json) else {
        return state;
    };
    for (id, input, name) in inputs_of(calculator, Scope::Case) {
        let section = json.get(section_of(&name.path));
        let place = Place::of(id);
        if section.and_then(Json::as_text) == Some(OPEN) && name.format == Format::Choice {
            state.say(place, Said::Text(OPEN.into()));
            continue;
        }
        let value = match name.path.split_once('.') {
            Some((_, key)) => section.and_then(|section| section.get(key)),
            None => section,
        };
        if let Some(value) = value {
            take(&mut state, place, input, name, value);
        }
    }
    for (kind, name) in (0_u16..).map(KindId).zip(&calculator.names().kinds) {
        for item in json.get(name).and_then(Json::as_list).unwrap_or(&[]) {
            take_item(calculator, &mut state, kind, item);
        }
    }
    state
}

fn take_item(calculator: &Calculator, state: &mut State, kind: KindId, json: &Json<'_>) {
    let id = json.get("id").and_then(Json::as_text).map(str::to_owned);
    let number = state.add(kind, id);
    for (id, input, name) in inputs_of(calculator, Scope::Item(kind)) {
        let place = Place {
            item: Some(number),
            ..Place::of(id)
        };
        if let Some(value) = json.get(key_of(&name.path)) {
            take(state, place, input, name, value);
        }
    }
}

/// The place that a problem's path names
#[must_use]
pub(crate) fn place_of(calculator: &Calculator, state: &State, path: &str) -> Option<Place> {
    let Some((kind_name, rest)) = path.split_once('[') else {
        let (id, _, name) =
            inputs_of(calculator, Scope::Case).find(|(_, _, name)| within(path, &name.path))?;
        let year = path
            .get(name.path.len()..)
            .and_then(|rest| rest.strip_prefix(".by_year."))
            .and_then(|rest| rest.split('.').next()?.parse().ok());
        return Some(Place {
            year,
            ..Place::of(id)
        });
    };
    let (index, key) = rest.split_once(']')?;
    let key = key.strip_prefix('.')?;
    let names = &calculator.names().kinds;
    let kind = names.iter().position(|name| name == kind_name)?;
    let kind = KindId(u16::try_from(kind).ok()?);
    let item = state.items_of(kind).nth(index.parse().ok()?)?;
    let (id, ..) = inputs_of(calculator, Scope::Item(kind))
        .find(|(_, _, name)| within(key, key_of(&name.path)))?;
    Some(Place {
        item: Some(item.number),
        ..Place::of(id)
    })
}

fn within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The inputs of a scope with their names, in the pack's order
pub(crate) fn inputs_of(
    calculator: &Calculator,
    scope: Scope,
) -> impl Iterator<Item = (InputId, &Input, &InputName)> {
    let names = &calculator.names().inputs;
    calculator
        .engine()
        .pack()
        .inputs_of(scope)
        .filter_map(|(id, input)| Some((id, input, names.get(id.index())?)))
}

fn sections(calculator: &Calculator) -> Vec<&str> {
    let mut result = Vec::new();
    for (_, _, name) in inputs_of(calculator, Scope::Case) {
        let section = section_of(&name.path);
        if !result.contains(&section) {
            result.push(section);
        }
    }
    result
}

/// The part of a path before its dot
#[must_use]
pub(crate) fn section_of(path: &str) -> &str {
    path.split_once('.').map_or(path, |(section, _)| section)
}

fn key_of(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, key)| key)
}

#[cfg(test)]
mod tests;
