//! Exact numbers: a fraction of two integers, with checked arithmetic and rounding only on demand.
//!
//! No binary floating point may enter here, and nothing in this file knows what a number measures.

use std::cmp::Ordering;

/// An exact rational number, or one of the two infinities that stand for "no bound".
///
/// The denominator grows by the decimals and divisors a value has met. It is reduced only where it would
/// no longer fit, because equal denominators make the common operations cheap.
///
/// # Example
/// ```
/// use tradeaid_engine::{Number, Rounding};
/// let year = Number::parse("8000000").and_then(|p| p.times(Number::parse("0.01")?));
/// let half = year.and_then(|y| y.times(Number::from(180))?.over(Number::from(365)));
/// assert_eq!(half.and_then(|h| h.to_cents(Rounding::Down)), Some(3_945_205));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Number {
    numerator: i128,
    // Invariant: 0 only for the infinities, whose numerator is 1 or -1.
    denominator: u64,
}

/// Which way a figure that is finer than 0.01 goes
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, a half away from zero
    HalfUp,
    /// Towards positive infinity: a guaranteed minimum
    Up,
    /// Towards negative infinity: a maximum
    Down,
}

/// The most digits a written number may have, before and after its point together
pub const MAX_DIGITS: usize = 24;

impl Number {
    /// Nothing at all
    pub const ZERO: Self = Self::whole(0);
    /// One
    pub const ONE: Self = Self::whole(1);
    /// No upper bound
    pub const INFINITY: Self = Self {
        numerator: 1,
        denominator: 0,
    };
    /// No lower bound
    pub const NEGATIVE_INFINITY: Self = Self {
        numerator: -1,
        denominator: 0,
    };

    const fn whole(numerator: i128) -> Self {
        Self {
            numerator,
            denominator: 1,
        }
    }

    /// Reads a plain decimal such as `-12.50`; `None` for anything else or more than [`MAX_DIGITS`] digits.
    ///
    /// Trailing zeros after the point are dropped, so that equal numbers have equal forms.
    ///
    /// # Example
    /// ```
    /// use tradeaid_engine::Number;
    /// assert_eq!(Number::parse("12.50"), Number::parse("12.5"));
    /// assert!(Number::parse("1e3").is_none() && Number::parse("1.").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, mut digits) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            all => (false, all),
        };
        if let [] | [b'.', ..] | [.., b'.'] = digits {
            return None;
        }
        let point = digits.iter().position(|byte| *byte == b'.');
        while let [kept @ .., b'0'] = digits
            && point.is_some()
        {
            digits = kept;
        }
        if digits.len().saturating_sub(usize::from(point.is_some())) > MAX_DIGITS {
            return None;
        }
        let mut number = Self::ZERO;
        let mut is_behind = false;
        for byte in digits {
            if *byte == b'.' && !is_behind {
                is_behind = true;
                continue;
            }
            let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
            if is_behind {
                number.denominator = number.denominator.checked_mul(10)?;
            }
            // So many digits always fit.
            number.numerator = number.numerator.wrapping_mul(10);
            number.numerator = number.numerator.wrapping_add(i128::from(digit));
        }
        if negative {
            number.numerator = number.numerator.wrapping_neg();
        }
        Some(number)
    }

    /// Whether this is a number rather than an infinity
    #[must_use]
    pub const fn is_finite(self) -> bool {
        self.denominator != 0
    }

    /// Whether this is below zero
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether this is zero
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The sum; `None` on overflow or when the two are opposite infinities
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        match (self.is_finite(), other.is_finite()) {
            (true, true) => self.plus_finite(other),
            (true, false) => Some(other),
            (false, true) => Some(self),
            (false, false) => (self.numerator == other.numerator).then_some(self),
        }
    }

    fn plus_finite(mut self, mut other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Some(Self {
                numerator: self.numerator.checked_add(other.numerator)?,
                denominator: self.denominator,
            });
        }
        // As they stand, and then with the smallest denominators
        for _ in 0..2 {
            if let Some(sum) = self.plus_scaled(other) {
                return Some(sum);
            }
            (self, other) = (self.reduced(), other.reduced());
        }
        None
    }

    fn plus_scaled(self, other: Self) -> Option<Self> {
        let shared = least_common_multiple(self.denominator, other.denominator)?;
        let left = self.scaled_to(shared)?;
        let right = other.scaled_to(shared)?;
        Some(Self {
            numerator: left.checked_add(right)?,
            denominator: shared,
        })
    }

    fn scaled_to(self, denominator: u64) -> Option<i128> {
        let factor = denominator.checked_div(self.denominator)?;
        self.numerator.checked_mul(i128::from(factor))
    }

    /// The difference; `None` as for [`Number::plus`]
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    /// The number with its sign turned
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(Self {
            numerator: self.numerator.checked_neg()?,
            denominator: self.denominator,
        })
    }

    /// The product; zero times an infinity is zero, since a bound of a product needs just that
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.is_zero() || other.is_zero() {
            return Some(Self::ZERO);
        }
        if self.is_finite() && other.is_finite() {
            return self.times_finite(other);
        }
        Some(if self.is_negative() == other.is_negative() {
            Self::INFINITY
        } else {
            Self::NEGATIVE_INFINITY
        })
    }

    fn times_finite(mut self, mut other: Self) -> Option<Self> {
        // As they stand, and then with all that can be taken out above and below
        for _ in 0..2 {
            if let Some(product) = self.product(other) {
                return Some(product);
            }
            (self, other) = (self.reduced(), other.reduced());
            std::mem::swap(&mut self.denominator, &mut other.denominator);
            (self, other) = (self.reduced(), other.reduced());
        }
        None
    }

    fn product(self, other: Self) -> Option<Self> {
        Some(Self {
            numerator: self.numerator.checked_mul(other.numerator)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    /// Whole units and what is left of one, which is never negative; `None` for an infinity
    fn split(self) -> Option<(i128, u64)> {
        let unit = i128::from(self.denominator);
        let mut whole = self.numerator.checked_div(unit)?;
        let mut rest = self.numerator.wrapping_sub(whole.wrapping_mul(unit));
        if rest < 0 {
            whole = whole.wrapping_sub(1);
            rest = rest.wrapping_add(unit);
        }
        Some((whole, u64::try_from(rest).ok()?))
    }

    /// The same finite number with the smallest denominator
    fn reduced(self) -> Self {
        let rest = self.split().map_or(0, |(_, rest)| rest);
        let shared = greatest_common_divisor(self.denominator, rest);
        let numerator = self.numerator.checked_div(i128::from(shared));
        let denominator = self.denominator.checked_div(shared);
        numerator
            .zip(denominator)
            .map_or(self, |(numerator, denominator)| Self {
                numerator,
                denominator,
            })
    }

    /// The quotient by a number above zero; `None` for any other divisor or on overflow
    #[must_use]
    pub fn over(self, divisor: Self) -> Option<Self> {
        if divisor.numerator <= 0 {
            return None;
        }
        if !divisor.is_finite() {
            return self.is_finite().then_some(Self::ZERO);
        }
        let divisor = match u64::try_from(divisor.numerator) {
            Ok(_) => divisor,
            Err(_) => divisor.reduced(),
        };
        self.times(Self {
            numerator: i128::from(divisor.denominator),
            denominator: u64::try_from(divisor.numerator).ok()?,
        })
    }

    /// The amount in hundredths, rounded; `None` for an infinity or on overflow
    #[must_use]
    pub fn to_cents(self, rounding: Rounding) -> Option<i64> {
        let hundredths = Self {
            numerator: self.numerator.checked_mul(100)?,
            ..self
        };
        let (floor, rest) = hundredths.split()?;
        let to_next = self.denominator.saturating_sub(rest);
        let up = match rounding {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            Rounding::HalfUp => rest > to_next || (rest == to_next && !self.is_negative()),
        };
        i64::try_from(floor.checked_add(i128::from(up))?).ok()
    }

    /// The greatest multiple of a step above zero that is not above this number
    #[must_use]
    pub fn floor_to(self, step: Self) -> Option<Self> {
        let (whole, _) = self.over(step)?.split()?;
        Self::whole(whole).times(step)
    }

    /// The number that is this many hundredths
    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self {
            numerator: i128::from(cents),
            denominator: 100,
        }
    }

    /// Numerator and denominator of a finite number, as they stand
    #[must_use]
    pub const fn parts(self) -> Option<(i128, u64)> {
        if self.is_finite() {
            Some((self.numerator, self.denominator))
        } else {
            None
        }
    }

    /// The number as a whole one, when it is one
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        let (whole, rest) = self.split()?;
        (rest == 0).then_some(whole)
    }
}

impl Number {
    /// The number rounded to hundredths; an infinity stays one
    pub(crate) fn rounded(self, rounding: Rounding) -> Option<Self> {
        if self.is_finite() {
            self.to_cents(rounding).map(Self::from_cents)
        } else {
            Some(self)
        }
    }

    /// The number as a small whole one, such as a year or a day, when it is one
    pub(crate) fn to_i32(self) -> Option<i32> {
        let (whole, rest) = self.split()?;
        i32::try_from(whole).ok().filter(|_| rest == 0)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::whole(i128::from(value))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::whole(i128::from(value))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        // Two infinities that differ, or one beside a number
        if !self.is_finite() || !other.is_finite() {
            let is_below = if self.is_finite() {
                !other.is_negative()
            } else {
                self.is_negative()
            };
            return if is_below {
                Ordering::Less
            } else {
                Ordering::Greater
            };
        }
        compare_fractions(*self, *other)
    }
}

/// Compares whole parts first, then remainders, whose cross products always fit.
fn compare_fractions(left: Number, right: Number) -> Ordering {
    let (Some((left_whole, left_rest)), Some((right_whole, right_rest))) =
        (left.split(), right.split())
    else {
        return Ordering::Equal;
    };
    let cross = |rest: u64, unit: u64| u128::from(rest).wrapping_mul(u128::from(unit));
    left_whole
        .cmp(&right_whole)
        .then_with(|| cross(left_rest, right.denominator).cmp(&cross(right_rest, left.denominator)))
}

fn least_common_multiple(left: u64, right: u64) -> Option<u64> {
    left.checked_div(greatest_common_divisor(left, right))?
        .checked_mul(right)
}

fn greatest_common_divisor(left: u64, right: u64) -> u64 {
    let (mut a, mut b) = (left, right);
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn parse_refuses_what_is_not_a_plain_decimal() {
        for text in [
            "", "-", ".5", "5.", "1,000", "1e3", "+1", "１", " 1", "0x1", "1.2.3",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
        assert!(Number::parse(&"9".repeat(60)).is_none());
        assert!(Number::parse(&"9".repeat(MAX_DIGITS)).is_some());
    }

    #[test]
    fn halves_round_away_from_zero_and_bounds_round_outwards() {
        let half = number("30617.285");
        assert_eq!(half.to_cents(Rounding::HalfUp), Some(3_061_729));
        assert_eq!(half.to_cents(Rounding::Up), Some(3_061_729));
        assert_eq!(half.to_cents(Rounding::Down), Some(3_061_728));
        assert_eq!(number("-0.005").to_cents(Rounding::HalfUp), Some(-1));
        assert_eq!(number("-0.004").to_cents(Rounding::HalfUp), Some(0));
    }

    #[test]
    fn fractions_compare_exactly() {
        let third = Number::ONE.over(Number::from(3)).unwrap();
        assert!(third > number("0.333333333333"));
        assert!(third < number("0.333333333334"));
        assert!(Number::NEGATIVE_INFINITY < third && third < Number::INFINITY);
        assert_eq!(third.times(Number::from(3)), Some(Number::ONE));
    }

    #[test]
    fn what_only_needs_reducing_does_not_overflow() {
        let rate = number("7.12345678");
        let share = number("0.00512345");
        let amount = number("5000000.55").times(number("0.92345678")).unwrap();
        let there = amount.over(rate).unwrap();
        assert_eq!(there.times(rate), Some(amount));
        let reward = there.times(rate).and_then(|back| back.times(share));
        assert_eq!(
            reward.and_then(|r| r.to_cents(Rounding::Down)),
            Some(2_365_642)
        );
    }

    #[test]
    fn overflow_is_none_and_never_a_wrap() {
        let big = Number::whole(i128::MAX);
        assert_eq!(big.plus(Number::ONE), None);
        assert_eq!(big.times(Number::from(2)), None);
        assert_eq!(big.to_cents(Rounding::Down), None);
        assert_eq!(Number::ONE.over(Number::ZERO), None);
        assert_eq!(Number::INFINITY.plus(Number::NEGATIVE_INFINITY), None);
    }
}
