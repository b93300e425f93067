//! `tradeaid pack diff`: what changes between two packs, for whom, with a case that shows each difference.
//!
//! What is declared is compared fact by fact (`facts`), what is ruled is compared as it is run (`remains`, `edits`),
//! and what follows is looked for case by case (`search`). Nothing here knows a policy; no rule is evaluated but by
//! the engine.

mod both;
mod edits;
mod facts;
mod hints;
mod json;
mod keys;
mod measures;
mod open;
mod page;
mod part;
mod people;
mod points;
mod probe;
mod region;
mod remains;
mod report;
mod search;
mod side;
mod witness;

use std::path::Path;

use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use report::Report;
use side::Pair;
use tradeaid_explain::Voice;

/// Compares two packs, each a folder or a file that was built from one
pub(crate) fn run(before: &Path, after: &Path, json: bool, texts: &Texts) -> Outcome {
    match compared(before, after, json, texts) {
        Ok((text, differs)) => match output::print(&text) {
            Outcome::Done if differs => Outcome::Differs,
            Outcome::Done => Outcome::Done,
            _ => Outcome::NotCompared,
        },
        Err(refusal) => {
            refusal.report(json, texts);
            Outcome::NotCompared
        }
    }
}

fn compared(
    before: &Path,
    after: &Path,
    json: bool,
    texts: &Texts,
) -> Result<(String, bool), Refusal> {
    let older = store::load_pack(Some(before), texts)?;
    let newer = store::load_pack(Some(after), texts)?;
    let voice = |calculator| Voice::of(texts, calculator);
    let pair = Pair::of(voice(&older), voice(&newer));
    let report = Report::of(&pair);
    let text = if json {
        json::write(&pair, &report)
    } else {
        page::write(&pair, &report)
    };
    Ok((text, report.differs()))
}
