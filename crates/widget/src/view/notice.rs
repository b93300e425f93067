//! What stands above form and result: that the plan has ended, and what has to be mended.

use tradeaid_engine::{Date, Format};
use tradeaid_wire::{ProblemCode, day, decimal};

use super::markup::{Draw, put};
use super::{Scene, go};
use crate::entry::Mistake;
use crate::model::{Fault, FaultKind};
use crate::texts::{Key, Text, key, text};

/// What is wrong and how to mend it, in words
pub(crate) fn fault_text<'a>(scene: &Scene<'a>, fault: &Fault) -> &'a Text {
    let words = &scene.words;
    let problem = match &fault.kind {
        FaultKind::Mistake(mistake) => return mistake_text(scene, fault, *mistake),
        FaultKind::Refused(problem) => problem,
    };
    let key = problem.text_key.as_deref().unwrap_or_default();
    let check = words.pack(key, "", "");
    match problem.code.0 {
        _ if !check.is_empty() => check,
        ProblemCode::Overflow | ProblemCode::TooLarge => words.ui(key!("mistake.too_long")),
        _ => words.fill(
            key!("mistake.refused"),
            &[words.keep(&problem.found), words.keep(&problem.allowed)],
        ),
    }
}

fn mistake_text<'a>(scene: &Scene<'a>, fault: &Fault, mistake: Mistake) -> &'a Text {
    let words = &scene.words;
    let key = match mistake {
        Mistake::Number => key!("mistake.number"),
        Mistake::Commas => key!("mistake.commas"),
        Mistake::Percent => key!("mistake.percent"),
        Mistake::Currency => key!("mistake.currency"),
        Mistake::TooLong => key!("mistake.too_long"),
        Mistake::Day => day_key(scene, fault),
        Mistake::ShortYear => key!("mistake.short_year"),
        Mistake::NoSuchDay => key!("mistake.no_such_day"),
        Mistake::Reversed => key!("mistake.reversed"),
        Mistake::TooSmall => key!("mistake.too_small"),
        Mistake::TooLarge => key!("mistake.too_large"),
        Mistake::TooFine => key!("mistake.too_fine"),
    };
    let input = fault
        .place
        .and_then(|place| scene.pack().input(place.input));
    let limit = input.and_then(|input| mistake.limit(&input.domain));
    let Some(limit) = limit.and_then(decimal) else {
        return words.ui(key);
    };
    let name = fault.place.and_then(|place| words.input(place.input));
    let figure = match name {
        Some(name) => words.figure(name.format, &name.unit, &limit),
        None => words.keep(&limit),
    };
    words.fill(key, &[figure])
}

/// Which writing of a day, month or year is asked for
fn day_key(scene: &Scene<'_>, fault: &Fault) -> Key {
    let name = fault.place.and_then(|place| scene.words.input(place.input));
    match name.map(|name| name.format) {
        Some(Format::Month) => key!("mistake.month"),
        Some(Format::Year) => key!("mistake.year"),
        _ => key!("mistake.day"),
    }
}

/// Everything that has to be mended, each with a way to its field; nothing where nothing has
pub(crate) fn summary(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let words = &scene.words;
    if scene.faults.is_empty() {
        return;
    }
    let meant = if scene.stale {
        key!("faults.stale")
    } else {
        key!("faults.unknown")
    };
    put!(
        draw,
        "<div class=ta-summary role=group aria-labelledby=ta-summary><p class=ta-h4 id=ta-summary>@faults.count/1</p>\
         <p class=ta-note>{}</p><ul class='ta-note ta-summary__l'><>",
        words.count(scene.faults.len()),
        words.ui(meant)
    );
    for (index, fault) in scene.faults.iter().enumerate() {
        let said = fault_text(scene, fault);
        put!(draw, "<li key={}>", words.count(index));
        if let Some(place) = fault.place {
            let said = words.fill(key!("place"), &[scene.place_name(place), said]);
            go(draw, text!("ta-link"), scene.token(place), said);
        } else {
            put!(draw, "<span>{}</span>", said);
        }
        put!(draw, "</li>");
    }
    put!(draw, "</></ul></div>");
}

/// The last day of the document, once the day of assessment lies behind it
fn ended(scene: &Scene<'_>) -> Option<Date> {
    let (_, to) = scene.pack().valid?;
    let said = scene.outcome.and_then(|outcome| outcome.known.as_of);
    let as_of = said.or_else(|| Date::parse(&scene.model.settings.as_of))?;
    (as_of > to).then_some(to)
}

/// That the plan has ended, in one line before the form
pub(crate) fn expiry_line(draw: &mut Draw<'_>) {
    if let Some(to) = ended(draw.scene) {
        put!(
            draw,
            "<div class='ta-notice ta-gap-m'><:err ta-i /><p class=ta-note>@expired.line/1</p></div>",
            draw.scene.words.keep(&day(to))
        );
    }
}

/// That the plan has ended, what that means, and whom to ask
pub(crate) fn expiry(draw: &mut Draw<'_>) {
    if let Some(to) = ended(draw.scene) {
        put!(
            draw,
            "<div class='ta-notice ta-gap-m'><:err ta-i /><div><p class=ta-notice__t>@expired.title/1</p>\
             <p class=ta-note>@expired.past</p><p class=ta-note>{}</p><p class=ta-note>@expired.ask</p></div></div>",
            draw.scene.words.keep(&day(to)),
            draw.scene.words.pack("pack.expired", "", "")
        );
    }
}

/// That the result below is older than what was said
pub(crate) fn stale(draw: &mut Draw<'_>) {
    if draw.scene.stale {
        put!(
            draw,
            "<div class='ta-notice ta-gap-m'><:err ta-i /><p class=ta-note>@stale</p></div>"
        );
    }
}
