//! The two questions an engine answers about a case: every row at once, and every row made tight.

use crate::cells::{self, CELL_BUDGET, Cell, Place};
use crate::cone;
use crate::evaluate::{Pass, Source, View};
use crate::open::OpenInput;
use crate::pack::Measure;
use crate::row::{self, Row};
use crate::{Case, ItemId, Known, MeasureId, NodeId, Pack, Scope, Truth, Workspace};

/// A checked pack, ready to answer
#[derive(Clone, Debug)]
pub struct Engine {
    pack: Pack,
    /// For each measure: the nodes it rests on
    cones: Vec<Vec<NodeId>>,
}

/// An open input that is tried cell by cell
struct Split {
    place: Place,
    cells: Vec<Cell>,
    /// What the case knows of it while a cell is in its place
    known: Known,
}

impl Engine {
    /// Makes a pack ready, if it is sound: see [`crate::PackFault`]
    pub fn new(pack: Pack) -> Result<Self, crate::PackFault> {
        crate::check::check(&pack)?;
        let mut cones = Vec::new();
        for measure in &pack.measures {
            cones.push(cone::of(&pack, measure));
        }
        Ok(Self { pack, cones })
    }

    /// The pack
    #[must_use]
    pub const fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The status and bounds of every measure, for every item it is about, in the order of measures
    /// and then of items: sound, one pass, no explanation
    ///
    /// Readings must have been settled first, see [`Case::assume_readings`].
    pub fn evaluate(&self, case: &Case, pass: &mut Workspace, rows: &mut Vec<Row>) {
        rows.clear();
        // For each measure: where its next row goes, so that rows read item by item stand measure by measure.
        let mut next = Vec::new();
        for (id, measure) in (0_u16..).map(MeasureId).zip(&self.pack.measures) {
            next.push(rows.len());
            for item in &case.items {
                if measure.scope == Scope::Item(item.kind) {
                    rows.push(Row::not_applicable(id));
                }
            }
            if next.last() == Some(&rows.len()) {
                rows.push(Row::not_applicable(id));
            }
        }
        pass.run_case(&self.pack, case);
        let mut source = Source::of(&self.pack, case, None);
        self.read_scope(source, pass, Scope::Case, None, &mut next, rows);
        for (id, item) in (0_u16..).zip(&case.items) {
            pass.run_item(&self.pack, case, item);
            source.item = Some(item);
            let scope = Scope::Item(item.kind);
            self.read_scope(source, pass, scope, Some(ItemId(id)), &mut next, rows);
        }
    }

    /// Reads the rows of one item again; the case-level block must have been run, and nothing else have changed
    pub(crate) fn evaluate_item(
        &self,
        case: &Case,
        pass: &mut Workspace,
        item: ItemId,
        rows: &mut [Row],
    ) {
        let source = Source::of(&self.pack, case, Some(item));
        let Some(of) = source.item else {
            return;
        };
        pass.run_item(&self.pack, case, of);
        for row in rows {
            if row.item == Some(item)
                && let Some(measure) = self.pack.measures.get(row.measure.index())
            {
                row::read(source, pass, measure, row);
            }
        }
    }

    /// Reads the rows of a scope off the pass, each into its next place
    fn read_scope(
        &self,
        source: Source<'_>,
        pass: &mut Workspace,
        scope: Scope,
        item: Option<ItemId>,
        next: &mut [usize],
        rows: &mut [Row],
    ) {
        for (measure, next) in self.pack.measures.iter().zip(next) {
            if measure.scope == scope
                && let Some(row) = rows.get_mut(*next)
            {
                row.item = item;
                row::read(source, pass, measure, row);
                *next = next.saturating_add(1);
            }
        }
    }

    /// The checks a case surely breaks, by index, with the item that breaks them
    #[must_use]
    pub fn broken_checks(&self, case: &Case) -> Vec<(usize, Option<ItemId>)> {
        let mut pass = Workspace::new(&self.pack);
        pass.run_case(&self.pack, case);
        let mut broken = Vec::new();
        let mut note = |pass: Pass<'_>, scope: Scope, item: Option<ItemId>| {
            for (index, check) in self.pack.checks.iter().enumerate() {
                if check.scope == scope && pass.truth(check.node) == Truth::False {
                    broken.push((index, item));
                }
            }
        };
        note(pass.pass(), Scope::Case, None);
        for (id, item) in (0_u16..).map(ItemId).zip(&case.items) {
            pass.run_item(&self.pack, case, item);
            note(pass.pass(), Scope::Item(item.kind), Some(id));
        }
        broken
    }

    /// A row made as tight as its cells allow, and whether they were few enough to be tried
    ///
    /// The case is changed and put back; afterwards the pass holds the case's own values again.
    pub(crate) fn tighten(&self, case: &mut Case, pass: &mut Workspace, loose: Row) -> (Row, bool) {
        let view = View::run(Source::of(&self.pack, case, loose.item), pass);
        let Some((measure, cone)) = self.resting(loose.measure) else {
            return (loose, true);
        };
        if loose.is_settled() || !loose.may_pay() {
            return (loose, true);
        }
        let ways = cone::ways(&view, cone, measure);
        let mut splits: Vec<Split> = Vec::new();
        let mut combinations: usize = 1;
        for open in &row::open_inputs(&view, measure, &loose) {
            if !ways.entangle(*open) {
                continue;
            }
            let cells = cells::cells(&view, cone, *open);
            if let [cell, _, ..] = cells.as_slice() {
                combinations = combinations.saturating_mul(cells.len());
                splits.push(Split {
                    place: Place::of(&self.pack, *open, loose.item),
                    known: cell.known(),
                    cells,
                });
            }
        }
        if combinations > CELL_BUDGET || splits.is_empty() {
            return (loose, ways.are_exact());
        }
        for split in &mut splits {
            split.place.swap(&self.pack, case, &mut split.known);
        }
        let (mut hull, mut tight) = self.read_again(case, pass, loose);
        for combination in 1..combinations {
            let mut rest = combination;
            for Split { place, cells, .. } in &splits {
                let index = rest.checked_rem(cells.len()).unwrap_or(0);
                rest = rest.checked_div(cells.len()).unwrap_or(0);
                if let Some(cell) = cells.get(index) {
                    place.swap(&self.pack, case, &mut cell.known());
                }
            }
            let (next, next_is_tight) = self.read_again(case, pass, loose);
            hull = hull.hull(next);
            tight = tight && next_is_tight;
        }
        for split in &mut splits {
            split.place.swap(&self.pack, case, &mut split.known);
        }
        pass.run_case(&self.pack, case);
        View::run(Source::of(&self.pack, case, loose.item), pass);
        (hull, tight)
    }

    /// Reads a row afresh from the case as it is now, and tells whether its bounds are attained
    pub(crate) fn read_again(
        &self,
        case: &Case,
        pass: &mut Workspace,
        mut row: Row,
    ) -> (Row, bool) {
        pass.run_case(&self.pack, case);
        let source = Source::of(&self.pack, case, row.item);
        View::run(source, pass);
        let Some((measure, cone)) = self.resting(row.measure) else {
            return (row, true);
        };
        row::read(source, pass, measure, &mut row);
        let is_exact = row.is_settled()
            || !row.may_pay()
            || cone::ways(&View::of(source, pass), cone, measure).are_exact();
        (row, is_exact)
    }

    /// A measure, and the nodes it rests on
    fn resting(&self, id: MeasureId) -> Option<(&Measure, &[NodeId])> {
        let measure = self.pack.measures.get(id.index())?;
        Some((measure, self.cones.get(id.index())?))
    }

    /// The nodes a measure's status and amount rest on, in topological order
    #[must_use]
    pub fn cone(&self, measure: MeasureId) -> &[NodeId] {
        self.cones.get(measure.index()).map_or(&[], Vec::as_slice)
    }

    /// The cells of an input, between the thresholds that a measure compares it with as far as those are settled in
    /// the latest pass, which must have been run over this case and this item
    #[must_use]
    pub fn cells(
        &self,
        case: &Case,
        item: Option<ItemId>,
        pass: &Workspace,
        (measure, open): (MeasureId, OpenInput),
    ) -> Vec<Cell> {
        let view = View::of(Source::of(&self.pack, case, item), pass);
        cells::cells(&view, self.cone(measure), open)
    }
}
