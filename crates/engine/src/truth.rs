//! Three-valued truth: what is still possible of a yes or no.

/// The set of answers a condition can still have; never empty
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds whatever the open inputs turn out to be
    True,
    /// It fails whatever the open inputs turn out to be
    False,
    /// Both remain possible
    Open,
}

impl Truth {
    /// From what is still possible; both `false` cannot come up and counts as open
    #[must_use]
    pub const fn from_possible(may_hold: bool, may_fail: bool) -> Self {
        match (may_hold, may_fail) {
            (true, false) => Self::True,
            (false, true) => Self::False,
            _ => Self::Open,
        }
    }

    /// Whether it can still hold
    #[must_use]
    pub const fn may_hold(self) -> bool {
        !matches!(self, Self::False)
    }

    /// Whether it can still fail
    #[must_use]
    pub const fn may_fail(self) -> bool {
        !matches!(self, Self::True)
    }

    /// The opposite
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Open => Self::Open,
        }
    }

    /// Both hold
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Open,
        }
    }

    /// At least one holds
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// What is possible when either of two worlds may be the real one
    #[must_use]
    pub const fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            _ => Self::Open,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
