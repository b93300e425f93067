//! The command line: which command, with which options. Nothing is read or done here.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Error, Parser};
use tradeaid_engine::Date;

use crate::texts::Language;

/// What was asked for
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) language: Language,
    pub(crate) command: Command,
}

/// One of the things the command can do
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Types,
    Assess(Wish),
    Pack(PackTask, PathBuf),
}

/// What is done with a pack's folder
#[derive(Debug)]
pub(crate) enum PackTask {
    Check,
    /// Into this folder
    Build(PathBuf),
    Test {
        require_coverage: bool,
    },
}

/// How an assessment is wanted
#[derive(Debug)]
pub(crate) struct Wish {
    /// The case's file; `-` is standard input
    pub(crate) case: PathBuf,
    pub(crate) pack: Option<PathBuf>,
    pub(crate) json: bool,
    pub(crate) trace: bool,
    pub(crate) questions: usize,
    pub(crate) as_of: Option<Date>,
}

/// Why a command line was not understood: the key of a sentence, and the word it is about
#[derive(Debug)]
pub(crate) struct Misuse {
    pub(crate) language: Language,
    pub(crate) key: &'static str,
    pub(crate) word: String,
}

type Wrong = (&'static str, String);

/// Everything on the command line, before it is held against the command
#[derive(Default)]
struct Given {
    words: Vec<OsString>,
    /// The options that were written, for telling which do not belong
    written: Vec<&'static str>,
    language: Language,
    pack: Option<PathBuf>,
    out: Option<PathBuf>,
    questions: Option<usize>,
    as_of: Option<Date>,
}

/// Reads a command line
pub(crate) fn read(mut parser: Parser) -> Result<Request, Misuse> {
    let mut given = Given::default();
    let command = gather(&mut parser, &mut given).and_then(|()| decide(&mut given));
    let language = given.language;
    match command {
        Ok(command) => Ok(Request { language, command }),
        Err((key, word)) => Err(Misuse {
            language,
            key,
            word,
        }),
    }
}

fn gather(parser: &mut Parser, given: &mut Given) -> Result<(), Wrong> {
    while let Some(arg) = parser.next().map_err(unread)? {
        let option = match arg {
            Arg::Value(word) => {
                given.words.push(word);
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
        given.written.push(option);
        if !VALUED.contains(&option) {
            continue;
        }
        let value = parser.value().map_err(unread)?;
        take(given, option, value)?;
    }
    Ok(())
}

const OPTIONS: [&str; 10] = [
    "help", "version", "lang", "json", "trace", "pack", "questions", "as-of", "out", "require-coverage",
];
const VALUED: [&str; 5] = ["lang", "pack", "questions", "as-of", "out"];
/// Options that go with every command
const GENERAL: [&str; 3] = ["help", "version", "lang"];
/// More questions than anyone asks
const MAX_QUESTIONS: usize = 1000;

fn take(given: &mut Given, option: &'static str, value: OsString) -> Result<(), Wrong> {
    let shown = || {
        let value = value.to_string_lossy();
        ("usage.bad_value", ["--", option, " ", &value].concat())
    };
    let word = value.to_str().unwrap_or("");
    match option {
        "lang" => given.language = Language::from_tag(word).ok_or_else(shown)?,
        "questions" => {
            let number = word.parse().ok().filter(|number| *number <= MAX_QUESTIONS);
            given.questions = Some(number.ok_or_else(shown)?);
        }
        "as-of" => {
            // A month alone reads as its first day elsewhere; here a day is meant.
            let date = Date::parse(word).filter(|_| word.len() == 10);
            given.as_of = Some(date.ok_or_else(shown)?);
        }
        "pack" => given.pack = Some(value.into()),
        _ => given.out = Some(value.into()),
    }
    Ok(())
}

fn unread(error: Error) -> Wrong {
    match error {
        Error::MissingValue { option } => ("usage.missing_value", option.unwrap_or_default()),
        Error::UnexpectedOption(option) => ("usage.unknown_option", option),
        Error::UnexpectedValue { option, .. } => ("usage.unexpected_value", option),
        other => ("usage.unreadable", other.to_string()),
    }
}

fn decide(given: &mut Given) -> Result<Command, Wrong> {
    if given.has("help") {
        return Ok(Command::Help);
    }
    if given.has("version") {
        return Ok(Command::Version);
    }
    let command = given.next_word("usage.no_command")?;
    let task = match command.to_str() {
        Some("assess") => {
            given.only(&["json", "trace", "pack", "questions", "as-of"])?;
            Command::Assess(Wish {
                case: given.next_word("usage.no_case")?.into(),
                pack: given.pack.take(),
                json: given.has("json"),
                trace: given.has("trace"),
                questions: given.questions.unwrap_or(1),
                as_of: given.as_of,
            })
        }
        Some("types") => {
            given.only(&[])?;
            Command::Types
        }
        Some("pack") => {
            let task = given.pack_task()?;
            Command::Pack(task, given.next_word("usage.no_folder")?.into())
        }
        _ => return Err(("usage.unknown_command", shown(&command))),
    };
    match given.words.first() {
        Some(word) => Err(("usage.extra_word", shown(word))),
        None => Ok(task),
    }
}

fn shown(word: &OsString) -> String {
    word.to_string_lossy().into_owned()
}

impl Given {
    fn has(&self, option: &str) -> bool {
        self.written.contains(&option)
    }

    fn next_word(&mut self, otherwise: &'static str) -> Result<OsString, Wrong> {
        if self.words.is_empty() {
            return Err((otherwise, String::new()));
        }
        Ok(self.words.remove(0))
    }

    fn pack_task(&mut self) -> Result<PackTask, Wrong> {
        let task = self.next_word("usage.no_task")?;
        match task.to_str() {
            Some("check") => {
                self.only(&[])?;
                Ok(PackTask::Check)
            }
            Some("build") => {
                self.only(&["out"])?;
                let out = self.out.take();
                Ok(PackTask::Build(
                    out.ok_or_else(|| ("usage.no_out", String::new()))?,
                ))
            }
            Some("test") => {
                self.only(&["require-coverage"])?;
                Ok(PackTask::Test {
                    require_coverage: self.has("require-coverage"),
                })
            }
            _ => Err(("usage.unknown_task", shown(&task))),
        }
    }

    /// Refuses options that do not belong to the command.
    fn only(&self, allowed: &[&str]) -> Result<(), Wrong> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[&str]) -> Result<Request, Misuse> {
        read(Parser::from_args(words))
    }

    fn complaint(words: &[&str]) -> &'static str {
        line(words).map_or_else(|misuse| misuse.key, |_| "understood")
    }

    #[test]
    fn an_assessment_is_understood_in_any_order() {
        let words = ["--lang=en", "assess", "--json", "c.json", "--as-of", "2025-06-30", "--questions", "3"];
        let request = line(&words).unwrap();
        assert_eq!(request.language, Language::En);
        let Command::Assess(wish) = request.command else {
            panic!("not an assessment");
        };
        assert!(wish.json && !wish.trace && wish.questions == 3 && wish.as_of.is_some());
        assert_eq!(wish.case, PathBuf::from("c.json"));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (words, key) in [
            (&[][..], "usage.no_command"),
            (&["asess"], "usage.unknown_command"),
            (&["assess"], "usage.no_case"),
            (&["assess", "a", "b"], "usage.extra_word"),
            (&["assess", "a", "--out", "x"], "usage.stray_option"),
            (&["assess", "a", "--as-of", "2025-06"], "usage.bad_value"),
            (&["assess", "a", "--questions", "-1"], "usage.bad_value"),
            (&["assess", "a", "--frob"], "usage.unknown_option"),
            (&["assess", "a", "--json=yes"], "usage.unexpected_value"),
            (&["assess", "a", "--pack"], "usage.missing_value"),
            (&["pack", "bake", "d"], "usage.unknown_task"),
            (&["pack", "build", "d"], "usage.no_out"),
            (&["pack", "check"], "usage.no_folder"),
        ] {
            assert_eq!(complaint(words), key, "{words:?}");
        }
    }

    #[test]
    fn a_complaint_comes_in_the_language_asked_for() {
        let misuse = line(&["--lang", "en", "frob"]).unwrap_err();
        assert_eq!((misuse.language, misuse.word.as_str()), (Language::En, "frob"));
    }
}
