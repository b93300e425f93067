//! What keeps an answer open: the inputs that can still move a node, found by walking back from it.
//!
//! The walk follows only what is not settled, so an input that can no longer matter is not named.

use crate::evaluate::Source;
use crate::node::Node;
use crate::{InputClass, InputId, NodeId, Number, Truth, Value, Workspace};

/// An input that keeps an answer open
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenInput {
    /// Which
    pub input: InputId,
    /// For a yearly figure: the year, if it is settled
    pub year: Option<i32>,
}

/// Adds the inputs that keep a node open, each once, in the order met
pub(crate) fn collect(
    source: Source<'_>,
    pass: &Workspace,
    root: NodeId,
    found: &mut Vec<OpenInput>,
) {
    let mut pending = vec![root];
    let mut seen = vec![false; source.pack.nodes.len()];
    while let Some(id) = pending.pop() {
        let Some(node) = source.pack.node(id) else {
            continue;
        };
        if pass.get(id).is_point() || seen.get(id.index()).copied().unwrap_or(true) {
            continue;
        }
        if let Some(mark) = seen.get_mut(id.index()) {
            *mark = true;
        }
        let before = pending.len();
        step(source, pass, node, &mut pending, found);
        // The stack turns the order round; what a rule names first is to be found first.
        if let Some(added) = pending.get_mut(before..) {
            added.reverse();
        }
    }
}

fn step(
    source: Source<'_>,
    pass: &Workspace,
    node: &Node,
    pending: &mut Vec<NodeId>,
    found: &mut Vec<OpenInput>,
) {
    match *node {
        Node::Input(input) | Node::Exists(input) => note(source, input, None, found),
        Node::Figure { input, year } => {
            let single = pass
                .number(year)
                .as_point()
                .and_then(super::number::Number::to_integer);
            let year_number = single.and_then(|year| i32::try_from(year).ok());
            note(source, input, year_number, found);
            pending.push(year);
        }
        Node::Parameter { input, on } => {
            if source
                .pack
                .input(input)
                .is_some_and(|input| input.dated.is_empty())
                || pass.get(on).is_point()
            {
                note(source, input, None, found);
            } else {
                pending.push(on);
            }
        }
        Node::Choose {
            when,
            then,
            otherwise,
        } => {
            let truth = pass.truth(when);
            pending.push(when);
            if truth.may_hold() {
                pending.push(then);
            }
            if truth.may_fail() {
                pending.push(otherwise);
            }
        }
        Node::Table(table) => {
            let Some(table) = source.pack.tables.get(table.index()) else {
                return;
            };
            pending.extend(pass.undecided_columns(table));
        }
        _ => node.for_each_argument(source.pack, |argument| pending.push(argument)),
    }
}

fn note(source: Source<'_>, input: InputId, year: Option<i32>, found: &mut Vec<OpenInput>) {
    let open = told_as(source, input, year);
    if !found.contains(&open) {
        found.push(open);
    }
}

/// What is open about an input: the rate that its amount waits for, if it waits for one
fn told_as(source: Source<'_>, input: InputId, year: Option<i32>) -> OpenInput {
    match waits_for(source, input) {
        Some(rate) => OpenInput {
            input: rate,
            year: None,
        },
        None => OpenInput { input, year },
    }
}

/// The exchange rate that an input's amount was converted by and that leaves it open
pub(crate) fn waits_for(source: Source<'_>, input: InputId) -> Option<InputId> {
    let declared = source.pack.input(input).filter(|input| !input.yearly)?;
    source.case.known(declared, source.item)?.waits_for
}

/// The input that a node reads itself and that is not derived, and the year it reads, if that is settled
pub(crate) fn read_by(source: Source<'_>, pass: &Workspace, node: &Node) -> Option<OpenInput> {
    let input = node.input()?;
    let is_given = |input| {
        let declared = source.pack.input(input)?;
        Some(source.case.known(declared, source.item)?.given)
    };
    if matches!(node, Node::Derived { .. }) && is_given(input) != Some(true) {
        return None;
    }
    let year = match *node {
        Node::Figure { year, .. } => pass
            .number(year)
            .as_point()
            .and_then(Number::to_integer)
            .and_then(|year| i32::try_from(year).ok()),
        _ => None,
    };
    Some(OpenInput { input, year })
}

/// Whether one of the inputs is a figure that another rule sets; an exchange rate is none, and no
/// figure is missing of an amount whose facts are
pub(crate) fn lacks_figure(source: Source<'_>, found: &[OpenInput], at_most: bool) -> bool {
    let class = |open: &OpenInput| source.pack.input(open.input).map(|input| input.class);
    let is_rate = |open: &OpenInput| {
        let items = source.case.items.iter().flat_map(|item| &item.values);
        items
            .chain(&source.case.values)
            .any(|known| known.waits_for == Some(open.input))
    };
    let figure = |open: &OpenInput| class(open) == Some(InputClass::Parameter) && !is_rate(open);
    let fact = |open: &OpenInput| class(open) == Some(InputClass::Fact);
    found.iter().any(figure) && !(at_most && found.iter().any(fact))
}

/// An input a condition looks at, and what is known of it there
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// Which input
    pub input: InputId,
    /// For a yearly figure: the year, if it is settled
    pub year: Option<i32>,
    /// What is known of it
    pub value: Value,
    /// Whether it is known not to exist
    pub is_none: bool,
}

/// The inputs a node looks at, derived ones as such, each once
pub(crate) fn observe(source: Source<'_>, pass: &Workspace, root: NodeId) -> Vec<Observed> {
    let mut result: Vec<Observed> = Vec::new();
    let mut pending = vec![root];
    while let Some(id) = pending.pop() {
        let Some(node) = source.pack.node(id) else {
            continue;
        };
        let Some(input) = node.input() else {
            let before = pending.len();
            node.for_each_argument(source.pack, |argument| pending.push(argument));
            if let Some(added) = pending.get_mut(before..) {
                added.reverse();
            }
            continue;
        };
        let seen = observed(source, pass, id, node, input);
        if !result
            .iter()
            .any(|known| known.input == seen.input && known.year == seen.year)
        {
            result.push(seen);
        }
    }
    result
}

fn observed(
    source: Source<'_>,
    pass: &Workspace,
    id: NodeId,
    node: &Node,
    input: InputId,
) -> Observed {
    let known = source
        .pack
        .input(input)
        .and_then(|declared| source.case.known(declared, source.item));
    let year = match *node {
        Node::Figure { year, .. } => pass
            .number(year)
            .as_point()
            .and_then(super::number::Number::to_integer)
            .and_then(|year| i32::try_from(year).ok()),
        _ => None,
    };
    let value = match (node, known) {
        (Node::Exists(_), Some(known)) => known.value,
        _ => pass.get(id),
    };
    Observed {
        input,
        year,
        value,
        is_none: known.is_some_and(|known| known.exists == Truth::False),
    }
}
