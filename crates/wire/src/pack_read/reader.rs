//! Takes values out of JSON and remembers the first thing that did not fit.
//!
//! Every method gives something, so that the code which reads a pack stays free of error paths: inside
//! wasm they would outweigh it. Nothing read is used before [`Reader::finish`] has said that all fitted.

use std::borrow::Cow;

use tradeaid_engine::{
    Choices, Date, Days, InputId, Interval, KindId, NodeId, Number, Scope, Truth, Value,
};

use super::LoadError;
use crate::json::{Json, JsonValue};

static NOTHING: Json<'static> = Json {
    start: 0,
    end: 0,
    value: JsonValue::Null,
};

/// A reader and its first fault
#[derive(Debug, Default)]
pub(super) struct Reader {
    fault: Option<usize>,
}

impl Reader {
    pub(super) fn finish(self) -> Result<(), LoadError> {
        match self.fault {
            None => Ok(()),
            Some(at) => Err(LoadError::Form(at)),
        }
    }

    pub(super) fn fail(&mut self, json: &Json<'_>) {
        if self.fault.is_none() {
            self.fault = Some(json.start);
        }
    }

    /// Passes on what was found, or remembers that nothing was
    pub(super) fn known<T>(&mut self, found: Option<T>, json: &Json<'_>) -> Option<T> {
        if found.is_none() {
            self.fail(json);
        }
        found
    }

    pub(super) fn field<'j>(&mut self, json: &'j Json<'j>, key: &str) -> &'j Json<'j> {
        self.known(json.get(key), json).unwrap_or(&NOTHING)
    }

    pub(super) fn items<'j>(&mut self, json: &'j Json<'j>) -> &'j [Json<'j>] {
        self.known(json.as_list(), json).unwrap_or(&[])
    }

    pub(super) fn list<'j>(&mut self, json: &'j Json<'j>, key: &str) -> &'j [Json<'j>] {
        let list = self.field(json, key);
        self.items(list)
    }

    pub(super) fn entries<'j>(&mut self, json: &'j Json<'j>) -> &'j [(Cow<'j, str>, Json<'j>)] {
        self.known(json.as_map(), json).unwrap_or(&[])
    }

    pub(super) fn at<'j>(&mut self, json: &'j Json<'j>, index: usize) -> &'j Json<'j> {
        let element = json.as_list().and_then(|list| list.get(index));
        self.known(element, json).unwrap_or(&NOTHING)
    }

    pub(super) fn word<'j>(&mut self, json: &'j Json<'j>, key: &str) -> &'j str {
        let word = self.field(json, key);
        self.known(word.as_text(), word).unwrap_or("")
    }

    pub(super) fn text(&mut self, json: &Json<'_>) -> String {
        self.known(json.as_text(), json).unwrap_or("").to_owned()
    }

    pub(super) fn texts(&mut self, json: &Json<'_>, key: &str) -> Vec<String> {
        let mut result = Vec::new();
        for entry in self.list(json, key) {
            result.push(self.text(entry));
        }
        result
    }

    pub(super) fn id(&mut self, json: &Json<'_>) -> u16 {
        let id = json
            .as_integer()
            .and_then(|number| u16::try_from(number).ok());
        self.known(id, json).unwrap_or(0)
    }

    /// The first ids of a list
    pub(super) fn ids<const N: usize>(&mut self, json: &Json<'_>) -> [u16; N] {
        let mut result = [0; N];
        for (index, id) in result.iter_mut().enumerate() {
            let element = self.at(json, index);
            *id = self.id(element);
        }
        result
    }

    pub(super) fn inputs(&mut self, json: &Json<'_>) -> Vec<InputId> {
        let mut result = Vec::new();
        for entry in self.items(json) {
            result.push(InputId(self.id(entry)));
        }
        result
    }

    pub(super) fn flag(&mut self, json: &Json<'_>) -> bool {
        let JsonValue::Bool(value) = json.value else {
            self.fail(json);
            return false;
        };
        value
    }

    pub(super) fn optional(&mut self, json: &Json<'_>) -> Option<NodeId> {
        match json.value {
            JsonValue::Null => None,
            _ => Some(NodeId(self.id(json))),
        }
    }

    pub(super) fn date(&mut self, json: &Json<'_>) -> Date {
        let date = json.as_text().and_then(Date::parse);
        self.known(date, json).unwrap_or(Date::FIRST)
    }

    pub(super) fn number(&mut self, json: &Json<'_>) -> Number {
        let number = match json.as_text() {
            Some("inf") => Some(Number::INFINITY),
            Some("-inf") => Some(Number::NEGATIVE_INFINITY),
            Some(text) => Number::parse(text),
            None => None,
        };
        self.known(number, json).unwrap_or(Number::ZERO)
    }

    pub(super) fn choices(&mut self, json: &Json<'_>) -> Choices {
        let bits = json.as_text().and_then(|text| text.parse().ok());
        Choices::from_bits(self.known(bits, json).unwrap_or(0))
    }

    pub(super) fn scope(&mut self, json: &Json<'_>) -> Scope {
        match json.as_integer() {
            Some(-1) => Scope::Case,
            _ => Scope::Item(KindId(self.id(json))),
        }
    }

    pub(super) fn value(&mut self, json: &Json<'_>) -> Value {
        let first = self.at(json, 1);
        let last = json.as_list().and_then(|list| list.get(2)).unwrap_or(first);
        match self.at(json, 0).as_text() {
            Some("b") => Value::Truth(match first.as_integer() {
                Some(0) => Truth::False,
                Some(1) => Truth::True,
                _ => Truth::Open,
            }),
            Some("n") => Value::Number(Interval {
                lo: self.number(first),
                hi: self.number(last),
            }),
            Some("o") => Value::Choice(self.choices(first)),
            Some("d") => Value::Date(Days {
                lo: self.date(first),
                hi: self.date(last),
            }),
            _ => {
                self.fail(json);
                Value::Truth(Truth::Open)
            }
        }
    }
}
