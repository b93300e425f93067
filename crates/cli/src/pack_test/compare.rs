//! One test of a pack: its case is answered and the answer held against what is expected. What is not expected is
//! not looked at.

use tradeaid_engine::{Finding, Number, Wanted};
use tradeaid_handout::problem_in_words;
use tradeaid_lang::test_file::{Expected, Refused, Test};
use tradeaid_wire::json::Json;
use tradeaid_wire::{Calculator, KnownCase, Problem};

use crate::texts::Texts;

/// What became of a test
#[derive(Default)]
pub(super) struct Verdict {
    /// The case as it was read, if it was accepted
    pub(super) case: Option<KnownCase>,
    /// The row the test looks at, if there is one
    pub(super) finding: Option<Finding>,
    /// What is not as expected
    pub(super) complaints: Vec<String>,
}

/// Runs one test
pub(super) fn run(
    calculator: &Calculator,
    texts: &Texts,
    measure: Option<&str>,
    test: &Test,
) -> Verdict {
    let mut check = Check {
        texts,
        complaints: Vec::new(),
    };
    let wanted = Wanted::default();
    let read = calculator.read_case(&test.case.to_json());
    let answered = read.and_then(|case| {
        calculator
            .assess(&case, wanted)
            .map(|answer| (case, answer))
    });
    let (mut finding, mut accepted) = (None, None);
    match (answered, &test.expect.refused) {
        (Ok(_), Some(_)) => check.complaints.push(texts.get("test.was_accepted").into()),
        (Err(problems), Some(refused)) => check.refused(refused, &problems),
        (Err(problems), None) => check.unexpected(&problems),
        (Ok((case, answer)), None) => {
            let written = calculator.write_assessment(&case, &answer, wanted);
            let record = Json::parse(&written).ok();
            check.derived(&test.expect, &written, record.as_ref());
            if let Some(measure) = measure {
                let index = check.row(calculator, &test.expect, measure, record.as_ref());
                finding = index.and_then(|index| answer.findings.get(index).cloned());
            }
            accepted = Some(case);
        }
    }
    Verdict {
        case: accepted,
        finding,
        complaints: check.complaints,
    }
}

struct Check<'a> {
    texts: &'a Texts,
    complaints: Vec<String>,
}

impl Check<'_> {
    fn expect(&mut self, what: &str, expected: &str, got: &str) {
        let or_nothing = |text: &str| match text {
            "" => self.texts.get("test.nothing").to_owned(),
            text => text.to_owned(),
        };
        let (expected, got) = (or_nothing(expected), or_nothing(got));
        let fillings = [("what", what), ("expected", &expected), ("got", &got)];
        self.complaints
            .push(self.texts.say("test.expected", &fillings));
    }

    fn refused(&mut self, refused: &Refused, problems: &[Problem]) {
        let fits = |problem: &Problem| {
            let code = refused
                .code
                .as_deref()
                .is_none_or(|code| code == problem.code.word());
            code && refused
                .path
                .as_deref()
                .is_none_or(|path| path == problem.path)
        };
        if !problems.iter().any(fits) {
            let expected = [refused.code.as_deref(), refused.path.as_deref()];
            let expected: Vec<&str> = expected.into_iter().flatten().collect();
            let got: Vec<String> = problems
                .iter()
                .map(|problem| [problem.code.word(), " ", &problem.path].concat())
                .collect();
            self.expect("refused", &expected.join(" "), &got.join(", "));
        }
    }

    fn unexpected(&mut self, problems: &[Problem]) {
        let why: Vec<String> = problems
            .iter()
            .map(|problem| {
                [
                    &problem.path,
                    " ",
                    &problem_in_words(problem, None, self.texts),
                ]
                .concat()
            })
            .collect();
        let why = why.join(" ");
        self.complaints
            .push(self.texts.say("test.was_refused", &[("why", &why)]));
    }

    fn derived(&mut self, expect: &Expected, written: &str, record: Option<&Json<'_>>) {
        for (path, expected) in &expect.derived {
            let derived = within(record, &["derived", path, "value"]);
            let got = derived.and_then(|value| written.get(value.start..value.end));
            let got = got.unwrap_or_default().trim_matches('"');
            if got != expected {
                self.expect(path, expected, got);
            }
        }
    }

    /// Compares the row the test looks at, and says which it is
    fn row(
        &mut self,
        calculator: &Calculator,
        expect: &Expected,
        measure: &str,
        record: Option<&Json<'_>>,
    ) -> Option<usize> {
        if calculator
            .names()
            .measures
            .iter()
            .all(|known| known.id != measure)
        {
            self.complaints
                .push(self.texts.say("test.no_measure", &[("measure", measure)]));
            return None;
        }
        let rows = within(record, &["measures"]).and_then(Json::as_list);
        let mut rows = rows
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter(|(_, row)| {
                let item = expect.item.as_deref();
                text(row, &["id"]) == Some(measure)
                    && (item.is_none() || text(row, &["item"]) == item)
            });
        let (Some((index, row)), None) = (rows.next(), rows.next()) else {
            self.complaints.push(self.texts.get("test.no_row").into());
            return None;
        };
        self.answer(expect, row);
        Some(index)
    }

    fn answer(&mut self, expect: &Expected, row: &Json<'_>) {
        for (what, expected, got) in [
            ("status", &expect.status, text(row, &["status"])),
            ("kind", &expect.kind, text(row, &["amount", "kind"])),
        ] {
            if let Some(expected) = expected
                .as_deref()
                .filter(|expected| Some(*expected) != got)
            {
                self.expect(what, expected, got.unwrap_or_default());
            }
        }
        for (what, expected, got) in [
            ("min", &expect.min, text(row, &["amount", "min"])),
            ("max", &expect.max, text(row, &["amount", "max"])),
        ] {
            if let Some(expected) = expected
                .as_deref()
                .filter(|expected| !is_amount(expected, got))
            {
                self.expect(what, expected, got.unwrap_or_default());
            }
        }
        let list = |key| {
            let list = row.get(key).and_then(Json::as_list);
            list.unwrap_or_default().iter()
        };
        let warnings: Vec<&str> = list("warnings").filter_map(Json::as_text).collect();
        let open: Vec<&str> = list("open")
            .filter_map(|open| text(open, &["input"]))
            .collect();
        for (what, expected, got) in [
            ("warnings", &expect.warnings, &warnings),
            ("open", &expect.open, &open),
        ] {
            let missing: Vec<&str> = expected
                .iter()
                .flatten()
                .map(String::as_str)
                .filter(|expected| !got.contains(expected))
                .collect();
            if !missing.is_empty() {
                self.expect(what, &missing.join(", "), &got.join(", "));
            }
        }
    }
}

/// What stands under keys, each in the one before
fn within<'j>(json: Option<&'j Json<'j>>, keys: &[&str]) -> Option<&'j Json<'j>> {
    keys.iter().try_fold(json?, |json, key| json.get(key))
}

fn text<'j>(json: &'j Json<'j>, keys: &[&str]) -> Option<&'j str> {
    within(Some(json), keys).and_then(Json::as_text)
}

/// Whether an amount is the expected one; `none` expects that there is none
fn is_amount(expected: &str, got: Option<&str>) -> bool {
    match got {
        None => expected == "none",
        Some(got) => {
            Number::parse(expected).is_some_and(|number| Number::parse(got) == Some(number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_amount;

    #[test]
    fn amounts_are_compared_as_numbers() {
        assert!(is_amount("100000", Some("100000.00")) && is_amount("none", None));
        assert!(
            !is_amount("0", None)
                && !is_amount("none", Some("0.00"))
                && !is_amount("1", Some("1.01"))
        );
    }
}
