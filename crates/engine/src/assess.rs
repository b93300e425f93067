//! The whole answer: rows made tight, with what keeps them open, what was assumed and why.

use crate::engine::Engine;
use crate::evaluate::Source;
use crate::group::{GroupOutcome, Total, rerun, settle};
use crate::open::{Observed, OpenInput, observe};
use crate::pack::{Condition, InputClass, Measure};
use crate::question::{Question, questions};
use crate::row::{self, Row};
use crate::{
    Case, Choices, CodeId, InputId, Interval, Node, NodeId, Pack, ProvisionId, Status, TextId,
    Truth, Value, Workspace,
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
#[derive(Clone, Debug, PartialEq)]
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
        let mut case = case.clone();
        let assumed = case.assume_readings(self.pack());
        let mut pass = Workspace::new(self.pack());
        let mut rows = Vec::new();
        self.evaluate(&case, &mut pass, &mut rows);
        let changed = self.changed_by(&mut case, &mut pass, &assumed, &rows);
        pass.run_case(self.pack(), &case);
        let mut findings = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let (row, tight) = self.tighten(&mut case, &mut pass, *row);
            let mut finding = self.finding(&case, &mut pass, row, wanted.trace);
            finding.tight = tight;
            finding.assumptions = self.assumptions(&case, row, &assumed, &changed, index);
            self.warn_of_readings(&mut finding);
            findings.push(finding);
        }
        let rows: Vec<Row> = findings.iter().map(|finding| finding.row).collect();
        let (groups, total) = settle(self.pack(), &case, &mut pass, &rows);
        let derived = self.derived(&case, &mut pass);
        let questions = questions(self, &mut case, &mut pass, &findings, wanted.questions);
        if pass.overflowed() {
            return Err(Overflow);
        }
        Ok(Assessment {
            findings,
            groups,
            total,
            derived,
            questions,
        })
    }

    fn finding(&self, case: &Case, pass: &mut Workspace, row: Row, trace: bool) -> Finding {
        let source = rerun(self.pack(), case, pass, row.item);
        let mut finding = Finding {
            row,
            tight: true,
            open: Vec::new(),
            discretion: false,
            assumptions: Vec::new(),
            warnings: Vec::new(),
            reasons: Vec::new(),
            figures: Vec::new(),
            steps: Vec::new(),
        };
        let Some(measure) = self.pack().measures.get(row.measure.index()) else {
            return finding;
        };
        if row.status == Status::NotApplicable {
            return finding;
        }
        if !row.is_settled() {
            finding.open = row::open_inputs(source, pass, measure, row.status);
        }
        finding.discretion = row::has_discretion(measure, pass, &row);
        finding.warnings = warnings(measure, pass, &row);
        let deciding = deciding(source.pack, pass, measure);
        finding.reasons = measure
            .conditions
            .iter()
            .map(|c| reason(source, pass, c, deciding.contains(&c.node)))
            .collect();
        if row.may_pay() {
            finding.figures = measure
                .figures
                .iter()
                .map(|figure| FigureValue {
                    text: figure.text,
                    provision: figure.provision,
                    value: pass.number(figure.node),
                })
                .collect();
            if trace {
                finding.steps = steps(source, pass, measure);
            }
        }
        finding
    }

    /// For each assumed reading: which rows another option would change
    fn changed_by(
        &self,
        case: &mut Case,
        pass: &mut Workspace,
        assumed: &[InputId],
        rows: &[Row],
    ) -> Vec<Vec<bool>> {
        let mut result = Vec::with_capacity(assumed.len());
        let mut again = Vec::new();
        for reading in assumed {
            let mut changed = vec![false; rows.len()];
            let input = self.pack().input(*reading);
            let known = input.and_then(|input| case.known_mut(input, None).copied());
            let all = input.and_then(|input| input.domain.unknown());
            if let (Some(input), Some(known), Some(all)) = (input, known, all) {
                let others = all.choices().bits() & !known.value.choices().bits();
                for other in Choices::from_bits(others).iter() {
                    set(case, input, Value::Choice(Choices::one(other)));
                    self.evaluate(case, pass, &mut again);
                    for (mark, (before, after)) in changed.iter_mut().zip(rows.iter().zip(&again)) {
                        *mark |= before != after;
                    }
                }
                set(case, input, known.value);
            }
            result.push(changed);
        }
        result
    }

    fn assumptions(
        &self,
        case: &Case,
        row: Row,
        assumed: &[InputId],
        changed: &[Vec<bool>],
        index: usize,
    ) -> Vec<Assumption> {
        let Some(measure) = self.pack().measures.get(row.measure.index()) else {
            return Vec::new();
        };
        if row.status == Status::NotApplicable {
            return Vec::new();
        }
        assumed
            .iter()
            .zip(changed)
            .filter(|(reading, _)| measure.readings.contains(reading))
            .map(|(reading, changed)| Assumption {
                reading: *reading,
                taken: self
                    .pack()
                    .input(*reading)
                    .and_then(|input| case.known(input, None))
                    .map_or(Choices::NONE, |known| known.value.choices()),
                changes_result: changed.get(index).copied().unwrap_or(false),
            })
            .collect()
    }

    /// A reading that leaves a row open, or whose assumption decides it, brings its own warning.
    fn warn_of_readings(&self, finding: &mut Finding) {
        let open = finding.open.iter().map(|open| open.input);
        let decisive = finding
            .assumptions
            .iter()
            .filter(|assumption| assumption.changes_result)
            .map(|assumption| assumption.reading);
        let codes: Vec<CodeId> = open
            .chain(decisive)
            .filter_map(|id| self.pack().input(id))
            .filter(|input| input.class == InputClass::Reading)
            .filter_map(|input| input.warning)
            .collect();
        for code in codes {
            if !finding.warnings.contains(&code) {
                finding.warnings.push(code);
            }
        }
    }

    fn derived(&self, case: &Case, pass: &mut Workspace) -> Vec<Derived> {
        pass.run_case(self.pack(), case);
        let source = Source {
            pack: self.pack(),
            case,
            item: None,
        };
        self.pack()
            .derivations
            .iter()
            .map(|derivation| Derived {
                input: derivation.input,
                value: pass.get(derivation.node),
                provision: derivation.provision,
                inputs: observed_arguments(source, pass, derivation.node),
                given: source
                    .pack
                    .input(derivation.input)
                    .and_then(|input| case.known(input, None))
                    .is_some_and(|known| known.given),
            })
            .collect()
    }
}

fn observed_arguments(source: Source<'_>, pass: &Workspace, node: NodeId) -> Vec<Observed> {
    let mut result: Vec<Observed> = Vec::new();
    if let Some(node) = source.pack.node(node) {
        node.for_each_argument(source.pack, |argument| {
            for seen in observe(source, pass, argument) {
                if !result.contains(&seen) {
                    result.push(seen);
                }
            }
        });
    }
    result
}

fn set(case: &mut Case, input: &crate::pack::Input, value: Value) {
    if let Some(known) = case.known_mut(input, None) {
        known.value = value;
    }
}

fn reason(source: Source<'_>, pass: &Workspace, condition: &Condition, decides: bool) -> Reason {
    Reason {
        text: condition.text,
        provision: condition.provision,
        holds: pass.truth(condition.node),
        inputs: observe(source, pass, condition.node),
        decides,
    }
}

/// The conditions a measure's status turns on, found by walking down from the whole
///
/// Of a failing conjunction the first failing part decides, of an open one the open parts; of a
/// disjunction that holds the first part that holds, of an open one the open parts; else every part.
fn deciding(pack: &Pack, pass: &Workspace, measure: &Measure) -> Vec<NodeId> {
    let mut result = Vec::new();
    let mut pending = vec![measure.eligible];
    while let Some(id) = pending.pop() {
        if measure
            .conditions
            .iter()
            .any(|condition| condition.node == id)
        {
            result.push(id);
            continue;
        }
        let Some(node) = pack.node(id) else {
            continue;
        };
        let truth = pass.truth(id);
        let (parts, single) = match *node {
            Node::All(run) => (pack.arguments_of(run), truth == Truth::False),
            Node::Any(run) => (pack.arguments_of(run), truth == Truth::True),
            _ => {
                node.for_each_argument(pack, |argument| pending.push(argument));
                continue;
            }
        };
        let mut same = parts
            .iter()
            .copied()
            .filter(|part| pass.truth(*part) == truth);
        if single {
            pending.extend(same.next());
        } else {
            pending.extend(same);
        }
    }
    result
}

fn warnings(measure: &Measure, pass: &Workspace, row: &Row) -> Vec<CodeId> {
    let mut codes = Vec::new();
    for warning in &measure.warnings {
        let applies = warning
            .when
            .is_none_or(|node| pass.truth(node) == Truth::True);
        let shown = row.may_pay() || warning.on_refusal;
        if applies && shown && !codes.contains(&warning.code) {
            codes.push(warning.code);
        }
    }
    codes
}

fn steps(source: Source<'_>, pass: &Workspace, measure: &Measure) -> Vec<Step> {
    let mut steps = Vec::new();
    for alternative in &measure.amount {
        let when = alternative
            .when
            .map_or(Truth::True, |node| pass.truth(node));
        if when == Truth::False {
            continue;
        }
        let parts = [
            (StepKind::Floor, alternative.floor),
            (
                StepKind::Ceiling,
                alternative
                    .ceiling
                    .filter(|node| Some(*node) != alternative.floor),
            ),
            (StepKind::Cap, alternative.cap),
        ];
        steps.extend(parts.into_iter().filter_map(|(kind, node)| {
            node.map(|node| Step {
                kind,
                text: alternative.text,
                provision: alternative.provision,
                value: pass.number(node),
                inputs: observe(source, pass, node),
            })
        }));
        if when == Truth::True {
            break;
        }
    }
    steps
}
