//! `cargo xtask test`: everything that must hold before a change lands, each part with its time and outcome, and
//! one line of counts at the end. A part that fails does not keep the next ones from running.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::build::{self, Mode};
use crate::setup::{self, BrowserTools};
use crate::workspace::{Pack, Workspace};
use crate::{check, command, requirements, tree};
use count::{Count, Runner};

mod count;

/// Files that hold tests of Node's own runner.
const NODE_TESTS: [&str; 2] = [".test.js", ".test.mjs"];

/// One run with what has come of it so far.
struct Run<'a> {
    workspace: &'a Workspace,
    total: Count,
    failed_parts: Vec<String>,
}

/// Runs everything.
pub(crate) fn everything(workspace: &Workspace) -> Result<()> {
    let mut run = Run::new(workspace);
    let tools = setup::everything(workspace)?;
    run.part("format", |run| {
        run.cargo(&["fmt", "--all", "--check", "--", "-l"], None)
    });
    run.part("lints", |run| {
        let all = [
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-Dwarnings",
        ];
        run.cargo(&all, None)
    });
    run.part("layering", |run| {
        check::layering(run.workspace).map(Count::none)
    });
    run.part("tidiness", |run| {
        check::tidy(run.workspace).map(Count::none)
    });
    run.part("Rust tests", |run| run.rust_tests(None));
    run.part("doc tests", |run| {
        let all = ["test", "--quiet", "--workspace", "--doc", "--no-fail-fast"];
        run.cargo(&all, Some(Runner::Cargo))
    });
    run.packs(workspace.packs()?);
    let built = run.part("build", |run| {
        build::build_with(run.workspace, &tools.build, Mode::Release)?
            .verdict()
            .map(Count::none)
    });
    if built {
        run.node_tests(&tools, "")?;
    }
    // What did not pass cannot be shown to hold.
    if run.failed_parts.is_empty() {
        run.part("requirements", |run| {
            requirements::check(run.workspace).map(Count::none)
        });
    }
    run.end()
}

/// Runs the Rust tests, the packs and the Node test files whose names contain `filter`, and no checks.
pub(crate) fn matching(workspace: &Workspace, filter: &str) -> Result<()> {
    let mut run = Run::new(workspace);
    let tools = setup::everything(workspace)?;
    run.part("Rust tests", |run| run.rust_tests(Some(filter)));
    let mut packs = workspace.packs()?;
    packs.retain(|pack| pack.id.contains(filter));
    run.packs(packs);
    let has_node_tests = ["node", "browser"].iter().any(|folder| {
        node_test_files(workspace, folder, filter).is_ok_and(|files| !files.is_empty())
    });
    if has_node_tests {
        let built = run.part("build", |run| {
            build::build_with(run.workspace, &tools.build, Mode::Release).map(|_| Count::default())
        });
        if built {
            run.node_tests(&tools, filter)?;
        }
    }
    run.end()
}

impl<'a> Run<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            total: Count::default(),
            failed_parts: Vec::new(),
        }
    }

    /// Does one part under its name. A part that fails without a failed test in it counts as one.
    fn part(&mut self, name: &str, work: impl FnOnce(&Self) -> Result<Count>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work(self);
        let seconds = start.elapsed().as_secs_f32();
        let count = outcome.unwrap_or_else(|error| {
            println!("{error:#}");
            Count::one_failure()
        });
        self.total.add(count);
        if count.failed > 0 {
            println!("== {name}: FAILED, {seconds:.1} s");
            self.failed_parts.push(name.to_owned());
            return false;
        }
        println!("== {name}: ok, {seconds:.1} s");
        true
    }

    fn cargo(&self, arguments: &[&str], runner: Option<Runner>) -> Result<Count> {
        counted(self.workspace.cargo().args(arguments), runner)
    }

    /// With `cargo nextest` where it is installed: it says what each test took.
    fn rust_tests(&self, filter: Option<&str>) -> Result<Count> {
        let mut nextest = self.workspace.cargo();
        if command::run(nextest.args(["nextest", "--version"])).is_ok() {
            let mut words = vec!["nextest", "run", "--workspace", "--no-fail-fast"];
            words.extend(["--no-tests=pass", "--status-level=fail", "--cargo-quiet"]);
            words.extend(filter);
            return self.cargo(&words, Some(Runner::Nextest));
        }
        let mut words = vec![
            "test",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--no-fail-fast",
        ];
        words.extend(filter);
        self.cargo(&words, Some(Runner::Cargo))
    }

    /// With the `tradeaid` command as it is now: a pack is not tested by yesterday's.
    fn packs(&mut self, packs: Vec<Pack>) {
        if packs.is_empty() {
            return;
        }
        let built = self.part("tradeaid command", |run| {
            run.cargo(&["build", "--quiet", "--package", "tradeaid-cli"], None)
        });
        for pack in packs.into_iter().filter(|_| built) {
            self.pack(&pack);
        }
    }

    fn pack(&mut self, pack: &Pack) {
        for (task, runner) in [("check", None), ("test", Some(Runner::Pack))] {
            self.part(&format!("pack {task} {}", pack.id), |run| {
                let mut tradeaid = run.workspace.command(run.workspace.tradeaid());
                let folder = run.workspace.relative(&pack.folder);
                counted(tradeaid.args(["pack", task]).arg(folder), runner)
            });
        }
    }

    fn node_tests(&mut self, tools: &BrowserTools, filter: &str) -> Result<()> {
        for (name, folder) in [("Node tests", "node"), ("browser tests", "browser")] {
            let files = node_test_files(self.workspace, folder, filter)?;
            if files.is_empty() {
                continue;
            }
            self.part(name, |run| {
                let mut node = tools.node(run.workspace);
                node.args([
                    "--test",
                    "--test-reporter=spec",
                    "--test-reporter-destination=stdout",
                ]);
                node.args(requirements::REPORTER);
                counted(node.args(&files), Some(Runner::Node))
            });
        }
        Ok(())
    }

    fn end(self) -> Result<()> {
        if !self.failed_parts.is_empty() {
            println!("\nfailed: {}", self.failed_parts.join(", "));
        }
        println!(
            "\n{} passed, {} failed",
            self.total.passed, self.total.failed
        );
        if !self.failed_parts.is_empty() {
            bail!("not everything holds");
        }
        Ok(())
    }
}

/// Runs a program in view. It fails where it says so or where a test in it failed.
fn counted(command: &mut Command, runner: Option<Runner>) -> Result<Count> {
    let shown = command::show(command)?;
    let mut count = runner.map_or_else(Count::default, |runner| runner.count(&shown.text));
    if !shown.success && count.failed == 0 {
        count.add(Count::one_failure());
    }
    Ok(count)
}

fn node_test_files(workspace: &Workspace, folder: &str, filter: &str) -> Result<Vec<PathBuf>> {
    let mut files = tree::files_ending(&workspace.path(&format!("tests/{folder}")), &NODE_TESTS)?;
    files.retain(|file| workspace.relative(file).to_string_lossy().contains(filter));
    Ok(files)
}
