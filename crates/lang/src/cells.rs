//! Whether any case can give conditions the truths one asks for, by the values that its inputs have.
//!
//! The values that conditions look at are cut into the cells that their comparisons tell apart, and taken as if
//! each could go with each. So a "no" holds for every case; what is too much to search counts as "yes".

use std::cmp::Ordering;

use tradeaid_engine::node::Comparison;
use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Days, Format, InputId, Names, Node, NodeId, Number, Value};

use crate::cell::Values;
use crate::coverage::{Piece, cut};
use crate::graph::Graph;

/// How many nodes are looked at before the search gives up
const MAX_STEPS: usize = 100_000;

/// What comparisons look at
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A truth of its own
    Flag(NodeId),
    /// A number, a day or a choice that is held against what the pack writes
    Value(NodeId),
    /// Two values held against each other, the one made first being the left
    Pair(NodeId, NodeId),
}

/// A part of what a subject can be
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cell {
    Truth(bool),
    Order(Ordering),
    In(Piece),
}

/// A comparison, taken apart
enum Atom {
    /// It comes out alike in every case
    Fixed(bool),
    /// How a number or day stands to what the pack writes
    Against(NodeId, Comparison, Number),
    /// How two values stand to each other
    Between(NodeId, NodeId, Comparison),
    /// A choice and the options that are wanted
    Among(NodeId, u64),
    /// Nothing that is taken apart any further
    Flag(NodeId),
}

/// The graph and the names of its inputs, for asking what is possible
#[derive(Clone, Copy)]
pub(crate) struct Possible<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) names: &'a Names,
}

impl Possible<'_> {
    /// Whether some case may give each condition the truth beside it
    pub(crate) fn may_be(self, wanted: &[(NodeId, bool)]) -> bool {
        let roots: Vec<NodeId> = wanted.iter().map(|(node, _)| *node).collect();
        let subjects = self.subjects(&roots);
        let cells = subjects
            .iter()
            .map(|subject| self.cells(*subject, &roots))
            .collect();
        let mut search = Search {
            of: self,
            wanted,
            subjects,
            cells,
            chosen: Vec::new(),
            steps: 0,
        };
        search.may_go_on()
    }

    /// What some conditions look at, in the order they are written
    pub(crate) fn subjects(self, roots: &[NodeId]) -> Vec<Subject> {
        let mut found = Vec::new();
        self.each_atom(roots, &mut |atom| {
            if let Some(subject) = atom.subject().filter(|subject| !found.contains(subject)) {
                found.push(subject);
            }
        });
        found
    }

    fn each_atom(self, roots: &[NodeId], visit: &mut dyn FnMut(&Atom)) {
        let mut pending: Vec<NodeId> = roots.iter().rev().copied().collect();
        let mut seen = Vec::new();
        while let Some(id) = pending.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            match self.graph.pack.node(id) {
                Some(Node::Not(of)) => pending.push(*of),
                Some(Node::All(run) | Node::Any(run)) => {
                    pending.extend(self.graph.pack.arguments_of(*run).iter().rev());
                }
                _ => visit(&self.atom(id)),
            }
        }
    }

    fn atom(self, id: NodeId) -> Atom {
        match self.graph.pack.node(id) {
            Some(Node::Constant(Value::Truth(truth))) => Atom::Fixed(truth.may_hold()),
            Some(Node::OneOf { of, wanted }) => Atom::Among(*of, wanted.bits()),
            Some(Node::Compare { how, left, right }) => self.comparison(*how, *left, *right),
            _ => Atom::Flag(id),
        }
    }

    fn comparison(self, how: Comparison, left: NodeId, right: NodeId) -> Atom {
        match (self.written(left), self.written(right)) {
            (Some(a), Some(b)) => Atom::Fixed(holds(how, a.cmp(&b))),
            (None, Some(b)) => Atom::Against(left, how, b),
            (Some(a), None) => Atom::Against(right, turned(how), a),
            (None, None) if left == right => Atom::Fixed(holds(how, Ordering::Equal)),
            (None, None) if left < right => Atom::Between(left, right, how),
            (None, None) => Atom::Between(right, left, turned(how)),
        }
    }

    /// The one number or day that a node can be
    fn written(self, id: NodeId) -> Option<Number> {
        match self.graph.pack.node(id)? {
            Node::Constant(Value::Date(days)) => days.to_interval().as_point(),
            _ => self.graph.bounds(id).as_point(),
        }
    }

    fn cells(self, subject: Subject, roots: &[NodeId]) -> Vec<Cell> {
        match subject {
            Subject::Flag(_) => vec![Cell::Truth(true), Cell::Truth(false)],
            Subject::Pair(left, right) => {
                let (a, b) = (self.graph.bounds(left), self.graph.bounds(right));
                let orders = [
                    (a.lo < b.hi, Ordering::Less),
                    (a.lo <= b.hi && b.lo <= a.hi, Ordering::Equal),
                    (b.lo < a.hi, Ordering::Greater),
                ];
                let possible = orders.into_iter().filter(|(possible, _)| *possible);
                possible.map(|(_, order)| Cell::Order(order)).collect()
            }
            Subject::Value(node) => {
                let mut ends = Vec::new();
                self.each_atom(roots, &mut |atom| {
                    if let Atom::Against(of, _, end) = atom
                        && *of == node
                    {
                        ends.push(*end);
                    }
                });
                let pieces = cut(&self.values(node), ends.into_iter());
                pieces.into_iter().map(Cell::In).collect()
            }
        }
    }

    /// Everything that a node can be
    pub(crate) fn values(self, id: NodeId) -> Values {
        let bounds = self.graph.bounds(id);
        let numbers = |grid| Values::Numbers {
            lo: bounds.lo,
            hi: bounds.hi,
            grid,
        };
        let Some(node) = self.graph.pack.node(id) else {
            return numbers(None);
        };
        if self.is_day(id) {
            let all = Days::ALL.to_interval();
            return Values::Numbers {
                lo: all.lo,
                hi: all.hi,
                grid: Some((all.lo, Number::ONE)),
            };
        }
        let domain = node.input().and_then(|input| self.graph.pack.input(input));
        match (node, domain.map(|input| &input.domain)) {
            (Node::Choose { then, .. }, _) => match self.values(*then) {
                Values::Numbers { .. } => numbers(None),
                options @ Values::Options(_) => options,
            },
            (_, Some(Domain::Choice(_))) => {
                let named = node
                    .input()
                    .and_then(|id| self.names.inputs.get(id.index()));
                Values::Options(named.map(|input| input.options.clone()).unwrap_or_default())
            }
            (
                Node::Input(input) | Node::Figure { input, .. },
                Some(Domain::Number { lo, step, .. }),
            ) if self.stands_on_steps(*input) => numbers(Some((*lo, *step))),
            (Node::YearOf(_), _) => numbers(Some((Number::ZERO, Number::ONE))),
            _ => numbers(None),
        }
    }

    /// Whether a node is a day
    pub(crate) fn is_day(self, id: NodeId) -> bool {
        match self.graph.pack.node(id) {
            Some(Node::Constant(Value::Date(_))) => true,
            Some(Node::Choose { then, .. }) => self.is_day(*then),
            Some(node) => node
                .input()
                .and_then(|input| self.graph.pack.input(input))
                .is_some_and(|input| input.domain == Domain::Date),
            None => false,
        }
    }

    /// Money that a case gives in another currency need not come to whole cents.
    fn stands_on_steps(self, input: InputId) -> bool {
        let named = self.names.inputs.get(input.index());
        named.is_some_and(|input| input.format != Format::Money)
    }
}

impl Atom {
    fn subject(&self) -> Option<Subject> {
        match *self {
            Self::Fixed(_) => None,
            Self::Flag(of) => Some(Subject::Flag(of)),
            Self::Against(of, ..) | Self::Among(of, _) => Some(Subject::Value(of)),
            Self::Between(left, right, _) => Some(Subject::Pair(left, right)),
        }
    }

    /// What it comes to in a cell of its subject
    fn in_cell(&self, cell: Cell) -> Option<bool> {
        match (self, cell) {
            (Self::Flag(_), Cell::Truth(truth)) => Some(truth),
            (Self::Between(_, _, how), Cell::Order(order)) => Some(holds(*how, order)),
            (Self::Among(_, wanted), Cell::In(Piece::Option(option))) => {
                Some(wanted.checked_shr(u32::from(option)).unwrap_or(0) & 1 == 1)
            }
            (Self::Against(_, how, end), Cell::In(Piece::Point(value))) => {
                Some(holds(*how, value.cmp(end)))
            }
            // The ends are cuts, so a stretch lies on one side of each.
            (Self::Against(_, how, end), Cell::In(Piece::Between(from, _))) => {
                let order = if *end <= from {
                    Ordering::Greater
                } else {
                    Ordering::Less
                };
                Some(holds(*how, order))
            }
            _ => None,
        }
    }
}

const fn holds(how: Comparison, order: Ordering) -> bool {
    match how {
        Comparison::Below => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Above => order.is_gt(),
    }
}

/// The same comparison read from the right
const fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Below => Comparison::Above,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Equal => Comparison::Equal,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Above => Comparison::Below,
    }
}

struct Search<'a> {
    of: Possible<'a>,
    wanted: &'a [(NodeId, bool)],
    subjects: Vec<Subject>,
    cells: Vec<Vec<Cell>>,
    /// A cell of each subject that has been settled
    chosen: Vec<Cell>,
    steps: usize,
}

impl Search<'_> {
    /// Whether the cells that are left may give what is wanted
    fn may_go_on(&mut self) -> bool {
        let mut met = true;
        for (node, wanted) in self.wanted {
            match self.truth(*node) {
                Some(truth) if truth != *wanted => return false,
                Some(_) => {}
                None => met = false,
            }
        }
        if met || self.steps > MAX_STEPS {
            return true;
        }
        let Some(cells) = self.cells.get(self.chosen.len()).cloned() else {
            return true;
        };
        for cell in cells {
            self.chosen.push(cell);
            let may = self.may_go_on();
            self.chosen.pop();
            if may {
                return true;
            }
        }
        false
    }

    /// What a condition comes to, as far as it is settled
    fn truth(&mut self, id: NodeId) -> Option<bool> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return None;
        }
        let pack = &self.of.graph.pack;
        match pack.node(id)? {
            Node::Not(of) => self.truth(*of).map(|truth| !truth),
            Node::All(run) => self.each(pack.arguments_of(*run), false),
            Node::Any(run) => self.each(pack.arguments_of(*run), true),
            _ => match self.of.atom(id) {
                Atom::Fixed(truth) => Some(truth),
                atom => {
                    let subject = atom.subject()?;
                    let place = self.subjects.iter().position(|known| *known == subject)?;
                    atom.in_cell(*self.chosen.get(place)?)
                }
            },
        }
    }

    /// What many come to, where one that is `decisive` decides
    fn each(&mut self, nodes: &[NodeId], decisive: bool) -> Option<bool> {
        let mut settled = true;
        for node in nodes {
            match self.truth(*node) {
                Some(truth) if truth == decisive => return Some(decisive),
                Some(_) => {}
                None => settled = false,
            }
        }
        settled.then_some(!decisive)
    }
}

#[cfg(test)]
mod brute;
