//! How an amount is drawn: its kind, its number, its bar. Solid is certain, hatched is possible, dashed has no number.
//!
//! Bars take their measures from attributes, in percent with two decimals, worked out in whole numbers.

use tradeaid_engine::{Amount, AmountKind, Cents};

use super::node::{El, el, text};
use crate::texts::Words;

/// A share of a whole as an attribute: `21.52%`
pub(crate) fn share(part: Cents, whole: Cents) -> String {
    const POINTS: Cents = 10_000;
    // Of very large amounts the last digits are beyond drawing.
    let coarse = if whole > Cents::MAX / POINTS {
        POINTS
    } else {
        1
    };
    let points = (part / coarse)
        .saturating_mul(POINTS)
        .checked_div(whole / coarse)
        .unwrap_or(0)
        .clamp(0, POINTS);
    let mut text = tradeaid_wire::money(points);
    text.push('%');
    text
}

/// Where the hatch is defined, once a root
pub(crate) fn hatch() -> El {
    let pattern = el("pattern", "")
        .is("id", "ta-hatch")
        .is("width", "6")
        .is("height", "6")
        .is("patternUnits", "userSpaceOnUse")
        .is("patternTransform", "rotate(45)")
        .with(el("rect", "ta-hatch-bg").is("width", "6").is("height", "6"))
        .with(
            el("path", "ta-hatch-l")
                .is("d", "M1.5 0v6")
                .is("stroke-width", "1.6"),
        );
    el("svg", "ta-defs")
        .is("aria-hidden", "true")
        .is("focusable", "false")
        .with(el("defs", "").with(pattern))
}

/// A part of a bar; every one can be hatched, the style sheet says which is
pub(crate) fn piece(
    class: &'static str,
    y: &'static str,
    height: &'static str,
    from: &str,
    width: &str,
) -> El {
    el("rect", class)
        .is("fill", "url(#ta-hatch)")
        .at("x", from)
        .is("y", y)
        .at("width", width)
        .is("height", height)
}

/// The frame of a bar
fn frame(height: &'static str, said: &str) -> El {
    el("svg", "ta-bar")
        .is("width", "100%")
        .is("height", height)
        .is("role", "img")
        .at("aria-label", said)
        .is("focusable", "false")
}

/// How thick a bar is: its frame, its track and the hatch in it
#[derive(Clone, Copy)]
pub(crate) struct Thickness {
    frame: &'static str,
    track: &'static str,
    hatch: &'static str,
}

/// The bar of one amount
pub(crate) const THIN: Thickness = Thickness {
    frame: "16",
    track: "8",
    hatch: "7",
};
/// The bar of the total
pub(crate) const THICK: Thickness = Thickness {
    frame: "26",
    track: "18",
    hatch: "17",
};

/// A bar of what is certain and what is possible, from nothing to `whole`
pub(crate) fn bar(thick: Thickness, lo: Cents, hi: Cents, whole: Cents, said: &str) -> El {
    let (sure, end) = (share(lo, whole), share(hi, whole));
    let possible = share(hi.saturating_sub(lo), whole);
    // A mark at the very end stands inside the bar.
    let mark = |at: &str| {
        let mark = el("rect", "ta-bar__end")
            .at("x", at)
            .is("y", "0")
            .is("width", "2")
            .is("height", thick.frame);
        mark.at_if(at == "100.00%", "transform", "translate(-2 0)")
    };
    frame(thick.frame, said)
        .with(piece("ta-bar__track", "4", thick.track, "0", "100%"))
        .with(piece("ta-bar__may", "4.5", thick.hatch, &sure, &possible))
        .with(piece("ta-bar__sure", "4", thick.track, "0", &sure))
        .with(mark(if lo == hi { &end } else { &sure }))
        .with(mark(&end))
}

/// Money for the eye and, in other words, for the ear
pub(crate) fn money(
    words: Words<'_>,
    tag: &'static str,
    class: &'static str,
    lo: Cents,
    hi: Option<Cents>,
) -> El {
    el(tag, class)
        .with(text("span", "", &words.between(lo, hi)).is("aria-hidden", "true"))
        .with(text("span", "ta-hidden", &words.spoken_between(lo, hi)))
}

/// The key of the word for a kind of amount
pub(crate) const fn kind(amount: &Amount, in_full: bool) -> &'static str {
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

/// Whether anything but its cost bounds an amount
pub(crate) const fn has_number(amount: &Amount) -> bool {
    !matches!(amount.kind, AmountKind::Unknown) && (amount.hi.is_some() || amount.lo > 0)
}

/// The number of an amount
pub(crate) fn number(words: Words<'_>, class: &'static str, amount: &Amount) -> El {
    let open = amount.hi.is_none() && amount.lo == 0;
    match (amount.kind, amount.hi) {
        (AmountKind::None, _) => el("span", ""),
        (AmountKind::Unknown, _) => text("span", class, words.ui("amount.no_figure")),
        _ if open => text("span", class, words.ui("amount.not_yet")),
        (AmountKind::AtMost | AmountKind::FeeCeiling, hi) => {
            money(words, "span", class, hi.unwrap_or(0), hi)
        }
        (AmountKind::AtLeast, _) => money(words, "span", class, amount.lo, Some(amount.lo)),
        (_, hi) => money(words, "span", class, amount.lo, hi),
    }
}

/// An amount with its kind, its bar and what its ends mean
pub(crate) fn amount(words: Words<'_>, amount: &Amount, in_full: bool) -> El {
    let key = kind(amount, in_full);
    let open = !has_number(amount);
    let class = match amount.kind {
        _ if open => "ta-num ta-num--open",
        AmountKind::Exact | AmountKind::AtLeast | AmountKind::FeeCeiling => "ta-num",
        _ => "ta-num ta-num--may",
    };
    let drawn = if open {
        el("div", "ta-open")
            .is("role", "img")
            .at("aria-label", words.ui("amount.no_number"))
    } else {
        amount_bar(words, amount, words.ui(key))
    };
    let (first, last) = ends(words, amount);
    el("div", "")
        .with(
            el("p", "ta-amount")
                .with(text("span", "ta-kind", words.ui(key)))
                .with(number(words, class, amount)),
        )
        .with(drawn)
        .with(
            el("div", "ta-ends")
                .with(text("span", "", first))
                .with(text("span", "", &last)),
        )
}

fn amount_bar(words: Words<'_>, amount: &Amount, kind: &str) -> El {
    let number = match amount.kind {
        AmountKind::AtMost | AmountKind::FeeCeiling => words.spoken(amount.hi.unwrap_or(0)),
        AmountKind::AtLeast => words.spoken(amount.lo),
        _ => words.spoken_between(amount.lo, amount.hi),
    };
    let said = words.fill("amount.said", &[kind, &number]);
    if amount.kind == AmountKind::FeeCeiling {
        return ceiling_bar(&said);
    }
    // Without an upper bound the floor takes half of the bar.
    let hi = amount.hi.unwrap_or_else(|| amount.lo.saturating_mul(2));
    bar(THIN, amount.lo, hi, hi.max(1), &said)
}

/// A ceiling on a price: an outline up to a corner mark
fn ceiling_bar(said: &str) -> El {
    let corner = el("svg", "")
        .is("x", "66.66%")
        .is("width", "1")
        .is("height", "16")
        .is("overflow", "visible")
        .with(el("path", "ta-bar__end").is("d", "M-8-2h9v20h-2V0h-7z"));
    frame("16", said)
        .with(piece("ta-bar__track", "4", "8", "0", "100%"))
        .with(piece("ta-bar__capfill", "4.5", "7", "0", "66.66%"))
        .with(corner)
}

fn ends<'a>(words: Words<'a>, amount: &Amount) -> (&'a str, String) {
    match (amount.kind, amount.hi) {
        (AmountKind::AtMost, Some(_)) => ("0", words.ui("amount.only_ceiling").into()),
        (AmountKind::AtLeast | AmountKind::Unknown, Some(hi)) if hi > 0 => {
            ("", words.fill("amount.derived_cap", &[&words.money(hi)]))
        }
        (AmountKind::Unknown, _) => ("", words.ui("amount.not_added").into()),
        (AmountKind::FeeCeiling, _) => ("", words.ui("amount.not_cash").into()),
        _ => ("", String::new()),
    }
}
