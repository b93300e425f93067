//! Runs the command as a user would, on files of its own, and a small pack to run it on. No test is here.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the command left behind
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command
pub(crate) fn tradeaid(words: &[&str]) -> Run {
    with_input(words, b"")
}

/// Runs the command with something on its standard input
pub(crate) fn with_input(words: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tradeaid"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that ends before it has read everything closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// Holds that the run ended so
    #[track_caller]
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, status, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Holds that standard output has these lines, in this order, others perhaps between them
    #[track_caller]
    pub(crate) fn says(self, lines: &[&str]) -> Self {
        let mut rest = self.out.lines();
        for line in lines {
            assert!(
                rest.any(|said| said == *line),
                "no `{line}` in its place:\n{}",
                self.out
            );
        }
        self
    }

    /// Holds that standard error has these fragments
    #[track_caller]
    pub(crate) fn complains(self, fragments: &[&str]) -> Self {
        for fragment in fragments {
            assert!(
                self.err.contains(fragment),
                "no `{fragment}` in:\n{}",
                self.err
            );
        }
        self
    }
}

/// A folder of its own for a test, empty
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file and gives its path as a word of a command line
pub(crate) fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The small pack of these tests: orders, with a grant up to a share of the price and a fee in full
pub(crate) const SMALL_PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/orders");

/// The pack that the command carries, as its folder
pub(crate) fn shipped_pack() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/fujian-2024-2");
    path.to_str().unwrap().to_owned()
}

/// Changes a file of a pack
pub(crate) fn change(pack: &str, name: &str, from: &str, to: &str) {
    let path = [pack, "/", name].concat();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "no `{from}` in {text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// A copy of the small pack for a test that changes it
pub(crate) fn copy_of_small_pack(folder: &Path) -> String {
    let copy = folder.join("pack");
    copy_folder(Path::new(SMALL_PACK), &copy);
    copy.to_str().unwrap().to_owned()
}

/// Copies a folder with everything in it
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
