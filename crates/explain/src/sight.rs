//! What a case knows, as words: the values of one pass beside the names of what they are of. Decides nothing; every
//! truth and every number is read off the pass.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{
    Case, Days, Format, InputClass, InputId, Interval, Item, Known, Node, NodeId, Number, Truth,
    Value, Workspace,
};
use tradeaid_wire::day;

use crate::rules::{Rules, Seen, Speech};
use crate::unit::Unit;

/// The most years that are named one by one
const FEW: i32 = 3;

/// A case and the values of its pass, for one item or for the enterprise
pub(crate) struct Sight<'a> {
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) case: &'a Case,
    pub(crate) item: Option<&'a Item>,
    pub(crate) pass: &'a Workspace,
}

impl Sight<'_> {
    /// Whether a condition holds
    pub(crate) fn truth(&self, node: NodeId) -> Truth {
        self.pass.value(node).truth()
    }

    /// One of our own sentences, filled
    pub(crate) fn own(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        let text = self.rules.voice.own(key, fillings);
        // A wide bracket brings its own space.
        text.replace("） ", "）")
    }

    /// An input that a node reads itself
    pub(crate) fn input(&self, node: NodeId) -> Option<(InputId, &Input)> {
        let id = self.rules.pack.node(node)?.input()?;
        Some((id, self.rules.pack.input(id)?))
    }

    fn known(&self, input: &Input) -> Option<&Known> {
        self.case.known(input, self.item)
    }

    /// Whether an input is known not to exist
    pub(crate) fn is_none(&self, input: &Input) -> bool {
        let known = self.known(input).filter(|_| !input.yearly);
        known.is_some_and(|known| known.exists == Truth::False)
    }

    /// Whether the case says anything of an input itself
    pub(crate) fn is_given(&self, input: &Input) -> bool {
        self.known(input).is_some_and(|known| known.given)
    }

    /// What an input that a node reads is called, with the year if it is settled
    pub(crate) fn name(&self, node: NodeId) -> Option<String> {
        let (id, input) = self.input(node)?;
        let years = match self.rules.pack.node(node) {
            Some(Node::Figure { year, .. }) => Some(self.years(*year)),
            _ => None,
        };
        let voice = self.rules.voice;
        let label = match years.as_deref() {
            None => voice.label(id, None),
            Some([year]) => voice.label(id, Some(*year)),
            Some(years) => self.label_of_years(&voice.label(id, None), years),
        };
        let key = if input.class == InputClass::Reading {
            "rule.name.reading"
        } else {
            "rule.name"
        };
        Some(self.own(key, &[("name", &label)]))
    }

    /// The years that a node can be; none if they are too many to be named
    fn years(&self, node: NodeId) -> Vec<i32> {
        let range = self.pass.value(node).number();
        let end = |number: Number| i32::try_from(number.to_integer()?).ok();
        match end(range.lo).zip(end(range.hi)) {
            Some((first, last)) if last.saturating_sub(first) < FEW => (first..=last).collect(),
            _ => Vec::new(),
        }
    }

    fn label_of_years(&self, label: &str, years: &[i32]) -> String {
        if years.is_empty() {
            return self.own("explain.some_year", &[("label", label)]);
        }
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        let years = self.rules.voice.one_of(&years);
        self.own("of_year", &[("label", label), ("year", &years)])
    }

    /// What is known of a node, `none` and unknown included
    pub(crate) fn said(&self, node: NodeId) -> String {
        let is_none = self
            .input(node)
            .is_some_and(|(_, input)| self.is_none(input));
        if is_none {
            return self.own("value.none", &[]);
        }
        let worth = self.worth(node, "explain.between");
        worth.unwrap_or_else(|| self.own("value.unknown", &[]))
    }

    /// What is known of a node's value, if anything; two ends are written by a pattern
    pub(crate) fn worth(&self, node: NodeId, between: &str) -> Option<String> {
        let voice = self.rules.voice;
        let unit = self.rules.units.get(node);
        match (self.pass.value(node), self.input(node)) {
            (Value::Number(range), of) => {
                let whole = of.and_then(|(_, input)| input.domain.unknown());
                // Of what is reckoned, zero is no bound worth telling unless there is an upper one.
                let nothing = Interval {
                    lo: if range.hi.is_finite() || !range.lo.is_zero() {
                        Number::NEGATIVE_INFINITY
                    } else {
                        Number::ZERO
                    },
                    hi: Number::INFINITY,
                };
                let whole = whole.map_or(nothing, |value| value.number());
                self.range(*range, whole, between, &|number| {
                    self.rules.number(number, unit)
                })
            }
            (Value::Date(days), _) => self.days(*days, unit, between),
            (value, Some((id, _))) => voice.value(id, *value),
            (value @ Value::Choice(_), None) => {
                let speech = Speech::of_case(self.rules, self);
                voice.value(speech.chosen(node)?, *value)
            }
            (Value::Truth(_), None) => None,
        }
    }

    fn range(
        &self,
        range: Interval,
        whole: Interval,
        between: &str,
        number: &dyn Fn(Number) -> String,
    ) -> Option<String> {
        if let Some(point) = range.as_point() {
            return Some(number(point));
        }
        let from = (range.lo > whole.lo && range.lo.is_finite()).then(|| number(range.lo));
        let to = (range.hi < whole.hi && range.hi.is_finite()).then(|| number(range.hi));
        self.rules.voice.between(from, to, between)
    }

    fn days(&self, days: Days, unit: Option<&Unit>, between: &str) -> Option<String> {
        let is_month = unit.is_some_and(|unit| unit.format == Format::Month);
        let text = |date| {
            let mut text = day(date);
            text.truncate(if is_month { 7 } else { 10 });
            text
        };
        let from = (days.lo > Days::ALL.lo).then(|| text(days.lo));
        let to = (days.hi < Days::ALL.hi).then(|| text(days.hi));
        self.rules.voice.between(from, to, between)
    }

    /// The inputs that a node's value comes from, as far as they can matter, each once
    pub(crate) fn sources(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.gather(node, &mut found);
        found
    }

    fn gather(&self, node: NodeId, found: &mut Vec<NodeId>) {
        let id = self.through(node);
        let Some(node) = self.rules.pack.node(id) else {
            return;
        };
        if let Node::Figure { year, .. } = node
            && self.years(*year).len() != 1
        {
            self.gather(*year, found);
        }
        if node.input().is_none() {
            let mut parts = Vec::new();
            node.for_each_argument(self.rules.pack, |part| parts.push(part));
            for part in parts {
                self.gather(part, found);
            }
            return;
        }
        let name = self.name(id);
        if found.iter().all(|known| self.name(*known) != name) {
            found.push(id);
        }
    }
}

impl Seen for Sight<'_> {
    fn through(&self, node: NodeId) -> NodeId {
        let mut node = node;
        while let Some(Node::Choose {
            when,
            then,
            otherwise,
        }) = self.rules.pack.node(node)
        {
            node = match self.truth(*when) {
                Truth::True => *then,
                Truth::False => *otherwise,
                Truth::Open => return node,
            };
        }
        node
    }

    fn figure(&self, node: NodeId) -> Option<String> {
        let written = |text: String| {
            if self.pass.value(node).is_point() {
                return text;
            }
            self.own("rule.brackets", &[("a", &text)])
        };
        match self.rules.pack.node(node)? {
            Node::DaysBetween { .. } => {
                let range = self.pass.value(node).number();
                let whole = Interval {
                    lo: Number::ZERO,
                    hi: Number::INFINITY,
                };
                let days = self.range(range, whole, "value.between", &|number| {
                    let count = self.rules.number(number, self.rules.units.get(node));
                    self.own("explain.days", &[("count", &count)])
                });
                days.map(written)
            }
            Node::Choose { .. } | Node::YearOf(_) => self.worth(node, "value.between").map(written),
            _ => {
                let (_, input) = self.input(node)?;
                if self.is_none(input) {
                    return Some(self.own("value.none", &[]));
                }
                let worth = self.worth(node, "value.between").map(written);
                worth.or_else(|| self.name(node))
            }
        }
    }
}
