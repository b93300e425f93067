//! What was said, as the text of a case, and a case's text as what was said.
//!
//! Pure. Whether a case makes sense is for the wire to say; here texts only change their form.

mod pen;
mod taken;

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputId, InputName, KindId, Scope};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::Json;
use tradeaid_wire::text::{at_dot, cut};

use crate::entry::{self, Mistake, Span};
use crate::state::{Place, State, small};
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
    let mut pen = Pen::new(calculator, state);
    pen.writer.open_map();
    let mut sections = Vec::new();
    for (_, _, name) in inputs_of(calculator, Scope::Case) {
        let section = section_of(&name.path);
        if !sections.contains(&section) {
            sections.push(section);
            pen.section(section, as_of);
        }
    }
    for (kind, name) in (0..).zip(&calculator.names().kinds) {
        pen.items(KindId(kind), name);
    }
    pen.writer.close_map();
    Written {
        json: pen.writer.finish(),
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
    let Some(code) = span.currency else {
        return Ok(span);
    };
    for known in &calculator.names().currencies {
        if known.code == code {
            return Ok(span);
        }
    }
    Err(Mistake::Currency)
}

/// What a case says, in the form it would have been typed; the wire has accepted the case before
#[must_use]
pub(crate) fn read(calculator: &Calculator, json: &str) -> State {
    let mut state = State::default();
    let Ok(json) = Json::parse(json) else {
        return state;
    };
    for (id, input, name) in inputs_of(calculator, Scope::Case) {
        let Some(section) = json.get(section_of(&name.path)) else {
            continue;
        };
        // Readings can be left open all at once.
        let all_open = name.format == Format::Choice && section.as_text() == Some(OPEN);
        let value = match cut(&name.path, b'.') {
            Some((_, key)) if !all_open => section.get(key),
            _ => Some(section),
        };
        if let Some(value) = value {
            take(&mut state, Place::of(id), input, name, value);
        }
    }
    for (kind, name) in (0..).zip(&calculator.names().kinds) {
        for item in json.get(name).and_then(Json::as_list).unwrap_or(&[]) {
            take_item(calculator, &mut state, KindId(kind), item);
        }
    }
    state
}

fn take_item(calculator: &Calculator, state: &mut State, kind: KindId, json: &Json<'_>) {
    let id = json.get("id").and_then(Json::as_text);
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
    let (mut scope, mut item, mut own) = (Scope::Case, None, path);
    if let Some((kind_name, rest)) = cut(path, b'[') {
        let (index, key) = cut(rest, b']')?;
        let mut names = calculator.names().kinds.iter();
        let kind = names.position(|name| name == kind_name)?;
        let kind = KindId(u16::try_from(kind).ok()?);
        item = Some(state.number_of(kind, small(index)?)?);
        own = key.strip_prefix('.')?;
        scope = Scope::Item(kind);
    }
    for (input, _, name) in inputs_of(calculator, scope) {
        let key = match scope {
            Scope::Case => &name.path,
            Scope::Item(_) => key_of(&name.path),
        };
        let Some(behind) = own.strip_prefix(key) else {
            continue;
        };
        if behind.is_empty() || behind.starts_with('.') {
            let year = behind.strip_prefix(".by_year.");
            let year = year.and_then(|year| small(section_of(year)));
            return Some(Place {
                input,
                item,
                year: year.map(i32::from),
            });
        }
    }
    None
}

/// All inputs with their names, in the pack's order
pub(crate) const fn all_inputs(calculator: &Calculator) -> Inputs<'_> {
    Inputs {
        calculator,
        scope: None,
        next: 0,
    }
}

/// The inputs of a scope with their names, in the pack's order
pub(crate) const fn inputs_of(calculator: &Calculator, scope: Scope) -> Inputs<'_> {
    Inputs {
        calculator,
        scope: Some(scope),
        next: 0,
    }
}

/// The inputs that are still to come
///
/// An iterator of its own, so that everyone who goes through inputs shares one piece of code.
pub(crate) struct Inputs<'a> {
    calculator: &'a Calculator,
    /// The only scope that is wanted
    scope: Option<Scope>,
    next: u16,
}

impl<'a> Iterator for Inputs<'a> {
    type Item = (InputId, &'a Input, &'a InputName);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let id = InputId(self.next);
            let input = self.calculator.engine().pack().input(id)?;
            let name = self.calculator.names().inputs.get(id.index())?;
            self.next += 1;
            if self.scope.is_none_or(|scope| scope == input.scope) {
                return Some((id, input, name));
            }
        }
    }
}

/// The part of a path before its dot
#[must_use]
pub(crate) fn section_of(path: &str) -> &str {
    at_dot(path).0
}

fn key_of(path: &str) -> &str {
    at_dot(path).1
}

#[cfg(test)]
mod tests;
