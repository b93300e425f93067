//! Written values as a plain tree with positions, and the same as JSON. Knows neither YAML nor packs.

use crate::source::Span;

/// A value with the place it is written at
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The value
    pub data: Data,
    /// Where it is written; of a map or list, where it starts
    pub span: Span,
    // How far the text starts behind `span`; none if the text is not written there letter by letter.
    pub(crate) verbatim: Option<u32>,
}

/// What a tree holds
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// Nothing
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A plain decimal, as it is written
    Number(String),
    /// A text
    Text(String),
    /// A list
    List(Vec<Tree>),
    /// A map, in the order it is written
    Map(Vec<Entry>),
}

/// One entry of a map
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key
    pub key: String,
    /// Where the key is written
    pub span: Span,
    /// The value
    pub value: Tree,
}

impl Tree {
    /// A tree that is written nowhere
    #[must_use]
    pub fn new(data: Data) -> Self {
        Self {
            data,
            span: Span::default(),
            verbatim: None,
        }
    }

    /// A text that is written letter by letter at a place
    pub(crate) fn text_at(text: &str, span: Span) -> Self {
        Self {
            data: Data::Text(text.to_owned()),
            span,
            verbatim: Some(0),
        }
    }

    /// The value of a key, if this is a map that has it
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// The items of a list; none of anything else
    pub(crate) fn items(&self) -> &[Self] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a map; none of anything else
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a text or number
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) | Data::Number(text) => Some(text),
            Data::Bool(true) => Some("true"),
            Data::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// The place of some characters of this text
    pub(crate) fn part(&self, offset: u32, length: u32) -> Span {
        self.verbatim.map_or(self.span, |start| {
            self.span.part(start.saturating_add(offset), length)
        })
    }

    /// The tree as JSON
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match &self.data {
            Data::Null => out.push_str("null"),
            Data::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Data::Number(digits) => out.push_str(digits),
            Data::Text(text) => write_text(text, out),
            Data::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write_json(out);
                }
                out.push(']');
            }
            Data::Map(entries) => {
                out.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_text(&entry.key, out);
                    out.push(':');
                    entry.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                out.push_str("\\u00");
                let digit = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push(digit(u32::from(c) / 16));
                out.push(digit(u32::from(c) % 16));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
