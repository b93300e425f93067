//! Node.js and the npm packages of `tests/`: bundler, wasm optimiser, browser driver. Nothing of it is shipped.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{command, tree};

const OLDEST_NODE: u32 = 20;

/// Finds Node.js.
pub(super) fn ensure() -> Result<PathBuf> {
    let how = format!(
        "install Node.js {OLDEST_NODE} or newer with npm (https://nodejs.org, or your system's `nodejs` and `npm` packages)."
    );
    let Some(node) = command::find("node") else {
        bail!("Node.js is missing: {how}");
    };
    let version = command::read(Command::new(&node).arg("--version"))?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|part| part.parse::<u32>().ok())
        .with_context(|| format!("Node.js calls its version `{version}`"))?;
    if major < OLDEST_NODE {
        bail!("Node.js {version} is too old: {how}");
    }
    if npm().is_none() {
        bail!("npm is missing: {how}");
    }
    super::found("node", &version);
    Ok(node)
}

fn npm() -> Option<PathBuf> {
    if cfg!(windows) {
        return Some(PathBuf::from("npm.cmd"));
    }
    command::find("npm")
}

/// Installs exactly the packages of the lock file in `folder`, unless they are installed already. Their install
/// scripts are not run: none is needed.
pub(super) fn ensure_packages(workspace: &Workspace, thing: &str, folder: &str) -> Result<()> {
    let lock = workspace.path(&format!("{folder}/package-lock.json"));
    let stamp = workspace.path(&format!("{folder}/node_modules/.installed"));
    let wanted = tree::digest("", std::slice::from_ref(&lock))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        super::found(thing, &format!("{folder}/node_modules"));
        return Ok(());
    }
    super::installing(thing, &workspace.relative(&lock).display().to_string());
    let npm = npm().context("npm is missing")?;
    command::run(
        workspace
            .command(npm)
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ])
            .arg(workspace.path(folder)),
    )?;
    tree::write(&stamp, wanted)
}
