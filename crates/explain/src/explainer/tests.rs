//! Shapes of conditions that the shipped pack has none of, in the small pack with one more measure.

use tradeaid_wire::Calculator;

use super::{Explainer, Wish};
use crate::rules::tests::calculator;
use crate::{Language, Texts};

const SMALL: &str = "{is: enterprise.staff < 5, cite: '1', text: small}";
const DEAR: &str = "{is: order.price > 10 CNY, cite: '2', text: small}";

/// The sentences about the probe of one order, moved in by their depth, without its window
fn sentences(calculator: &Calculator, case: &str) -> Vec<String> {
    let texts = Texts::of(Language::En);
    let case = calculator.read_case(case).unwrap();
    let wish = Wish {
        measure: Some("probe"),
        item: Some("a"),
    };
    let explanations = Explainer::of(calculator, &texts).explain(&case, wish);
    let sentences = explanations.unwrap().remove(0).sentences;
    let lines = sentences.iter().skip(1);
    lines
        .map(|sentence| ["  ".repeat(sentence.depth).as_str(), &sentence.text].concat())
        .collect()
}

fn conditions(tree: &str) -> Calculator {
    calculator(&format!("    conditions:\n      {tree}\n"))
}

const CASE: &str = r#"{"enterprise": {"staff": 7}, "order": [{"id": "a", "placed_on": "2024-05-01", "price": "3"}]}"#;

#[test]
fn a_leaf_that_is_a_tree_of_its_own_is_one_sentence() {
    let tree = "{not: {any: [enterprise.staff < 5, order.price > 10 CNY]}, cite: '1', text: small}";
    let lines = sentences(&conditions(tree), CASE);
    assert_eq!(
        lines.first().unwrap(),
        "“Staff” (7) is at least 5; “Price” (CNY 3) is at most CNY 10 (Sentence 1) → met"
    );
    let case = r#"{"enterprise": {"staff": 7}, "order": [{"id": "a", "placed_on": "2024-05-01"}]}"#;
    let lines = sentences(&conditions(tree), case);
    assert_eq!(
        lines.first().unwrap(),
        "“Staff” (7); whether “Price” (not known) is at most CNY 10 (Sentence 1) → not certain yet"
    );
}

#[test]
fn both_sides_of_a_gap_are_told() {
    let tree =
        "{not: {all: [enterprise.staff >= 5, enterprise.staff <= 10]}, cite: '1', text: small}";
    let lines = sentences(&conditions(tree), CASE);
    assert_eq!(
        lines.first().unwrap(),
        "“Staff” (7) is at least 5 and is at most 10 (Sentence 1) → not met"
    );
}

#[test]
fn joints_inside_joints_keep_their_place_and_like_ones_are_one() {
    let tree = format!("all: [{SMALL}, {{all: [{DEAR}, {{any: [{SMALL}, {{any: [{DEAR}]}}]}}]}}]");
    let lines = sentences(&conditions(&tree), CASE);
    assert_eq!(
        lines.get(..5).unwrap(),
        [
            "“Staff” (7) is at least 5 (Sentence 1) → not met",
            "“Price” (CNY 3) is at most CNY 10 (Sentence 2) → not met",
            "one of these is enough → not met",
            "  “Staff” (7) is at least 5 (Sentence 1) → not met",
            "  “Price” (CNY 3) is at most CNY 10 (Sentence 2) → not met",
        ]
    );
}

#[test]
fn a_range_on_both_sides_of_a_limit_is_a_question() {
    let case = r#"{"enterprise": {"staff": {"min": 3, "max": 7}}, "order": [{"id": "a", "placed_on": "2024-05-01"}]}"#;
    let lines = sentences(&conditions(&format!("not: {SMALL}")), case);
    assert_eq!(
        lines.first().unwrap(),
        "whether “Staff” (between 3 and 7) is at least 5 (Sentence 1) → not certain yet"
    );
}

#[test]
fn what_cannot_matter_is_concluded_over() {
    let rest = "{is: enterprise.staff < 100, cite: '1', text: small}";
    let tree = format!("any: [{SMALL}, {{all: [{{not: {SMALL}}}, {rest}]}}]");
    let case = r#"{"enterprise": {"staff": {"min": 1, "max": 50}}, "order": [{"id": "a", "placed_on": "2024-05-01"}]}"#;
    let lines = sentences(&conditions(&tree), case);
    assert!(
        lines.contains(&"conclusion: eligible, whatever is not known (Sentence 1)".to_owned()),
        "{lines:#?}"
    );
}
