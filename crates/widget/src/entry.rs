//! Reads what a person typed: numbers with 万 and 亿, rates in percent, days in several writings.
//!
//! Pure: it knows no pack, no state and no language, and it never guesses. What it cannot read for
//! certain is a [`Mistake`].

mod day;
mod number;

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Format, Number};

pub(crate) use number::percent;
use number::{in_percent, number, without_currencies};

/// What a typed text means: one value, or a span of which either end may be missing
///
/// Numbers are plain decimals, days are `2025-03-01`, months `2024-10`. An end that is missing is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    /// Not less than this
    pub min: String,
    /// Not more than this
    pub max: String,
    /// The currency written beside an amount
    pub currency: Option<&'static str>,
}

impl Span {
    /// The one value it means, if it means just one
    #[must_use]
    pub(crate) fn as_point(&self) -> Option<&str> {
        (self.min == self.max).then_some(&self.min)
    }
}

/// Why a typed text cannot be taken
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// Not a number, or one that could be read in two ways
    Number,
    /// Commas that do not part groups of three or four digits
    Commas,
    /// A percent sign where an amount is asked for
    Percent,
    /// A currency for which the pack has no rate
    Currency,
    /// More digits than anything here can have
    TooLong,
    /// Not a day, month or year
    Day,
    /// A year of two digits
    ShortYear,
    /// A day that the calendar does not have
    NoSuchDay,
    /// A span whose end lies before its start
    Reversed,
    /// Below what the input allows
    TooSmall,
    /// Above what the input allows
    TooLarge,
    /// Finer than the input is measured, or off its steps
    TooFine,
}

impl Mistake {
    /// What an input allows, if this is a mistake for that reason
    #[must_use]
    pub(crate) fn limit(self, domain: &Domain) -> Option<Number> {
        let Domain::Number { lo, hi, step, .. } = domain else {
            return None;
        };
        match self {
            Self::TooSmall => Some(*lo),
            Self::TooLarge => Some(*hi),
            Self::TooFine => Some(*step),
            _ => None,
        }
    }
}

/// Reads a typed text as a value of this format, in this unit
pub(crate) fn read(format: Format, unit: &str, typed: &str) -> Result<Span, Mistake> {
    let text = normal(typed);
    let (lower, upper) = ends(format, &text);
    let mut span = Span::default();
    if let Some(text) = lower {
        end(format, unit, text, false, &mut span)?;
    }
    let currency = span.currency;
    if let Some(text) = upper {
        end(format, unit, text, true, &mut span)?;
    }
    if currency.is_some() && currency != span.currency {
        return Err(Mistake::Number);
    }
    if reversed(format, &span) {
        return Err(Mistake::Reversed);
    }
    Ok(span)
}

/// Whether an input allows what was typed
pub(crate) fn fits(domain: &Domain, span: &Span) -> Result<(), Mistake> {
    let Domain::Number { lo, hi, step, .. } = domain else {
        return Ok(());
    };
    for end in &[&span.min, &span.max] {
        if end.is_empty() {
            continue;
        }
        let number = Number::parse(end).ok_or(Mistake::TooLong)?;
        if number < *lo {
            return Err(Mistake::TooSmall);
        }
        if number > *hi {
            return Err(Mistake::TooLarge);
        }
        let above = number.minus(*lo).ok_or(Mistake::TooLong)?;
        if above.floor_to(*step) != Some(above) {
            return Err(Mistake::TooFine);
        }
    }
    Ok(())
}

/// Full-width signs as their plain ones, lower case, nothing blank
fn normal(typed: &str) -> String {
    let mut text = String::new();
    for letter in typed.chars() {
        let plain = match letter {
            _ if letter.is_whitespace() => continue,
            '\u{FF01}'..='\u{FF5E}' => u32::from(letter)
                .checked_sub(0xFEE0)
                .and_then(char::from_u32)
                .unwrap_or(letter),
            '\u{FFE5}' => '¥',
            '\u{3001}' => ',',
            '\u{3002}' => '.',
            '\u{2014}' | '\u{2012}' | '\u{2015}' | '\u{301C}' => '–',
            '\u{2212}' => '-',
            _ => letter,
        };
        text.push(plain.to_ascii_lowercase());
    }
    text
}

/// A text without what is blank before and behind it
#[must_use]
pub(crate) fn trimmed(text: &str) -> &str {
    let (mut start, mut end) = (text.len(), 0);
    for (at, letter) in text.char_indices() {
        if !letter.is_whitespace() {
            start = start.min(at);
            end = at + letter.len_utf8();
        }
    }
    text.get(start..end).unwrap_or("")
}

/// What stands before and after the first of some signs
fn cut<'a>(text: &'a str, signs: &str) -> Option<(&'a str, &'a str)> {
    for (at, letter) in text.char_indices() {
        for sign in signs.chars() {
            if sign == letter {
                return Some((text.get(..at)?, text.get(at + sign.len_utf8()..)?));
            }
        }
    }
    None
}

/// What follows the first of some words that a text begins with
fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    for word in words {
        if let Some(rest) = text.strip_prefix(word) {
            return Some(rest);
        }
    }
    None
}

/// What precedes the first of some words that a text ends with
fn before<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    for word in words {
        if let Some(rest) = text.strip_suffix(word) {
            return Some(rest);
        }
    }
    None
}

const AT_LEAST: [&str; 5] = [">=", "≥", "至少", "不少于", "不低于"];
const AT_MOST: [&str; 6] = ["<=", "≤", "至多", "最多", "不超过", "不高于"];

/// The two ends of what was typed; the same text twice when it is one value
fn ends(format: Format, text: &str) -> (Option<&str>, Option<&str>) {
    if let Some(rest) = after(text, &AT_LEAST) {
        return (Some(rest), None);
    }
    if let Some(rest) = after(text, &AT_MOST) {
        return (None, Some(rest));
    }
    let between = if is_day(format) {
        "~–至到"
    } else {
        "~–至到-"
    };
    if let Some((lower, upper)) = cut(text, between)
        && !lower.is_empty()
        && !upper.is_empty()
        && cut(upper, between).is_none()
    {
        return (Some(lower), Some(upper));
    }
    (Some(text), Some(text))
}

const fn is_day(format: Format) -> bool {
    matches!(format, Format::Date | Format::Month)
}

fn reversed(format: Format, span: &Span) -> bool {
    if span.min.is_empty() || span.max.is_empty() {
        return false;
    }
    if is_day(format) {
        return span.min > span.max;
    }
    Number::parse(&span.min) > Number::parse(&span.max)
}

/// Words that may follow a number of things that are counted, and of energy
const THINGS: [&str; 3] = ["人", "名", "个"];
const ENERGY: [&str; 3] = ["tce", "吨标准煤", "吨"];

/// One end of a span; the currency is noted if one is written beside it
fn end(
    format: Format,
    unit: &str,
    text: &str,
    is_last: bool,
    span: &mut Span,
) -> Result<(), Mistake> {
    let end = if is_last {
        &mut span.max
    } else {
        &mut span.min
    };
    let (digits, places) = match format {
        Format::Date | Format::Month => return day::day(format, text, is_last, end),
        Format::Year => return day::year(text, end),
        Format::Rate => in_percent(text),
        Format::Money => (without_currencies(text, &mut span.currency)?, 0),
        _ => {
            let words: &[&str] = match unit {
                "" => &THINGS,
                "tce" => &ENERGY,
                _ => &[],
            };
            (before(text, words).unwrap_or(text), 0)
        }
    };
    number(digits, places)?.write(end);
    Ok(())
}

#[cfg(test)]
mod tests;
