//! Total and sane: bounds in order, no money without a claim, totals that add up, and no number that wraps round.

use proptest::prelude::{prop_assert, prop_assert_eq};
use tradeaid_engine::pack::{InputClass, Nature, Pick};
use tradeaid_engine::{Assessment, Cents, Finding, GroupOutcome, Member, Row, Scope, Status};

use crate::laws::{Outcome, answer, sound};
use crate::model::{Model, Said, bounds, input, pack};
use crate::tape::Tape;

/// Bounds in order, no money without a claim to it, and a total that is the sum of its parts.
pub(crate) fn sane(model: &Model, _: &mut Tape) -> Outcome {
    let Some(answer) = answer(model, 5) else {
        return Ok(());
    };
    for finding in &answer.findings {
        row_is_sane(finding)?;
    }
    for group in &answer.groups {
        group_is_sane(group)?;
    }
    total_adds_up(&answer)?;
    for question in &answer.questions {
        let told = !question.outcomes.is_empty() && question.gain >= 0;
        prop_assert!(told, "{question:?}");
        let class = input(question.open.input).class;
        prop_assert!(class != InputClass::Reading, "{question:?}");
    }
    Ok(())
}

fn in_order(lo: Cents, hi: Option<Cents>) -> bool {
    0 <= lo && hi.is_none_or(|hi| lo <= hi)
}

fn row_is_sane(finding: &Finding) -> Outcome {
    let row = &finding.row;
    let measure = &pack().measures[row.measure.index()];
    let (lo, hi) = (row.amount.lo, row.amount.hi);
    prop_assert!(in_order(lo, hi), "{row:?}");
    let is_absent = row.status == Status::NotApplicable;
    let is_refused = is_absent || row.status == Status::NotEligible;
    prop_assert!(!is_refused || hi == Some(0), "{row:?}");
    prop_assert!(row.status == Status::Eligible || lo == 0, "{row:?}");
    let promises = row.status == Status::Eligible;
    prop_assert!(measure.entitles || !promises, "{row:?}");
    let has_no_item = row.item.is_none() && measure.scope != Scope::Case;
    prop_assert_eq!(is_absent, has_no_item, "{:?}", row);
    let conditions = if is_absent {
        0
    } else {
        measure.conditions.len()
    };
    prop_assert_eq!(finding.reasons.len(), conditions, "{:?}", row);
    let is_settled = row.status != Status::Undetermined;
    let is_explained = is_settled || !finding.open.is_empty() || finding.discretion;
    prop_assert!(is_explained, "nothing is said to keep it open: {row:?}");
    Ok(())
}

fn group_is_sane(group: &GroupOutcome) -> Outcome {
    prop_assert!(in_order(group.lo, group.hi), "{group:?}");
    let members = || group.members.iter();
    if pack().groups[group.group.index()].pick == Pick::Highest {
        let least = members().map(|(_, lo, _)| *lo).max().unwrap_or(0);
        let most = members()
            .map(|(_, _, hi)| *hi)
            .try_fold(0, |most, hi| Some(hi?.max(most)));
        let within = group.hi.is_none_or(|hi| most.is_none_or(|most| hi <= most));
        prop_assert!(group.lo <= least && within, "{group:?}");
        prop_assert!(in_order(group.more_lo, group.more_hi), "{group:?}");
        prop_assert!(beyond_what_others_paid(group), "{group:?}");
    }
    if let Some(winner) = group.winner {
        let (_, won, _) = members().find(|(member, _, _)| *member == winner).unwrap();
        let mut others = members().filter(|(member, _, _)| *member != winner);
        let wins = others.all(|(_, _, hi)| hi.is_some_and(|hi| hi <= *won));
        prop_assert!(wins, "{group:?}");
    }
    Ok(())
}

/// Whether a group brings nothing new beyond its highest measure, less each support that was received instead
fn beyond_what_others_paid(group: &GroupOutcome) -> bool {
    let (mut highest, mut paid) = (Some(0), 0);
    for (member, lo, hi) in &group.members {
        if let Member::Received(_) = member {
            paid += lo;
        } else {
            highest = highest.zip(*hi).map(|(a, b): (Cents, Cents)| a.max(b));
        }
    }
    let most = highest.map(|highest| (highest - paid).max(0));
    most.is_none_or(|most| group.more_hi.is_some_and(|more| more <= most))
}

/// A limit over one item alone is not told as a group, so where there are limits the total may lie below the sum.
fn total_adds_up(answer: &Assessment) -> Outcome {
    let (lo, hi) = total(answer);
    let limits = || pack().groups.iter().filter(|group| group.pick == Pick::Sum);
    let is_limited = |row: &Row| {
        let mut members = limits().flat_map(|group| &group.members);
        row.item.is_some() && members.any(|member| *member == row.measure)
    };
    let told = &answer.total;
    if !answer
        .findings
        .iter()
        .any(|finding| is_limited(&finding.row))
    {
        prop_assert_eq!((told.lo, told.hi), (lo, hi));
        return Ok(());
    }
    let below = hi.is_none_or(|hi| told.hi.is_some_and(|told| told <= hi));
    prop_assert!(told.lo <= lo && below, "{told:?} of {lo} to {hi:?}");
    Ok(())
}

/// The sum over everything that is paid in cash: what is in a group by its group, the rest by itself
fn total(answer: &Assessment) -> (Cents, Option<Cents>) {
    let in_a_group = |row: &Row| {
        answer.groups.iter().any(|group| {
            let has = |member: &Member| *member == Member::Measure(row.measure);
            let limits_all = group.item.is_none();
            (limits_all || group.item == row.item)
                && group.members.iter().any(|(member, _, _)| has(member))
        })
    };
    // What a limit over several items holds enters once, through the limit.
    let below_a_limit = |group: &GroupOutcome| {
        group.item.is_some()
            && answer.groups.iter().any(|limit| {
                limit.item.is_none()
                    && group.members.iter().any(|(member, _, _)| {
                        limit
                            .members
                            .iter()
                            .any(|(limited, _, _)| limited == member)
                    })
            })
    };
    let rows = answer
        .findings
        .iter()
        .map(|finding| &finding.row)
        .filter(|row| {
            pack().measures[row.measure.index()].nature == Nature::Cash && !in_a_group(row)
        })
        .map(|row| (row.amount.lo, row.amount.hi));
    let groups = answer
        .groups
        .iter()
        .filter(|group| !below_a_limit(group))
        .map(|group| (group.more_lo, group.more_hi));
    rows.chain(groups)
        .fold((0, Some(0)), |(lo, hi), (least, most)| {
            (lo + least, hi.zip(most).map(|(hi, most)| hi + most))
        })
}

/// Every number at the end of what is allowed: the case is refused, or what follows is in order and still sound.
pub(crate) fn huge(model: &Model, tape: &mut Tape) -> Outcome {
    let mut large = model.clone();
    for spot in model.spots() {
        let (id, said) = model.at(spot);
        let (Said::Number(span), true) = (said, tape.chance(70)) else {
            continue;
        };
        let (lo, hi, _) = bounds(*id).unwrap();
        let mut span = *span;
        span.hi = span.hi.map(|_| hi);
        if span.lo.is_some() && tape.chance(80) {
            span.lo = Some(if tape.chance(80) { hi } else { lo });
        }
        large = large.with(spot, Said::Number(span));
    }
    sane(&large, tape)?;
    sound(&large, tape)
}
