//! A sum of money between two bounds. Knows nothing of what it is paid for.

use crate::Cents;

/// A sum of money between two bounds; none above where there is no bound
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) lo: Cents,
    pub(crate) hi: Option<Cents>,
}

impl Span {
    pub(crate) const NOTHING: Self = Self { lo: 0, hi: Some(0) };
    pub(crate) const ANYTHING: Self = Self {
        lo: Cents::MAX,
        hi: None,
    };

    #[inline(never)]
    pub(crate) fn add(&mut self, other: &Self) {
        self.lo = self.lo.saturating_add(other.lo);
        self.hi = self.hi.zip(other.hi).map(|(a, b)| a.saturating_add(b));
    }

    /// Holds both bounds under those of a limit
    #[inline(never)]
    pub(crate) fn hold(&mut self, limit: &Self) {
        self.lo = self.lo.min(limit.lo);
        if let Some(most) = limit.hi {
            self.hi = Some(self.hi.map_or(most, |hi| hi.min(most)));
        }
    }

    /// The greater of two sums
    #[inline(never)]
    pub(crate) fn max(&self, other: &Self) -> Self {
        Self {
            lo: self.lo.max(other.lo),
            hi: self.hi.zip(other.hi).map(|(a, b)| a.max(b)),
        }
    }

    /// What is left once another sum is taken off; never less than nothing
    #[inline(never)]
    pub(crate) fn less(&self, other: &Self) -> Self {
        Self {
            lo: other.hi.map_or(0, |hi| self.lo.saturating_sub(hi).max(0)),
            hi: self.hi.map(|hi| hi.saturating_sub(other.lo).max(0)),
        }
    }
}
