//! What a pack declares, fact by fact and in words, so that two packs can be held against each other. What its rules
//! say is not here: rules are compared as they are run.

mod inputs;
mod measures;
mod shared;

use tradeaid_engine::{MeasureId, NodeId};

use super::side::Side;
use crate::pack_doc::Plain;

/// One thing that a pack declares
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// What it is about, as a key of the texts: `input`, `measure.nature`
    pub(super) kind: &'static str,
    /// Which one: a path, an id, a key
    pub(super) id: String,
    /// What that is called
    pub(super) label: String,
    /// What is declared of it
    pub(super) value: String,
}

/// A fact that is not the same in both packs; what a pack does not declare is nothing
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// A pack with its words
pub(super) struct Teller<'t, 'a> {
    pub(super) side: &'t Side<'a>,
    pub(super) plain: &'t Plain<'a>,
    facts: Vec<Fact>,
}

impl<'t, 'a> Teller<'t, 'a> {
    pub(super) const fn of(side: &'t Side<'a>, plain: &'t Plain<'a>) -> Self {
        Self {
            side,
            plain,
            facts: Vec::new(),
        }
    }

    /// Everything that is declared beside the measures
    pub(super) fn of_pack(mut self) -> Vec<Fact> {
        self.head();
        self.inputs();
        self.tables();
        self.groups();
        self.checks();
        self.provisions();
        self.texts();
        self.facts
    }

    /// Everything that is declared of a measure beside its rules
    pub(super) fn of_measure(mut self, id: MeasureId) -> Vec<Fact> {
        self.measure(id);
        self.facts
    }

    fn add(&mut self, kind: &'static str, id: &str, label: &str, value: String) {
        self.facts.push(Fact {
            kind,
            id: id.to_owned(),
            label: label.to_owned(),
            value,
        });
    }

    fn own(&self, key: &str) -> String {
        self.side.voice.own(key, &[])
    }

    fn rule(&self, node: NodeId) -> String {
        self.plain.rule(node)
    }
}

/// What two packs declare otherwise, in the order of the first
pub(super) fn changes(before: Vec<Fact>, mut after: Vec<Fact>) -> Vec<Change> {
    let mut changes = Vec::new();
    for fact in before {
        let same = |other: &Fact| other.kind == fact.kind && other.id == fact.id;
        let place = after
            .iter()
            .position(|other| same(other) && other.value == fact.value)
            .or_else(|| after.iter().position(same));
        let other = place.map(|place| after.remove(place));
        if other
            .as_ref()
            .is_some_and(|other| other.value == fact.value)
        {
            continue;
        }
        changes.push(Change {
            kind: fact.kind,
            id: fact.id,
            label: other
                .as_ref()
                .map_or(fact.label, |other| other.label.clone()),
            before: Some(fact.value),
            after: other.map(|other| other.value),
        });
    }
    changes.extend(after.into_iter().map(|fact| Change {
        kind: fact.kind,
        id: fact.id,
        label: fact.label,
        before: None,
        after: Some(fact.value),
    }));
    // The theme of an input that is new or gone says nothing more.
    changes.retain(|change: &Change| {
        change.kind != "input.theme" || (change.before.is_some() && change.after.is_some())
    });
    changes
}
