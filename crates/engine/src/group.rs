//! 就高不重复: the highest of a group counts once, sums have limits, and only cash is ever added up.

use crate::amount::{Cents, cents};
use crate::evaluate::{Pass, Source, View};
use crate::pack::{Group, Nature, Pick};
use crate::row::Row;
use crate::{Case, GroupId, ItemId, MeasureId, Pack, Rounding, Truth, Value, Workspace};

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

/// The groups' outcomes and the total of a set of rows
pub(crate) fn settle(
    pack: &Pack,
    case: &Case,
    pass: &mut Workspace,
    rows: &[Row],
) -> (Vec<GroupOutcome>, Total) {
    let receipts = receipts(pack, case, pass);
    let mut settling = Settling {
        pack,
        case,
        outcomes: Vec::new(),
        parts: Vec::new(),
    };
    for (id, group) in (0_u16..).map(GroupId).zip(&pack.groups) {
        if group.pick == Pick::Highest {
            for (item, of) in (0_u16..).map(ItemId).zip(&case.items) {
                if of.kind == group.kind {
                    settling.highest(id, group, item, rows, &receipts, pass);
                }
            }
        }
    }
    let complete = settling.part(rows);
    for (id, group) in (0_u16..).map(GroupId).zip(&pack.groups) {
        if group.pick == Pick::Sum {
            settling.limit(id, group, pass);
        }
    }
    let mut total = Total {
        lo: 0,
        hi: Some(0),
        complete,
    };
    for part in &settling.parts {
        total.lo = total.lo.saturating_add(part.lo);
        total.hi = added(total.hi, part.hi);
    }
    if total.lo == Cents::MAX || total.hi == Some(Cents::MAX) {
        pass.overflow();
    }
    (settling.outcomes, total)
}

/// What one member would bring
type Bounded = (Member, Cents, Option<Cents>);

/// Support received from elsewhere, by the item it is for if that is said
type Receipt = (Option<ItemId>, Bounded);

fn receipts(pack: &Pack, case: &Case, pass: &mut Workspace) -> Vec<Receipt> {
    let mut result = Vec::new();
    let Some(received) = pack.received else {
        return result;
    };
    for (id, item) in (0_u16..).map(ItemId).zip(&case.items) {
        if item.kind != received.kind {
            continue;
        }
        pass.run_item(pack, case, item);
        let counts = pass.pass().truth(received.counts);
        let amount = *pass.pass().number(received.amount);
        if counts == Truth::False {
            continue;
        }
        let (lo, hi) = (
            cents(amount.lo, Rounding::HalfUp),
            amount.hi.to_cents(Rounding::HalfUp),
        );
        if lo.is_none() || (hi.is_none() && amount.hi.is_finite()) {
            pass.overflow();
        }
        let sure = counts == Truth::True && item.refers_to.is_some();
        let lo = lo.filter(|_| sure).unwrap_or(0);
        result.push((item.refers_to, (Member::Received(id), lo, hi)));
    }
    result
}

fn added(a: Option<Cents>, b: Option<Cents>) -> Option<Cents> {
    Some(a?.saturating_add(b?))
}

/// One thing that enters the total
#[derive(Clone, Copy)]
struct Part {
    listed: Listed,
    item: Option<ItemId>,
    lo: Cents,
    hi: Option<Cents>,
}

/// Where a part's measures are listed
#[derive(Clone, Copy)]
enum Listed {
    Row(MeasureId),
    Outcome(usize),
    Group(GroupId),
}

/// The parts of a sum group that share one limit
struct Sum {
    key: Option<Value>,
    cap: Cap,
    lo: Cents,
    hi: Option<Cents>,
    parts: u32,
    members: Vec<Bounded>,
}

/// A settlement on its way
struct Settling<'a> {
    pack: &'a Pack,
    case: &'a Case,
    outcomes: Vec<GroupOutcome>,
    parts: Vec<Part>,
}

impl Settling<'_> {
    /// Settles what a group comes to for one item
    fn highest(
        &mut self,
        id: GroupId,
        group: &Group,
        item: ItemId,
        rows: &[Row],
        receipts: &[Receipt],
        pass: &mut Workspace,
    ) {
        let mut members: Vec<Bounded> = Vec::new();
        for row in rows {
            if row.item == Some(item) && group.members.contains(&row.measure) {
                let member = Member::Measure(row.measure);
                members.push((member, row.amount.lo, row.amount.hi));
            }
        }
        for (refers_to, member) in receipts {
            if group.counts_received && refers_to.is_none_or(|to| to == item) {
                members.push(*member);
            }
        }
        // Alone, a member is settled by its own row, unless the group limits it.
        if members.len() < 2 && group.cap.is_none() {
            return;
        }
        let (mut lo, mut hi) = (0, Some(0));
        for (_, member_lo, member_hi) in &members {
            lo = lo.max(*member_lo);
            hi = hi.zip(*member_hi).map(|(a, b): (Cents, Cents)| a.max(b));
        }
        if group.cap.is_some() {
            View::run(Source::of(self.pack, self.case, Some(item)), pass);
        }
        cap(group, pass.pass()).hold(&mut lo, &mut hi);
        self.outcomes.push(GroupOutcome {
            group: id,
            item: Some(item),
            winner: winner(&members),
            members,
            lo,
            hi,
        });
    }

    /// Takes the rows and outcomes apart into what is added up; tells whether every row has a figure of its own
    fn part(&mut self, rows: &[Row]) -> bool {
        let mut complete = true;
        for row in rows {
            let measure = self.pack.measures.get(row.measure.index());
            if !row.may_pay() || measure.is_none_or(|measure| measure.nature != Nature::Cash) {
                continue;
            }
            complete &= row.amount.hi.is_some() && row.amount.kind != crate::AmountKind::Unknown;
            let member = Member::Measure(row.measure);
            let is_grouped = self.outcomes.iter().any(|outcome| {
                outcome.item == row.item && outcome.members.iter().any(|(of, ..)| *of == member)
            });
            if !is_grouped {
                self.parts.push(Part {
                    listed: Listed::Row(row.measure),
                    item: row.item,
                    lo: row.amount.lo,
                    hi: row.amount.hi,
                });
            }
        }
        for (index, outcome) in self.outcomes.iter().enumerate() {
            // What was received from elsewhere is no new money; without a bound, all of the outcome might be.
            let (mut least, mut most) = (0, 0);
            for (member, lo, hi) in &outcome.members {
                if matches!(member, Member::Received(_)) {
                    least = least.max(*lo);
                    most = most.max(hi.unwrap_or(Cents::MAX));
                }
            }
            self.parts.push(Part {
                listed: Listed::Outcome(index),
                item: outcome.item,
                lo: outcome.lo.saturating_sub(most).max(0),
                hi: outcome.hi.map(|hi| hi.saturating_sub(least).max(0)),
            });
        }
        complete
    }

    /// Takes the parts of a sum group out, adds them up key by key, and puts the limited sums back.
    ///
    /// Items whose key is open stand alone for the upper bound.
    fn limit(&mut self, id: GroupId, group: &Group, pass: &mut Workspace) {
        let mut sums = self.sums(group, pass);
        let (mut greatest, mut a_key_is_open) = (0, false);
        for sum in &mut sums {
            sum.cap.hold(&mut sum.lo, &mut sum.hi);
            greatest = greatest.max(sum.lo);
            a_key_is_open |= sum.key.is_none();
        }
        let mut kept = false;
        for sum in &mut sums {
            let (mut lo, hi) = (sum.lo, sum.hi);
            // Sums that might turn out to share one limit are sure only of the greatest among them.
            if a_key_is_open && (kept || lo < greatest) {
                lo = 0;
            } else {
                kept = true;
            }
            if sum.parts > 1 {
                self.outcomes.push(GroupOutcome {
                    group: id,
                    item: None,
                    members: std::mem::take(&mut sum.members),
                    winner: None,
                    lo,
                    hi,
                });
            }
            self.parts.push(Part {
                listed: Listed::Group(id),
                item: None,
                lo,
                hi,
            });
        }
    }

    /// Takes the parts of a sum group out and adds them up key by key
    fn sums(&mut self, group: &Group, pass: &mut Workspace) -> Vec<Sum> {
        let mut sums: Vec<Sum> = Vec::new();
        let mut members = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            members.clear();
            self.each_measure(part, &mut |measure| {
                members.push((Member::Measure(measure), part.lo, part.hi));
            });
            let belongs = |(member, ..): &Bounded| match member {
                Member::Measure(measure) => group.members.contains(measure),
                Member::Received(_) => false,
            };
            if !members.iter().any(belongs) {
                self.parts.push(part);
                continue;
            }
            let view = View::run(Source::of(self.pack, self.case, part.item), pass);
            let key = group.key.map(|node| *view.pass.get(node));
            let key = key.filter(Value::is_point);
            let known = sums.iter().position(|sum| key.is_some() && sum.key == key);
            let index = known.unwrap_or(sums.len());
            if known.is_none() {
                sums.push(Sum {
                    key,
                    cap: cap(group, view.pass),
                    lo: 0,
                    hi: Some(0),
                    parts: 0,
                    members: Vec::new(),
                });
            }
            if let Some(sum) = sums.get_mut(index) {
                sum.lo = sum.lo.saturating_add(part.lo);
                sum.hi = added(sum.hi, part.hi);
                sum.parts += 1;
                sum.members.extend_from_slice(&members);
            }
        }
        sums
    }

    fn each_measure(&self, part: Part, act: &mut dyn FnMut(MeasureId)) {
        match part.listed {
            Listed::Row(measure) => act(measure),
            Listed::Outcome(index) => {
                let outcome = self.outcomes.get(index);
                for (member, ..) in outcome.map_or(&[][..], |outcome| &outcome.members) {
                    if let Member::Measure(measure) = member {
                        act(*measure);
                    }
                }
            }
            Listed::Group(id) => {
                let group = self.pack.groups.get(id.index());
                for measure in group.map_or(&[][..], |group| &group.members) {
                    act(*measure);
                }
            }
        }
    }
}

/// What a group's amount never exceeds, as far as it is known
struct Cap {
    lo: Option<Cents>,
    hi: Option<Cents>,
}

fn cap(group: &Group, pass: Pass<'_>) -> Cap {
    let (mut lo, mut hi) = (None, None);
    if let Some(node) = group.cap {
        let cap = pass.number(node);
        lo = cents(cap.lo, Rounding::HalfUp);
        hi = cents(cap.hi, Rounding::HalfUp);
    }
    Cap { lo, hi }
}

impl Cap {
    fn hold(&self, lo: &mut Cents, hi: &mut Option<Cents>) {
        if let Some(least) = self.lo {
            *lo = least.min(*lo);
        }
        if let Some(most) = self.hi {
            *hi = Some(hi.map_or(most, |hi| hi.min(most)));
        }
    }
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
