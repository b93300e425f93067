//! Which nodes a measure rests on, and in which ways its open inputs reach it.

use crate::evaluate::Source;
use crate::node::{Comparison, Node};
use crate::open::{self, OpenInput};
use crate::pack::{Domain, Measure};
use crate::{Interval, NodeId, Number, Pack, Truth, Workspace};

/// The nodes a measure rests on, in topological order; found once when a pack is loaded
#[derive(Clone, Debug, Default)]
pub(crate) struct Cone {
    pub(crate) nodes: Vec<NodeId>,
}

impl Cone {
    pub(crate) fn of(pack: &Pack, measure: &Measure) -> Self {
        let amounts = measure
            .amount
            .iter()
            .flat_map(|a| [a.when, a.floor, a.ceiling, a.cap])
            .flatten();
        let mut pending: Vec<NodeId> = std::iter::once(measure.eligible).chain(amounts).collect();
        let mut marked = vec![false; pack.nodes.len()];
        while let Some(id) = pending.pop() {
            let Some(mark) = marked.get_mut(id.index()) else {
                continue;
            };
            if !std::mem::replace(mark, true)
                && let Some(node) = pack.node(id)
            {
                node.for_each_argument(pack, |argument| pending.push(argument));
            }
        }
        let nodes = (0_u16..)
            .map(NodeId)
            .zip(&marked)
            .filter(|(_, marked)| **marked)
            .map(|(id, _)| id)
            .collect();
        Self { nodes }
    }

    /// The ways in which what is open reaches a measure's status and amount, in the latest pass
    pub(crate) fn ways(&self, source: Source<'_>, pass: &Workspace, measure: &Measure) -> Ways {
        let mut spread = Spread {
            source,
            pass,
            reach: vec![Way::default(); source.pack.nodes.len()],
        };
        spread.roots(measure);
        let mut ways = Ways {
            inputs: Vec::new(),
            all_attained: true,
        };
        for id in self.nodes.iter().rev() {
            let way = spread.reach.get(id.index()).copied().unwrap_or_default();
            let Some(node) = source.pack.node(*id) else {
                continue;
            };
            if way.paths == 0 || pass.get(*id).is_point() {
                continue;
            }
            if let Some(open) = open::read_by(source, pass, node) {
                ways.note(open, way);
            }
            ways.all_attained = ways.all_attained && spread.is_attained(node);
            spread.arguments(node, way);
        }
        ways.all_attained = ways.all_attained && !ways.share_a_rate(source);
        ways
    }
}

/// How open inputs reach a measure
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    inputs: Vec<(OpenInput, Way)>,
    /// Whether every value between the bounds of each node on the way can come up where that matters
    all_attained: bool,
}

/// How one of them does
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    /// Along how many paths
    paths: u8,
    /// Whether along one of them more of it makes more, or a truth of it a truth
    rises: bool,
    /// Whether along one of them more of it makes less
    falls: bool,
}

impl Ways {
    /// Whether it comes along more than one path: only then can node-by-node bounds be too wide
    pub(crate) fn entangle(&self, open: OpenInput) -> bool {
        self.inputs
            .iter()
            .any(|(known, way)| known.input == open.input && way.paths > 1)
    }

    /// Whether the bounds are attained: whatever comes along several paths pulls the same way along all of them,
    /// so that one completion has every least value at once, and another every greatest
    pub(crate) fn are_exact(&self) -> bool {
        self.all_attained
            && self
                .inputs
                .iter()
                .all(|(_, way)| way.paths <= 1 || !(way.rises && way.falls))
    }

    /// Whether an open exchange rate stands behind two of them, or behind one and beside it: then they move together
    fn share_a_rate(&self, source: Source<'_>) -> bool {
        let mut behind = Vec::new();
        for (open, _) in &self.inputs {
            if let Some(rate) = open::waits_for(source, open.input) {
                if behind.contains(&rate) {
                    return true;
                }
                behind.push(rate);
            }
        }
        let beside = |rate| self.inputs.iter().any(|(open, _)| open.input == rate);
        behind.into_iter().any(beside)
    }

    fn note(&mut self, open: OpenInput, way: Way) {
        match self.inputs.iter_mut().find(|(known, _)| *known == open) {
            Some((_, known)) => *known = known.joined(way),
            None => self.inputs.push((open, way)),
        }
    }
}

impl Way {
    const ROOT: Self = Self {
        paths: 1,
        rises: true,
        falls: false,
    };

    const fn joined(self, other: Self) -> Self {
        Self {
            paths: self.paths.saturating_add(other.paths),
            rises: self.rises || other.rises,
            falls: self.falls || other.falls,
        }
    }

    const fn turned(self) -> Self {
        Self {
            rises: self.falls,
            falls: self.rises,
            ..self
        }
    }

    const fn either(self) -> Self {
        Self {
            rises: true,
            falls: true,
            ..self
        }
    }

    /// Through a product or quotient with this
    fn scaled(self, by: Interval) -> Self {
        if by.lo >= Number::ZERO {
            self
        } else if by.hi <= Number::ZERO {
            self.turned()
        } else {
            self.either()
        }
    }
}

/// The walk from the roots back to the inputs
struct Spread<'a> {
    source: Source<'a>,
    pass: &'a Workspace,
    reach: Vec<Way>,
}

impl Spread<'_> {
    fn roots(&mut self, measure: &Measure) {
        self.add(measure.eligible, Way::ROOT);
        for alternative in &measure.amount {
            let when = alternative
                .when
                .map_or(Truth::True, |node| self.pass.truth(node));
            if when == Truth::False {
                continue;
            }
            if let Some(node) = alternative.when {
                self.add(node, Way::ROOT.either());
            }
            let bounds = [alternative.floor, alternative.ceiling, alternative.cap];
            for node in bounds.into_iter().flatten() {
                self.add(node, Way::ROOT);
            }
            if when == Truth::True {
                break;
            }
        }
    }

    fn add(&mut self, node: NodeId, way: Way) {
        if let Some(place) = self.reach.get_mut(node.index()) {
            *place = place.joined(way);
        }
    }

    fn arguments(&mut self, node: &Node, way: Way) {
        let pack = self.source.pack;
        match *node {
            Node::Not(of) => self.add(of, way.turned()),
            Node::Compare { how, left, right } => {
                let (left_way, right_way) = match how {
                    Comparison::Below | Comparison::AtMost => (way.turned(), way),
                    Comparison::AtLeast | Comparison::Above => (way, way.turned()),
                    Comparison::Equal => (way.either(), way.either()),
                };
                self.add(left, left_way);
                self.add(right, right_way);
            }
            Node::Minus(left, right) => {
                self.add(left, way);
                self.add(right, way.turned());
            }
            Node::Times(left, right) => {
                self.add(left, way.scaled(self.pass.number(right)));
                self.add(right, way.scaled(self.pass.number(left)));
            }
            Node::Over(left, right) => {
                self.add(left, way);
                self.add(right, way.turned().scaled(self.pass.number(left)));
            }
            Node::DaysBetween { from, to } => {
                self.add(from, way.turned());
                self.add(to, way);
            }
            Node::Choose {
                when,
                then,
                otherwise,
            } => {
                let truth = self.pass.truth(when);
                self.add(when, way.either());
                for (branch, is_possible) in
                    [(then, truth.may_hold()), (otherwise, truth.may_fail())]
                {
                    if is_possible {
                        self.add(branch, way);
                    }
                }
            }
            Node::Table(table) => {
                // Each row looks at a column anew.
                let way = way.joined(way).either();
                if let Some(table) = pack.tables.get(table.index()) {
                    for column in self.pass.undecided_columns(table) {
                        self.add(column, way);
                    }
                }
            }
            Node::OneOf { .. }
            | Node::Figure { .. }
            | Node::Parameter { .. }
            | Node::Derived { .. } => {
                node.for_each_argument(pack, |argument| self.add(argument, way.either()));
            }
            _ => node.for_each_argument(pack, |argument| self.add(argument, way)),
        }
    }

    /// Two open things that their bounds let be equal surely can be so where both take every step between.
    fn is_attained(&self, node: &Node) -> bool {
        let Node::Compare {
            how: Comparison::Equal,
            left,
            right,
        } = *node
        else {
            return true;
        };
        let point = |node| self.pass.number(node).as_point();
        let takes = |node, value: Number| {
            let step = self.step(node);
            step.is_some_and(|step| value.floor_to(step) == Some(value))
        };
        match (point(left), point(right)) {
            (Some(value), _) => takes(right, value),
            (_, Some(value)) => takes(left, value),
            _ => {
                let (left, right) = (self.step(left), self.step(right));
                left.zip(right).is_some_and(|(left, right)| left == right)
            }
        }
    }

    /// The step in which a node takes all values between its bounds, where it surely does
    fn step(&self, node: NodeId) -> Option<Number> {
        match *self.source.pack.node(node)? {
            Node::YearOf(_) => Some(Number::ONE),
            Node::Figure { year, .. } if self.pass.number(year).as_point().is_none() => None,
            Node::Input(input) | Node::Figure { input, .. } => {
                match self.source.pack.input(input)?.domain {
                    Domain::Number { step, .. } => Some(step),
                    Domain::Date => Some(Number::ONE),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
