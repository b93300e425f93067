//! The inputs a pack declares: facts, parameters and readings, with type, unit and domain.

use tradeaid_engine::node::DatedValue;
use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{CodeId, InputClass, InputId, InputName, KindId, MAX_OPTIONS, Number, Scope, Value};

use crate::compiler::Compiler;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, check_name, entries, list, word};
use crate::nearest::suggest;
use crate::source::Span;
use crate::units::{Type, Unit, is_currency};
use crate::written::{TYPES, Written};
use crate::yaml::{Entry, Tree};

/// What only the compiler needs of an input
#[derive(Clone, Debug)]
pub(crate) struct Declared<'a> {
    /// Its type in expressions; none for what no rule can look at
    pub(crate) kind: Option<Type>,
    /// Where it is declared
    pub(crate) span: Span,
    /// How it is derived, if it is
    pub(crate) derived: Option<Fields<'a>>,
}

/// What a declaration says of the values of an input
pub(crate) struct Shape<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) written: Written,
    pub(crate) domain: Domain,
    /// Its unit in expressions
    measure: Unit,
    /// Its unit as it is shown
    unit: String,
    pub(crate) options: Vec<String>,
}

/// What makes an input beside its shape
pub(crate) struct Role<'a> {
    pub(crate) scope: Scope,
    pub(crate) class: InputClass,
    pub(crate) assumed: Option<Value>,
    pub(crate) dated: Vec<DatedValue>,
    pub(crate) sources: Vec<String>,
    pub(crate) warning: Option<CodeId>,
    pub(crate) derived: Option<Fields<'a>>,
    pub(crate) theme: String,
}

impl<'a> Compiler<'a> {
    /// Declares the inputs of one file of `inputs/`
    pub(crate) fn inputs(&mut self, tree: &'a Tree) {
        for entry in entries(tree, "a file of inputs", &mut self.report) {
            if entry.key != "checks" {
                self.input(entry);
            }
        }
    }

    fn input(&mut self, entry: &'a Entry) {
        let Some(scope) = self.scope_of_path(&entry.key, entry.span) else {
            return;
        };
        let Some(shape) = self.shape(entry, &entry.key, &["theme", "class"]) else {
            return;
        };
        for part in ["label", "question"] {
            self.want(format!("input.{}.{part}", entry.key), entry.span);
        }
        let class = match shape.fields.get("class") {
            None => InputClass::Fact,
            Some(tree) => crate::fields::one_of(tree, "class", &[("parameter", InputClass::Parameter)], &mut self.report)
                .unwrap_or(InputClass::Fact),
        };
        let theme = shape.fields.word("theme", &mut self.report).unwrap_or_default().to_owned();
        if let Some(tree) = shape.fields.get("theme") {
            self.want(format!("theme.{theme}"), tree.span);
        }
        let derived = shape.fields.entry("derived").and_then(|entry| {
            Fields::read(&entry.value, entry.span, "a derivation", &["table", "cite"], &mut self.report)
        });
        let role = Role {
            scope,
            class,
            assumed: None,
            dated: Vec::new(),
            sources: Vec::new(),
            warning: None,
            derived,
            theme,
        };
        self.push_input(entry.key.clone(), shape, role);
    }

    fn scope_of_path(&mut self, path: &str, span: Span) -> Option<Scope> {
        let (group, name) = path.split_once('.').unwrap_or(("", path));
        if !check_name(name, span, &mut self.report) {
            return None;
        }
        match group {
            "" | "enterprise" => Some(Scope::Case),
            "parameters" | "readings" => {
                let help = format!("declare it in {group}.yaml as `{name}`");
                self.report.add(Code::Form, span, format!("{group} are not declared among the inputs"), help);
                None
            }
            kind => {
                check_name(kind, span, &mut self.report).then_some(())?;
                let place = self.names.kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
                    self.names.kinds.push(kind.to_owned());
                    self.wanted.push((format!("kind.{kind}"), span));
                    self.names.kinds.len() - 1
                });
                self.id(place, "kinds", span).map(|id| Scope::Item(KindId(id)))
            }
        }
    }

    /// Reads type, unit, bounds and options of a declaration
    pub(crate) fn shape(&mut self, entry: &'a Entry, path: &str, more_keys: &[&'static str]) -> Option<Shape<'a>> {
        let report = &mut self.report;
        let Some(written) = entry.value.get("type") else {
            let help = "write `{type: …}`; types are yes_no, count, money, rate, exchange_rate, quantity, year, choice, date, month, text, reference";
            report.add(Code::MissingKey, entry.span, format!("`{}` lacks its type", entry.key), help);
            return None;
        };
        let written = crate::fields::one_of(written, "type", &TYPES, report)?;
        let keys = [&["type"], written.keys(), more_keys].concat();
        let fields = Fields::read(&entry.value, entry.span, "this declaration", &keys, report)?;
        let (measure, unit) = self.measure(written, &fields)?;
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
        Some(Shape { fields, written, domain, measure, unit, options })
    }

    /// The unit of a number, in expressions and as it is shown
    fn measure(&mut self, written: Written, fields: &Fields<'a>) -> Option<(Unit, String)> {
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
                if is_currency(unit) || unit.is_empty() || unit.contains(|c: char| !c.is_ascii_alphanumeric()) {
                    let span = fields.get("unit").map_or(fields.span, |tree| tree.span);
                    let help = "use letters and digits; three capitals are a currency, whose type is money";
                    report.add(Code::Unit, span, format!("`{unit}` cannot be the unit of a quantity"), help);
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
        let known = self.names.currencies.iter().map(|currency| currency.code.as_str());
        if known.clone().any(|known| known == code) {
            return Some(());
        }
        let help = suggest(code, known, "name it in pack.yaml under `money:`");
        self.report.add(Code::Unit, span, format!("the pack knows no currency `{code}`"), help);
        None
    }

    /// The options of a choice
    pub(crate) fn options(&mut self, tree: &'a Tree, path: &str) -> Option<Vec<String>> {
        let mut options: Vec<String> = Vec::new();
        for item in list(tree, "the options", &mut self.report) {
            let Some(option) = word(item, &mut self.report) else { continue };
            if !check_name(option, item.span, &mut self.report) {
                continue;
            }
            if options.iter().any(|known| known == option) {
                self.report.add(Code::Duplicate, item.span, format!("the option `{option}` is written twice"), "keep one");
                continue;
            }
            self.want(format!("option.{path}.{option}"), item.span);
            options.push(option.to_owned());
        }
        let fits = (1..=usize::from(MAX_OPTIONS)).contains(&options.len());
        if !fits {
            let message = format!("a choice has 1 to {MAX_OPTIONS} options");
            self.report.add(Code::Limit, tree.span, message, "split the choice in two, or merge options");
        }
        fits.then_some(options)
    }

    /// Adds an input
    pub(crate) fn push_input(&mut self, path: String, shape: Shape<'a>, role: Role<'a>) {
        let span = shape.fields.span;
        if let Some(first) = self.input_id(&path).and_then(|id| self.declared.get(id.index())) {
            let help = format!("it is already declared on line {} of another or this file; keep one", first.span.line);
            self.report.add(Code::Duplicate, span, format!("`{path}` is declared twice"), help);
            return;
        }
        let Some(id) = self.id(self.declared.len(), "inputs", span).map(InputId) else {
            return;
        };
        let yearly = shape.fields.flag("yearly", &mut self.report);
        let may_be_none = shape.fields.flag("none", &mut self.report);
        if yearly && role.scope != Scope::Case {
            let help = "make it an input of the enterprise, or one figure without `yearly`";
            self.report.add(Code::Yearly, span, "only figures of the enterprise can be yearly", help);
        }
        if may_be_none && (yearly || role.derived.is_some()) {
            let help = "leave out `none`; a figure of zero is written 0";
            self.report.add(Code::None, span, "a yearly or derived figure always exists", help);
        }
        if shape.written == Written::Reference {
            self.check_only_reference(role.scope, span);
        }
        let slot = self.graph.pack.inputs_of(role.scope).count();
        self.graph.pack.inputs.push(Input {
            scope: role.scope,
            slot: u16::try_from(slot).unwrap_or(u16::MAX),
            class: role.class,
            domain: shape.domain,
            may_be_none,
            yearly,
            assumed: role.assumed,
            dated: role.dated,
            warning: role.warning,
        });
        self.declared.push(Declared { kind: expression_type(shape.written, shape.measure, id), span, derived: role.derived });
        self.names.inputs.push(InputName {
            path,
            format: shape.written.format(),
            unit: shape.unit,
            options: shape.options,
            sources: role.sources,
            theme: role.theme,
        });
    }

    /// A case writes items and its own inputs side by side, so their names must differ
    pub(crate) fn distinct_kinds(&mut self) {
        let names = self.names.inputs.iter().zip(&self.declared);
        for (input, declared) in names.filter(|(input, _)| self.names.kinds.contains(&input.path)) {
            let message = format!("`{}` is also a kind of item", input.path);
            self.report.add(Code::Duplicate, declared.span, message, "choose another name for one of them");
        }
    }

    fn check_only_reference(&mut self, scope: Scope, span: Span) {
        let is_second = self.graph.pack.inputs_of(scope).any(|(_, input)| input.domain == Domain::Reference);
        if scope == Scope::Case || is_second {
            let message = "only items can refer to an item, and each to one";
            self.report.add(Code::Form, span, message, "keep one reference on the item that refers");
        }
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

const fn is_number(written: Written) -> bool {
    written.limits().is_some()
}

fn expression_type(written: Written, measure: Unit, id: InputId) -> Option<Type> {
    Some(match written {
        Written::YesNo => Type::Truth,
        Written::Choice => Type::Choice(id),
        Written::Date | Written::Month => Type::Date,
        written if is_number(written) => Type::Number(measure),
        _ => return None,
    })
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
        let span = fields.get("max").or(fields.get("min")).map_or(fields.span, |tree| tree.span);
        report.add(Code::Form, span, "the greatest value is below the least", "exchange `min` and `max`");
        return None;
    }
    let Some(only) = fields.get("only") else {
        return Some(Domain::Number { lo, hi, step, limit });
    };
    let values: Vec<Number> = list(only, "the values", report).iter().filter_map(|tree| number(tree, report)).collect();
    let steps: Vec<Option<Number>> = values.iter().zip(values.iter().skip(1)).map(|(a, b)| b.minus(*a)).collect();
    let even = steps.first().copied().flatten().filter(|first| *first > Number::ZERO && steps.iter().all(|s| *s == Some(*first)));
    let (Some(first), Some(last), Some(even)) = (values.first(), values.last(), even) else {
        report.add(Code::Form, only.span, "the values under `only` must rise in even steps", "write them in order, or use a choice");
        return None;
    };
    step = even;
    Some(Domain::Number { lo: *first, hi: *last, step, limit: false })
}

/// A plain decimal
pub(crate) fn number(tree: &Tree, report: &mut Report) -> Option<Number> {
    let written = word(tree, report)?;
    let found = Number::parse(written);
    if found.is_none() {
        report.add(Code::Form, tree.span, format!("`{written}` is no number"), "write a plain decimal such as 12.5");
    }
    found
}
