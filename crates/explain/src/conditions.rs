//! The conditions of a measure, one sentence each, in the shape they are written in: what must all hold, of what one
//! is enough, what must not hold. What a table derived stands below the first condition that looks at it.

use tradeaid_engine::node::{Table, TableRow, Test};
use tradeaid_engine::pack::{Derivation, Measure};
use tradeaid_engine::{InputId, Node, NodeId, ProvisionId, Truth, Value};

use crate::fact::Teller;
use crate::rules::cell;
use crate::sentence::{Kind, Sentence};

/// The most rows of a table that are named where several may count
const FEW: usize = 4;

/// Walks a measure's conditions and writes their sentences
pub(crate) struct Steps<'a> {
    pub(crate) teller: Teller<'a>,
    pub(crate) measure: &'a Measure,
    pub(crate) sentences: Vec<Sentence>,
    /// The derived inputs that were explained already
    derived: Vec<InputId>,
}

impl<'a> Steps<'a> {
    pub(crate) const fn of(teller: Teller<'a>, measure: &'a Measure) -> Self {
        Self {
            teller,
            measure,
            sentences: Vec::new(),
            derived: Vec::new(),
        }
    }

    /// Every condition
    pub(crate) fn conditions(&mut self) {
        for part in self.parts(self.measure.eligible, true) {
            self.step(part, 0);
        }
    }

    /// What a condition asks for all of, or one of: all of some, one of which is all of others, is all of both
    fn parts(&self, id: NodeId, is_all: bool) -> Vec<NodeId> {
        let pack = self.teller.sight.rules.pack;
        let run = match pack.node(id) {
            Some(Node::All(run)) if is_all && self.leaf(id).is_none() => run,
            Some(Node::Any(run)) if !is_all && self.leaf(id).is_none() => run,
            _ => return vec![id],
        };
        let parts = pack.arguments_of(*run).iter();
        parts.flat_map(|part| self.parts(*part, is_all)).collect()
    }

    /// The place of a node among the leaf conditions
    pub(crate) fn leaf(&self, node: NodeId) -> Option<usize> {
        let mut leaves = self.measure.conditions.iter();
        leaves.position(|leaf| leaf.node == node)
    }

    fn step(&mut self, id: NodeId, depth: usize) {
        if self.leaf(id).is_some() {
            return self.condition(id, depth);
        }
        let pack = self.teller.sight.rules.pack;
        let (kind, key, parts) = match pack.node(id) {
            Some(Node::All(_)) => (Kind::All, "explain.all", self.parts(id, true)),
            Some(Node::Any(_)) => (Kind::Any, "explain.any", self.parts(id, false)),
            Some(Node::Not(of)) => (Kind::Not, "explain.not", vec![*of]),
            _ => return self.condition(id, depth),
        };
        let holds = self.teller.sight.truth(id);
        let fact = self.own(key, &[]);
        let text = self.concluded(&fact, None, holds);
        self.sentences.push(Sentence {
            depth,
            holds: Some(holds),
            ..Sentence::of(kind, text)
        });
        for part in parts {
            self.step(part, depth + 1);
        }
    }

    fn condition(&mut self, id: NodeId, depth: usize) {
        let reason = self.leaf(id);
        let leaf = reason.and_then(|place| self.measure.conditions.get(place));
        let provision = leaf.map(|leaf| leaf.provision);
        let holds = self.teller.sight.truth(id);
        let parts = self.teller.open_parts_of(id);
        let fact = match parts {
            Some((true, _)) => self.own("explain.all", &[]),
            Some((false, _)) => self.own("explain.any", &[]),
            None => self.teller.fact(id),
        };
        let text = self.concluded(&fact, provision, holds);
        self.sentences.push(Sentence {
            depth,
            provision: provision.map(|provision| self.pinpoint(provision)),
            holds: Some(holds),
            reason,
            ..Sentence::of(Kind::Condition, text)
        });
        for part in parts.into_iter().flat_map(|(_, parts)| parts) {
            self.condition(part, depth + 1);
        }
        self.derivations(id, depth + 1);
    }

    /// A sentence with its ground and what comes of it
    fn concluded(&self, fact: &str, provision: Option<ProvisionId>, holds: Truth) -> String {
        let outcome = match holds {
            Truth::True => "explain.holds",
            Truth::False => "explain.fails",
            Truth::Open => "explain.open",
        };
        let outcome = self.own(outcome, &[]);
        let Some(provision) = provision else {
            return self.own("explain.step", &[("fact", fact), ("outcome", &outcome)]);
        };
        let cite = self.cite(provision);
        let fillings = [("fact", fact), ("cite", &cite), ("outcome", &outcome)];
        self.own("explain.step.cited", &fillings)
    }

    pub(crate) fn own(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.teller.sight.own(key, fillings)
    }

    pub(crate) fn pinpoint(&self, provision: ProvisionId) -> String {
        let names = self.teller.sight.rules.names;
        let provision = names.provisions.get(provision.index());
        provision.map_or_else(String::new, |provision| provision.pinpoint.clone())
    }

    pub(crate) fn cite(&self, provision: ProvisionId) -> String {
        let pinpoint = self.pinpoint(provision);
        self.teller.sight.rules.voice.cite(&pinpoint)
    }

    /// A sentence with its ground behind it
    pub(crate) fn cited(&self, text: &str, provision: ProvisionId) -> String {
        let cite = self.cite(provision);
        self.own("explain.cited", &[("text", text), ("cite", &cite)])
    }

    /// What tables made of, for the inputs a condition looks at
    fn derivations(&mut self, node: NodeId, depth: usize) {
        let pack = self.teller.sight.rules.pack;
        let mut sources = self.teller.sight.sources(node);
        let mut place = 0;
        while let Some(source) = sources.get(place).copied() {
            place += 1;
            let Some(Node::Derived { input, from }) = pack.node(source) else {
                continue;
            };
            let given = pack
                .input(*input)
                .is_some_and(|of| self.teller.sight.is_given(of));
            if given || self.derived.contains(input) {
                continue;
            }
            self.derived.push(*input);
            let mut derivations = pack.derivations.iter();
            let derivation = derivations.find(|derivation| derivation.input == *input);
            if let (Some(derivation), Some(Node::Table(table))) = (derivation, pack.node(*from))
                && let Some(table) = pack.tables.get(table.index())
            {
                self.by_table(source, *derivation, table, depth);
                sources.extend(table.columns.iter().copied());
            }
        }
    }

    /// Which row of a table counts, for which values
    fn by_table(&mut self, node: NodeId, derivation: Derivation, table: &Table, depth: usize) {
        let sight = self.teller.sight;
        let mut rows: Vec<(usize, &TableRow)> = Vec::new();
        for (place, row) in (1..).zip(&table.rows) {
            let matches = sight.pass.matches(table, row);
            if matches.may_hold() {
                rows.push((place, row));
            }
            if matches == Truth::True {
                break;
            }
        }
        let numbers: Vec<String> = rows.iter().map(|(place, _)| place.to_string()).collect();
        let count = numbers.len().to_string();
        let list = sight.rules.voice.listed(&numbers);
        let key = match numbers.len() {
            1 => "explain.row",
            few if few <= FEW => "explain.rows",
            _ => "explain.rows.many",
        };
        let row = self.own(key, &[("row", &list), ("count", &count)]);
        let only = match rows.as_slice() {
            [(_, row)] => Some(*row),
            _ => None,
        };
        let seen = self.columns(table, only, &rows);
        let name = sight.name(node).unwrap_or_default();
        let value = sight.said(node);
        let fillings = [
            ("name", name.as_str()),
            ("value", &value),
            ("seen", &seen),
            ("row", &row),
        ];
        let key = if sight.worth(node, "value.between").is_some() {
            "explain.derived"
        } else {
            "explain.derived.open"
        };
        let text = self.own(key, &fillings);
        let text = self.cited(&text, derivation.provision);
        self.sentences.push(Sentence {
            depth,
            provision: Some(self.pinpoint(derivation.provision)),
            ..Sentence::of(Kind::Derived, text)
        });
    }

    /// What a table looked at: every column with something known, or with something that still matters
    fn columns(
        &self,
        table: &Table,
        only: Option<&TableRow>,
        rows: &[(usize, &TableRow)],
    ) -> String {
        let sight = self.teller.sight;
        let mut seen = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            let tested = |row: &TableRow| {
                row.tests
                    .get(place)
                    .filter(|test| **test != Test::Any)
                    .copied()
            };
            let matters = rows.iter().any(|(_, row)| tested(row).is_some());
            if !matters && !sight.pass.value(*column).is_point() {
                continue;
            }
            let test = only.and_then(tested);
            let said = self.teller.seen(&[*column]);
            // An option that fits is the one that stands there.
            let number = test.filter(|_| matches!(sight.pass.value(*column), Value::Number(_)));
            seen.push(match number {
                Some(test) => {
                    let input = sight.rules.pack.node(*column).and_then(Node::input);
                    let cell = cell(sight.rules, &test, input);
                    self.own("explain.valued", &[("name", &said), ("value", &cell)])
                }
                None => said,
            });
        }
        sight.rules.voice.listed(&seen)
    }
}
