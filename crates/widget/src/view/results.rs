//! The result: its total, what to answer next, and its shelves from what is certain to what is not given.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Finding, Status};
use yew::prelude::*;

use super::amount::{money, share};
use super::card::{card, row};
use super::notice::{expiry, stale};
use super::rail::{gain, questions};
use super::{Scene, field_id, go};
use crate::outcome::{Outcome, SHELVES, Shelf, Sum, gives_way, group, shelf, sum};
use crate::texts::Words;
use crate::view::icon::icon;

/// The whole result
pub(crate) fn results(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let as_of = scene
        .outcome
        .and_then(|outcome| outcome.known.as_of)
        .map_or(scene.model.settings.as_of.clone(), tradeaid_wire::day);
    html! {
        <section class={if scene.stale { "ta-gap-l is-stale" } else { "ta-gap-l" }} aria-labelledby="ta-results">
            <div class="ta-title2">
                <div>
                    { scene.heading(0, "ta-h1", Some("ta-results".into()), html! { { words.ui("results.title") } }) }
                    <p class="ta-note">{ words.fill("results.as_of", &[&as_of]) }</p>
                </div>
                { go("ta-note ta-link", "ta-form".into(), html! { { words.ui("results.to_form") } }) }
            </div>
            { expiry(scene) }
            { stale(scene) }
            if let Some(outcome) = scene.outcome {
                { head(scene, outcome) }
                { next(scene, outcome) }
                <div class="ta-gap-l">{ shelves(scene, outcome) }</div>
            }
        </section>
    }
}

/// The findings of each shelf, in the pack's order; what surely gives way to another is shown beside that one only
pub(crate) fn shelved<'a>(scene: &Scene<'_>, outcome: &'a Outcome) -> Vec<(Shelf, Vec<&'a Finding>)> {
    SHELVES
        .into_iter()
        .map(|wanted| {
            let findings = outcome.answer.findings.iter().filter(|finding| {
                let gone = group(scene.pack(), &outcome.answer, finding)
                    .is_some_and(|group| gives_way(group, finding));
                scene.wants(finding) && !gone && shelf(finding, scene.nature(finding)) == wanted
            });
            (wanted, findings.collect())
        })
        .collect()
}

/// What all cash comes to; none where the host wants only some of what enters it
pub(crate) fn total(scene: &Scene<'_>, outcome: &Outcome) -> Option<Sum> {
    let enters = |finding: &&Finding| finding.row.may_pay() && scene.nature(finding) == Nature::Cash;
    let all = outcome.answer.findings.iter().filter(enters).all(|finding| scene.wants(finding));
    all.then(|| sum(scene.pack(), &outcome.answer))
}

/// The total for the ear
pub(crate) fn total_said(words: Words<'_>, total: Sum) -> String {
    let said = words.fill("total.said", &[&words.spoken(total.lo), &words.spoken(total.hi)]);
    match total.missing {
        0 => said,
        missing => words.list(&[said, words.fill("total.missing", &[&missing.to_string()])]),
    }
}

fn shelf_key(shelf: Shelf) -> (&'static str, &'static str, &'static str) {
    match shelf {
        Shelf::Sure => ("ta-shelf-sure", "shelf.sure", "sure"),
        Shelf::May => ("ta-shelf-may", "shelf.may", "may"),
        Shelf::Other => ("ta-shelf-other", "shelf.other", "cap"),
        Shelf::No => ("ta-shelf-no", "shelf.no", "no"),
        Shelf::Apart => ("ta-shelf-apart", "shelf.apart", "off"),
    }
}

fn head(scene: &Scene<'_>, outcome: &Outcome) -> Html {
    let words = scene.words;
    let shelved = shelved(scene, outcome);
    let counts = shelved
        .iter()
        .filter(|(shelf, _)| *shelf != Shelf::Apart)
        .map(|(shelf, findings)| {
            let (id, key, shape) = shelf_key(*shelf);
            html! {
                <button type="button" key={id} data-do="go" data-to={id} disabled={findings.is_empty()}>
                    <span class="ta-st">{ icon(shape, "") }{ words.ui_of(key, ".short") }</span>
                    <b>{ findings.len() }<small>{ words.ui("count.unit") }</small></b>
                </button>
            }
        });
    html! {
        <div class="ta-sum ta-gap-m">
            <div class="ta-sum__in">
                <div>
                    <p class="ta-h4">{ words.ui("total.title") }</p>
                    if let Some(total) = total(scene, outcome) {
                        { total_of(words, total) }
                    } else {
                        <p class="ta-note">{ words.ui("total.partial") }</p>
                    }
                </div>
                <nav class="ta-counts" aria-label={words.ui("counts").to_owned()}>{ counts.collect::<Html>() }</nav>
            </div>
        </div>
    }
}

fn total_of(words: Words<'_>, total: Sum) -> Html {
    let missing = words.fill("total.missing", &[&total.missing.to_string()]);
    html! {
        <>
            <div class="ta-sum__tot">
                <p><span class="ta-cap">{ words.ui("total.least") }</span>{ money(words, "ta-sum__big", total.lo, Some(total.lo)) }</p>
                <p><span class="ta-cap">{ words.ui("total.most") }</span>{ money(words, "ta-sum__mid ta-num--may", total.hi, Some(total.hi)) }</p>
            </div>
            <div class="ta-sum__bar">{ sum_bar(total, total_said(words, total)) }</div>
            <p>
                { legend("ta-bar__sure", words.ui("total.sure")) }
                { legend("ta-bar__may", words.ui("total.may")) }
                if total.missing > 0 { { legend("ta-bar__open", &missing) } }
            </p>
        </>
    }
}

fn legend(class: &'static str, text: &str) -> Html {
    html! {
        <span class="ta-key">
            <svg viewBox="0 0 22 10" aria-hidden="true" focusable="false"><rect class={class} fill="url(#ta-hatch)" x=".5" y=".5" width="21" height="9"/></svg>
            { text }
        </span>
    }
}

/// The bar of the total: certain first, then possible, then a dashed box for what has no number
fn sum_bar(total: Sum, said: String) -> Html {
    let (hi, missing) = (total.hi, total.missing > 0);
    let scale = if missing { 92 } else { 100 };
    let whole = hi.saturating_mul(100).checked_div(scale).unwrap_or(hi).max(1);
    let end = share(hi, whole);
    html! {
        <svg class="ta-bar" width="100%" height="26" role="img" aria-label={said} focusable="false">
            <rect class="ta-bar__track" x="0" y="4" width={share(i128::from(scale), 100)} height="18"/>
            <rect class="ta-bar__may" fill="url(#ta-hatch)" x={share(total.lo, whole)} y="4.5" width={share(hi.saturating_sub(total.lo), whole)} height="17"/>
            <rect class="ta-bar__sure" x="0" y="4" width={share(total.lo, whole)} height="18"/>
            <rect class="ta-bar__end" x={share(total.lo, whole)} y="0" width="2" height="26"/>
            <rect class="ta-bar__end" x={end} y="0" width="2" height="26" transform={(!missing).then_some("translate(-2 0)")}/>
            if missing { <rect class="ta-bar__open" x="93.5%" y="4.5" width="6.3%" height="17"/> }
        </svg>
    }
}

/// What to answer next, best first
fn next(scene: &Scene<'_>, outcome: &Outcome) -> Html {
    let words = scene.words;
    let lines = questions(scene, outcome).into_iter().map(|(place, question)| {
        let asked = words.input(place.input).map_or("", |name| words.question(name));
        html! {
            <div class="ta-next" key={place.token()}>
                <p class="ta-note"><b>{ gain(words, question) }</b>{ scene.place_name(place) }{ words.ui("next.colon") }{ asked }</p>
                { go("ta-btn", field_id(place), html! { <>{ words.ui("next.answer") }<span class="ta-hidden">{ scene.place_name(place) }</span></> }) }
            </div>
        }
    });
    html! { <div>{ lines.collect::<Html>() }</div> }
}

fn shelves(scene: &Scene<'_>, outcome: &Outcome) -> Html {
    let shelves = shelved(scene, outcome)
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(shelf, findings)| match shelf {
            Shelf::Apart => apart(scene, &findings),
            _ => full(scene, outcome, shelf, &findings),
        });
    html! { <div>{ shelves.collect::<Html>() }</div> }
}

/// Whether a finding is shown as a card: it may bring something more than a service
fn has_card(scene: &Scene<'_>, finding: &Finding) -> bool {
    finding.row.may_pay() && scene.nature(finding) != Nature::Service
}

fn full(scene: &Scene<'_>, outcome: &Outcome, shelf: Shelf, findings: &[&Finding]) -> Html {
    let words = scene.words;
    let (id, key, _) = shelf_key(shelf);
    let (cards, rows): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().copied().partition(|finding| has_card(scene, finding));
    html! {
        <section class="ta-sec" key={id} aria-labelledby={id}>
            <div class="ta-sec__h">
                { scene.heading(1, "ta-h2", Some(id.into()), html! { { words.ui_of(key, "") } }) }
                <span class="ta-note">{ words.fill("count.findings", &[&findings.len().to_string()]) }{ words.ui_of(key, ".note") }</span>
            </div>
            <div>{ cards.into_iter().map(|finding| card(scene, outcome, finding)).collect::<Html>() }</div>
            if !rows.is_empty() {
                <ul class="ta-rows ta-gap-m">{ rows.into_iter().map(|finding| row(scene, outcome, finding)).collect::<Html>() }</ul>
            }
        </section>
    }
}

/// What the case has nothing for, folded away
fn apart(scene: &Scene<'_>, findings: &[&Finding]) -> Html {
    let words = scene.words;
    let (id, key, _) = shelf_key(Shelf::Apart);
    let lines = findings.iter().map(|finding| {
        html! {
            <li key={finding.row.measure.0}>
                <p>{ words.measure(finding.row.measure, "title") }</p>
                <span class="ta-rows__m">{ super::status(words, Status::NotApplicable, Nature::Cash) }</span>
            </li>
        }
    });
    html! {
        <details class="ta-fold-box ta-sec" key={id}>
            <summary>{ icon("go", "ta-i") }{ words.ui_of(key, "") }<i>{ findings.len() }</i></summary>
            <p class="ta-note">{ words.ui_of(key, ".note") }</p>
            <ul class="ta-rows ta-gap-s">{ lines.collect::<Html>() }</ul>
        </details>
    }
}
