//! The numbers that a node can be when nothing of the case is known. Never narrower than the truth.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Interval, Node, NodeId, Number, Pack, Value};

/// The bounds of a node, from those of the nodes before it
pub(crate) fn of_node(pack: &Pack, known: &[Interval], node: &Node) -> Interval {
    let of = |id: NodeId| known.get(id.index()).copied().unwrap_or(Interval::ALL);
    let found = match *node {
        Node::Constant(Value::Number(interval)) => Some(interval),
        Node::Input(input) | Node::Figure { input, .. } | Node::Parameter { input, .. } => {
            pack.input(input).map(|input| of_domain(&input.domain))
        }
        Node::Plus(a, b) => ends(of(a), of(b), Number::plus),
        Node::Minus(a, b) => negated(of(b)).and_then(|b| ends(of(a), b, Number::plus)),
        Node::Times(a, b) => product(of(a), of(b)),
        Node::Over(a, b) => inverse(of(b)).and_then(|b| product(of(a), b)),
        Node::Least(run) => pack
            .arguments_of(run)
            .iter()
            .map(|id| of(*id))
            .reduce(|a, b| Interval {
                lo: a.lo.min(b.lo),
                hi: a.hi.min(b.hi),
            }),
        Node::Greatest(run) => pack
            .arguments_of(run)
            .iter()
            .map(|id| of(*id))
            .reduce(|a, b| Interval {
                lo: a.lo.max(b.lo),
                hi: a.hi.max(b.hi),
            }),
        // Rounding moves a bound by less than a cent.
        Node::Round { of: inner, .. } => {
            let cent = Number::from_cents(1);
            of(inner)
                .lo
                .minus(cent)
                .zip(of(inner).hi.plus(cent))
                .map(|(lo, hi)| Interval { lo, hi })
        }
        Node::YearOf(_) => Some(Interval {
            lo: Number::from(1900),
            hi: Number::from(2199),
        }),
        Node::Choose {
            then, otherwise, ..
        } => Some(of(then).hull(of(otherwise))),
        Node::Derived { input, from } => pack
            .input(input)
            .map(|input| of_domain(&input.domain).hull(of(from))),
        Node::Table(table) => pack.tables.get(table.index()).and_then(|table| {
            table
                .rows
                .iter()
                .map(|row| row.output.number())
                .reduce(Interval::hull)
        }),
        _ => None,
    };
    found.unwrap_or(Interval::ALL)
}

fn of_domain(domain: &Domain) -> Interval {
    domain
        .unknown()
        .map_or(Interval::ALL, |value| value.number())
}

fn ends(
    a: Interval,
    b: Interval,
    operation: fn(Number, Number) -> Option<Number>,
) -> Option<Interval> {
    Some(Interval {
        lo: operation(a.lo, b.lo)?,
        hi: operation(a.hi, b.hi)?,
    })
}

fn negated(interval: Interval) -> Option<Interval> {
    Some(Interval {
        lo: interval.hi.negated()?,
        hi: interval.lo.negated()?,
    })
}

fn inverse(interval: Interval) -> Option<Interval> {
    Some(Interval {
        lo: Number::ONE.over(interval.hi)?,
        hi: Number::ONE.over(interval.lo)?,
    })
}

fn product(a: Interval, b: Interval) -> Option<Interval> {
    let corners = [
        a.lo.times(b.lo)?,
        a.lo.times(b.hi)?,
        a.hi.times(b.lo)?,
        a.hi.times(b.hi)?,
    ];
    let lo = corners.into_iter().min()?;
    let hi = corners.into_iter().max()?;
    Some(Interval { lo, hi })
}
