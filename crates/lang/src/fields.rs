//! Reading a map whose keys are known: every other key is reported, and so is every missing one.

use crate::diagnostic::{Code, Report};
use crate::form::Form;
use crate::nearest::suggest;
use crate::said::{Said, say};
use crate::source::Span;
use crate::tree::{Data, Entry, Tree};

/// The entries of a map that has been checked against the keys it may have
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a> {
    entries: &'a [Entry],
    /// Where the thing that the map describes is named
    pub(crate) span: Span,
    what: &'static str,
}

impl<'a> Fields<'a> {
    /// Reads a map of this form; `span` is where the thing it describes is named
    pub(crate) fn read(
        tree: &'a Tree,
        span: Span,
        form: &Form,
        report: &mut Report,
    ) -> Option<Self> {
        let (what, keys) = (Said::new(form.what), form.names());
        let entries = match &tree.data {
            Data::Map(entries) => entries.as_slice(),
            Data::Null => &[],
            _ => {
                let help = say!("mend.as_map", what = what, keys = keys);
                report.add(
                    Code::Form,
                    tree.span,
                    say!("wrong.not_a_map", what = what),
                    help,
                );
                return None;
            }
        };
        for entry in entries
            .iter()
            .filter(|entry| !keys.contains(&entry.key.as_str()))
        {
            let message = say!("wrong.unknown_key", what = what, key = entry.key);
            let otherwise = say!("mend.its_keys", keys = keys);
            report.add(
                Code::UnknownKey,
                entry.span,
                message,
                suggest(&entry.key, keys.iter().copied(), otherwise),
            );
        }
        Some(Self {
            entries,
            span,
            what: form.what,
        })
    }

    /// The value of a key, if it is written
    pub(crate) fn get(&self, key: &str) -> Option<&'a Tree> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key, if it is written
    pub(crate) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key that must be there
    pub(crate) fn need(&self, key: &'static str, report: &mut Report) -> Option<&'a Tree> {
        let found = self.get(key);
        if found.is_none() {
            let message = say!("wrong.missing_key", what = Said::new(self.what), key = key);
            report.add(
                Code::MissingKey,
                self.span,
                message,
                say!("mend.add_key", key = key),
            );
        }
        found
    }

    /// The word of a key that must be there
    pub(crate) fn need_word(&self, key: &'static str, report: &mut Report) -> Option<&'a str> {
        let tree = self.need(key, report)?;
        word(tree, report)
    }

    /// The word of a key, if it is written
    pub(crate) fn word(&self, key: &str, report: &mut Report) -> Option<&'a str> {
        word(self.get(key)?, report)
    }

    /// A yes or no, which is no when it is not written
    pub(crate) fn flag(&self, key: &str, report: &mut Report) -> bool {
        self.flag_or(key, false, report)
    }

    /// A yes or no
    pub(crate) fn flag_or(&self, key: &str, otherwise: bool, report: &mut Report) -> bool {
        match self.get(key).map(|tree| (&tree.data, tree.span)) {
            None => otherwise,
            Some((Data::Bool(value), _)) => *value,
            Some((_, span)) => {
                report.add(
                    Code::Form,
                    span,
                    say!("wrong.not_true_false", key = key),
                    say!("mend.true_or_out"),
                );
                otherwise
            }
        }
    }

    /// One of a few words that must be there
    pub(crate) fn need_one_of<T: Copy>(
        &self,
        key: &'static str,
        known: &[(&'static str, T)],
        report: &mut Report,
    ) -> Option<T> {
        let tree = self.need(key, report)?;
        one_of(tree, key, known, report)
    }
}

/// A scalar's text
pub(crate) fn word<'a>(tree: &'a Tree, report: &mut Report) -> Option<&'a str> {
    let word = tree.word();
    if word.is_none() {
        report.add(
            Code::Form,
            tree.span,
            say!("wrong.one_word"),
            say!("mend.one_value"),
        );
    }
    word
}

/// One of a few words
pub(crate) fn one_of<T: Copy>(
    tree: &Tree,
    key: &str,
    known: &[(&'static str, T)],
    report: &mut Report,
) -> Option<T> {
    let written = word(tree, report)?;
    let found = known
        .iter()
        .find(|(name, _)| *name == written)
        .map(|(_, value)| *value);
    if found.is_none() {
        let names = known.iter().map(|(name, _)| *name);
        report.add(
            Code::Form,
            tree.span,
            say!("wrong.not_known", written = written, key = key),
            suggest(written, names, say!("mend.see_reference")),
        );
    }
    found
}

/// The items of a list
pub(crate) fn list<'a>(tree: &'a Tree, what: &Said, report: &mut Report) -> &'a [Tree] {
    if let Data::List(items) = &tree.data {
        return items;
    }
    report.add(
        Code::Form,
        tree.span,
        say!("wrong.not_a_list", what = what),
        say!("mend.as_list"),
    );
    &[]
}

/// The entries of a map whose keys are names the author chose
pub(crate) fn entries<'a>(tree: &'a Tree, what: &Said, report: &mut Report) -> &'a [Entry] {
    match &tree.data {
        Data::Map(entries) => entries,
        Data::Null => &[],
        _ => {
            report.add(
                Code::Form,
                tree.span,
                say!("wrong.not_a_map", what = what),
                say!("mend.as_names"),
            );
            &[]
        }
    }
}

/// Whether a name the author chose is one: letters a to z, digits and underscores
pub(crate) fn check_name(name: &str, span: Span, report: &mut Report) -> bool {
    let fits = is_name(name);
    if !fits {
        report.add(
            Code::Form,
            span,
            say!("wrong.no_name", name = name),
            say!("mend.name"),
        );
    }
    fits
}

/// Whether a text is made of what names are made of
pub(crate) fn is_name(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !text.is_empty() && text.bytes().all(fits)
}
