//! A case: what is known of one enterprise and of the things it did.
//!
//! Where a case comes from and how it is written is the wire's business.

use crate::{
    InputClass, InputId, Interval, ItemId, KindId, Pack, Scope, Truth, Value, pack::Input,
};

/// What is known of one input that is not yearly
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The values that remain possible, if it exists
    pub value: Value,
    /// Whether it exists
    pub exists: Truth,
    /// Whether the case says anything of it
    pub given: bool,
    /// The exchange rate the value was converted by and that leaves it open
    pub waits_for: Option<InputId>,
}

/// What is known of a yearly figure
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The figure of every year not listed, if one was given
    pub every: Option<Interval>,
    /// Figures of single years
    pub years: Vec<(i32, Interval)>,
}

impl Series {
    /// What is known of one year
    #[must_use]
    pub fn year(&self, year: i32) -> Option<Interval> {
        self.years
            .iter()
            .find(|(listed, _)| *listed == year)
            .map(|(_, figure)| *figure)
            .or(self.every)
    }

    /// What is known when the year is only known to lie in a span: everything unknown unless each year is known
    #[must_use]
    pub fn span(&self, first: i32, last: i32, unknown: Interval) -> Interval {
        let every = self.every.unwrap_or(unknown);
        let mut hull: Option<Interval> = None;
        let mut add = |figure: &Interval| match &mut hull {
            Some(hull) => hull.pick(figure, false, true),
            None => hull = Some(*figure),
        };
        let mut unlisted = i64::from(last).saturating_sub(i64::from(first));
        for (year, figure) in &self.years {
            if first <= *year && *year <= last {
                unlisted -= 1;
                add(figure);
            }
        }
        if unlisted >= 0 {
            add(&every);
        }
        hull.unwrap_or(every)
    }
}

/// One thing the enterprise did
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What kind of thing
    pub kind: KindId,
    /// What is known of it, by slot
    pub values: Vec<Known>,
    /// The item it refers to, if it refers to one
    pub refers_to: Option<ItemId>,
}

/// What is known of one enterprise
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Case-level inputs by slot; yearly ones have an idle entry here
    pub values: Vec<Known>,
    /// Case-level yearly figures by slot; the others have an empty entry here
    pub series: Vec<Series>,
    /// The items, in the order they were given
    pub items: Vec<Item>,
}

impl Case {
    /// A case of which nothing is known and that has no items
    ///
    /// # Example
    /// ```
    /// use tradeaid_engine::{Case, Pack};
    /// assert!(Case::unknown(&Pack::default()).items.is_empty());
    /// ```
    #[must_use]
    pub fn unknown(pack: &Pack) -> Self {
        let mut case = Self {
            values: unknown_values(pack, Scope::Case),
            ..Self::default()
        };
        for _ in &case.values {
            case.series.push(Series::default());
        }
        case
    }

    /// What is known of a plain input; an item-level one needs its item
    #[must_use]
    pub fn known<'a>(&'a self, input: &Input, item: Option<&'a Item>) -> Option<&'a Known> {
        let values = match input.scope {
            Scope::Case => &self.values,
            Scope::Item(_) => &item?.values,
        };
        values.get(usize::from(input.slot))
    }

    /// The place where what is known of a plain input is kept
    pub fn known_mut(&mut self, input: &Input, item: Option<ItemId>) -> Option<&mut Known> {
        let values = match input.scope {
            Scope::Case => &mut self.values,
            Scope::Item(_) => &mut self.items.get_mut(item?.index())?.values,
        };
        values.get_mut(usize::from(input.slot))
    }

    /// Fills in what a pack assumes of readings this case says nothing of, and tells which those are
    pub fn assume_readings(&mut self, pack: &Pack) -> Vec<InputId> {
        let mut assumed = Vec::new();
        for (id, input) in (0_u16..).map(InputId).zip(&pack.inputs) {
            if input.class == InputClass::Reading
                && input.scope == Scope::Case
                && let Some(value) = input.assumed
                && let Some(known) = self.known_mut(input, None)
                && !known.given
            {
                known.value = value;
                assumed.push(id);
            }
        }
        assumed
    }
}

impl Item {
    /// An item of which nothing is known but its kind
    #[must_use]
    pub fn unknown(pack: &Pack, kind: KindId) -> Self {
        Self {
            kind,
            values: unknown_values(pack, Scope::Item(kind)),
            refers_to: None,
        }
    }
}

impl Known {
    /// Nothing is known of this input
    #[must_use]
    pub fn unknown(input: &Input) -> Self {
        Self {
            value: input
                .domain
                .unknown()
                .unwrap_or(Value::Number(Interval::ALL)),
            exists: if input.may_be_none {
                Truth::Open
            } else {
                Truth::True
            },
            given: false,
            waits_for: None,
        }
    }

    /// The case gives this value
    #[must_use]
    pub const fn given(value: Value) -> Self {
        Self {
            value,
            exists: Truth::True,
            given: true,
            waits_for: None,
        }
    }
}

fn unknown_values(pack: &Pack, scope: Scope) -> Vec<Known> {
    let mut values = Vec::new();
    for input in &pack.inputs {
        if input.scope == scope {
            values.push(Known::unknown(input));
        }
    }
    values
}
