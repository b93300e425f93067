//! Sums of money: what tables collect, and branches.

use std::fmt::Write as _;

use tradeaid_lang::{Tree, read_yaml};

use crate::data::{difference, items, json, models, strings, word};
use crate::draft::{Draft, assess};

#[test]
fn every_amount_comes_to_what_the_kit_says() {
    let mut wrong = Vec::new();
    for model in models("amounts.yaml") {
        for case in items(model.get("cases").unwrap()) {
            let given = json(case, "given");
            let ways = match model.get("branches") {
                Some(branches) => vec![("branches", branched(&model, branches))],
                None => vec![
                    ("a group", grouped(&model)),
                    ("an expression", summed(&model)),
                ],
            };
            for (way, draft) in ways {
                let answer = cash(draft, &given);
                wrong.extend(difference(&model, case, way, &answer));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// All cash of a case with one thing
fn cash(draft: Draft, given: &str) -> String {
    let calculator = draft.compile().unwrap();
    let thing = given.strip_prefix('{').unwrap();
    let answer = assess(
        &calculator,
        &format!("{{\"thing\": [{{\"id\": \"t\", {thing}]}}"),
    );
    let total = &answer["totals"]["cash"];
    let bound = |key: &str| {
        let text = total[key].as_str().unwrap();
        text.strip_suffix(".00").unwrap_or(text).to_owned()
    };
    let (min, max) = (bound("min"), bound("max"));
    if min == max {
        min
    } else {
        format!("{min} to {max}")
    }
}

fn measure(name: &str, amount: &str) -> (String, String) {
    let said = format!("for_each: thing, nature: cash, amount: {amount}");
    (name.to_owned(), said)
}

fn exactly(value: &str) -> String {
    format!("{{exactly: \"{value}\", cite: '1'}}")
}

fn branched(model: &Tree, branches: &Tree) -> Draft {
    let mut draft = Draft::new(model.get("inputs").unwrap(), "thing.");
    draft.measures(&[measure("m", &branches.to_json())], false);
    draft
}

/// Every row a measure, and what collects them a group
fn grouped(model: &Tree) -> Draft {
    let (mut draft, collected) = rows(model);
    let mut measures = vec![measure("always", &exactly(&always(model)))];
    let mut groups = String::new();
    for (place, (pick, paths)) in collected.iter().enumerate() {
        let names: Vec<String> = paths.iter().map(|path| path.replace('.', "_")).collect();
        let members = names.iter().zip(paths);
        measures.extend(members.map(|(name, path)| measure(name, &exactly(&in_money(path)))));
        let names = names.join(", ");
        let key = if pick == "sum" { ", key: 1" } else { "" };
        writeln!(
            groups,
            "g{place}: {{for_each: thing, pick: {pick}{key}, members: [{names}], cite: '1'}}"
        )
        .unwrap();
        draft.key(&format!("group.g{place}"));
    }
    draft.file("groups.yaml", &groups);
    draft.measures(&measures, false);
    draft
}

/// All in one formula
fn summed(model: &Tree) -> Draft {
    let (mut draft, collected) = rows(model);
    let mut formula = always(model);
    for (pick, paths) in collected {
        let parts: Vec<String> = paths.iter().map(|path| in_money(path)).collect();
        let part = match pick.as_str() {
            "highest" => format!("max({})", parts.join(", ")),
            _ => parts.join(" + "),
        };
        write!(formula, " + {part}").unwrap();
    }
    draft.measures(&[measure("m", &exactly(&formula))], false);
    draft
}

/// A table gives a number, and a measure money
fn in_money(path: &str) -> String {
    format!("{path} * 1 CNY")
}

fn always(model: &Tree) -> String {
    format!("{} CNY", word(model, "always"))
}

/// A draft with a table for every row, and for each collection how it picks and the inputs it picks from
fn rows(model: &Tree) -> (Draft, Vec<(String, Vec<String>)>) {
    let inputs = model.get("inputs").unwrap();
    let columns: Vec<String> = inputs
        .entries()
        .iter()
        .map(|entry| ["thing.", &entry.key].concat())
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let count = read_yaml("shape", "{type: count}").unwrap();
    let mut draft = Draft::new(inputs, "thing.");
    let mut collected = Vec::new();
    for (place, collection) in items(model.get("collect").unwrap()).iter().enumerate() {
        let mut paths = Vec::new();
        for (number, row) in items(collection.get("rows").unwrap()).iter().enumerate() {
            let path = format!("thing.row_{place}_{number}");
            let mut nothing = vec!["-".to_owned(); columns.len()];
            nothing.push("0".to_owned());
            draft.table(&path, &count, "F", &columns, &[strings(row), nothing]);
            paths.push(path);
        }
        collected.push((word(collection, "pick").to_owned(), paths));
    }
    (draft, collected)
}
