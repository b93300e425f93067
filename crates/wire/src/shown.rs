//! The texts of a pack that a visitor is shown: their keys, in the one order that writer and reader know.
//!
//! A file of such texts holds no keys. They would be a third of it, and all of them follow from the structure.

use tradeaid_engine::{InputName, Names, Pack, ProvisionId};

use crate::text::{at_dot, glued};

/// The keys, sorted; a language need not have a text for each
pub(crate) fn keys(pack: &Pack, names: &Names) -> Vec<String> {
    let mut keys = names.texts.clone();
    let mut add = |family: &str, name: &str, part: &str| keys.push(glued(&[family, name, part]));
    for part in ["title", "short", "number", "issued", "expired", "estimate"] {
        add("pack.", part, "");
    }
    for name in &names.inputs {
        for_input(&mut add, name);
    }
    for kind in &names.kinds {
        add("kind.", kind, "");
    }
    for currency in &names.currencies {
        add("currency.", &currency.code, "");
    }
    for code in &names.codes {
        add("warning.", code, "");
    }
    for group in &names.groups {
        add("group.", group, "");
    }
    for measure in &names.measures {
        for part in [".title", ".summary", ".next"] {
            add("measure.", &measure.id, part);
        }
        add("theme.", &measure.theme, "");
        for authority in &measure.authorities {
            add("authority.", authority, "");
        }
    }
    for provision in cited(pack, names) {
        if let Some(provision) = names.provisions.get(provision.index()) {
            add("provision.", &provision.pinpoint, ".cite");
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn for_input(add: &mut dyn FnMut(&str, &str, &str), name: &InputName) {
    let (family, rest) = at_dot(&name.path);
    let (family, rest, parts) = match family {
        "parameters" => ("parameter.", rest, [".label", ".why", ""]),
        "readings" => ("reading.", rest, [".question", ".why", ""]),
        _ => (
            "input.",
            name.path.as_str(),
            [".label", ".question", ".hint"],
        ),
    };
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        add(family, rest, part);
    }
    for option in &name.options {
        add("option.", &name.path, &glued(&[".", option]));
    }
    add("unit.", &name.unit, "");
    add("theme.", &name.theme, "");
}

/// What a measure with its parts, a group, a reading or a derivation rests on
fn cited(pack: &Pack, names: &Names) -> Vec<ProvisionId> {
    let mut cited = Vec::new();
    for measure in &pack.measures {
        cited.push(measure.provision);
        cited.extend(measure.conditions.iter().map(|part| part.provision));
        cited.extend(measure.amount.iter().map(|part| part.provision));
        cited.extend(measure.figures.iter().map(|part| part.provision));
    }
    cited.extend(pack.groups.iter().map(|group| group.provision));
    cited.extend(pack.derivations.iter().map(|derived| derived.provision));
    cited.extend(names.inputs.iter().filter_map(|input| input.provision));
    cited
}
