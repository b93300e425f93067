//! The two questions an engine answers about a case: every row at once, and every row made tight.

use crate::cells::{self, CELL_BUDGET, Cell, Place};
use crate::cone;
use crate::evaluate::{Pass, Source, View};
use crate::pack::Measure;
use crate::row::{self, Row};
use crate::{Case, ItemId, MeasureId, NodeId, Pack, Scope, Truth, Workspace};

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

    /// Makes a row as tight as its cells allow, and tells whether its bounds are attained
    ///
    /// The case is changed and put back; afterwards the case-level values of the pass are its own again.
    pub(crate) fn tighten(&self, case: &mut Case, pass: &mut Workspace, row: &mut Row) -> bool {
        if row.is_settled() || !row.may_pay() {
            return true;
        }
        let view = View::run(Source::of(&self.pack, case, row.item), pass);
        let Some((measure, cone)) = self.resting(row.measure) else {
            return true;
        };
        let ways = cone::ways(&view, cone, measure);
        let mut splits: Vec<Split> = Vec::new();
        let mut combinations: usize = 1;
        for open in &row::open_inputs(&view, measure, row) {
            if !ways.entangle(*open) {
                continue;
            }
            let cells = cells::cells(&view, cone, *open);
            if cells.len() > 1 {
                combinations = combinations.saturating_mul(cells.len());
                let place = Place::of(&self.pack, *open, row.item);
                splits.push(Split { place, cells });
            }
        }
        if combinations > CELL_BUDGET || splits.is_empty() {
            return ways.are_exact();
        }
        let (mut hull, mut tight) = (None, true);
        self.try_cells(case, pass, &splits, &mut |case, pass| {
            let mut next = *row;
            tight &= self.read_again(case, pass, &mut next);
            hull = Some(hull.map_or(next, |hull: Row| hull.hull(next)));
        });
        pass.run_case(&self.pack, case);
        *row = hull.unwrap_or(*row);
        tight
    }

    /// Calls `act` with every combination of cells put in place, and puts back what the case knows
    fn try_cells(
        &self,
        case: &mut Case,
        pass: &mut Workspace,
        splits: &[Split],
        act: &mut dyn FnMut(&Case, &mut Workspace),
    ) {
        let Some((Split { place, cells }, rest)) = splits.split_first() else {
            return act(case, pass);
        };
        for cell in cells {
            let mut known = cell.known();
            place.swap(&self.pack, case, &mut known);
            self.try_cells(case, pass, rest, act);
            place.swap(&self.pack, case, &mut known);
        }
    }

    /// Reads a row afresh from the case as it is now, and tells whether its bounds are attained
    fn read_again(&self, case: &Case, pass: &mut Workspace, row: &mut Row) -> bool {
        pass.run_case(&self.pack, case);
        let source = Source::of(&self.pack, case, row.item);
        View::run(source, pass);
        let Some((measure, cone)) = self.resting(row.measure) else {
            return true;
        };
        row::read(source, pass, measure, row);
        row.is_settled()
            || !row.may_pay()
            || cone::ways(&View::of(source, pass), cone, measure).are_exact()
    }

    /// A measure, and the nodes it rests on
    fn resting(&self, id: MeasureId) -> Option<(&Measure, &[NodeId])> {
        let measure = self.pack.measures.get(id.index())?;
        Some((measure, self.cones.get(id.index())?))
    }

    pub(crate) fn cone(&self, measure: MeasureId) -> &[NodeId] {
        self.cones.get(measure.index()).map_or(&[], Vec::as_slice)
    }
}
