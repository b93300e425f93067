//! Whether something holds: as a condition, as a cell of a table, and as the opposite of a cell.

use tradeaid_lang::{Data, Tree, read_yaml};

use crate::data::{difference, items, json, models};
use crate::draft::{Draft, assess, derived};

#[test]
fn every_unary_test_is_answered_as_the_kit_says() {
    run("unary-tests.yaml");
}

#[test]
fn every_truth_is_answered_as_the_kit_says() {
    run("truths.yaml");
}

#[test]
fn every_equality_is_answered_as_the_kit_says() {
    run("equality.yaml");
}

fn run(file: &str) {
    let mut wrong = Vec::new();
    for model in models(file) {
        let inputs = model.get("inputs").unwrap();
        for case in items(model.get("cases").unwrap()) {
            let given = json(case, "given");
            let mut ways = Vec::new();
            if let Some(tree) = case.get("holds") {
                ways.push(("a condition", condition(inputs, tree, &given)));
            }
            if let Some(cell) = case.get("cell").and_then(Tree::word) {
                ways.push(("a cell", first(inputs, cell, &given)));
                // A refused cell is refused whatever stands around it.
                if !word_or_nothing(case, "ours").starts_with("refused") && !cell.starts_with("not")
                {
                    ways.push(("a cell and its opposite", unique(inputs, cell, &given)));
                }
            }
            assert!(!ways.is_empty(), "{} has no way to run", case.to_json());
            let found = ways
                .iter()
                .filter_map(|(way, answer)| difference(&model, case, way, answer));
            wrong.extend(found);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn word_or_nothing<'a>(case: &'a Tree, key: &str) -> &'a str {
    case.get(key).and_then(Tree::word).unwrap_or_default()
}

/// The status of a measure with this condition
fn condition(inputs: &Tree, tree: &Tree, given: &str) -> String {
    let mut draft = Draft::new(inputs, "");
    let said = format!("nature: service, conditions: {}", explained(tree));
    draft.measures(&[("m".to_owned(), said)], true);
    let calculator = match draft.compile() {
        Ok(calculator) => calculator,
        Err(refused) => return refused,
    };
    let answer = assess(&calculator, given);
    match answer["measures"][0]["status"].as_str().unwrap() {
        "eligible" => "true",
        "not_eligible" => "false",
        "undetermined" => "open",
        other => other,
    }
    .to_owned()
}

/// A condition with the provision and the sentence that each leaf needs
fn explained(tree: &Tree) -> String {
    if let Some(leaf) = tree.word() {
        return format!("{{is: \"{leaf}\", cite: '1', text: t}}");
    }
    let entry = tree.entries().first().unwrap();
    let inner = match &entry.value.data {
        Data::List(items) => {
            let items: Vec<String> = items.iter().map(explained).collect();
            format!("[{}]", items.join(", "))
        }
        _ => explained(&entry.value),
    };
    format!("{{{}: {inner}}}", entry.key)
}

/// The first row answers what passes, the last row the rest
fn first(inputs: &Tree, cell: &str, given: &str) -> String {
    verdict(inputs, given, "F", [(cell, "true"), ("-", "false")])
}

/// One row answers what passes, and one row what does not
fn unique(inputs: &Tree, cell: &str, given: &str) -> String {
    let opposite = format!("not({cell})");
    verdict(inputs, given, "U", [(cell, "true"), (&opposite, "false")])
}

fn verdict(inputs: &Tree, given: &str, hit: &str, rows: [(&str, &str); 2]) -> String {
    let mut draft = Draft::new(inputs, "");
    let shape = read_yaml("shape", "{type: choice, options: [\"true\", \"false\"]}").unwrap();
    let rows = rows.map(|(cell, output)| vec![cell.to_owned(), output.to_owned()]);
    let column = inputs.entries().first().unwrap().key.as_str();
    draft.table("verdict", &shape, hit, &[column], &rows);
    match draft.compile() {
        Ok(calculator) => derived(&calculator, given, "verdict"),
        Err(refused) => refused,
    }
}
