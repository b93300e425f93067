//! Reads the graph of a checked pack: nodes, tables, measures and groups.

use tradeaid_engine::node::{Arguments, HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{Alternative, Condition, Figure, Group, Measure, Warning};
use tradeaid_engine::{
    CodeId, InputId, KindId, MeasureId, MeasureName, Node, NodeId, ProvisionId, Rounding, TableId,
    TextId,
};

use super::{
    LoadError, Read, at, choices, each, field, flag, form, id, items, number, optional, scope,
    text_of, value,
};
use crate::json::{Json, JsonValue};
use crate::pack_write::word_from;
use crate::words::{ComparisonWord, NatureWord, PickWord};

#[expect(clippy::too_many_lines, reason = "one flat table of node names")]
pub(super) fn node(json: &Json<'_>, arguments: &mut Vec<NodeId>) -> Read<Node> {
    let list = items(json)?;
    let name = at(json, 0)?.as_text().unwrap_or("");
    let index = |place| at(json, place).and_then(id);
    let of = |place| index(place).map(NodeId);
    let mut run = || {
        let fault = LoadError::Form(json.start);
        let start = u16::try_from(arguments.len()).map_err(|_| fault)?;
        for entry in list.iter().skip(1) {
            arguments.push(NodeId(id(entry)?));
        }
        let count = u16::try_from(list.len().saturating_sub(1)).map_err(|_| fault)?;
        Ok(Arguments { start, count })
    };
    Ok(match name {
        "c" => Node::Constant(value(at(json, 1)?)?),
        "i" => Node::Input(InputId(index(1)?)),
        "e" => Node::Exists(InputId(index(1)?)),
        "f" => Node::Figure {
            input: InputId(index(1)?),
            year: of(2)?,
        },
        "p" => Node::Parameter {
            input: InputId(index(1)?),
            on: of(2)?,
        },
        "d" => Node::Derived {
            input: InputId(index(1)?),
            from: of(2)?,
        },
        "!" => Node::Not(of(1)?),
        "&" => Node::All(run()?),
        "|" => Node::Any(run()?),
        "o" => Node::OneOf {
            of: of(1)?,
            wanted: choices(at(json, 2)?)?,
        },
        "+" => Node::Plus(of(1)?, of(2)?),
        "-" => Node::Minus(of(1)?, of(2)?),
        "*" => Node::Times(of(1)?, of(2)?),
        "/" => Node::Over(of(1)?, of(2)?),
        "min" => Node::Least(run()?),
        "max" => Node::Greatest(run()?),
        "round" => Node::Round {
            of: of(1)?,
            how: Rounding::HalfUp,
        },
        "round_up" => Node::Round {
            of: of(1)?,
            how: Rounding::Up,
        },
        "round_down" => Node::Round {
            of: of(1)?,
            how: Rounding::Down,
        },
        "days" => Node::DaysBetween {
            from: of(1)?,
            to: of(2)?,
        },
        "year" => Node::YearOf(of(1)?),
        "?" => Node::Choose {
            when: of(1)?,
            then: of(2)?,
            otherwise: of(3)?,
        },
        "t" => Node::Table(TableId(index(1)?)),
        comparison => {
            let how = ComparisonWord::from_word(comparison)
                .ok_or(LoadError::Form(json.start))?
                .0;
            Node::Compare {
                how,
                left: of(1)?,
                right: of(2)?,
            }
        }
    })
}

pub(super) fn table(json: &Json<'_>) -> Read<Table> {
    let columns = each(field(json, "columns")?, |entry| id(entry).map(NodeId))?;
    Ok(Table {
        hit: match field(json, "hit")?.as_text() {
            Some("F") => HitPolicy::First,
            Some("U") => HitPolicy::Unique,
            _ => return form(json),
        },
        rows: each(field(json, "rows")?, |entry| {
            let cells = items(entry)?;
            let (output, tests) = cells.split_last().ok_or(LoadError::Form(entry.start))?;
            Ok(TableRow {
                tests: tests.iter().map(test).collect::<Read<_>>()?,
                output: value(output)?,
            })
        })?,
        columns,
    })
}

fn test(json: &Json<'_>) -> Read<Test> {
    Ok(match json.value {
        JsonValue::Number(_) => Test::Any,
        JsonValue::Text(_) => Test::OneOf(choices(json)?),
        _ => Test::Between {
            lo_in: flag(at(json, 0)?)?,
            lo: number(at(json, 1)?)?,
            hi: number(at(json, 2)?)?,
            hi_in: flag(at(json, 3)?)?,
        },
    })
}

pub(super) fn measure(json: &Json<'_>) -> Read<(Measure, MeasureName)> {
    let text = |key| field(json, key).and_then(text_of);
    let fault = LoadError::Form(json.start);
    let nature = field(json, "nature")?
        .as_text()
        .and_then(NatureWord::from_word);
    let measure = Measure {
        scope: scope(field(json, "scope")?)?,
        provision: ProvisionId(id(field(json, "provision")?)?),
        nature: nature.ok_or(fault)?.0,
        entitles: flag(field(json, "entitles")?)?,
        eligible: NodeId(id(field(json, "eligible")?)?),
        conditions: each(field(json, "conditions")?, |entry| {
            Ok(Condition {
                node: NodeId(id(at(entry, 0)?)?),
                text: TextId(id(at(entry, 1)?)?),
                provision: ProvisionId(id(at(entry, 2)?)?),
                inputs: each(at(entry, 3)?, |entry| id(entry).map(InputId))?,
            })
        })?,
        amount: each(field(json, "amount")?, alternative)?,
        figures: each(field(json, "figures")?, |entry| {
            Ok(Figure {
                node: NodeId(id(at(entry, 0)?)?),
                text: TextId(id(at(entry, 1)?)?),
                provision: ProvisionId(id(at(entry, 2)?)?),
            })
        })?,
        warnings: each(field(json, "warnings")?, |entry| {
            Ok(Warning {
                code: CodeId(id(at(entry, 0)?)?),
                when: optional(at(entry, 1)?)?,
                on_refusal: flag(at(entry, 2)?)?,
            })
        })?,
        readings: each(field(json, "readings")?, |entry| id(entry).map(InputId))?,
    };
    let name = MeasureName {
        id: text("id")?,
        how: text("how")?,
        authorities: each(field(json, "authorities")?, text_of)?,
        theme: text("theme")?,
    };
    Ok((measure, name))
}

fn alternative(json: &Json<'_>) -> Read<Alternative> {
    let word = at(json, 0)?.as_text().and_then(word_from);
    Ok(Alternative {
        word: word.ok_or(LoadError::Form(json.start))?,
        when: optional(at(json, 1)?)?,
        floor: optional(at(json, 2)?)?,
        ceiling: optional(at(json, 3)?)?,
        cap: optional(at(json, 4)?)?,
        provision: ProvisionId(id(at(json, 5)?)?),
    })
}

pub(super) fn group(json: &Json<'_>) -> Read<Group> {
    let pick = field(json, "pick")?.as_text().and_then(PickWord::from_word);
    Ok(Group {
        kind: KindId(id(field(json, "kind")?)?),
        members: each(field(json, "members")?, |entry| id(entry).map(MeasureId))?,
        pick: pick.ok_or(LoadError::Form(json.start))?.0,
        key: optional(field(json, "key")?)?,
        cap: optional(field(json, "cap")?)?,
        counts_received: flag(field(json, "received")?)?,
        provision: ProvisionId(id(field(json, "provision")?)?),
    })
}
