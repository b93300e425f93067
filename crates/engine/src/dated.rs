//! The values of parameters by day and place, the pack's own and those of overlays: what they are, and which rules take
//! them. What a pass makes of them is said where it is run.

use crate::pack::{Derivation, Domain, Input};
use crate::{Choices, Date, Days, InputClass, InputId, Node, Pack, Scope, Value};

/// A value that a parameter has for a span of days, both ends included
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatedValue {
    /// The first day
    pub from: Date,
    /// The last day
    pub to: Date,
    /// Where it holds; everywhere, if absent
    pub place: Option<Locality>,
    /// The value
    pub value: Value,
}

/// Where a value holds: the options of a choice, such as some cities
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locality {
    /// The choice, of the case or of the parameter's own item
    pub input: InputId,
    /// The options
    pub options: Choices,
}

impl DatedValue {
    /// Whether some day lies in a span of days and in this value's own
    pub(crate) fn touches(&self, days: Days) -> bool {
        self.from <= days.hi && days.lo <= self.to
    }

    /// Whether another value of the same parameter can hold where and when this one does, or holds by another choice,
    /// which is as bad: all values of a parameter are told apart by one choice
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let (lo, hi) = (other.from, other.to);
        match (self.place, other.place) {
            (Some(own), Some(place)) if own.input != place.input => true,
            (Some(own), Some(place)) if own.options.intersect(place.options).is_empty() => false,
            _ => self.touches(Days { lo, hi }),
        }
    }
}

impl Pack {
    /// Whether a parameter can be given values by day: some rule takes it on a day, and none without one
    #[must_use]
    pub fn takes_by_day(&self, parameter: InputId) -> bool {
        let is_one = self.input(parameter).is_some_and(|input| {
            input.class == InputClass::Parameter && !input.yearly && !input.may_be_none
        });
        let (mut by_day, mut always) = (false, false);
        for node in &self.nodes {
            match node {
                Node::Parameter { input, .. } => by_day |= *input == parameter,
                _ => always |= node.input() == Some(parameter),
            }
        }
        is_one && by_day && !always
    }

    /// Adds a value to a parameter's own in the order of days, and tells its place among them
    pub fn add_value(&mut self, parameter: InputId, value: DatedValue) -> usize {
        let Some(input) = self.inputs.get_mut(parameter.index()) else {
            return 0;
        };
        let later = input.dated.iter().position(|dated| value.from < dated.from);
        let place = later.unwrap_or(input.dated.len());
        input.dated.insert(place, value);
        place
    }

    /// Whether a choice can tell where a value of a parameter holds
    #[must_use]
    pub fn is_place(&self, parameter: &Input, place: InputId) -> bool {
        let is_derived = |derived: &Derivation| derived.input == place;
        self.input(place).is_some_and(|input| {
            let is_seen = input.scope == Scope::Case || input.scope == parameter.scope;
            let is_plain = input.class == InputClass::Fact && !input.yearly && !input.may_be_none;
            let is_choice = matches!(input.domain, Domain::Choice(_));
            is_seen && is_plain && is_choice && !self.derivations.iter().any(is_derived)
        })
    }

    /// Whether a node looks at an input: as its own, or to see where a value holds
    pub(crate) fn looks_at(&self, node: &Node, input: InputId) -> bool {
        node.input() == Some(input) || self.localities(node).any(|place| place.input == input)
    }

    /// Where the values of the parameter that a node reads hold
    pub fn localities(&self, node: &Node) -> impl Iterator<Item = Locality> {
        let parameter = match *node {
            Node::Parameter { input, .. } => self.input(input),
            _ => None,
        };
        let dated = parameter.map_or(&[][..], |input| &input.dated);
        dated.iter().filter_map(|dated| dated.place)
    }
}
