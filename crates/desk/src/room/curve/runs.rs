//! A curve as runs: stretches in which a status stays and an amount moves without a jump, with their edges. Of the two
//! neighbouring values between which something jumps, the rounder one is the threshold that the document names.

use tradeaid_engine::{Number, Row, Status};
use tradeaid_wire::decimal;

/// Where a run begins or ends
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    /// The threshold
    pub(super) at: Number,
    /// Whether the threshold itself belongs to this run
    pub(super) is_here: bool,
}

/// A stretch of values
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) first: Number,
    pub(super) last: Number,
    pub(super) from: Option<Edge>,
    pub(super) to: Option<Edge>,
    pub(super) status: Status,
}

impl Run {
    /// Whether a value lies in it
    pub(super) fn has(&self, at: Number) -> bool {
        let is_behind = self.from.is_none() || self.first <= at;
        is_behind && (self.to.is_none() || at <= self.last)
    }
}

/// The runs of a measure; `step` is the distance of two neighbouring values
pub(super) fn runs(points: &[(Number, Row)], step: Number) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<(Number, Row)> = None;
    for (at, row) in points {
        let jump = before.filter(|(from, other)| jumps((*from, other), (*at, row), step));
        match (runs.last_mut(), jump) {
            (Some(run), None) => run.last = *at,
            (last, _) => {
                let edges = jump.map(|(from, _)| edges(from, *at));
                if let (Some(run), Some((to, _))) = (last, edges) {
                    run.to = Some(to);
                }
                runs.push(Run {
                    first: *at,
                    last: *at,
                    from: edges.map(|(_, from)| from),
                    to: None,
                    status: row.status,
                });
            }
        }
        before = Some((*at, *row));
    }
    runs
}

/// Whether something jumps between two values
fn jumps((from, before): (Number, &Row), (to, row): (Number, &Row), step: Number) -> bool {
    let are_neighbours = to.minus(from).is_some_and(|gap| gap <= step);
    // A kind that changes where the amounts meet is no jump: nothing and at most nothing are the same money.
    let is_endless = before.amount.hi.is_some() != row.amount.hi.is_some();
    before.status != row.status || is_endless || (are_neighbours && leaps(before, row))
}

/// Whether an amount moves further than one step of a figure moves it
fn leaps(before: &Row, row: &Row) -> bool {
    let far = |one: i64, other: i64| one.abs_diff(other) > 100;
    let ends = before.amount.hi.zip(row.amount.hi);
    far(before.amount.lo, row.amount.lo) || ends.is_some_and(|(one, other)| far(one, other))
}

/// The edges between two neighbours: of the run that ends, and of the one that begins
fn edges(last: Number, first: Number) -> (Edge, Edge) {
    let length = |number| decimal(number).map_or(0, |text| text.trim_end_matches('0').len());
    let ends_here = length(last) <= length(first);
    let at = if ends_here { last } else { first };
    let edge = |is_here| Edge { at, is_here };
    (edge(ends_here), edge(!ends_here))
}

#[cfg(test)]
mod tests {
    use tradeaid_engine::{Amount, AmountKind, MeasureId};

    use super::*;

    fn row(status: Status, hi: i64) -> Row {
        Row {
            measure: MeasureId(0),
            item: None,
            status,
            amount: Amount {
                kind: AmountKind::AtMost,
                lo: 0,
                hi: Some(hi),
            },
        }
    }

    #[test]
    fn of_two_neighbours_the_rounder_is_the_threshold() {
        let number = |text: &str| Number::parse(text).unwrap();
        let points = [
            (number("0"), row(Status::Eligible, 5)),
            (number("30000000"), row(Status::Eligible, 5)),
            (number("30000000.01"), row(Status::NotEligible, 0)),
            (number("60000000"), row(Status::NotEligible, 0)),
        ];
        let runs = runs(&points, number("0.01"));
        assert_eq!(runs.len(), 2);
        let at = number("30000000");
        assert_eq!(runs[0].to, Some(Edge { at, is_here: true }));
        assert_eq!(runs[1].from, Some(Edge { at, is_here: false }));
        assert!(runs[0].has(at) && !runs[1].has(at));
    }
}
