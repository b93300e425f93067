//! `cargo xtask`: the one way to build, serve and test the project. Dispatch only; each task has its own module.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use build::Mode;
use workspace::Workspace;

mod bench;
mod build;
mod check;
mod command;
mod reproduce;
mod requirements;
mod screenshots;
mod serve;
mod setup;
mod sizes;
mod step;
mod test;
mod tree;
mod workspace;

const USAGE: &str = "\
cargo xtask <task>

  setup                  find or install what the other tasks need
  build [--diagnostic]   build dist/ and pkg/dist/ and print the sizes
                         --diagnostic keeps panic messages and function names, and writes dist/ only
  serve [--port 8080]    build, then serve dist/ on this machine
  test [filter]          everything that must hold before a change lands;
                         with a filter: the Rust tests, packs and Node test files whose names contain it
  size                   print the sizes of the last build again
  requirements           write the table of requirements from the last run of the tests
  reproduce              build the last commit once more in another folder and compare every byte
  screenshots            take a picture of every state of the calculator, with a page to look through them
  bench                  measure the engine";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    let workspace = Workspace::find()?;
    match words {
        ["setup"] => setup::everything(&workspace).map(drop),
        ["build"] => build::build(&workspace, Mode::Release)?.verdict(),
        ["build", "--diagnostic"] => build::build(&workspace, Mode::Diagnostic).map(drop),
        ["serve"] => serve::serve(&workspace, serve::DEFAULT_PORT),
        ["serve", "--port", port] => {
            let port = port
                .parse()
                .with_context(|| format!("`{port}` is not a port: give a number up to 65535"))?;
            serve::serve(&workspace, port)
        }
        ["test"] => test::everything(&workspace),
        ["test", filter] if !filter.starts_with('-') => test::matching(&workspace, filter),
        ["size"] => {
            let report = sizes::Report::of(&workspace)?;
            report.print();
            report.verdict()
        }
        ["requirements"] => requirements::write(&workspace),
        ["reproduce"] => reproduce::reproduce(&workspace),
        ["screenshots"] => screenshots::screenshots(&workspace),
        ["bench"] => bench::bench(&workspace),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => bail!("no such task: `{}`\n\n{USAGE}", unknown.join(" ")),
    }
}
