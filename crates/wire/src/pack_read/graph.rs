//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, Comparison, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{
    Alternative, Condition, Figure, Group, Measure, Nature, Pick, Warning, Word,
};
use tradeaid_engine::{InputId, KindId, MeasureId, MeasureName, Node, NodeId, Rounding, TableId};

use super::rows::Rows;
use crate::words::{ComparisonWord, LawWord, NatureWord, NodeKind, NodeWord, PickWord};

pub(super) fn node(row: &mut Rows<'_>, arguments: &mut Vec<NodeId>) -> Node {
    let name = row.word();
    let word = NodeWord::from_word(name).map(|word| word.0);
    match word {
        Some(NodeKind::Constant) => return Node::Constant(row.value()),
        Some(NodeKind::All) => return Node::All(run(row, arguments)),
        Some(NodeKind::Any) => return Node::Any(run(row, arguments)),
        Some(NodeKind::Least) => return Node::Least(run(row, arguments)),
        Some(NodeKind::Greatest) => return Node::Greatest(run(row, arguments)),
        _ => {}
    }
    // The first argument is the number of a node, an input or a table.
    let first = row.id();
    let (a, input) = (NodeId(first), InputId(first));
    match word {
        Some(NodeKind::Input) => return Node::Input(input),
        Some(NodeKind::Exists) => return Node::Exists(input),
        Some(NodeKind::Not) => return Node::Not(a),
        Some(NodeKind::OneOf) => {
            let wanted = row.choices();
            return Node::OneOf { of: a, wanted };
        }
        Some(NodeKind::Round) => return rounded(a, Rounding::HalfUp),
        Some(NodeKind::RoundUp) => return rounded(a, Rounding::Up),
        Some(NodeKind::RoundDown) => return rounded(a, Rounding::Down),
        Some(NodeKind::Year) => return Node::YearOf(a),
        Some(NodeKind::Table) => return Node::Table(TableId(first)),
        _ => {}
    }
    let b = row.node();
    match word {
        Some(NodeKind::Figure) => return Node::Figure { input, year: b },
        Some(NodeKind::Parameter) => return Node::Parameter { input, on: b },
        Some(NodeKind::Derived) => return Node::Derived { input, from: b },
        Some(NodeKind::Plus) => return Node::Plus(a, b),
        Some(NodeKind::Minus) => return Node::Minus(a, b),
        Some(NodeKind::Times) => return Node::Times(a, b),
        Some(NodeKind::Over) => return Node::Over(a, b),
        Some(NodeKind::Days) => return Node::DaysBetween { from: a, to: b },
        Some(NodeKind::Choose) => {
            return Node::Choose {
                when: a,
                then: b,
                otherwise: row.node(),
            };
        }
        _ => {}
    }
    let how = row.known(ComparisonWord::from_word(name));
    Node::Compare {
        how: how.map_or(Comparison::Equal, |word| word.0),
        left: a,
        right: b,
    }
}

fn run(row: &mut Rows<'_>, arguments: &mut Vec<NodeId>) -> Arguments {
    let start = arguments.len();
    while !row.is_over() {
        arguments.push(row.node());
    }
    let count = arguments.len().saturating_sub(start);
    let fitting = u16::try_from(start).ok().zip(u16::try_from(count).ok());
    let (start, count) = row.known(fitting).unwrap_or((0, 0));
    Arguments { start, count }
}

const fn rounded(of: NodeId, how: Rounding) -> Node {
    Node::Round { of, how }
}

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
    row.enter();
    while row.more() {
        table.columns.push(row.node());
    }
    row.enter();
    while row.more_rows() {
        let output = row.value();
        let mut tests = Vec::new();
        while row.more() {
            tests.push(test(row));
        }
        table.rows.push(TableRow { tests, output });
    }
    table
}

/// Nothing is any value, one number a set of options, four a range
fn test(row: &mut Rows<'_>) -> Test {
    row.enter();
    let test = if row.is_over() {
        Test::Any
    } else if row.is_last() {
        Test::OneOf(row.choices())
    } else {
        Test::Between {
            lo: row.number(),
            hi: row.number(),
            lo_in: row.flag(),
            hi_in: row.flag(),
        }
    };
    row.leave();
    test
}

pub(super) fn measure_name(row: &mut Rows<'_>) -> MeasureName {
    MeasureName {
        id: row.text(),
        how: row.text(),
        theme: row.text(),
        authorities: row.texts(),
    }
}

pub(super) fn measure(row: &mut Rows<'_>) -> Measure {
    let nature = NatureWord::from_word(row.word());
    let mut measure = Measure {
        nature: row.known(nature).map_or(Nature::Service, |word| word.0),
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
    row.enter();
    while row.more_rows() {
        measure.conditions.push(Condition {
            node: row.node(),
            text: row.text_id(),
            provision: row.provision(),
            inputs: row.unused_inputs(),
        });
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        measure.amount.push(alternative(row));
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        measure.figures.push(Figure {
            node: row.node(),
            text: row.text_id(),
            provision: row.provision(),
        });
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        measure.warnings.push(Warning {
            code: row.code(),
            when: row.node_or_none(),
            on_refusal: row.flag(),
        });
        row.leave();
    }
    measure
}

fn alternative(row: &mut Rows<'_>) -> Alternative {
    let word = LawWord::from_word(row.word());
    Alternative {
        word: row.known(word).map_or(Word::Unspecified, |word| word.0),
        when: row.node_or_none(),
        floor: row.node_or_none(),
        ceiling: row.node_or_none(),
        cap: row.node_or_none(),
        provision: row.provision(),
        text: row.optional().map(|id| row.as_text(id)),
    }
}

pub(super) fn group(row: &mut Rows<'_>) -> Group {
    let kind = KindId(row.id());
    let pick = PickWord::from_word(row.word());
    let pick = row.known(pick).map_or(Pick::Highest, |word| word.0);
    let mut members = Vec::new();
    row.enter();
    while row.more() {
        members.push(MeasureId(row.id()));
    }
    Group {
        kind,
        members,
        pick,
        key: row.node_or_none(),
        cap: row.node_or_none(),
        counts_received: row.flag(),
        provision: row.provision(),
    }
}
