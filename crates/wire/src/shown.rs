//! The texts of a pack that a visitor is shown: their keys, in the one order that writer and reader know.
//!
//! A file of such texts holds no keys. They would be a third of it, and all of them follow from the pack's names.

use std::collections::BTreeSet;

use tradeaid_engine::pack::{Measure, Nature};
use tradeaid_engine::{Format, InputName, Names, Pack, ProvisionId, TextId};

use crate::text::{at_dot, glued};

/// The texts of each measure
const PARTS: [&str; 3] = [".title", ".summary", ".next"];

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
        add("goal.", kind, "");
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
        for part in &PARTS {
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
    let mut cited = beside_measures(pack, names);
    for measure in &pack.measures {
        cited.extend(cited_by(measure, names));
    }
    cited
}

/// The keys of what stands folded away at first, or in the notes of an answer: readings and parameters, what services
/// alone need, the steps of amounts, warnings, citations, who is in charge and what to do next, and what contradicts itself
pub(crate) fn folded(pack: &Pack, names: &Names) -> BTreeSet<String> {
    let mut folded = of_services(pack, names);
    folded.extend(citations(pack, names));
    for check in &pack.checks {
        folded.extend(sentence(names, check.text));
    }
    folded.extend(of_steps(pack, names));
    for code in &names.codes {
        folded.insert(glued(&["warning.", code]));
    }
    for name in &names.measures {
        folded.insert(glued(&["measure.", &name.id, ".next"]));
        for authority in &name.authorities {
            folded.insert(glued(&["authority.", authority]));
        }
    }
    for name in &names.inputs {
        let (family, rest) = at_dot(&name.path);
        match family {
            "parameters" => {
                folded.extend([".label", ".why"].map(|part| glued(&["parameter.", rest, part])));
            }
            "readings" => {
                folded.extend([".question", ".why"].map(|part| glued(&["reading.", rest, part])));
            }
            _ => {}
        }
    }
    folded
}

/// The keys that nothing but services needs: their own, and what they alone cite, say or name as their authority
fn of_services(pack: &Pack, names: &Names) -> BTreeSet<String> {
    let (mut services, mut rest) = (BTreeSet::new(), beside_measures(pack, names));
    for (measure, name) in pack.measures.iter().zip(&names.measures) {
        let keys = match measure.nature {
            Nature::Service => &mut services,
            _ => &mut rest,
        };
        keys.extend(cited_by(measure, names));
        keys.extend(PARTS.map(|part| glued(&["measure.", &name.id, part])));
        for authority in &name.authorities {
            keys.insert(glued(&["authority.", authority]));
        }
        let said = measure.conditions.iter().map(|part| part.text);
        let said = said.chain(measure.amount.iter().filter_map(|part| part.text));
        let said = said.chain(measure.figures.iter().map(|part| part.text));
        keys.extend(said.filter_map(|text| sentence(names, text)));
    }
    &services - &rest
}

/// What is said of nothing but the steps of amounts
fn of_steps(pack: &Pack, names: &Names) -> BTreeSet<String> {
    let (mut steps, mut rest) = (BTreeSet::new(), BTreeSet::new());
    for measure in &pack.measures {
        let said = measure.conditions.iter().map(|part| part.text);
        let said = said.chain(measure.figures.iter().map(|part| part.text));
        rest.extend(said.filter_map(|text| sentence(names, text)));
        let said = measure.amount.iter().filter_map(|part| part.text);
        steps.extend(said.filter_map(|text| sentence(names, text)));
    }
    &steps - &rest
}

fn sentence(names: &Names, text: TextId) -> Option<String> {
    names.texts.get(text.index()).cloned()
}

fn citation(names: &Names, id: ProvisionId) -> Option<String> {
    let provision = names.provisions.get(id.index())?;
    Some(glued(&["provision.", &provision.pinpoint, ".cite"]))
}

fn cited_by(measure: &Measure, names: &Names) -> Vec<String> {
    let cited = std::iter::once(measure.provision)
        .chain(measure.conditions.iter().map(|part| part.provision))
        .chain(measure.amount.iter().map(|part| part.provision))
        .chain(measure.figures.iter().map(|part| part.provision));
    cited.filter_map(|id| citation(names, id)).collect()
}

fn beside_measures(pack: &Pack, names: &Names) -> BTreeSet<String> {
    let cited = names.inputs.iter().filter_map(|input| input.provision);
    let cited = cited
        .chain(pack.groups.iter().map(|group| group.provision))
        .chain(pack.derivations.iter().map(|derived| derived.provision));
    cited.filter_map(|id| citation(names, id)).collect()
}
