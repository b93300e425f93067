//! SHA-256 in the form the contract shows it.

use sha2::block_api::compress256;

use crate::text::{glued, push_hex};

/// What the digest of nothing starts from (FIPS 180-4, 5.3.3)
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The digest of a pack, which is taken of its core; with an overlay, of the digest without it and of the overlay's
/// canonical form
#[must_use]
pub(crate) fn of_pack(parts: &[&str]) -> String {
    glued(&["sha256:", &sha256(parts)])
}

/// The digest in hexadecimal, of the parts with a zero behind each
///
/// The message is whole and short. The crate's buffer for messages that come in pieces would be more code in wasm than
/// the digest itself.
#[must_use]
pub(crate) fn sha256(parts: &[&str]) -> String {
    let mut message = Vec::new();
    for part in parts {
        message.extend_from_slice(part.as_bytes());
        message.push(0);
    }
    let bits = u64::try_from(message.len()).unwrap_or(0) * 8;
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend_from_slice(&bits.to_be_bytes());
    let mut state = START;
    compress256(&mut state, message.as_chunks().0);
    let mut text = String::new();
    for word in &state {
        for byte in &word.to_be_bytes() {
            push_hex(&mut text, *byte);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn digests_are_those_of_the_crate_at_every_length() {
        for length in 0..200 {
            let part = "a".repeat(length);
            let mut expected = String::new();
            for byte in Sha256::digest([&part, "\0"].concat()) {
                push_hex(&mut expected, byte);
            }
            assert_eq!(sha256(&[&part]), expected, "{length}");
        }
    }
}
