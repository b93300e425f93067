//! Tight where claimed: of a complete case a few things are opened, and all that they can turn out to be is tried.

use proptest::prelude::prop_assert_eq;
use tradeaid_engine::Row;
use tradeaid_engine::pack::InputClass;

use crate::completion::values;
use crate::landmarks::landmarks;
use crate::laws::{Outcome, answer, refines};
use crate::model::{Model, Said, Spot, input, is_override};
use crate::tape::Tape;
use crate::written::Spelling;

/// The most completions that are tried of one case
const MOST: usize = 300;

/// Of a complete case a few things are opened; where an answer is said to be tight, some completion attains its
/// status and each of its bounds. Numbers are opened between two ends, since a bound at infinity is never attained.
pub(crate) fn tight(model: &Model, tape: &mut Tape) -> Outcome {
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
                let days = &landmarks(*id).days;
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
    for (finding, hull) in partial.findings.iter().zip(hull.into_iter().flatten()) {
        let row = &finding.row;
        let bounds = |row: &Row| (row.status, row.amount.lo, row.amount.hi);
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
