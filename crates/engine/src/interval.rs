//! Closed intervals of numbers and of dates, and their arithmetic rounded outwards by construction.
//!
//! Every operation gives the smallest interval that holds all results of its arguments taken
//! independently; `None` means that a bound overflowed.

use std::cmp::Ordering;

use crate::{Date, Number, Truth};

/// All numbers from `lo` to `hi`, both included; an infinite end means no bound
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least possible
    pub lo: Number,
    /// The greatest possible
    pub hi: Number,
}

/// The two ends of a result, each missing where it overflowed
pub(crate) type Ends = (Option<Number>, Option<Number>);

impl Interval {
    /// Just zero
    pub const ZERO: Self = Self::point(Number::ZERO);
    /// Nothing is known
    pub const ALL: Self = Self {
        lo: Number::NEGATIVE_INFINITY,
        hi: Number::INFINITY,
    };

    /// The interval of one number
    #[must_use]
    pub const fn point(number: Number) -> Self {
        Self {
            lo: number,
            hi: number,
        }
    }

    /// The one number it holds, if it holds just one
    #[must_use]
    pub fn as_point(&self) -> Option<Number> {
        self.is_point().then_some(self.lo)
    }

    /// Whether it holds just one number
    pub(crate) fn is_point(&self) -> bool {
        self.lo == self.hi && self.lo.is_finite()
    }

    /// The smallest interval that holds both
    #[must_use]
    pub fn hull(mut self, other: Self) -> Self {
        self.pick(&other, false, true);
        self
    }

    /// What both allow; `None` when they share nothing
    #[must_use]
    pub fn intersect(mut self, other: Self) -> Option<Self> {
        self.pick(&other, true, false);
        (self.lo <= self.hi).then_some(self)
    }

    /// Takes the lower ends' lesser, or their greater, and so of the upper ends
    pub(crate) fn pick(&mut self, other: &Self, greater_lo: bool, greater_hi: bool) {
        if (other.lo < self.lo) != greater_lo {
            self.lo = other.lo;
        }
        if (other.hi < self.hi) != greater_hi {
            self.hi = other.hi;
        }
    }

    /// Whether every number of `other` is in this one
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    pub(crate) fn plus(&self, other: &Self) -> Ends {
        (self.lo.plus(other.lo), self.hi.plus(other.hi))
    }

    pub(crate) fn minus(&self, other: &Self) -> Ends {
        (self.lo.minus(other.hi), self.hi.minus(other.lo))
    }

    pub(crate) fn times(&self, other: &Self) -> Ends {
        let low = self.lo.times(other.lo);
        let high = self.hi.times(other.hi);
        if !self.lo.is_negative() && !other.lo.is_negative() {
            return (low, high);
        }
        let hull = || {
            let mut hull = Self::point(low?);
            let mut widen = |corner: Option<Number>| {
                hull.pick(&Self::point(corner?), false, true);
                Some(())
            };
            widen(self.lo.times(other.hi))?;
            widen(self.hi.times(other.lo))?;
            widen(high)?;
            Some(hull)
        };
        let hull = hull();
        (hull.map(|hull| hull.lo), hull.map(|hull| hull.hi))
    }

    /// The divisor must lie above zero; a checked pack sees to that
    pub(crate) fn over(&self, divisor: &Self) -> Ends {
        let (mut lo, mut hi) = (divisor.hi, divisor.lo);
        if self.lo.is_negative() {
            lo = divisor.lo;
        }
        if self.hi.is_negative() {
            hi = divisor.hi;
        }
        (self.lo.over(lo), self.hi.over(hi))
    }

    pub(crate) fn at_most(&self, other: &Self) -> Truth {
        Truth::from_possible(self.lo <= other.hi, self.hi > other.lo)
    }

    /// Whether it lies above a number, or at it where that is enough
    pub(crate) fn above(&self, bound: &Number, at_is_enough: bool) -> Truth {
        let is = |end: &Number| match end.cmp(bound) {
            Ordering::Greater => true,
            Ordering::Equal => at_is_enough,
            Ordering::Less => false,
        };
        Truth::from_possible(is(&self.hi), !is(&self.lo))
    }
}

/// All days from `lo` to `hi`, both included
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The earliest possible
    pub lo: Date,
    /// The latest possible
    pub hi: Date,
}

impl Days {
    /// Any day that a case may name
    pub const ALL: Self = Self {
        lo: Date::FIRST,
        hi: Date::LAST,
    };

    /// Just one day
    #[must_use]
    pub const fn point(date: Date) -> Self {
        Self { lo: date, hi: date }
    }

    /// The one day it holds, if it holds just one
    #[must_use]
    pub fn as_point(&self) -> Option<Date> {
        (self.lo == self.hi).then_some(self.lo)
    }

    /// The day number as a number interval; an end at the edge of the calendar has no bound
    #[must_use]
    pub fn to_interval(self) -> Interval {
        let number = |date: Date| Number::from(date.days_since(Date::FIRST));
        Interval {
            lo: number(self.lo),
            hi: number(self.hi),
        }
    }

    /// The calendar years it touches
    #[must_use]
    pub fn years(self) -> Interval {
        Interval {
            lo: Number::from(self.lo.year()),
            hi: Number::from(self.hi.year()),
        }
    }

    /// The smallest span that holds both
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// Days from this one to `later`: without a bound where either end is the edge of the calendar
    #[must_use]
    pub fn until(self, later: Self) -> Interval {
        let mut days = Interval::ALL;
        if later.lo != Date::FIRST && self.hi != Date::LAST {
            days.lo = Number::from(later.lo.days_since(self.hi));
        }
        if later.hi != Date::LAST && self.lo != Date::FIRST {
            days.hi = Number::from(later.hi.days_since(self.lo));
        }
        days
    }
}
