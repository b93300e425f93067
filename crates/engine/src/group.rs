//! 就高不重复: the highest of a group counts once, sums have limits, and only cash is ever added up.

use crate::amount::Cents;
use crate::evaluate::Source;
use crate::pack::{Group, Nature, Pick};
use crate::row::Row;
use crate::{
    Case, GroupId, Interval, ItemId, MeasureId, Number, Pack, Rounding, Truth, Value, Workspace,
};

/// A member of a group
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A measure of this pack
    Measure(MeasureId),
    /// Support received from elsewhere, by the item that lists it
    Received(ItemId),
}

/// What a group comes to for one item, or for one key of a sum
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// The group
    pub group: GroupId,
    /// The item, when the group is about one
    pub item: Option<ItemId>,
    /// Who is in it and what each would bring
    pub members: Vec<(Member, Cents, Option<Cents>)>,
    /// The member that surely counts
    pub winner: Option<Member>,
    /// Never less than this
    pub lo: Cents,
    /// Never more than this
    pub hi: Option<Cents>,
}

/// What all cash comes to
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Never less than this
    pub lo: Cents,
    /// Never more than this; none where one part has no bound
    pub hi: Option<Cents>,
    /// Whether every part has a figure of its own
    pub complete: bool,
}

/// Support received from elsewhere, as one item lists it
#[derive(Clone, Copy, Debug)]
struct Receipt {
    item: ItemId,
    refers_to: Option<ItemId>,
    lo: Cents,
    hi: Option<Cents>,
}

/// The groups' outcomes and the total of a set of rows
pub(crate) fn settle(
    pack: &Pack,
    case: &Case,
    pass: &mut Workspace,
    rows: &[Row],
) -> (Vec<GroupOutcome>, Total) {
    let receipts = receipts(pack, case, pass);
    let mut outcomes = Vec::new();
    for (id, group) in (0_u16..).map(GroupId).zip(&pack.groups) {
        if group.pick != Pick::Highest {
            continue;
        }
        for (item, _) in items_of(case, group) {
            run(pack, case, pass, item);
            outcomes.extend(highest(id, group, item, rows, &receipts, pass));
        }
    }
    let mut parts = parts(pack, rows, &outcomes);
    for (id, group) in (0_u16..).map(GroupId).zip(&pack.groups) {
        if group.pick == Pick::Sum {
            outcomes.extend(limit(pack, case, pass, id, group, &mut parts));
        }
    }
    let complete = rows.iter().all(|row| has_figure(pack, row));
    let total = parts.iter().fold(
        Total {
            lo: 0,
            hi: Some(0),
            complete,
        },
        |sum, part| Total {
            lo: sum.lo.saturating_add(part.lo),
            hi: sum.hi.zip(part.hi).map(|(a, b)| a.saturating_add(b)),
            complete,
        },
    );
    if total.lo == Cents::MAX || total.hi == Some(Cents::MAX) {
        pass.overflow();
    }
    (outcomes, total)
}

fn has_figure(pack: &Pack, row: &Row) -> bool {
    let cash = is_cash(pack, row.measure);
    let figure = row.amount.hi.is_some() && row.amount.kind != crate::AmountKind::Unknown;
    !cash || !row.may_pay() || figure
}

fn is_cash(pack: &Pack, measure: MeasureId) -> bool {
    pack.measures
        .get(measure.index())
        .is_some_and(|measure| measure.nature == Nature::Cash)
}

fn items_of<'a>(
    case: &'a Case,
    group: &Group,
) -> impl Iterator<Item = (ItemId, &'a crate::Item)> + use<'a> {
    let kind = group.kind;
    (0_u16..)
        .map(ItemId)
        .zip(&case.items)
        .filter(move |(_, item)| item.kind == kind)
}

fn run(pack: &Pack, case: &Case, pass: &mut Workspace, item: ItemId) {
    if let Some(item) = case.items.get(item.index()) {
        pass.run_item(pack, case, item);
    }
}

fn receipts(pack: &Pack, case: &Case, pass: &mut Workspace) -> Vec<Receipt> {
    let Some(received) = pack.received else {
        return Vec::new();
    };
    let mut result = Vec::new();
    for (id, item) in (0_u16..).map(ItemId).zip(&case.items) {
        if item.kind != received.kind {
            continue;
        }
        pass.run_item(pack, case, item);
        let counts = pass.truth(received.counts);
        let amount = pass.number(received.amount);
        if counts == Truth::False {
            continue;
        }
        let lo = amount.lo.max(Number::ZERO).to_cents(Rounding::HalfUp);
        let hi = amount.hi.to_cents(Rounding::HalfUp);
        if lo.is_none() || (hi.is_none() && amount.hi.is_finite()) {
            pass.overflow();
        }
        let lo = lo.unwrap_or(0);
        let sure = counts == Truth::True && item.refers_to.is_some();
        result.push(Receipt {
            item: id,
            refers_to: item.refers_to,
            lo: if sure { lo } else { 0 },
            hi,
        });
    }
    result
}

fn highest(
    id: GroupId,
    group: &Group,
    item: ItemId,
    rows: &[Row],
    receipts: &[Receipt],
    pass: &Workspace,
) -> Option<GroupOutcome> {
    let mut members: Vec<(Member, Cents, Option<Cents>)> = rows
        .iter()
        .filter(|row| row.item == Some(item) && group.members.contains(&row.measure))
        .map(|row| (Member::Measure(row.measure), row.amount.lo, row.amount.hi))
        .collect();
    if group.counts_received {
        members.extend(
            receipts
                .iter()
                .filter(|receipt| receipt.refers_to.is_none_or(|to| to == item))
                .map(|receipt| (Member::Received(receipt.item), receipt.lo, receipt.hi)),
        );
    }
    // Alone, a member is settled by its own row, unless the group limits it.
    if members.len() < 2 && group.cap.is_none() {
        return None;
    }
    let lo = members.iter().map(|(_, lo, _)| *lo).max().unwrap_or(0);
    let hi = members
        .iter()
        .map(|(_, _, hi)| *hi)
        .try_fold(0_i64, |most, hi| hi.map(|hi| most.max(hi)));
    let cap = group.cap.map(|node| pass.number(node));
    let (lo, hi) = capped(lo, hi, cap);
    Some(GroupOutcome {
        group: id,
        item: Some(item),
        winner: winner(&members),
        members,
        lo,
        hi,
    })
}

fn capped(lo: Cents, hi: Option<Cents>, cap: Option<Interval>) -> (Cents, Option<Cents>) {
    let Some(cap) = cap else {
        return (lo, hi);
    };
    let most = cap.hi.max(Number::ZERO).to_cents(Rounding::HalfUp);
    let hi = match (hi, most) {
        (Some(hi), Some(most)) => Some(hi.min(most)),
        (hi, most) => hi.or(most),
    };
    let least = cap.lo.max(Number::ZERO).to_cents(Rounding::HalfUp);
    let lo = least.map_or(lo, |least| lo.min(least));
    (lo, hi)
}

fn winner(members: &[(Member, Cents, Option<Cents>)]) -> Option<Member> {
    members
        .iter()
        .find(|(member, lo, hi)| {
            hi.is_none_or(|hi| hi > 0)
                && *lo > 0
                && members
                    .iter()
                    .filter(|(other, _, _)| other != member)
                    .all(|(_, _, hi)| hi.is_some_and(|hi| *lo >= hi))
        })
        .map(|(member, _, _)| *member)
}

/// One thing that enters the total
#[derive(Clone, Debug)]
struct Part {
    measures: Vec<MeasureId>,
    item: Option<ItemId>,
    lo: Cents,
    hi: Option<Cents>,
}

/// What an outcome holds that was received from elsewhere, which is no new money; without a bound,
/// all of the outcome might be
fn received(outcome: &GroupOutcome, bound: fn(Cents, Option<Cents>) -> Option<Cents>) -> Cents {
    outcome
        .members
        .iter()
        .filter(|(member, _, _)| matches!(member, Member::Received(_)))
        .map(|(_, lo, hi)| bound(*lo, *hi).unwrap_or(Cents::MAX))
        .max()
        .unwrap_or(0)
}

fn parts(pack: &Pack, rows: &[Row], outcomes: &[GroupOutcome]) -> Vec<Part> {
    let grouped = |row: &Row| {
        outcomes.iter().any(|outcome| {
            outcome.item == row.item
                && outcome
                    .members
                    .iter()
                    .any(|(member, _, _)| *member == Member::Measure(row.measure))
        })
    };
    let mut parts: Vec<Part> = rows
        .iter()
        .filter(|row| row.may_pay() && is_cash(pack, row.measure) && !grouped(row))
        .map(|row| Part {
            measures: vec![row.measure],
            item: row.item,
            lo: row.amount.lo,
            hi: row.amount.hi,
        })
        .collect();
    parts.extend(outcomes.iter().map(|outcome| {
        Part {
            measures: outcome
                .members
                .iter()
                .filter_map(|(member, _, _)| match member {
                    Member::Measure(measure) => Some(*measure),
                    Member::Received(_) => None,
                })
                .collect(),
            item: outcome.item,
            lo: outcome
                .lo
                .saturating_sub(received(outcome, |_, hi| hi))
                .max(0),
            hi: outcome.hi.map(|hi| {
                hi.saturating_sub(received(outcome, |lo, _| Some(lo)))
                    .max(0)
            }),
        }
    }));
    parts
}

/// Takes the parts of a sum group out, adds them up key by key, and puts the limited sums back.
///
/// Items whose key is open stand alone for the upper bound.
fn limit(
    pack: &Pack,
    case: &Case,
    pass: &mut Workspace,
    id: GroupId,
    group: &Group,
    parts: &mut Vec<Part>,
) -> Vec<GroupOutcome> {
    let belongs = |part: &Part| {
        part.measures
            .iter()
            .any(|measure| group.members.contains(measure))
    };
    let (mine, rest): (Vec<Part>, Vec<Part>) = parts.drain(..).partition(belongs);
    *parts = rest;
    let mut sums: Vec<(Option<Value>, Option<Interval>, Vec<Part>)> = Vec::new();
    for part in mine {
        if let Some(item) = part.item {
            run(pack, case, pass, item);
        }
        let key = group.key.map(|node| pass.get(node)).filter(Value::is_point);
        let cap = group.cap.map(|node| pass.number(node));
        match sums
            .iter_mut()
            .find(|(known, _, _)| key.is_some() && *known == key)
        {
            Some((_, _, members)) => members.push(part),
            None => sums.push((key, cap, vec![part])),
        }
    }
    let a_key_is_open = sums.iter().any(|(key, _, _)| key.is_none());
    let mut bounds: Vec<(Cents, Option<Cents>)> = sums
        .iter()
        .map(|(_, cap, members)| capped(sum_lo(members), sum_hi(members), *cap))
        .collect();
    if a_key_is_open {
        keep_greatest_floor(&mut bounds);
    }
    let mut outcomes = Vec::new();
    for ((_, _, members), (lo, hi)) in sums.into_iter().zip(bounds) {
        if members.len() > 1 {
            outcomes.push(GroupOutcome {
                group: id,
                item: None,
                members: members.iter().flat_map(member_rows).collect(),
                winner: None,
                lo,
                hi,
            });
        }
        parts.push(Part {
            measures: group.members.clone(),
            item: None,
            lo,
            hi,
        });
    }
    outcomes
}

fn sum_lo(members: &[Part]) -> Cents {
    members
        .iter()
        .fold(0, |sum, part| sum.saturating_add(part.lo))
}

fn sum_hi(members: &[Part]) -> Option<Cents> {
    members
        .iter()
        .map(|part| part.hi)
        .try_fold(0_i64, |sum, hi| hi.map(|hi| sum.saturating_add(hi)))
}

fn member_rows(part: &Part) -> impl Iterator<Item = (Member, Cents, Option<Cents>)> + '_ {
    part.measures
        .iter()
        .map(|measure| (Member::Measure(*measure), part.lo, part.hi))
}

/// Sums that might turn out to share one limit are sure only of the greatest among them.
fn keep_greatest_floor(bounds: &mut [(Cents, Option<Cents>)]) {
    let greatest = bounds.iter().map(|(lo, _)| *lo).max().unwrap_or(0);
    let mut kept = false;
    for (lo, _) in bounds {
        if *lo == greatest && !kept {
            kept = true;
        } else {
            *lo = 0;
        }
    }
}

/// Runs the block of an item again, for callers that need its values once more
pub(crate) fn rerun<'a>(
    pack: &'a Pack,
    case: &'a Case,
    pass: &mut Workspace,
    item: Option<ItemId>,
) -> Source<'a> {
    let item = item.and_then(|id| case.items.get(id.index()));
    if let Some(item) = item {
        pass.run_item(pack, case, item);
    }
    Source { pack, case, item }
}
