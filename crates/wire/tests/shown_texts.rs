//! What a visitor is shown of a shipped pack's texts: everything but what only a developer reads.

use std::path::Path;

use tradeaid_engine::{Catalogue, Document};
use tradeaid_wire::{Calculator, Part, encode_pack};

fn shipped() -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/fujian-2024-2");
    tradeaid_lang::compile(&folder).unwrap()
}

fn loaded(document: &Document, language: &str) -> Calculator {
    let mut calculator = Calculator::load(&encode_pack(document, Part::Core)).unwrap();
    let texts = encode_pack(document, Part::Texts(language));
    calculator.add_texts(&texts).unwrap();
    calculator
}

#[test]
fn every_text_but_those_about_provisions_is_shown() {
    let document = shipped();
    for Catalogue { language, texts } in &document.texts {
        let calculator = loaded(&document, language);
        for (key, text) in texts {
            let shown = calculator.text(language, key);
            if !key.starts_with("provision.") {
                assert_eq!(shown.unwrap_or(""), text, "{language} {key}");
            } else if !key.ends_with(".cite") {
                assert_eq!(shown, None, "{language} {key}");
            }
        }
    }
}

#[test]
fn a_provision_is_cited_where_a_measure_rests_on_it() {
    let document = shipped();
    let calculator = loaded(&document, "zh-CN");
    for measure in &document.pack.measures {
        let provision = &document.names.provisions[measure.provision.index()];
        let key = ["provision.", &provision.pinpoint, ".cite"].concat();
        assert!(calculator.text("zh-CN", &key).is_some(), "{key}");
    }
}

#[test]
fn texts_of_another_pack_are_refused() {
    let mut document = shipped();
    let texts = encode_pack(&document, Part::Texts("en"));
    document.names.version.push('0');
    let mut other = Calculator::load(&encode_pack(&document, Part::Core)).unwrap();
    assert!(other.add_texts(&texts).is_err());
    assert!(other.add_texts("{\"en\":[]}").is_err());
}

#[test]
fn texts_with_their_keys_are_taken_from_any_file() {
    let mut calculator = loaded(&shipped(), "en");
    let texts = "{\"en\":{\"pack.title\":\"Other\",\"pack.short\":\"\"}}";
    calculator.add_texts(texts).unwrap();
    assert_eq!(calculator.text("en", "pack.title"), Some("Other"));
    assert_eq!(calculator.text("en", "pack.short"), None);
}
