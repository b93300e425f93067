//! What the tests of the whole product share: the pack, compiled from its folder once, and the data under `tests/`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tradeaid_wire::{Calculator, Part, encode_pack};

/// A path from the root of the repository
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// The pack as its folder has it now, compiled, encoded and loaded again
pub(crate) fn calculator() -> &'static Calculator {
    static CALCULATOR: OnceLock<Calculator> = OnceLock::new();
    CALCULATOR.get_or_init(|| {
        let document = tradeaid_lang::compile(&at("crates/packs/fujian-2024-2"))
            .unwrap_or_else(|faults| panic!("{faults:?}"));
        let text = encode_pack(&document, Part::Full);
        Calculator::load(&text).unwrap_or_else(|fault| panic!("{fault:?}"))
    })
}

/// The JSON files of a folder with their names, sorted
pub(crate) fn data(folder: &str) -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(at(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} holds no data");
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect()
}
