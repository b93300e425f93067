//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, Comparison, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{
    Alternative, Condition, Figure, Group, Measure, Nature, Pick, Warning, Word,
};
use tradeaid_engine::{
    CodeId, InputId, KindId, MeasureId, MeasureName, Node, NodeId, ProvisionId, Rounding, TableId,
    TextId,
};

use super::rows::Rows;
use crate::words::{ComparisonWord, LawWord, NatureWord, PickWord};

pub(super) fn node(row: &mut Rows<'_>, arguments: &mut Vec<NodeId>) -> Node {
    match row.word() {
        "c" => Node::Constant(row.value()),
        "&" => Node::All(run(row, arguments)),
        "|" => Node::Any(run(row, arguments)),
        "min" => Node::Least(run(row, arguments)),
        "max" => Node::Greatest(run(row, arguments)),
        name => {
            let first = row.id();
            with_arguments(row, name, first)
        }
    }
}

fn run(row: &mut Rows<'_>, arguments: &mut Vec<NodeId>) -> Arguments {
    let start = arguments.len();
    while !row.is_over() {
        arguments.push(NodeId(row.id()));
    }
    let count = arguments.len().saturating_sub(start);
    let fitting = u16::try_from(start).ok().zip(u16::try_from(count).ok());
    let (start, count) = row.known(fitting).unwrap_or((0, 0));
    Arguments { start, count }
}

/// Nodes whose first argument is a number: of a node, an input or a table
fn with_arguments(row: &mut Rows<'_>, name: &str, first: u16) -> Node {
    let (a, input) = (NodeId(first), InputId(first));
    match name {
        "i" => Node::Input(input),
        "e" => Node::Exists(input),
        "!" => Node::Not(a),
        "o" => Node::OneOf {
            of: a,
            wanted: row.choices(),
        },
        "round" => rounded(a, Rounding::HalfUp),
        "round_up" => rounded(a, Rounding::Up),
        "round_down" => rounded(a, Rounding::Down),
        "year" => Node::YearOf(a),
        "t" => Node::Table(TableId(first)),
        name => {
            let second = NodeId(row.id());
            with_two(row, name, first, second)
        }
    }
}

const fn rounded(of: NodeId, how: Rounding) -> Node {
    Node::Round { of, how }
}

fn with_two(row: &mut Rows<'_>, name: &str, first: u16, b: NodeId) -> Node {
    let (a, input) = (NodeId(first), InputId(first));
    match name {
        "f" => Node::Figure { input, year: b },
        "p" => Node::Parameter { input, on: b },
        "d" => Node::Derived { input, from: b },
        "+" => Node::Plus(a, b),
        "-" => Node::Minus(a, b),
        "*" => Node::Times(a, b),
        "/" => Node::Over(a, b),
        "days" => Node::DaysBetween { from: a, to: b },
        "?" => Node::Choose {
            when: a,
            then: b,
            otherwise: NodeId(row.id()),
        },
        comparison => {
            let how = row.known(ComparisonWord::from_word(comparison));
            Node::Compare {
                how: how.map_or(Comparison::Equal, |word| word.0),
                left: a,
                right: b,
            }
        }
    }
}

pub(super) fn table(row: &mut Rows<'_>) -> Table {
    let hit = if row.flag() {
        HitPolicy::First
    } else {
        HitPolicy::Unique
    };
    let mut columns = Vec::new();
    row.each(&mut |row| columns.push(NodeId(row.id())));
    let mut rows = Vec::new();
    row.each(&mut |row| {
        row.open(&mut |row| {
            let output = row.value();
            let mut tests = Vec::new();
            while !row.is_over() {
                tests.push(test(row));
            }
            rows.push(TableRow { tests, output });
        });
    });
    Table { hit, columns, rows }
}

/// Nothing is any value, one number a set of options, four a range
fn test(row: &mut Rows<'_>) -> Test {
    let mut test = Test::Any;
    row.open(&mut |row| {
        if row.is_over() {
            return;
        }
        test = if row.is_last() {
            Test::OneOf(row.choices())
        } else {
            Test::Between {
                lo: row.number(),
                hi: row.number(),
                lo_in: row.flag(),
                hi_in: row.flag(),
            }
        };
    });
    test
}

pub(super) fn measure_name(row: &mut Rows<'_>) -> MeasureName {
    let mut name = MeasureName {
        id: row.text(),
        how: row.text(),
        theme: row.text(),
        authorities: Vec::new(),
    };
    row.each(&mut |row| name.authorities.push(row.text()));
    name
}

pub(super) fn measure(row: &mut Rows<'_>) -> Measure {
    let nature = NatureWord::from_word(row.word());
    let mut measure = Measure {
        nature: row.known(nature).map_or(Nature::Service, |word| word.0),
        scope: row.scope(),
        provision: ProvisionId(row.id()),
        entitles: row.flag(),
        eligible: NodeId(row.id()),
        readings: row.inputs(),
        conditions: Vec::new(),
        amount: Vec::new(),
        figures: Vec::new(),
        warnings: Vec::new(),
    };
    row.each(&mut |row| {
        row.open(&mut |row| {
            measure.conditions.push(Condition {
                node: NodeId(row.id()),
                text: TextId(row.id()),
                provision: ProvisionId(row.id()),
                inputs: row.inputs(),
            });
        });
    });
    row.each(&mut |row| row.open(&mut |row| measure.amount.push(alternative(row))));
    row.each(&mut |row| {
        row.open(&mut |row| {
            measure.figures.push(Figure {
                node: NodeId(row.id()),
                text: TextId(row.id()),
                provision: ProvisionId(row.id()),
            });
        });
    });
    row.each(&mut |row| {
        row.open(&mut |row| {
            measure.warnings.push(Warning {
                code: CodeId(row.id()),
                when: row.node(),
                on_refusal: row.flag(),
            });
        });
    });
    measure
}

fn alternative(row: &mut Rows<'_>) -> Alternative {
    let word = LawWord::from_word(row.word());
    Alternative {
        word: row.known(word).map_or(Word::Unspecified, |word| word.0),
        when: row.node(),
        floor: row.node(),
        ceiling: row.node(),
        cap: row.node(),
        provision: ProvisionId(row.id()),
        text: row.optional().map(TextId),
    }
}

pub(super) fn group(row: &mut Rows<'_>) -> Group {
    let kind = KindId(row.id());
    let pick = PickWord::from_word(row.word());
    let pick = row.known(pick).map_or(Pick::Highest, |word| word.0);
    let mut members = Vec::new();
    row.each(&mut |row| members.push(MeasureId(row.id())));
    Group {
        kind,
        members,
        pick,
        key: row.node(),
        cap: row.node(),
        counts_received: row.flag(),
        provision: ProvisionId(row.id()),
    }
}
