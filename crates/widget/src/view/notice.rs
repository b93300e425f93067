//! What stands above form and result: that the plan has ended, and what has to be mended.

use tradeaid_engine::{Date, Format, Number};
use tradeaid_wire::{ProblemCode, day, decimal};

use super::node::{El, el, text};
use super::{Scene, field_id, go};
use crate::entry::Mistake;
use crate::model::{Fault, FaultKind};
use crate::view::icon::icon;

/// What is wrong and how to mend it, in words
pub(crate) fn fault_text(scene: &Scene<'_>, fault: &Fault) -> String {
    let words = scene.words;
    let problem = match &fault.kind {
        FaultKind::Mistake(mistake) => return mistake_text(scene, fault, *mistake),
        FaultKind::Refused(problem) => problem,
    };
    let check = problem
        .text_key
        .as_deref()
        .map_or("", |key| words.pack(&[key]));
    if !check.is_empty() {
        return check.into();
    }
    match problem.code.0 {
        ProblemCode::Overflow | ProblemCode::TooLarge => words.ui("mistake.too_long").into(),
        _ => words.fill("mistake.refused", &[&problem.found, &problem.allowed]),
    }
}

fn mistake_text(scene: &Scene<'_>, fault: &Fault, mistake: Mistake) -> String {
    let words = scene.words;
    let limit = |key: &str, number: Number| {
        let name = fault.place.and_then(|place| words.input(place.input));
        let text = decimal(number).unwrap_or_default();
        let figure = name.map_or(text.clone(), |name| words.figure(name, &text));
        words.fill(key, &[&figure])
    };
    match mistake {
        Mistake::Number => words.ui("mistake.number").into(),
        Mistake::Commas => words.ui("mistake.commas").into(),
        Mistake::Percent => words.ui("mistake.percent").into(),
        Mistake::Currency => words.ui("mistake.currency").into(),
        Mistake::TooLong => words.ui("mistake.too_long").into(),
        Mistake::Day => words.ui(day_key(scene, fault)).into(),
        Mistake::ShortYear => words.ui("mistake.short_year").into(),
        Mistake::NoSuchDay => words.ui("mistake.no_such_day").into(),
        Mistake::Reversed => words.ui("mistake.reversed").into(),
        Mistake::TooSmall(least) => limit("mistake.too_small", least),
        Mistake::TooLarge(most) => limit("mistake.too_large", most),
        Mistake::TooFine(step) => limit("mistake.too_fine", step),
    }
}

/// Which writing of a day, month or year is asked for
fn day_key(scene: &Scene<'_>, fault: &Fault) -> &'static str {
    let name = fault.place.and_then(|place| scene.words.input(place.input));
    match name.map(|name| name.format) {
        Some(Format::Month) => "mistake.month",
        Some(Format::Year) => "mistake.year",
        _ => "mistake.day",
    }
}

/// Everything that has to be mended, each with a way to its field; nothing where nothing has
pub(crate) fn summary(scene: &Scene<'_>) -> Option<El> {
    if scene.faults.is_empty() {
        return None;
    }
    let words = scene.words;
    let mut lines = Vec::new();
    for (index, fault) in scene.faults.iter().enumerate() {
        let said = fault_text(scene, fault);
        let line = match fault.place {
            Some(place) => {
                let said = words.fill("place", &[&scene.place_name(place), &said]);
                go("ta-link", &field_id(place), &said)
            }
            None => text("span", "", &said),
        };
        lines.push(el("li", "").key(&index.to_string()).with(line));
    }
    let count = words.fill("faults.count", &[&lines.len().to_string()]);
    let meant = words.ui(if scene.stale {
        "faults.stale"
    } else {
        "faults.unknown"
    });
    Some(
        el("div", "ta-summary")
            .is("role", "group")
            .is("aria-labelledby", "ta-summary")
            .with(text("p", "ta-h4", &count).is("id", "ta-summary"))
            .with(text("p", "ta-note", meant))
            .with(el("ul", "ta-note ta-summary__l").list(lines)),
    )
}

/// The last day of the document, once the day of assessment lies behind it
fn ended(scene: &Scene<'_>) -> Option<Date> {
    let (_, to) = scene.pack().valid?;
    let said = scene.outcome.and_then(|outcome| outcome.known.as_of);
    let as_of = said.or_else(|| Date::parse(&scene.model.settings.as_of))?;
    (as_of > to).then_some(to)
}

fn notice(content: El) -> El {
    el("div", "ta-notice ta-gap-m")
        .with(icon("err", "ta-i"))
        .with(content)
}

/// That the plan has ended, in one line before the form
pub(crate) fn expiry_line(scene: &Scene<'_>) -> Option<El> {
    let to = ended(scene)?;
    Some(notice(text(
        "p",
        "ta-note",
        &scene.words.fill("expired.line", &[&day(to)]),
    )))
}

/// That the plan has ended, what that means, and whom to ask
pub(crate) fn expiry(scene: &Scene<'_>) -> Option<El> {
    let to = ended(scene)?;
    let words = scene.words;
    let said = el("div", "")
        .with(text(
            "p",
            "ta-notice__t",
            &words.fill("expired.title", &[&day(to)]),
        ))
        .with(text("p", "ta-note", words.ui("expired.past")))
        .with(text("p", "ta-note", words.pack(&["pack.expired"])))
        .with(text("p", "ta-note", words.ui("expired.ask")));
    Some(notice(said))
}

/// That the result below is older than what was said
pub(crate) fn stale(scene: &Scene<'_>) -> Option<El> {
    let said = text("p", "ta-note", scene.words.ui("stale"));
    scene.stale.then(|| notice(said))
}
