//! Turns what the engine knows into words: labels, money, values, provisions. The one writer of figures for the command
//! and for explanations. Lays nothing out.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Days, Format, InputId, InputName, Interval, Number, Observed, Truth, Value};
use tradeaid_wire::{Calculator, day, decimal, money};

use crate::texts::Texts;

/// Words of our own and the pack's, in one language
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// Words of our own
    pub texts: &'a Texts,
    /// The pack
    pub calculator: &'a Calculator,
    /// Whether thousands stand apart wherever there are any, as in columns, or only where a figure is longer than the
    /// language's next large unit
    columns: bool,
}

impl<'a> Voice<'a> {
    /// Speaks of a pack, with figures as they stand under each other
    #[must_use]
    pub const fn of(texts: &'a Texts, calculator: &'a Calculator) -> Self {
        let columns = true;
        Self {
            texts,
            calculator,
            columns,
        }
    }

    /// The same with figures as they are written in running text: 3000万美元, 4200美元
    #[must_use]
    pub const fn in_sentences(self) -> Self {
        Self {
            columns: false,
            ..self
        }
    }

    /// Whether figures are written as in running text
    pub(crate) const fn is_in_sentences(self) -> bool {
        !self.columns
    }

    /// Our own words
    #[must_use]
    pub fn own(self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.texts.say(key, fillings)
    }

    /// The pack's words, in this language or else in the pack's first
    #[must_use]
    pub fn pack(self, key: &str) -> Option<&'a str> {
        let language = self.texts.language().tag();
        self.calculator.text(language, key).or_else(|| {
            let first = self.calculator.languages().first()?;
            self.calculator.text(first, key)
        })
    }

    /// The pack's words; a key that is missing shows the name inside it
    #[must_use]
    pub fn pack_or(self, key: &str, name: &str) -> String {
        self.pack(key).unwrap_or(name).to_owned()
    }

    /// How a provision is cited
    #[must_use]
    pub fn cite(self, pinpoint: &str) -> String {
        self.pack_or(&["provision.", pinpoint, ".cite"].concat(), pinpoint)
    }

    /// A sentence with its ground behind it
    #[must_use]
    pub fn cited(self, text: &str, pinpoint: &str) -> String {
        self.own("cited", &[("text", text), ("cite", &self.cite(pinpoint))])
    }

    /// Several things in a row
    #[must_use]
    pub fn listed(self, parts: &[String]) -> String {
        parts.join(self.texts.get("list"))
    }

    /// A text about a measure
    #[must_use]
    pub fn measure(self, id: &str, part: &str) -> String {
        self.pack_or(&["measure.", id, ".", part].concat(), id)
    }

    /// An input with its name
    #[must_use]
    pub fn input(self, id: InputId) -> Option<(&'a Input, &'a InputName)> {
        let input = self.calculator.engine().pack().input(id)?;
        Some((input, self.calculator.names().inputs.get(id.index())?))
    }

    /// What an input is called, with its year
    #[must_use]
    pub fn label(self, id: InputId, year: Option<i32>) -> String {
        let path = self.input(id).map_or("", |(_, name)| name.path.as_str());
        let label = self.of_path(path, "label");
        match year {
            Some(year) => self.own("of_year", &[("label", &label), ("year", &year.to_string())]),
            None => label,
        }
    }

    /// A text about an input; readings have a question instead of a label
    #[must_use]
    pub fn of_path(self, path: &str, part: &str) -> String {
        let key = match path.split_once('.') {
            Some(("parameters", name)) => ["parameter.", name, ".label"].concat(),
            Some(("readings", name)) => ["reading.", name, ".question"].concat(),
            _ => ["input.", path, ".", part].concat(),
        };
        self.pack_or(&key, path)
    }

    /// Money in the base currency
    #[must_use]
    pub fn money(self, cents: i64) -> String {
        let currencies = &self.calculator.names().currencies;
        let code = currencies
            .first()
            .map_or("", |currency| currency.code.as_str());
        self.in_currency(&self.rounded_cents(cents), code)
    }

    fn in_currency(self, number: &str, code: &str) -> String {
        let name = self.pack_or(&["currency.", code].concat(), code);
        self.own(
            "money",
            &[("number", number), ("name", &name), ("code", code)],
        )
    }

    /// What is known of what a rule looked at: `货物出口额（2023年）：31万美元`; nothing if nothing is known
    #[must_use]
    pub fn observed(self, seen: &[Observed]) -> String {
        let known = seen.iter().filter_map(|seen| {
            let label = self.label(seen.input, seen.year);
            let value = if seen.is_none {
                self.own("value.none", &[])
            } else {
                self.value(seen.input, seen.value)?
            };
            Some(self.own("observed", &[("label", &label), ("value", &value)]))
        });
        known.collect::<Vec<_>>().join(self.texts.get("seen"))
    }

    /// A sentence about a rule and, if anything is known of what it looked at, that too
    #[must_use]
    pub fn with_seen(self, key: &str, fillings: &[(&str, &str)], seen: &[Observed]) -> String {
        let seen = self.observed(seen);
        if seen.is_empty() {
            return self.own(key, fillings);
        }
        let mut fillings = fillings.to_vec();
        fillings.push(("seen", &seen));
        self.own(&[key, ".seen"].concat(), &fillings)
    }

    /// A value as a person writes it; nothing if everything is still possible
    #[must_use]
    pub fn value(self, id: InputId, value: Value) -> Option<String> {
        let (input, name) = self.input(id)?;
        match value {
            Value::Truth(Truth::True) => Some(self.own("value.yes", &[])),
            Value::Truth(Truth::False) => Some(self.own("value.no", &[])),
            Value::Truth(Truth::Open) => None,
            Value::Choice(choices) => {
                let options: Vec<String> = choices
                    .iter()
                    .filter_map(|option| name.options.get(usize::from(option)))
                    .map(|option| self.option(&name.path, option))
                    .collect();
                let some = options.len() < name.options.len() || options.len() == 1;
                some.then(|| self.one_of(&options))
            }
            Value::Date(days) => self.days(name, days),
            Value::Number(range) => self.range(input, name, range),
        }
    }

    /// `微型、小型或中型`
    pub(crate) fn one_of(self, options: &[String]) -> String {
        match options.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                [&self.listed(rest), self.texts.get("or"), last].concat()
            }
            _ => options.concat(),
        }
    }

    /// What an option is called
    #[must_use]
    pub fn option(self, path: &str, option: &str) -> String {
        self.pack_or(&["option.", path, ".", option].concat(), option)
    }

    fn days(self, name: &InputName, days: Days) -> Option<String> {
        let text = |date| {
            let mut text = day(date);
            text.truncate(if name.format == Format::Month { 7 } else { 10 });
            text
        };
        let from = (days.lo > Days::ALL.lo).then(|| text(days.lo));
        let to = (days.hi < Days::ALL.hi).then(|| text(days.hi));
        self.between(from, to, "value.between")
    }

    fn range(self, input: &Input, name: &InputName, range: Interval) -> Option<String> {
        let whole = match input.domain {
            Domain::Number { .. } => input.domain.unknown().map(|value| value.number()),
            _ => None,
        };
        let whole = whole.unwrap_or(Interval::ALL);
        if let Some(point) = range.as_point() {
            return Some(self.number(name, point));
        }
        let from = (range.lo > whole.lo).then(|| self.number(name, range.lo));
        let to = (range.hi < whole.hi).then(|| self.number(name, range.hi));
        self.between(from, to, "value.between")
    }

    /// A range by its ends, as far as it has any; two ends are written by a pattern
    pub(crate) fn between(
        self,
        from: Option<String>,
        to: Option<String>,
        pattern: &str,
    ) -> Option<String> {
        match (from, to) {
            (Some(from), Some(to)) if from == to => Some(from),
            (Some(from), Some(to)) => Some(self.own(pattern, &[("min", &from), ("max", &to)])),
            (Some(from), None) => Some(self.own("value.from", &[("min", &from)])),
            (None, Some(to)) => Some(self.own("value.up_to", &[("max", &to)])),
            (None, None) => None,
        }
    }

    /// A figure with its unit
    pub fn number(self, name: &InputName, number: Number) -> String {
        let plain = decimal(number).unwrap_or_default();
        match name.format {
            Format::Money => self.in_currency(&self.rounded(number, &plain), &name.unit),
            Format::Rate => {
                let percent = number.times(Number::from(100)).and_then(decimal);
                [&percent.unwrap_or(plain), "%"].concat()
            }
            Format::Quantity => {
                let unit = self.unit(&name.unit);
                let number = self.apart(&plain);
                self.own("quantity", &[("number", &number), ("unit", &unit)])
            }
            Format::Count => self.apart(&plain),
            _ => plain,
        }
    }

    /// A unit's name; of a compound one, the names of its parts
    #[must_use]
    pub fn unit(self, unit: &str) -> String {
        let names = unit.split('/').map(|part| {
            let currency = self.pack(&["currency.", part].concat());
            let unit = self.pack(&["unit.", part].concat());
            unit.or(currency).unwrap_or(part).to_owned()
        });
        names.collect::<Vec<_>>().join("/")
    }

    /// A round figure in the language's large units, where it has such: 3,000万
    fn rounded(self, number: Number, plain: &str) -> String {
        for (key, size) in [
            ("number.hundred_million", 100_000_000),
            ("number.ten_thousand", 10_000),
        ] {
            let pattern = self.texts.get(key);
            let fewer = number.over(Number::from(size)).and_then(decimal);
            let fewer = fewer.filter(|fewer| !pattern.is_empty() && is_short(fewer));
            if let Some(fewer) = fewer.filter(|_| number >= Number::from(size)) {
                return self.own(key, &[("number", &self.apart(&fewer))]);
            }
        }
        match plain.split_once('.') {
            Some((_, places)) if places.len() == 1 => [&self.apart(plain), "0"].concat(),
            _ => self.apart(plain),
        }
    }

    /// Money in hundredths: in columns with both places, in a sentence as short as it is exact
    fn rounded_cents(self, cents: i64) -> String {
        let plain = money(cents);
        let short = Number::parse(&plain).filter(|_| !self.columns);
        let short = short.and_then(|number| Some(self.rounded(number, &decimal(number)?)));
        short.unwrap_or_else(|| grouped(&plain))
    }

    /// A plain decimal with its thousands apart, where they are
    #[must_use]
    pub fn apart(self, plain: &str) -> String {
        let whole = plain.trim_start_matches('-').split('.').next();
        let digits = whole.map_or(0, str::len);
        let counts_in_fours = !self.texts.get("number.ten_thousand").is_empty();
        if !self.columns && counts_in_fours && digits <= 4 {
            return plain.to_owned();
        }
        grouped(plain)
    }
}

/// Whether a decimal has at most two places
fn is_short(plain: &str) -> bool {
    plain
        .split_once('.')
        .is_none_or(|(_, places)| places.len() <= 2)
}

/// A plain decimal with its thousands apart
#[must_use]
pub fn grouped(plain: &str) -> String {
    let (whole, places) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = whole.trim_start_matches('-');
    let mut text = String::with_capacity(plain.len() + 8);
    if digits.len() < whole.len() {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !places.is_empty() {
        text.push('.');
        text.push_str(places);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R35: thousands stand apart
    #[test]
    fn thousands_stand_apart() {
        for (plain, text) in [
            ("0.00", "0.00"),
            ("100000.00", "100,000.00"),
            ("-1234567", "-1,234,567"),
            ("999", "999"),
        ] {
            assert_eq!(grouped(plain), text);
        }
    }
}
