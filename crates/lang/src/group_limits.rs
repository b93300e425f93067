//! What groups must keep to so that their amounts can be settled: one cap for each key of a sum, and no measure
//! that is counted twice or held under a limit that is not its own.

use tradeaid_engine::DatedValue;
use tradeaid_engine::pack::{Group, Pick};
use tradeaid_engine::{InputId, MeasureId, Node, NodeId, Scope};

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::said::say;
use crate::source::Span;
use crate::tree::{Data, Entry};

impl Compiler<'_> {
    /// All items with an equal key share one cap, so the cap may differ from item to item by the key alone
    pub(crate) fn check_one_cap(&mut self, key: NodeId, cap: NodeId, span: Span) {
        let Some(input) = self.differs_beside(key, cap) else {
            return;
        };
        let path = self
            .names
            .inputs
            .get(input.index())
            .map_or("", |input| input.path.as_str());
        let message = say!("wrong.cap_differs", path = path);
        let help = say!("mend.cap_differs");
        self.report.add(Code::Kind, span, message, help);
    }

    /// An input by which a value can differ between two items with an equal key
    fn differs_beside(&self, key: NodeId, value: NodeId) -> Option<InputId> {
        if value == key || self.graph.scope(value) == Scope::Case {
            return None;
        }
        let node = self.graph.pack.node(value)?;
        match node {
            Node::Parameter { input, on } => {
                let dated = &self.graph.pack.input(*input)?.dated;
                let by_year =
                    matches!(self.graph.pack.node(key), Some(Node::YearOf(day)) if day == on);
                if by_year && change_with_the_year(dated) {
                    return None;
                }
                self.differs_beside(key, *on).map(|_| *input)
            }
            Node::Derived { .. } => node.input(),
            _ if node.input().is_some_and(|input| self.is_of_an_item(input)) => node.input(),
            _ => {
                let mut found = None;
                node.for_each_argument(&self.graph.pack, |argument| {
                    found = found.or_else(|| self.differs_beside(key, argument));
                });
                found
            }
        }
    }

    fn is_of_an_item(&self, input: InputId) -> bool {
        let declared = self.graph.pack.input(input);
        declared.is_some_and(|input| input.scope != Scope::Case)
    }

    /// A measure counts once: in one group of each sort, and a sum takes in whatever competes with its members
    pub(crate) fn check_shared_members(&mut self, group: &Group, entry: &Entry) {
        let others = self.graph.pack.groups.iter().zip(&self.names.groups);
        let mut found = Vec::new();
        for (other, name) in others {
            let shared = group.members.iter().find(|id| other.members.contains(id));
            let Some(shared) = shared.copied() else {
                continue;
            };
            if other.pick == group.pick {
                found.push((shared, name.clone(), None));
                continue;
            }
            let (sum, highest) = match group.pick {
                Pick::Sum => (group, other),
                Pick::Highest => (other, group),
            };
            let rival = highest.members.iter().find(|id| !sum.members.contains(id));
            if let Some(rival) = rival.copied() {
                found.push((shared, name.clone(), Some(rival)));
            }
        }
        for (shared, other, rival) in found {
            self.report_shared(entry, shared, &other, rival);
        }
    }

    fn report_shared(
        &mut self,
        entry: &Entry,
        shared: MeasureId,
        other: &str,
        rival: Option<MeasureId>,
    ) {
        let name = |id: MeasureId| {
            let name = self.names.measures.get(id.index());
            name.map_or("", |name| name.id.as_str())
        };
        let members = entry.value.get("members");
        let items = match members.map(|tree| &tree.data) {
            Some(Data::List(items)) => items.as_slice(),
            _ => &[],
        };
        let named = items.iter().find(|tree| tree.word() == Some(name(shared)));
        let span = named.map_or(entry.span, |tree| tree.span);
        let shared = name(shared);
        let (message, help) = match rival {
            None => (
                say!("wrong.counted_twice", shared = shared, other = other),
                say!("mend.counted_twice"),
            ),
            Some(rival) => (
                say!(
                    "wrong.rival",
                    rival = name(rival),
                    shared = shared,
                    other = other
                ),
                say!("mend.rival"),
            ),
        };
        self.report.add(Code::Duplicate, span, message, help);
    }
}

/// Whether no year has two of these values
fn change_with_the_year(dated: &[DatedValue]) -> bool {
    let pairs = dated.iter().zip(dated.iter().skip(1));
    pairs
        .into_iter()
        .all(|(a, b)| a.to.year() != b.from.year() || a.value == b.value)
}
