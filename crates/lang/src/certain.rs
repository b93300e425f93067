//! Conditions that can never hold or never fail, by the values their inputs have: single ones, lists of them,
//! whole measures, and branches that nothing is left for. What is possible is found out in [`crate::cells`].

use tradeaid_engine::{Node, NodeId};

use crate::cell::Values;
use crate::cells::{Possible, Subject};
use crate::compiler::Compiler;
use crate::coverage::decimal;
use crate::diagnostic::Code;
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
            (false, _) => (
                "this never holds",
                "mend the comparison, or what is declared of the input",
            ),
            (_, false) => ("this always holds", "take it out, or mend the comparison"),
            _ => return,
        };
        let message = format!("{message}{}", self.values_in_words(&[node]));
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
            Some((other, line)) => (format!("line {line}"), vec![other, this.0]),
            None => ("the lines before it".to_owned(), parts.to_vec()),
        };
        let values = self.values_in_words(&nodes);
        let (message, help) = if is_all == negated {
            (
                format!("this or {other} always holds{values}"),
                "mend one of them, take both out, or put them under `all:`",
            )
        } else {
            (
                format!("this and {other} never hold at once{values}"),
                "mend one of them, or put them under `any:`",
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
        let message = format!(
            "this measure never applies: its window and its conditions contradict each other{}",
            self.values_in_words(parts)
        );
        let help = "mend one of its conditions, or the days of its window";
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
                let message = "this branch never counts: those above it answer all its cases";
                let help =
                    "take it out, or mend the `when` of those above; the last branch has none";
                self.report.add(Code::Unreachable, *span, message, help);
                return;
            }
            if let Some((_, holds)) = wanted.last_mut().filter(|_| when.is_some()) {
                *holds = false;
            }
        }
    }

    /// Which values the inputs have that some conditions look at, behind a colon
    fn values_in_words(&self, nodes: &[NodeId]) -> String {
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
                .map(|input| format!("`{}`", input.path));
            let path = path.unwrap_or_else(|| "the value".to_owned());
            Some(format!("{path} is {}", in_words(&possible.values(node))?))
        });
        let mut named: Vec<String> = named.collect();
        named.dedup();
        match named.as_slice() {
            [] => String::new(),
            named => format!(": {}", named.join("; ")),
        }
    }
}

/// What can be, as far as it says anything
fn in_words(values: &Values) -> Option<String> {
    match values {
        Values::Options(options) => Some(format!("one of {}", options.join(", "))),
        Values::Numbers { lo, hi, grid } => {
            let range = match (decimal(*lo), decimal(*hi)) {
                (Some(lo), Some(hi)) => format!("{lo} to {hi}"),
                (Some(lo), None) => format!("{lo} or more"),
                (None, Some(hi)) => format!("{hi} or less"),
                (None, None) => return None,
            };
            Some(match grid.and_then(|(_, step)| decimal(step)) {
                Some(step) => format!("{range} in steps of {step}"),
                None => range,
            })
        }
    }
}
