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
            push_figure(&mut text, name, option);
        }
        return text;
    }
    let mut upper = String::new();
    for (key, end) in [("min", &mut text), ("max", &mut upper)] {
        if let Some(json) = json.given(key) {
            push_figure(end, name, json);
        }
    }
    let amount = json.given("amount");
    if amount.is_some() || (text.is_empty() && upper.is_empty()) {
        text.clear();
        push_figure(&mut text, name, amount.unwrap_or(json));
    } else if upper.is_empty() {
        text = glued(&["≥", &text]);
    } else if text != upper {
        text.push_str(if text.is_empty() { "≤" } else { "–" });
        text.push_str(&upper);
    }
    if let Some(code) = json.get("currency").and_then(Json::as_text)
        && !text.is_empty()
    {
        text.push(' ');
        text.push_str(code);
    }
    text
}

fn push_figure(typed: &mut String, name: &InputName, json: &Json<'_>) {
    let text = match &json.value {
        JsonValue::Text(text) => text.as_ref(),
        JsonValue::Number(text) => text,
        JsonValue::Bool(true) => "true",
        JsonValue::Bool(false) => "false",
        _ => "",
    };
    if name.format == Format::Rate {
        typed.push_str(&entry::percent(text));
    } else {
        typed.push_str(text);
    }
}
