//! What stands beside an answer: readings that were assumed, what is left to the authority, and what else supports the
//! same thing. The command's page says the same things with the same words.

use tradeaid_engine::pack::{Measure, Nature, Pick};
use tradeaid_engine::{
    AmountKind, Assessment, Assumption, Finding, GroupOutcome, ItemId, Member, ProvisionId,
};
use tradeaid_wire::KnownCase;

use crate::amount::bounds_in_words;
use crate::voice::Voice;

/// What kind of item it is, and which: `贷款t1`
#[must_use]
pub fn item_in_words(voice: Voice<'_>, case: &KnownCase, item: ItemId) -> String {
    let kind = case.case.items.get(item.index()).map(|item| item.kind);
    let kinds = &voice.calculator.names().kinds;
    let kind = kind
        .and_then(|kind| kinds.get(kind.index()))
        .map_or("", String::as_str);
    let kind = voice.pack_or(&["kind.", kind].concat(), kind);
    voice.own("item", &[("kind", &kind), ("id", case.item_id(item))])
}

/// What the document leaves to the authority, if it leaves anything
#[must_use]
pub fn discretion_in_words(
    voice: Voice<'_>,
    measure: &Measure,
    finding: &Finding,
) -> Option<String> {
    let key = match finding.row.amount.kind {
        _ if !finding.discretion => return None,
        _ if measure.nature == Nature::Service => "discretion.service",
        _ if !measure.entitles => "discretion.whether",
        AmountKind::AtLeast => "discretion.above",
        AmountKind::AtMost => "discretion.below",
        _ => "discretion.how_much",
    };
    Some(voice.own(key, &[]))
}

/// A reading that was assumed, and whether that matters
#[must_use]
pub fn assumption_in_words(voice: Voice<'_>, assumption: &Assumption) -> Option<String> {
    let (_, name) = voice.input(assumption.reading)?;
    let question = voice.of_path(&name.path, "question");
    let taken = assumption.taken.as_point();
    let taken = taken.and_then(|option| name.options.get(usize::from(option)));
    let taken = voice.option(&name.path, taken.map_or("open", String::as_str));
    let key = if assumption.changes_result {
        "assumed.changes"
    } else {
        "assumed.same"
    };
    Some(voice.own(key, &[("question", &question), ("taken", &taken)]))
}

/// What else supports the same thing as a row, and which of it counts, with the provision that says so
#[must_use]
pub fn groups_in_words(
    voice: Voice<'_>,
    case: &KnownCase,
    answer: &Assessment,
    finding: &Finding,
) -> Vec<(String, ProvisionId)> {
    let me = Member::Measure(finding.row.measure);
    let groups = &voice.calculator.engine().pack().groups;
    let names = &voice.calculator.names().groups;
    let member = |member: Member| match member {
        Member::Measure(measure) => {
            let name = voice.calculator.names().measures.get(measure.index());
            let title = voice.measure(name.map_or("", |name| &name.id), "title");
            voice.own("quoted", &[("text", &title)])
        }
        Member::Received(item) => item_in_words(voice, case, item),
    };
    let mut said = Vec::new();
    for outcome in &answer.groups {
        let index = outcome.group.index();
        let (Some(group), Some(name)) = (groups.get(index), names.get(index)) else {
            continue;
        };
        let about_me = outcome.item.is_none() || outcome.item == finding.row.item;
        if !about_me || !outcome.members.iter().any(|(member, _, _)| *member == me) {
            continue;
        }
        let name = voice.pack_or(&["group.", name].concat(), name);
        let total = bounds_in_words(voice, outcome.lo, outcome.hi);
        let others: Vec<String> = outcome
            .members
            .iter()
            .filter(|(member, _, hi)| *member != me && *hi != Some(0))
            .map(|(other, _, _)| member(*other))
            .collect();
        let key = match (group.pick, outcome.winner) {
            (Pick::Sum, _) => "group.sum",
            _ if others.is_empty() => continue,
            (_, Some(winner)) if winner == me => "group.winner",
            (_, Some(_)) => "group.loser",
            (_, None) => "group.open",
        };
        let others = voice.listed(&others);
        let winner = outcome.winner.map_or_else(String::new, member);
        let fillings = [
            ("group", name.as_str()),
            ("others", &others),
            ("winner", &winner),
            ("total", &total),
        ];
        said.push((voice.own(key, &fillings), group.provision));
        support_in_words(voice, case, outcome, &mut |text| {
            said.push((text, group.provision));
        });
    }
    said
}

/// What support received leaves open of an outcome, and what else the same cost bears
fn support_in_words(
    voice: Voice<'_>,
    case: &KnownCase,
    outcome: &GroupOutcome,
    say: &mut dyn FnMut(String),
) {
    let borne = borne_too(voice, case, outcome);
    if !borne.is_empty() {
        let list = voice.listed(&borne);
        say(voice.own("group.borne", &[("list", &list)]));
    }
    for open in &outcome.open {
        if let Some((_, name)) = voice.input(open.input) {
            let question = voice.of_path(&name.path, "question");
            say(voice.own("group.unsettled", &[("question", &question)]));
        }
    }
}

/// Support of which the clause does not speak and that the same cost bears
fn borne_too(voice: Voice<'_>, case: &KnownCase, outcome: &GroupOutcome) -> Vec<String> {
    let pack = voice.calculator.engine().pack();
    let group = pack.groups.get(outcome.group.index());
    let capped = group.is_some_and(|group| group.counts_received && group.cap.is_some());
    let Some(received) = pack.received.filter(|_| capped) else {
        return Vec::new();
    };
    let mut borne = Vec::new();
    for (id, item) in (0_u16..).map(ItemId).zip(&case.case.items) {
        let is_for_it = item.refers_to.is_none() || item.refers_to == outcome.item;
        let is_member = |(member, ..): &(Member, _, _)| *member == Member::Received(id);
        if item.kind == received.kind && is_for_it && !outcome.members.iter().any(is_member) {
            borne.push(item_in_words(voice, case, id));
        }
    }
    borne
}
