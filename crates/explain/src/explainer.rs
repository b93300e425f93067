//! The façade: a case in, explanations out, as the command and JavaScript ask for them.

use tradeaid_engine::{Assessment, Case, Date, Finding, Status, Truth, Wanted, Workspace};
use tradeaid_wire::json::{Json, JsonValue};
use tradeaid_wire::{Calculator, KnownCase, Problem, ProblemCode, unknown_name};

use crate::closing::{assumption_in_words, discretion_in_words, groups_in_words, item_in_words};
use crate::conditions::Steps;
use crate::fact::Teller;
use crate::rules::Rules;
use crate::sentence::{Explanation, Kind, Sentence, write_explanations};
use crate::sight::Sight;
use crate::texts::Texts;
use crate::voice::Voice;

/// Which explanations are wanted
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish<'a> {
    /// Only of this measure; else of every one that the case is about
    pub measure: Option<&'a str>,
    /// Only of this item; else of every one
    pub item: Option<&'a str>,
}

/// A pack that explains its answers in one language
///
/// # Example
/// ```
/// use tradeaid_explain::{Explainer, Language, Texts};
/// use tradeaid_wire::Calculator;
/// let pack = tradeaid_wire::encode_pack(&Default::default(), tradeaid_wire::Part::Full);
/// let calculator = Calculator::load(&pack).map_err(|fault| format!("{fault:?}"))?;
/// let texts = Texts::of(Language::En);
/// let explanations = Explainer::of(&calculator, &texts).explain_json("{}", None, "{}", None);
/// assert!(explanations.is_ok_and(|json| json == r#"{"explanations":[]}"#));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Explainer<'a> {
    voice: Voice<'a>,
}

impl<'a> Explainer<'a> {
    /// Prepares a pack to be explained
    #[must_use]
    pub const fn of(calculator: &'a Calculator, texts: &'a Texts) -> Self {
        let voice = Voice::of(texts, calculator).in_sentences();
        Self { voice }
    }

    /// The explanations of a case as JSON, assessed on a day unless it names another; options: `{"item": "t1"}`
    pub fn explain_json(
        &self,
        case_json: &str,
        measure: Option<&str>,
        options_json: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let options = Json::parse(options_json)
            .map_err(|_| vec![Problem::new("options", ProblemCode::NotJson, "", "object")])?;
        let item = read_options(&options)?;
        let case = self.voice.calculator.read_case_on(case_json, today)?;
        let wish = Wish { measure, item };
        Ok(write_explanations(&self.explain(&case, wish)?))
    }

    /// The explanations of a case: of one measure for each of its items, or of every measure the case is about
    pub fn explain(
        &self,
        case: &KnownCase,
        wish: Wish<'_>,
    ) -> Result<Vec<Explanation>, Vec<Problem>> {
        let calculator = self.voice.calculator;
        let answer = calculator.assess(case, Wanted::default())?;
        let measures = &calculator.names().measures;
        if let Some(measure) = wish.measure
            && measures.iter().all(|name| name.id != measure)
        {
            let known: Vec<&str> = measures.iter().map(|name| name.id.as_str()).collect();
            return Err(vec![unknown_name("measure", measure, &known)]);
        }
        if let Some(item) = wish.item
            && !answer
                .findings
                .iter()
                .any(|finding| finding.row.item.is_some_and(|id| case.item_id(id) == item))
        {
            let problem = Problem::new("options.item", ProblemCode::NoSuchItem, item, "");
            return Err(vec![problem]);
        }
        let findings = answer.findings.iter().filter(|finding| {
            let name = measures.get(finding.row.measure.index());
            let is_measure = match (wish.measure, name) {
                (Some(measure), Some(name)) => name.id == measure,
                _ => finding.row.status != Status::NotApplicable,
            };
            let is_item = wish
                .item
                .is_none_or(|item| finding.row.item.is_some_and(|id| case.item_id(id) == item));
            is_measure && is_item
        });
        let rules = Rules::of(self.voice);
        let mut assumed = case.case.clone();
        assumed.assume_readings(calculator.engine().pack());
        Ok(findings
            .filter_map(|finding| {
                let look = Look {
                    rules: &rules,
                    case,
                    assumed: &assumed,
                    answer: &answer,
                };
                look.explain(finding)
            })
            .collect())
    }
}

/// A case beside its answer
struct Look<'a> {
    rules: &'a Rules<'a>,
    case: &'a KnownCase,
    /// The case with the readings that the pack assumes
    assumed: &'a Case,
    answer: &'a Assessment,
}

impl Look<'_> {
    fn explain(&self, finding: &Finding) -> Option<Explanation> {
        let voice = self.rules.voice;
        let row = finding.row;
        let measure = self.rules.pack.measures.get(row.measure.index())?;
        let name = self.rules.names.measures.get(row.measure.index())?;
        let item = row.item.map(|item| item_in_words(voice, self.case, item));
        let title = voice.measure(&name.id, "title");
        let title = match &item {
            Some(item) => voice.own("explain.title", &[("title", &title), ("item", item)]),
            None => title,
        };
        let mut pass = Workspace::new(self.rules.pack);
        pass.run_case(self.rules.pack, self.assumed);
        let of = row
            .item
            .and_then(|item| self.assumed.items.get(item.index()));
        if let Some(item) = of {
            pass.run_item(self.rules.pack, self.assumed, item);
        }
        let sight = Sight {
            rules: self.rules,
            case: self.assumed,
            item: of,
            pass: &pass,
        };
        let mut steps = Steps::of(Teller::of(&sight), measure);
        if row.status != Status::NotApplicable {
            steps.conditions();
        }
        outcome(&mut steps, finding);
        if row.may_pay() {
            steps.sums(finding);
            steps.figures();
        }
        if row.status != Status::NotApplicable {
            self.close(&mut steps, finding);
        }
        Some(Explanation {
            measure: row.measure,
            item: row.item,
            measure_id: name.id.clone(),
            item_id: row.item.map(|item| self.case.item_id(item).to_owned()),
            title,
            status: row.status,
            sentences: steps.sentences,
        })
    }

    /// What stands beside the answer
    fn close(&self, steps: &mut Steps<'_>, finding: &Finding) {
        let voice = self.rules.voice;
        let mut said = Vec::new();
        for assumption in &finding.assumptions {
            let name = self.rules.names.inputs.get(assumption.reading.index());
            let provision = name.and_then(|name| name.provision);
            if let Some(text) = assumption_in_words(voice, assumption) {
                said.push((Kind::Assumed, text, provision));
            }
        }
        if let Some(text) = discretion_in_words(voice, steps.measure, finding) {
            said.push((Kind::Discretion, text, Some(steps.measure.provision)));
        }
        // What is not given counts nowhere.
        let groups = if finding.row.may_pay() {
            groups_in_words(voice, self.case, self.answer, finding)
        } else {
            Vec::new()
        };
        for (text, provision) in groups {
            said.push((Kind::Group, text, Some(provision)));
        }
        for (kind, text, provision) in said {
            let text = match provision {
                Some(provision) => voice.cited(&text, &steps.pinpoint(provision)),
                None => text,
            };
            steps.sentences.push(Sentence {
                provision: provision.map(|provision| steps.pinpoint(provision)),
                ..Sentence::of(kind, text)
            });
        }
    }
}

/// What follows from the conditions
fn outcome(steps: &mut Steps<'_>, finding: &Finding) {
    let holds = steps.teller.sight.truth(steps.measure.eligible);
    let key = match (finding.row.status, holds) {
        (Status::NotApplicable, _) => "explain.not_applicable",
        (Status::Eligible, Truth::Open) => "explain.eligible.anyway",
        (Status::Eligible, _) => "explain.eligible",
        (Status::NotEligible, Truth::Open) => "explain.not_eligible.anyway",
        (Status::NotEligible, _) => "explain.not_eligible",
        (Status::Undetermined, Truth::True) => "explain.encouraged",
        (Status::Undetermined, _) => "explain.undetermined",
    };
    let text = steps.own(key, &[]);
    let text = steps.cited(&text, steps.measure.provision);
    steps.sentences.push(Sentence {
        provision: Some(steps.pinpoint(steps.measure.provision)),
        ..Sentence::of(Kind::Outcome, text)
    });
}

fn read_options<'a>(options: &'a Json<'a>) -> Result<Option<&'a str>, Vec<Problem>> {
    let wrong = |path: &str, allowed: &str| {
        Err(vec![Problem::new(
            path,
            ProblemCode::WrongType,
            "",
            allowed,
        )])
    };
    let Some(entries) = options.as_map() else {
        return wrong("options", "object");
    };
    let mut item = None;
    for (key, json) in entries {
        if key != "item" {
            return Err(vec![unknown_name("options", key, &["item"])]);
        }
        match &json.value {
            JsonValue::Null => {}
            JsonValue::Text(text) => item = Some(text.as_ref()),
            _ => return wrong("options.item", "text"),
        }
    }
    Ok(item)
}

#[cfg(test)]
mod tests;
