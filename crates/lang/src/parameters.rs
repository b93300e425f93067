//! Parameters, which other rules set, with the pack's own dated values; and readings of unclear sentences.

use tradeaid_engine::DatedValue;
use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Choices, Date, Days, InputClass, Interval, Scope, Truth, Value};

use crate::compiler::Compiler;
use crate::declare::Role;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, check_name, entries, list, word};
use crate::forms::declarations::{self, OF_PARAMETER};
use crate::header::{day, span_of_days};
use crate::nearest::suggest;
use crate::shape::{Shape, number};
use crate::source::Span;
use crate::tree::{Data, Entry, Tree};

impl<'a> Compiler<'a> {
    /// Declares `parameters.yaml`
    pub(crate) fn parameters(&mut self, tree: &'a Tree) {
        for entry in entries(tree, "the parameters", &mut self.report) {
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
        let mut found: Vec<(DatedValue, String, Span)> = Vec::new();
        for item in list(tree, "the dated values", &mut self.report) {
            let Some(fields) =
                Fields::read(item, item.span, &declarations::DATED, &mut self.report)
            else {
                continue;
            };
            self.cite(&fields, "cite");
            let source = fields.need_word("source", &mut self.report);
            let value = fields.need("value", &mut self.report).and_then(|tree| {
                written_value(tree, &shape.domain, &shape.options, &mut self.report)
            });
            let days = span_of_days(&fields, &mut self.report);
            if let (Some(value), Some((from, to)), Some(source)) = (value, days, source) {
                let place = None;
                let dated = DatedValue {
                    from,
                    to,
                    place,
                    value,
                };
                found.push((dated, source.to_owned(), item.span));
            }
        }
        found.sort_by_key(|(dated, _, _)| dated.from);
        for ((earlier, _, _), (later, _, span)) in found.iter().zip(found.iter().skip(1)) {
            if later.from <= earlier.to {
                let (year, month, day) = earlier.to.to_civil();
                let message = format!("two values hold on {}", written_day(later.from));
                let help = format!(
                    "the other one lasts until {year:04}-{month:02}-{day:02}; let one end before the next starts"
                );
                self.report.add(Code::Dated, *span, message, help);
            }
        }
        found
            .into_iter()
            .map(|(dated, source, _)| (dated, source))
            .unzip()
    }

    /// Declares `readings.yaml`
    pub(crate) fn readings(&mut self, tree: &'a Tree) {
        for entry in entries(tree, "the readings", &mut self.report) {
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
            let help = "write either `assumed: …` with one of the options, or `open: true`";
            self.report.add(
                Code::Form,
                entry.span,
                "a reading is either assumed or open",
                help,
            );
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

/// A value that is written for an input of this shape
pub(crate) fn written_value(
    tree: &Tree,
    domain: &Domain,
    options: &[String],
    report: &mut Report,
) -> Option<Value> {
    let mut wrong = |message: &str, help: &str| {
        report.add(Code::Form, tree.span, message, help);
        None
    };
    match domain {
        Domain::Number { lo, hi, .. } => {
            let value = number(tree, report)?;
            if value < *lo || *hi < value {
                let help = "mend the value, or `min` and `max` of the parameter";
                let message = "the value is outside what the parameter allows";
                report.add(Code::Form, tree.span, message, help);
                return None;
            }
            Some(Value::Number(Interval::point(value)))
        }
        Domain::Choice(_) => {
            option(tree, options, report).map(|option| Value::Choice(Choices::one(option)))
        }
        Domain::Date => day(tree, report).map(|date| Value::Date(Days::point(date))),
        Domain::Truth => match tree.data {
            Data::Bool(value) => Some(Value::Truth(Truth::from(value))),
            _ => wrong("the value is true or false", "write `true` or `false`"),
        },
        Domain::Text | Domain::Reference => {
            wrong("no rule looks at a text", "leave the dated values out")
        }
    }
}

/// The place of an option among those of its choice
pub(crate) fn option(tree: &Tree, options: &[String], report: &mut Report) -> Option<u8> {
    let written = word(tree, report)?;
    let found = (0_u8..).zip(options).find(|(_, known)| *known == written);
    if found.is_none() {
        let known = options.iter().map(String::as_str);
        let help = suggest(written, known, "see where the choice is declared");
        let message = format!("there is no option `{written}`");
        report.add(Code::UnknownOption, tree.span, message, help);
    }
    found.map(|(id, _)| id)
}

pub(crate) fn written_day(date: Date) -> String {
    let (year, month, day) = date.to_civil();
    format!("{year:04}-{month:02}-{day:02}")
}
