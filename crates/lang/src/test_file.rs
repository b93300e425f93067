//! The tests of a pack as they are written: a case for each, and what is expected of it.
//!
//! Reads only. Whoever runs the tests turns the cases into JSON with [`Tree::to_json`] and compares.

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::fields::{Fields, list, word};
use crate::forms::test_files;
use crate::said::{Said, say};
use crate::source::{Source, Span};
use crate::tree::{Data, Entry, Tree};
use crate::yaml;

/// The tests of one measure, or of what the pack derives
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestFile {
    /// The id of the measure; without it, only derived inputs and refusals can be expected
    pub measure: Option<String>,
    /// The tests, in the order they are written
    pub tests: Vec<Test>,
}

/// One test
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// What it shows
    pub name: String,
    /// Where it is written
    pub span: Span,
    /// The case: the file's base with this test's changes
    pub case: Tree,
    /// What is expected
    pub expect: Expected,
}

/// What a test expects; what is not written is not looked at
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The status
    pub status: Option<String>,
    /// The kind of the amount
    pub kind: Option<String>,
    /// Never less than this
    pub min: Option<String>,
    /// Never more than this
    pub max: Option<String>,
    /// Warning codes that are given, among others perhaps
    pub warnings: Option<Vec<String>>,
    /// Inputs that are open, among others perhaps
    pub open: Option<Vec<String>>,
    /// Paths of derived inputs and their values
    pub derived: Vec<(String, String)>,
    /// That the case is refused
    pub refused: Option<Refused>,
    /// The item that is looked at; without it, the enterprise or the only item
    pub item: Option<String>,
}

/// Why a case is expected to be refused
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// The code of a problem
    pub code: Option<String>,
    /// The path it is reported at
    pub path: Option<String>,
}

/// Reads one file of tests
///
/// # Example
/// ```
/// let text = "measure: m\nbase: {loan: [{id: t1, kind: new}]}\ntests:\n  - name: renewed\n    \
///             with: {loan.0.kind: renewal}\n    expect: {status: not_eligible}\n";
/// let file = tradeaid_lang::test_file::parse("tests/m.yaml", text).unwrap();
/// assert_eq!(file.tests[0].case.to_json(), r#"{"loan":[{"id":"t1","kind":"renewal"}]}"#);
/// ```
pub fn parse(path: &str, text: &str) -> Result<TestFile, Diagnostics> {
    let mut report = Report::default();
    let tree = yaml::parse(text, 0, &mut report);
    let file = read(&tree, &mut report);
    let source = Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let problems = report.finish(&[source]);
    match file {
        Some(file) if problems.is_empty() => Ok(file),
        _ => Err(problems),
    }
}

fn read(tree: &Tree, report: &mut Report) -> Option<TestFile> {
    let fields = Fields::read(tree, tree.span, &test_files::FILE, report)?;
    let measure = fields.word("measure", report).map(str::to_owned);
    let base = fields.need("base", report);
    let tests = fields.need("tests", report)?;
    let base = base?;
    let tests: Vec<Test> = list(tests, &say!("part.tests"), report)
        .iter()
        .filter_map(|tree| test(tree, base, report))
        .collect();
    if measure.is_none()
        && let Some(test) = tests.iter().find(|test| test.expect.is_of_a_measure())
    {
        let help = say!("mend.test_measure");
        report.add(
            Code::MissingKey,
            test.span,
            say!("wrong.test_measure"),
            help,
        );
    }
    Some(TestFile { measure, tests })
}

fn test(tree: &Tree, base: &Tree, report: &mut Report) -> Option<Test> {
    let fields = Fields::read(tree, tree.span, &test_files::TEST, report)?;
    let name = fields.need_word("name", report);
    let mut case = base.clone();
    if let Some(changes) = fields.get("with") {
        for entry in crate::fields::entries(changes, &say!("part.changes"), report) {
            if let Err(message) = change(&mut case, &entry.key, entry) {
                let help = say!("mend.change_path");
                report.add(Code::UnknownName, entry.span, message, help);
            }
        }
    }
    let expect = fields
        .need("expect", report)
        .and_then(|tree| expected(tree, report));
    Some(Test {
        name: name?.to_owned(),
        span: tree.span,
        case,
        expect: expect?,
    })
}

fn expected(tree: &Tree, report: &mut Report) -> Option<Expected> {
    let fields = Fields::read(tree, tree.span, &test_files::EXPECTED, report)?;
    let mut text = |key: &str| fields.word(key, report).map(str::to_owned);
    let (status, kind, min, max, item) = (
        text("status"),
        text("kind"),
        text("min"),
        text("max"),
        text("item"),
    );
    let mut words = |key: &str| {
        let items = list(fields.get(key)?, &say!("part.this"), report);
        Some(
            items
                .iter()
                .filter_map(|tree| word(tree, report).map(str::to_owned))
                .collect(),
        )
    };
    let (warnings, open) = (words("warnings"), words("open"));
    let derived = fields.get("derived").map_or(&[][..], |tree| {
        crate::fields::entries(tree, &say!("part.what_is_derived"), report)
    });
    let derived = derived
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), word(&entry.value, report)?.to_owned())))
        .collect();
    let refused = fields
        .entry("refused")
        .and_then(|entry| refused(entry, report));
    Some(Expected {
        status,
        kind,
        min,
        max,
        warnings,
        open,
        derived,
        refused,
        item,
    })
}

fn refused(entry: &Entry, report: &mut Report) -> Option<Refused> {
    let fields = Fields::read(&entry.value, entry.span, &test_files::REFUSED, report)?;
    let mut text = |key: &str| fields.word(key, report).map(str::to_owned);
    Some(Refused {
        code: text("code"),
        path: text("path"),
    })
}

impl Expected {
    /// Whether something is expected that only a measure's row can show
    fn is_of_a_measure(&self) -> bool {
        let texts = [&self.status, &self.kind, &self.min, &self.max, &self.item];
        texts.into_iter().any(Option::is_some) || self.warnings.is_some() || self.open.is_some()
    }
}

/// Puts a value at a path of a case; null takes out what is there
fn change(tree: &mut Tree, path: &str, new: &Entry) -> Result<(), Said> {
    let (step, rest) = match path.split_once('.') {
        Some((step, rest)) => (step, Some(rest)),
        None => (path, None),
    };
    if tree.data == Data::Null {
        tree.data = Data::Map(Vec::new());
    }
    match &mut tree.data {
        Data::Map(entries) => {
            if rest.is_none() && new.value.data == Data::Null {
                entries.retain(|entry| entry.key != step);
                return Ok(());
            }
            let place = entries
                .iter()
                .position(|entry| entry.key == step)
                .unwrap_or_else(|| {
                    entries.push(Entry {
                        key: step.to_owned(),
                        span: new.span,
                        value: Tree::new(Data::Null),
                    });
                    entries.len() - 1
                });
            entries
                .get_mut(place)
                .map_or(Ok(()), |entry| set(&mut entry.value, rest, new))
        }
        Data::List(items) => {
            let length = items.len();
            let item = step
                .parse::<usize>()
                .ok()
                .and_then(|place| items.get_mut(place));
            let message = || say!("wrong.no_list_place", step = step, length = length);
            item.ok_or_else(message)
                .and_then(|item| set(item, rest, new))
        }
        _ => Err(say!("wrong.nothing_inside", step = step)),
    }
}

fn set(tree: &mut Tree, rest: Option<&str>, new: &Entry) -> Result<(), Said> {
    if let Some(rest) = rest {
        return change(tree, rest, new);
    }
    *tree = new.value.clone();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(base: &str, with: &str) -> Result<String, String> {
        let text = format!(
            "measure: m\nbase: {base}\ntests:\n  - {{name: n, with: {with}, expect: {{}}}}\n"
        );
        let file = parse("tests/m.yaml", &text).map_err(|problems| problems.to_string())?;
        Ok(file.tests[0].case.to_json())
    }

    #[test]
    fn changes_replace_add_and_forget() {
        let base = "{as_of: 2024-01-01, loan: [{id: t1, principal: 5.50}]}";
        assert_eq!(
            case(base, "{as_of: ~}").as_deref(),
            Ok(r#"{"loan":[{"id":"t1","principal":5.50}]}"#)
        );
        let added = case(base, "{loan.0.principal: \"7\", enterprise.city: fuzhou}");
        let wanted = r#"{"as_of":"2024-01-01","loan":[{"id":"t1","principal":"7"}],"enterprise":{"city":"fuzhou"}}"#;
        assert_eq!(added.as_deref(), Ok(wanted));
        assert!(
            case(base, "{loan.1.principal: 7}").is_err() && case(base, "{as_of.x: 7}").is_err()
        );
    }

    #[test]
    fn an_unknown_expectation_is_refused() {
        let text = "measure: m\nbase: {}\ntests:\n  - {name: n, expect: {state: eligible}}\n";
        let problems = parse("tests/m.yaml", text).unwrap_err().to_string();
        assert!(
            problems.contains("tests/m.yaml:4:24") && problems.contains("`state`"),
            "{problems}"
        );
    }
}
