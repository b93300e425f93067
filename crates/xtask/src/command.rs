//! Running other programs: silently until they fail, or in view with their text kept. Knows no task.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

/// Runs a program whose output matters only when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    read(command).map(drop)
}

/// Runs a program and returns what it wrote to standard output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` cannot be started", name(command)))?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed\n{stdout}{stderr}", name(command));
    }
    Ok(stdout.trim_end().to_owned())
}

/// What a program that ran in view left behind.
pub(crate) struct Shown {
    /// Whether it succeeded.
    pub(crate) success: bool,
    /// All it wrote, both streams line by line as they came.
    pub(crate) text: String,
}

/// Runs a program in view and keeps a copy of what it writes.
pub(crate) fn show(command: &mut Command) -> Result<Shown> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` cannot be started", name(command)))?;
    let stderr = child
        .stderr
        .take()
        .map(|stream| thread::spawn(|| copy(stream)));
    let mut text = child.stdout.take().map(copy).unwrap_or_default();
    if let Some(Ok(other)) = stderr.map(thread::JoinHandle::join) {
        text.push_str(&other);
    }
    let status = child.wait()?;
    Ok(Shown {
        success: status.success(),
        text,
    })
}

fn copy(stream: impl Read) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(read) if read > 0) {
        let shown = String::from_utf8_lossy(&line);
        print!("{shown}");
        kept.push_str(&shown);
        line.clear();
    }
    kept
}

/// The path of a program that a shell would find.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

fn name(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
