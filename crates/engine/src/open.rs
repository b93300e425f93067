//! What keeps an answer open: the inputs that can still move a node, found by walking back from it.
//!
//! The walk follows only what is not settled, so an input that can no longer matter is not named.

use crate::evaluate::View;
use crate::node::{Node, walk};
use crate::{InputClass, InputId, NodeId, Truth, Value};

/// An input that keeps an answer open
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenInput {
    /// Which
    pub input: InputId,
    /// For a yearly figure: the year, if it is settled
    pub year: Option<i32>,
}

/// The inputs that keep some nodes open, each once, in the order met
pub(crate) fn collect(view: &View<'_>, roots: Vec<NodeId>) -> Vec<OpenInput> {
    let mut found = Vec::new();
    let mut seen = vec![false; view.pack.nodes.len()];
    walk(view.pack, roots, &mut |id, node, pending| {
        if let Some(mark) = seen.get_mut(id.index())
            && !*mark
            && !view.pass.get(id).is_point()
        {
            *mark = true;
            step(view, node, pending, &mut found);
        }
    });
    found
}

fn step(view: &View<'_>, node: &Node, pending: &mut Vec<NodeId>, found: &mut Vec<OpenInput>) {
    let input = match *node {
        Node::Input(input) | Node::Exists(input) => input,
        Node::Figure { input, year } => {
            pending.push(year);
            input
        }
        Node::Parameter { input, on } => {
            if is_dated(view, input) && !view.pass.get(on).is_point() {
                pending.push(on);
                return;
            }
            undecided_place(view, node).unwrap_or(input)
        }
        _ => return push_live(view, node, pending),
    };
    // What is open about an amount that waits for an exchange rate is the rate.
    let open = match waits_for(view, input) {
        Some(rate) => OpenInput {
            input: rate,
            year: None,
        },
        None => OpenInput {
            input,
            year: year_of(view, node),
        },
    };
    if !found.contains(&open) {
        found.push(open);
    }
}

/// Whether a parameter is what the pack says for a day, rather than what the case gives
pub(crate) fn is_dated(view: &View<'_>, parameter: InputId) -> bool {
    let known = view.known(parameter).zip(view.pack.input(parameter));
    known.is_some_and(|(known, input)| !known.given && !input.dated.is_empty())
}

/// The choice that leaves it open which values of the parameter a node may take
pub(crate) fn undecided_place(view: &View<'_>, node: &Node) -> Option<InputId> {
    let is_dated = node.input().is_some_and(|input| is_dated(view, input));
    let mut places = view.pack.localities(node);
    let place = places.find(|place| {
        let known = view.known(place.input);
        known.is_some_and(|known| known.value.choices().within(place.options) == Truth::Open)
    });
    place.map(|place| place.input).filter(|_| is_dated)
}

/// Adds the arguments of a node that its value can still depend on
pub(crate) fn push_live(view: &View<'_>, node: &Node, nodes: &mut Vec<NodeId>) {
    match *node {
        Node::Choose {
            when,
            then,
            otherwise,
        } => {
            let truth = view.pass.truth(when);
            nodes.push(when);
            if truth.may_hold() {
                nodes.push(then);
            }
            if truth.may_fail() {
                nodes.push(otherwise);
            }
        }
        Node::Table(table) => {
            if let Some(table) = view.pack.tables.get(table.index()) {
                view.pass.undecided_columns(table, nodes);
            }
        }
        // The day tells nothing where the pack has no values of its own, or the case gives one.
        Node::Parameter { input, .. } if !is_dated(view, input) => {}
        _ => node.push_arguments(view.pack, nodes),
    }
}

/// The exchange rate that an input's amount was converted by and that leaves it open
pub(crate) fn waits_for(view: &View<'_>, input: InputId) -> Option<InputId> {
    let is_yearly = view.pack.input(input)?.yearly;
    view.known(input)?.waits_for.filter(|_| !is_yearly)
}

/// The year whose figure a node reads, if it reads one and the year is settled
fn year_of(view: &View<'_>, node: &Node) -> Option<i32> {
    match *node {
        Node::Figure { year, .. } => view.pass.year(year),
        _ => None,
    }
}

/// The input that a node reads itself and that is not derived, and the year it reads, if that is settled
pub(crate) fn read_by(view: &View<'_>, node: &Node) -> Option<OpenInput> {
    let input = node.input()?;
    if matches!(node, Node::Derived { .. }) && !view.known(input)?.given {
        return None;
    }
    let year = year_of(view, node);
    Some(OpenInput { input, year })
}

/// Whether one of the inputs is a figure that another rule sets; an exchange rate is none, and no
/// figure is missing of an amount whose facts are
pub(crate) fn lacks_figure(view: &View<'_>, found: &[OpenInput], names_one: bool) -> bool {
    let mut lacks = false;
    for open in found {
        match view.pack.input(open.input).map(|input| input.class) {
            Some(InputClass::Fact) if names_one => return false,
            Some(InputClass::Parameter) => lacks = lacks || !is_rate(view, open.input),
            _ => {}
        }
    }
    lacks
}

/// Whether an amount of the case was converted by this input and is open for it
fn is_rate(view: &View<'_>, input: InputId) -> bool {
    let mut found = false;
    let mut look = |values: &[crate::Known]| {
        for known in values {
            found = found || known.waits_for == Some(input);
        }
    };
    look(&view.case.values);
    for item in &view.case.items {
        look(&item.values);
    }
    found
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
pub(crate) fn observe(view: &View<'_>, root: NodeId) -> Vec<Observed> {
    let mut result: Vec<Observed> = Vec::new();
    walk(view.pack, vec![root], &mut |id, node, pending| {
        let Some(input) = node.input() else {
            return node.push_arguments(view.pack, pending);
        };
        let year = year_of(view, node);
        if result.iter().any(|o| o.input == input && o.year == year) {
            return;
        }
        let known = view.known(input);
        let mut value = view.pass.get(id);
        if let (Node::Exists(_), Some(known)) = (node, known) {
            value = &known.value;
        }
        result.push(Observed {
            input,
            year,
            value: *value,
            is_none: known.is_some_and(|known| known.exists == Truth::False),
        });
    });
    result
}
