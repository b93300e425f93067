//! What an answer says beside the status and bounds of its measures, as `tests/answers` has it: groups, totals, kinds
//! of amounts, warnings. A file has a case and its variants, each with the parts of the answer that matter.

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
    fn answers_are_as_expected() {
        let calculator = calculator();
        let wanted = Wanted::default();
        for (name, file) in data("tests/answers") {
            for variant in file["variants"].as_array().unwrap() {
                let mut case = file["case"].clone();
                put(&mut case, &variant["with"]);
                let name = format!("{name}: {}", variant["name"]);
                let case = calculator
                    .read_case(&case.to_string())
                    .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
                let answer = calculator.assess(&case, wanted).unwrap();
                let written = calculator.write_assessment(&case, &answer, wanted);
                let given: Value = serde_json::from_str(&written).unwrap();
                assert!(holds(&given, &variant["expected"]), "{name}: {given:#}");
                for absent in variant["absent"].as_array().into_iter().flatten() {
                    assert!(!holds(&given, absent), "{name}: {absent} in {given:#}");
                }
            }
        }
    }

    /// Puts one value over another, key by key
    fn put(over: &mut Value, with: &Value) {
        match (over, with) {
            (_, Value::Null) => {}
            (Value::Object(over), Value::Object(with)) => {
                for (key, value) in with {
                    put(over.entry(key).or_insert(Value::Null), value);
                }
            }
            (over, with) => *over = with.clone(),
        }
    }

    /// Whether everything that is expected is there; a list may hold more, unless it is expected empty
    fn holds(given: &Value, expected: &Value) -> bool {
        match (given, expected) {
            (Value::Object(given), Value::Object(expected)) => expected
                .iter()
                .all(|(key, expected)| holds(given.get(key).unwrap_or(&Value::Null), expected)),
            (Value::Array(given), Value::Array(expected)) => {
                let is_there = |expected: &Value| given.iter().any(|given| holds(given, expected));
                expected.iter().all(is_there) && (!expected.is_empty() || given.is_empty())
            }
            _ => given == expected,
        }
    }
}
