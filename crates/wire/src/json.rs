//! A small JSON reader that keeps positions, digits and duplicate keys, and the writer beside it.
//!
//! It exists because the engine needs numbers as written (never as binary floating point), the byte
//! where each value stands, every duplicate key, and hard limits; and because it runs inside wasm,
//! where a general reader costs more than the whole rule engine.

use std::borrow::Cow;

pub use writer::{Keys, Writer};

use crate::text::count_of;

mod writer;

/// The deepest nesting that is read
pub const MAX_DEPTH: usize = 32;
/// The longest text that is read, in bytes
pub const MAX_BYTES: usize = 4 << 20;

/// A JSON value and where it stands
#[derive(Clone, Debug, PartialEq)]
pub struct Json<'a> {
    /// Its first byte
    pub start: usize,
    /// The byte after its last
    pub end: usize,
    /// What it is
    pub value: JsonValue<'a>,
}

/// A JSON value
#[derive(Clone, Debug, PartialEq)]
pub enum JsonValue<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written
    Number(&'a str),
    /// A string
    Text(Cow<'a, str>),
    /// An array
    List(Vec<Json<'a>>),
    /// An object, in the order written, duplicates included
    Map(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// What an object holds, in the order written, duplicates included
pub type Entries<'a> = [(Cow<'a, str>, Json<'a>)];

/// Why a text is not the JSON that is read here
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// Longer than [`MAX_BYTES`]
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`]
    TooDeep(usize),
    /// Not JSON at this byte
    Syntax(usize),
}

impl<'a> Json<'a> {
    /// Reads a whole text
    ///
    /// # Example
    /// ```
    /// use tradeaid_wire::json::{Json, JsonFault};
    /// assert!(Json::parse(r#"{"a": [1.50, "x"]}"#).is_ok());
    /// assert_eq!(Json::parse("[1,]"), Err(JsonFault::Syntax(3)));
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, JsonFault> {
        if text.len() > MAX_BYTES {
            return Err(JsonFault::TooLong);
        }
        let mut reader = Reader {
            text,
            at: 0,
            is_too_deep: false,
        };
        let value = reader.value(0);
        if value.is_some() {
            reader.space();
        }
        match value.filter(|_| reader.at == text.len()) {
            Some(value) => Ok(value),
            None if reader.is_too_deep => Err(JsonFault::TooDeep(reader.at)),
            None => Err(JsonFault::Syntax(reader.at)),
        }
    }

    /// The value under a key of an object
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let mut entries = self.as_map()?.iter();
        let (_, value) = entries.find(|(known, _)| known == key)?;
        Some(value)
    }

    /// The value under a key of an object, unless it is `null`
    #[must_use]
    pub fn given(&self, key: &str) -> Option<&Self> {
        self.get(key).filter(|json| !json.is_null())
    }

    /// Whether it is `null`
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.value, JsonValue::Null)
    }

    /// The string, if it is one
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            JsonValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number as written, if it is one
    #[must_use]
    pub const fn as_number(&self) -> Option<&str> {
        match self.value {
            JsonValue::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, if it is an array
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.value {
            JsonValue::List(list) => Some(list),
            _ => None,
        }
    }

    /// The entries, if it is an object
    #[must_use]
    pub fn as_map(&self) -> Option<&Entries<'a>> {
        match &self.value {
            JsonValue::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The whole number, if it is one that fits
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        let text = self.as_number()?;
        let number = |text| i64::try_from(count_of(text)?).ok();
        match text.strip_prefix('-') {
            Some(text) => number(text)?.checked_neg(),
            None => number(text),
        }
    }
}

/// A place in a text. Where reading gives nothing, the place is where it went wrong.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    is_too_deep: bool,
}

impl<'a> Reader<'a> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_json_is_refused_where_it_goes_wrong() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            ("{\"a\"1}", 4),
            ("[1 2]", 3),
            ("01", 1),
            ("1.", 2),
            ("\"\\x\"", 2),
            ("\"\u{1}\"", 1),
            ("nul", 0),
            ("\"\\ud800\"", 7),
            ("{} x", 3),
        ] {
            assert_eq!(Json::parse(text), Err(JsonFault::Syntax(at)), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_recursion_to_match() {
        let deep = "[".repeat(200_000);
        assert!(matches!(Json::parse(&deep), Err(JsonFault::TooDeep(_))));
    }

    #[test]
    fn what_is_written_reads_back() {
        let nasty = "引号\" 反斜\\ 换行\n 控制\u{1} 😀";
        let mut writer = Writer::new();
        writer.map(|w| {
            w.text_entry(nasty, nasty);
            w.key("list");
            w.list(|w| {
                w.integer(-3);
                w.bool(true);
                w.raw("null");
            });
        });
        let text = writer.finish();
        let json = Json::parse(&text).unwrap();
        assert_eq!(json.get(nasty).and_then(Json::as_text), Some(nasty));
        assert_eq!(
            json.get("list").and_then(Json::as_list).map(<[_]>::len),
            Some(3)
        );
    }

    #[test]
    fn escapes_are_undone() {
        let json = Json::parse(r#""\u4e07\ud83d\ude00\/\t""#).unwrap();
        assert_eq!(json.as_text(), Some("万😀/\t"));
    }
}
