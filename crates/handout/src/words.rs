//! The words of this crate. The words of explanations and of a policy are not here.

use tradeaid_explain::{Language, Texts};

/// The words of this crate in a language, as JSON; a caller adds them to those of the explanations
#[must_use]
pub const fn catalogue(language: Language) -> &'static str {
    match language {
        Language::ZhCn => include_str!("../texts/zh-CN.json"),
        Language::En => include_str!("../texts/en.json"),
    }
}

/// A day as people write it
pub(crate) fn day_in_words(texts: &Texts, date: tradeaid_engine::Date) -> String {
    let (year, month, day) = date.to_civil();
    let (year, day) = (year.to_string(), day.to_string());
    let name = texts.say(&["handout.month.", &month.to_string()].concat(), &[]);
    let fillings = [("year", year.as_str()), ("month", &name), ("day", &day)];
    texts.say("handout.date", &fillings)
}
