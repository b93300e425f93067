//! Writes the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{HitPolicy, Table, Test};
use tradeaid_engine::pack::{Alternative, Group, Measure};
use tradeaid_engine::{MeasureName, Node, NodeId, Pack, Rounding};

use super::{choices, flag, integers, number, optional, rows, scope, value};
use crate::json::Writer;
use crate::words::{ComparisonWord, LawWord, NatureWord, PickWord};

pub(super) fn node(w: &mut Writer, pack: &Pack, node: &Node) {
    let run = |w: &mut Writer, name: &str, ids: &[NodeId]| {
        w.text(name);
        for id in ids {
            w.integer(i64::from(id.0));
        }
    };
    w.list(|w| match node {
        Node::Constant(constant) => {
            w.text("c");
            value(w, constant);
        }
        Node::Input(input) => run(w, "i", &[NodeId(input.0)]),
        Node::Exists(input) => run(w, "e", &[NodeId(input.0)]),
        Node::Figure { input, year } => run(w, "f", &[NodeId(input.0), *year]),
        Node::Parameter { input, on } => run(w, "p", &[NodeId(input.0), *on]),
        Node::Derived { input, from } => run(w, "d", &[NodeId(input.0), *from]),
        Node::Not(of) => run(w, "!", &[*of]),
        Node::All(arguments) => run(w, "&", pack.arguments_of(*arguments)),
        Node::Any(arguments) => run(w, "|", pack.arguments_of(*arguments)),
        Node::Compare { how, left, right } => run(w, ComparisonWord(*how).word(), &[*left, *right]),
        Node::OneOf { of, wanted } => {
            run(w, "o", &[*of]);
            choices(w, *wanted);
        }
        Node::Plus(a, b) => run(w, "+", &[*a, *b]),
        Node::Minus(a, b) => run(w, "-", &[*a, *b]),
        Node::Times(a, b) => run(w, "*", &[*a, *b]),
        Node::Over(a, b) => run(w, "/", &[*a, *b]),
        Node::Least(arguments) => run(w, "min", pack.arguments_of(*arguments)),
        Node::Greatest(arguments) => run(w, "max", pack.arguments_of(*arguments)),
        Node::Round { of, how } => {
            let name = match how {
                Rounding::HalfUp => "round",
                Rounding::Up => "round_up",
                Rounding::Down => "round_down",
            };
            run(w, name, &[*of]);
        }
        Node::DaysBetween { from, to } => run(w, "days", &[*from, *to]),
        Node::YearOf(of) => run(w, "year", &[*of]),
        Node::Choose {
            when,
            then,
            otherwise,
        } => run(w, "?", &[*when, *then, *otherwise]),
        Node::Table(table) => run(w, "t", &[NodeId(table.0)]),
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
