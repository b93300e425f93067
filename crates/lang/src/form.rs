//! What a map of the language may hold: its keys, which of them it needs, and what stands behind each. The
//! definitions themselves are in `forms`; the readers and the schema both go by them.

use std::borrow::Cow;

/// A map whose keys are known
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// What the map describes: the key of its name in the texts
    pub(crate) what: &'static str,
    pub(crate) keys: Cow<'static, [Key]>,
    /// Keys of which at least one must be there; none if there is no such choice
    pub(crate) some_of: &'static [&'static str],
    /// A key, a word behind it, and the key that is needed with that word
    pub(crate) needed_if: Option<[&'static str; 3]>,
}

/// A key of a map
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What stands behind it
    pub(crate) sort: Sort,
    /// Whether the map must have it
    pub(crate) needed: bool,
    /// What it says, for an author
    pub(crate) about: &'static str,
}

/// What can stand in a place
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sort {
    /// Anything
    Any,
    /// A single value, written as a text, a number, or true or false
    Word,
    /// A text for people
    Text,
    /// A day such as 2025-12-31
    Day,
    /// A plain decimal
    Number,
    /// true or false
    Flag,
    /// One of a few words
    OneOf(fn() -> Vec<&'static str>),
    /// A condition with the provision and the sentence it is explained by
    Condition,
    /// The same under a name of its own
    SharedCondition,
    /// A condition that is explained to nobody
    PlainCondition,
    /// A declaration of an input, with more keys than its type has
    Declaration(&'static [Key]),
    /// A list of at least so many
    List(&'static Sort, usize),
    /// A map whose keys are known
    Map(&'static Form),
    /// One or the other
    Either(&'static Sort, &'static Sort),
    /// A map whose keys the author chose
    Named(&'static Names),
}

/// A map whose keys the author chose
#[derive(Debug)]
pub(crate) struct Names {
    /// What the keys look like, as a regular expression
    pub(crate) pattern: &'static str,
    /// What stands behind each
    pub(crate) sort: Sort,
    /// Keys that are known, beside those
    pub(crate) beside: &'static [Key],
}

impl Form {
    /// A map of these keys
    pub(crate) const fn new(what: &'static str, keys: &'static [Key]) -> Self {
        Self {
            what,
            keys: Cow::Borrowed(keys),
            some_of: &[],
            needed_if: None,
        }
    }

    /// A map of keys that are put together while reading
    pub(crate) fn made(what: &'static str, keys: Vec<Key>) -> Self {
        Self {
            what,
            keys: Cow::Owned(keys),
            some_of: &[],
            needed_if: None,
        }
    }

    /// The same, of whose keys some must be there
    pub(crate) const fn with_some_of(mut self, keys: &'static [&'static str]) -> Self {
        self.some_of = keys;
        self
    }

    /// The same, which needs a key where another has a certain word behind it
    pub(crate) const fn with_needed_if(mut self, rule: [&'static str; 3]) -> Self {
        self.needed_if = Some(rule);
        self
    }

    /// The same with more keys
    pub(crate) fn with(&self, more: &[Key]) -> Self {
        Self {
            what: self.what,
            keys: [&self.keys, more].concat().into(),
            some_of: self.some_of,
            needed_if: self.needed_if,
        }
    }

    /// The names of the keys
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

impl Key {
    /// A key that may be left out
    pub(crate) const fn new(name: &'static str, sort: Sort, about: &'static str) -> Self {
        Self {
            name,
            sort,
            needed: false,
            about,
        }
    }

    /// The same, but the map must have it
    pub(crate) const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }
}

/// The words of a list of words with their meanings
pub(crate) fn words<T>(known: &[(&'static str, T)]) -> Vec<&'static str> {
    known.iter().map(|(word, _)| *word).collect()
}
