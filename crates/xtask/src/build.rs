//! From sources to `dist/` and `pkg/dist/`, step by step; a step whose inputs did not change is skipped. The
//! order of the steps is here, what each does is in the modules below.

use std::path::PathBuf;

use anyhow::Result;

use crate::setup::{self, BuildTools};
use crate::sizes::Report;
use crate::step::{Stamps, Step};
use crate::workspace::Workspace;
use crate::{command, tree};
use release::{Reader, Release};

pub(crate) use interface::breach as interface_breach;
pub(crate) use release::folder as release_folder;

mod bill;
mod engines;
mod floor;
mod glue;
mod interface;
mod names;
mod order;
mod package;
mod parts;
mod release;
mod scripts;
mod style;
mod texts;
mod unreached;
mod wasm;
mod web;

/// What a build is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For visitors: small, without panic messages.
    Release,
    /// For finding faults: with panic messages and function names; never goes into the npm package.
    Diagnostic,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Diagnostic => "diagnostic",
        }
    }
}

/// What every step of one build knows.
struct Build<'a> {
    workspace: &'a Workspace,
    tools: &'a BuildTools,
    mode: Mode,
    /// Where steps leave what they make.
    stage: PathBuf,
    stamps: Stamps,
}

impl Build<'_> {
    fn step(&self, step: &Step, work: impl FnOnce() -> Result<()>) -> Result<()> {
        self.stamps.run(step, work)
    }
}

/// Builds everything, prints the sizes last, and returns them.
pub(crate) fn build(workspace: &Workspace, mode: Mode) -> Result<Report> {
    let tools = setup::for_build(workspace)?;
    build_with(workspace, &tools, mode)
}

/// As [`build`], where the tools are known to be there.
pub(crate) fn build_with(workspace: &Workspace, tools: &BuildTools, mode: Mode) -> Result<Report> {
    let stage = workspace.path(&format!("target/xtask/{}", mode.name()));
    let own_code = tree::digest("", &[workspace.path("crates/xtask/src")])?;
    let build = Build {
        workspace,
        tools,
        mode,
        stamps: Stamps::new(stage.join("stamps"), own_code),
        stage,
    };
    println!("build ({})", mode.name());
    package::check_version(workspace)?;
    let mut release = Release::default();
    build_command(&build)?;
    build_packs(&build, &mut release)?;
    for artefact in &wasm::ARTEFACTS {
        wasm::build(&build, artefact, &mut release)?;
    }
    engines::build(&build, &mut release)?;
    web::build(&build, &mut release)?;
    texts::build(&build, &mut release)?;
    scripts::build(&build, &mut release)?;
    package::build_types(&build, &mut release)?;
    package::add_documents(workspace, &mut release);
    bill::build(&build, &mut release)?;
    interface::build(&build, &mut release)?;
    release.publish(&build)?;
    let report = Report::of(workspace)?;
    report.print();
    Ok(report)
}

/// The native `tradeaid` command, which checks and builds the packs.
fn build_command(build: &Build) -> Result<()> {
    // The command holds the shipped packs.
    let mut inputs = build.workspace.rust_sources()?;
    inputs.push(build.workspace.path("crates/packs"));
    let step = Step {
        name: "tradeaid",
        inputs: &inputs,
        settings: "",
        outputs: &[build.workspace.tradeaid()],
    };
    build.step(&step, || {
        let mut cargo = build.workspace.cargo();
        command::run(cargo.args(["build", "--quiet", "--package", "tradeaid-cli"]))
    })
}

/// Every pack in its checked form, with and without texts.
fn build_packs(build: &Build, release: &mut Release) -> Result<()> {
    for pack in build.workspace.packs()? {
        let made = build.stage.join("packs").join(&pack.id);
        let step = Step {
            name: &format!("pack {}", pack.id),
            inputs: &[build.workspace.tradeaid(), pack.folder.clone()],
            settings: "",
            outputs: &[made.join(format!("{}.core.json", pack.id))],
        };
        build.step(&step, || {
            tree::clear(&made)?;
            let mut tradeaid = build.workspace.command(build.workspace.tradeaid());
            let folder = build.workspace.relative(&pack.folder);
            command::run(
                tradeaid
                    .args(["pack", "build"])
                    .arg(folder)
                    .arg("-o")
                    .arg(&made),
            )
        })?;
        for file in tree::files(&made)? {
            let name = tree::file_name(&file)?;
            let whole = name == format!("{}.json", pack.id);
            let reader = if whole {
                Reader::Developer
            } else {
                Reader::Widget
            };
            release.add(format!("packs/{name}"), file.clone(), reader);
        }
    }
    Ok(())
}
