//! Draws conditions as nested lists, each with its ground, and what the letters in them stand for.

use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::{Body, Clause, Definition, Ground, Speech};

/// A condition with everything inside it
pub(super) fn draw(page: &Page<'_>, html: &mut Html, clause: &Clause) {
    html.tag("div", &[("class", "rule")], |html| part(page, html, clause));
}

fn part(page: &Page<'_>, html: &mut Html, clause: &Clause) {
    match &clause.body {
        Body::All(parts) => list(page, html, "doc.all", parts, &clause.grounds),
        Body::Any(parts) => list(page, html, "doc.any", parts, &clause.grounds),
        Body::Test(test) => html.tag("div", &[("class", "test")], |html| {
            html.inline(test);
            grounds(page, html, &clause.grounds);
        }),
    }
}

fn list<'a>(page: &Page<'a>, html: &mut Html, key: &'a str, parts: &[Clause], own: &[Ground]) {
    html.tag("div", &[("class", "join")], |html| {
        html.line("strong", &[], page.get(key));
        grounds(page, html, own);
    });
    let class = if key == "doc.all" { "all" } else { "any" };
    html.tag("ol", &[("class", class)], |html| {
        for inner in parts {
            html.tag("li", &[], |html| part(page, html, inner));
        }
    });
}

fn grounds(page: &Page<'_>, html: &mut Html, grounds: &[Ground]) {
    for ground in grounds {
        let cite = page.cite(ground.provision);
        let cite = page.rules.fill("doc.cite", &[("cite", &cite)]);
        html.run("span", &[("class", "cite")], &cite);
        let sentence = page.sentence(ground.text);
        let said = page.own("doc.said", &[("sentence", &sentence)]);
        html.line("span", &[("class", "said")], &said);
    }
}

/// What the letters of a rule stand for
pub(super) fn definitions(
    page: &Page<'_>,
    html: &mut Html,
    speech: &Speech<'_>,
    level: &'static str,
) {
    let definitions = speech.definitions();
    if definitions.is_empty() {
        return;
    }
    html.line(level, &[], page.get("doc.where"));
    html.tag("dl", &[("class", "where")], |html| {
        for (letter, place, definition) in definitions {
            let shown = page.own("rule.letter", &[("letter", &letter)]);
            html.line("dt", &[("id", place.id())], &shown);
            html.tag("dd", &[], |html| one(page, html, speech, &definition));
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, speech: &Speech<'_>, definition: &Definition) {
    match definition {
        Definition::Condition(clause) => draw(page, html, clause),
        Definition::Formula(words, formula) => {
            html.run("div", &[], words);
            html.run("div", &[("class", "formula")], formula);
        }
        Definition::Cases(cases) => html.tag("ol", &[("class", "cases")], |html| {
            for (when, value) in cases {
                let case = match when {
                    Some(when) => {
                        let when = speech.in_one_line(when);
                        page.rules
                            .fill("rule.case.when", &[("when", &when), ("value", value)])
                    }
                    None => page.rules.fill("rule.case.otherwise", &[("value", value)]),
                };
                html.run("li", &[], &case);
            }
        }),
    }
}
