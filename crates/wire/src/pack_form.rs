//! What the writer and the reader of a checked pack agree on.
//!
//! The rows of a pack are one list of numbers and texts without brackets: first how many follow, then the pack. Each run
//! of like things stands behind their count, and a thing's parts follow each other in one order. A reader that takes one value after the other is a third
//! of the code that looks every part up by its name.
//!
//! A node's kind is a letter, and all letters are one text before the nodes' arguments. An argument is written as the
//! distance back to the node it means, so that like rules look alike wherever they stand; what many nodes read from
//! afar is meant by its own number.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::pack::{Nature, Pick, Word};
use tradeaid_engine::{Format, InputClass, Rounding, Truth};

use crate::text::beginning;

/// The version of the checked form; a reader refuses any other
pub(crate) const FORMAT: i64 = 4;

/// What texts without keys begin with: as much of the digest of their pack as tells it from any other
pub(crate) fn stamp(digest: &str) -> &str {
    beginning(digest, 23)
}

// What is one of a few is written as its place in one of these lists.

pub(crate) const FORMATS: [Format; 11] = [
    Format::YesNo,
    Format::Count,
    Format::Money,
    Format::Rate,
    Format::Quantity,
    Format::Year,
    Format::Choice,
    Format::Date,
    Format::Month,
    Format::Text,
    Format::Reference,
];

pub(crate) const CLASSES: [InputClass; 3] =
    [InputClass::Fact, InputClass::Parameter, InputClass::Reading];

pub(crate) const NATURES: [Nature; 4] = [
    Nature::Cash,
    Nature::PriceCeiling,
    Nature::Tax,
    Nature::Service,
];

pub(crate) const PICKS: [Pick; 2] = [Pick::Highest, Pick::Sum];

pub(crate) const LAWS: [Word; 5] = [
    Word::Exactly,
    Word::AtMost,
    Word::AtLeast,
    Word::Unspecified,
    Word::FeeCeiling,
];

pub(crate) const TRUTHS: [Truth; 3] = [Truth::False, Truth::True, Truth::Open];

pub(crate) const FLAGS: [bool; 2] = [false, true];

/// What a node does
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Constant,
    Input,
    Exists,
    Figure,
    Parameter,
    Derived,
    Not,
    All,
    Any,
    Compare(Comparison),
    OneOf,
    Plus,
    Minus,
    Times,
    Over,
    Least,
    Greatest,
    Round(Rounding),
    Days,
    Year,
    Choose,
    Table,
}

impl NodeKind {
    pub(crate) const LETTERS: [(u8, Self); 28] = [
        (b'c', Self::Constant),
        (b'i', Self::Input),
        (b'e', Self::Exists),
        (b'f', Self::Figure),
        (b'p', Self::Parameter),
        (b'd', Self::Derived),
        (b'!', Self::Not),
        (b'&', Self::All),
        (b'|', Self::Any),
        (b'<', Self::Compare(Comparison::Below)),
        (b'[', Self::Compare(Comparison::AtMost)),
        (b'=', Self::Compare(Comparison::Equal)),
        (b']', Self::Compare(Comparison::AtLeast)),
        (b'>', Self::Compare(Comparison::Above)),
        (b'o', Self::OneOf),
        (b'+', Self::Plus),
        (b'-', Self::Minus),
        (b'*', Self::Times),
        (b'/', Self::Over),
        (b'm', Self::Least),
        (b'M', Self::Greatest),
        (b'~', Self::Round(Rounding::HalfUp)),
        (b'^', Self::Round(Rounding::Up)),
        (b'_', Self::Round(Rounding::Down)),
        (b'n', Self::Days),
        (b'y', Self::Year),
        (b'?', Self::Choose),
        (b't', Self::Table),
    ];
}
