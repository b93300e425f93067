//! What thresholds tell beyond one answer: curves, nearest changes and batches, as `tests/explore` has them.
//!
//! `tests/node/explore.test.mjs` runs the same files through the module for JavaScript.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::data::data;
    use crate::support::calculator;

    #[test]
    fn every_question_is_answered_as_written() {
        let calculator = calculator();
        let mut all = Vec::new();
        for (name, file) in data("tests/explore") {
            let text = |key: &str| file[key].as_str().unwrap_or_default().to_owned();
            let json = |key: &str| match &file[key] {
                Value::Null => String::from("{}"),
                value => value.to_string(),
            };
            let answer = match file["call"].as_str() {
                Some("whatIf") => {
                    calculator.what_if(&json("case"), &text("input"), &json("options"), None)
                }
                Some("nearest") => calculator.nearest(&json("case"), &text("measure"), None),
                _ => calculator.assess_batch(&json("columns"), &json("options"), None),
            };
            let answer = answer.unwrap_or_else(|problems| {
                format!(
                    "{{\"problems\":{}}}",
                    tradeaid_wire::write_problems(&problems)
                )
            });
            let answer: Value = serde_json::from_str(&answer).unwrap();
            let mut found = Vec::new();
            differences("", &file["expected"], &answer, &mut found);
            all.extend(
                found
                    .into_iter()
                    .map(|text| format!("{name}: {text}\n{answer}")),
            );
        }
        assert!(all.is_empty(), "\n{}", all.join("\n"));
    }

    #[test]
    fn a_difference_is_seen() {
        let seen = |expected: Value, answer: Value| {
            let mut found = Vec::new();
            differences("", &expected, &answer, &mut found);
            found.len()
        };
        let answer = || serde_json::json!({"a": [1, 2], "b": {"c": "x", "d": null}});
        assert_eq!(seen(answer(), answer()), 0);
        assert_eq!(seen(serde_json::json!({"b": {"c": "x"}}), answer()), 0);
        assert_eq!(seen(serde_json::json!({"b": {"c": "y"}}), answer()), 1);
        assert_eq!(seen(serde_json::json!({"a": [1]}), answer()), 1);
        assert_eq!(seen(serde_json::json!({"e": 1}), answer()), 1);
    }

    /// Where an answer is not what is expected; keys that are not expected are not looked at
    fn differences(at: &str, expected: &Value, answer: &Value, found: &mut Vec<String>) {
        match (expected, answer) {
            (Value::Object(expected), Value::Object(_)) => {
                for (key, value) in expected {
                    let inner = format!("{at}.{key}");
                    match answer.get(key) {
                        Some(answer) => differences(&inner, value, answer, found),
                        None => found.push(format!("{inner} is missing")),
                    }
                }
            }
            (Value::Array(wanted), Value::Array(given)) if wanted.len() == given.len() => {
                for (index, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                    differences(&format!("{at}[{index}]"), wanted, given, found);
                }
            }
            _ if expected == answer => {}
            _ => found.push(format!("{at}: {expected} expected, {answer} found")),
        }
    }
}
