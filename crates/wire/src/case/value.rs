//! Reads what a case says of one input: a value, a range, some options, money in a currency.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Choices, Date, Days, Format, InputId, InputName, Interval, Known, Number, Series, Truth, Value,
};

use super::{Reader, joined};
use crate::figure::decimal;
use crate::json::{Json, JsonValue};
use crate::problem::{Problem, ProblemCode, nearest};
use crate::text::{digits, glued, listed};

/// A value that may be written as a range
enum Written<'j> {
    /// One value
    Single,
    /// Its ends, where given
    Range(Option<&'j Json<'j>>, Option<&'j Json<'j>>),
}

impl Reader<'_> {
    pub(super) fn series(
        &mut self,
        input: &Input,
        name: &InputName,
        path: &str,
        json: &Json<'_>,
    ) -> Option<Series> {
        let Some(years) = json.get("by_year") else {
            let every = self.known(input, name, path, json)?.value.number();
            return Some(Series {
                every: Some(every),
                years: Vec::new(),
            });
        };
        self.keys(path, json.as_map()?, &["by_year"]);
        let path = joined(path, "by_year");
        let Some(entries) = years.as_map() else {
            self.problem(&path, ProblemCode::WrongType, years, "object");
            return None;
        };
        // In the order of years, whatever the order written: the canonical form follows it.
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut series = Series::default();
        let mut earlier = None;
        for (key, value) in entries {
            let path = joined(&path, key);
            let year = key
                .parse::<i32>()
                .ok()
                .filter(|year| key.len() == 4 && (1990..=2100).contains(year));
            let Some(year) = year else {
                self.problems.push(
                    Problem::new(&path, ProblemCode::UnknownKey, key, "1990-2100").at(value.start),
                );
                continue;
            };
            if earlier.replace(year) == Some(year) {
                self.problem(&path, ProblemCode::DuplicateKey, value, "once");
            } else if value.value != JsonValue::Null
                && let Some(known) = self.known(input, name, &path, value)
            {
                series.years.push((year, known.value.number()));
            }
        }
        Some(series)
    }

    /// Reads what is known of one input; a problem is listed and gives nothing.
    pub(super) fn known(
        &mut self,
        input: &Input,
        name: &InputName,
        path: &str,
        json: &Json<'_>,
    ) -> Option<Known> {
        if json.as_text() == Some("none") && input.may_be_none {
            self.note(path, "none");
            let mut known = Known::unknown(input);
            known.exists = Truth::False;
            known.given = true;
            return Some(known);
        }
        match &input.domain {
            Domain::Truth => self.truth(path, json),
            Domain::Number { .. } => self.number(input, name, path, json),
            Domain::Choice(_) => self.choice(input, name, path, json),
            Domain::Date => self.date(name, path, json),
            Domain::Text | Domain::Reference => {
                let Some(text) = json.as_text() else {
                    self.problem(path, ProblemCode::WrongType, json, "text");
                    return None;
                };
                self.note_text(path, text);
                None
            }
        }
    }

    fn truth(&mut self, path: &str, json: &Json<'_>) -> Option<Known> {
        let JsonValue::Bool(value) = json.value else {
            self.problem(path, ProblemCode::WrongType, json, "true, false");
            return None;
        };
        self.note(path, if value { "true" } else { "false" });
        Some(Known::given(Value::Truth(Truth::from(value))))
    }

    fn choice(
        &mut self,
        input: &Input,
        name: &InputName,
        path: &str,
        json: &Json<'_>,
    ) -> Option<Known> {
        if name.path.starts_with("readings.") && json.as_text() == Some("open") {
            self.note(path, "open");
            return input.domain.unknown().map(Known::given);
        }
        let single = [json.clone()];
        let list = match json.get("any_of") {
            Some(list) => {
                self.keys(path, json.as_map()?, &["any_of"]);
                let Some(list) = list.as_list().filter(|list| !list.is_empty()) else {
                    self.problem(path, ProblemCode::WrongType, list, "list");
                    return None;
                };
                list
            }
            None => &single,
        };
        let mut choices = Choices::NONE;
        for element in list {
            choices = choices.union(self.option(name, path, element)?);
        }
        self.note(path, &digits(choices.bits(), 1));
        Some(Known::given(Value::Choice(choices)))
    }

    /// An option may be written as its text, or as a number where its name is one (`refund_class: 1`).
    fn option(&mut self, name: &InputName, path: &str, json: &Json<'_>) -> Option<Choices> {
        let word = match &json.value {
            JsonValue::Text(word) => word.as_ref(),
            JsonValue::Number(word) => word,
            _ => {
                self.problem(path, ProblemCode::WrongType, json, &options(name));
                return None;
            }
        };
        let position = name.options.iter().position(|option| option == word);
        let Some(option) = position.and_then(|index| u8::try_from(index).ok()) else {
            let allowed = options(name);
            let mut problem =
                Problem::new(path, ProblemCode::OutOfDomain, word, &allowed).at(json.start);
            problem.nearest = nearest(word, name.options.iter().map(String::as_str));
            self.problems.push(problem);
            return None;
        };
        Some(Choices::one(option))
    }

    fn date(&mut self, name: &InputName, path: &str, json: &Json<'_>) -> Option<Known> {
        let days = match self.shape(path, json, &["min", "max"])? {
            Written::Range(lo, hi) => {
                let lo = lo.map(|json| self.day(name, path, json));
                let hi = hi.map(|json| self.day(name, path, json));
                Days {
                    lo: lo.unwrap_or(Some(Date::FIRST))?,
                    hi: hi.unwrap_or(Some(Date::LAST))?,
                }
            }
            Written::Single => Days::point(self.day(name, path, json)?),
        };
        if days.lo > days.hi {
            self.problem(path, ProblemCode::ReversedRange, json, "min <= max");
            return None;
        }
        self.note_days(path, days);
        Some(Known::given(Value::Date(days)))
    }

    fn day(&mut self, name: &InputName, path: &str, json: &Json<'_>) -> Option<Date> {
        let (length, example) = if name.format == Format::Month {
            (7, "2024-10")
        } else {
            (10, "2025-03-01")
        };
        let Some(text) = json.as_text() else {
            self.problem(path, ProblemCode::WrongType, json, example);
            return None;
        };
        let date = Date::parse(text).filter(|_| text.len() == length);
        if date.is_none() {
            self.problem(path, ProblemCode::OutOfDomain, json, example);
        }
        date
    }

    /// How a value is written; nothing if it is a broken range, whose problem is listed.
    fn shape<'j>(&mut self, path: &str, json: &'j Json<'j>, keys: &[&str]) -> Option<Written<'j>> {
        let Some(entries) = json.as_map() else {
            return Some(Written::Single);
        };
        let given = |key| json.get(key).filter(|json| json.value != JsonValue::Null);
        let before = self.problems.len();
        self.keys(path, entries, keys);
        if self.problems.len() > before {
            return None;
        }
        Some(Written::Range(given("min"), given("max")))
    }

    fn number(
        &mut self,
        input: &Input,
        name: &InputName,
        path: &str,
        json: &Json<'_>,
    ) -> Option<Known> {
        let money = name.format == Format::Money;
        let keys: &[&str] = match (money, json.get("amount").is_some()) {
            (true, true) => &["amount", "currency"],
            (true, false) => &["min", "max", "currency"],
            (false, _) => &["min", "max"],
        };
        let (interval, currency) = if let Some(amount) = json.get("amount").filter(|_| money) {
            self.shape(path, json, keys)?;
            (
                Interval::point(self.figure(input, path, amount)?),
                json.get("currency"),
            )
        } else {
            match self.shape(path, json, keys)? {
                Written::Range(lo, hi) => (
                    self.between(input, path, json, lo, hi)?,
                    json.get("currency"),
                ),
                Written::Single => (Interval::point(self.figure(input, path, json)?), None),
            }
        };
        let written = |n: Number| decimal(n).unwrap_or_default();
        self.note(
            path,
            &glued(&[&written(interval.lo), "..", &written(interval.hi)]),
        );
        match currency {
            Some(json) => self.converted(name, path, interval, json),
            None => Some(Known::given(Value::Number(interval))),
        }
    }

    fn between(
        &mut self,
        input: &Input,
        path: &str,
        json: &Json<'_>,
        lo: Option<&Json<'_>>,
        hi: Option<&Json<'_>>,
    ) -> Option<Interval> {
        let unknown = input
            .domain
            .unknown()
            .map_or(Interval::ALL, |value| value.number());
        let lo = lo.map(|json| self.figure(input, path, json));
        let hi = hi.map(|json| self.figure(input, path, json));
        let interval = Interval {
            lo: lo.unwrap_or(Some(unknown.lo))?,
            hi: hi.unwrap_or(Some(unknown.hi))?,
        };
        if interval.lo > interval.hi {
            self.problem(path, ProblemCode::ReversedRange, json, "min <= max");
            return None;
        }
        Some(interval)
    }

    fn figure(&mut self, input: &Input, path: &str, json: &Json<'_>) -> Option<Number> {
        let Domain::Number { lo, hi, step, .. } = &input.domain else {
            return None;
        };
        let text = match &json.value {
            JsonValue::Number(text) => text,
            JsonValue::Text(text) => text.as_ref(),
            _ => {
                self.problem(path, ProblemCode::WrongType, json, "number");
                return None;
            }
        };
        let Some(number) = Number::parse(text) else {
            self.problem(
                path,
                ProblemCode::WrongType,
                json,
                "decimal number of at most 24 digits",
            );
            return None;
        };
        let written = |n: Number| decimal(n).unwrap_or_default();
        if number < *lo || number > *hi {
            let allowed = glued(&[&written(*lo), " .. ", &written(*hi)]);
            self.problem(path, ProblemCode::OutOfDomain, json, &allowed);
            return None;
        }
        let from_lo = number.minus(*lo)?;
        if from_lo.floor_to(*step)? != from_lo {
            let code = if *step > Number::ONE {
                ProblemCode::OutOfDomain
            } else {
                ProblemCode::TooFine
            };
            self.problem(path, code, json, &glued(&["step ", &written(*step)]));
            return None;
        }
        Some(number)
    }

    fn converted(
        &mut self,
        name: &InputName,
        path: &str,
        amount: Interval,
        json: &Json<'_>,
    ) -> Option<Known> {
        let known = self.pack_names;
        let codes: Vec<&str> = known
            .names
            .currencies
            .iter()
            .map(|c| c.code.as_str())
            .collect();
        let code = json.as_text().filter(|code| codes.contains(code));
        let Some(code) = code else {
            self.problem(
                &joined(path, "currency"),
                ProblemCode::OutOfDomain,
                json,
                &listed(&mut codes.into_iter(), ", "),
            );
            return None;
        };
        if code != name.unit {
            self.note(path, code);
        }
        let (from, from_waits) = self.rate(code);
        let (to, to_waits) = self.rate(&name.unit);
        if code == name.unit {
            return Some(Known::given(Value::Number(amount)));
        }
        let in_base = scale(amount, from, Number::times);
        let value = in_base.and_then(|base| {
            let swapped = Interval {
                lo: to.hi,
                hi: to.lo,
            };
            scale(base, swapped, Number::over)
        });
        let Some(value) = value else {
            self.problem(path, ProblemCode::Overflow, json, "a smaller amount");
            return None;
        };
        let mut known = Known::given(Value::Number(value));
        known.waits_for = from_waits.or(to_waits);
        Some(known)
    }

    /// A currency's rate to the base as far as the case knows it, and the parameter it waits for.
    ///
    /// Parameters are read before everything that could need one, since sections come in pack order
    /// and items last; a case-level amount in a foreign currency reads its rate from the same case.
    fn rate(&self, code: &str) -> (Interval, Option<InputId>) {
        let rate = self
            .pack_names
            .names
            .currencies
            .iter()
            .find(|currency| currency.code == code)
            .and_then(|currency| currency.rate);
        let Some((id, input)) = rate.and_then(|id| Some((id, self.pack_names.pack.input(id)?)))
        else {
            return (Interval::point(Number::ONE), None);
        };
        match self.case.known(input, None) {
            Some(known) if known.given => {
                let rate = known.value.number();
                (rate, rate.as_point().is_none().then_some(id))
            }
            _ => (
                Interval {
                    lo: Number::ZERO,
                    hi: Number::INFINITY,
                },
                Some(id),
            ),
        }
    }
}

fn options(name: &InputName) -> String {
    listed(&mut name.options.iter().map(String::as_str), ", ")
}

fn scale(
    amount: Interval,
    by: Interval,
    operation: fn(Number, Number) -> Option<Number>,
) -> Option<Interval> {
    // A rate is above zero and an amount is not below it, so the ends keep their order. An unknown
    // rate's lower end is zero, by which nothing is divided: the amount then has no upper bound.
    let bound = |number: Number, rate: Number, without: Number| match operation(number, rate) {
        Some(result) => Some(result),
        None if rate.is_zero() => Some(if number.is_zero() {
            Number::ZERO
        } else {
            without
        }),
        None => None,
    };
    Some(Interval {
        lo: bound(amount.lo, by.lo, Number::ZERO)?,
        hi: bound(amount.hi, by.hi, Number::INFINITY)?,
    })
}
