//! From the engine's answer to the contract's records: ids become names, cents become money.

use tradeaid_engine::pack::{Domain, Input, Nature};
use tradeaid_engine::{
    AmountKind, Assessment, Cell, Cents, Choices, Derived, FigureValue, Finding, Format,
    GroupOutcome, InputId, InputName, Interval, MeasureId, Member, Names, Number, Observed,
    OpenInput, Outcome, Pack, ProvisionId, Question, Rounding, Step, TextId, Truth, Value,
};

use crate::case::KnownCase;
use crate::figure::{day, decimal, money};
use crate::json::Writer;
use crate::record::{Entries, OrNull, Raw};
use crate::text::{at_dot, digits};
use crate::types;
use crate::words::{
    AmountKindWord, ClassWord, Holds, NatureWord, PickWord, StatusWord, StepKindWord,
};

/// Names and case beside the answer they explain
#[derive(Clone, Copy)]
pub(crate) struct Namer<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) names: &'a Names,
    pub(crate) case: &'a KnownCase,
}

impl<'a> Namer<'a> {
    fn input(self, id: InputId) -> (Option<&'a Input>, &'a str) {
        let name = self.names.inputs.get(id.index());
        (
            self.pack.input(id),
            name.map_or("", |name| name.path.as_str()),
        )
    }

    fn name(self, id: InputId) -> Option<&'a InputName> {
        self.names.inputs.get(id.index())
    }

    fn measure(self, id: MeasureId) -> &'a str {
        let name = self.names.measures.get(id.index());
        name.map_or("", |name| name.id.as_str())
    }

    fn provision(self, id: ProvisionId) -> &'a str {
        let name = self.names.provisions.get(id.index());
        name.map_or("", |name| name.pinpoint.as_str())
    }

    fn text(self, id: TextId) -> &'a str {
        self.names.texts.get(id.index()).map_or("", String::as_str)
    }

    fn currency(self) -> &'a str {
        self.names
            .currencies
            .first()
            .map_or("", |currency| currency.code.as_str())
    }

    pub(crate) fn measures(
        self,
        answer: &Assessment,
        trace: bool,
    ) -> Vec<types::MeasureAnswer<'a>> {
        answer
            .findings
            .iter()
            .map(|finding| self.measure_answer(finding, answer, trace))
            .collect()
    }

    fn measure_answer(
        self,
        finding: &Finding,
        answer: &Assessment,
        trace: bool,
    ) -> types::MeasureAnswer<'a> {
        let row = finding.row;
        let name = self.names.measures.get(row.measure.index());
        let measure = self.pack.measures.get(row.measure.index());
        let nature = measure.map_or(Nature::Service, |measure| measure.nature);
        let provision = measure.map_or("", |measure| self.provision(measure.provision));
        let mut open: Vec<_> = finding.open.iter().map(|open| self.open(*open)).collect();
        if finding.discretion {
            open.push(types::OpenAnswer {
                input: None,
                year: None,
                class: "discretion",
                provision: Some(provision),
            });
        }
        types::MeasureAnswer {
            id: self.measure(row.measure),
            provision,
            item: row.item.map(|item| self.case.item_id(item)),
            status: StatusWord(row.status),
            amount: self.amount(row.amount.kind, row.amount.lo, row.amount.hi),
            nature: NatureWord(nature),
            open,
            assumptions: self.assumptions(finding),
            warnings: self.warnings(finding, answer, nature),
            reasons: finding
                .reasons
                .iter()
                .map(|reason| types::ReasonAnswer {
                    text_key: self.text(reason.text),
                    holds: Holds(reason.holds),
                    provision: self.provision(reason.provision),
                    inputs: self.observed(&reason.inputs),
                    decides: reason.decides,
                })
                .collect(),
            figures: finding
                .figures
                .iter()
                .map(|figure| self.figure(*figure))
                .collect(),
            tight: finding.tight,
            authorities: name.map_or(Vec::new(), |name| {
                name.authorities.iter().map(String::as_str).collect()
            }),
            how: name.map_or("", |name| name.how.as_str()),
            trace: trace.then(|| finding.steps.iter().map(|step| self.step(step)).collect()),
        }
    }

    fn amount(self, kind: AmountKind, lo: Cents, hi: Option<Cents>) -> types::AmountAnswer<'a> {
        types::AmountAnswer {
            kind: AmountKindWord(kind),
            // A ceiling on a price has no least value.
            min: (kind != AmountKind::FeeCeiling).then(|| money(lo)),
            max: hi.map(money),
            currency: self.currency(),
        }
    }

    fn open(self, open: OpenInput) -> types::OpenAnswer<'a> {
        let (input, path) = self.input(open.input);
        types::OpenAnswer {
            input: Some(path),
            year: open.year.map(year),
            class: input.map_or("fact", |input| ClassWord(input.class).word()),
            provision: None,
        }
    }

    fn assumptions(self, finding: &Finding) -> Vec<types::AssumptionAnswer<'a>> {
        finding
            .assumptions
            .iter()
            .map(|assumption| {
                let name = self.name(assumption.reading);
                let option = assumption.taken.as_point();
                types::AssumptionAnswer {
                    reading: name.map_or("", |name| last(&name.path)),
                    taken: name
                        .zip(option)
                        .and_then(|(name, option)| name.options.get(usize::from(option)))
                        .map_or("open", String::as_str),
                    changes_result: assumption.changes_result,
                    provision: name
                        .and_then(|name| name.provision)
                        .map(|provision| self.provision(provision)),
                }
            })
            .collect()
    }

    /// The pack's own warnings, then those that follow from the form of the answer
    fn warnings(self, finding: &Finding, answer: &Assessment, nature: Nature) -> Vec<&'a str> {
        let named = finding
            .warnings
            .iter()
            .filter_map(|code| self.names.codes.get(code.index()))
            .map(String::as_str);
        let row = finding.row;
        let open = |wanted: &str| {
            finding
                .open
                .iter()
                .any(|open| self.open(*open).class == wanted)
        };
        let kind = row.amount.kind;
        let received = answer.groups.iter().any(|group| {
            let has = |wanted: fn(&Member) -> bool| {
                group.members.iter().any(|(member, _, _)| wanted(member))
            };
            group.item == row.item
                && group
                    .members
                    .iter()
                    .any(|(member, _, _)| *member == Member::Measure(row.measure))
                && has(|member| matches!(member, Member::Received(_)))
        });
        let of_form = [
            ("UPPER_BOUND", kind == AmountKind::AtMost),
            ("LOWER_BOUND", kind == AmountKind::AtLeast),
            ("NOT_CASH", nature == Nature::PriceCeiling),
            (
                "PARAMETER_MISSING",
                kind == AmountKind::Unknown || open("parameter"),
            ),
            ("FACT_MISSING", open("fact")),
            ("NO_DOUBLE_PAYMENT", received),
        ];
        let mut result: Vec<&str> = named.collect();
        for (code, applies) in of_form {
            if applies && row.may_pay() && !result.contains(&code) {
                result.push(code);
            }
        }
        result
    }

    fn observed(self, inputs: &[Observed]) -> Entries<Raw> {
        let mut entries: Vec<(String, Raw)> = Vec::with_capacity(inputs.len());
        for observed in inputs {
            let (_, path) = self.input(observed.input);
            let mut key = path.to_owned();
            // Two years of one figure need two keys.
            if let Some(year) = observed
                .year
                .filter(|_| entries.iter().any(|(known, _)| known == path))
            {
                key.push('.');
                key.push_str(&self::year(year));
            }
            let value = if observed.is_none {
                Raw("\"none\"".into())
            } else {
                Raw(self.value(observed.input, observed.value))
            };
            entries.push((key, value));
        }
        Entries(entries)
    }

    /// What is known of an input, in the form a case has
    pub(crate) fn value(self, id: InputId, value: Value) -> String {
        let mut writer = Writer::new();
        let name = self.name(id);
        let input = self.pack.input(id);
        match value {
            Value::Truth(Truth::True) => writer.bool(true),
            Value::Truth(Truth::False) => writer.bool(false),
            Value::Truth(Truth::Open) => writer.raw("null"),
            Value::Number(range) => number(&mut writer, input, range),
            Value::Choice(choices) => options(&mut writer, name, choices),
            Value::Date(days) => {
                let month = name.is_some_and(|name| name.format == Format::Month);
                let text = |date| {
                    let mut text = day(date);
                    text.truncate(if month { 7 } else { 10 });
                    text
                };
                let whole = days == tradeaid_engine::Days::ALL;
                match days.as_point() {
                    Some(date) => writer.text(&text(date)),
                    None if whole => writer.raw("null"),
                    None => writer.map(|w| {
                        if days.lo > tradeaid_engine::Date::FIRST {
                            w.text_entry("min", &text(days.lo));
                        }
                        if days.hi < tradeaid_engine::Date::LAST {
                            w.text_entry("max", &text(days.hi));
                        }
                    }),
                }
            }
        }
        writer.finish()
    }

    fn figure(self, figure: FigureValue) -> types::FigureAnswer<'a> {
        let cents = |number: Number| number.to_cents(Rounding::HalfUp).map(money);
        types::FigureAnswer {
            text_key: self.text(figure.text),
            provision: self.provision(figure.provision),
            min: cents(figure.value.lo),
            max: cents(figure.value.hi),
        }
    }

    fn step(self, step: &Step) -> types::StepAnswer<'a> {
        types::StepAnswer {
            kind: StepKindWord(step.kind),
            text_key: step.text.map(|text| self.text(text)),
            provision: self.provision(step.provision),
            min: decimal(step.value.lo),
            max: decimal(step.value.hi),
            inputs: self.observed(&step.inputs),
        }
    }

    pub(crate) fn derived(self, derived: &Derived) -> (String, types::DerivedAnswer<'a>) {
        let (_, path) = self.input(derived.input);
        let answer = types::DerivedAnswer {
            value: Raw(self.value(derived.input, derived.value)),
            provision: self.provision(derived.provision),
            given: derived.given,
            steps: self.observed(&derived.inputs),
        };
        (path.into(), answer)
    }

    pub(crate) fn group(self, outcome: &GroupOutcome) -> types::GroupAnswer<'a> {
        let group = self.pack.groups.get(outcome.group.index());
        let member = |member: Member| match member {
            Member::Measure(measure) => self.measure(measure),
            Member::Received(item) => self.case.item_id(item),
        };
        let kind = if outcome.hi == Some(outcome.lo) {
            AmountKind::Exact
        } else {
            AmountKind::Range
        };
        types::GroupAnswer {
            id: self
                .names
                .groups
                .get(outcome.group.index())
                .map_or("", String::as_str),
            item: outcome.item.map(|item| self.case.item_id(item)),
            pick: PickWord(group.map_or(tradeaid_engine::pack::Pick::Highest, |group| group.pick)),
            provision: group.map_or("", |group| self.provision(group.provision)),
            members: outcome
                .members
                .iter()
                .map(|(who, lo, hi)| types::MemberAnswer {
                    id: member(*who),
                    received: matches!(who, Member::Received(_)),
                    min: money(*lo),
                    max: hi.map(money),
                })
                .collect(),
            winner: OrNull(outcome.winner.map(member)),
            amount: self.amount(kind, outcome.lo, outcome.hi),
        }
    }

    pub(crate) fn totals(self, answer: &Assessment) -> types::Totals<'a> {
        types::Totals {
            cash: types::CashTotal {
                min: money(answer.total.lo),
                max: answer.total.hi.map(money),
                currency: self.currency(),
                complete: answer.total.complete,
            },
        }
    }

    pub(crate) fn question(self, question: &Question) -> types::QuestionAnswer<'a> {
        types::QuestionAnswer {
            input: self.input(question.open.input).1,
            item: OrNull(question.item.map(|item| self.case.item_id(item))),
            year: question.open.year.map(year),
            gain: money(question.gain),
            resolves: question
                .resolves
                .iter()
                .map(|measure| self.measure(*measure))
                .collect(),
            outcomes: question
                .outcomes
                .iter()
                .map(|outcome| self.outcome(question.open.input, outcome))
                .collect(),
        }
    }

    fn outcome(self, input: InputId, outcome: &Outcome) -> types::OutcomeAnswer {
        let then = outcome
            .then
            .iter()
            .map(|(measure, status)| (self.measure(*measure).into(), StatusWord(*status)))
            .collect();
        types::OutcomeAnswer {
            when: self.when(input, outcome.when),
            then: Entries(then),
        }
    }

    fn when(self, id: InputId, cell: Cell) -> Entries<Raw> {
        let equals = |json: String| Entries(vec![("equals".into(), Raw(json))]);
        if cell.exists == Truth::False {
            return equals("\"none\"".into());
        }
        let whole = self.value(id, cell.value);
        match cell.value {
            Value::Choice(_) | Value::Date(_) | Value::Number(_) if whole.starts_with('{') => {
                // A range or a list is an object of its own already.
                crate::json::Json::parse(&whole)
                    .ok()
                    .and_then(|json| {
                        json.as_map().map(|entries| {
                            Entries(
                                entries
                                    .iter()
                                    .map(|(key, value)| {
                                        let raw =
                                            whole.get(value.start..value.end).unwrap_or("null");
                                        (key.clone().into_owned(), Raw(raw.into()))
                                    })
                                    .collect(),
                            )
                        })
                    })
                    .unwrap_or_default()
            }
            _ => equals(whole),
        }
    }
}

fn last(path: &str) -> &str {
    at_dot(path).1
}

fn year(year: i32) -> String {
    digits(u64::from(year.unsigned_abs()), 4)
}

fn number(writer: &mut Writer, input: Option<&Input>, range: Interval) {
    if let Some(point) = range.as_point() {
        writer.text(&decimal(point).unwrap_or_default());
        return;
    }
    let domain = input.and_then(|input| match &input.domain {
        Domain::Number { .. } => input.domain.unknown(),
        _ => None,
    });
    let whole = domain.map_or(Interval::ALL, |value| value.number());
    if range.contains(&whole) {
        writer.raw("null");
        return;
    }
    writer.map(|w| {
        if range.lo > whole.lo {
            w.text_entry("min", &decimal(range.lo).unwrap_or_default());
        }
        if range.hi < whole.hi {
            w.text_entry("max", &decimal(range.hi).unwrap_or_default());
        }
    });
}

fn options(writer: &mut Writer, name: Option<&InputName>, choices: Choices) {
    let option = |index: u8| {
        name.and_then(|name| name.options.get(usize::from(index)))
            .map_or("", String::as_str)
    };
    let count = name.map_or(0, |name| name.options.len());
    match choices.as_point() {
        Some(index) => writer.text(option(index)),
        None if choices.iter().count() >= count => writer.raw("null"),
        None => writer.map(|w| {
            w.key("any_of");
            w.list(|w| choices.iter().for_each(|index| w.text(option(index))));
        }),
    }
}
