//! What is still open of two rules: which inputs can move them, and into which parts their values fall.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Date, Days, InputClass, InputId, Node, NodeId, Truth, Value};

use super::both::{Both, Which};
use super::hints::Hints;
use super::part::{Part, Said, Variable, joined};
use super::points;
use super::probe::Probe;
use super::side::{Pair, Side};

/// The most calendar years a span of days is split into
const MAX_YEARS: i32 = 8;

/// Two measures under one case, one of which may be missing
pub(super) type Probes<'a> = Both<Option<Probe<'a>>>;

/// The next input to look at, and the parts to try
pub(super) struct Branch {
    pub(super) of: Variable,
    pub(super) parts: Vec<Part>,
    /// Whether the parts are single values that stand for more
    pub(super) is_sample: bool,
}

/// The state of a search that bears on what is open
pub(super) struct Open<'s, 'a> {
    pub(super) pair: &'s Pair<'a>,
    pub(super) probes: &'s Probes<'a>,
    pub(super) said: &'s [Said],
    /// The inputs that what differs reads
    pub(super) focus: &'s BTreeSet<usize>,
    pub(super) hints: &'s Hints,
}

impl Open<'_, '_> {
    /// The next input to look at; none if nothing is open
    pub(super) fn next(&self) -> Option<Branch> {
        let mut found = Vec::new();
        for which in Which::BOTH {
            if let Some(probe) = self.probes.get(which) {
                self.walk(which, probe, &mut found);
            }
        }
        // Readings that a pack assumes are settled before what depends on them, so that most cases need not name them.
        found.sort_by_key(|variable| {
            let is_aside = !self.focus.contains(&variable.place);
            (is_aside, !self.is_assumed(variable.place))
        });
        let splits = found.iter().find_map(|variable| self.split(*variable));
        splits.or_else(|| found.iter().find_map(|variable| self.sample(*variable)))
    }

    fn is_assumed(&self, place: usize) -> bool {
        let input = self.pair.input(Which::After, place);
        input.is_some_and(|(_, input)| input.assumed.is_some())
    }

    fn now(&self, variable: Variable) -> Option<&Part> {
        let said = self.said.iter().rev().find(|said| said.of == variable);
        said.map(|said| &said.part)
    }

    fn split(&self, of: Variable) -> Option<Branch> {
        let now = self.now(of);
        let mut parts = self.cells(of);
        self.usual_first(of, &mut parts);
        match now {
            None => {
                if self.may_be_left_out(of) {
                    parts.insert(0, Part::Unsaid);
                }
            }
            Some(Part::Days(days)) if parts.len() < 2 => {
                parts = years(*days);
                self.usual_first(of, &mut parts);
            }
            Some(_) => {}
        }
        (now.is_none() || parts.len() > 1).then_some(Branch {
            of,
            parts,
            is_sample: false,
        })
    }

    /// What a pack assumes, what most options share and the days of the document come first: they make the plainest
    /// cases
    fn usual_first(&self, of: Variable, parts: &mut [Part]) {
        let assumed = self.pair.input(Which::After, of.place);
        let assumed = assumed.and_then(|(_, input)| input.assumed);
        let assumed = assumed.and_then(|value| self.names(Which::After, of.place, value));
        let options = self.pair.joint(of.place).map(|joint| &joint.options);
        let middle = points::middle(self.pair);
        parts.sort_by_key(|part| match part {
            Part::Days(days) => {
                let is_outside = middle.is_none_or(|day| day < days.lo || days.hi < day);
                (is_outside, Reverse(0))
            }
            Part::Options(places) => {
                let mut names = places.iter().filter_map(|place| options?.get(*place));
                let is_other = assumed
                    .as_ref()
                    .is_none_or(|assumed| !names.any(|name| assumed.contains(name)));
                (is_other, Reverse(places.len()))
            }
            _ => (false, Reverse(0)),
        });
    }

    fn sample(&self, of: Variable) -> Option<Branch> {
        let now = self.now(of)?;
        let is_sample = true;
        let parts = points::of(self.pair, of.place, now, (self.hints, self.said));
        (!now.is_point()).then_some(Branch {
            of,
            parts,
            is_sample,
        })
    }

    /// The cells that the thresholds of both packs make of an input
    pub(super) fn cells(&self, of: Variable) -> Vec<Part> {
        let joint = self.pair.joint(of.place);
        if joint.is_none_or(|joint| !joint.fits) {
            return Vec::new();
        }
        let cells = Both::of(|which| {
            let probe = self.probes.get(which).as_ref()?;
            let open = of.in_pack(self.pair, which)?;
            Some(probe.cells(self.pair.sides.get(which), open))
        });
        let parts = joined(self.pair, of.place, &cells);
        match self.pair.owner(of.place) {
            Some((side, _)) => self.hints.cut(side, of.place, parts),
            None => parts,
        }
    }

    /// Whether leaving an input out is an answer of its own: the packs then take a reading, a figure or a derivation,
    /// and do not surely take the same
    fn may_be_left_out(&self, of: Variable) -> bool {
        let declared = |which| self.pair.input(which, of.place).map(|(_, input)| input);
        let inputs = Both::of(declared);
        let known: Vec<&Input> = [inputs.before, inputs.after]
            .into_iter()
            .flatten()
            .collect();
        let class = known.first().map(|input| input.class);
        match class {
            Some(InputClass::Reading) => {
                let assumed = Both::of(|which| {
                    let (_, input) = self.pair.input(which, of.place)?;
                    input.assumed?;
                    let known = Part::Unsaid.known(self.pair, which, of.place)?;
                    self.names(which, of.place, known.value)
                });
                !assumed.agree()
            }
            Some(InputClass::Parameter) => known.iter().any(|input| !input.dated.is_empty()),
            _ => {
                let from = Both::of(|which| self.derived_by(which, of.place));
                !from.agree()
            }
        }
    }

    fn names(&self, which: Which, place: usize, value: Value) -> Option<Vec<String>> {
        let (id, _) = self.pair.input(which, place)?;
        let options = &self.pair.sides.get(which).name(id)?.options;
        let names = value.choices().iter();
        Some(
            names
                .filter_map(|option| options.get(usize::from(option)).cloned())
                .collect(),
        )
    }

    /// What remains of the rule that derives an input
    fn derived_by(&self, which: Which, place: usize) -> Option<u32> {
        let probe = self.probes.get(which).as_ref()?;
        let side = self.pair.sides.get(which);
        let cone = side.voice.calculator.engine().cone(probe.id).iter();
        let mut derived = cone.filter_map(|id| match side.pack.node(*id) {
            Some(Node::Derived { input, from }) if side.place(*input) == place => Some(*from),
            _ => None,
        });
        derived.next().map(|from| probe.key(from))
    }

    /// Adds the inputs that can still move a measure, in the order its rules name them
    fn walk(&self, which: Which, probe: &Probe<'_>, found: &mut Vec<Variable>) {
        let side = self.pair.sides.get(which);
        let measure = probe.measure;
        let mut walk = Walk {
            open: self,
            side,
            probe,
            seen: BTreeSet::new(),
            found,
        };
        walk.visit(measure.eligible);
        if probe.value(measure.eligible).truth() == Truth::False {
            return;
        }
        for alternative in &measure.amount {
            let when = alternative.when.map(|node| probe.value(node).truth());
            if when == Some(Truth::False) {
                continue;
            }
            let parts = [
                alternative.when,
                alternative.floor,
                alternative.ceiling,
                alternative.cap,
            ];
            for node in parts.into_iter().flatten() {
                walk.visit(node);
            }
            if when.is_none_or(|when| when == Truth::True) {
                break;
            }
        }
    }
}

struct Walk<'w, 'a> {
    open: &'w Open<'w, 'a>,
    side: &'w Side<'a>,
    probe: &'w Probe<'a>,
    seen: BTreeSet<NodeId>,
    found: &'w mut Vec<Variable>,
}

impl Walk<'_, '_> {
    fn visit(&mut self, id: NodeId) {
        if self.probe.value(id).is_point() || !self.seen.insert(id) {
            return;
        }
        let Some(node) = self.side.pack.node(id) else {
            return;
        };
        match *node {
            Node::Input(input) | Node::Exists(input) => {
                self.note(input, None);
            }
            Node::Figure { input, year } => match self.probe.value(year).number().as_point() {
                Some(year) => {
                    let year = year.to_integer().and_then(|year| i32::try_from(year).ok());
                    self.note(input, year);
                }
                None => self.visit(year),
            },
            Node::Parameter { input, on: of } | Node::Derived { input, from: of } => {
                if self.note(input, None) {
                    self.visit(of);
                    for place in self.side.pack.localities(node) {
                        self.note(place.input, None);
                    }
                }
            }
            Node::Choose {
                when,
                then,
                otherwise,
            } => {
                let truth = self.probe.value(when).truth();
                self.visit(when);
                if truth.may_hold() {
                    self.visit(then);
                }
                if truth.may_fail() {
                    self.visit(otherwise);
                }
            }
            _ => node.for_each_argument(self.side.pack, |argument| self.visit(argument)),
        }
    }

    /// Adds an input; tells whether the case leaves it out on purpose
    fn note(&mut self, input: InputId, year: Option<i32>) -> bool {
        let place = self.side.place(input);
        let variable = Variable { place, year };
        if self.open.now(variable) == Some(&Part::Unsaid) {
            return true;
        }
        if !self.found.contains(&variable) {
            self.found.push(variable);
        }
        false
    }
}

/// A span of a few years, year by year, since a figure may be one of the year a day lies in
fn years(days: Days) -> Vec<Part> {
    let (first, last) = (days.lo.year(), days.hi.year());
    if last - first > MAX_YEARS {
        return Vec::new();
    }
    let year = |year| {
        let lo = Date::from_civil(year, 1, 1)?.max(days.lo);
        let hi = Date::from_civil(year, 12, 31)?.min(days.hi);
        Some(Part::Days(Days { lo, hi }))
    };
    (first..=last).filter_map(year).collect()
}
