//! One measure of one pack, run on a case that is built up input by input.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{
    Case, Cell, InputId, Item, ItemId, Known, MeasureId, NodeId, OpenInput, Row, Scope, Series,
    Truth, Value, Workspace,
};

use super::keys::Key;
use super::side::Side;

/// A measure and what is known so far
pub(super) struct Probe<'a> {
    pub(super) measure: &'a Measure,
    pub(super) id: MeasureId,
    pub(super) case: Case,
    pub(super) pass: Workspace,
    /// What remains of each node, once [`super::remains`] has told
    pub(super) keys: Vec<Key>,
}

/// What was known of an input before something else was put in its place
pub(super) enum Replaced {
    Known(Known),
    Series(Series),
}

impl<'a> Probe<'a> {
    /// A measure on a case of which nothing is known
    pub(super) fn of(side: &Side<'a>, id: MeasureId) -> Option<Self> {
        let measure = side.measure(id)?;
        let mut case = Case::unknown(side.pack);
        if let Scope::Item(kind) = measure.scope {
            case.items.push(Item::unknown(side.pack, kind));
        }
        Some(Self {
            measure,
            id,
            case,
            pass: Workspace::new(side.pack),
            keys: vec![0; side.pack.nodes.len()],
        })
    }

    /// The one item of the case
    pub(super) const fn item(&self) -> Option<ItemId> {
        match self.measure.scope {
            Scope::Case => None,
            Scope::Item(_) => Some(ItemId(0)),
        }
    }

    /// Runs the pass over the case as it is
    pub(super) fn run(&mut self, side: &Side<'_>) {
        self.pass.run_case(side.pack, &self.case);
        if let Some(item) = self.case.items.first() {
            self.pass.run_item(side.pack, &self.case, item);
        }
    }

    pub(super) fn value(&self, node: NodeId) -> &Value {
        self.pass.value(node)
    }

    pub(super) fn key(&self, node: NodeId) -> Key {
        self.keys.get(node.index()).copied().unwrap_or(0)
    }

    pub(super) fn known(&self, side: &Side<'_>, input: InputId) -> Option<Known> {
        let input = side.pack.input(input)?;
        self.case.known(input, self.case.items.first()).copied()
    }

    pub(super) fn series(&self, side: &Side<'_>, input: InputId) -> Option<&Series> {
        let input = side.pack.input(input)?;
        self.case.series.get(usize::from(input.slot))
    }

    /// Makes something known, and tells what was known before
    pub(super) fn put(
        &mut self,
        side: &Side<'_>,
        open: OpenInput,
        known: Known,
    ) -> Option<Replaced> {
        let input = side.pack.input(open.input)?;
        if !input.yearly {
            let item = self.item();
            let place = self.case.known_mut(input, item)?;
            return Some(Replaced::Known(std::mem::replace(place, known)));
        }
        let place = self.case.series.get_mut(usize::from(input.slot))?;
        let before = place.clone();
        let year = open.year?;
        place.years.retain(|(listed, _)| *listed != year);
        place.years.push((year, known.value.number()));
        place.years.sort_unstable_by_key(|(listed, _)| *listed);
        Some(Replaced::Series(before))
    }

    /// Makes known again what was known before
    pub(super) fn put_back(&mut self, side: &Side<'_>, input: InputId, before: Option<Replaced>) {
        let item = self.item();
        let Some(input) = side.pack.input(input) else {
            return;
        };
        match before {
            Some(Replaced::Known(known)) => {
                if let Some(place) = self.case.known_mut(input, item) {
                    *place = known;
                }
            }
            Some(Replaced::Series(series)) => {
                if let Some(place) = self.case.series.get_mut(usize::from(input.slot)) {
                    *place = series;
                }
            }
            None => {}
        }
    }

    /// The cells of an input as this pack's measure can tell them apart
    pub(super) fn cells(&self, side: &Side<'_>, open: OpenInput) -> Vec<Cell> {
        let engine = side.voice.calculator.engine();
        engine.cells(&self.case, self.item(), &self.pass, (self.id, open))
    }

    /// Whether no case that looks like this one would be accepted
    pub(super) fn is_refused(&self, side: &Side<'_>) -> bool {
        side.pack.checks.iter().any(|check| {
            let is_run = check.scope == Scope::Case || check.scope == self.measure.scope;
            is_run && self.value(check.node).truth() == Truth::False
        })
    }

    /// The status and amount as the case stands
    pub(super) fn row(&mut self, side: &Side<'_>) -> Option<Row> {
        let mut rows = Vec::new();
        let engine = side.voice.calculator.engine();
        engine.evaluate(&self.case, &mut self.pass, &mut rows);
        rows.into_iter().find(|row| row.measure == self.id)
    }
}
