//! Reads JSON step by step; where a step gives nothing, the text goes wrong.

use std::borrow::Cow;

use super::{Json, JsonFault, JsonValue, MAX_DEPTH};

/// A place in a text. Where reading gives nothing, the place is where it went wrong.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    is_too_deep: bool,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            is_too_deep: false,
        }
    }

    /// The one value of the text
    pub(super) fn whole(&mut self) -> Result<Json<'a>, JsonFault> {
        let value = self.value(0);
        if value.is_some() {
            self.space();
        }
        match value.filter(|_| self.at == self.text.len()) {
            Some(value) => Ok(value),
            None if self.is_too_deep => Err(JsonFault::TooDeep(self.at)),
            None => Err(JsonFault::Syntax(self.at)),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        self.space();
        if depth > MAX_DEPTH {
            self.is_too_deep = true;
            return None;
        }
        let start = self.at;
        let value = match self.peek()? {
            b'{' => self.map(depth)?,
            b'[' => self.list(depth)?,
            b'"' => JsonValue::Text(self.string()?),
            b't' => self.word("true", JsonValue::Bool(true))?,
            b'f' => self.word("false", JsonValue::Bool(false))?,
            b'n' => self.word("null", JsonValue::Null)?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => return None,
        };
        Some(Json {
            start,
            end: self.at,
            value,
        })
    }

    fn word(&mut self, word: &str, value: JsonValue<'a>) -> Option<JsonValue<'a>> {
        let rest = self.text.get(self.at..)?;
        if !rest.starts_with(word) {
            return None;
        }
        self.at += word.len();
        Some(value)
    }

    /// Whether another element follows before the closing bracket, which is taken; `first` as long as there was none
    fn follows(&mut self, first: bool, close: u8) -> Option<bool> {
        if first {
            self.at += 1;
        }
        self.space();
        if self.take(close) {
            return Some(false);
        }
        (first || self.take(b',')).then_some(true)
    }

    fn list(&mut self, depth: usize) -> Option<JsonValue<'a>> {
        let mut list = Vec::new();
        while self.follows(list.is_empty(), b']')? {
            list.push(self.value(depth + 1)?);
        }
        Some(JsonValue::List(list))
    }

    fn map(&mut self, depth: usize) -> Option<JsonValue<'a>> {
        let mut entries = Vec::new();
        while self.follows(entries.is_empty(), b'}')? {
            self.space();
            if self.peek()? != b'"' {
                return None;
            }
            let key = self.string()?;
            self.space();
            if !self.take(b':') {
                return None;
            }
            entries.push((key, self.value(depth + 1)?));
        }
        Some(JsonValue::Map(entries))
    }

    fn number(&mut self) -> Option<JsonValue<'a>> {
        let start = self.at;
        self.take(b'-');
        if self.take(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return None;
            }
        } else {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        Some(JsonValue::Number(self.since(start)))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let start = self.at;
        let mut from = start;
        let mut text = String::new();
        loop {
            match self.peek()? {
                b'"' => {
                    let tail = self.since(from);
                    self.at += 1;
                    if from == start {
                        return Some(Cow::Borrowed(tail));
                    }
                    text.push_str(tail);
                    return Some(Cow::Owned(text));
                }
                b'\\' => {
                    text.push_str(self.since(from));
                    self.at += 1;
                    text.push(self.escape()?);
                    from = self.at;
                }
                0..=31 => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let escaped = match self.peek()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return None,
        };
        self.at += 1;
        Some(escaped)
    }

    fn unicode(&mut self) -> Option<char> {
        let mut code = self.hex()?;
        if (0xD800..0xDC00).contains(&code) {
            if !(self.take(b'\\') && self.take(b'u')) {
                return None;
            }
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return None;
            }
            code = 0x1_0000 + ((code - 0xD800) << 10) + (second - 0xDC00);
        }
        char::from_u32(code)
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for byte in self.text.as_bytes().get(self.at..self.at + 4)? {
            code = code * 16 + char::from(*byte).to_digit(16)?;
        }
        self.at += 4;
        Some(code)
    }
}
