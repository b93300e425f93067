//! What a visitor is shown of a shipped pack's texts: everything but what only the command prints.

use std::path::Path;

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Catalogue, Document};
use tradeaid_wire::{Calculator, Part, encode_pack};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn shipped() -> Outcome<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/fujian-2024-2");
    Ok(tradeaid_lang::compile(&folder).map_err(|problems| problems.to_string())?)
}

fn loaded(document: &Document, language: &str) -> Outcome<Calculator> {
    let mut calculator = bare(document)?;
    for part in [Part::Texts(language), Part::LaterTexts(language)] {
        calculator
            .add_texts(&encode_pack(document, part))
            .map_err(|error| format!("{error:?}"))?;
    }
    Ok(calculator)
}

fn bare(document: &Document) -> Outcome<Calculator> {
    let core = encode_pack(document, Part::Core);
    Ok(Calculator::load(&core).map_err(|error| format!("{error:?}"))?)
}

/// The warnings that an answer in JSON adds to those of the pack; the widget draws what they say
const OF_THE_WIRE: [&str; 5] = [
    "FACT_MISSING",
    "LOWER_BOUND",
    "NOT_CASH",
    "NO_DOUBLE_PAYMENT",
    "UPPER_BOUND",
];

#[test]
fn texts_are_shown_but_for_paraphrases_and_drawn_warnings() {
    let document = shipped().unwrap();
    for Catalogue { language, texts } in &document.texts {
        let calculator = loaded(&document, language).unwrap();
        for (key, text) in texts {
            let shown = calculator.text(language, key);
            let (family, rest) = key.split_once('.').unwrap_or_default();
            if family == "provision" {
                assert!(
                    shown.is_none() || key.strip_suffix(".cite").is_some(),
                    "{key}"
                );
            } else if family != "warning" || !OF_THE_WIRE.contains(&rest) {
                assert_eq!(shown.unwrap_or(""), text, "{language} {key}");
            }
        }
    }
}

#[test]
fn a_provision_is_cited_where_a_measure_rests_on_it() {
    let document = shipped().unwrap();
    let calculator = loaded(&document, "zh-CN").unwrap();
    for measure in &document.pack.measures {
        let provision = &document.names.provisions[measure.provision.index()];
        let key = ["provision.", &provision.pinpoint, ".cite"].concat();
        assert!(calculator.text("zh-CN", &key).is_some(), "{key}");
    }
}

#[test]
fn texts_of_another_pack_are_refused() {
    let mut document = shipped().unwrap();
    let texts = encode_pack(&document, Part::Texts("en"));
    document.names.version.push('0');
    let mut other = bare(&document).unwrap();
    assert!(other.add_texts(&texts).is_err());
    assert!(other.add_texts("{\"en\":[]}").is_err());
}

#[test]
fn texts_with_their_keys_are_taken_from_any_file() {
    let mut calculator = loaded(&shipped().unwrap(), "en").unwrap();
    let texts = "{\"en\":{\"pack.title\":\"Other\",\"pack.short\":\"\"}}";
    calculator.add_texts(texts).unwrap();
    assert_eq!(calculator.text("en", "pack.title"), Some("Other"));
    // What is not said anew stays.
    assert!(calculator.text("en", "pack.short").is_some());
}

#[test]
fn what_stands_folded_away_comes_apart() {
    let document = shipped().unwrap();
    let mut first = bare(&document).unwrap();
    first
        .add_texts(&encode_pack(&document, Part::Texts("zh-CN")))
        .unwrap();
    for (measure, name) in document.pack.measures.iter().zip(&document.names.measures) {
        let title = first.text("zh-CN", &["measure.", &name.id, ".title"].concat());
        let is_service = measure.nature == Nature::Service;
        assert_eq!(title.is_none(), is_service, "{}", name.id);
        let mut said = measure.conditions.iter();
        let all = said.all(|part| {
            let key = &document.names.texts[part.text.index()];
            first.text("zh-CN", key).is_some()
        });
        assert!(all || is_service, "{}", name.id);
    }
    for name in &document.names.inputs {
        let key = match name.path.split_once('.') {
            Some(("parameters", key)) => ["parameter.", key, ".why"].concat(),
            Some(("readings", key)) => ["reading.", key, ".why"].concat(),
            _ => continue,
        };
        assert_eq!(first.text("zh-CN", &key), None, "{key}");
    }
}
