//! The last gate before a pack runs: order, types, scopes and ranges, checked so that a pass cannot fail.

use crate::node::{Node, Test};
use crate::pack::{Alternative, Input, Scope};
use crate::{Case, InputId, Item, KindId, NodeId, Number, Pack, Type, Value, Workspace};

/// The most nodes a pack may have
pub const MAX_NODES: usize = 8_192;

/// What makes a pack unfit to run
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFault {
    /// More nodes than [`MAX_NODES`], or blocks that do not tile the graph
    Shape,
    /// A node reads one that comes later or belongs to another kind
    Order(NodeId),
    /// A node reads a value of the wrong type
    Type(NodeId),
    /// A node names an input that its scope does not have, or in the wrong way
    Input(NodeId),
    /// A node may divide by something that is not above zero
    Divisor(NodeId),
    /// A table whose rows and columns do not fit
    Table(NodeId),
    /// A measure, group, check or derivation names what does not fit it
    Reference,
}

/// Checks everything that evaluation relies on
pub(crate) fn check(pack: &Pack) -> Result<(), PackFault> {
    shape(pack)?;
    let mut types: Vec<Type> = Vec::with_capacity(pack.nodes.len());
    let mut scopes: Vec<Scope> = Vec::with_capacity(pack.nodes.len());
    for scope in scopes_of(pack) {
        for index in pack.block(scope) {
            let id = NodeId(u16::try_from(index).map_err(|_| PackFault::Shape)?);
            let node = pack.node(id).ok_or(PackFault::Shape)?;
            order(pack, id, node, scope, &scopes)?;
            input(pack, id, node, scope)?;
            types.push(type_of(pack, id, node, &types)?);
            scopes.push(scope);
        }
    }
    divisors(pack)?;
    references(pack, &types, &scopes)
}

fn scopes_of(pack: &Pack) -> impl Iterator<Item = Scope> + use<> {
    std::iter::once(Scope::Case).chain((0..pack.kinds).map(|kind| Scope::Item(KindId(kind))))
}

fn shape(pack: &Pack) -> Result<(), PackFault> {
    let mut next = 0;
    for scope in scopes_of(pack) {
        let block = pack.block(scope);
        if block.start != next && !block.is_empty() {
            return Err(PackFault::Shape);
        }
        next = next.max(block.end);
    }
    let blocks_fit = pack.blocks.len() <= usize::from(pack.kinds).saturating_add(1);
    if next != pack.nodes.len() || pack.nodes.len() > MAX_NODES || !blocks_fit {
        return Err(PackFault::Shape);
    }
    Ok(())
}

fn order(
    pack: &Pack,
    id: NodeId,
    node: &Node,
    scope: Scope,
    scopes: &[Scope],
) -> Result<(), PackFault> {
    let mut fits = true;
    node.for_each_argument(pack, |argument| {
        let visible = scopes
            .get(argument.index())
            .is_some_and(|of| *of == Scope::Case || *of == scope);
        fits = fits && argument < id && visible;
    });
    let many = match *node {
        Node::All(run) | Node::Any(run) | Node::Least(run) | Node::Greatest(run) => {
            let length = usize::from(run.count);
            length > 0 && pack.arguments_of(run).len() == length
        }
        _ => true,
    };
    if fits && many {
        Ok(())
    } else {
        Err(PackFault::Order(id))
    }
}

fn input(pack: &Pack, id: NodeId, node: &Node, scope: Scope) -> Result<(), PackFault> {
    let Some(name) = node.input() else {
        return Ok(());
    };
    let fits = pack.input(name).is_some_and(|input| {
        let visible = input.scope == Scope::Case || input.scope == scope;
        let yearly = matches!(node, Node::Figure { .. }) == input.yearly;
        let case_level = !input.yearly || input.scope == Scope::Case;
        visible && yearly && case_level && input.domain.unknown().is_some()
    });
    if fits {
        Ok(())
    } else {
        Err(PackFault::Input(id))
    }
}

fn type_of(pack: &Pack, id: NodeId, node: &Node, types: &[Type]) -> Result<Type, PackFault> {
    let of = |node: NodeId| types.get(node.index()).copied();
    let all = |wanted: Type| {
        let mut fits = true;
        node.for_each_argument(pack, |argument| fits = fits && of(argument) == Some(wanted));
        fits
    };
    let declared = |input: InputId| {
        pack.input(input)
            .and_then(|input| input.domain.unknown())
            .map(|value| value.kind())
    };
    let fault = PackFault::Type(id);
    let given = |fits: bool, result: Type| if fits { Ok(result) } else { Err(fault) };
    match *node {
        Node::Constant(value) => Ok(value.kind()),
        Node::Input(input) => declared(input).ok_or(fault),
        Node::Exists(_) => Ok(Type::Truth),
        Node::Figure { input, .. } => given(
            all(Type::Number) && declared(input) == Some(Type::Number),
            Type::Number,
        ),
        Node::Parameter { input, .. } => given(all(Type::Date), declared(input).ok_or(fault)?),
        Node::Derived { input, from } => {
            let kind = declared(input).ok_or(fault)?;
            given(of(from) == Some(kind), kind)
        }
        Node::Not(_) | Node::All(_) | Node::Any(_) => given(all(Type::Truth), Type::Truth),
        Node::Compare { .. } => given(all(Type::Number) || all(Type::Date), Type::Truth),
        Node::OneOf { .. } => given(all(Type::Choice), Type::Truth),
        Node::Plus(..)
        | Node::Minus(..)
        | Node::Times(..)
        | Node::Over(..)
        | Node::Least(_)
        | Node::Greatest(_)
        | Node::Round { .. } => given(all(Type::Number), Type::Number),
        Node::DaysBetween { .. } | Node::YearOf(_) => given(all(Type::Date), Type::Number),
        Node::Choose {
            when,
            then,
            otherwise,
        } => {
            let kind = of(then).ok_or(fault)?;
            given(
                of(when) == Some(Type::Truth) && of(otherwise) == Some(kind),
                kind,
            )
        }
        Node::Table(table) => table_type(pack, id, table.index(), types),
    }
}

fn table_type(pack: &Pack, id: NodeId, table: usize, types: &[Type]) -> Result<Type, PackFault> {
    let fault = PackFault::Table(id);
    let table = pack.tables.get(table).ok_or(fault)?;
    let kind = table
        .rows
        .first()
        .map(|row| row.output.kind())
        .ok_or(fault)?;
    let cell_fits = |column: &NodeId, test: &Test| match test {
        Test::Any => true,
        Test::OneOf(_) => types.get(column.index()) == Some(&Type::Choice),
        Test::Between { .. } => types.get(column.index()) == Some(&Type::Number),
    };
    let fits = table.rows.iter().all(|row| {
        row.output.kind() == kind
            && row.tests.len() == table.columns.len()
            && table
                .columns
                .iter()
                .zip(&row.tests)
                .all(|(column, test)| cell_fits(column, test))
    });
    if fits { Ok(kind) } else { Err(fault) }
}

/// Runs the graph with nothing known: the divisors' bounds then hold for every case.
fn divisors(pack: &Pack) -> Result<(), PackFault> {
    let mut pass = Workspace::new(pack);
    let case = Case::unknown(pack);
    pass.run_case(pack, &case);
    for scope in scopes_of(pack) {
        if let Scope::Item(kind) = scope {
            pass.run_item(pack, &case, &Item::unknown(pack, kind));
        }
        for index in pack.block(scope) {
            if let Some(Node::Over(_, divisor)) = pack.nodes.get(index)
                && pass.number(*divisor).lo <= Number::ZERO
            {
                return Err(PackFault::Divisor(*divisor));
            }
        }
    }
    Ok(())
}

fn references(pack: &Pack, types: &[Type], scopes: &[Scope]) -> Result<(), PackFault> {
    let is = |node: NodeId, kind: Type, scope: Scope| {
        types.get(node.index()) == Some(&kind)
            && scopes
                .get(node.index())
                .is_some_and(|of| *of == Scope::Case || *of == scope)
    };
    let amount = |a: &Alternative, scope: Scope| {
        a.when.is_none_or(|node| is(node, Type::Truth, scope))
            && [a.floor, a.ceiling, a.cap]
                .into_iter()
                .flatten()
                .all(|node| is(node, Type::Number, scope))
    };
    let measures = pack.measures.iter().all(|m| {
        is(m.eligible, Type::Truth, m.scope)
            && m.conditions
                .iter()
                .all(|c| is(c.node, Type::Truth, m.scope))
            && m.amount.iter().all(|a| amount(a, m.scope))
            && m.figures.iter().all(|f| is(f.node, Type::Number, m.scope))
            && m.warnings
                .iter()
                .filter_map(|w| w.when)
                .all(|node| is(node, Type::Truth, m.scope))
    });
    let groups = pack.groups.iter().all(|g| {
        let scope = Scope::Item(g.kind);
        g.members.iter().all(|m| {
            pack.measures
                .get(m.index())
                .is_some_and(|m| m.scope == scope)
        }) && g.cap.is_none_or(|node| is(node, Type::Number, scope))
            && g.key.is_none_or(|node| {
                scopes
                    .get(node.index())
                    .is_some_and(|s| *s == Scope::Case || *s == scope)
            })
    });
    let received = pack.received.is_none_or(|r| {
        let scope = Scope::Item(r.kind);
        is(r.counts, Type::Truth, scope) && is(r.amount, Type::Number, scope)
    });
    let rest = pack.checks.iter().all(|c| is(c.node, Type::Truth, c.scope))
        && pack
            .derivations
            .iter()
            .all(|d| d.node.index() < types.len())
        && pack.inputs.iter().all(values_fit);
    if measures && groups && received && rest {
        Ok(())
    } else {
        Err(PackFault::Reference)
    }
}

fn values_fit(input: &Input) -> bool {
    let kind = input.domain.unknown().map(|value| value.kind());
    let fits = |value: &Value| Some(value.kind()) == kind;
    input.assumed.as_ref().is_none_or(fits) && input.dated.iter().all(|dated| fits(&dated.value))
}
