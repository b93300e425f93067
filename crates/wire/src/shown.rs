//! The texts of a pack that a visitor is shown: their keys, in the one order that writer and reader know.
//!
//! A file of such texts holds no keys. They would be a third of it, and all of them follow from the pack's names.

use std::collections::BTreeSet;

use tradeaid_engine::{Format, InputName, Names, Pack};

use crate::text::{at_dot, glued};

/// Tells the family, the name and the part that make each key, some more than once
pub(crate) fn each_key(names: &Names, add: &mut dyn FnMut(&str, &str, &str)) {
    for text in &names.texts {
        add("", text, "");
    }
    for part in &["title", "short", "number", "issued", "expired", "estimate"] {
        add("pack.", part, "");
    }
    let mut theme = "";
    for name in &names.inputs {
        of_input(name, add);
        // Inputs of a theme mostly stand together.
        if name.theme != theme {
            theme = &name.theme;
            add("theme.", theme, "");
        }
    }
    for kind in &names.kinds {
        add("kind.", kind, "");
    }
    for code in &names.codes {
        add("warning.", code, "");
    }
    for group in &names.groups {
        add("group.", group, "");
    }
    for currency in &names.currencies {
        add("currency.", &currency.code, "");
    }
    for measure in &names.measures {
        for part in &[".title", ".summary", ".next"] {
            add("measure.", &measure.id, part);
        }
        add("theme.", &measure.theme, "");
        for authority in &measure.authorities {
            add("authority.", authority, "");
        }
    }
    for provision in &names.provisions {
        add("provision.", &provision.pinpoint, ".cite");
    }
}

fn of_input(name: &InputName, add: &mut dyn FnMut(&str, &str, &str)) {
    let (family, rest) = at_dot(&name.path);
    let (family, rest, parts): (_, _, &[&str]) = match family {
        "parameters" => ("parameter.", rest, &[".label", ".why"]),
        "readings" => ("reading.", rest, &[".question", ".why"]),
        _ => ("input.", &name.path, &[".label", ".question", ".hint"]),
    };
    for part in parts {
        add(family, rest, part);
    }
    for option in &name.options {
        add("option.", &name.path, &glued(&[".", option]));
    }
    // The unit of money is a currency.
    if name.format == Format::Quantity {
        add("unit.", &name.unit, "");
    }
}

/// The citations that a visitor is shown: what an input, a measure with its parts, a group or a derivation rests on
pub(crate) fn citations(pack: &Pack, names: &Names) -> BTreeSet<String> {
    let mut cited = BTreeSet::new();
    cited.extend(names.inputs.iter().filter_map(|input| input.provision));
    for measure in &pack.measures {
        cited.insert(measure.provision);
        cited.extend(measure.conditions.iter().map(|part| part.provision));
        cited.extend(measure.amount.iter().map(|part| part.provision));
        cited.extend(measure.figures.iter().map(|part| part.provision));
    }
    cited.extend(pack.groups.iter().map(|group| group.provision));
    cited.extend(pack.derivations.iter().map(|derived| derived.provision));
    let cited = cited.iter();
    let provisions = cited.filter_map(|id| names.provisions.get(id.index()));
    provisions
        .map(|provision| glued(&["provision.", &provision.pinpoint, ".cite"]))
        .collect()
}
