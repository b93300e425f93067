//! A condition as it stands in a case: what was looked at, with its value, and how it compares. What is settled is said
//! as it is, so that a failing limit reads as exceeded; what is open is said as a question.

mod open;

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{Choices, Date, Days, Format, InputClass, Node, NodeId, Truth, Value};

use crate::rules::{Seen, Speech, choice, comparison};
use crate::sight::Sight;

/// Says the conditions of one case
pub(crate) struct Teller<'a> {
    pub(crate) sight: &'a Sight<'a>,
    speech: Speech<'a>,
}

/// How a single test is to be said
#[derive(Clone, Copy)]
struct Tone {
    /// As its opposite
    negated: bool,
    /// As a question
    open: bool,
}

/// Something that is so
struct Fact {
    /// What is compared, if anything is
    about: Option<NodeId>,
    /// Whether it says that a day lies in a window or not
    is_window: bool,
    said: String,
}

impl<'a> Teller<'a> {
    pub(crate) fn of(sight: &'a Sight<'a>) -> Self {
        let speech = Speech::of_case(sight.rules, sight);
        Self { sight, speech }
    }

    /// A condition as it stands
    pub(crate) fn fact(&self, node: NodeId) -> String {
        if self.sight.truth(node) == Truth::Open {
            return self.question(node);
        }
        let mut facts = Vec::new();
        self.settled(node, &mut facts);
        let facts: Vec<String> = facts.into_iter().map(|fact| fact.said).collect();
        facts.join(self.sight.rules.voice.texts.get("rule.several"))
    }

    /// A condition in words and in one line, without the values of the case
    pub(crate) fn rule(&self, node: NodeId) -> String {
        let speech = Speech::about(self.sight.rules, &crate::Anchor::section("case"), &[], &[]);
        speech.in_one_line(&speech.clause(node, false)).plain()
    }

    /// A calculation with the figures of the case
    pub(crate) fn formula(&self, node: NodeId) -> String {
        self.speech.value(node, crate::Style::Formula).plain()
    }

    /// What makes a settled condition so: all that hold, or the first that does, or what fails; with what each is about
    fn settled(&self, id: NodeId, facts: &mut Vec<Fact>) {
        let pack = self.sight.rules.pack;
        let truth = self.sight.truth(id);
        let same = |node: &&NodeId| self.sight.truth(**node) == truth;
        match pack.node(id) {
            Some(Node::Not(of)) => self.settled(*of, facts),
            Some(Node::Choose {
                when,
                then,
                otherwise,
            }) => {
                let branches = match self.sight.truth(*when) {
                    Truth::True => [Some(*when), Some(*then)],
                    Truth::False => [Some(*when), Some(*otherwise)],
                    Truth::Open => [Some(*then), Some(*otherwise)],
                };
                for branch in branches.into_iter().flatten() {
                    self.settled(branch, facts);
                }
            }
            Some(Node::All(run)) => {
                let parts = pack.arguments_of(*run);
                if let Some((of, said)) = self.span(parts, truth == Truth::False, false) {
                    let about = Some(self.sight.through(of));
                    add(facts, about, true, said);
                } else if truth == Truth::True {
                    let guarded = parts.len() > 1;
                    for part in parts {
                        let is_guard = matches!(pack.node(*part), Some(Node::Exists(_)));
                        if !(guarded && is_guard) {
                            self.settled(*part, facts);
                        }
                    }
                } else if let Some(part) = parts.iter().find(same) {
                    self.settled(*part, facts);
                }
            }
            Some(Node::Any(run)) => {
                let parts = pack.arguments_of(*run).iter().filter(same);
                let count = if truth == Truth::True { 1 } else { usize::MAX };
                for part in parts.take(count) {
                    self.settled(*part, facts);
                }
            }
            _ => self.settled_test(id, facts),
        }
    }

    fn settled_test(&self, id: NodeId, facts: &mut Vec<Fact>) {
        let holds = self.sight.truth(id) == Truth::True;
        let tone = Tone {
            negated: !holds,
            open: false,
        };
        let node = self.sight.rules.pack.node(id);
        let sides = match node {
            Some(Node::Compare { how, left, right }) => Some((*how, *left, *right)),
            _ => None,
        };
        let about = sides.map(|(_, left, _)| self.sight.through(left));
        let same = |fact: &&mut Fact| about.is_some() && fact.about == about;
        let of_window = facts.iter_mut().any(|fact| same(&fact) && fact.is_window);
        if of_window && !holds {
            // Where a day lies outside a window, the days that count beside it are told only where it is one of them.
            return;
        }
        if let (Some(sides), Some(fact)) = (sides, facts.last_mut().filter(same)) {
            let more = self.compared_to("", sides, tone.negated);
            let and = self.sight.rules.voice.texts.get("explain.and");
            fact.said.push_str(and);
            fact.said.push_str(more.trim_start());
            return;
        }
        add(facts, about, false, self.test(id, tone));
    }

    /// Two comparisons that are one thought: from one day to another
    fn span(&self, parts: &[NodeId], negated: bool, open: bool) -> Option<(NodeId, String)> {
        let [first, second] = parts else {
            return None;
        };
        let (of, from, to) = self.speech.span_ends(*first, *second)?;
        let a = self.subject(of, open);
        let unit = self.sight.rules.units.get(of);
        let (from, last) = (self.sight.rules.constant(from, unit), to);
        if last == Value::Date(Days::point(Date::LAST)) {
            let key = comparison(Comparison::AtLeast, negated, true);
            return Some((of, self.sight.own(&key, &[("a", &a), ("b", &from)])));
        }
        let to = self.sight.rules.constant(to, unit);
        let key = if negated {
            "explain.not_within"
        } else {
            "explain.within"
        };
        let fillings = [("a", a.as_str()), ("from", &from), ("to", &to)];
        Some((of, self.sight.own(key, &fillings)))
    }

    /// A single test
    fn test(&self, id: NodeId, tone: Tone) -> String {
        let id = self.sight.through(id);
        let Some(node) = self.sight.rules.pack.node(id) else {
            return String::new();
        };
        match *node {
            Node::Compare { how, left, right } => self.compared((how, left, right), tone),
            Node::OneOf { of, wanted } => self.one_of(of, wanted, tone),
            Node::Constant(value) => {
                let holds = (value.truth() == Truth::True) != tone.negated;
                let key = if holds {
                    "rule.test.always"
                } else {
                    "rule.test.never"
                };
                self.sight.own(key, &[])
            }
            // What a fact is, is all there is to say of it.
            _ => {
                let label = match self.sight.name(id) {
                    Some(name) => name,
                    None => self.speech.value(id, crate::Style::Words).plain(),
                };
                let value = self.sight.said(id);
                let fillings = [("label", label.as_str()), ("value", &value)];
                self.sight.own("observed", &fillings)
            }
        }
    }

    fn compared(&self, sides: (Comparison, NodeId, NodeId), tone: Tone) -> String {
        let subject = self.subject(sides.1, tone.open);
        self.compared_to(&subject, sides, tone.negated)
    }

    /// How something that was just named compares
    fn compared_to(
        &self,
        subject: &str,
        (how, left, right): (Comparison, NodeId, NodeId),
        negated: bool,
    ) -> String {
        let units = &self.sight.rules.units;
        let unit = units.get(left).or_else(|| units.get(right));
        let is_day = unit.is_some_and(|unit| matches!(unit.format, Format::Date | Format::Month));
        let key = comparison(how, negated, is_day);
        let right = self.sight.through(right);
        let b = match self.sight.rules.pack.node(right) {
            Some(Node::Constant(value)) => {
                let unit = self.speech.unit_beside(how, right, unit);
                self.sight.rules.constant(*value, unit)
            }
            _ => self.valued(right),
        };
        self.sight.own(&key, &[("a", subject), ("b", &b)])
    }

    /// What is compared, with its value in front of how it compares
    fn subject(&self, node: NodeId, open: bool) -> String {
        let node = self.sight.through(node);
        let value = self.sight.said(node);
        let reading = self.sight.input(node).map(|(_, input)| input.class);
        let (name, key) = match self.sight.name(node) {
            Some(name) if reading == Some(InputClass::Reading) => (name, "explain.reading"),
            Some(name) => (name, "explain.subject"),
            None => (self.seen(&self.sight.sources(node)), "explain.reckoned"),
        };
        let key = if open {
            [key, ".open"].concat()
        } else {
            key.into()
        };
        self.sight.own(&key, &[("name", &name), ("value", &value)])
    }

    /// What something is compared with, and its value
    fn valued(&self, node: NodeId) -> String {
        let name = match self.sight.name(node) {
            Some(name) => name,
            None => self.speech.value(node, crate::Style::Words).plain(),
        };
        let value = self.sight.said(node);
        self.sight
            .own("explain.valued", &[("name", &name), ("value", &value)])
    }

    /// Several inputs with their values
    pub(crate) fn seen(&self, nodes: &[NodeId]) -> String {
        let parts: Vec<String> = nodes
            .iter()
            .map(|node| {
                let name = self.sight.name(*node).unwrap_or_default();
                let value = self.sight.said(*node);
                let input = self.sight.input(*node).map(|(_, input)| input.class);
                let key = if input == Some(InputClass::Reading) {
                    "explain.seen.reading"
                } else {
                    "explain.seen"
                };
                self.sight.own(key, &[("name", &name), ("value", &value)])
            })
            .collect();
        self.sight.rules.voice.listed(&parts)
    }

    fn one_of(&self, of: NodeId, wanted: Choices, tone: Tone) -> String {
        let of = self.sight.through(of);
        let input = self.speech.chosen(of);
        let class = input.and_then(|input| self.sight.rules.pack.input(input));
        let is_reading = class.is_some_and(|input| input.class == InputClass::Reading);
        let value = self.sight.pass.value(of).choices();
        // A reading that is settled is taken as what it is.
        let stated = if is_reading && !tone.open {
            value
        } else {
            wanted
        };
        let negated = tone.negated && stated == wanted;
        let options: Vec<String> = input
            .map(|input| self.speech.options(input, stated))
            .unwrap_or_default()
            .iter()
            .map(crate::Inline::plain)
            .collect();
        let key = choice(is_reading, options.len() > 1, negated);
        let options = self.sight.rules.voice.listed(&options);
        // What is said to be the one option that it is needs no value beside it.
        let says_all = !tone.open && !negated && stated == value;
        let name = match self.sight.name(of) {
            Some(name) if says_all => name,
            _ => self.subject(of, tone.open),
        };
        self.sight
            .own(key, &[("name", &name), ("options", &options)])
    }
}

/// Adds a fact, unless it was said already
fn add(facts: &mut Vec<Fact>, about: Option<NodeId>, is_window: bool, said: String) {
    if facts.iter().all(|fact| fact.said != said) {
        facts.push(Fact {
            about,
            is_window,
            said,
        });
    }
}
