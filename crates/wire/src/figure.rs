//! How numbers, money and days are written in JSON: always decimal strings, never binary floats.

use tradeaid_engine::{Cents, Date, Number};

use crate::text::push_digits;

/// Hundredths as money: `"100000.00"`
///
/// # Example
/// ```
/// assert_eq!(tradeaid_wire::money(-5), "-0.05");
/// assert_eq!(tradeaid_wire::money(10_000_000), "100000.00");
/// ```
#[must_use]
pub fn money(cents: Cents) -> String {
    let size = cents.unsigned_abs();
    let mut text = String::new();
    if cents < 0 {
        text.push('-');
    }
    push_digits(&mut text, size / 100, 1);
    text.push('.');
    push_digits(&mut text, size % 100, 2);
    text
}

/// A number as a plain decimal: exact when it has one, else half up to eight decimals; none for an infinity
#[must_use]
pub fn decimal(number: Number) -> Option<String> {
    const UNIT: u64 = 10_u64.pow(8);
    let (numerator, denominator) = number.parts()?;
    let size = numerator.unsigned_abs();
    let denominator = u128::from(denominator);
    let whole = u64::try_from(size.checked_div(denominator)?).ok()?;
    // A half is added before the division, so that it rounds to the nearest.
    let twice = size.checked_rem(denominator)? * u128::from(2 * UNIT) + denominator;
    let rest = u64::try_from(twice.checked_div(2 * denominator)?).ok()?;
    let whole = whole.checked_add(rest / UNIT)?;
    let mut rest = rest % UNIT;
    let mut places = 8;
    let mut text = String::new();
    if number.is_negative() && (whole > 0 || rest > 0) {
        text.push('-');
    }
    push_digits(&mut text, whole, 1);
    if rest > 0 {
        while rest.is_multiple_of(10) {
            rest /= 10;
            places -= 1;
        }
        text.push('.');
        push_digits(&mut text, rest, places);
    }
    Some(text)
}

/// A day as `2025-03-01`
#[must_use]
pub fn day(date: Date) -> String {
    let (year, month, day) = date.to_civil();
    let mut text = String::new();
    push_digits(&mut text, u64::from(year.unsigned_abs()), 4);
    for part in &[month, day] {
        text.push('-');
        push_digits(&mut text, u64::from(part.unsigned_abs()), 2);
    }
    text
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
