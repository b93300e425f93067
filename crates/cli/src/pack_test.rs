//! `tradeaid pack test`: runs the tests a pack's author wrote, and says which conditions they leave undecided.

mod compare;
mod coverage;

use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::test_file::{self, Test, TestFile};
use tradeaid_wire::Calculator;

use crate::input;
use crate::output::{self, Outcome};
use crate::pack;
use crate::refusal::Refusal;
use crate::texts::Texts;
use coverage::Coverage;

/// Runs the tests of a pack's folder
pub(crate) fn run(folder: &Path, require_coverage: bool, texts: &Texts) -> Outcome {
    let Some((_, calculator)) = pack::compiled(folder, texts) else {
        return Outcome::Refused;
    };
    let files = files(folder);
    if files.is_empty() {
        let shown = folder.to_string_lossy();
        output::complain(&texts.say("test.no_folder", &[("folder", &shown)]));
        return Outcome::Refused;
    }
    let mut run = Run {
        calculator: &calculator,
        texts,
        coverage: Coverage::of(calculator.engine().pack()),
        lines: Vec::new(),
        passed: 0,
        failed: 0,
    };
    for file in &files {
        run.file(folder, file);
    }
    let covered = run.finish();
    let outcome = output::print(&run.lines.join("\n"));
    if run.failed > 0 || (require_coverage && !covered) {
        return Outcome::Refused;
    }
    outcome
}

/// The files of tests, in the order of their names
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("tests"))
        .into_iter()
        .flatten()
        .flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

struct Run<'a> {
    calculator: &'a Calculator,
    texts: &'a Texts,
    coverage: Coverage,
    lines: Vec<String>,
    passed: usize,
    failed: usize,
}

impl Run<'_> {
    fn file(&mut self, folder: &Path, path: &Path) {
        let shown = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
        let parsed = match input::read(path) {
            Ok(text) => test_file::parse(&shown, &text).map_err(|problems| problems.to_string()),
            Err(why) => Err(Refusal::file(path, why).sentences(self.texts)),
        };
        match parsed {
            Ok(file) => file
                .tests
                .iter()
                .for_each(|test| self.test(&shown, &file, test)),
            Err(complaint) => {
                self.failed += 1;
                self.lines.push(complaint);
            }
        }
    }

    fn test(&mut self, path: &str, file: &TestFile, test: &Test) {
        let verdict = compare::run(self.calculator, self.texts, file.measure.as_deref(), test);
        if let Some(finding) = verdict.finding {
            self.coverage.note(&finding);
        }
        if verdict.complaints.is_empty() {
            self.passed += 1;
            return;
        }
        self.failed += 1;
        let place = [path, ":", &test.span.line.to_string()].concat();
        let why = verdict.complaints.join("; ");
        let fillings = [
            ("place", place.as_str()),
            ("name", &test.name),
            ("why", &why),
        ];
        self.lines.push(self.texts.say("test.failed", &fillings));
    }

    /// Adds the counts and what is not covered; whether everything is
    fn finish(&mut self) -> bool {
        let (passed, failed) = (self.passed.to_string(), self.failed.to_string());
        let counts = [("passed", passed.as_str()), ("failed", &failed)];
        self.lines.push(self.texts.say("test.counts", &counts));
        let missing = self.coverage.missing(self.calculator, self.texts);
        let (covered, all) = self.coverage.counts();
        let counts = [("covered", covered.to_string()), ("all", all.to_string())];
        let counts = counts
            .each_ref()
            .map(|(name, number)| (*name, number.as_str()));
        self.lines.push(self.texts.say("test.coverage", &counts));
        if !missing.is_empty() {
            self.lines
                .push(self.texts.get("test.uncovered.title").to_owned());
            self.lines.extend(missing);
        }
        covered == all
    }
}
