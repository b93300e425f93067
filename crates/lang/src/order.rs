//! Brings a finished graph into its final order: what is used only, case level first, then kind by kind.

use tradeaid_engine::node::{Arguments, Table};
use tradeaid_engine::{KindId, Node, NodeId, Pack, Scope, TableId};

/// Renumbers the nodes of a pack into blocks; arguments keep coming before their use
pub(crate) fn into_blocks(mut pack: Pack, scopes: &[Scope]) -> Pack {
    let used = reachable(&mut pack);
    let mut order: Vec<NodeId> = Vec::new();
    let mut blocks = Vec::new();
    let kinds = (0..pack.kinds).map(|kind| Scope::Item(KindId(kind)));
    for scope in std::iter::once(Scope::Case).chain(kinds) {
        let start = order.len();
        let ids = (0_u16..).map(NodeId).zip(scopes.iter().zip(&used));
        order.extend(
            ids.filter(|(_, (of, used))| **of == scope && **used)
                .map(|(id, _)| id),
        );
        let end = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
        blocks.push(end(start)..end(order.len()));
    }
    let mut places = vec![NodeId(0); scopes.len()];
    for (place, old) in (0_u16..).map(NodeId).zip(&order) {
        if let Some(entry) = places.get_mut(old.index()) {
            *entry = place;
        }
    }
    let moved = |id: NodeId| places.get(id.index()).copied().unwrap_or(NodeId(0));
    rebuild(&mut pack, &order, &moved);
    for_each_root(&mut pack, |id| *id = moved(*id));
    pack.blocks = blocks;
    pack
}

/// Which nodes an answer depends on
fn reachable(pack: &mut Pack) -> Vec<bool> {
    let mut pending = Vec::new();
    for_each_root(pack, |id| pending.push(*id));
    let mut used = vec![false; pack.nodes.len()];
    while let Some(id) = pending.pop() {
        if let (Some(node), Some(mark)) = (pack.node(id), used.get_mut(id.index()))
            && !std::mem::replace(mark, true)
        {
            node.for_each_argument(pack, |argument| pending.push(argument));
        }
    }
    used
}

/// Writes nodes, arguments and tables anew in the given order
fn rebuild(pack: &mut Pack, order: &[NodeId], moved: &impl Fn(NodeId) -> NodeId) {
    let mut arguments = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    let mut nodes = Vec::with_capacity(order.len());
    for id in order {
        let Some(node) = pack.node(*id) else { continue };
        let mut run = |old: Arguments| {
            let start = u16::try_from(arguments.len()).unwrap_or(u16::MAX);
            arguments.extend(pack.arguments_of(old).iter().map(|id| moved(*id)));
            Arguments {
                start,
                count: old.count,
            }
        };
        let mut table = |old: TableId| {
            let id = TableId(u16::try_from(tables.len()).unwrap_or(u16::MAX));
            tables.extend(pack.tables.get(old.index()).map(|table| Table {
                columns: table.columns.iter().map(|id| moved(*id)).collect(),
                ..table.clone()
            }));
            id
        };
        nodes.push(match *node {
            Node::All(old) => Node::All(run(old)),
            Node::Any(old) => Node::Any(run(old)),
            Node::Least(old) => Node::Least(run(old)),
            Node::Greatest(old) => Node::Greatest(run(old)),
            Node::Table(old) => Node::Table(table(old)),
            single => relinked(single, moved),
        });
    }
    pack.nodes = nodes;
    pack.arguments = arguments;
    pack.tables = tables;
}

/// A node whose arguments stand in the node itself, with their new ids
fn relinked(node: Node, moved: &impl Fn(NodeId) -> NodeId) -> Node {
    match node {
        Node::Figure { input, year } => Node::Figure {
            input,
            year: moved(year),
        },
        Node::Parameter { input, on } => Node::Parameter {
            input,
            on: moved(on),
        },
        Node::Derived { input, from } => Node::Derived {
            input,
            from: moved(from),
        },
        Node::Not(of) => Node::Not(moved(of)),
        Node::Compare { how, left, right } => Node::Compare {
            how,
            left: moved(left),
            right: moved(right),
        },
        Node::OneOf { of, wanted } => Node::OneOf {
            of: moved(of),
            wanted,
        },
        Node::Plus(a, b) => Node::Plus(moved(a), moved(b)),
        Node::Minus(a, b) => Node::Minus(moved(a), moved(b)),
        Node::Times(a, b) => Node::Times(moved(a), moved(b)),
        Node::Over(a, b) => Node::Over(moved(a), moved(b)),
        Node::Round { of, how } => Node::Round { of: moved(of), how },
        Node::DaysBetween { from, to } => Node::DaysBetween {
            from: moved(from),
            to: moved(to),
        },
        Node::YearOf(of) => Node::YearOf(moved(of)),
        Node::Choose {
            when,
            then,
            otherwise,
        } => Node::Choose {
            when: moved(when),
            then: moved(then),
            otherwise: moved(otherwise),
        },
        // The others have no arguments, or have theirs in a run or a table.
        Node::Constant(_)
        | Node::Input(_)
        | Node::Exists(_)
        | Node::All(_)
        | Node::Any(_)
        | Node::Least(_)
        | Node::Greatest(_)
        | Node::Table(_) => node,
    }
}

/// Calls `visit` with every place outside the graph that names a node
fn for_each_root(pack: &mut Pack, mut visit: impl FnMut(&mut NodeId)) {
    for measure in &mut pack.measures {
        visit(&mut measure.eligible);
        measure
            .conditions
            .iter_mut()
            .for_each(|condition| visit(&mut condition.node));
        for alternative in &mut measure.amount {
            let parts = [
                &mut alternative.when,
                &mut alternative.floor,
                &mut alternative.ceiling,
                &mut alternative.cap,
            ];
            parts.into_iter().flatten().for_each(&mut visit);
        }
        measure
            .figures
            .iter_mut()
            .for_each(|figure| visit(&mut figure.node));
        measure
            .warnings
            .iter_mut()
            .filter_map(|warning| warning.when.as_mut())
            .for_each(&mut visit);
    }
    for group in &mut pack.groups {
        [&mut group.key, &mut group.cap]
            .into_iter()
            .flatten()
            .for_each(&mut visit);
    }
    if let Some(received) = &mut pack.received {
        visit(&mut received.counts);
        visit(&mut received.amount);
        received.remainder.iter_mut().for_each(&mut visit);
    }
    pack.derivations
        .iter_mut()
        .for_each(|derivation| visit(&mut derivation.node));
    pack.checks
        .iter_mut()
        .for_each(|check| visit(&mut check.node));
}
