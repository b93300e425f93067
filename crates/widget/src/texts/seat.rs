//! Where a text stands in a built catalogue, which has no keys: with each other they weigh half as much as the texts.
//!
//! Every key belongs to a bucket, and every bucket has a number that sends each of its keys to a seat that no other
//! key has. The build looks for those numbers and compiles this same file.

/// The bucket of a key among `count`
pub(crate) fn bucket(key: &str, count: usize) -> Option<usize> {
    spread(0, key).checked_rem(count)
}

/// The seat of a key among `count`, given the number of its bucket
pub(crate) fn seat(number: u32, key: &str, count: usize) -> Option<usize> {
    spread(number, key).checked_rem(count)
}

/// FNV-1a from a chosen start, folded because its low bits alone are alike for alike starts
fn spread(start: u32, key: &str) -> usize {
    let sum = key.bytes().fold(start, |sum, byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(sum ^ (sum >> 15)).unwrap_or(0)
}
