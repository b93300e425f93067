//! Reads the options of an assessment: `{"trace": true, "questions": 5}`.

use tradeaid_engine::Wanted;

use crate::json::{Json, JsonValue};
use crate::problem::{Problem, ProblemCode, nearest};
use crate::text::glued;

/// How many questions an answer has when nobody says
pub const DEFAULT_QUESTIONS: usize = 5;
const KEYS: [&str; 2] = ["trace", "questions"];
const MAX_QUESTIONS: i64 = 100;

/// Reads the options of an assessment; an empty text and an empty object are the defaults
///
/// # Example
/// ```
/// let wanted = tradeaid_wire::read_wanted(r#"{"trace": true}"#);
/// assert!(wanted.is_ok_and(|wanted| wanted.trace && wanted.questions == 5));
/// assert!(tradeaid_wire::read_wanted(r#"{"tracing": true}"#).is_err());
/// ```
pub fn read_wanted(options_json: &str) -> Result<Wanted, Vec<Problem>> {
    let mut wanted = Wanted {
        trace: false,
        questions: DEFAULT_QUESTIONS,
    };
    if options_json.is_empty() {
        return Ok(wanted);
    }
    let json = Json::parse(options_json).ok();
    let Some(entries) = json.as_ref().and_then(Json::as_map) else {
        return Err(vec![Problem::new(
            "options",
            ProblemCode::NotJson,
            options_json,
            "object",
        )]);
    };
    let mut problems = Vec::new();
    for (key, value) in entries {
        let (code, found, allowed) = match (key.as_ref(), &value.value) {
            ("trace", JsonValue::Bool(trace)) => {
                wanted.trace = *trace;
                continue;
            }
            ("trace", _) => (ProblemCode::WrongType, "", "true, false"),
            ("questions", JsonValue::Number(_)) => {
                if let Some(count) = count(value) {
                    wanted.questions = count;
                    continue;
                }
                (ProblemCode::OutOfDomain, "", "0 .. 100")
            }
            ("questions", _) => (ProblemCode::WrongType, "", "number"),
            (unknown, _) => (ProblemCode::UnknownKey, unknown, "trace, questions"),
        };
        let mut problem = Problem::new(&glued(&["options.", key]), code, found, allowed);
        problem.nearest = nearest(found, &KEYS).map(Into::into);
        problems.push(problem);
    }
    if problems.is_empty() {
        Ok(wanted)
    } else {
        Err(problems)
    }
}

fn count(json: &Json<'_>) -> Option<usize> {
    let number = json
        .as_integer()
        .filter(|number| (0..=MAX_QUESTIONS).contains(number))?;
    usize::try_from(number).ok()
}
