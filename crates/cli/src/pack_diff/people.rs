//! For whom a difference holds, and what changes for them, in words.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{AmountKind, Choices, Days, InputName, Interval, Number, Truth, Value};

use super::both::Which;
use super::part::Part;
use super::points::digits;
use super::region::Range;
use super::side::{Pair, Side};
use super::witness::Answer;
use tradeaid_explain::Voice;
use tradeaid_explain::amount_in_words;

/// The people of a difference: each input that the change is about, with its values
pub(super) fn who(pair: &Pair<'_>, ranges: &[Range]) -> String {
    let voice = pair.sides.after.voice;
    let told: Vec<String> = ranges.iter().filter_map(|range| one(pair, range)).collect();
    if told.is_empty() {
        return voice.own("diff.who.some", &[]);
    }
    told.join(voice.texts.get("question.and"))
}

fn one(pair: &Pair<'_>, range: &Range) -> Option<String> {
    let (side, id) = pair.owner(range.of.place)?;
    let name = side.name(id)?;
    let label = side.voice.label(id, range.of.year);
    let parts = range
        .parts
        .iter()
        .filter_map(|part| value(pair, side, range, name, part));
    let value = parts.collect::<Vec<_>>().join(side.voice.texts.get("or"));
    let fillings = [("label", label.as_str()), ("value", &value)];
    let is_reading = name.path.starts_with("readings.");
    let key = if is_reading {
        "diff.who.reading"
    } else {
        "observed"
    };
    Some(side.voice.own(key, &fillings))
}

fn value(
    pair: &Pair<'_>,
    side: &Side<'_>,
    range: &Range,
    name: &InputName,
    part: &Part,
) -> Option<String> {
    let voice = side.voice;
    let (_, id) = pair.owner(range.of.place)?;
    match part {
        Part::Unsaid => None,
        Part::None => Some(voice.own("value.none", &[])),
        Part::Truth(truth) => voice.value(id, Value::Truth(Truth::from(*truth))),
        Part::Days(days) => days_in_words(voice, name, *days),
        Part::Number(numbers) => {
            let Domain::Number { step, .. } = side.pack.input(id)?.domain else {
                return None;
            };
            Some(numbers_in_words(voice, name, *numbers, step))
        }
        Part::Options(options) => {
            let joint = pair.joint(range.of.place)?;
            let names = options
                .iter()
                .filter_map(|option| joint.options.get(*option));
            let bits = names.filter_map(|option| {
                let place = name.options.iter().position(|known| known == option)?;
                u8::try_from(place).ok()
            });
            let all = bits.fold(Choices::NONE, |all, bit| all.union(Choices::one(bit)));
            voice.value(id, Value::Choice(all))
        }
    }
}

/// A range whose ends are named by the rounder of the two figures that meet there
fn numbers_in_words(voice: Voice<'_>, name: &InputName, range: Interval, step: Number) -> String {
    if let Some(point) = range.as_point() {
        return voice.number(name, point);
    }
    let end = |keys: (&str, &str), place: &str, own: Number, beyond: Option<Number>| {
        let beyond = beyond.filter(|beyond| digits(*beyond) < digits(own));
        let (key, number) = match beyond {
            Some(beyond) if !beyond.is_negative() => (keys.1, beyond),
            _ => (keys.0, own),
        };
        voice.own(key, &[(place, &voice.number(name, number))])
    };
    let low = (!range.lo.is_zero() && range.lo.is_finite()).then(|| {
        let beyond = range.lo.minus(step);
        end(("value.from", "value.above"), "min", range.lo, beyond)
    });
    let high = range.hi.is_finite().then(|| {
        let beyond = range.hi.plus(step);
        end(("value.up_to", "value.below"), "max", range.hi, beyond)
    });
    let ends: Vec<String> = low.into_iter().chain(high).collect();
    ends.join(voice.texts.get("seen"))
}

fn days_in_words(voice: Voice<'_>, name: &InputName, days: Days) -> Option<String> {
    let text = |date| {
        let mut text = tradeaid_wire::day(date);
        let month = name.format == tradeaid_engine::Format::Month;
        text.truncate(if month { 7 } else { 10 });
        text
    };
    let (from, to) = (text(days.lo), text(days.hi));
    let key = match (days.lo == Days::ALL.lo, days.hi == Days::ALL.hi) {
        _ if days.lo == days.hi => return Some(from),
        (true, true) => return None,
        (true, false) => "diff.until",
        (false, true) => "diff.since",
        (false, false) => "value.between",
    };
    Some(voice.own(key, &[("min", &from), ("max", &to)]))
}

/// What a pack answers: the status, and the amount if there is one
pub(super) fn answer(pair: &Pair<'_>, which: Which, answer: Option<&Answer>) -> String {
    let voice = pair.sides.get(which).voice;
    let Some(answer) = answer else {
        return voice.own("diff.no_measure", &[]);
    };
    let word = tradeaid_wire::StatusWord(answer.status).word();
    let status = voice.own(&["status.", word].concat(), &[]);
    let is_open = answer.amount.kind == AmountKind::Unknown && answer.amount.hi.is_none();
    let amount = if is_open {
        Some(voice.own("diff.amount.open", &[]))
    } else {
        amount_in_words(voice, answer.amount)
    };
    match amount {
        Some(amount) => [&status, voice.texts.get("seen"), &amount].concat(),
        None => status,
    }
}
