//! Figures in words: grouped for the eye, without separators for the ear.
//!
//! Whole numbers and decimal texts only; nothing here may calculate with floats.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{
    Cents, Choices, Days, Format, InputId, InputName, Interval, Number, Rounding, Truth, Value,
};
use tradeaid_wire::text::{count_of, cut, glued};
use tradeaid_wire::{day, decimal, money};

use crate::entry::{Span, percent};
use crate::texts::{Key, Text, Words, key, text};

/// A decimal with its whole part grouped by three
#[must_use]
pub(crate) fn grouped(decimal: &str) -> String {
    let sign = usize::from(decimal.starts_with('-'));
    let whole = cut(decimal, b'.').map_or(decimal.len(), |(whole, _)| whole.len());
    let mut text = String::new();
    for (index, letter) in decimal.chars().enumerate() {
        if index > sign && index < whole && (whole - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(letter);
    }
    text
}

/// A decimal counted in ten thousands or hundred millions, and which; none if that is no rounder
#[must_use]
pub(crate) fn in_large_units(decimal: &str) -> Option<(String, Key)> {
    let whole = decimal.strip_suffix(".00").unwrap_or(decimal);
    count_of(whole)?;
    for &(power, key) in &[(8, key!("number.yi")), (4, key!("number.wan"))] {
        let (large, mut small) = whole.split_at_checked(whole.len().saturating_sub(power))?;
        while let Some(shorter) = small.strip_suffix('0') {
            small = shorter;
        }
        if !large.is_empty() && small.len() <= 2 {
            let point = if small.is_empty() { "" } else { "." };
            return Some((glued(&[large, point, small]), key));
        }
    }
    None
}

impl<'a> Words<'a> {
    /// Hundredths of the base currency, for the eye: ¥5,200.00
    #[must_use]
    pub(crate) fn money(&self, cents: Cents) -> &'a Text {
        self.fill(key!("money"), &[self.keep(&grouped(&money(cents)))])
    }

    /// Hundredths of the base currency, for the ear: 5200元, 10万元
    #[must_use]
    pub(crate) fn spoken(&self, cents: Cents) -> &'a Text {
        let text = money(cents);
        let number = text.strip_suffix(".00").unwrap_or(&text);
        let counted = self.counted(number, str::to_owned);
        let number = counted.unwrap_or_else(|| self.keep(number));
        self.fill(key!("money.spoken"), &[number])
    }

    /// A number in ten thousands or hundred millions, where the language counts so and it is rounder
    fn counted(&self, number: &str, shown: fn(&str) -> String) -> Option<&'a Text> {
        let (large, key) = in_large_units(number)?;
        let counted = self.fill(key, &[self.keep(&shown(&large))]);
        (!counted.is_empty()).then_some(counted)
    }

    /// What may lie between two bounds, for the eye: 0–¥50,000.00
    #[must_use]
    pub(crate) fn between(&self, lo: Cents, hi: Option<Cents>) -> &'a Text {
        self.bounds(lo, hi, false)
    }

    /// What may lie between two bounds, for the ear
    #[must_use]
    pub(crate) fn spoken_between(&self, lo: Cents, hi: Option<Cents>) -> &'a Text {
        self.bounds(lo, hi, true)
    }

    fn bounds(&self, lo: Cents, hi: Option<Cents>, is_spoken: bool) -> &'a Text {
        let said: fn(&Self, Cents) -> &'a Text = if is_spoken { Self::spoken } else { Self::money };
        let least = said(self, lo);
        match hi {
            None => self.fill(key!("money.from"), &[least]),
            Some(hi) if hi == lo => least,
            Some(hi) => {
                let ends = [if lo == 0 { text!("0") } else { least }, said(self, hi)];
                if is_spoken {
                    self.fill(key!("to"), &ends)
                } else {
                    self.joined(&ends, "–")
                }
            }
        }
    }

    /// Unrounded money of the base currency, rounded for the eye
    #[must_use]
    pub(crate) fn interval_of_money(&self, value: &Interval) -> &'a Text {
        let lo = value.lo.to_cents(Rounding::HalfUp);
        let hi = value.hi.to_cents(Rounding::HalfUp);
        match lo {
            Some(lo) if lo > 0 || hi.is_some() => self.between(lo, hi),
            _ => self.ui(key!("unknown")),
        }
    }

    /// A currency or a unit such as `CNY/tce`, in words
    #[must_use]
    pub(crate) fn unit(&self, unit: &str) -> &'a Text {
        if let Some((part, rest)) = cut(unit, b'/') {
            let row = [self.unit(part), self.unit(rest)];
            return self.joined(&row, self.ui(key!("unit.per")));
        }
        for family in &["currency.", "unit."] {
            let name = self.pack(family, unit, "");
            if !name.is_empty() {
                return name;
            }
        }
        self.keep(unit)
    }

    /// A number of a format, with its unit
    #[must_use]
    pub(crate) fn figure(&self, format: Format, unit: &str, number: &str) -> &'a Text {
        match format {
            Format::Rate => self.keep(&glued(&[&grouped(&percent(number)), "%"])),
            Format::Year => self.fill(key!("year"), &[self.keep(number)]),
            _ if unit.is_empty() => self.keep(&grouped(number)),
            _ => self.fill(
                key!("figure"),
                &[self.keep(&grouped(number)), self.unit(unit)],
            ),
        }
    }

    /// The same in ten thousands or hundred millions, where the language counts so and it is rounder
    #[must_use]
    pub(crate) fn large_figure(
        &self,
        format: Format,
        unit: &str,
        number: &str,
    ) -> Option<&'a Text> {
        if !matches!(format, Format::Money | Format::Quantity) {
            return None;
        }
        let counted = self.counted(number, grouped)?;
        Some(self.fill(key!("figure"), &[counted, self.unit(unit)]))
    }

    /// What a typed text was understood as
    #[must_use]
    pub(crate) fn understood(&self, name: &InputName, span: &Span) -> &'a Text {
        let unit = span.currency.unwrap_or(&name.unit);
        let end = |end: &str| match name.format {
            _ if end.is_empty() => text!(""),
            Format::Date | Format::Month => self.keep(end),
            format => self.figure(format, unit, end),
        };
        if let Some(value) = span.as_point() {
            let text = end(value);
            return match self.large_figure(name.format, unit, value) {
                Some(large) => self.fill(key!("echo.large"), &[text, large]),
                None => text,
            };
        }
        let keys = [key!("at_least"), key!("at_most")];
        self.span(keys, end(&span.min), end(&span.max))
    }

    /// What lies between two ends, in words; an end that is empty is missing
    fn span(&self, keys: [Key; 2], lo: &'a Text, hi: &'a Text) -> &'a Text {
        let [at_least, at_most] = keys;
        if lo == hi {
            lo
        } else if hi.is_empty() {
            self.fill(at_least, &[lo])
        } else if lo.is_empty() {
            self.fill(at_most, &[hi])
        } else {
            self.fill(key!("to"), &[lo, hi])
        }
    }

    /// What is known of an input, in words
    #[must_use]
    pub(crate) fn value(&self, id: InputId, value: &Value, is_none: bool) -> &'a Text {
        let Some((name, input)) = self
            .input(id)
            .zip(self.calculator.engine().pack().input(id))
        else {
            return text!("");
        };
        if is_none {
            return self.ui(key!("none"));
        }
        if input.domain.unknown().as_ref() == Some(value)
            && !matches!(input.domain, Domain::Choice(1))
        {
            return self.ui(key!("unknown"));
        }
        match value {
            Value::Truth(Truth::True) => self.ui(key!("yes")),
            Value::Truth(Truth::False) => self.ui(key!("no")),
            Value::Truth(Truth::Open) => self.ui(key!("unknown")),
            Value::Choice(choices) => self.choices(name, *choices),
            Value::Number(interval) => self.interval(name, interval),
            Value::Date(days) => self.days(name, *days),
        }
    }

    /// The options that remain, in words
    #[must_use]
    pub(crate) fn choices(&self, name: &InputName, choices: Choices) -> &'a Text {
        let mut options = Vec::new();
        let mut remaining = choices.bits();
        for option in &name.options {
            if remaining & 1 == 1 {
                options.push(self.option(name, option));
            }
            remaining >>= 1;
        }
        self.joined(&options, self.ui(key!("or")))
    }

    fn interval(&self, name: &InputName, interval: &Interval) -> &'a Text {
        let end = |number: Number| match decimal(number) {
            Some(text) => self.figure(name.format, &name.unit, &text),
            None => text!(""),
        };
        let keys = [key!("at_least"), key!("at_most")];
        let span = self.span(keys, end(interval.lo), end(interval.hi));
        if span.is_empty() {
            return self.ui(key!("unknown"));
        }
        span
    }

    fn days(&self, name: &InputName, days: Days) -> &'a Text {
        let end = |date, none| {
            if date == none {
                return text!("");
            }
            let mut text = day(date);
            if name.format == Format::Month {
                text.truncate(7);
            }
            self.keep(&text)
        };
        self.span(
            [key!("at_least_day"), key!("at_most_day")],
            end(days.lo, Days::ALL.lo),
            end(days.hi, Days::ALL.hi),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R35: digits are grouped by three
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

    /// R35: large units are used where they are rounder
    #[test]
    fn large_units_are_used_where_they_are_rounder() {
        let large = in_large_units;
        assert_eq!(large("120000"), Some(("12".into(), key!("number.wan"))));
        assert_eq!(large("123400"), Some(("12.34".into(), key!("number.wan"))));
        assert_eq!(large("120000000"), Some(("1.2".into(), key!("number.yi"))));
        assert_eq!(large("123456"), None);
        assert_eq!(large("9999"), None);
        assert_eq!(large("12345.60"), None);
    }
}
