//! Writes JSON without spaces; what is written reads back.

use crate::text::{cut, push_digits, push_hex};

/// Writes JSON without spaces, in the order it is told
#[derive(Clone, Debug, Default)]
pub struct Writer {
    out: String,
    // Invariant: whether the next value or key follows another one in the same list or object.
    follows: bool,
    // Invariant: one entry for each open list, object and record: the keys that the record has still to come.
    keys: Vec<&'static str>,
}

impl Writer {
    /// An empty text
    #[must_use]
    pub const fn new() -> Self {
        Self {
            out: String::new(),
            follows: false,
            keys: Vec::new(),
        }
    }

    /// The text so far
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn separate(&mut self) {
        if self.follows {
            self.out.push(',');
        }
        self.follows = true;
        if let Some(key) = self.next_key() {
            self.out.push('"');
            self.out.push_str(key);
            self.out.push_str("\":");
        }
    }

    /// The next key of a record; a list and an object have none
    fn next_key(&mut self) -> Option<&'static str> {
        let keys = self.keys.last_mut()?;
        let (key, rest) = cut(keys, b' ')?;
        *keys = rest;
        Some(key)
    }

    /// Text that is JSON already
    pub fn raw(&mut self, json: &str) {
        self.separate();
        self.out.push_str(json);
    }

    /// A string
    pub fn text(&mut self, text: &str) {
        self.separate();
        quote(&mut self.out, text);
    }

    /// A whole number
    pub fn integer(&mut self, number: i64) {
        self.separate();
        if number < 0 {
            self.out.push('-');
        }
        push_digits(&mut self.out, number.unsigned_abs(), 1);
    }

    /// `true` or `false`
    pub fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// A key; its value must follow
    pub fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
        self.follows = false;
    }

    /// A key and a string
    pub fn text_entry(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// Begins a list
    pub fn open_list(&mut self) {
        self.open('[');
    }

    /// Ends a list
    pub fn close_list(&mut self) {
        self.close(']');
    }

    /// Begins an object
    pub fn open_map(&mut self) {
        self.open('{');
    }

    /// Ends an object
    pub fn close_map(&mut self) {
        self.close('}');
    }

    /// A list of what `fill` writes
    pub fn list(&mut self, fill: impl FnOnce(&mut Self)) {
        self.open('[');
        fill(self);
        self.close(']');
    }

    /// An object of what `fill` writes
    pub fn map(&mut self, fill: impl FnOnce(&mut Self)) {
        self.open('{');
        fill(self);
        self.close('}');
    }

    /// Begins a record: an object whose keys are written by themselves, in their order, each before its value
    pub fn open_record(&mut self, record: Keys) {
        self.open('{');
        self.keys.pop();
        self.keys.push(record.0);
    }

    /// Leaves out the record's next key
    pub fn skip(&mut self) {
        self.next_key();
    }

    /// A string, or nothing and no key either
    pub fn text_or_skip(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.skip(),
        }
    }

    /// A string or `null`
    pub fn text_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.out.push(bracket);
        self.follows = false;
        self.keys.push("");
    }

    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.follows = true;
        self.keys.pop();
    }
}

/// The keys of a record in their order, each with a space behind it
#[derive(Clone, Copy, Debug)]
pub struct Keys(pub(crate) &'static str);

fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(|byte| is_special(*byte)) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut special = special.chars();
        match special.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            control => {
                out.push_str("\\u00");
                push_hex(
                    out,
                    control
                        .and_then(|control| u8::try_from(control).ok())
                        .unwrap_or(0),
                );
            }
        }
        rest = special.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// What a string cannot hold as it is
const fn is_special(byte: u8) -> bool {
    byte < 32 || byte == b'"' || byte == b'\\'
}
