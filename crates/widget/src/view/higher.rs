//! Several supports for one object, of which the highest counts once: all on one scale, the winner ticked.

use tradeaid_engine::{Cents, GroupOutcome, Member};

use super::amount::{THIN, bar, money};
use super::icon::icon;
use super::node::{El, el, text};
use super::reasons::reasons;
use super::{Scene, cite};
use crate::outcome::{Outcome, bringing, gives_way};

/// A group and its members
pub(crate) fn higher(scene: &Scene<'_>, outcome: &Outcome, group: &GroupOutcome) -> El {
    let words = scene.words;
    let name = scene
        .model
        .calculator
        .names()
        .groups
        .get(group.group.index());
    let title = words.fill(
        "higher.title",
        &[words.pack(&["group.", name.map_or("", String::as_str)])],
    );
    let provision = scene
        .pack()
        .groups
        .get(group.group.index())
        .map(|group| group.provision);
    let mut most = 1;
    for (_, lo, hi) in bringing(group) {
        most = most.max(hi.unwrap_or(*lo));
    }
    let lines = bringing(group)
        .map(|member| line(scene, outcome, group, *member, most))
        .collect();
    let meant = if group.winner.is_some() {
        "higher.settled"
    } else {
        "higher.open"
    };
    el("div", "ta-pick1")
        .is("role", "group")
        .at("aria-label", &title)
        .with(
            el("p", "ta-pick1__h")
                .with(text("b", "", &title))
                .maybe(provision.map(|id| cite(words, id))),
        )
        .with(el("ul", "").list(lines))
        .with(text("p", "ta-note", &words.fill(meant, &[])))
        .with(grounds(scene, outcome, group))
}

fn line(
    scene: &Scene<'_>,
    outcome: &Outcome,
    group: &GroupOutcome,
    (member, lo, hi): (Member, Cents, Option<Cents>),
    most: Cents,
) -> El {
    let words = scene.words;
    let (shape, key, class) = match group.winner {
        Some(winner) if winner == member => ("sure", "higher.counts", "is-win"),
        Some(_) => ("off", "higher.gives_way", "is-lose"),
        None => ("may", "higher.may_count", ""),
    };
    let (id, name) = match member {
        Member::Measure(id) => (id.0.to_string(), words.measure(id, "title").to_owned()),
        Member::Received(item) => {
            let known = scene.model.state.item_by_id(outcome.known.item_id(item));
            let name = known.map_or(String::new(), |item| scene.item_name(item.number));
            (["r", &item.0.to_string()].concat(), name)
        }
    };
    let said = el("span", "")
        .with(text("b", "", &name))
        .with(el("br", ""))
        .text(words.ui(key));
    el("li", class)
        .key(&id)
        .with(icon(shape, ""))
        .with(said)
        .with(money(words, "span", "ta-amt", lo, hi))
        .with(bar(
            THIN,
            lo,
            hi.unwrap_or(most),
            most,
            &words.spoken_between(lo, hi),
        ))
}

/// The grounds of the members that give way, since they have no card of their own
fn grounds(scene: &Scene<'_>, outcome: &Outcome, group: &GroupOutcome) -> El {
    let words = scene.words;
    let mut grounds = Vec::new();
    for finding in &outcome.answer.findings {
        let own = Member::Measure(finding.row.measure);
        let member =
            finding.row.item == group.item && bringing(group).any(|(member, ..)| *member == own);
        if member && gives_way(group, finding) {
            let title = words.measure(finding.row.measure, "title");
            grounds.push(reasons(
                scene,
                finding,
                &words.fill("place", &[title, words.ui("reasons")]),
                None,
            ));
        }
    }
    el("div", "").list(grounds)
}
