//! Every measure: what it is, and its rule in words.

use tradeaid_engine::pack::{Condition, Domain, Measure, Nature};
use tradeaid_engine::{
    Format, InputClass, InputId, MeasureId, MeasureName, NodeId, Scope, pack::Warning,
};

use super::amounts;
use super::clauses;
use super::page::{Page, looked_at};
use tradeaid_desk::Html;
use tradeaid_explain::Inline;
use tradeaid_explain::{Anchor, roots};
use tradeaid_explain::{Speech, Style};

/// The measures, in the order of the document
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "measures", |html| {
        page.note(html, "doc.measures.note");
        for id in &page.order {
            if let Some((measure, name)) = page.measure(*id) {
                one(page, html, *id, measure, name);
            }
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, id: MeasureId, measure: &Measure, name: &MeasureName) {
    let place = Anchor::measure(&name.id);
    let attributes = [("id", place.id()), ("class", "measure")];
    html.tag("section", &attributes, |html| {
        let title = page.voice.measure(&name.id, "title");
        let number = page.number(id);
        let heading = [("number", number.as_str()), ("title", &title)];
        html.line("h3", &[], &page.own("doc.numbered", &heading));
        html.line("p", &[], &page.voice.measure(&name.id, "summary"));
        facts(page, html, id, measure, name);
        let speech = Speech::about(&page.rules, &place, &roots(measure), &measure.conditions);
        html.line("h4", &[], page.get("doc.conditions"));
        clauses::draw(page, html, &speech.clause(measure.eligible, false));
        amounts::draw(page, html, &speech, measure);
        figures(page, html, &speech, measure);
        clauses::definitions(page, html, &speech, "h4");
        warnings(page, html, &speech, &measure.warnings);
    });
}

/// The table at the head of a measure
fn facts(page: &Page<'_>, html: &mut Html, id: MeasureId, measure: &Measure, name: &MeasureName) {
    html.tag("table", &[("class", "facts")], |html| {
        html.line("caption", &[], page.get("doc.measure.facts"));
        html.tag("tbody", &[], |html| {
            html.pair(page.get("doc.measure.id"), |html| {
                html.line("code", &[], &name.id);
            });
            let cite = page.cite(measure.provision);
            html.pair(page.get("doc.measure.provision"), |html| html.inline(&cite));
            let nature = page.own(nature(measure.nature), &[]);
            html.pair(page.get("doc.measure.nature"), |html| html.text(&nature));
            let right = if measure.entitles {
                "doc.measure.entitles"
            } else {
                "doc.measure.encourages"
            };
            html.pair(page.get("doc.measure.right"), |html| {
                html.text(page.get(right));
            });
            html.pair(page.get("doc.measure.scope"), |html| {
                html.text(&scope(page, measure.scope));
            });
            html.pair(page.get("doc.measure.window"), |html| {
                window(page, html, measure.conditions.first());
            });
            html.pair(page.get("doc.measure.authorities"), |html| {
                html.text(&authorities(page, name));
            });
            html.pair(page.get("doc.measure.how"), |html| {
                let key = ["doc.obtain.", &name.how].concat();
                html.text(page.voice.texts.find(&key).unwrap_or(&name.how));
            });
            html.pair(page.get("doc.measure.next"), |html| {
                html.text(&page.voice.measure(&name.id, "next"));
            });
            links(page, html, id, measure, name);
        });
    });
}

/// What else of the page bears on a measure
fn links(page: &Page<'_>, html: &mut Html, id: MeasureId, measure: &Measure, name: &MeasureName) {
    let readings: Vec<Inline> = measure
        .readings
        .iter()
        .map(|id| linked(page, *id))
        .collect();
    let readings = page.listed_or(&readings, "doc.nothing");
    html.pair(page.get("doc.measure.readings"), |html| {
        html.inline(&readings);
    });
    let parameters: Vec<Inline> = (0_u16..)
        .map(InputId)
        .zip(&page.rules.pack.inputs)
        .filter(|(input, known)| {
            known.class == InputClass::Parameter && page.users(*input).contains(&id)
        })
        .map(|(input, _)| linked(page, input))
        .collect();
    let parameters = page.listed_or(&parameters, "doc.nothing");
    html.pair(page.get("doc.measure.parameters"), |html| {
        html.inline(&parameters);
    });
    let groups = page.rules.pack.groups.iter().zip(&page.rules.names.groups);
    let groups: Vec<Inline> = groups
        .filter(|(group, _)| group.members.contains(&id))
        .map(|(_, group)| {
            let title = page.voice.pack_or(&["group.", group].concat(), group);
            Inline::link(title, Anchor::group(group))
        })
        .collect();
    let groups = page.listed_or(&groups, "doc.nothing");
    html.pair(page.get("doc.measure.groups"), |html| html.inline(&groups));
    let mut tests = Vec::new();
    for file in &page.results.files {
        if file.measure.as_deref() == Some(&name.id) {
            let failed = file.tests.iter().filter(|test| !test.complaints.is_empty());
            let (all, failed) = (file.tests.len().to_string(), failed.count().to_string());
            let text = page.own("doc.measure.tested", &[("all", &all), ("failed", &failed)]);
            tests.push(Inline::link(text, Anchor::tests(&file.path)));
        }
    }
    let tests = page.listed_or(&tests, "doc.measure.untested");
    html.pair(page.get("doc.measure.tests"), |html| html.inline(&tests));
}

fn linked(page: &Page<'_>, input: InputId) -> Inline {
    let path = page
        .voice
        .input(input)
        .map_or("", |(_, name)| name.path.as_str());
    Inline::link(page.voice.label(input, None), Anchor::input(path))
}

const fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Cash => "doc.nature.cash",
        Nature::PriceCeiling => "doc.nature.price_ceiling",
        Nature::Tax => "doc.nature.tax",
        Nature::Service => "doc.nature.service",
    }
}

/// Whose a measure or an input is
pub(super) fn scope(page: &Page<'_>, scope: Scope) -> String {
    match scope {
        Scope::Case => page.own("doc.scope.case", &[]),
        Scope::Item(kind) => page.own("doc.scope.item", &[("kind", &kind_name(page, kind))]),
    }
}

/// What a kind of item is called
pub(super) fn kind_name(page: &Page<'_>, kind: tradeaid_engine::KindId) -> String {
    let name = page
        .rules
        .names
        .kinds
        .get(kind.index())
        .map_or("", String::as_str);
    page.voice.pack_or(&["kind.", name].concat(), name)
}

fn authorities(page: &Page<'_>, name: &MeasureName) -> String {
    let names: Vec<String> = name
        .authorities
        .iter()
        .map(|id| page.voice.pack_or(&["authority.", id].concat(), id))
        .collect();
    if names.is_empty() {
        return page.own("doc.nothing", &[]);
    }
    page.voice.listed(&names)
}

/// The days a measure is for: its first condition, if that looks at days alone
fn window(page: &Page<'_>, html: &mut Html, first: Option<&Condition>) {
    let days = first
        .map(|first| days_of(page, first.node))
        .unwrap_or_default();
    let (Some(first), false) = (first, days.is_empty()) else {
        html.text(page.get("doc.measure.no_window"));
        return;
    };
    html.text(&page.sentence(first.text));
    let cite = page.cite(first.provision);
    html.run(
        "span",
        &[("class", "cite")],
        &page.rules.fill("doc.cite", &[("cite", &cite)]),
    );
    let days = Inline::join(&days, page.get("list"));
    html.run(
        "div",
        &[("class", "said")],
        &page.rules.fill("doc.measure.governed", &[("days", &days)]),
    );
}

fn days_of(page: &Page<'_>, condition: NodeId) -> Vec<Inline> {
    let mut days = Vec::new();
    for id in looked_at(page.rules.pack, condition) {
        let Some((input, name)) = page.voice.input(id) else {
            continue;
        };
        match (input.class, name.format) {
            (_, Format::Date | Format::Month) if input.domain == Domain::Date => {
                days.push(linked(page, id));
            }
            (InputClass::Reading, _) => {}
            _ => return Vec::new(),
        }
    }
    days
}

fn figures(page: &Page<'_>, html: &mut Html, speech: &Speech<'_>, measure: &Measure) {
    if measure.figures.is_empty() {
        return;
    }
    html.line("h4", &[], page.get("doc.figures"));
    let heads = [
        page.get("doc.figures.name"),
        page.get("doc.amount.in_words"),
        page.get("doc.amount.as_formula"),
        page.get("doc.figures.cite"),
    ];
    html.table("figures", page.get("doc.figures.caption"), &heads, |html| {
        for figure in &measure.figures {
            html.tag("tr", &[], |html| {
                let name = page.sentence(figure.text);
                html.line("th", &[("scope", "row")], &name);
                html.run("td", &[], &speech.value(figure.node, Style::Words));
                let formula = speech.value(figure.node, Style::Formula);
                html.run("td", &[("class", "formula")], &formula);
                html.run("td", &[], &page.cite(figure.provision));
            });
        }
    });
}

fn warnings(page: &Page<'_>, html: &mut Html, speech: &Speech<'_>, warnings: &[Warning]) {
    if warnings.is_empty() {
        return;
    }
    html.line("h4", &[], page.get("doc.warnings"));
    let heads = [
        page.get("doc.warnings.text"),
        page.get("doc.warnings.when"),
        page.get("doc.warnings.refusal"),
    ];
    html.table(
        "warnings",
        page.get("doc.warnings.caption"),
        &heads,
        |html| {
            for warning in warnings {
                html.tag("tr", &[], |html| {
                    html.tag("th", &[("scope", "row")], |html| code(page, html, *warning));
                    html.tag("td", &[], |html| match warning.when {
                        Some(when) => {
                            let clause = speech.clause(when, false);
                            html.inline(&speech.in_one_line(&clause));
                        }
                        None => html.text(page.get("doc.warnings.always")),
                    });
                    let refusal = if warning.on_refusal {
                        "doc.warnings.also"
                    } else {
                        "doc.warnings.not"
                    };
                    html.line("td", &[], page.get(refusal));
                });
            }
        },
    );
}

fn code(page: &Page<'_>, html: &mut Html, warning: Warning) {
    let code = page
        .rules
        .names
        .codes
        .get(warning.code.index())
        .map_or("", String::as_str);
    html.text(&page.voice.pack_or(&["warning.", code].concat(), code));
    html.tag("div", &[("class", "id")], |html| {
        html.line("code", &[], code);
    });
}
