//! The smallest single change that makes a measure apply: one input other than it is, everything else as it is.

use crate::assess::Overflow;
use crate::cells::{Cell, Place};
use crate::engine::{Engine, Worksheet};
use crate::line::Line;
use crate::open::{self, OpenInput};
use crate::pack::{Domain, InputClass};
use crate::row::Row;
use crate::{Case, Choices, Interval, Known, MAX_OPTIONS, MeasureId, Number, Status, Truth, Value};

/// One change after which a measure applies
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What is changed
    pub place: Place,
    /// What the case knows of it
    pub from: Known,
    /// The nearest value that makes the measure apply; everything that does, where the case leaves it open
    pub to: Cell,
    /// All the values around it that do
    pub when: Cell,
    /// The row after the change
    pub then: Row,
    size: (Effort, Number),
}

/// What kind of change it is, the easiest first
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effort {
    /// An open input is answered
    Answer,
    /// A number or a day moves
    Move,
    /// Another option, a yes for a no, something where there is none
    Switch,
}

impl Engine {
    /// The single changes that make a measure apply, the smallest first; none where it applies already, where the
    /// case has nothing that it is about, or where no single change does
    ///
    /// Numbers and days move by their share: from 35 million to 30 million is a seventh. Readings, what an
    /// authority sets for everyone and the day of assessment are no changes.
    pub fn nearest(&self, case: &Case, measure: MeasureId) -> Result<Vec<Change>, Overflow> {
        let mut sheet = Worksheet::new(self, case);
        sheet.case.assume_readings(self.pack());
        let mut rows = Vec::new();
        sheet.evaluate(&mut rows);
        if sheet.pass.overflowed() {
            return Err(Overflow);
        }
        let mut changes: Vec<Change> = Vec::new();
        for mut row in rows {
            if row.measure != measure {
                continue;
            }
            sheet.run_case();
            sheet.tighten(&mut row);
            if matches!(row.status, Status::NotEligible | Status::Undetermined) {
                for place in sheet.movable(row) {
                    let mut line = Line::new(self, &sheet.case, place, &|measure, item| {
                        (measure, item) == (row.measure, row.item)
                    });
                    if let Some(change) = line.nearest(row) {
                        let behind = changes.iter().rposition(|known| known.size <= change.size);
                        changes.insert(behind.map_or(0, |place| place.saturating_add(1)), change);
                    }
                }
            }
        }
        Ok(changes)
    }
}

impl Worksheet<'_> {
    /// The inputs that a row rests on and that the enterprise can change or tell
    fn movable(&mut self, row: Row) -> Vec<Place> {
        let pack = self.pack();
        let engine = self.engine;
        self.run_case();
        let view = self.view(row.item);
        let mut places: Vec<Place> = Vec::new();
        for node in engine.cone(row.measure) {
            let Some(node) = pack.node(*node) else {
                continue;
            };
            let localities = pack.localities(node).map(|place| OpenInput {
                input: place.input,
                year: None,
            });
            for open in open::read_by(&view, node).into_iter().chain(localities) {
                let Some(input) = pack.input(open.input) else {
                    continue;
                };
                let place = Place::of(pack, open, row.item);
                let is_own = match input.class {
                    InputClass::Fact => pack.as_of != Some(open.input),
                    InputClass::Parameter => place.item.is_some(),
                    InputClass::Reading => false,
                };
                let can_be_put = !input.yearly || open.year.is_some();
                if is_own && can_be_put && !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places
    }
}

impl Line<'_> {
    /// The smallest change of this input after which a row applies
    fn nearest(&mut self, row: Row) -> Option<Change> {
        let from = self.known()?;
        let input = self.sheet.pack().input(self.place.open.input)?;
        let any = Known::unknown(input);
        let everything = Cell {
            value: any.value,
            exists: any.exists,
        };
        if self.row_at(row, everything).status == Status::NotEligible {
            return None;
        }
        let (size, to, when) = match input.domain {
            Domain::Number { .. } | Domain::Date => self.nearest_number(row, &from),
            Domain::Truth | Domain::Choice(_) => self.nearest_option(row, &from, any.value),
            Domain::Text | Domain::Reference => None,
        }
        .or_else(|| self.without(row, &from))?;
        let mut then = self.row_at(row, to);
        self.sheet.run_case();
        self.sheet.tighten(&mut then);
        // It applies at every single value of these, even where all of them at once leave it open.
        let status = Status::Eligible;
        let then = Row { status, ..then };
        Some(Change {
            place: self.place,
            from,
            to,
            when,
            then,
            size,
        })
    }

    /// A row with a cell in the input's place, by one pass: so it stands for every value until the next turn
    fn row_at(&mut self, mut row: Row, cell: Cell) -> Row {
        self.put(cell);
        self.sheet.read_again(&mut row);
        row
    }

    fn applies_at(&mut self, row: Row, cell: Cell) -> bool {
        self.row_at(row, cell).status == Status::Eligible
    }

    /// Whether it applies without the input, where that can be none and is not
    fn without(&mut self, row: Row, from: &Known) -> Option<((Effort, Number), Cell, Cell)> {
        let input = self.sheet.pack().input(self.place.open.input)?;
        let none = Cell {
            value: from.value,
            exists: Truth::False,
        };
        let can_be = input.may_be_none && from.exists != Truth::False;
        let effort = if from.exists == Truth::Open {
            Effort::Answer
        } else {
            Effort::Switch
        };
        (can_be && self.applies_at(row, none)).then_some(((effort, Number::ZERO), none, none))
    }

    fn nearest_number(&mut self, row: Row, from: &Known) -> Option<((Effort, Number), Cell, Cell)> {
        let known = from.value.number();
        let mut best: Option<((Effort, Number), Interval, Interval)> = None;
        for run in self.runs(row) {
            let (size, to) = if let Some(both) = known.intersect(run) {
                let effort = match from.exists {
                    Truth::False => Effort::Switch,
                    Truth::True | Truth::Open => Effort::Answer,
                };
                ((effort, Number::ZERO), both)
            } else {
                let (near, to) = if known.hi < run.lo {
                    (known.hi, run.lo)
                } else {
                    (known.lo, run.hi)
                };
                ((Effort::Move, self.share(near, to)?), Interval::point(to))
            };
            if best.as_ref().is_none_or(|(least, _, _)| size < *least) {
                best = Some((size, to, run));
            }
        }
        let (size, to, run) = best?;
        Some((size, self.cell(to.lo, to.hi), self.cell(run.lo, run.hi)))
    }

    /// The runs of values at which a row applies
    fn runs(&mut self, row: Row) -> Vec<Interval> {
        let mut runs: Vec<Interval> = Vec::new();
        let pieces = self.domain().map(|domain| self.pieces(domain));
        let mut goes_on = false;
        for piece in pieces.unwrap_or_default() {
            let applies = self.applies_at(row, self.cell(piece.lo, piece.lo));
            match runs.last_mut() {
                Some(run) if goes_on && applies => run.hi = piece.hi,
                _ if applies => runs.push(piece),
                _ => {}
            }
            goes_on = applies;
        }
        runs
    }

    /// How far a number moves, as a part of the greater of the two; a day as a part of a year
    fn share(&self, near: Number, to: Number) -> Option<Number> {
        let away = |a: Number, b: Number| if a < b { b.minus(a) } else { a.minus(b) };
        let far = away(near, to)?;
        if self.is_date {
            return far.over(Number::from(365));
        }
        let whole = away(near, Number::ZERO)?.max(away(to, Number::ZERO)?);
        far.over(whole)
    }

    fn nearest_option(
        &mut self,
        row: Row,
        from: &Known,
        all: Value,
    ) -> Option<((Effort, Number), Cell, Cell)> {
        let mut answers: Option<Value> = None;
        let mut others: Option<Value> = None;
        let exists = Truth::True;
        let options = match all {
            Value::Truth(_) => 2,
            _ => MAX_OPTIONS,
        };
        for option in 0..options {
            let one = match all {
                Value::Truth(_) => Value::Truth(Truth::from(option > 0)),
                _ => Value::Choice(all.choices().intersect(Choices::one(option))),
            };
            if one == Value::Choice(Choices::NONE) {
                continue;
            }
            if self.applies_at(row, Cell { value: one, exists }) {
                let is_possible = from.exists.may_hold() && from.value.hull(one) == from.value;
                let found = if is_possible {
                    &mut answers
                } else {
                    &mut others
                };
                *found = Some(found.map_or(one, |found| found.hull(one)));
            }
        }
        let (effort, value) = match (answers, others) {
            (Some(answers), _) => (Effort::Answer, answers),
            (None, others) => (Effort::Switch, others?),
        };
        let cell = Cell { value, exists };
        Some(((effort, Number::ZERO), cell, cell))
    }
}
