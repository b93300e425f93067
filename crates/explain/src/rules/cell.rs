//! A cell of a decision table in words.

use tradeaid_engine::node::Test;
use tradeaid_engine::{InputId, Number, Value};

use super::Rules;
use crate::unit;

/// One test of a row, in words
#[must_use]
pub fn cell(rules: &Rules<'_>, test: &Test, input: Option<InputId>) -> String {
    let number = |number: Number| {
        let unit = input.and_then(|input| unit::of_input(rules.names, input));
        rules.number(number, unit.as_ref())
    };
    match *test {
        Test::Any => rules.voice.own("rule.cell.any", &[]),
        Test::OneOf(options) => input.map_or_else(String::new, |input| {
            rules.options_of(input, Value::Choice(options))
        }),
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            if lo == hi {
                return number(lo);
            }
            let from = if lo_in {
                "rule.cell.at_least"
            } else {
                "rule.cell.above"
            };
            let to = if hi_in {
                "rule.cell.at_most"
            } else {
                "rule.cell.below"
            };
            let ends = [(lo, from), (hi, to)];
            let ends: Vec<String> = ends
                .into_iter()
                .filter(|(end, _)| end.is_finite())
                .map(|(end, key)| rules.voice.own(key, &[("number", &number(end))]))
                .collect();
            ends.join(rules.voice.texts.get("rule.cell.and"))
        }
    }
}
