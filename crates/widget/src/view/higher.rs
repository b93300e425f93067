//! Several supports for one object, of which the highest counts once: all on one scale, the winner ticked.

use tradeaid_engine::{Cents, GroupOutcome, Member};

use super::amount::{bar, money};
use super::cite;
use super::markup::{Draw, put};
use super::reasons::reasons;
use crate::outcome::{Outcome, gives_way, may_bring};
use crate::texts::{key, text};

/// A group and its members
pub(crate) fn higher(draw: &mut Draw<'_>, outcome: &Outcome, group: &GroupOutcome) {
    let scene = draw.scene;
    let words = &scene.words;
    let index = group.group.index();
    let name = scene.model.calculator.names().groups.get(index);
    let name = words.pack("group.", name.map_or("", String::as_str), "");
    let title = words.fill(key!("higher.title"), &[name]);
    put!(
        draw,
        "<div class=ta-pick1 role=group aria-label={}><p class=ta-pick1__h><b>{}</b><>",
        title,
        title
    );
    if let Some(group) = scene.pack().groups.get(index) {
        cite(draw, group.provision);
    }
    put!(draw, "</></p><ul><>");
    let mut most = 1;
    for (_, lo, hi) in &group.members {
        most = most.max(hi.unwrap_or(*lo));
    }
    for member in &group.members {
        if member.2 != Some(0) {
            line(draw, outcome, group, *member, most);
        }
    }
    let meant = if group.winner.is_some() {
        key!("higher.settled")
    } else {
        key!("higher.open")
    };
    put!(
        draw,
        "</></ul><p class=ta-note>{}</p><div><>",
        words.ui(meant)
    );
    grounds(draw, outcome, group);
    put!(draw, "</></div></div>");
}

fn line(
    draw: &mut Draw<'_>,
    outcome: &Outcome,
    group: &GroupOutcome,
    (member, lo, hi): (Member, Cents, Option<Cents>),
    most: Cents,
) {
    let scene = draw.scene;
    let words = &scene.words;
    let (shape, key, class) = match group.winner {
        Some(winner) if winner == member => (text!("sure"), key!("higher.counts"), text!("is-win")),
        Some(_) => (text!("off"), key!("higher.gives_way"), text!("is-lose")),
        None => (text!("may"), key!("higher.may_count"), text!("")),
    };
    let (id, name) = match member {
        Member::Measure(id) => (words.count(id.index()), words.measure(id, ".title")),
        Member::Received(item) => {
            let known = scene.model.state.item_by_id(outcome.known.item_id(item));
            let name = known.map_or(text!(""), |item| scene.item_name(item.number));
            (
                words.joined(&[text!("r"), words.count(item.index())], ""),
                name,
            )
        }
    };
    put!(
        draw,
        "<li key={} class={}><:{} /><span><b>{}</b><br />{}</span><span class=ta-amt>",
        id,
        class,
        shape,
        name,
        words.ui(key)
    );
    money(draw, lo, hi);
    put!(draw, "</span>");
    let ends = (lo, hi.unwrap_or(most));
    bar(draw, ends, most, words.spoken_between(lo, hi));
    put!(draw, "</li>");
}

/// The grounds of the members that give way, since they have no card of their own
fn grounds(draw: &mut Draw<'_>, outcome: &Outcome, group: &GroupOutcome) {
    let words = &draw.scene.words;
    for finding in &outcome.answer.findings {
        let member = finding.row.item == group.item && may_bring(group, finding);
        if member && gives_way(group, finding) {
            let title = words.measure(finding.row.measure, ".title");
            let title = words.fill(key!("place"), &[title, words.ui(key!("reasons"))]);
            reasons(draw, finding, title, None);
        }
    }
}
