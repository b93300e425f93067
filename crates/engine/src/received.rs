//! Support that was received from elsewhere, and what it leaves of a new one.
//!
//! The cost bears all of it, whoever paid it; a clause against double payment speaks of that of one level alone.

use crate::amount::cents;
use crate::engine::Worksheet;
use crate::group::Member;
use crate::open::{self, OpenInput};
use crate::span::Span;
use crate::{ItemId, Rounding, Truth};

/// One support received
pub(crate) struct Receipt {
    /// The item that lists it
    pub(crate) id: ItemId,
    /// The item it is for, if that is said
    refers_to: Option<ItemId>,
    /// How much it is for whatever it is for
    amount: Span,
    /// Whether the clause speaks of it
    pub(crate) counts: Truth,
    /// Whether what goes beyond it is still paid
    remainder: Truth,
    /// What keeps it open
    open: Vec<OpenInput>,
}

impl Receipt {
    /// Whether it can be for an item
    pub(crate) fn may_be_for(&self, item: ItemId) -> bool {
        self.refers_to.is_none_or(|to| to == item)
    }

    /// What of it is for an item that it can be for, if it counts by a truth that may hold
    fn share(&self, counts: Truth) -> Span {
        let sure = self.refers_to.is_some() && counts == Truth::True;
        Span {
            lo: if sure { self.amount.lo } else { 0 },
            hi: self.amount.hi,
        }
    }

    /// What the clause speaks of
    pub(crate) fn same(&self) -> Span {
        self.share(self.counts)
    }
}

/// Everything the case lists as received
pub(crate) fn receipts(sheet: &mut Worksheet<'_>) -> Vec<Receipt> {
    let mut result = Vec::new();
    let Some(received) = sheet.pack().received else {
        return result;
    };
    for index in 0..sheet.case.items.len() {
        let Some(id) = u16::try_from(index).ok().map(ItemId) else {
            break;
        };
        let item = sheet.case.items.get(index);
        let Some(item) = item.filter(|item| item.kind == received.kind) else {
            continue;
        };
        let refers_to = item.refers_to;
        let view = sheet.view(Some(id));
        let amount = *view.pass.number(received.amount);
        let counts = view.pass.truth(received.counts);
        let remainder = received.remainder;
        let mut nodes = vec![received.amount, received.counts];
        nodes.extend(remainder.filter(|_| counts.may_hold()));
        let (least, most) = (
            cents(&amount.lo, Rounding::HalfUp),
            cents(&amount.hi, Rounding::HalfUp),
        );
        let receipt = Receipt {
            id,
            refers_to,
            amount: Span {
                lo: least.unwrap_or(0),
                hi: most,
            },
            counts,
            remainder: remainder.map_or(Truth::Open, |node| view.pass.truth(node)),
            open: open::collect(&view, nodes),
        };
        if least.is_none() || (most.is_none() && amount.hi.is_finite()) {
            sheet.pass.overflow();
        }
        result.push(receipt);
    }
    result
}

/// What was received for one item already
pub(crate) struct Already {
    /// All of it
    all: Span,
    /// What the clause speaks of
    same: Span,
    /// The greatest of that, which counts once
    greatest: Span,
    /// What the clause does not speak of
    other: Span,
    /// Whether nothing is paid beyond it
    bars: Truth,
    open: Vec<OpenInput>,
}

impl Default for Already {
    fn default() -> Self {
        Self {
            all: Span::NOTHING,
            same: Span::NOTHING,
            greatest: Span::NOTHING,
            other: Span::NOTHING,
            bars: Truth::False,
            open: Vec::new(),
        }
    }
}

impl Already {
    pub(crate) fn add(&mut self, receipt: &Receipt) {
        let all = receipt.share(Truth::True);
        self.all.add(&all);
        if receipt.counts.may_hold() {
            self.same.add(&receipt.same());
            self.greatest = self.greatest.max(&receipt.same());
        }
        if receipt.counts.may_fail() {
            self.other.add(&receipt.share(receipt.counts.not()));
        }
        let is_some = Truth::from_possible(all.hi != Some(0), all.lo == 0);
        let bars = receipt.counts.and(receipt.remainder.not()).and(is_some);
        self.bars = self.bars.or(bars);
        for open in &receipt.open {
            if !self.open.contains(open) {
                self.open.push(*open);
            }
        }
    }

    /// What the object comes to by the clause, and what of it is new, where the measures bring `highest` at best
    pub(crate) fn settle(&self, highest: &Span, limit: &Span) -> (Span, Span) {
        let mut whole = *highest;
        whole.hold(&limit.less(&self.other));
        let mut whole = whole.max(&self.greatest);
        let mut more = highest.less(&self.same);
        more.hold(&limit.less(&self.all));
        if self.bars.may_hold() {
            whole.lo = self.greatest.lo;
            more.lo = 0;
        }
        if self.bars == Truth::True {
            whole = self.greatest;
            more = Span::NOTHING;
        }
        whole.hold(limit);
        (whole, more)
    }

    /// Whether a member that is the highest also counts, whatever is open
    pub(crate) fn lets_win(&self, winner: Member) -> bool {
        matches!(winner, Member::Received(_)) || self.bars == Truth::False
    }

    /// What keeps open what is new
    pub(crate) fn open_inputs(self, more: &Span) -> Vec<OpenInput> {
        if more.hi == Some(more.lo) {
            return Vec::new();
        }
        self.open
    }
}
