//! Where each finding is shown, and what decided it: sorting for the eye, without a word.
//!
//! Pure. Whether something is given and how much was settled by the engine and stays as it is.

use tradeaid_engine::node::Node;
use tradeaid_engine::pack::{Measure, Nature, Pick, Word};
use tradeaid_engine::{
    Assessment, Finding, GroupOutcome, Member, NodeId, Pack, Reason, Status, Truth,
};
use tradeaid_wire::KnownCase;

/// An answer and the case it belongs to
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The case, as it was read
    pub known: KnownCase,
    /// What follows from it
    pub answer: Assessment,
    /// The id of the result
    pub id: String,
}

/// A part of the result
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Shelf {
    /// Cash that is certain
    Sure,
    /// Cash that may come
    May,
    /// Prices and taxes
    Other,
    /// Services, whatever comes of them
    Service,
    /// What is not given
    No,
    /// What the case has no item for
    Apart,
}

/// All shelves, in the order they are shown
pub(crate) const SHELVES: [Shelf; 6] = [
    Shelf::Sure,
    Shelf::May,
    Shelf::Other,
    Shelf::Service,
    Shelf::No,
    Shelf::Apart,
];

/// Where a finding is shown
#[must_use]
pub(crate) fn shelf(finding: &Finding, nature: Nature) -> Shelf {
    let row = &finding.row;
    match row.status {
        _ if nature == Nature::Service => Shelf::Service,
        Status::NotApplicable => Shelf::Apart,
        Status::NotEligible => Shelf::No,
        _ if nature != Nature::Cash => Shelf::Other,
        Status::Eligible if row.amount.lo > 0 => Shelf::Sure,
        _ => Shelf::May,
    }
}

/// How a group makes one support of several
fn picks(pack: &Pack, outcome: &GroupOutcome) -> Option<Pick> {
    let group = pack.groups.get(outcome.group.index())?;
    Some(group.pick)
}

/// The group that takes the highest of several supports for a finding's object, if it has one
#[must_use]
pub(crate) fn group<'a>(
    pack: &Pack,
    answer: &'a Assessment,
    finding: &Finding,
) -> Option<&'a GroupOutcome> {
    answer.groups.iter().find(|outcome| {
        outcome.item == finding.row.item
            && picks(pack, outcome) == Some(Pick::Highest)
            && may_bring(outcome, finding)
    })
}

/// Whether a finding's measure is a member of a group that may bring something
#[must_use]
pub(crate) fn may_bring(outcome: &GroupOutcome, finding: &Finding) -> bool {
    let own = Member::Measure(finding.row.measure);
    for (member, _, hi) in &outcome.members {
        if *member == own && *hi != Some(0) {
            return true;
        }
    }
    false
}

/// Whether another measure surely counts instead, so that this one is shown beside it only
#[must_use]
pub(crate) fn gives_way(outcome: &GroupOutcome, finding: &Finding) -> bool {
    matches!(outcome.winner, Some(Member::Measure(winner)) if winner != finding.row.measure)
}

/// Whether a finding is the one that shows the group: the winner, else the first that may bring something
#[must_use]
pub(crate) fn shows_group(outcome: &GroupOutcome, finding: &Finding) -> bool {
    let (mut shown, mut count) = (None, 0);
    for (member, _, hi) in &outcome.members {
        if *hi == Some(0) {
            continue;
        }
        count += 1;
        if let Member::Measure(id) = member {
            shown = shown.or(Some(*id));
        }
    }
    if let Some(Member::Measure(winner)) = outcome.winner {
        shown = Some(winner);
    }
    shown == Some(finding.row.measure) && count > 1
}

/// The reasons that decided against a measure, in the order they are explained
#[must_use]
pub(crate) fn deciding<'a>(
    pack: &Pack,
    measure: &Measure,
    finding: &'a Finding,
) -> Vec<&'a Reason> {
    let tree = Tree {
        pack,
        measure,
        finding,
    };
    let mut decides = vec![false; finding.reasons.len()];
    tree.mark(measure.eligible, &mut decides);
    let mut found = Vec::new();
    for (reason, decides) in finding.reasons.iter().zip(decides) {
        if decides {
            found.push(reason);
        }
    }
    found
}

/// The condition tree of a measure with the verdicts of its leaves
struct Tree<'a> {
    pack: &'a Pack,
    measure: &'a Measure,
    finding: &'a Finding,
}

impl Tree<'_> {
    fn leaf(&self, id: NodeId) -> Option<usize> {
        self.measure
            .conditions
            .iter()
            .position(|condition| condition.node == id)
    }

    fn truth(&self, id: NodeId) -> Truth {
        if let Some(reason) = self
            .leaf(id)
            .and_then(|index| self.finding.reasons.get(index))
        {
            return reason.holds;
        }
        let (run, mut truth, join): (_, _, fn(Truth, Truth) -> Truth) = match self.pack.node(id) {
            Some(Node::All(run)) => (run, Truth::True, Truth::and),
            Some(Node::Any(run)) => (run, Truth::False, Truth::or),
            Some(Node::Not(of)) => return self.truth(*of).not(),
            _ => return Truth::Open,
        };
        for argument in self.pack.arguments_of(*run) {
            truth = join(truth, self.truth(*argument));
        }
        truth
    }

    /// Every failing leaf below a node that fails; a leaf that fails beside one that holds decides nothing.
    fn mark(&self, id: NodeId, decides: &mut [bool]) {
        if self.truth(id) != Truth::False {
            return;
        }
        if let Some(index) = self.leaf(id) {
            if let Some(decides) = decides.get_mut(index) {
                *decides = true;
            }
            return;
        }
        if let Some(Node::All(run) | Node::Any(run)) = self.pack.node(id) {
            for argument in self.pack.arguments_of(*run) {
                self.mark(*argument, decides);
            }
        }
    }
}

/// Whether the law gives a cost in full: 全额
#[must_use]
pub(crate) fn is_in_full(pack: &Pack, measure: &Measure) -> bool {
    let [only] = measure.amount.as_slice() else {
        return false;
    };
    let node = only.ceiling.and_then(|id| match pack.node(id) {
        Some(Node::Round { of, .. }) => pack.node(*of),
        node => node,
    });
    only.word == Word::Exactly && matches!(node, Some(Node::Input(_)))
}

#[cfg(test)]
mod tests {
    use tradeaid_engine::tally;

    use super::*;
    use crate::fixture::{model, scenarios};
    use crate::model::WANTED;

    #[test]
    fn what_is_refused_has_reasons_and_what_is_given_has_none_against_it() {
        let mut refused = 0;
        for (name, case) in scenarios() {
            let model = model(&case);
            let outcome = model.reckon(WANTED).outcome.unwrap();
            let pack = model.calculator.engine().pack();
            for finding in &outcome.answer.findings {
                let reasons = deciding(pack, &pack.measures[finding.row.measure.index()], finding);
                assert!(reasons.iter().all(|reason| reason.holds == Truth::False));
                let status = finding.row.status;
                assert_eq!(
                    !reasons.is_empty(),
                    status == Status::NotEligible,
                    "{name} {finding:?}"
                );
                refused += usize::from(status == Status::NotEligible);
            }
        }
        assert!(refused > 0);
    }

    #[test]
    fn the_sum_is_the_engines_total_where_every_support_has_a_number() {
        for (name, case) in scenarios() {
            let model = model(&case);
            let answer = model.reckon(WANTED).outcome.unwrap().answer;
            let sum = tally(model.calculator.engine().pack(), &answer);
            assert_eq!(sum.lo, answer.total.lo, "{name}");
            assert!(sum.lo <= sum.hi, "{name}");
            assert!(answer.total.hi.is_none_or(|hi| sum.hi <= hi), "{name}");
            assert_eq!(sum.missing == 0, answer.total.complete, "{name}");
            if sum.missing == 0 {
                assert_eq!(Some(sum.hi), answer.total.hi, "{name}");
            }
        }
    }

    #[test]
    fn the_higher_of_two_supports_shows_the_group_and_the_other_gives_way() {
        let (_, case) = scenarios()
            .into_iter()
            .find(|(name, _)| name == "S06.json")
            .unwrap();
        let model = model(&case);
        let answer = model.reckon(WANTED).outcome.unwrap().answer;
        let pack = model.calculator.engine().pack();
        let names = &model.calculator.names().measures;
        let roles = |id: &str| {
            let finding = answer
                .findings
                .iter()
                .find(|finding| names[finding.row.measure.index()].id == id);
            let finding = finding.unwrap();
            let group = group(pack, &answer, finding).unwrap();
            (shows_group(group, finding), gives_way(group, finding))
        };
        assert_eq!(roles("premium_small_micro"), (true, false));
        assert_eq!(roles("premium_specialty_agriculture"), (false, true));
    }
}
