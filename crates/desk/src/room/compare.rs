//! Two cases side by side: one that was kept, and the one that is being filled in. What differs between them, what that
//! brings, and which condition it turns on.

mod inputs;

use tradeaid_engine::{Finding, Reason, Status, Truth};

use super::frame;
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// The room; `kept` is the case that was kept
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, kept: Option<&Scene<'_>>, wish: &Wish) {
    frame(html, scene, wish, "compare", |html| {
        let key = if kept.is_some() {
            "desk.compare.again"
        } else {
            "desk.compare.keep"
        };
        let button = [
            ("class", "ta-btn ta-gap-m"),
            ("type", "button"),
            ("data-desk", "keep"),
        ];
        html.line("button", &button, &scene.own(key));
        let Some(kept) = kept else {
            return html.line(
                "p",
                &[("class", "ta-note ta-gap-s")],
                &scene.own("desk.compare.how"),
            );
        };
        let differences = inputs::differences(kept, scene);
        if differences.is_empty() {
            return html.line(
                "p",
                &[("class", "ta-note ta-gap-s")],
                &scene.own("desk.compare.same"),
            );
        }
        table(html, scene, "inputs", &differences);
        let answers = answers(kept, scene);
        table(html, scene, "answers", &answers);
        if answers.len() < 2 {
            html.line(
                "p",
                &[("class", "ta-note ta-gap-s")],
                &scene.own("desk.compare.alike"),
            );
        }
    });
}

/// One line of a table: what it is about, how it is in both cases, and why
pub(super) struct Line {
    pub(super) name: String,
    pub(super) kept: String,
    pub(super) now: String,
    pub(super) why: String,
}

fn table(html: &mut Html, scene: &Scene<'_>, name: &str, lines: &[Line]) {
    let own = |key: &str| scene.own(&["desk.compare.", key].concat());
    let caption = own(name);
    let heads = [own(&[name, ".head"].concat()), own("kept"), own("now")];
    let heads = heads.each_ref().map(String::as_str);
    html.tag(
        "div",
        &[("class", "ta-gap-m"), ("data-key", name)],
        |html| {
            html.table("td-table", &caption, &heads, |html| {
                for line in lines {
                    html.tag("tr", &[], |html| {
                        html.tag("th", &[("scope", "row")], |html| {
                            html.text(&line.name);
                            if !line.why.is_empty() {
                                html.line("span", &[("class", "ta-note")], &line.why);
                            }
                        });
                        html.line("td", &[], &line.kept);
                        html.line("td", &[], &line.now);
                    });
                }
            });
        },
    );
}

/// The total, and every finding that is not the same
fn answers(kept: &Scene<'_>, now: &Scene<'_>) -> Vec<Line> {
    let total = |scene: &Scene<'_>| {
        let total = scene.answer.total;
        tradeaid_explain::bounds_in_words(scene.voice, total.lo, total.hi)
    };
    let mut lines = Vec::new();
    if now.is_whole {
        lines.push(Line {
            name: now.own("desk.compare.total"),
            kept: total(kept),
            now: total(now),
            why: String::new(),
        });
    }
    for finding in &now.answer.findings {
        let before = twin(kept, now, finding);
        if before.is_some_and(|before| {
            before.row.status == finding.row.status && before.row.amount == finding.row.amount
        }) {
            continue;
        }
        let (was, is) = (
            before.map(|before| outcome(kept, before)),
            outcome(now, finding),
        );
        if was.is_none() && finding.row.status == Status::NotApplicable {
            continue;
        }
        let missing = now.own("desk.compare.missing");
        if was.as_ref() == Some(&is) {
            continue;
        }
        lines.push(Line {
            name: now.row_title(&finding.row),
            kept: was.unwrap_or(missing),
            now: is,
            why: why(now, before, finding),
        });
    }
    for finding in &kept.answer.findings {
        if twin(now, kept, finding).is_none() && finding.row.status != Status::NotApplicable {
            lines.push(Line {
                name: kept.row_title(&finding.row),
                kept: outcome(kept, finding),
                now: now.own("desk.compare.missing"),
                why: now.own("desk.compare.gone"),
            });
        }
    }
    lines
}

/// The finding of another case about the same measure and item
fn twin<'a>(other: &'a Scene<'_>, own: &Scene<'_>, finding: &Finding) -> Option<&'a Finding> {
    let id = |scene: &Scene<'_>, finding: &Finding| {
        finding
            .row
            .item
            .map(|item| scene.case.item_id(item).to_owned())
    };
    let wanted = id(own, finding);
    let mut findings = other.answer.findings.iter();
    findings.find(|known| known.row.measure == finding.row.measure && id(other, known) == wanted)
}

/// A status with its amount
fn outcome(scene: &Scene<'_>, finding: &Finding) -> String {
    let status = scene.status(finding.row.status);
    match scene.row_amount(&finding.row) {
        Some(amount) => scene.fill(
            "desk.curve.outcome",
            &[("status", &status), ("amount", &amount)],
        ),
        None => status,
    }
}

/// Which condition it turns on; where none does, the amount moves with the figures
fn why(scene: &Scene<'_>, before: Option<&Finding>, finding: &Finding) -> String {
    let Some(before) = before else {
        return scene.own("desk.compare.new");
    };
    let turned = |reason: &&Reason| {
        let mut known = before.reasons.iter();
        known.any(|old| old.text == reason.text && old.holds != reason.holds)
    };
    let mut turned = finding.reasons.iter().filter(turned).collect::<Vec<_>>();
    turned.sort_by_key(|reason| !reason.decides);
    let Some(reason) = turned.first() else {
        return scene.own("desk.compare.figures");
    };
    let key = scene.names.texts.get(reason.text.index());
    let text = key.map_or(String::new(), |key| scene.voice.pack_or(key, key));
    let key = match reason.holds {
        Truth::True => "desk.compare.holds",
        Truth::False => "desk.compare.fails",
        Truth::Open => "desk.compare.open",
    };
    scene.fill(key, &[("condition", &text)])
}
