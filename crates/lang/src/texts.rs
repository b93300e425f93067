//! Text catalogues: one flat map of keys a language, complete and without leftovers.

use tradeaid_engine::Catalogue;

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::fields::entries;
use crate::folder::Folder;
use crate::header::languages;
use crate::nearest::suggest;
use crate::said::{quoted, say};
use crate::source::Span;
use crate::tree::{Data, Entry};

/// Families of keys that hosts may use beside what the pack itself needs
const FREE: [&str; 5] = ["pack.", "ui.", "unit.", "currency.", "warning."];

impl Compiler<'_> {
    /// The catalogues in the pack's languages, the default first
    pub(crate) fn catalogues(&mut self, folder: &Folder) -> Vec<Catalogue> {
        let languages = languages(&folder.pack, &mut self.report);
        let mut found = Vec::new();
        for (language, span) in &languages {
            let Some((_, tree)) = folder.texts.iter().find(|(known, _)| known == language) else {
                let help = say!("mend.add_texts", language = language);
                self.report.add(
                    Code::MissingText,
                    *span,
                    say!("wrong.no_texts", language = language),
                    help,
                );
                continue;
            };
            let written = entries(tree, &say!("part.catalogue"), &mut self.report);
            found.push(self.catalogue(language, written));
        }
        for (language, tree) in &folder.texts {
            if !languages.is_empty() && !languages.iter().any(|(known, _)| known == language) {
                let message = say!("wrong.language_unlisted", language = language);
                self.report.add(
                    Code::Unused,
                    tree.span,
                    message,
                    say!("mend.language_unlisted"),
                );
            }
        }
        found
    }

    fn catalogue(&mut self, language: &str, written: &[Entry]) -> Catalogue {
        let mut texts: Vec<(String, String)> = Vec::new();
        for entry in written {
            match &entry.value.data {
                Data::Text(text) | Data::Number(text) if !text.trim().is_empty() => {
                    texts.push((entry.key.clone(), text.trim_end().to_owned()));
                }
                _ => {
                    let help = say!("mend.text_behind");
                    self.report.add(
                        Code::Form,
                        entry.value.span,
                        say!("wrong.no_text", key = entry.key),
                        help,
                    );
                }
            }
        }
        texts.sort();
        self.report_missing(language, written);
        Catalogue {
            language: language.to_owned(),
            texts,
        }
    }

    /// One message for each thing that lacks texts, with all the keys it lacks
    fn report_missing(&mut self, language: &str, written: &[Entry]) {
        let mut missing: Vec<(Span, Vec<&str>)> = Vec::new();
        let mut known: Vec<&str> = written.iter().map(|entry| entry.key.as_str()).collect();
        known.sort_unstable();
        for (key, span) in &self.wanted {
            if known.binary_search(&key.as_str()).is_ok() {
                continue;
            }
            if missing.iter().any(|(_, keys)| keys.contains(&key.as_str())) {
                continue;
            }
            match missing.iter_mut().find(|(place, _)| place == span) {
                Some((_, keys)) => keys.push(key),
                None => missing.push((*span, vec![key])),
            }
        }
        for (span, keys) in missing {
            let message = say!("wrong.texts_lack", language = language, keys = quoted(keys));
            self.report
                .add(Code::MissingText, span, message, say!("mend.write_text"));
        }
    }

    /// Texts that nothing needs
    pub(crate) fn unused_texts(&mut self, folder: &Folder) {
        let mut known: Vec<&str> = self.wanted.iter().map(|(key, _)| key.as_str()).collect();
        known.sort_unstable();
        known.dedup();
        for (_, tree) in &folder.texts {
            for entry in tree.entries() {
                let key = entry.key.as_str();
                let is_free = FREE.iter().any(|family| key.starts_with(family));
                if is_free || known.binary_search(&key).is_ok() || is_optional(key, &known) {
                    continue;
                }
                let help = suggest(key, known.iter().copied(), say!("mend.unused_text"));
                self.report.add(
                    Code::Unused,
                    entry.span,
                    say!("wrong.unused_text", key = key),
                    help,
                );
            }
        }
    }
}

/// Whether a text may be there or not: the hint of an input, or how one speaks of having items of a kind
fn is_optional(key: &str, known: &[&str]) -> bool {
    let beside = |other: String| known.binary_search(&other.as_str()).is_ok();
    if let Some(kind) = key.strip_prefix("goal.") {
        return beside(format!("kind.{kind}"));
    }
    let input = key.strip_suffix(".hint");
    input.is_some_and(|input| input.starts_with("input.") && beside(format!("{input}.label")))
}
