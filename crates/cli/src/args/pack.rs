//! What is done with packs: `tradeaid pack …`.

use std::path::PathBuf;

use super::given::Given;
use super::{Command, Wrong, shown};

/// Who vouches for a pack
#[derive(Debug)]
pub(crate) enum Signing {
    /// A new pair of keys of this name
    Key(PathBuf),
    /// This file, with this secret key
    Sign { pack: PathBuf, key: PathBuf },
    /// This file's signature, with this public key
    Verify { pack: PathBuf, key: PathBuf },
}

/// Which way a decision table goes
#[derive(Debug)]
pub(crate) enum Exchange {
    /// This table of the pack in this folder
    Export(PathBuf, String),
    /// The table in this model
    Import(PathBuf),
}

/// What is done with a pack's folder
#[derive(Debug)]
pub(crate) enum PackTask {
    /// And hold its pinpoints against this text
    Check {
        source: Option<PathBuf>,
    },
    /// Into this folder
    Build(PathBuf),
    Test {
        require_coverage: bool,
    },
    /// Into this file; without one, to standard output
    Doc(Option<PathBuf>),
}

/// What the words behind `pack` ask for
pub(super) fn command(given: &mut Given) -> Result<Command, Wrong> {
    let task = given.next_word("usage.no_task")?;
    Ok(match task.to_str() {
        Some("schema") => {
            given.only(&["out"])?;
            Command::PackSchema(given.out.take())
        }
        Some("dmn") => Command::PackDmn(exchange(given)?, given.out.take()),
        Some("diff") => {
            given.only(&["json"])?;
            let before = given.next_word("usage.no_folder")?.into();
            let after = given.next_word("usage.no_other")?.into();
            Command::PackDiff(before, after, given.has("json"))
        }
        Some("key") => {
            given.only(&["out"])?;
            let name = given.out.take();
            Command::PackSign(Signing::Key(
                name.ok_or_else(|| ("usage.no_file", String::new()))?,
            ))
        }
        Some("sign") => {
            let (pack, key) = with_key(given)?;
            Command::PackSign(Signing::Sign { pack, key })
        }
        Some("verify") => {
            let (pack, key) = with_key(given)?;
            Command::PackSign(Signing::Verify { pack, key })
        }
        _ => {
            let task = folder_task(given, &shown(&task))?;
            let folder = given.next_word("usage.no_folder")?.into();
            Command::Pack(task, folder, given.rules().overlays)
        }
    })
}

/// A built pack and a key
fn with_key(given: &mut Given) -> Result<(PathBuf, PathBuf), Wrong> {
    given.only(&["key"])?;
    let pack = given.next_word("usage.no_built")?.into();
    let key = given.key.take();
    Ok((pack, key.ok_or_else(|| ("usage.no_key", String::new()))?))
}

fn exchange(given: &mut Given) -> Result<Exchange, Wrong> {
    given.only(&["out", "import"])?;
    if let Some(model) = given.import.take() {
        return Ok(Exchange::Import(model));
    }
    let folder = given.next_word("usage.no_folder")?.into();
    let table = given.next_word("usage.no_table")?;
    Ok(Exchange::Export(folder, shown(&table)))
}

fn folder_task(given: &mut Given, task: &str) -> Result<PackTask, Wrong> {
    match task {
        "check" => {
            given.only(&["source", "overlay"])?;
            Ok(PackTask::Check {
                source: given.source.take(),
            })
        }
        "build" => {
            given.only(&["out", "overlay"])?;
            let out = given.out.take();
            Ok(PackTask::Build(
                out.ok_or_else(|| ("usage.no_out", String::new()))?,
            ))
        }
        "test" => {
            given.only(&["require-coverage"])?;
            Ok(PackTask::Test {
                require_coverage: given.has("require-coverage"),
            })
        }
        "doc" => {
            given.only(&["out", "overlay"])?;
            Ok(PackTask::Doc(given.out.take()))
        }
        _ => Err(("usage.unknown_task", task.to_owned())),
    }
}
