//! `cargo xtask screenshots`: a picture of every state of the calculator, and one page to look through them.

use anyhow::{Result, bail};

use crate::build::{self, Mode};
use crate::workspace::Workspace;
use crate::{command, setup};

/// Builds the release and takes the pictures.
pub(crate) fn screenshots(workspace: &Workspace) -> Result<()> {
    build::build(workspace, Mode::Release)?.verdict()?;
    let tools = setup::for_browser(workspace)?;
    let folder = workspace.path("target/screenshots");
    let mut node = tools.node(workspace);
    node.arg(workspace.path("tests/browser/screenshots.mjs"));
    if !command::show(node.arg(&folder))?.success {
        bail!("the pictures could not be taken");
    }
    let page = folder.join("index.html");
    println!("look at {}", workspace.relative(&page).display());
    Ok(())
}
