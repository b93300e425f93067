//! Numbers and days in words and as formulas.

use tradeaid_engine::node::Arguments;
use tradeaid_engine::{
    Format, InputId, InputName, Interval, Node, NodeId, Number, Rounding, Type, Value,
};
use tradeaid_wire::decimal;

use super::{Clause, Rules, Speech};
use crate::inline::Inline;
use crate::unit::{self, Unit};
use crate::voice::grouped;

/// How a calculation is written
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As a person would say it
    Words,
    /// With signs
    Formula,
}

impl Style {
    fn key(self, operation: &str) -> String {
        let room = match self {
            Self::Words => "rule.word.",
            Self::Formula => "rule.formula.",
        };
        [room, operation].concat()
    }
}

/// What binds more closely; brackets are put where it would otherwise be read wrongly
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Sum,
    Product,
    Whole,
}

impl Rules<'_> {
    /// A figure that the pack writes
    #[must_use]
    pub fn constant(&self, value: Value, unit: Option<&Unit>) -> String {
        match value {
            Value::Date(days) => match days.as_point() {
                Some(date) if unit.is_some_and(|unit| unit.format == Format::Month) => {
                    self.month(date)
                }
                Some(date) => self.date(date),
                None => String::new(),
            },
            Value::Number(range) => range
                .as_point()
                .map(|number| self.number(number, unit))
                .unwrap_or_default(),
            Value::Truth(_) | Value::Choice(_) => String::new(),
        }
    }

    /// A number in its unit; one below one without a unit is a share
    #[must_use]
    pub fn number(&self, number: Number, unit: Option<&Unit>) -> String {
        let share = unit.is_none() && !number.is_zero() && number < Number::ONE;
        let (format, unit) = match unit {
            Some(unit) => (unit.format, unit.unit.clone()),
            None if share && !number.is_negative() => (Format::Rate, String::new()),
            None => return grouped(&decimal(number).unwrap_or_default()),
        };
        let name = InputName {
            format,
            unit,
            ..InputName::default()
        };
        let written = self.voice.number(&name, number);
        if format == Format::Year {
            return self.voice.own("rule.year", &[("year", &written)]);
        }
        written
    }
}

impl Speech<'_> {
    /// A number or a day, by its letter if it has one
    #[must_use]
    pub fn value(&self, node: NodeId, style: Style) -> Inline {
        self.phrase(node, style, None).0
    }

    /// What a letter stands for, written out
    #[must_use]
    pub fn opened(&self, node: NodeId, style: Style) -> Inline {
        self.spelt(node, style, None).0
    }

    /// What a choice comes to in each case; of anything else, the one case there is
    #[must_use]
    pub fn cases(&self, node: NodeId) -> Vec<(Option<Clause>, Inline)> {
        let mut cases = Vec::new();
        let mut node = node;
        let mut is_first = true;
        while let Some(Node::Choose {
            when,
            then,
            otherwise,
        }) = self.rules.pack.node(node)
        {
            if !is_first && self.letters.get(node).is_some() {
                break;
            }
            is_first = false;
            let unit = self.rules.units.get(node);
            let value = self.phrase(*then, Style::Words, unit).0;
            cases.push((Some(self.clause(*when, false)), value));
            node = *otherwise;
        }
        let unit = self.rules.units.get(node);
        cases.push((None, self.phrase(node, Style::Words, unit).0));
        cases
    }

    pub(super) fn phrase_in(&self, node: NodeId, unit: Option<&Unit>) -> Inline {
        self.phrase(node, Style::Words, unit).0
    }

    fn phrase(&self, node: NodeId, style: Style, unit: Option<&Unit>) -> (Inline, Rank) {
        if let Some(seen) = self.seen {
            let node = seen.through(node);
            let figure = match style {
                Style::Words => None,
                Style::Formula => seen.figure(node),
            };
            return match figure {
                Some(figure) => (Inline::text(figure), Rank::Whole),
                None => self.spelt(node, style, unit),
            };
        }
        match self.letter(node) {
            Some(letter) => (letter, Rank::Whole),
            None => self.spelt(node, style, unit),
        }
    }

    fn spelt(&self, id: NodeId, style: Style, unit: Option<&Unit>) -> (Inline, Rank) {
        let Some(node) = self.rules.pack.node(id) else {
            return (Inline::default(), Rank::Whole);
        };
        let whole = |inline| (inline, Rank::Whole);
        let inner = self.rules.units.get(id).or(unit);
        match *node {
            Node::Constant(value) => whole(Inline::text(self.rules.constant(value, unit))),
            Node::Input(input) | Node::Derived { input, .. } | Node::Exists(input) => {
                whole(self.rules.name(input))
            }
            Node::Figure { input, year } => whole(self.figure(input, year, style)),
            Node::Parameter { input, on } => whole(self.parameter(input, on, style)),
            Node::Plus(a, b) => self.two("plus", (a, b), inner, style),
            Node::Minus(a, b) if self.is_year_before(id, b) => {
                whole(self.one("year_before", a, style))
            }
            Node::Minus(a, b) => self.two("minus", (a, b), inner, style),
            Node::Times(a, b) => self.two("times", (a, b), None, style),
            Node::Over(a, b) => self.two("over", (a, b), None, style),
            Node::Least(run) => whole(self.several("least", run, inner, style)),
            Node::Greatest(run) => whole(self.greatest(run, inner, style)),
            Node::Round { of, how } => {
                let key = match how {
                    Rounding::HalfUp => "round",
                    Rounding::Up => "round_up",
                    Rounding::Down => "round_down",
                };
                whole(self.one(key, of, style))
            }
            Node::DaysBetween { from, to } => {
                let (from, to) = (
                    self.phrase(from, style, None).0,
                    self.phrase(to, style, None).0,
                );
                whole(self.say(style, "days", &[("from", &from), ("to", &to)]))
            }
            Node::YearOf(of) => whole(self.one("year_of", of, style)),
            Node::Choose { .. } => whole(self.in_line(id)),
            Node::Table(_)
            | Node::Not(_)
            | Node::All(_)
            | Node::Any(_)
            | Node::Compare { .. }
            | Node::OneOf { .. } => whole(self.by_table(id)),
        }
    }

    fn say(&self, style: Style, operation: &str, fillings: &[(&str, &Inline)]) -> Inline {
        self.rules.fill(&style.key(operation), fillings)
    }

    fn one(&self, operation: &str, of: NodeId, style: Style) -> Inline {
        let (of, _) = self.phrase(of, style, None);
        self.say(style, operation, &[("a", &of)])
    }

    fn two(
        &self,
        operation: &str,
        (a, b): (NodeId, NodeId),
        unit: Option<&Unit>,
        style: Style,
    ) -> (Inline, Rank) {
        let rank = match operation {
            "plus" | "minus" => Rank::Sum,
            _ => Rank::Product,
        };
        // Taking away or dividing is read from the left, so an equal on the right needs brackets. In words nothing
        // shows that a product binds more closely, so it gets brackets too.
        let from_left = matches!(operation, "minus" | "over");
        let mixed = |inner: Rank| style == Style::Words && inner != Rank::Whole && inner != rank;
        let beside = |other| match operation {
            "times" => self.rules.units.get(other).and_then(unit::counted_in),
            _ => unit.cloned(),
        };
        let left = self.bracketed(a, style, beside(b).as_ref(), |inner| {
            inner < rank || mixed(inner)
        });
        let right = self.bracketed(b, style, beside(a).as_ref(), |inner| {
            inner < rank || mixed(inner) || (from_left && inner == rank)
        });
        let said = self.say(style, operation, &[("a", &left), ("b", &right)]);
        (said, rank)
    }

    fn bracketed(
        &self,
        node: NodeId,
        style: Style,
        unit: Option<&Unit>,
        needs: impl Fn(Rank) -> bool,
    ) -> Inline {
        let (inline, rank) = self.phrase(node, style, unit);
        if needs(rank) {
            return self.rules.fill("rule.brackets", &[("a", &inline)]);
        }
        inline
    }

    fn several(
        &self,
        operation: &str,
        run: Arguments,
        unit: Option<&Unit>,
        style: Style,
    ) -> Inline {
        let parts: Vec<Inline> = self
            .rules
            .pack
            .arguments_of(run)
            .iter()
            .map(|node| self.phrase(*node, style, unit).0)
            .collect();
        let between = self.rules.voice.texts.get("rule.several");
        self.say(
            style,
            operation,
            &[("list", &Inline::join(&parts, between))],
        )
    }

    /// What is never below zero is said so, rather than as the greater of itself and zero
    fn greatest(&self, run: Arguments, unit: Option<&Unit>, style: Style) -> Inline {
        if let [a, b] = self.rules.pack.arguments_of(run)
            && style == Style::Words
        {
            for (zero, other) in [(a, b), (b, a)] {
                if self.is_constant(*zero, Number::ZERO) {
                    return self.one("not_below_zero", *other, style);
                }
            }
        }
        self.several("greatest", run, unit, style)
    }

    fn figure(&self, input: InputId, year: NodeId, style: Style) -> Inline {
        let name = self.rules.name(input);
        let year_unit = Unit {
            format: Format::Year,
            unit: String::new(),
        };
        let (year, _) = self.phrase(year, style, Some(&year_unit));
        self.say(style, "of_year", &[("name", &name), ("year", &year)])
    }

    fn parameter(&self, input: InputId, on: NodeId, style: Style) -> Inline {
        let name = self.rules.name(input);
        // Without values of the pack's own, the day makes no difference.
        let declared = self.rules.pack.input(input);
        if declared.is_none_or(|declared| declared.dated.is_empty()) {
            return name;
        }
        let (on, _) = self.phrase(on, style, None);
        self.say(style, "on_day", &[("name", &name), ("day", &on)])
    }

    /// A choice between values inside a sentence
    fn in_line(&self, node: NodeId) -> Inline {
        let between = self.rules.voice.texts.get("rule.several");
        let cases: Vec<Inline> = self
            .cases(node)
            .iter()
            .map(|(when, value)| match when {
                Some(when) => {
                    let when = self.in_one_line(when);
                    self.rules
                        .fill("rule.case.when", &[("when", &when), ("value", value)])
                }
                None => self.rules.fill("rule.case.otherwise", &[("value", value)]),
            })
            .collect();
        self.rules
            .fill("rule.brackets", &[("a", &Inline::join(&cases, between))])
    }

    /// What a decision table gives, called by the input it derives
    #[must_use]
    pub fn by_table(&self, node: NodeId) -> Inline {
        let derived = self
            .rules
            .pack
            .derivations
            .iter()
            .find(|derivation| derivation.node == node);
        match derived {
            Some(derivation) => self.rules.name(derivation.input),
            None => self.rules.fill("rule.word.table", &[]),
        }
    }

    fn is_year_before(&self, node: NodeId, taken: NodeId) -> bool {
        let unit = self.rules.units.get(node);
        unit.is_some_and(|unit| unit.format == Format::Year) && self.is_constant(taken, Number::ONE)
    }

    fn is_constant(&self, node: NodeId, number: Number) -> bool {
        let point = Value::Number(Interval::point(number));
        self.rules.pack.node(node) == Some(&Node::Constant(point))
    }

    /// Whether a node is a condition rather than a number, a day or a choice
    #[must_use]
    pub fn is_truth(&self, node: NodeId) -> bool {
        match self.rules.pack.node(node) {
            Some(
                Node::All(_)
                | Node::Any(_)
                | Node::Not(_)
                | Node::Compare { .. }
                | Node::OneOf { .. }
                | Node::Exists(_),
            ) => true,
            Some(Node::Constant(value)) => value.kind() == Type::Truth,
            Some(Node::Choose { then, .. }) => self.is_truth(*then),
            Some(node) => {
                let input = node.input().and_then(|input| self.rules.pack.input(input));
                let unknown = input.and_then(|input| input.domain.unknown());
                unknown.is_some_and(|value| value.kind() == Type::Truth)
            }
            None => false,
        }
    }
}
