//! What the npm package holds besides the release: its types, its licences, and a description that is written by
//! hand and must name the right version.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::workspace::Workspace;
use crate::{command, tree};

/// The types of the headless engine, in the release.
const TYPES: &str = "engine.d.ts";

/// The types of the other modules, in the release as they are written.
const MORE_TYPES: [&str; 2] = ["catalogue.d.ts", "explain.d.ts"];

/// The licences, which every copy of the package has to carry.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// What this build reads of `pkg/package.json`.
#[derive(Deserialize)]
struct Description {
    version: String,
}

/// The declarations: what the module exports is written by hand, and the records that cross it are made from the
/// definitions that the engine writes them by.
pub(super) fn build_types(build: &Build, release: &mut Release) -> Result<()> {
    let head = build.workspace.path("pkg/engine.d.ts");
    let made = build.stage.join(TYPES);
    let step = Step {
        name: TYPES,
        inputs: &[head.clone(), build.workspace.tradeaid()],
        settings: "",
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let mut tradeaid = build.workspace.command(build.workspace.tradeaid());
        let records = command::read(tradeaid.arg("types"))?;
        tree::write(
            &made,
            [&tree::read_text(&head)?, "\n", &records, "\n"].concat(),
        )
    })?;
    release.add(TYPES.to_owned(), made, Reader::Developer);
    for name in MORE_TYPES {
        let written = build.workspace.path("pkg").join(name);
        release.add(name.to_owned(), written, Reader::Developer);
    }
    Ok(())
}

/// The files that stand beside the release in the package.
pub(super) fn licences(workspace: &Workspace) -> [(&'static str, PathBuf); 2] {
    LICENCES.map(|name| (name, workspace.path(name)))
}

/// Refuses a description that would publish these files under another version.
pub(super) fn check_version(workspace: &Workspace) -> Result<()> {
    let file = workspace.path("pkg/package.json");
    let description: Description = serde_json::from_str(&tree::read_text(&file)?)
        .with_context(|| format!("{} cannot be understood", file.display()))?;
    ensure!(
        description.version == Workspace::VERSION,
        "pkg/package.json has version {}, the workspace has {}",
        description.version,
        Workspace::VERSION
    );
    Ok(())
}
