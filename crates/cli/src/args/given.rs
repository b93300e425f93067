//! Takes in the words and options of a command line, whatever command they turn out to belong to.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Error, Parser};
use tradeaid_engine::Date;

use super::{Rules, Wrong};
use crate::texts::Language;

const OPTIONS: [&str; 15] = [
    "help",
    "version",
    "lang",
    "json",
    "trace",
    "pack",
    "overlay",
    "questions",
    "as-of",
    "out",
    "require-coverage",
    "source",
    "import",
    "item",
    "key",
];
const VALUED: [&str; 10] = [
    "lang",
    "pack",
    "overlay",
    "questions",
    "as-of",
    "out",
    "source",
    "import",
    "item",
    "key",
];
/// Options that go with every command
const GENERAL: [&str; 3] = ["help", "version", "lang"];
/// More questions than anyone asks
const MAX_QUESTIONS: usize = 1000;

/// Everything on the command line, before it is held against the command
#[derive(Default)]
pub(super) struct Given {
    pub(super) words: Vec<OsString>,
    /// The options that were written, for telling which do not belong
    written: Vec<&'static str>,
    pub(super) language: Language,
    packs: Vec<PathBuf>,
    overlays: Vec<PathBuf>,
    pub(super) out: Option<PathBuf>,
    pub(super) source: Option<PathBuf>,
    pub(super) import: Option<PathBuf>,
    pub(super) item: Option<String>,
    pub(super) key: Option<PathBuf>,
    pub(super) questions: Option<usize>,
    pub(super) as_of: Option<Date>,
}

impl Given {
    /// Takes in the whole line
    pub(super) fn gather(&mut self, parser: &mut Parser) -> Result<(), Wrong> {
        while let Some(arg) = parser.next().map_err(unread)? {
            let option = match arg {
                Arg::Value(word) => {
                    self.words.push(word);
                    continue;
                }
                Arg::Long(name) => OPTIONS.iter().find(|known| **known == name).copied(),
                Arg::Short('h') => Some("help"),
                Arg::Short('V') => Some("version"),
                Arg::Short('o') => Some("out"),
                Arg::Short(_) => None,
            };
            let Some(option) = option else {
                return Err(unread(arg.unexpected()));
            };
            self.written.push(option);
            if !VALUED.contains(&option) {
                continue;
            }
            let value = parser.value().map_err(unread)?;
            self.take(option, value)?;
        }
        Ok(())
    }

    fn take(&mut self, option: &'static str, value: OsString) -> Result<(), Wrong> {
        let shown = || {
            let value = value.to_string_lossy();
            ("usage.bad_value", ["--", option, " ", &value].concat())
        };
        let word = value.to_str().unwrap_or("");
        match option {
            "lang" => self.language = Language::from_tag(word).ok_or_else(shown)?,
            "questions" => {
                let number = word.parse().ok().filter(|number| *number <= MAX_QUESTIONS);
                self.questions = Some(number.ok_or_else(shown)?);
            }
            "as-of" => {
                // A month alone reads as its first day elsewhere; here a day is meant.
                let date = Date::parse(word).filter(|_| word.len() == 10);
                self.as_of = Some(date.ok_or_else(shown)?);
            }
            "item" => self.item = Some(word.to_owned()),
            "pack" => self.packs.push(value.into()),
            "overlay" => self.overlays.push(value.into()),
            "source" => self.source = Some(value.into()),
            "key" => self.key = Some(value.into()),
            "import" => self.import = Some(value.into()),
            _ => self.out = Some(value.into()),
        }
        Ok(())
    }

    /// By which rules is answered
    pub(super) fn rules(&mut self) -> Rules {
        Rules {
            packs: std::mem::take(&mut self.packs),
            overlays: std::mem::take(&mut self.overlays),
        }
    }

    pub(super) fn has(&self, option: &str) -> bool {
        self.written.contains(&option)
    }

    pub(super) fn next_word(&mut self, otherwise: &'static str) -> Result<OsString, Wrong> {
        if self.words.is_empty() {
            return Err((otherwise, String::new()));
        }
        Ok(self.words.remove(0))
    }

    /// Refuses options that do not belong to the command.
    pub(super) fn only(&self, allowed: &[&str]) -> Result<(), Wrong> {
        let stray = self
            .written
            .iter()
            .find(|option| !allowed.contains(option) && !GENERAL.contains(option));
        match stray {
            Some(option) => Err(("usage.stray_option", ["--", option].concat())),
            None => Ok(()),
        }
    }
}

fn unread(error: Error) -> Wrong {
    match error {
        Error::MissingValue { option } => ("usage.missing_value", option.unwrap_or_default()),
        Error::UnexpectedOption(option) => ("usage.unknown_option", option),
        Error::UnexpectedValue { option, .. } => ("usage.unexpected_value", option),
        other => ("usage.unreadable", other.to_string()),
    }
}
