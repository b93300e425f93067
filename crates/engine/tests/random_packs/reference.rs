//! The reference: what a pack means for a case of which everything is known, computed by plain recursion.
//!
//! It shares the pack's data with the engine and nothing else: no intervals, no cells, no order of evaluation.

use tradeaid_engine::node::{Arguments, Comparison, Node, Table, Test};
use tradeaid_engine::pack::{Alternative, InputClass, Measure, Nature, Pack, Word};
use tradeaid_engine::{
    Case, Cents, Choices, Date, InputId, Item, ItemId, Known, MeasureId, NodeId, Number, Rounding,
    Scope, Status, Truth, Value,
};

use crate::fraction::{Fraction, Towards};

/// A value of which nothing is open
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Point {
    Truth(bool),
    Number(Fraction),
    Choice(u8),
    Date(Date),
}

/// What a row comes to
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: Status,
    pub(crate) lo: Cents,
    pub(crate) hi: Option<Cents>,
}

/// A complete case beside its pack
pub(crate) struct Reference<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) case: &'a Case,
}

pub(crate) fn fraction(number: Number) -> Option<Fraction> {
    let (above, below) = number.parts()?;
    Fraction::new(above, i128::from(below))
}

pub(crate) fn point(value: Value) -> Option<Point> {
    match value {
        Value::Truth(Truth::True) => Some(Point::Truth(true)),
        Value::Truth(Truth::False) => Some(Point::Truth(false)),
        Value::Truth(Truth::Open) => None,
        Value::Number(range) => range.as_point().and_then(fraction).map(Point::Number),
        Value::Choice(choices) => choices.as_point().map(Point::Choice),
        Value::Date(days) => days.as_point().map(Point::Date),
    }
}

impl Reference<'_> {
    /// What a measure comes to for an item; nothing where a number grew too large
    pub(crate) fn row(&self, measure: MeasureId, item: Option<ItemId>) -> Option<Outcome> {
        let measure = self.pack.measures.get(measure.index())?;
        let item = item.and_then(|id| self.case.items.get(id.index()));
        let none = |status| Outcome {
            status,
            lo: 0,
            hi: Some(0),
        };
        if !self.truth(measure.eligible, item)? {
            return Some(none(Status::NotEligible));
        }
        let status = if measure.entitles {
            Status::Eligible
        } else {
            Status::Undetermined
        };
        if measure.amount.is_empty() {
            return Some(none(status));
        }
        let (lo, hi) = self.amount(measure, item)?;
        let promised = measure.entitles && measure.nature != Nature::PriceCeiling;
        Some(Outcome {
            status,
            lo: if promised { lo } else { 0 },
            hi,
        })
    }

    fn amount(&self, measure: &Measure, item: Option<&Item>) -> Option<(Cents, Option<Cents>)> {
        for alternative in &measure.amount {
            let applies = match alternative.when {
                Some(node) => self.truth(node, item)?,
                None => true,
            };
            if applies {
                return self.bounds(alternative, item);
            }
        }
        Some((0, None))
    }

    /// The law's floor and ceiling, neither above the cost, neither below zero, rounded as its word says.
    fn bounds(
        &self,
        alternative: &Alternative,
        item: Option<&Item>,
    ) -> Option<(Cents, Option<Cents>)> {
        let how = match alternative.word {
            Word::Exactly => Towards::HalfAway,
            Word::AtLeast => Towards::Ceiling,
            Word::AtMost | Word::Unspecified | Word::FeeCeiling => Towards::Floor,
        };
        let mut hi: Option<Cents> = None;
        for node in [alternative.ceiling, alternative.cap].into_iter().flatten() {
            let limit = cents(self.number(node, item)?, how)?;
            hi = Some(hi.map_or(limit, |known| known.min(limit)));
        }
        let floor = match alternative.floor {
            Some(node) => cents(self.number(node, item)?, how)?,
            None => 0,
        };
        Some((hi.map_or(floor, |hi| floor.min(hi)), hi))
    }

    pub(crate) fn truth(&self, node: NodeId, item: Option<&Item>) -> Option<bool> {
        match self.value(node, item)? {
            Point::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    pub(crate) fn number(&self, node: NodeId, item: Option<&Item>) -> Option<Fraction> {
        match self.value(node, item)? {
            Point::Number(number) => Some(number),
            Point::Date(date) => Some(Fraction::whole(i128::from(date.days_since(Date::FIRST)))),
            _ => None,
        }
    }

    fn date(&self, node: NodeId, item: Option<&Item>) -> Option<Date> {
        match self.value(node, item)? {
            Point::Date(date) => Some(date),
            _ => None,
        }
    }

    fn value(&self, node: NodeId, item: Option<&Item>) -> Option<Point> {
        let truth = |node| self.truth(node, item);
        let number = |node| self.number(node, item);
        Some(match *self.pack.node(node)? {
            Node::Constant(value) => point(value)?,
            Node::Input(input) => self.input(input, item)?,
            Node::Exists(input) => Point::Truth(self.known(input, item)?.exists == Truth::True),
            Node::Figure { input, year } => self.figure(input, number(year)?)?,
            Node::Parameter { input, on } => self.parameter(input, self.date(on, item)?, item)?,
            Node::Derived { input, from } => {
                if self.known(input, item)?.given {
                    self.input(input, item)?
                } else {
                    self.value(from, item)?
                }
            }
            Node::Choose {
                when,
                then,
                otherwise,
            } => self.value(if truth(when)? { then } else { otherwise }, item)?,
            Node::Table(table) => self.look_up(self.pack.tables.get(table.index())?, item)?,
            Node::OneOf { of, wanted } => match self.value(of, item)? {
                Point::Choice(option) => Point::Truth(has(wanted, option)),
                _ => return None,
            },
            Node::Compare { how, left, right } => {
                let order = number(left)?.cmp(&number(right)?);
                Point::Truth(match how {
                    Comparison::Below => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::Equal => order.is_eq(),
                    Comparison::AtLeast => order.is_ge(),
                    Comparison::Above => order.is_gt(),
                })
            }
            Node::Not(of) => Point::Truth(!truth(of)?),
            Node::All(run) => Point::Truth(!self.truths(run, item)?.contains(&false)),
            Node::Any(run) => Point::Truth(self.truths(run, item)?.contains(&true)),
            ref arithmetic => Point::Number(self.reckoned(arithmetic, item)?),
        })
    }

    fn reckoned(&self, node: &Node, item: Option<&Item>) -> Option<Fraction> {
        let number = |node| self.number(node, item);
        match *node {
            Node::Plus(a, b) => number(a)?.plus(number(b)?),
            Node::Minus(a, b) => number(a)?.minus(number(b)?),
            Node::Times(a, b) => number(a)?.times(number(b)?),
            Node::Over(a, b) => number(a)?.over(number(b)?),
            Node::Least(run) => self.numbers(run, item)?.into_iter().min(),
            Node::Greatest(run) => self.numbers(run, item)?.into_iter().max(),
            Node::Round { of, how } => {
                let towards = match how {
                    Rounding::HalfUp => Towards::HalfAway,
                    Rounding::Up => Towards::Ceiling,
                    Rounding::Down => Towards::Floor,
                };
                Fraction::new(number(of)?.cents(towards)?, 100)
            }
            Node::DaysBetween { from, to } => {
                let days = self.date(to, item)?.days_since(self.date(from, item)?);
                Some(Fraction::whole(i128::from(days)))
            }
            Node::YearOf(of) => {
                let year = self.date(of, item)?.year();
                Some(Fraction::whole(i128::from(year)))
            }
            _ => None,
        }
    }

    fn truths(&self, run: Arguments, item: Option<&Item>) -> Option<Vec<bool>> {
        let nodes = self.pack.arguments_of(run).iter();
        nodes.map(|node| self.truth(*node, item)).collect()
    }

    fn numbers(&self, run: Arguments, item: Option<&Item>) -> Option<Vec<Fraction>> {
        let nodes = self.pack.arguments_of(run).iter();
        nodes.map(|node| self.number(*node, item)).collect()
    }

    fn figure(&self, input: InputId, year: Fraction) -> Option<Point> {
        let year = i32::try_from(year.to_whole()?).ok()?;
        let slot = usize::from(self.pack.input(input)?.slot);
        let figure = self.case.series.get(slot)?.year(year)?;
        fraction(figure.as_point()?).map(Point::Number)
    }

    fn known<'s>(&'s self, input: InputId, item: Option<&'s Item>) -> Option<&'s Known> {
        let declared = self.pack.input(input)?;
        let kept: &[Known] = match declared.scope {
            Scope::Case => &self.case.values,
            Scope::Item(_) => &item?.values,
        };
        kept.get(usize::from(declared.slot))
    }

    fn input(&self, input: InputId, item: Option<&Item>) -> Option<Point> {
        let known = self.known(input, item)?;
        let declared = self.pack.input(input)?;
        if declared.class == InputClass::Reading && !known.given && declared.assumed.is_some() {
            return point(declared.assumed?);
        }
        point(known.value)
    }

    fn parameter(&self, input: InputId, on: Date, item: Option<&Item>) -> Option<Point> {
        let mut value = self.known(input, item)?.value;
        if !self.known(input, item)?.given {
            for dated in &self.pack.input(input)?.dated {
                let holds = match dated.place {
                    None => true,
                    Some(place) => match self.input(place.input, item)? {
                        Point::Choice(option) => has(place.options, option),
                        _ => return None,
                    },
                };
                if holds && dated.from <= on && on <= dated.to {
                    value = dated.value;
                }
            }
        }
        point(value)
    }

    fn look_up(&self, table: &Table, item: Option<&Item>) -> Option<Point> {
        for row in &table.rows {
            let mut matches = true;
            for (column, test) in table.columns.iter().zip(&row.tests) {
                matches = matches && self.passes(*column, test, item)?;
            }
            if matches {
                return point(row.output);
            }
        }
        None
    }

    fn passes(&self, column: NodeId, test: &Test, item: Option<&Item>) -> Option<bool> {
        Some(match *test {
            Test::Any => true,
            Test::OneOf(wanted) => match self.value(column, item)? {
                Point::Choice(option) => has(wanted, option),
                _ => return None,
            },
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let value = self.number(column, item)?;
                let above = fraction(lo).is_none_or(|lo| value > lo || (lo_in && value == lo));
                let below = fraction(hi).is_none_or(|hi| value < hi || (hi_in && value == hi));
                above && below
            }
        })
    }
}

/// An amount, which is never below zero
pub(crate) fn cents(number: Fraction, towards: Towards) -> Option<Cents> {
    Cents::try_from(number.cents(towards)?.max(0)).ok()
}

fn has(wanted: Choices, option: u8) -> bool {
    wanted.iter().any(|known| known == option)
}
