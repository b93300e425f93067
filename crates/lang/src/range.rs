//! Tests of one number: ranges as S-FEEL writes them, several in one cell, and `not(…)` around them.
//!
//! Read for the compiler and for DMN alike. Knows no rows, no columns and no files.

use tradeaid_engine::Number;
use tradeaid_engine::node::Test;

use crate::cell::{Fault, negated, number};
use crate::said::say;

/// A range of numbers; towards infinity, the end counts as in
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) lo: Number,
    pub(crate) lo_in: bool,
    pub(crate) hi: Number,
    pub(crate) hi_in: bool,
}

/// A cell of numbers as it is written: a number passes if one of the ranges holds it, or under `not` if none does
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranges {
    pub(crate) not: bool,
    pub(crate) ranges: Vec<Range>,
}

impl Ranges {
    /// Reads a cell
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let (not, inner) = negated(text);
        let ranges = inner
            .split(',')
            .map(Range::read)
            .collect::<Result<_, _>>()?;
        Ok(Self { not, ranges })
    }

    /// The cell as a test, its numbers written in some way
    pub(crate) fn written(&self, number: impl Fn(Number) -> Option<String>) -> Option<String> {
        let ranges: Option<Vec<String>> = self
            .ranges
            .iter()
            .map(|range| range.written(&number))
            .collect();
        let list = ranges?.join(",");
        Some(if self.not {
            ["not(", &list, ")"].concat()
        } else {
            list
        })
    }

    /// The numbers that pass, as tests of which no number passes two; none if no number passes
    pub(crate) fn tests(&self) -> Vec<Test> {
        // One range stands as it is written, even if it is empty.
        let apart = match self.ranges.as_slice() {
            [range] => vec![*range],
            ranges => joined(ranges),
        };
        let apart = if self.not { between(&apart) } else { apart };
        apart.into_iter().map(Range::test).collect()
    }
}

impl Range {
    const ALL: Self = Self {
        lo: Number::NEGATIVE_INFINITY,
        lo_in: true,
        hi: Number::INFINITY,
        hi_in: true,
    };

    fn read(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let below = |hi, hi_in| Self {
            hi,
            hi_in,
            ..Self::ALL
        };
        let above = |lo, lo_in| Self {
            lo,
            lo_in,
            ..Self::ALL
        };
        if let Some(rest) = text.strip_prefix("<=") {
            return Ok(below(number(rest)?, true));
        }
        if let Some(rest) = text.strip_prefix(">=") {
            return Ok(above(number(rest)?, true));
        }
        if let Some(rest) = text.strip_prefix('<') {
            return Ok(below(number(rest)?, false));
        }
        if let Some(rest) = text.strip_prefix('>') {
            return Ok(above(number(rest)?, false));
        }
        if text.starts_with(['[', '(', ']']) {
            return Self::bracketed(text);
        }
        let value = number(text)?;
        Ok(Self {
            lo: value,
            lo_in: true,
            hi: value,
            hi_in: true,
        })
    }

    /// `[a..b]` with both ends in; a round or outward bracket leaves its end out
    fn bracketed(text: &str) -> Result<Self, Fault> {
        let help = || say!("mend.range");
        let mut inner = text.chars();
        let (open, close) = (inner.next(), inner.next_back());
        let Some((lo, hi)) = inner
            .as_str()
            .split_once("..")
            .filter(|_| matches!(close, Some(']' | ')' | '[')))
        else {
            return Err((say!("wrong.no_range", text = text), help()));
        };
        let (lo, hi) = (number(lo)?, number(hi)?);
        if hi < lo {
            return Err((say!("wrong.range_reversed", text = text), help()));
        }
        Ok(Self {
            lo,
            lo_in: open == Some('['),
            hi,
            hi_in: close == Some(']'),
        })
    }

    fn written(&self, number: impl Fn(Number) -> Option<String>) -> Option<String> {
        let Self {
            lo,
            lo_in,
            hi,
            hi_in,
        } = self;
        let equals = |inside: bool| if inside { "=" } else { "" };
        Some(match (lo.is_finite(), hi.is_finite()) {
            (false, false) => "-".to_owned(),
            (false, true) => ["<", equals(*hi_in), &number(*hi)?].concat(),
            (true, false) => [">", equals(*lo_in), &number(*lo)?].concat(),
            (true, true) if lo == hi && *lo_in && *hi_in => number(*lo)?,
            (true, true) => {
                let (open, close) = (
                    if *lo_in { "[" } else { "(" },
                    if *hi_in { "]" } else { ")" },
                );
                [open, &number(*lo)?, "..", &number(*hi)?, close].concat()
            }
        })
    }

    fn test(self) -> Test {
        Test::Between {
            lo: self.lo,
            lo_in: self.lo_in,
            hi: self.hi,
            hi_in: self.hi_in,
        }
    }

    fn is_empty(&self) -> bool {
        self.lo == self.hi && !(self.lo_in && self.hi_in)
    }
}

/// The numbers of all ranges, from the least on, as ranges with a gap between each two
fn joined(ranges: &[Range]) -> Vec<Range> {
    let mut sorted: Vec<Range> = ranges
        .iter()
        .copied()
        .filter(|range| !range.is_empty())
        .collect();
    sorted.sort_by_key(|range| (range.lo, !range.lo_in));
    let mut apart: Vec<Range> = Vec::new();
    for range in sorted {
        match apart.last_mut() {
            Some(last) if range.lo < last.hi || meet(last, &range) => {
                last.hi_in = match range.hi.cmp(&last.hi) {
                    std::cmp::Ordering::Less => last.hi_in,
                    std::cmp::Ordering::Equal => last.hi_in || range.hi_in,
                    std::cmp::Ordering::Greater => range.hi_in,
                };
                last.hi = last.hi.max(range.hi);
            }
            _ => apart.push(range),
        }
    }
    apart
}

/// Whether one range ends where the next starts, and nothing is left out between them
fn meet(first: &Range, next: &Range) -> bool {
    first.hi == next.lo && (first.hi_in || next.lo_in)
}

/// What lies before, between and behind ranges that are sorted and apart
fn between(apart: &[Range]) -> Vec<Range> {
    let mut rest = Range::ALL;
    let mut found = Vec::new();
    for range in apart.iter().filter(|range| !range.is_empty()) {
        found.push(Range {
            hi: range.lo,
            hi_in: !range.lo_in,
            ..rest
        });
        rest.lo = range.hi;
        rest.lo_in = !range.hi_in;
    }
    found.push(rest);
    // A range that reaches infinity leaves nothing on its side.
    found.retain(|range| range.lo.is_finite() || range.hi != Number::NEGATIVE_INFINITY);
    found.retain(|range| range.hi.is_finite() || range.lo != Number::INFINITY);
    found.retain(|range| !range.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::decimal;

    fn apart(text: &str) -> Result<String, Fault> {
        let tests = Ranges::read(text)?.tests();
        let written = tests.iter().map(|test| match *test {
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => Range {
                lo,
                lo_in,
                hi,
                hi_in,
            }
            .written(decimal)
            .unwrap(),
            _ => "?".to_owned(),
        });
        Ok(written.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn several_tests_come_apart() {
        for (written, expected) in [
            ("[300..1000)", "[300..1000)"),
            ("]300 .. 1000[", "(300..1000)"),
            ("20", "20"),
            ("(5..5)", "(5..5)"),
            (">=60, <18", "<18 >=60"),
            ("1,<5,>=10", "<5 >=10"),
            ("[1..3],[2..4)", "[1..4)"),
            ("[1..3),[3..4]", "[1..4]"),
            ("[1..3),(3..4]", "[1..3) (3..4]"),
            ("[1..9],[2..3],(5..5)", "[1..9]"),
            ("<5,>=5", "-"),
            ("not(5)", "<5 >5"),
            ("not ( [1..3] , 5 )", "<1 (3..5) >5"),
            ("not(<5)", ">=5"),
            ("not(>5,<=2)", "(2..5]"),
            ("not((5..5))", "-"),
            ("not(<5,>=5)", ""),
        ] {
            assert_eq!(apart(written).as_deref(), Ok(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_test_is_refused() {
        for wrong in [
            "",
            ",",
            "1,",
            "not()",
            "not(5",
            "not(not(5))",
            "-,5",
            "[1..",
            "[9..1]",
            ">",
            ">=x",
            "1 000",
            "[1,2..3]",
        ] {
            assert!(Ranges::read(wrong).is_err(), "{wrong}");
        }
    }

    fn range() -> impl Strategy<Value = Range> {
        (0..8_i64, 0..8_i64, any::<[bool; 2]>(), 0..6_u8).prop_map(
            |(a, b, [lo_in, hi_in], ends)| {
                let whole = Range {
                    lo: Number::from(a.min(b)),
                    lo_in,
                    hi: Number::from(a.max(b)),
                    hi_in,
                };
                let Range {
                    lo: least,
                    hi: most,
                    ..
                } = Range::ALL;
                match ends {
                    0 => Range {
                        lo: least,
                        lo_in: true,
                        ..whole
                    },
                    1 => Range {
                        hi: most,
                        hi_in: true,
                        ..whole
                    },
                    _ => whole,
                }
            },
        )
    }

    fn holds(test: &Test, value: Number) -> bool {
        match *test {
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => (lo < value || lo_in && lo == value) && (value < hi || hi_in && hi == value),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn a_number_passes_one_test_or_none(not: bool, ranges in vec(range(), 1..5)) {
            let cell = Ranges { not, ranges };
            let tests = cell.tests();
            // Every end and every gap between two.
            for half in -1_i64..17 {
                let value = Number::from(half).over(Number::from(2)).unwrap();
                let is_in = cell.ranges.iter().any(|range| holds(&range.test(), value));
                let passed = tests.iter().filter(|test| holds(test, value)).count();
                prop_assert_eq!(passed, usize::from(is_in != not), "{:?} of {:?}", value, tests);
            }
        }
    }
}
