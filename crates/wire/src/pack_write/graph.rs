//! Writes the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{HitPolicy, Table, Test};
use tradeaid_engine::pack::{Alternative, Group, Measure};
use tradeaid_engine::{MeasureName, Node, NodeId, Pack, Rounding};

use super::{choices, flag, integers, number, optional, rows, scope, value};
use crate::json::Writer;
use crate::words::{ComparisonWord, LawWord, NatureWord, NodeKind, NodeWord, PickWord};

pub(super) fn node(w: &mut Writer, pack: &Pack, node: &Node) {
    let words = |w: &mut Writer, name: &str, ids: &[NodeId]| {
        w.text(name);
        for id in ids {
            w.integer(i64::from(id.0));
        }
    };
    let run = |w: &mut Writer, kind, ids: &[NodeId]| words(w, NodeWord(kind).word(), ids);
    w.list(|w| match node {
        Node::Constant(constant) => {
            run(w, NodeKind::Constant, &[]);
            value(w, constant);
        }
        Node::Input(input) => run(w, NodeKind::Input, &[NodeId(input.0)]),
        Node::Exists(input) => run(w, NodeKind::Exists, &[NodeId(input.0)]),
        Node::Figure { input, year } => run(w, NodeKind::Figure, &[NodeId(input.0), *year]),
        Node::Parameter { input, on } => run(w, NodeKind::Parameter, &[NodeId(input.0), *on]),
        Node::Derived { input, from } => run(w, NodeKind::Derived, &[NodeId(input.0), *from]),
        Node::Not(of) => run(w, NodeKind::Not, &[*of]),
        Node::All(arguments) => run(w, NodeKind::All, pack.arguments_of(*arguments)),
        Node::Any(arguments) => run(w, NodeKind::Any, pack.arguments_of(*arguments)),
        Node::Compare { how, left, right } => {
            words(w, ComparisonWord(*how).word(), &[*left, *right]);
        }
        Node::OneOf { of, wanted } => {
            run(w, NodeKind::OneOf, &[*of]);
            choices(w, *wanted);
        }
        Node::Plus(a, b) => run(w, NodeKind::Plus, &[*a, *b]),
        Node::Minus(a, b) => run(w, NodeKind::Minus, &[*a, *b]),
        Node::Times(a, b) => run(w, NodeKind::Times, &[*a, *b]),
        Node::Over(a, b) => run(w, NodeKind::Over, &[*a, *b]),
        Node::Least(arguments) => run(w, NodeKind::Least, pack.arguments_of(*arguments)),
        Node::Greatest(arguments) => run(w, NodeKind::Greatest, pack.arguments_of(*arguments)),
        Node::Round { of, how } => {
            let kind = match how {
                Rounding::HalfUp => NodeKind::Round,
                Rounding::Up => NodeKind::RoundUp,
                Rounding::Down => NodeKind::RoundDown,
            };
            run(w, kind, &[*of]);
        }
        Node::DaysBetween { from, to } => run(w, NodeKind::Days, &[*from, *to]),
        Node::YearOf(of) => run(w, NodeKind::Year, &[*of]),
        Node::Choose {
            when,
            then,
            otherwise,
        } => run(w, NodeKind::Choose, &[*when, *then, *otherwise]),
        Node::Table(table) => run(w, NodeKind::Table, &[NodeId(table.0)]),
    });
}

pub(super) fn table(w: &mut Writer, table: &Table) {
    w.list(|w| {
        flag(w, table.hit == HitPolicy::First);
        integers(w, table.columns.iter().map(|id| id.0));
        rows(w, &table.rows, |w, row| {
            w.list(|w| {
                value(w, &row.output);
                row.tests.iter().for_each(|test| self::test(w, test));
            });
        });
    });
}

fn test(w: &mut Writer, test: &Test) {
    w.list(|w| match test {
        Test::Any => {}
        Test::OneOf(options) => choices(w, *options),
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            number(w, *lo);
            number(w, *hi);
            flag(w, *lo_in);
            flag(w, *hi_in);
        }
    });
}

fn node_or_none(w: &mut Writer, node: Option<NodeId>) {
    optional(w, node.map(|node| node.0));
}

pub(super) fn measure(w: &mut Writer, measure: &Measure, name: &MeasureName) {
    w.list(|w| {
        w.text(&name.id);
        w.text(&name.how);
        w.text(&name.theme);
        rows(w, &name.authorities, |w, id| w.text(id));
        w.text(NatureWord(measure.nature).word());
        w.integer(scope(measure.scope));
        w.integer(i64::from(measure.provision.0));
        flag(w, measure.entitles);
        w.integer(i64::from(measure.eligible.0));
        integers(w, measure.readings.iter().map(|input| input.0));
        rows(w, &measure.conditions, |w, condition| {
            w.list(|w| {
                for id in [condition.node.0, condition.text.0, condition.provision.0] {
                    w.integer(i64::from(id));
                }
                integers(w, condition.inputs.iter().map(|input| input.0));
            });
        });
        rows(w, &measure.amount, alternative);
        rows(w, &measure.figures, |w, figure| {
            integers(w, [figure.node.0, figure.text.0, figure.provision.0]);
        });
        rows(w, &measure.warnings, |w, warning| {
            w.list(|w| {
                w.integer(i64::from(warning.code.0));
                node_or_none(w, warning.when);
                flag(w, warning.on_refusal);
            });
        });
    });
}

fn alternative(w: &mut Writer, alternative: &Alternative) {
    w.list(|w| {
        w.text(LawWord(alternative.word).word());
        for node in [
            alternative.when,
            alternative.floor,
            alternative.ceiling,
            alternative.cap,
        ] {
            node_or_none(w, node);
        }
        w.integer(i64::from(alternative.provision.0));
        optional(w, alternative.text.map(|text| text.0));
    });
}

pub(super) fn group(w: &mut Writer, group: &Group, name: &str) {
    w.list(|w| {
        w.text(name);
        w.integer(i64::from(group.kind.0));
        w.text(PickWord(group.pick).word());
        integers(w, group.members.iter().map(|id| id.0));
        node_or_none(w, group.key);
        node_or_none(w, group.cap);
        flag(w, group.counts_received);
        w.integer(i64::from(group.provision.0));
    });
}
