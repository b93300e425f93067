//! Sheets as `tests/handout` has them, in both languages; and every accepted example through every form, without loss.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tradeaid_engine::Date;
use tradeaid_explain::{Language, Texts, grouped};
use tradeaid_wire::{Calculator, encode_pack, money};

use crate::pdf::read;
use crate::{
    Handout, MAX_LINK, Part, Sheet, canonical_case, catalogue, code, csv, decode, file, link,
    markup, open, pdf, qr,
};

const BASE: &str = "https://example.gov.cn/trade/support/calculator.html";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn calculator() -> &'static Calculator {
    static CALCULATOR: OnceLock<Calculator> = OnceLock::new();
    CALCULATOR.get_or_init(|| {
        let document = tradeaid_lang::compile(&at("crates/packs/fujian-2024-2")).unwrap();
        Calculator::load(&encode_pack(&document, tradeaid_wire::Part::Full)).unwrap()
    })
}

fn texts(language: Language) -> Texts {
    let mut texts = Texts::of(language);
    texts.add(catalogue(language));
    texts
}

fn files(folder: &str) -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(at(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&text).unwrap())
    };
    files.into_iter().map(read).collect()
}

/// The accepted examples, by name
fn scenarios() -> &'static [(String, String)] {
    static SCENARIOS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SCENARIOS.get_or_init(|| {
        let files = files("tests/scenarios");
        let cases = files
            .into_iter()
            .map(|(name, file)| (name, file["case"].to_string()));
        cases.collect()
    })
}

fn told(sheet: &Sheet) -> Value {
    let lines: Vec<String> = sheet
        .shown()
        .map(|line| {
            let said = &line.amount_said;
            [
                line.number.unwrap().to_string(),
                line.part.word().to_owned(),
                [line.title.as_str(), " ", &line.about]
                    .concat()
                    .trim()
                    .to_owned(),
                line.cite.clone(),
                line.status_said.clone(),
                [&said.kind, " ", &said.figure, " ", &said.captions.join(" ")]
                    .concat()
                    .trim()
                    .to_owned(),
                line.next.clone(),
            ]
            .join(" | ")
        })
        .collect();
    let errands: Vec<String> = sheet
        .errands
        .iter()
        .map(|errand| [errand.step.as_str(), &errand.of, &errand.bring.join("; ")].join(" | "))
        .collect();
    let notes: Vec<String> = sheet
        .notes
        .iter()
        .map(|note| [note.label.as_str(), &note.text].join(" | "))
        .collect();
    let sum = [
        vec![money(sheet.sum.lo), money(sheet.sum.hi)],
        sheet.sum.notes.clone(),
    ];
    json!({
        "day": sheet.head.first().map(|pair| &pair.value),
        "ground": sheet.ground,
        "sum": sum.concat().join(" | "),
        "business": sheet.business,
        "lines": lines,
        "services": sheet.count(Part::OtherService),
        "notes": notes,
        "errands": errands,
    })
}

/// R47 R48: every sheet is as written
#[test]
fn every_sheet_is_as_written() {
    let mut wrong = Vec::new();
    for (name, file) in files("tests/handout") {
        for language in Language::ALL {
            let texts = texts(language);
            let today = file["today"].as_str().and_then(Date::parse);
            let handout = Handout::of(calculator(), &texts);
            let sheet = handout.sheet(&file["case"].to_string(), today).unwrap();
            let told = told(&sheet);
            if told != file["expected"][language.tag()] {
                wrong.push(format!("{name} {}:\n{told:#}\n", language.tag()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// R47 R48 R49: no form loses anything of an accepted example
#[test]
fn no_form_loses_anything_of_an_accepted_example() {
    for (name, case) in scenarios() {
        for language in Language::ALL {
            let texts = texts(language);
            let sheet = Handout::of(calculator(), &texts).sheet(case, None).unwrap();
            let pages = read::pages(&pdf(&sheet, &texts));
            let size = pdf(&sheet, &texts).len();
            assert!(size < 10_000, "{name} {}: {size} bytes", language.tag());
            let bare = |text: &str| text.replace([' ', '\n'], "");
            let printed = bare(&pages.concat());
            let shown = bare(&markup(&sheet, &texts));
            for wanted in words(&sheet) {
                assert!(
                    printed.contains(&bare(&wanted)),
                    "{name}: {wanted} is not in {printed}"
                );
                let escaped = wanted
                    .replace('&', "&amp;")
                    .replace('\'', "&#39;")
                    .replace('"', "&quot;");
                assert!(
                    shown.contains(&bare(&escaped)),
                    "{name}: {wanted} is not in {shown}"
                );
            }
            for (index, page) in pages.iter().enumerate() {
                let (page_number, count) = ((index + 1).to_string(), pages.len().to_string());
                let said = texts.say("handout.page", &[("page", &page_number), ("pages", &count)]);
                assert!(page.contains(&said));
            }
            let table = csv(&sheet, &texts);
            assert!(table.starts_with('\u{feff}') && !table.replace("\r\n", "").contains('\n'));
            assert_eq!(table.matches("\r\n").count(), sheet.lines.len() + 1);
        }
    }
}

/// What every form shows
fn words(sheet: &Sheet) -> Vec<String> {
    let mut words = vec![sheet.title.clone(), sheet.result_id.clone()];
    words.push(grouped(&money(sheet.sum.lo)));
    words.push(grouped(&money(sheet.sum.hi)));
    // What may part over pages has the number of the page in between.
    words.extend(sheet.ground.iter().cloned());
    for line in sheet.shown() {
        words.push(line.amount_said.figure.clone());
        words.push(line.amount_said.kind.clone());
        words.push(line.title.clone());
        words.push(line.about.clone());
        words.push(line.next.clone());
    }
    words.extend(sheet.errands.iter().map(|errand| errand.step.clone()));
    words
}

fn result_of(case: &str) -> String {
    let known = calculator().read_case(case).unwrap();
    calculator().result_id(&known)
}

fn code_of(case: &str) -> String {
    let known = calculator().read_case(case).unwrap();
    code(calculator(), case, &known).unwrap()
}

/// R49 R51: a saved file and a link bring the same result back
#[test]
fn a_saved_file_and_a_link_bring_the_same_result_back() {
    let texts = texts(Language::ZhCn);
    let handout = Handout::of(calculator(), &texts);
    for (name, case) in scenarios() {
        let saved = file(&handout, case, None).unwrap();
        let opened = open(&handout, &saved).unwrap();
        assert_eq!(&opened.case, case, "{name}");
        assert_eq!(opened.result_id, Some(result_of(case)));
        let link = link(BASE, &code_of(case), &texts).unwrap();
        assert!(
            link.len() <= MAX_LINK && link.starts_with(BASE),
            "{name}: {}",
            link.len()
        );
        let opened = open(&handout, &link).unwrap();
        assert_eq!(result_of(&opened.case), result_of(case), "{name}");
        assert_eq!(
            canonical_case(calculator(), &opened.case).unwrap(),
            opened.case
        );
        let (size, path) = qr(&link, &texts).unwrap();
        assert!(size > 29 && path.starts_with("M4 4h7v1h-7z"));
    }
}

/// R51: links keep the route of a page and are found behind it
#[test]
fn links_keep_the_route_of_a_page_and_are_found_behind_it() {
    let texts = texts(Language::En);
    let code = code_of("{}");
    for (base, link) in [
        ("https://a.cn/x", "https://a.cn/x#tradeaid="),
        ("https://a.cn/x#", "https://a.cn/x#tradeaid="),
        ("https://a.cn/#/x", "https://a.cn/#/x?tradeaid="),
        ("https://a.cn/#/x?y=1", "https://a.cn/#/x?y=1&tradeaid="),
    ] {
        let made = super::link(base, &code, &texts).unwrap();
        assert_eq!(made, [link, &code].concat());
        assert_eq!(
            decode(&[&made, "&z=2"].concat(), &texts).as_deref(),
            Ok("{}")
        );
    }
    let long = "x".repeat(MAX_LINK);
    let refused = super::link(&long, &code, &texts).unwrap_err();
    assert!(refused.0.contains("1500"), "{}", refused.0);
    assert!(qr(&long.repeat(2), &texts).unwrap_err().0.contains("3000"));
}

/// R51: names and long ids stay behind
#[test]
fn names_and_long_ids_stay_behind() {
    let case = json!({
        "loan": [{"id": "合同2024-0815", "principal": 1_000_000, "approved_on": "2024-08-01"}],
        "other_support": [{"id": "t1", "name": "张三", "object": "合同2024-0815", "amount": "5.50"}],
    })
    .to_string();
    let short = canonical_case(calculator(), &case).unwrap();
    assert_eq!(
        short,
        r#"{"loan":[{"id":"t2","principal":1000000,"approved_on":"2024-08-01"}],"other_support":[{"id":"t1","object":"t2","amount":5.5}]}"#
    );
    let today = Date::parse("2025-03-04");
    let known = calculator().read_case_on("{}", today).unwrap();
    let code = code(calculator(), "{}", &known).unwrap();
    let texts = texts(Language::En);
    assert_eq!(
        decode(&code, &texts).as_deref(),
        Ok(r#"{"as_of":"2025-03-04"}"#)
    );
}

/// R51: what cannot be opened is told in words
#[test]
fn what_cannot_be_opened_is_told_in_words() {
    let texts = texts(Language::En);
    let handout = Handout::of(calculator(), &texts);
    let bare = open(&handout, "\u{feff} {\"enterprise\": {\"employees\": 5}} ")
        .map(|opened| opened.result_id);
    assert_eq!(bare, Ok(None));
    for (text, said) in [
        ("hello", "neither a file saved here"),
        ("[]", "neither a file saved here"),
        ("{\"a\": 1, \"b\": 2}", "neither a file saved here"),
        ("{\"tradeaid\": 2, \"case\": {}}", "newer version"),
        ("{\"tradeaid\": 1}", "holds no case"),
        ("{\"tradeaid\": 1,\n\"case\": {", "from line 2 on"),
        (
            "{\"tradeaid\": 1, \"case\": {\"enterprise\": {\"employes\": 5}}}",
            "did you mean",
        ),
        ("2.abcd", "newer version"),
        ("1.abcd", "incomplete"),
        ("https://a.cn/#tradeaid=1.", "incomplete"),
    ] {
        let complaint = open(&handout, text).map_err(|complaint| complaint.0);
        let complaint = complaint.unwrap_err();
        assert!(
            complaint.to_lowercase().contains(said),
            "{text}: {complaint}"
        );
    }
    let cut: String = code_of(&scenarios()[0].1).chars().take(60).collect();
    assert!(open(&handout, &cut).unwrap_err().0.contains("incomplete"));
}

/// R67: both languages of a sheet say the same things
#[test]
fn both_languages_say_the_same_things() {
    let [chinese, english] =
        Language::ALL.map(|language| Texts::read(language, catalogue(language)));
    let keys = |texts: &Texts| {
        texts
            .entries()
            .map(|(key, _)| key.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&chinese), keys(&english));
}

/// A case with some of its entries left out
fn thinned(case: &Value, seed: u64) -> Value {
    let mut state = seed;
    let mut keep = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 62 > 0
    };
    let mut thin = |map: &Map<String, Value>| -> Map<String, Value> {
        let kept = map.iter().filter(|(key, _)| *key == "id" || keep());
        kept.map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    };
    let mut case = thin(case.as_object().unwrap());
    for value in case.values_mut() {
        match value {
            Value::Object(map) => *map = thin(map),
            Value::Array(list) => {
                for item in list.iter_mut().filter_map(Value::as_object_mut) {
                    *item = thin(item);
                }
            }
            _ => {}
        }
    }
    Value::Object(case)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn a_code_says_what_its_case_says(which in 0..scenarios().len(), seed: u64) {
        let case: Value = serde_json::from_str(&scenarios()[which].1).unwrap();
        let case = thinned(&case, seed).to_string();
        if let Ok(known) = calculator().read_case(&case) {
            let code = code(calculator(), &case, &known).unwrap();
            let back = decode(&code, &texts(Language::En)).unwrap();
            prop_assert_eq!(result_of(&back), calculator().result_id(&known));
        }
    }
}
