//! Parameters, which other rules set, with the pack's own dated values; and readings of unclear sentences.

use tradeaid_engine::DatedValue;
use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Choices, Date, Days, InputClass, Interval, Scope, Truth, Value};

use crate::compiler::Compiler;
use crate::declare::Role;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, check_name, entries, list, word};
use crate::forms::declarations::{self, OF_PARAMETER};
use crate::header::{day, span_of_days, written_day};
use crate::nearest::suggest;
use crate::said::say;
use crate::shape::{Shape, number};
use crate::source::Span;
use crate::tree::{Data, Entry, Tree};

impl<'a> Compiler<'a> {
    /// Declares `parameters.yaml`
    pub(crate) fn parameters(&mut self, tree: &'a Tree) {
        for entry in entries(tree, &say!("part.parameters"), &mut self.report) {
            if check_name(&entry.key, entry.span, &mut self.report) {
                self.parameter(entry);
                self.expect_declared(&format!("parameters.{}", entry.key));
            }
        }
    }

    fn parameter(&mut self, entry: &'a Entry) {
        let path = format!("parameters.{}", entry.key);
        let Some(shape) = self.shape(entry, &path, OF_PARAMETER) else {
            return;
        };
        for part in ["label", "why"] {
            self.want(format!("parameter.{}.{part}", entry.key), entry.span);
        }
        let (dated, sources) = shape
            .fields
            .get("dated")
            .map(|tree| self.dated(tree, &shape))
            .unwrap_or_default();
        let role = Role {
            scope: Scope::Case,
            class: InputClass::Parameter,
            assumed: None,
            dated,
            sources,
            warning: None,
            derived: None,
            theme: String::new(),
            provision: None,
        };
        self.push_input(path, shape, role);
    }

    /// The pack's own values of a parameter, earliest first
    fn dated(&mut self, tree: &'a Tree, shape: &Shape<'a>) -> (Vec<DatedValue>, Vec<String>) {
        let mut found: Vec<(DatedValue, String)> = Vec::new();
        let mut stretches: Vec<(Date, Date, Span)> = Vec::new();
        for item in list(tree, &say!("part.dated"), &mut self.report) {
            let Some(fields) =
                Fields::read(item, item.span, &declarations::DATED, &mut self.report)
            else {
                continue;
            };
            self.cite(&fields, "cite");
            let source = fields.need_word("source", &mut self.report);
            let value = fields.need("value", &mut self.report);
            let days = span_of_days(&fields, &mut self.report);
            stretches.extend(days.map(|(from, to)| (from, to, item.span)));
            let Some(value) = value.filter(|tree| !is_open(tree, shape)) else {
                continue;
            };
            let value = written_value(value, &shape.domain, &shape.options, &mut self.report);
            if let (Some(value), Some((from, to)), Some(source)) = (value, days, source) {
                let place = None;
                let dated = DatedValue {
                    from,
                    to,
                    place,
                    value,
                };
                found.push((dated, source.to_owned()));
            }
        }
        found.sort_by_key(|(dated, _)| dated.from);
        self.check_stretches(stretches);
        found.into_iter().unzip()
    }

    /// Dated values follow each other without overlapping and without leaving days out
    fn check_stretches(&mut self, mut stretches: Vec<(Date, Date, Span)>) {
        stretches.sort_by_key(|(from, _, _)| *from);
        for ((_, last, _), (first, _, span)) in stretches.iter().zip(stretches.iter().skip(1)) {
            let next = last.plus_days(1);
            if first <= last {
                let message = say!("wrong.dated_overlap", day = written_day(*first));
                let help = say!("mend.dated_overlap", last = written_day(*last));
                self.report.add(Code::Dated, *span, message, help);
            } else if *first != next {
                let message = say!(
                    "wrong.dated_gap",
                    first = written_day(next),
                    last = written_day(first.plus_days(-1))
                );
                let help = say!("mend.dated_gap");
                self.report.add(Code::Dated, *span, message, help);
            }
        }
    }

    /// Declares `readings.yaml`
    pub(crate) fn readings(&mut self, tree: &'a Tree) {
        for entry in entries(tree, &say!("part.readings"), &mut self.report) {
            if check_name(&entry.key, entry.span, &mut self.report) {
                self.reading(entry);
                self.expect_declared(&format!("readings.{}", entry.key));
            }
        }
    }

    fn reading(&mut self, entry: &'a Entry) {
        let Some(fields) = Fields::read(
            &entry.value,
            entry.span,
            &declarations::READING,
            &mut self.report,
        ) else {
            return;
        };
        let path = format!("readings.{}", entry.key);
        for part in ["question", "why"] {
            self.want(format!("reading.{}.{part}", entry.key), entry.span);
        }
        let provision = self.cite(&fields, "provision");
        let warning = fields.get("warning").and_then(|tree| self.code(tree));
        let options = fields
            .need("options", &mut self.report)
            .and_then(|tree| self.options(tree, &path));
        let Some(options) = options else { return };
        let open = fields.flag("open", &mut self.report);
        let assumed = fields
            .get("assumed")
            .and_then(|tree| option(tree, &options, &mut self.report));
        if open == fields.get("assumed").is_some() {
            let help = say!("mend.reading");
            self.report
                .add(Code::Form, entry.span, say!("wrong.reading"), help);
        }
        let role = Role {
            scope: Scope::Case,
            class: InputClass::Reading,
            assumed: assumed.map(|option| Value::Choice(Choices::one(option))),
            dated: Vec::new(),
            sources: Vec::new(),
            warning,
            derived: None,
            theme: String::new(),
            provision,
        };
        self.push_input(path, Self::choice_shape(fields, options), role);
    }
}

/// Whether it is said of some days that no value is set on them
fn is_open(tree: &Tree, shape: &Shape<'_>) -> bool {
    tree.word() == Some("open") && !shape.options.iter().any(|option| option == "open")
}

/// A value that is written for an input of this shape
pub(crate) fn written_value(
    tree: &Tree,
    domain: &Domain,
    options: &[String],
    report: &mut Report,
) -> Option<Value> {
    match domain {
        Domain::Number { lo, hi, .. } => {
            let value = number(tree, report)?;
            if value < *lo || *hi < value {
                let help = say!("mend.value_bounds");
                report.add(Code::Form, tree.span, say!("wrong.value_bounds"), help);
                return None;
            }
            Some(Value::Number(Interval::point(value)))
        }
        Domain::Choice(_) => {
            option(tree, options, report).map(|option| Value::Choice(Choices::one(option)))
        }
        Domain::Date => day(tree, report).map(|date| Value::Date(Days::point(date))),
        Domain::Truth => {
            if let Data::Bool(value) = tree.data {
                return Some(Value::Truth(Truth::from(value)));
            }
            let help = say!("mend.true_or_false");
            report.add(Code::Form, tree.span, say!("wrong.value_truth"), help);
            None
        }
        Domain::Text | Domain::Reference => {
            let help = say!("mend.text_dated");
            report.add(Code::Form, tree.span, say!("wrong.text_dated"), help);
            None
        }
    }
}

/// The place of an option among those of its choice
pub(crate) fn option(tree: &Tree, options: &[String], report: &mut Report) -> Option<u8> {
    let written = word(tree, report)?;
    let found = (0_u8..).zip(options).find(|(_, known)| *known == written);
    if found.is_none() {
        let known = options.iter().map(String::as_str);
        let help = suggest(written, known, say!("mend.see_choice"));
        let message = say!("wrong.no_option", name = written);
        report.add(Code::UnknownOption, tree.span, message, help);
    }
    found.map(|(id, _)| id)
}
