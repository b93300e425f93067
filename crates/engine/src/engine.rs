//! The two questions an engine answers about a case: every row at once, and every row made tight.

use crate::DatedValue;
use crate::cells::{self, CELL_BUDGET, Cell, Place};
use crate::cone;
use crate::evaluate::{Source, View};
use crate::open::{self, OpenInput};
use crate::pack::Measure;
use crate::row::{self, Row};
use crate::{Case, InputId, ItemId, Known, MeasureId, NodeId, Pack, Scope, Truth, Workspace};

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

    /// Adds a value to a parameter's own, see [`Pack::add_value`]
    ///
    /// It is of the parameter's type, meets no other value, and holds where [`Pack::is_place`] says that it can.
    pub fn add_value(&mut self, parameter: InputId, value: DatedValue) -> usize {
        self.pack.add_value(parameter, value)
    }

    /// The status and bounds of every measure, for every item it is about, in the order of measures
    /// and then of items: sound, one pass, no explanation
    ///
    /// Readings must have been settled first, see [`Case::assume_readings`].
    pub fn evaluate(&self, case: &Case, pass: &mut Workspace, rows: &mut Vec<Row>) {
        rows.clear();
        for (id, measure) in (0_u16..).map(MeasureId).zip(&self.pack.measures) {
            let mut is_about_none = true;
            let mut add = |item: Option<ItemId>| {
                rows.push(Row {
                    item,
                    ..Row::not_applicable(id)
                });
            };
            for (item, of) in (0_u16..).map(ItemId).zip(&case.items) {
                if measure.scope == Scope::Item(of.kind) {
                    is_about_none = false;
                    add(Some(item));
                }
            }
            if is_about_none {
                add(None);
            }
        }
        self.each_block(case, pass, &mut |source, pass, item| {
            self.read_rows(source, pass, item, rows);
        });
    }

    /// Runs the block of the case and then that of each item, and calls `act` after each
    fn each_block(
        &self,
        case: &Case,
        pass: &mut Workspace,
        act: &mut dyn FnMut(Source<'_>, &mut Workspace, Option<ItemId>),
    ) {
        let mut source = Source::of(&self.pack, case, None);
        pass.run(source);
        act(source, pass, None);
        for (id, item) in (0_u16..).map(ItemId).zip(&case.items) {
            source.item = Some(item);
            pass.run(source);
            act(source, pass, Some(id));
        }
    }

    /// Reads the rows of the case or of one item off its block, which has been run
    fn read_rows(
        &self,
        source: Source<'_>,
        pass: &mut Workspace,
        item: Option<ItemId>,
        rows: &mut [Row],
    ) {
        for row in rows {
            if row.item == item
                && let Some(measure) = self.pack.measures.get(row.measure.index())
                && measure.scope == source.scope()
            {
                row::read(source, pass, measure, row);
            }
        }
    }

    /// The checks a case surely breaks, by index, with the item that breaks them
    #[must_use]
    pub fn broken_checks(&self, case: &Case) -> Vec<(usize, Option<ItemId>)> {
        let mut broken = Vec::new();
        let mut pass = Workspace::new(&self.pack);
        self.each_block(case, &mut pass, &mut |source, pass, item| {
            for (index, check) in self.pack.checks.iter().enumerate() {
                if check.scope == source.scope() && pass.pass().truth(check.node) == Truth::False {
                    broken.push((index, item));
                }
            }
        });
        broken
    }

    /// A measure, and the nodes it rests on
    pub(crate) fn resting(&self, id: MeasureId) -> Option<(&Measure, &[NodeId])> {
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

/// A case that is worked on, with room for its values: tried this way and that, and put back each time
pub(crate) struct Worksheet<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) case: Case,
    pub(crate) pass: Workspace,
}

impl<'a> Worksheet<'a> {
    /// A copy of a case, with room for its values
    pub(crate) fn new(engine: &'a Engine, case: &Case) -> Self {
        Self {
            engine,
            case: case.clone(),
            pass: Workspace::new(&engine.pack),
        }
    }

    /// The pack
    pub(crate) const fn pack(&self) -> &'a Pack {
        &self.engine.pack
    }

    /// Runs the case-level block
    pub(crate) fn run_case(&mut self) {
        self.pass.run_case(&self.engine.pack, &self.case);
    }

    /// The values for an item, or of the case; the case-level block must have been run
    pub(crate) fn view(&mut self, item: Option<ItemId>) -> View<'_> {
        let source = Source::of(&self.engine.pack, &self.case, item);
        View::run(source, &mut self.pass)
    }

    /// Changes what the case knows for something else, and back again
    pub(crate) fn swap(&mut self, place: &Place, known: &mut Known) {
        place.swap(&self.engine.pack, &mut self.case, known);
    }

    /// Every row of the case, see [`Engine::evaluate`]
    pub(crate) fn evaluate(&mut self, rows: &mut Vec<Row>) {
        self.engine.evaluate(&self.case, &mut self.pass, rows);
    }

    /// Reads the rows of an item again, or all, once what is known of it, or of the case, has changed
    pub(crate) fn evaluate_for(&mut self, item: Option<ItemId>, rows: &mut Vec<Row>) {
        if item.is_none() {
            return self.evaluate(rows);
        }
        let source = Source::of(&self.engine.pack, &self.case, item);
        self.pass.run(source);
        self.engine.read_rows(source, &mut self.pass, item, rows);
    }

    /// Makes a row as tight as its cells allow, and tells whether its bounds are attained
    ///
    /// Afterwards the case-level values are the case's own again.
    pub(crate) fn tighten(&mut self, row: &mut Row) -> bool {
        let Some((measure, cone)) = self.engine.resting(row.measure) else {
            return true;
        };
        if row.is_settled() || !row.may_pay() {
            return true;
        }
        let view = self.view(row.item);
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
                let place = Place::of(view.pack, *open, row.item);
                splits.push(Split { place, cells });
            }
        }
        if combinations > CELL_BUDGET || splits.is_empty() {
            return ways.are_exact();
        }
        let (loose, mut is_first, mut tight) = (*row, true, true);
        self.try_cells(&splits, &mut |sheet| {
            let mut next = loose;
            tight &= sheet.read_again(&mut next);
            *row = if is_first { next } else { row.hull(next) };
            is_first = false;
        });
        // Nothing but what the row rests on was changed.
        let case = Source::of(&self.engine.pack, &self.case, None);
        self.pass.run_some(case, cone);
        tight
    }

    /// Whether a condition holds surely, or holds once what was said in part is said in full: in one of the cells of
    /// readings and of ranges, where those are few. What nothing was said of speaks for nothing.
    ///
    /// Afterwards the case-level values are the case's own again.
    pub(crate) fn may_hold(&mut self, node: NodeId, item: Option<ItemId>) -> bool {
        let view = self.view(item);
        if view.pass.truth(node) != Truth::Open {
            return view.pass.truth(node) == Truth::True;
        }
        let nodes = view.pack.below(vec![node]);
        let mut splits: Vec<Split> = Vec::new();
        let mut combinations: usize = 1;
        let mut all_said = true;
        for open in &open::collect(&view, vec![node]) {
            if !view.is_said(*open) {
                all_said = false;
                continue;
            }
            let cells = cells::cells(&view, &nodes, *open);
            let input = view.pack.input(open.input);
            // Which year a figure is read of is settled by what else is open.
            let waits = open.year.is_none() && input.is_some_and(|input| input.yearly);
            if cells.len() > 1 && !waits {
                combinations = combinations.saturating_mul(cells.len());
                let place = Place::of(view.pack, *open, item);
                splits.push(Split { place, cells });
            }
        }
        // A comparison of one input with one figure is as open as the input.
        if nodes.len() < 4 || splits.is_empty() || combinations > CELL_BUDGET {
            return all_said;
        }
        let mut may_hold = false;
        self.try_cells(&splits, &mut |sheet| {
            if !may_hold {
                sheet.run_case();
                let truth = sheet.view(item).pass.truth(node);
                may_hold = truth == Truth::True || (all_said && truth == Truth::Open);
            }
        });
        self.run_case();
        may_hold
    }

    /// Calls `act` with every combination of cells put in place
    fn try_cells(&mut self, splits: &[Split], act: &mut dyn FnMut(&mut Self)) {
        let Some((Split { place, cells }, rest)) = splits.split_first() else {
            return act(self);
        };
        for cell in cells {
            let mut known = cell.known();
            self.swap(place, &mut known);
            self.try_cells(rest, act);
            self.swap(place, &mut known);
        }
    }

    /// Reads a row afresh from the case as it is now, and tells whether its bounds are attained
    pub(crate) fn read_again(&mut self, row: &mut Row) -> bool {
        let Some((measure, cone)) = self.engine.resting(row.measure) else {
            return true;
        };
        let source = Source::of(&self.engine.pack, &self.case, row.item);
        let case = Source {
            item: None,
            ..source
        };
        self.pass.run_some(case, cone);
        if row.item.is_some() {
            self.pass.run_some(source, cone);
        }
        row::read(source, &mut self.pass, measure, row);
        row.is_settled()
            || !row.may_pay()
            || cone::ways(&View::of(source, &self.pass), cone, measure).are_exact()
    }
}
