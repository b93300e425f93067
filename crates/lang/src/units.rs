//! Types of expressions and the algebra of their units. Knows no names and no graph.

use tradeaid_engine::InputId;

use crate::said::{Said, say};

/// What an expression is
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// A condition
    Truth,
    /// A number in a unit
    Number(Unit),
    /// One of the options of this input
    Choice(InputId),
    /// A day
    Date,
}

/// What a number counts
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A number the author wrote without a unit
    Bare {
        /// Nothing at all is nothing in any unit
        zero: bool,
    },
    /// A calendar year
    Year,
    /// Powers of currencies and measures, sorted by name; none for a plain number
    Of(Vec<(String, i8)>),
}

/// Why two units do not go together
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clash {
    /// They are different
    Different,
    /// Money times money
    MoneyByMoney,
    /// Years can only be counted on and compared
    Year,
}

impl Clash {
    /// How to mend it
    pub(crate) const fn help(self) -> Said {
        match self {
            Self::Different => say!("mend.different_units"),
            Self::MoneyByMoney => say!("mend.money_by_money"),
            Self::Year => say!("mend.years"),
        }
    }
}

/// Whether a unit is a currency: three capitals
pub(crate) fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

impl Unit {
    /// A number of nothing in particular: a count or a rate
    pub(crate) const PLAIN: Self = Self::Of(Vec::new());

    /// One currency or measure
    pub(crate) fn single(name: &str) -> Self {
        Self::Of(vec![(name.to_owned(), 1)])
    }

    /// So much of one for each of the other
    pub(crate) fn per(self, divisor: &str) -> Self {
        self.over(&Self::single(divisor)).unwrap_or(Self::PLAIN)
    }

    /// Whether this can be money in a currency
    pub(crate) fn is_money(&self, currency: &str) -> bool {
        *self == Self::single(currency) || *self == Self::Bare { zero: true }
    }

    /// Whether this can be a calendar year
    pub(crate) const fn is_year(&self) -> bool {
        matches!(self, Self::Year | Self::Bare { .. })
    }

    /// The unit in which both can be compared
    pub(crate) fn common(&self, other: &Self) -> Result<Self, Clash> {
        let plain = Self::PLAIN;
        match (self, other) {
            (a, b) if a == b => Ok(a.clone()),
            (Self::Bare { zero: true }, unit) | (unit, Self::Bare { zero: true }) => {
                Ok(unit.clone())
            }
            (Self::Bare { .. }, unit) | (unit, Self::Bare { .. })
                if *unit == Self::Year || *unit == plain =>
            {
                Ok(unit.clone())
            }
            _ => Err(Clash::Different),
        }
    }

    /// The unit of a sum
    pub(crate) fn plus(&self, other: &Self) -> Result<Self, Clash> {
        match (self, other) {
            (Self::Year, Self::Year) => Err(Clash::Year),
            (Self::Year, count) | (count, Self::Year) if count.is_plain() => Ok(Self::Year),
            _ => self.common(other),
        }
    }

    /// The unit of a difference
    pub(crate) fn minus(&self, other: &Self) -> Result<Self, Clash> {
        match (self, other) {
            (Self::Year, Self::Year) => Ok(Self::PLAIN),
            (Self::Year, count) if count.is_plain() => Ok(Self::Year),
            (_, Self::Year) => Err(Clash::Year),
            _ => self.common(other),
        }
    }

    /// The unit of a product
    pub(crate) fn times(&self, other: &Self) -> Result<Self, Clash> {
        self.combined(other, 1)
    }

    /// The unit of a quotient
    pub(crate) fn over(&self, other: &Self) -> Result<Self, Clash> {
        self.combined(other, -1)
    }

    const fn is_plain(&self) -> bool {
        match self {
            Self::Bare { .. } => true,
            Self::Year => false,
            Self::Of(powers) => powers.is_empty(),
        }
    }

    fn combined(&self, other: &Self, sign: i8) -> Result<Self, Clash> {
        let mut powers = self.powers()?.to_vec();
        for (name, power) in other.powers()? {
            let power = power.saturating_mul(sign);
            match powers.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = known.saturating_add(power),
                None => powers.push((name.clone(), power)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        powers.sort();
        let money: i16 = powers
            .iter()
            .filter(|(name, power)| is_currency(name) && *power > 0)
            .map(|(_, power)| i16::from(*power))
            .sum();
        if money > 1 {
            Err(Clash::MoneyByMoney)
        } else {
            Ok(Self::Of(powers))
        }
    }

    fn powers(&self) -> Result<&[(String, i8)], Clash> {
        match self {
            Self::Bare { .. } => Ok(&[]),
            Self::Year => Err(Clash::Year),
            Self::Of(powers) => Ok(powers),
        }
    }

    /// The unit in words
    pub(crate) fn describe(&self) -> Said {
        let powers = match self {
            Self::Bare { .. } => return say!("part.plain_number"),
            Self::Year => return say!("part.a_year"),
            Self::Of(powers) if powers.is_empty() => return say!("part.plain_number"),
            Self::Of(powers) => powers,
        };
        if let [(currency, 1)] = powers.as_slice()
            && is_currency(currency)
        {
            return say!("part.money_in", currency = currency);
        }
        let part = |positive: bool| {
            let names = powers.iter().filter(|(_, power)| (*power > 0) == positive);
            let written = names.map(|(name, power)| match power.unsigned_abs() {
                1 => name.clone(),
                power => format!("{name}^{power}"),
            });
            written.collect::<Vec<_>>().join("*")
        };
        let unit = match (part(true), part(false)) {
            (above, below) if below.is_empty() => above,
            (above, below) if above.is_empty() => format!("1/{below}"),
            (above, below) => format!("{above}/{below}"),
        };
        say!("part.unit", unit = unit)
    }
}

impl Type {
    /// The type in words
    pub(crate) fn describe(&self) -> Said {
        match self {
            Self::Truth => say!("part.a_condition"),
            Self::Number(unit) => unit.describe(),
            Self::Choice(_) => say!("part.a_choice"),
            Self::Date => say!("part.a_day"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_multiplies_and_divides_as_the_law_counts() {
        let (cny, usd, tce) = (
            Unit::single("CNY"),
            Unit::single("USD"),
            Unit::single("tce"),
        );
        let bare = Unit::Bare { zero: false };
        assert_eq!(cny.times(&bare), Ok(cny.clone()));
        assert_eq!(cny.times(&cny), Err(Clash::MoneyByMoney));
        assert_eq!(cny.over(&cny), Ok(Unit::PLAIN));
        assert_eq!(cny.plus(&usd), Err(Clash::Different));
        assert_eq!(usd.times(&cny.clone().per("USD")), Ok(cny.clone()));
        assert_eq!(tce.times(&cny.clone().per("tce")), Ok(cny.clone()));
        assert_eq!(cny.common(&bare), Err(Clash::Different));
        assert_eq!(cny.common(&Unit::Bare { zero: true }), Ok(cny));
    }

    #[test]
    fn years_are_points_and_not_amounts() {
        let bare = Unit::Bare { zero: false };
        assert_eq!(Unit::Year.minus(&bare), Ok(Unit::Year));
        assert_eq!(Unit::Year.minus(&Unit::Year), Ok(Unit::PLAIN));
        assert_eq!(Unit::Year.common(&bare), Ok(Unit::Year));
        assert_eq!(Unit::Year.plus(&Unit::Year), Err(Clash::Year));
        assert_eq!(Unit::Year.times(&bare), Err(Clash::Year));
        assert_eq!(Unit::Year.common(&Unit::PLAIN), Err(Clash::Different));
    }
}
