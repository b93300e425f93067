//! `tradeaid what-if` and `tradeaid nearest`: what thresholds tell beyond one answer, as JSON for other programs.

use tradeaid_wire::json::Writer;

use crate::args::{Goal, Search};
use crate::input;
use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use crate::today;

/// Answers a search
pub(crate) fn run(search: &Search, texts: &Texts) -> Outcome {
    match answer(search, texts) {
        Ok(text) => output::print(&text),
        Err(refusal) => refusal.report(false, texts),
    }
}

fn answer(search: &Search, texts: &Texts) -> Result<String, Refusal> {
    let calculator = store::load(&search.rules, texts)?;
    let text = input::read(&search.case).map_err(|why| Refusal::file(&search.case, why))?;
    let day = search.as_of.or_else(today::today);
    let answer = match &search.goal {
        Goal::Curve(input, item) => {
            let mut options = Writer::new();
            options.map(|w| {
                if let Some(item) = item {
                    w.text_entry("item", item);
                }
            });
            calculator.what_if(&text, input, &options.finish(), day)
        }
        Goal::Change(measure) => calculator.nearest(&text, measure, day),
    };
    answer.map_err(|problems| Refusal::case(&search.case, &text, problems, &calculator, texts))
}
