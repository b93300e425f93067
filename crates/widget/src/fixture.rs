//! The real pack and the accepted examples, for tests.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;

use tradeaid_engine::InputId;
use tradeaid_wire::json::Json;
use tradeaid_wire::{Calculator, Part, encode_pack};

use crate::case_text::read;
use crate::layout::Layout;
use crate::model::{Model, Settings};
use crate::state::Place;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A calculator of the real pack
pub(crate) fn calculator() -> Calculator {
    static PACK: OnceLock<String> = OnceLock::new();
    let pack = PACK.get_or_init(|| {
        match tradeaid_lang::compile(&root().join("crates/packs/fujian-2024-2")) {
            Ok(document) => encode_pack(&document, Part::Full),
            Err(problems) => panic!("{problems}"),
        }
    });
    Calculator::load(pack).unwrap()
}

/// A widget's model that holds a case
pub(crate) fn model(case: &str) -> Model {
    let calculator = calculator();
    Model {
        state: read(&calculator, case),
        layout: Layout::of(&calculator, None),
        face: Rc::default(),
        settings: Settings::read(r#"{"as_of":"2026-11-23"}"#),
        calculator,
    }
}

/// The place of an input, of the first item if it is an item's
pub(crate) fn place(model: &Model, path: &str) -> Place {
    let names = &model.calculator.names().inputs;
    let at = names.iter().position(|name| name.path == path).unwrap();
    let id = InputId(u16::try_from(at).unwrap());
    let of_item = model.calculator.engine().pack().inputs[at].scope != tradeaid_engine::Scope::Case;
    Place {
        item: model
            .state
            .items()
            .first()
            .filter(|_| of_item)
            .map(|item| item.number),
        ..Place::of(id)
    }
}

/// The accepted examples: the names of their files, and their cases
pub(crate) fn scenarios() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let json = Json::parse(&text).unwrap();
        if let Some(case) = json.get("case") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, text.get(case.start..case.end).unwrap().to_owned()));
        }
    }
    assert!(!found.is_empty());
    found
}
