//! Nodes written out with the names of a document, so that a test can say what it expects of them.

use tradeaid_engine::node::Arguments;
use tradeaid_engine::{Choices, Document, InputId, Node, NodeId, Number, Value};

/// A node and everything below it
pub(crate) fn node(document: &Document, id: NodeId) -> String {
    let of = |id: &NodeId| node(document, *id);
    let run = |run: Arguments| {
        let parts: Vec<String> = document.pack.arguments_of(run).iter().map(of).collect();
        parts.join(", ")
    };
    match document.pack.node(id) {
        None => "?".to_owned(),
        Some(Node::Constant(constant)) => value(constant),
        Some(Node::Input(input)) => path(document, *input),
        Some(Node::Exists(input)) => format!("exists({})", path(document, *input)),
        Some(Node::Figure { input, year }) => format!("{}[{}]", path(document, *input), of(year)),
        Some(Node::Parameter { input, on }) => format!("{} on {}", path(document, *input), of(on)),
        Some(Node::Derived { input, .. }) => format!("derived({})", path(document, *input)),
        Some(Node::Not(inner)) => format!("not({})", of(inner)),
        Some(Node::All(arguments)) => format!("all({})", run(*arguments)),
        Some(Node::Any(arguments)) => format!("any({})", run(*arguments)),
        Some(Node::Compare { how, left, right }) => format!("({} {how:?} {})", of(left), of(right)),
        Some(Node::OneOf { of: inner, wanted }) => format!("{} in {}", of(inner), bits(*wanted)),
        Some(Node::Plus(a, b)) => format!("({} + {})", of(a), of(b)),
        Some(Node::Minus(a, b)) => format!("({} - {})", of(a), of(b)),
        Some(Node::Times(a, b)) => format!("({} * {})", of(a), of(b)),
        Some(Node::Over(a, b)) => format!("({} / {})", of(a), of(b)),
        Some(Node::Least(arguments)) => format!("min({})", run(*arguments)),
        Some(Node::Greatest(arguments)) => format!("max({})", run(*arguments)),
        Some(Node::Round { of: inner, how }) => format!("round{how:?}({})", of(inner)),
        Some(Node::DaysBetween { from, to }) => format!("days({}, {})", of(from), of(to)),
        Some(Node::YearOf(inner)) => format!("year({})", of(inner)),
        Some(Node::Choose {
            when,
            then,
            otherwise,
        }) => {
            format!("if {} then {} else {}", of(when), of(then), of(otherwise))
        }
        Some(Node::Table(table)) => format!("table {}", table.0),
    }
}

fn path(document: &Document, input: InputId) -> String {
    let named = document.names.inputs.get(input.index());
    named.map_or_else(|| "?".to_owned(), |input| input.path.clone())
}

/// A value that a pack writes
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Truth(truth) => format!("{truth:?}"),
        Value::Number(interval) => number(interval.lo),
        Value::Choice(choices) => bits(*choices),
        Value::Date(days) => {
            let (year, month, day) = days.lo.to_civil();
            format!("{year}-{month:02}-{day:02}")
        }
    }
}

/// The options of a choice by their places
pub(crate) fn bits(choices: Choices) -> String {
    format!("{:?}", choices.iter().collect::<Vec<_>>())
}

/// A number as a fraction
pub(crate) fn number(number: Number) -> String {
    match number.parts() {
        None => (if number.is_negative() { "-∞" } else { "∞" }).to_owned(),
        Some((above, 1)) => above.to_string(),
        Some((above, below)) => format!("{above}/{below}"),
    }
}
