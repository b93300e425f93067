//! Civil dates as day numbers: parse, take apart, count days between.
//!
//! There is no clock here: today is always an input.

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01
///
/// # Example
/// ```
/// use tradeaid_engine::Date;
/// let drawn = Date::parse("2024-05-20");
/// let due = Date::parse("2025-05-20");
/// assert_eq!(drawn.zip(due).map(|(a, b)| b.days_since(a)), Some(365));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(i32);

impl Date {
    /// The first day that a case may name, 1900-01-01
    pub const FIRST: Self = Self(-25_567);
    /// The last day that a case may name, 2199-12-31
    pub const LAST: Self = Self(84_005);

    /// The year of [`Date::FIRST`]
    pub(crate) const FIRST_YEAR: i32 = 1900;
    /// The year of [`Date::LAST`]
    pub(crate) const LAST_YEAR: i32 = 2199;

    /// Reads `2024-05-20`, or `2024-05` as the first day of that month; `None` if there is no such day
    /// between [`Date::FIRST`] and [`Date::LAST`]
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_month = text.len() == 7;
        if !is_month && text.len() != 10 {
            return None;
        }
        let (mut year, mut month, mut number) = (0, 0, 0);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'-' if at == 4 => year = std::mem::take(&mut number),
                b'-' if at == 7 => month = std::mem::take(&mut number),
                b'0'..=b'9' if at != 4 && at != 7 => number = number * 10 + i32::from(byte - b'0'),
                _ => return None,
            }
        }
        if is_month {
            Self::from_civil(year, number, 1)
        } else {
            Self::from_civil(year, month, number)
        }
    }

    /// The day with this year, month (1–12) and day of the month, if it exists and is in range
    #[must_use]
    pub fn from_civil(year: i32, month: i32, day: i32) -> Option<Self> {
        let may_exist = (Self::FIRST_YEAR..=Self::LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day);
        // The thirtieth of February is some day of March.
        let date = Self(day_number(year, month, day));
        (may_exist && date.to_civil() == (year, month, day)).then_some(date)
    }

    /// Year, month and day of the month
    #[must_use]
    pub fn to_civil(self) -> (i32, i32, i32) {
        // The era arithmetic counts years from March, so that the leap day ends a year.
        let days = self.0.saturating_add(719_468);
        let era = days / 146_097;
        let day_of_era = days % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The calendar year
    #[must_use]
    pub fn year(self) -> i32 {
        self.to_civil().0
    }

    /// How many days lie between an earlier day and this one; negative when it is later
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day this many days later, held inside the range of days a case may name
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days)).clamp(Self::FIRST, Self::LAST)
    }
}

const fn day_number(year: i32, month: i32, day: i32) -> i32 {
    let (year, shifted) = if month > 2 {
        (year, month.wrapping_sub(3))
    } else {
        (year.wrapping_sub(1), month.wrapping_add(9))
    };
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let day_of_year = (shifted.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(day);
    year.wrapping_mul(365)
        .wrapping_add(leap_days)
        .wrapping_add(day_of_year)
        .wrapping_sub(719_469)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_in_month(year: i32, month: i32) -> i32 {
        match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    #[test]
    fn every_day_of_three_centuries_goes_there_and_back() {
        let mut day = Date::FIRST;
        let (mut year, mut month, mut count) = (1900, 1, 1);
        while day < Date::LAST {
            assert_eq!(day.to_civil(), (year, month, count));
            assert_eq!(Date::from_civil(year, month, count), Some(day));
            day = day.plus_days(1);
            count += 1;
            if count > days_in_month(year, month) {
                (month, count) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
        assert_eq!(day.to_civil(), (2199, 12, 31));
    }

    #[test]
    fn parse_refuses_days_that_do_not_exist() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-1-1",
            "1899-12-31",
            "24-01-01",
            "2024-01-01-01",
            "２０24-01-01",
        ] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
        assert_eq!(
            Date::parse("2024-02-29").map(Date::to_civil),
            Some((2024, 2, 29))
        );
        assert_eq!(Date::parse("2024-10"), Date::parse("2024-10-01"));
    }
}
