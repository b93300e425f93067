//! One step of a task on one line: its name, its time, and nothing done when nothing changed. Knows no task.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

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
        let outcome = while_ticking(step.name, start, || self.run_unless_fresh(step, work));
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

/// Does work while its line shows the time it takes; where nobody watches, the line only begins.
fn while_ticking<T>(name: &str, start: Instant, work: impl FnOnce() -> T) -> T {
    let begin = || {
        print!("  {name:<26}");
        // Shown before the line is complete; a terminal that is gone is no reason to stop.
        let _ = std::io::stdout().flush();
    };
    begin();
    if !std::io::stdout().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, waiting) = mpsc::channel::<()>();
        scope.spawn(move || {
            while waiting.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                print!("\r  {name:<26}{:>7.0} s", start.elapsed().as_secs_f32());
                let _ = std::io::stdout().flush();
            }
            print!("\r");
            begin();
        });
        let outcome = work();
        drop(done);
        outcome
    })
}

fn forget(stamp: &Path) -> Result<()> {
    if stamp.exists() {
        std::fs::remove_file(stamp)
            .with_context(|| format!("{} cannot be removed", stamp.display()))?;
    }
    Ok(())
}
