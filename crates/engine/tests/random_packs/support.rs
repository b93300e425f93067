//! What support received leaves of a new one, of cases of which everything is known: the cost bears all of it, the
//! clause speaks of some of it, and beyond that the remainder is paid, or not, or it is not said.

use proptest::prelude::prop_assert_eq;
use tradeaid_engine::pack::{Group, Pack};
use tradeaid_engine::{Assessment, Case, Cents, Date, GroupOutcome, Item, ItemId, Member, Value};

use crate::fraction::Towards;
use crate::laws::Outcomes;
use crate::reference::{Reference, cents};

/// What was received for one item
#[derive(Default)]
struct Received {
    all: Cents,
    same: Cents,
    /// Whether the remainder is surely barred, and whether it may be
    bars: (bool, bool),
}

/// Every outcome of a complete case brings just as much new money as is left.
pub(crate) fn is_what_is_left(pack: &Pack, case: &Case, truth: &Assessment) -> Outcomes {
    let reference = Reference { pack, case };
    let is_exact = is_settled(pack, case) && !names_an_end(case);
    for outcome in &truth.groups {
        let group = &pack.groups[outcome.group.index()];
        let Some(item) = outcome.item.filter(|_| is_exact) else {
            continue;
        };
        let Some(wanted) = left(&reference, group, (outcome, item)) else {
            continue;
        };
        prop_assert_eq!((outcome.more_lo, outcome.more_hi), wanted, "{:?}", outcome);
    }
    Ok(())
}

fn listed<'a>(pack: &'a Pack, case: &'a Case) -> impl Iterator<Item = &'a Item> {
    let kind = pack.received.map(|received| received.kind);
    let items = case.items.iter();
    items.filter(move |item| Some(item.kind) == kind)
}

/// Whether it is said of all support what it was for
fn is_settled(pack: &Pack, case: &Case) -> bool {
    listed(pack, case).all(|item| item.refers_to.is_some())
}

/// Whether a day is an end of the calendar, which the engine takes for any day beyond
fn names_an_end(case: &Case) -> bool {
    let of_items = case.items.iter().flat_map(|item| &item.values);
    case.values
        .iter()
        .chain(of_items)
        .any(|known| match known.value {
            Value::Date(days) => days.lo == Date::FIRST || days.hi == Date::LAST,
            _ => false,
        })
}

fn left(
    reference: &Reference<'_>,
    group: &Group,
    (outcome, item): (&GroupOutcome, ItemId),
) -> Option<(Cents, Option<Cents>)> {
    let received = received(reference, group, item)?;
    let of = reference.case.items.get(item.index());
    let cap = match group.cap {
        Some(node) => Some(cents(reference.number(node, of)?, Towards::HalfAway)?),
        None => None,
    };
    let (mut lo, mut hi) = (0, Some(0));
    for (member, least, most) in &outcome.members {
        if let Member::Measure(_) = member {
            lo = lo.max(*least);
            hi = hi.zip(*most).map(|(a, b): (Cents, Cents)| a.max(b));
        }
    }
    let bounded = |sum: Cents| {
        let left = (sum - received.same).max(0);
        cap.map_or(left, |cap| left.min((cap - received.all).max(0)))
    };
    let hi = match (hi, cap) {
        (Some(hi), _) => Some(bounded(hi)),
        (None, Some(cap)) => Some((cap - received.all).max(0)),
        (None, None) => None,
    };
    Some(match received.bars {
        (true, _) => (0, Some(0)),
        (false, true) => (0, hi),
        (false, false) => (bounded(lo), hi),
    })
}

fn received(reference: &Reference<'_>, group: &Group, item: ItemId) -> Option<Received> {
    let mut found = Received::default();
    let declared = reference.pack.received?;
    for support in listed(reference.pack, reference.case) {
        if support.refers_to != Some(item) || !group.counts_received {
            continue;
        }
        let amount = reference.number(declared.amount, Some(support))?;
        let amount = cents(amount, Towards::HalfAway)?;
        found.all += amount;
        if !reference.truth(declared.counts, Some(support))? {
            continue;
        }
        found.same += amount;
        let remainder = match declared.remainder {
            Some(node) => Some(reference.truth(node, Some(support))?),
            None => None,
        };
        found.bars.0 |= amount > 0 && remainder == Some(false);
        found.bars.1 |= amount > 0 && remainder != Some(true);
    }
    Some(found)
}
