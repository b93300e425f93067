//! Condition trees: all, any, not, and leaves with the provision and the sentence they are explained by.

use tradeaid_engine::pack::Condition;
use tradeaid_engine::{InputId, NodeId};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::fields::{Fields, list, word};
use crate::form::Key;
use crate::forms::{FOR_EACH, conditions};
use crate::nearest::suggest;
use crate::said::say;
use crate::tree::{Data, Tree};

/// A condition and the leaves it is explained by
#[derive(Clone, Debug)]
pub(crate) struct Explained {
    pub(crate) node: NodeId,
    pub(crate) leaves: Vec<Condition>,
}

impl<'a> Compiler<'a> {
    /// A tree whose every leaf is explained
    pub(crate) fn explained(&mut self, tree: &'a Tree, place: Place) -> Option<Explained> {
        self.explained_tree(tree, place, false, &[])
    }

    /// The tree of a shared condition, which says for itself whose it is
    pub(crate) fn shared_tree(&mut self, tree: &'a Tree, place: Place) -> Option<Explained> {
        self.explained_tree(tree, place, false, &[FOR_EACH])
    }

    fn explained_tree(
        &mut self,
        tree: &'a Tree,
        place: Place,
        negated: bool,
        more: &[Key],
    ) -> Option<Explained> {
        let head = self.head(tree)?;
        let is_leaf = tree.get("cite").is_some() || tree.get("text").is_some();
        let form = conditions::explained(head, is_leaf)?.with(more);
        let fields = Fields::read(tree, tree.span, &form, &mut self.report)?;
        let inner = fields.get(head)?;
        match head {
            "all" | "any" => self.explained_list(inner, place, head, negated),
            "not" if !is_leaf => self.explained_tree(inner, place, !negated, &[]),
            "use" => self.explained_use(inner, place, negated),
            _ => {
                let node = if head == "not" {
                    self.plain_condition(inner, place)
                        .map(|node| self.graph.not(node))
                } else {
                    self.truth(inner, place)
                };
                self.leaf(&fields, node, negated)
            }
        }
    }

    fn explained_list(
        &mut self,
        tree: &'a Tree,
        place: Place,
        head: &str,
        negated: bool,
    ) -> Option<Explained> {
        let items = self.parts(tree)?;
        let parts: Vec<_> = items
            .iter()
            .map(|item| self.explained_tree(item, place, negated, &[]))
            .collect();
        let parts: Vec<Explained> = parts.into_iter().collect::<Option<_>>()?;
        let nodes: Vec<NodeId> = parts.iter().map(|part| part.node).collect();
        // Not all of them: at least one not. Not any of them: all not.
        let is_all = (head == "all") != negated;
        let node = self.joined((is_all, negated), &nodes, items);
        let mut leaves: Vec<Condition> = Vec::new();
        for leaf in parts.into_iter().flat_map(|part| part.leaves) {
            if !leaves.contains(&leaf) {
                leaves.push(leaf);
            }
        }
        Some(Explained { node, leaves })
    }

    /// All of these conditions or any of them, which must leave something to decide; and whether they stand below a
    /// `not`, where the nodes are the opposites of the items
    fn joined(&mut self, how: (bool, bool), nodes: &[NodeId], items: &[Tree]) -> NodeId {
        let node = if how.0 {
            self.graph.all(nodes)
        } else {
            self.graph.any(nodes)
        };
        self.check_list(how, node, nodes, items);
        node
    }

    fn explained_use(&mut self, tree: &'a Tree, place: Place, negated: bool) -> Option<Explained> {
        let index = self.used(tree)?;
        if negated {
            let help = say!("mend.not_sentence");
            self.report
                .add(Code::Form, tree.span, say!("wrong.under_not"), help);
            return None;
        }
        self.shared_condition(index, place, tree.span)
    }

    fn leaf(
        &mut self,
        fields: &Fields<'a>,
        node: Option<NodeId>,
        negated: bool,
    ) -> Option<Explained> {
        let provision = self.cite(fields, "cite");
        let text = self.text(fields, "reason");
        let (node, provision, text) = (node?, provision?, text?);
        let node = if negated { self.graph.not(node) } else { node };
        Some(Explained {
            node,
            leaves: vec![Condition {
                node,
                text,
                provision,
            }],
        })
    }

    /// A condition that needs no explanation: an expression, or a tree without cite and text
    pub(crate) fn plain_condition(&mut self, tree: &'a Tree, place: Place) -> Option<NodeId> {
        if tree.word().is_some() {
            return self.truth(tree, place);
        }
        let head = self.head(tree)?;
        let form = conditions::plain(head)?;
        let fields = Fields::read(tree, tree.span, form, &mut self.report)?;
        let inner = fields.get(head)?;
        match head {
            "all" | "any" => {
                let items = self.parts(inner)?;
                let nodes: Vec<_> = items
                    .iter()
                    .map(|item| self.plain_condition(item, place))
                    .collect();
                let nodes: Vec<NodeId> = nodes.into_iter().collect::<Option<_>>()?;
                Some(self.joined((head == "all", false), &nodes, items))
            }
            "not" => self
                .plain_condition(inner, place)
                .map(|node| self.graph.not(node)),
            "use" => {
                let index = self.used(inner)?;
                self.shared_condition(index, place, inner.span)
                    .map(|condition| condition.node)
            }
            _ => self.truth(inner, place),
        }
    }

    /// Which of the forms a condition has
    fn head(&mut self, tree: &Tree) -> Option<&'static str> {
        let written: Vec<&'static str> = conditions::heads()
            .filter(|head| tree.get(head).is_some())
            .collect();
        if let [head] = written.as_slice() {
            return Some(head);
        }
        let message = match (&tree.data, written.is_empty()) {
            (Data::Map(_), false) => {
                say!("wrong.condition_both", forms = written)
            }
            (Data::Map(_), true) => say!("wrong.no_condition"),
            (Data::List(_), _) => {
                say!("wrong.list_alone")
            }
            _ => say!("wrong.condition_bare"),
        };
        let help = match tree.data {
            Data::List(_) => say!("mend.all_or_any"),
            _ => say!("mend.condition_forms"),
        };
        self.report.add(Code::Form, tree.span, message, help);
        None
    }

    fn parts(&mut self, tree: &'a Tree) -> Option<&'a [Tree]> {
        let items = list(tree, &say!("part.what_must_hold"), &mut self.report);
        if let (Data::List(_), []) = (&tree.data, items) {
            self.report.add(
                Code::Form,
                tree.span,
                say!("wrong.list_empty"),
                say!("mend.one_condition"),
            );
        }
        (!items.is_empty()).then_some(items)
    }

    /// The shared condition that a tree names
    fn used(&mut self, tree: &Tree) -> Option<usize> {
        let name = word(tree, &mut self.report)?;
        let found = self.shared.iter().position(|shared| shared.name == name);
        if found.is_none() && !self.is_faulty(name) {
            let help = suggest(
                name,
                self.shared.iter().map(|shared| shared.name),
                say!("mend.share_condition"),
            );
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_shared", name = name),
                help,
            );
        }
        found
    }

    /// The inputs of a condition, with the one a problem is to be shown at first
    pub(crate) fn inputs_from(&self, first: InputId, node: NodeId) -> Vec<InputId> {
        let mut inputs = vec![first];
        inputs.extend(
            self.graph
                .looked_at(node)
                .into_iter()
                .filter(|input| *input != first),
        );
        inputs
    }
}
