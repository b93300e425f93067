//! Cases in every form the contract allows, there and back.

use super::*;
use crate::fixture::{calculator, scenarios};
use crate::state::{Change, Said};

fn path(calculator: &Calculator, path: &str) -> InputId {
    let at = calculator
        .names()
        .inputs
        .iter()
        .position(|name| name.path == path);
    InputId(u16::try_from(at.unwrap()).unwrap())
}

const AS_OF: &str = r#""as_of":"2026-03-02""#;

/// Cases in every form that the contract allows, and what the form makes of them
const CASES: [(&str, &str); 10] = [
    (
        r#""enterprise":{"employees":66}"#,
        r#""enterprise":{"employees":"66"}"#,
    ),
    (
        r#""enterprise":{"exports":{"by_year":{"2024":"2400000","2023":{"min":"2000000","max":"3000000"}}}}"#,
        r#""enterprise":{"exports":{"by_year":{"2023":{"min":"2000000","max":"3000000"},"2024":"2400000"}}}"#,
    ),
    (
        r#""enterprise":{"exports":"500000","trade":{"min":"1"}}"#,
        r#""enterprise":{"exports":"500000","trade":{"min":"1"}}"#,
    ),
    (
        r#""enterprise":{"new_exporter_year":"none","own_brand":true,"food_exporter":null}"#,
        r#""enterprise":{"new_exporter_year":"none","food_exporter":null,"own_brand":true}"#,
    ),
    (
        r#""enterprise":{"size_class":{"any_of":["small","micro"]},"refund_class":1}"#,
        r#""enterprise":{"size_class":{"any_of":["small","micro"]},"refund_class":"1"}"#,
    ),
    (
        r#""loan":[{"id":"x","annual_rate":"0.0345","approved_on":{"min":"2024-01-01","max":"2024-06-30"}}]"#,
        r#""loan":[{"id":"x","approved_on":{"min":"2024-01-01","max":"2024-06-30"},"annual_rate":"0.0345"}]"#,
    ),
    (
        r#""credit_insurance":[{"id":"p","premium":{"amount":"4200.00","currency":"USD"}}]"#,
        r#""credit_insurance":[{"id":"p","premium":{"amount":"4200","currency":"USD"}}]"#,
    ),
    (
        r#""loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a","level":"provincial","name":"奖补","amount":"1"}]"#,
        r#""loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a","level":"provincial","name":"奖补","amount":"1"}]"#,
    ),
    (
        r#""parameters":{"usd_cny":"7.2"},"readings":{"export_base_year":"open"}"#,
        r#""parameters":{"usd_cny":"7.2"},"readings":{"export_base_year":"open"}"#,
    ),
    (
        r#""vat_period":[{"id":"v","month":"2024-10"}]"#,
        r#""vat_period":[{"id":"v","month":"2024-10"}]"#,
    ),
];

#[test]
fn a_case_comes_back_as_it_was_and_means_the_same() {
    let calculator = calculator();
    for (case, expected) in CASES {
        let case = ["{", AS_OF, ",", case, "}"].concat();
        let known = calculator.read_case(&case).unwrap();
        let written = write(&calculator, &read(&calculator, &case), "2020-01-01");
        assert_eq!(written.mistakes, [], "{case}");
        let again = calculator.read_case(&written.json).unwrap();
        assert_eq!(
            calculator.result_id(&known),
            calculator.result_id(&again),
            "{}",
            written.json
        );
        let entry = |json: &str| {
            json.replace([' ', '\n'], "")
                .replace(AS_OF, "")
                .replace(['{', '}', ','], "")
        };
        assert_eq!(entry(&written.json), entry(expected));
    }
}

#[test]
fn every_accepted_example_comes_back_and_means_the_same() {
    let calculator = calculator();
    for (name, case) in scenarios() {
        let known = calculator.read_case(&case).unwrap();
        let written = write(&calculator, &read(&calculator, &case), "2020-01-01");
        let again = calculator.read_case(&written.json).unwrap();
        assert_eq!(
            calculator.result_id(&known),
            calculator.result_id(&again),
            "{name}"
        );
    }
}

#[test]
fn readings_all_open_are_open_one_by_one() {
    let calculator = calculator();
    let case = r#"{"as_of":"2026-03-02","readings":"open"}"#;
    let known = calculator.read_case(case).unwrap();
    let written = write(&calculator, &read(&calculator, case), "");
    let again = calculator.read_case(&written.json).unwrap();
    assert_eq!(calculator.result_id(&known), calculator.result_id(&again));
}

#[test]
fn what_cannot_be_taken_is_left_out_and_named() {
    let calculator = calculator();
    let mut state = State::default();
    let say = |state: &mut State, place: Place, text: &str| {
        state.apply(Change::Say(place, Said::Text(text.into())));
    };
    let employees = Place::of(path(&calculator, "enterprise.employees"));
    let revenue = Place::of(path(&calculator, "enterprise.revenue"));
    let assets = Place::of(path(&calculator, "enterprise.total_assets"));
    say(&mut state, employees, "6.5");
    say(&mut state, revenue, "1,5");
    say(&mut state, assets, " ");
    let written = write(&calculator, &state, "2026-03-02");
    assert_eq!(written.json, r#"{"as_of":"2026-03-02"}"#);
    let mistakes: Vec<Place> = written.mistakes.iter().map(|(place, _)| *place).collect();
    assert_eq!(mistakes, [employees, revenue]);
    say(&mut state, revenue, "100 GBP");
    let written = write(&calculator, &state, "2026-03-02");
    assert!(written.mistakes.contains(&(revenue, Mistake::Currency)));
}

#[test]
fn a_problem_is_led_back_to_its_place() {
    let calculator = calculator();
    let case =
        r#"{"loan":[{"id":"a"},{"id":"b","drawn_on":"2024-05-20","matures_on":"2024-05-01"}]}"#;
    let state = read(&calculator, case);
    let problems = calculator.read_case(case).unwrap_err();
    let place = place_of(&calculator, &state, &problems.first().unwrap().path).unwrap();
    assert_eq!(place.input, path(&calculator, "loan.matures_on"));
    assert_eq!(place.item, state.item_by_id("b").map(|item| item.number));
    let exports = place_of(&calculator, &state, "enterprise.exports.by_year.2023.min").unwrap();
    assert_eq!(
        (exports.input, exports.year),
        (path(&calculator, "enterprise.exports"), Some(2023))
    );
    assert_eq!(place_of(&calculator, &state, "loan[7].principal"), None);
    assert_eq!(place_of(&calculator, &state, "nonsense"), None);
}

#[test]
fn a_reference_to_what_is_gone_is_left_out() {
    let calculator = calculator();
    let mut state = read(
        &calculator,
        r#"{"loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a"}]}"#,
    );
    let loan = state.item_by_id("a").unwrap().number;
    state.apply(Change::Remove(loan));
    let written = write(&calculator, &state, "2026-03-02");
    assert!(!written.json.contains("object"), "{}", written.json);
    assert!(calculator.read_case(&written.json).is_ok());
}
