//! Decision tables whole: as the kit has them, and where that is refused, as an author would have to write them.

use tradeaid_lang::Tree;

use crate::data::{difference, items, json, models, name, strings, word};
use crate::draft::{Draft, derived};

#[test]
fn every_table_answers_as_the_kit_says() {
    let mut wrong = Vec::new();
    for model in models("tables.yaml") {
        let refused = refusal(&model);
        let expected = model.get("refused").and_then(Tree::word);
        if refused.as_deref()
            != expected
                .map(|codes| ["refused ", codes].concat())
                .as_deref()
        {
            wrong.push(format!(
                "{}: {refused:?}, not {expected:?}",
                name(&model, None)
            ));
        }
        for case in items(model.get("cases").unwrap()) {
            let calculator = written(&model, false).compile();
            let answer =
                calculator.map(|calculator| derived(&calculator, &json(case, "given"), OUTPUT));
            let answer = answer.unwrap_or_else(|refused| refused);
            wrong.extend(difference(&model, case, "a table", &answer));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const OUTPUT: &str = "outcome";

/// What the table is refused for as the kit has it
fn refusal(model: &Tree) -> Option<String> {
    written(model, true).compile().err()
}

fn written(model: &Tree, as_the_kit: bool) -> Draft {
    let inputs = model.get("inputs").unwrap();
    let columns: Vec<&str> = inputs
        .entries()
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    let mut rows: Vec<Vec<String>> = items(model.get("rows").unwrap())
        .iter()
        .map(strings)
        .collect();
    let is_refused = model.get("refused").is_some();
    let hit = match word(model, "hit") {
        "U" if is_refused && !as_the_kit => "F",
        // Of several rows that match, any and priority mean one, which F has to be told by the order.
        "A" | "P" if as_the_kit => "U",
        "A" | "P" => "F",
        ours => ours,
    };
    if !as_the_kit {
        let drops = model
            .get("drops")
            .map_or(0, |_| word(model, "drops").parse().unwrap());
        rows.truncate(rows.len() - drops);
        if let Some(otherwise) = model.get("otherwise").and_then(Tree::word) {
            let mut row = vec!["-".to_owned(); columns.len()];
            row.push(otherwise.to_owned());
            rows.push(row);
        }
    }
    let mut draft = Draft::new(inputs, "");
    draft.table(OUTPUT, model.get("output").unwrap(), hit, &columns, &rows);
    draft
}
