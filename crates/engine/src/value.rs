//! What is still possible of one quantity: a truth, a number, a choice or a day.
//!
//! Names, units and texts stay outside; a value is a few machine words and never allocates.

use crate::{Days, Interval, Truth};

/// The most options one choice may have: as many bits as a JSON number holds exactly
pub const MAX_OPTIONS: u8 = 52;

/// The options of a choice that are still possible, one bit each
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices(u64);

impl Choices {
    /// No option at all
    pub const NONE: Self = Self(0);

    /// The first `count` options, at most [`MAX_OPTIONS`]
    #[must_use]
    pub const fn first(count: u8) -> Self {
        let count = if count > MAX_OPTIONS {
            MAX_OPTIONS
        } else {
            count
        };
        Self((1_u64 << count) - 1)
    }

    /// Just this option; an index above [`MAX_OPTIONS`] gives none
    #[must_use]
    pub const fn one(option: u8) -> Self {
        if option > MAX_OPTIONS {
            Self(0)
        } else {
            Self(1_u64 << option)
        }
    }

    /// From its bits
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its bits
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether no option is left
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What either allows
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both allow
    #[must_use]
    pub const fn intersect(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether an option is among them
    #[must_use]
    pub const fn has(self, option: u8) -> bool {
        !self.intersect(Self::one(option)).is_empty()
    }

    /// The one option left, if just one is
    #[must_use]
    pub fn as_point(self) -> Option<u8> {
        self.0
            .is_power_of_two()
            .then(|| u8::try_from(self.0.trailing_zeros()).ok())
            .flatten()
    }

    /// What this allows and the other does not
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The options, least first
    pub fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let option = u8::try_from(rest.0.trailing_zeros()).ok()?;
            rest = rest.without(Self::one(option));
            (option <= MAX_OPTIONS).then_some(option)
        })
    }

    /// Whether the real option is one of `wanted`
    #[must_use]
    pub const fn within(self, wanted: Self) -> Truth {
        Truth::from_possible(self.0 & wanted.0 != 0, self.0 & !wanted.0 != 0)
    }
}

/// What is still possible of one quantity
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A yes or no
    Truth(Truth),
    /// A number, of whatever unit
    Number(Interval),
    /// One of the options that its input declares
    Choice(Choices),
    /// A day
    Date(Days),
}

/// The type of a value
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A yes or no
    Truth,
    /// A number
    Number,
    /// An option
    Choice,
    /// A day
    Date,
}

impl Value {
    /// Its type
    #[must_use]
    pub const fn kind(&self) -> Type {
        match self {
            Self::Truth(_) => Type::Truth,
            Self::Number(_) => Type::Number,
            Self::Choice(_) => Type::Choice,
            Self::Date(_) => Type::Date,
        }
    }

    /// The truth, or open for another type, which a checked pack rules out
    #[must_use]
    pub const fn truth(&self) -> Truth {
        match self {
            Self::Truth(truth) => *truth,
            _ => Truth::Open,
        }
    }

    /// The number, or no bounds for another type, which a checked pack rules out
    pub(crate) const fn bounds(&self) -> &Interval {
        match self {
            Self::Number(interval) => interval,
            _ => &Interval::ALL,
        }
    }

    /// The number; a day counts as its number; no bounds for another type, which a checked pack rules out
    #[must_use]
    pub fn number(&self) -> Interval {
        match self {
            Self::Date(days) => days.to_interval(),
            _ => *self.bounds(),
        }
    }

    /// The days, or any day for another type, which a checked pack rules out
    #[must_use]
    pub const fn days(&self) -> Days {
        match self {
            Self::Date(days) => *days,
            _ => Days::ALL,
        }
    }

    /// The options, or none for another type, which a checked pack rules out
    #[must_use]
    pub const fn choices(&self) -> Choices {
        match self {
            Self::Choice(choices) => *choices,
            _ => Choices::NONE,
        }
    }

    /// Whether just one value is left
    #[must_use]
    pub fn is_point(&self) -> bool {
        match self {
            Self::Truth(truth) => !matches!(truth, Truth::Open),
            Self::Number(interval) => interval.is_point(),
            Self::Choice(choices) => choices.as_point().is_some(),
            Self::Date(days) => days.as_point().is_some(),
        }
    }

    /// Whether it is no more than another number or day
    pub(crate) fn at_most(&self, other: &Self) -> Truth {
        match (self, other) {
            (Self::Date(own), Self::Date(other)) => {
                Truth::from_possible(own.lo <= other.hi, own.hi > other.lo)
            }
            _ => self.bounds().at_most(other.bounds()),
        }
    }

    /// The smallest value that allows what either allows; of two types the first stays
    #[must_use]
    pub fn hull(mut self, other: Self) -> Self {
        self.widen(&other);
        self
    }

    /// Allows what the other allows as well
    pub(crate) fn widen(&mut self, other: &Self) {
        match (self, other) {
            (Self::Truth(own), Self::Truth(other)) => *own = own.hull(*other),
            (Self::Number(own), Self::Number(other)) => own.pick(other, false, true),
            (Self::Choice(own), Self::Choice(other)) => *own = own.union(*other),
            (Self::Date(own), Self::Date(other)) => *own = own.hull(*other),
            _ => {}
        }
    }
}
