//! Every deviation is explained, every explanation has a case, and a difference is seen.

use std::collections::BTreeSet;

use tradeaid_lang::{Tree, read_yaml};

use crate::data::{difference, folder, items, models};

const FILES: [&str; 5] = [
    "unary-tests.yaml",
    "truths.yaml",
    "equality.yaml",
    "tables.yaml",
    "amounts.yaml",
];

fn deviates(tree: &Tree) -> Option<String> {
    tree.get("deviates").and_then(Tree::word).map(str::to_owned)
}

#[test]
fn every_deviation_is_explained_and_every_explanation_has_a_case() {
    let mut used = BTreeSet::new();
    let mut count = 0;
    for model in FILES.into_iter().flat_map(models) {
        let cases = items(model.get("cases").unwrap());
        count += cases.len();
        used.extend(deviates(&model));
        used.extend(cases.iter().filter_map(deviates));
        let is_refused = model.get("refused").is_some();
        assert_eq!(
            is_refused,
            deviates(&model).is_some(),
            "{}",
            model.to_json()
        );
    }
    assert!(count > 250, "only {count} cases were found");
    let text = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let explained: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("- **`")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(used, explained);
}

#[test]
fn a_difference_is_seen() {
    let model = read_yaml("model", "{model: m}").unwrap();
    let seen = |case: &str, answer: &str| {
        let case = read_yaml("case", case).unwrap();
        difference(&model, &case, "a test", answer).is_some()
    };
    assert!(!seen("{id: a, tck: true}", "true"));
    assert!(seen("{id: a, tck: true}", "open"));
    assert!(!seen("{id: a, tck: \"null\"}", "open"));
    assert!(seen("{id: a, tck: \"null\"}", "false"));
    assert!(!seen(
        "{id: a, tck: false, ours: open, deviates: x}",
        "open"
    ));
    // A deviation that has vanished, or that is none.
    assert!(seen(
        "{id: a, tck: false, ours: open, deviates: x}",
        "false"
    ));
    assert!(seen(
        "{id: a, tck: \"null\", ours: open, deviates: x}",
        "open"
    ));
    assert!(seen("{id: a, tck: true, deviates: x}", "true"));
    assert!(seen("{id: a, tck: true, ours: false}", "false"));
}
