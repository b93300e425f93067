//! Total and sane: bounds in order, no money without a claim, totals that add up, and no number that wraps round.

use proptest::prelude::{prop_assert, prop_assert_eq};
use tradeaid_engine::pack::{InputClass, Nature, Pick};
use tradeaid_engine::{Assessment, Cents, GroupOutcome, Member, Row, Scope, Status};

use crate::laws::{Outcome, answer, sound};
use crate::model::{Model, Said, bounds, input, pack};
use crate::tape::Tape;

/// Bounds in order, no money without a claim to it, and a total that is the sum of its parts.
pub(crate) fn sane(model: &Model, _: &mut Tape) -> Outcome {
    let Some(answer) = answer(model, 5) else {
        return Ok(());
    };
    for finding in &answer.findings {
        let (row, amount) = (&finding.row, &finding.row.amount);
        prop_assert!(
            0 <= amount.lo && amount.hi.is_none_or(|hi| amount.lo <= hi),
            "{row:?}"
        );
        let refused = matches!(row.status, Status::NotEligible | Status::NotApplicable);
        prop_assert!(!refused || amount.hi == Some(0), "{row:?}");
        prop_assert!(row.status == Status::Eligible || amount.lo == 0, "{row:?}");
        let measure = &pack().measures[row.measure.index()];
        prop_assert!(
            measure.entitles || row.status != Status::Eligible,
            "{row:?}"
        );
        prop_assert_eq!(
            row.status == Status::NotApplicable,
            row.item.is_none() && measure.scope != Scope::Case
        );
        prop_assert_eq!(
            finding.reasons.len(),
            if row.status == Status::NotApplicable {
                0
            } else {
                measure.conditions.len()
            }
        );
        let explained =
            row.status != Status::Undetermined || !finding.open.is_empty() || finding.discretion;
        prop_assert!(explained, "nothing is said to keep it open: {row:?}");
    }
    for group in &answer.groups {
        let members = || group.members.iter();
        let most = members()
            .map(|(_, _, hi)| *hi)
            .try_fold(0, |most, hi| Some(hi?.max(most)));
        if pack().groups[group.group.index()].pick == Pick::Highest {
            let least = members().map(|(_, lo, _)| *lo).max().unwrap_or(0);
            prop_assert!(group.lo <= least, "{group:?}");
            prop_assert!(
                group.hi.is_none_or(|hi| most.is_none_or(|most| hi <= most)),
                "{group:?}"
            );
        }
        prop_assert!(
            0 <= group.lo && group.hi.is_none_or(|hi| group.lo <= hi),
            "{group:?}"
        );
        if let Some(winner) = group.winner {
            let (_, lo, _) = members().find(|(member, _, _)| *member == winner).unwrap();
            let beaten = |hi: &Option<Cents>| hi.is_some_and(|hi| hi <= *lo);
            prop_assert!(
                members().all(|(member, _, hi)| *member == winner || beaten(hi)),
                "{group:?}"
            );
        }
    }
    let (lo, hi) = total(&answer);
    let is_limited = |row: &Row| {
        let sums = pack().groups.iter().filter(|group| group.pick == Pick::Sum);
        row.item.is_some()
            && sums
                .flat_map(|group| &group.members)
                .any(|member| *member == row.measure)
    };
    if answer
        .findings
        .iter()
        .any(|finding| is_limited(&finding.row))
    {
        let most = answer
            .total
            .hi
            .is_some_and(|most| hi.is_none_or(|hi| most <= hi));
        prop_assert!(
            answer.total.lo <= lo && (most || hi.is_none()),
            "{:?}",
            answer.total
        );
    } else {
        prop_assert_eq!((answer.total.lo, answer.total.hi), (lo, hi));
    }
    for question in &answer.questions {
        prop_assert!(
            !question.outcomes.is_empty() && question.gain >= 0,
            "{question:?}"
        );
        prop_assert!(
            input(question.open.input).class == InputClass::Fact,
            "{question:?}"
        );
    }
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
        .map(new_money);
    rows.chain(groups)
        .fold((0, Some(0)), |(lo, hi), (least, most)| {
            (lo + least, hi.zip(most).map(|(hi, most)| hi + most))
        })
}

/// What a group brings beyond what others have paid already
fn new_money(group: &GroupOutcome) -> (Cents, Option<Cents>) {
    let received = || {
        let members = group.members.iter();
        members.filter(|(member, _, _)| matches!(member, Member::Received(_)))
    };
    let paid_at_least = received().map(|(_, lo, _)| *lo).max().unwrap_or(0);
    let paid_at_most = received().try_fold(0, |most, (_, _, hi)| hi.map(|hi| hi.max(most)));
    let lo = paid_at_most.map_or(0, |paid| (group.lo - paid).max(0));
    (lo, group.hi.map(|hi| (hi - paid_at_least).max(0)))
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
