//! What things cost, before and after support: what is surely left to pay solid, what may be left hatched, what is surely
//! spared empty. Drawn in ink and not in the colour of money, so that costs and support are not mixed up.

use tradeaid_engine::pack::{Measure, Nature};
use tradeaid_engine::{
    AmountKind, ItemId, NodeId, Number, ProvisionId, Rounding, Scope, Workspace,
};
use tradeaid_wire::StatusWord;

use super::{fold, frame};
use crate::html::Html;
use crate::picture::{Share, area, line, picture};
use crate::scene::Scene;
use crate::wish::Wish;

/// The height of a bar, in pixels
const BAR: i64 = 12;

/// One cost, in hundredths
#[derive(Clone, Debug)]
struct Cost {
    /// What is paid for
    name: String,
    /// What the cost is called
    label: String,
    /// Before support: at least and at most this
    before: (i64, Option<i64>),
    /// After support
    after: (i64, i64),
    /// Whether what is left is a price that should not be exceeded
    is_ceiling: bool,
    provision: ProvisionId,
}

/// The room
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let costs = costs(scene);
    frame(html, scene, wish, "costs", |html| {
        if costs.is_empty() {
            html.line("p", &[("class", "ta-gap-m")], &scene.own("desk.costs.none"));
            return;
        }
        hatch(html);
        html.tag(
            "p",
            &[("class", "ta-gap-s"), ("aria-hidden", "true")],
            |html| {
                for (class, key) in [
                    ("td-ink", "desk.costs.sure"),
                    ("td-ink-may", "desk.costs.may"),
                    ("td-ink-no", "desk.costs.spared"),
                ] {
                    html.tag("span", &[("class", "ta-key")], |html| {
                        html.tag(
                            "svg",
                            &[("viewBox", "0 0 22 10"), ("focusable", "false")],
                            |html| {
                                let piece = [
                                    ("class", class),
                                    ("x", "0.5"),
                                    ("y", "0.5"),
                                    ("width", "21"),
                                    ("height", "9"),
                                ];
                                html.void("rect", &piece);
                            },
                        );
                        html.text(&scene.own(key));
                    });
                }
            },
        );
        html.tag("ul", &[("class", "td-costs")], |html| {
            for cost in &costs {
                html.tag("li", &[], |html| row(html, scene, cost));
            }
        });
        fold(html, &scene.own("desk.as_table"), |html| {
            table(html, scene, &costs);
        });
    });
}

/// The hatch of what may be left to pay, in ink
fn hatch(html: &mut Html) {
    html.tag(
        "svg",
        &[
            ("class", "ta-defs"),
            ("aria-hidden", "true"),
            ("focusable", "false"),
        ],
        |html| {
            let pattern = [
                ("id", "td-hatch-ink"),
                ("width", "6"),
                ("height", "6"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", "rotate(45)"),
            ];
            html.tag("pattern", &pattern, |html| {
                html.void(
                    "rect",
                    &[("class", "ta-hatch-bg"), ("width", "6"), ("height", "6")],
                );
                html.void(
                    "path",
                    &[
                        ("class", "td-hatch-ink"),
                        ("d", "M1.5 0v6"),
                        ("stroke-width", "1.6"),
                    ],
                );
            });
        },
    );
}

/// Every cost of the case that the pack knows support for
fn costs(scene: &Scene<'_>) -> Vec<Cost> {
    let mut assumed = scene.case.case.clone();
    assumed.assume_readings(scene.pack);
    let mut costs = Vec::new();
    for (item, scope) in scene.items() {
        let mut pass = Workspace::new(scene.pack);
        pass.run_case(scene.pack, &assumed);
        if let Some(of) = assumed.items.get(item.index()) {
            pass.run_item(scene.pack, &assumed, of);
        }
        costs.extend(shared_cost(scene, item, scope, &pass));
        costs.extend(price(scene, item));
    }
    costs
}

/// The cost that a group of measures pays a part of, and never more than all of it
fn shared_cost(scene: &Scene<'_>, item: ItemId, scope: Scope, pass: &Workspace) -> Option<Cost> {
    let mut groups = (0_u16..).zip(&scene.pack.groups);
    let (index, group) = groups.find(|(_, group)| {
        scope == Scope::Item(group.kind) && group.cap.is_some() && group.key.is_none()
    })?;
    let cap = group.cap?;
    let cost = pass.value(cap).number();
    let lo = cents(cost.lo).unwrap_or(0);
    let hi = cents(cost.hi);
    let mut outcomes = scene.answer.groups.iter();
    let outcome = outcomes.find(|outcome| outcome.group.0 == index && outcome.item == Some(item));
    let (least, most) = outcome.map_or((0, Some(0)), |outcome| (outcome.lo, outcome.hi));
    let most = most.or(hi).unwrap_or(i64::MAX);
    let left = (
        lo.saturating_sub(most).max(0),
        hi.unwrap_or(lo).saturating_sub(least).max(0),
    );
    Some(Cost {
        name: scene.item_name(item),
        label: label(scene, cap),
        before: (lo, hi),
        after: left,
        is_ceiling: false,
        provision: group.provision,
    })
}

/// A price with a ceiling: the first figure beside the ceiling is the price that was quoted
fn price(scene: &Scene<'_>, item: ItemId) -> Option<Cost> {
    let of = |measure: &Measure| measure.nature == Nature::PriceCeiling;
    let mut findings = scene
        .answer
        .findings
        .iter()
        .filter(|finding| finding.row.item == Some(item));
    let finding = findings.find(|finding| {
        scene
            .pack
            .measures
            .get(finding.row.measure.index())
            .is_some_and(of)
    })?;
    let amount = finding.row.amount;
    if !finding.row.may_pay() || amount.kind != AmountKind::FeeCeiling {
        return None;
    }
    let quote = finding.figures.first()?;
    let key = scene.names.texts.get(quote.text.index())?;
    let before = cents(quote.value.lo).zip(cents(quote.value.hi))?;
    let provision = scene
        .pack
        .measures
        .get(finding.row.measure.index())?
        .provision;
    let ceiling = amount.hi.unwrap_or(before.1).min(before.1);
    Some(Cost {
        name: scene.item_name(item),
        label: scene.voice.pack_or(key, key),
        before: (before.0, Some(before.1)),
        after: (0, ceiling),
        is_ceiling: StatusWord(finding.row.status).word() == "eligible",
        provision,
    })
}

fn cents(number: Number) -> Option<i64> {
    number
        .is_finite()
        .then(|| number.to_cents(Rounding::HalfUp))
        .flatten()
}

/// What a cost is called: as the input that it is, else a cost
fn label(scene: &Scene<'_>, node: NodeId) -> String {
    let input = scene.pack.node(node).and_then(tradeaid_engine::Node::input);
    input.map_or_else(
        || scene.own("desk.costs.cost"),
        |input| scene.voice.label(input, None),
    )
}

/// The cost before support in words
fn before(scene: &Scene<'_>, cost: &Cost) -> String {
    match cost.before {
        (lo, Some(hi)) if lo == hi => scene.voice.money(lo),
        (lo, Some(hi)) => between(scene, lo, hi),
        (_, None) => scene.own("value.unknown"),
    }
}

/// What is left to pay in words
fn after(scene: &Scene<'_>, cost: &Cost) -> String {
    let (lo, hi) = cost.after;
    if cost.before.1.is_none() {
        return scene.own("desk.costs.unknown");
    }
    let key = match (lo == hi, cost.is_ceiling) {
        (_, true) => "desk.costs.ceiling",
        (true, _) if hi == 0 => "desk.costs.all",
        (true, _) => "desk.costs.left",
        (false, _) => "desk.costs.between",
    };
    let (min, max) = (scene.voice.money(lo), scene.voice.money(hi));
    scene.fill(key, &[("min", &min), ("max", &max)])
}

fn between(scene: &Scene<'_>, lo: i64, hi: i64) -> String {
    let (min, max) = (scene.voice.money(lo), scene.voice.money(hi));
    scene.fill("value.between", &[("min", &min), ("max", &max)])
}

fn row(html: &mut Html, scene: &Scene<'_>, cost: &Cost) {
    let (was, left) = (before(scene, cost), after(scene, cost));
    html.line("b", &[("class", "td-costs__n")], &cost.name);
    html.tag("div", &[("class", "td-costs__p")], |html| {
        let fillings = [("label", &cost.label as &str), ("value", &was)];
        let said = scene.fill("observed", &fillings);
        if let Some(whole) = cost.before.1 {
            bar(html, scene, "desk.costs.before", &said, |html| {
                span(html, "td-ink", (0, cost.before.0), whole);
                span(html, "td-ink-may", (cost.before.0, whole), whole);
            });
            bar(html, scene, "desk.costs.after", &left, |html| {
                area(html, "td-ink-no", (Share(0), Share::WHOLE), 0, BAR);
                span(html, "td-ink", (0, cost.after.0), whole);
                span(html, "td-ink-may", cost.after, whole);
                if cost.is_ceiling {
                    let at = Share::of(cost.after.1, whole);
                    line(html, "td-corner", (at, -3), (at, BAR.saturating_add(3)));
                }
            });
        }
    });
    html.tag("div", &[("class", "td-costs__w")], |html| {
        if cost.before.1.is_some() {
            html.line(
                "p",
                &[],
                &scene.fill("observed", &[("label", &cost.label), ("value", &was)]),
            );
        }
        let is_certain = cost.after.0 == cost.after.1 && cost.before.1.is_some();
        html.line(if is_certain { "b" } else { "span" }, &[], &left);
    });
}

fn bar(html: &mut Html, scene: &Scene<'_>, key: &str, said: &str, fill: impl FnOnce(&mut Html)) {
    html.tag("div", &[], |html| {
        let name = scene.own(key);
        html.line("span", &[("class", "ta-cap")], &name);
        let said = scene.fill("observed", &[("label", &name), ("value", said)]);
        picture(html, "td-bar", BAR, &said, fill);
    });
}

fn span(html: &mut Html, class: &str, (from, to): (i64, i64), whole: i64) {
    if to > from {
        area(
            html,
            class,
            (Share::of(from, whole.max(1)), Share::of(to, whole.max(1))),
            0,
            BAR,
        );
    }
}

fn table(html: &mut Html, scene: &Scene<'_>, costs: &[Cost]) {
    let heads = ["item", "what", "before", "after", "ground"]
        .map(|key| scene.own(&["desk.costs.", key].concat()));
    let caption = scene.own("desk.costs.note");
    html.table(
        "td-table",
        &caption,
        &heads.each_ref().map(String::as_str),
        |html| {
            for cost in costs {
                html.tag("tr", &[], |html| {
                    html.line("th", &[("scope", "row")], &cost.name);
                    html.line("td", &[], &cost.label);
                    html.line("td", &[], &before(scene, cost));
                    html.line("td", &[], &after(scene, cost));
                    html.tag("td", &[], |html| scene.cite(html, cost.provision));
                });
            }
        },
    );
}
