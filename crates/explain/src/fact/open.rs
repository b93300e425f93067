//! A condition that is open, as a question: only what keeps it open, with what is known beside it.

use tradeaid_engine::{InputClass, Node, NodeId, Truth};

use super::{Teller, Tone};

impl Teller<'_> {
    /// What is open of a condition, behind what is known of it and is no question any more
    pub(super) fn question(&self, node: NodeId) -> String {
        let test = self.open(node, false);
        let question = self.sight.own("explain.whether", &[("test", &test)]);
        let mut known = self.sight.sources(node);
        known.retain(|source| {
            let input = self.sight.input(*source).map(|(_, input)| input.class);
            let name = self.sight.name(*source).unwrap_or_default();
            input != Some(InputClass::Reading) && !test.contains(&name)
        });
        if known.is_empty() {
            return question;
        }
        let between = self.sight.rules.voice.texts.get("rule.several");
        [&self.seen(&known), between, &question].concat()
    }

    /// A condition that is open: the parts that are still open
    pub(super) fn open(&self, id: NodeId, negated: bool) -> String {
        let pack = self.sight.rules.pack;
        match pack.node(id) {
            Some(Node::Not(of)) => self.open(*of, !negated),
            Some(Node::All(run) | Node::Any(run)) => {
                let parts = pack.arguments_of(*run);
                let is_all = matches!(pack.node(id), Some(Node::All(_)));
                if is_all && let Some((_, said)) = self.span(parts, negated, true) {
                    return said;
                }
                self.open_parts(parts, negated, is_all)
            }
            Some(Node::Choose {
                when,
                then,
                otherwise,
            }) if self.speech.is_truth(*then) => {
                let open = [when, then, otherwise]
                    .into_iter()
                    .filter(|node| self.sight.truth(**node) == Truth::Open);
                let said: Vec<String> = open.map(|node| self.open(*node, negated)).collect();
                said.join(self.sight.rules.voice.texts.get("rule.and"))
            }
            _ => self.test(
                id,
                Tone {
                    negated,
                    open: true,
                },
            ),
        }
    }

    fn open_parts(&self, parts: &[NodeId], negated: bool, is_all: bool) -> String {
        let open = self.still_open(parts, is_all);
        let several = open.len() > 1;
        let said: Vec<String> = open
            .iter()
            .map(|node| {
                let said = self.open(*node, negated);
                if several && self.is_long(*node) {
                    return self.sight.own("rule.brackets", &[("a", &said)]);
                }
                said
            })
            .collect();
        let key = if is_all == negated {
            "rule.or"
        } else {
            "rule.and"
        };
        said.join(self.sight.rules.voice.texts.get(key))
    }

    /// The parts of an open condition that are too much for one sentence, and whether all of them are asked for
    pub(crate) fn open_parts_of(&self, id: NodeId) -> Option<(bool, Vec<NodeId>)> {
        let pack = self.sight.rules.pack;
        let (run, is_all) = match pack.node(id)? {
            Node::All(run) => (run, true),
            Node::Any(run) => (run, false),
            _ => return None,
        };
        if self.sight.truth(id) != Truth::Open {
            return None;
        }
        let open = self.still_open(pack.arguments_of(*run), is_all);
        match open.as_slice() {
            [only] => self.open_parts_of(*only),
            _ => open
                .iter()
                .any(|part| self.is_long(*part))
                .then_some((is_all, open)),
        }
    }

    /// The parts that keep a condition open
    fn still_open(&self, parts: &[NodeId], is_all: bool) -> Vec<NodeId> {
        let mut open: Vec<NodeId> = parts.to_vec();
        open.retain(|node| self.sight.truth(*node) == Truth::Open);
        if is_all {
            let pack = self.sight.rules.pack;
            let is_guard = |node: &NodeId| matches!(pack.node(*node), Some(Node::Exists(_)));
            if !open.iter().all(is_guard) {
                open.retain(|node| !is_guard(node));
            }
        } else {
            self.drop_extensions(&mut open);
        }
        open
    }

    /// Where it is open whether a day lies in a window, the days that count beside the window under a condition of
    /// their own are no question yet
    fn drop_extensions(&self, open: &mut Vec<NodeId>) {
        let parts = |node: &NodeId| match self.sight.rules.pack.node(*node) {
            Some(Node::All(run)) => self.sight.rules.pack.arguments_of(*run),
            _ => &[],
        };
        let window = |node: &NodeId| match parts(node) {
            [first, second] => self.speech.span_ends(*first, *second).map(|(of, _, _)| of),
            _ => None,
        };
        let windows: Vec<NodeId> = open.iter().filter_map(window).collect();
        open.retain(|node| {
            let extends = parts(node).iter().any(|part| {
                let compare = self.sight.rules.pack.node(*part);
                matches!(compare, Some(Node::Compare { left, .. }) if windows.contains(left))
            });
            !extends || window(node).is_some()
        });
    }

    /// Whether more than one part of a condition is asked for
    fn is_long(&self, node: NodeId) -> bool {
        let Some(Node::All(run) | Node::Any(run)) = self.sight.rules.pack.node(node) else {
            return false;
        };
        let parts = self.sight.rules.pack.arguments_of(*run);
        if let [first, second] = parts
            && self.speech.span_ends(*first, *second).is_some()
        {
            return false;
        }
        let is_all = matches!(self.sight.rules.pack.node(node), Some(Node::All(_)));
        let open = self.still_open(parts, is_all);
        match open.as_slice() {
            [only] => self.is_long(*only),
            _ => true,
        }
    }
}
