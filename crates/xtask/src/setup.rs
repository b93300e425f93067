//! Finds what the tasks need from the machine, or installs it with a word; whatever cannot be installed is
//! named in one sentence. Builds nothing. Rust toolchains are only ever found, never downloaded.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

mod browser;
mod debian;
mod node;
mod old_chromium;
mod other_browsers;
mod rust;

pub(crate) use rust::WasmCompiler;

/// What building needs, and has now.
pub(crate) struct BuildTools {
    /// The compiler of the wasm modules.
    pub(crate) compiler: WasmCompiler,
}

/// What building and a browser need, and have now.
pub(crate) struct BrowserTools {
    /// What building needs.
    pub(crate) build: BuildTools,
    browser: PathBuf,
    node: PathBuf,
}

impl BrowserTools {
    /// Node.js in the checkout, told which browser to start.
    pub(crate) fn node(&self, workspace: &Workspace) -> Command {
        let mut node = workspace.command(&self.node);
        node.env(browser::BROWSER_VARIABLE, &self.browser);
        node
    }
}

/// Makes sure of what `build` and `serve` need.
pub(crate) fn for_build(workspace: &Workspace) -> Result<BuildTools> {
    println!("setup");
    let (compiler, node) = (rust::ensure(), ensure_node(workspace));
    let [compiler_missing, node_missing] = [sentence(&compiler), sentence(&node)];
    stop_if_missing(&[compiler_missing, node_missing])?;
    Ok(BuildTools {
        compiler: compiler?,
    })
}

/// Makes sure of what tasks with one browser need.
pub(crate) fn for_browser(workspace: &Workspace) -> Result<BrowserTools> {
    println!("setup");
    with_browser(workspace, &[])
}

/// Makes sure of what every task needs: the tests run in every browser there is.
pub(crate) fn everything(workspace: &Workspace) -> Result<BrowserTools> {
    println!("setup");
    let others = [
        other_browsers::ensure_firefox(),
        other_browsers::ensure_webkit(),
        old_chromium::ensure(workspace),
    ];
    with_browser(workspace, &others.each_ref().map(sentence))
}

/// The tools for a browser, unless they or anything else is missing.
fn with_browser(workspace: &Workspace, others: &[Option<String>]) -> Result<BrowserTools> {
    let (compiler, node) = (rust::ensure(), ensure_node(workspace));
    let (browser, fonts) = (browser::ensure(), browser::ensure_chinese_fonts());
    let mut missing = vec![
        sentence(&compiler),
        sentence(&node),
        sentence(&browser),
        sentence(&fonts),
    ];
    missing.extend_from_slice(others);
    stop_if_missing(&missing)?;
    Ok(BrowserTools {
        build: BuildTools {
            compiler: compiler?,
        },
        browser: browser?,
        node: node?,
    })
}

fn ensure_node(workspace: &Workspace) -> Result<PathBuf> {
    let node = node::ensure()?;
    node::ensure_packages(workspace, "npm packages", "tests")?;
    Ok(node)
}

/// The sentence that tells what to do about a missing thing.
fn sentence<T>(outcome: &Result<T>) -> Option<String> {
    outcome.as_ref().err().map(|error| format!("{error:#}"))
}

/// One stop that names everything, so that nobody comes back for the second sentence.
fn stop_if_missing(sentences: &[Option<String>]) -> Result<()> {
    let missing: Vec<&str> = sentences.iter().flatten().map(String::as_str).collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("something is missing\n{}", missing.join("\n"));
}

/// One line for one thing that is there.
fn found(thing: &str, what: &str) {
    println!("  {thing:<16} {what}");
}

/// One line for one thing that is being installed.
fn installing(thing: &str, what: &str) {
    println!("  {thing:<16} installing {what}");
}
