//! The front of the page: what is documented, what needs a reviewer's eye first, the contents, and how to read the rest.

use tradeaid_engine::InputClass;
use tradeaid_wire::ENGINE_VERSION;

use super::page::{Page, SECTIONS};
use super::parameters::{is_open, of_class};
use super::proof;
use super::provisions;
use super::style;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;

/// The page may load nothing and run nothing, whatever a pack's text says.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Title and look
pub(super) fn head(page: &Page<'_>, html: &mut Html) {
    html.tag("head", &[], |html| {
        html.void("meta", &[("charset", "utf-8")]);
        let policy = [
            ("http-equiv", "Content-Security-Policy"),
            ("content", POLICY),
        ];
        html.void("meta", &policy);
        let width = [
            ("name", "viewport"),
            ("content", "width=device-width, initial-scale=1"),
        ];
        html.void("meta", &width);
        let title = page.own("doc.page_title", &[("title", &title_of(page))]);
        html.line("title", &[], &title);
        html.style(&style::rules(page));
    });
}

fn title_of(page: &Page<'_>) -> String {
    page.voice.pack_or("pack.title", &page.rules.names.id)
}

/// Title, number, issuer, dates, version and digest
pub(super) fn title(page: &Page<'_>, html: &mut Html) {
    html.tag("header", &[], |html| {
        html.line("p", &[("class", "kind")], page.get("doc.kind_of_page"));
        html.line("h1", &[], &title_of(page));
        html.tag("table", &[("class", "facts")], |html| {
            html.line("caption", &[], page.get("doc.front.caption"));
            html.tag("tbody", &[], |html| {
                identity(page, html);
                open_points(page, html);
            });
        });
    });
}

fn identity(page: &Page<'_>, html: &mut Html) {
    let names = page.rules.names;
    let unstated = page.get("doc.front.unstated");
    for (head, key) in [
        ("doc.front.number", "pack.number"),
        ("doc.front.issuer", "pack.issued"),
    ] {
        html.pair(page.get(head), |html| {
            html.text(page.voice.pack(key).unwrap_or(unstated));
        });
    }
    let valid = match page.rules.pack.valid {
        Some((from, to)) => {
            let (from, to) = (page.rules.date(from), page.rules.date(to));
            page.own("doc.front.from_to", &[("from", &from), ("to", &to)])
        }
        None => unstated.to_owned(),
    };
    html.pair(page.get("doc.front.valid"), |html| html.text(&valid));
    html.pair(page.get("doc.front.pack"), |html| {
        html.line("code", &[], &names.id);
    });
    html.pair(page.get("doc.front.version"), |html| {
        html.text(&names.version);
    });
    html.pair(page.get("doc.front.digest"), |html| {
        html.line("code", &[], page.voice.calculator.digest());
        html.line(
            "div",
            &[("class", "said")],
            page.get("doc.front.digest.why"),
        );
    });
    html.pair(page.get("doc.front.engine"), |html| {
        html.text(ENGINE_VERSION);
    });
    html.pair(page.get("doc.front.money"), |html| {
        html.inline(&currencies(page));
    });
}

fn currencies(page: &Page<'_>) -> Inline {
    let listed: Vec<Inline> = page
        .rules
        .names
        .currencies
        .iter()
        .map(|currency| {
            let name = Inline::text(page.voice.unit(&currency.code));
            match currency.rate {
                None => page.rules.fill("doc.front.base", &[("name", &name)]),
                Some(rate) => {
                    let rate = page.rules.name(rate);
                    page.rules
                        .fill("doc.front.by_rate", &[("name", &name), ("rate", &rate)])
                }
            }
        })
        .collect();
    Inline::join(&listed, page.get("rule.several"))
}

/// What a reviewer should look at first
fn open_points(page: &Page<'_>, html: &mut Html) {
    let mut counted =
        |head: &'static str, key: &'static str, count: usize, section: &'static str| {
            let text = page.own(key, &[("count", &count.to_string())]);
            let link = Inline::link(text, Anchor::section(section));
            html.pair(page.get(head), |html| html.inline(&link));
        };
    let open =
        of_class(page, InputClass::Parameter).filter(|(_, input, name)| is_open(input, name));
    counted(
        "doc.front.parameters",
        "doc.front.parameters.open",
        open.count(),
        "parameters",
    );
    let readings = of_class(page, InputClass::Reading);
    let unsettled = readings
        .filter(|(_, input, _)| input.assumed.is_none())
        .count();
    counted(
        "doc.front.readings",
        "doc.front.readings.open",
        unsettled,
        "readings",
    );
    let gaps = provisions::gaps(page);
    counted("doc.front.gaps", "doc.front.gaps.count", gaps, "unmapped");
    let link = Inline::link(proof::summary(page), Anchor::section("tests"));
    html.pair(page.get("doc.front.tests"), |html| html.inline(&link));
}

/// The table of contents
pub(super) fn contents(page: &Page<'_>, html: &mut Html) {
    html.tag("nav", &[("aria-labelledby", "contents")], |html| {
        html.line("h2", &[("id", "contents")], page.get("doc.contents"));
        html.tag("ol", &[], |html| {
            let how = Inline::link(page.get("doc.how"), Anchor::section("how"));
            html.run("li", &[], &how);
            for name in SECTIONS {
                html.tag("li", &[], |html| {
                    html.inline(&Inline::link(page.heading(name), Anchor::section(name)));
                    if name == "measures" {
                        measures(page, html);
                    }
                });
            }
        });
    });
}

fn measures(page: &Page<'_>, html: &mut Html) {
    html.tag("ol", &[], |html| {
        for id in &page.order {
            let cite = page
                .measure(*id)
                .map(|(measure, _)| page.cite(measure.provision));
            html.tag("li", &[], |html| {
                html.inline(&page.measure_link(*id));
                if let Some(cite) = cite {
                    let cite = page.rules.fill("doc.cite", &[("cite", &cite)]);
                    html.run("span", &[("class", "cite")], &cite);
                }
            });
        }
    });
}

/// The conventions of the page
pub(super) fn how_to_read(page: &Page<'_>, html: &mut Html) {
    const POINTS: [&str; 9] = [
        "doc.how.source",
        "doc.how.paraphrase",
        "doc.how.conditions",
        "doc.how.said",
        "doc.how.letters",
        "doc.how.limits",
        "doc.how.rounding",
        "doc.how.unknown",
        "doc.how.tests",
    ];
    let place = Anchor::section("how");
    html.tag(
        "section",
        &[("id", place.id()), ("class", "part")],
        |html| {
            html.line("h2", &[], page.get("doc.how"));
            html.tag("ul", &[], |html| {
                for point in POINTS {
                    html.line("li", &[], page.get(point));
                }
            });
            if let Some(estimate) = page.voice.pack("pack.estimate") {
                html.line("p", &[("class", "note")], estimate);
            }
        },
    );
}
