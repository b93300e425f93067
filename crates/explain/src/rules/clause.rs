//! Conditions in words: a tree of what must all hold, of what one suffices, and of single tests.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{
    Choices, Format, InputClass, InputId, Node, NodeId, ProvisionId, TextId, Truth, Type, Value,
};

use super::Speech;
use crate::inline::Inline;
use crate::unit::Unit;

/// A condition, with the sentences and provisions the pack explains it by
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What it asks for
    pub body: Body,
    /// What it rests on
    pub grounds: Vec<Ground>,
}

/// What a condition asks for
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Every one of these
    All(Vec<Clause>),
    /// One of these
    Any(Vec<Clause>),
    /// This
    Test(Inline),
}

/// What a condition rests on
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Its sentence
    pub text: TextId,
    /// Its provision
    pub provision: ProvisionId,
}

impl Speech<'_> {
    /// A condition, or its opposite
    #[must_use]
    pub fn clause(&self, node: NodeId, negated: bool) -> Clause {
        if let Some(letter) = self.letter(node) {
            let key = if negated {
                "rule.test.letter_fails"
            } else {
                "rule.test.letter_holds"
            };
            return test(self.rules.fill(key, &[("letter", &letter)]));
        }
        self.written_out(node, negated)
    }

    /// What the letter of a condition stands for
    #[must_use]
    pub fn body_of(&self, node: NodeId) -> Clause {
        self.written_out(node, false)
    }

    fn written_out(&self, id: NodeId, negated: bool) -> Clause {
        let mut clause = self.without_ground(id, negated);
        let own = self
            .leaves
            .iter()
            .filter(|leaf| leaf.node == id && !negated);
        clause.grounds.extend(own.map(|leaf| Ground {
            text: leaf.text,
            provision: leaf.provision,
        }));
        clause
    }

    fn without_ground(&self, id: NodeId, negated: bool) -> Clause {
        match self.rules.pack.node(id) {
            Some(Node::Not(of)) => self.clause(*of, !negated),
            Some(Node::All(run) | Node::Any(run)) => {
                let parts = self.rules.pack.arguments_of(*run);
                let is_all = matches!(self.rules.pack.node(id), Some(Node::All(_)));
                if is_all && let Some(simple) = self.simple(parts, negated) {
                    return test(simple);
                }
                // Not all of them: at least one not. Not any of them: all not.
                self.list(parts, negated, is_all != negated)
            }
            Some(Node::Choose {
                when,
                then,
                otherwise,
            }) => {
                let first = [self.clause(*when, false), self.clause(*then, negated)];
                let second = [self.clause(*when, true), self.clause(*otherwise, negated)];
                let both = [first, second].map(|pair| plain(Body::All(pair.into())));
                plain(Body::Any(both.into()))
            }
            _ => test(self.test(id, negated)),
        }
    }

    fn list(&self, nodes: &[NodeId], negated: bool, is_all: bool) -> Clause {
        let mut parts = Vec::new();
        for node in nodes {
            let part = self.clause(*node, negated);
            // All of some, one of which is all of others, is all of both.
            match part.body {
                Body::All(inner) if is_all && part.grounds.is_empty() => parts.extend(inner),
                Body::Any(inner) if !is_all && part.grounds.is_empty() => parts.extend(inner),
                body => parts.push(Clause { body, ..part }),
            }
        }
        plain(if is_all {
            Body::All(parts)
        } else {
            Body::Any(parts)
        })
    }

    /// Some pairs are one thought: from one day to another, and a comparison with what may not exist
    fn simple(&self, parts: &[NodeId], negated: bool) -> Option<Inline> {
        if let [first, second] = parts
            && !negated
            && let Some(span) = self.span(*first, *second)
        {
            return Some(span);
        }
        let (last, guards) = parts.split_last()?;
        let absent: Option<Vec<Inline>> = guards
            .iter()
            .map(|guard| match self.rules.pack.node(*guard) {
                Some(Node::Exists(input)) => Some(self.rules.name(*input)),
                _ => None,
            })
            .collect();
        let absent = absent.filter(|absent| !absent.is_empty())?;
        let Body::Test(compared) = self.clause(*last, negated).body else {
            return None;
        };
        let absent = Inline::join(&absent, self.rules.voice.texts.get("list"));
        let key = if negated {
            "rule.test.absent_or"
        } else {
            "rule.test.and_present"
        };
        Some(
            self.rules
                .fill(key, &[("name", &absent), ("test", &compared)]),
        )
    }

    /// From which day to which, both included, something lies that two comparisons hold against a day each
    pub(crate) fn span_ends(
        &self,
        first: NodeId,
        second: NodeId,
    ) -> Option<(NodeId, Value, Value)> {
        let compared = |node| match self.rules.pack.node(node) {
            Some(Node::Compare { how, left, right }) => Some((*how, *left, *right)),
            _ => None,
        };
        let (from, to) = (compared(first)?, compared(second)?);
        let fits = from.0 == Comparison::AtLeast && to.0 == Comparison::AtMost && from.1 == to.1;
        let constant = |node| match self.rules.pack.node(node) {
            Some(Node::Constant(value)) => Some(value),
            _ => None,
        };
        let (from, to, of) = (constant(from.2)?, constant(to.2)?, from.1);
        (fits && from.kind() == Type::Date).then_some((of, *from, *to))
    }

    fn span(&self, first: NodeId, second: NodeId) -> Option<Inline> {
        let (of, from, to) = self.span_ends(first, second)?;
        let first_day = match from {
            Value::Date(days) => days.as_point(),
            _ => None,
        };
        let unit = self.rules.units.get(of);
        let key = match unit.map(|unit| unit.format) {
            Some(Format::Month) if first_day.is_some_and(|day| day.to_civil().2 > 1) => {
                return None;
            }
            Some(Format::Month) => "rule.test.between_months",
            _ => "rule.test.between",
        };
        let from = Inline::text(self.rules.constant(from, unit));
        let to = Inline::text(self.rules.constant(to, unit));
        let of = self.phrase_in(of, None);
        Some(
            self.rules
                .fill(key, &[("a", &of), ("from", &from), ("to", &to)]),
        )
    }

    /// A single test
    fn test(&self, id: NodeId, negated: bool) -> Inline {
        let Some(node) = self.rules.pack.node(id) else {
            return Inline::default();
        };
        let yes_or_no = |yes: &'static str, no: &'static str| if negated { no } else { yes };
        match *node {
            Node::Compare { how, left, right } => self.compared(how, left, right, negated),
            Node::OneOf { of, wanted } => self.one_of(of, wanted, negated),
            Node::Exists(input) => {
                let key = yes_or_no("rule.test.exists", "rule.test.absent");
                self.rules.fill(key, &[("name", &self.rules.name(input))])
            }
            Node::Constant(value) => {
                let holds = (value.truth() == Truth::True) != negated;
                self.rules.fill(
                    if holds {
                        "rule.test.always"
                    } else {
                        "rule.test.never"
                    },
                    &[],
                )
            }
            _ => {
                let name = self.phrase_in(id, None);
                let key = yes_or_no("rule.test.yes", "rule.test.no");
                self.rules.fill(key, &[("name", &name)])
            }
        }
    }

    fn compared(&self, how: Comparison, left: NodeId, right: NodeId, negated: bool) -> Inline {
        let units = &self.rules.units;
        let unit = units.get(left).or_else(|| units.get(right));
        let is_day = unit.is_some_and(|unit| matches!(unit.format, Format::Date | Format::Month));
        let key = comparison(how, negated, is_day);
        let [a, b] = [left, right].map(|node| {
            let unit = self.unit_beside(how, node, unit);
            self.phrase_in(node, unit)
        });
        self.rules.fill(&key, &[("a", &a), ("b", &b)])
    }

    /// In which unit a side of a comparison is written
    pub(crate) fn unit_beside<'u>(
        &self,
        how: Comparison,
        node: NodeId,
        unit: Option<&'u Unit>,
    ) -> Option<&'u Unit> {
        match how {
            // A month counts as its first day: what ends on a day in a month ends with that month's value.
            Comparison::AtMost | Comparison::Above => unit,
            _ if self.is_inside_month(node) => None,
            _ => unit,
        }
    }

    /// Whether a node is a day that the pack writes, other than the first of a month
    fn is_inside_month(&self, node: NodeId) -> bool {
        let day = match self.rules.pack.node(node) {
            Some(Node::Constant(Value::Date(days))) => days.as_point(),
            _ => None,
        };
        day.is_some_and(|day| day.to_civil().2 > 1)
    }

    fn one_of(&self, of: NodeId, wanted: Choices, negated: bool) -> Inline {
        let name = self.phrase_in(of, None);
        let input = self.chosen(of);
        let options: Vec<Inline> = input
            .map(|input| self.options(input, wanted))
            .unwrap_or_default();
        let is_reading = input
            .and_then(|input| self.rules.pack.input(input))
            .is_some_and(|input| input.class == InputClass::Reading);
        let key = choice(is_reading, options.len() > 1, negated);
        let list = Inline::join(&options, self.rules.voice.texts.get("list"));
        self.rules.fill(key, &[("name", &name), ("options", &list)])
    }

    pub(crate) fn options(&self, input: InputId, wanted: Choices) -> Vec<Inline> {
        let Some((_, name)) = self.rules.voice.input(input) else {
            return Vec::new();
        };
        wanted
            .iter()
            .filter_map(|option| name.options.get(usize::from(option)))
            .map(|option| {
                let option = self.rules.voice.option(&name.path, option);
                Inline::text(self.rules.voice.own("quoted", &[("text", &option)]))
            })
            .collect()
    }

    /// The input whose options a node chooses among
    pub(crate) fn chosen(&self, of: NodeId) -> Option<InputId> {
        match self.rules.pack.node(of)? {
            Node::Choose {
                then, otherwise, ..
            } => self.chosen(*then).or_else(|| self.chosen(*otherwise)),
            Node::Table(_) => {
                let mut derived = self.rules.pack.derivations.iter();
                Some(derived.find(|derivation| derivation.node == of)?.input)
            }
            node => node.input(),
        }
    }

    /// A condition inside a sentence
    #[must_use]
    pub fn in_one_line(&self, clause: &Clause) -> Inline {
        let (parts, between) = match &clause.body {
            Body::Test(test) => return test.clone(),
            Body::All(parts) => (parts, "rule.and"),
            Body::Any(parts) => (parts, "rule.or"),
        };
        let parts: Vec<Inline> = parts
            .iter()
            .map(|part| {
                let line = self.in_one_line(part);
                match part.body {
                    Body::Test(_) => line,
                    _ => self.rules.fill("rule.brackets", &[("a", &line)]),
                }
            })
            .collect();
        Inline::join(&parts, self.rules.voice.texts.get(between))
    }
}

/// The words for a comparison, or for its opposite
pub(crate) fn comparison(how: Comparison, negated: bool, is_day: bool) -> String {
    let room = if is_day { "rule.day." } else { "rule.compare." };
    let word = match (how, negated) {
        (Comparison::Below, false) | (Comparison::AtLeast, true) => "below",
        (Comparison::AtMost, false) | (Comparison::Above, true) => "at_most",
        (Comparison::AtLeast, false) | (Comparison::Below, true) => "at_least",
        (Comparison::Above, false) | (Comparison::AtMost, true) => "above",
        (Comparison::Equal, false) => "equal",
        (Comparison::Equal, true) => "not_equal",
    };
    [room, word].concat()
}

/// The words for a choice among options, or for its opposite
pub(crate) const fn choice(is_reading: bool, several: bool, negated: bool) -> &'static str {
    match (is_reading, several, negated) {
        (true, _, false) => "rule.test.taken",
        (true, _, true) => "rule.test.not_taken",
        (false, false, false) => "rule.test.is",
        (false, false, true) => "rule.test.is_not",
        (false, true, false) => "rule.test.one_of",
        (false, true, true) => "rule.test.none_of",
    }
}

fn plain(body: Body) -> Clause {
    let grounds = Vec::new();
    Clause { body, grounds }
}

fn test(inline: Inline) -> Clause {
    plain(Body::Test(inline))
}

/// A value of a choice as its options, for tables
impl super::Rules<'_> {
    /// The names of options
    #[must_use]
    pub fn options_of(&self, input: InputId, value: Value) -> String {
        let Some((_, name)) = self.voice.input(input) else {
            return String::new();
        };
        let options: Vec<String> = value
            .choices()
            .iter()
            .filter_map(|option| name.options.get(usize::from(option)))
            .map(|option| self.voice.option(&name.path, option))
            .collect();
        self.voice.listed(&options)
    }
}
