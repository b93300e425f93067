//! Reads a file, or standard input, as text: a mark at its start is dropped, and a file too large is not read whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use tradeaid_wire::json::MAX_BYTES;

/// Why a text could not be read
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The system says why
    System(io::Error),
    /// More bytes than are read
    TooLarge,
    /// Not UTF-8; how much of it is
    NotUtf8(String),
}

/// Reads a text; `-` is standard input
pub(crate) fn read(path: &Path) -> Result<String, Unreadable> {
    if path.as_os_str() == "-" {
        return text_of(io::stdin().lock());
    }
    text_of(File::open(path).map_err(Unreadable::System)?)
}

fn text_of(source: impl Read) -> Result<String, Unreadable> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(Unreadable::System)?;
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(without_mark(text)),
        Err(error) => {
            let bytes = error.as_bytes();
            let good = bytes
                .get(..error.utf8_error().valid_up_to())
                .unwrap_or(bytes);
            let good = String::from_utf8_lossy(good).into_owned();
            Err(Unreadable::NotUtf8(without_mark(good)))
        }
    }
}

/// Some editors begin a file with a byte order mark.
fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_dropped_and_bad_bytes_are_found() {
        assert_eq!(text_of(&b"\xef\xbb\xbf{}"[..]).unwrap(), "{}");
        let broken = text_of(&b"{\n\"a\xff\"}"[..]);
        assert!(matches!(broken, Err(Unreadable::NotUtf8(good)) if good == "{\n\"a"));
    }

    #[test]
    fn an_endless_source_is_not_read_to_its_end() {
        assert!(matches!(
            text_of(io::repeat(b' ')),
            Err(Unreadable::TooLarge)
        ));
    }
}
