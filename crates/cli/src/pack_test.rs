//! `tradeaid pack test`: runs the tests a pack's author wrote, and says which rules, conditions, table rows and
//! readings they leave out.

mod compare;
mod coverage;

use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::test_file::{self, Expected, TestFile};
use tradeaid_wire::Calculator;

use crate::input;
use crate::output::{self, Outcome};
use crate::pack;
use crate::refusal::Refusal;
use crate::texts::Texts;
use coverage::LookedAt;
pub(crate) use coverage::{Coverage, Part};

/// Runs the tests of a pack's folder
pub(crate) fn run(folder: &Path, require_coverage: bool, texts: &Texts) -> Outcome {
    let Some((_, calculator)) = pack::compiled(folder, &[], texts) else {
        return Outcome::Refused;
    };
    let results = results(folder, &calculator, texts);
    if results.files.is_empty() {
        let shown = folder.to_string_lossy();
        output::complain(&texts.say("test.no_folder", &[("folder", &shown)]));
        return Outcome::Refused;
    }
    let mut lines = results.failures(texts);
    lines.push(results.counts_in_words(texts));
    lines.extend(results.coverage.in_words(texts));
    let missing = results.coverage.missing(&calculator, texts);
    if !missing.is_empty() {
        lines.push(texts.get("test.uncovered.title").to_owned());
        lines.extend(missing);
    }
    let outcome = output::print(&lines.join("\n"));
    if results.counts().1 > 0 || (require_coverage && !results.coverage.is_whole()) {
        return Outcome::Refused;
    }
    outcome
}

/// What became of the tests of a folder
pub(crate) struct Results {
    /// The files, in the order of their names
    pub(crate) files: Vec<FileResult>,
    /// What they have seen of the pack
    pub(crate) coverage: Coverage,
}

/// What became of one file of tests
pub(crate) struct FileResult {
    /// Its path inside the folder
    pub(crate) path: String,
    /// The measure it is about
    pub(crate) measure: Option<String>,
    /// Its tests
    pub(crate) tests: Vec<TestResult>,
    /// Why it could not be read; then there are no tests
    pub(crate) fault: Option<String>,
}

/// What became of one test
pub(crate) struct TestResult {
    /// What it shows
    pub(crate) name: String,
    /// The line it starts on
    pub(crate) line: u32,
    /// What it expects
    pub(crate) expect: Expected,
    /// What is not as expected
    pub(crate) complaints: Vec<String>,
}

/// Runs every test of a folder
pub(crate) fn results(folder: &Path, calculator: &Calculator, texts: &Texts) -> Results {
    let mut coverage = Coverage::of(calculator.engine().pack());
    let files = files(folder)
        .iter()
        .map(|path| {
            let shown = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
            let mut result = FileResult {
                path: shown.into_owned(),
                measure: None,
                tests: Vec::new(),
                fault: None,
            };
            match parsed(path, &result.path, texts) {
                Ok(file) => {
                    result.tests = tests(&file, calculator, texts, &mut coverage);
                    result.measure = file.measure;
                }
                Err(complaint) => result.fault = Some(complaint),
            }
            result
        })
        .collect();
    Results { files, coverage }
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

fn parsed(path: &Path, shown: &str, texts: &Texts) -> Result<TestFile, String> {
    match input::read(path) {
        Ok(text) => {
            test_file::parse(shown, &text).map_err(|problems| pack::shown(&problems, texts))
        }
        Err(why) => Err(Refusal::file(path, why).sentences(texts)),
    }
}

fn tests(
    file: &TestFile,
    calculator: &Calculator,
    texts: &Texts,
    coverage: &mut Coverage,
) -> Vec<TestResult> {
    file.tests
        .iter()
        .map(|test| {
            let verdict = compare::run(calculator, texts, file.measure.as_deref(), test);
            if let Some(case) = &verdict.case {
                let looked_at = LookedAt {
                    case: &case.case,
                    finding: verdict.finding.as_ref(),
                    derived: &test.expect.derived,
                };
                coverage.note(calculator, &looked_at);
            }
            TestResult {
                name: test.name.clone(),
                line: test.span.line,
                expect: test.expect.clone(),
                complaints: verdict.complaints,
            }
        })
        .collect()
}

impl Results {
    /// How many tests passed, and how many tests and files failed
    pub(crate) fn counts(&self) -> (usize, usize) {
        let (mut passed, mut failed) = (0, 0);
        for file in &self.files {
            let bad = file
                .tests
                .iter()
                .filter(|test| !test.complaints.is_empty())
                .count();
            passed += file.tests.len().saturating_sub(bad);
            failed += bad + usize::from(file.fault.is_some());
        }
        (passed, failed)
    }

    fn counts_in_words(&self, texts: &Texts) -> String {
        let (passed, failed) = self.counts();
        let (passed, failed) = (passed.to_string(), failed.to_string());
        texts.say("test.counts", &[("passed", &passed), ("failed", &failed)])
    }

    fn failures(&self, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for file in &self.files {
            lines.extend(file.fault.clone());
            for test in file.tests.iter().filter(|test| !test.complaints.is_empty()) {
                let place = [&file.path, ":", &test.line.to_string()].concat();
                let why = test.complaints.join("; ");
                let fillings = [
                    ("place", place.as_str()),
                    ("name", &test.name),
                    ("why", &why),
                ];
                lines.push(texts.say("test.failed", &fillings));
            }
        }
        lines
    }
}
