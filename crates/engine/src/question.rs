//! The next best question: what each answer to an open fact would change, by its cells.

use crate::amount::Cents;
use crate::assess::Finding;
use crate::cells::{self, Cell, Place};
use crate::cone;
use crate::engine::Engine;
use crate::evaluate::{Source, View};
use crate::group::settle;
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
#[derive(Clone, Copy, Default)]
struct Openness {
    width: Cents,
    unsettled: i64,
    unbounded: i64,
}

/// One cell tried
struct Trial {
    when: Cell,
    /// Measure by measure
    statuses: Vec<Status>,
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
    let mut result: Vec<Question> = Vec::new();
    if limit == 0 {
        return result;
    }
    let mut loose = Vec::new();
    engine.evaluate(case, pass, &mut loose);
    let now = openness(engine, case, pass, &loose);
    let mut rows = Vec::new();
    for finding in findings {
        rows.push(finding.row);
    }
    let statuses = statuses(&rows);
    for place in &candidates(engine, findings) {
        let cone = affected_nodes(engine, findings, *place);
        rows.clone_from(&loose);
        let trials = trials(engine, case, pass, &cone, *place, &mut rows);
        let Some(question) = question(*place, now, &statuses, &trials) else {
            continue;
        };
        let behind = result
            .iter()
            .position(|known| known.rank() < question.rank());
        result.insert(behind.unwrap_or(result.len()), question);
    }
    result.truncate(limit);
    result
}

impl Question {
    const fn rank(&self) -> [i64; 3] {
        [self.unbounded_drop, self.gain, self.unsettled_drop]
    }
}

/// The open facts of all rows, each once, in the order of the rows
fn candidates(engine: &Engine, findings: &[Finding]) -> Vec<Place> {
    let mut result: Vec<Place> = Vec::new();
    for finding in findings {
        for open in &finding.open {
            let Some(input) = engine.pack().input(open.input) else {
                continue;
            };
            let place = Place::of(engine.pack(), *open, finding.row.item);
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

/// What a question is worth, from the statuses that hold now and what each answer would make of them
fn question(
    place: Place,
    now: Openness,
    statuses: &[Status],
    trials: &[Trial],
) -> Option<Question> {
    let counted = i64::try_from(trials.len()).ok()?;
    let mut width: Cents = 0;
    let mut unsettled_drop = now.unsettled.saturating_mul(counted);
    let mut unbounded_drop = now.unbounded.saturating_mul(counted);
    for trial in trials {
        width = width.saturating_add(trial.openness.width);
        unsettled_drop = unsettled_drop.saturating_sub(trial.openness.unsettled);
        unbounded_drop = unbounded_drop.saturating_sub(trial.openness.unbounded);
    }
    let gain = now.width.saturating_sub(width.checked_div(counted)?);
    if gain <= 0 && unsettled_drop <= 0 && unbounded_drop <= 0 {
        return None;
    }
    let mut question = Question {
        open: place.open,
        item: place.item,
        gain: gain.max(0),
        resolves: Vec::new(),
        outcomes: Vec::new(),
        unsettled_drop: unsettled_drop.checked_div(counted)?,
        unbounded_drop: unbounded_drop.checked_div(counted)?,
    };
    for trial in trials {
        question.outcomes.push(Outcome {
            when: trial.when,
            then: Vec::new(),
        });
    }
    for (index, before) in (0_u16..).zip(statuses) {
        let measure = MeasureId(index);
        let is_always = |wanted: &dyn Fn(Status) -> bool| {
            trials.iter().all(|trial| {
                trial
                    .statuses
                    .get(measure.index())
                    .is_some_and(|status| wanted(*status))
            })
        };
        if is_always(&|status| status == *before) {
            continue;
        }
        if *before == Status::Undetermined && is_always(&|status| status != Status::Undetermined) {
            question.resolves.push(measure);
        }
        for (outcome, trial) in question.outcomes.iter_mut().zip(trials) {
            if let Some(status) = trial.statuses.get(measure.index()) {
                outcome.then.push((measure, *status));
            }
        }
    }
    Some(question)
}

fn affected_nodes(engine: &Engine, findings: &[Finding], place: Place) -> Vec<NodeId> {
    let mut marked = vec![false; engine.pack().nodes.len()];
    for finding in findings {
        if finding.open.contains(&place.open) {
            for node in engine.cone(finding.row.measure) {
                if let Some(mark) = marked.get_mut(node.index()) {
                    *mark = true;
                }
            }
        }
    }
    cone::listed(&marked)
}

/// Tries every cell of a place; neighbours that lead to the same statuses count as one
///
/// The rows are those of the case as it is; afterwards they are those of a trial.
fn trials(
    engine: &Engine,
    case: &mut Case,
    pass: &mut Workspace,
    cone: &[NodeId],
    place: Place,
    rows: &mut Vec<Row>,
) -> Vec<Trial> {
    pass.run_case(engine.pack(), case);
    let view = View::run(Source::of(engine.pack(), case, place.item), pass);
    let cells = cells::cells(&view, cone, place.open);
    let mut trials: Vec<Trial> = Vec::new();
    for cell in &cells {
        let mut open = try_cell(engine, case, pass, place, *cell, rows);
        let statuses = statuses(rows);
        // An answer is one value of its cell, so what only the cell's own width keeps without a bound is bounded then.
        if let Some(point) = cell.least() {
            open.unbounded = try_cell(engine, case, pass, place, point, rows).unbounded;
        }
        if let Some(last) = trials.last_mut()
            && last.statuses == statuses
            && last.when.exists == cell.exists
        {
            last.when.value = last.when.value.hull(cell.value);
            last.openness.width = last.openness.width.max(open.width);
            last.openness.unbounded = last.openness.unbounded.max(open.unbounded);
            continue;
        }
        trials.push(Trial {
            when: *cell,
            statuses,
            openness: open,
        });
    }
    trials
}

/// Reads the rows with a cell put in place, of an item only its own, and tells how open they are
fn try_cell(
    engine: &Engine,
    case: &mut Case,
    pass: &mut Workspace,
    place: Place,
    cell: Cell,
    rows: &mut Vec<Row>,
) -> Openness {
    let mut known = cell.known();
    place.swap(engine.pack(), case, &mut known);
    match place.item {
        Some(item) => engine.evaluate_item(case, pass, item, rows),
        None => engine.evaluate(case, pass, rows),
    }
    let open = openness(engine, case, pass, rows);
    place.swap(engine.pack(), case, &mut known);
    open
}

/// One status a measure; items that differ leave it undetermined
fn statuses(rows: &[Row]) -> Vec<Status> {
    let mut result: Vec<Status> = Vec::new();
    for row in rows {
        match result.get_mut(row.measure.index()) {
            Some(status) if *status != row.status => *status = Status::Undetermined,
            Some(_) => {}
            None => result.push(row.status),
        }
    }
    result
}

fn openness(engine: &Engine, case: &Case, pass: &mut Workspace, rows: &[Row]) -> Openness {
    let (groups, _) = settle(engine.pack(), case, pass, rows);
    let mut open = Openness::default();
    // Widths only rank questions, so a sum too large to hold may stay at the most there is.
    let mut widen = |lo: Cents, hi: Option<Cents>| {
        let width = hi.map_or(0, |hi| hi.saturating_sub(lo));
        open.width = open.width.saturating_add(width);
    };
    for group in &groups {
        widen(group.lo, group.hi);
    }
    for row in rows {
        let is_grouped = row.item.is_some() && groups.iter().any(|group| group.item == row.item);
        if row.may_pay() && !is_grouped {
            widen(row.amount.lo, row.amount.hi);
        }
    }
    for row in rows {
        open.unsettled += i64::from(row.status == Status::Undetermined);
        open.unbounded += i64::from(row.may_pay() && row.amount.hi.is_none());
    }
    open
}
