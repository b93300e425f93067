//! The texts of the licences of everything in the wasm modules, which every copy has to carry. Reads what lies beside the
//! manifests of the crates; chooses none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Parts;
use crate::workspace::Workspace;
use crate::{command, tree};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

/// Who has to be named for what, and the terms: each text once, after the names of the crates that come with it.
pub(super) fn texts(workspace: &Workspace, parts: &Parts) -> Result<String> {
    let mut cargo = workspace.cargo();
    let known = command::read(cargo.args(["metadata", "--locked", "--format-version", "1"]))?;
    let known: Metadata = serde_json::from_str(&known)?;
    let mut carried: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut listing = format!(
        "tradeaid {} contains the following crates. Their licences stand below.\n\n",
        Workspace::VERSION
    );
    for ((name, version), part) in parts {
        writeln!(listing, "{name} {version}: {}", part.licence)?;
        let package = known
            .packages
            .iter()
            .find(|package| package.name == *name && package.version == *version)
            .with_context(|| format!("{name} {version} is not known to cargo"))?;
        let folder = package
            .manifest_path
            .parent()
            .context("a crate has no folder")?;
        for text in licence_texts(workspace, folder)? {
            carried
                .entry(text)
                .or_default()
                .insert(format!("{name} {version}"));
        }
    }
    listing.push_str("rust-std: MIT OR Apache-2.0\n");
    for (text, names) in &carried {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let line = "-".repeat(78);
        writeln!(listing, "\n{line}\n{}\n{line}\n\n{text}", names.join("\n"))?;
    }
    Ok(listing)
}

/// The licences beside a manifest; those of the checkout for its own crates.
fn licence_texts(workspace: &Workspace, folder: &Path) -> Result<Vec<String>> {
    let own = folder.starts_with(workspace.path(""));
    let folder = if own {
        workspace.path("")
    } else {
        folder.to_owned()
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = tree::file_name(&path)?.to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_licence && path.is_file() {
            found.push(
                tree::read_text(&path)?
                    .replace('\r', "")
                    .trim_end()
                    .to_owned(),
            );
        }
    }
    found.sort();
    Ok(found)
}
