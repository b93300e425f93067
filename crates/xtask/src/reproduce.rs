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
    let (mut files, mut differing) = (0, Vec::new());
    for folder in PUBLISHED {
        let (count, names) = compare(&workspace.path(folder), &copy.join(folder))?;
        files += count;
        differing.extend(
            names
                .iter()
                .map(|name| format!("{folder}/{}", name.display())),
        );
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

/// How many files there are in either folder, and which are not alike in both.
fn compare(here: &Path, there: &Path) -> Result<(usize, Vec<PathBuf>)> {
    let mut names: BTreeSet<PathBuf> = names(here)?.into_iter().chain(names(there)?).collect();
    let count = names.len();
    names.retain(|name| {
        let [one, other] = [here, there].map(|folder| std::fs::read(folder.join(name)).ok());
        one != other
    });
    Ok((count, names.into_iter().collect()))
}

fn names(folder: &Path) -> Result<Vec<PathBuf>> {
    tree::files(folder)?
        .into_iter()
        .map(|file| Ok(file.strip_prefix(folder)?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::compare;
    use crate::tree;

    #[test]
    fn a_byte_and_a_missing_file_are_differences() {
        let root = std::env::temp_dir().join(format!("tradeaid-compare-{}", std::process::id()));
        for (name, content) in [
            ("a/same", "1"),
            ("b/same", "1"),
            ("a/x/y", "1"),
            ("b/x/y", "2"),
            ("b/more", ""),
        ] {
            tree::write(&root.join(name), content).unwrap();
        }
        let found = compare(&root.join("a"), &root.join("b")).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(
            found,
            (3, vec![PathBuf::from("more"), PathBuf::from("x/y")])
        );
    }
}
