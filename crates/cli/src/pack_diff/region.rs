//! For whom a difference holds: how far each input that the change is about may move while the rest of a witness
//! stays and the packs go on differing in the same way.

use tradeaid_engine::{InputClass, Status, Truth};

use super::both::{Both, Which};
use super::part::{Part, Said};
use super::probe::Probe;
use super::search::Search;
use super::witness::Witness;

/// Which values of an input share a difference
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) of: super::part::Variable,
    /// In order; those that touch are one
    pub(super) parts: Vec<Part>,
}

/// How far a witness reaches, input by input
pub(super) fn of(search: &mut Search<'_, '_>, witness: &Witness) -> Vec<Range> {
    search.start_with(&witness.said);
    let statuses = search.statuses();
    let mut ranges = Vec::new();
    for said in &witness.said {
        if search.focus.contains(&said.of.place) {
            ranges.extend(one(search, said, statuses));
        } else if search.is_reading(said.of.place) {
            // Whoever reads the clause otherwise is not concerned.
            ranges.push(Range {
                of: said.of,
                parts: vec![said.part.clone()],
            });
        }
    }
    ranges
}

fn one(search: &mut Search<'_, '_>, said: &Said, statuses: Both<Option<Status>>) -> Option<Range> {
    let of = said.of;
    let cells = search.cells_when_free(of);
    let mut parts: Vec<Part> = Vec::new();
    let mut all = true;
    let mut touches = false;
    for cell in cells {
        let fits = search.differs_alike(of, &cell, statuses);
        all = all && fits;
        match parts.last_mut() {
            Some(last) if fits && touches => {
                if let Some(whole) = united(last, &cell) {
                    *last = whole;
                } else {
                    parts.push(cell);
                }
            }
            _ if fits => parts.push(cell),
            _ => {}
        }
        touches = fits;
    }
    // Options have no order: those that fit are one part wherever they stand.
    if let Some(Part::Options(_)) = parts.first() {
        let options = parts.iter().flat_map(|part| match part {
            Part::Options(options) => options.clone(),
            _ => Vec::new(),
        });
        parts = vec![Part::Options(options.collect())];
    }
    // A value that only stands for its cell tells nothing of its neighbours.
    let holds_own = parts.iter().any(|part| part.shared(&said.part).is_some());
    (!all && holds_own).then_some(Range { of, parts })
}

/// Two neighbours as one
fn united(first: &Part, second: &Part) -> Option<Part> {
    match (first, second) {
        (Part::Number(a), Part::Number(b)) => Some(Part::Number(a.hull(*b))),
        (Part::Days(a), Part::Days(b)) => Some(Part::Days(a.hull(*b))),
        _ => None,
    }
}

impl Search<'_, '_> {
    /// Begins anew with a case as a person would write it: readings that it leaves out are assumed
    fn start_with(&mut self, said: &[Said]) {
        for which in Which::BOTH {
            let side = self.pair.sides.get(which);
            if let Some(probe) = self.probes.get_mut(which)
                && let Some(mut fresh) = Probe::of(side, probe.id)
            {
                fresh.case.assume_readings(side.pack);
                *probe = fresh;
            }
        }
        for said in said {
            self.say(said.of, &said.part);
        }
        self.run();
    }

    fn is_reading(&self, place: usize) -> bool {
        let owner = self.pair.owner(place);
        let input = owner.and_then(|(side, id)| side.pack.input(id));
        input.is_some_and(|input| input.class == InputClass::Reading)
    }

    fn statuses(&self) -> Both<Option<Status>> {
        Both::of(|which| {
            let probe = self.probe(which)?;
            Some(match probe.value(probe.measure.eligible).truth() {
                Truth::False => Status::NotEligible,
                Truth::True if probe.measure.entitles => Status::Eligible,
                _ => Status::Undetermined,
            })
        })
    }

    /// The cells of an input while everything else stays
    fn cells_when_free(&mut self, of: super::part::Variable) -> Vec<Part> {
        let replaced = self.forget(of);
        self.run();
        let cells = self.open().cells(of);
        self.unsay(of, replaced);
        cells
    }

    fn forget(&mut self, of: super::part::Variable) -> Both<Option<super::probe::Replaced>> {
        let free = Both::of(|which| {
            let (_, input) = self.pair.input(which, of.place)?;
            Some(tradeaid_engine::Known::unknown(input))
        });
        let replaced = self.say(of, &Part::Unsaid);
        for (which, known) in [(Which::Before, free.before), (Which::After, free.after)] {
            if let (Some(open), Some(known)) = (of.in_pack(self.pair, which), known)
                && let Some(probe) = self.probes.get_mut(which)
            {
                probe.put(self.pair.sides.get(which), open, known);
            }
        }
        replaced
    }

    fn differs_alike(
        &mut self,
        of: super::part::Variable,
        cell: &Part,
        statuses: Both<Option<Status>>,
    ) -> bool {
        let replaced = self.say(of, cell);
        self.run();
        let mut alike = self.statuses() == statuses && !self.is_refused();
        self.unsay(of, replaced);
        if alike && statuses.agree() {
            // The amounts differ: a value of the cell tells whether they still do.
            let point = self.points(of, cell).into_iter().next();
            if let Some(point) = point {
                let replaced = self.say(of, &point);
                alike = self.differ();
                self.unsay(of, replaced);
            }
        }
        alike
    }
}
