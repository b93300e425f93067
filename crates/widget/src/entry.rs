//! Reads what a person typed: numbers with 万 and 亿, rates in percent, days in several writings.
//!
//! Pure: it knows no pack, no state and no language, and it never guesses. What it cannot read for
//! certain is a [`Mistake`].

mod day;
mod number;

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Format, Number};

use day::{day, month, year};
pub(crate) use number::percent;
use number::{money, number, rate};

/// What a typed text means: one value, or a span of which either end may be missing
///
/// Numbers are plain decimals, days are `2025-03-01`, months `2024-10`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    /// Not less than this
    pub min: Option<String>,
    /// Not more than this
    pub max: Option<String>,
    /// The currency written beside an amount
    pub currency: Option<&'static str>,
}

impl Span {
    fn point(value: String) -> Self {
        Self {
            min: Some(value.clone()),
            max: Some(value),
            currency: None,
        }
    }

    /// The one value it means, if it means just one
    #[must_use]
    pub(crate) fn as_point(&self) -> Option<&str> {
        self.min.as_deref().filter(|_| self.min == self.max)
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
    TooSmall(Number),
    /// Above what the input allows
    TooLarge(Number),
    /// Finer than the input is measured, or off its steps
    TooFine(Number),
}

/// Reads a typed text as a value of this format, in this unit
pub(crate) fn read(format: Format, unit: &str, typed: &str) -> Result<Span, Mistake> {
    let text = normal(typed);
    let (lower, upper) = ends(format, &text);
    let span = match (lower, upper) {
        (Some(lower), Some(upper)) if lower == upper => one(format, unit, lower)?,
        (lower, upper) => {
            let lower = lower.map(|text| one(format, unit, text)).transpose()?;
            let upper = upper.map(|text| one(format, unit, text)).transpose()?;
            joined(lower, upper)?
        }
    };
    if let (Some(min), Some(max)) = (&span.min, &span.max)
        && reversed(format, min, max)
    {
        return Err(Mistake::Reversed);
    }
    Ok(span)
}

/// Whether an input allows what was typed
pub(crate) fn fits(domain: &Domain, span: &Span) -> Result<(), Mistake> {
    let Domain::Number { lo, hi, step, .. } = domain else {
        return Ok(());
    };
    for end in [&span.min, &span.max].into_iter().flatten() {
        let number = Number::parse(end).ok_or(Mistake::TooLong)?;
        if number < *lo {
            return Err(Mistake::TooSmall(*lo));
        }
        if number > *hi {
            return Err(Mistake::TooLarge(*hi));
        }
        let above = number.minus(*lo).ok_or(Mistake::TooLong)?;
        if above.floor_to(*step) != Some(above) {
            return Err(Mistake::TooFine(*step));
        }
    }
    Ok(())
}

/// Full-width signs as their plain ones, lower case, nothing blank
fn normal(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
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
        })
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

const AT_LEAST: [&str; 5] = [">=", "≥", "至少", "不少于", "不低于"];
const AT_MOST: [&str; 6] = ["<=", "≤", "至多", "最多", "不超过", "不高于"];

/// The two ends of what was typed; the same text twice when it is one value
fn ends(format: Format, text: &str) -> (Option<&str>, Option<&str>) {
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    if let Some(rest) = after(&AT_LEAST) {
        return (Some(rest), None);
    }
    if let Some(rest) = after(&AT_MOST) {
        return (None, Some(rest));
    }
    let dated = matches!(format, Format::Date | Format::Month);
    let dash: &[char] = if dated { &[] } else { &['-'] };
    let between =
        |letter: char| matches!(letter, '~' | '–' | '至' | '到') || dash.contains(&letter);
    let mut parts = text.split(between);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(lower), Some(upper), None) if !lower.is_empty() && !upper.is_empty() => {
            (Some(lower), Some(upper))
        }
        _ => (Some(text), Some(text)),
    }
}

fn joined(lower: Option<Span>, upper: Option<Span>) -> Result<Span, Mistake> {
    let currency = match (&lower, &upper) {
        (Some(lower), Some(upper)) => match (lower.currency, upper.currency) {
            (Some(a), Some(b)) if a != b => return Err(Mistake::Number),
            (a, b) => a.or(b),
        },
        (only, other) => only
            .as_ref()
            .or(other.as_ref())
            .and_then(|span| span.currency),
    };
    Ok(Span {
        min: lower.and_then(|span| span.min),
        max: upper.and_then(|span| span.max),
        currency,
    })
}

fn reversed(format: Format, min: &str, max: &str) -> bool {
    match format {
        Format::Date | Format::Month => min > max,
        _ => Number::parse(min) > Number::parse(max),
    }
}

/// Words that may follow a number of a unit; things that are counted have none
const UNIT_WORDS: [(&str, &str); 6] = [
    ("", "人"),
    ("", "名"),
    ("", "个"),
    ("tce", "tce"),
    ("tce", "吨标准煤"),
    ("tce", "吨"),
];

fn one(format: Format, unit: &str, text: &str) -> Result<Span, Mistake> {
    match format {
        Format::Date => day(text),
        Format::Month => month(text),
        Format::Year => year(text),
        Format::Rate => rate(text),
        Format::Money => money(text),
        _ => {
            let plain = UNIT_WORDS
                .iter()
                .filter(|(of, _)| *of == unit)
                .find_map(|(_, word)| text.strip_suffix(word))
                .unwrap_or(text);
            number(plain).map(|number| Span::point(number.text()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(format: Format, typed: &str) -> String {
        let unit = if format == Format::Quantity {
            "tce"
        } else {
            ""
        };
        match read(format, unit, typed) {
            Ok(span) => {
                let (min, max) = (span.min.unwrap_or_default(), span.max.unwrap_or_default());
                let value = if min == max {
                    min
                } else {
                    [min, max].join("..")
                };
                [value.as_str(), span.currency.unwrap_or("")]
                    .join(" ")
                    .trim()
                    .to_owned()
            }
            Err(mistake) => format!("{mistake:?}"),
        }
    }

    fn check(format: Format, cases: &[(&str, &str)]) {
        for (typed, expected) in cases {
            assert_eq!(shown(format, typed), *expected, "{typed}");
        }
    }

    #[test]
    fn amounts_as_people_write_them() {
        check(
            Format::Money,
            &[
                ("120000", "120000"),
                ("12万", "120000"),
                ("1.2亿", "120000000"),
                ("3,000", "3000"),
                ("1,2000", "12000"),
                ("３，０００，０００", "3000000"),
                ("１２．５万", "125000"),
                (" 1 000 000 ", "1000000"),
                ("￥5,200.00", "5200 CNY"),
                ("¥5200元", "5200 CNY"),
                ("人民币12万元", "120000 CNY"),
                ("US$240万", "2400000 USD"),
                ("4200美元", "4200 USD"),
                ("$1.5m", "1500000 USD"),
                ("1亿2000万", "120000000"),
                ("3万5000", "35000"),
                ("5百万", "5000000"),
                ("0.01", "0.01"),
                ("0", "0"),
                ("-5", "-5"),
                ("250k", "250000"),
                ("12w", "120000"),
                ("200万-300万", "2000000..3000000"),
                ("200万～300万元", "2000000..3000000 CNY"),
                ("200万至300万美元", "2000000..3000000 USD"),
                ("≥100万", "1000000.."),
                ("不超过3,000万", "..30000000"),
            ],
        );
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_read() {
        check(
            Format::Money,
            &[
                ("", "Number"),
                ("万", "Number"),
                ("3万5", "Number"),
                ("2万3亿", "Number"),
                ("1,5", "Commas"),
                ("1,23,456", "Commas"),
                ("1.2.3", "Number"),
                ("12元美元", "Number"),
                ("abc", "Number"),
                ("十二万", "Number"),
                ("12万左右", "Number"),
                ("1e5", "Number"),
                ("5.", "Number"),
                (".5", "Number"),
                ("3%", "Percent"),
                ("300万-200万", "Reversed"),
                ("9999999999999999999", "TooLong"),
                ("9999999999999亿亿", "TooLong"),
                ("😀", "Number"),
            ],
        );
    }

    #[test]
    fn rates_are_typed_in_percent() {
        check(
            Format::Rate,
            &[
                ("3.45", "0.0345"),
                ("3.45%", "0.0345"),
                ("３．４５％", "0.0345"),
                ("100", "1"),
                ("5‰", "0.005"),
                ("3-4", "0.03..0.04"),
                ("0.5", "0.005"),
                ("x", "Number"),
            ],
        );
    }

    #[test]
    fn counts_may_carry_their_unit() {
        check(
            Format::Count,
            &[
                ("66", "66"),
                ("66人", "66"),
                ("1.2千", "1200"),
                ("66吨", "Number"),
            ],
        );
        check(
            Format::Quantity,
            &[("3000吨标准煤", "3000"), ("3,000 tce", "3000")],
        );
    }

    #[test]
    fn days_in_their_usual_writings() {
        check(
            Format::Date,
            &[
                ("2024-05-20", "2024-05-20"),
                ("2024-5-20", "2024-05-20"),
                ("2024/05/20", "2024-05-20"),
                ("2024.5.20", "2024-05-20"),
                ("2024年5月20日", "2024-05-20"),
                ("2024年5月20号", "2024-05-20"),
                ("20240520", "2024-05-20"),
                ("２０２４－５－２０", "2024-05-20"),
                ("2024—5—20", "2024-05-20"),
                ("2024-02-29", "2024-02-29"),
                ("2024年5月", "2024-05-01..2024-05-31"),
                ("2024-02", "2024-02-01..2024-02-29"),
                ("2024", "2024-01-01..2024-12-31"),
                ("2024-03-01至2024-03-15", "2024-03-01..2024-03-15"),
                ("至少2024-03-01", "2024-03-01.."),
                ("2023-02-29", "NoSuchDay"),
                ("2024-13-01", "NoSuchDay"),
                ("1850-01-01", "NoSuchDay"),
                ("24-5-20", "ShortYear"),
                ("202405201", "Day"),
                ("5月20日", "Day"),
                ("2024-", "Day"),
                ("去年", "Day"),
                ("2024-05-20-01", "Day"),
                ("2024-12-01至2024-03-15", "Reversed"),
            ],
        );
        check(
            Format::Month,
            &[
                ("2024-10", "2024-10"),
                ("2024年9月", "2024-09"),
                ("202410", "2024-10"),
                ("2024", "2024-01..2024-12"),
                ("2024-10-01", "Day"),
            ],
        );
        check(
            Format::Year,
            &[("2024", "2024"), ("2024年", "2024"), ("24", "Day")],
        );
    }

    #[test]
    fn what_an_input_does_not_allow_is_named() {
        let share = Domain::Number {
            lo: Number::ZERO,
            hi: Number::ONE,
            step: Number::parse("0.01").unwrap(),
            limit: false,
        };
        let mistake = |text: &str| fits(&share, &Span::point(text.into())).err();
        assert_eq!(mistake("0.5"), None);
        assert_eq!(mistake("-1"), Some(Mistake::TooSmall(Number::ZERO)));
        assert_eq!(mistake("1.01"), Some(Mistake::TooLarge(Number::ONE)));
        assert!(matches!(mistake("0.005"), Some(Mistake::TooFine(_))));
    }
}
