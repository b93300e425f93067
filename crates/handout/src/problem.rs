//! What is wrong with a case or with what is opened, in words.

use tradeaid_explain::Texts;
use tradeaid_wire::Problem;

/// Why something that was to be opened, or taken away, is refused: one sentence
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint(pub String);

/// One problem in words: what is wrong, what was probably meant, what is allowed; `said` is what the pack says of it
#[must_use]
pub fn problem_in_words(problem: &Problem, said: Option<&str>, texts: &Texts) -> String {
    let mut key = ["problem.", problem.code.word()].concat();
    if problem.found.is_empty() {
        // There is nothing to quote at the end of a file.
        let without = [&key, ".nothing"].concat();
        if texts.find(&without).is_some() {
            key = without;
        }
    }
    let found = one_line(&problem.found);
    let mut text = match said {
        Some(said) => said.to_owned(),
        None => texts.say(&key, &[("found", &found), ("path", &problem.path)]),
    };
    if let Some(nearest) = &problem.nearest {
        text.push_str(&texts.say("problem.nearest", &[("nearest", nearest)]));
    }
    if !problem.allowed.is_empty() {
        let allowed = match problem.allowed.strip_prefix("step ") {
            Some(step) => texts.say("allowed.step", &[("step", step)]),
            None => texts
                .find(&["allowed.", &problem.allowed].concat())
                .unwrap_or(&problem.allowed)
                .to_owned(),
        };
        text.push_str(&texts.say("problem.allowed", &[("allowed", &allowed)]));
    }
    text
}

/// What was found may hold line breaks or control characters, which would break up the list.
fn one_line(found: &str) -> String {
    let mut line = String::with_capacity(found.len());
    for character in found.chars() {
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}
