//! Several packs at once, as `tests/catalogue` has them: the shipped one, and a demonstration that follows it.

#[cfg(test)]
#[path = "support/data.rs"]
mod data;
#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tradeaid_engine::Wanted;
    use tradeaid_wire::{Calculator, Catalogue, Part, encode_pack, write_problems};

    use crate::data::data;
    use crate::support::{at, calculator};

    fn catalogue() -> Catalogue {
        let document = tradeaid_lang::check(&at("tests/packs/demo-successor"))
            .unwrap_or_else(|problems| panic!("{problems}"));
        let successor = Calculator::load(&encode_pack(&document, Part::Full)).unwrap();
        let mut catalogue = Catalogue::default();
        catalogue.add(calculator().clone());
        catalogue.add(successor);
        catalogue
    }

    fn answered(catalogue: &Catalogue, case: &Value) -> Value {
        let text = catalogue
            .assess(&case.to_string(), "", None)
            .unwrap_or_else(|problems| {
                let problems = write_problems(&problems);
                ["{\"problems\":", &problems, "}"].concat()
            });
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn each_pack_answers_for_what_it_is_in_force_for() {
        let catalogue = catalogue();
        for (name, file) in data("tests/catalogue") {
            let answer = answered(&catalogue, &file["case"]);
            let Value::Object(expected) = &file["expected"] else {
                continue;
            };
            assert_eq!(answer["uncovered"], expected["uncovered"], "{name}");
            let expected = expected["assessments"].as_array().unwrap();
            let Value::Array(given) = &answer["assessments"] else {
                panic!("{name}: {answer}");
            };
            assert_eq!(given.len(), expected.len(), "{name}: {answer}");
            for (given, expected) in given.iter().zip(expected) {
                let assessment = &given["assessment"];
                let pack = &assessment["pack"]["id"];
                assert_eq!(pack, &expected["assessment"]["pack"]["id"], "{name}");
                assert_eq!(given["items"], expected["items"], "{name} {pack}");
                assert_eq!(given["enterprise"], expected["enterprise"], "{name} {pack}");
                for wanted in expected["measures"].as_array().into_iter().flatten() {
                    let mut measures = assessment["measures"].as_array().unwrap().iter();
                    let is_it =
                        |one: &&Value| one["id"] == wanted["id"] && one["item"] == wanted["item"];
                    let found = measures.find(is_it).unwrap();
                    assert_eq!(found["status"], wanted["status"], "{name}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_for_every_pack_is_listed() {
        let catalogue = catalogue();
        for (name, file) in data("tests/catalogue") {
            let Value::Array(expected) = &file["problems"] else {
                continue;
            };
            let told = answered(&catalogue, &file["case"]);
            let told = told["problems"].as_array().unwrap();
            assert_eq!(told.len(), expected.len(), "{name}: {told:?}");
            for (told, expected) in told.iter().zip(expected) {
                assert_eq!(
                    (&told["path"], &told["code"]),
                    (&expected["path"], &expected["code"])
                );
            }
        }
    }

    #[test]
    fn an_answer_is_that_to_the_part_of_the_case() {
        let answer = answered(
            &catalogue(),
            &json!({"as_of": "2026-06-30", "enterprise": {"province": "fujian"}, "loan": [
                {"id": "old", "lender": "bank", "approved_on": "2025-03-01"},
                {"id": "new", "lender": "bank", "approved_on": "2026-03-01"},
            ]}),
        );
        let part = json!({"as_of": "2026-06-30", "enterprise": {"province": "fujian"},
            "loan": [{"id": "old", "lender": "bank", "approved_on": "2025-03-01"}]});
        let case = calculator().read_case(&part.to_string()).unwrap();
        let wanted = Wanted {
            trace: false,
            questions: 5,
        };
        let alone = calculator().assess(&case, wanted).unwrap();
        let alone = calculator().write_assessment(&case, &alone, wanted);
        let alone: Value = serde_json::from_str(&alone).unwrap();
        assert_eq!(answer["assessments"][0]["assessment"], alone);
    }
}
