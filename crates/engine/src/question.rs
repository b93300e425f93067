//! The next best question: what each answer to an open fact would change, by its cells.

use crate::amount::Cents;
use crate::assess::Finding;
use crate::cells::{self, Cell, Place};
use crate::cone;
use crate::engine::Worksheet;
use crate::group::settle;
use crate::open::OpenInput;
use crate::pack::{InputClass, Nature, Pack};
use crate::row::Row;
use crate::{ItemId, MeasureId, NodeId, Status};

/// More than there can be services in a pack
const MONEY_WEIGHT: i64 = 1 << 16;

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
    openness: Openness,
}

/// The search for the best questions
pub(crate) struct Asking<'a, 'b> {
    sheet: &'a mut Worksheet<'b>,
    findings: &'a [Finding],
    /// The rows before they were made tight
    loose: &'a [Row],
    /// The rows of the cell that is tried
    rows: Vec<Row>,
    trials: Vec<Trial>,
    /// The statuses that hold now, and then those of trial after trial, measure by measure
    statuses: Vec<Status>,
}

impl<'a, 'b> Asking<'a, 'b> {
    /// A search over the findings of a case, whose case-level block has been run
    pub(crate) fn new(
        sheet: &'a mut Worksheet<'b>,
        findings: &'a [Finding],
        loose: &'a [Row],
    ) -> Self {
        Self {
            sheet,
            findings,
            loose,
            rows: Vec::new(),
            trials: Vec::new(),
            statuses: Vec::new(),
        }
    }

    /// Adds the best questions, best first, at most `limit`
    pub(crate) fn best(&mut self, limit: usize, result: &mut Vec<Question>) {
        self.take_loose();
        let now = self.openness();
        for finding in self.findings {
            push_status(&mut self.statuses, 0, &finding.row);
        }
        for place in &self.candidates() {
            self.take_loose();
            self.try_cells(place);
            let Some(mut question) = self.question(place, &now) else {
                continue;
            };
            let behind = result
                .iter()
                .position(|known| known.rank() < question.rank());
            let behind = behind.unwrap_or(result.len());
            if behind < limit {
                self.compare(&mut question);
                result.insert(behind, question);
            }
        }
        result.truncate(limit);
    }

    fn take_loose(&mut self) {
        self.rows.clear();
        self.rows.extend_from_slice(self.loose);
    }

    /// The open facts of all rows, each once, in the order of the rows
    fn candidates(&self) -> Vec<Place> {
        let pack = self.sheet.pack();
        let mut result: Vec<Place> = Vec::new();
        for finding in self.findings {
            for open in &finding.open {
                let Some(input) = pack.input(open.input) else {
                    continue;
                };
                let place = Place::of(pack, *open, finding.row.item);
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

    /// The nodes of all measures that a place keeps open
    fn affected_nodes(&self, place: &Place) -> Vec<NodeId> {
        let mut marked = vec![false; self.sheet.pack().nodes.len()];
        for finding in self.findings {
            if finding.open.contains(&place.open)
                && let Some((_, nodes)) = self.sheet.engine.resting(finding.row.measure)
            {
                for node in nodes {
                    if let Some(mark) = marked.get_mut(node.index()) {
                        *mark = true;
                    }
                }
            }
        }
        cone::listed(&marked)
    }

    /// Tries every cell of a place; neighbours that lead to the same statuses count as one
    fn try_cells(&mut self, place: &Place) {
        let nodes = self.affected_nodes(place);
        self.sheet.run_case();
        let cells = cells::cells(&self.sheet.view(place.item), &nodes, place.open);
        self.trials.clear();
        self.statuses.truncate(self.sheet.pack().measures.len());
        for cell in &cells {
            let mut openness = self.try_cell(place, cell);
            let start = self.statuses.len();
            for row in &self.rows {
                push_status(&mut self.statuses, start, row);
            }
            // An answer is one value of its cell, so what only the cell's own width keeps without a bound is bounded then.
            if let Some(point) = cell.least() {
                openness.unbounded = self.try_cell(place, &point).unbounded;
            }
            if let Some(last) = self.trials.last_mut()
                && last.when.exists == cell.exists
                && let Some((before, these)) = self.statuses.split_at_checked(start)
                && before.ends_with(these)
            {
                last.when.value.widen(&cell.value);
                last.openness.width = last.openness.width.max(openness.width);
                last.openness.unbounded = last.openness.unbounded.max(openness.unbounded);
                self.statuses.truncate(start);
                continue;
            }
            self.trials.push(Trial {
                when: *cell,
                openness,
            });
        }
    }

    /// Reads the rows with a cell put in place, of an item only its own, and tells how open they are
    fn try_cell(&mut self, place: &Place, cell: &Cell) -> Openness {
        let mut known = cell.known();
        self.sheet.swap(place, &mut known);
        self.sheet.evaluate_for(place.item, &mut self.rows);
        let openness = self.openness();
        self.sheet.swap(place, &mut known);
        openness
    }

    fn openness(&mut self) -> Openness {
        let mut groups = Vec::new();
        settle(self.sheet, &self.rows, &mut groups);
        let mut open = Openness::default();
        // Widths only rank questions, so a sum too large to hold may stay at the most there is.
        let mut widen = |lo: Cents, hi: Option<Cents>| {
            open.width = open.width.saturating_add(hi.map_or(0, |hi| hi - lo));
        };
        for group in &groups {
            widen(group.lo, group.hi);
        }
        for row in &self.rows {
            if row.status == Status::Undetermined {
                open.unsettled += weight(self.sheet.pack(), row.measure);
            }
            if !row.may_pay() {
                continue;
            }
            open.unbounded += i64::from(row.amount.hi.is_none());
            let is_grouped =
                row.item.is_some() && groups.iter().any(|group| group.item == row.item);
            if !is_grouped {
                widen(row.amount.lo, row.amount.hi);
            }
        }
        open
    }

    /// What a question is worth, if it is worth asking
    fn question(&self, place: &Place, now: &Openness) -> Option<Question> {
        let (mut width, mut unsettled, mut unbounded): (Cents, i64, i64) = (0, 0, 0);
        for Trial { openness, .. } in &self.trials {
            width = width.saturating_add(openness.width);
            unsettled += now.unsettled - openness.unsettled;
            unbounded += now.unbounded - openness.unbounded;
        }
        let counted = i64::try_from(self.trials.len()).ok()?;
        let gain = now.width - width.checked_div(counted)?;
        (gain > 0 || unsettled > 0 || unbounded > 0).then(|| Question {
            open: place.open,
            item: place.item,
            gain: gain.max(0),
            resolves: Vec::new(),
            outcomes: Vec::new(),
            unsettled_drop: unsettled / counted,
            unbounded_drop: unbounded / counted,
        })
    }

    /// Notes what follows from each answer: the statuses that differ from answer to answer, or from now, and the
    /// measures that every answer settles
    fn compare(&self, question: &mut Question) {
        for trial in &self.trials {
            question.outcomes.push(Outcome {
                when: trial.when,
                then: Vec::new(),
            });
        }
        for (measure, _) in (0_u16..).map(MeasureId).zip(&self.sheet.pack().measures) {
            let before = self.status(0, measure);
            let (mut differs, mut settles) = (false, before == Status::Undetermined);
            for (trial, _) in (1..).zip(&self.trials) {
                let status = self.status(trial, measure);
                differs |= status != before;
                settles &= status != Status::Undetermined;
            }
            if settles {
                question.resolves.push(measure);
            }
            for (trial, outcome) in (1..).zip(&mut question.outcomes) {
                if differs {
                    outcome.then.push((measure, self.status(trial, measure)));
                }
            }
        }
    }

    /// The status of a measure now, which is number nought, or in a trial
    fn status(&self, trial: usize, measure: MeasureId) -> Status {
        let start = trial.saturating_mul(self.sheet.pack().measures.len());
        let status = self.statuses.get(start.saturating_add(measure.index()));
        *status.unwrap_or(&Status::NotApplicable)
    }
}

/// How much a measure that is not settled counts: any number of services less than one that touches money
fn weight(pack: &Pack, measure: MeasureId) -> i64 {
    let measure = pack.measures.get(measure.index());
    if measure.is_some_and(|measure| measure.nature == Nature::Service) {
        return 1;
    }
    MONEY_WEIGHT
}

/// Adds a row's status to those that begin at `start`, one a measure; items that differ leave it undetermined
fn push_status(statuses: &mut Vec<Status>, start: usize, row: &Row) {
    match statuses.get_mut(start.saturating_add(row.measure.index())) {
        Some(status) if *status != row.status => *status = Status::Undetermined,
        Some(_) => {}
        None => statuses.push(row.status),
    }
}

impl Question {
    const fn rank(&self) -> [i64; 3] {
        [self.unbounded_drop, self.gain, self.unsettled_drop]
    }
}
