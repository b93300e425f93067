//! How an amount is drawn: its kind, its number, its bar. Solid is certain, hatched is possible, dashed has no number.
//!
//! Bars take their measures from attributes, in percent with two decimals, worked out in whole numbers.

use tradeaid_engine::{Amount, AmountKind};
use yew::prelude::*;

use crate::texts::Words;

/// A share of a whole as an attribute: `21.52%`
pub(crate) fn share(part: i128, whole: i128) -> String {
    let points = part
        .saturating_mul(10_000)
        .checked_div(whole)
        .unwrap_or(0)
        .clamp(0, 10_000);
    let mut text = tradeaid_wire::money(points);
    text.push('%');
    text
}

/// Where the two tones of the hatch are defined, once a root
pub(crate) fn hatch() -> Html {
    html! {
        <svg class="ta-defs" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="ta-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="ta-hatch-bg" width="6" height="6"/>
                    <path class="ta-hatch-l" d="M1.5 0v6" stroke-width="1.6"/>
                </pattern>
            </defs>
        </svg>
    }
}

/// A piece of a bar from one share of its width to another
fn piece(class: &'static str, from: i128, to: i128, whole: i128, tall: bool) -> Html {
    let (y, height) = match (class, tall) {
        ("ta-bar__may", true) => ("4.5", "17"),
        ("ta-bar__may", false) => ("4.5", "7"),
        (_, true) => ("4", "18"),
        (_, false) => ("4", "8"),
    };
    html! {
        <rect class={class} fill="url(#ta-hatch)" x={share(from, whole)} y={y} width={share(to.saturating_sub(from), whole)} height={height}/>
    }
}

/// A mark at an end of what is drawn; the last one stands inside the bar
fn tick(at: i128, whole: i128, tall: bool) -> Html {
    let shift = (at >= whole).then_some("translate(-2 0)");
    let height = if tall { "26" } else { "16" };
    html! {
        <rect class="ta-bar__end" x={share(at, whole)} y="0" width="2" height={height} transform={shift}/>
    }
}

/// A bar of what is certain and what is possible, from nothing to `whole`
pub(crate) fn bar(lo: i128, hi: i128, whole: i128, tall: bool, said: String) -> Html {
    let height = if tall { "26" } else { "16" };
    html! {
        <svg class="ta-bar" width="100%" height={height} role="img" aria-label={said} focusable="false">
            <rect class="ta-bar__track" x="0" y="4" width="100%" height={if tall { "18" } else { "8" }}/>
            { piece("ta-bar__may", lo, hi, whole, tall) }
            { piece("ta-bar__sure", 0, lo, whole, tall) }
            { tick(if lo == hi { hi } else { lo }, whole, tall) }
            { tick(hi, whole, tall) }
        </svg>
    }
}

/// Money for the eye and, in other words, for the ear
pub(crate) fn money(words: Words<'_>, class: &'static str, lo: i128, hi: Option<i128>) -> Html {
    html! {
        <span class={class}>
            <span aria-hidden="true">{ words.between(lo, hi) }</span>
            <span class="ta-hidden">{ words.spoken_between(lo, hi) }</span>
        </span>
    }
}

/// The word for a kind of amount
pub(crate) fn kind(amount: &Amount, in_full: bool) -> &'static str {
    match amount.kind {
        AmountKind::Exact if in_full => "amount.full",
        AmountKind::Exact => "amount.exact",
        AmountKind::AtMost => "amount.at_most",
        AmountKind::AtLeast => "amount.at_least",
        AmountKind::Range => "amount.range",
        AmountKind::Unknown => "amount.unknown",
        AmountKind::FeeCeiling => "amount.fee_ceiling",
        AmountKind::None => "amount.none",
    }
}

/// The number of an amount in one piece, for rows and lists
pub(crate) fn short(words: Words<'_>, amount: &Amount) -> Html {
    match (amount.kind, amount.hi) {
        (AmountKind::None, _) => Html::default(),
        (AmountKind::Unknown, _) => html! { { words.ui("amount.no_figure") } },
        (AmountKind::AtMost | AmountKind::FeeCeiling, None) => html! { { words.ui("amount.not_yet") } },
        (AmountKind::Range, None) if amount.lo == 0 => html! { { words.ui("amount.not_yet") } },
        (AmountKind::AtMost | AmountKind::FeeCeiling, Some(hi)) => money(words, "ta-nb", hi, Some(hi)),
        (AmountKind::AtLeast, _) => money(words, "ta-nb", amount.lo, Some(amount.lo)),
        (_, hi) => money(words, "ta-nb", amount.lo, hi),
    }
}

/// An amount with its kind, its bar and what its ends mean
pub(crate) fn amount(words: Words<'_>, amount: &Amount, in_full: bool) -> Html {
    let key = kind(amount, in_full);
    let open = amount.kind == AmountKind::Unknown || (amount.hi.is_none() && amount.lo == 0);
    let certain = matches!(amount.kind, AmountKind::Exact | AmountKind::AtLeast | AmountKind::FeeCeiling);
    let (first, last) = ends(words, amount);
    html! {
        <>
            <p class="ta-amount">
                <span class="ta-kind">{ words.ui(key) }</span>
                <span class={number_class(open, certain)}>{ short(words, amount) }</span>
            </p>
            if open {
                <div class="ta-open" role="img" aria-label={words.ui("amount.no_number").to_owned()}/>
            } else {
                { amount_bar(words, amount, key) }
            }
            <div class="ta-ends"><span>{ first }</span><span>{ last }</span></div>
        </>
    }
}

const fn number_class(open: bool, certain: bool) -> &'static str {
    match (open, certain) {
        (true, _) => "ta-num ta-num--open",
        (_, true) => "ta-num",
        _ => "ta-num ta-num--may",
    }
}

fn amount_bar(words: Words<'_>, amount: &Amount, key: &str) -> Html {
    let number = match amount.kind {
        AmountKind::AtMost | AmountKind::FeeCeiling => words.spoken(amount.hi.unwrap_or(0)),
        AmountKind::AtLeast => words.spoken(amount.lo),
        _ => words.spoken_between(amount.lo, amount.hi),
    };
    let said = words.fill("amount.said", &[words.texts.get(key).unwrap_or(""), &number]);
    if amount.kind == AmountKind::FeeCeiling {
        return ceiling_bar(said);
    }
    // Without an upper bound the floor takes half of the bar and the hatch stays open.
    let hi = amount.hi.unwrap_or_else(|| amount.lo.saturating_mul(2));
    bar(amount.lo, hi, hi.max(1), false, said)
}

/// A ceiling on a price: an outline up to a corner mark
fn ceiling_bar(said: String) -> Html {
    html! {
        <svg class="ta-bar" width="100%" height="16" role="img" aria-label={said} focusable="false">
            <rect class="ta-bar__track" y="4" width="100%" height="8"/>
            <rect class="ta-bar__capfill" y="4.5" width="66.66%" height="7"/>
            <svg x="66.66%" y="0" width="1" height="16" overflow="visible">
                <path class="ta-bar__end" d="M-8-2h9v20h-2V0h-7z"/>
            </svg>
        </svg>
    }
}

fn ends(words: Words<'_>, amount: &Amount) -> (String, String) {
    match (amount.kind, amount.hi) {
        (AmountKind::AtMost, Some(_)) => ("0".into(), words.ui("amount.only_ceiling").into()),
        (AmountKind::AtLeast, Some(hi)) => (
            String::new(),
            words.fill("amount.derived_cap", &[&words.money(hi)]),
        ),
        (AmountKind::Unknown, Some(hi)) if hi > 0 => (
            String::new(),
            words.fill("amount.derived_cap", &[&words.money(hi)]),
        ),
        (AmountKind::Unknown, _) => (String::new(), words.ui("amount.not_added").into()),
        (AmountKind::FeeCeiling, _) => (String::new(), words.ui("amount.not_cash").into()),
        _ => (String::new(), String::new()),
    }
}
