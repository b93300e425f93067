//! Reads what a case says of one input: a value, a range, some options, money in a currency.

use std::borrow::Cow;

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Choices, Date, Days, Format, InputId, InputName, Interval, Known, Number, Series, Truth, Value,
};

use super::{Reader, words};
use crate::figure::decimal;
use crate::json::{Json, JsonValue};
use crate::problem::ProblemCode;
use crate::text::{count_of, digits, glued, listed, position};

/// How a value is written
#[derive(Default)]
struct Written<'j> {
    /// One value
    single: Option<&'j Json<'j>>,
    /// The start of a range, where given
    lo: Option<&'j Json<'j>>,
    /// The end of a range, where given
    hi: Option<&'j Json<'j>>,
    /// The currency, where given
    currency: Option<&'j Json<'j>>,
}

/// What is wrong stands in the list of problems.
struct Refused;

impl Reader<'_> {
    pub(super) fn series(&mut self, input: &Input, name: &InputName, json: &Json<'_>) {
        let mut series = Series::default();
        let mut known = Known::given(Value::Truth(Truth::Open));
        if let (Some(years), Some(entries)) = (json.get("by_year"), json.as_map()) {
            self.keys(entries, &["by_year"]);
            let length = self.enter("by_year");
            let is_known = self.years(input, name, years, &mut series);
            self.leave(length);
            if !is_known {
                return;
            }
        } else if self.known(input, name, json, &mut known) {
            series.every = Some(known.value.number());
        } else {
            return;
        }
        if let Some(place) = self.known.case.series.get_mut(usize::from(input.slot)) {
            *place = series;
        }
    }

    fn years(
        &mut self,
        input: &Input,
        name: &InputName,
        json: &Json<'_>,
        series: &mut Series,
    ) -> bool {
        let Some(entries) = json.as_map() else {
            self.problem(ProblemCode::WrongType, json, "object");
            return false;
        };
        // In the order of years, whatever the order written: the canonical form follows it.
        let mut sorted: Vec<&(Cow<'_, str>, Json<'_>)> = Vec::new();
        for entry in entries {
            let place = sorted.iter().position(|other| other.0 > entry.0);
            sorted.insert(place.unwrap_or(sorted.len()), entry);
        }
        let mut earlier = 0;
        for (key, value) in sorted {
            let length = self.enter(key);
            let year = count_of(key).filter(|year| (1990..=2100).contains(year));
            let year = year.and_then(|year| i32::try_from(year).ok());
            let mut known = Known::given(Value::Truth(Truth::Open));
            if let Some(year) = year.filter(|_| key.len() == 4) {
                if earlier == year {
                    self.problem(ProblemCode::DuplicateKey, value, "once");
                } else if !value.is_null() && self.known(input, name, value, &mut known) {
                    series.years.push((year, known.value.number()));
                }
                earlier = year;
            } else {
                let found = (value.start, key.as_ref());
                self.report(ProblemCode::UnknownKey, found, "1990-2100", &[]);
            }
            self.leave(length);
        }
        true
    }

    /// Reads what is known of one input; otherwise a problem is listed, or the text is nothing a rule looks at.
    pub(super) fn known(
        &mut self,
        input: &Input,
        name: &InputName,
        json: &Json<'_>,
        known: &mut Known,
    ) -> bool {
        if json.as_text() == Some("none") && input.may_be_none {
            self.note(&["none"]);
            *known = Known::unknown(input);
            known.exists = Truth::False;
            known.given = true;
            return true;
        }
        let value = match &input.domain {
            Domain::Truth => self.truth(json),
            Domain::Number { .. } => return self.number(input, name, json, known).is_some(),
            Domain::Choice(_) => self.choice(input, name, json),
            Domain::Date => self.date(name, json),
            Domain::Text | Domain::Reference => {
                match json.as_text() {
                    Some(text) => self.note_text(text),
                    None => self.problem(ProblemCode::WrongType, json, "text"),
                }
                None
            }
        };
        if let Some(value) = value {
            known.value = value;
        }
        value.is_some()
    }

    fn truth(&mut self, json: &Json<'_>) -> Option<Value> {
        let JsonValue::Bool(value) = json.value else {
            self.problem(ProblemCode::WrongType, json, "true, false");
            return None;
        };
        self.note(&[super::shown(json)]);
        Some(Value::Truth(Truth::from(value)))
    }

    fn choice(&mut self, input: &Input, name: &InputName, json: &Json<'_>) -> Option<Value> {
        if name.path.starts_with("readings.") && json.as_text() == Some("open") {
            self.note(&["open"]);
            return input.domain.unknown();
        }
        let mut list = std::slice::from_ref(json);
        if let (Some(options), Some(entries)) = (json.get("any_of"), json.as_map()) {
            self.keys(entries, &["any_of"]);
            list = options.as_list().unwrap_or(&[]);
            if list.is_empty() {
                self.problem(ProblemCode::WrongType, options, "list");
                return None;
            }
        }
        let mut choices = Choices::NONE;
        for element in list {
            choices = choices.union(self.option(name, element)?);
        }
        self.note(&[&digits(choices.bits(), 1)]);
        Some(Value::Choice(choices))
    }

    /// An option may be written as its text, or as a number where its name is one (`refund_class: 1`).
    pub(super) fn option(&mut self, name: &InputName, json: &Json<'_>) -> Option<Choices> {
        let options = words(&name.options);
        let Some(word) = json.as_text().or(json.as_number()) else {
            self.problem(ProblemCode::WrongType, json, &listed(&options));
            return None;
        };
        let option = position(&options, word).and_then(|index| u8::try_from(index).ok());
        if option.is_none() {
            let found = (json.start, word);
            self.report(ProblemCode::OutOfDomain, found, &listed(&options), &options);
        }
        option.map(Choices::one)
    }

    fn date(&mut self, name: &InputName, json: &Json<'_>) -> Option<Value> {
        let written = self.shape(json, false)?;
        let mut days = Days::ALL;
        let fits = if let Some(json) = written.single {
            let fits = self.day(name, json, &mut days.lo);
            days.hi = days.lo;
            fits
        } else {
            let mut end = |json: Option<_>, end| json.is_none_or(|json| self.day(name, json, end));
            let lo = end(written.lo, &mut days.lo);
            end(written.hi, &mut days.hi) && lo
        };
        if fits && days.lo > days.hi {
            self.problem(ProblemCode::ReversedRange, json, "min <= max");
        } else if fits {
            self.note_days(days);
            return Some(Value::Date(days));
        }
        None
    }

    pub(super) fn day(&mut self, name: &InputName, json: &Json<'_>, day: &mut Date) -> bool {
        let (length, example) = if name.format == Format::Month {
            (7, "2024-10")
        } else {
            (10, "2025-03-01")
        };
        let mut code = ProblemCode::WrongType;
        if let Some(text) = json.as_text() {
            code = ProblemCode::OutOfDomain;
            if let Some(date) = Date::parse(text).filter(|_| text.len() == length) {
                *day = date;
                return true;
            }
        }
        self.problem(code, json, example);
        false
    }

    /// How a value is written; nothing if it is a broken range, whose problem is listed.
    fn shape<'j>(&mut self, json: &'j Json<'j>, is_money: bool) -> Option<Written<'j>> {
        let Some(entries) = json.as_map() else {
            return Some(Written {
                single: Some(json),
                ..Written::default()
            });
        };
        let single = json.get("amount").filter(|_| is_money);
        let keys: &[&str] = match (is_money, single) {
            (true, Some(_)) => &["amount", "currency"],
            (true, None) => &["min", "max", "currency"],
            (false, _) => &["min", "max"],
        };
        let before = self.problems.len();
        self.keys(entries, keys);
        (self.problems.len() == before).then(|| Written {
            single,
            lo: json.given("min"),
            hi: json.given("max"),
            currency: json.get("currency"),
        })
    }

    fn number(
        &mut self,
        input: &Input,
        name: &InputName,
        json: &Json<'_>,
        known: &mut Known,
    ) -> Option<()> {
        let written = self.shape(json, name.format == Format::Money)?;
        let mut range = input.domain.unknown()?.number();
        let fits = if let Some(json) = written.single {
            let fits = self.figure(input, json, &mut range.lo);
            range.hi = range.lo;
            fits
        } else {
            let mut end =
                |json: Option<_>, end| json.is_none_or(|json| self.figure(input, json, end));
            let lo = end(written.lo, &mut range.lo);
            end(written.hi, &mut range.hi) && lo
        };
        if !fits {
            return None;
        }
        if range.lo > range.hi {
            self.problem(ProblemCode::ReversedRange, json, "min <= max");
            return None;
        }
        self.note(&[&written_out(&range.lo), "..", &written_out(&range.hi)]);
        if let Some(currency) = written.currency {
            known.waits_for = self.convert(name, &mut range, currency).ok()?;
        }
        known.value = Value::Number(range);
        Some(())
    }

    fn figure(&mut self, input: &Input, json: &Json<'_>, figure: &mut Number) -> bool {
        let Domain::Number { lo, hi, step, .. } = &input.domain else {
            return false;
        };
        let Some(text) = json.as_number().or(json.as_text()) else {
            self.problem(ProblemCode::WrongType, json, "number");
            return false;
        };
        let Some(number) = Number::parse(text) else {
            let allowed = "decimal number of at most 24 digits";
            self.problem(ProblemCode::WrongType, json, allowed);
            return false;
        };
        if number < *lo || number > *hi {
            let allowed = glued(&[&written_out(lo), " .. ", &written_out(hi)]);
            self.problem(ProblemCode::OutOfDomain, json, &allowed);
            return false;
        }
        let from_lo = number.minus(*lo);
        let Some(floor) = from_lo.and_then(|from_lo| from_lo.floor_to(*step)) else {
            return false;
        };
        if from_lo != Some(floor) {
            let code = if *step > Number::ONE {
                ProblemCode::OutOfDomain
            } else {
                ProblemCode::TooFine
            };
            self.problem(code, json, &glued(&["step ", &written_out(step)]));
            return false;
        }
        *figure = number;
        true
    }

    /// Turns an amount that names its currency into the input's own, and tells which rate it waits for.
    fn convert(
        &mut self,
        name: &InputName,
        amount: &mut Interval,
        json: &Json<'_>,
    ) -> Result<Option<InputId>, Refused> {
        let mut codes: Vec<&str> = Vec::new();
        for currency in &self.names.currencies {
            codes.push(&currency.code);
        }
        let Some(code) = json.as_text().filter(|code| codes.contains(code)) else {
            let length = self.enter("currency");
            self.problem(ProblemCode::OutOfDomain, json, &listed(&codes));
            self.leave(length);
            return Err(Refused);
        };
        if code == name.unit {
            return Ok(None);
        }
        self.note(&[code]);
        let (mut from, mut to) = (Interval::point(Number::ONE), Interval::point(Number::ONE));
        let from_waits = self.rate(code, &mut from);
        let to_waits = self.rate(&name.unit, &mut to);
        // A rate is above zero and an amount is not below it, so the ends keep their order.
        let fits = scale(&mut amount.lo, &from.lo, Number::ZERO, Number::times)
            && scale(&mut amount.hi, &from.hi, Number::INFINITY, Number::times)
            && scale(&mut amount.lo, &to.hi, Number::ZERO, Number::over)
            && scale(&mut amount.hi, &to.lo, Number::INFINITY, Number::over);
        if !fits {
            self.problem(ProblemCode::Overflow, json, "a smaller amount");
            return Err(Refused);
        }
        Ok(from_waits.or(to_waits))
    }

    /// Looks up a currency's rate to the base as far as the case knows it, and the parameter it waits for.
    ///
    /// Parameters are read before everything that could need one, since sections come in pack order
    /// and items last; a case-level amount in a foreign currency reads its rate from the same case.
    fn rate(&self, code: &str, rate: &mut Interval) -> Option<InputId> {
        let mut currencies = self.names.currencies.iter();
        let id = currencies.find(|currency| currency.code == code)?.rate?;
        let input = self.pack.input(id)?;
        match self.known.case.known(input, None) {
            Some(known) if known.given => *rate = known.value.number(),
            _ => {
                rate.lo = Number::ZERO;
                rate.hi = Number::INFINITY;
            }
        }
        rate.as_point().is_none().then_some(id)
    }
}

/// Converts one end of an amount. An unknown rate's lower end is zero, by which nothing is divided: the amount then
/// has no upper bound.
#[inline(never)]
fn scale(
    end: &mut Number,
    rate: &Number,
    without: Number,
    operation: fn(Number, Number) -> Option<Number>,
) -> bool {
    if let Some(result) = operation(*end, *rate) {
        *end = result;
    } else if !rate.is_zero() {
        return false;
    } else if !end.is_zero() {
        *end = without;
    }
    true
}

fn written_out(number: &Number) -> String {
    decimal(*number).unwrap_or_default()
}
