//! The laws: monotone, sound, tight where claimed, total, blind to order and spelling, and never wrapping round.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::{RngSeed, TestCaseError};
use tradeaid_engine::pack::{Domain, InputClass, Nature, Pick};
use tradeaid_engine::{Assessment, Scope, Status, Wanted};

use crate::completion::{completed, values};
use crate::generate::{Fullness, model};
use crate::model::{Model, Said, Spot, input, is_override, pack};
use crate::room::leaves_room;
use crate::support::calculator;
use crate::tape::Tape;
use crate::written::Spelling;

type Outcome = Result<(), TestCaseError>;

fn config(cases: u32) -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return ProptestConfig::default();
    }
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_240_205),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn forgetting_only_widens(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Partial, monotone)?;
    }

    #[test]
    fn no_completion_lies_outside_the_answer(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Partial, sound)?;
    }

    #[test]
    fn tight_bounds_are_attained(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Complete, tight)?;
    }

    #[test]
    fn every_case_gets_a_sane_answer(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Partial, sane)?;
    }

    #[test]
    fn order_and_spelling_change_nothing(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Partial, order)?;
    }

    #[test]
    fn huge_numbers_are_refused_or_right(words in vec(any::<u16>(), 300)) {
        held(&words, Fullness::Partial, huge)?;
    }
}

/// Holds a case against a law and tells the case where it breaks the law
fn held(words: &[u16], fullness: Fullness, law: fn(&Model, &mut Tape) -> Outcome) -> Outcome {
    let mut tape = Tape::new(words);
    let model = model(&mut tape, fullness);
    let told = |error| TestCaseError::fail(format!("{error}\n{}", model.written(Spelling::Plain)));
    law(&model, &mut tape).map_err(told)
}

/// The answer to a case; nothing if the case is refused
fn answer(model: &Model, questions: usize) -> Option<Assessment> {
    let wanted = Wanted {
        trace: true,
        questions,
    };
    calculator().assess(&model.read()?, wanted).ok()
}

fn refines(wide: &Assessment, narrow: &Assessment, because: &Model) -> Outcome {
    leaves_room(wide, narrow).map_err(|error| {
        TestCaseError::fail(format!("{error}\n{}", because.written(Spelling::Plain)))
    })
}

/// Forgetting any one thing never flips a definite status and never shrinks bounds.
///
/// An assumed reading is forgotten by leaving it open. Not forgotten is what overrides the pack's own value of a
/// parameter, or its derivation where it contradicts that: falling silent does not make such an input unknown but
/// brings another value back.
fn monotone(model: &Model, _: &mut Tape) -> Outcome {
    let Some(full) = answer(model, 0) else {
        return Ok(());
    };
    for spot in model.spots() {
        let (id, said) = model.at(spot);
        if matches!(said, Said::Unknown | Said::Open) || contradicts(model, spot) {
            continue;
        }
        let silent = match input(*id).class {
            InputClass::Reading => Said::Open,
            _ => Said::Unknown,
        };
        let less = model.with(spot, silent);
        if let Some(wider) = answer(&less, 0) {
            refines(&wider, &full, &less)?;
        }
        if let Said::Years(years) = said {
            for forgotten in 0..years.len() {
                let mut years = years.clone();
                years.remove(forgotten);
                let less = model.with(spot, Said::Years(years));
                if let Some(wider) = answer(&less, 0) {
                    refines(&wider, &full, &less)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether what is said contradicts what the pack would take or derive if it were not said
fn contradicts(model: &Model, spot: Spot) -> bool {
    let (id, said) = model.at(spot);
    if !is_override(*id) {
        return false;
    }
    let Said::Choice(options) = said else {
        return true;
    };
    let derived = answer(&model.with(spot, Said::Unknown), 0).and_then(|answer| {
        let found = answer.derived.iter().find(|derived| derived.input == *id);
        found.map(|derived| derived.value.choices().bits())
    });
    derived.is_none_or(|derived| derived & options == 0)
}

/// Whatever the open inputs turn out to be, the answer then lies inside the answer now.
fn sound(model: &Model, tape: &mut Tape) -> Outcome {
    let Some(partial) = answer(model, 0) else {
        return Ok(());
    };
    for _ in 0..6 {
        let full = completed(model, tape);
        if let Some(narrow) = answer(&full, 0) {
            refines(&partial, &narrow, &full)?;
        }
    }
    Ok(())
}

/// Of a complete case a few things are opened; where an answer is said to be tight, some completion attains its
/// status and each of its bounds. Numbers are opened between two ends, since a bound at infinity is never attained.
fn tight(model: &Model, tape: &mut Tape) -> Outcome {
    let mut opened = model.clone();
    let mut lists: Vec<(Spot, Vec<Said>)> = Vec::new();
    let spots = model.spots();
    for _ in 0..1 + tape.below(3) {
        let spot = spots[tape.below(spots.len())];
        let (id, said) = model.at(spot);
        let reading = input(*id).class == InputClass::Reading;
        let open = match said {
            _ if is_override(*id) || lists.iter().any(|(known, _)| *known == spot) => continue,
            Said::Choice(_) if reading => Said::Open,
            Said::Truth(_) | Said::Choice(_) => Said::Unknown,
            Said::Number(span) => {
                let list = values(*id, &Said::Unknown);
                let other = match &list[tape.below(list.len())] {
                    Said::Number(other) => other.lo,
                    _ => continue,
                };
                let mut wide = *span;
                wide.lo = span.lo.min(other);
                wide.hi = span.hi.max(other);
                Said::Number(wide)
            }
            Said::Days(lo, hi) => {
                let days = &crate::landmarks::landmarks(*id).days;
                let other = tape.pick(days);
                Said::Days((*lo).min(other), (*hi).max(other))
            }
            _ => continue,
        };
        let list = values(*id, &open);
        opened = opened.with(spot, open);
        lists.push((spot, list));
    }
    let count = lists
        .iter()
        .fold(1_usize, |count, (_, list)| count.saturating_mul(list.len()));
    let Some(partial) = answer(&opened, 0).filter(|_| count <= 300) else {
        return Ok(());
    };
    let mut hull: Option<Vec<tradeaid_engine::Row>> = None;
    for number in 0..count {
        let mut rest = number;
        let mut full = opened.clone();
        for (spot, list) in &lists {
            full = full.with(*spot, list[rest % list.len()].clone());
            rest /= list.len();
        }
        // A completion that contradicts itself is none; the bounds may then be attained only there.
        let Some(narrow) = answer(&full, 0) else {
            return Ok(());
        };
        refines(&partial, &narrow, &full)?;
        let rows = narrow.findings.iter().map(|finding| finding.row);
        hull = Some(match hull {
            Some(known) => known
                .into_iter()
                .zip(rows)
                .map(|(a, b)| a.hull(b))
                .collect(),
            None => rows.collect(),
        });
    }
    for (finding, hull) in partial.findings.iter().zip(hull.into_iter().flatten()) {
        let row = &finding.row;
        let bounds = |row: &tradeaid_engine::Row| (row.status, row.amount.lo, row.amount.hi);
        if finding.tight {
            prop_assert_eq!(
                bounds(row),
                bounds(&hull),
                "{:?}\n{}",
                row,
                opened.written(Spelling::Plain)
            );
        }
    }
    Ok(())
}

/// Bounds in order, no money without a claim to it, and a total that is the sum of its parts.
fn sane(model: &Model, _: &mut Tape) -> Outcome {
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
            let beaten = |hi: &Option<i128>| hi.is_some_and(|hi| hi <= *lo);
            prop_assert!(
                members().all(|(member, _, hi)| *member == winner || beaten(hi)),
                "{group:?}"
            );
        }
    }
    prop_assert_eq!((answer.total.lo, answer.total.hi), total(&answer));
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
fn total(answer: &Assessment) -> (i128, Option<i128>) {
    let in_a_group = |row: &tradeaid_engine::Row| {
        answer.groups.iter().any(|group| {
            let has = |member: &tradeaid_engine::Member| {
                *member == tradeaid_engine::Member::Measure(row.measure)
            };
            let limits_all = group.item.is_none();
            (limits_all || group.item == row.item)
                && group.members.iter().any(|(member, _, _)| has(member))
        })
    };
    // What a limit over several items holds enters once, through the limit.
    let below_a_limit = |group: &tradeaid_engine::GroupOutcome| {
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
        .map(|group| (group.lo, group.hi));
    rows.chain(groups)
        .fold((0, Some(0)), |(lo, hi), (least, most)| {
            (lo + least, hi.zip(most).map(|(hi, most)| hi + most))
        })
}

/// The same case in another spelling has the same id and the same answer to the byte; another case has another id;
/// items in another order have the same rows.
fn order(model: &Model, tape: &mut Tape) -> Outcome {
    let calculator = calculator();
    let wanted = Wanted {
        trace: true,
        questions: 3,
    };
    let written = |spelling| {
        let case = calculator.read_case(&model.written(spelling)).unwrap();
        let answer = calculator.assess(&case, wanted).ok()?;
        Some((
            calculator.result_id(&case),
            calculator.write_assessment(&case, &answer, wanted),
        ))
    };
    let Some((id, plain)) = written(Spelling::Plain) else {
        return Ok(());
    };
    prop_assert_eq!(written(Spelling::Otherwise), Some((id.clone(), plain)));

    for spot in model.spots() {
        let (input_id, said) = model.at(spot);
        let list = values(*input_id, &Said::Unknown);
        let other = list[tape.below(list.len())].clone();
        let unsaid = matches!(input(*input_id).domain, Domain::Reference | Domain::Text);
        if other == *said || unsaid || input(*input_id).yearly {
            continue;
        }
        if let Some(case) = model.with(spot, other).read() {
            prop_assert!(
                calculator.result_id(&case) != id,
                "another {input_id:?}, the same id"
            );
        }
    }

    let mut turned = model.clone();
    turned.items.reverse();
    turned.items.sort_by_key(|item| item.kind);
    let (Some(one), Some(two)) = (model.read(), turned.read()) else {
        return Ok(());
    };
    let (Ok(first), Ok(second)) = (
        calculator.assess(&one, wanted),
        calculator.assess(&two, wanted),
    ) else {
        return Ok(());
    };
    prop_assert_eq!(first.total, second.total);
    for finding in &first.findings {
        let name = |case: &tradeaid_wire::KnownCase, row: &tradeaid_engine::Row| {
            row.item.map(|item| case.item_id(item).to_owned())
        };
        let same = second.findings.iter().find(|other| {
            other.row.measure == finding.row.measure
                && name(&two, &other.row) == name(&one, &finding.row)
        });
        prop_assert_eq!(
            same.map(|same| (same.row.status, same.row.amount)),
            Some((finding.row.status, finding.row.amount))
        );
    }
    Ok(())
}

/// Every number at the end of what is allowed: the case is refused, or what follows is in order and still sound.
fn huge(model: &Model, tape: &mut Tape) -> Outcome {
    let mut large = model.clone();
    for spot in model.spots() {
        let (id, said) = model.at(spot);
        let (Said::Number(span), true) = (said, tape.chance(70)) else {
            continue;
        };
        let (lo, hi, _) = crate::model::bounds(*id).unwrap();
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
