//! A case's values in the form in which they would have been typed.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputName};
use tradeaid_wire::json::{Json, JsonValue};
use tradeaid_wire::text::glued;

use crate::entry;
use crate::state::{Place, Said, State, small};

/// Takes a value in as what was said at a place
pub(super) fn take(
    state: &mut State,
    place: Place,
    input: &Input,
    name: &InputName,
    json: &Json<'_>,
) {
    if let Some(years) = json.get("by_year").and_then(Json::as_map) {
        for (year, value) in years {
            let place = Place {
                year: small(year).map(i32::from),
                ..place
            };
            take(state, place, input, name, value);
        }
        return;
    }
    let said = match &json.value {
        JsonValue::Null => Said::Unsure,
        JsonValue::Text(word) if word == "none" && input.may_be_none => Said::None,
        _ => Said::Text(typed(name, json)),
    };
    state.say(place, said);
}

/// A value in the form in which it would have been typed
fn typed(name: &InputName, json: &Json<'_>) -> String {
    let mut text = String::new();
    if let Some(options) = json.get("any_of").and_then(Json::as_list) {
        for option in options {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(&figure(name, option));
        }
        return text;
    }
    let end = |key| {
        json.given(key)
            .map_or(String::new(), |end| figure(name, end))
    };
    let (lower, upper) = (end("min"), end("max"));
    let amount = json.given("amount");
    if amount.is_some() || (lower.is_empty() && upper.is_empty()) {
        text = figure(name, amount.unwrap_or(json));
    } else if lower == upper {
        text = lower;
    } else {
        let sign = match (lower.as_str(), upper.as_str()) {
            ("", _) => "≤",
            (_, "") => "≥",
            _ => "",
        };
        let between = if sign.is_empty() { "–" } else { "" };
        text = glued(&[sign, &lower, between, &upper]);
    }
    match json.get("currency").and_then(Json::as_text) {
        Some(code) if !text.is_empty() => glued(&[&text, " ", code]),
        _ => text,
    }
}

fn figure(name: &InputName, json: &Json<'_>) -> String {
    let text = match &json.value {
        JsonValue::Text(text) => text.as_ref(),
        JsonValue::Number(text) => text,
        JsonValue::Bool(true) => "true",
        JsonValue::Bool(false) => "false",
        _ => "",
    };
    if name.format == Format::Rate {
        entry::percent(text)
    } else {
        text.into()
    }
}
