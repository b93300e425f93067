//! SHA-256 in the form the contract shows it.

use sha2::{Digest, Sha256};

use crate::text::glued;

/// The digest of a pack, which is taken of its core
#[must_use]
pub(crate) fn of_pack(core: &str) -> String {
    glued(&["sha256:", &sha256(&[core])])
}

/// The digest in hexadecimal
#[must_use]
pub(crate) fn sha256(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}
