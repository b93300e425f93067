//! Explanations of random cases say what the assessment says: every reason once, with the same outcome.

use proptest::test_runner::TestCaseError;
use tradeaid_engine::{Status, Truth};
use tradeaid_explain::{Explainer, Explanation, Kind, Language, Texts, Wish};

use crate::laws::{Outcome, answer};
use crate::model::Model;
use crate::support::calculator;
use crate::tape::Tape;
use crate::written::Spelling;

/// Holds both languages against the assessment
pub(crate) fn explained(model: &Model, _: &mut Tape) -> Outcome {
    let Some(answer) = answer(model, 0) else {
        return Ok(());
    };
    let case = calculator()
        .read_case(&model.written(Spelling::Plain))
        .map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
    let findings = answer.findings.iter();
    let findings: Vec<_> = findings
        .filter(|finding| finding.row.status != Status::NotApplicable)
        .collect();
    for language in Language::ALL {
        let texts = Texts::of(language);
        let explainer = Explainer::of(calculator(), &texts);
        let explanations = explainer.explain(&case, Wish::default()).unwrap();
        assert_eq!(explanations.len(), findings.len());
        for (explanation, finding) in explanations.iter().zip(&findings) {
            assert_eq!(explanation.status, finding.row.status);
            let met = reasons(explanation);
            let all: Vec<_> = (0..finding.reasons.len()).collect();
            let found: Vec<_> = met.iter().map(|(place, _)| *place).collect();
            if found != all {
                return Err(TestCaseError::fail(format!(
                    "reasons {found:?} of {explanation:#?}"
                )));
            }
            for (place, holds) in met {
                let reason = finding.reasons.get(place);
                if reason.map(|reason| reason.holds) != holds {
                    return Err(TestCaseError::fail(format!("{place} of {explanation:#?}")));
                }
            }
            whole(explanation)?;
            concluded(explanation, &texts)?;
        }
    }
    Ok(())
}

/// The leaf conditions an explanation tells of, each once, in order
fn reasons(explanation: &Explanation) -> Vec<(usize, Option<Truth>)> {
    let sentences = explanation.sentences.iter();
    let mut met: Vec<_> = sentences
        .filter_map(|sentence| Some((sentence.reason?, sentence.holds)))
        .collect();
    met.sort_by_key(|(place, _)| *place);
    met.dedup();
    met
}

/// No place is left unfilled, no text is missing, and each step stands at most one deeper than the one before it
fn whole(explanation: &Explanation) -> Outcome {
    let mut depth = 0;
    for sentence in &explanation.sentences {
        let text = &sentence.text;
        let unfilled = text.contains(['{', '}']) || text.contains("explain.");
        let keyed = text.contains("rule.") || text.is_empty();
        let deep = sentence.depth > depth + 1;
        let silent = sentence.kind == Kind::Condition && sentence.holds.is_none();
        if unfilled || keyed || deep || silent {
            return Err(TestCaseError::fail(format!("{sentence:?}")));
        }
        depth = sentence.depth;
    }
    Ok(())
}

/// Every condition ends in the word for its outcome
fn concluded(explanation: &Explanation, texts: &Texts) -> Outcome {
    for sentence in &explanation.sentences {
        let (Kind::Condition, Some(holds)) = (sentence.kind, sentence.holds) else {
            continue;
        };
        let word = match holds {
            Truth::True => texts.get("explain.holds"),
            Truth::False => texts.get("explain.fails"),
            Truth::Open => texts.get("explain.open"),
        };
        if !sentence.text.ends_with(&format!("→ {word}")) {
            return Err(TestCaseError::fail(format!("{sentence:?}")));
        }
    }
    Ok(())
}
