//! Numbers, amounts and rates as people write them, exact and never guessed.

use super::{Mistake, Span};

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

/// An amount, with its currency before or behind it
pub(super) fn money(text: &str) -> Result<Span, Mistake> {
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
pub(super) fn rate(text: &str) -> Result<Span, Mistake> {
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
pub(crate) fn percent(share: &str) -> String {
    match numeral(share).ok().and_then(|share| share.shifted_up(2)) {
        Some(percent) => percent.text(),
        None => share.into(),
    }
}

/// An exact decimal: digits and how many of them stand behind the point
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    digits: i64,
    places: u32,
}

/// As many as fit the arithmetic; no amount that a pack allows has more
const MAX_DIGITS: usize = 18;

impl Decimal {
    fn shifted_up(self, power: u32) -> Option<Self> {
        let kept = self.places.saturating_sub(power);
        let factor = 10_i64.checked_pow(power.saturating_sub(self.places))?;
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
            let factor = 10_i64.checked_pow(places.saturating_sub(part.places))?;
            part.digits.checked_mul(factor)
        };
        let digits = scaled(self)?.checked_add(scaled(other)?)?;
        Some(Self { digits, places })
    }

    pub(super) fn text(self) -> String {
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
pub(super) fn number(text: &str) -> Result<Decimal, Mistake> {
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
