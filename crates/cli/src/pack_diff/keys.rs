//! One number for each thing that is said, however often and in whichever pack: equal numbers mean equal rules.
//!
//! Rules are brought into one form on the way: the order of the parts of a sum or of a list of conditions, nested
//! lists, doubled parts, and the direction a comparison is written in make no difference.

use std::collections::HashMap;

use tradeaid_engine::Number;

/// What a record is about
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Op {
    Truth,
    Number,
    Choice,
    Days,
    List,
    Input,
    Exists,
    Figure,
    Parameter,
    Derived,
    Not,
    All,
    Any,
    Below,
    AtMost,
    Equal,
    OneOf,
    Plus,
    Minus,
    Times,
    Over,
    Least,
    Greatest,
    Round,
    DaysBetween,
    YearOf,
    Choose,
    Table,
    Row,
    Nothing,
    Alternative,
    Measure,
}

/// A key: the number of a record
pub(super) type Key = u32;

/// Every record met so far
#[derive(Default)]
pub(super) struct Keys {
    numbers: HashMap<Box<[u32]>, Key>,
    records: Vec<Box<[u32]>>,
    words: HashMap<String, u32>,
}

impl Keys {
    /// The key of a record
    pub(super) fn of(&mut self, op: Op, parts: &[u32]) -> Key {
        let mut record = Vec::with_capacity(parts.len() + 1);
        record.push(op as u32);
        record.extend_from_slice(parts);
        if let Some(key) = self.numbers.get(record.as_slice()) {
            return *key;
        }
        let key = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let record = record.into_boxed_slice();
        self.records.push(record.clone());
        self.numbers.insert(record, key);
        key
    }

    /// The key of a record whose parts have no order; parts that are such records themselves are taken in, and where
    /// saying something twice changes nothing it is said once
    pub(super) fn of_set(&mut self, op: Op, parts: &[Key]) -> Key {
        let mut all = Vec::new();
        for part in parts {
            match self.parts(*part, op) {
                Some(inner) => all.extend_from_slice(inner),
                None => all.push(*part),
            }
        }
        all.sort_unstable();
        if !matches!(op, Op::Plus | Op::Times) {
            all.dedup();
            if let [only] = all.as_slice() {
                return *only;
            }
        }
        self.of(op, &all)
    }

    /// The parts of a record, if it is of this kind
    pub(super) fn parts(&self, key: Key, op: Op) -> Option<&[u32]> {
        let record = self.records.get(usize::try_from(key).ok()?)?;
        let (first, parts) = record.split_first()?;
        (*first == op as u32).then_some(parts)
    }

    /// The number of a word
    pub(super) fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.to_owned(), number);
        number
    }

    /// The number of an exact figure, whichever fraction it stands as
    pub(super) fn figure(&mut self, number: Number) -> u32 {
        let text = match number.parts() {
            Some((above, below)) => {
                let shared = divisor(above.unsigned_abs(), u128::from(below)).max(1);
                let below = u128::from(below).checked_div(shared).unwrap_or(1);
                let size = above.unsigned_abs().checked_div(shared).unwrap_or(0);
                let sign = if above < 0 { "-" } else { "" };
                [sign, &size.to_string(), "/", &below.to_string()].concat()
            }
            None if number.is_negative() => "-inf".to_owned(),
            None => "inf".to_owned(),
        };
        self.word(&text)
    }
}

fn divisor(a: u128, b: u128) -> u128 {
    match a.checked_rem(b) {
        None => a,
        Some(rest) => divisor(b, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_nesting_and_repetition_make_no_difference() {
        let mut keys = Keys::default();
        let [a, b, c] = [1, 2, 3].map(|number| keys.of(Op::Input, &[number]));
        let inner = keys.of_set(Op::All, &[b, c]);
        let nested = keys.of_set(Op::All, &[inner, a, b]);
        assert_eq!(nested, keys.of_set(Op::All, &[c, b, a]));
        assert_ne!(nested, keys.of_set(Op::Any, &[c, b, a]));
        assert_ne!(keys.of_set(Op::Plus, &[a, a]), keys.of_set(Op::Plus, &[a]));
    }

    #[test]
    fn equal_figures_are_one() {
        let mut keys = Keys::default();
        let half = Number::ONE.over(Number::from(2)).unwrap();
        let written = Number::parse("0.5").unwrap();
        assert_eq!(keys.figure(half), keys.figure(written));
    }
}
