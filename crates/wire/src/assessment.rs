//! Writes the engine's answer as the contract has it: ids become names, cents become money.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{
    AmountKind, Assessment, Cell, Cents, Choices, Date, Days, Derived, Finding, Format,
    GroupOutcome, InputClass, InputId, InputName, Interval, MeasureId, Member, Number, Observed,
    OpenInput, Outcome, ProvisionId, Question, Rounding, Step, TextId, Truth, Value,
};

use crate::calculator::{Calculator, ENGINE_VERSION};
use crate::case::KnownCase;
use crate::figure::{day, decimal, money};
use crate::json::Writer;
use crate::text::{at_dot, digits, glued, position};
use crate::types;
use crate::words::{AmountKindWord, ClassWord, NatureWord, PickWord, StatusWord, StepKindWord};

/// Writes an answer, whose steps stand in it when a trace was asked for
pub(crate) fn write(
    calculator: &Calculator,
    case: &KnownCase,
    answer: &Assessment,
    trace: bool,
) -> String {
    let mut scribe = Scribe {
        calculator,
        case,
        answer,
        w: Writer::new(),
    };
    scribe.whole(trace);
    scribe.w.finish()
}

/// Names and case beside the answer they explain, and the text so far
struct Scribe<'a> {
    calculator: &'a Calculator,
    case: &'a KnownCase,
    answer: &'a Assessment,
    w: Writer,
}

impl<'a> Scribe<'a> {
    fn whole(&mut self, trace: bool) {
        let (calculator, answer) = (self.calculator, self.answer);
        self.w.open_record(types::Assessment::KEYS);
        self.w.integer(1);
        self.w.open_record(types::PackReference::KEYS);
        self.w.text(&calculator.names().id);
        self.w.text(&calculator.names().version);
        self.w.text(calculator.digest());
        valid(&mut self.w, calculator.engine().pack().valid);
        self.w.close_map();
        self.w.text(ENGINE_VERSION);
        self.w.text_or_null(self.case.as_of.map(day).as_deref());
        self.w.text(&calculator.result_id(self.case));
        self.w.open_map();
        for derived in &answer.derived {
            self.derived(derived);
        }
        self.w.close_map();
        self.w.open_list();
        for finding in &answer.findings {
            self.finding(finding, trace);
        }
        self.w.close_list();
        self.w.open_list();
        for group in &answer.groups {
            self.group(group);
        }
        self.w.close_list();
        self.totals();
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

    fn path(&self, id: InputId) -> &'a str {
        self.name(id).map_or("", |name| &name.path)
    }

    fn measure(&self, id: MeasureId) -> &'a str {
        let name = self.calculator.names().measures.get(id.index());
        name.map_or("", |name| &name.id)
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

    fn money(&mut self, cents: Option<Cents>) {
        self.w.text_or_skip(cents.map(money).as_deref());
    }

    fn decimal(&mut self, number: Number) {
        self.w.text_or_skip(decimal(number).as_deref());
    }

    fn finding(&mut self, finding: &Finding, trace: bool) {
        let row = finding.row;
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
        self.open(finding, measure.provision);
        self.assumptions(finding);
        self.w.open_list();
        for code in self.calculator.warnings(self.answer, finding) {
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

    fn amount(&mut self, kind: AmountKind, lo: Cents, hi: Option<Cents>) {
        self.w.open_record(types::AmountAnswer::KEYS);
        self.w.text(AmountKindWord(kind).word());
        // A ceiling on a price has no least value.
        self.money((kind != AmountKind::FeeCeiling).then_some(lo));
        self.money(hi);
        self.currency();
        self.w.close_map();
    }

    fn open(&mut self, finding: &Finding, provision: ProvisionId) {
        self.w.open_list();
        for open in &finding.open {
            self.w.open_record(types::OpenAnswer::KEYS);
            self.w.text(self.path(open.input));
            self.w.text_or_skip(open.year.map(year).as_deref());
            let class = self.calculator.class_of(open.input);
            self.w.text(ClassWord(class).word());
            self.w.close_map();
        }
        if finding.discretion {
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

    fn observed(&mut self, inputs: &[Observed]) {
        self.w.open_map();
        for (index, observed) in inputs.iter().enumerate() {
            let path = self.path(observed.input);
            // Two years of one figure need two keys.
            let mut earlier = inputs.iter().take(index);
            match observed.year {
                Some(year) if earlier.any(|other| other.input == observed.input) => {
                    self.w.key(&glued(&[path, ".", &self::year(year)]));
                }
                _ => self.w.key(path),
            }
            if observed.is_none {
                self.w.text("none");
            } else {
                self.value(observed.input, observed.value);
            }
        }
        self.w.close_map();
    }

    /// What is known of an input, in the form a case has
    fn value(&mut self, id: InputId, value: Value) {
        let name = self.name(id);
        match value {
            Value::Truth(value) => truth(&mut self.w, value),
            Value::Number(range) => {
                let input = self.calculator.engine().pack().input(id);
                let whole = input.and_then(|input| input.domain.unknown());
                let whole = whole.map_or(Interval::ALL, |value| value.number());
                number(&mut self.w, whole, range);
            }
            Value::Choice(choices) => {
                options(&mut self.w, name.map_or(&[], |name| &name.options), choices);
            }
            Value::Date(span) => {
                let month = name.is_some_and(|name| name.format == Format::Month);
                days(&mut self.w, span, if month { 7 } else { 10 });
            }
        }
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
        self.w.close_map();
    }

    fn member(&self, member: Member) -> &'a str {
        match member {
            Member::Measure(measure) => self.measure(measure),
            Member::Received(item) => self.case.item_id(item),
        }
    }

    fn totals(&mut self) {
        let total = self.answer.total;
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
        self.w.text_or_skip(year.map(self::year).as_deref());
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

    /// A range or a list is an object of its own already; anything else is put into one.
    fn when(&mut self, id: InputId, cell: Cell) {
        let outer = std::mem::take(&mut self.w);
        if cell.exists == Truth::False {
            self.w.text("none");
        } else {
            self.value(id, cell.value);
        }
        let value = std::mem::replace(&mut self.w, outer).finish();
        if value.starts_with('{') {
            self.w.raw(&value);
        } else {
            self.w.open_map();
            self.w.key("equals");
            self.w.raw(&value);
            self.w.close_map();
        }
    }
}

impl Calculator {
    /// The codes of a finding's warnings: the pack's own, then those that follow from the form of the answer
    #[must_use]
    pub fn warnings<'a>(&'a self, answer: &Assessment, finding: &Finding) -> Vec<&'a str> {
        let mut result: Vec<&str> = Vec::new();
        for code in &finding.warnings {
            if let Some(code) = self.names().codes.get(code.index()) {
                result.push(code);
            }
        }
        let row = finding.row;
        if !row.may_pay() {
            return result;
        }
        let kind = row.amount.kind;
        let measure = self.engine().pack().measures.get(row.measure.index());
        let is_price = measure.is_some_and(|measure| measure.nature == Nature::PriceCeiling);
        let (mut lacks_parameter, mut lacks_fact) = (kind == AmountKind::Unknown, false);
        for open in &finding.open {
            match self.class_of(open.input) {
                InputClass::Parameter => lacks_parameter = true,
                InputClass::Fact => lacks_fact = true,
                InputClass::Reading => {}
            }
        }
        let mut add = |code: &'static str, applies: bool| {
            if applies && position(&result, code).is_none() {
                result.push(code);
            }
        };
        add("UPPER_BOUND", kind == AmountKind::AtMost);
        add("LOWER_BOUND", kind == AmountKind::AtLeast);
        add("NOT_CASH", is_price);
        add("PARAMETER_MISSING", lacks_parameter);
        add("FACT_MISSING", lacks_fact);
        add("NO_DOUBLE_PAYMENT", is_received_too(answer, finding));
        result
    }

    /// Who can settle an input
    fn class_of(&self, id: InputId) -> InputClass {
        let input = self.engine().pack().input(id);
        input.map_or(InputClass::Fact, |input| input.class)
    }
}

/// Whether support for the same object was received from elsewhere
fn is_received_too(answer: &Assessment, finding: &Finding) -> bool {
    let row = finding.row;
    answer.groups.iter().any(|group| {
        let (mut mine, mut received) = (false, false);
        for (member, _, _) in &group.members {
            mine |= *member == Member::Measure(row.measure);
            received |= matches!(member, Member::Received(_));
        }
        group.item == row.item && mine && received
    })
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

fn year(year: i32) -> String {
    digits(u64::from(year.unsigned_abs()), 4)
}

fn truth(w: &mut Writer, truth: Truth) {
    w.raw(match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "null",
    });
}

fn number(w: &mut Writer, whole: Interval, range: Interval) {
    let text = |number: Number| decimal(number).unwrap_or_default();
    match range.as_point() {
        Some(point) => w.text(&text(point)),
        None => bounds(
            w,
            (range.lo > whole.lo).then(|| text(range.lo)),
            (range.hi < whole.hi).then(|| text(range.hi)),
        ),
    }
}

fn days(w: &mut Writer, span: Days, length: usize) {
    let text = |date: Date| {
        let mut text = day(date);
        text.truncate(length);
        text
    };
    match span.as_point() {
        Some(date) => w.text(&text(date)),
        None => bounds(
            w,
            (span.lo > Date::FIRST).then(|| text(span.lo)),
            (span.hi < Date::LAST).then(|| text(span.hi)),
        ),
    }
}

/// The ends that say something; with none of them nothing is known
fn bounds(w: &mut Writer, lo: Option<String>, hi: Option<String>) {
    if lo.is_none() && hi.is_none() {
        return w.raw("null");
    }
    w.open_map();
    for (key, bound) in [("min", lo), ("max", hi)] {
        if let Some(bound) = bound {
            w.text_entry(key, &bound);
        }
    }
    w.close_map();
}

fn options(w: &mut Writer, names: &[String], choices: Choices) {
    let name = |option: u8| names.get(usize::from(option)).map_or("", String::as_str);
    if let Some(option) = choices.as_point() {
        return w.text(name(option));
    }
    if usize::try_from(choices.bits().count_ones()).is_ok_and(|count| count >= names.len()) {
        return w.raw("null");
    }
    w.open_map();
    w.key("any_of");
    w.open_list();
    for option in choices.iter() {
        w.text(name(option));
    }
    w.close_list();
    w.close_map();
}
