//! Takes values out of a list of JSON in order, and remembers the first that did not fit.
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
use crate::pack_form::{FLAGS, TRUTHS};

static NOTHING: Json<'static> = Json {
    start: 0,
    end: 0,
    value: JsonValue::Null,
};

/// A place in a list that is read from left to right
pub(super) struct Rows<'a> {
    rest: &'a [Json<'a>],
    last: &'a Json<'a>,
    fault: Option<LoadError>,
    /// How many of each the pack has listed so far
    pub(super) listed: Listed,
}

/// How many names a pack lists: what it calls by a number must have one
#[derive(Default)]
pub(super) struct Listed {
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
            fault: None,
            listed: Listed::default(),
        }
    }

    pub(super) const fn finish(&self) -> Result<(), LoadError> {
        match self.fault {
            None => Ok(()),
            Some(fault) => Err(fault),
        }
    }

    /// Remembers that what was read last does not fit
    #[inline(never)]
    pub(super) fn unless(&mut self, fits: bool) {
        if !fits && self.fault.is_none() {
            self.fault = Some(LoadError::Form(self.last.start));
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

    /// Goes to a list
    pub(super) fn list(&mut self, json: Option<&'a Json<'a>>) {
        let list = json.and_then(Json::as_list);
        self.rest = self.known(list).unwrap_or(&[]);
    }

    /// Goes to the list under a key
    pub(super) fn under(&mut self, json: &'a Json<'a>, key: &str) {
        self.last = json;
        self.list(json.get(key));
    }

    /// Takes the text under a key
    pub(super) fn text_under(&mut self, json: &'a Json<'a>, key: &str, text: &mut String) {
        self.last = json;
        let found = json.get(key).and_then(Json::as_text);
        text.push_str(self.known(found).unwrap_or(""));
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

    /// Nothing may be left.
    pub(super) fn end(&mut self) {
        self.unless(self.is_over());
    }

    /// How many things follow; each is one value or more
    pub(super) fn count(&mut self) -> usize {
        let count = usize::try_from(self.integer()).ok();
        let count = count.filter(|count| *count <= self.rest.len());
        self.known(count).unwrap_or(0)
    }

    /// As many values as the first one says: with one lost or doubled, those behind it would be taken for others.
    pub(super) fn whole(&mut self) {
        let count = self.count();
        self.unless(count == self.rest.len());
    }

    /// So many like things as their count says
    pub(super) fn run<T>(&mut self, run: &mut Vec<T>, read: impl Fn(&mut Self) -> T) {
        for _ in 0..self.count() {
            run.push(read(self));
        }
    }

    pub(super) fn word(&mut self) -> &'a str {
        let json = self.next();
        self.text_of(json)
    }

    pub(super) fn text(&mut self) -> String {
        self.word().to_owned()
    }

    pub(super) fn text_into(&mut self, text: &mut String) {
        text.push_str(self.word());
    }

    pub(super) fn texts(&mut self, texts: &mut Vec<String>) {
        self.run(texts, Self::text);
    }

    pub(super) fn integer(&mut self) -> i64 {
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

    /// One of a few, by its place among them
    #[inline(never)]
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T], otherwise: T) -> T {
        let one = usize::try_from(self.integer()).ok();
        let one = one.and_then(|place| all.get(place)).copied();
        self.known(one).unwrap_or(otherwise)
    }

    pub(super) fn flag(&mut self) -> bool {
        self.one_of(&FLAGS, false)
    }

    pub(super) fn scope(&mut self) -> Scope {
        self.optional()
            .map_or(Scope::Case, |kind| Scope::Item(KindId(kind)))
    }

    pub(super) fn node(&mut self) -> NodeId {
        NodeId(self.id())
    }

    pub(super) fn node_or_none(&mut self) -> Option<NodeId> {
        self.optional().map(NodeId)
    }

    /// What a number calls must have a name.
    #[inline(never)]
    fn named(&mut self, id: u16, listed: usize) -> u16 {
        if usize::from(id) >= listed && self.fault.is_none() {
            self.fault = Some(LoadError::Name);
        }
        id
    }

    pub(super) fn as_provision(&mut self, id: u16) -> ProvisionId {
        ProvisionId(self.named(id, self.listed.provisions))
    }

    pub(super) fn as_text(&mut self, id: u16) -> TextId {
        TextId(self.named(id, self.listed.texts))
    }

    pub(super) fn as_code(&mut self, id: u16) -> CodeId {
        CodeId(self.named(id, self.listed.codes))
    }

    pub(super) fn as_input(&mut self, id: u16) -> InputId {
        InputId(self.named(id, self.listed.inputs))
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
        let mut inputs = Vec::new();
        self.run(&mut inputs, Self::input);
        inputs
    }

    pub(super) fn date(&mut self) -> Date {
        let date = Date::parse(self.word());
        self.known(date).unwrap_or(Date::FIRST)
    }

    /// A number in its decimal digits, or the word for one that has no end
    pub(super) fn number(&mut self) -> Number {
        let json = self.next();
        let number = match json.as_number().or(json.as_text()) {
            Some("inf") => Some(Number::INFINITY),
            Some("-inf") => Some(Number::NEGATIVE_INFINITY),
            text => text.and_then(Number::parse),
        };
        self.known(number).unwrap_or(Number::ZERO)
    }

    pub(super) fn choices(&mut self) -> Choices {
        let bits = u64::try_from(self.integer()).ok();
        Choices::from_bits(self.known(bits).unwrap_or(0))
    }

    pub(super) fn value(&mut self) -> Value {
        match self.word() {
            "b" => Value::Truth(self.one_of(&TRUTHS, Truth::Open)),
            "n" => Value::Number(Interval {
                lo: self.number(),
                hi: self.number(),
            }),
            "d" => Value::Date(Days {
                lo: self.date(),
                hi: self.date(),
            }),
            word => {
                self.unless(word == "o");
                Value::Choice(self.choices())
            }
        }
    }
}
