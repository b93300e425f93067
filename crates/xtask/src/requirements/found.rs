//! Tests that name requirements: those of Node and of browsers with what came of them, as the reporter wrote it down,
//! and those in Rust from their source. Writes nothing.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Evidence, Outcome, Shown, numbers};
use crate::tree;
use crate::workspace::Workspace;

/// What Node's test runner is told in order to write down what came of each test.
pub(crate) const REPORTER: [&str; 2] = [
    "--test-reporter=./tests/results.mjs",
    "--test-reporter-destination=stderr",
];

/// Where the reporter leaves one file for each test file.
const RESULTS: &str = "target/xtask/results";

#[derive(Deserialize)]
struct Ran {
    file: String,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    title: String,
    outcome: String,
}

/// The tests of Node and of browsers, as of the last run of each file that is still there.
pub(super) fn in_node(workspace: &Workspace, shown: &mut Shown) -> Result<()> {
    for path in tree::files_ending(&workspace.path(RESULTS), &[".json"])? {
        let ran: Ran = serde_json::from_slice(&tree::read(&path)?)
            .with_context(|| format!("{} cannot be understood", path.display()))?;
        if !workspace.path(&ran.file).exists() {
            continue;
        }
        for test in ran.tests {
            let outcome = match test.outcome.as_str() {
                "pass" => Outcome::Passed,
                "skipped" => Outcome::Skipped,
                _ => Outcome::Failed,
            };
            add(shown, &ran.file, &test.title, &outcome);
        }
    }
    Ok(())
}

/// The tests in Rust whose doc comments name requirements. Where the table is judged they have all passed: a run in
/// which one failed ends before.
pub(super) fn in_rust(workspace: &Workspace, shown: &mut Shown) -> Result<()> {
    for path in tree::files_ending(&workspace.path("crates"), &[".rs"])? {
        let file = slashed(workspace.relative(&path));
        for title in titles(&tree::read_text(&path)?) {
            add(shown, &file, title, &Outcome::Passed);
        }
    }
    Ok(())
}

/// The last lines of doc comments right above `#[test]`.
fn titles(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .zip(source.lines().skip(1))
        .filter(|(_, below)| below.trim() == "#[test]")
        .filter_map(|(line, _)| line.trim().strip_prefix("/// "))
}

fn add(shown: &mut Shown, file: &str, title: &str, outcome: &Outcome) {
    let Some((numbers, says)) = numbers::named(title) else {
        return;
    };
    for number in numbers {
        shown.entry(number).or_default().push(Evidence {
            file: file.to_owned(),
            title: says.to_owned(),
            outcome: outcome.clone(),
        });
    }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn doc_comments_of_tests_are_titles() {
        let source = "/// R1: a thing\nfn other() {}\n    /// R2: another\n    #[test]\n    fn it() {}\n#[test]\nfn bare() {}";
        assert_eq!(titles(source).collect::<Vec<_>>(), ["R2: another"]);
    }
}
