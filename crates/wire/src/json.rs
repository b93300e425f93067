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
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        if reader.at < text.len() {
            return Err(JsonFault::Syntax(reader.at));
        }
        Ok(value)
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault<T>(&self) -> Result<T, JsonFault> {
        Err(JsonFault::Syntax(self.at))
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

    fn value(&mut self, depth: usize) -> Result<Json<'a>, JsonFault> {
        self.space();
        if depth > MAX_DEPTH {
            return Err(JsonFault::TooDeep(self.at));
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => JsonValue::Text(self.string()?),
            Some(b't') => self.word("true", JsonValue::Bool(true))?,
            Some(b'f') => self.word("false", JsonValue::Bool(false))?,
            Some(b'n') => self.word("null", JsonValue::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return self.fault(),
        };
        Ok(Json {
            start,
            end: self.at,
            value,
        })
    }

    fn word(&mut self, word: &str, value: JsonValue<'a>) -> Result<JsonValue<'a>, JsonFault> {
        let rest = self.text.get(self.at..).unwrap_or("");
        if !rest.starts_with(word) {
            return self.fault();
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<JsonValue<'a>, JsonFault> {
        self.at += 1;
        let mut list = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(JsonValue::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.space();
            if self.take(b']') {
                return Ok(JsonValue::List(list));
            }
            if !self.take(b',') {
                return self.fault();
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<JsonValue<'a>, JsonFault> {
        self.at += 1;
        let mut entries = Vec::new();
        self.space();
        if self.take(b'}') {
            return Ok(JsonValue::Map(entries));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return self.fault();
            }
            let key = self.string()?;
            self.space();
            if !self.take(b':') {
                return self.fault();
            }
            entries.push((key, self.value(depth + 1)?));
            self.space();
            if self.take(b'}') {
                return Ok(JsonValue::Map(entries));
            }
            if !self.take(b',') {
                return self.fault();
            }
        }
    }

    fn number(&mut self) -> Result<JsonValue<'a>, JsonFault> {
        let start = self.at;
        self.take(b'-');
        if self.take(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return self.fault();
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
        Ok(JsonValue::Number(
            self.text.get(start..self.at).unwrap_or(""),
        ))
    }

    fn digits(&mut self) -> Result<(), JsonFault> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fault();
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonFault> {
        self.at += 1;
        let mut owned: Option<String> = None;
        let mut from = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let tail = self.text.get(from..self.at).unwrap_or("");
                    self.at += 1;
                    return Ok(match owned {
                        Some(mut text) => {
                            text.push_str(tail);
                            Cow::Owned(text)
                        }
                        None => Cow::Borrowed(tail),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_with(String::new);
                    text.push_str(self.text.get(from..self.at).unwrap_or(""));
                    self.at += 1;
                    let escaped = self.escape()?;
                    owned.get_or_insert_with(String::new).push(escaped);
                    from = self.at;
                }
                Some(0..=31) | None => return self.fault(),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let byte = self.peek();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => {
                self.at -= 1;
                return self.fault();
            }
        })
    }

    fn unicode(&mut self) -> Result<char, JsonFault> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            if !(self.take(b'\\') && self.take(b'u')) {
                return self.fault();
            }
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return self.fault();
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or(JsonFault::Syntax(self.at))
    }

    fn hex(&mut self) -> Result<u32, JsonFault> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or("");
        let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if !plain {
            return self.fault();
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| JsonFault::Syntax(self.at))
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
