//! What stands above form and result: that the plan has ended, and what has to be mended.

use tradeaid_engine::{Date, Format, Number};
use tradeaid_wire::{ProblemCode, day, decimal};
use yew::prelude::*;

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
    let check = problem.text_key.as_deref().map_or("", |key| words.pack(&[key]));
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
pub(crate) fn summary(scene: &Scene<'_>) -> Html {
    if scene.faults.is_empty() {
        return Html::default();
    }
    let words = scene.words;
    let count = scene.faults.len().to_string();
    let lines = scene.faults.iter().enumerate().map(|(index, fault)| {
        let text = fault_text(scene, fault);
        let line = match fault.place {
            Some(place) => {
                let name = scene.place_name(place);
                go("ta-link", field_id(place), words.fill("place", &[&name, &text]))
            }
            None => html! { { text } },
        };
        html! { <li key={index}>{ line }</li> }
    });
    html! {
        <div class="ta-summary" role="group" aria-labelledby="ta-summary" tabindex="-1">
            <p class="ta-h4" id="ta-summary">{ words.fill("faults.count", &[&count]) }</p>
            <p class="ta-note">{ words.ui(if scene.stale { "faults.stale" } else { "faults.unknown" }) }</p>
            <ul class="ta-note ta-summary__l">{ lines.collect::<Html>() }</ul>
        </div>
    }
}

/// The last day of the document, once the day of assessment lies behind it
fn ended(scene: &Scene<'_>) -> Option<Date> {
    let (_, to) = scene.pack().valid?;
    let said = scene.outcome.and_then(|outcome| outcome.known.as_of);
    let as_of = said.or_else(|| Date::parse(&scene.model.settings.as_of))?;
    (as_of > to).then_some(to)
}

/// That the plan has ended, in one line before the form
pub(crate) fn expiry_line(scene: &Scene<'_>) -> Html {
    match ended(scene) {
        None => Html::default(),
        Some(to) => html! {
            <div class="ta-notice ta-gap-m">
                { icon("err", "ta-i") }
                <p class="ta-note">{ scene.words.fill("expired.line", &[&day(to)]) }</p>
            </div>
        },
    }
}

/// That the plan has ended, what that means, and whom to ask
pub(crate) fn expiry(scene: &Scene<'_>) -> Html {
    let Some(to) = ended(scene) else {
        return Html::default();
    };
    let words = scene.words;
    html! {
        <div class="ta-notice ta-gap-m">
            { icon("err", "ta-i") }
            <div>
                <p class="ta-notice__t">{ words.fill("expired.title", &[&day(to)]) }</p>
                <p class="ta-note">{ words.ui("expired.past") }</p>
                <p class="ta-note">{ words.pack(&["pack.expired"]) }</p>
                <p class="ta-note">{ words.ui("expired.ask") }</p>
            </div>
        </div>
    }
}

/// That the result below is older than what was said
pub(crate) fn stale(scene: &Scene<'_>) -> Html {
    if !scene.stale {
        return Html::default();
    }
    html! {
        <div class="ta-notice ta-gap-m">
            { icon("err", "ta-i") }
            <p class="ta-note">{ scene.words.ui("stale") }</p>
        </div>
    }
}
