//! The two questions an engine answers about a case: every row at once, and every row made tight.

use crate::cells::{self, CELL_BUDGET, Cell, Place, Restore};
use crate::cone::Cone;
use crate::evaluate::Source;
use crate::group::rerun;
use crate::open::OpenInput;
use crate::row::{self, Row};
use crate::{Case, ItemId, MeasureId, Pack, Scope, Truth, Workspace};

/// A checked pack, ready to answer
#[derive(Clone, Debug)]
pub struct Engine {
    pack: Pack,
    cones: Vec<Cone>,
}

impl Engine {
    /// Makes a pack ready, if it is sound: see [`crate::PackFault`]
    pub fn new(pack: Pack) -> Result<Self, crate::PackFault> {
        crate::check::check(&pack)?;
        let cones = pack
            .measures
            .iter()
            .map(|measure| Cone::of(&pack, measure))
            .collect();
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
        pass.run_case(&self.pack, case);
        let source = Source {
            pack: &self.pack,
            case,
            item: None,
        };
        for (id, measure) in self.pack.measures_of(Scope::Case) {
            rows.push(row::read(source, pass, id, measure, None));
        }
        for (item_id, item) in (0_u16..).map(ItemId).zip(&case.items) {
            let scope = Scope::Item(item.kind);
            pass.run_item(&self.pack, case, item);
            let source = Source {
                item: Some(item),
                ..source
            };
            for (id, measure) in self.pack.measures_of(scope) {
                rows.push(row::read(source, pass, id, measure, Some(item_id)));
            }
        }
        for (id, measure) in (0_u16..).map(MeasureId).zip(&self.pack.measures) {
            if let Scope::Item(kind) = measure.scope
                && case.items.iter().all(|item| item.kind != kind)
            {
                rows.push(Row::not_applicable(id));
            }
        }
        rows.sort_unstable_by_key(|row| (row.measure, row.item));
    }

    /// The checks a case surely breaks, by index, with the item that breaks them
    #[must_use]
    pub fn broken_checks(&self, case: &Case) -> Vec<(usize, Option<ItemId>)> {
        let mut pass = Workspace::new(&self.pack);
        pass.run_case(&self.pack, case);
        let mut broken = Vec::new();
        let mut note = |pass: &Workspace, scope: Scope, item: Option<ItemId>| {
            for (index, check) in self.pack.checks.iter().enumerate() {
                if check.scope == scope && pass.truth(check.node) == Truth::False {
                    broken.push((index, item));
                }
            }
        };
        note(&pass, Scope::Case, None);
        for (id, item) in (0_u16..).map(ItemId).zip(&case.items) {
            pass.run_item(&self.pack, case, item);
            note(&pass, Scope::Item(item.kind), Some(id));
        }
        broken
    }

    /// A row made as tight as its cells allow, and whether they were few enough to be tried
    ///
    /// The case is changed and put back; afterwards the pass holds the case's own values again.
    pub(crate) fn tighten(&self, case: &mut Case, pass: &mut Workspace, loose: Row) -> (Row, bool) {
        let source = rerun(&self.pack, case, pass, loose.item);
        let Some((measure, cone)) = self
            .pack
            .measures
            .get(loose.measure.index())
            .zip(self.cones.get(loose.measure.index()))
        else {
            return (loose, true);
        };
        if loose.is_settled() || !loose.may_pay() {
            return (loose, true);
        }
        let ways = cone.ways(source, pass, measure);
        let open: Vec<OpenInput> = row::open_inputs(source, pass, measure, loose.status)
            .into_iter()
            .filter(|open| ways.entangle(*open))
            .collect();
        let mut splits: Vec<(Place, Vec<Cell>)> = Vec::new();
        let mut combinations: usize = 1;
        for open in open {
            let cells = cells::cells(source, pass, &cone.nodes, open);
            let place = self
                .pack
                .input(open.input)
                .map(|input| Place::new(input, open, loose.item));
            if let Some(place) = place
                && cells.len() > 1
            {
                combinations = combinations.saturating_mul(cells.len());
                splits.push((place, cells));
            }
        }
        if combinations > CELL_BUDGET || splits.is_empty() {
            return (loose, ways.are_exact());
        }
        let mut hull = None;
        self.split(case, pass, loose, &splits, &mut hull);
        pass.run_case(&self.pack, case);
        rerun(&self.pack, case, pass, loose.item);
        hull.unwrap_or((loose, false))
    }

    /// Reads a row in every combination of cells; the hull is tight if it is so in each.
    fn split(
        &self,
        case: &mut Case,
        pass: &mut Workspace,
        row: Row,
        splits: &[(Place, Vec<Cell>)],
        hull: &mut Option<(Row, bool)>,
    ) {
        let Some(((place, cells), rest)) = splits.split_first() else {
            let next = self.row_again(case, pass, row);
            *hull = Some(match *hull {
                Some((known, tight)) => {
                    (known.hull(next), tight && self.is_exact(case, pass, next))
                }
                None => (next, self.is_exact(case, pass, next)),
            });
            return;
        };
        for cell in cells {
            self.with_cell(case, *place, *cell, |case| {
                self.split(case, pass, row, rest, hull);
            });
        }
    }

    /// Whether a row just read off the pass has bounds that are attained
    fn is_exact(&self, case: &Case, pass: &Workspace, row: Row) -> bool {
        let found = self
            .pack
            .measures
            .get(row.measure.index())
            .zip(self.cones.get(row.measure.index()));
        let source = Source {
            pack: &self.pack,
            case,
            item: row.item.and_then(|id| case.items.get(id.index())),
        };
        row.is_settled()
            || !row.may_pay()
            || found.is_none_or(|(measure, cone)| cone.ways(source, pass, measure).are_exact())
    }

    /// Reads a row afresh from the case as it is now
    pub(crate) fn row_again(&self, case: &Case, pass: &mut Workspace, row: Row) -> Row {
        pass.run_case(&self.pack, case);
        let source = rerun(&self.pack, case, pass, row.item);
        self.pack
            .measures
            .get(row.measure.index())
            .map_or(row, |measure| {
                row::read(source, pass, row.measure, measure, row.item)
            })
    }

    /// Does something with an input held in a cell, and puts back what was known
    pub(crate) fn with_cell(
        &self,
        case: &mut Case,
        place: Place,
        cell: Cell,
        act: impl FnOnce(&mut Case),
    ) {
        let Some(input) = self.pack.input(place.open.input) else {
            return;
        };
        let before: Option<Restore> = place.put(input, case, cell);
        act(case);
        if let Some(before) = before {
            place.restore(input, case, before);
        }
    }

    pub(crate) fn cone(&self, measure: MeasureId) -> &[crate::NodeId] {
        self.cones
            .get(measure.index())
            .map_or(&[], |cone| &cone.nodes)
    }
}
