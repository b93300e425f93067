//! Reads an overlay: values that a locality or an operator adds to a loaded pack, each with its days and its source.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Choices, Date, InputId, InputName, Known, Names, Pack, Truth, Value};
use tradeaid_engine::{DatedValue, Locality};

use super::{KnownCase, Reader, of_fault};
use crate::figure::day;
use crate::json::Json;
use crate::problem::{Problem, ProblemCode};
use crate::text::{glued, position};

const KEYS: [&str; 6] = ["parameter", "value", "from", "to", "source", "applies_to"];

/// A value that an overlay adds
pub(crate) struct Added {
    pub(crate) parameter: InputId,
    pub(crate) value: DatedValue,
    pub(crate) source: String,
}

/// Reads an overlay against a pack and gives its canonical form; with a problem nothing of it counts
pub(crate) fn read_overlay(
    (pack, names): (&Pack, &Names),
    text: &str,
    added: &mut Vec<Added>,
    problems: &mut Vec<Problem>,
) -> String {
    let mut known = KnownCase::unknown(pack);
    match Json::parse(text) {
        Ok(json) => Reader::new((pack, names, None), &mut known, problems).overlay(&json, added),
        Err(fault) => problems.push(of_fault(fault, text)),
    }
    known.canonical
}

impl<'c> Reader<'c> {
    fn overlay(&mut self, json: &'c Json<'c>, added: &mut Vec<Added>) {
        let Some(entries) = json.as_map() else {
            return self.problem(ProblemCode::WrongType, json, "object");
        };
        self.keys(entries, &["values"]);
        let length = self.enter("values");
        let values = json.get("values");
        match values.and_then(Json::as_list) {
            Some(list) if !list.is_empty() => {
                for (index, value) in list.iter().enumerate() {
                    let length = self.enter_index(index);
                    self.added(value, added);
                    self.leave(length);
                }
            }
            _ => self.problem(ProblemCode::WrongType, values.unwrap_or(json), "list"),
        }
        self.leave(length);
    }

    fn added(&mut self, json: &'c Json<'c>, added: &mut Vec<Added>) {
        let Some(entries) = json.as_map() else {
            return self.problem(ProblemCode::WrongType, json, "object");
        };
        self.keys(entries, &KEYS);
        let source = self.field(json, "source", "text");
        let (mut from, mut to) = (Date::FIRST, Date::LAST);
        let from_fits = self.end(json, "from", &mut from);
        let days_fit = self.end(json, "to", &mut to) && from_fits;
        if days_fit && to < from {
            self.problem(ProblemCode::ReversedRange, json, "from <= to");
        }
        let Some((parameter, input, name)) = self.parameter(json) else {
            return;
        };
        let value = self.value(json, input, name);
        let place = match json.given("applies_to") {
            Some(json) => {
                let length = self.enter("applies_to");
                let place = self.place(json, input);
                self.leave(length);
                if place.is_none() {
                    return;
                }
                place
            }
            None => None,
        };
        let (Some(value), Some(source), true) = (value, source, days_fit) else {
            return;
        };
        let value = DatedValue {
            from,
            to,
            place,
            value,
        };
        let others = added.iter().filter(|other| other.parameter == parameter);
        let mut others = input.dated.iter().chain(others.map(|other| &other.value));
        if let Some(other) = others.find(|other| other.meets(&value)) {
            let found = glued(&[&day(other.from), " .. ", &day(other.to)]);
            let found = (json.start, &*found);
            self.report(
                ProblemCode::Contradiction,
                found,
                "one value at a time",
                &[],
            );
        }
        added.push(Added {
            parameter,
            value,
            source: source.into(),
        });
    }

    /// A text that must be there
    fn field(&mut self, json: &'c Json<'c>, key: &str, allowed: &str) -> Option<&'c str> {
        let length = self.enter(key);
        let text = json.get(key).and_then(Json::as_text);
        let text = text.filter(|text| text.bytes().any(|byte| byte > b' '));
        match text {
            Some(text) => self.note_text(text),
            None => self.missing(json, key, allowed),
        }
        self.leave(length);
        text
    }

    fn missing(&mut self, json: &Json<'_>, key: &str, allowed: &str) {
        let found = json
            .get(key)
            .map_or((json.start, ""), |json| (json.start, super::shown(json)));
        self.report(ProblemCode::WrongType, found, allowed, &[]);
    }

    fn end(&mut self, json: &Json<'_>, key: &str, end: &mut Date) -> bool {
        let length = self.enter(key);
        let fits = if let Some(json) = json.get(key) {
            self.day(&InputName::default(), json, end)
        } else {
            self.missing(json, key, "2025-03-01");
            false
        };
        self.note(&[&day(*end)]);
        self.leave(length);
        fits
    }

    /// The parameter that is named, if rules take it on a day
    fn parameter(&mut self, json: &'c Json<'c>) -> Option<(InputId, &'c Input, &'c InputName)> {
        let path = self.field(json, "parameter", "text")?;
        let (pack, names) = (self.pack, self.names);
        let mut known: Vec<&str> = Vec::new();
        for (id, name) in (0_u16..).map(InputId).zip(&names.inputs) {
            if pack.takes_by_day(id) {
                if name.path == path {
                    return Some((id, pack.input(id)?, name));
                }
                known.push(&name.path);
            }
        }
        let length = self.enter("parameter");
        self.unknown(ProblemCode::OutOfDomain, json, path, &known);
        self.leave(length);
        None
    }

    fn value(&mut self, json: &Json<'_>, input: &Input, name: &InputName) -> Option<Value> {
        let length = self.enter("value");
        let mut known = Known::given(Value::Truth(Truth::Open));
        let single = json.given("value").filter(|json| json.as_map().is_none());
        let is_read = if let Some(json) = single {
            self.known(input, name, json, &mut known)
        } else {
            self.missing(json, "value", "one value");
            false
        };
        self.leave(length);
        is_read.then_some(known.value)
    }

    /// One choice with some of its options
    fn place(&mut self, json: &Json<'_>, parameter: &Input) -> Option<Locality> {
        let Some([(key, list)]) = json.as_map() else {
            self.problem(ProblemCode::WrongType, json, "one choice");
            return None;
        };
        let (pack, names) = (self.pack, self.names);
        let mut inputs: Vec<(InputId, &InputName)> = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for (id, name) in (0_u16..).map(InputId).zip(&names.inputs) {
            if pack.is_place(parameter, id) {
                inputs.push((id, name));
                known.push(&name.path);
            }
        }
        let Some((input, name)) = position(&known, key).and_then(|at| inputs.get(at)) else {
            self.unknown(ProblemCode::UnknownKey, list, key, &known);
            return None;
        };
        let mut options = Choices::NONE;
        for option in list.as_list().unwrap_or(&[]) {
            options = options.union(self.option(name, option)?);
        }
        if options.is_empty() {
            self.problem(ProblemCode::WrongType, list, "list");
            return None;
        }
        self.note(&[key, " ", &crate::text::digits(options.bits(), 1)]);
        Some(Locality {
            input: *input,
            options,
        })
    }
}
