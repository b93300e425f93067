//! The real pack for tests, compiled from its folder.

use std::path::Path;
use std::sync::OnceLock;

use tradeaid_wire::{Calculator, Part, encode_pack};

/// A calculator of the real pack
pub(crate) fn calculator() -> Calculator {
    static PACK: OnceLock<String> = OnceLock::new();
    let pack = PACK.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/fujian-2024-2");
        match tradeaid_lang::compile(&folder) {
            Ok(document) => encode_pack(&document, Part::Full),
            Err(problems) => panic!("{problems}"),
        }
    });
    Calculator::load(pack).unwrap()
}
