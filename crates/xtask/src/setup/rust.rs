//! The compiler of the wasm modules: one that has the source of the standard library, because a module for old
//! browsers needs a standard library built for them, and a linker for wasm. Compiles nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{command, workspace};

/// What Debian calls the compiler, its std source and its wasm linker.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// A compiler that can build the standard library for wasm.
pub(crate) struct WasmCompiler {
    /// Its cargo.
    pub(crate) cargo: PathBuf,
    /// Its rustc.
    pub(crate) rustc: PathBuf,
    /// The linker to name to it, unless it brings its own.
    pub(crate) linker: Option<PathBuf>,
    /// The folder of its standard library's source.
    pub(crate) std_source: PathBuf,
    /// Its version, as it says itself.
    pub(crate) version: String,
}

/// Finds a compiler, or installs Debian's.
pub(super) fn ensure() -> Result<WasmCompiler> {
    if let Some(compiler) = find() {
        return Ok(said(compiler));
    }
    if !debian::can_install() {
        bail!(
            "The Rust standard library's source is missing (the wasm modules are built with it): \
             run `rustup component add rust-src`."
        );
    }
    super::installing("std source", &DEBIAN_PACKAGES.join(" "));
    debian::install(&DEBIAN_PACKAGES)?;
    find().map(said).context(
        "Debian's Rust has no std source or no wasm linker, or is too old for this project.",
    )
}

fn said(compiler: WasmCompiler) -> WasmCompiler {
    let linker = compiler
        .linker
        .as_ref()
        .map(|path| format!(", linker {}", path.display()))
        .unwrap_or_default();
    super::found("std source", &format!("rustc {}{linker}", compiler.version));
    compiler
}

/// The active toolchain first, then Debian's.
fn find() -> Option<WasmCompiler> {
    let active = std::env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
    let candidates = [
        (active, workspace::active_cargo()),
        (
            PathBuf::from("/usr/bin/rustc"),
            PathBuf::from("/usr/bin/cargo"),
        ),
    ];
    candidates
        .into_iter()
        .find_map(|(rustc, cargo)| probe(rustc, cargo))
}

/// The compiler, if it is new enough, knows its source and can link.
fn probe(rustc: PathBuf, cargo: PathBuf) -> Option<WasmCompiler> {
    command::read(Command::new(&cargo).arg("--version")).ok()?;
    let about = command::read(Command::new(&rustc).arg("-vV")).ok()?;
    let version = field(&about, "release")?.to_owned();
    if !is_new_enough(&version, env!("CARGO_PKG_RUST_VERSION")) {
        return None;
    }
    let sysroot = command::read(Command::new(&rustc).args(["--print", "sysroot"])).ok()?;
    let rustlib = Path::new(&sysroot).join("lib/rustlib");
    let std_source = rustlib.join("src/rust");
    if !std_source.join("library/std/Cargo.toml").is_file() {
        return None;
    }
    let bundled = rustlib.join(field(&about, "host")?).join("bin/rust-lld");
    let linker = if bundled.is_file() {
        None
    } else {
        Some(system_linker(&about)?)
    };
    Some(WasmCompiler {
        cargo,
        rustc,
        linker,
        std_source,
        version,
    })
}

/// The system's wasm linker, best the one of the compiler's own LLVM.
fn system_linker(about: &str) -> Option<PathBuf> {
    let llvm = field(about, "LLVM version")?.split('.').next()?;
    command::find(&format!("wasm-ld-{llvm}")).or_else(|| command::find("wasm-ld"))
}

fn field<'a>(about: &'a str, name: &str) -> Option<&'a str> {
    about.lines().find_map(|line| {
        let value = line.strip_prefix(name)?.strip_prefix(": ")?;
        Some(value.trim())
    })
}

fn is_new_enough(version: &str, least: &str) -> bool {
    let parts = |text: &str| -> Vec<u32> {
        text.split(['.', '-'])
            .map_while(|part| part.parse().ok())
            .take(2)
            .collect()
    };
    parts(version) >= parts(least)
}

#[cfg(test)]
mod tests {
    use super::{field, is_new_enough};

    #[test]
    fn versions_compare_by_number() {
        assert!(is_new_enough("1.100.0", "1.95"));
        assert!(is_new_enough("1.95.0-nightly", "1.95"));
        assert!(!is_new_enough("1.63.0", "1.95"));
    }

    #[test]
    fn fields_are_found_by_their_whole_name() {
        let about = "rustc 1.96.0\nhost: x86_64\nrelease: 1.96.0\nLLVM version: 22.1.2";
        assert_eq!(field(about, "LLVM version"), Some("22.1.2"));
        assert_eq!(field(about, "LLVM"), None);
    }
}
