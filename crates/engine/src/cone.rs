//! Which nodes a measure rests on, and in which ways its open inputs reach it.

use crate::amount::{each_possible, push_nodes};
use crate::evaluate::View;
use crate::node::{Comparison, Node, walk};
use crate::open::{self, OpenInput};
use crate::pack::{Domain, Measure};
use crate::{Interval, NodeId, Number, Pack};

/// The nodes a measure rests on, in topological order; found once when a pack is loaded
pub(crate) fn of(pack: &Pack, measure: &Measure) -> Vec<NodeId> {
    let mut roots = Vec::new();
    measure.push_roots(&mut roots);
    pack.below(roots)
}

impl Measure {
    /// Adds the nodes that decide its status and its amount
    pub fn push_roots(&self, roots: &mut Vec<NodeId>) {
        roots.push(self.eligible);
        for alternative in &self.amount {
            push_nodes(alternative, roots);
        }
    }
}

impl Pack {
    /// Some nodes and everything they rest on, in topological order
    #[must_use]
    pub fn below(&self, roots: Vec<NodeId>) -> Vec<NodeId> {
        let mut marked = vec![false; self.nodes.len()];
        walk(self, roots, &mut |id, node, pending| {
            if let Some(mark) = marked.get_mut(id.index())
                && !*mark
            {
                *mark = true;
                node.push_arguments(self, pending);
            }
        });
        listed(&marked)
    }
}

/// The nodes that bear a mark, in order
pub(crate) fn listed(marked: &[bool]) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    for (id, marked) in (0_u16..).zip(marked) {
        if *marked {
            nodes.push(NodeId(id));
        }
    }
    nodes
}

/// The ways in which what is open reaches a measure's status and amount, in the latest pass; `nodes` are those
/// the measure rests on
pub(crate) fn ways(view: &View<'_>, nodes: &[NodeId], measure: &Measure) -> Ways {
    let mut spread = Spread {
        view,
        reach: vec![Way::NONE; view.pack.nodes.len()],
    };
    spread.roots(measure);
    let mut ways = Ways {
        inputs: Vec::new(),
        all_attained: true,
    };
    for id in nodes.iter().rev() {
        let way = spread
            .reach
            .get(id.index())
            .map_or(Way::NONE, |reach| *reach);
        let Some(node) = view.pack.node(*id) else {
            continue;
        };
        if way == Way::NONE || view.pass.get(*id).is_point() {
            continue;
        }
        if let Some(open) = open::read_by(view, node) {
            ways.note(open, way);
        }
        if let Some(input) = open::undecided_place(view, node) {
            ways.note(OpenInput { input, year: None }, way.either());
        }
        ways.all_attained = ways.all_attained && is_attained(view, node);
        spread.arguments(node, way);
    }
    ways.all_attained = ways.all_attained && !ways.share_a_rate(view);
    ways
}

/// How open inputs reach a measure
pub(crate) struct Ways {
    inputs: Vec<(OpenInput, Way)>,
    /// Whether every value between the bounds of each node on the way can come up where that matters
    all_attained: bool,
}

/// How one of them does, one bit for each thing to be said of it
#[derive(Clone, Copy, PartialEq, Eq)]
struct Way(u8);

impl Ways {
    /// Whether it comes along more than one path: only then can node-by-node bounds be too wide
    pub(crate) fn entangle(&self, open: OpenInput) -> bool {
        self.inputs
            .iter()
            .any(|(known, way)| known.input == open.input && way.has(Way::MANY))
    }

    /// Whether the bounds are attained: whatever comes along several paths pulls the same way along all of them,
    /// so that one completion has every least value at once, and another every greatest
    pub(crate) fn are_exact(&self) -> bool {
        let pulls_apart = Way(Way::MANY.0 | Way::EITHER.0);
        self.all_attained && !self.inputs.iter().any(|(_, way)| way.has(pulls_apart))
    }

    /// Whether an open exchange rate stands behind two of them, or behind one and beside it: then they move together
    fn share_a_rate(&self, view: &View<'_>) -> bool {
        for (index, (open, _)) in self.inputs.iter().enumerate() {
            let Some(rate) = open::waits_for(view, open.input) else {
                continue;
            };
            for (other, (beside, _)) in self.inputs.iter().enumerate() {
                let behind = other != index && open::waits_for(view, beside.input) == Some(rate);
                if behind || beside.input == rate {
                    return true;
                }
            }
        }
        false
    }

    fn note(&mut self, open: OpenInput, way: Way) {
        for (known, known_way) in &mut self.inputs {
            if *known == open {
                *known_way = known_way.joined(way);
                return;
            }
        }
        self.inputs.push((open, way));
    }
}

impl Way {
    /// Along no path
    const NONE: Self = Self(0);
    /// Along one path more of it makes more, or a truth of it a truth
    const RISES: Self = Self(1);
    /// Along one path more of it makes less
    const FALLS: Self = Self(2);
    const EITHER: Self = Self(Self::RISES.0 | Self::FALLS.0);
    /// Along a path
    const REACHED: Self = Self(4);
    /// Along more than one path
    const MANY: Self = Self(8);
    const ROOT: Self = Self(Self::REACHED.0 | Self::RISES.0);

    const fn has(self, all: Self) -> bool {
        self.0 & all.0 == all.0
    }

    const fn joined(self, other: Self) -> Self {
        let both = if self.has(Self::REACHED) && other.has(Self::REACHED) {
            Self::MANY
        } else {
            Self::NONE
        };
        Self(self.0 | other.0 | both.0)
    }

    const fn turned(self) -> Self {
        let rises = self.0 & Self::RISES.0;
        let falls = self.0 & Self::FALLS.0;
        Self(self.0 & !Self::EITHER.0 | rises << 1 | falls >> 1)
    }

    const fn either(self) -> Self {
        Self(self.0 | Self::EITHER.0)
    }

    /// Through a node that pulls so
    const fn through(self, pull: Pull) -> Self {
        match pull {
            Pull::Along => self,
            Pull::Against => self.turned(),
            Pull::Either => self.either(),
        }
    }
}

/// What more of an argument makes of a node
#[derive(Clone, Copy)]
enum Pull {
    /// More of it
    Along,
    /// Less of it
    Against,
    /// More or less
    Either,
}

impl Pull {
    /// In a product or quotient with this
    fn beside(other: &Interval) -> Self {
        if other.lo >= Number::ZERO {
            Self::Along
        } else if other.hi <= Number::ZERO {
            Self::Against
        } else {
            Self::Either
        }
    }

    const fn turned(self) -> Self {
        match self {
            Self::Along => Self::Against,
            Self::Against => Self::Along,
            Self::Either => Self::Either,
        }
    }
}

/// The walk from the roots back to the inputs
struct Spread<'a> {
    view: &'a View<'a>,
    reach: Vec<Way>,
}

impl Spread<'_> {
    fn roots(&mut self, measure: &Measure) {
        self.add(measure.eligible, Way::ROOT);
        let view = self.view;
        each_possible(measure, &view.pass, &mut |alternative| {
            self.add_if(alternative.when, Way::ROOT.either());
            self.add_if(alternative.floor, Way::ROOT);
            self.add_if(alternative.ceiling, Way::ROOT);
            self.add_if(alternative.cap, Way::ROOT);
        });
    }

    fn add_if(&mut self, node: Option<NodeId>, way: Way) {
        if let Some(node) = node {
            self.add(node, way);
        }
    }

    fn add(&mut self, node: NodeId, way: Way) {
        if let Some(place) = self.reach.get_mut(node.index()) {
            *place = place.joined(way);
        }
    }

    fn arguments(&mut self, node: &Node, mut way: Way) {
        let pass = self.view.pass;
        // How the first argument pulls, and how the others do
        let (mut pull, others) = match *node {
            Node::Choose { .. } => (Pull::Either, Pull::Along),
            Node::Table(_) => {
                // Each row looks at a column anew.
                way = way.joined(way);
                (Pull::Either, Pull::Either)
            }
            Node::Compare { how, .. } => match how {
                Comparison::Below | Comparison::AtMost => (Pull::Against, Pull::Along),
                Comparison::AtLeast | Comparison::Above => (Pull::Along, Pull::Against),
                Comparison::Equal => (Pull::Either, Pull::Either),
            },
            Node::Times(left, right) => (
                Pull::beside(pass.number(right)),
                Pull::beside(pass.number(left)),
            ),
            Node::Over(left, _) => (Pull::Along, Pull::beside(pass.number(left)).turned()),
            Node::Minus(..) => (Pull::Along, Pull::Against),
            Node::DaysBetween { .. } => (Pull::Against, Pull::Along),
            Node::Not(_) => (Pull::Against, Pull::Against),
            Node::OneOf { .. }
            | Node::Figure { .. }
            | Node::Parameter { .. }
            | Node::Derived { .. } => (Pull::Either, Pull::Either),
            _ => (Pull::Along, Pull::Along),
        };
        let mut live = Vec::new();
        open::push_live(self.view, node, &mut live);
        for argument in &live {
            self.add(*argument, way.through(pull));
            pull = others;
        }
    }
}

/// Two open things that their bounds let be equal surely can be so where both take every step between.
fn is_attained(view: &View<'_>, node: &Node) -> bool {
    let Node::Compare {
        how: Comparison::Equal,
        left,
        right,
    } = *node
    else {
        return true;
    };
    // The settled one first, if one is
    let (one, other) = if view.pass.get(left).is_point() {
        (left, right)
    } else {
        (right, left)
    };
    let step_of_other = step(view, other);
    match view.pass.get(one).number().as_point() {
        Some(value) => step_of_other.is_some_and(|step| value.floor_to(step) == Some(value)),
        None => step_of_other.is_some() && step_of_other == step(view, one),
    }
}

/// The step in which a node takes all values between its bounds, where it surely does
fn step(view: &View<'_>, node: NodeId) -> Option<Number> {
    let input = match *view.pack.node(node)? {
        Node::YearOf(_) => return Some(Number::ONE),
        Node::Figure { input, year } => {
            view.pass.number(year).as_point()?;
            input
        }
        Node::Input(input) => input,
        Node::Parameter { input, .. } if !open::is_dated(view, input) => input,
        _ => return None,
    };
    match view.pack.input(input)?.domain {
        Domain::Number { step, .. } => Some(step),
        Domain::Date => Some(Number::ONE),
        _ => None,
    }
}
