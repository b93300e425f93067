//! `tradeaid assess`: one case in, one answer out, as a page or as JSON.

use tradeaid_engine::Wanted;
use tradeaid_wire::Catalogue;
use tradeaid_wire::json::Writer;

use crate::args::{Rules, Wish};
use crate::input;
use crate::output::{self, Outcome, Screen};
use crate::page::{self, Answered};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use crate::today;

/// Answers a case
pub(crate) fn run(wish: &Wish, texts: &Texts) -> Outcome {
    match answer(wish, texts) {
        Ok(text) => output::print(&text),
        Err(refusal) => refusal.report(wish.json, texts),
    }
}

fn answer(wish: &Wish, texts: &Texts) -> Result<String, Refusal> {
    if wish.rules.packs.len() > 1 {
        return answers(wish, texts);
    }
    let calculator = store::load(&wish.rules, texts)?;
    let text = input::read(&wish.case).map_err(|why| Refusal::file(&wish.case, why))?;
    let refused = |problems| Refusal::case(&wish.case, &text, problems, &calculator, texts);
    let (case, day_is_today) = today::read_case(&calculator, &text, wish.as_of).map_err(refused)?;
    let wanted = Wanted {
        trace: wish.trace,
        questions: wish.questions,
    };
    let answer = calculator.assess(&case, wanted).map_err(refused)?;
    if wish.json {
        return Ok(calculator.write_assessment(&case, &answer, wanted));
    }
    let answered = Answered {
        calculator: &calculator,
        case: &case,
        answer: &answer,
        day_is_today,
        trace: wish.trace,
    };
    Ok(page::draw(&answered, texts, Screen::of_output()))
}

/// The answers of several packs, as JSON
fn answers(wish: &Wish, texts: &Texts) -> Result<String, Refusal> {
    let mut catalogue = Catalogue::default();
    for pack in &wish.rules.packs {
        let rules = Rules {
            packs: vec![pack.clone()],
            overlays: wish.rules.overlays.clone(),
        };
        catalogue.add(store::load(&rules, texts)?);
    }
    let mut text = input::read(&wish.case).map_err(|why| Refusal::file(&wish.case, why))?;
    let first = catalogue.calculators().first();
    let key = first.and_then(today::key);
    if let Some((day, key)) = wish.as_of.zip(key) {
        text = today::with_day(&text, key, day).unwrap_or(text);
    }
    let mut options = Writer::new();
    options.map(|w| {
        w.key("trace");
        w.bool(wish.trace);
        w.key("questions");
        w.integer(i64::try_from(wish.questions).unwrap_or(0));
    });
    let answer = catalogue.assess(&text, &options.finish(), wish.as_of.or_else(today::today));
    answer.map_err(|problems| match first {
        Some(calculator) => Refusal::case(&wish.case, &text, problems, calculator, texts),
        None => Refusal::Pack(String::new()),
    })
}
