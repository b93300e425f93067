//! How an amount is drawn: its kind, its number, its bar. Solid is certain, hatched is possible, dashed has no number.
//!
//! Bars take their measures from attributes, in percent with two decimals, worked out in whole numbers.

use tradeaid_engine::{Amount, AmountKind, Cents};
use tradeaid_wire::text::glued;

use super::markup::{Draw, put};
use crate::texts::{Key, Text, Words, key, text};

/// A share of a whole as an attribute: `21.52%`
pub(crate) fn share<'a>(words: &Words<'a>, part: Cents, whole: Cents) -> &'a Text {
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
    words.keep(&glued(&[&tradeaid_wire::money(points), "%"]))
}

/// A part of a bar; every one can be hatched, the style sheet says which is
pub(crate) fn piece(
    draw: &mut Draw<'_>,
    class: &Text,
    [y, height]: [&Text; 2],
    from: &Text,
    width: &Text,
) {
    put!(
        draw,
        "<rect class={} fill=url(#ta-hatch) x={} y={} width={} height={} />",
        class,
        from,
        y,
        width,
        height
    );
}

/// How thick a bar is: its frame, and where its track and the hatch in it lie
#[derive(Clone, Copy)]
pub(crate) struct Thickness {
    frame: &'static Text,
    track: [&'static Text; 2],
    pub(crate) hatch: [&'static Text; 2],
}

/// The bar of one amount
pub(crate) const THIN: Thickness = Thickness {
    frame: text!("16"),
    track: [text!("4"), text!("8")],
    hatch: [text!("4.5"), text!("7")],
};
/// The bar of the total
pub(crate) const THICK: Thickness = Thickness {
    frame: text!("26"),
    track: [text!("4"), text!("18")],
    hatch: [text!("4.5"), text!("17")],
};

/// Opens a bar of what is certain and what is possible, from nothing to `whole`; the caller closes it
pub(crate) fn open_bar(
    draw: &mut Draw<'_>,
    thick: Thickness,
    (lo, hi): (Cents, Cents),
    whole: Cents,
    said: &Text,
) {
    let words = &draw.scene.words;
    let (sure, end) = (share(words, lo, whole), share(words, hi, whole));
    let possible = share(words, hi.saturating_sub(lo), whole);
    frame(draw, thick.frame, said);
    piece(
        draw,
        text!("ta-bar__track"),
        thick.track,
        text!("0"),
        text!("100%"),
    );
    piece(draw, text!("ta-bar__may"), thick.hatch, sure, possible);
    piece(draw, text!("ta-bar__sure"), thick.track, text!("0"), sure);
    for at in [if lo == hi { end } else { sure }, end] {
        // A mark at the very end stands inside the bar.
        let moved = if at.as_str() == "100.00%" {
            text!("translate(-2 0)")
        } else {
            text!("")
        };
        put!(
            draw,
            "<rect class=ta-bar__end x={} y=0 width=2 height={} transform={} />",
            at,
            thick.frame,
            moved
        );
    }
}

/// A bar of what is certain and what is possible, from nothing to `whole`
pub(crate) fn bar(draw: &mut Draw<'_>, ends: (Cents, Cents), whole: Cents, said: &Text) {
    open_bar(draw, THIN, ends, whole, said);
    put!(draw, "</svg>");
}

fn frame(draw: &mut Draw<'_>, height: &Text, said: &Text) {
    put!(
        draw,
        "<svg class=ta-bar width=100% height={} role=img aria-label={} focusable=false>",
        height,
        said
    );
}

/// Money for the eye and, in other words, for the ear
pub(crate) fn money(draw: &mut Draw<'_>, lo: Cents, hi: Option<Cents>) {
    let words = &draw.scene.words;
    put!(
        draw,
        "<span aria-hidden=true>{}</span><span class=ta-hidden>{}</span>",
        words.between(lo, hi),
        words.spoken_between(lo, hi)
    );
}

/// The key of the word for a kind of amount
pub(crate) const fn kind(amount: &Amount, in_full: bool) -> Key {
    match amount.kind {
        AmountKind::Exact if in_full => key!("amount.full"),
        AmountKind::Exact => key!("amount.exact"),
        AmountKind::AtMost => key!("amount.at_most"),
        AmountKind::AtLeast => key!("amount.at_least"),
        AmountKind::Range => key!("amount.range"),
        AmountKind::Unknown => key!("amount.unknown"),
        AmountKind::FeeCeiling => key!("amount.fee_ceiling"),
        AmountKind::None => key!("amount.none"),
    }
}

/// Whether anything but its cost bounds an amount
pub(crate) const fn has_number(amount: &Amount) -> bool {
    !matches!(amount.kind, AmountKind::Unknown) && (amount.hi.is_some() || amount.lo > 0)
}

/// The bounds by which an amount is written: only the one that counts, or both
const fn written(amount: &Amount) -> (Cents, Option<Cents>) {
    match (amount.kind, amount.hi) {
        (AmountKind::AtMost | AmountKind::FeeCeiling, Some(hi)) => (hi, Some(hi)),
        (AmountKind::AtLeast, _) => (amount.lo, Some(amount.lo)),
        (_, hi) => (amount.lo, hi),
    }
}

/// The number of an amount
pub(crate) fn number(draw: &mut Draw<'_>, class: &Text, amount: &Amount) {
    let words = &draw.scene.words;
    let said = match amount.kind {
        AmountKind::None => {
            put!(draw, "<span></span>");
            return;
        }
        AmountKind::Unknown => words.ui(key!("amount.no_figure")),
        _ if amount.hi.is_none() && amount.lo == 0 => words.ui(key!("amount.not_yet")),
        _ => {
            let (lo, hi) = written(amount);
            put!(draw, "<span class={}>", class);
            money(draw, lo, hi);
            put!(draw, "</span>");
            return;
        }
    };
    put!(draw, "<span class={}>{}</span>", class, said);
}

/// An amount with its kind, its bar and what its ends mean
pub(crate) fn amount(draw: &mut Draw<'_>, amount: &Amount, in_full: bool) {
    let words = &draw.scene.words;
    let kind = words.ui(kind(amount, in_full));
    let open = !has_number(amount);
    let class = match amount.kind {
        _ if open => text!("ta-num ta-num--open"),
        AmountKind::Exact | AmountKind::AtLeast | AmountKind::FeeCeiling => text!("ta-num"),
        _ => text!("ta-num ta-num--may"),
    };
    put!(
        draw,
        "<div><p class=ta-amount><span class=ta-kind>{}</span>",
        kind
    );
    number(draw, class, amount);
    put!(draw, "</p><>");
    if open {
        put!(
            draw,
            "<div class=ta-open role=img aria-label=@amount.no_number></div>"
        );
    } else {
        amount_bar(draw, amount, kind);
    }
    let (first, last) = ends(words, amount);
    put!(
        draw,
        "</><div class=ta-ends><span>{}</span><span>{}</span></div></div>",
        first,
        last
    );
}

fn amount_bar(draw: &mut Draw<'_>, amount: &Amount, kind: &Text) {
    let words = &draw.scene.words;
    let (lo, hi) = written(amount);
    let said = words.fill(key!("amount.said"), &[kind, words.spoken_between(lo, hi)]);
    if amount.kind == AmountKind::FeeCeiling {
        return ceiling_bar(draw, said);
    }
    // Without an upper bound the floor takes half of the bar.
    let hi = amount.hi.unwrap_or_else(|| amount.lo.saturating_mul(2));
    bar(draw, (amount.lo, hi), hi.max(1), said);
}

/// A ceiling on a price: an outline up to a corner mark
fn ceiling_bar(draw: &mut Draw<'_>, said: &Text) {
    frame(draw, THIN.frame, said);
    piece(
        draw,
        text!("ta-bar__track"),
        THIN.track,
        text!("0"),
        text!("100%"),
    );
    piece(
        draw,
        text!("ta-bar__capfill"),
        THIN.hatch,
        text!("0"),
        text!("66.66%"),
    );
    put!(
        draw,
        "<svg x=66.66% width=1 height=16 overflow=visible><path class=ta-bar__end d='M-8-2h9v20h-2V0h-7z' /></svg></svg>"
    );
}

fn ends<'a>(words: &Words<'a>, amount: &Amount) -> (&'static Text, &'a Text) {
    match (amount.kind, amount.hi) {
        (AmountKind::AtMost, Some(_)) => (text!("0"), words.ui(key!("amount.only_ceiling"))),
        (AmountKind::AtLeast | AmountKind::Unknown, Some(hi)) if hi > 0 => (
            text!(""),
            words.fill(key!("amount.derived_cap"), &[words.money(hi)]),
        ),
        (AmountKind::Unknown, _) => (text!(""), words.ui(key!("amount.not_added"))),
        (AmountKind::FeeCeiling, _) => (text!(""), words.ui(key!("amount.not_cash"))),
        _ => (text!(""), text!("")),
    }
}
