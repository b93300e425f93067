//! Reads what a person typed: numbers with 万 and 亿, rates in percent, days in several writings.
//!
//! Pure: it knows no pack, no state and no language, and it never guesses. What it cannot read for
//! certain is a [`Mistake`].

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Date, Format, Number};

/// What a typed text means: one value, or a span of which either end may be missing
///
/// Numbers are plain decimals, days are `2025-03-01`, months `2024-10`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
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
    pub fn as_point(&self) -> Option<&str> {
        self.min.as_deref().filter(|_| self.min == self.max)
    }
}

/// Why a typed text cannot be taken
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
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
///
/// # Example
/// ```
/// use tradeaid_engine::Format;
/// use tradeaid_widget::entry::read;
/// let read = |text| read(Format::Money, "CNY", text).ok().and_then(|s| s.as_point().map(String::from));
/// assert_eq!(read("￥１２万").as_deref(), Some("120000"));
/// assert_eq!(read("1,5"), None);
/// ```
pub fn read(format: Format, unit: &str, typed: &str) -> Result<Span, Mistake> {
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
pub fn fits(domain: &Domain, span: &Span) -> Result<(), Mistake> {
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

// ---------- numbers ----------

/// What people write before or behind an amount, longest first where one begins another
const CURRENCIES: [(&str, &str); 24] = [
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("cn¥", "CNY"),
    ("人民币", "CNY"),
    ("¥", "CNY"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("jpy", "JPY"),
    ("日元", "JPY"),
    ("gbp", "GBP"),
    ("英镑", "GBP"),
    ("£", "GBP"),
    ("eur", "EUR"),
    ("欧元", "EUR"),
    ("€", "EUR"),
    ("$", "USD"),
    ("元", "CNY"),
    ("块", "CNY"),
];

fn money(text: &str) -> Result<Span, Mistake> {
    if text.ends_with(['%', '‰']) {
        return Err(Mistake::Percent);
    }
    let mut rest = text;
    let mut currency = None;
    while let Some((stripped, code)) = CURRENCIES.iter().find_map(|(word, code)| {
        let stripped = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word));
        stripped.map(|stripped| (stripped, *code))
    }) {
        // 「人民币…元」 says one currency twice; two different ones say nothing.
        if currency.is_some_and(|known| known != code) {
            return Err(Mistake::Number);
        }
        currency = Some(code);
        rest = stripped;
    }
    let mut span = Span::point(number(rest)?.text());
    span.currency = currency;
    Ok(span)
}

/// A share, always typed in percent: 3.45 and 3.45% both mean 0.0345
fn rate(text: &str) -> Result<Span, Mistake> {
    let (digits, places) = match text.strip_suffix('‰') {
        Some(rest) => (rest, 3),
        None => (text.strip_suffix('%').unwrap_or(text), 2),
    };
    let share = number(digits)?
        .shifted_down(places)
        .ok_or(Mistake::TooLong)?;
    Ok(Span::point(share.text()))
}

/// A share such as 0.0345 as it is typed in percent: 3.45
#[must_use]
pub fn percent(share: &str) -> String {
    match numeral(share).ok().and_then(|share| share.shifted_up(2)) {
        Some(percent) => percent.text(),
        None => share.into(),
    }
}

/// An exact decimal: digits and how many of them stand behind the point
#[derive(Clone, Copy, Debug)]
struct Decimal {
    digits: i128,
    places: u32,
}

const MAX_DIGITS: usize = 24;

impl Decimal {
    fn shifted_up(self, power: u32) -> Option<Self> {
        let kept = self.places.saturating_sub(power);
        let factor = 10_i128.checked_pow(power.saturating_sub(self.places))?;
        Some(Self {
            digits: self.digits.checked_mul(factor)?,
            places: kept,
        })
    }

    fn shifted_down(self, places: u32) -> Option<Self> {
        let places = self.places.checked_add(places)?;
        (places <= 18).then_some(Self { places, ..self })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |part: Self| {
            let factor = 10_i128.checked_pow(places.saturating_sub(part.places))?;
            part.digits.checked_mul(factor)
        };
        let digits = scaled(self)?.checked_add(scaled(other)?)?;
        Some(Self { digits, places })
    }

    fn text(self) -> String {
        let places = usize::try_from(self.places).unwrap_or(0);
        let mut text = self.digits.unsigned_abs().to_string();
        while text.len() <= places {
            text.insert(0, '0');
        }
        if places > 0 {
            text.insert(text.len().saturating_sub(places), '.');
            let kept = text.trim_end_matches('0').trim_end_matches('.').len();
            text.truncate(kept);
        }
        if self.digits < 0 {
            text.insert(0, '-');
        }
        text
    }
}

/// Words that multiply, with their powers of ten; longest first where one begins another
const MULTIPLIERS: [(&str, u32); 16] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("mn", 6),
    ("bn", 9),
    ("十", 1),
    ("百", 2),
    ("千", 3),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
    ("k", 3),
    ("w", 4),
    ("m", 6),
    ("b", 9),
];

/// A number such as `3,000`, `1.2亿` or `1亿2000万`
fn number(text: &str) -> Result<Decimal, Mistake> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut total = Decimal {
        digits: 0,
        places: 0,
    };
    let mut before: Option<u32> = None;
    loop {
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.'))
            .unwrap_or(rest.len());
        let (written, behind) = rest.split_at_checked(end).ok_or(Mistake::Number)?;
        let part = numeral(written)?;
        let (power, behind) = multiplier(behind);
        // 「3万5」 is 35000 to some and 30005 to others: only a full set of digits says which.
        let vague =
            power == 0 && before.is_some_and(|before| usize::try_from(before) != Ok(written.len()));
        if vague || before.is_some_and(|before| power >= before) {
            return Err(Mistake::Number);
        }
        total = part
            .shifted_up(power)
            .and_then(|part| total.plus(part))
            .ok_or(Mistake::TooLong)?;
        if behind.is_empty() {
            total.digits = if negative {
                -total.digits
            } else {
                total.digits
            };
            return Ok(total);
        }
        if power == 0 {
            return Err(Mistake::Number);
        }
        before = Some(power);
        rest = behind;
    }
}

fn multiplier(text: &str) -> (u32, &str) {
    let (mut power, mut rest) = (0_u32, text);
    while let Some((next, more)) = MULTIPLIERS
        .iter()
        .find_map(|(word, power)| Some((rest.strip_prefix(word)?, *power)))
    {
        power = power.saturating_add(more);
        rest = next;
    }
    (power, rest)
}

fn numeral(written: &str) -> Result<Decimal, Mistake> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let pointed = written.contains('.');
    if whole.is_empty() || fraction.contains(['.', ',']) || (pointed && fraction.is_empty()) {
        return Err(Mistake::Number);
    }
    let whole = without_commas(whole)?;
    let digits = [whole.as_str(), fraction].concat();
    if digits.len() > MAX_DIGITS {
        return Err(Mistake::TooLong);
    }
    Ok(Decimal {
        digits: digits.parse().map_err(|_| Mistake::Number)?,
        places: u32::try_from(fraction.len()).map_err(|_| Mistake::TooLong)?,
    })
}

fn without_commas(whole: &str) -> Result<String, Mistake> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let by = |size: usize| {
        (1..=size).contains(&first.len()) && rest.iter().all(|group| group.len() == size)
    };
    if rest.is_empty() || by(3) || by(4) {
        Ok([first, &rest.concat()].concat())
    } else {
        Err(Mistake::Commas)
    }
}

// ---------- days ----------

/// The runs of digits, when nothing but the usual signs stands between and behind them
fn pieces(text: &str) -> Option<Vec<&str>> {
    let sign = |letter: char| {
        matches!(
            letter,
            '-' | '/' | '.' | ',' | '–' | '年' | '月' | '日' | '号'
        )
    };
    let trimmed = text.trim_end_matches(['年', '月', '日', '号']);
    let parts: Vec<&str> = trimmed.split(sign).collect();
    let plain = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(plain).then_some(parts)
}

/// Year, month and day, as far as they are written
fn civil(text: &str) -> Result<(i32, Option<i32>, Option<i32>), Mistake> {
    let parts = pieces(text).ok_or(Mistake::Day)?;
    let (year, month, day) = match parts.as_slice() {
        [all] if matches!(all.len(), 6 | 8) => {
            (all.get(..4).unwrap_or(""), all.get(4..6), all.get(6..8))
        }
        [year] => (*year, None, None),
        [year, month] => (*year, Some(*month), None),
        [year, month, day] => (*year, Some(*month), Some(*day)),
        _ => return Err(Mistake::Day),
    };
    if year.len() != 4 {
        return Err(if year.len() == 2 && month.is_some() {
            Mistake::ShortYear
        } else {
            Mistake::Day
        });
    }
    let read = |text: &str| match text.len() {
        0..=4 => text.parse::<i32>().map_err(|_| Mistake::Day),
        _ => Err(Mistake::Day),
    };
    Ok((
        read(year)?,
        month.map(read).transpose()?,
        day.map(read).transpose()?,
    ))
}

/// A day; a month or a year without a day means any of its days
fn day(text: &str) -> Result<Span, Mistake> {
    let (year, month, day) = civil(text)?;
    let first = Date::from_civil(year, month.unwrap_or(1), day.unwrap_or(1));
    let last = match day {
        Some(_) => first,
        None => last_day(year, month.unwrap_or(12)),
    };
    match (first, last) {
        (Some(first), Some(last)) => Ok(Span {
            min: Some(tradeaid_wire::day(first)),
            max: Some(tradeaid_wire::day(last)),
            currency: None,
        }),
        _ => Err(Mistake::NoSuchDay),
    }
}

fn last_day(year: i32, month: i32) -> Option<Date> {
    (28..=31)
        .rev()
        .find_map(|day| Date::from_civil(year, month, day))
}

fn month(text: &str) -> Result<Span, Mistake> {
    let (year, month, day) = civil(text)?;
    if day.is_some() {
        return Err(Mistake::Day);
    }
    let written = |month: i32| {
        let date = Date::from_civil(year, month, 1).ok_or(Mistake::NoSuchDay)?;
        let text = tradeaid_wire::day(date);
        Ok(text.get(..7).unwrap_or("").to_owned())
    };
    Ok(Span {
        min: Some(written(month.unwrap_or(1))?),
        max: Some(written(month.unwrap_or(12))?),
        currency: None,
    })
}

fn year(text: &str) -> Result<Span, Mistake> {
    let digits = text.strip_suffix('年').unwrap_or(text);
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        Ok(Span::point(digits.into()))
    } else {
        Err(Mistake::Day)
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
                ("9999999999999999999999999", "TooLong"),
                ("99999999999999999999999亿亿亿亿亿", "TooLong"),
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
