//! Writes the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{HitPolicy, Table, Test};
use tradeaid_engine::pack::{Alternative, Group, Measure};
use tradeaid_engine::{MeasureName, Node, NodeId, Number, Pack};

use super::{choices, flag, integers, number, one_of, optional, run, scope, value};
use crate::json::Writer;
use crate::pack_form::{LAWS, NATURES, NodeKind, PICKS};

/// The kinds of all nodes, a letter each
pub(super) fn letters(pack: &Pack) -> String {
    let letter = |node| {
        let kind = kind(node);
        let mut letters = NodeKind::LETTERS.iter();
        let letter = letters.find(|(_, known)| *known == kind);
        letter.map_or(' ', |(letter, _)| char::from(*letter))
    };
    pack.nodes.iter().map(letter).collect()
}

const fn kind(node: &Node) -> NodeKind {
    match node {
        Node::Constant(_) => NodeKind::Constant,
        Node::Input(_) => NodeKind::Input,
        Node::Exists(_) => NodeKind::Exists,
        Node::Figure { .. } => NodeKind::Figure,
        Node::Parameter { .. } => NodeKind::Parameter,
        Node::Derived { .. } => NodeKind::Derived,
        Node::Not(_) => NodeKind::Not,
        Node::All(_) => NodeKind::All,
        Node::Any(_) => NodeKind::Any,
        Node::Compare { how, .. } => NodeKind::Compare(*how),
        Node::OneOf { .. } => NodeKind::OneOf,
        Node::Plus(..) => NodeKind::Plus,
        Node::Minus(..) => NodeKind::Minus,
        Node::Times(..) => NodeKind::Times,
        Node::Over(..) => NodeKind::Over,
        Node::Least(_) => NodeKind::Least,
        Node::Greatest(_) => NodeKind::Greatest,
        Node::Round { how, .. } => NodeKind::Round(*how),
        Node::DaysBetween { .. } => NodeKind::Days,
        Node::YearOf(_) => NodeKind::Year,
        Node::Choose { .. } => NodeKind::Choose,
        Node::Table(_) => NodeKind::Table,
    }
}

/// What a node holds besides its kind
pub(super) fn node(w: &mut Writer, pack: &Pack, at: u16, node: &Node) {
    match node {
        Node::Constant(constant) => value(w, constant),
        Node::All(run) | Node::Any(run) | Node::Least(run) | Node::Greatest(run) => {
            integers(w, [run.count]);
        }
        Node::Table(table) => integers(w, [table.0]),
        _ => integers(w, node.input().map(|input| input.0)),
    }
    if !matches!(node, Node::Table(_)) {
        node.for_each_argument(pack, |id| argument(w, at, id));
    }
    if let Node::OneOf { wanted, .. } = node {
        choices(w, *wanted);
    }
}

/// The farthest that an argument is meant by its distance
const NEAR: i64 = 32;

/// An argument near the node at a place is written as the distance back to it, another as its own number turned round
fn argument(w: &mut Writer, at: u16, id: NodeId) {
    let id = i64::from(id.0);
    let distance = i64::from(at) - id;
    w.integer(if (0..=NEAR).contains(&distance) {
        distance
    } else {
        !id
    });
}

/// The cells column by column, where those below each other are alike
pub(super) fn table(w: &mut Writer, table: &Table) {
    flag(w, table.hit == HitPolicy::First);
    run(w, &table.columns, |w, id| integers(w, [id.0]));
    run(w, &table.rows, |w, row| value(w, &row.output));
    for column in 0..table.columns.len() {
        for row in &table.rows {
            test(w, row.tests.get(column).unwrap_or(&Test::Any));
        }
    }
}

/// 0 is any value, 1 a set of options, 2 to 5 a range with the ends that two bits say, 6 a number and all above it
fn test(w: &mut Writer, test: &Test) {
    match test {
        Test::Any => w.integer(0),
        Test::OneOf(options) => {
            w.integer(1);
            choices(w, *options);
        }
        Test::Between {
            lo,
            lo_in: true,
            hi,
            hi_in: true,
        } if *hi == Number::INFINITY => {
            w.integer(6);
            number(w, *lo);
        }
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            w.integer(2 + i64::from(*lo_in) + 2 * i64::from(*hi_in));
            number(w, *lo);
            number(w, *hi);
        }
    }
}

fn node_or_none(w: &mut Writer, node: Option<NodeId>) {
    optional(w, node.map(|node| node.0));
}

pub(super) fn measure(w: &mut Writer, measure: &Measure, name: &MeasureName) {
    w.text(&name.id);
    w.text(&name.how);
    w.text(&name.theme);
    run(w, &name.authorities, |w, id| w.text(id));
    one_of(w, &NATURES, &measure.nature);
    w.integer(scope(measure.scope));
    integers(w, [measure.provision.0]);
    flag(w, measure.entitles);
    integers(w, [measure.eligible.0]);
    run(w, &measure.readings, |w, input| integers(w, [input.0]));
    run(w, &measure.conditions, |w, condition| {
        integers(
            w,
            [condition.node.0, condition.text.0, condition.provision.0],
        );
    });
    run(w, &measure.amount, alternative);
    run(w, &measure.figures, |w, figure| {
        integers(w, [figure.node.0, figure.text.0, figure.provision.0]);
    });
    run(w, &measure.warnings, |w, warning| {
        integers(w, [warning.code.0]);
        node_or_none(w, warning.when);
        flag(w, warning.on_refusal);
    });
}

fn alternative(w: &mut Writer, alternative: &Alternative) {
    one_of(w, &LAWS, &alternative.word);
    for node in [
        alternative.when,
        alternative.floor,
        alternative.ceiling,
        alternative.cap,
    ] {
        node_or_none(w, node);
    }
    integers(w, [alternative.provision.0]);
    optional(w, alternative.text.map(|text| text.0));
}

pub(super) fn group(w: &mut Writer, group: &Group, name: &str) {
    w.text(name);
    integers(w, [group.kind.0]);
    one_of(w, &PICKS, &group.pick);
    node_or_none(w, group.key);
    node_or_none(w, group.cap);
    flag(w, group.counts_received);
    integers(w, [group.provision.0]);
    run(w, &group.members, |w, id| integers(w, [id.0]));
}
