//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{
    Alternative, Condition, Figure, Group, Measure, Nature, Pick, Warning, Word,
};
use tradeaid_engine::{InputId, KindId, MeasureId, MeasureName, Node, NodeId, TableId};

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
    if kind == NodeKind::Constant {
        return Node::Constant(row.value());
    }
    // The first number is that of an input, a table, or how many arguments follow; otherwise the first argument's.
    let first = row.id();
    let (a, input) = (back(at, first), InputId(first));
    match kind {
        NodeKind::Constant | NodeKind::Input => Node::Input(input),
        NodeKind::Exists => Node::Exists(input),
        NodeKind::Figure => Node::Figure {
            input,
            year: argument(row, at),
        },
        NodeKind::Parameter => Node::Parameter {
            input,
            on: argument(row, at),
        },
        NodeKind::Derived => Node::Derived {
            input,
            from: argument(row, at),
        },
        NodeKind::Not => Node::Not(a),
        NodeKind::All => Node::All(run(row, at, first, arguments)),
        NodeKind::Any => Node::Any(run(row, at, first, arguments)),
        NodeKind::Least => Node::Least(run(row, at, first, arguments)),
        NodeKind::Greatest => Node::Greatest(run(row, at, first, arguments)),
        NodeKind::Compare(how) => Node::Compare {
            how,
            left: a,
            right: argument(row, at),
        },
        NodeKind::OneOf => Node::OneOf {
            of: a,
            wanted: row.choices(),
        },
        NodeKind::Plus => Node::Plus(a, argument(row, at)),
        NodeKind::Minus => Node::Minus(a, argument(row, at)),
        NodeKind::Times => Node::Times(a, argument(row, at)),
        NodeKind::Over => Node::Over(a, argument(row, at)),
        NodeKind::Round(how) => Node::Round { of: a, how },
        NodeKind::Days => Node::DaysBetween {
            from: a,
            to: argument(row, at),
        },
        NodeKind::Year => Node::YearOf(a),
        NodeKind::Choose => Node::Choose {
            when: a,
            then: argument(row, at),
            otherwise: argument(row, at),
        },
        NodeKind::Table => Node::Table(TableId(first)),
    }
}

/// The node so far before a place. One that is not before it the engine refuses.
const fn back(at: u16, distance: u16) -> NodeId {
    NodeId(at.wrapping_sub(distance))
}

fn argument(row: &mut Rows<'_>, at: u16) -> NodeId {
    back(at, row.id())
}

fn run(row: &mut Rows<'_>, at: u16, count: u16, arguments: &mut Vec<NodeId>) -> Arguments {
    let start = row.known(u16::try_from(arguments.len()).ok());
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
    row.run(&mut table.rows, |row| {
        let output = row.value();
        let mut tests = Vec::new();
        for _ in &table.columns {
            // Without an end for what is missing, two large counts would be a very large one.
            if !row.is_over() {
                tests.push(test(row));
            }
        }
        TableRow { tests, output }
    });
    table
}

/// 0 is any value, 1 a set of options, 2 to 5 a range with the ends that the bits say
fn test(row: &mut Rows<'_>) -> Test {
    match row.id() {
        0 => Test::Any,
        1 => Test::OneOf(row.choices()),
        form => {
            row.unless(form <= 5);
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
