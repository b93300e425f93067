//! A case as the tests hold it: for each input what is said of it, in numbers that can be reckoned with.

use tradeaid_engine::pack::{Domain, Input, Pack};
use tradeaid_engine::{Date, InputId, KindId, Names, Number, Scope};

use crate::support::calculator;

/// Numbers are held in units of a hundred-millionth, the finest step of any input.
pub(crate) const UNIT: i128 = 100_000_000;

/// What a case says of one input
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// Nothing, or `null`
    Unknown,
    /// `"none"`
    None,
    /// `"open"`, of a reading
    Open,
    Truth(bool),
    Number(Span),
    /// The options as bits
    Choice(u64),
    Days(Option<Date>, Option<Date>),
    /// A figure for every year, and figures for single years
    Years(Vec<(i32, Span)>),
    /// The item with this number
    RefersTo(usize),
}

/// A number, or the numbers between two ends
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) lo: Option<i128>,
    pub(crate) hi: Option<i128>,
    /// The place of its currency in the pack's list, where it is not the input's own
    pub(crate) currency: Option<usize>,
}

impl Span {
    pub(crate) const fn point(number: i128) -> Self {
        Self {
            lo: Some(number),
            hi: Some(number),
            currency: None,
        }
    }

    pub(crate) fn is_point(self) -> bool {
        self.lo.is_some() && self.lo == self.hi
    }
}

impl Said {
    /// Whether nothing is left to find out
    pub(crate) fn is_settled(&self) -> bool {
        match self {
            Self::Unknown | Self::Open => false,
            Self::None | Self::Truth(_) | Self::RefersTo(_) => true,
            Self::Number(span) => span.is_point(),
            Self::Choice(options) => options.is_power_of_two(),
            Self::Days(lo, hi) => lo.is_some() && lo == hi,
            Self::Years(years) => years.iter().all(|(_, span)| span.is_point()),
        }
    }
}

/// One thing that a case lists
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listed {
    pub(crate) kind: KindId,
    pub(crate) id: String,
    pub(crate) said: Vec<(InputId, Said)>,
}

/// A case
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    pub(crate) said: Vec<(InputId, Said)>,
    pub(crate) items: Vec<Listed>,
}

/// Where something is said
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    /// The place of the item in the list of all items; none for the case itself
    pub(crate) item: Option<usize>,
    /// The place in the list of what is said there
    pub(crate) entry: usize,
}

impl Model {
    pub(crate) fn spots(&self) -> Vec<Spot> {
        let of =
            |item: Option<usize>, count: usize| (0..count).map(move |entry| Spot { item, entry });
        let items = self.items.iter().enumerate();
        of(None, self.said.len())
            .chain(items.flat_map(|(item, listed)| of(Some(item), listed.said.len())))
            .collect()
    }

    pub(crate) fn at(&self, spot: Spot) -> &(InputId, Said) {
        match spot.item {
            Some(item) => &self.items[item].said[spot.entry],
            None => &self.said[spot.entry],
        }
    }

    pub(crate) fn with(&self, spot: Spot, said: Said) -> Self {
        let mut changed = self.clone();
        let entry = match spot.item {
            Some(item) => &mut changed.items[item].said[spot.entry],
            None => &mut changed.said[spot.entry],
        };
        entry.1 = said;
        changed
    }
}

/// The id of the item with a number
pub(crate) fn item_id(number: usize) -> String {
    format!("t{}", number + 1)
}

pub(crate) fn pack() -> &'static Pack {
    calculator().engine().pack()
}

pub(crate) fn names() -> &'static Names {
    calculator().names()
}

pub(crate) fn input(id: InputId) -> &'static Input {
    &pack().inputs[id.index()]
}

/// Whether what is said of an input stands beside a value that the pack itself derives or holds: falling silent
/// then does not make it unknown
pub(crate) fn is_override(id: InputId) -> bool {
    !input(id).dated.is_empty() || pack().derivations.iter().any(|derived| derived.input == id)
}

/// The inputs of a scope, with those of other classes than facts at the end, as they stand in a case
pub(crate) fn inputs(scope: Scope) -> impl Iterator<Item = InputId> {
    pack().inputs_of(scope).map(|(id, _)| id)
}

/// A number in the tests' units
pub(crate) fn units(number: Number) -> Option<i128> {
    let (above, below) = number.parts()?;
    let scaled = above.checked_mul(UNIT)?;
    (scaled % i128::from(below) == 0).then_some(scaled / i128::from(below))
}

/// The least and greatest value of a number, and its step
pub(crate) fn bounds(id: InputId) -> Option<(i128, i128, i128)> {
    match &input(id).domain {
        Domain::Number { lo, hi, step, .. } => Some((units(*lo)?, units(*hi)?, units(*step)?)),
        _ => None,
    }
}
