//! Which parts of a pack rest on which provision, and which provisions nothing rests on yet.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{InputId, MeasureId, ProvisionId};

use super::page::Page;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;

/// The classes of provision that give somebody something
const GIVING: [&str; 4] = ["MC", "MP", "ES", "TC"];

/// As many measures as are listed with their titles
const FEW: usize = 3;

/// The parts of the pack that cite a provision, or one it is a part of
pub(super) fn users(page: &Page<'_>, pinpoint: &str) -> Vec<Inline> {
    let covers = |id: ProvisionId| covers(page, id, pinpoint);
    let mut users = measures(page, &covers);
    let (pack, names) = (page.rules.pack, page.rules.names);
    for (group, id) in pack.groups.iter().zip(&names.groups) {
        if covers(group.provision) {
            let title = page.voice.pack_or(&["group.", id].concat(), id);
            let text = page.own("doc.user.group", &[("title", &title)]);
            users.push(Inline::link(text, Anchor::group(id)));
        }
    }
    for name in &names.inputs {
        if name.provision.is_some_and(covers) {
            let question = page.voice.of_path(&name.path, "question");
            let text = page.own("doc.user.reading", &[("question", &question)]);
            users.push(Inline::link(text, Anchor::input(&name.path)));
        }
    }
    for derivation in &pack.derivations {
        if covers(derivation.provision) {
            users.push(derived(page, derivation.input));
        }
    }
    users
}

/// The measures that cite a provision; of more than a few, their numbers
fn measures(page: &Page<'_>, covers: &impl Fn(ProvisionId) -> bool) -> Vec<Inline> {
    let cites = |id: &MeasureId| {
        let measure = page.measure(*id);
        measure.is_some_and(|(measure, _)| cited(measure).into_iter().any(covers))
    };
    let ids: Vec<MeasureId> = page.order.iter().copied().filter(cites).collect();
    if ids.len() <= FEW {
        return ids.iter().map(|id| page.measure_link(*id)).collect();
    }
    let numbers = page.measure_numbers(&ids);
    vec![page.rules.fill("doc.user.measures", &[("list", &numbers)])]
}

fn derived(page: &Page<'_>, input: InputId) -> Inline {
    let path = page
        .voice
        .input(input)
        .map_or("", |(_, name)| name.path.as_str());
    let label = page.voice.label(input, None);
    let text = page.own("doc.user.table", &[("name", &label)]);
    Inline::link(text, Anchor::table(path))
}

/// Whether a provision gives something and no rule rests on it
pub(super) fn is_gap(class: &str, users: &[Inline]) -> bool {
    GIVING.contains(&class) && users.is_empty()
}

/// Every provision a measure cites
fn cited(measure: &Measure) -> Vec<ProvisionId> {
    let mut cited = vec![measure.provision];
    cited.extend(measure.conditions.iter().map(|leaf| leaf.provision));
    cited.extend(measure.amount.iter().map(|amount| amount.provision));
    cited.extend(measure.figures.iter().map(|figure| figure.provision));
    cited
}

fn covers(page: &Page<'_>, cited: ProvisionId, pinpoint: &str) -> bool {
    let provisions = &page.rules.names.provisions;
    provisions
        .get(cited.index())
        .is_some_and(|cited| tradeaid_lang::covers(&cited.pinpoint, pinpoint))
}
