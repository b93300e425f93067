//! The laws of the engine on small random packs, with brute force over all completions as the oracle.
//!
//! A tape of random numbers becomes a pack and a partial case; a plain recursive reference says what every
//! completion of the case comes to. The same tapes are drawn every time; `PROPTEST_CASES` draws others, as many
//! as it says.

#[cfg(test)]
mod changes;
#[cfg(test)]
mod completion;
#[cfg(test)]
mod fraction;
#[cfg(test)]
mod graph;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod room;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tape;
#[cfg(test)]
mod warnings;
#[cfg(test)]
mod world;
