//! What was said, as the text of a case, and a case's text as what was said.
//!
//! Pure. Whether a case makes sense is for the wire to say; here texts only change their form.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputId, InputName, KindId, Scope};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::{Json, JsonValue, Writer};

use crate::entry::{self, Mistake, Span};
use crate::state::{Place, Said, State};

/// The word that leaves a reading open
pub const OPEN: &str = "open";

/// A case, and what was typed but cannot be taken and is left out of it
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The case's text
    pub json: String,
    /// What was left out, and why
    pub mistakes: Vec<(Place, Mistake)>,
}

/// Writes everything said as a case; `as_of` is the day of assessment unless another one was said
#[must_use]
pub fn write(calculator: &Calculator, state: &State, as_of: &str) -> Written {
    let mut pen = Pen {
        calculator,
        state,
        as_of,
        mistakes: Vec::new(),
    };
    let mut writer = Writer::new();
    writer.map(|writer| {
        for section in sections(calculator) {
            pen.section(writer, section);
        }
        for (kind, name) in (0_u16..).map(KindId).zip(&calculator.names().kinds) {
            pen.items(writer, kind, name);
        }
    });
    Written {
        json: writer.finish(),
        mistakes: pen.mistakes,
    }
}

/// What was typed into a field, as a value its input allows
pub fn understood(calculator: &Calculator, id: InputId, typed: &str) -> Result<Span, Mistake> {
    let (Some(input), Some(name)) = (
        calculator.engine().pack().input(id),
        calculator.names().inputs.get(id.index()),
    ) else {
        return Err(Mistake::Number);
    };
    let span = entry::read(name.format, &name.unit, typed)?;
    entry::fits(&input.domain, &span)?;
    let known = |code| {
        calculator
            .names()
            .currencies
            .iter()
            .any(|known| known.code == code)
    };
    if span.currency.is_some_and(|code| !known(code)) {
        return Err(Mistake::Currency);
    }
    Ok(span)
}

struct Pen<'a> {
    calculator: &'a Calculator,
    state: &'a State,
    as_of: &'a str,
    mistakes: Vec<(Place, Mistake)>,
}

impl Pen<'_> {
    fn section(&mut self, writer: &mut Writer, section: &str) {
        let calculator = self.calculator;
        let of_section = inputs_of(calculator, Scope::Case)
            .filter(|(_, _, name)| section_of(&name.path) == section);
        let mut nested = Writer::new();
        let mut said = false;
        nested.map(|nested| {
            for (id, input, name) in of_section {
                if name.path == section {
                    self.plain(writer, id, name);
                } else if input.yearly {
                    said |= self.series(nested, id, name);
                } else {
                    said |= self.value(nested, key_of(&name.path), Place::of(id), name);
                }
            }
        });
        if said {
            writer.key(section);
            writer.raw(&nested.finish());
        }
    }

    /// An input that stands beside the sections, as the day of assessment does.
    fn plain(&mut self, writer: &mut Writer, id: InputId, name: &InputName) {
        let said = self.value(writer, &name.path, Place::of(id), name);
        if !said && self.calculator.engine().pack().as_of == Some(id) {
            writer.text_entry(&name.path, self.as_of);
        }
    }

    fn series(&mut self, writer: &mut Writer, id: InputId, name: &InputName) -> bool {
        let every = Place::of(id);
        let key = key_of(&name.path);
        let mut years: Vec<i32> = self.state.years(id).collect();
        if self.state.is_answered(every) || years.is_empty() {
            return self.value(writer, key, every, name);
        }
        years.sort_unstable();
        let mut nested = Writer::new();
        let mut said = false;
        nested.map(|nested| {
            for year in years {
                let place = Place {
                    year: Some(year),
                    ..every
                };
                said |= self.value(nested, &year.to_string(), place, name);
            }
        });
        if said {
            writer.key(key);
            writer.map(|writer| {
                writer.key("by_year");
                writer.raw(&nested.finish());
            });
        }
        said
    }

    fn items(&mut self, writer: &mut Writer, kind: KindId, name: &str) {
        let state = self.state;
        let mut items = state.items_of(kind).peekable();
        if items.peek().is_none() {
            return;
        }
        let calculator = self.calculator;
        writer.key(name);
        writer.list(|writer| {
            for item in items {
                writer.map(|writer| {
                    writer.text_entry("id", &item.id);
                    for (id, _, name) in inputs_of(calculator, Scope::Item(kind)) {
                        let place = Place {
                            item: Some(item.number),
                            ..Place::of(id)
                        };
                        self.value(writer, key_of(&name.path), place, name);
                    }
                });
            }
        });
    }

    /// Writes what was said at a place, if it can be written, and tells whether it was.
    fn value(&mut self, writer: &mut Writer, key: &str, place: Place, name: &InputName) -> bool {
        let typed = match self.state.said(place) {
            None => return false,
            Some(Said::Unsure) => {
                writer.key(key);
                writer.raw("null");
                return true;
            }
            Some(Said::None) => {
                writer.text_entry(key, "none");
                return true;
            }
            Some(Said::Text(typed)) => typed.trim(),
        };
        if typed.is_empty() {
            return false;
        }
        match name.format {
            Format::YesNo => {
                writer.key(key);
                writer.bool(typed == "true");
            }
            Format::Choice => choice(writer, key, typed),
            Format::Text => writer.text_entry(key, typed),
            Format::Reference if self.state.item_by_id(typed).is_none() => return false,
            Format::Reference => writer.text_entry(key, typed),
            _ => match understood(self.calculator, place.input, typed) {
                Ok(span) => {
                    writer.key(key);
                    write_span(writer, &span, &name.unit);
                }
                Err(mistake) => {
                    self.mistakes.push((place, mistake));
                    return false;
                }
            },
        }
        true
    }
}

fn choice(writer: &mut Writer, key: &str, typed: &str) {
    if !typed.contains(',') {
        return writer.text_entry(key, typed);
    }
    writer.key(key);
    writer.map(|writer| {
        writer.key("any_of");
        writer.list(|writer| typed.split(',').for_each(|option| writer.text(option)));
    });
}

fn write_span(writer: &mut Writer, span: &Span, unit: &str) {
    let currency = span.currency.filter(|code| *code != unit);
    match (span.as_point(), currency) {
        (Some(value), None) => writer.text(value),
        (Some(value), Some(code)) => writer.map(|writer| {
            writer.text_entry("amount", value);
            writer.text_entry("currency", code);
        }),
        (None, _) => writer.map(|writer| {
            for (key, end) in [("min", span.min.as_deref()), ("max", span.max.as_deref())] {
                if let Some(end) = end {
                    writer.text_entry(key, end);
                }
            }
            if let Some(code) = currency {
                writer.text_entry("currency", code);
            }
        }),
    }
}

// ---------- from a case ----------

/// What a case says, in the form it would have been typed; the wire has accepted the case before
#[must_use]
pub fn read(calculator: &Calculator, json: &str) -> State {
    let mut state = State::default();
    let Ok(json) = Json::parse(json) else {
        return state;
    };
    for (id, input, name) in inputs_of(calculator, Scope::Case) {
        let section = json.get(section_of(&name.path));
        let place = Place::of(id);
        if section.and_then(Json::as_text) == Some(OPEN) && name.format == Format::Choice {
            state.say(place, Said::Text(OPEN.into()));
            continue;
        }
        let value = match name.path.split_once('.') {
            Some((_, key)) => section.and_then(|section| section.get(key)),
            None => section,
        };
        if let Some(value) = value {
            take(&mut state, place, input, name, value);
        }
    }
    for (kind, name) in (0_u16..).map(KindId).zip(&calculator.names().kinds) {
        for item in json.get(name).and_then(Json::as_list).unwrap_or(&[]) {
            take_item(calculator, &mut state, kind, item);
        }
    }
    state
}

fn take_item(calculator: &Calculator, state: &mut State, kind: KindId, json: &Json<'_>) {
    let id = json.get("id").and_then(Json::as_text).map(str::to_owned);
    let number = state.add(kind, id);
    for (id, input, name) in inputs_of(calculator, Scope::Item(kind)) {
        let place = Place {
            item: Some(number),
            ..Place::of(id)
        };
        if let Some(value) = json.get(key_of(&name.path)) {
            take(state, place, input, name, value);
        }
    }
}

fn take(state: &mut State, place: Place, input: &Input, name: &InputName, json: &Json<'_>) {
    if let Some(years) = json.get("by_year").and_then(Json::as_map) {
        for (year, value) in years {
            let place = Place {
                year: year.parse().ok(),
                ..place
            };
            take(state, place, input, name, value);
        }
        return;
    }
    let said = match &json.value {
        JsonValue::Null => Said::Unsure,
        JsonValue::Text(word) if word == "none" && input.may_be_none => Said::None,
        _ => Said::Text(typed(name, json)),
    };
    state.say(place, said);
}

/// A value in the form in which it would have been typed
fn typed(name: &InputName, json: &Json<'_>) -> String {
    if let Some(options) = json.get("any_of").and_then(Json::as_list) {
        let options: Vec<String> = options.iter().map(|option| figure(name, option)).collect();
        return options.join(",");
    }
    let end = |key: &str| {
        json.get(key)
            .filter(|end| end.value != JsonValue::Null)
            .map(|end| figure(name, end))
    };
    let value = match (end("amount"), end("min"), end("max")) {
        (Some(amount), ..) => amount,
        (_, Some(min), Some(max)) if min == max => min,
        (_, Some(min), Some(max)) => [min, max].join("–"),
        (_, Some(min), None) => ["≥", &min].concat(),
        (_, None, Some(max)) => ["≤", &max].concat(),
        _ => figure(name, json),
    };
    match json.get("currency").and_then(Json::as_text) {
        Some(code) if !value.is_empty() => [value.as_str(), " ", code].concat(),
        _ => value,
    }
}

fn figure(name: &InputName, json: &Json<'_>) -> String {
    let text = match &json.value {
        JsonValue::Text(text) => text.as_ref(),
        JsonValue::Number(text) => text,
        JsonValue::Bool(true) => "true",
        JsonValue::Bool(false) => "false",
        _ => "",
    };
    if name.format == Format::Rate {
        entry::percent(text)
    } else {
        text.into()
    }
}

// ---------- names ----------

/// The place that a problem's path names
#[must_use]
pub fn place_of(calculator: &Calculator, state: &State, path: &str) -> Option<Place> {
    let Some((kind_name, rest)) = path.split_once('[') else {
        let (id, _, name) =
            inputs_of(calculator, Scope::Case).find(|(_, _, name)| within(path, &name.path))?;
        let year = path
            .get(name.path.len()..)
            .and_then(|rest| rest.strip_prefix(".by_year."))
            .and_then(|rest| rest.split('.').next()?.parse().ok());
        return Some(Place {
            year,
            ..Place::of(id)
        });
    };
    let (index, key) = rest.split_once("].")?;
    let names = &calculator.names().kinds;
    let kind = names.iter().position(|name| name == kind_name)?;
    let kind = KindId(u16::try_from(kind).ok()?);
    let item = state.items_of(kind).nth(index.parse().ok()?)?;
    let (id, ..) = inputs_of(calculator, Scope::Item(kind))
        .find(|(_, _, name)| within(key, key_of(&name.path)))?;
    Some(Place {
        item: Some(item.number),
        ..Place::of(id)
    })
}

fn within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The inputs of a scope with their names, in the pack's order
pub fn inputs_of(
    calculator: &Calculator,
    scope: Scope,
) -> impl Iterator<Item = (InputId, &Input, &InputName)> {
    let names = &calculator.names().inputs;
    calculator
        .engine()
        .pack()
        .inputs_of(scope)
        .filter_map(|(id, input)| Some((id, input, names.get(id.index())?)))
}

fn sections(calculator: &Calculator) -> Vec<&str> {
    let mut result = Vec::new();
    for (_, _, name) in inputs_of(calculator, Scope::Case) {
        let section = section_of(&name.path);
        if !result.contains(&section) {
            result.push(section);
        }
    }
    result
}

/// The part of a path before its dot
#[must_use]
pub fn section_of(path: &str) -> &str {
    path.split_once('.').map_or(path, |(section, _)| section)
}

fn key_of(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::calculator;
    use crate::state::Change;

    fn path(calculator: &Calculator, path: &str) -> InputId {
        let at = calculator.names().inputs.iter().position(|name| name.path == path);
        InputId(u16::try_from(at.unwrap()).unwrap())
    }

    const AS_OF: &str = r#""as_of":"2026-03-02""#;

    /// Cases in every form that the contract allows, and what the form makes of them
    const CASES: [(&str, &str); 10] = [
        (r#""enterprise":{"employees":66}"#, r#""enterprise":{"employees":"66"}"#),
        (
            r#""enterprise":{"exports":{"by_year":{"2024":"2400000","2023":{"min":"2000000","max":"3000000"}}}}"#,
            r#""enterprise":{"exports":{"by_year":{"2023":{"min":"2000000","max":"3000000"},"2024":"2400000"}}}"#,
        ),
        (
            r#""enterprise":{"exports":"500000","trade":{"min":"1"}}"#,
            r#""enterprise":{"exports":"500000","trade":{"min":"1"}}"#,
        ),
        (
            r#""enterprise":{"new_exporter_year":"none","own_brand":true,"food_exporter":null}"#,
            r#""enterprise":{"new_exporter_year":"none","food_exporter":null,"own_brand":true}"#,
        ),
        (
            r#""enterprise":{"size_class":{"any_of":["small","micro"]},"refund_class":1}"#,
            r#""enterprise":{"size_class":{"any_of":["small","micro"]},"refund_class":"1"}"#,
        ),
        (
            r#""loan":[{"id":"x","annual_rate":"0.0345","approved_on":{"min":"2024-01-01","max":"2024-06-30"}}]"#,
            r#""loan":[{"id":"x","approved_on":{"min":"2024-01-01","max":"2024-06-30"},"annual_rate":"0.0345"}]"#,
        ),
        (
            r#""credit_insurance":[{"id":"p","premium":{"amount":"4200.00","currency":"USD"}}]"#,
            r#""credit_insurance":[{"id":"p","premium":{"amount":"4200","currency":"USD"}}]"#,
        ),
        (
            r#""loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a","level":"provincial","name":"奖补","amount":"1"}]"#,
            r#""loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a","level":"provincial","name":"奖补","amount":"1"}]"#,
        ),
        (
            r#""parameters":{"usd_cny":"7.2"},"readings":{"export_base_year":"open"}"#,
            r#""parameters":{"usd_cny":"7.2"},"readings":{"export_base_year":"open"}"#,
        ),
        (r#""vat_period":[{"id":"v","month":"2024-10"}]"#, r#""vat_period":[{"id":"v","month":"2024-10"}]"#),
    ];

    #[test]
    fn a_case_comes_back_as_it_was_and_means_the_same() {
        let calculator = calculator();
        for (case, expected) in CASES {
            let case = ["{", AS_OF, ",", case, "}"].concat();
            let known = calculator.read_case(&case).unwrap();
            let written = write(&calculator, &read(&calculator, &case), "2020-01-01");
            assert_eq!(written.mistakes, [], "{case}");
            let again = calculator.read_case(&written.json).unwrap();
            assert_eq!(calculator.result_id(&known), calculator.result_id(&again), "{}", written.json);
            let entry = |json: &str| json.replace([' ', '\n'], "").replace(AS_OF, "").replace(['{', '}', ','], "");
            assert_eq!(entry(&written.json), entry(expected));
        }
    }

    #[test]
    fn every_accepted_example_comes_back_and_means_the_same() {
        let calculator = calculator();
        let folder = [env!("CARGO_MANIFEST_DIR"), "/../../tests/scenarios"].concat();
        let mut count = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let json = Json::parse(&text).unwrap();
            let Some(case) = json.get("case").map(|case| &text[case.start..case.end]) else {
                continue;
            };
            let known = calculator.read_case(case).unwrap();
            let written = write(&calculator, &read(&calculator, case), "2020-01-01");
            let again = calculator.read_case(&written.json).unwrap();
            assert_eq!(calculator.result_id(&known), calculator.result_id(&again), "{case}");
            count += 1;
        }
        assert!(count > 0);
    }

    #[test]
    fn readings_all_open_are_open_one_by_one() {
        let calculator = calculator();
        let case = r#"{"as_of":"2026-03-02","readings":"open"}"#;
        let known = calculator.read_case(case).unwrap();
        let written = write(&calculator, &read(&calculator, case), "");
        let again = calculator.read_case(&written.json).unwrap();
        assert_eq!(calculator.result_id(&known), calculator.result_id(&again));
    }

    #[test]
    fn what_cannot_be_taken_is_left_out_and_named() {
        let calculator = calculator();
        let mut state = State::default();
        let say = |state: &mut State, place: Place, text: &str| {
            state.apply(Change::Say(place, Said::Text(text.into())));
        };
        let employees = Place::of(path(&calculator, "enterprise.employees"));
        let revenue = Place::of(path(&calculator, "enterprise.revenue"));
        let assets = Place::of(path(&calculator, "enterprise.total_assets"));
        say(&mut state, employees, "6.5");
        say(&mut state, revenue, "1,5");
        say(&mut state, assets, " ");
        let written = write(&calculator, &state, "2026-03-02");
        assert_eq!(written.json, r#"{"as_of":"2026-03-02"}"#);
        let mistakes: Vec<Place> = written.mistakes.iter().map(|(place, _)| *place).collect();
        assert_eq!(mistakes, [employees, revenue]);
        say(&mut state, revenue, "100 GBP");
        let written = write(&calculator, &state, "2026-03-02");
        assert!(written.mistakes.contains(&(revenue, Mistake::Currency)));
    }

    #[test]
    fn a_problem_is_led_back_to_its_place() {
        let calculator = calculator();
        let case = r#"{"loan":[{"id":"a"},{"id":"b","drawn_on":"2024-05-20","matures_on":"2024-05-01"}]}"#;
        let state = read(&calculator, case);
        let problems = calculator.read_case(case).unwrap_err();
        let place = place_of(&calculator, &state, &problems.first().unwrap().path).unwrap();
        assert_eq!(place.input, path(&calculator, "loan.matures_on"));
        assert_eq!(place.item, state.item_by_id("b").map(|item| item.number));
        let exports = place_of(&calculator, &state, "enterprise.exports.by_year.2023.min").unwrap();
        assert_eq!((exports.input, exports.year), (path(&calculator, "enterprise.exports"), Some(2023)));
        assert_eq!(place_of(&calculator, &state, "loan[7].principal"), None);
        assert_eq!(place_of(&calculator, &state, "nonsense"), None);
    }

    #[test]
    fn a_reference_to_what_is_gone_is_left_out() {
        let calculator = calculator();
        let mut state = read(&calculator, r#"{"loan":[{"id":"a"}],"other_support":[{"id":"b","object":"a"}]}"#);
        let loan = state.item_by_id("a").unwrap().number;
        state.apply(Change::Remove(loan));
        let written = write(&calculator, &state, "2026-03-02");
        assert!(!written.json.contains("object"), "{}", written.json);
        assert!(calculator.read_case(&written.json).is_ok());
    }
}
