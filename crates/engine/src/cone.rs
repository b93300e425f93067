//! Which nodes a measure rests on, found once when a pack is loaded.

use crate::evaluate::Source;
use crate::pack::Measure;
use crate::{InputId, NodeId, Pack, Workspace};

/// The nodes a measure rests on, in topological order
#[derive(Clone, Debug, Default)]
pub(crate) struct Cone {
    pub(crate) nodes: Vec<NodeId>,
    roots: Vec<NodeId>,
}

impl Cone {
    pub(crate) fn of(pack: &Pack, measure: &Measure) -> Self {
        let amounts = measure
            .amount
            .iter()
            .flat_map(|a| [a.when, a.floor, a.ceiling, a.cap])
            .flatten();
        let roots: Vec<NodeId> = std::iter::once(measure.eligible).chain(amounts).collect();
        let mut marked = vec![false; pack.nodes.len()];
        let mut pending = roots.clone();
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
        Self { nodes, roots }
    }

    /// The inputs that reach the roots along more than one open path: only these can make
    /// node-by-node bounds wider than they need to be
    pub(crate) fn entangled(&self, source: Source<'_>, pass: &Workspace) -> Vec<InputId> {
        let mut paths = vec![0_u8; source.pack.nodes.len()];
        for root in &self.roots {
            add(&mut paths, *root, 1);
        }
        let mut inputs: Vec<(InputId, u8)> = Vec::new();
        for id in self.nodes.iter().rev() {
            let count = paths.get(id.index()).copied().unwrap_or(0);
            let Some(node) = source.pack.node(*id) else {
                continue;
            };
            if count == 0 || pass.get(*id).is_point() {
                continue;
            }
            if let Some(input) = node.input() {
                match inputs.iter_mut().find(|(known, _)| *known == input) {
                    Some((_, sum)) => *sum = sum.saturating_add(count),
                    None => inputs.push((input, count)),
                }
            }
            node.for_each_argument(source.pack, |argument| add(&mut paths, argument, count));
        }
        inputs
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(input, _)| input)
            .collect()
    }
}

fn add(paths: &mut [u8], node: NodeId, count: u8) {
    if let Some(place) = paths.get_mut(node.index()) {
        *place = place.saturating_add(count);
    }
}
