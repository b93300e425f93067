//! From the law's words and a pass's values to an amount: its bounds in cents and its kind.

use crate::evaluate::Pass;
use crate::pack::{Alternative, Measure, Nature, Word};
use crate::{Interval, NodeId, Number, Rounding, Truth};

/// Whether a support is given
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All conditions hold
    Eligible,
    /// At least one condition fails
    NotEligible,
    /// It depends on what is open
    Undetermined,
    /// The case has no such item
    NotApplicable,
}

/// How an amount is to be read
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountKind {
    /// Just this much
    Exact,
    /// The law's ceiling: anything from nothing up to it
    AtMost,
    /// The law's floor, with a derived cap where there is one
    AtLeast,
    /// Between two bounds
    Range,
    /// The document gives no figure; the bounds are hard ones
    Unknown,
    /// The price may not exceed it
    FeeCeiling,
    /// No money
    None,
}

/// A sum of money in hundredths of the base currency
pub type Cents = i64;

/// An amount in hundredths of the base currency
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How to read it
    pub kind: AmountKind,
    /// Never less than this
    pub lo: Cents,
    /// Never more than this; none where there is no bound
    pub hi: Option<Cents>,
}

impl Amount {
    /// No money
    pub const NONE: Self = Self {
        kind: AmountKind::None,
        lo: 0,
        hi: Some(0),
    };

    /// What is possible when either of two amounts may be the real one
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        let lo = self.lo.min(other.lo);
        let hi = self.hi.zip(other.hi).map(|(a, b)| a.max(b));
        let kind = match (self.kind, other.kind) {
            (AmountKind::None, kind) | (kind, AmountKind::None) => kind,
            (a, b) if a == b => a,
            _ => AmountKind::Range,
        };
        let kind = match kind {
            AmountKind::Exact if hi != Some(lo) => AmountKind::Range,
            AmountKind::AtLeast if lo == 0 => AmountKind::Range,
            kind => kind,
        };
        Self { kind, lo, hi }
    }
}

/// The bounds and the alternatives they come from
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) lo: Cents,
    pub(crate) hi: Option<Cents>,
    /// The law's word, when just one alternative remains
    pub(crate) word: Option<Word>,
    /// Whether one of them is a number that is more than cents can hold
    pub(crate) too_large: bool,
}

/// Calls `act` with every alternative that may be the one that counts, in order, and tells whether the last
/// surely counts where none before it does
pub(crate) fn each_possible(
    measure: &Measure,
    pass: &Pass<'_>,
    act: &mut dyn FnMut(&Alternative),
) -> bool {
    for alternative in &measure.amount {
        let when = alternative
            .when
            .map_or(Truth::True, |node| pass.truth(node));
        if when.may_hold() {
            act(alternative);
        }
        if when == Truth::True {
            return true;
        }
    }
    false
}

/// Adds the nodes an alternative reads
pub(crate) fn push_nodes(alternative: &Alternative, nodes: &mut Vec<NodeId>) {
    nodes.extend(alternative.when);
    nodes.extend(alternative.floor);
    nodes.extend(alternative.ceiling);
    nodes.extend(alternative.cap);
}

/// The bounds of a measure's amount if its conditions hold
pub(crate) fn bounds(measure: &Measure, pass: &Pass<'_>) -> Bounds {
    let nothing_said = Bounds {
        lo: 0,
        hi: None,
        word: Some(Word::Unspecified),
        too_large: false,
    };
    let mut result: Option<Bounds> = None;
    let mut add = |next: Bounds| {
        result = Some(match result {
            Some(known) => either(known, next),
            None => next,
        });
    };
    let settled = each_possible(measure, pass, &mut |alternative| {
        add(of_alternative(alternative, pass));
    });
    if !settled {
        add(nothing_said);
    }
    result.unwrap_or(nothing_said)
}

fn either(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        lo: a.lo.min(b.lo),
        hi: a.hi.zip(b.hi).map(|(a, b)| a.max(b)),
        word: None,
        too_large: a.too_large || b.too_large,
    }
}

fn of_alternative(alternative: &Alternative, pass: &Pass<'_>) -> Bounds {
    let rounding = match alternative.word {
        Word::AtLeast => Rounding::Up,
        Word::AtMost | Word::Unspecified | Word::FeeCeiling => Rounding::Down,
        Word::Exactly => Rounding::HalfUp,
    };
    let mut limit = Interval::point(Number::INFINITY);
    let mut not_above = |node: Option<NodeId>| {
        if let Some(node) = node {
            limit = limit.picked(pass.number(node), false, false);
        }
    };
    not_above(alternative.ceiling);
    not_above(alternative.cap);
    let floor = alternative
        .floor
        .map_or(Number::ZERO, |node| pass.number(node).lo);
    let mut too_large = false;
    let mut cents = |number: Number| {
        let cents = cents(number, rounding);
        too_large = too_large || (number.is_finite() && cents.is_none());
        cents
    };
    let least = cents(floor.min(limit.lo)).unwrap_or(0);
    let hi = cents(limit.hi);
    Bounds {
        lo: hi.map_or(least, |hi| least.min(hi)),
        hi,
        word: Some(alternative.word),
        too_large,
    }
}

/// A sum that is never below nothing, in hundredths; `None` where there is no bound or it is more than cents can hold
pub(crate) fn cents(number: Number, rounding: Rounding) -> Option<Cents> {
    if number.is_negative() {
        return Some(0);
    }
    number.to_cents(rounding)
}

/// The status that follows from a measure's conditions
pub(crate) fn status(measure: &Measure, pass: &Pass<'_>) -> Status {
    match pass.truth(measure.eligible) {
        Truth::False => Status::NotEligible,
        Truth::True if measure.entitles => Status::Eligible,
        _ => Status::Undetermined,
    }
}

/// The amount of a measure with this status, one that may pay; `figure_is_missing` says whether a parameter that another
/// rule sets keeps the bounds apart
pub(crate) fn amount(
    measure: &Measure,
    status: Status,
    bounds: Bounds,
    figure_is_missing: bool,
) -> Amount {
    if measure.amount.is_empty() {
        return Amount::NONE;
    }
    let lo = if status == Status::Eligible && measure.nature != Nature::PriceCeiling {
        bounds.lo
    } else {
        0
    };
    Amount {
        kind: kind(status, Bounds { lo, ..bounds }, figure_is_missing),
        lo,
        hi: bounds.hi,
    }
}

fn kind(status: Status, bounds: Bounds, figure_is_missing: bool) -> AmountKind {
    let exact = bounds.hi == Some(bounds.lo) && status == Status::Eligible;
    let no_figure = figure_is_missing && bounds.lo == 0;
    match bounds.word {
        Some(Word::FeeCeiling) => AmountKind::FeeCeiling,
        Some(Word::Unspecified) => AmountKind::Unknown,
        Some(Word::AtMost) if bounds.hi.is_none() && no_figure => AmountKind::Unknown,
        Some(Word::AtMost) => AmountKind::AtMost,
        _ if exact => AmountKind::Exact,
        Some(_) if no_figure => AmountKind::Unknown,
        Some(Word::AtLeast) if bounds.lo > 0 => AmountKind::AtLeast,
        _ => AmountKind::Range,
    }
}
