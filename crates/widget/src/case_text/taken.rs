//! A case's values in the form in which they would have been typed.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputName};
use tradeaid_wire::json::{Json, JsonValue};

use crate::entry;
use crate::state::{Place, Said, State};

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
                year: year.parse().ok(),
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
    if let Some(options) = json.get("any_of").and_then(Json::as_list) {
        let options: Vec<String> = options.iter().map(|option| figure(name, option)).collect();
        return options.join(",");
    }
    let end = |key: &str| {
        json.get(key)
            .filter(|end| !end.is_null())
            .map(|end| figure(name, end))
    };
    let value = match (end("amount"), end("min"), end("max")) {
        (Some(amount), ..) => amount,
        (_, Some(min), Some(max)) if min == max => min,
        (_, Some(min), Some(max)) => [min, max].join("–"),
        (_, Some(min), None) => ["≥", &min].concat(),
        (_, None, Some(max)) => ["≤", &max].concat(),
        _ => figure(name, json),
    };
    match json.get("currency").and_then(Json::as_text) {
        Some(code) if !value.is_empty() => [value.as_str(), " ", code].concat(),
        _ => value,
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
