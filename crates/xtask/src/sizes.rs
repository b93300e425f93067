//! What a visitor downloads: the size of every file of the release, and the budgets of `web/size-budget.toml`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::build;
use crate::tree;
use crate::workspace::Workspace;

/// The sizes of the last build against the budgets.
pub(crate) struct Report {
    files: BTreeMap<String, Size>,
    sums: Vec<Sum>,
}

#[derive(Clone, Copy)]
struct Size {
    raw: usize,
    brotli: usize,
}

/// What some files weigh together.
struct Sum {
    name: String,
    brotli: usize,
    goal: usize,
    limit: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    budget: Vec<Budget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    name: String,
    /// What it should weigh, in bytes, compressed; every build says how far away it is.
    goal: usize,
    /// What it may weigh until then; above it the build fails. Without one, the goal is the limit.
    limit: Option<usize>,
    files: Vec<String>,
}

impl Report {
    /// Measures what the last build left in `dist/`.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let files = measure(workspace)?;
        let budgets = tree::read_text(&workspace.path("web/size-budget.toml"))?;
        let budgets: Budgets =
            toml::from_str(&budgets).context("web/size-budget.toml cannot be understood")?;
        let sums = budgets
            .budget
            .into_iter()
            .map(|budget| sum(budget, &files))
            .collect::<Result<_>>()?;
        Ok(Self { files, sums })
    }

    /// Prints the table: the files, then what has a budget.
    pub(crate) fn print(&self) {
        let width = self.files.keys().map(String::len).max().unwrap_or(0);
        println!("{:width$}  {:>9}  {:>9}", "sizes in bytes", "raw", "brotli");
        for (name, size) in &self.files {
            println!("{name:width$}  {:>9}  {:>9}", size.raw, size.brotli);
        }
        for sum in &self.sums {
            let over = sum
                .brotli
                .checked_sub(sum.goal)
                .filter(|over| *over > 0)
                .map(|bytes| format!("  OVER by {bytes}, fails above {}", sum.limit))
                .unwrap_or_default();
            println!(
                "{:width$}  {:>9}  {:>9} of {}{over}",
                sum.name, "", sum.brotli, sum.goal
            );
        }
    }

    /// An error where a budget is exceeded.
    pub(crate) fn verdict(&self) -> Result<()> {
        let over: Vec<String> = self
            .sums
            .iter()
            .filter_map(|sum| {
                let bytes = sum.overshoot()?;
                Some(format!("{} is {bytes} bytes over its limit", sum.name))
            })
            .collect();
        if !over.is_empty() {
            bail!("{}", over.join("; "));
        }
        Ok(())
    }
}

impl Sum {
    fn overshoot(&self) -> Option<usize> {
        self.brotli.checked_sub(self.limit).filter(|over| *over > 0)
    }
}

fn sum(budget: Budget, files: &BTreeMap<String, Size>) -> Result<Sum> {
    let mut brotli = 0;
    for name in &budget.files {
        let size = files.get(name).with_context(|| {
            format!(
                "the budget `{}` names {name}, which was not built",
                budget.name
            )
        })?;
        brotli += size.brotli;
    }
    Ok(Sum {
        name: budget.name,
        brotli,
        goal: budget.goal,
        limit: budget.limit.unwrap_or(budget.goal),
    })
}

fn measure(workspace: &Workspace) -> Result<BTreeMap<String, Size>> {
    let folder = build::release_folder(workspace);
    let paths = tree::files(&folder)?;
    if paths.is_empty() {
        bail!("nothing is built yet: run `cargo xtask build`");
    }
    let known_path = workspace.path("target/xtask/brotli.json");
    let known = known_sizes(&known_path);
    let (mut files, mut measured) = (BTreeMap::new(), BTreeMap::new());
    for path in paths {
        let content = tree::read(&path)?;
        let digest = tree::integrity(&content);
        let brotli = match known.get(&digest) {
            Some(brotli) => *brotli,
            None => compressed(&content)?,
        };
        measured.insert(digest, brotli);
        let name = path
            .strip_prefix(&folder)?
            .to_string_lossy()
            .replace('\\', "/");
        files.insert(
            name,
            Size {
                raw: content.len(),
                brotli,
            },
        );
    }
    tree::write(&known_path, serde_json::to_string(&measured)?)?;
    Ok(files)
}

/// What was measured before, by digest: compressing well takes seconds. Anything unreadable is measured again.
fn known_sizes(path: &Path) -> BTreeMap<String, usize> {
    std::fs::read(path)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default()
}

/// The size that a server with brotli at its best sends.
fn compressed(content: &[u8]) -> Result<usize> {
    let (buffer, quality, window) = (4096, 11, 24);
    let mut writer = brotli::CompressorWriter::new(Vec::new(), buffer, quality, window);
    writer.write_all(content)?;
    Ok(writer.into_inner().len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Budget, Size, compressed, sum};

    fn weighed(limit: usize) -> Option<usize> {
        let files = BTreeMap::from([
            ("a".to_owned(), Size { raw: 9, brotli: 3 }),
            ("b".to_owned(), Size { raw: 9, brotli: 4 }),
        ]);
        let budget = Budget {
            name: "both".to_owned(),
            goal: 1,
            limit: Some(limit),
            files: vec!["a".to_owned(), "b".to_owned()],
        };
        sum(budget, &files).unwrap().overshoot()
    }

    /// R30: a budget is exceeded by the byte
    #[test]
    fn budget_is_exceeded_by_the_byte() {
        assert_eq!(weighed(8), None);
        assert_eq!(weighed(7), None);
        assert_eq!(weighed(6), Some(1));
    }

    #[test]
    fn repetition_compresses() {
        assert!(compressed(&b"x".repeat(100_000)).unwrap() < 100);
    }
}
