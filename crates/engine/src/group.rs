//! 就高不重复: the highest of a group counts once, sums have limits, and only cash is ever added up.

use crate::amount::{Cents, cents};
use crate::engine::Worksheet;
use crate::open::OpenInput;
use crate::pack::{Group, Nature, Pick};
use crate::received::{Already, Receipt, receipts};
use crate::row::Row;
use crate::span::Span;
use crate::{GroupId, ItemId, MeasureId, Rounding, Truth, Value};

/// A member of a group
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A measure of this pack
    Measure(MeasureId),
    /// Support received from elsewhere, by the item that lists it
    Received(ItemId),
}

/// What a group comes to for one item, or for one key of a sum
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// The group
    pub group: GroupId,
    /// The item, when the group is about one
    pub item: Option<ItemId>,
    /// Who is in it and what each would bring
    pub members: Vec<(Member, Cents, Option<Cents>)>,
    /// The member that surely counts
    pub winner: Option<Member>,
    /// Never less than this
    pub lo: Cents,
    /// Never more than this
    pub hi: Option<Cents>,
    /// What of it was not received from elsewhere already, at least
    pub more_lo: Cents,
    /// At most
    pub more_hi: Option<Cents>,
    /// The inputs of support received that keep it open
    pub open: Vec<OpenInput>,
}

/// What all cash comes to
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Never less than this
    pub lo: Cents,
    /// Never more than this; none where one part has no bound
    pub hi: Option<Cents>,
    /// Whether every part has a figure of its own
    pub complete: bool,
}

/// Adds the groups' outcomes of a set of rows, and tells what all cash comes to
pub(crate) fn settle(
    sheet: &mut Worksheet<'_>,
    rows: &[Row],
    outcomes: &mut Vec<GroupOutcome>,
) -> Total {
    let groups = &sheet.pack().groups;
    let receipts = receipts(sheet);
    let mut settling = Settling {
        sheet,
        outcomes,
        measures: Vec::new(),
        parts: Vec::new(),
    };
    for (id, group) in (0_u16..).map(GroupId).zip(groups) {
        if group.pick == Pick::Highest {
            settling.highest(id, group, rows, &receipts);
        }
    }
    let complete = settling.part_rows(rows);
    settling.part_outcomes();
    for (id, group) in (0_u16..).map(GroupId).zip(groups) {
        if group.pick == Pick::Sum {
            settling.limit(id, group);
        }
    }
    let mut sum = Span::NOTHING;
    for part in &settling.parts {
        sum.add(&part.span);
    }
    let Span { lo, hi } = sum;
    if lo == Cents::MAX || hi == Some(Cents::MAX) {
        sheet.pass.overflow();
    }
    Total { lo, hi, complete }
}

/// What one member would bring
type Bounded = (Member, Cents, Option<Cents>);

/// One thing that enters the total
#[derive(Clone, Copy)]
struct Part {
    item: Option<ItemId>,
    span: Span,
    /// Where its measures begin and end in the list of all
    measures: (usize, usize),
}

/// The parts of a sum group that share one limit
struct Sum {
    /// What they share, if that is settled
    key: Value,
    limit: Span,
    span: Span,
    parts: u32,
    members: Vec<Bounded>,
}

/// A settlement on its way
struct Settling<'a, 'b> {
    sheet: &'a mut Worksheet<'b>,
    outcomes: &'a mut Vec<GroupOutcome>,
    /// The measures of all parts, part by part
    measures: Vec<MeasureId>,
    parts: Vec<Part>,
}

impl Settling<'_, '_> {
    /// Settles what a group comes to for each item
    fn highest(&mut self, id: GroupId, group: &Group, rows: &[Row], receipts: &[Receipt]) {
        for item in (0_u16..).map(ItemId) {
            let Some(of) = self.sheet.case.items.get(item.index()) else {
                return;
            };
            if of.kind != group.kind {
                continue;
            }
            let mut members: Vec<Bounded> = Vec::new();
            for row in rows {
                if row.item == Some(item) && group.members.contains(&row.measure) {
                    let member = Member::Measure(row.measure);
                    members.push((member, row.amount.lo, row.amount.hi));
                }
            }
            let mut already = Already::default();
            let of_item = receipts.iter().filter(|receipt| receipt.may_be_for(item));
            for receipt in of_item.filter(|_| group.counts_received) {
                already.add(receipt);
                if receipt.counts.may_hold() {
                    let Span { lo, hi } = receipt.same();
                    members.push((Member::Received(receipt.id), lo, hi));
                }
            }
            // Alone, a member is settled by its own row, unless the group limits it.
            if members.len() < 2 && group.cap.is_none() {
                continue;
            }
            let mut highest = Span::NOTHING;
            for (member, lo, hi) in &members {
                if let Member::Measure(_) = member {
                    highest = highest.max(&Span { lo: *lo, hi: *hi });
                }
            }
            let (span, more) = already.settle(&highest, &limit(group, self.sheet, Some(item)));
            let winner = winner(&members).filter(|winner| already.lets_win(*winner));
            self.outcomes.push(GroupOutcome {
                group: id,
                item: Some(item),
                winner,
                members,
                lo: span.lo,
                hi: span.hi,
                more_lo: more.lo,
                more_hi: more.hi,
                open: already.open_inputs(&more),
            });
        }
    }

    /// Takes the rows that no outcome counts apart; tells whether every row has a figure of its own
    fn part_rows(&mut self, rows: &[Row]) -> bool {
        let mut complete = true;
        for row in rows {
            let measure = self.sheet.pack().measures.get(row.measure.index());
            if !row.may_pay() || measure.is_none_or(|measure| measure.nature != Nature::Cash) {
                continue;
            }
            complete &= row.amount.hi.is_some() && row.amount.kind != crate::AmountKind::Unknown;
            let member = Member::Measure(row.measure);
            let is_grouped = self.outcomes.iter().any(|outcome| {
                outcome.item == row.item && outcome.members.iter().any(|(of, ..)| *of == member)
            });
            if !is_grouped {
                let start = self.measures.len();
                self.measures.push(row.measure);
                let (lo, hi) = (row.amount.lo, row.amount.hi);
                self.part(start, row.item, Span { lo, hi });
            }
        }
        complete
    }

    fn part_outcomes(&mut self) {
        for index in 0.. {
            let Some(outcome) = self.outcomes.get(index) else {
                return;
            };
            let start = self.measures.len();
            for (member, ..) in &outcome.members {
                if let Member::Measure(measure) = member {
                    self.measures.push(*measure);
                }
            }
            let span = Span {
                lo: outcome.more_lo,
                hi: outcome.more_hi,
            };
            self.part(start, outcome.item, span);
        }
    }

    /// Adds a part, whose measures are those listed last
    fn part(&mut self, start: usize, item: Option<ItemId>, span: Span) {
        let measures = (start, self.measures.len());
        self.parts.push(Part {
            item,
            span,
            measures,
        });
    }

    /// Takes the parts of a sum group out, adds them up key by key, and puts the limited sums back.
    ///
    /// Items whose key is open stand alone for the upper bound.
    fn limit(&mut self, id: GroupId, group: &Group) {
        let mut sums = self.sums(group);
        let (mut greatest, mut a_key_is_open) = (0, false);
        for sum in &mut sums {
            sum.span.hold(&sum.limit);
            greatest = greatest.max(sum.span.lo);
            a_key_is_open |= !sum.key.is_point();
        }
        let mut kept = false;
        for sum in &mut sums {
            // Sums that might turn out to share one limit are sure only of the greatest among them.
            if a_key_is_open && (kept || sum.span.lo < greatest) {
                sum.span.lo = 0;
            } else {
                kept = true;
            }
            if sum.parts > 1 {
                self.outcomes.push(GroupOutcome {
                    group: id,
                    item: None,
                    members: std::mem::take(&mut sum.members),
                    winner: None,
                    lo: sum.span.lo,
                    hi: sum.span.hi,
                    more_lo: sum.span.lo,
                    more_hi: sum.span.hi,
                    open: Vec::new(),
                });
            }
            let start = self.measures.len();
            self.measures.extend_from_slice(&group.members);
            self.part(start, None, sum.span);
        }
    }

    /// Takes the parts of a sum group out and adds them up key by key
    fn sums(&mut self, group: &Group) -> Vec<Sum> {
        let mut sums: Vec<Sum> = Vec::new();
        let parts = std::mem::take(&mut self.parts);
        for part in &parts {
            let measures = self.measures.get(part.measures.0..part.measures.1);
            let measures = measures.unwrap_or(&[]);
            if !measures.iter().any(|of| group.members.contains(of)) {
                self.parts.push(*part);
                continue;
            }
            let view = self.sheet.view(part.item);
            // Without a key nothing parts the items: all of them share one limit.
            let one = &Value::Truth(Truth::True);
            let key = group.key.map_or(one, |node| view.pass.get(node));
            let same = |sum: &Sum| key.is_point() && sum.key == *key;
            let index = sums.iter().position(same).unwrap_or(sums.len());
            if index == sums.len() {
                sums.push(Sum {
                    key: *key,
                    limit: limit(group, self.sheet, part.item),
                    span: Span::NOTHING,
                    parts: 0,
                    members: Vec::new(),
                });
            }
            if let Some(sum) = sums.get_mut(index) {
                sum.span.add(&part.span);
                sum.parts += 1;
                for measure in measures {
                    let Span { lo, hi } = part.span;
                    sum.members.push((Member::Measure(*measure), lo, hi));
                }
            }
        }
        sums
    }
}

/// What a group's amount never exceeds, as far as it is known
fn limit(group: &Group, sheet: &mut Worksheet<'_>, item: Option<ItemId>) -> Span {
    let mut limit = Span::ANYTHING;
    if let Some(node) = group.cap {
        let view = sheet.view(item);
        let cap = view.pass.number(node);
        limit.lo = cents(&cap.lo, Rounding::HalfUp).unwrap_or(limit.lo);
        limit.hi = cents(&cap.hi, Rounding::HalfUp);
    }
    limit
}

/// The member that surely brings something, and at least as much as any other can
fn winner(members: &[Bounded]) -> Option<Member> {
    for (member, lo, hi) in members {
        let is_beaten = members
            .iter()
            .any(|(other, _, hi)| other != member && hi.is_none_or(|hi| hi > *lo));
        if *lo > 0 && hi.is_none_or(|hi| hi > 0) && !is_beaten {
            return Some(*member);
        }
    }
    None
}
