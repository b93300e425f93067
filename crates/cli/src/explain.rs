//! `tradeaid explain`: how measures came out for a case, step by step in sentences, as text or as JSON.

use tradeaid_explain::{Explainer, Explanation, Wish, write_explanations};

use crate::args::Ask;
use crate::input;
use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use crate::today;

/// Explains a case
pub(crate) fn run(ask: &Ask, texts: &Texts) -> Outcome {
    match answer(ask, texts) {
        Ok(text) => output::print(&text),
        Err(refusal) => refusal.report(ask.json, texts),
    }
}

fn answer(ask: &Ask, texts: &Texts) -> Result<String, Refusal> {
    let calculator = store::load(&ask.rules, texts)?;
    let text = input::read(&ask.case).map_err(|why| Refusal::file(&ask.case, why))?;
    let refused = |problems| Refusal::case(&ask.case, &text, problems, &calculator, texts);
    let (case, _) = today::read_case(&calculator, &text, ask.as_of).map_err(refused)?;
    let wish = Wish {
        measure: ask.measure.as_deref(),
        item: ask.item.as_deref(),
    };
    let explainer = Explainer::of(&calculator, texts);
    let explanations = explainer.explain(&case, wish).map_err(refused)?;
    if ask.json {
        return Ok(write_explanations(&explanations));
    }
    let parts: Vec<String> = explanations.iter().map(written).collect();
    Ok(parts.join("\n"))
}

/// A title, and each sentence on a line, moved in by its depth
fn written(explanation: &Explanation) -> String {
    let mut text = [&explanation.title, "\n"].concat();
    for sentence in &explanation.sentences {
        text.push_str(&"  ".repeat(sentence.depth + 1));
        text.push_str(&sentence.text);
        text.push('\n');
    }
    text
}
