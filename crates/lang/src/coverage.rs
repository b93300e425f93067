//! Whether the rows of a decision table answer every case, and no case twice. Knows no files.
//!
//! Each column is cut into the pieces its tests tell apart; the search walks their combinations, and treats
//! pieces alike that leave the same rows.

use tradeaid_engine::Number;
use tradeaid_engine::node::{HitPolicy, Test};

use crate::cell::Values;
use crate::said::{Said, say};

/// A column: what it is called and what can be in it
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) values: Values,
}

/// What a table's rows leave to be desired
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// Cases that no row answers, in words; at most [`SHOWN`]
    pub(crate) gaps: Vec<Said>,
    /// Two rows and a case that both answer, in words
    pub(crate) overlaps: Vec<(usize, usize, Said)>,
    /// Rows that never count
    pub(crate) unreached: Vec<usize>,
    /// Whether the table was too large to be searched whole
    pub(crate) incomplete: bool,
}

/// How many gaps are worth showing at once
const SHOWN: usize = 3;

/// How many cells are looked at before the search gives up
const MAX_STEPS: usize = 30_000_000;

/// More decimals than a number that an author writes can have
const MAX_PLACES: usize = 24;

/// A set of values that no test of its column tells apart
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// The option in this place
    Option(u8),
    /// One number
    Point(Number),
    /// Without both ends
    Between(Number, Number),
}

/// Searches a table; rows are their tests
pub(crate) fn check(columns: &[Column], rows: &[Vec<Test>], hit: HitPolicy) -> Coverage {
    let pieces = columns.iter().enumerate().map(|(index, column)| {
        let tests = rows.iter().filter_map(|row| row.get(index));
        pieces(&column.values, tests)
    });
    let mut search = Search {
        columns,
        rows,
        hit,
        pieces: pieces.collect(),
        reached: vec![false; rows.len()],
        steps: 0,
        found: Coverage::default(),
    };
    let all: Vec<usize> = (0..rows.len()).collect();
    search.visit(&all, &mut Vec::new());
    let Search {
        reached, mut found, ..
    } = search;
    if !found.incomplete {
        found.unreached = (0..)
            .zip(reached)
            .filter(|(_, reached)| !reached)
            .map(|(row, _)| row)
            .collect();
    }
    found
}

struct Search<'a> {
    columns: &'a [Column],
    rows: &'a [Vec<Test>],
    hit: HitPolicy,
    pieces: Vec<Vec<Piece>>,
    reached: Vec<bool>,
    steps: usize,
    found: Coverage,
}

impl Search<'_> {
    /// Looks at every way to go on from the chosen pieces, given the rows that still match
    fn visit(&mut self, active: &[usize], chosen: &mut Vec<Piece>) {
        if self.found.incomplete {
            return;
        }
        let Some(first) = active.first().copied() else {
            if self.found.gaps.len() < SHOWN {
                self.found.gaps.push(self.describe(chosen));
            }
            return;
        };
        let depth = chosen.len();
        let rest_is_any = |row: usize| {
            self.rows
                .get(row)
                .is_some_and(|tests| tests.iter().skip(depth).all(|test| *test == Test::Any))
        };
        if depth == self.columns.len() || (self.hit == HitPolicy::First && rest_is_any(first)) {
            self.answer(active, first, chosen);
            return;
        }
        let pieces = self.pieces.get(depth).map_or(0, Vec::len);
        self.steps = self
            .steps
            .saturating_add(pieces.saturating_mul(active.len()));
        if self.steps > MAX_STEPS {
            self.found.incomplete = true;
            return;
        }
        let mut ways: Vec<(Vec<usize>, Piece)> = Vec::new();
        for piece in self.pieces.get(depth).into_iter().flatten() {
            let matches = |row: &usize| {
                self.rows
                    .get(*row)
                    .and_then(|tests| tests.get(depth))
                    .is_some_and(|test| accepts(test, *piece))
            };
            let left: Vec<usize> = active.iter().copied().filter(matches).collect();
            if !ways.iter().any(|(known, _)| *known == left) {
                ways.push((left, *piece));
            }
        }
        for (left, piece) in ways {
            chosen.push(piece);
            self.visit(&left, chosen);
            chosen.pop();
        }
    }

    fn answer(&mut self, active: &[usize], first: usize, chosen: &[Piece]) {
        let counting = if self.hit == HitPolicy::First {
            active.get(..1).unwrap_or(&[])
        } else {
            active
        };
        for row in counting {
            if let Some(mark) = self.reached.get_mut(*row) {
                *mark = true;
            }
        }
        if self.hit == HitPolicy::First {
            return;
        }
        for second in active.iter().skip(1) {
            if !self
                .found
                .overlaps
                .iter()
                .any(|(a, b, _)| (*a, *b) == (first, *second))
            {
                let case = self.describe(chosen);
                self.found.overlaps.push((first, *second, case));
            }
        }
    }

    fn describe(&self, chosen: &[Piece]) -> Said {
        let parts: Vec<Said> = self
            .columns
            .iter()
            .zip(chosen)
            .map(|(column, piece)| describe(column, *piece))
            .collect();
        if parts.is_empty() {
            say!("part.any_case")
        } else {
            say!("part.case", parts = parts)
        }
    }
}

fn describe(column: &Column, piece: Piece) -> Said {
    let name = &column.name;
    match (piece, &column.values) {
        (Piece::Option(option), Values::Options(options)) => {
            let option = options.get(usize::from(option)).map_or("", String::as_str);
            say!("part.case_is", name = name, value = option)
        }
        (Piece::Point(value), _) => say!("part.case_is", name = name, value = show(value)),
        (Piece::Between(lo, hi), _) => match (lo.is_finite(), hi.is_finite()) {
            (true, true) => say!(
                "part.case_between",
                lo = show(lo),
                name = name,
                hi = show(hi)
            ),
            (true, false) => say!("part.case_above", name = name, value = show(lo)),
            (false, true) => say!("part.case_below", name = name, value = show(hi)),
            (false, false) => say!("part.case_any", name = name),
        },
        (Piece::Option(_), Values::Numbers { .. }) => say!("part.case_any", name = name),
    }
}

/// A number in decimals, for a person
fn show(number: Number) -> Said {
    decimal(number).map_or_else(
        || say!("part.fraction"),
        |written| say!("part.written", written = written),
    )
}

/// A number in decimals, exactly; nothing for what no decimals end
pub(crate) fn decimal(number: Number) -> Option<String> {
    let mut scaled = number;
    for places in 0..=MAX_PLACES {
        if let Some(whole) = scaled.to_integer() {
            let digits = format!("{:0>width$}", whole.unsigned_abs(), width = places + 1);
            let (before, after) = digits.split_at_checked(digits.len() - places)?;
            let sign = if whole < 0 { "-" } else { "" };
            let point = if after.is_empty() { "" } else { "." };
            return Some(format!("{sign}{before}{point}{after}"));
        }
        scaled = scaled.times(Number::from(10))?;
    }
    None
}

fn accepts(test: &Test, piece: Piece) -> bool {
    match (*test, piece) {
        (Test::Any, _) => true,
        (Test::OneOf(wanted), Piece::Option(option)) => wanted.iter().any(|known| known == option),
        (
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            },
            Piece::Point(value),
        ) => (lo < value || (lo_in && lo == value)) && (value < hi || (hi_in && hi == value)),
        (Test::Between { lo, hi, .. }, Piece::Between(from, to)) => lo <= from && to <= hi,
        _ => false,
    }
}

fn pieces<'a>(values: &Values, tests: impl Iterator<Item = &'a Test>) -> Vec<Piece> {
    let ends = tests.flat_map(|test| match test {
        Test::Between { lo, hi, .. } => vec![*lo, *hi],
        _ => Vec::new(),
    });
    cut(values, ends)
}

/// The values of a column or an input, cut at some numbers
pub(crate) fn cut(values: &Values, at: impl Iterator<Item = Number>) -> Vec<Piece> {
    let (lo, hi, grid) = match values {
        Values::Options(options) => {
            return (0_u8..)
                .zip(options)
                .map(|(id, _)| Piece::Option(id))
                .collect();
        }
        Values::Numbers { lo, hi, grid } => (*lo, *hi, *grid),
    };
    let mut cuts = vec![lo, hi];
    cuts.extend(at.filter(|cut| lo <= *cut && *cut <= hi));
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::new();
    let mut previous: Option<Number> = None;
    for cut in cuts {
        if let Some(from) = previous.filter(|from| holds_a_value(*from, cut, grid)) {
            pieces.push(Piece::Between(from, cut));
        }
        if cut.is_finite() && is_on_grid(cut, grid) {
            pieces.push(Piece::Point(cut));
        }
        previous = Some(cut);
    }
    pieces
}

fn is_on_grid(value: Number, grid: Option<(Number, Number)>) -> bool {
    grid.is_none_or(|grid| steps_to(value, grid).is_none_or(|steps| steps.to_integer().is_some()))
}

/// Whether some value lies strictly between two others
fn holds_a_value(from: Number, to: Number, grid: Option<(Number, Number)>) -> bool {
    let Some(grid) = grid.filter(|_| from.is_finite() && to.is_finite()) else {
        return true;
    };
    let next = steps_to(from, grid)
        .and_then(Number::parts)
        .and_then(|(above, below)| {
            let steps = above
                .checked_div_euclid(i128::from(below))?
                .checked_add(1)?;
            Number::from(i64::try_from(steps).ok()?)
                .times(grid.1)?
                .plus(grid.0)
        });
    next.is_none_or(|next| next < to)
}

fn steps_to(value: Number, (start, step): (Number, Number)) -> Option<Number> {
    value.minus(start)?.over(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, step: Option<i64>) -> Column {
        Column {
            name: name.to_owned(),
            values: Values::Numbers {
                lo: Number::ZERO,
                hi: Number::INFINITY,
                grid: step.map(|step| (Number::ZERO, Number::from(step))),
            },
        }
    }

    fn checked(columns: &[Column], rows: &[&[&str]], hit: HitPolicy) -> Coverage {
        let read = |row: &&[&str]| {
            row.iter()
                .zip(columns)
                .flat_map(|(cell, column)| crate::cell::tests(cell, &column.values).unwrap())
                .collect()
        };
        let rows: Vec<Vec<Test>> = rows.iter().map(read).collect();
        check(columns, &rows, hit)
    }

    #[test]
    fn whole_numbers_leave_no_gap_between_neighbours() {
        let rows: &[&[&str]] = &[&["<=4"], &[">=5"]];
        assert_eq!(
            checked(&[column("n", Some(1))], rows, HitPolicy::Unique),
            Coverage::default()
        );
        assert_eq!(
            checked(&[column("x", None)], rows, HitPolicy::Unique).gaps[0].to_string(),
            "4 < x < 5"
        );
    }

    #[test]
    fn gaps_and_overlaps_come_with_a_case() {
        let columns = [column("a", None), column("b", None)];
        let found = checked(
            &columns,
            &[&["<10", ">=5"], &[">=10", "-"], &["[5..8)", "<6"]],
            HitPolicy::Unique,
        );
        assert_eq!(found.gaps[0].to_string(), "a is 0, b is 0");
        let [(0, 2, case)] = &found.overlaps[..] else {
            panic!("{:?}", found.overlaps);
        };
        assert_eq!(case.to_string(), "a is 5, b is 5");
    }

    #[test]
    fn a_row_behind_a_wider_one_never_counts() {
        let columns = [column("a", None)];
        let found = checked(&columns, &[&["<10"], &["<5"], &["-"]], HitPolicy::First);
        assert_eq!(
            found,
            Coverage {
                unreached: vec![1],
                ..Coverage::default()
            }
        );
    }
}
