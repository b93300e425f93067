//! The schemas of a pack's files against the packs of the project, the compiler, and each other.

#[cfg(test)]
mod agreement;
