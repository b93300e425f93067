//! From the law's words and a pass's values to an amount: its bounds in cents and its kind.

use crate::evaluate::Pass;
use crate::pack::{Alternative, Measure, Nature, Word};
use crate::{NodeId, Number, Rounding, Truth};

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
    let mut push = |node: Option<NodeId>| {
        if let Some(node) = node {
            nodes.push(node);
        }
    };
    push(alternative.when);
    push(alternative.floor);
    push(alternative.ceiling);
    push(alternative.cap);
}

/// The bounds of a measure's amount if its conditions hold
pub(crate) fn bounds(measure: &Measure, pass: &Pass<'_>) -> Bounds {
    let mut bounds = Bounds {
        lo: Cents::MAX,
        hi: Some(0),
        word: None,
        too_large: false,
    };
    let mut is_first = true;
    let settled = each_possible(measure, pass, &mut |alternative| {
        bounds.word = Some(alternative.word).filter(|_| is_first);
        is_first = false;
        widen(&mut bounds, alternative, pass);
    });
    if !settled {
        // Where none of them may count, the law says nothing.
        bounds.word = Some(Word::Unspecified).filter(|_| is_first);
        (bounds.lo, bounds.hi) = (0, None);
    }
    bounds
}

/// Widens bounds by what one alternative allows
fn widen(bounds: &mut Bounds, alternative: &Alternative, pass: &Pass<'_>) {
    let rounding = match alternative.word {
        Word::AtLeast => Rounding::Up,
        Word::AtMost | Word::Unspecified | Word::FeeCeiling => Rounding::Down,
        Word::Exactly => Rounding::HalfUp,
    };
    let (mut lo, mut hi) = (&Number::INFINITY, &Number::INFINITY);
    let mut not_above = |node: Option<NodeId>| {
        if let Some(node) = node {
            let limit = pass.number(node);
            (lo, hi) = (lo.min(&limit.lo), hi.min(&limit.hi));
        }
    };
    not_above(alternative.ceiling);
    not_above(alternative.cap);
    if let Some(node) = alternative.floor {
        lo = lo.min(&pass.number(node).lo);
    } else {
        lo = lo.min(&Number::ZERO);
    }
    let (least, most) = (cents(lo, rounding), cents(hi, rounding));
    let is_lost = |number: &Number, cents: Option<Cents>| number.is_finite() && cents.is_none();
    bounds.too_large |= is_lost(lo, least) || is_lost(hi, most);
    bounds.lo = bounds.lo.min(least.unwrap_or(0));
    if let Some(most) = most {
        bounds.lo = bounds.lo.min(most);
    }
    bounds.hi = bounds.hi.zip(most).map(|(a, b)| a.max(b));
}

/// A sum that is never below nothing, in hundredths; `None` where there is no bound or it is more than cents can hold
pub(crate) fn cents(number: &Number, rounding: Rounding) -> Option<Cents> {
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

/// The amount of a measure with this status, which may pay; `figure_is_missing` finds out whether a parameter that
/// another rule sets keeps the bounds apart
pub(crate) fn amount(
    measure: &Measure,
    status: Status,
    bounds: &Bounds,
    figure_is_missing: &dyn Fn() -> bool,
) -> Amount {
    let hi = bounds.hi;
    let mut lo = bounds.lo;
    if status != Status::Eligible || measure.nature == Nature::PriceCeiling {
        lo = 0;
    }
    let exact = hi == Some(lo) && status == Status::Eligible;
    let no_figure = || bounds.lo == 0 && figure_is_missing();
    let kind = match bounds.word {
        Some(Word::FeeCeiling) => AmountKind::FeeCeiling,
        Some(Word::Unspecified) => AmountKind::Unknown,
        Some(Word::AtMost) if hi.is_none() && no_figure() => AmountKind::Unknown,
        Some(Word::AtMost) => AmountKind::AtMost,
        _ if exact => AmountKind::Exact,
        Some(_) if no_figure() => AmountKind::Unknown,
        Some(Word::AtLeast) if lo > 0 => AmountKind::AtLeast,
        _ => AmountKind::Range,
    };
    Amount { kind, lo, hi }
}
