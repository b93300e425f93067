//! Days, months and years as people write them.

use tradeaid_engine::Date;

use super::{Mistake, Span};

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
pub(super) fn day(text: &str) -> Result<Span, Mistake> {
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

/// A month; a year without a month means any of its months
pub(super) fn month(text: &str) -> Result<Span, Mistake> {
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

/// A year
pub(super) fn year(text: &str) -> Result<Span, Mistake> {
    let digits = text.strip_suffix('年').unwrap_or(text);
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        Ok(Span::point(digits.into()))
    } else {
        Err(Mistake::Day)
    }
}
