//! The whole answer: rows made tight, with what keeps them open, what was assumed and why.

use crate::amount::each_possible;
use crate::engine::{Engine, Worksheet};
use crate::evaluate::View;
use crate::group::{GroupOutcome, Total, settle};
use crate::node::walk;
use crate::open::{Observed, OpenInput, observe};
use crate::pack::{InputClass, Measure};
use crate::question::{Asking, Question};
use crate::row::{self, Row};
use crate::{
    Case, Choices, CodeId, InputId, Interval, Known, Node, NodeId, Pack, ProvisionId, Status,
    TextId, Truth, Value,
};

/// How much of an answer is wanted
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Every step of every row
    pub trace: bool,
    /// How many of the next best questions
    pub questions: usize,
}

/// What follows from a case
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// One finding for each measure and item
    pub findings: Vec<Finding>,
    /// What the groups come to
    pub groups: Vec<GroupOutcome>,
    /// What all cash comes to
    pub total: Total,
    /// What the pack derived
    pub derived: Vec<Derived>,
    /// What to ask next, best first
    pub questions: Vec<Question>,
}

/// A row with its grounds
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Status and bounds
    pub row: Row,
    /// Whether the bounds are as narrow as the open inputs allow
    pub tight: bool,
    /// The inputs that keep it open
    pub open: Vec<OpenInput>,
    /// Whether the document leaves room to the authority
    pub discretion: bool,
    /// The readings that were assumed
    pub assumptions: Vec<Assumption>,
    /// The pack's warnings
    pub warnings: Vec<CodeId>,
    /// Its leaf conditions
    pub reasons: Vec<Reason>,
    /// Figures beside the amount
    pub figures: Vec<FigureValue>,
    /// The steps of the amount, when a trace was wanted
    pub steps: Vec<Step>,
}

/// A reading that a case did not settle and the pack assumes
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The reading
    pub reading: InputId,
    /// What was taken
    pub taken: Choices,
    /// Whether another reading would change the row
    pub changes_result: bool,
}

/// One leaf condition and what became of it
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Its sentence
    pub text: TextId,
    /// The provision it rests on
    pub provision: ProvisionId,
    /// Whether it holds
    pub holds: Truth,
    /// What it looked at
    pub inputs: Vec<Observed>,
    /// Whether the status turns on it: a failing one, one still open, or one of those that together suffice
    pub decides: bool,
}

/// A figure beside the amount
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureValue {
    /// Its name
    pub text: TextId,
    /// The provision it rests on
    pub provision: ProvisionId,
    /// Its value
    pub value: Interval,
}

/// What a step of an amount is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The floor the law names
    Floor,
    /// The ceiling the law names
    Ceiling,
    /// The cost that no support exceeds; derived, not written
    Cap,
}

/// One step of an amount
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is
    pub kind: StepKind,
    /// The sentence that says how it is reckoned
    pub text: Option<TextId>,
    /// The provision it rests on
    pub provision: ProvisionId,
    /// Its value, unrounded
    pub value: Interval,
    /// What it looked at
    pub inputs: Vec<Observed>,
}

/// What the pack derived for an input
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The input
    pub input: InputId,
    /// What it came to
    pub value: Value,
    /// The provision it rests on
    pub provision: ProvisionId,
    /// What it looked at
    pub inputs: Vec<Observed>,
    /// Whether the case gives the input itself
    pub given: bool,
}

/// A number left the range of the arithmetic: the case is refused
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

impl Engine {
    /// The whole answer for a case
    ///
    /// # Example
    /// ```
    /// use tradeaid_engine::{Case, Engine, Pack, Wanted};
    /// let engine = Engine::new(Pack::default()).map_err(|fault| format!("{fault:?}"))?;
    /// let answer = engine.assess(&Case::unknown(engine.pack()), Wanted::default());
    /// assert!(answer.is_ok_and(|answer| answer.findings.is_empty() && answer.total.complete));
    /// # Ok::<(), String>(())
    /// ```
    pub fn assess(&self, case: &Case, wanted: Wanted) -> Result<Assessment, Overflow> {
        let mut sheet = Worksheet::new(self, case);
        let assumed = sheet.case.assume_readings(self.pack());
        let mut loose = Vec::new();
        sheet.evaluate(&mut loose);
        let mut rows = loose.clone();
        let mut answer = Assessment::default();
        for row in &mut rows {
            answer.findings.push(sheet.finding(row, wanted.trace));
        }
        answer.total = settle(&mut sheet, &rows, &mut answer.groups);
        sheet.derive(&mut answer.derived);
        if wanted.questions > 0 {
            Asking::new(&mut sheet, &answer.findings, &loose)
                .best(wanted.questions, &mut answer.questions);
        }
        for reading in &assumed {
            sheet.note_assumption(*reading, &loose, &mut answer.findings);
        }
        for finding in &mut answer.findings {
            warn_of_readings(self.pack(), finding);
        }
        if sheet.pass.overflowed() {
            return Err(Overflow);
        }
        Ok(answer)
    }

    /// Status and bounds alone: the rows of [`Engine::assess`], tight, and what all cash comes to
    pub fn bounds(&self, case: &Case) -> Result<(Vec<Row>, Total), Overflow> {
        let mut sheet = Worksheet::new(self, case);
        sheet.case.assume_readings(self.pack());
        let mut rows = Vec::new();
        sheet.evaluate(&mut rows);
        for row in &mut rows {
            sheet.tighten(row);
        }
        let total = settle(&mut sheet, &rows, &mut Vec::new());
        if sheet.pass.overflowed() {
            return Err(Overflow);
        }
        Ok((rows, total))
    }
}

impl<'a> Worksheet<'a> {
    /// Makes a row tight and gives it its grounds
    fn finding(&mut self, row: &mut Row, trace: bool) -> Finding {
        let tight = self.tighten(row);
        let mut finding = Finding {
            row: *row,
            tight,
            open: Vec::new(),
            discretion: false,
            assumptions: Vec::new(),
            warnings: Vec::new(),
            reasons: Vec::new(),
            figures: Vec::new(),
            steps: Vec::new(),
        };
        if let Some(measure) = self.applying(row) {
            explain(&self.view(row.item), measure, trace, &mut finding);
            self.warn(measure, &mut finding);
        }
        finding
    }

    /// Adds the pack's warnings of a row: those that may apply, whatever is open
    fn warn(&mut self, measure: &Measure, finding: &mut Finding) {
        for warning in &measure.warnings {
            let shown = finding.row.may_pay() || warning.on_refusal;
            let item = finding.row.item;
            if shown
                && !finding.warnings.contains(&warning.code)
                && warning.when.is_none_or(|node| self.may_hold(node, item))
            {
                finding.warnings.push(warning.code);
            }
        }
    }

    /// The measure of a row, if it applies
    fn applying(&self, row: &Row) -> Option<&'a Measure> {
        let measure = self.pack().measures.get(row.measure.index());
        measure.filter(|_| row.status != Status::NotApplicable)
    }

    /// Notes what was taken for an assumed reading, and where another option of it would change a row
    fn note_assumption(&mut self, reading: InputId, rows: &[Row], findings: &mut [Finding]) {
        let Some(input) = self.pack().input(reading) else {
            return;
        };
        let Some(known) = self.case.known(input, None) else {
            return;
        };
        let taken = *known;
        for finding in findings.iter_mut() {
            let measure = self.applying(&finding.row);
            if measure.is_some_and(|measure| measure.readings.contains(&reading)) {
                finding.assumptions.push(Assumption {
                    reading,
                    taken: taken.value.choices(),
                    changes_result: false,
                });
            }
        }
        let options = Known::unknown(input).value.choices();
        let mut again = Vec::new();
        for option in options.without(taken.value.choices()).iter() {
            if let Some(known) = self.case.known_mut(input, None) {
                known.value = Value::Choice(Choices::one(option));
            }
            self.evaluate(&mut again);
            for ((finding, before), after) in findings.iter_mut().zip(rows).zip(&again) {
                if (before.status, before.amount) != (after.status, after.amount)
                    && let Some(latest) = finding.assumptions.last_mut()
                    && latest.reading == reading
                {
                    latest.changes_result = true;
                }
            }
        }
        if let Some(known) = self.case.known_mut(input, None) {
            *known = taken;
        }
    }

    /// Adds what the pack derives; the case-level block must have been run
    fn derive(&mut self, derived: &mut Vec<Derived>) {
        let view = self.view(None);
        for derivation in &view.pack.derivations {
            let mut inputs: Vec<Observed> = Vec::new();
            if let Some(node) = view.pack.node(derivation.node) {
                node.for_each_argument(view.pack, |argument| {
                    for seen in &observe(&view, argument) {
                        if !inputs.contains(seen) {
                            inputs.push(*seen);
                        }
                    }
                });
            }
            let known = view.known(derivation.input);
            derived.push(Derived {
                input: derivation.input,
                value: *view.pass.get(derivation.node),
                provision: derivation.provision,
                inputs,
                given: known.is_some_and(|known| known.given),
            });
        }
    }
}

/// A reading that leaves a row open, or whose assumption decides it, brings its own warning.
fn warn_of_readings(pack: &Pack, finding: &mut Finding) {
    let warnings = &mut finding.warnings;
    let mut warn = |reading: InputId| {
        if let Some(input) = pack.input(reading)
            && input.class == InputClass::Reading
            && let Some(code) = input.warning
            && !warnings.contains(&code)
        {
            warnings.push(code);
        }
    };
    for open in &finding.open {
        warn(open.input);
    }
    for assumption in &finding.assumptions {
        if assumption.changes_result {
            warn(assumption.reading);
        }
    }
}

/// Gives a finding its grounds
fn explain(view: &View<'_>, measure: &Measure, trace: bool, finding: &mut Finding) {
    let pass = &view.pass;
    let may_pay = finding.row.may_pay();
    if !finding.row.is_settled() {
        finding.open = row::open_inputs(view, measure, &finding.row);
    }
    finding.discretion = row::has_discretion(measure, pass, &finding.row);
    let deciding = deciding(view, measure);
    for condition in &measure.conditions {
        finding.reasons.push(Reason {
            text: condition.text,
            provision: condition.provision,
            holds: pass.truth(condition.node),
            inputs: observe(view, condition.node),
            decides: deciding.contains(&condition.node),
        });
    }
    if !may_pay {
        return;
    }
    for figure in &measure.figures {
        finding.figures.push(FigureValue {
            text: figure.text,
            provision: figure.provision,
            value: *pass.number(figure.node),
        });
    }
    if trace {
        each_possible(measure, pass, &mut |alternative| {
            let ceiling = alternative
                .ceiling
                .filter(|node| Some(*node) != alternative.floor);
            let mut add = |kind: StepKind, node: Option<NodeId>| {
                if let Some(node) = node {
                    finding.steps.push(Step {
                        kind,
                        text: alternative.text,
                        provision: alternative.provision,
                        value: *pass.number(node),
                        inputs: observe(view, node),
                    });
                }
            };
            add(StepKind::Floor, alternative.floor);
            add(StepKind::Ceiling, ceiling);
            add(StepKind::Cap, alternative.cap);
        });
    }
}

/// The conditions a measure's status turns on, found by walking down from the whole
///
/// Of a failing conjunction the first failing part decides, of an open one the open parts; of a
/// disjunction that holds the first part that holds, of an open one the open parts; else every part.
fn deciding(view: &View<'_>, measure: &Measure) -> Vec<NodeId> {
    let mut result = Vec::new();
    walk(
        view.pack,
        vec![measure.eligible],
        &mut |id, node, pending| {
            if measure.conditions.iter().any(|c| c.node == id) {
                result.push(id);
                return;
            }
            let truth = view.pass.truth(id);
            // What part of it decides: every one, those of its own truth, or the first of those
            let (like, single) = match node {
                Node::All(_) => (true, truth == Truth::False),
                Node::Any(_) => (true, truth == Truth::True),
                _ => (false, false),
            };
            let before = pending.len();
            node.for_each_argument(view.pack, |argument| {
                let found = single && pending.len() > before;
                if !found && (!like || view.pass.truth(argument) == truth) {
                    pending.push(argument);
                }
            });
        },
    );
    result
}
