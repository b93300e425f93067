//! What several measures share: the head of the pack, decision tables, groups, checks, provisions and texts.

use tradeaid_engine::node::{HitPolicy, Table};
use tradeaid_engine::pack::Pick;
use tradeaid_engine::{Node, NodeId};

use super::Teller;

impl Teller<'_, '_> {
    pub(super) fn head(&mut self) {
        let (pack, names) = (self.side.pack, self.side.names);
        self.add("pack.id", "", "", names.id.clone());
        self.add("pack.version", "", "", names.version.clone());
        if let Some((from, to)) = pack.valid {
            let (from, to) = (self.plain.date(from), self.plain.date(to));
            let valid = [("from", from.as_str()), ("to", &to)];
            let valid = self.side.voice.own("doc.front.from_to", &valid);
            self.add("pack.valid", "", "", valid);
        }
        let languages = self.side.voice.calculator.languages().join(", ");
        self.add("pack.languages", "", "", languages);
        for currency in &names.currencies {
            let rate = currency.rate.map_or_else(
                || self.own("diff.base"),
                |rate| self.side.voice.label(rate, None),
            );
            let name = self.side.voice.unit(&currency.code);
            self.add("pack.currency", &currency.code, &name, rate);
        }
        let as_of = pack.as_of.map(|id| self.side.voice.label(id, None));
        self.add("pack.as_of", "", "", as_of.unwrap_or_default());
        if let Some(received) = pack.received {
            let (counts, amount) = (self.rule(received.counts), self.rule(received.amount));
            let mut parts = vec![counts, amount];
            parts.extend(received.remainder.map(|node| self.rule(node)));
            self.add("pack.received", "", "", parts.join("；"));
        }
    }

    pub(super) fn tables(&mut self) {
        let pack = self.side.pack;
        for derivation in &pack.derivations {
            let Some(name) = self.side.name(derivation.input) else {
                continue;
            };
            let label = self.side.voice.label(derivation.input, None);
            let cite = self
                .side
                .voice
                .cite(self.side.pinpoint(derivation.provision));
            self.add("table.cite", &name.path, &label, cite);
            if let Some((node, table)) = self.table_of(derivation.node) {
                self.rows(node, table, &name.path, &label);
            }
        }
    }
}

impl<'a> Teller<'_, 'a> {
    fn table_of(&self, node: NodeId) -> Option<(NodeId, &'a Table)> {
        match self.side.pack.node(node)? {
            Node::Derived { from, .. } => self.table_of(*from),
            Node::Table(id) => Some((node, self.side.pack.tables.get(id.index())?)),
            _ => None,
        }
    }

    fn rows(&mut self, node: NodeId, table: &Table, path: &str, label: &str) {
        let first = table.hit == HitPolicy::First;
        let hit = if first {
            "diff.hit.first"
        } else {
            "diff.hit.unique"
        };
        self.add("table.hit", path, label, self.own(hit));
        let given = self.side.chosen(node);
        for (index, row) in table.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (column, test) in table.columns.iter().zip(&row.tests) {
                let column_input = self.side.pack.node(*column).and_then(Node::input);
                let name = column_input.map(|id| self.side.voice.label(id, None));
                let cell = self.plain.cell(test, *column);
                let cell = [("label", name.as_deref().unwrap_or("")), ("value", &cell)];
                cells.push(self.side.voice.own("observed", &cell));
            }
            let mut id = [path, " ", &cells.join(self.side.voice.texts.get("seen"))].concat();
            if first {
                // Where the first row that fits counts, a row's place is part of what it says.
                id = [&id, " #", &(index + 1).to_string()].concat();
            }
            let told = [
                label,
                self.side.voice.texts.get("diff.row"),
                &cells.join(self.side.voice.texts.get("seen")),
            ]
            .concat();
            let output = self.plain.output(given, row.output);
            self.add("table.row", &id, &told, output);
        }
    }

    pub(super) fn groups(&mut self) {
        let (pack, names) = (self.side.pack, self.side.names);
        for (group, id) in pack.groups.iter().zip(&names.groups) {
            let voice = self.side.voice;
            let label = voice.pack_or(&["group.", id].concat(), id);
            let members = group
                .members
                .iter()
                .filter_map(|id| names.measures.get(id.index()));
            let members: Vec<String> = members
                .map(|name| voice.measure(&name.id, "title"))
                .collect();
            self.add("group.members", id, &label, voice.listed(&members));
            let manner = match group.pick {
                Pick::Highest => "doc.groups.highest",
                Pick::Sum => "doc.groups.sum",
            };
            self.add("group.pick", id, &label, self.own(manner));
            for (kind, node) in [("group.key", group.key), ("group.cap", group.cap)] {
                if let Some(node) = node {
                    self.add(kind, id, &label, self.rule(node));
                }
            }
            let counts = if group.counts_received {
                "value.yes"
            } else {
                "value.no"
            };
            self.add("group.received", id, &label, self.own(counts));
            let cite = voice.cite(self.side.pinpoint(group.provision));
            self.add("group.cite", id, &label, cite);
        }
    }

    pub(super) fn checks(&mut self) {
        let pack: &'a tradeaid_engine::Pack = self.side.pack;
        for check in &pack.checks {
            let key = self.side.text_key(check.text);
            let label = self.side.voice.pack_or(key, key);
            self.add("check", key, &label, self.rule(check.node));
        }
    }

    pub(super) fn provisions(&mut self) {
        for provision in &self.side.names.provisions {
            let label = self.side.voice.cite(&provision.pinpoint);
            let class = self.own(&["doc.class.", &provision.class].concat());
            self.add("provision", &provision.pinpoint, &label, class);
            if !provision.source.is_empty() {
                let source = provision.source.clone();
                self.add("provision.source", &provision.pinpoint, &label, source);
            }
        }
    }

    /// The texts that are no measure's own
    pub(super) fn texts(&mut self) {
        for catalogue in self.side.voice.calculator.catalogues() {
            for (key, text) in &catalogue.texts {
                if !key.starts_with("measure.") {
                    let id = [&catalogue.language, " ", key].concat();
                    self.add("text", &id, &id, text.clone());
                }
            }
        }
    }

    /// The texts whose keys begin so, in every language
    pub(super) fn texts_of(&mut self, start: &str, kind: &'static str) {
        for catalogue in self.side.voice.calculator.catalogues() {
            for (key, text) in &catalogue.texts {
                if let Some(part) = key.strip_prefix(start) {
                    let id = [&catalogue.language, " ", part].concat();
                    self.add(kind, &id, &id, text.clone());
                }
            }
        }
    }
}
