//! What all cash comes to as far as there are numbers, for people to read: a support without a number is counted, and
//! does not take the number from all others.

use crate::pack::{Nature, Pick};
use crate::{AmountKind, Assessment, Cents, Finding, GroupOutcome, Member, Pack};

/// What all cash comes to, as far as there are numbers
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Never less than this
    pub lo: Cents,
    /// Not more than this, but for what has no number
    pub hi: Cents,
    /// How many supports have no number
    pub missing: usize,
}

/// What all cash comes to, as far as there are numbers
#[must_use]
pub fn tally(pack: &Pack, answer: &Assessment) -> Tally {
    let (mut upper, mut missing): (Cents, usize) = (0, 0);
    for finding in &answer.findings {
        let measure = pack.measures.get(finding.row.measure.index());
        let cash = measure.is_some_and(|measure| measure.nature == Nature::Cash);
        if !cash || !finding.row.may_pay() {
            continue;
        }
        let bound = figure(finding);
        missing += usize::from(bound.is_none());
        if !in_any_group(answer, finding) {
            upper = upper.saturating_add(bound.unwrap_or(0));
        }
    }
    for group in &answer.groups {
        let more = if picks(pack, group) == Some(Pick::Sum) {
            group.hi.unwrap_or(0)
        } else if in_a_sum(pack, answer, group) {
            0
        } else {
            new_money(answer, group)
        };
        upper = upper.saturating_add(more);
    }
    Tally {
        lo: answer.total.lo,
        hi: upper.max(answer.total.lo),
        missing,
    }
}

/// How a group makes one support of several
fn picks(pack: &Pack, outcome: &GroupOutcome) -> Option<Pick> {
    let group = pack.groups.get(outcome.group.index())?;
    Some(group.pick)
}

/// The upper bound of a finding, unless only the cost itself bounds what the document gives no figure for
fn figure(finding: &Finding) -> Option<Cents> {
    let amount = finding.row.amount;
    amount.hi.filter(|_| amount.kind != AmountKind::Unknown)
}

/// The most that a group with one winner brings beyond what was received already
fn new_money(answer: &Assessment, group: &GroupOutcome) -> Cents {
    let (mut highest, mut received): (Cents, Cents) = (0, 0);
    for (member, lo, _) in &group.members {
        let Member::Measure(id) = member else {
            received = received.saturating_add(*lo);
            continue;
        };
        for finding in &answer.findings {
            if finding.row.measure == *id && finding.row.item == group.item {
                highest = highest.max(figure(finding).unwrap_or(0));
            }
        }
    }
    let most = highest.max(received) - received;
    group.more_hi.map_or(most, |hi| hi.min(most))
}

/// Whether a group has a member
fn has(group: &GroupOutcome, wanted: Member) -> bool {
    for (member, ..) in &group.members {
        if *member == wanted {
            return true;
        }
    }
    false
}

fn in_any_group(answer: &Assessment, finding: &Finding) -> bool {
    let own = Member::Measure(finding.row.measure);
    for group in &answer.groups {
        if (group.item.is_none() || group.item == finding.row.item) && has(group, own) {
            return true;
        }
    }
    false
}

/// Whether what a group comes to is counted again in a sum with a limit of its own
fn in_a_sum(pack: &Pack, answer: &Assessment, group: &GroupOutcome) -> bool {
    for other in &answer.groups {
        if picks(pack, other) != Some(Pick::Sum) {
            continue;
        }
        for (member, ..) in &group.members {
            if has(other, *member) {
                return true;
            }
        }
    }
    false
}
