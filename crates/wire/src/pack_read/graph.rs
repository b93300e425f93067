//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{
    Alternative, Condition, Figure, Group, Measure, Nature, Pick, Warning, Word,
};
use tradeaid_engine::{InputId, KindId, MeasureId, MeasureName, Node, NodeId, Number, TableId};

use super::rows::Rows;
use crate::pack_form::{LAWS, NATURES, NodeKind, PICKS};

/// The node at a place, of the kind that a letter says
#[inline(never)]
pub(super) fn node(row: &mut Rows<'_>, at: u16, letter: u8, arguments: &mut Vec<NodeId>) -> Node {
    let mut letters = NodeKind::LETTERS.iter();
    let kind = letters.find(|(known, _)| *known == letter);
    let kind = row
        .known(kind)
        .map_or(NodeKind::Constant, |(_, kind)| *kind);
    match kind {
        NodeKind::Constant => Node::Constant(row.value()),
        NodeKind::Input => Node::Input(InputId(row.id())),
        NodeKind::Exists => Node::Exists(InputId(row.id())),
        NodeKind::Figure => Node::Figure {
            input: InputId(row.id()),
            year: argument(row, at),
        },
        NodeKind::Parameter => Node::Parameter {
            input: InputId(row.id()),
            on: argument(row, at),
        },
        NodeKind::Derived => Node::Derived {
            input: InputId(row.id()),
            from: argument(row, at),
        },
        NodeKind::Not => Node::Not(argument(row, at)),
        NodeKind::All => Node::All(run(row, at, arguments)),
        NodeKind::Any => Node::Any(run(row, at, arguments)),
        NodeKind::Least => Node::Least(run(row, at, arguments)),
        NodeKind::Greatest => Node::Greatest(run(row, at, arguments)),
        NodeKind::Compare(how) => Node::Compare {
            how,
            left: argument(row, at),
            right: argument(row, at),
        },
        NodeKind::OneOf => Node::OneOf {
            of: argument(row, at),
            wanted: row.choices(),
        },
        NodeKind::Plus => Node::Plus(argument(row, at), argument(row, at)),
        NodeKind::Minus => Node::Minus(argument(row, at), argument(row, at)),
        NodeKind::Times => Node::Times(argument(row, at), argument(row, at)),
        NodeKind::Over => Node::Over(argument(row, at), argument(row, at)),
        NodeKind::Round(how) => Node::Round {
            of: argument(row, at),
            how,
        },
        NodeKind::Days => Node::DaysBetween {
            from: argument(row, at),
            to: argument(row, at),
        },
        NodeKind::Year => Node::YearOf(argument(row, at)),
        NodeKind::Choose => Node::Choose {
            when: argument(row, at),
            then: argument(row, at),
            otherwise: argument(row, at),
        },
        NodeKind::Table => Node::Table(TableId(row.id())),
    }
}

/// An argument of the node at a place. That it stands before the node is for the engine to check.
#[inline(never)]
fn argument(row: &mut Rows<'_>, at: u16) -> NodeId {
    let written = row.integer();
    let id = if written < 0 {
        !written
    } else {
        i64::from(at) - written
    };
    NodeId(row.known(u16::try_from(id).ok()).unwrap_or(0))
}

fn run(row: &mut Rows<'_>, at: u16, arguments: &mut Vec<NodeId>) -> Arguments {
    let start = row.known(u16::try_from(arguments.len()).ok());
    let count = row.id();
    for _ in 0..count {
        arguments.push(argument(row, at));
    }
    Arguments {
        start: start.unwrap_or(0),
        count,
    }
}

#[inline(never)]
pub(super) fn table(row: &mut Rows<'_>) -> Table {
    let hit = if row.flag() {
        HitPolicy::First
    } else {
        HitPolicy::Unique
    };
    let mut table = Table {
        hit,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    row.run(&mut table.columns, Rows::node);
    row.run(&mut table.rows, |row| TableRow {
        tests: Vec::new(),
        output: row.value(),
    });
    for _ in &table.columns {
        for line in &mut table.rows {
            // Two large counts without what they count would make a very large number of tests.
            if !row.is_over() {
                line.tests.push(test(row));
            }
        }
    }
    table
}

/// What a cell accepts, whose forms are told beside the writer
fn test(row: &mut Rows<'_>) -> Test {
    match row.id() {
        0 => Test::Any,
        1 => Test::OneOf(row.choices()),
        6 => Test::Between {
            lo: row.number(),
            hi: Number::INFINITY,
            lo_in: true,
            hi_in: true,
        },
        form => {
            row.unless(form < 6);
            Test::Between {
                lo: row.number(),
                hi: row.number(),
                lo_in: form & 1 == 1,
                hi_in: form >= 4,
            }
        }
    }
}

pub(super) fn measure_name(row: &mut Rows<'_>) -> MeasureName {
    let mut name = MeasureName {
        id: row.text(),
        how: row.text(),
        theme: row.text(),
        authorities: Vec::new(),
    };
    row.texts(&mut name.authorities);
    name
}

#[inline(never)]
pub(super) fn measure(row: &mut Rows<'_>) -> Measure {
    let mut measure = Measure {
        nature: row.one_of(&NATURES, Nature::Service),
        scope: row.scope(),
        provision: row.provision(),
        entitles: row.flag(),
        eligible: row.node(),
        readings: row.inputs(),
        conditions: Vec::new(),
        amount: Vec::new(),
        figures: Vec::new(),
        warnings: Vec::new(),
    };
    row.run(&mut measure.conditions, |row| Condition {
        node: row.node(),
        text: row.text_id(),
        provision: row.provision(),
    });
    row.run(&mut measure.amount, alternative);
    row.run(&mut measure.figures, |row| Figure {
        node: row.node(),
        text: row.text_id(),
        provision: row.provision(),
    });
    row.run(&mut measure.warnings, |row| Warning {
        code: row.code(),
        when: row.node_or_none(),
        on_refusal: row.flag(),
    });
    measure
}

fn alternative(row: &mut Rows<'_>) -> Alternative {
    Alternative {
        word: row.one_of(&LAWS, Word::Unspecified),
        when: row.node_or_none(),
        floor: row.node_or_none(),
        ceiling: row.node_or_none(),
        cap: row.node_or_none(),
        provision: row.provision(),
        text: row.optional().map(|id| row.as_text(id)),
    }
}

#[inline(never)]
pub(super) fn group(row: &mut Rows<'_>) -> Group {
    let mut group = Group {
        kind: KindId(row.id()),
        pick: row.one_of(&PICKS, Pick::Highest),
        key: row.node_or_none(),
        cap: row.node_or_none(),
        counts_received: row.flag(),
        provision: row.provision(),
        members: Vec::new(),
    };
    row.run(&mut group.members, |row| MeasureId(row.id()));
    group
}
