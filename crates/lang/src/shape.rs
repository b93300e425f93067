//! What a declaration says of an input's values: type, unit, bounds and options.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{MAX_OPTIONS, Number};

use crate::compiler::Compiler;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, check_name, list, one_of, word};
use crate::form::Key;
use crate::forms::declarations::declaration;
use crate::nearest::suggest;
use crate::said::say;
use crate::source::Span;
use crate::tree::{Entry, Tree};
use crate::units::{Unit, is_currency};
use crate::written::{TYPES, Written};

/// What a declaration says of the values of an input
pub(crate) struct Shape<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) written: Written,
    pub(crate) domain: Domain,
    /// Its unit in expressions
    pub(crate) measure: Unit,
    /// Its unit as it is shown
    pub(crate) unit: String,
    pub(crate) options: Vec<String>,
}

impl<'a> Compiler<'a> {
    /// Reads type, unit, bounds and options of a declaration
    pub(crate) fn shape(
        &mut self,
        entry: &'a Entry,
        path: &str,
        more: &[Key],
    ) -> Option<Shape<'a>> {
        let report = &mut self.report;
        let Some(written) = entry.value.get("type") else {
            let help = say!("mend.types");
            report.add(
                Code::MissingKey,
                entry.span,
                say!("wrong.no_type", name = entry.key),
                help,
            );
            return None;
        };
        let written = one_of(written, "type", &TYPES, report)?;
        let form = declaration(written, more);
        let fields = Fields::read(&entry.value, entry.span, &form, report)?;
        let (measure, unit) = self.unit_of(written, &fields)?;
        let options = if written == Written::Choice {
            let tree = fields.need("options", &mut self.report)?;
            self.options(tree, path)?
        } else {
            Vec::new()
        };
        let domain = match written {
            Written::YesNo => Domain::Truth,
            Written::Choice => Domain::Choice(u8::try_from(options.len()).unwrap_or(MAX_OPTIONS)),
            Written::Date | Written::Month => Domain::Date,
            Written::Text => Domain::Text,
            Written::Reference => Domain::Reference,
            _ => number_domain(written, &fields, &mut self.report)?,
        };
        Some(Shape {
            fields,
            written,
            domain,
            measure,
            unit,
            options,
        })
    }

    /// The unit of a number, in expressions and as it is shown
    fn unit_of(&mut self, written: Written, fields: &Fields<'a>) -> Option<(Unit, String)> {
        let report = &mut self.report;
        match written {
            Written::Year => Some((Unit::Year, String::new())),
            Written::Money => {
                let unit = fields.need_word("unit", report)?;
                self.expect_currency(unit, fields.get("unit"))?;
                let measure = Unit::single(unit);
                let measure = match fields.word("per", &mut self.report) {
                    Some(per) => measure.per(per),
                    None => measure,
                };
                Some((measure, unit.to_owned()))
            }
            Written::Quantity => {
                let unit = fields.need_word("unit", report)?;
                if is_currency(unit)
                    || unit.is_empty()
                    || unit.contains(|c: char| !c.is_ascii_alphanumeric())
                {
                    let span = fields.get("unit").map_or(fields.span, |tree| tree.span);
                    let help = say!("mend.unit_name");
                    report.add(Code::Unit, span, say!("wrong.unit_name", unit = unit), help);
                    return None;
                }
                Some((Unit::single(unit), unit.to_owned()))
            }
            Written::ExchangeRate => {
                let from = fields.need_word("from", report);
                let to = fields.need_word("to", report);
                let (from, to) = (from?, to?);
                self.expect_currency(from, fields.get("from"))?;
                self.expect_currency(to, fields.get("to"))?;
                Some((Unit::single(to).per(from), format!("{to}/{from}")))
            }
            _ => Some((Unit::PLAIN, String::new())),
        }
    }

    fn expect_currency(&mut self, code: &str, tree: Option<&Tree>) -> Option<()> {
        self.known_currency(code, tree.map_or(Span::default(), |tree| tree.span))
    }

    /// Whether the pack knows a currency; if not, it is reported
    pub(crate) fn known_currency(&mut self, code: &str, span: Span) -> Option<()> {
        let known = self
            .names
            .currencies
            .iter()
            .map(|currency| currency.code.as_str());
        if known.clone().any(|known| known == code) {
            return Some(());
        }
        let help = suggest(code, known, say!("mend.name_currency"));
        self.report.add(
            Code::Unit,
            span,
            say!("wrong.currency_unknown", code = code),
            help,
        );
        None
    }

    /// The options of a choice
    pub(crate) fn options(&mut self, tree: &'a Tree, path: &str) -> Option<Vec<String>> {
        let mut options: Vec<String> = Vec::new();
        for item in list(tree, &say!("part.options"), &mut self.report) {
            let Some(option) = word(item, &mut self.report) else {
                continue;
            };
            if !check_name(option, item.span, &mut self.report) {
                continue;
            }
            if options.iter().any(|known| known == option) {
                self.report.add(
                    Code::Duplicate,
                    item.span,
                    say!("wrong.option_twice", option = option),
                    say!("mend.keep_one"),
                );
                continue;
            }
            self.want(format!("option.{path}.{option}"), item.span);
            options.push(option.to_owned());
        }
        let fits = (1..=usize::from(MAX_OPTIONS)).contains(&options.len());
        if !fits {
            let message = say!("wrong.option_count", most = MAX_OPTIONS);
            self.report
                .add(Code::Limit, tree.span, message, say!("mend.option_count"));
        }
        fits.then_some(options)
    }

    /// An input of choices without a declaration map: a reading
    pub(crate) fn choice_shape(fields: Fields<'a>, options: Vec<String>) -> Shape<'a> {
        Shape {
            fields,
            written: Written::Choice,
            domain: Domain::Choice(u8::try_from(options.len()).unwrap_or(MAX_OPTIONS)),
            measure: Unit::PLAIN,
            unit: String::new(),
            options,
        }
    }
}

fn number_domain(written: Written, fields: &Fields<'_>, report: &mut Report) -> Option<Domain> {
    let (least, greatest, step, technical) = written.limits()?;
    let given = |key: &str, report: &mut Report| fields.get(key).map(|tree| number(tree, report));
    let lo = given("min", report).unwrap_or_else(|| Number::parse(least))?;
    let max = given("max", report);
    let limit = technical && max.is_none();
    let hi = max.unwrap_or_else(|| Number::parse(greatest))?;
    let mut step = Number::parse(step)?;
    if hi < lo {
        let span = fields
            .get("max")
            .or(fields.get("min"))
            .map_or(fields.span, |tree| tree.span);
        report.add(
            Code::Form,
            span,
            say!("wrong.bounds_reversed"),
            say!("mend.bounds_reversed"),
        );
        return None;
    }
    let Some(only) = fields.get("only") else {
        return Some(Domain::Number {
            lo,
            hi,
            step,
            limit,
        });
    };
    let values: Vec<Number> = list(only, &say!("part.the_values"), report)
        .iter()
        .filter_map(|tree| number(tree, report))
        .collect();
    let steps: Vec<Option<Number>> = values
        .iter()
        .zip(values.iter().skip(1))
        .map(|(a, b)| b.minus(*a))
        .collect();
    let even = steps
        .first()
        .copied()
        .flatten()
        .filter(|first| *first > Number::ZERO && steps.iter().all(|s| *s == Some(*first)));
    let (Some(least), Some(most), Some(even)) = (values.first(), values.last(), even) else {
        report.add(
            Code::Form,
            only.span,
            say!("wrong.uneven"),
            say!("mend.uneven"),
        );
        return None;
    };
    step = even;
    Some(Domain::Number {
        lo: *least,
        hi: *most,
        step,
        limit: false,
    })
}

/// A plain decimal
pub(crate) fn number(tree: &Tree, report: &mut Report) -> Option<Number> {
    let written = word(tree, report)?;
    let found = Number::parse(written);
    if found.is_none() {
        report.add(
            Code::Form,
            tree.span,
            say!("wrong.no_number", text = written),
            say!("mend.decimal"),
        );
    }
    found
}
