//! The day of assessment where a case names none: today, written into the case like any other value, so that it
//! takes part in the result's id.

use std::time::{SystemTime, UNIX_EPOCH};

use tradeaid_engine::Date;
use tradeaid_wire::json::{Json, JsonValue};
use tradeaid_wire::{Calculator, KnownCase, Problem, day};

const SECONDS_OF_DAY: u64 = 86_400;
/// Documents begin and end at midnight in China, whose one time zone is eight hours ahead and has no summer time.
const AHEAD: u64 = 8 * 3_600;

/// The day it is in China
pub(crate) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let days = since.as_secs().saturating_add(AHEAD) / SECONDS_OF_DAY;
    Some(Date::from_civil(1970, 1, 1)?.plus_days(i32::try_from(days).ok()?))
}

/// Reads a case, on a given day or else its own or else today, and tells whether it is today
pub(crate) fn read_case(
    calculator: &Calculator,
    text: &str,
    as_of: Option<Date>,
) -> Result<(KnownCase, bool), Vec<Problem>> {
    let case = calculator.read_case(text)?;
    let Some(key) = key(calculator) else {
        return Ok((case, false));
    };
    let is_today = as_of.is_none() && !says(text, key);
    let day = as_of.or_else(|| today().filter(|_| is_today));
    let dated = day.and_then(|day| with_day(text, key, day));
    let case = match dated {
        Some(dated) => calculator.read_case(&dated)?,
        None => case,
    };
    Ok((case, is_today))
}

/// The key under which a case writes its day, if the pack has one
pub(crate) fn key(calculator: &Calculator) -> Option<&str> {
    let input = calculator.engine().pack().as_of?;
    let name = calculator.names().inputs.get(input.index())?;
    Some(name.path.as_str()).filter(|path| !path.contains('.'))
}

/// Whether a case says anything under a key
fn says(case: &str, key: &str) -> bool {
    Json::parse(case).is_ok_and(|json| {
        json.get(key)
            .is_some_and(|said| said.value != JsonValue::Null)
    })
}

/// The same case with its day set
pub(crate) fn with_day(case: &str, key: &str, date: Date) -> Option<String> {
    let json = Json::parse(case).ok()?;
    let entries = json.as_map()?;
    let value = ["\"", &day(date), "\""].concat();
    let (from, to, text) = if let Some(said) = json.get(key) {
        (said.start, said.end, value)
    } else {
        let comma = if entries.is_empty() { "" } else { "," };
        let inside = json.start.saturating_add(1);
        let text = ["\"", key, "\":", &value, comma].concat();
        (inside, inside, text)
    };
    Some([case.get(..from)?, &text, case.get(to..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_added_or_replaced() {
        let date = Date::parse("2025-06-30").unwrap();
        let set = |case| with_day(case, "as_of", date).unwrap();
        assert_eq!(set("{}"), r#"{"as_of":"2025-06-30"}"#);
        assert_eq!(set(r#"{"a": 1}"#), r#"{"as_of":"2025-06-30","a": 1}"#);
        assert_eq!(
            set(r#"{"as_of": null, "a": 1}"#),
            r#"{"as_of": "2025-06-30", "a": 1}"#
        );
        assert!(
            !says(r#"{"as_of": null}"#, "as_of")
                && says(r#"{"as_of": {"min": "2025-01-01"}}"#, "as_of")
        );
        assert_eq!(with_day("[]", "as_of", date), None);
    }

    #[test]
    fn today_is_after_this_was_written() {
        assert!(today() > Date::parse("2025-01-01"));
    }
}
