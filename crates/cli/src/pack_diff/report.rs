//! Everything that a comparison of two packs came to. Gathers; neither draws nor evaluates.

use std::collections::BTreeSet;

use tradeaid_engine::{MeasureId, Node};

use super::both::{Both, Which};
use super::edits::{Edit, Role};
use super::facts::{Change, Teller, changes};
use super::measures;
use super::region::{self, Range};
use super::search::{Found, Search};
use super::side::Pair;
use super::witness::Witness;
use crate::pack_doc::Plain;

/// What a comparison came to
pub(super) struct Report {
    /// What is declared beside the measures
    pub(super) shared: Vec<Change>,
    /// Every measure of either pack
    pub(super) measures: Vec<Compared>,
}

/// One measure
pub(super) struct Compared {
    pub(super) ids: Both<Option<MeasureId>>,
    /// What its rules say otherwise
    pub(super) rules: Vec<RuleChange>,
    /// What else is declared of it otherwise
    pub(super) facts: Vec<Change>,
    /// The changed inputs, parameters, readings and tables that its rules read
    pub(super) touched: Vec<String>,
    /// Whether one pack accepts values of them that the other refuses, so that only the shared ones were compared
    pub(super) is_narrowed: bool,
    pub(super) verdict: Verdict,
    pub(super) differences: Vec<Difference>,
}

/// A part of a rule that is not the same
pub(super) struct RuleChange {
    pub(super) role: Role,
    pub(super) words: Both<Option<String>>,
    /// What the letters in both stand for, where that is the same
    pub(super) meanings: String,
}

/// Cases that the packs answer differently
pub(super) struct Difference {
    pub(super) witness: Witness,
    pub(super) ranges: Vec<Range>,
}

/// How surely the answers are known to differ or not
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The rules are the same, and so are the answers
    SameRules,
    /// The measure is about another kind of thing, or an input means something else: cases cannot be compared
    Apart,
    /// Every cell was looked at
    Whole { cells: usize, sampled: usize },
    /// The budget was spent before
    Partly { cells: usize, left: usize },
}

impl Report {
    /// Compares two packs
    pub(super) fn of(pair: &Pair<'_>) -> Self {
        let plain = Both::of(|which| Plain::of(pair.sides.get(which).voice));
        let tell = |which| Teller::of(pair.sides.get(which), plain.get(which));
        let shared = changes(tell(Which::Before).of_pack(), tell(Which::After).of_pack());
        let mut report = Self {
            shared,
            measures: Vec::new(),
        };
        for ids in measures::paired(pair) {
            let facts = Both::of(|which| (*ids.get(which)).map(|id| tell(which).of_measure(id)));
            let facts = match (facts.before, facts.after) {
                (Some(before), Some(after)) => changes(before, after),
                _ => Vec::new(),
            };
            let mut compared = Compared {
                ids,
                rules: Vec::new(),
                facts,
                touched: Vec::new(),
                is_narrowed: false,
                verdict: Verdict::SameRules,
                differences: Vec::new(),
            };
            compared.look(pair, &plain, &report.shared);
            report.measures.push(compared);
        }
        report
    }

    /// Whether anything is not the same
    pub(super) fn differs(&self) -> bool {
        !self.shared.is_empty() || self.measures.iter().any(Compared::differs)
    }
}

impl Compared {
    /// Whether anything about it is not the same
    pub(super) fn differs(&self) -> bool {
        self.is_new()
            || self.is_gone()
            || self.verdict != Verdict::SameRules
            || !self.facts.is_empty()
    }

    pub(super) const fn is_new(&self) -> bool {
        self.ids.before.is_none()
    }

    pub(super) const fn is_gone(&self) -> bool {
        self.ids.after.is_none()
    }

    fn look(&mut self, pair: &Pair<'_>, plain: &Both<Plain<'_>>, shared: &[Change]) {
        let scopes = Both::of(|which| {
            let side = pair.sides.get(which);
            let id = (*self.ids.get(which))?;
            Some(side.kind(side.measure(id)?.scope))
        });
        if !self.is_new() && !self.is_gone() && !scopes.agree() {
            self.verdict = Verdict::Apart;
            return;
        }
        let mut search = Search::of(pair, measures::probes(pair, self.ids));
        if search.is_same() {
            return;
        }
        self.rules = rules(&search.edits, plain);
        let read = read(pair, &search, shared);
        self.is_narrowed = read
            .iter()
            .filter(|change| change.before.is_some() && change.after.is_some())
            .any(|change| ["input", "parameter", "reading"].contains(&change.kind));
        self.touched = labels(pair, &read);
        let (found, mut search) = search.look();
        self.verdict = verdict(&found);
        for witness in found.witnesses {
            let ranges = region::of(&mut search, &witness);
            self.add(Difference { witness, ranges });
        }
    }

    /// Adds a difference, unless one that reads the same is there
    fn add(&mut self, difference: Difference) {
        let statuses = |of: &Difference| {
            Both::of(|which| of.witness.answers.get(which).map(|answer| answer.status))
        };
        let known = self.differences.iter().any(|other| {
            other.ranges == difference.ranges && statuses(other) == statuses(&difference)
        });
        if !known {
            self.differences.push(difference);
        }
    }
}

fn verdict(found: &Found) -> Verdict {
    let cells = found.cells;
    if !found.is_whole() {
        let left = found.left;
        return Verdict::Partly { cells, left };
    }
    if !found.apart.is_empty() {
        return Verdict::Apart;
    }
    let sampled = found.sampled;
    Verdict::Whole { cells, sampled }
}

/// The changes of a rule in words; what reads the same in both packs changed elsewhere
fn rules(edits: &[Edit], plain: &Both<Plain<'_>>) -> Vec<RuleChange> {
    let told = edits.iter().map(|edit| {
        let said = Both::of(|which| {
            let node = (*edit.nodes.get(which))?;
            Some(plain.get(which).rule_and_meanings(node))
        });
        let role = edit.role;
        let (words, meanings) = shared_meanings(said);
        RuleChange {
            role,
            words,
            meanings,
        }
    });
    told.filter(|change| !change.words.agree()).collect()
}

/// What both rules explain alike is explained once
fn shared_meanings(said: Both<Option<(String, String)>>) -> (Both<Option<String>>, String) {
    match (said.before, said.after) {
        (Some((before, one)), Some((after, other))) if one == other => {
            let words = Both {
                before: Some(before),
                after: Some(after),
            };
            (words, one)
        }
        (before, after) => {
            let whole = |said: Option<(String, String)>| said.map(|(rule, rest)| rule + &rest);
            let words = Both {
                before: whole(before),
                after: whole(after),
            };
            (words, String::new())
        }
    }
}

/// What is declared otherwise and read by a measure
fn read<'c>(pair: &Pair<'_>, search: &Search<'_, '_>, shared: &'c [Change]) -> Vec<&'c Change> {
    let mut paths = BTreeSet::new();
    for which in Which::BOTH {
        let side = pair.sides.get(which);
        if let Some(probe) = search.probe(which) {
            let cone = side.voice.calculator.engine().cone(probe.id).iter();
            let inputs = cone.filter_map(|id| side.pack.node(*id).and_then(Node::input));
            let names = inputs.filter_map(|input| side.name(input));
            paths.extend(names.map(|name| name.path.as_str()));
        }
    }
    let is_read = |change: &&Change| {
        ["input", "parameter", "reading", "table"]
            .iter()
            .any(|room| change.kind.starts_with(room))
            && change.kind != "input.theme"
            && paths.contains(path_of(change))
    };
    shared.iter().filter(is_read).collect()
}

/// The path of the input that a change is about
fn path_of(change: &Change) -> &str {
    change.id.split(' ').next().unwrap_or("")
}

fn labels(pair: &Pair<'_>, read: &[&Change]) -> Vec<String> {
    let mut labels = Vec::new();
    for change in read {
        let mut inputs = pair.inputs.iter();
        let place = inputs.position(|joint| joint.path == path_of(change));
        let owner = place.and_then(|place| pair.owner(place));
        let label = owner.map(|(side, id)| side.voice.label(id, None));
        labels.extend(label.filter(|label| !labels.contains(label)));
    }
    labels
}
