//! The measures that support the same thing, and how their amounts become one.

use tradeaid_engine::pack::{Group, Pick};

use super::clauses;
use super::measures::kind_name;
use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::{Speech, Style};

/// Every group
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "groups", |html| {
        let (pack, names) = (page.rules.pack, page.rules.names);
        if pack.groups.is_empty() {
            page.note(html, "doc.groups.none");
        }
        for (group, id) in pack.groups.iter().zip(&names.groups) {
            one(page, html, group, id);
        }
        received(page, html);
    });
}

fn one(page: &Page<'_>, html: &mut Html, group: &Group, id: &str) {
    let place = Anchor::group(id);
    let attributes = [("id", place.id()), ("class", "group")];
    html.tag("section", &attributes, |html| {
        let title = page.voice.pack_or(&["group.", id].concat(), id);
        html.line("h3", &[], &title);
        html.tag("div", &[("class", "id")], |html| html.line("code", &[], id));
        let roots: Vec<_> = [group.key, group.cap].into_iter().flatten().collect();
        let speech = Speech::about(&page.rules, &place, &roots, &[]);
        html.tag("ul", &[], |html| {
            let kind = Inline::text(kind_name(page, group.kind));
            let links: Vec<Inline> = group
                .members
                .iter()
                .map(|id| page.measure_link(*id))
                .collect();
            let members = page.listed_or(&links, "doc.nothing");
            let fillings = [("kind", &kind), ("members", &members)];
            html.run("li", &[], &page.rules.fill("doc.groups.members", &fillings));
            let key = match (group.pick, links.len()) {
                (Pick::Highest, 1) => "doc.groups.alone",
                (Pick::Highest, _) => "doc.groups.highest",
                (Pick::Sum, _) => "doc.groups.sum",
            };
            html.line("li", &[], page.get(key));
            let value = |node, style| speech.value(node, style);
            if let Some(node) = group.key {
                let key = value(node, Style::Words);
                html.run(
                    "li",
                    &[],
                    &page.rules.fill("doc.groups.key", &[("key", &key)]),
                );
            }
            if let Some(node) = group.cap {
                let words = value(node, Style::Words);
                html.run(
                    "li",
                    &[],
                    &page.rules.fill("doc.groups.cap", &[("cap", &words)]),
                );
            }
            if group.counts_received {
                html.line("li", &[], page.get("doc.groups.received"));
            }
            let cite = page.cite(group.provision);
            html.run(
                "li",
                &[],
                &page.rules.fill("doc.groups.cite", &[("cite", &cite)]),
            );
        });
        clauses::definitions(page, html, &speech, "h4");
    });
}

/// How a case lists what was received from elsewhere
fn received(page: &Page<'_>, html: &mut Html) {
    let Some(received) = page.rules.pack.received else {
        return;
    };
    let place = Anchor::section("received");
    let roots = [received.counts, received.amount];
    let speech = Speech::about(&page.rules, &place, &roots, &[]);
    html.line("h3", &[], page.get("doc.received"));
    let kind = Inline::text(kind_name(page, received.kind));
    let amount = speech.value(received.amount, Style::Words);
    let counts = speech.in_one_line(&speech.clause(received.counts, false));
    let fillings = [("kind", &kind), ("amount", &amount), ("counts", &counts)];
    html.run("p", &[], &page.rules.fill("doc.received.how", &fillings));
    clauses::definitions(page, html, &speech, "h4");
}
