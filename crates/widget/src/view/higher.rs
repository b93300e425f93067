//! Several supports for one object, of which the highest counts once: all on one scale, the winner ticked.

use tradeaid_engine::{GroupOutcome, Member};
use yew::prelude::*;

use super::amount::{bar, money};
use super::reasons::reasons;
use super::{Scene, cite};
use crate::outcome::{Outcome, bringing, gives_way};
use crate::view::icon::icon;

/// A group and its members
pub(crate) fn higher(scene: &Scene<'_>, outcome: &Outcome, group: &GroupOutcome) -> Html {
    let words = scene.words;
    let name = scene.model.calculator.names().groups.get(group.group.index());
    let object = words.pack(&["group.", name.map_or("", String::as_str)]);
    let provision = scene.pack().groups.get(group.group.index()).map(|group| group.provision);
    let most = bringing(group).filter_map(|(_, lo, hi)| hi.or(Some(*lo))).max().unwrap_or(0).max(1);
    let title = words.fill("higher.title", &[object]);
    let lines = bringing(group).map(|(member, lo, hi)| line(scene, outcome, group, (*member, *lo, *hi), most));
    html! {
        <div class="ta-pick1" role="group" aria-label={title.clone()}>
            <p class="ta-pick1__h"><b>{ title }</b>{ provision.map(|id| cite(words, id)).unwrap_or_default() }</p>
            <ul>{ lines.collect::<Html>() }</ul>
            <p class="ta-note">{ words.ui(if group.winner.is_some() { "higher.settled" } else { "higher.open" }) }</p>
            <div>{ grounds(scene, outcome, group) }</div>
        </div>
    }
}

fn line(
    scene: &Scene<'_>,
    outcome: &Outcome,
    group: &GroupOutcome,
    (member, lo, hi): (Member, i128, Option<i128>),
    most: i128,
) -> Html {
    let words = scene.words;
    let (shape, key, class) = match group.winner {
        Some(winner) if winner == member => ("sure", "higher.counts", "is-win"),
        Some(_) => ("off", "higher.gives_way", "is-lose"),
        None => ("may", "higher.may_count", ""),
    };
    let (id, name) = match member {
        Member::Measure(id) => (id.0.to_string(), words.measure(id, "title").to_owned()),
        Member::Received(item) => {
            let number = scene.model.state.item_by_id(outcome.known.item_id(item)).map(|item| item.number);
            let name = number.map_or(String::new(), |number| scene.item_name(number));
            (["r", &item.0.to_string()].concat(), name)
        }
    };
    let said = words.spoken_between(lo, hi);
    html! {
        <li class={class} key={id}>
            { icon(shape, "") }
            <span><b>{ name }</b><br/>{ words.ui(key) }</span>
            <span class="ta-amt">{ money(words, "", lo, hi) }</span>
            { bar(lo, hi.unwrap_or(most), most, false, said) }
        </li>
    }
}

/// The grounds of the members that give way, since they have no card of their own
fn grounds(scene: &Scene<'_>, outcome: &Outcome, group: &GroupOutcome) -> Html {
    outcome
        .answer
        .findings
        .iter()
        .filter(|finding| {
            let member = Member::Measure(finding.row.measure);
            let of_group = finding.row.item == group.item && bringing(group).any(|(other, ..)| *other == member);
            of_group && gives_way(group, finding)
        })
        .map(|finding| {
            let title = scene.words.measure(finding.row.measure, "title");
            let title = scene.words.fill("place", &[title, scene.words.ui("reasons")]);
            reasons(scene, finding, &title)
        })
        .collect()
}
