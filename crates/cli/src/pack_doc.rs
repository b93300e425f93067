//! `tradeaid pack doc`: a rule pack as one HTML page that a legal officer reads, prints and signs. Everything on the
//! page comes from the checked pack itself: the rules are put into words from the graph that is run, and the tests
//! are run as `pack test` runs them.

mod amounts;
mod back;
mod clauses;
mod front;
mod grounds;
mod groups;
mod inputs;
mod measures;
mod page;
mod parameters;
mod plain;
mod proof;
mod provisions;
mod readings;
mod style;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::PackTags;
use tradeaid_wire::Calculator;

use crate::output::{self, Outcome};
use crate::pack;
use crate::pack_test::{self, Results};
use crate::texts::Texts;
use page::Page;
pub(crate) use plain::Plain;
use tradeaid_desk::Html;
use tradeaid_explain::Voice;

/// Checks a folder, runs its tests and writes the page to a file, or else to standard output
pub(crate) fn run(
    folder: &Path,
    overlays: &[PathBuf],
    out: Option<&Path>,
    texts: &Texts,
) -> Outcome {
    let Some((_, calculator)) = pack::compiled(folder, overlays, texts) else {
        return Outcome::Refused;
    };
    let Some(tags) = pack::tags(folder, texts) else {
        return Outcome::Refused;
    };
    let results = pack_test::results(folder, &calculator, texts);
    let page = render(&calculator, &results, &tags, texts);
    let Some(file) = out else {
        return output::print(&page);
    };
    let shown = file.to_string_lossy();
    if let Err(error) = fs::write(file, page) {
        let why = error.to_string();
        output::complain(&texts.say("pack.not_written", &[("file", &shown), ("why", &why)]));
        return Outcome::Refused;
    }
    output::print(&texts.say("pack.written", &[("file", &shown)]))
}

/// The whole page
fn render(calculator: &Calculator, results: &Results, tags: &PackTags, texts: &Texts) -> String {
    let voice = Voice::of(texts, calculator);
    let page = Page::of(voice, results);
    let mut html = Html::page();
    html.tag("html", &[("lang", texts.language().tag())], |html| {
        front::head(&page, html);
        html.tag("body", &[], |html| {
            html.line(
                "a",
                &[("class", "skip"), ("href", "#main")],
                texts.get("doc.skip"),
            );
            front::title(&page, html);
            front::contents(&page, html);
            html.tag("main", &[("id", "main")], |html| {
                front::how_to_read(&page, html);
                provisions::section(&page, tags, html);
                measures::section(&page, html);
                tables::section(&page, html);
                parameters::section(&page, html);
                readings::section(&page, html);
                groups::section(&page, html);
                inputs::section(&page, html);
                proof::section(&page, html);
                provisions::unmapped(&page, html);
                back::section(&page, html);
            });
        });
    });
    html.finish()
}
