//! Draws how a measure's amount is reckoned: what the document says of it, in words and as a formula.

use tradeaid_engine::pack::{Alternative, Measure, Word};
use tradeaid_engine::{Node, NodeId};

use super::clauses;
use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::{Speech, Style};

/// The amount of a measure
pub(super) fn draw(page: &Page<'_>, html: &mut Html, speech: &Speech<'_>, measure: &Measure) {
    html.line("h4", &[], page.get("doc.amount"));
    let [alternatives @ .., last] = measure.amount.as_slice() else {
        html.line("p", &[], page.get("doc.amount.no_money"));
        return;
    };
    if alternatives.is_empty() {
        one(page, html, speech, last);
        return;
    }
    html.line("p", &[], page.get("doc.amount.first_that_holds"));
    html.tag("ol", &[("class", "alternatives")], |html| {
        for alternative in &measure.amount {
            html.tag("li", &[], |html| {
                match alternative.when {
                    Some(when) => {
                        html.line("strong", &[], page.get("doc.amount.if"));
                        clauses::draw(page, html, &speech.clause(when, false));
                    }
                    None => html.line("strong", &[], page.get("doc.amount.else")),
                }
                one(page, html, speech, alternative);
            });
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, speech: &Speech<'_>, amount: &Alternative) {
    let key = match amount.word {
        Word::Exactly if is_whole_cost(page, amount) => "whole",
        Word::Exactly => "exactly",
        Word::AtMost => "at_most",
        Word::AtLeast => "at_least",
        Word::Unspecified => "unspecified",
        Word::FeeCeiling => "fee_ceiling",
    };
    html.tag("div", &[("class", "law")], |html| {
        let key = ["doc.amount.law.", key].concat();
        html.text(&page.own(&key, &[]));
        let cite = page.cite(amount.provision);
        html.run(
            "span",
            &[("class", "cite")],
            &page.rules.fill("doc.cite", &[("cite", &cite)]),
        );
        if let Some(text) = amount.text {
            let sentence = page.sentence(text);
            let said = page.own("doc.said", &[("sentence", &sentence)]);
            html.line("span", &[("class", "said")], &said);
        }
    });
    let rows = rows(amount);
    if rows.is_empty() {
        return;
    }
    let heads = [
        page.get("doc.amount.part"),
        page.get("doc.amount.in_words"),
        page.get("doc.amount.as_formula"),
    ];
    html.table("amount", page.get("doc.amount.caption"), &heads, |html| {
        for (key, node) in rows {
            html.tag("tr", &[], |html| {
                html.line("th", &[("scope", "row")], page.get(key));
                html.run("td", &[], &speech.value(node, Style::Words));
                html.run(
                    "td",
                    &[("class", "formula")],
                    &speech.value(node, Style::Formula),
                );
            });
        }
    });
}

/// Whether a formula is a cost as it stands: the whole premium, not a part of it
fn is_whole_cost(page: &Page<'_>, amount: &Alternative) -> bool {
    let node = amount.ceiling.and_then(|node| page.rules.pack.node(node));
    matches!(node, Some(Node::Input(_)))
}

/// What is reckoned, and how each is called
fn rows(amount: &Alternative) -> Vec<(&'static str, NodeId)> {
    let (floor, ceiling) = match amount.word {
        Word::Exactly => (None, amount.ceiling.map(|node| ("doc.amount.sum", node))),
        Word::FeeCeiling => (None, amount.ceiling.map(|node| ("doc.amount.price", node))),
        Word::AtLeast => (
            amount.floor.map(|node| ("doc.amount.floor", node)),
            amount.ceiling.map(|node| ("doc.amount.presumed", node)),
        ),
        Word::AtMost | Word::Unspecified => (
            amount.floor.map(|node| ("doc.amount.floor", node)),
            amount.ceiling.map(|node| ("doc.amount.ceiling", node)),
        ),
    };
    let cap = amount.cap.map(|node| ("doc.amount.cap", node));
    [floor, ceiling, cap].into_iter().flatten().collect()
}
