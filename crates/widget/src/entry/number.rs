//! Numbers, amounts and rates as people write them, exact and never guessed.

use tradeaid_wire::text::push_digits;

use super::{Mistake, after, before, cut};

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

/// An amount without the currency before or behind it, which is noted
pub(super) fn without_currencies<'a>(
    text: &'a str,
    currency: &mut Option<&'static str>,
) -> Result<&'a str, Mistake> {
    if before(text, &["%", "‰"]).is_some() {
        return Err(Mistake::Percent);
    }
    let mut rest = text;
    let mut written = None;
    while let Some((stripped, code)) = without_currency(rest) {
        // 「人民币…元」 says one currency twice; two different ones say nothing.
        if written.is_some_and(|known| known != code) {
            return Err(Mistake::Number);
        }
        written = Some(code);
        rest = stripped;
    }
    if written.is_some() {
        *currency = written;
    }
    Ok(rest)
}

fn without_currency(text: &str) -> Option<(&str, &'static str)> {
    for (word, code) in &CURRENCIES {
        if let Some(rest) = after(text, &[word]).or_else(|| before(text, &[word])) {
            return Some((rest, code));
        }
    }
    None
}

/// The digits of a share, and how many places they are off: 3.45 and 3.45% both mean 0.0345
pub(super) fn in_percent(text: &str) -> (&str, usize) {
    match before(text, &["‰"]) {
        Some(rest) => (rest, 3),
        None => (before(text, &["%"]).unwrap_or(text), 2),
    }
}

/// A share such as 0.0345 as it is typed in percent: 3.45
#[must_use]
pub(crate) fn percent(share: &str) -> String {
    let size = after(share, &["-"]);
    let Some(mut percent) = numeral(size.unwrap_or(share))
        .ok()
        .and_then(|share| share.shifted(2))
    else {
        return share.into();
    };
    percent.is_negative = size.is_some();
    let mut text = String::new();
    percent.write(&mut text);
    text
}

/// An exact decimal: digits and how many of them stand behind the point
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: u64,
    places: usize,
}

/// As many as fit the arithmetic; no amount that a pack allows has more
const MAX_DIGITS: usize = 18;

/// The digits with so many zeros behind them
fn with_zeros(digits: u64, zeros: usize) -> Option<u64> {
    let mut digits = digits;
    if zeros > MAX_DIGITS {
        return None;
    }
    for _ in 0..zeros {
        digits = digits.checked_mul(10)?;
    }
    (digits <= i64::MAX.unsigned_abs()).then_some(digits)
}

impl Decimal {
    /// This, times ten to a power
    fn shifted(self, power: usize) -> Option<Self> {
        Some(Self {
            digits: with_zeros(self.digits, power.saturating_sub(self.places))?,
            places: self.places.saturating_sub(power),
            ..self
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let own = with_zeros(self.digits, places - self.places)?;
        let more = with_zeros(other.digits, places - other.places)?;
        Some(Self {
            digits: with_zeros(own + more, 0)?,
            places,
            ..self
        })
    }

    /// Adds it to a text
    pub(super) fn write(&self, text: &mut String) {
        let (mut digits, mut places, mut unit) = (self.digits, self.places, 1);
        while places > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        for _ in 0..places {
            unit *= 10;
        }
        if self.is_negative && digits > 0 {
            text.push('-');
        }
        push_digits(text, digits / unit, 1);
        if places > 0 {
            text.push('.');
            push_digits(text, digits % unit, places);
        }
    }
}

/// Words that multiply, with their powers of ten; longest first where one begins another
const MULTIPLIERS: [(&str, usize); 16] = [
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

/// A number such as `3,000`, `1.2亿` or `1亿2000万`, with its point so many places further left
pub(super) fn number(text: &str, places: usize) -> Result<Decimal, Mistake> {
    let size = after(text, &["-"]);
    let mut rest = size.unwrap_or(text);
    let mut total = Decimal::default();
    let mut earlier: Option<usize> = None;
    loop {
        let mut end = 0;
        for byte in rest.bytes() {
            if !matches!(byte, b'0'..=b'9' | b',' | b'.') {
                break;
            }
            end += 1;
        }
        let (written, behind) = rest.split_at_checked(end).ok_or(Mistake::Number)?;
        let part = numeral(written)?;
        let (power, behind) = multiplier(behind);
        if let Some(earlier) = earlier {
            // 「3万5」 is 35000 to some and 30005 to others: only a full set of digits says which.
            let is_vague = power == 0 && earlier != written.len();
            if is_vague || power >= earlier {
                return Err(Mistake::Number);
            }
        }
        total = part
            .shifted(power)
            .and_then(|part| total.plus(part))
            .ok_or(Mistake::TooLong)?;
        if behind.is_empty() {
            total.is_negative = size.is_some();
            total.places += places;
            return if total.places > MAX_DIGITS {
                Err(Mistake::TooLong)
            } else {
                Ok(total)
            };
        }
        if power == 0 {
            return Err(Mistake::Number);
        }
        earlier = Some(power);
        rest = behind;
    }
}

/// The power of ten that the words at the beginning of a text multiply by, and what follows them
fn multiplier(text: &str) -> (usize, &str) {
    let (mut power, mut rest) = (0, text);
    'words: loop {
        for (word, more) in &MULTIPLIERS {
            if let Some(behind) = after(rest, &[word]) {
                power += more;
                rest = behind;
                continue 'words;
            }
        }
        return (power, rest);
    }
}

fn numeral(written: &str) -> Result<Decimal, Mistake> {
    let (whole, fraction) = match cut(written, ".") {
        Some((_, fraction)) if fraction.is_empty() || cut(fraction, ".,").is_some() => ("", ""),
        Some(parts) => parts,
        None => (written, ""),
    };
    if whole.is_empty() {
        return Err(Mistake::Number);
    }
    let has_commas = cut(whole, ",").is_some();
    if has_commas && !is_grouped(whole, 3) && !is_grouped(whole, 4) {
        return Err(Mistake::Commas);
    }
    let mut number = Decimal {
        places: fraction.len(),
        ..Decimal::default()
    };
    let mut count = 0;
    for part in [whole, fraction] {
        for byte in part.bytes() {
            if byte == b',' {
                continue;
            }
            if !byte.is_ascii_digit() {
                return Err(Mistake::Number);
            }
            count += 1;
            if count > MAX_DIGITS {
                return Err(Mistake::TooLong);
            }
            number.digits = number.digits * 10 + u64::from(byte & 15);
        }
    }
    Ok(number)
}

/// Whether commas part a whole number in groups of so many digits
fn is_grouped(whole: &str, size: usize) -> bool {
    let mut digits = 0;
    for byte in whole.bytes().rev() {
        if (byte == b',') != (digits == size) {
            return false;
        }
        digits = if byte == b',' { 0 } else { digits + 1 };
    }
    digits > 0
}
