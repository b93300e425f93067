//! The functions of the language; an author cannot add any.

use tradeaid_engine::{Node, NodeId, Number, Rounding};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::expression::{Expression, Form};
use crate::nearest::suggest;
use crate::resolve::{Typed, either};
use crate::said::say;
use crate::source::Span;
use crate::units::{Type, Unit, is_currency};

/// Names and how each is written
const FUNCTIONS: [(&str, &str); 9] = [
    ("days", "days(from, to)"),
    ("year", "year(day)"),
    ("in_year", "in_year(yearly_input, year)"),
    ("min", "min(a, b, …)"),
    ("max", "max(a, b, …)"),
    ("round", "round(x)"),
    ("round_up", "round_up(x)"),
    ("round_down", "round_down(x)"),
    ("convert", "convert(money, CNY)"),
];

/// Whether a name is taken by a function or an operator
pub(crate) fn is_word_of_the_language(name: &str) -> bool {
    FUNCTIONS.iter().any(|(known, _)| *known == name)
        || ["in", "not", "and", "or", "true", "false"].contains(&name)
}

impl Compiler<'_> {
    pub(crate) fn call(
        &mut self,
        name: &str,
        arguments: &[Expression],
        span: Span,
        place: Place,
    ) -> Option<Typed> {
        match (name, arguments) {
            ("days", [from, to]) => {
                let from = self.resolve_day(from, place);
                let to = self.resolve_day(to, place);
                let (from, to) = (from?, to?);
                let node = self.graph.node(Node::DaysBetween {
                    from: from.node,
                    to: to.node,
                });
                Some(Typed::number(
                    node,
                    Unit::PLAIN,
                    either(&from.absent, &to.absent),
                ))
            }
            ("year", [day]) => {
                let day = self.resolve_day(day, place)?;
                Some(Typed::number(
                    self.graph.node(Node::YearOf(day.node)),
                    Unit::Year,
                    day.absent,
                ))
            }
            ("in_year", [yearly, year]) => self.in_year(yearly, year, place),
            ("min" | "max", [_, _, ..]) => self.extreme(name == "min", arguments, place),
            ("round", [of]) => self.rounded(of, Rounding::HalfUp, place),
            ("round_up", [of]) => self.rounded(of, Rounding::Up, place),
            ("round_down", [of]) => self.rounded(of, Rounding::Down, place),
            ("convert", [of, currency]) => self.convert(of, currency, place),
            _ => {
                self.report_call(name, arguments.len(), span);
                None
            }
        }
    }

    fn report_call(&mut self, name: &str, count: usize, span: Span) {
        if let Some((_, written)) = FUNCTIONS.iter().find(|(known, _)| *known == name) {
            let message = say!("wrong.arguments", name = name, count = count);
            self.report.add(
                Code::Type,
                span,
                message,
                say!("mend.write", written = written),
            );
            return;
        }
        let help = suggest(
            name,
            FUNCTIONS.iter().map(|(known, _)| *known),
            say!("mend.see_reference"),
        );
        self.report.add(
            Code::UnknownName,
            span,
            say!("wrong.no_function", name = name),
            help,
        );
    }

    fn in_year(&mut self, yearly: &Expression, year: &Expression, place: Place) -> Option<Typed> {
        let id = match &yearly.form {
            Form::Name(path) => self
                .input_id(path)
                .filter(|id| self.graph.pack.input(*id).is_some_and(|input| input.yearly)),
            _ => None,
        };
        let Some(id) = id else {
            let known = self
                .names
                .inputs
                .iter()
                .zip(&self.graph.pack.inputs)
                .filter(|(_, input)| input.yearly);
            let written = if let Form::Name(path) = &yearly.form {
                path
            } else {
                ""
            };
            if self.is_faulty(written) {
                return None;
            }
            let help = suggest(
                written,
                known.map(|(name, _)| name.path.as_str()),
                say!("mend.yearly_input"),
            );
            self.report
                .add(Code::Yearly, yearly.span, say!("wrong.in_year"), help);
            return None;
        };
        let (value, unit) = self.resolve_number(year, place)?;
        if !unit.is_year() {
            let message = say!("wrong.expected_year", kind = unit.describe());
            self.report
                .add(Code::Unit, year.span, message, say!("mend.year"));
            return None;
        }
        let kind = self.declared.get(id.index())?.kind.clone()?;
        let node = self.graph.node(Node::Figure {
            input: id,
            year: value.node,
        });
        Some(Typed {
            node,
            kind,
            absent: value.absent,
        })
    }

    fn extreme(&mut self, least: bool, arguments: &[Expression], place: Place) -> Option<Typed> {
        let resolved: Vec<_> = arguments
            .iter()
            .map(|argument| self.resolve_number(argument, place))
            .collect();
        let mut nodes = Vec::new();
        let mut absent = Vec::new();
        let mut unit: Option<Unit> = None;
        for (argument, value) in arguments.iter().zip(resolved) {
            let (value, own) = value?;
            let common = unit
                .as_ref()
                .map_or(Ok(own.clone()), |unit| unit.common(&own));
            match common {
                Ok(common) => unit = Some(common),
                Err(clash) => {
                    self.report_clash(
                        clash,
                        argument.span,
                        &say!("part.compared"),
                        unit.as_ref().unwrap_or(&own),
                        &own,
                    );
                    return None;
                }
            }
            nodes.push(value.node);
            absent = either(&absent, &value.absent);
        }
        let node = if least {
            self.graph.least(&nodes)
        } else {
            self.graph.greatest(&nodes)
        };
        Some(Typed::number(node, unit?, absent))
    }

    fn rounded(&mut self, of: &Expression, how: Rounding, place: Place) -> Option<Typed> {
        let (value, unit) = self.resolve_number(of, place)?;
        let node = self.graph.node(Node::Round {
            of: value.node,
            how,
        });
        Some(Typed::number(node, unit, value.absent))
    }

    /// Money in another currency, by way of the base
    fn convert(&mut self, of: &Expression, currency: &Expression, place: Place) -> Option<Typed> {
        let (value, unit) = self.resolve_number(of, place)?;
        let Form::Name(wanted) = &currency.form else {
            self.report.add(
                Code::Unit,
                currency.span,
                say!("wrong.expected_currency"),
                say!("mend.three_capitals"),
            );
            return None;
        };
        let from = match &unit {
            Unit::Of(powers) => match powers.as_slice() {
                [(unit, 1)] if is_currency(unit) => Some(unit.clone()),
                _ => None,
            },
            _ => None,
        };
        let Some(from) = from else {
            let message = say!("wrong.only_money", kind = unit.describe());
            self.report
                .add(Code::Unit, of.span, message, say!("mend.convert_sum"));
            return None;
        };
        self.known_currency(wanted, currency.span)?;
        let mut node = value.node;
        if from != *wanted {
            if from != self.base_currency() {
                let rate = self.rate(&from, currency.span, place)?;
                node = self.graph.node(Node::Times(node, rate));
            }
            if wanted != self.base_currency() {
                let rate = self.rate(wanted, currency.span, place)?;
                node = self.graph.node(Node::Over(node, rate));
            }
        }
        Some(Typed {
            node,
            kind: Type::Number(Unit::single(wanted)),
            absent: value.absent,
        })
    }

    /// The rate of a currency to the base
    fn rate(&mut self, code: &str, span: Span, place: Place) -> Option<NodeId> {
        let id = self
            .names
            .currencies
            .iter()
            .find(|currency| currency.code == code)?
            .rate?;
        let rate = self.input_value(id, span, place)?.node;
        if self.graph.bounds(rate).lo <= Number::ZERO {
            self.report.add(
                Code::Division,
                span,
                say!("wrong.rate_zero"),
                say!("mend.rate_zero"),
            );
            return None;
        }
        Some(rate)
    }
}
