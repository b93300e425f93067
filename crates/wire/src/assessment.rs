//! Writes the engine's answer as the contract has it: ids become names, cents become money.

use tradeaid_engine::{
    AmountKind, Assessment, Cents, Date, Derived, Finding, GroupOutcome, InputId, InputName,
    ItemId, MeasureId, Member, Number, OpenInput, Outcome, ProvisionId, Question, Rounding, Step,
    TextId, Total,
};

use self::value::truth;
use crate::calculator::{Calculator, ENGINE_VERSION};
use crate::case::KnownCase;
use crate::figure::{day, decimal, money};
use crate::json::Writer;
use crate::text::{at_dot, digits};
use crate::types;
use crate::words::{AmountKindWord, ClassWord, NatureWord, PickWord, StatusWord, StepKindWord};

mod value;
mod warnings;

/// Writes an answer, whose steps stand in it when a trace was asked for
pub(crate) fn write(
    calculator: &Calculator,
    case: &KnownCase,
    answer: &Assessment,
    trace: bool,
) -> String {
    let mut scribe = Scribe::new(calculator, case);
    scribe.whole(answer, trace);
    scribe.w.finish()
}

/// Names and case beside the answer they explain, and the text so far
pub(crate) struct Scribe<'a> {
    calculator: &'a Calculator,
    case: &'a KnownCase,
    pub(crate) w: Writer,
}

impl<'a> Scribe<'a> {
    /// Nothing written yet
    pub(crate) const fn new(calculator: &'a Calculator, case: &'a KnownCase) -> Self {
        Self {
            calculator,
            case,
            w: Writer::new(),
        }
    }

    fn whole(&mut self, answer: &Assessment, trace: bool) {
        let calculator = self.calculator;
        self.w.open_record(types::Assessment::KEYS);
        signature(&mut self.w, calculator);
        self.w.text_or_null(self.case.as_of.map(day).as_deref());
        self.w.text(&calculator.result_id(self.case));
        self.w.open_map();
        for derived in &answer.derived {
            self.derived(derived);
        }
        self.w.close_map();
        self.w.open_list();
        for finding in &answer.findings {
            self.finding(answer, finding, trace);
        }
        self.w.close_list();
        self.w.open_list();
        for group in &answer.groups {
            self.group(group);
        }
        self.w.close_list();
        self.totals(answer.total);
        self.w.open_list();
        for question in &answer.questions {
            self.question(question);
        }
        self.w.close_list();
        self.w.close_map();
    }

    fn name(&self, id: InputId) -> Option<&'a InputName> {
        self.calculator.names().inputs.get(id.index())
    }

    pub(crate) fn path(&self, id: InputId) -> &'a str {
        self.name(id).map_or("", |name| &name.path)
    }

    pub(crate) fn measure(&self, id: MeasureId) -> &'a str {
        let name = self.calculator.names().measures.get(id.index());
        name.map_or("", |name| &name.id)
    }

    pub(crate) fn item_id(&self, item: ItemId) -> &'a str {
        self.case.item_id(item)
    }

    fn provision(&mut self, id: ProvisionId) {
        let name = self.calculator.names().provisions.get(id.index());
        self.w.text(name.map_or("", |name| &name.pinpoint));
    }

    fn text(&mut self, id: TextId) {
        let text = self.calculator.names().texts.get(id.index());
        self.w.text(text.map_or("", String::as_str));
    }

    fn currency(&mut self) {
        let base = self.calculator.names().currencies.first();
        self.w.text(base.map_or("", |currency| &currency.code));
    }

    fn year(&mut self, year: Option<i32>) {
        self.w.text_or_skip(year.map(self::year).as_deref());
    }

    fn money(&mut self, cents: Option<Cents>) {
        self.w.text_or_skip(cents.map(money).as_deref());
    }

    fn decimal(&mut self, number: Number) {
        self.w.text_or_skip(decimal(number).as_deref());
    }

    fn finding(&mut self, answer: &Assessment, finding: &Finding, trace: bool) {
        let row = &finding.row;
        let names = self.calculator.names().measures.get(row.measure.index());
        let pack = self.calculator.engine().pack();
        let (Some(name), Some(measure)) = (names, pack.measures.get(row.measure.index())) else {
            return;
        };
        self.w.open_record(types::MeasureAnswer::KEYS);
        self.w.text(&name.id);
        self.provision(measure.provision);
        self.w
            .text_or_skip(row.item.map(|item| self.case.item_id(item)));
        self.w.text(StatusWord(row.status).word());
        self.amount(row.amount.kind, row.amount.lo, row.amount.hi);
        self.w.text(NatureWord(measure.nature).word());
        let leaves_to = finding.discretion.then_some(measure.provision);
        self.open(&finding.open, leaves_to);
        self.assumptions(finding);
        self.w.open_list();
        for code in &self.calculator.warnings(answer, finding) {
            self.w.text(code);
        }
        self.w.close_list();
        self.reasons(finding);
        self.figures(finding);
        self.w.bool(finding.tight);
        self.w.open_list();
        for authority in &name.authorities {
            self.w.text(authority);
        }
        self.w.close_list();
        self.w.text(&name.how);
        if trace {
            self.w.open_list();
            for step in &finding.steps {
                self.step(step);
            }
            self.w.close_list();
        }
        self.w.close_map();
    }

    pub(crate) fn amount(&mut self, kind: AmountKind, lo: Cents, hi: Option<Cents>) {
        self.w.open_record(types::AmountAnswer::KEYS);
        self.w.text(AmountKindWord(kind).word());
        // A ceiling on a price has no least value.
        self.money((kind != AmountKind::FeeCeiling).then_some(lo));
        self.money(hi);
        self.currency();
        self.w.close_map();
    }

    /// What is open, and the provision that leaves discretion
    fn open(&mut self, open: &[OpenInput], leaves_to: Option<ProvisionId>) {
        self.w.open_list();
        for open in open {
            self.w.open_record(types::OpenAnswer::KEYS);
            self.w.text(self.path(open.input));
            self.year(open.year);
            let class = self.calculator.class_of(open.input);
            self.w.text(ClassWord(class).word());
            self.w.close_map();
        }
        if let Some(provision) = leaves_to {
            self.w.open_record(types::OpenAnswer::KEYS);
            self.w.skip();
            self.w.skip();
            self.w.text("discretion");
            self.provision(provision);
            self.w.close_map();
        }
        self.w.close_list();
    }

    fn assumptions(&mut self, finding: &Finding) {
        self.w.open_list();
        for assumption in &finding.assumptions {
            let Some(name) = self.name(assumption.reading) else {
                continue;
            };
            let option = assumption.taken.as_point();
            let option = option.and_then(|option| name.options.get(usize::from(option)));
            self.w.open_record(types::AssumptionAnswer::KEYS);
            self.w.text(at_dot(&name.path).1);
            self.w.text(option.map_or("open", String::as_str));
            self.w.bool(assumption.changes_result);
            if let Some(provision) = name.provision {
                self.provision(provision);
            }
            self.w.close_map();
        }
        self.w.close_list();
    }

    fn reasons(&mut self, finding: &Finding) {
        self.w.open_list();
        for reason in &finding.reasons {
            self.w.open_record(types::ReasonAnswer::KEYS);
            self.text(reason.text);
            truth(&mut self.w, reason.holds);
            self.provision(reason.provision);
            self.observed(&reason.inputs);
            self.w.bool(reason.decides);
            self.w.close_map();
        }
        self.w.close_list();
    }

    fn figures(&mut self, finding: &Finding) {
        self.w.open_list();
        for figure in &finding.figures {
            self.w.open_record(types::FigureAnswer::KEYS);
            self.text(figure.text);
            self.provision(figure.provision);
            self.money(figure.value.lo.to_cents(Rounding::HalfUp));
            self.money(figure.value.hi.to_cents(Rounding::HalfUp));
            self.w.close_map();
        }
        self.w.close_list();
    }

    fn step(&mut self, step: &Step) {
        self.w.open_record(types::StepAnswer::KEYS);
        self.w.text(StepKindWord(step.kind).word());
        match step.text {
            Some(text) => self.text(text),
            None => self.w.skip(),
        }
        self.provision(step.provision);
        self.decimal(step.value.lo);
        self.decimal(step.value.hi);
        self.observed(&step.inputs);
        self.w.close_map();
    }

    fn derived(&mut self, derived: &Derived) {
        self.w.key(self.path(derived.input));
        self.w.open_record(types::DerivedAnswer::KEYS);
        self.value(derived.input, derived.value);
        self.provision(derived.provision);
        self.w.bool(derived.given);
        self.observed(&derived.inputs);
        self.w.close_map();
    }

    fn group(&mut self, outcome: &GroupOutcome) {
        let names = &self.calculator.names().groups;
        let group = self
            .calculator
            .engine()
            .pack()
            .groups
            .get(outcome.group.index());
        let (Some(name), Some(group)) = (names.get(outcome.group.index()), group) else {
            return;
        };
        self.w.open_record(types::GroupAnswer::KEYS);
        self.w.text(name);
        self.w
            .text_or_skip(outcome.item.map(|item| self.case.item_id(item)));
        self.w.text(PickWord(group.pick).word());
        self.provision(group.provision);
        self.w.open_list();
        for (who, lo, hi) in &outcome.members {
            self.w.open_record(types::MemberAnswer::KEYS);
            self.w.text(self.member(*who));
            self.w.bool(matches!(who, Member::Received(_)));
            self.money(Some(*lo));
            self.money(*hi);
            self.w.close_map();
        }
        self.w.close_list();
        self.w
            .text_or_null(outcome.winner.map(|winner| self.member(winner)));
        let kind = if outcome.hi == Some(outcome.lo) {
            AmountKind::Exact
        } else {
            AmountKind::Range
        };
        self.amount(kind, outcome.lo, outcome.hi);
        self.open(&outcome.open, None);
        self.w.close_map();
    }

    fn member(&self, member: Member) -> &'a str {
        match member {
            Member::Measure(measure) => self.measure(measure),
            Member::Received(item) => self.case.item_id(item),
        }
    }

    fn totals(&mut self, total: Total) {
        self.w.open_record(types::Totals::KEYS);
        self.w.open_record(types::CashTotal::KEYS);
        self.money(Some(total.lo));
        self.money(total.hi);
        self.currency();
        self.w.bool(total.complete);
        self.w.close_map();
        self.w.close_map();
    }

    fn question(&mut self, question: &Question) {
        let OpenInput { input, year } = question.open;
        self.w.open_record(types::QuestionAnswer::KEYS);
        self.w.text(self.path(input));
        self.w
            .text_or_null(question.item.map(|item| self.case.item_id(item)));
        self.year(year);
        self.money(Some(question.gain));
        self.w.open_list();
        for measure in &question.resolves {
            self.w.text(self.measure(*measure));
        }
        self.w.close_list();
        self.w.open_list();
        for outcome in &question.outcomes {
            self.outcome(input, outcome);
        }
        self.w.close_list();
        self.w.close_map();
    }

    fn outcome(&mut self, input: InputId, outcome: &Outcome) {
        self.w.open_record(types::OutcomeAnswer::KEYS);
        self.when(input, outcome.when);
        self.w.open_map();
        for (measure, status) in &outcome.then {
            self.w.key(self.measure(*measure));
            self.w.text(StatusWord(*status).word());
        }
        self.w.close_map();
        self.w.close_map();
    }
}

/// What every answer begins with: the version of its form, the pack and the engine
pub(crate) fn signature(w: &mut Writer, calculator: &Calculator) {
    w.integer(1);
    w.open_record(types::PackReference::KEYS);
    w.text(&calculator.names().id);
    w.text(&calculator.names().version);
    w.text(calculator.digest());
    valid(w, calculator.engine().pack().valid);
    w.close_map();
    w.text(ENGINE_VERSION);
}

/// The days a pack's document is in force
pub(crate) fn valid(w: &mut Writer, valid: Option<(Date, Date)>) {
    let Some((from, to)) = valid else {
        return w.raw("null");
    };
    w.open_record(types::Span::KEYS);
    w.text(&day(from));
    w.text(&day(to));
    w.close_map();
}

pub(crate) fn year(year: i32) -> String {
    digits(u64::from(year.unsigned_abs()), 4)
}
