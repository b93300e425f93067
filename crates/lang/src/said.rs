//! What the compiler says, before it is put into words: the key of a text and the values in it. The words are in
//! `texts/<language>.json`, one flat map a language; none of them stands in code.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use crate::diagnostic::Report;

/// A language the compiler speaks
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese, as written in the mainland
    #[default]
    ZhCn,
    /// English
    En,
}

impl Language {
    /// The language of a BCP 47 tag
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "zh-CN" => Some(Self::ZhCn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The texts of the language by their keys
    fn texts(self) -> &'static BTreeMap<String, String> {
        static ZH_CN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
        static EN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
        let (kept, written) = match self {
            Self::ZhCn => (&ZH_CN, include_str!("../texts/zh-CN.json")),
            Self::En => (&EN, include_str!("../texts/en.json")),
        };
        kept.get_or_init(|| read(written))
    }
}

/// JSON is YAML too, which the compiler reads anyway.
fn read(written: &str) -> BTreeMap<String, String> {
    let tree = crate::yaml::parse(written, 0, &mut Report::default());
    let entries = tree.entries().iter();
    let texts = entries.filter_map(|entry| Some((entry.key.clone(), entry.value.word()?.into())));
    texts.collect()
}

/// A text of the catalogue with its values
///
/// Its plain form, as of [`fmt::Display`], is the English one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    key: &'static str,
    values: Vec<(&'static str, Part)>,
}

/// What stands in the place of a value
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Word(String),
    Said(Said),
    List(Vec<Part>),
}

impl Said {
    /// The text of a key
    pub(crate) const fn new(key: &'static str) -> Self {
        Self {
            key,
            values: Vec::new(),
        }
    }

    /// The same with a value
    pub(crate) fn with(mut self, name: &'static str, value: &(impl Sayable + ?Sized)) -> Self {
        self.values.push((name, value.part()));
        self
    }

    /// Its key in the catalogues
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The text in a language
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let text = language.texts().get(self.key);
        let mut rest = text.map_or(self.key, String::as_str);
        let mut words = String::new();
        while let Some((before, behind)) = rest.split_once('{') {
            words.push_str(before);
            let value = behind
                .split_once('}')
                .and_then(|(name, behind)| Some((self.value(name)?, behind)));
            // Other braces are those of the language that packs are written in.
            if let Some((value, behind)) = value {
                value.say(language, &mut words);
                rest = behind;
            } else {
                words.push('{');
                rest = behind;
            }
        }
        words.push_str(rest);
        words
    }

    fn value(&self, name: &str) -> Option<&Part> {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

impl Part {
    fn say(&self, language: Language, words: &mut String) {
        match self {
            Self::Word(word) => words.push_str(word),
            Self::Said(said) => words.push_str(&said.in_language(language)),
            Self::List(parts) => {
                let between = language.texts().get("list").map_or("", String::as_str);
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        words.push_str(between);
                    }
                    part.say(language, words);
                }
            }
        }
    }
}

/// What can stand in a text
pub(crate) trait Sayable {
    /// As a part of a text
    fn part(&self) -> Part;
}

impl Sayable for str {
    fn part(&self) -> Part {
        Part::Word(self.to_owned())
    }
}

impl Sayable for String {
    fn part(&self) -> Part {
        Part::Word(self.clone())
    }
}

impl Sayable for Said {
    fn part(&self) -> Part {
        Part::Said(self.clone())
    }
}

impl<T: Sayable> Sayable for Vec<T> {
    fn part(&self) -> Part {
        Part::List(self.iter().map(Sayable::part).collect())
    }
}

/// Nothing at all where there is nothing to say
impl<T: Sayable> Sayable for Option<T> {
    fn part(&self) -> Part {
        self.as_ref()
            .map_or_else(|| Part::Word(String::new()), Sayable::part)
    }
}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn part(&self) -> Part {
        (*self).part()
    }
}

macro_rules! as_written {
    ($($kind:ty),*) => {
        $(impl Sayable for $kind {
            fn part(&self) -> Part {
                Part::Word(self.to_string())
            }
        })*
    };
}

as_written!(u8, u32, usize, char, csv::Error, std::io::Error);

/// A text of the catalogue by its key, and the values in it by their names
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::said::Said::new($key)$(.with(stringify!($name), &$value))*
    };
}

pub(crate) use say;

/// Names in backticks, one after the other
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Said> {
    let names = names.into_iter();
    names.map(|name| say!("part.quoted", name = name)).collect()
}
