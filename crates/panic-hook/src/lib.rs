//! Stands in for the crate of this name, by which Yew has the console told of a panic.
//!
//! In a release a panic ends the module on the spot and calls no hook; the one that Yew sets would still bring the
//! formatter of the standard library into every download. In a diagnostic build it does what it is named after.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// Tells the console of a panic
pub fn hook(info: &PanicHookInfo<'_>) {
    if cfg!(not(panic = "immediate-abort")) {
        error(&info.to_string());
    }
}
