//! What the tests of the whole product share: the pack, compiled from its folder once.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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
