//! Figures in words: grouped for the eye, without separators for the ear.
//!
//! Whole numbers and decimal texts only; nothing here may calculate with floats.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{
    Cents, Choices, Days, Format, InputId, InputName, Interval, Number, Rounding, Truth, Value,
};
use tradeaid_wire::{day, decimal, money};

use crate::entry::{Span, percent};
use crate::texts::Words;

/// A decimal with its whole part grouped by three
#[must_use]
pub(crate) fn grouped(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal),
    };
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len().saturating_sub(index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(fraction);
    text
}

/// A decimal counted in ten thousands or hundred millions, and which; none if that is no rounder
#[must_use]
pub(crate) fn in_large_units(decimal: &str) -> Option<(String, &'static str)> {
    let whole = decimal.strip_suffix(".00").unwrap_or(decimal);
    let plain = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    [(8, "number.yi"), (4, "number.wan")]
        .into_iter()
        .find_map(|(power, key)| {
            let at = whole
                .len()
                .checked_sub(power)
                .filter(|at| plain && *at > 0)?;
            let (large, small) = whole.split_at_checked(at)?;
            let small = small.trim_end_matches('0');
            let text = [large, if small.is_empty() { "" } else { "." }, small].concat();
            (small.len() <= 2).then_some((text, key))
        })
}

impl Words<'_> {
    /// Hundredths of the base currency, for the eye: ¥5,200.00
    #[must_use]
    pub(crate) fn money(&self, cents: Cents) -> String {
        self.fill("money", &[&grouped(&money(cents))])
    }

    /// Hundredths of the base currency, for the ear: 5200元, 10万元
    #[must_use]
    pub(crate) fn spoken(&self, cents: Cents) -> String {
        let text = money(cents);
        let text = text.strip_suffix(".00").unwrap_or(&text);
        let number = match in_large_units(text) {
            Some((large, key)) if !self.ui(key).is_empty() => self.fill(key, &[&large]),
            _ => text.to_owned(),
        };
        self.fill("money.spoken", &[&number])
    }

    /// What may lie between two bounds, for the eye: 0–¥50,000.00
    #[must_use]
    pub(crate) fn between(&self, lo: Cents, hi: Option<Cents>) -> String {
        let low = if lo == 0 { "0".into() } else { self.money(lo) };
        match hi {
            Some(hi) if hi == lo => self.money(hi),
            Some(hi) => [low.as_str(), "–", &self.money(hi)].concat(),
            None => self.fill("money.from", &[&self.money(lo)]),
        }
    }

    /// What may lie between two bounds, for the ear
    #[must_use]
    pub(crate) fn spoken_between(&self, lo: Cents, hi: Option<Cents>) -> String {
        let low = if lo == 0 { "0".into() } else { self.spoken(lo) };
        match hi {
            Some(hi) if hi == lo => self.spoken(hi),
            Some(hi) => self.fill("to", &[&low, &self.spoken(hi)]),
            None => self.fill("money.from", &[&self.spoken(lo)]),
        }
    }

    /// Unrounded money of the base currency, rounded for the eye
    #[must_use]
    pub(crate) fn interval_of_money(&self, value: &Interval) -> String {
        let cents = |number: Number| number.to_cents(Rounding::HalfUp);
        match (cents(value.lo), cents(value.hi)) {
            (Some(lo), hi) if lo > 0 || hi.is_some() => self.between(lo, hi),
            _ => self.ui("unknown").into(),
        }
    }

    /// A currency or a unit such as `CNY/tce`, in words
    #[must_use]
    pub(crate) fn unit(&self, unit: &str) -> String {
        let parts: Vec<&str> = unit
            .split('/')
            .map(
                |part| match (self.pack(&["currency.", part]), self.pack(&["unit.", part])) {
                    ("", "") => part,
                    ("", unit) => unit,
                    (currency, _) => currency,
                },
            )
            .collect();
        parts.join(self.ui("unit.per"))
    }

    /// A number of an input, with its unit
    #[must_use]
    pub(crate) fn figure(&self, name: &InputName, number: &str) -> String {
        match name.format {
            Format::Rate => [&grouped(&percent(number)), "%"].concat(),
            Format::Year => self.fill("year", &[number]),
            _ if name.unit.is_empty() => grouped(number),
            _ => self.fill("figure", &[&grouped(number), &self.unit(&name.unit)]),
        }
    }

    /// The same in ten thousands or hundred millions, where the language counts so and it is rounder
    #[must_use]
    pub(crate) fn large_figure(&self, name: &InputName, number: &str) -> Option<String> {
        let (large, key) = in_large_units(number)?;
        let counted = self.fill(key, &[&grouped(&large)]);
        let useful = matches!(name.format, Format::Money | Format::Quantity) && !counted.is_empty();
        useful.then(|| self.fill("figure", &[&counted, &self.unit(&name.unit)]))
    }

    /// What a typed text was understood as
    #[must_use]
    pub(crate) fn understood(&self, name: &InputName, span: &Span) -> String {
        let in_other = InputName {
            unit: span.currency.unwrap_or(&name.unit).into(),
            ..name.clone()
        };
        let end = |end: &str| match name.format {
            Format::Date | Format::Month => end.to_owned(),
            _ => self.figure(&in_other, end),
        };
        if let Some(value) = span.as_point() {
            let text = end(value);
            return match self.large_figure(&in_other, value) {
                Some(large) => self.fill("echo.large", &[&text, &large]),
                None => text,
            };
        }
        match (&span.min, &span.max) {
            (Some(min), Some(max)) => self.fill("to", &[&end(min), &end(max)]),
            (Some(min), None) => self.fill("at_least", &[&end(min)]),
            (None, Some(max)) => self.fill("at_most", &[&end(max)]),
            (None, None) => String::new(),
        }
    }

    /// What is known of an input, in words
    #[must_use]
    pub(crate) fn value(&self, id: InputId, value: &Value, is_none: bool) -> String {
        let Some((name, input)) = self
            .input(id)
            .zip(self.calculator.engine().pack().input(id))
        else {
            return String::new();
        };
        if is_none {
            return self.ui("none").into();
        }
        if input.domain.unknown().as_ref() == Some(value)
            && !matches!(input.domain, Domain::Choice(1))
        {
            return self.ui("unknown").into();
        }
        match value {
            Value::Truth(Truth::True) => self.ui("yes").into(),
            Value::Truth(Truth::False) => self.ui("no").into(),
            Value::Truth(Truth::Open) => self.ui("unknown").into(),
            Value::Choice(choices) => self.choices(name, *choices),
            Value::Number(interval) => self.interval(name, interval),
            Value::Date(days) => self.days(name, *days),
        }
    }

    /// The options that remain, in words
    #[must_use]
    pub(crate) fn choices(&self, name: &InputName, choices: Choices) -> String {
        let options: Vec<&str> = choices
            .iter()
            .filter_map(|option| name.options.get(usize::from(option)))
            .map(|option| self.option(name, option))
            .collect();
        options.join(self.ui("or"))
    }

    fn interval(&self, name: &InputName, interval: &Interval) -> String {
        let end = |number: Number| decimal(number).map(|text| self.figure(name, &text));
        match (end(interval.lo), end(interval.hi)) {
            (Some(lo), Some(hi)) if lo == hi => lo,
            (Some(lo), Some(hi)) => self.fill("to", &[&lo, &hi]),
            (Some(lo), None) => self.fill("at_least", &[&lo]),
            (None, Some(hi)) => self.fill("at_most", &[&hi]),
            (None, None) => self.ui("unknown").into(),
        }
    }

    fn days(&self, name: &InputName, days: Days) -> String {
        let end = |date| {
            let text = day(date);
            let kept = if name.format == Format::Month { 7 } else { 10 };
            text.get(..kept).unwrap_or(&text).to_owned()
        };
        match (days.lo == Days::ALL.lo, days.hi == Days::ALL.hi) {
            _ if days.lo == days.hi => end(days.lo),
            (false, false) => self.fill("to", &[&end(days.lo), &end(days.hi)]),
            (false, true) => self.fill("at_least_day", &[&end(days.lo)]),
            _ => self.fill("at_most_day", &[&end(days.hi)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        for (plain, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("61234.57", "61,234.57"),
            ("-1234567.50", "-1,234,567.50"),
            ("100000.00", "100,000.00"),
        ] {
            assert_eq!(grouped(plain), shown);
        }
    }

    #[test]
    fn large_units_are_used_where_they_are_rounder() {
        let large = |text| in_large_units(text).map(|(text, key)| [&text, key].concat());
        assert_eq!(large("120000").as_deref(), Some("12number.wan"));
        assert_eq!(large("123400").as_deref(), Some("12.34number.wan"));
        assert_eq!(large("120000000").as_deref(), Some("1.2number.yi"));
        assert_eq!(large("123456"), None);
        assert_eq!(large("9999"), None);
        assert_eq!(large("12345.60"), None);
    }
}
