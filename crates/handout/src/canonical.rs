//! A case in its shortest form that says the same: one order of keys, one spelling of figures, nothing that no rule
//! looks at. Names are left out and long ids replaced, so that what is passed on tells nobody who it is about.

use std::borrow::Cow;

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{InputName, Number, Scope};
use tradeaid_wire::json::{Json, JsonValue, Writer};
use tradeaid_wire::{Calculator, KnownCase, Problem, day, decimal};

/// The longest id that is kept: one so short is a place in a list and no contract's number
const SHORT_ID: usize = 4;

/// The shortest form of a case that is read without a problem, with its day of assessment written out
pub fn canonical_case(calculator: &Calculator, case_json: &str) -> Result<String, Vec<Problem>> {
    let known = calculator.read_case(case_json)?;
    shortest(calculator, case_json, &known)
}

/// The same for a case that was read already, perhaps on a day that it does not name
pub(crate) fn shortest(
    calculator: &Calculator,
    case_json: &str,
    known: &KnownCase,
) -> Result<String, Vec<Problem>> {
    let Ok(json) = Json::parse(case_json) else {
        return calculator.read_case(case_json).map(|_| String::new());
    };
    let mut pen = Pen {
        calculator,
        ids: Ids::of(calculator, &json),
        writer: Writer::new(),
    };
    pen.whole(&json, known);
    Ok(pen.writer.finish())
}

/// The ids of a case and what each becomes
struct Ids(Vec<(String, String)>);

impl Ids {
    fn of(calculator: &Calculator, json: &Json<'_>) -> Self {
        let kinds = calculator.names().kinds.iter();
        let items = kinds.filter_map(|kind| json.get(kind)?.as_list()).flatten();
        let ids: Vec<&str> = items.filter_map(|item| item.get("id")?.as_text()).collect();
        let is_kept = |id: &str| id.chars().count() <= SHORT_ID;
        let mut free = (1_usize..)
            .map(|number| ["t", &number.to_string()].concat())
            .filter(|id| !ids.iter().any(|known| *known == id));
        let renamed = ids.iter().map(|id| {
            let short = if is_kept(id) { None } else { free.next() };
            ((*id).to_owned(), short.unwrap_or_else(|| (*id).to_owned()))
        });
        Self(renamed.collect())
    }

    fn get<'a>(&'a self, id: &'a str) -> &'a str {
        let known = self.0.iter().find(|(known, _)| known == id);
        known.map_or(id, |(_, short)| short)
    }
}

struct Pen<'a> {
    calculator: &'a Calculator,
    ids: Ids,
    writer: Writer,
}

type Declared<'a> = (&'a str, &'a Input, &'a InputName);

impl<'a> Pen<'a> {
    fn whole(&mut self, json: &Json<'_>, known: &KnownCase) {
        let calculator = self.calculator;
        self.writer.open_map();
        for section in self.sections() {
            let inputs = self.declared(Scope::Case, section);
            if let Some((_, input, name)) = inputs.iter().find(|(_, _, name)| name.path == section)
            {
                let is_day = calculator
                    .engine()
                    .pack()
                    .as_of
                    .and_then(|id| calculator.engine().pack().input(id))
                    == Some(*input);
                match (json.given(section), known.as_of) {
                    (Some(value), _) => {
                        self.writer.key(section);
                        self.value(value, input, name);
                    }
                    (None, Some(date)) if is_day => self.writer.text_entry(section, &day(date)),
                    (None, _) => {}
                }
            } else if let Some(value) = json.given(section) {
                self.section(section, value, &inputs);
            }
        }
        for (id, kind) in (0_u16..).zip(&calculator.names().kinds) {
            let list = json.given(kind).and_then(Json::as_list).unwrap_or(&[]);
            if !list.is_empty() {
                let inputs = self.declared(Scope::Item(tradeaid_engine::KindId(id)), kind);
                self.writer.key(kind);
                self.writer.open_list();
                for item in list {
                    self.item(item, &inputs);
                }
                self.writer.close_list();
            }
        }
        self.writer.close_map();
    }

    /// The sections of a case, in the order of the pack
    fn sections(&self) -> Vec<&'a str> {
        let mut sections: Vec<&str> = Vec::new();
        let names = &self.calculator.names().inputs;
        for (input, name) in self.calculator.engine().pack().inputs.iter().zip(names) {
            let section = name.path.split('.').next().unwrap_or("");
            if input.scope == Scope::Case && !sections.contains(&section) {
                sections.push(section);
            }
        }
        sections
    }

    /// The inputs of a scope, at the case level those of a section, each with its key
    fn declared(&self, scope: Scope, section: &str) -> Vec<Declared<'a>> {
        let inputs = &self.calculator.engine().pack().inputs;
        let inputs = inputs.iter().zip(&self.calculator.names().inputs);
        let mine = inputs.filter_map(|(input, name)| {
            let (family, key) = name
                .path
                .split_once('.')
                .unwrap_or((&name.path, &name.path));
            (input.scope == scope && family == section).then_some((key, input, name))
        });
        mine.collect()
    }

    fn section(&mut self, section: &str, json: &Json<'_>, inputs: &[Declared<'_>]) {
        if let Some(word) = json.as_text() {
            return self.writer.text_entry(section, word);
        }
        if says_something(json, inputs) {
            self.writer.key(section);
            self.writer.open_map();
            self.entries(json, inputs);
            self.writer.close_map();
        }
    }

    fn item(&mut self, json: &Json<'_>, inputs: &[Declared<'_>]) {
        self.writer.open_map();
        let id = json.get("id").and_then(Json::as_text).unwrap_or("");
        self.writer.text_entry("id", self.ids.get(id));
        self.entries(json, inputs);
        self.writer.close_map();
    }

    fn entries(&mut self, json: &Json<'_>, inputs: &[Declared<'_>]) {
        for (key, input, name) in inputs.iter().filter(|(_, input, _)| is_kept(input)) {
            if let Some(value) = json.given(key) {
                self.writer.key(key);
                self.value(value, input, name);
            }
        }
    }

    fn value(&mut self, json: &Json<'_>, input: &Input, name: &InputName) {
        match &json.value {
            JsonValue::Map(entries) => {
                self.writer.open_map();
                for key in ["by_year", "any_of", "amount", "min", "max"] {
                    if let Some(inner) = json.given(key) {
                        self.writer.key(key);
                        self.value(inner, input, name);
                    }
                }
                // The input's own currency goes without saying.
                let currency = json.get("currency").and_then(Json::as_text);
                if let Some(code) = currency.filter(|code| *code != name.unit) {
                    self.writer.text_entry("currency", code);
                }
                let mut years: Vec<&(Cow<'_, str>, Json<'_>)> = entries
                    .iter()
                    .filter(|(key, value)| is_year(key) && !value.is_null())
                    .collect();
                years.sort_by(|one, other| one.0.cmp(&other.0));
                for (year, value) in years {
                    self.writer.key(year);
                    self.value(value, input, name);
                }
                self.writer.close_map();
            }
            JsonValue::List(list) => {
                self.writer.open_list();
                for option in list {
                    self.value(option, input, name);
                }
                self.writer.close_list();
            }
            _ => self.plain(json, input),
        }
    }

    fn plain(&mut self, json: &Json<'_>, input: &Input) {
        let written = json.as_number().or(json.as_text());
        let number = written.filter(|_| matches!(input.domain, Domain::Number { .. }));
        if let Some(short) = number.and_then(shortest_number) {
            return self.writer.raw(&short);
        }
        match &json.value {
            JsonValue::Bool(value) => self.writer.bool(*value),
            JsonValue::Text(id) if matches!(input.domain, Domain::Reference) => {
                let id = self.ids.get(id);
                self.writer.text(id);
            }
            _ => self.writer.text(written.unwrap_or("")),
        }
    }
}

/// Whether a section says anything that a rule looks at
fn says_something(json: &Json<'_>, inputs: &[Declared<'_>]) -> bool {
    let mut inputs = inputs.iter();
    inputs.any(|(key, input, _)| is_kept(input) && json.given(key).is_some())
}

/// Whether a rule looks at an input
const fn is_kept(input: &Input) -> bool {
    !matches!(input.domain, Domain::Text)
}

fn is_year(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// A figure in its one spelling, if that is exact
fn shortest_number(written: &str) -> Option<String> {
    let number = Number::parse(written)?;
    decimal(number).filter(|short| Number::parse(short) == Some(number))
}
