//! An amount in words: the kind before the number, never a bare figure.

use tradeaid_engine::pack::{Measure, Word};
use tradeaid_engine::{Amount, AmountKind, Node};
use tradeaid_wire::money;

use crate::voice::{Voice, grouped};

/// The amount of a measure; nothing where there is no money in it
#[must_use]
pub fn row_amount_in_words(voice: Voice<'_>, measure: &Measure, amount: Amount) -> Option<String> {
    Some(filled(
        voice,
        row_amount_key(voice, measure, amount)?,
        amount,
    ))
}

/// The key of the words for the amount of a measure, for who lays its kind and its figure apart
#[must_use]
pub fn row_amount_key(voice: Voice<'_>, measure: &Measure, amount: Amount) -> Option<&'static str> {
    Some(match (amount.kind, amount.hi.is_some()) {
        (AmountKind::Exact, _) if is_whole_cost(voice, measure) => "amount.whole",
        (AmountKind::Unknown, false) if is_unspecified(measure) => "amount.unknown.open",
        _ => key(amount)?,
    })
}

/// An amount without anything known of where it comes from
#[must_use]
pub fn amount_in_words(voice: Voice<'_>, amount: Amount) -> Option<String> {
    Some(filled(voice, key(amount)?, amount))
}

fn key(amount: Amount) -> Option<&'static str> {
    Some(match (amount.kind, amount.hi.is_some()) {
        (AmountKind::None, _) => return None,
        (AmountKind::Exact, _) => "amount.exact",
        (AmountKind::AtMost, true) => "amount.at_most",
        (AmountKind::AtMost, false) => "amount.at_most.open",
        (AmountKind::AtLeast, true) => "amount.at_least",
        (AmountKind::AtLeast, false) => "amount.at_least.open",
        (AmountKind::Range, true) => "amount.range",
        (AmountKind::Range, false) => "amount.range.open",
        (AmountKind::Unknown, true) => "amount.unknown",
        (AmountKind::Unknown, false) => "amount.missing",
        (AmountKind::FeeCeiling, true) => "amount.fee_ceiling",
        (AmountKind::FeeCeiling, false) => "amount.fee_ceiling.open",
    })
}

/// Bounds without a kind of their own, as groups have them
#[must_use]
pub fn bounds_in_words(voice: Voice<'_>, lo: i64, hi: Option<i64>) -> String {
    let kind = AmountKind::Range;
    let key = match hi {
        Some(hi) if hi == lo => return voice.money(lo),
        Some(_) => "bounds",
        None => "bounds.open",
    };
    filled(voice, key, Amount { kind, lo, hi })
}

pub(crate) fn filled(voice: Voice<'_>, key: &str, amount: Amount) -> String {
    let hi = amount.hi.unwrap_or(amount.lo);
    // In a sentence "5 to 10万元" would be misread.
    let low = if voice.is_in_sentences() {
        voice.money(amount.lo)
    } else {
        grouped(&money(amount.lo))
    };
    let fillings = [
        ("min", voice.money(amount.lo)),
        ("max", voice.money(hi)),
        ("low", low),
    ];
    let fillings: Vec<(&str, &str)> = fillings
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    voice.own(key, &fillings)
}

/// Whether the document itself gives no figure, rather than that facts are missing
fn is_unspecified(measure: &Measure) -> bool {
    let mut words = measure.amount.iter().map(|alternative| alternative.word);
    words.all(|word| word == Word::Unspecified)
}

/// Whether the amount is a cost that the case names, in full
fn is_whole_cost(voice: Voice<'_>, measure: &Measure) -> bool {
    let pack = voice.calculator.engine().pack();
    let [alternative] = measure.amount.as_slice() else {
        return false;
    };
    let floor = alternative.floor.and_then(|node| pack.node(node));
    alternative.word == Word::Exactly && matches!(floor, Some(Node::Input(_)))
}
