//! Chromium 80 and 88, the oldest that the calculator promises to run on, as npm packages hold them. They are never
//! shipped, and only the tests start them.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::node;
use crate::tree;
use crate::workspace::Workspace;

/// The folder of the list of packages, which names both versions and their digests.
const FOLDER: &str = "tests/old-chromium";
const PACKAGES: [&str; 2] = ["chromium-80", "chromium-88"];

/// Installs and unpacks them unless they are there.
pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!(
            "Chromium 80 and 88 are packed for Linux on x86-64 alone: run the tests there, in a container for example."
        );
    }
    node::ensure_packages(workspace, "old Chromium", FOLDER)?;
    for package in PACKAGES {
        let folder = workspace.path(&format!("{FOLDER}/node_modules/{package}/bin"));
        unpack(&folder.join("chromium.br"), &folder.join("chromium"))?;
    }
    Ok(())
}

/// Unpacks under another name first: a program that is there is whole.
fn unpack(packed: &Path, program: &PathBuf) -> Result<()> {
    if program.is_file() {
        return Ok(());
    }
    let content = tree::read(packed)?;
    let part = program.with_extension("part");
    let mut file =
        File::create(&part).with_context(|| format!("{} cannot be written", part.display()))?;
    brotli::BrotliDecompress(&mut content.as_slice(), &mut file)
        .with_context(|| format!("{} cannot be unpacked", packed.display()))?;
    drop(file);
    tree::make_program(&part)?;
    std::fs::rename(&part, program)
        .with_context(|| format!("{} cannot be written", program.display()))
}
