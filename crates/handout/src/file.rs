//! A file that holds a case with its answer and loads back, and the one reader of everything that can be opened: such
//! a file, a bare case, a share link or its code.

use tradeaid_engine::{Date, Wanted};
use tradeaid_wire::json::{Json, JsonFault, Writer};
use tradeaid_wire::{Problem, ProblemCode};

use crate::make::Handout;
use crate::problem::{Complaint, problem_in_words};
use crate::share;

/// The version of the file's form
const VERSION: i64 = 1;

/// The file of a case and its answer: `{"tradeaid":1,"case":…,"assessment":…}`
pub fn file(
    handout: &Handout<'_>,
    case_json: &str,
    today: Option<Date>,
) -> Result<String, Vec<Problem>> {
    let calculator = handout.calculator;
    let case = calculator.read_case_on(case_json, today)?;
    let wanted = Wanted::default();
    let answer = calculator.assess(&case, wanted)?;
    let mut writer = Writer::new();
    writer.open_map();
    writer.key("tradeaid");
    writer.integer(VERSION);
    writer.key("case");
    writer.raw(case_json.trim());
    writer.key("assessment");
    writer.raw(&calculator.write_assessment(&case, &answer, wanted));
    writer.close_map();
    let mut text = writer.finish();
    text.push('\n');
    Ok(text)
}

/// What was opened
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The case
    pub case: String,
    /// The id of the result that was saved with it, if it was
    pub result_id: Option<String>,
}

/// Reads a saved file, a bare case, a share link or a share code, and says in words what is wrong otherwise
pub fn open(handout: &Handout<'_>, text: &str) -> Result<Opened, Complaint> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with('{') && share::is_code(text) {
        let case = share::decode(text, handout.texts)?;
        return known(handout, &case, None);
    }
    let say = |key: &str| Complaint(handout.texts.say(key, &[]));
    let json = Json::parse(text).map_err(|fault| unread(handout, text, fault))?;
    if json.as_map().is_none() {
        return Err(say("handout.open.not_ours"));
    }
    let Some(version) = json.get("tradeaid") else {
        return known(handout, text, None);
    };
    if version.as_integer() != Some(VERSION) {
        return Err(say("handout.open.newer"));
    }
    let Some(case) = json.given("case") else {
        return Err(say("handout.open.no_case"));
    };
    let id = json
        .get("assessment")
        .and_then(|answer| answer.get("result_id"));
    let id = id.and_then(Json::as_text).map(str::to_owned);
    known(handout, text.get(case.start..case.end).unwrap_or(""), id)
}

/// A case, if the pack takes it
fn known(
    handout: &Handout<'_>,
    case: &str,
    result_id: Option<String>,
) -> Result<Opened, Complaint> {
    match handout.calculator.read_case(case) {
        Ok(_) => Ok(Opened {
            case: case.to_owned(),
            result_id,
        }),
        Err(problems) => Err(refused(handout, &problems)),
    }
}

/// How many problems are told; a file of another kind has one for each of its keys
const SOME: usize = 5;

/// What is wrong with a case, in one sentence
pub(crate) fn refused(handout: &Handout<'_>, problems: &[Problem]) -> Complaint {
    let texts = handout.texts;
    // Nothing in it that a case has: it is something else.
    if problems
        .iter()
        .all(|problem| problem.code.0 == ProblemCode::UnknownKey && !problem.path.contains('.'))
    {
        return Complaint(texts.say("handout.open.not_ours", &[]));
    }
    let told = problems.iter().take(SOME).map(|problem| {
        let key = problem.text_key.as_deref();
        let said = key.and_then(|key| handout.calculator.text(texts.language().tag(), key));
        let sentence = problem_in_words(problem, said, texts);
        let fillings = [("path", problem.path.as_str()), ("problem", &sentence)];
        texts.say("handout.open.problem", &fillings)
    });
    let list = told.collect::<Vec<_>>().join(" ");
    Complaint(texts.say("handout.open.refused", &[("list", &list)]))
}

fn unread(handout: &Handout<'_>, text: &str, fault: JsonFault) -> Complaint {
    let at = match fault {
        JsonFault::TooLong => {
            return Complaint(handout.texts.say("handout.open.too_large", &[]));
        }
        JsonFault::Syntax(_) if !text.starts_with('{') => {
            return Complaint(handout.texts.say("handout.open.not_ours", &[]));
        }
        JsonFault::TooDeep(at) | JsonFault::Syntax(at) => at,
    };
    let lines = text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let line = lines.saturating_add(1).to_string();
    Complaint(
        handout
            .texts
            .say("handout.open.not_json", &[("line", &line)]),
    )
}
