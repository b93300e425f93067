//! The accepted examples: a case, and what every measure must come to.
//!
//! How an expected row is compared is written twice, here and in `tests/node/compare.mjs`, and nowhere else.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use tradeaid_engine::Wanted;

    use crate::data::data;
    use crate::support::calculator;

    #[test]
    fn every_accepted_example_comes_to_what_was_accepted() {
        let calculator = calculator();
        let mut differences = Vec::new();
        for (name, scenario) in data("tests/scenarios") {
            let case = calculator
                .read_case(&scenario["case"].to_string())
                .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
            let wanted = Wanted {
                trace: true,
                questions: 5,
            };
            let answer = calculator.assess(&case, wanted).unwrap();
            let written = calculator.write_assessment(&case, &answer, wanted);
            let assessment: Value = serde_json::from_str(&written).unwrap();
            let found = compare(&scenario, &assessment);
            differences.extend(found.into_iter().map(|text| format!("{name}: {text}")));
        }
        assert!(differences.is_empty(), "\n{}", differences.join("\n"));
    }

    #[test]
    fn a_difference_is_seen() {
        let scenario = serde_json::json!({"size_class": "micro", "expected": [
            {"measure": "a", "status": "eligible", "amount": {"kind": "exact", "value": "2.00"}, "items": ["x", "y"]},
            {"measure": "b", "status": "not_applicable", "amount": {"kind": "none"}},
        ]});
        let row = |item: &str, max: &str| {
            serde_json::json!({"id": "a", "item": item, "status": "eligible", "warnings": [],
                "amount": {"kind": "exact", "min": "1.00", "max": max}})
        };
        let answer = |size: &str, max: &str| {
            serde_json::json!({"derived": {"enterprise.size_class": {"value": size}},
                "measures": [row("x", "1.00"), row("y", max)]})
        };
        assert_eq!(compare(&scenario, &answer("micro", "1.00")).len(), 0);
        assert_eq!(compare(&scenario, &answer("small", "1.00")).len(), 1);
        assert_eq!(compare(&scenario, &answer("micro", "1.01")).len(), 1);
        let scenario = serde_json::json!({"size_class": "micro", "expected": [
            {"measure": "a", "status": "not_eligible", "amount": {"kind": "none"}, "items": ["x", "z"]},
        ]});
        assert_eq!(compare(&scenario, &answer("micro", "1.00")).len(), 1);
    }

    /// Everything in which an assessment differs from what a scenario expects
    fn compare(scenario: &Value, assessment: &Value) -> Vec<String> {
        let mut differences = Vec::new();
        let size = &assessment["derived"]["enterprise.size_class"]["value"];
        if *size != scenario["size_class"] {
            differences.push(format!("size class {size}, not {}", scenario["size_class"]));
        }
        for row in scenario["expected"].as_array().unwrap() {
            differences.extend(difference(row, assessment));
        }
        differences
    }

    fn difference(expected: &Value, assessment: &Value) -> Option<String> {
        let items = expected["items"].as_array();
        let mine = |row: &&Value| {
            let named = items.is_none_or(|items| items.contains(&row["item"]));
            row["id"] == expected["measure"] && named
        };
        let rows: Vec<&Value> = assessment["measures"]
            .as_array()
            .unwrap()
            .iter()
            .filter(mine)
            .collect();
        if expected["status"] == "not_applicable" {
            let fits =
                |row: &&Value| row["status"] == "not_applicable" || row["status"] == "not_eligible";
            return (!rows.iter().all(fits)).then(|| format!("{expected}\n  is {rows:?}"));
        }
        let none = Vec::new();
        let others = expected["accept_also"].as_array().unwrap_or(&none);
        let count = items.map_or(1, Vec::len);
        let fits = rows.len() == count
            && std::iter::once(expected)
                .chain(others)
                .any(|accepted| is_accepted(accepted, &rows));
        let warned = expected["warnings"]
            .as_array()
            .unwrap_or(&none)
            .iter()
            .all(|code| {
                rows.iter()
                    .all(|row| row["warnings"].as_array().unwrap().contains(code))
            });
        (!(fits && warned)).then(|| format!("{expected}\n  is {rows:?}"))
    }

    fn is_accepted(accepted: &Value, rows: &[&Value]) -> bool {
        let amount = &accepted["amount"];
        let same_kind = |kind: &Value| match kind.as_str() {
            Some("at_least" | "range") => {
                matches!(amount["kind"].as_str(), Some("at_least" | "range"))
            }
            _ => *kind == amount["kind"],
        };
        let sum = |bound: &str| -> Option<i64> {
            rows.iter().map(|row| cents(&row["amount"][bound])).sum()
        };
        let bound = |wanted: &Value, bound: &str| wanted.is_null() || cents(wanted) == sum(bound);
        rows.iter()
            .all(|row| row["status"] == accepted["status"] && same_kind(&row["amount"]["kind"]))
            && bound(&amount["value"], "min")
            && bound(&amount["value"], "max")
            && bound(&amount["min"], "min")
            && bound(&amount["max"], "max")
    }

    /// Money as hundredths; nothing where there is no bound
    fn cents(money: &Value) -> Option<i64> {
        money.as_str()?.replace('.', "").parse().ok()
    }
}
