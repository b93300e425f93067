//! One step of a task on one line: its name, its time, and nothing done when nothing changed. Knows no task.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::tree;

/// What a step depends on and leaves behind.
pub(crate) struct Step<'a> {
    /// Shown on its line, and the name of its stamp.
    pub(crate) name: &'a str,
    /// Files and folders whose content it reads.
    pub(crate) inputs: &'a [PathBuf],
    /// What else decides its result: flags, modes, texts.
    pub(crate) settings: &'a str,
    /// Files and folders that exist once it is done.
    pub(crate) outputs: &'a [PathBuf],
}

/// The folder of stamps: for each step the digest of what it was last done with.
pub(crate) struct Stamps {
    folder: PathBuf,
    /// Decides every step, such as the digest of the code that does them.
    common: String,
}

impl Stamps {
    /// Stamps in `folder`, all void when `common` changes.
    pub(crate) fn new(folder: PathBuf, common: String) -> Self {
        Self { folder, common }
    }

    /// Does the step unless its inputs are as they were and its outputs still stand.
    pub(crate) fn run(&self, step: &Step, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let start = Instant::now();
        print!("  {:<26}", step.name);
        // The line must be seen before the step is done.
        std::io::stdout().flush()?;
        let outcome = self.run_unless_fresh(step, work);
        let seconds = start.elapsed().as_secs_f32();
        match outcome {
            Ok(true) => println!("{seconds:>7.1} s"),
            Ok(false) => println!("unchanged"),
            Err(error) => {
                println!("{seconds:>7.1} s  FAILED");
                return Err(error.context(step.name.to_owned()));
            }
        }
        Ok(())
    }

    /// Whether there was work to do.
    fn run_unless_fresh(&self, step: &Step, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        if let Some(missing) = step.inputs.iter().find(|path| !path.exists()) {
            bail!("{} is missing", missing.display());
        }
        let settings = format!("{}\n{}", self.common, step.settings);
        let digest = tree::digest(&settings, step.inputs)?;
        let stamp = self.folder.join(step.name.replace(['/', ' '], "_"));
        let stands = step.outputs.iter().all(|path| path.exists());
        if stands && std::fs::read_to_string(&stamp).is_ok_and(|last| last == digest) {
            return Ok(false);
        }
        // A step that fails half-way must not look done next time.
        forget(&stamp)?;
        work()?;
        if let Some(missing) = step.outputs.iter().find(|path| !path.exists()) {
            bail!("{} was not made", missing.display());
        }
        tree::write(&stamp, digest)?;
        Ok(true)
    }
}

fn forget(stamp: &Path) -> Result<()> {
    if stamp.exists() {
        std::fs::remove_file(stamp)
            .with_context(|| format!("{} cannot be removed", stamp.display()))?;
    }
    Ok(())
}
