//! Writes the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{HitPolicy, Table, Test};
use tradeaid_engine::pack::{Alternative, Group, Measure};
use tradeaid_engine::{MeasureName, Node, NodeId, Pack, Rounding};

use super::{integers, list, number, scope, value};
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
            w.text(&wanted.bits().to_string());
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
    w.map(|w| {
        w.text_entry(
            "hit",
            if table.hit == HitPolicy::First {
                "F"
            } else {
                "U"
            },
        );
        w.key("columns");
        integers(w, table.columns.iter().map(|id| id.0));
        list(w, "rows", &table.rows, |w, row| {
            w.list(|w| {
                row.tests.iter().for_each(|test| self::test(w, test));
                value(w, &row.output);
            });
        });
    });
}

fn test(w: &mut Writer, test: &Test) {
    match test {
        Test::Any => w.integer(0),
        Test::OneOf(choices) => w.text(&choices.bits().to_string()),
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => w.list(|w| {
            w.bool(*lo_in);
            number(w, *lo);
            number(w, *hi);
            w.bool(*hi_in);
        }),
    }
}

fn optional(w: &mut Writer, node: Option<NodeId>) {
    match node {
        Some(node) => w.integer(i64::from(node.0)),
        None => w.raw("null"),
    }
}

pub(super) fn measure(w: &mut Writer, measure: &Measure, name: &MeasureName) {
    w.map(|w| {
        w.text_entry("id", &name.id);
        w.text_entry("how", &name.how);
        w.text_entry("theme", &name.theme);
        list(w, "authorities", &name.authorities, |w, id| w.text(id));
        w.text_entry("nature", NatureWord(measure.nature).word());
        w.key("scope");
        w.integer(scope(measure.scope));
        w.key("provision");
        w.integer(i64::from(measure.provision.0));
        w.key("entitles");
        w.bool(measure.entitles);
        w.key("eligible");
        w.integer(i64::from(measure.eligible.0));
        list(w, "conditions", &measure.conditions, |w, condition| {
            w.list(|w| {
                w.integer(i64::from(condition.node.0));
                w.integer(i64::from(condition.text.0));
                w.integer(i64::from(condition.provision.0));
                integers(w, condition.inputs.iter().map(|input| input.0));
            });
        });
        list(w, "amount", &measure.amount, alternative);
        list(w, "figures", &measure.figures, |w, figure| {
            integers(w, [figure.node.0, figure.text.0, figure.provision.0]);
        });
        list(w, "warnings", &measure.warnings, |w, warning| {
            w.list(|w| {
                w.integer(i64::from(warning.code.0));
                optional(w, warning.when);
                w.bool(warning.on_refusal);
            });
        });
        w.key("readings");
        integers(w, measure.readings.iter().map(|input| input.0));
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
            optional(w, node);
        }
        w.integer(i64::from(alternative.provision.0));
        optional(w, alternative.text.map(|text| NodeId(text.0)));
    });
}

pub(super) fn group(w: &mut Writer, group: &Group, name: &str) {
    w.map(|w| {
        w.text_entry("id", name);
        w.key("kind");
        w.integer(i64::from(group.kind.0));
        w.text_entry("pick", PickWord(group.pick).word());
        w.key("members");
        integers(w, group.members.iter().map(|id| id.0));
        w.key("key");
        optional(w, group.key);
        w.key("cap");
        optional(w, group.cap);
        w.key("received");
        w.bool(group.counts_received);
        w.key("provision");
        w.integer(i64::from(group.provision.0));
    });
}
