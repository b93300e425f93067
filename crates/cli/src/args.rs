//! The command line: which command, with which options. Nothing is read or done here.

mod given;
mod pack;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::Parser;
use tradeaid_engine::Date;

use crate::texts::Language;
use given::Given;
pub(crate) use pack::{Exchange, PackTask, Signing};

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
    Explore(Search),
    Explain(Ask),
    Batch(Filed),
    Handout(Filed),
    /// With the values of these overlays
    Pack(PackTask, PathBuf, Vec<PathBuf>),
    /// This pack, the one it became, and whether as JSON
    PackDiff(PathBuf, PathBuf, bool),
    /// Into this folder, or to standard output
    PackSchema(Option<PathBuf>),
    PackSign(Signing),
    /// Into this file, or to standard output
    PackDmn(Exchange, Option<PathBuf>),
}

/// By which rules is answered
#[derive(Debug)]
pub(crate) struct Rules {
    /// The packs; without one, the one that is carried
    pub(crate) packs: Vec<PathBuf>,
    /// The values that are added to them
    pub(crate) overlays: Vec<PathBuf>,
}

/// How an assessment is wanted
#[derive(Debug)]
pub(crate) struct Wish {
    /// The case's file; `-` is standard input
    pub(crate) case: PathBuf,
    pub(crate) rules: Rules,
    pub(crate) json: bool,
    pub(crate) trace: bool,
    pub(crate) questions: usize,
    pub(crate) as_of: Option<Date>,
}

/// What is to be explained
#[derive(Debug)]
pub(crate) struct Ask {
    /// The case's file; `-` is standard input
    pub(crate) case: PathBuf,
    pub(crate) rules: Rules,
    pub(crate) as_of: Option<Date>,
    pub(crate) json: bool,
    /// Only of this measure
    pub(crate) measure: Option<String>,
    /// Only of this item
    pub(crate) item: Option<String>,
}

/// What is looked for beyond one answer
#[derive(Debug)]
pub(crate) struct Search {
    /// The case's file; `-` is standard input
    pub(crate) case: PathBuf,
    pub(crate) rules: Rules,
    pub(crate) as_of: Option<Date>,
    pub(crate) goal: Goal,
}

/// Whether a curve or a change is looked for
#[derive(Debug)]
pub(crate) enum Goal {
    /// Along this input, of this item
    Curve(String, Option<String>),
    /// So that this measure applies
    Change(String),
}

/// What is read from one file and written into another
#[derive(Debug)]
pub(crate) struct Filed {
    /// The file of the case or of the table of cases; `-` is standard input
    pub(crate) source: PathBuf,
    pub(crate) rules: Rules,
    pub(crate) as_of: Option<Date>,
    /// Into this file, or to standard output
    pub(crate) out: Option<PathBuf>,
}

/// Why a command line was not understood: the key of a sentence, and the word it is about
#[derive(Debug)]
pub(crate) struct Misuse {
    pub(crate) language: Language,
    pub(crate) key: &'static str,
    pub(crate) word: String,
}

type Wrong = (&'static str, String);

/// Reads a command line
pub(crate) fn read(mut parser: Parser) -> Result<Request, Misuse> {
    let mut given = Given::default();
    let command = given.gather(&mut parser).and_then(|()| decide(&mut given));
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

fn decide(given: &mut Given) -> Result<Command, Wrong> {
    if given.has("help") {
        return Ok(Command::Help);
    }
    if given.has("version") {
        return Ok(Command::Version);
    }
    let command = given.next_word("usage.no_command")?;
    let task = match command.to_str() {
        Some("assess" | "explain" | "what-if" | "nearest" | "batch" | "handout") => {
            about_cases(given, &command)?
        }
        Some("types") => {
            given.only(&[])?;
            Command::Types
        }
        Some("pack") => pack::command(given)?,
        _ => return Err(("usage.unknown_command", shown(&command))),
    };
    match given.words.first() {
        Some(word) => Err(("usage.extra_word", shown(word))),
        None => Ok(task),
    }
}

/// A command that answers cases
fn about_cases(given: &mut Given, command: &OsStr) -> Result<Command, Wrong> {
    Ok(match command.to_str() {
        Some("assess") => {
            given.only(&["json", "trace", "pack", "overlay", "questions", "as-of"])?;
            Command::Assess(Wish {
                case: given.next_word("usage.no_case")?.into(),
                rules: given.rules(),
                json: given.has("json"),
                trace: given.has("trace"),
                questions: given.questions.unwrap_or(1),
                as_of: given.as_of,
            })
        }
        Some("explain") => {
            given.only(&["json", "pack", "overlay", "as-of", "item"])?;
            let case = given.next_word("usage.no_case")?.into();
            let is_all = given.words.is_empty();
            let measure = (!is_all).then(|| given.words.remove(0));
            Command::Explain(Ask {
                case,
                rules: given.rules(),
                as_of: given.as_of,
                json: given.has("json"),
                measure: measure.as_deref().map(shown),
                item: given.item.take(),
            })
        }
        Some("what-if") => {
            given.only(&["pack", "overlay", "as-of", "item"])?;
            let case = given.next_word("usage.no_case")?;
            let input = shown(&given.next_word("usage.no_input")?);
            let goal = Goal::Curve(input, given.item.take());
            Command::Explore(search(given, case, goal))
        }
        Some("nearest") => {
            given.only(&["pack", "overlay", "as-of"])?;
            let case = given.next_word("usage.no_case")?;
            let measure = shown(&given.next_word("usage.no_measure")?);
            Command::Explore(search(given, case, Goal::Change(measure)))
        }
        Some("handout") => {
            given.only(&["pack", "overlay", "as-of", "out"])?;
            let source = given.next_word("usage.no_case")?;
            if given.out.is_none() {
                return Err(("usage.no_file", String::new()));
            }
            Command::Handout(filed(given, source))
        }
        _ => {
            given.only(&["pack", "overlay", "as-of", "out"])?;
            let source = given.next_word("usage.no_cases")?;
            Command::Batch(filed(given, source))
        }
    })
}

fn shown(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}

fn filed(given: &mut Given, source: OsString) -> Filed {
    Filed {
        source: source.into(),
        rules: given.rules(),
        as_of: given.as_of,
        out: given.out.take(),
    }
}

fn search(given: &mut Given, case: OsString, goal: Goal) -> Search {
    Search {
        case: case.into(),
        rules: given.rules(),
        as_of: given.as_of,
        goal,
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
        let words = [
            "--lang=en",
            "assess",
            "--json",
            "c.json",
            "--as-of",
            "2025-06-30",
            "--questions",
            "3",
        ];
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
            (&["explain"], "usage.no_case"),
            (&["explain", "a", "b", "c"], "usage.extra_word"),
            (&["explain", "a", "--trace"], "usage.stray_option"),
            (&["what-if", "a"], "usage.no_input"),
            (&["nearest", "a", "--item", "x"], "usage.stray_option"),
            (&["nearest", "a"], "usage.no_measure"),
            (&["batch"], "usage.no_cases"),
            (&["pack", "bake", "d"], "usage.unknown_task"),
            (&["pack", "build", "d"], "usage.no_out"),
            (&["pack", "check"], "usage.no_folder"),
            (&["pack", "diff", "a"], "usage.no_other"),
            (&["pack", "diff", "a", "b", "c"], "usage.extra_word"),
            (&["pack", "schema", "d"], "usage.extra_word"),
            (&["pack", "dmn", "d"], "usage.no_table"),
            (&["pack", "key"], "usage.no_file"),
            (&["pack", "sign"], "usage.no_built"),
            (&["pack", "sign", "f"], "usage.no_key"),
            (&["pack", "verify", "f", "-o", "g"], "usage.stray_option"),
            (&["pack", "dmn", "d", "--import", "f"], "usage.extra_word"),
        ] {
            assert_eq!(complaint(words), key, "{words:?}");
        }
    }

    #[test]
    fn a_complaint_comes_in_the_language_asked_for() {
        let misuse = line(&["--lang", "en", "frob"]).unwrap_err();
        assert_eq!(
            (misuse.language, misuse.word.as_str()),
            (Language::En, "frob")
        );
    }
}
