//! The next best question: what each answer to an open fact would change, by its cells.

use crate::amount::Cents;
use crate::assess::Finding;
use crate::cells::{self, Cell, Place};
use crate::engine::Engine;
use crate::group::{rerun, settle};
use crate::open::OpenInput;
use crate::pack::InputClass;
use crate::row::Row;
use crate::{Case, ItemId, MeasureId, NodeId, Status, Workspace};

/// An open fact worth asking for
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Which fact
    pub open: OpenInput,
    /// Of which item
    pub item: Option<ItemId>,
    /// By how many cents the total narrows, on average over the outcomes
    pub gain: Cents,
    /// The measures that every answer settles
    pub resolves: Vec<MeasureId>,
    /// What follows from which answer
    pub outcomes: Vec<Outcome>,
    unsettled_drop: i64,
    unbounded_drop: i64,
}

/// Answers that lead to the same statuses
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The answers
    pub when: Cell,
    /// The statuses that differ from answer to answer, or from now
    pub then: Vec<(MeasureId, Status)>,
}

/// How open an answer is
#[derive(Clone, Copy, Debug)]
struct Openness {
    width: Cents,
    unsettled: i64,
    unbounded: i64,
}

/// One cell tried
struct Trial {
    when: Cell,
    statuses: Vec<(MeasureId, Status)>,
    openness: Openness,
}

/// The best questions, best first, at most `limit`
pub(crate) fn questions(
    engine: &Engine,
    case: &mut Case,
    pass: &mut Workspace,
    findings: &[Finding],
    limit: usize,
) -> Vec<Question> {
    if limit == 0 {
        return Vec::new();
    }
    let rows: Vec<Row> = findings.iter().map(|finding| finding.row).collect();
    let mut loose = Vec::new();
    engine.evaluate(case, pass, &mut loose);
    let now = openness(engine, case, pass, &loose);
    let mut result: Vec<Question> = candidates(engine, findings)
        .into_iter()
        .filter_map(|place| question(engine, case, pass, findings, &rows, now, place))
        .collect();
    result.sort_by_key(|question| {
        (
            -question.unbounded_drop,
            -question.gain,
            -question.unsettled_drop,
        )
    });
    result.truncate(limit);
    result
}

/// The open facts of all rows, each once, in the order of the rows
fn candidates(engine: &Engine, findings: &[Finding]) -> Vec<Place> {
    let mut result: Vec<Place> = Vec::new();
    for finding in findings {
        for open in &finding.open {
            let Some(input) = engine.pack().input(open.input) else {
                continue;
            };
            let place = Place::new(input, *open, finding.row.item);
            let can_be_put = !input.yearly || open.year.is_some();
            // What a locality sets for one item, such as its share of a booth fee, the enterprise can look up.
            let can_be_asked = match input.class {
                InputClass::Fact => true,
                InputClass::Parameter => place.item.is_some(),
                InputClass::Reading => false,
            };
            if can_be_asked && can_be_put && !result.contains(&place) {
                result.push(place);
            }
        }
    }
    result
}

fn question(
    engine: &Engine,
    case: &mut Case,
    pass: &mut Workspace,
    findings: &[Finding],
    rows: &[Row],
    now: Openness,
    place: Place,
) -> Option<Question> {
    let cone = affected_nodes(engine, findings, place);
    pass.run_case(engine.pack(), case);
    let source = rerun(engine.pack(), case, pass, place.item);
    let cells = cells::cells(source, pass, &cone, place.open);
    let mut trials: Vec<Trial> = Vec::new();
    for cell in cells {
        let trial = try_cell(engine, case, pass, place, cell);
        merge(&mut trials, trial);
    }
    let counted = i64::try_from(trials.len())
        .ok()
        .filter(|count| *count > 0)?;
    let total = |pick: fn(&Openness) -> i64| trials.iter().map(|t| pick(&t.openness)).sum::<i64>();
    let width = added(trials.iter().map(|trial| trial.openness.width));
    let gain = now.width.saturating_sub(width.checked_div(counted)?);
    let unsettled_drop = now.unsettled.saturating_mul(counted) - total(|o| o.unsettled);
    let unbounded_drop = now.unbounded.saturating_mul(counted) - total(|o| o.unbounded);
    if gain <= 0 && unsettled_drop <= 0 && unbounded_drop <= 0 {
        return None;
    }
    Some(Question {
        open: place.open,
        item: place.item,
        gain: gain.max(0),
        resolves: resolved(rows, &trials),
        outcomes: outcomes(rows, &trials),
        unsettled_drop: unsettled_drop.checked_div(counted)?,
        unbounded_drop: unbounded_drop.checked_div(counted)?,
    })
}

fn affected_nodes(engine: &Engine, findings: &[Finding], place: Place) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = findings
        .iter()
        .filter(|finding| finding.open.contains(&place.open))
        .flat_map(|finding| engine.cone(finding.row.measure).iter().copied())
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn try_cell(
    engine: &Engine,
    case: &mut Case,
    pass: &mut Workspace,
    place: Place,
    cell: Cell,
) -> Trial {
    let mut rows = Vec::new();
    let mut open = Openness {
        width: 0,
        unsettled: 0,
        unbounded: 0,
    };
    engine.with_cell(case, place, cell, |case| {
        engine.evaluate(case, pass, &mut rows);
        open = openness(engine, case, pass, &rows);
    });
    // An answer is one value of its cell, so what only the cell's own width keeps without a bound is bounded then.
    if let Some(point) = cell.least() {
        engine.with_cell(case, place, point, |case| {
            let mut at_point = Vec::new();
            engine.evaluate(case, pass, &mut at_point);
            open.unbounded = openness(engine, case, pass, &at_point).unbounded;
        });
    }
    Trial {
        when: cell,
        statuses: statuses(&rows),
        openness: open,
    }
}

/// One status a measure; items that differ leave it undetermined
fn statuses(rows: &[Row]) -> Vec<(MeasureId, Status)> {
    let mut result: Vec<(MeasureId, Status)> = Vec::new();
    for row in rows {
        match result
            .iter_mut()
            .find(|(measure, _)| *measure == row.measure)
        {
            Some((_, status)) if *status != row.status => *status = Status::Undetermined,
            Some(_) => {}
            None => result.push((row.measure, row.status)),
        }
    }
    result
}

fn merge(trials: &mut Vec<Trial>, next: Trial) {
    if let Some(last) = trials.last_mut()
        && last.statuses == next.statuses
        && last.when.exists == next.when.exists
    {
        last.when.value = last.when.value.hull(next.when.value);
        last.openness.width = last.openness.width.max(next.openness.width);
        last.openness.unbounded = last.openness.unbounded.max(next.openness.unbounded);
        return;
    }
    trials.push(next);
}

fn resolved(rows: &[Row], trials: &[Trial]) -> Vec<MeasureId> {
    statuses(rows)
        .into_iter()
        .filter(|(measure, now)| {
            *now == Status::Undetermined
                && trials.iter().all(|trial| {
                    trial
                        .statuses
                        .iter()
                        .any(|(other, status)| other == measure && *status != Status::Undetermined)
                })
        })
        .map(|(measure, _)| measure)
        .collect()
}

fn outcomes(rows: &[Row], trials: &[Trial]) -> Vec<Outcome> {
    let now = statuses(rows);
    let moves = |measure: MeasureId| {
        let before = now
            .iter()
            .find(|(known, _)| *known == measure)
            .map(|(_, status)| *status);
        trials.iter().any(|trial| {
            trial
                .statuses
                .iter()
                .any(|(known, status)| *known == measure && Some(*status) != before)
        })
    };
    trials
        .iter()
        .map(|trial| Outcome {
            when: trial.when,
            then: trial
                .statuses
                .iter()
                .filter(|(measure, _)| moves(*measure))
                .copied()
                .collect(),
        })
        .collect()
}

fn openness(engine: &Engine, case: &Case, pass: &mut Workspace, rows: &[Row]) -> Openness {
    let (groups, _) = settle(engine.pack(), case, pass, rows);
    let width = |lo: Cents, hi: Option<Cents>| hi.map_or(0, |hi| hi.saturating_sub(lo));
    let grouped = added(groups.iter().map(|group| width(group.lo, group.hi)));
    let in_group = |row: &Row| {
        groups
            .iter()
            .any(|group| group.item == row.item && row.item.is_some())
    };
    let singles = rows.iter().filter(|row| row.may_pay() && !in_group(row));
    let single = added(singles.map(|row| width(row.amount.lo, row.amount.hi)));
    let count = |pick: fn(&&Row) -> bool| {
        i64::try_from(rows.iter().filter(pick).count()).unwrap_or(i64::MAX)
    };
    Openness {
        width: grouped.saturating_add(single),
        unsettled: count(|row| row.status == Status::Undetermined),
        unbounded: count(|row| row.may_pay() && row.amount.hi.is_none()),
    }
}

/// Widths only rank questions, so a sum too large to hold may stay at the most there is.
fn added(widths: impl Iterator<Item = Cents>) -> Cents {
    widths.fold(0, Cents::saturating_add)
}
