//! How numbers, money and days are written in JSON: always decimal strings, never binary floats.

use tradeaid_engine::{Cents, Date, Number, Rounding};

use crate::text::{digits, glued};

/// Hundredths as money: `"100000.00"`
///
/// # Example
/// ```
/// assert_eq!(tradeaid_wire::money(-5), "-0.05");
/// assert_eq!(tradeaid_wire::money(10_000_000), "100000.00");
/// ```
#[must_use]
pub fn money(cents: Cents) -> String {
    with_point(cents, 2)
}

/// A whole number of units that have so many decimals
fn with_point(number: i64, places: usize) -> String {
    let mut text = digits(number.unsigned_abs(), places.saturating_add(1));
    text.insert(text.len().saturating_sub(places), '.');
    if number < 0 {
        text.insert(0, '-');
    }
    text
}

/// A number as a plain decimal: exact when it has one, else half up to eight decimals; none for an infinity
#[must_use]
pub fn decimal(number: Number) -> Option<String> {
    const PLACES: usize = 8;
    let size = if number.is_negative() {
        number.negated()?
    } else {
        number
    };
    // In two parts, since the largest numbers have more digits than fit together.
    let whole = size.floor_to(Number::ONE)?;
    let mut rest = size.minus(whole)?;
    for _ in 0..PLACES.saturating_sub(2) {
        rest = rest.times(Number::from(10))?;
    }
    // `to_cents` gives the last two of the eight places and the rounding.
    let rest = u64::try_from(rest.to_cents(Rounding::HalfUp)?).ok()?;
    let carried = rest.checked_div(10_u64.pow(8))?;
    let whole = u64::try_from(whole.to_integer()?)
        .ok()?
        .checked_add(carried)?;
    let rest = rest.checked_rem(10_u64.pow(8))?;
    let is_below_zero = number.is_negative() && (whole > 0 || rest > 0);
    let sign = if is_below_zero { "-" } else { "" };
    let mut text = glued(&[sign, &digits(whole, 1), ".", &digits(rest, PLACES)]);
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    Some(text)
}

/// A day as `2025-03-01`
#[must_use]
pub fn day(date: Date) -> String {
    let (year, month, day) = date.to_civil();
    let part = |number: i32, least| digits(u64::from(number.unsigned_abs()), least);
    glued(&[&part(year, 4), "-", &part(month, 2), "-", &part(day, 2)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_short() {
        for text in [
            "0",
            "12.5",
            "-0.0345",
            "30000000",
            "0.00000001",
            "999999999999999.99999999",
            "-1000000000000000",
        ] {
            assert_eq!(Number::parse(text).and_then(decimal).as_deref(), Some(text));
        }
        let third = Number::ONE.over(Number::from(3)).and_then(decimal);
        assert_eq!(third.as_deref(), Some("0.33333333"));
        assert_eq!(decimal(Number::INFINITY), None);
    }

    #[test]
    fn days_are_padded() {
        assert_eq!(
            Date::parse("2024-02-05").map(day).as_deref(),
            Some("2024-02-05")
        );
    }
}
