//! The types an author can give an input, and what each of them allows. Knows no input.

use tradeaid_engine::Format;

/// The types an author can write
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    YesNo,
    Count,
    Money,
    Rate,
    ExchangeRate,
    Quantity,
    Year,
    Choice,
    Date,
    Month,
    Text,
    Reference,
}

pub(crate) const TYPES: [(&str, Written); 12] = [
    ("yes_no", Written::YesNo),
    ("count", Written::Count),
    ("money", Written::Money),
    ("rate", Written::Rate),
    ("exchange_rate", Written::ExchangeRate),
    ("quantity", Written::Quantity),
    ("year", Written::Year),
    ("choice", Written::Choice),
    ("date", Written::Date),
    ("month", Written::Month),
    ("text", Written::Text),
    ("reference", Written::Reference),
];

impl Written {
    pub(crate) const fn format(self) -> Format {
        match self {
            Self::YesNo => Format::YesNo,
            Self::Count => Format::Count,
            Self::Money => Format::Money,
            Self::Rate => Format::Rate,
            Self::Quantity | Self::ExchangeRate => Format::Quantity,
            Self::Year => Format::Year,
            Self::Choice => Format::Choice,
            Self::Date => Format::Date,
            Self::Month => Format::Month,
            Self::Text => Format::Text,
            Self::Reference => Format::Reference,
        }
    }

    /// Least, greatest and step of a number, and whether the greatest is only a technical limit
    pub(crate) const fn limits(self) -> Option<(&'static str, &'static str, &'static str, bool)> {
        Some(match self {
            Self::Count => ("0", "1000000000", "1", true),
            Self::Money => ("0", "1000000000000000", "0.01", true),
            Self::Quantity => ("0", "1000000000000", "0.001", true),
            Self::Rate => ("0", "1", "0.00000001", false),
            Self::ExchangeRate => ("0.0001", "10000", "0.00000001", true),
            Self::Year => ("1990", "2100", "1", false),
            _ => return None,
        })
    }
}
