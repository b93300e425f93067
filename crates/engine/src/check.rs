//! The last gate before a pack runs: order, types, scopes and ranges, checked so that a pass cannot fail.

use crate::node::{Node, Test};
use crate::pack::Scope;
use crate::{Case, InputId, Item, KindId, NodeId, Number, Pack, TableId, Type, Workspace};

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
        scope: Scope::Case,
        fits: true,
    };
    checker.graph()?;
    divisors(pack)?;
    checker.references();
    if checker.fits {
        Ok(())
    } else {
        Err(PackFault::Reference)
    }
}

struct Checker<'a> {
    pack: &'a Pack,
    /// The nodes checked so far, each with its type and scope
    seen: Vec<(Type, Scope)>,
    /// Whose part is being checked
    scope: Scope,
    /// Whether all references checked so far fit
    fits: bool,
}

impl Checker<'_> {
    fn graph(&mut self) -> Result<(), PackFault> {
        let pack = self.pack;
        let mut next = 0;
        for block in &pack.blocks {
            if block.start != next && !block.is_empty() {
                return Err(PackFault::Shape);
            }
            next = next.max(block.end);
        }
        let next = usize::from(next);
        let blocks_fit = pack.blocks.len() <= usize::from(pack.kinds).saturating_add(1);
        if next != pack.nodes.len() || next > MAX_NODES || !blocks_fit {
            return Err(PackFault::Shape);
        }
        let mut ids = (0_u16..).map(NodeId);
        for (run, _) in (0_u16..).zip(&pack.blocks) {
            let kind = run.checked_sub(1).map(KindId);
            self.scope = kind.map_or(Scope::Case, Scope::Item);
            let nodes = pack.nodes.get(pack.block(self.scope)).unwrap_or(&[]);
            for (node, id) in nodes.iter().zip(&mut ids) {
                let kind = self.node(node, id)?;
                self.seen.push((kind, self.scope));
            }
        }
        Ok(())
    }

    /// The type of a node, if all is well with it
    fn node(&self, node: &Node, id: NodeId) -> Result<Type, PackFault> {
        if !self.arguments_fit(node) {
            return Err(PackFault::Order(id));
        }
        if node
            .input()
            .is_some_and(|input| !self.input_fits(node, input))
        {
            return Err(PackFault::Input(id));
        }
        match *node {
            Node::Table(table) => self.table_type(table).ok_or(PackFault::Table(id)),
            _ => self.type_of(node).ok_or(PackFault::Type(id)),
        }
    }

    /// Whether a node reads only what comes before it and belongs to its item or to the case
    fn arguments_fit(&self, node: &Node) -> bool {
        let mut fits = match *node {
            Node::All(run) | Node::Any(run) | Node::Least(run) | Node::Greatest(run) => {
                run.count > 0 && self.pack.arguments_of(run).len() == usize::from(run.count)
            }
            _ => true,
        };
        node.for_each_argument(self.pack, |argument| {
            fits = fits && self.is_visible(argument);
        });
        fits
    }

    fn input_fits(&self, node: &Node, input: InputId) -> bool {
        self.pack.input(input).is_some_and(|input| {
            let visible = input.scope == Scope::Case || input.scope == self.scope;
            let yearly = matches!(node, Node::Figure { .. }) == input.yearly;
            let case_level = !input.yearly || input.scope == Scope::Case;
            visible && yearly && case_level && input.domain.kind().is_some()
        })
    }

    /// The type of a node, if its arguments have the types it needs
    fn type_of(&self, node: &Node) -> Option<Type> {
        let declared = node.input().and_then(|input| self.declared(input));
        let (wanted, result) = match *node {
            Node::Constant(value) => (Type::Truth, value.kind()),
            Node::Input(_) => (Type::Truth, declared?),
            Node::Figure { .. } => (Type::Number, declared.filter(|kind| *kind == Type::Number)?),
            Node::Parameter { .. } => (Type::Date, declared?),
            Node::Derived { .. } => (declared?, declared?),
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

    fn references(&mut self) {
        let pack = self.pack;
        for measure in &pack.measures {
            self.scope = measure.scope;
            self.need(Some(measure.eligible), Type::Truth);
            for condition in &measure.conditions {
                self.need(Some(condition.node), Type::Truth);
            }
            for alternative in &measure.amount {
                self.need(alternative.when, Type::Truth);
                self.need(alternative.floor, Type::Number);
                self.need(alternative.ceiling, Type::Number);
                self.need(alternative.cap, Type::Number);
            }
            for figure in &measure.figures {
                self.need(Some(figure.node), Type::Number);
            }
            for warning in &measure.warnings {
                self.need(warning.when, Type::Truth);
            }
        }
        for group in &pack.groups {
            self.scope = Scope::Item(group.kind);
            for member in &group.members {
                let measure = pack.measures.get(member.index());
                self.fits &= measure.is_some_and(|measure| measure.scope == self.scope);
            }
            self.need(group.cap, Type::Number);
            self.fits &= group.key.is_none_or(|node| self.is_visible(node));
        }
        if let Some(received) = pack.received {
            self.scope = Scope::Item(received.kind);
            self.need(Some(received.counts), Type::Truth);
            self.need(Some(received.amount), Type::Number);
            self.need(received.remainder, Type::Truth);
        }
        for check in &pack.checks {
            self.scope = check.scope;
            self.need(Some(check.node), Type::Truth);
        }
        for derivation in &pack.derivations {
            self.fits &= self.kind(derivation.node).is_some();
        }
        for input in &pack.inputs {
            let kind = input.domain.kind();
            if let Some(assumed) = &input.assumed {
                self.fits &= Some(assumed.kind()) == kind;
            }
            for (index, dated) in input.dated.iter().enumerate() {
                self.fits &= Some(dated.value.kind()) == kind;
                self.fits &= dated
                    .place
                    .is_none_or(|place| pack.is_place(input, place.input));
                for later in input.dated.iter().skip(index.saturating_add(1)) {
                    self.fits &= dated.from <= later.from && !dated.meets(later);
                }
            }
        }
    }

    /// Needs a node, if one is named, to have this type and to be seen from the scope being checked
    fn need(&mut self, node: Option<NodeId>, wanted: Type) {
        if let Some(node) = node {
            self.fits &= self.kind(node) == Some(wanted) && self.is_visible(node);
        }
    }

    fn kind(&self, node: NodeId) -> Option<Type> {
        self.seen.get(node.index()).map(|(kind, _)| *kind)
    }

    fn declared(&self, input: InputId) -> Option<Type> {
        self.pack.input(input)?.domain.kind()
    }

    fn is_visible(&self, node: NodeId) -> bool {
        self.seen
            .get(node.index())
            .is_some_and(|(_, of)| *of == Scope::Case || *of == self.scope)
    }
}

/// Runs the graph with nothing known: the divisors' bounds then hold for every case.
fn divisors(pack: &Pack) -> Result<(), PackFault> {
    let mut pass = Workspace::new(pack);
    let case = Case::unknown(pack);
    pass.run_case(pack, &case);
    for kind in (0..pack.kinds).map(KindId) {
        pass.run_item(pack, &case, &Item::unknown(pack, kind));
    }
    for node in &pack.nodes {
        if let Node::Over(_, divisor) = node
            && pass.pass().number(*divisor).lo <= Number::ZERO
        {
            return Err(PackFault::Divisor(*divisor));
        }
    }
    Ok(())
}
