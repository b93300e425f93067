//! The laws of the product on the real pack: random partial cases, written as JSON like anybody's, and everything
//! they can turn out to be.
//!
//! The same tapes are drawn every time; `PROPTEST_CASES` draws others, as many as it says.

#[cfg(test)]
mod completion;
#[cfg(test)]
mod explained;
#[cfg(test)]
mod generate;
#[cfg(test)]
mod landmarks;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod model;
#[cfg(test)]
mod order;
#[cfg(test)]
#[path = "../../../engine/tests/random_packs/room.rs"]
mod room;
#[cfg(test)]
mod sane;
#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;
#[cfg(test)]
#[path = "../../../engine/tests/random_packs/tape.rs"]
mod tape;
#[cfg(test)]
mod tight;
#[cfg(test)]
mod written;
