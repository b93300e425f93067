//! One row of an answer: a measure, the item it is about, its status and its bounds.

use crate::amount::{self, Amount, Status};
use crate::evaluate::{Pass, Source, View};
use crate::open::{self, OpenInput};
use crate::pack::{Measure, Word};
use crate::{ItemId, MeasureId, NodeId, Workspace};

/// A measure's status and bounds for one item, or for the enterprise
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The measure
    pub measure: MeasureId,
    /// The item; none for what concerns the enterprise and for what does not apply
    pub item: Option<ItemId>,
    /// Whether the support is given
    pub status: Status,
    /// How much
    pub amount: Amount,
}

impl Row {
    /// The row of a measure for which the case has no item
    #[must_use]
    pub const fn not_applicable(measure: MeasureId) -> Self {
        Self {
            measure,
            item: None,
            status: Status::NotApplicable,
            amount: Amount::NONE,
        }
    }

    /// Whether it may bring something
    #[must_use]
    pub const fn may_pay(&self) -> bool {
        matches!(self.status, Status::Eligible | Status::Undetermined)
    }

    /// What is possible of it when either of two rows may be the real one
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            status: if self.status == other.status {
                self.status
            } else {
                Status::Undetermined
            },
            amount: self.amount.hull(other.amount),
            ..self
        }
    }

    /// Whether no answer can narrow it
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.status != Status::Undetermined && self.amount.hi == Some(self.amount.lo)
    }
}

/// Reads a row's status and amount off the latest pass, and lets the pass know if the amount is too large to be told
pub(crate) fn read(source: Source<'_>, pass: &mut Workspace, measure: &Measure, row: &mut Row) {
    row.status = amount::status(measure, &pass.pass());
    row.amount = Amount::NONE;
    if !row.may_pay() || measure.amount.is_empty() {
        return;
    }
    let bounds = amount::bounds(measure, &pass.pass());
    if bounds.too_large {
        pass.overflow();
    }
    let view = View::of(source, pass);
    row.amount = amount::amount(measure, row.status, &bounds, &|| {
        let mut nodes = Vec::new();
        push_amount(measure, &view.pass, &mut nodes);
        let open = open::collect(&view, nodes);
        open::lacks_figure(
            &view,
            &open,
            matches!(bounds.word, Some(Word::AtMost | Word::AtLeast)),
        )
    });
}

/// Adds the nodes of the alternatives that may still be the one that counts, in order
fn push_amount(measure: &Measure, pass: &Pass<'_>, nodes: &mut Vec<NodeId>) {
    amount::each_possible(measure, pass, &mut |alternative| {
        amount::push_nodes(alternative, nodes);
    });
}

/// The inputs that keep a row open
pub(crate) fn open_inputs(view: &View<'_>, measure: &Measure, row: &Row) -> Vec<OpenInput> {
    let mut nodes = Vec::new();
    if row.may_pay() {
        nodes.push(measure.eligible);
        push_amount(measure, &view.pass, &mut nodes);
    }
    open::collect(view, nodes)
}

/// Whether the document itself leaves room to the authority
pub(crate) fn has_discretion(measure: &Measure, pass: &Pass<'_>, row: &Row) -> bool {
    let word = amount::bounds(measure, pass).word;
    let settled = row.amount.hi == Some(row.amount.lo);
    let wide = match word {
        Some(Word::AtMost | Word::Unspecified) => true,
        Some(Word::AtLeast) => !settled,
        _ => false,
    };
    row.may_pay() && (!measure.entitles || (wide && !measure.amount.is_empty()))
}
