//! Says why an input was refused: as sentences for a person, or as JSON for a program.

use std::path::Path;

use tradeaid_handout::problem_in_words;
use tradeaid_wire::json::Writer;
use tradeaid_wire::{Calculator, Problem, ProblemCode, write_problems};

use crate::input::Unreadable;
use crate::output::{self, Outcome};
use crate::position;
use crate::texts::Texts;

/// What was refused, and why
pub(crate) enum Refusal {
    /// A file that the system does not give
    File { file: String, why: String },
    /// A case with problems
    Case(BadCase),
    /// A pack that cannot be used: the whole complaint
    Pack(String),
    /// Values that cannot be added to a pack: the whole complaint
    Overlay(String),
}

/// A case with problems
pub(crate) struct BadCase {
    file: String,
    text: String,
    problems: Vec<Problem>,
    /// What the pack says of contradictions, by problem
    said: Vec<Option<String>>,
}

impl Refusal {
    /// A file that could not be read as text
    pub(crate) fn file(path: &Path, why: Unreadable) -> Self {
        let file = path.to_string_lossy().into_owned();
        let (text, problem) = match why {
            Unreadable::System(error) => {
                let why = error.to_string();
                return Self::File { file, why };
            }
            Unreadable::TooLarge => (
                String::new(),
                Problem::new("", ProblemCode::TooLarge, "", "4 MiB"),
            ),
            Unreadable::NotUtf8(good) => {
                let problem = Problem::new("", ProblemCode::NotJson, "", "UTF-8").at(good.len());
                (good, problem)
            }
        };
        Self::Case(BadCase {
            file,
            text,
            problems: vec![problem],
            said: vec![None],
        })
    }

    /// A case that a calculator refused
    pub(crate) fn case(
        path: &Path,
        text: &str,
        mut problems: Vec<Problem>,
        calculator: &Calculator,
        texts: &Texts,
    ) -> Self {
        for problem in problems.iter_mut().filter(|problem| problem.at.is_none()) {
            let byte = position::byte_of_path(text, &problem.path);
            problem.at = byte.and_then(|byte| i32::try_from(byte).ok());
        }
        problems.sort_by_key(|problem| problem.at);
        let said = problems
            .iter()
            .map(|problem| {
                let key = problem.text_key.as_deref()?;
                let text = calculator.text(texts.language().tag(), key);
                text.map(str::to_owned)
            })
            .collect();
        Self::Case(BadCase {
            file: path.to_string_lossy().into_owned(),
            text: text.to_owned(),
            problems,
            said,
        })
    }

    /// Tells it
    pub(crate) fn report(&self, json: bool, texts: &Texts) -> Outcome {
        if json {
            let text = ["{\"problems\":", &self.json(), "}"].concat();
            output::print(&text);
        } else {
            output::complain(&self.sentences(texts));
        }
        Outcome::Refused
    }

    fn json(&self) -> String {
        let (code, found) = match self {
            Self::Case(case) => return write_problems(&case.problems),
            Self::File { file, why } => ("unreadable", [file, ": ", why].concat()),
            Self::Pack(complaint) => ("pack_refused", complaint.clone()),
            Self::Overlay(complaint) => ("overlay_refused", complaint.clone()),
        };
        let mut writer = Writer::new();
        writer.list(|writer| {
            writer.map(|writer| {
                writer.text_entry("path", "");
                writer.text_entry("code", code);
                writer.text_entry("found", &found);
                writer.text_entry("allowed", "");
            });
        });
        writer.finish()
    }

    /// The whole complaint, for a person
    pub(crate) fn sentences(&self, texts: &Texts) -> String {
        match self {
            Self::File { file, why } => texts.say("refused.file", &[("file", file), ("why", why)]),
            Self::Pack(complaint) => [texts.get("refused.pack"), "\n", complaint].concat(),
            Self::Overlay(complaint) => [texts.get("refused.overlay"), "\n", complaint].concat(),
            Self::Case(case) => {
                let count = case.problems.len().to_string();
                let mut lines = vec![texts.say("refused.case", &[("count", &count)])];
                for (problem, said) in case.problems.iter().zip(&case.said) {
                    lines.push(case.place(problem));
                    lines.push(["  ", &problem_in_words(problem, said.as_deref(), texts)].concat());
                }
                lines.join("\n")
            }
        }
    }
}

impl BadCase {
    fn place(&self, problem: &Problem) -> String {
        let mut place = self.file.clone();
        if let Some(byte) = problem.at.and_then(|at| usize::try_from(at).ok()) {
            let at = position::of_byte(&self.text, byte);
            for number in [at.line, at.column] {
                place.push(':');
                place.push_str(&number.to_string());
            }
        }
        if !problem.path.is_empty() {
            place.push_str("  ");
            place.push_str(&problem.path);
        }
        place
    }
}
