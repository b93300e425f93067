//! SHA-256 in the form the contract shows it.

use sha2::{Digest, Sha256};

use crate::text::{glued, push_hex};

/// The digest of a pack, which is taken of its core
#[must_use]
pub(crate) fn of_pack(core: &str) -> String {
    glued(&["sha256:", &sha256(&[core])])
}

/// The digest in hexadecimal
#[must_use]
pub(crate) fn sha256(parts: &[&str]) -> String {
    let mut whole = String::new();
    for part in parts {
        whole.push_str(part);
        whole.push('\0');
    }
    let mut text = String::new();
    for byte in Sha256::digest(whole.as_bytes()).as_slice() {
        push_hex(&mut text, *byte);
    }
    text
}
