//! Looks for cases that two packs answer differently, or shows that there is none.
//!
//! The possible cases are divided by their inputs, one after the other, at every threshold of either pack. A division
//! is done with as soon as the same remains of both rules: then they answer alike for every case in it. So a search
//! that comes to its end without a witness is a proof, except where single values had to stand for a range.

use std::collections::{BTreeSet, HashSet};

use super::both::{Both, Which};
use super::edits::{self, Edit};
use super::hints::Hints;
use super::keys::{Key, Keys};
use super::open::{Branch, Open, Probes};
use super::part::{Part, Said, Variable};
use super::points;
use super::probe::{Probe, Replaced};
use super::remains;
use super::side::Pair;
use super::witness::{self, Witness};

/// How many times both rules are run on behalf of one measure before the search gives up
pub(super) const BUDGET: usize = 20_000;
/// How many times single values are tried in place of the ranges of one witness
const TRIES: usize = 300;
/// The most witnesses that are kept for a measure
const MOST: usize = 24;

/// What a search came to
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) witnesses: Vec<Witness>,
    /// How many cells the possible cases were divided into, as far as they were looked at
    pub(super) cells: usize,
    /// How many more the search knew of when it gave up
    pub(super) left: usize,
    /// How many cells were compared at single values that stand for a range
    pub(super) sampled: usize,
    /// The inputs whose values in one pack mean nothing in the other
    pub(super) apart: BTreeSet<usize>,
}

impl Found {
    /// Whether every cell was looked at
    pub(super) const fn is_whole(&self) -> bool {
        self.left == 0
    }
}

enum Flow {
    /// There is no witness here
    Closed,
    /// There is one
    Witness,
    /// There are no more steps left, or witnesses enough
    Stop,
}

/// A search about one measure
pub(super) struct Search<'s, 'a> {
    pub(super) pair: &'s Pair<'a>,
    pub(super) probes: Probes<'a>,
    pub(super) edits: Vec<Edit>,
    pub(super) focus: BTreeSet<usize>,
    keys: Keys,
    said: Vec<Said>,
    steps: usize,
    /// What remained of both rules where no witness was found: it need not be looked at again
    done: HashSet<(Key, Key)>,
    /// How many cases were left aside because a pack accepts no such case
    turned_away: usize,
    hints: Hints,
    found: Found,
}

impl<'s, 'a> Search<'s, 'a> {
    /// Sets two measures beside each other, one of which may be missing
    pub(super) fn of(pair: &'s Pair<'a>, probes: Probes<'a>) -> Self {
        let mut search = Self {
            pair,
            probes,
            edits: Vec::new(),
            focus: BTreeSet::new(),
            keys: Keys::default(),
            said: Vec::new(),
            steps: 0,
            done: HashSet::new(),
            turned_away: 0,
            hints: Hints::default(),
            found: Found::default(),
        };
        search.run();
        for which in Which::BOTH {
            if let Some(probe) = search.probes.get(which) {
                search.hints.add(pair.sides.get(which), probe.id);
            }
        }
        if let (Some(before), Some(after)) = (&search.probes.before, &search.probes.after) {
            search.edits = edits::of(pair, before, after);
            search.focus = edits::focus(pair, &search.probes, &search.edits);
        }
        search
    }

    /// Whether both rules say the same, parameters and what is taken of readings included
    pub(super) fn is_same(&mut self) -> bool {
        self.run().agree()
    }

    /// Looks until every cell is done with or the budget is spent
    pub(super) fn look(mut self) -> (Found, Self) {
        self.explore();
        let found = std::mem::take(&mut self.found);
        (found, self)
    }

    /// Runs both packs on the case as it is, and gives what remains of either
    pub(super) fn run(&mut self) -> Both<Key> {
        let nothing = remains::nothing(&mut self.keys);
        let mut run = |which: Which| {
            let side = self.pair.sides.get(which);
            match self.probes.get_mut(which) {
                Some(probe) => {
                    probe.run(side);
                    remains::of(side, which, probe, &mut self.keys)
                }
                None => nothing,
            }
        };
        Both {
            before: run(Which::Before),
            after: run(Which::After),
        }
    }

    fn explore(&mut self) -> Flow {
        if self.steps >= BUDGET || self.found.witnesses.len() >= MOST {
            self.found.left += 1;
            return Flow::Stop;
        }
        self.steps += 1;
        let remains = self.run();
        let remains = (remains.before, remains.after);
        let is_refused = self.is_refused();
        self.turned_away += usize::from(is_refused);
        if remains.0 == remains.1 || is_refused || self.done.contains(&remains) {
            self.found.cells += 1;
            return Flow::Closed;
        }
        let turned_away = self.turned_away;
        let flow = match self.open().next() {
            Some(branch) if branch.parts.is_empty() => {
                self.found.apart.insert(branch.of.place);
                self.found.cells += 1;
                Flow::Closed
            }
            Some(branch) => self.divide(&branch),
            None => self.compare(),
        };
        // Other cases with the same remains end in the same way, unless these were only not accepted.
        if matches!(flow, Flow::Closed) && turned_away == self.turned_away {
            self.done.insert(remains);
        }
        flow
    }

    pub(super) fn open(&self) -> Open<'_, 'a> {
        Open {
            pair: self.pair,
            probes: &self.probes,
            said: &self.said,
            focus: &self.focus,
            hints: &self.hints,
        }
    }

    /// Single values that stand for what was said of an input
    pub(super) fn points(&self, of: Variable, part: &Part) -> Vec<Part> {
        points::of(self.pair, of.place, part, (&self.hints, &self.said))
    }

    fn divide(&mut self, branch: &Branch) -> Flow {
        // Of what does not differ one example is enough; what differs is looked at in every part.
        let one_is_enough = branch.is_sample || !self.focus.contains(&branch.of.place);
        let mut flow = Flow::Closed;
        for (index, part) in branch.parts.iter().enumerate() {
            let replaced = self.say(branch.of, part);
            let inner = self.explore();
            self.unsay(branch.of, replaced);
            match inner {
                Flow::Closed => {}
                Flow::Witness if one_is_enough => return Flow::Witness,
                Flow::Witness => flow = Flow::Witness,
                Flow::Stop => {
                    self.found.left += branch.parts.len() - index - 1;
                    return Flow::Stop;
                }
            }
        }
        if branch.is_sample {
            self.found.sampled += 1;
        }
        flow
    }

    /// Nothing is open any more: the answers themselves are compared
    fn compare(&mut self) -> Flow {
        self.found.cells += 1;
        let mut tries = TRIES;
        if self.differ() {
            if self.settle(0, &mut tries) {
                return Flow::Witness;
            }
            self.turned_away += 1;
            self.found.sampled += 1;
        }
        Flow::Closed
    }

    /// Whether status or amount differ as the case stands; nothing at all stands for what a pack does not have
    pub(super) fn differ(&mut self) -> bool {
        let rows = Both::of(|which| {
            let side = self.pair.sides.get(which);
            let row = self.probes.get_mut(which).as_mut()?.row(side)?;
            Some((row.status, row.amount))
        });
        !rows.agree()
    }

    /// Puts single values in place of ranges, so that the case is one that can be asked about
    fn settle(&mut self, from: usize, tries: &mut usize) -> bool {
        let wide = self.said.iter().enumerate().skip(from);
        let wide = wide.map(|(index, said)| (index, said.clone()));
        let next = wide.into_iter().find(|(_, said)| self.is_wide(said));
        let Some((index, said)) = next else {
            let witness = witness::of(self.pair, &self.probes, &self.said);
            let is_one = witness.is_some();
            self.found.witnesses.extend(witness);
            return is_one;
        };
        for point in self.points(said.of, &said.part) {
            if *tries == 0 {
                return false;
            }
            *tries -= 1;
            let replaced = self.say(said.of, &point);
            self.run();
            let settled = !self.is_refused() && self.settle(index + 1, tries);
            self.unsay(said.of, replaced);
            if settled {
                return true;
            }
        }
        false
    }

    /// Whether this is the last that was said of an input, and leaves more than one value
    fn is_wide(&self, said: &Said) -> bool {
        let last = self.said.iter().rev().find(|other| other.of == said.of);
        last == Some(said) && !said.part.is_point()
    }

    /// Whether one of the packs accepts no such case
    pub(super) fn is_refused(&self) -> bool {
        Which::BOTH.into_iter().any(|which| {
            let side = self.pair.sides.get(which);
            let probe = self.probes.get(which).as_ref();
            probe.is_some_and(|probe| probe.is_refused(side))
        })
    }

    /// Says something of an input to both packs, and tells what was known before
    pub(super) fn say(&mut self, of: Variable, part: &Part) -> Both<Option<Replaced>> {
        self.said.push(Said {
            of,
            part: part.clone(),
        });
        Both::of(|which| {
            let known = part.known(self.pair, which, of.place)?;
            let open = of.in_pack(self.pair, which)?;
            let probe = self.probes.get_mut(which).as_mut()?;
            probe.put(self.pair.sides.get(which), open, known)
        })
    }

    /// Takes back what was said last
    pub(super) fn unsay(&mut self, of: Variable, replaced: Both<Option<Replaced>>) {
        self.said.pop();
        for (which, replaced) in [
            (Which::Before, replaced.before),
            (Which::After, replaced.after),
        ] {
            if let Some(open) = of.in_pack(self.pair, which)
                && let Some(probe) = self.probes.get_mut(which)
            {
                probe.put_back(self.pair.sides.get(which), open.input, replaced);
            }
        }
    }

    /// What has been said so far
    pub(super) fn probe(&self, which: Which) -> Option<&Probe<'a>> {
        self.probes.get(which).as_ref()
    }
}
