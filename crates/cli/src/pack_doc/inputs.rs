//! What is asked of an enterprise: each fact with its question, unit and possible values, and what every case must meet.

use tradeaid_engine::pack::{Check, Domain, Input, Scope};
use tradeaid_engine::{Format, InputClass, InputId, InputName, KindId, Number};

use super::clauses;
use super::measures::kind_name;
use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::Unit;
use tradeaid_explain::{Rules, Speech};

/// Every fact, of the enterprise and of each kind of item, then the checks
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "inputs", |html| {
        page.note(html, "doc.inputs.note");
        let kinds = (0..page.rules.pack.kinds).map(|kind| Scope::Item(KindId(kind)));
        for scope in std::iter::once(Scope::Case).chain(kinds) {
            of_scope(page, html, scope);
        }
        checks(page, html);
    });
}

fn of_scope(page: &Page<'_>, html: &mut Html, scope: Scope) {
    let facts: Vec<(InputId, &Input)> = page
        .rules
        .pack
        .inputs_of(scope)
        .filter(|(_, input)| input.class == InputClass::Fact)
        .collect();
    if facts.is_empty() {
        return;
    }
    let title = match scope {
        Scope::Case => page.own("doc.inputs.case", &[]),
        Scope::Item(kind) => kind_name(page, kind),
    };
    html.line("h3", &[], &title);
    let heads = [
        page.get("doc.inputs.name"),
        page.get("doc.inputs.question"),
        page.get("doc.inputs.domain"),
        page.get("doc.inputs.users"),
    ];
    html.table("inputs", &title, &heads, |html| {
        for (id, input) in facts {
            if let Some(name) = page.rules.names.inputs.get(id.index()) {
                row(page, html, id, input, name);
            }
        }
    });
}

/// The cell that names an input, at the head of its row
pub(super) fn title(page: &Page<'_>, html: &mut Html, id: InputId, name: &InputName) {
    html.tag("th", &[("scope", "row")], |html| {
        html.text(&page.voice.label(id, None));
        html.tag("div", &[("class", "id")], |html| {
            html.line("code", &[], &name.path);
        });
    });
}

fn row(page: &Page<'_>, html: &mut Html, id: InputId, input: &Input, name: &InputName) {
    let place = Anchor::input(&name.path);
    html.tag("tr", &[("id", place.id())], |html| {
        title(page, html, id, name);
        html.tag("td", &[], |html| {
            html.text(&page.voice.of_path(&name.path, "question"));
            if let Some(hint) = page.voice.pack(&["input.", &name.path, ".hint"].concat()) {
                html.line("div", &[("class", "said")], hint);
            }
        });
        html.tag("td", &[], |html| {
            html.text(&domain(&page.rules, input, name));
            derived(page, html, id, name);
        });
        html.run("td", &[], &page.uses(id));
    });
}

fn derived(page: &Page<'_>, html: &mut Html, id: InputId, name: &InputName) {
    let mut derivations = page.rules.pack.derivations.iter();
    if derivations.any(|derivation| derivation.input == id) {
        let text = page.own("doc.inputs.derived", &[]);
        let link = Inline::link(text, Anchor::table(&name.path));
        html.run("div", &[("class", "said")], &link);
    }
}

/// What an input may be: its form, its options or bounds, its unit
pub(super) fn domain(rules: &Rules<'_>, input: &Input, name: &InputName) -> String {
    let mut parts = vec![rules.voice.own(format(name.format), &[])];
    if !name.unit.is_empty() {
        let unit = rules.voice.unit(&name.unit);
        parts.push(rules.voice.own("doc.domain.unit", &[("unit", &unit)]));
    }
    match input.domain {
        Domain::Choice(_) => {
            let options: Vec<String> = name
                .options
                .iter()
                .map(|option| rules.voice.option(&name.path, option))
                .collect();
            let options = rules.voice.listed(&options);
            parts = vec![
                rules
                    .voice
                    .own("doc.domain.options", &[("options", &options)]),
            ];
        }
        Domain::Number {
            lo,
            hi,
            limit,
            step,
            ..
        } => bounds(rules, name, &mut parts, (lo, hi, limit), step),
        Domain::Truth | Domain::Date | Domain::Text | Domain::Reference => {}
    }
    if input.yearly {
        parts.push(rules.voice.own("doc.domain.yearly", &[]));
    }
    if input.may_be_none {
        parts.push(rules.voice.own("doc.domain.none", &[]));
    }
    parts.join(rules.voice.texts.get("doc.domain.and"))
}

fn bounds(
    rules: &Rules<'_>,
    name: &InputName,
    parts: &mut Vec<String>,
    (lo, hi, limit): (Number, Number, bool),
    step: Number,
) {
    let unit = Unit {
        format: name.format,
        unit: name.unit.clone(),
    };
    let number = |number| rules.number(number, Some(&unit));
    let (low, high) = (number(lo), number(hi));
    parts.push(if limit {
        rules.voice.own("doc.domain.from", &[("lo", &low)])
    } else {
        rules
            .voice
            .own("doc.domain.between", &[("lo", &low), ("hi", &high)])
    });
    if step > Number::ONE {
        let step = number(step);
        parts.push(rules.voice.own("doc.domain.step", &[("step", &step)]));
    }
}

const fn format(format: Format) -> &'static str {
    match format {
        Format::YesNo => "doc.format.yes_no",
        Format::Count => "doc.format.count",
        Format::Money => "doc.format.money",
        Format::Rate => "doc.format.rate",
        Format::Quantity => "doc.format.quantity",
        Format::Year => "doc.format.year",
        Format::Choice => "doc.format.choice",
        Format::Date => "doc.format.date",
        Format::Month => "doc.format.month",
        Format::Text => "doc.format.text",
        Format::Reference => "doc.format.reference",
    }
}

fn checks(page: &Page<'_>, html: &mut Html) {
    if page.rules.pack.checks.is_empty() {
        return;
    }
    let place = Anchor::section("checks");
    html.line("h3", &[("id", place.id())], page.get("doc.checks"));
    page.note(html, "doc.checks.note");
    html.tag("ol", &[("class", "checks")], |html| {
        for (index, check) in page.rules.pack.checks.iter().enumerate() {
            html.tag("li", &[], |html| one(page, html, index, check));
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, index: usize, check: &Check) {
    let place = Anchor::of("check", &index.to_string());
    let speech = Speech::about(&page.rules, &place, &[check.node], &[]);
    clauses::draw(page, html, &speech.clause(check.node, false));
    let sentence = page.sentence(check.text);
    let said = page.own("doc.checks.said", &[("sentence", &sentence)]);
    html.line("div", &[("class", "said")], &said);
    clauses::definitions(page, html, &speech, "h4");
}
