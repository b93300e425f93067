//! A small JSON reader that keeps positions, digits and duplicate keys, and the writer beside it.
//!
//! It exists because the engine needs numbers as written (never as binary floating point), the byte
//! where each value stands, every duplicate key, and hard limits; and because it runs inside wasm,
//! where a general reader costs more than the whole rule engine.

use std::borrow::Cow;

pub use writer::{Keys, Writer};

use self::reader::Reader;
use crate::text::count_of;

mod reader;
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
        Reader::new(text).whole()
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
        let digits = text.strip_prefix('-').unwrap_or(text);
        let number = i64::try_from(count_of(digits)?).ok()?;
        Some(if digits.len() < text.len() {
            -number
        } else {
            number
        })
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
