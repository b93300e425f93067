//! Builds the graph: equal nodes become one, and each node knows its scope and its bounds.
//!
//! Ids are handed out in the order nodes are made; [`crate::order`] brings them into blocks at the end.
//! Nothing here knows how a rule is written.

use std::collections::HashMap;

use tradeaid_engine::node::{Arguments, Table};
use tradeaid_engine::{InputId, Interval, Node, NodeId, Pack, Scope, TableId, Truth, Value};

use crate::bounds;

/// A pack under construction
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// The inputs and everything made so far
    pub(crate) pack: Pack,
    scopes: Vec<Scope>,
    bounds: Vec<Interval>,
    known: HashMap<String, NodeId>,
    overfull: bool,
}

/// The operations with many arguments
#[derive(Clone, Copy, Debug)]
enum Many {
    All,
    Any,
    Least,
    Greatest,
}

impl Graph {
    /// A node; the same one again if there is an equal one
    pub(crate) fn node(&mut self, node: Node) -> NodeId {
        // Equal nodes print alike, and the engine's nodes have no hash of their own.
        self.keyed(format!("{node:?}"), |_| node)
    }

    fn keyed(&mut self, key: String, make: impl FnOnce(&mut Self) -> Node) -> NodeId {
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let node = make(self);
        let Ok(id) = u16::try_from(self.pack.nodes.len()).map(NodeId) else {
            self.overfull = true;
            return NodeId(u16::MAX);
        };
        let mut scope = Scope::Case;
        if let Some(input) = node.input().and_then(|input| self.pack.input(input)) {
            scope = input.scope;
        }
        node.for_each_argument(&self.pack, |argument| {
            if let item @ Scope::Item(_) = self.scope(argument) {
                scope = item;
            }
        });
        self.bounds
            .push(bounds::of_node(&self.pack, &self.bounds, &node));
        self.scopes.push(scope);
        self.pack.nodes.push(node);
        self.known.insert(key, id);
        id
    }

    fn many(&mut self, what: Many, arguments: &[NodeId]) -> NodeId {
        let mut distinct: Vec<NodeId> = Vec::new();
        for argument in arguments {
            if !distinct.contains(argument) {
                distinct.push(*argument);
            }
        }
        if let [only] = distinct.as_slice() {
            return *only;
        }
        self.keyed(format!("{what:?}{distinct:?}"), |graph| {
            let run = graph.arguments(&distinct);
            match what {
                Many::All => Node::All(run),
                Many::Any => Node::Any(run),
                Many::Least => Node::Least(run),
                Many::Greatest => Node::Greatest(run),
            }
        })
    }

    fn arguments(&mut self, list: &[NodeId]) -> Arguments {
        let start = u16::try_from(self.pack.arguments.len());
        let count = u16::try_from(list.len());
        let (Ok(start), Ok(count)) = (start, count) else {
            self.overfull = true;
            return Arguments { start: 0, count: 0 };
        };
        self.pack.arguments.extend(list);
        Arguments { start, count }
    }

    /// Every one holds; true of none
    pub(crate) fn all(&mut self, arguments: &[NodeId]) -> NodeId {
        if arguments.is_empty() {
            return self.truth(true);
        }
        self.many(Many::All, arguments)
    }

    /// At least one holds; false of none
    pub(crate) fn any(&mut self, arguments: &[NodeId]) -> NodeId {
        if arguments.is_empty() {
            return self.truth(false);
        }
        self.many(Many::Any, arguments)
    }

    /// The least of some numbers
    pub(crate) fn least(&mut self, arguments: &[NodeId]) -> NodeId {
        self.many(Many::Least, arguments)
    }

    /// The greatest of some numbers
    pub(crate) fn greatest(&mut self, arguments: &[NodeId]) -> NodeId {
        self.many(Many::Greatest, arguments)
    }

    /// The opposite
    pub(crate) fn not(&mut self, of: NodeId) -> NodeId {
        match self.pack.node(of) {
            Some(Node::Not(inner)) => *inner,
            _ => self.node(Node::Not(of)),
        }
    }

    /// A truth that the pack writes
    pub(crate) fn truth(&mut self, value: bool) -> NodeId {
        self.node(Node::Constant(Value::Truth(Truth::from(value))))
    }

    /// The outcome of a table
    pub(crate) fn table(&mut self, table: Table) -> NodeId {
        let Ok(id) = u16::try_from(self.pack.tables.len()).map(TableId) else {
            self.overfull = true;
            return NodeId(u16::MAX);
        };
        self.pack.tables.push(table);
        self.node(Node::Table(id))
    }

    /// Whose a node is
    pub(crate) fn scope(&self, node: NodeId) -> Scope {
        self.scopes
            .get(node.index())
            .copied()
            .unwrap_or(Scope::Case)
    }

    /// Every number that a node can be
    pub(crate) fn bounds(&self, node: NodeId) -> Interval {
        self.bounds
            .get(node.index())
            .copied()
            .unwrap_or(Interval::ALL)
    }

    /// Whether there was more than the ids of a pack can name
    pub(crate) const fn is_overfull(&self) -> bool {
        self.overfull
    }

    /// The inputs a node looks at, derived ones as such, in the order they are written
    pub(crate) fn looked_at(&self, node: NodeId) -> Vec<InputId> {
        self.walk(&[node], false)
    }

    /// Every input that can bear on some nodes
    pub(crate) fn cone(&self, nodes: &[NodeId]) -> Vec<InputId> {
        self.walk(nodes, true)
    }

    fn walk(&self, roots: &[NodeId], through_inputs: bool) -> Vec<InputId> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.pack.nodes.len()];
        let mut pending: Vec<NodeId> = roots.iter().rev().copied().collect();
        while let Some(id) = pending.pop() {
            let Some((node, mark)) = self.pack.node(id).zip(seen.get_mut(id.index())) else {
                continue;
            };
            if std::mem::replace(mark, true) {
                continue;
            }
            let input = node.input();
            found.extend(input.filter(|input| !found.contains(input)));
            if input.is_none() || through_inputs {
                let before = pending.len();
                node.for_each_argument(&self.pack, |argument| pending.push(argument));
                // The stack turns the order round; what is written first is to be found first.
                if let Some(added) = pending.get_mut(before..) {
                    added.reverse();
                }
            }
        }
        found
    }

    /// The finished pieces: the pack with its nodes as they were made, and whose each node is
    pub(crate) fn into_parts(self) -> (Pack, Vec<Scope>) {
        (self.pack, self.scopes)
    }
}
