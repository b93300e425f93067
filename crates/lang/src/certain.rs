//! Conditions that can never hold or never fail, by the values their inputs have: single ones, lists of them,
//! whole measures, and branches that nothing is left for. What is possible is found out in [`crate::cells`].

use tradeaid_engine::{Node, NodeId};

use crate::cell::Values;
use crate::cells::{Possible, Subject};
use crate::compiler::Compiler;
use crate::coverage::decimal;
use crate::diagnostic::Code;
use crate::said::{Said, say};
use crate::source::Span;
use crate::tree::Tree;

impl Compiler<'_> {
    const fn possible(&self) -> Possible<'_> {
        Possible {
            graph: &self.graph,
            names: &self.names,
        }
    }

    /// Reports a single condition that holds in every case or in none
    pub(crate) fn check_leaf(&mut self, node: NodeId, span: Span) {
        if self.certain.contains(&node) {
            return;
        }
        let possible = self.possible();
        let (message, help) = match (
            possible.may_be(&[(node, true)]),
            possible.may_be(&[(node, false)]),
        ) {
            (false, _) => {
                let values = self.values_in_words(&[node]);
                (
                    say!("wrong.never_holds", values = values),
                    say!("mend.comparison"),
                )
            }
            (_, false) => {
                let values = self.values_in_words(&[node]);
                (
                    say!("wrong.always_holds", values = values),
                    say!("mend.drop_comparison"),
                )
            }
            _ => return,
        };
        self.report.add(Code::Certain, span, message, help);
        self.certain.push(node);
    }

    /// Reports a list of conditions of which all never hold at once, or of which some one always does
    ///
    /// Below a `not`, the parts are the opposites of the items.
    pub(crate) fn check_list(
        &mut self,
        (is_all, negated): (bool, bool),
        node: NodeId,
        parts: &[NodeId],
        items: &[Tree],
    ) {
        if parts.iter().any(|part| self.certain.contains(part)) {
            self.certain.push(node);
        }
        if self.certain.contains(&node) {
            return;
        }
        let possible = self.possible();
        let wanted: Vec<(NodeId, bool)> = parts.iter().map(|part| (*part, is_all)).collect();
        if possible.may_be(&wanted) {
            return;
        }
        let may_be = |count: usize| possible.may_be(wanted.get(..count).unwrap_or(&[]));
        let last = (1..wanted.len())
            .find(|count| !may_be(count + 1))
            .unwrap_or(0);
        let (Some(this), Some(item)) = (wanted.get(last), items.get(last)) else {
            return;
        };
        let before = wanted.iter().zip(items).take(last);
        let rival = before
            .filter(|(other, _)| !possible.may_be(&[**other, *this]))
            .map(|((other, _), item)| (*other, item.span.line))
            .next();
        let (other, nodes) = match rival {
            Some((other, line)) => (say!("part.line", line = line), vec![other, this.0]),
            None => (say!("part.lines_before"), parts.to_vec()),
        };
        let values = self.values_in_words(&nodes);
        let (message, help) = if is_all == negated {
            (
                say!("wrong.any_holds", other = other, values = values),
                say!("mend.any_holds"),
            )
        } else {
            (
                say!("wrong.all_exclude", other = other, values = values),
                say!("mend.all_exclude"),
            )
        };
        self.report.add(Code::Certain, item.span, message, help);
        self.certain.push(node);
    }

    /// Reports a measure whose conditions hold one by one and never together
    pub(crate) fn check_measure(&mut self, eligible: NodeId, parts: &[NodeId], span: Span) {
        let is_known = parts.iter().any(|part| self.certain.contains(part));
        if is_known || self.possible().may_be(&[(eligible, true)]) {
            return;
        }
        let message = say!("wrong.measure_never", values = self.values_in_words(parts));
        let help = say!("mend.measure_never");
        self.report.add(Code::Certain, span, message, help);
    }

    /// Reports a branch for which those above it leave no case; the last has no condition
    pub(crate) fn check_branches(&mut self, branches: &[(Option<NodeId>, Span)]) {
        let mut wanted: Vec<(NodeId, bool)> = Vec::new();
        for (when, span) in branches {
            if when.is_some_and(|when| self.certain.contains(&when)) {
                return;
            }
            wanted.extend(when.map(|when| (when, true)));
            if !self.possible().may_be(&wanted) {
                let message = say!("wrong.branch_covered");
                let help = say!("mend.branch_covered");
                self.report.add(Code::Unreachable, *span, message, help);
                return;
            }
            if let Some((_, holds)) = wanted.last_mut().filter(|_| when.is_some()) {
                *holds = false;
            }
        }
    }

    /// Which values the inputs have that some conditions look at, behind a colon
    fn values_in_words(&self, nodes: &[NodeId]) -> Option<Said> {
        let possible = self.possible();
        let named = possible.subjects(nodes).into_iter().filter_map(|subject| {
            let Subject::Value(node) = subject else {
                return None;
            };
            // Of a day, a case may name any.
            if possible.is_day(node) {
                return None;
            }
            let input = self.graph.pack.node(node).and_then(Node::input);
            let path = input
                .and_then(|input| self.names.inputs.get(input.index()))
                .map(|input| say!("part.quoted", name = input.path));
            let path = path.unwrap_or_else(|| say!("part.the_value"));
            let values = in_words(&possible.values(node))?;
            Some(say!("part.is_values", path = path, values = values))
        });
        let mut named: Vec<Said> = named.collect();
        named.dedup();
        (!named.is_empty()).then(|| say!("part.values", list = named))
    }
}

/// What can be, as far as it says anything
fn in_words(values: &Values) -> Option<Said> {
    match values {
        Values::Options(options) => Some(say!("part.one_of", options = options)),
        Values::Numbers { lo, hi, grid } => {
            let range = match (decimal(*lo), decimal(*hi)) {
                (Some(lo), Some(hi)) => say!("part.from_to", lo = lo, hi = hi),
                (Some(lo), None) => say!("part.or_more", lo = lo),
                (None, Some(hi)) => say!("part.or_less", hi = hi),
                (None, None) => return None,
            };
            Some(match grid.and_then(|(_, step)| decimal(step)) {
                Some(step) => say!("part.in_steps", range = range, step = step),
                None => range,
            })
        }
    }
}
