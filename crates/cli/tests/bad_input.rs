//! Cases that must be refused, with every problem listed: its path, its kind and the nearest known name.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tradeaid_wire::write_problems;

    use crate::data::data;
    use crate::support::calculator;

    #[test]
    fn every_problem_of_a_bad_case_is_listed() {
        let mut differences = Vec::new();
        for (name, file) in data("tests/bad-input") {
            let text = text_of(&file);
            let found = match calculator().read_case(&text) {
                Ok(_) => json!("accepted"),
                Err(problems) => told(&serde_json::from_str(&write_problems(&problems)).unwrap()),
            };
            let expected = told(&file["problems"]);
            if found != expected {
                differences.push(format!("{name}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(differences.is_empty(), "\n{}", differences.join("\n"));
    }

    /// The text of a case as the file gives it, or as it says how to make it
    fn text_of(file: &Value) -> String {
        if let Some(text) = file["text"].as_str() {
            return text.to_owned();
        }
        if file["case"].is_object() {
            return file["case"].to_string();
        }
        let recipe = &file["generate"];
        let count = usize::try_from(recipe["count"].as_u64().unwrap()).unwrap();
        match recipe["kind"].as_str().unwrap() {
            "nested" => ["{\"loan\":", &"[".repeat(count), &"]".repeat(count), "}"].concat(),
            "spaces" => ["{\"enterprise\":", &" ".repeat(count), "{}}"].concat(),
            "loans" => {
                let loans: Vec<Value> = (0..count)
                    .map(|number| json!({"id": number.to_string()}))
                    .collect();
                json!({"loan": loans}).to_string()
            }
            other => panic!("no recipe for {other}"),
        }
    }

    /// What is compared of a list of problems, in the order of their paths
    fn told(problems: &Value) -> Value {
        let mut list: Vec<(String, String, Value)> = problems
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| {
                let text = |key: &str| problem[key].as_str().unwrap().to_owned();
                (text("path"), text("code"), problem["nearest"].clone())
            })
            .collect();
        list.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        json!(list)
    }
}
