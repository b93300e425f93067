//! Behind a finding: what single change would turn it, and why it is as it is, one sentence a step.

use tradeaid_engine::pack::InputClass;
use tradeaid_engine::{Change, Finding, Format, ItemId, MeasureId, Number, Status, Truth};
use tradeaid_explain::{Explainer, Sentence};
use tradeaid_wire::decimal;

use super::{curve, fold};
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// How many changes are named
const CHANGES: usize = 3;

/// In a row: a fold, whose content is a room of its own
pub(super) fn row(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let of = wish.get("of");
    let Some(finding) = finding(scene, of) else {
        return;
    };
    let is_refused = matches!(
        finding.row.status,
        Status::NotEligible | Status::Undetermined
    );
    let key = if is_refused {
        "desk.card.both"
    } else {
        "desk.card.trace"
    };
    fold(html, &scene.own(key), |html| {
        html.tag("div", &[("data-room", "card"), ("data-of", of)], |_| {});
    });
}

/// The content of the fold
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let Some(finding) = finding(scene, wish.get("of")) else {
        return;
    };
    html.tag("div", &[("class", "td-card")], |html| {
        let changes = changes(scene, finding);
        if !changes.is_empty() {
            html.line("p", &[("class", "ta-h4")], &scene.own("desk.card.change"));
            html.tag("ul", &[("class", "td-list")], |html| {
                for change in &changes {
                    html.line("li", &[], change);
                }
            });
        }
        html.line(
            "p",
            &[("class", "ta-h4 ta-gap-s")],
            &scene.own("desk.card.trace"),
        );
        trace(html, &explained(scene, finding));
    });
}

/// The finding of a place: the number of its measure, and of its item
fn finding<'a>(scene: &'a Scene<'_>, of: &str) -> Option<&'a Finding> {
    let (measure, item) = of.split_once('-').unwrap_or((of, ""));
    let measure = MeasureId(measure.parse().ok()?);
    let item = item.parse().ok().map(ItemId);
    let mut findings = scene.answer.findings.iter();
    findings.find(|finding| finding.row.measure == measure && finding.row.item == item)
}

/// What would turn a finding, in words
fn changes(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    if finding.row.status == Status::Eligible {
        return curve::nearest_limits(scene, finding, CHANGES);
    }
    let engine = scene.calculator.engine();
    let found = engine.nearest(&scene.case.case, finding.row.measure);
    let found = found.unwrap_or_default();
    let of_item = found
        .iter()
        .filter(|change| change.then.item == finding.row.item);
    let mut said: Vec<String> = of_item
        .filter_map(|change| in_words(scene, change))
        .take(CHANGES)
        .collect();
    if said.is_empty() && finding.row.status == Status::NotEligible {
        said.push(scene.own("desk.change.none"));
    }
    said
}

/// One change: when it would apply, what is known now, and how far that is
fn in_words(scene: &Scene<'_>, change: &Change) -> Option<String> {
    let open = change.place.open;
    let voice = scene.voice.in_sentences();
    let (input, name) = voice.input(open.input)?;
    if input.class == InputClass::Reading {
        return None;
    }
    let label = voice.label(open.input, open.year);
    let when = if change.when.exists == Truth::False {
        scene.own("value.none")
    } else {
        voice.value(open.input, change.when.value)?
    };
    let now = if change.from.exists == Truth::False {
        Some(scene.own("value.none"))
    } else {
        voice
            .value(open.input, change.from.value)
            .filter(|_| change.from.given || open.year.is_some())
    };
    let to = change.to.value.number().as_point();
    let gap = scene
        .point(change.place)
        .zip(to)
        .and_then(|(from, to)| distance(from, to));
    let gap = gap.map(|gap| match name.format {
        Format::Date => scene.fill("desk.days", &[("count", &decimal(gap).unwrap_or_default())]),
        _ => voice.number(name, gap),
    });
    let amount = scene.row_amount(&change.then);
    let mut said = match (&now, &gap) {
        (None, _) => scene.fill("desk.change.open", &[("label", &label), ("when", &when)]),
        (Some(now), None) => scene.fill(
            "desk.change.now",
            &[("label", &label), ("when", &when), ("now", now)],
        ),
        (Some(now), Some(gap)) => scene.fill(
            "desk.change.gap",
            &[
                ("label", &label),
                ("when", &when),
                ("now", now),
                ("gap", gap),
            ],
        ),
    };
    if let Some(amount) = amount {
        said.push_str(&scene.fill("desk.change.amount", &[("amount", &amount)]));
    }
    Some(said)
}

/// How far two numbers are apart, unless they are the same
pub(super) fn distance(one: Number, other: Number) -> Option<Number> {
    let gap = one.minus(other)?;
    let gap = if gap.is_negative() {
        gap.negated()?
    } else {
        gap
    };
    (!gap.is_zero()).then_some(gap)
}

/// The steps of a finding
fn explained(scene: &Scene<'_>, finding: &Finding) -> Vec<Sentence> {
    let explainer = Explainer::of(scene.calculator, scene.texts);
    let name = scene.names.measures.get(finding.row.measure.index());
    let item = finding.row.item.map(|item| scene.case.item_id(item));
    let wish = tradeaid_explain::Wish {
        measure: name.map(|name| name.id.as_str()),
        item,
    };
    let told = explainer.explain(&scene.case, wish).unwrap_or_default();
    let mut told = told.into_iter();
    told.next().map_or(Vec::new(), |one| one.sentences)
}

/// The steps as a list in lists: what a step holds stands in it
fn trace(html: &mut Html, sentences: &[Sentence]) {
    let Some(depth) = sentences.first().map(|sentence| sentence.depth) else {
        return;
    };
    html.tag("ol", &[("class", "td-steps")], |html| {
        let mut rest = sentences;
        while let Some((first, after)) = rest.split_first() {
            let count = after.iter().take_while(|next| next.depth > depth).count();
            let (inner, next) = after.split_at_checked(count).unwrap_or((after, &[]));
            let class = match first.holds {
                Some(Truth::True) => "is-yes",
                Some(Truth::False) => "is-no",
                Some(Truth::Open) => "is-open",
                None => "",
            };
            html.tag("li", &[("class", class)], |html| {
                html.text(&first.text);
                trace(html, inner);
            });
            rest = next;
        }
    });
}
