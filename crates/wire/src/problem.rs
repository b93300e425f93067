//! What is wrong with a case: where, what was found, what is allowed.
//!
//! A problem is data; sentences in a language are made from it elsewhere.

use crate::json::Writer;
use crate::record::{record, words};
use crate::text::{beginning, glued, letters};

/// What kind of problem it is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemCode {
    /// The text is not JSON
    NotJson,
    /// Larger or deeper than is read
    TooLarge,
    /// A key that the pack does not declare
    UnknownKey,
    /// A key that stands twice in one object
    DuplicateKey,
    /// A value of the wrong type
    WrongType,
    /// A value outside what its input allows
    OutOfDomain,
    /// A number with more decimals than its input has
    TooFine,
    /// A range whose end lies before its start
    ReversedRange,
    /// An item without an id
    MissingId,
    /// Two items with the same id
    DuplicateId,
    /// A reference to an item that the case does not have
    NoSuchItem,
    /// Values that contradict each other
    Contradiction,
    /// Numbers too large to reckon with
    Overflow,
}

words! {
    /// What kind of problem it is
    pub ProblemWord for ProblemCode {
        NotJson = "not_json",
        TooLarge = "too_large",
        UnknownKey = "unknown_key",
        DuplicateKey = "duplicate_key",
        WrongType = "wrong_type",
        OutOfDomain = "out_of_domain",
        TooFine = "too_fine",
        ReversedRange = "reversed_range",
        MissingId = "missing_id",
        DuplicateId = "duplicate_id",
        NoSuchItem = "no_such_item",
        Contradiction = "contradiction",
        Overflow = "overflow",
    }
}

record! {
    /// One thing that is wrong with a case
    pub struct Problem {
        /// Where: `loan[0].principal`
        path: String,
        /// What kind of problem it is
        code: ProblemWord,
        /// What was found there
        found: String,
        /// What is allowed there
        allowed: String,
        /// The nearest known name
        nearest: Option<String>,
        /// The key of the text that says what contradicts what
        text_key: Option<String>,
        /// The byte of the case's text where it stands
        at: Option<i32>,
    }
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.code.0 == other.code.0 && self.found == other.found
    }
}

impl Problem {
    /// A problem without a suggestion
    #[must_use]
    pub fn new(path: &str, code: ProblemCode, found: &str, allowed: &str) -> Self {
        Self {
            path: path.into(),
            code: ProblemWord(code),
            found: shortened(found),
            allowed: allowed.into(),
            nearest: None,
            text_key: None,
            at: None,
        }
    }

    /// The same, standing at a byte of the text
    #[must_use]
    pub fn at(mut self, byte: usize) -> Self {
        self.at = i32::try_from(byte).ok();
        self
    }
}

/// Writes problems as a JSON list
#[must_use]
pub fn write_problems(problems: &[Problem]) -> String {
    let mut w = Writer::new();
    w.open_list();
    for problem in problems {
        write_problem(&mut w, problem);
    }
    w.close_list();
    w.finish()
}

/// Writes problems as the answer of those who refuse: `{"problems": […]}`
#[must_use]
pub fn write_refusal(problems: &[Problem]) -> String {
    let mut refusal = String::from("{\"problems\":");
    refusal.push_str(&write_problems(problems));
    refusal.push('}');
    refusal
}

/// Writes one problem
pub fn write_problem(w: &mut Writer, problem: &Problem) {
    w.open_record(Problem::KEYS);
    w.text(&problem.path);
    w.text(problem.code.word());
    w.text(&problem.found);
    w.text(&problem.allowed);
    w.text_or_skip(problem.nearest.as_deref());
    w.text_or_skip(problem.text_key.as_deref());
    match problem.at {
        Some(at) => w.integer(at.into()),
        None => w.skip(),
    }
    w.close_map();
}

const SHOWN: usize = 60;

fn shortened(found: &str) -> String {
    match beginning(found, SHOWN) {
        whole if whole.len() == found.len() => found.into(),
        shown => glued(&[shown, "…"]),
    }
}

/// The problem that nothing is called so, with the nearest known name
#[must_use]
pub fn unknown_name(path: &str, found: &str, known: &[&str]) -> Problem {
    let mut problem = Problem::new(path, ProblemCode::UnknownKey, found, "");
    problem.nearest = nearest(found, known).map(Into::into);
    problem
}

/// The nearest of some names, if one is near enough to be meant
#[must_use]
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut limit = 1 + letters(name) / 3;
    let mut nearest = None;
    for candidate in known {
        let distance = distance(name, candidate);
        if distance <= limit && distance < letters(candidate) {
            nearest = Some(*candidate);
            // Another one is taken only if it is nearer.
            let Some(nearer) = distance.checked_sub(1) else {
                break;
            };
            limit = nearer;
        }
    }
    nearest
}

/// How many letters must be changed, added or dropped to get from one name to the other
fn distance(from: &str, to: &str) -> usize {
    let to = beginning(to, SHOWN);
    let mut row = Vec::new();
    for length in 0..=letters(to) {
        row.push(length);
    }
    for (line, letter) in beginning(from, SHOWN).chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (other, cell) in to.chars().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(letter != other);
            diagonal = *cell;
            left = changed.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        let known = ["exports", "employees", "revenue"];
        assert_eq!(nearest("export", &known), Some("exports"));
        assert_eq!(nearest("emploees", &known), Some("employees"));
        assert_eq!(nearest("zzz", &known), None);
        assert_eq!(nearest("5", &["1", "2"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
