//! The pack's own tests: what each expects, what came of it, and which conditions no test has decided both ways.

use tradeaid_engine::{Format, Number};
use tradeaid_lang::test_file::Expected;

use super::page::Page;
use crate::pack_test::{FileResult, Part, TestResult};
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::Unit;

/// Every test with its outcome
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "tests", |html| {
        page.note(html, "doc.tests.note");
        html.line("p", &[], &summary(page));
        coverage(page, html);
        for file in &page.results.files {
            one(page, html, file);
        }
    });
}

/// How many tests there are, how many passed, and what they cover
pub(super) fn summary(page: &Page<'_>) -> String {
    let results = page.results;
    let (passed, failed) = results.counts();
    let (covered, all) = results.coverage.counts(Part::Conditions);
    let counts = [passed, failed, covered, all].map(|count| count.to_string());
    let [passed, failed, covered, all] = counts.each_ref().map(String::as_str);
    let fillings = [
        ("passed", passed),
        ("failed", failed),
        ("covered", covered),
        ("all", all),
    ];
    page.own("doc.tests.summary", &fillings)
}

fn coverage(page: &Page<'_>, html: &mut Html) {
    let missing = page
        .results
        .coverage
        .missing(page.voice.calculator, page.voice.texts);
    if missing.is_empty() {
        return;
    }
    html.line("p", &[], page.get("test.uncovered.title"));
    html.tag("ul", &[], |html| {
        for line in &missing {
            html.line("li", &[], line.trim());
        }
    });
}

fn one(page: &Page<'_>, html: &mut Html, file: &FileResult) {
    let place = Anchor::tests(&file.path);
    let title = match &file.measure {
        Some(measure) => page.voice.measure(measure, "title"),
        None => page.own("doc.tests.derived", &[]),
    };
    html.line("h3", &[("id", place.id())], &title);
    html.tag("p", &[("class", "id")], |html| {
        html.line("code", &[], &file.path);
    });
    if let Some(fault) = &file.fault {
        html.line("p", &[], page.get("doc.tests.unreadable"));
        html.line("pre", &[], fault);
        return;
    }
    let heads = [
        page.get("doc.tests.number"),
        page.get("doc.tests.name"),
        page.get("doc.tests.expected"),
        page.get("doc.tests.outcome"),
    ];
    html.table("tests", &title, &heads, |html| {
        for (index, test) in file.tests.iter().enumerate() {
            row(page, html, index, test);
        }
    });
}

fn row(page: &Page<'_>, html: &mut Html, index: usize, test: &TestResult) {
    html.tag("tr", &[], |html| {
        html.line("td", &[], &(index + 1).to_string());
        html.line("th", &[("scope", "row")], &test.name);
        let expected = expected(page, &test.expect);
        html.run("td", &[], &page.listed_or(&expected, "doc.nothing"));
        html.tag("td", &[], |html| {
            if test.complaints.is_empty() {
                html.text(page.get("doc.tests.passed"));
                return;
            }
            html.line("strong", &[], page.get("doc.tests.failed"));
            for complaint in &test.complaints {
                html.line("div", &[("class", "said")], complaint);
            }
        });
    });
}

fn expected(page: &Page<'_>, expect: &Expected) -> Vec<Inline> {
    let mut parts = Vec::new();
    let word = |room: &str, word: &str| {
        let key = [room, word].concat();
        page.voice.texts.find(&key).unwrap_or(word).to_owned()
    };
    parts.extend(
        expect
            .status
            .as_deref()
            .map(|status| word("status.", status)),
    );
    parts.extend(expect.kind.as_deref().map(|kind| word("doc.kind.", kind)));
    for (key, bound) in [
        ("doc.expect.min", &expect.min),
        ("doc.expect.max", &expect.max),
    ] {
        parts.extend(
            bound
                .as_deref()
                .map(|bound| page.own(key, &[("money", &money(page, bound))])),
        );
    }
    for path in expect.open.iter().flatten() {
        let label = page.voice.of_path(path, "label");
        parts.push(page.own("doc.expect.open", &[("name", &label)]));
    }
    for code in expect.warnings.iter().flatten() {
        parts.push(page.own("doc.expect.warning", &[("code", code)]));
    }
    for (path, value) in &expect.derived {
        let label = page.voice.of_path(path, "label");
        let value = page.voice.option(path, value);
        parts.push(page.own("doc.expect.derived", &[("name", &label), ("value", &value)]));
    }
    if let Some(refused) = &expect.refused {
        let path = refused.path.as_deref().unwrap_or_default();
        let key = if path.is_empty() {
            "doc.expect.refused"
        } else {
            "doc.expect.refused_at"
        };
        parts.push(page.own(key, &[("path", path)]));
    }
    let between = page.get("doc.domain.and");
    if parts.is_empty() {
        return Vec::new();
    }
    vec![Inline::text(parts.join(between))]
}

fn money(page: &Page<'_>, written: &str) -> String {
    let base = page.rules.names.currencies.first();
    let unit = Unit {
        format: Format::Money,
        unit: base.map_or_else(String::new, |currency| currency.code.clone()),
    };
    match Number::parse(written) {
        Some(number) => page.rules.number(number, Some(&unit)),
        None => page.own("doc.expect.no_bound", &[]),
    }
}
