//! Overlays, as `tests/overlay` has them: added to a loaded pack and built into one, with equal answers, and refused by
//! both where they are wrong.
//!
//! `tests/node/overlay.test.mjs` runs the same files through the module for JavaScript.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;
    use tradeaid_engine::Wanted;
    use tradeaid_lang::{Source, overlay};
    use tradeaid_wire::{Calculator, Part, encode_pack, write_problems};

    use crate::data::data;
    use crate::support::{at, calculator};

    /// The pack with an overlay added at run time; what is wrong with it otherwise
    fn added(file: &Value) -> Result<Calculator, Value> {
        let mut loaded = calculator().clone();
        let added = loaded.add_overlay(&file["overlay"].to_string());
        added.map_err(|problems| {
            serde_json::from_str::<Value>(&write_problems(&problems)).unwrap()
        })?;
        Ok(loaded)
    }

    /// The pack with an overlay built in; nothing where it is refused
    fn built(file: &Value) -> Option<Calculator> {
        let mut document = tradeaid_lang::compile(&at("crates/packs/fujian-2024-2")).unwrap();
        let source = Source {
            path: "overlay.yaml".to_owned(),
            text: file["overlay"].to_string(),
        };
        overlay::apply(&mut document, &[source]).ok()?;
        Some(Calculator::load(&encode_pack(&document, Part::Full)).unwrap())
    }

    fn answered(calculator: &Calculator, case: &Value) -> Value {
        let wanted = Wanted {
            trace: true,
            questions: 5,
        };
        let case = calculator.read_case(&case.to_string()).unwrap();
        let answer = calculator.assess(&case, wanted).unwrap();
        serde_json::from_str(&calculator.write_assessment(&case, &answer, wanted)).unwrap()
    }

    /// An answer without what names its pack
    fn unsigned(mut answer: Value) -> Value {
        answer["result_id"].take();
        answer["pack"]["digest"].take();
        answer
    }

    #[test]
    fn overlays_answer_as_written_wherever_they_are_added() {
        let mut digests = BTreeSet::from([calculator().digest().to_owned()]);
        for (name, file) in data("tests/overlay") {
            let (Value::Object(expected), case) = (&file["expected"], &file["case"]) else {
                continue;
            };
            let added = added(&file).unwrap_or_else(|problems| panic!("{name}: {problems}"));
            let built = built(&file).unwrap();
            let answer = answered(&added, case);
            for (id, expected) in expected {
                let measures = answer["measures"].as_array().unwrap();
                let measure = measures.iter().find(|measure| measure["id"] == **id);
                let measure = measure.unwrap();
                assert_eq!(measure["status"], expected["status"], "{name}");
                for (key, value) in expected["amount"].as_object().unwrap() {
                    assert_eq!(&measure["amount"][key], value, "{name} {key}: {measure}");
                }
                if let Some(open) = expected.get("open") {
                    assert_eq!(&measure["open"], open, "{name}");
                }
            }
            let other = answered(&built, case);
            assert_ne!(answer["result_id"], other["result_id"], "{name}");
            assert_eq!(unsigned(answer), unsigned(other), "{name}");
            digests.insert(added.digest().to_owned());
            digests.insert(built.digest().to_owned());
        }
        // Three different overlays, each added and built in.
        assert_eq!(digests.len(), 1 + 2 * 3);
    }

    #[test]
    fn what_is_wrong_with_an_overlay_is_listed() {
        for (name, file) in data("tests/overlay") {
            let Value::Array(expected) = &file["problems"] else {
                continue;
            };
            let told = added(&file).err().unwrap_or_default();
            let told = told.as_array().unwrap();
            assert_eq!(told.len(), expected.len(), "{name}: {told:#?}");
            for (told, expected) in told.iter().zip(expected) {
                for (key, value) in expected.as_object().unwrap() {
                    assert_eq!(&told[key], value, "{name}: {told}");
                }
            }
            assert!(built(&file).is_none(), "{name} is built in");
        }
    }
}
