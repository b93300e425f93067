//! `cargo xtask bench`: the engine's own benchmarks, then those that run in Node.

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{command, setup, tree};

/// Runs every benchmark there is.
pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    if !command::show(cargo.args(["bench", "--package", "tradeaid-engine"]))?.success {
        bail!("the engine's benchmarks failed");
    }
    let scripts = tree::files_ending(&workspace.path("tests/bench"), &[".mjs"])?;
    if scripts.is_empty() {
        return Ok(());
    }
    let tools = setup::for_browser(workspace)?;
    for script in scripts {
        let mut node = tools.node(workspace);
        if !command::show(node.arg(&script))?.success {
            bail!("{} failed", workspace.relative(&script).display());
        }
    }
    Ok(())
}
