//! The texts of a pack that a visitor is shown: their keys, in the one order that writer and reader know.
//!
//! A file of such texts holds no keys. They would be a third of it, and all of them follow from the structure.

use tradeaid_engine::{InputName, Names, Pack, ProvisionId};

use crate::text::{at_dot, glued};

/// The keys, sorted; a language need not have a text for each
pub(crate) fn keys(pack: &Pack, names: &Names) -> Vec<String> {
    let mut keys = Keys {
        names,
        sorted: Vec::new(),
    };
    for text in &names.texts {
        keys.add("", text, "");
    }
    for part in &["title", "short", "number", "issued", "expired", "estimate"] {
        keys.add("pack.", part, "");
    }
    for name in &names.inputs {
        keys.of_input(name);
    }
    for kind in &names.kinds {
        keys.add("kind.", kind, "");
    }
    for currency in &names.currencies {
        keys.add("currency.", &currency.code, "");
    }
    for code in &names.codes {
        keys.add("warning.", code, "");
    }
    for group in &names.groups {
        keys.add("group.", group, "");
    }
    for measure in &names.measures {
        for part in &[".title", ".summary", ".next"] {
            keys.add("measure.", &measure.id, part);
        }
        keys.add("theme.", &measure.theme, "");
        for authority in &measure.authorities {
            keys.add("authority.", authority, "");
        }
    }
    keys.of_citations(pack);
    keys.sorted
}

struct Keys<'a> {
    names: &'a Names,
    // Invariant: sorted, each key once.
    sorted: Vec<String>,
}

impl Keys<'_> {
    fn add(&mut self, family: &str, name: &str, part: &str) {
        let key = glued(&[family, name, part]);
        if let Err(place) = self.sorted.binary_search(&key) {
            self.sorted.insert(place, key);
        }
    }

    fn of_input(&mut self, name: &InputName) {
        let (family, rest) = at_dot(&name.path);
        let (family, rest, parts): (_, _, &[&str]) = match family {
            "parameters" => ("parameter.", rest, &[".label", ".why"]),
            "readings" => ("reading.", rest, &[".question", ".why"]),
            _ => ("input.", &name.path, &[".label", ".question", ".hint"]),
        };
        for part in parts {
            self.add(family, rest, part);
        }
        for option in &name.options {
            self.add("option.", &name.path, &glued(&[".", option]));
        }
        self.add("unit.", &name.unit, "");
        self.add("theme.", &name.theme, "");
        if let Some(provision) = name.provision {
            self.cite(provision);
        }
    }

    /// What a measure with its parts, a group or a derivation rests on
    fn of_citations(&mut self, pack: &Pack) {
        for measure in &pack.measures {
            self.cite(measure.provision);
            for part in &measure.conditions {
                self.cite(part.provision);
            }
            for part in &measure.amount {
                self.cite(part.provision);
            }
            for part in &measure.figures {
                self.cite(part.provision);
            }
        }
        for group in &pack.groups {
            self.cite(group.provision);
        }
        for derived in &pack.derivations {
            self.cite(derived.provision);
        }
    }

    fn cite(&mut self, provision: ProvisionId) {
        if let Some(provision) = self.names.provisions.get(provision.index()) {
            self.add("provision.", &provision.pinpoint, ".cite");
        }
    }
}
