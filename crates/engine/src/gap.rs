//! How the things that a node compares lie to each other: what must change for its outcome to change.

use std::cmp::Ordering;

use crate::evaluate::View;
use crate::node::{Node, Test};
use crate::{Interval, NodeId, Number, Truth};

/// Which side of one another two compared values are, and how far apart
#[derive(Clone, Copy)]
pub(crate) struct Gap {
    pub(crate) side: Ordering,
    /// Nothing where one of them has no bound
    pub(crate) width: Option<Number>,
}

/// Adds how the things that a node compares lie to each other
pub(crate) fn compare(view: &View<'_>, node: NodeId, gaps: &mut Vec<Gap>) {
    let mut between = |left: Interval, right: Interval| {
        for (left, right) in [
            (left.lo, right.hi),
            (left.hi, right.lo),
            (left.lo, right.lo),
            (left.hi, right.hi),
        ] {
            let width = left.minus(right).filter(|width| width.is_finite());
            gaps.push(Gap {
                side: left.cmp(&right),
                width,
            });
        }
    };
    let value = |node: &NodeId| view.pass.get(*node).number();
    match view.pack.node(node) {
        Some(Node::Compare { left, right, .. }) => {
            between(value(left), value(right));
        }
        Some(Node::Least(run) | Node::Greatest(run)) => {
            let arguments = view.pack.arguments_of(*run);
            for (index, left) in arguments.iter().enumerate() {
                for right in arguments.iter().skip(index.saturating_add(1)) {
                    between(*view.pass.number(*left), *view.pass.number(*right));
                }
            }
        }
        Some(Node::Table(table)) => {
            let Some(table) = view.pack.tables.get(table.index()) else {
                return;
            };
            for row in &table.rows {
                for (column, test) in table.columns.iter().zip(&row.tests) {
                    if let Test::Between { lo, hi, .. } = test {
                        let value = *view.pass.number(*column);
                        between(value, Interval::point(*lo));
                        between(value, Interval::point(*hi));
                    }
                }
            }
        }
        // While it is open which of two counts, a bound follows first the one and then the other.
        Some(Node::Choose {
            when,
            then,
            otherwise,
        }) => {
            if view.pass.truth(*when) == Truth::Open {
                between(value(then), value(otherwise));
            } else {
                between(Interval::ALL, Interval::ALL);
            }
        }
        // A bound of a product changes factors where one of them changes sign.
        Some(Node::Times(left, right) | Node::Over(left, right)) => {
            for side in [left, right] {
                between(*view.pass.number(*side), Interval::point(Number::ZERO));
            }
        }
        _ => {}
    }
}
