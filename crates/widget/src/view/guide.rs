//! One question at a time: how far one is, the question, what it changes, and the way on.

use tradeaid_engine::{MeasureId, Question, Status, Truth};

use super::Scene;
use super::amount::{piece, share};
use super::field::field;
use super::markup::{Draw, put};
use super::rail::rail;
use super::start::goals;
use super::{cite, go, status_key};
use crate::guide::Step;
use crate::texts::{Text, key, text};

/// How many measures an answer is explained by
const NAMED: usize = 4;

/// The question at hand beside the running result
pub(crate) fn guide(draw: &mut Draw<'_>) {
    put!(draw, "<div class=ta-cols><div>");
    progress(draw);
    put!(draw, "<>");
    if let Some(step) = draw.scene.guide.step() {
        question(draw, step);
    } else {
        put!(
            draw,
            "<h+0 class='ta-h1 ta-gap-m' id=ta-form tabindex=-1>@guide.done</h+0>\
             <h+1 class='ta-h4 ta-gap-m' id=ta-goals>@guide.more</h+1>"
        );
        goals(draw, false);
    }
    put!(draw, "</><div class=ta-nav>");
    put!(
        draw,
        "<button class=ta-btn type=button data-do=back>@guide.back</button><>"
    );
    let results = draw.scene.words.ui(key!("dock.to_result"));
    if draw.scene.guide.step().is_some() {
        put!(
            draw,
            "<button class='ta-btn ta-btn--go' type=button data-do=next>@guide.next</button>"
        );
        go(
            draw,
            text!("ta-btn ta-btn--text"),
            text!("results"),
            results,
        );
    } else {
        put!(
            draw,
            "<button class=ta-btn type=button data-do=guide>@guide.next</button>"
        );
        go(draw, text!("ta-btn ta-btn--go"), text!("results"), results);
    }
    put!(
        draw,
        "</><button class='ta-btn ta-btn--text' type=button data-do=form>@guide.form</button></div></div>"
    );
    rail(draw);
    put!(draw, "</div>");
}

fn progress(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let words = &scene.words;
    let done = scene.guide.done(scene.model);
    let left = scene
        .outcome
        .map_or(0, |outcome| scene.guide.left(scene.model, outcome));
    put!(
        draw,
        "<p class=ta-note>@guide.progress/2</p><svg class=ta-bar width=100% height=6 aria-hidden=true>\
         <rect class=ta-bar__track width=100% height=6 />",
        words.count(done),
        words.count(left)
    );
    let count = |number: usize| i64::try_from(number).unwrap_or(0);
    let sure = share(words, count(done), count(done + left).max(1));
    piece(
        draw,
        text!("ta-bar__sure"),
        [text!("0"), text!("6")],
        text!("0"),
        sure,
    );
    put!(draw, "</svg>");
}

fn question(draw: &mut Draw<'_>, step: &Step) {
    let scene = draw.scene;
    let words = &scene.words;
    let place = step.place;
    let Some(name) = words.input(place.input) else {
        return;
    };
    let about = match place.item {
        Some(number) => scene.item_name(number),
        None => words.pack("theme.", &name.theme, ""),
    };
    let asked = match place.year {
        Some(_) => scene.field_label(place.input, place.year),
        None => words.question(name),
    };
    put!(
        draw,
        "<p class='ta-cap ta-gap-m'>{}</p><h+0 class=ta-h1 id=ta-form tabindex=-1>{}</h+0><div class=ta-gap-m><>",
        about,
        asked
    );
    field(draw, place);
    put!(draw, "</></div><div><>");
    match &step.question {
        Some(question) if question.outcomes.len() > 1 => outcomes(draw, question),
        Some(_) => put!(draw, "<p class='ta-note ta-gap-m'>@guide.amount</p>"),
        None => {}
    }
    put!(draw, "</></div><p class=ta-gap-s><>");
    if let Some(provision) = name.provision {
        cite(draw, provision);
    }
    put!(draw, "</></p>");
}

/// What follows from which answer
fn outcomes(draw: &mut Draw<'_>, question: &Question) {
    let scene = draw.scene;
    let words = &scene.words;
    put!(
        draw,
        "<h+1 class='ta-h4 ta-gap-m'>@guide.affects</h+1><ul class='ta-out ta-gap-s'><>"
    );
    let here = here(scene, question);
    for (index, outcome) in question.outcomes.iter().enumerate() {
        let is_none = outcome.when.exists == Truth::False;
        let mut when = words.value(question.open.input, &outcome.when.value, is_none);
        if when == words.ui(key!("unknown")) {
            when = words.ui(key!("guide.any"));
        }
        let on = here == Some(index);
        put!(
            draw,
            "<li key={} class={}><b>{}</b><span>{}<>",
            words.count(index),
            if on { text!("is-on") } else { text!("") },
            when,
            consequence(scene, &outcome.then)
        );
        if on {
            put!(draw, "<small>@guide.here</small>");
        }
        put!(draw, "</></span></li>");
    }
    put!(
        draw,
        "</><li><b>@unsure</b><span>@guide.unsure</span></li></ul>"
    );
}

/// The statuses that follow from an answer, in words
fn consequence<'a>(scene: &Scene<'a>, then: &[(MeasureId, Status)]) -> &'a Text {
    let words = &scene.words;
    if then.is_empty() {
        return words.ui(key!("guide.same"));
    }
    let mut said = Vec::new();
    for (measure, status) in then {
        let title = words.measure(*measure, ".title");
        // What stands folded away at first may not be there yet.
        if said.len() < NAMED && !title.is_empty() {
            said.push(words.fill(key!("place"), &[title, words.ui(status_key(*status))]));
        }
    }
    let mut text = words.list(&said);
    let more = then.len() - said.len();
    if more > 0 {
        text = words.joined(
            &[text, words.fill(key!("item.more"), &[words.count(more)])],
            "",
        );
    }
    text
}

/// The one answer that leads to the statuses of now, if it is one
fn here(scene: &Scene<'_>, question: &Question) -> Option<usize> {
    let outcome = scene.outcome?;
    let is_now = |(measure, status): &(MeasureId, Status)| {
        let findings = outcome.answer.findings.iter();
        let mut rows = findings.filter(|finding| finding.row.measure == *measure);
        rows.all(|finding| finding.row.status == *status)
    };
    let mut here = None;
    for (index, answer) in question.outcomes.iter().enumerate() {
        if answer.then.iter().all(is_now) && here.replace(index).is_some() {
            return None;
        }
    }
    here
}
