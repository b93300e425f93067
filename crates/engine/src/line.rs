//! One input moved along its values while everything else stays: where the comparisons of a graph change sides.
//!
//! Between two neighbouring turns every comparison, every least or greatest and every row of a table keeps its
//! outcome, so that a status is constant there and an amount follows one formula. Knows nothing of what is asked.

use crate::cells::{Cell, Place};
use crate::engine::{Engine, Worksheet};
use crate::gap::{Gap, compare};
use crate::node::Node;
use crate::pack::Domain;
use crate::row::Row;
use crate::{
    Case, Date, Days, Interval, ItemId, Known, MeasureId, NodeId, Number, Scope, Status, Truth,
    Value, Workspace,
};

/// The most pieces that a span is cut into
const MAX_PIECES: usize = 256;

/// An input that is moved
pub(crate) struct Line<'a> {
    pub(crate) sheet: Worksheet<'a>,
    pub(crate) place: Place,
    /// The rows that look at it, by measure and item
    pub(crate) rows: Vec<(MeasureId, Option<ItemId>)>,
    /// The comparing nodes that it reaches, block by block
    blocks: Vec<(Option<ItemId>, Vec<NodeId>)>,
    step: Number,
    /// Whether its values are days
    pub(crate) is_date: bool,
}

/// A value on the line, and the gaps there
#[derive(Clone)]
struct Stop {
    at: Number,
    overflowed: bool,
    gaps: Vec<Gap>,
}

impl<'a> Line<'a> {
    /// A line through an input of a case whose readings are settled; `only` limits the rows it is drawn for
    pub(crate) fn new(
        engine: &'a Engine,
        case: &Case,
        place: Place,
        only: &dyn Fn(MeasureId, Option<ItemId>) -> bool,
    ) -> Self {
        let domain = engine.pack().input(place.open.input);
        let domain = domain.map(|input| &input.domain);
        let mut line = Self {
            sheet: Worksheet::new(engine, case),
            place,
            rows: Vec::new(),
            blocks: Vec::new(),
            step: match domain {
                Some(Domain::Number { step, .. }) => *step,
                _ => Number::ONE,
            },
            is_date: domain == Some(&Domain::Date),
        };
        line.find_rows(only);
        line.find_blocks();
        line
    }

    fn find_rows(&mut self, only: &dyn Fn(MeasureId, Option<ItemId>) -> bool) {
        let pack = self.sheet.pack();
        let input = self.place.open.input;
        for (id, measure) in (0_u16..).map(MeasureId).zip(&pack.measures) {
            let reads = |node: &NodeId| {
                let node = pack.node(*node);
                node.is_some_and(|node| pack.looks_at(node, input))
            };
            if !self.sheet.engine.cone(id).iter().any(reads) {
                continue;
            }
            let mut add = |item: Option<ItemId>| {
                let is_meant = self.place.item.is_none() || self.place.item == item;
                if is_meant && only(id, item) {
                    self.rows.push((id, item));
                }
            };
            match measure.scope {
                Scope::Case => add(None),
                Scope::Item(kind) => {
                    for (item, of) in (0_u16..).map(ItemId).zip(&self.sheet.case.items) {
                        if of.kind == kind {
                            add(Some(item));
                        }
                    }
                }
            }
        }
    }

    fn find_blocks(&mut self) {
        let pack = self.sheet.pack();
        let mut reached = vec![false; pack.nodes.len()];
        for (index, node) in pack.nodes.iter().enumerate() {
            let mut is_reached = pack.looks_at(node, self.place.open.input);
            node.for_each_argument(pack, |argument| {
                is_reached = is_reached || reached.get(argument.index()) == Some(&true);
            });
            if let Some(mark) = reached.get_mut(index) {
                *mark = is_reached;
            }
        }
        for (measure, item) in &self.rows {
            let known = self.blocks.iter().position(|(known, _)| known == item);
            let index = known.unwrap_or(self.blocks.len());
            if known.is_none() {
                self.blocks.push((*item, Vec::new()));
            }
            let Some((_, nodes)) = self.blocks.get_mut(index) else {
                continue;
            };
            for node in self.sheet.engine.cone(*measure) {
                let compares = matches!(
                    pack.node(*node),
                    Some(
                        Node::Compare { .. }
                            | Node::Least(_)
                            | Node::Greatest(_)
                            | Node::Table(_)
                            | Node::Choose { .. }
                            | Node::Times(..)
                            | Node::Over(..)
                    )
                );
                if compares && reached.get(node.index()) == Some(&true) && !nodes.contains(node) {
                    nodes.push(*node);
                }
            }
        }
    }

    /// A number of the line as a cell of its input
    pub(crate) fn cell(&self, lo: Number, hi: Number) -> Cell {
        let day = |number: Number| Date::FIRST.plus_days(number.to_i32().unwrap_or(0));
        let value = if self.is_date {
            Value::Date(Days {
                lo: day(lo),
                hi: day(hi),
            })
        } else {
            Value::Number(Interval { lo, hi })
        };
        Cell {
            value,
            exists: Truth::True,
        }
    }

    /// Puts a cell in the input's place
    ///
    /// A yearly input without a year is every year at once.
    pub(crate) fn put(&mut self, cell: Cell) {
        let pack = self.sheet.pack();
        let input = pack.input(self.place.open.input);
        if let Some(input) = input
            && input.yearly
            && self.place.open.year.is_none()
        {
            if let Some(series) = self.sheet.case.series.get_mut(usize::from(input.slot)) {
                series.every = Some(cell.value.number());
                series.years.clear();
            }
            return;
        }
        self.place
            .swap(pack, &mut self.sheet.case, &mut cell.known());
    }

    /// What the case knows of the input
    pub(crate) fn known(&self) -> Option<Known> {
        let pack = self.sheet.pack();
        let input = pack.input(self.place.open.input)?;
        if input.yearly {
            let series = self.sheet.case.series.get(usize::from(input.slot))?;
            let figure = match self.place.open.year {
                Some(year) => series.year(year),
                None => series.every,
            };
            let unknown = Known::unknown(input);
            return Some(figure.map_or(unknown, |figure| Known::given(Value::Number(figure))));
        }
        let item = self.place.item;
        let item = item.and_then(|item| self.sheet.case.items.get(item.index()));
        self.sheet.case.known(input, item).copied()
    }

    /// Everything the input can be, in numbers
    pub(crate) fn domain(&self) -> Option<Interval> {
        let input = self.sheet.pack().input(self.place.open.input)?;
        match &input.domain {
            Domain::Number { lo, hi, .. } => Some(Interval { lo: *lo, hi: *hi }),
            Domain::Date => Some(Days::ALL.to_interval()),
            _ => None,
        }
    }

    /// The nearest value at or below a number that the input can take
    pub(crate) fn on_step(&self, number: Number) -> Option<Number> {
        number.floor_to(self.step)
    }

    /// A span cut before every turn, in order; where the arithmetic leaves its range there is no piece
    ///
    /// Where a comparison may turn and turn back unseen, one pass over the whole piece tells, and the piece is halved.
    pub(crate) fn pieces(&mut self, span: Interval) -> Vec<Interval> {
        let mut pieces = Vec::new();
        let mut pending = vec![(self.stop(span.lo), self.stop(span.hi))];
        while let Some((from, to)) = pending.pop() {
            let whole = Interval {
                lo: from.at,
                hi: to.at,
            };
            let may_turn = pieces.len().saturating_add(pending.len()) < MAX_PIECES;
            let cut = may_turn.then(|| {
                let turn = self.last_before(&from, &to);
                turn.or_else(|| self.middle_of_bend(whole))
            });
            let before = cut.flatten();
            let after = before.as_ref().and_then(|stop| stop.at.plus(self.step));
            if let (Some(before), Some(after)) = (before, after) {
                pending.push((self.stop(after), to));
                pending.push((from, before));
            } else if !from.overflowed {
                pieces.push(whole);
            }
        }
        pieces
    }

    /// The middle of a piece over which a status is not seen to stay as it is at its ends
    fn middle_of_bend(&mut self, piece: Interval) -> Option<Stop> {
        let whole = self.statuses(self.cell(piece.lo, piece.hi));
        let mut ends = [piece.lo, piece.hi].into_iter();
        if ends.all(|end| self.statuses(self.cell(end, end)) == whole) {
            return None;
        }
        let middle = piece.lo.plus(piece.hi)?.over(Number::from(2))?;
        let middle = self.on_step(middle).filter(|middle| *middle < piece.hi)?;
        Some(self.stop(middle))
    }

    fn statuses(&mut self, cell: Cell) -> Vec<Status> {
        self.put(cell);
        let mut statuses = Vec::new();
        for (measure, item) in &self.rows {
            let mut row = Row {
                item: *item,
                ..Row::not_applicable(*measure)
            };
            self.sheet.read_again(&mut row);
            statuses.push(row.status);
        }
        statuses
    }

    /// The last value at which the first comparison that turns between two stops is still as at the first of them
    fn last_before(&mut self, from: &Stop, to: &Stop) -> Option<Stop> {
        let mut both = from.gaps.iter().zip(&to.gaps);
        let index = both.position(|(before, after)| before.side != after.side);
        let turning = |stop: &Stop| index.and_then(|index| stop.gaps.get(index)).copied();
        let outcome = |stop: &Stop| (stop.overflowed, turning(stop).map(|gap| gap.side));
        if outcome(from) == outcome(to) {
            return None;
        }
        let mut last = from.clone();
        let mut high = to.at;
        let mut guess = turning(from)
            .zip(turning(to))
            .and_then(|(before, after)| self.crossing(from.at, to.at, before.width?, after.width?));
        // Where the crossing is exact, its neighbour is already on the other side; else the rest is halved.
        let mut may_be_exact = true;
        while last.at.plus(self.step)? < high {
            let middle = match guess.take() {
                Some(guess) if last.at < guess && guess < high => guess,
                _ => self.on_step(last.at.plus(high)?.over(Number::from(2))?)?,
            };
            let stop = self.stop(middle);
            let stays = outcome(&stop) == outcome(from);
            if may_be_exact {
                guess = if stays {
                    middle.plus(self.step)
                } else {
                    middle.minus(self.step)
                };
                may_be_exact = false;
            }
            if stays {
                last = stop;
            } else {
                high = middle;
            }
        }
        Some(last)
    }

    /// Where a gap that shrinks evenly is closed
    fn crossing(&self, from: Number, to: Number, before: Number, after: Number) -> Option<Number> {
        let share = before.over(before.minus(after)?)?;
        self.on_step(from.plus(to.minus(from)?.times(share)?)?)
    }

    fn stop(&mut self, at: Number) -> Stop {
        self.put(self.cell(at, at));
        self.sheet.run_case();
        let mut gaps = Vec::new();
        for (item, nodes) in &self.blocks {
            let view = self.sheet.view(*item);
            for node in nodes {
                compare(&view, *node, &mut gaps);
            }
        }
        let overflowed = self.sheet.pass.overflowed();
        if overflowed {
            self.sheet.pass = Workspace::new(self.sheet.pack());
        }
        Stop {
            at,
            overflowed,
            gaps,
        }
    }
}
