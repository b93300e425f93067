//! A tape of random numbers from which packs and cases are built: a shorter tape builds something smaller.
//!
//! Shrinking a tape shrinks what is built from it, whatever the builder's rules are.

/// Numbers that are taken off one by one; zero for ever once they are used up
#[derive(Clone, Debug)]
pub(crate) struct Tape {
    words: Vec<u16>,
    at: usize,
}

impl Tape {
    pub(crate) fn new(words: &[u16]) -> Self {
        Self {
            words: words.to_vec(),
            at: 0,
        }
    }

    /// A number below `count`, zero when there is nothing to choose from
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let word = self.words.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(word) % count.max(1)
    }

    /// True in so many of a hundred cases, and never once the tape is used up
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of some things
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = self.below(from.len());
        from.get(index).copied()
    }
}
