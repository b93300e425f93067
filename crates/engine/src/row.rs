//! One row of an answer: a measure, the item it is about, its status and its bounds.

use crate::amount::{self, Amount, Status};
use crate::evaluate::Source;
use crate::open::{self, OpenInput};
use crate::pack::{Measure, Word};
use crate::{ItemId, MeasureId, Truth, Workspace};

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

/// Reads a row off the latest pass, and lets the pass know if its amount is too large to be told
pub(crate) fn read(
    source: Source<'_>,
    pass: &mut Workspace,
    id: MeasureId,
    measure: &Measure,
    item: Option<ItemId>,
) -> Row {
    let status = amount::status(measure, pass);
    let bounds = amount::bounds(measure, pass);
    let may_pay = matches!(status, Status::Eligible | Status::Undetermined);
    if may_pay && bounds.too_large {
        pass.overflow();
    }
    let no_floor = bounds.lo == 0 || status == Status::Undetermined;
    let figure_is_missing = no_floor
        && may_pay
        && open::lacks_figure(
            source,
            &open_amount(source, pass, measure),
            bounds.word == Some(Word::AtMost),
        );
    Row {
        measure: id,
        item,
        status,
        amount: amount::amount(measure, status, bounds, figure_is_missing),
    }
}

/// The inputs that keep a measure's amount open
pub(crate) fn open_amount(
    source: Source<'_>,
    pass: &Workspace,
    measure: &Measure,
) -> Vec<OpenInput> {
    let mut found = Vec::new();
    for alternative in &measure.amount {
        let when = alternative
            .when
            .map_or(Truth::True, |node| pass.truth(node));
        if when == Truth::False {
            continue;
        }
        let nodes = [
            alternative.when,
            alternative.floor,
            alternative.ceiling,
            alternative.cap,
        ];
        for node in nodes.into_iter().flatten() {
            open::collect(source, pass, node, &mut found);
        }
        if when == Truth::True {
            break;
        }
    }
    found
}

/// The inputs that keep a row open
pub(crate) fn open_inputs(
    source: Source<'_>,
    pass: &Workspace,
    measure: &Measure,
    status: Status,
) -> Vec<OpenInput> {
    let mut found = Vec::new();
    if matches!(status, Status::NotEligible | Status::NotApplicable) {
        return found;
    }
    open::collect(source, pass, measure.eligible, &mut found);
    for open in open_amount(source, pass, measure) {
        if !found.contains(&open) {
            found.push(open);
        }
    }
    found
}

/// Whether the document itself leaves room to the authority
pub(crate) fn has_discretion(measure: &Measure, pass: &Workspace, row: &Row) -> bool {
    let word = amount::bounds(measure, pass).word;
    let settled = row.amount.hi == Some(row.amount.lo);
    let wide = match word {
        Some(Word::AtMost | Word::Unspecified) => true,
        Some(Word::AtLeast) => !settled,
        _ => false,
    };
    row.may_pay() && (!measure.entitles || (wide && !measure.amount.is_empty()))
}
