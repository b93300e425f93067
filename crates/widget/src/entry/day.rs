//! Days, months and years as people write them.

use tradeaid_engine::{Date, Format};
use tradeaid_wire::text::count_of;

use super::{Mistake, before, cut};

/// The signs that may stand behind a day
const BEHIND: [&str; 4] = ["年", "月", "日", "号"];
/// The signs that may stand between its parts
const BETWEEN: &str = "-/.,–年月日号";

/// Year, month and day in digits, as far as they are written; nothing but the usual signs may stand between and behind
fn parts(text: &str) -> Option<[&str; 3]> {
    let mut text = text;
    while let Some(shorter) = before(text, &BEHIND) {
        text = shorter;
    }
    let mut parts = [""; 3];
    let mut places = parts.iter_mut();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (part, behind) = match cut(text, BETWEEN) {
            Some((part, behind)) => (part, Some(behind)),
            None => (text, None),
        };
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *places.next()? = part;
        rest = behind;
    }
    let [all, "", ""] = parts else {
        return Some(parts);
    };
    if !matches!(all.len(), 6 | 8) {
        return Some(parts);
    }
    Some([all.get(..4)?, all.get(4..6)?, all.get(6..)?])
}

/// A day, or a month without its day; of what is not written the first or the last is meant
pub(super) fn day(
    format: Format,
    text: &str,
    is_last: bool,
    end: &mut String,
) -> Result<(), Mistake> {
    let [year, month, day] = parts(text).ok_or(Mistake::Day)?;
    if year.len() == 2 && !month.is_empty() {
        return Err(Mistake::ShortYear);
    }
    let is_month = format == Format::Month;
    if year.len() != 4 || month.len() > 4 || day.len() > 4 || (is_month && !day.is_empty()) {
        return Err(Mistake::Day);
    }
    let year = number(year).unwrap_or(0);
    let month = number(month).unwrap_or(if is_last { 12 } else { 1 });
    let written = number(day);
    let mut day = written.unwrap_or(if is_last { 31 } else { 1 });
    loop {
        if let Some(date) = Date::from_civil(year, month, day) {
            *end = tradeaid_wire::day(date);
            if is_month {
                end.truncate(7);
            }
            return Ok(());
        }
        // Most months end before their thirty-first day.
        if written.is_some() || day <= 28 {
            return Err(Mistake::NoSuchDay);
        }
        day -= 1;
    }
}

fn number(digits: &str) -> Option<i32> {
    i32::try_from(count_of(digits)?).ok()
}

/// A year
pub(super) fn year(text: &str, end: &mut String) -> Result<(), Mistake> {
    let digits = before(text, &["年"]).unwrap_or(text);
    if digits.len() != 4 || count_of(digits).is_none() {
        return Err(Mistake::Day);
    }
    end.push_str(digits);
    Ok(())
}
