//! Takes values out of rows of JSON in order, and remembers the first that did not fit.
//!
//! Every method gives something, so that the code which reads a pack stays free of error paths: inside
//! wasm they would outweigh it. Nothing read is used before [`Rows::finish`] has said that all fitted.

use std::borrow::Cow;

use tradeaid_engine::{
    Choices, CodeId, Date, Days, InputId, Interval, KindId, NodeId, Number, ProvisionId, Scope,
    TextId, Truth, Value,
};

use super::LoadError;
use crate::json::{Json, JsonValue};

static NOTHING: Json<'static> = Json {
    start: 0,
    end: 0,
    value: JsonValue::Null,
};

/// One place in nested rows, each read from left to right
pub(super) struct Rows<'a> {
    rest: &'a [Json<'a>],
    last: &'a Json<'a>,
    // Invariant: the same of each row that was entered and not left.
    outer: Vec<(&'a [Json<'a>], &'a Json<'a>)>,
    /// Where the first thing stood that did not fit
    fault: Option<usize>,
    /// How many of each there must be
    pub(super) needed: Needed,
}

/// How many names a pack must list, so that everything it calls by a number has one
#[derive(Default)]
pub(super) struct Needed {
    pub(super) provisions: usize,
    pub(super) texts: usize,
    pub(super) codes: usize,
    pub(super) inputs: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new() -> Self {
        Self {
            rest: &[],
            last: &NOTHING,
            outer: Vec::new(),
            fault: None,
            needed: Needed::default(),
        }
    }

    pub(super) fn finish(&self) -> Result<(), LoadError> {
        match self.fault {
            None => Ok(()),
            Some(at) => Err(LoadError::Form(at)),
        }
    }

    /// Remembers that what was read last does not fit
    pub(super) fn unless(&mut self, fits: bool) {
        if !fits && self.fault.is_none() {
            self.fault = Some(self.last.start);
        }
    }

    /// Passes on what was found, or remembers that nothing was
    pub(super) fn known<T>(&mut self, found: Option<T>) -> Option<T> {
        self.unless(found.is_some());
        found
    }

    /// Goes to a value
    pub(super) const fn at(&mut self, json: &'a Json<'a>) {
        self.last = json;
    }

    /// Goes to the one value under a key
    pub(super) fn under(&mut self, json: &'a Json<'a>, key: &str) {
        self.last = json;
        let value = json.get(key);
        self.unless(value.is_some());
        self.rest = std::slice::from_ref(value.unwrap_or(&NOTHING));
    }

    /// Goes to a value and takes its entries
    pub(super) fn entries(&mut self, json: &'a Json<'a>) -> &'a [(Cow<'a, str>, Json<'a>)] {
        self.last = json;
        let entries = json.as_map();
        self.known(entries).unwrap_or(&[])
    }

    /// Goes to a value and takes its text
    pub(super) fn text_of(&mut self, json: &'a Json<'a>) -> &'a str {
        self.last = json;
        let text = json.as_text();
        self.known(text).unwrap_or("")
    }

    fn next(&mut self) -> &'a Json<'a> {
        let Some((first, rest)) = self.rest.split_first() else {
            self.unless(false);
            return &NOTHING;
        };
        self.rest = rest;
        self.last = first;
        first
    }

    pub(super) const fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) const fn is_last(&self) -> bool {
        self.rest.len() == 1
    }

    /// Goes into the next value, which is a row of its own
    pub(super) fn enter(&mut self) {
        let row = self.next();
        self.outer.push((self.rest, self.last));
        self.last = row;
        let rest = row.as_list();
        self.rest = self.known(rest).unwrap_or(&[]);
    }

    /// Goes back to the row around, whatever is left of this one
    pub(super) fn leave(&mut self) {
        if let Some((rest, last)) = self.outer.pop() {
            self.rest = rest;
            self.last = last;
        }
    }

    /// Whether the row has another value; without one it is left
    pub(super) fn more(&mut self) -> bool {
        let more = !self.is_over();
        if !more {
            self.leave();
        }
        more
    }

    /// Whether the row has another value, which is a row of its own and then entered
    pub(super) fn more_rows(&mut self) -> bool {
        let more = self.more();
        if more {
            self.enter();
        }
        more
    }

    pub(super) fn word(&mut self) -> &'a str {
        let word = self.next().as_text();
        self.known(word).unwrap_or("")
    }

    pub(super) fn text(&mut self) -> String {
        self.word().to_owned()
    }

    pub(super) fn texts(&mut self) -> Vec<String> {
        let mut texts = Vec::new();
        self.enter();
        while self.more() {
            texts.push(self.text());
        }
        texts
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

    pub(super) fn node(&mut self) -> NodeId {
        NodeId(self.id())
    }

    pub(super) fn node_or_none(&mut self) -> Option<NodeId> {
        self.optional().map(NodeId)
    }

    /// What a number calls must have a name.
    pub(super) fn as_provision(&mut self, id: u16) -> ProvisionId {
        need(&mut self.needed.provisions, id);
        ProvisionId(id)
    }

    pub(super) fn as_text(&mut self, id: u16) -> TextId {
        need(&mut self.needed.texts, id);
        TextId(id)
    }

    pub(super) fn as_code(&mut self, id: u16) -> CodeId {
        need(&mut self.needed.codes, id);
        CodeId(id)
    }

    pub(super) fn as_input(&mut self, id: u16) -> InputId {
        need(&mut self.needed.inputs, id);
        InputId(id)
    }

    pub(super) fn provision(&mut self) -> ProvisionId {
        let id = self.id();
        self.as_provision(id)
    }

    pub(super) fn text_id(&mut self) -> TextId {
        let id = self.id();
        self.as_text(id)
    }

    pub(super) fn code(&mut self) -> CodeId {
        let id = self.id();
        self.as_code(id)
    }

    pub(super) fn input(&mut self) -> InputId {
        let id = self.id();
        self.as_input(id)
    }

    pub(super) fn inputs(&mut self) -> Vec<InputId> {
        let inputs = self.unused_inputs();
        for input in &inputs {
            self.as_input(input.0);
        }
        inputs
    }

    /// Inputs that stand beside the graph for authors; no rule and no answer looks at them.
    pub(super) fn unused_inputs(&mut self) -> Vec<InputId> {
        let mut result = Vec::new();
        self.enter();
        while self.more() {
            result.push(InputId(self.id()));
        }
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
        self.enter();
        let value = match self.word() {
            "b" => Value::Truth(match self.integer() {
                0 => Truth::False,
                1 => Truth::True,
                _ => Truth::Open,
            }),
            "n" => Value::Number(Interval {
                lo: self.number(),
                hi: self.number(),
            }),
            "o" => Value::Choice(self.choices()),
            "d" => Value::Date(Days {
                lo: self.date(),
                hi: self.date(),
            }),
            _ => {
                self.unless(false);
                Value::Truth(Truth::Open)
            }
        };
        self.leave();
        value
    }
}

fn need(names: &mut usize, id: u16) {
    *names = (*names).max(usize::from(id) + 1);
}
