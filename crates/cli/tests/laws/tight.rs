//! Tight where claimed: of a complete case a few things are opened, and all that they can turn out to be is tried.

use proptest::prelude::prop_assert_eq;
use tradeaid_engine::pack::InputClass;
use tradeaid_engine::{InputId, Row};

use crate::completion::values;
use crate::landmarks::landmarks;
use crate::laws::{Outcome, answer, refines};
use crate::model::{Model, Said, Span, Spot, input, is_override};
use crate::tape::Tape;
use crate::written::Spelling;

/// The most completions that are tried of one case
const MOST: usize = 300;

/// Of a complete case a few things are opened; where an answer is said to be tight, some completion attains its
/// status and each of its bounds.
pub(crate) fn tight(model: &Model, tape: &mut Tape) -> Outcome {
    let (opened, lists) = opened(model, tape);
    let count = lists
        .iter()
        .fold(1_usize, |count, (_, list)| count.saturating_mul(list.len()));
    let Some(partial) = answer(&opened, 0).filter(|_| count <= MOST) else {
        return Ok(());
    };
    let mut hull: Option<Vec<Row>> = None;
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
    let bounds = |row: &Row| (row.status, row.amount.lo, row.amount.hi);
    let rows = partial.findings.iter().zip(hull.into_iter().flatten());
    for (finding, hull) in rows.filter(|(finding, _)| finding.tight) {
        let told = opened.written(Spelling::Plain);
        prop_assert_eq!(bounds(&finding.row), bounds(&hull), "{}", told);
    }
    Ok(())
}

/// The case with up to three things opened, and for each of these the values it can have
fn opened(model: &Model, tape: &mut Tape) -> (Model, Vec<(Spot, Vec<Said>)>) {
    let mut opened = model.clone();
    let mut lists: Vec<(Spot, Vec<Said>)> = Vec::new();
    let spots = model.spots();
    for _ in 0..=tape.below(3) {
        let spot = spots[tape.below(spots.len())];
        let (id, said) = model.at(spot);
        let is_open = lists.iter().any(|(known, _)| *known == spot);
        let wide = widened(*id, said, tape);
        if let Some(wide) = wide.filter(|_| !is_open && !is_override(*id)) {
            lists.push((spot, values(*id, &wide)));
            opened = opened.with(spot, wide);
        }
    }
    (opened, lists)
}

/// Numbers and days are opened between two ends, since a bound at infinity is never attained.
fn widened(id: InputId, said: &Said, tape: &mut Tape) -> Option<Said> {
    Some(match said {
        Said::Choice(_) if input(id).class == InputClass::Reading => Said::Open,
        Said::Truth(_) | Said::Choice(_) => Said::Unknown,
        Said::Number(span) => {
            let other = tape.pick(&landmarks(id).numbers);
            Said::Number(Span {
                lo: span.lo.min(other),
                hi: span.hi.max(other),
                currency: span.currency,
            })
        }
        Said::Days(lo, hi) => {
            let other = tape.pick(&landmarks(id).days);
            Said::Days((*lo).min(other), (*hi).max(other))
        }
        _ => return None,
    })
}
