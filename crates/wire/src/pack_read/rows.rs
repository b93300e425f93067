//! Takes values out of rows of JSON in order, and remembers the first that did not fit.
//!
//! Every method gives something, so that the code which reads a pack stays free of error paths: inside
//! wasm they would outweigh it. Nothing read is used before [`Fault::finish`] has said that all fitted.

use std::cell::Cell;

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

/// Where the first thing stood that did not fit
#[derive(Debug, Default)]
pub(super) struct Fault(Cell<Option<usize>>);

impl Fault {
    pub(super) fn finish(self) -> Result<(), LoadError> {
        match self.0.get() {
            None => Ok(()),
            Some(at) => Err(LoadError::Form(at)),
        }
    }

    pub(super) fn unless(&self, fits: bool, json: &Json<'_>) {
        if !fits && self.0.get().is_none() {
            self.0.set(Some(json.start));
        }
    }
}

/// A row that is read from left to right
pub(super) struct Rows<'a> {
    fault: &'a Fault,
    rest: &'a [Json<'a>],
    last: &'a Json<'a>,
}

impl<'a> Rows<'a> {
    /// A row of the one value under a key
    pub(super) fn under(fault: &'a Fault, json: &'a Json<'a>, key: &str) -> Self {
        let value = json.get(key);
        fault.unless(value.is_some(), json);
        Self {
            fault,
            rest: std::slice::from_ref(value.unwrap_or(&NOTHING)),
            last: json,
        }
    }

    fn next(&mut self) -> &'a Json<'a> {
        let Some((first, rest)) = self.rest.split_first() else {
            self.fault.unless(false, self.last);
            return &NOTHING;
        };
        self.rest = rest;
        self.last = first;
        first
    }

    /// Passes on what was found, or remembers that nothing was
    pub(super) fn known<T>(&mut self, found: Option<T>) -> Option<T> {
        self.fault.unless(found.is_some(), self.last);
        found
    }

    pub(super) const fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) const fn is_last(&self) -> bool {
        self.rest.len() == 1
    }

    /// Reads the next value, which is a row of its own
    pub(super) fn open(&mut self, read: &mut dyn FnMut(&mut Rows<'_>)) {
        let last = self.next();
        let rest = last.as_list();
        self.fault.unless(rest.is_some(), last);
        read(&mut Rows {
            fault: self.fault,
            rest: rest.unwrap_or(&[]),
            last,
        });
    }

    /// Reads the next value, which is a list, value by value
    pub(super) fn each(&mut self, read: &mut dyn FnMut(&mut Rows<'_>)) {
        self.open(&mut |rows| {
            while !rows.is_over() {
                let before = rows.rest.len();
                read(rows);
                if rows.rest.len() == before {
                    return;
                }
            }
        });
    }

    pub(super) fn word(&mut self) -> &'a str {
        let word = self.next().as_text();
        self.known(word).unwrap_or("")
    }

    pub(super) fn text(&mut self) -> String {
        self.word().to_owned()
    }

    fn integer(&mut self) -> i64 {
        let number = self.next().as_integer();
        self.known(number).unwrap_or(0)
    }

    pub(super) fn id(&mut self) -> u16 {
        let id = u16::try_from(self.integer()).ok();
        self.known(id).unwrap_or(0)
    }

    pub(super) fn optional(&mut self) -> Option<u16> {
        match self.integer() {
            -1 => None,
            id => self.known(u16::try_from(id).ok()),
        }
    }

    pub(super) fn node(&mut self) -> Option<NodeId> {
        self.optional().map(NodeId)
    }

    pub(super) fn inputs(&mut self) -> Vec<InputId> {
        let mut result = Vec::new();
        self.each(&mut |row| result.push(InputId(row.id())));
        result
    }

    pub(super) fn flag(&mut self) -> bool {
        self.integer() == 1
    }

    pub(super) fn scope(&mut self) -> Scope {
        self.optional()
            .map_or(Scope::Case, |kind| Scope::Item(KindId(kind)))
    }

    pub(super) fn date(&mut self) -> Date {
        let date = Date::parse(self.word());
        self.known(date).unwrap_or(Date::FIRST)
    }

    pub(super) fn number(&mut self) -> Number {
        let number = match self.word() {
            "inf" => Some(Number::INFINITY),
            "-inf" => Some(Number::NEGATIVE_INFINITY),
            text => Number::parse(text),
        };
        self.known(number).unwrap_or(Number::ZERO)
    }

    pub(super) fn choices(&mut self) -> Choices {
        let bits = u64::try_from(self.integer()).ok();
        Choices::from_bits(self.known(bits).unwrap_or(0))
    }

    pub(super) fn value(&mut self) -> Value {
        let mut value = Value::Truth(Truth::Open);
        self.open(&mut |row| {
            value = match row.word() {
                "b" => Value::Truth(match row.integer() {
                    0 => Truth::False,
                    1 => Truth::True,
                    _ => Truth::Open,
                }),
                "n" => Value::Number(Interval {
                    lo: row.number(),
                    hi: row.number(),
                }),
                "o" => Value::Choice(row.choices()),
                "d" => Value::Date(Days {
                    lo: row.date(),
                    hi: row.date(),
                }),
                _ => row.known(None).unwrap_or(value),
            };
        });
        value
    }
}
