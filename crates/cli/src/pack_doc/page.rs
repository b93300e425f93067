//! What every section of the page needs: the pack, its words, the order of its measures, and links between sections.

use std::collections::BTreeSet;

use tradeaid_engine::pack::{Domain, Measure, Scope};
use tradeaid_engine::{InputId, MeasureId, MeasureName, NodeId, Pack, ProvisionId, TextId};

use crate::pack_test::Results;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::Voice;
use tradeaid_explain::{Rules, roots};

/// The sections, in their order
pub(super) const SECTIONS: [&str; 10] = [
    "provisions",
    "measures",
    "tables",
    "parameters",
    "readings",
    "groups",
    "inputs",
    "tests",
    "unmapped",
    "signature",
];

/// A pack about to be drawn
pub(super) struct Page<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) rules: Rules<'a>,
    pub(super) results: &'a Results,
    /// The measures in the order of the document
    pub(super) order: Vec<MeasureId>,
    /// By [`MeasureId`]: every input that can bear on it
    cones: Vec<BTreeSet<InputId>>,
}

impl<'a> Page<'a> {
    pub(super) fn of(voice: Voice<'a>, results: &'a Results) -> Self {
        let rules = Rules::of(voice);
        let pack = rules.pack;
        let mut order: Vec<MeasureId> = (0_u16..)
            .map(MeasureId)
            .zip(&pack.measures)
            .map(|(id, _)| id)
            .collect();
        order.sort_by_key(|id| {
            pack.measures
                .get(id.index())
                .map(|measure| measure.provision)
        });
        let cones = pack
            .measures
            .iter()
            .map(|measure| cone(pack, &roots(measure)))
            .collect();
        Self {
            voice,
            rules,
            results,
            order,
            cones,
        }
    }

    /// One of the page's own words
    pub(super) fn get(&self, key: &'a str) -> &'a str {
        self.voice.texts.get(key)
    }

    /// One of the page's own sentences, filled
    pub(super) fn own(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.voice.own(key, fillings)
    }

    /// A sentence that a pack explains something by
    pub(super) fn sentence(&self, text: TextId) -> String {
        let names = self.rules.names;
        let key = names.texts.get(text.index()).map_or("", String::as_str);
        self.voice.pack_or(key, key)
    }

    /// How a provision is cited, leading to its row
    pub(super) fn cite(&self, provision: ProvisionId) -> Inline {
        let names = self.rules.names;
        let pinpoint = names
            .provisions
            .get(provision.index())
            .map_or("", |provision| provision.pinpoint.as_str());
        Inline::link(self.voice.cite(pinpoint), Anchor::provision(pinpoint))
    }

    /// A measure with its name
    pub(super) fn measure(&self, id: MeasureId) -> Option<(&'a Measure, &'a MeasureName)> {
        let measure = self.rules.pack.measures.get(id.index())?;
        Some((measure, self.rules.names.measures.get(id.index())?))
    }

    /// A measure's number in the page
    pub(super) fn number(&self, id: MeasureId) -> String {
        let place = self.order.iter().position(|known| *known == id);
        let place = place.map_or_else(String::new, |place| (place + 1).to_string());
        [&section_number("measures"), ".", &place].concat()
    }

    /// A measure's number and title, leading to it
    pub(super) fn measure_link(&self, id: MeasureId) -> Inline {
        let name = self.measure(id).map_or("", |(_, name)| name.id.as_str());
        let title = self.voice.measure(name, "title");
        let text = self.own(
            "doc.numbered",
            &[("number", &self.number(id)), ("title", &title)],
        );
        Inline::link(text, Anchor::measure(name))
    }

    /// The numbers of measures, each leading to it, or a dash
    pub(super) fn measure_numbers(&self, ids: &[MeasureId]) -> Inline {
        let links: Vec<Inline> = ids
            .iter()
            .map(|id| {
                let name = self.measure(*id).map_or("", |(_, name)| name.id.as_str());
                Inline::link(self.number(*id), Anchor::measure(name))
            })
            .collect();
        self.listed_or(&links, "doc.nothing")
    }

    /// A list, or what is said where it is empty
    pub(super) fn listed_or(&self, parts: &[Inline], empty: &'a str) -> Inline {
        if parts.is_empty() {
            return Inline::text(self.get(empty));
        }
        Inline::join(parts, self.get("list"))
    }

    /// The measures that an input can bear on, in the order of the document
    pub(super) fn users(&self, input: InputId) -> Vec<MeasureId> {
        let uses = |id: &MeasureId| {
            let cone = self.cones.get(id.index());
            cone.is_some_and(|cone| cone.contains(&input))
        };
        self.order.iter().copied().filter(uses).collect()
    }

    /// Everything that an input can bear on
    pub(super) fn uses(&self, input: InputId) -> Inline {
        let pack = self.rules.pack;
        let mut uses = Vec::new();
        for id in self.users(input) {
            uses.push(self.measure_numbers(&[id]));
        }
        if self.is_in_groups(input) {
            let text = self.get("doc.inputs.in_groups");
            uses.push(Inline::link(text, Anchor::section("groups")));
        }
        let checks = pack.checks.iter().map(|check| check.node);
        if cone(pack, &checks.collect::<Vec<_>>()).contains(&input) {
            let text = self.get("doc.inputs.in_checks");
            uses.push(Inline::link(text, Anchor::section("checks")));
        }
        for currency in &self.rules.names.currencies {
            if currency.rate == Some(input) {
                let name = self.voice.unit(&currency.code);
                uses.push(Inline::text(
                    self.own("doc.inputs.in_rates", &[("name", &name)]),
                ));
            }
        }
        self.listed_or(&uses, "doc.nothing")
    }

    /// Whether an input bears on how amounts become one, or says what was received and for what
    fn is_in_groups(&self, input: InputId) -> bool {
        let pack = self.rules.pack;
        let mut roots: Vec<NodeId> = pack
            .groups
            .iter()
            .flat_map(|group| [group.key, group.cap])
            .flatten()
            .collect();
        roots.extend(
            pack.received
                .iter()
                .flat_map(|from| [from.counts, from.amount]),
        );
        let names_item = pack.received.is_some_and(|received| {
            let known = pack.input(input);
            known.is_some_and(|known| {
                known.scope == Scope::Item(received.kind) && known.domain == Domain::Reference
            })
        });
        names_item || cone(pack, &roots).contains(&input)
    }

    /// A section with its numbered heading
    pub(super) fn section(
        &self,
        html: &mut Html,
        name: &'static str,
        fill: impl FnOnce(&mut Html),
    ) {
        let place = Anchor::section(name);
        let attributes = [("id", place.id()), ("class", "part")];
        html.tag("section", &attributes, |html| {
            html.line("h2", &[], &self.heading(name));
            fill(html);
        });
    }

    /// A section's heading
    pub(super) fn heading(&self, name: &str) -> String {
        let title = self.own(&["doc.section.", name].concat(), &[]);
        let number = section_number(name);
        self.own("doc.numbered", &[("number", &number), ("title", &title)])
    }

    /// A paragraph of the page's own words
    pub(super) fn note(&self, html: &mut Html, key: &'a str) {
        html.line("p", &[("class", "note")], self.get(key));
    }
}

fn section_number(name: &str) -> String {
    let place = SECTIONS.iter().position(|known| *known == name);
    place.map_or_else(String::new, |place| (place + 1).to_string())
}

/// The inputs a node looks at, derived ones as such, in the order they are written
pub(super) fn looked_at(pack: &Pack, node: NodeId) -> Vec<InputId> {
    let mut looked_at = Vec::new();
    look(pack, node, &mut BTreeSet::new(), &mut looked_at);
    looked_at
}

fn look(pack: &Pack, id: NodeId, seen: &mut BTreeSet<NodeId>, inputs: &mut Vec<InputId>) {
    let Some(node) = pack.node(id).filter(|_| seen.insert(id)) else {
        return;
    };
    match node.input() {
        Some(input) if inputs.contains(&input) => {}
        Some(input) => inputs.push(input),
        None => node.for_each_argument(pack, |argument| look(pack, argument, seen, inputs)),
    }
}

fn cone(pack: &Pack, roots: &[NodeId]) -> BTreeSet<InputId> {
    let mut inputs = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut pending = roots.to_vec();
    while let Some(id) = pending.pop() {
        let Some(node) = pack.node(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        inputs.extend(node.input());
        node.for_each_argument(pack, |argument| pending.push(argument));
    }
    inputs
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_condition_looks_at_inputs_and_not_through_them() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lang/tests/mini");
        let document = tradeaid_lang::compile(&folder).unwrap_or_else(|faults| panic!("{faults}"));
        let condition = &document.pack.measures[0].conditions[2];
        let looked_at: Vec<&str> = looked_at(&document.pack, condition.node)
            .iter()
            .map(|input| document.names.inputs[input.index()].path.as_str())
            .collect();
        assert_eq!(looked_at, ["enterprise.exports"]);
    }
}
