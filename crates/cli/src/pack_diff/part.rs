//! A part of an input's possible values, said so that both packs understand it: options go by their names.

use tradeaid_engine::{Cell, Choices, Days, Interval, Known, Number, OpenInput, Truth, Value};

use super::both::{Both, Which};
use super::side::Pair;

/// What is said of an input
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Nothing: the pack takes its own figure or reading, or derives it
    Unsaid,
    /// That it does not exist
    None,
    Truth(bool),
    Number(Interval),
    Days(Days),
    /// That it is one of these, by their places among the options of both packs
    Options(Vec<usize>),
}

/// An input, and of a yearly figure the year
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Variable {
    /// Its place among the inputs of both packs
    pub(super) place: usize,
    pub(super) year: Option<i32>,
}

/// What has been said of an input
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) of: Variable,
    pub(super) part: Part,
}

impl Variable {
    /// The same in one of the packs
    pub(super) fn in_pack(self, pair: &Pair<'_>, which: Which) -> Option<OpenInput> {
        let (input, _) = pair.input(which, self.place)?;
        let year = self.year;
        Some(OpenInput { input, year })
    }
}

impl Part {
    /// Whether just one value is left
    pub(super) fn is_point(&self) -> bool {
        match self {
            Self::Unsaid | Self::None | Self::Truth(_) => true,
            Self::Number(range) => range.as_point().is_some(),
            Self::Days(days) => days.as_point().is_some(),
            Self::Options(options) => options.len() == 1,
        }
    }

    pub(super) const fn point(number: Number) -> Self {
        Self::Number(Interval::point(number))
    }

    /// A cell of one pack's input; nothing for what no rule looks at
    fn of_cell(pair: &Pair<'_>, which: Which, place: usize, cell: &Cell) -> Option<Self> {
        if cell.exists == Truth::False {
            return Some(Self::None);
        }
        Some(match cell.value {
            Value::Truth(Truth::Open) => return None,
            Value::Truth(truth) => Self::Truth(truth == Truth::True),
            Value::Number(range) => Self::Number(range),
            Value::Date(days) => Self::Days(days),
            Value::Choice(choices) => {
                let (input, _) = pair.input(which, place)?;
                let names = &pair.sides.get(which).name(input)?.options;
                let joint = &pair.joint(place)?.options;
                let places = choices.iter().filter_map(|option| {
                    let name = names.get(usize::from(option))?;
                    joint.iter().position(|known| known == name)
                });
                Self::Options(places.collect())
            }
        })
    }

    /// What two parts share
    pub(super) fn shared(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.intersect(*b).map(Self::Number),
            (Self::Days(a), Self::Days(b)) => {
                let (lo, hi) = (a.lo.max(b.lo), a.hi.min(b.hi));
                (lo <= hi).then_some(Self::Days(Days { lo, hi }))
            }
            (Self::Options(a), Self::Options(b)) => {
                let both: Vec<usize> = a.iter().copied().filter(|o| b.contains(o)).collect();
                (!both.is_empty()).then_some(Self::Options(both))
            }
            (a, b) => (a == b).then(|| a.clone()),
        }
    }

    /// What a pack then knows; nothing if the pack cannot be told
    pub(super) fn known(&self, pair: &Pair<'_>, which: Which, place: usize) -> Option<Known> {
        let (id, input) = pair.input(which, place)?;
        let value = match self {
            Self::Unsaid => {
                let mut known = Known::unknown(input);
                if let Some(assumed) = input.assumed {
                    known.value = assumed;
                }
                return Some(known);
            }
            Self::None => {
                let mut known = Known::unknown(input);
                known.exists = Truth::False;
                known.given = true;
                return Some(known);
            }
            Self::Truth(truth) => Value::Truth(Truth::from(*truth)),
            Self::Number(range) => Value::Number(*range),
            Self::Days(days) => Value::Date(*days),
            Self::Options(places) => {
                let names = &pair.sides.get(which).name(id)?.options;
                let joint = &pair.joint(place)?.options;
                let bits = (0_u8..).zip(names).filter(|(_, name)| {
                    let known = joint.iter().position(|option| option == *name);
                    known.is_some_and(|known| places.contains(&known))
                });
                let bits = bits.fold(Choices::NONE, |all, (o, _)| all.union(Choices::one(o)));
                Value::Choice(bits)
            }
        };
        Some(Known::given(value))
    }
}

/// The cells that both packs can tell apart, each of which lies in one cell of either
pub(super) fn joined(pair: &Pair<'_>, place: usize, cells: &Both<Option<Vec<Cell>>>) -> Vec<Part> {
    let parts = Both::of(|which| {
        let cells = cells.get(which).as_ref()?.iter();
        let parts = cells.filter_map(|cell| Part::of_cell(pair, which, place, cell));
        Some(parts.collect::<Vec<_>>())
    });
    match (parts.before, parts.after) {
        (Some(before), Some(after)) => {
            let mut shared = Vec::new();
            for a in &before {
                shared.extend(after.iter().filter_map(|b| a.shared(b)));
            }
            shared
        }
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => Vec::new(),
    }
}
