//! The table as it is written. Reads nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Evidence, Outcome, Requirement, Shown};

const HEAD: &str = "\
# What the calculator owes the pages that it lives on

Made by `cargo xtask requirements` from [`requirements.toml`](requirements.toml), the titles of the tests with what came
of them the last time, and [`MANUAL.md`](MANUAL.md). `cargo xtask test` fails where it is not up to date. `holds` means
that every test passes that names the requirement, and that no gap is known; `open` means that nothing shows it yet.
";

/// Of a file with more tests for one requirement than this, only the first ones are named.
const MOST: usize = 5;

/// The table of these requirements.
pub(super) fn of(requirements: &[Requirement], shown: &Shown) -> String {
    let mut rows = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for requirement in requirements {
        let evidence = shown
            .get(&requirement.number)
            .map_or(&[][..], Vec::as_slice);
        let (word, result) = result(requirement, evidence);
        *counts.entry(word).or_default() += 1;
        let number = requirement.number;
        let says = cell(&requirement.says);
        let _ = writeln!(
            rows,
            "| R{number} | {says} | {} | {} |",
            tests(evidence),
            cell(&result)
        );
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    let counts = counts.join(", ");
    format!(
        "{HEAD}\n{counts}.\n\n| number | requirement | shown by | result |\n| --- | --- | --- | --- |\n{rows}"
    )
}

/// The word for a requirement, and the word with what belongs to it.
fn result(requirement: &Requirement, evidence: &[Evidence]) -> (&'static str, String) {
    let is = |wanted: &Outcome| evidence.iter().any(|each| each.outcome == *wanted);
    let by_hand: Vec<String> = evidence.iter().filter_map(by_hand).collect();
    let is_tested = is(&Outcome::Passed);
    let (word, gap) = match &requirement.gap {
        _ if is(&Outcome::Failed) => ("failed", None),
        Some(gap) => (
            if is_tested { "in part" } else { "open" },
            Some(gap.trim_end_matches('.').to_owned()),
        ),
        None if is_tested => ("holds", None),
        None if !by_hand.is_empty() => ("by hand", None),
        None => ("open", None),
    };
    let mut notes: Vec<String> = gap.into_iter().chain(by_hand).collect();
    if is(&Outcome::Skipped) {
        notes.push("some tests were left out".to_owned());
    }
    let notes = notes.join("; ");
    let told = if notes.is_empty() {
        word.to_owned()
    } else {
        format!("{word}: {notes}")
    };
    (word, told)
}

fn by_hand(evidence: &Evidence) -> Option<String> {
    let Outcome::ByHand(result) = &evidence.outcome else {
        return None;
    };
    let name = evidence.title.split(' ').next().unwrap_or_default();
    Some(match result {
        Some(result) => format!("{name} {result}"),
        None => format!("{name} not done yet"),
    })
}

/// The tests file by file.
fn tests(evidence: &[Evidence]) -> String {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for each in evidence {
        files.entry(&each.file).or_default().push(&each.title);
    }
    let told: Vec<String> = files
        .into_iter()
        .map(|(file, titles)| {
            let named: Vec<String> = titles.iter().take(MOST).map(|title| cell(title)).collect();
            let more = match titles.len().checked_sub(MOST) {
                Some(rest) if rest > 0 => format!("; and {rest} more"),
                _ => String::new(),
            };
            format!(
                "`{}`: {}{more}",
                file.trim_start_matches("tests/"),
                named.join("; ")
            )
        })
        .collect();
    told.join("<br>")
}

/// A text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Outcome, Requirement, Shown, of};

    fn evidence(title: &str, outcome: Outcome) -> Evidence {
        Evidence {
            file: "tests/browser/a.test.mjs".to_owned(),
            title: title.to_owned(),
            outcome,
        }
    }

    /// The row of a requirement for which this was found.
    fn row(gap: Option<&str>, found: Vec<Evidence>) -> String {
        let requirement = Requirement {
            number: 1,
            says: "a|b".to_owned(),
            gap: gap.map(str::to_owned),
        };
        let table = of(&[requirement], &Shown::from([(1, found)]));
        table.lines().last().unwrap().to_owned()
    }

    #[test]
    fn nothing_leaves_it_open() {
        assert_eq!(row(None, vec![]), "| R1 | a\\|b |  | open |");
        assert!(row(Some("a gap"), vec![]).ends_with("| open: a gap |"));
    }

    #[test]
    fn tests_and_scripts_are_told_apart() {
        let passed = || evidence("x", Outcome::Passed);
        let script =
            |result: Option<&str>| evidence("M1 y", Outcome::ByHand(result.map(str::to_owned)));
        assert!(row(None, vec![passed()]).ends_with("| `browser/a.test.mjs`: x | holds |"));
        assert!(row(Some("a gap"), vec![passed()]).ends_with("| in part: a gap |"));
        assert!(row(None, vec![passed(), script(None)]).ends_with("| holds: M1 not done yet |"));
        assert!(
            row(None, vec![script(Some("2026-01-02, holds"))])
                .ends_with("| by hand: M1 2026-01-02, holds |")
        );
    }

    #[test]
    fn one_failure_is_enough() {
        let found = vec![
            evidence("x", Outcome::Passed),
            evidence("z", Outcome::Failed),
        ];
        assert!(row(None, found).ends_with("| failed |"));
    }

    #[test]
    fn long_lists_are_counted() {
        let found = (0..8)
            .map(|each| evidence(&each.to_string(), Outcome::Passed))
            .collect();
        assert!(row(None, found).contains("`browser/a.test.mjs`: 0; 1; 2; 3; 4; and 3 more |"));
    }
}
