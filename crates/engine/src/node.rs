//! The nodes of a pack's graph: the only operations a rule can be made of.
//!
//! Every operation is monotone: with less known of its arguments its value allows more. That is
//! why there is no node that asks whether something is known.

use crate::{Choices, InputId, NodeId, Number, Pack, Rounding, TableId, Value};

/// How two numbers, or two days, are compared
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Strictly less
    Below,
    /// Less or equal: 以下 in the plan
    AtMost,
    /// Equal
    Equal,
    /// Greater or equal: 以上
    AtLeast,
    /// Strictly greater
    Above,
}

/// A run of entries in [`crate::Pack::arguments`]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// Where it starts
    pub start: u16,
    /// How many there are
    pub count: u16,
}

/// One step of the forward pass
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// A value that the pack writes
    Constant(Value),
    /// What is known of an input that is not yearly
    Input(InputId),
    /// Whether an input that may be none exists
    Exists(InputId),
    /// A yearly input's figure of one year
    Figure {
        /// The yearly input
        input: InputId,
        /// The year, a number
        year: NodeId,
    },
    /// A parameter: what the case gives, else the pack's own value on a day
    Parameter {
        /// The parameter's input
        input: InputId,
        /// The governing day
        on: NodeId,
    },
    /// What the case gives for a derived input, else what the pack derives
    Derived {
        /// The input that may be given
        input: InputId,
        /// What the pack derives
        from: NodeId,
    },
    /// The opposite of a truth
    Not(NodeId),
    /// Every argument holds
    All(Arguments),
    /// At least one argument holds
    Any(Arguments),
    /// Two numbers or two days compared
    Compare {
        /// How
        how: Comparison,
        /// The left side
        left: NodeId,
        /// The right side
        right: NodeId,
    },
    /// The choice is one of these
    OneOf {
        /// The choice
        of: NodeId,
        /// The options that make it true
        wanted: Choices,
    },
    /// A sum
    Plus(NodeId, NodeId),
    /// A difference
    Minus(NodeId, NodeId),
    /// A product
    Times(NodeId, NodeId),
    /// A quotient; the divisor is above zero
    Over(NodeId, NodeId),
    /// The least of the arguments
    Least(Arguments),
    /// The greatest of the arguments
    Greatest(Arguments),
    /// Rounded to hundredths
    Round {
        /// The number
        of: NodeId,
        /// Which way
        how: Rounding,
    },
    /// Days from one day to a later one
    DaysBetween {
        /// The earlier day
        from: NodeId,
        /// The later day
        to: NodeId,
    },
    /// The calendar year of a day
    YearOf(NodeId),
    /// One of two values of the same type
    Choose {
        /// The condition
        when: NodeId,
        /// If it holds
        then: NodeId,
        /// If it fails
        otherwise: NodeId,
    },
    /// The output of a decision table
    Table(TableId),
}

impl Node {
    /// Calls `visit` with every node this one reads
    pub fn for_each_argument(&self, pack: &Pack, mut visit: impl FnMut(NodeId)) {
        self.visit(pack, &mut visit);
    }

    /// One body for all visitors
    fn visit(&self, pack: &Pack, visit: &mut dyn FnMut(NodeId)) {
        let (first, second, third): (NodeId, Option<NodeId>, Option<NodeId>) = match *self {
            Self::Constant(_) | Self::Input(_) | Self::Exists(_) => return,
            Self::All(run) | Self::Any(run) | Self::Least(run) | Self::Greatest(run) => {
                return each(pack.arguments_of(run), visit);
            }
            Self::Table(table) => {
                if let Some(table) = pack.tables.get(table.index()) {
                    each(&table.columns, visit);
                }
                return;
            }
            Self::Figure { year: of, .. }
            | Self::Parameter { on: of, .. }
            | Self::Derived { from: of, .. }
            | Self::Not(of)
            | Self::OneOf { of, .. }
            | Self::Round { of, .. }
            | Self::YearOf(of) => (of, None, None),
            Self::Compare {
                left: a, right: b, ..
            }
            | Self::Plus(a, b)
            | Self::Minus(a, b)
            | Self::Times(a, b)
            | Self::Over(a, b)
            | Self::DaysBetween { from: a, to: b } => (a, Some(b), None),
            Self::Choose {
                when,
                then,
                otherwise,
            } => (when, Some(then), Some(otherwise)),
        };
        visit(first);
        if let Some(second) = second {
            visit(second);
        }
        if let Some(third) = third {
            visit(third);
        }
    }

    /// Adds every node this one reads
    pub(crate) fn push_arguments(&self, pack: &Pack, nodes: &mut Vec<NodeId>) {
        self.visit(pack, &mut |argument| nodes.push(argument));
    }

    /// The input this node reads itself, if it reads one
    #[must_use]
    pub const fn input(&self) -> Option<InputId> {
        match *self {
            Self::Input(input)
            | Self::Exists(input)
            | Self::Figure { input, .. }
            | Self::Parameter { input, .. }
            | Self::Derived { input, .. } => Some(input),
            _ => None,
        }
    }
}

/// Walks from some nodes back to what they rest on, what a rule names first being met first: `visit` is called with
/// every node that is pending, and adds those to go on with
pub(crate) fn walk(
    pack: &Pack,
    mut pending: Vec<NodeId>,
    visit: &mut dyn FnMut(NodeId, &Node, &mut Vec<NodeId>),
) {
    let mut before = 0;
    loop {
        // A stack turns the order round.
        if let Some(added) = pending.get_mut(before..) {
            added.reverse();
        }
        let Some(id) = pending.pop() else {
            return;
        };
        before = pending.len();
        if let Some(node) = pack.node(id) {
            visit(id, node, &mut pending);
        }
    }
}

fn each(nodes: &[NodeId], visit: &mut dyn FnMut(NodeId)) {
    for node in nodes {
        visit(*node);
    }
}

/// One cell of a decision table: which values of its column it accepts
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// Any value: `-`
    Any,
    /// One of these options
    OneOf(Choices),
    /// A number between two ends, each included or not
    Between {
        /// The lower end
        lo: Number,
        /// Whether the lower end itself is in
        lo_in: bool,
        /// The upper end
        hi: Number,
        /// Whether the upper end itself is in
        hi_in: bool,
    },
}

/// Which rows of a table count when several match
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPolicy {
    /// Exactly one row matches any case; the author's tools check it
    Unique,
    /// The first row that matches
    First,
}

/// A decision table whose output is a choice or a number
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Which rows count
    pub hit: HitPolicy,
    /// One node a column
    pub columns: Vec<NodeId>,
    /// The rows, in order
    pub rows: Vec<TableRow>,
}

/// One row of a decision table
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// One test a column
    pub tests: Vec<Test>,
    /// What the row gives
    pub output: Value,
}
