//! The last gate before a pack runs: order, types, scopes and ranges, checked so that a pass cannot fail.

use crate::node::{Node, Test};
use crate::pack::Scope;
use crate::{Case, InputId, Item, KindId, NodeId, Number, Pack, TableId, Type, Value, Workspace};

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
    let mut checker = Checker {
        pack,
        seen: Vec::new(),
    };
    checker.graph()?;
    checker.divisors()?;
    if checker.references_fit() {
        Ok(())
    } else {
        Err(PackFault::Reference)
    }
}

/// The scopes of the runs of nodes that a pack has, in order
fn scopes_of(pack: &Pack) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for (run, _) in (0_u16..).zip(&pack.blocks) {
        scopes.push(match run.checked_sub(1) {
            None => Scope::Case,
            Some(kind) => Scope::Item(KindId(kind)),
        });
    }
    scopes
}

/// The nodes checked so far, each with its type and scope
struct Checker<'a> {
    pack: &'a Pack,
    seen: Vec<(Type, Scope)>,
}

impl Checker<'_> {
    fn graph(&mut self) -> Result<(), PackFault> {
        let pack = self.pack;
        let scopes = scopes_of(pack);
        let mut next = 0;
        for scope in &scopes {
            let block = pack.block(*scope);
            if block.start != next && !block.is_empty() {
                return Err(PackFault::Shape);
            }
            next = next.max(block.end);
        }
        let blocks_fit = scopes.len() <= usize::from(pack.kinds).saturating_add(1);
        if next != pack.nodes.len() || next > MAX_NODES || !blocks_fit {
            return Err(PackFault::Shape);
        }
        for scope in &scopes {
            for node in pack.nodes.get(pack.block(*scope)).unwrap_or(&[]) {
                self.node(node, *scope)?;
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, scope: Scope) -> Result<(), PackFault> {
        let id = u16::try_from(self.seen.len()).map_err(|_| PackFault::Shape)?;
        let id = NodeId(id);
        if !self.arguments_fit(node, scope) {
            return Err(PackFault::Order(id));
        }
        if node
            .input()
            .is_some_and(|input| !self.input_fits(node, input, scope))
        {
            return Err(PackFault::Input(id));
        }
        let kind = match *node {
            Node::Table(table) => self.table_type(table).ok_or(PackFault::Table(id))?,
            _ => self.type_of(node).ok_or(PackFault::Type(id))?,
        };
        self.seen.push((kind, scope));
        Ok(())
    }

    /// Whether a node reads only what comes before it and belongs to its item or to the case
    fn arguments_fit(&self, node: &Node, scope: Scope) -> bool {
        let mut fits = match *node {
            Node::All(run) | Node::Any(run) | Node::Least(run) | Node::Greatest(run) => {
                run.count > 0 && self.pack.arguments_of(run).len() == usize::from(run.count)
            }
            _ => true,
        };
        node.for_each_argument(self.pack, |argument| {
            fits = fits && self.is_visible(argument, scope);
        });
        fits
    }

    fn input_fits(&self, node: &Node, input: InputId, scope: Scope) -> bool {
        self.pack.input(input).is_some_and(|input| {
            let visible = input.scope == Scope::Case || input.scope == scope;
            let yearly = matches!(node, Node::Figure { .. }) == input.yearly;
            let case_level = !input.yearly || input.scope == Scope::Case;
            visible && yearly && case_level && input.domain.kind().is_some()
        })
    }

    /// The type of a node, if its arguments have the types it needs
    fn type_of(&self, node: &Node) -> Option<Type> {
        let (wanted, result) = match *node {
            Node::Constant(value) => (Type::Truth, value.kind()),
            Node::Input(input) => (Type::Truth, self.declared(input)?),
            Node::Figure { input, .. } => {
                let kind = self.declared(input)?;
                (Type::Number, (kind == Type::Number).then_some(kind)?)
            }
            Node::Parameter { input, .. } => (Type::Date, self.declared(input)?),
            Node::Derived { input, .. } => {
                let kind = self.declared(input)?;
                (kind, kind)
            }
            Node::Exists(_) | Node::Not(_) | Node::All(_) | Node::Any(_) => {
                (Type::Truth, Type::Truth)
            }
            Node::Compare { left, .. } => match self.kind(left)? {
                kind @ (Type::Number | Type::Date) => (kind, Type::Truth),
                _ => return None,
            },
            Node::OneOf { .. } => (Type::Choice, Type::Truth),
            Node::DaysBetween { .. } | Node::YearOf(_) => (Type::Date, Type::Number),
            Node::Choose {
                when,
                then,
                otherwise,
            } => {
                let kind = self.kind(then)?;
                let fits = self.kind(when)? == Type::Truth && self.kind(otherwise)? == kind;
                return fits.then_some(kind);
            }
            _ => (Type::Number, Type::Number),
        };
        let mut fits = true;
        node.for_each_argument(self.pack, |argument| {
            fits = fits && self.kind(argument) == Some(wanted);
        });
        fits.then_some(result)
    }

    fn table_type(&self, table: TableId) -> Option<Type> {
        let table = self.pack.tables.get(table.index())?;
        let kind = table.rows.first()?.output.kind();
        for row in &table.rows {
            if row.output.kind() != kind || row.tests.len() != table.columns.len() {
                return None;
            }
            for (column, test) in table.columns.iter().zip(&row.tests) {
                let wanted = match test {
                    Test::Any => continue,
                    Test::OneOf(_) => Type::Choice,
                    Test::Between { .. } => Type::Number,
                };
                if self.kind(*column)? != wanted {
                    return None;
                }
            }
        }
        Some(kind)
    }

    /// Runs the graph with nothing known: the divisors' bounds then hold for every case.
    fn divisors(&self) -> Result<(), PackFault> {
        let pack = self.pack;
        let mut pass = Workspace::new(pack);
        let case = Case::unknown(pack);
        pass.run_case(pack, &case);
        for scope in &scopes_of(pack) {
            if let Scope::Item(kind) = scope {
                pass.run_item(pack, &case, &Item::unknown(pack, *kind));
            }
            for node in pack.nodes.get(pack.block(*scope)).unwrap_or(&[]) {
                if let Node::Over(_, divisor) = node
                    && pass.pass().number(*divisor).lo <= Number::ZERO
                {
                    return Err(PackFault::Divisor(*divisor));
                }
            }
        }
        Ok(())
    }

    fn references_fit(&self) -> bool {
        let pack = self.pack;
        let mut fits = true;
        let mut need = |wanted: bool| fits = fits && wanted;
        for measure in &pack.measures {
            let scope = measure.scope;
            let truth = |node| self.is(node, Type::Truth, scope);
            let number = |node| self.is(node, Type::Number, scope);
            need(truth(Some(measure.eligible)));
            for condition in &measure.conditions {
                need(truth(Some(condition.node)));
            }
            for alternative in &measure.amount {
                need(truth(alternative.when));
                need(number(alternative.floor));
                need(number(alternative.ceiling));
                need(number(alternative.cap));
            }
            for figure in &measure.figures {
                need(number(Some(figure.node)));
            }
            for warning in &measure.warnings {
                need(truth(warning.when));
            }
        }
        for group in &pack.groups {
            let scope = Scope::Item(group.kind);
            for member in &group.members {
                let measure = pack.measures.get(member.index());
                need(measure.is_some_and(|measure| measure.scope == scope));
            }
            need(self.is(group.cap, Type::Number, scope));
            need(group.key.is_none_or(|node| self.is_visible(node, scope)));
        }
        if let Some(received) = pack.received {
            let scope = Scope::Item(received.kind);
            need(self.is(Some(received.counts), Type::Truth, scope));
            need(self.is(Some(received.amount), Type::Number, scope));
        }
        for check in &pack.checks {
            need(self.is(Some(check.node), Type::Truth, check.scope));
        }
        for derivation in &pack.derivations {
            need(self.kind(derivation.node).is_some());
        }
        for input in &pack.inputs {
            let kind = input.domain.kind();
            let fits = |value: &Value| Some(value.kind()) == kind;
            need(input.assumed.as_ref().is_none_or(fits));
            for dated in &input.dated {
                need(fits(&dated.value));
            }
        }
        fits
    }

    fn kind(&self, node: NodeId) -> Option<Type> {
        self.seen.get(node.index()).map(|(kind, _)| *kind)
    }

    fn declared(&self, input: InputId) -> Option<Type> {
        self.pack.input(input)?.domain.kind()
    }

    fn is_visible(&self, node: NodeId, scope: Scope) -> bool {
        self.seen
            .get(node.index())
            .is_some_and(|(_, of)| *of == Scope::Case || *of == scope)
    }

    /// Whether a node, if one is named, has this type and can be seen from this scope
    fn is(&self, node: Option<NodeId>, wanted: Type, scope: Scope) -> bool {
        node.is_none_or(|node| self.kind(node) == Some(wanted) && self.is_visible(node, scope))
    }
}
