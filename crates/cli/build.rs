//! Compiles the pack that the command carries with it, so that an installed `tradeaid` needs no folder beside it.
//!
//! A pack with errors does not stop the build: the command that tells its author what is wrong must itself
//! be buildable. It then carries no pack and says so.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tradeaid_wire::{Part, encode_pack};

/// The pack that is taken when none is named
const PACK: &str = "../packs/fujian-2024-2";

fn main() -> io::Result<()> {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&here).join(PACK);
    println!("cargo::rerun-if-changed={}", folder.display());
    let text = match tradeaid_lang::compile(&folder) {
        Ok(document) => encode_pack(&document, Part::Full),
        Err(problems) => {
            for problem in problems.iter() {
                let place = [&problem.file, ":", &problem.line.to_string()].concat();
                println!("cargo::warning={place}: {}", problem.message);
            }
            String::new()
        }
    };
    let made = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(made.join("pack.json"), text)
}
