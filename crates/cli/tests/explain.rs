//! Explanations in sentences, as `tests/explain` has them, in both languages.
//!
//! `tests/node/explain.test.mjs` runs the same files through the module for JavaScript.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use tradeaid_explain::{Explainer, Language, Texts};

    use crate::data::data;
    use crate::support::calculator;

    #[test]
    fn every_case_is_explained_as_written() {
        let mut wrong = Vec::new();
        for language in Language::ALL {
            let texts = Texts::of(language);
            for (name, file) in data("tests/explain") {
                let answer = answer(&texts, &file);
                let told = told(&answer, language);
                let expected = expected(&file["expected"], language);
                if told != expected {
                    wrong.push(format!("{name} {}:\n{told:#}\n", language.tag()));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn every_measure_of_the_pack_is_explained() {
        let mut explained = BTreeSet::new();
        for (_, file) in data("tests/explain") {
            for explanation in file["expected"]["explanations"]
                .as_array()
                .unwrap_or(&vec![])
            {
                explained.insert(explanation["measure"].as_str().unwrap().to_owned());
            }
        }
        let names = &calculator().names().measures;
        let all: BTreeSet<String> = names.iter().map(|name| name.id.clone()).collect();
        assert_eq!(explained, all);
    }

    #[test]
    fn a_sentence_tells_what_it_rests_on_and_what_came_of_it() {
        let file = data("tests/explain")
            .into_iter()
            .find(|(name, _)| name == "upgrade-not-listed");
        let answer = answer(&Texts::of(Language::En), &file.unwrap().1);
        let sentences = &answer["explanations"][0]["sentences"];
        assert_eq!(
            sentences[2],
            json!({
                "kind": "condition",
                "depth": 0,
                "text": "“Provincial key project”: no (Art. 5, sentence 2(a)) → not met",
                "provision": "5.2a",
                "holds": false,
                "reason": 2,
            })
        );
    }

    fn answer(texts: &Texts, file: &Value) -> Value {
        let measure = file["measure"].as_str();
        let options = match &file["options"] {
            Value::Null => String::from("{}"),
            options => options.to_string(),
        };
        let explainer = Explainer::of(calculator(), texts);
        let answer = explainer
            .explain_json(&file["case"].to_string(), measure, &options, None)
            .unwrap_or_else(|problems| {
                let problems = tradeaid_wire::write_problems(&problems);
                format!("{{\"problems\":{problems}}}")
            });
        serde_json::from_str(&answer).unwrap()
    }

    /// What is compared: titles and statuses, sentences moved in by their depth, and of problems what names them
    fn told(answer: &Value, language: Language) -> Value {
        if let Some(problems) = answer["problems"].as_array() {
            let kept = |problem: &Value| {
                let found = problem["found"].as_str().filter(|found| !found.is_empty());
                let entries = [
                    ("path", problem["path"].as_str()),
                    ("code", problem["code"].as_str()),
                    ("found", found),
                    ("nearest", problem["nearest"].as_str()),
                ];
                let entries = entries.into_iter();
                Value::Object(
                    entries
                        .filter_map(|(key, value)| Some((key.to_owned(), value?.into())))
                        .collect(),
                )
            };
            return json!({"problems": problems.iter().map(kept).collect::<Vec<_>>()});
        }
        let explanations = answer["explanations"].as_array().unwrap().iter();
        let explanations: Vec<Value> = explanations
            .map(|explanation| {
                let sentences = explanation["sentences"].as_array().unwrap().iter();
                let sentences: Vec<String> = sentences.map(line).collect();
                json!({
                    "measure": explanation["measure"],
                    "item": explanation["item"],
                    "status": explanation["status"],
                    (language.tag()): {"title": explanation["title"], "sentences": sentences},
                })
            })
            .collect();
        json!({"explanations": explanations})
    }

    fn line(sentence: &Value) -> String {
        let depth = usize::try_from(sentence["depth"].as_u64().unwrap()).unwrap();
        [
            "  ".repeat(depth).as_str(),
            sentence["text"].as_str().unwrap(),
        ]
        .concat()
    }

    /// What a file expects in one language
    fn expected(expected: &Value, language: Language) -> Value {
        let mut expected = expected.clone();
        let explanations = expected.get_mut("explanations");
        for explanation in explanations
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let map = explanation.as_object_mut().unwrap();
            map.retain(|key, _| {
                let mut others = Language::ALL.iter().filter(|other| **other != language);
                others.all(|other| other.tag() != key)
            });
        }
        expected
    }
}
