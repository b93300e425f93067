//! Exact fractions for the reference: reduced, checked, and written without a glance at the engine's numbers.

use std::cmp::Ordering;

/// A reduced fraction with a denominator above zero
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    above: i128,
    below: i128,
}

/// Which way cents are rounded
#[derive(Clone, Copy, Debug)]
pub(crate) enum Towards {
    HalfAway,
    Ceiling,
    Floor,
}

impl Fraction {
    pub(crate) fn new(above: i128, below: i128) -> Option<Self> {
        let (mut a, mut b) = (above.checked_abs()?, below);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        (below > 0).then(|| Self {
            above: above / a,
            below: below / a,
        })
    }

    pub(crate) fn whole(number: i128) -> Self {
        Self {
            above: number,
            below: 1,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let left = self.above.checked_mul(other.below)?;
        let right = other.above.checked_mul(self.below)?;
        Self::new(
            left.checked_add(right)?,
            self.below.checked_mul(other.below)?,
        )
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            above: other.above.checked_neg()?,
            below: other.below,
        })
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.above.checked_mul(other.above)?,
            self.below.checked_mul(other.below)?,
        )
    }

    pub(crate) fn over(self, other: Self) -> Option<Self> {
        Self::new(
            self.above.checked_mul(other.below)?,
            self.below.checked_mul(other.above)?,
        )
    }

    pub(crate) fn cents(self, how: Towards) -> Option<i128> {
        let hundredths = self.above.checked_mul(100)?;
        let floor = hundredths.div_euclid(self.below);
        let exact = hundredths.rem_euclid(self.below) == 0;
        Some(match how {
            Towards::Floor => floor,
            Towards::Ceiling => floor + i128::from(!exact),
            Towards::HalfAway => {
                let away = (hundredths.abs().checked_mul(2)? + self.below)
                    .div_euclid(self.below.checked_mul(2)?);
                away * hundredths.signum()
            }
        })
    }

    pub(crate) fn to_whole(self) -> Option<i128> {
        (self.below == 1).then_some(self.above)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}
