//! The floor under the wasm modules: the oldest supported browsers run the first version of WebAssembly with
//! mutable globals and nothing later. The build refuses a module that needs more.

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// Refuses a module that uses anything beyond WebAssembly 1.0, which has mutable globals.
pub(super) fn check(module: &[u8]) -> Result<()> {
    Validator::new_with_features(WasmFeatures::WASM1)
        .validate_all(module)
        .map(drop)
        .context("the module needs more than the oldest supported browsers have")
}

#[cfg(test)]
mod tests {
    use super::check;

    /// A module of one section after the header.
    fn module(sections: &[&[u8]]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend(sections.concat());
        bytes
    }

    /// A type section with one function type, and a function section with one function of it.
    const TAKES_I32_GIVES_I32: [&[u8]; 2] = [&[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f], &[3, 2, 1, 0]];

    fn with_body(body: &[u8]) -> Vec<u8> {
        let mut code = vec![10, 0, 1, 0, 0];
        code.extend(body);
        let length = |offset: usize| u8::try_from(code.len() - offset).unwrap();
        let (section, function) = (length(2), length(4));
        code[1] = section;
        code[3] = function;
        let [types, functions] = TAKES_I32_GIVES_I32;
        module(&[types, functions, &code])
    }

    #[test]
    fn plain_function_is_accepted() {
        check(&with_body(&[0x20, 0, 0x0b])).unwrap();
    }

    #[test]
    fn exported_mutable_global_is_accepted() {
        let global = [6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b];
        let export = [7, 5, 1, 1, b'g', 3, 0];
        check(&module(&[&global, &export])).unwrap();
    }

    /// R66: sign extension is refused
    #[test]
    fn sign_extension_is_refused() {
        // local.get 0, i32.extend8_s, end
        let error = check(&with_body(&[0x20, 0, 0xc0, 0x0b])).unwrap_err();
        assert!(format!("{error:#}").contains("sign extension"), "{error:#}");
    }

    /// R66: saturating conversion is refused
    #[test]
    fn saturating_conversion_is_refused() {
        // local.get 0, f32.convert_i32_s, i32.trunc_sat_f32_s, end
        let error = check(&with_body(&[0x20, 0, 0xb2, 0xfc, 0, 0x0b])).unwrap_err();
        assert!(format!("{error:#}").contains("saturating"), "{error:#}");
    }

    /// R66: bulk memory is refused
    #[test]
    fn bulk_memory_is_refused() {
        // memory.fill with three zeros, then local.get 0, end
        let body = [0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0, 0x20, 0, 0x0b];
        let error = check(&with_body(&body)).unwrap_err();
        assert!(format!("{error:#}").contains("bulk memory"), "{error:#}");
    }

    /// R66: external references are refused
    #[test]
    fn table_of_external_references_is_refused() {
        let error = check(&module(&[&[4, 4, 1, 0x6f, 0, 0]])).unwrap_err();
        assert!(
            format!("{error:#}").contains("reference types"),
            "{error:#}"
        );
    }

    #[test]
    fn two_results_are_refused() {
        let error = check(&module(&[&[1, 6, 1, 0x60, 0, 2, 0x7f, 0x7f]])).unwrap_err();
        assert!(format!("{error:#}").contains("multi-value"), "{error:#}");
    }
}
