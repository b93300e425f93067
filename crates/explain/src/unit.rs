//! What the numbers of a pack's graph measure. The graph holds bare numbers; what they are of follows from the inputs
//! they come from, so that a limit is written as money, a share or a year and not as a bare figure.

use tradeaid_engine::{Format, InputId, Names, Node, NodeId, Pack};

/// What a number or a day is written as
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// How
    pub format: Format,
    /// The currency or unit; else empty
    pub unit: String,
}

/// What each node of a pack measures, as far as it can be told
#[derive(Debug)]
pub(crate) struct Units(Vec<Option<Unit>>);

impl Units {
    /// Works it out for a whole pack
    pub(crate) fn of(pack: &Pack, names: &Names) -> Self {
        let mut units = Self(Vec::with_capacity(pack.nodes.len()));
        // What a node reads stands before it.
        for node in &pack.nodes {
            let unit = units.of_node(pack, names, node);
            units.0.push(unit);
        }
        units
    }

    /// What a node measures
    pub(crate) fn get(&self, node: NodeId) -> Option<&Unit> {
        self.0.get(node.index())?.as_ref()
    }

    fn of_node(&self, pack: &Pack, names: &Names, node: &Node) -> Option<Unit> {
        match *node {
            Node::Input(input)
            | Node::Figure { input, .. }
            | Node::Parameter { input, .. }
            | Node::Derived { input, .. } => of_input(names, input),
            Node::Plus(a, b) | Node::Minus(a, b) => self.either(&[a, b]),
            Node::Choose {
                then, otherwise, ..
            } => self.either(&[then, otherwise]),
            Node::Least(run) | Node::Greatest(run) => self.either(pack.arguments_of(run)),
            Node::Round { of, .. } => self.get(of).cloned(),
            Node::Times(a, b) => self.product(a, b),
            Node::Over(a, b) => self.quotient(a, b),
            Node::DaysBetween { .. } => Some(plain(Format::Count)),
            Node::YearOf(_) => Some(plain(Format::Year)),
            _ => None,
        }
    }

    fn either(&self, nodes: &[NodeId]) -> Option<Unit> {
        nodes.iter().find_map(|node| self.get(*node)).cloned()
    }

    fn product(&self, a: NodeId, b: NodeId) -> Option<Unit> {
        let dimension = |node| self.get(node).filter(|unit| !unit.unit.is_empty());
        match (dimension(a), dimension(b)) {
            (Some(a), Some(b)) => per(a, b).or_else(|| per(b, a)).or_else(|| money(a, b)),
            (Some(only), None) | (None, Some(only)) => Some(only.clone()),
            (None, None) => self.either(&[a, b]),
        }
    }

    fn quotient(&self, a: NodeId, b: NodeId) -> Option<Unit> {
        match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) if a == b => Some(plain(Format::Rate)),
            (a, _) => a.cloned(),
        }
    }
}

/// What an input measures
#[must_use]
pub fn of_input(names: &Names, input: InputId) -> Option<Unit> {
    let name = names.inputs.get(input.index())?;
    Some(Unit {
        format: name.format,
        unit: name.unit.clone(),
    })
}

fn plain(format: Format) -> Unit {
    let unit = String::new();
    Unit { format, unit }
}

/// So much money for each of something, whose own unit says only that it is money
fn money(a: &Unit, b: &Unit) -> Option<Unit> {
    let mut sums = [a, b]
        .into_iter()
        .filter(|unit| unit.format == Format::Money);
    let sum = sums.next()?;
    sums.next().is_none().then(|| sum.clone())
}

/// So much for one of something, times how many of it there are
fn per(rate: &Unit, of: &Unit) -> Option<Unit> {
    let (result, one) = rate.unit.split_once('/')?;
    (one == of.unit).then(|| named(result))
}

/// What something is counted in if this is so much for each of it
pub(crate) fn counted_in(rate: &Unit) -> Option<Unit> {
    let (_, one) = rate.unit.split_once('/')?;
    Some(named(one))
}

/// A currency or a unit by its name: three capitals are a currency
fn named(unit: &str) -> Unit {
    let is_money = unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase());
    Unit {
        format: if is_money {
            Format::Money
        } else {
            Format::Quantity
        },
        unit: unit.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_much_for_each_times_how_many_is_so_much() {
        let unit = |format, unit: &str| Unit {
            format,
            unit: unit.to_owned(),
        };
        let award = unit(Format::Money, "CNY/tce");
        let saved = unit(Format::Quantity, "tce");
        assert_eq!(per(&award, &saved), Some(unit(Format::Money, "CNY")));
        assert_eq!(per(&saved, &award), None);
        let award = unit(Format::Money, "CNY");
        assert_eq!(money(&saved, &award), Some(award.clone()));
        assert_eq!(money(&award, &award), None);
    }
}
