//! The command and the library give the same answer to the byte, and refuse alike.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Output, Stdio};

    use serde_json::Value;
    use tradeaid_engine::Wanted;
    use tradeaid_wire::write_problems;

    use crate::data::data;
    use crate::support::calculator;

    /// R40: command and library answer every example alike
    #[test]
    fn every_scenario_is_answered_alike() {
        let wanted = Wanted {
            trace: true,
            questions: 5,
        };
        for (name, scenario) in data("tests/scenarios") {
            let text = scenario["case"].to_string();
            let case = calculator().read_case(&text).unwrap();
            let answer = calculator().assess(&case, wanted).unwrap();
            let expected = calculator().write_assessment(&case, &answer, wanted);
            let output = assess(&text, &["--json", "--trace", "--questions", "5"]);
            assert_eq!(output.status.code(), Some(0), "{name}");
            let told = String::from_utf8(output.stdout).unwrap();
            assert_eq!(told.trim_end(), expected, "{name}");
        }
    }

    #[test]
    fn a_bad_case_is_refused_alike() {
        for (name, file) in data("tests/bad-input") {
            let text = match (&file["text"], &file["case"]) {
                (Value::String(text), _) => text.clone(),
                (_, case @ Value::Object(_)) => case.to_string(),
                // What is made rather than written is too large to be worth another run.
                _ => continue,
            };
            // Editors put this mark before what they save, so the command lets it pass.
            if text.starts_with('\u{feff}') {
                continue;
            }
            let problems = calculator().read_case(&text).unwrap_err();
            let output = assess(&text, &["--json"]);
            assert_eq!(output.status.code(), Some(1), "{name}");
            let told: Value = serde_json::from_slice(&output.stdout).unwrap();
            let expected: Value = serde_json::from_str(&write_problems(&problems)).unwrap();
            assert_eq!(sorted(&told["problems"]), sorted(&expected), "{name}");
        }
    }

    /// The problems in one order, without the byte where each stands: the command sorts by it, and finds it for some
    /// where the library has none
    fn sorted(problems: &Value) -> Vec<String> {
        let problems = problems.as_array().unwrap().iter();
        let mut told: Vec<String> = problems
            .map(|problem| {
                let mut problem = problem.clone();
                problem.as_object_mut().unwrap().remove("at");
                problem.to_string()
            })
            .collect();
        told.sort();
        told
    }

    fn assess(case: &str, options: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tradeaid"))
            .args(["assess", "-"])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        command
            .stdin
            .take()
            .unwrap()
            .write_all(case.as_bytes())
            .unwrap();
        command.wait_with_output().unwrap()
    }
}
