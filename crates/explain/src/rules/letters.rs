//! Which parts of a rule are long enough, or used often enough, to be given a letter and explained once.

use tradeaid_engine::pack::Condition;
use tradeaid_engine::{Node, NodeId, Pack};

use super::Rules;

/// How many inputs and figures a part must hold to get a letter when it is used twice
const LONG: u32 = 3;

/// The parts of one rule that have letters, in the order they are met
pub(super) struct Letters(Vec<NodeId>);

impl Letters {
    pub(super) fn of(rules: &Rules<'_>, roots: &[NodeId], leaves: &[Condition]) -> Self {
        let mut walk = Walk {
            pack: rules.pack,
            uses: vec![0; rules.pack.nodes.len()],
            chained: vec![false; rules.pack.nodes.len()],
            met: Vec::new(),
        };
        for root in roots {
            walk.visit(*root);
        }
        let Walk {
            uses, chained, met, ..
        } = walk;
        let at = |list: &[u32], node: NodeId| list.get(node.index()).copied().unwrap_or(0);
        let deserves = |node: &NodeId| {
            let often = at(&uses, *node) > 1 && at(&rules.weights, *node) >= LONG;
            match rules.pack.node(*node) {
                Some(Node::Choose { .. }) => {
                    at(&uses, *node) > 1 || chained.get(node.index()) != Some(&true)
                }
                Some(Node::All(_) | Node::Any(_)) => {
                    often && leaves.iter().all(|leaf| leaf.node != *node)
                }
                Some(
                    Node::Plus(..)
                    | Node::Minus(..)
                    | Node::Times(..)
                    | Node::Over(..)
                    | Node::Least(_)
                    | Node::Greatest(_)
                    | Node::Round { .. },
                ) => often,
                _ => false,
            }
        };
        Self(met.into_iter().filter(deserves).collect())
    }

    pub(super) fn get(&self, node: NodeId) -> Option<String> {
        let place = self.0.iter().position(|known| *known == node)?;
        Some(written(place))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (String, NodeId)> + '_ {
        self.0
            .iter()
            .enumerate()
            .map(|(place, node)| (written(place), *node))
    }
}

/// A to Z, then A1 to Z1
fn written(place: usize) -> String {
    let letter = u8::try_from(place % 26).map_or('A', |step| char::from(b'A' + step));
    match place / 26 {
        0 => letter.to_string(),
        round => [&letter.to_string(), round.to_string().as_str()].concat(),
    }
}

struct Walk<'a> {
    pack: &'a Pack,
    uses: Vec<u32>,
    /// Whether a choice is the last branch of another, and so read as one of its cases
    chained: Vec<bool>,
    met: Vec<NodeId>,
}

impl Walk<'_> {
    fn visit(&mut self, id: NodeId) {
        let (Some(node), Some(uses)) = (self.pack.node(id), self.uses.get_mut(id.index())) else {
            return;
        };
        *uses += 1;
        if *uses > 1 {
            return;
        }
        self.met.push(id);
        if let Node::Choose { otherwise, .. } = node
            && let Some(mark) = self.chained.get_mut(otherwise.index())
        {
            *mark = true;
        }
        for argument in spoken(self.pack, node) {
            self.visit(argument);
        }
    }
}

/// The nodes that are spoken of when this one is: a derived input is called by its name
fn spoken(pack: &Pack, node: &Node) -> Vec<NodeId> {
    let mut found = Vec::new();
    if !matches!(node, Node::Derived { .. } | Node::Table(_)) {
        node.for_each_argument(pack, |argument| found.push(argument));
    }
    found
}

/// How many inputs and figures are named when a node is spelt out
pub(super) fn weights(pack: &Pack) -> Vec<u32> {
    let mut weights: Vec<u32> = Vec::with_capacity(pack.nodes.len());
    // What a node reads stands before it.
    for node in &pack.nodes {
        let inside = spoken(pack, node)
            .iter()
            .filter_map(|argument| weights.get(argument.index()))
            .fold(0_u32, |sum, weight| sum.saturating_add(*weight));
        let own = u32::from(node.input().is_some() || matches!(node, Node::Constant(_)));
        weights.push(inside.saturating_add(own).max(1));
    }
    weights
}
