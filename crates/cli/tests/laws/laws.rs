//! The laws themselves, and those of them that compare a case with one of which less or more is known.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::test_runner::{RngSeed, TestCaseError};
use tradeaid_engine::pack::InputClass;
use tradeaid_engine::{Assessment, Wanted};

use crate::completion::completed;
use crate::explained::explained;
use crate::generate::{Fullness, model};
use crate::model::{Model, Said, Spot, input, is_override};
use crate::order::order;
use crate::room::leaves_room;
use crate::sane::{huge, sane};
use crate::support::calculator;
use crate::tape::Tape;
use crate::tight::tight;
use crate::written::Spelling;

pub(crate) type Outcome = Result<(), TestCaseError>;

fn config(cases: u32) -> ProptestConfig {
    let drawn = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return drawn;
    }
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_240_205),
        ..drawn
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// R55: forgetting only widens an answer
    #[test]
    fn forgetting_only_widens(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, monotone)?;
    }

    /// R55: no completion of a case lies outside of its answer
    #[test]
    fn no_completion_lies_outside_the_answer(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, sound)?;
    }

    #[test]
    fn tight_bounds_are_attained(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Complete, tight)?;
    }

    /// R38: an explanation says what the assessment says
    #[test]
    fn an_explanation_says_what_the_assessment_says(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, explained)?;
    }

    #[test]
    fn every_case_gets_a_sane_answer(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, sane)?;
    }

    #[test]
    fn order_and_spelling_change_nothing(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, order)?;
    }

    #[test]
    fn huge_numbers_are_refused_or_right(words in vec(any::<u16>(), 1_500)) {
        held(&words, Fullness::Partial, huge)?;
    }
}

/// Holds a case against a law and tells the case where it breaks the law
fn held(words: &[u16], fullness: Fullness, law: fn(&Model, &mut Tape) -> Outcome) -> Outcome {
    let model = model(&mut Tape::new(words), fullness);
    // The law draws from the other end, so that a large case leaves it something to draw.
    let turned: Vec<u16> = words.iter().rev().copied().collect();
    let told = |error| TestCaseError::fail(format!("{error}\n{}", model.written(Spelling::Plain)));
    law(&model, &mut Tape::new(&turned)).map_err(told)
}

/// The answer to a case; nothing if the case is refused
pub(crate) fn answer(model: &Model, questions: usize) -> Option<Assessment> {
    let wanted = Wanted {
        trace: true,
        questions,
    };
    calculator().assess(&model.read()?, wanted).ok()
}

pub(crate) fn refines(wide: &Assessment, narrow: &Assessment, because: &Model) -> Outcome {
    leaves_room(wide, narrow).map_err(|error| {
        TestCaseError::fail(format!("{error}\n{}", because.written(Spelling::Plain)))
    })
}

/// Forgetting any one thing never flips a definite status and never shrinks bounds.
///
/// An assumed reading is forgotten by leaving it open. Not forgotten is what overrides the pack's own value of a
/// parameter, or its derivation where it contradicts that: falling silent does not make such an input unknown but
/// brings another value back.
fn monotone(model: &Model, _: &mut Tape) -> Outcome {
    let Some(full) = answer(model, 0) else {
        return Ok(());
    };
    for spot in model.spots() {
        let (id, said) = model.at(spot);
        if matches!(said, Said::Unknown | Said::Open) || contradicts(model, spot) {
            continue;
        }
        let silent = match input(*id).class {
            InputClass::Reading => Said::Open,
            _ => Said::Unknown,
        };
        let less = model.with(spot, silent);
        if let Some(wider) = answer(&less, 0) {
            refines(&wider, &full, &less)?;
        }
        if let Said::Years(years) = said {
            for forgotten in 0..years.len() {
                let mut years = years.clone();
                years.remove(forgotten);
                let less = model.with(spot, Said::Years(years));
                if let Some(wider) = answer(&less, 0) {
                    refines(&wider, &full, &less)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether what is said contradicts what the pack would take or derive if it were not said
fn contradicts(model: &Model, spot: Spot) -> bool {
    let (id, said) = model.at(spot);
    if !is_override(*id) {
        return false;
    }
    let Said::Choice(options) = said else {
        return true;
    };
    let derived = answer(&model.with(spot, Said::Unknown), 0).and_then(|answer| {
        let found = answer.derived.iter().find(|derived| derived.input == *id);
        found.map(|derived| derived.value.choices().bits())
    });
    derived.is_none_or(|derived| derived & options == 0)
}

/// Whatever the open inputs turn out to be, the answer then lies inside the answer now.
pub(crate) fn sound(model: &Model, tape: &mut Tape) -> Outcome {
    let Some(partial) = answer(model, 0) else {
        return Ok(());
    };
    for _ in 0..6 {
        let full = completed(model, tape);
        if let Some(narrow) = answer(&full, 0) {
            refines(&partial, &narrow, &full)?;
        }
    }
    Ok(())
}
