//! Reads an overlay: values that a locality or an operator adds to a loaded pack, each with its days and its source.
//!
//! What is missing is read as `null`, so that one path refuses both.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{
    Choices, Date, DatedValue, Days, InputId, InputName, Known, Locality, Names, Pack, Truth, Value,
};

use super::{KnownCase, Reader, of_fault};
use crate::json::{Json, JsonValue};
use crate::problem::{Problem, ProblemCode};
use crate::text::digits;

const KEYS: [&str; 6] = ["parameter", "applies_to", "value", "from", "to", "source"];

/// The values that an overlay adds
pub(crate) type Added = Vec<(InputId, DatedValue)>;

/// A value while it is read
struct Draft<'c> {
    parameter: Option<(InputId, &'c Input, &'c InputName)>,
    value: DatedValue,
}

/// Reads an overlay against a pack and gives its canonical form; with a problem nothing of it counts
pub(crate) fn read_overlay(
    (pack, names): (&Pack, &Names),
    text: &str,
    added: &mut Added,
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
    fn overlay(&mut self, json: &Json<'_>, added: &mut Added) {
        self.object(json, &["values"]);
        let length = self.enter("values");
        let values = json.get("values").unwrap_or(json);
        let list = values.as_list().unwrap_or(&[]);
        if list.is_empty() {
            self.problem(ProblemCode::WrongType, values, "list");
        }
        for (index, value) in list.iter().enumerate() {
            let length = self.enter_index(index);
            self.object(value, &KEYS);
            self.added(value, added);
            self.leave(length);
        }
        self.leave(length);
    }

    fn object(&mut self, json: &Json<'_>, keys: &[&str]) {
        match json.as_map() {
            Some(entries) => self.keys(entries, keys),
            None => self.problem(ProblemCode::WrongType, json, "object"),
        }
    }

    fn added(&mut self, json: &Json<'_>, added: &mut Added) {
        let before = self.problems.len();
        let mut draft = Draft {
            parameter: None,
            value: DatedValue {
                from: Date::FIRST,
                to: Date::LAST,
                place: None,
                value: Value::Truth(Truth::Open),
            },
        };
        for (index, key) in KEYS.iter().enumerate() {
            let length = self.enter(key);
            let nothing = Json {
                value: JsonValue::Null,
                ..*json
            };
            self.part(index, json.get(key).unwrap_or(&nothing), &mut draft);
            self.leave(length);
        }
        let Draft { parameter, value } = draft;
        let Some((parameter, input, _)) = parameter.filter(|_| self.problems.len() == before)
        else {
            return;
        };
        let mut is_free = true;
        for other in &input.dated {
            is_free = is_free && !other.meets(&value);
        }
        for (of, other) in &*added {
            is_free = is_free && (*of != parameter || !other.meets(&value));
        }
        if value.to < value.from {
            self.problem(ProblemCode::ReversedRange, json, "from <= to");
        } else if !is_free {
            self.problem(ProblemCode::Contradiction, json, "one value at a time");
        }
        added.push((parameter, value));
    }

    /// Reads what stands under one of the keys, by its place among them
    fn part(&mut self, index: usize, json: &Json<'_>, draft: &mut Draft<'c>) {
        let Draft { parameter, value } = draft;
        match (index, *parameter) {
            (0, _) => {
                let path = self.line(json);
                *parameter = self.named(json, path, &|reader, id| reader.pack.takes_by_day(id));
            }
            (1, Some((_, input, _))) if !json.is_null() => {
                value.place = self.place(json, input);
            }
            (2, Some((_, input, name))) => {
                let mut known = Known::given(value.value);
                if json.as_map().is_some() {
                    self.problem(ProblemCode::WrongType, json, "one value");
                } else {
                    self.known(input, name, json, &mut known);
                }
                value.value = known.value;
            }
            (3, _) => {
                self.day(&InputName::default(), json, &mut value.from);
            }
            (4, _) => {
                self.day(&InputName::default(), json, &mut value.to);
                let (lo, hi) = (value.from, value.to);
                self.note_days(Days { lo, hi });
            }
            (5, _) => {
                self.line(json);
            }
            _ => {}
        }
    }

    /// A text that says something
    fn line<'j>(&mut self, json: &'j Json<'_>) -> &'j str {
        let text = json.as_text().unwrap_or("");
        if text.bytes().all(|byte| byte <= b' ') {
            self.problem(ProblemCode::WrongType, json, "text");
        }
        self.note_text(text);
        text
    }

    /// The input of a path, if it is one of those that fit
    fn named(
        &mut self,
        json: &Json<'_>,
        path: &str,
        fits: &dyn Fn(&Self, InputId) -> bool,
    ) -> Option<(InputId, &'c Input, &'c InputName)> {
        let mut known: Vec<&str> = Vec::new();
        for (id, name) in (0_u16..).map(InputId).zip(&self.names.inputs) {
            if fits(self, id) {
                if name.path == path {
                    return Some((id, self.pack.input(id)?, name));
                }
                known.push(&name.path);
            }
        }
        self.unknown(ProblemCode::OutOfDomain, json, path, &known);
        None
    }

    /// One choice with some of its options
    fn place(&mut self, json: &Json<'_>, parameter: &Input) -> Option<Locality> {
        let Some([(key, list)]) = json.as_map() else {
            self.problem(ProblemCode::WrongType, json, "one choice");
            return None;
        };
        let fits = |reader: &Self, id| reader.pack.is_place(parameter, id);
        let (input, _, name) = self.named(list, key, &fits)?;
        let mut options = Choices::NONE;
        for option in list.as_list().unwrap_or(&[]) {
            options = options.union(self.option(name, option)?);
        }
        if options.is_empty() {
            self.problem(ProblemCode::WrongType, list, "list");
        }
        self.note(&[key, " ", &digits(options.bits(), 1)]);
        Some(Locality { input, options })
    }
}
