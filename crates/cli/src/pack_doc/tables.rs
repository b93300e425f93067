//! The decision tables, with every row.

use tradeaid_engine::node::{HitPolicy, Table};
use tradeaid_engine::pack::Derivation;
use tradeaid_engine::{InputId, Node, NodeId, Value};

use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::Rules;

/// Every table, under the input it derives
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "tables", |html| {
        let pack = page.rules.pack;
        if pack.derivations.is_empty() {
            page.note(html, "doc.tables.none");
        }
        for derivation in &pack.derivations {
            if let Some(table) = table_of(page, derivation.node) {
                one(page, html, *derivation, table);
            }
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, derivation: Derivation, table: &Table) {
    let path = page
        .voice
        .input(derivation.input)
        .map_or("", |(_, name)| name.path.as_str());
    let label = page.voice.label(derivation.input, None);
    let title = page.own("doc.tables.title", &[("name", &label)]);
    let place = Anchor::table(path);
    html.line("h3", &[("id", place.id())], &title);
    let cite = page.cite(derivation.provision);
    let key = match table.hit {
        HitPolicy::Unique => "doc.tables.unique",
        HitPolicy::First => "doc.tables.first",
    };
    html.run(
        "p",
        &[("class", "note")],
        &page.rules.fill(key, &[("cite", &cite)]),
    );
    let columns: Vec<Option<InputId>> = table
        .columns
        .iter()
        .map(|node| input_of(page, *node))
        .collect();
    let labels: Vec<String> = columns
        .iter()
        .map(|input| input.map_or_else(String::new, |input| page.voice.label(input, None)))
        .collect();
    let mut heads = vec![page.get("doc.tables.row")];
    heads.extend(labels.iter().map(String::as_str));
    let result = page.own("doc.tables.result", &[("name", &label)]);
    heads.push(&result);
    html.table("decision", &title, &heads, |html| {
        for (index, row) in table.rows.iter().enumerate() {
            html.tag("tr", &[], |html| {
                html.line("th", &[("scope", "row")], &(index + 1).to_string());
                for (test, input) in row.tests.iter().zip(&columns) {
                    html.line(
                        "td",
                        &[],
                        &tradeaid_explain::cell(&page.rules, test, *input),
                    );
                }
                html.line(
                    "td",
                    &[],
                    &output(&page.rules, derivation.input, row.output),
                );
            });
        }
    });
    let name = Inline::link(label.as_str(), Anchor::input(path));
    html.run(
        "p",
        &[("class", "note")],
        &page.rules.fill("doc.tables.given", &[("name", &name)]),
    );
}

/// The table behind a derived value, which a case may also state itself
fn table_of<'a>(page: &Page<'a>, node: NodeId) -> Option<&'a Table> {
    let pack = page.rules.pack;
    match pack.node(node)? {
        Node::Derived { from, .. } => table_of(page, *from),
        Node::Table(table) => pack.tables.get(table.index()),
        _ => None,
    }
}

fn input_of(page: &Page<'_>, node: NodeId) -> Option<InputId> {
    page.rules.pack.node(node).and_then(Node::input)
}

/// What a row gives, in words
pub(super) fn output(rules: &Rules<'_>, input: InputId, value: Value) -> String {
    match value {
        Value::Choice(_) => rules.options_of(input, value),
        _ => rules.voice.value(input, value).unwrap_or_default(),
    }
}
