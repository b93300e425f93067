//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, Comparison, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{
    Alternative, Condition, Figure, Group, Measure, Nature, Pick, Warning, Word,
};
use tradeaid_engine::{
    CodeId, InputId, KindId, MeasureId, MeasureName, Node, NodeId, ProvisionId, Rounding, TableId,
    TextId,
};

use super::reader::Reader;
use crate::json::{Json, JsonValue};
use crate::words::{ComparisonWord, LawWord, NatureWord, PickWord};

pub(super) fn node(r: &mut Reader, json: &Json<'_>, arguments: &mut Vec<NodeId>) -> Node {
    let name = r.at(json, 0).as_text().unwrap_or("");
    match name {
        "c" => {
            let constant = r.at(json, 1);
            Node::Constant(r.value(constant))
        }
        "&" | "|" | "min" | "max" => many(r, json, name, arguments),
        "o" => {
            let (of, wanted) = (r.at(json, 1), r.at(json, 2));
            Node::OneOf {
                of: NodeId(r.id(of)),
                wanted: r.choices(wanted),
            }
        }
        _ => fixed(r, json, name),
    }
}

fn many(r: &mut Reader, json: &Json<'_>, name: &str, arguments: &mut Vec<NodeId>) -> Node {
    let start = arguments.len();
    for entry in r.items(json).iter().skip(1) {
        arguments.push(NodeId(r.id(entry)));
    }
    let count = arguments.len().saturating_sub(start);
    let fitting = u16::try_from(start).ok().zip(u16::try_from(count).ok());
    let (start, count) = r.known(fitting, json).unwrap_or((0, 0));
    let run = Arguments { start, count };
    match name {
        "&" => Node::All(run),
        "|" => Node::Any(run),
        "min" => Node::Least(run),
        _ => Node::Greatest(run),
    }
}

/// Nodes with one to three arguments, read before the name is looked at
fn fixed(r: &mut Reader, json: &Json<'_>, name: &str) -> Node {
    let mut ids = [0_u16; 3];
    for (id, entry) in ids.iter_mut().zip(r.items(json).iter().skip(1)) {
        *id = r.id(entry);
    }
    let [first, second, third] = ids;
    let (a, b, c) = (NodeId(first), NodeId(second), NodeId(third));
    let input = InputId(first);
    match name {
        "i" => Node::Input(input),
        "e" => Node::Exists(input),
        "f" => Node::Figure { input, year: b },
        "p" => Node::Parameter { input, on: b },
        "d" => Node::Derived { input, from: b },
        "!" => Node::Not(a),
        "+" => Node::Plus(a, b),
        "-" => Node::Minus(a, b),
        "*" => Node::Times(a, b),
        "/" => Node::Over(a, b),
        "round" => rounded(a, Rounding::HalfUp),
        "round_up" => rounded(a, Rounding::Up),
        "round_down" => rounded(a, Rounding::Down),
        "days" => Node::DaysBetween { from: a, to: b },
        "year" => Node::YearOf(a),
        "?" => Node::Choose {
            when: a,
            then: b,
            otherwise: c,
        },
        "t" => Node::Table(TableId(first)),
        comparison => {
            let how = r.known(ComparisonWord::from_word(comparison), json);
            Node::Compare {
                how: how.map_or(Comparison::Equal, |word| word.0),
                left: a,
                right: b,
            }
        }
    }
}

const fn rounded(of: NodeId, how: Rounding) -> Node {
    Node::Round { of, how }
}

pub(super) fn table(r: &mut Reader, json: &Json<'_>) -> Table {
    let mut columns = Vec::new();
    for entry in r.list(json, "columns") {
        columns.push(NodeId(r.id(entry)));
    }
    let hit = match r.word(json, "hit") {
        "F" => HitPolicy::First,
        "U" => HitPolicy::Unique,
        _ => {
            r.fail(json);
            HitPolicy::Unique
        }
    };
    let mut rows = Vec::new();
    for entry in r.list(json, "rows") {
        if let Some((output, cells)) = r.items(entry).split_last() {
            let mut tests = Vec::new();
            for cell in cells {
                tests.push(test(r, cell));
            }
            rows.push(TableRow {
                tests,
                output: r.value(output),
            });
        }
    }
    Table { hit, columns, rows }
}

fn test(r: &mut Reader, json: &Json<'_>) -> Test {
    match json.value {
        JsonValue::Number(_) => Test::Any,
        JsonValue::Text(_) => Test::OneOf(r.choices(json)),
        _ => {
            let parts = [r.at(json, 0), r.at(json, 1), r.at(json, 2), r.at(json, 3)];
            Test::Between {
                lo_in: r.flag(parts[0]),
                lo: r.number(parts[1]),
                hi: r.number(parts[2]),
                hi_in: r.flag(parts[3]),
            }
        }
    }
}

pub(super) fn measure_name(r: &mut Reader, json: &Json<'_>) -> MeasureName {
    MeasureName {
        id: r.word(json, "id").to_owned(),
        how: r.word(json, "how").to_owned(),
        authorities: r.texts(json, "authorities"),
        theme: r.word(json, "theme").to_owned(),
    }
}

pub(super) fn measure(r: &mut Reader, json: &Json<'_>) -> Measure {
    let nature = r.word(json, "nature");
    let nature = r.known(NatureWord::from_word(nature), json);
    let parts = [
        r.field(json, "scope"),
        r.field(json, "provision"),
        r.field(json, "entitles"),
        r.field(json, "eligible"),
        r.field(json, "readings"),
    ];
    let mut amount = Vec::new();
    for entry in r.list(json, "amount") {
        amount.push(alternative(r, entry));
    }
    let mut figures = Vec::new();
    for entry in r.list(json, "figures") {
        let [node, text, provision] = r.ids(entry);
        figures.push(Figure {
            node: NodeId(node),
            text: TextId(text),
            provision: ProvisionId(provision),
        });
    }
    Measure {
        scope: r.scope(parts[0]),
        provision: ProvisionId(r.id(parts[1])),
        nature: nature.map_or(Nature::Service, |word| word.0),
        entitles: r.flag(parts[2]),
        eligible: NodeId(r.id(parts[3])),
        conditions: conditions(r, json),
        amount,
        figures,
        warnings: warnings(r, json),
        readings: r.inputs(parts[4]),
    }
}

fn conditions(r: &mut Reader, json: &Json<'_>) -> Vec<Condition> {
    let mut result = Vec::new();
    for entry in r.list(json, "conditions") {
        let [node, text, provision] = r.ids(entry);
        let inputs = r.at(entry, 3);
        result.push(Condition {
            node: NodeId(node),
            text: TextId(text),
            provision: ProvisionId(provision),
            inputs: r.inputs(inputs),
        });
    }
    result
}

fn warnings(r: &mut Reader, json: &Json<'_>) -> Vec<Warning> {
    let mut result = Vec::new();
    for entry in r.list(json, "warnings") {
        let parts = [r.at(entry, 0), r.at(entry, 1), r.at(entry, 2)];
        result.push(Warning {
            code: CodeId(r.id(parts[0])),
            when: r.optional(parts[1]),
            on_refusal: r.flag(parts[2]),
        });
    }
    result
}

fn alternative(r: &mut Reader, json: &Json<'_>) -> Alternative {
    let word = r.at(json, 0).as_text().and_then(LawWord::from_word);
    let parts = [r.at(json, 1), r.at(json, 2), r.at(json, 3), r.at(json, 4)];
    let [when, floor, ceiling, cap] = parts.map(|part| r.optional(part));
    let (provision, text) = (r.at(json, 5), r.at(json, 6));
    Alternative {
        word: r.known(word, json).map_or(Word::Unspecified, |word| word.0),
        when,
        floor,
        ceiling,
        cap,
        provision: ProvisionId(r.id(provision)),
        text: r.optional(text).map(|NodeId(text)| TextId(text)),
    }
}

pub(super) fn group(r: &mut Reader, json: &Json<'_>) -> Group {
    let pick = r.word(json, "pick");
    let pick = r.known(PickWord::from_word(pick), json);
    let mut members = Vec::new();
    for entry in r.list(json, "members") {
        members.push(MeasureId(r.id(entry)));
    }
    let parts = [
        r.field(json, "kind"),
        r.field(json, "key"),
        r.field(json, "cap"),
        r.field(json, "received"),
        r.field(json, "provision"),
    ];
    Group {
        kind: KindId(r.id(parts[0])),
        members,
        pick: pick.map_or(Pick::Highest, |word| word.0),
        key: r.optional(parts[1]),
        cap: r.optional(parts[2]),
        counts_received: r.flag(parts[3]),
        provision: ProvisionId(r.id(parts[4])),
    }
}
