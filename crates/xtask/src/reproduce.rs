//! `cargo xtask reproduce`: whether whoever builds the same commit gets the same bytes. Builds it once more in another
//! folder and compares; how a build is done stands elsewhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::build::{self, Mode};
use crate::workspace::Workspace;
use crate::{command, tree};

/// What a build publishes.
const PUBLISHED: [&str; 2] = ["dist", "pkg/dist"];

/// Builds here and in a fresh copy of the last commit, and compares. The copy stays where something differs.
pub(crate) fn reproduce(workspace: &Workspace) -> Result<()> {
    let git = |words: &[&str]| command::read(workspace.command("git").args(words));
    ensure!(
        git(&["status", "--porcelain"])?.is_empty(),
        "there are changes that no commit holds: what is built here could be built nowhere else"
    );
    let commit = git(&["rev-parse", "HEAD"])?;
    build::build(workspace, Mode::Release)?;
    let copy = std::env::temp_dir().join(format!("tradeaid-reproduced-{commit}"));
    build_copy(workspace, &copy)?;
    let mut files = 0;
    let mut differing = Vec::new();
    for folder in PUBLISHED {
        let (here, there) = (workspace.path(folder), copy.join(folder));
        let names = names(&here)?.into_iter().chain(names(&there)?);
        for name in names.collect::<BTreeSet<_>>() {
            files += 1;
            if std::fs::read(here.join(&name)).ok() != std::fs::read(there.join(&name)).ok() {
                differing.push(Path::new(folder).join(name).display().to_string());
            }
        }
    }
    if !differing.is_empty() {
        bail!(
            "{} of {files} files differ from those in {}:\n{}",
            differing.len(),
            copy.display(),
            differing.join("\n")
        );
    }
    std::fs::remove_dir_all(&copy).context("the copy cannot be removed")?;
    println!("\ncommit {commit} built twice: {files} files, not a byte differs");
    Ok(())
}

/// The same commit in a folder whose path has another length, with nothing of this one's.
fn build_copy(workspace: &Workspace, copy: &Path) -> Result<()> {
    if copy.exists() {
        std::fs::remove_dir_all(copy)
            .with_context(|| format!("{} cannot be removed", copy.display()))?;
    }
    let mut clone = workspace.command("git");
    command::run(clone.args(["clone", "--quiet", "."]).arg(copy))?;
    println!("\nonce more in {}", copy.display());
    let mut again = Command::new(std::env::current_exe()?);
    again
        .arg("build")
        .current_dir(copy)
        .env("CARGO_MANIFEST_DIR", copy.join("crates/xtask"));
    ensure!(
        command::show(&mut again)?.success,
        "the copy cannot be built"
    );
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<PathBuf>> {
    tree::files(folder)?
        .into_iter()
        .map(|file| Ok(file.strip_prefix(folder)?.to_owned()))
        .collect()
}
