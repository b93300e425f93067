//! Figures that the rules themselves name. Where an input, or a sum it is part of, meets one of them, answers change.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Interval, MeasureId, Node, NodeId, Number, Value};

use super::part::Part;
use super::side::Side;

/// The figures that the rules of both packs name
#[derive(Debug, Default)]
pub(super) struct Hints {
    all: Vec<Number>,
    /// Those that an input is compared with, by its place, though not always directly
    met: Vec<(usize, Number)>,
}

impl Hints {
    /// Adds the figures that a measure's rules name
    pub(super) fn add(&mut self, side: &Side<'_>, measure: MeasureId) {
        for id in side.voice.calculator.engine().cone(measure) {
            if let Some(figure) = figure(side, *id)
                && !self.all.contains(&figure)
            {
                self.all.push(figure);
            }
            if let Some(Node::Compare { left, right, .. }) = side.pack.node(*id) {
                for (one, other) in [(left, right), (right, left)] {
                    if let Some(figure) = figure(side, *other) {
                        self.meet(side, *one, figure);
                    }
                }
            }
        }
    }

    /// All of them
    pub(super) fn figures(&self) -> &[Number] {
        &self.all
    }

    /// Cuts ranges of an input where it meets a figure
    pub(super) fn cut(&self, side: &Side<'_>, place: usize, parts: Vec<Part>) -> Vec<Part> {
        let mut inputs = side.pack.inputs.iter().zip(0_u16..);
        let step = inputs.find_map(|(input, id)| match input.domain {
            Domain::Number { step, .. } if side.place(tradeaid_engine::InputId(id)) == place => {
                Some(step)
            }
            _ => None,
        });
        let Some(step) = step else {
            return parts;
        };
        let mut starts: Vec<Number> = Vec::new();
        for (_, figure) in self.met.iter().filter(|(met, _)| *met == place) {
            let floor = figure.floor_to(step);
            let above = floor.and_then(|floor| floor.plus(step));
            starts.extend(floor.filter(|floor| floor == figure));
            starts.extend(above);
        }
        starts.sort();
        let mut cut = Vec::new();
        for part in parts {
            match part {
                Part::Number(range) => split(range, &starts, step, &mut cut),
                other => cut.push(other),
            }
        }
        cut
    }

    /// Notes a figure for every input whose value can come to what meets it
    fn meet(&mut self, side: &Side<'_>, node: NodeId, figure: Number) {
        let Some(read) = side.pack.node(node) else {
            return;
        };
        match read {
            Node::Input(input) | Node::Parameter { input, .. } | Node::Figure { input, .. } => {
                let met = (side.place(*input), figure);
                if !self.met.contains(&met) {
                    self.met.push(met);
                }
            }
            Node::Choose {
                then, otherwise, ..
            } => {
                self.meet(side, *then, figure);
                self.meet(side, *otherwise, figure);
            }
            Node::Plus(..) | Node::Minus(..) | Node::Least(_) | Node::Greatest(_) => {
                let mut parts = Vec::new();
                read.for_each_argument(side.pack, |part| parts.push(part));
                for part in parts {
                    self.meet(side, part, figure);
                }
            }
            _ => {}
        }
    }
}

fn split(range: Interval, starts: &[Number], step: Number, cut: &mut Vec<Part>) {
    let mut rest = range;
    for start in starts {
        if *start > rest.lo
            && *start <= rest.hi
            && let Some(before) = start.minus(step)
        {
            cut.push(Part::Number(Interval { hi: before, ..rest }));
            rest.lo = *start;
        }
    }
    cut.push(Part::Number(rest));
}

fn figure(side: &Side<'_>, node: NodeId) -> Option<Number> {
    match side.pack.node(node)? {
        Node::Constant(Value::Number(range)) => range.as_point(),
        _ => None,
    }
}
