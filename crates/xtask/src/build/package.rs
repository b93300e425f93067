//! What is written by hand and shipped: the types, what auditors read and hosts run, the licences, and the package's
//! description. Whatever names a version must name the right one.

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
const MORE_TYPES: [&str; 3] = ["catalogue.d.ts", "explain.d.ts", "frame-host.d.ts"];

/// What those who have to answer for a page read and run: in the release, under its digests.
const DOCUMENTS: [&str; 3] = ["pkg/ACCESSIBILITY.md", "pkg/SECURITY.md", "pkg/monitor.mjs"];

/// What was examined for one version and is not true of another without looking again.
const EXAMINED: [&str; 2] = ["pkg/ACCESSIBILITY.md", "pkg/SECURITY.md"];

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

/// The papers of a release, and what changed in it.
pub(super) fn add_documents(workspace: &Workspace, release: &mut Release) {
    for document in DOCUMENTS.into_iter().chain(["CHANGELOG.md"]) {
        let name = document.trim_start_matches("pkg/").to_owned();
        release.add(name, workspace.path(document), Reader::Developer);
    }
}

/// Refuses descriptions and statements that would publish these files under another version.
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
    for statement in EXAMINED {
        let text = tree::read_text(&workspace.path(statement))?;
        let title = text.lines().next().unwrap_or_default();
        ensure!(
            title.ends_with(&format!("tradeaid {}", Workspace::VERSION)),
            "{statement} is the statement of another version: look at what it says, then name {} in its title",
            Workspace::VERSION
        );
    }
    Ok(())
}
