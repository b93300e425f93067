//! What is written is what the TypeScript types declare: the same keys in the same order, nothing more, nothing less.

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use tradeaid_engine::Wanted;
    use tradeaid_wire::json::{Json, JsonValue};
    use tradeaid_wire::{
        Calculator, Catalogue, Tags, declarations, encode_tagged_pack, write_problems,
    };

    /// A key of a declared object: its name, whether it may be missing, its type
    type Field = (String, bool, String);

    /// The declarations, and which of their keys have been met
    #[derive(Default)]
    struct Declared {
        objects: BTreeMap<String, Vec<Field>>,
        words: BTreeMap<String, Vec<String>>,
        met: BTreeSet<String>,
    }

    impl Declared {
        fn read(text: &str) -> Self {
            let mut declared = Self::default();
            let mut object = String::new();
            for line in text.lines() {
                let line = line.trim_end_matches(';');
                if let Some(name) = line.strip_prefix("export interface ") {
                    object = String::from(name.trim_end_matches(" {"));
                    declared.objects.insert(object.clone(), Vec::new());
                } else if let Some((name, words)) = line
                    .strip_prefix("export type ")
                    .and_then(|rest| rest.split_once(" = "))
                {
                    let words = words.split(" | ").map(|word| word.trim_matches('"').into());
                    declared.words.insert(name.into(), words.collect());
                } else if let Some((key, kind)) = line.split_once(": ")
                    && let Some(fields) = declared.objects.get_mut(&object)
                    && !line.contains("/**")
                {
                    let name = key.trim().trim_end_matches('?');
                    fields.push((name.into(), key.ends_with('?'), kind.into()));
                }
            }
            declared
        }

        fn check(&mut self, json: &Json<'_>, kind: &str, at: &str) {
            if let Some(kind) = kind.strip_suffix(" | null") {
                if json.value != JsonValue::Null {
                    self.check(json, kind, at);
                }
            } else if let Some(element) = kind.strip_suffix("[]") {
                let element = element.trim_start_matches('(').trim_end_matches(')');
                for value in json.as_list().unwrap_or_else(|| panic!("{at} is no list")) {
                    self.check(value, element, at);
                }
            } else if let Some(value) = kind.strip_prefix("{ [key: string]: ") {
                for (key, json) in json.as_map().unwrap_or_else(|| panic!("{at} is no object")) {
                    let at = [at, ".", key].concat();
                    self.check(json, value.trim_end_matches(" }"), &at);
                }
            } else if let Some(fields) = self.objects.get(kind).cloned() {
                self.object(json, kind, &fields, at);
            } else if let Some(words) = self.words.get(kind) {
                let word = json.as_text().unwrap_or_default();
                assert!(words.iter().any(|known| known == word), "{at}: {word}");
            } else {
                let fits = match kind {
                    "string" => json.as_text().is_some(),
                    "boolean" => matches!(json.value, JsonValue::Bool(_)),
                    "number" => json.as_integer().is_some(),
                    "CaseValue" => true,
                    "AnswerSet" => {
                        let known = ["equals", "any_of", "min", "max", "currency"];
                        let mut keys = json.as_map().unwrap().iter();
                        keys.all(|(key, _)| known.contains(&key.as_ref()))
                    }
                    other => panic!("{other} is not declared"),
                };
                assert!(fits, "{at} is no {kind}");
            }
        }

        fn object(&mut self, json: &Json<'_>, kind: &str, fields: &[Field], at: &str) {
            let mut entries = json.as_map().unwrap().iter().peekable();
            for (name, may_be_missing, kind_of) in fields {
                match entries.next_if(|(key, _)| key == name) {
                    Some((_, value)) => {
                        self.met.insert([kind, ".", name].concat());
                        self.check(value, kind_of, &[at, ".", name].concat());
                    }
                    None => assert!(may_be_missing, "{at} has no {name} in its place"),
                }
            }
            assert_eq!(entries.next().map(|(key, _)| key), None, "{at}");
        }
    }

    fn files(folder: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(folder).unwrap();
        let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        texts.collect()
    }

    fn cases(folder: &str) -> Vec<String> {
        let files = files(folder);
        files.iter().filter_map(|text| part(text, "case")).collect()
    }

    /// What stands under a key of a file, as it is written there
    fn part(text: &str, key: &str) -> Option<String> {
        let json = Json::parse(text).unwrap();
        let part = json.get(key)?;
        text.get(part.start..part.end).map(str::to_owned)
    }

    /// The answer to a file of `tests/explore` and its type; nothing where it is refused
    fn explored(calculator: &Calculator, file: &str) -> Option<(String, &'static str)> {
        let named = |key: &str| part(file, key).map(|name| name.trim_matches('"').to_owned());
        let case = part(file, "case").unwrap_or_default();
        let options = part(file, "options").unwrap_or_else(|| "{}".into());
        let (answer, kind) = match named("call")?.as_str() {
            "whatIf" => {
                let answer = calculator.what_if(&case, &named("input")?, &options, None);
                (answer, "WhatIf")
            }
            "nearest" => (
                calculator.nearest(&case, &named("measure")?, None),
                "Nearest",
            ),
            _ => {
                let columns = part(file, "columns")?;
                (calculator.assess_batch(&columns, &options, None), "Batch")
            }
        };
        Some((answer.ok()?, kind))
    }

    /// The shipped pack with tags and a value that was added
    fn shipped_with_an_overlay() -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/fujian-2024-2");
        let mut document = tradeaid_lang::compile(&folder).unwrap();
        let overlay = include_str!("../../../tests/overlay/tariff-here.json");
        let overlay = tradeaid_lang::Source {
            path: String::from("overlay.yaml"),
            text: part(overlay, "overlay").unwrap(),
        };
        tradeaid_lang::overlay::apply(&mut document, &[overlay]).unwrap();
        let words = [vec!["electronics".to_owned()], vec!["market".to_owned()]];
        let [industries, themes] = &words;
        encode_tagged_pack(&document, &[Tags { industries, themes }])
    }

    /// R38 R59: everything that is written is as declared
    #[test]
    fn everything_written_is_as_declared() {
        let pack = shipped_with_an_overlay();
        let calculator = Calculator::load(&pack).unwrap();
        let mut declared = Declared::read(&declarations());
        let pack = Json::parse(&pack).unwrap();
        let description = pack.get("description").unwrap();
        declared.check(description, "PackDescription", "pack");
        let wanted = Wanted {
            trace: true,
            questions: 20,
        };
        let written = cases("../../tests/scenarios");
        let open = [
        "{\"as_of\": \"2024-12-31\", \"readings\": \"open\"}",
        // Support received from elsewhere.
        "{\"exhibition\": [{\"id\": \"t1\"}], \"other_support\": [{\"id\": \"s1\", \"object\": \"t1\"}]}",
        // A yearly figure that is open.
        "{\"as_of\": \"2024-12-31\", \"enterprise\": {\"province\": \"fujian\"},
          \"credit_insurance\": [{\"id\": \"t1\", \"product\": \"short_term\", \"premium\": 3860.5,
            \"channel\": \"single_window\", \"issued_on\": \"2024-06-10\", \"premium_paid_on\": \"2024-06-18\"}]}",
    ];
        for case in written.iter().map(String::as_str).chain(open) {
            let case = calculator.read_case(case).unwrap();
            let answer = calculator.assess(&case, wanted).unwrap();
            let text = calculator.write_assessment(&case, &answer, wanted);
            let json = Json::parse(&text).unwrap();
            declared.check(&json, "Assessment", "assessment");
        }
        for case in cases("../../tests/bad-input") {
            let problems = write_problems(&calculator.read_case(&case).unwrap_err());
            let json = Json::parse(&problems).unwrap();
            declared.check(&json, "Problem[]", "problems");
        }
        for file in files("../../tests/explore") {
            if let Some((answer, kind)) = explored(&calculator, &file) {
                declared.check(&Json::parse(&answer).unwrap(), kind, kind);
            }
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/packs/demo-successor");
        let successor = tradeaid_lang::compile(&folder).unwrap();
        let mut catalogue = Catalogue::default();
        catalogue.add(calculator.clone());
        catalogue.add(Calculator::load(&encode_tagged_pack(&successor, &[])).unwrap());
        for case in cases("../../tests/catalogue") {
            if let Ok(answers) = catalogue.assess(&case, "", None) {
                declared.check(&Json::parse(&answers).unwrap(), "Answers", "answers");
            }
        }
        for (object, fields) in &declared.objects {
            for (name, ..) in fields {
                let key = [object, ".", name].concat();
                assert!(declared.met.contains(&key), "{key} is never written");
            }
        }
    }
}
