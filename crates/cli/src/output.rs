//! The two streams and the terminal behind them: what is written where, how wide it is, whether it has colours.

use std::io::{ErrorKind, IsTerminal, Write};
use std::{env, io};

/// How the command ended
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done
    Done,
    /// The input was refused, or a file could not be read or written
    Refused,
    /// What was compared differs
    Differs,
    /// What was to be compared could not be read
    NotCompared,
    /// The command line was not understood
    Misused,
}

impl Outcome {
    /// The exit status
    pub(crate) const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused | Self::Differs => 1,
            Self::NotCompared | Self::Misused => 2,
        }
    }
}

/// Writes an answer to standard output
pub(crate) fn print(text: &str) -> Outcome {
    let mut stream = io::stdout().lock();
    match write(&mut stream, text) {
        Ok(()) => Outcome::Done,
        // A reader that has seen enough is no failure.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Outcome::Done,
        Err(_) => Outcome::Refused,
    }
}

/// Writes a complaint to standard error; if that fails too, the exit status still tells
pub(crate) fn complain(text: &str) {
    let _ = write(&mut io::stderr().lock(), text);
}

fn write(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}

/// What a page is drawn on
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// Columns
    pub(crate) width: usize,
    /// Whether text may be marked
    pub(crate) colour: bool,
}

/// The width where none is known, and the widest and narrowest that read well
const USUAL: usize = 80;
const NARROWEST: usize = 40;
const WIDEST: usize = 110;

impl Screen {
    /// The one standard output is
    pub(crate) fn of_output() -> Self {
        let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
        Self {
            width: width.unwrap_or(USUAL).clamp(NARROWEST, WIDEST),
            colour: io::stdout().is_terminal()
                && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }
}
