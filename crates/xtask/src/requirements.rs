//! `cargo xtask requirements`: the table of what the calculator owes its hosts, with what shows each requirement and
//! what came of it. The order of the work is here; what is declared, what is found and how it is written are below.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::tree;
use crate::workspace::Workspace;

pub(crate) use found::REPORTER;

mod found;
mod numbers;
mod script;
mod table;

/// The requirements as they are declared.
const DECLARED: &str = "tests/hosts/requirements.toml";

/// The table that is made of them and committed.
const TABLE: &str = "tests/hosts/REQUIREMENTS.md";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    requirement: Vec<Requirement>,
}

/// One requirement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    number: u8,
    says: String,
    /// What is known not to hold although tests show the rest.
    gap: Option<String>,
}

/// Something that shows a requirement.
struct Evidence {
    /// Where it stands, as a reader of the checkout would write it.
    file: String,
    title: String,
    outcome: Outcome,
}

/// What came of it the last time.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// It was left out, where it could not be run.
    Skipped,
    /// A script for a person: what was written down, once somebody has gone through it.
    ByHand(Option<String>),
}

/// What shows each requirement, by its number.
type Shown = BTreeMap<u8, Vec<Evidence>>;

/// Makes the table anew from the last run of every test file.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    tree::write(&workspace.path(TABLE), made(workspace)?)?;
    println!("wrote {TABLE}");
    Ok(())
}

/// An error unless the committed table is what the last run says.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    if tree::read_text(&workspace.path(TABLE))? == made(workspace)? {
        return Ok(());
    }
    bail!(
        "{TABLE} is not what the tests say: run `cargo xtask requirements` and look at what changed"
    );
}

fn made(workspace: &Workspace) -> Result<String> {
    let declared = tree::read_text(&workspace.path(DECLARED))?;
    let declared: Declared =
        toml::from_str(&declared).with_context(|| format!("{DECLARED} cannot be understood"))?;
    let mut shown = Shown::new();
    found::in_node(workspace, &mut shown)?;
    found::in_rust(workspace, &mut shown)?;
    script::read(workspace, &mut shown)?;
    for (number, evidence) in &shown {
        if !declared
            .requirement
            .iter()
            .any(|requirement| requirement.number == *number)
        {
            let first = evidence.first().map_or("", |each| each.file.as_str());
            bail!("{first} names R{number}, which {DECLARED} does not declare");
        }
    }
    Ok(table::of(&declared.requirement, &shown))
}
