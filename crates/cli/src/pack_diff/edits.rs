//! Where two rules part: both are walked down together, and what one says and the other does not is noted. What only
//! stands elsewhere or in another order is no difference.

use std::collections::BTreeSet;

use tradeaid_engine::node::Arguments;
use tradeaid_engine::{Node, NodeId};

use super::both::{Both, Which};
use super::keys::{Key, Op};
use super::open::Probes;
use super::probe::Probe;
use super::side::Pair;

/// Which part of a measure a rule is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Condition,
    /// When an amount is reckoned in this way
    When,
    Floor,
    Ceiling,
    Cap,
}

/// A part of a rule that one pack has and the other has not, or has in another way
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) role: Role,
    pub(super) nodes: Both<Option<NodeId>>,
}

/// Where the rules of two measures part
pub(super) fn of(pair: &Pair<'_>, before: &Probe<'_>, after: &Probe<'_>) -> Vec<Edit> {
    let mut walk = Walk {
        pair,
        probes: Both { before, after },
        role: Role::Condition,
        edits: Vec::new(),
    };
    walk.down(before.measure.eligible, after.measure.eligible);
    let ways = before.measure.amount.len().max(after.measure.amount.len());
    for index in 0..ways {
        let [one, other] = [before, after].map(|probe| probe.measure.amount.get(index));
        let node = |pick: fn(&tradeaid_engine::pack::Alternative) -> Option<NodeId>| Both {
            before: one.and_then(pick),
            after: other.and_then(pick),
        };
        for (role, nodes) in [
            (Role::When, node(|way| way.when)),
            // A floor that is the ceiling too is said once.
            (
                Role::Floor,
                node(|way| way.floor.filter(|_| way.floor != way.ceiling)),
            ),
            (Role::Ceiling, node(|way| way.ceiling)),
            (Role::Cap, node(|way| way.cap)),
        ] {
            walk.role = role;
            walk.either(nodes);
        }
    }
    walk.edits
}

/// The inputs that what differs reads
pub(super) fn focus(pair: &Pair<'_>, probes: &Probes<'_>, edits: &[Edit]) -> BTreeSet<usize> {
    let mut places = BTreeSet::new();
    for edit in edits {
        for which in Which::BOTH {
            let (Some(probe), Some(node)) = (probes.get(which), edit.nodes.get(which)) else {
                continue;
            };
            let side = pair.sides.get(which);
            let mut pending = vec![*node];
            let mut seen = BTreeSet::new();
            while let Some(id) = pending.pop() {
                if !seen.insert(id) || probe.value(id).is_point() {
                    continue;
                }
                if let Some(node) = side.pack.node(id) {
                    places.extend(node.input().map(|input| side.place(input)));
                    // Which year or day counts only says where to look.
                    if !matches!(node, Node::Figure { .. } | Node::Parameter { .. }) {
                        node.for_each_argument(side.pack, |argument| pending.push(argument));
                    }
                }
            }
        }
    }
    places
}

struct Walk<'w, 'a> {
    pair: &'w Pair<'a>,
    probes: Both<&'w Probe<'a>>,
    role: Role,
    edits: Vec<Edit>,
}

impl Walk<'_, '_> {
    fn node(&self, which: Which, id: NodeId) -> Option<&Node> {
        self.pair.sides.get(which).pack.node(id)
    }

    fn key(&self, which: Which, id: NodeId) -> Key {
        self.probes.get(which).key(id)
    }

    fn note(&mut self, before: Option<NodeId>, after: Option<NodeId>) {
        let edit = Edit {
            role: self.role,
            nodes: Both { before, after },
        };
        if !self.edits.contains(&edit) {
            self.edits.push(edit);
        }
    }

    fn either(&mut self, nodes: Both<Option<NodeId>>) {
        match (nodes.before, nodes.after) {
            (Some(before), Some(after)) => self.down(before, after),
            (None, None) => {}
            (before, after) => self.note(before, after),
        }
    }

    fn down(&mut self, before: NodeId, after: NodeId) {
        if self.key(Which::Before, before) == self.key(Which::After, after) {
            return;
        }
        let nodes = (
            self.node(Which::Before, before).copied(),
            self.node(Which::After, after).copied(),
        );
        match nodes {
            (Some(Node::All(a)), Some(Node::All(b))) => self.lists(Op::All, a, b),
            (Some(Node::Any(a)), Some(Node::Any(b))) => self.lists(Op::Any, a, b),
            // One condition became several, or the other way round.
            (Some(Node::All(a)), Some(_)) => {
                self.leftovers(self.parts(Which::Before, Op::All, a), vec![after]);
            }
            (Some(_), Some(Node::All(b))) => {
                self.leftovers(vec![before], self.parts(Which::After, Op::All, b));
            }
            (Some(Node::Not(a)), Some(Node::Not(b))) => self.down(a, b),
            (Some(older @ Node::Choose { .. }), Some(newer @ Node::Choose { .. })) => {
                self.choices((before, &older), (after, &newer));
            }
            _ => self.note(Some(before), Some(after)),
        }
    }

    /// Two choices with the same condition part only where their outcomes do
    fn choices(&mut self, (before, older): (NodeId, &Node), (after, newer): (NodeId, &Node)) {
        let parts = |which: Which, node: &Node| {
            let mut parts = Vec::new();
            node.for_each_argument(self.pair.sides.get(which).pack, |part| parts.push(part));
            parts
        };
        let older = parts(Which::Before, older);
        let newer = parts(Which::After, newer);
        if let ([when, first, second], [other, third, fourth]) =
            (older.as_slice(), newer.as_slice())
            && self.key(Which::Before, *when) == self.key(Which::After, *other)
        {
            self.down(*first, *third);
            self.down(*second, *fourth);
        } else {
            self.note(Some(before), Some(after));
        }
    }

    fn lists(&mut self, op: Op, before: Arguments, after: Arguments) {
        let before = self.parts(Which::Before, op, before);
        let after = self.parts(Which::After, op, after);
        self.leftovers(before, after);
    }

    /// The parts of a list, those of lists of the same sort inside it among them
    fn parts(&self, which: Which, op: Op, run: Arguments) -> Vec<NodeId> {
        let mut parts = Vec::new();
        for id in self.pair.sides.get(which).pack.arguments_of(run) {
            match (op, self.node(which, *id)) {
                (Op::All, Some(Node::All(inner))) | (Op::Any, Some(Node::Any(inner))) => {
                    parts.extend(self.parts(which, op, *inner));
                }
                _ => parts.push(*id),
            }
        }
        parts
    }

    /// What stands in both is left out; what is left is paired with what it most probably became
    fn leftovers(&mut self, before: Vec<NodeId>, after: Vec<NodeId>) {
        let keys = |which, ids: &[NodeId]| -> BTreeSet<Key> {
            ids.iter().map(|id| self.key(which, *id)).collect()
        };
        let known = keys(Which::After, &after);
        let was = keys(Which::Before, &before);
        let mut left = before;
        left.retain(|id| !known.contains(&self.key(Which::Before, *id)));
        let mut right = after;
        right.retain(|id| !was.contains(&self.key(Which::After, *id)));
        if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
            return self.down(*one, *other);
        }
        for one in left {
            let inputs = self.inputs(Which::Before, one);
            let like = right
                .iter()
                .position(|other| self.inputs(Which::After, *other) == inputs);
            match like {
                Some(index) => {
                    let other = right.remove(index);
                    self.down(one, other);
                }
                None => self.note(Some(one), None),
            }
        }
        for other in right {
            self.note(None, Some(other));
        }
    }

    fn inputs(&self, which: Which, node: NodeId) -> BTreeSet<usize> {
        let side = self.pair.sides.get(which);
        let mut places = BTreeSet::new();
        let mut pending = vec![node];
        while let Some(id) = pending.pop() {
            if let Some(node) = side.pack.node(id) {
                places.extend(node.input().map(|input| side.place(input)));
                node.for_each_argument(side.pack, |argument| pending.push(argument));
            }
        }
        places
    }
}
