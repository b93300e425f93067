//! What an answer becomes along one input, everything else held: the points a curve is drawn through.

use crate::assess::Overflow;
use crate::cells::{Cell, Place};
use crate::engine::Engine;
use crate::group::{Total, settle};
use crate::line::Line;
use crate::pack::Domain;
use crate::row::Row;
use crate::{Case, Choices, Interval, Known, Number, Truth, Value};

/// How far a curve goes where nothing turns and nothing is known
const FAR: i64 = 1_000_000;

/// What the measures that look at an input come to along it
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// In the order of the input's values; one that can be none begins with that
    pub points: Vec<CurvePoint>,
}

/// What an answer is at one value of an input
#[derive(Clone, Debug, PartialEq)]
pub struct CurvePoint {
    /// The value
    pub at: Cell,
    /// The rows that look at the input, in the order of measures, by one pass
    pub rows: Vec<Row>,
    /// What all cash comes to
    pub total: Total,
    /// Whether a status here is another one than at the point before
    pub turns: bool,
}

impl Engine {
    /// The answers along one input: before and after every value at which a comparison turns, and of the rest of the
    /// span evenly, at least `points` in all where the input is a number or a day; every option otherwise
    ///
    /// Without a span, a number goes to twice the last turn or the value given, whichever is more.
    /// Between two neighbouring points a status stays as it is, and an amount moves along one formula. The rows are
    /// those of one pass, because cells of other open inputs may turn elsewhere; [`Engine::assess`] may be narrower.
    ///
    /// # Example
    /// ```
    /// use tradeaid_engine::{Case, Engine, InputId, OpenInput, Pack, Place};
    /// let engine = Engine::new(Pack::default()).map_err(|fault| format!("{fault:?}"))?;
    /// let open = OpenInput { input: InputId(0), year: None };
    /// let curve = engine.what_if(&Case::default(), Place { open, item: None }, None, 8);
    /// assert!(curve.is_ok_and(|curve| curve.points.is_empty()));
    /// # Ok::<(), String>(())
    /// ```
    pub fn what_if(
        &self,
        case: &Case,
        place: Place,
        span: Option<Interval>,
        points: usize,
    ) -> Result<Curve, Overflow> {
        let mut line = Line::new(self, case, place, &|_, _| true);
        line.sheet.case.assume_readings(self.pack());
        let mut curve = Curve { points: Vec::new() };
        for cell in line.samples(span, points) {
            let point = line.read(cell, curve.points.last());
            curve.points.push(point);
        }
        if line.sheet.pass.overflowed() {
            return Err(Overflow);
        }
        Ok(curve)
    }
}

impl Line<'_> {
    /// The values a curve is drawn through
    fn samples(&mut self, span: Option<Interval>, points: usize) -> Vec<Cell> {
        let Some(input) = self.sheet.pack().input(self.place.open.input) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        if input.may_be_none {
            cells.push(Cell {
                value: Known::unknown(input).value,
                exists: Truth::False,
            });
        }
        let mut add = |value: Value| {
            cells.push(Cell {
                value,
                exists: Truth::True,
            });
        };
        match &input.domain {
            Domain::Truth => {
                add(Value::Truth(Truth::False));
                add(Value::Truth(Truth::True));
            }
            Domain::Choice(count) => {
                for option in 0..*count {
                    add(Value::Choice(Choices::one(option)));
                }
            }
            Domain::Number { .. } | Domain::Date => {
                let known = self.known();
                let pieces = self.pieces_within(known, span);
                for number in self.filled(&pieces, points) {
                    cells.push(self.cell(number, number));
                }
            }
            Domain::Text | Domain::Reference => {}
        }
        cells
    }

    /// The pieces of the span, or of as much of the domain as is worth drawing
    fn pieces_within(&mut self, known: Option<Known>, span: Option<Interval>) -> Vec<Interval> {
        let Some(domain) = self.domain() else {
            return Vec::new();
        };
        let mut pieces = self.pieces(domain);
        let span = match span.and_then(|span| domain.intersect(span)) {
            Some(span) => span,
            None => self.worth_drawing(domain, known, &pieces),
        };
        let ends = self.on_step(span.lo).zip(self.on_step(span.hi));
        let span = ends.map_or(span, |(lo, hi)| Interval { lo, hi });
        pieces.retain_mut(|piece| match piece.intersect(span) {
            Some(part) => {
                *piece = part;
                true
            }
            None => false,
        });
        pieces
    }

    /// From before the first turn or what is known to well behind the last
    fn worth_drawing(
        &self,
        domain: Interval,
        known: Option<Known>,
        pieces: &[Interval],
    ) -> Interval {
        let mut ends: Option<(Number, Number)> = None;
        let mut note = |number: Number| {
            if number.is_finite() {
                let (lo, hi) = ends.unwrap_or((number, number));
                ends = Some((lo.min(number), hi.max(number)));
            }
        };
        for piece in pieces.iter().skip(1) {
            note(piece.lo);
        }
        if let Some(known) = known.filter(|known| known.given) {
            let known = known.value.number();
            note(known.lo);
            note(known.hi);
        }
        let span = if self.is_date {
            let year = Number::from(366);
            ends.and_then(|(lo, hi)| Some((lo.minus(year)?, hi.plus(year)?)))
        } else {
            let far = ends.map(|(_, hi)| hi).filter(|hi| *hi > Number::ZERO);
            let far = far.and_then(|hi| hi.plus(hi)).unwrap_or(Number::from(FAR));
            Some((domain.lo, far))
        };
        let span = span.map_or(domain, |(lo, hi)| Interval { lo, hi });
        domain.intersect(span).unwrap_or(domain)
    }

    /// The ends of all pieces, and between them evenly spread values until there are so many
    fn filled(&self, pieces: &[Interval], points: usize) -> Vec<Number> {
        let mut numbers: Vec<Number> = Vec::new();
        let mut add = |number: Number| {
            let before = numbers.iter().rposition(|known| *known <= number);
            if before.and_then(|before| numbers.get(before)) != Some(&number) {
                numbers.insert(before.map_or(0, |before| before.saturating_add(1)), number);
            }
        };
        for piece in pieces {
            add(piece.lo);
            add(piece.hi);
        }
        let ends = pieces.first().zip(pieces.last());
        let ends = ends.map(|(first, last)| (first.lo, last.hi));
        let parts = points.saturating_sub(pieces.len().saturating_mul(2));
        let parts = i64::try_from(parts).unwrap_or(0);
        for index in 1..=parts {
            let part = ends.and_then(|(lo, hi)| {
                let share = hi.minus(lo)?.times(Number::from(index))?;
                let share = share.over(Number::from(parts.saturating_add(1)))?;
                self.on_step(lo.plus(share)?)
            });
            if let Some(number) = part {
                add(number);
            }
        }
        numbers
    }

    /// The answer at one value
    fn read(&mut self, at: Cell, before: Option<&CurvePoint>) -> CurvePoint {
        self.put(at);
        let mut all = Vec::new();
        self.sheet.evaluate(&mut all);
        let total = settle(&mut self.sheet, &all, &mut Vec::new());
        let mut rows = all;
        rows.retain(|row| self.rows.contains(&(row.measure, row.item)));
        let turns = before.is_some_and(|before| {
            let mut both = before.rows.iter().zip(&rows);
            both.any(|(before, row)| before.status != row.status)
        });
        CurvePoint {
            at,
            rows,
            total,
            turns,
        }
    }
}
