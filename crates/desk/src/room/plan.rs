//! The whole document, article by article: what each provision says, what kind it is, and how the case stands where a
//! measure rests on it. What concerns the enterprise comes first.

use tradeaid_engine::{Finding, MeasureId, ProvisionId, Scope, Status};
use tradeaid_wire::{Plan, PlanProvision};

use super::{choice, frame, heading_tag};
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// What stands outside the document
const OUTSIDE: &str = "EXT";
/// The best status first
const ORDER: [Status; 4] = [
    Status::Eligible,
    Status::Undetermined,
    Status::NotEligible,
    Status::NotApplicable,
];

/// A provision with how the case stands
struct Entry<'a> {
    article: &'a str,
    provision: PlanProvision,
    measures: Vec<(MeasureId, Status)>,
}

/// The room
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let plan = scene.plan.clone().unwrap_or_else(|| untagged(scene));
    let shows_all = wish.get("scope") == "all";
    let all = entries(scene, &plan);
    let themes = themes(scene, &all);
    let shown: Vec<&Entry<'_>> = all
        .iter()
        .filter(|entry| shows_all || concerns(scene, &plan, entry) || speaks_of(entry, &themes))
        .collect();
    frame(html, scene, wish, "plan", |html| {
        let names = ["desk.plan.mine", "desk.plan.all"].map(|key| scene.own(key));
        let [mine, every] = &names;
        let chosen = if shows_all { "all" } else { "mine" };
        let label = scene.own("desk.plan.show");
        choice(
            html,
            &label,
            "scope",
            &[("mine", mine), ("all", every)],
            chosen,
        );
        let counts = [shown.len().to_string(), all.len().to_string()];
        let [count, whole] = &counts;
        let said = scene.fill("desk.plan.count", &[("count", count), ("all", whole)]);
        html.line("p", &[("class", "ta-note ta-gap-s")], &said);
        let mut rest = shown.as_slice();
        while let Some(first) = rest.first() {
            let same = rest
                .iter()
                .take_while(|entry| entry.article == first.article);
            let (article, next) = rest.split_at_checked(same.count()).unwrap_or((rest, &[]));
            section(html, scene, wish, article);
            rest = next;
        }
    });
}

/// The provisions as a whole pack names them, without tags
fn untagged(scene: &Scene<'_>) -> Plan {
    let provisions = scene.names.provisions.iter().map(|name| PlanProvision {
        class: name.class.clone(),
        cite: scene.voice.cite(&name.pinpoint),
        text: scene
            .voice
            .pack_or(&["provision.", &name.pinpoint].concat(), ""),
        ..PlanProvision::default()
    });
    Plan {
        industry: String::new(),
        provisions: provisions.collect(),
    }
}

fn entries<'a>(scene: &Scene<'a>, plan: &Plan) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let ids = (0_u16..).map(ProvisionId);
    for ((id, name), provision) in ids.zip(&scene.names.provisions).zip(&plan.provisions) {
        if provision.class != OUTSIDE && !provision.text.is_empty() {
            let article = name.pinpoint.split('.').next().unwrap_or("");
            entries.push(Entry {
                article,
                provision: provision.clone(),
                measures: standing(scene, id),
            });
        }
    }
    entries
}

/// The measures that rest on a provision, each with its best status
fn standing(scene: &Scene<'_>, provision: ProvisionId) -> Vec<(MeasureId, Status)> {
    let mut found = Vec::new();
    for (id, measure) in (0_u16..).map(MeasureId).zip(&scene.pack.measures) {
        if measure.provision != provision {
            continue;
        }
        let mut findings = scene.answer.findings.iter();
        let of: Vec<&Finding> = findings
            .by_ref()
            .filter(|finding| finding.row.measure == id)
            .collect();
        let has = |status: &Status| of.iter().any(|finding| finding.row.status == *status);
        let best = ORDER.into_iter().find(has);
        found.push((id, best.unwrap_or(Status::NotApplicable)));
    }
    found
}

/// Whether a provision speaks of what the enterprise is or did
fn concerns(scene: &Scene<'_>, plan: &Plan, entry: &Entry<'_>) -> bool {
    let may_apply = |status: &Status| *status != Status::NotApplicable;
    let industries = &entry.provision.industries;
    if !industries.is_empty() && !industries.iter().any(|name| may_be(scene, plan, name)) {
        return entry
            .measures
            .iter()
            .any(|(_, status)| *status == Status::Eligible);
    }
    !industries.is_empty() || entry.measures.iter().any(|(_, status)| may_apply(status))
}

/// What the transactions of the case are about: the themes of what is given for them
fn themes<'a>(scene: &Scene<'_>, entries: &'a [Entry<'_>]) -> Vec<&'a String> {
    let is_met = |(measure, status): &(MeasureId, Status)| {
        let measure = scene.pack.measures.get(measure.index());
        let is_of_item = measure.is_some_and(|measure| measure.scope != Scope::Case);
        is_of_item && *status != Status::NotApplicable
    };
    let met = entries
        .iter()
        .filter(|entry| entry.measures.iter().any(is_met));
    met.flat_map(|entry| &entry.provision.themes).collect()
}

/// Whether a provision that gives nothing itself, and is for everyone, is about one of these themes
fn speaks_of(entry: &Entry<'_>, themes: &[&String]) -> bool {
    let is_for_all = entry.measures.is_empty() && entry.provision.industries.is_empty();
    is_for_all
        && entry
            .provision
            .themes
            .iter()
            .any(|theme| themes.contains(&theme))
}

/// Whether the enterprise is, or may be, of an industry
fn may_be(scene: &Scene<'_>, plan: &Plan, industry: &str) -> bool {
    let mut inputs = scene.names.inputs.iter().zip(&scene.pack.inputs);
    let Some((name, input)) = inputs.find(|(name, _)| name.path == plan.industry) else {
        return true;
    };
    let known = scene.case.case.known(input, None);
    let options = known.map(|known| known.value.choices());
    let mut names = name.options.iter().zip(0_u8..);
    let option = names.find(|(option, _)| *option == industry);
    options
        .zip(option)
        .is_none_or(|(options, (_, option))| options.has(option))
}

fn section(html: &mut Html, scene: &Scene<'_>, wish: &Wish, entries: &[&Entry<'_>]) {
    let Some(first) = entries.first() else {
        return;
    };
    // Where a language ends the name of an article with a sign, the citation begins with that name.
    let mark = scene.own("desk.plan.article.mark");
    let named = first.provision.cite.split_once(&mark);
    let title = match (first.article, named) {
        ("P", _) => scene.own("desk.plan.preamble"),
        ("Z", _) => scene.own("desk.plan.closing"),
        (_, Some((name, _))) if !mark.is_empty() => [name, &mark].concat(),
        (number, _) => scene.fill("desk.plan.article", &[("number", number)]),
    };
    html.line(
        heading_tag(wish, 2),
        &[("class", "ta-h4 td-article")],
        &title,
    );
    html.tag("ul", &[("class", "td-plan")], |html| {
        for entry in entries {
            html.tag("li", &[("data-key", &entry.provision.cite)], |html| {
                html.line("p", &[], &entry.provision.text);
                html.tag("p", &[("class", "ta-note")], |html| {
                    html.line("span", &[("class", "ta-cite")], &entry.provision.cite);
                    let class = ["desk.class.", &entry.provision.class].concat();
                    html.line("span", &[("class", "td-class")], &scene.own(&class));
                });
                for (measure, status) in &entry.measures {
                    let title = scene.measure_title(*measure);
                    let status = scene.status(*status);
                    let said = scene.fill("observed", &[("label", &title), ("value", &status)]);
                    html.line("p", &[("class", "ta-note td-own-status")], &said);
                }
            });
        }
    });
}
