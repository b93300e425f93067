//! One calculator at work: its pack, its words, its settings and what was said; and the answer, made afresh
//! whenever it is wanted.
//!
//! Nothing here touches a page.

use std::rc::Rc;

use tradeaid_engine::{Scope, Wanted};
use tradeaid_wire::json::{Json, JsonValue};
use tradeaid_wire::{Calculator, LoadError, Problem};

use crate::case_text::{self, inputs_of, place_of};
use crate::entry::Mistake;
use crate::guide::Way;
use crate::layout::Layout;
use crate::outcome::Outcome;
use crate::state::{Item, Place, State};
use crate::texts::{Composed, Face, Texts, Words};

/// How much of an answer the widget shows
pub(crate) const WANTED: Wanted = Wanted {
    trace: true,
    questions: 3,
};

/// What the host has set
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The language of the texts
    pub language: String,
    /// The day of assessment, unless the case says another one
    pub as_of: String,
    /// Whether the host has fixed that day
    pub as_of_fixed: bool,
    /// The measures that are wanted; all of them if none is named
    pub measures: Option<Vec<String>>,
    /// How the calculator begins
    pub way: Way,
    /// The level of the topmost heading
    pub heading_level: u8,
}

impl Settings {
    /// Reads the settings; what is missing or wrong has its default
    #[must_use]
    pub(crate) fn read(json: &str) -> Self {
        let json = Json::parse(json);
        let get = |key| json.as_ref().ok()?.get(key);
        let text = |key| get(key).and_then(Json::as_text);
        let mut measures = None;
        if let Some(list) = get("measures").and_then(Json::as_list) {
            let mut ids = Vec::new();
            for id in list {
                if let Some(id) = id.as_text() {
                    ids.push(id.into());
                }
            }
            measures = Some(ids);
        }
        let level = get("heading_level").and_then(Json::as_integer);
        Self {
            language: text("lang").unwrap_or("zh-CN").into(),
            as_of: text("as_of").unwrap_or_default().into(),
            as_of_fixed: get("as_of_fixed")
                .is_some_and(|json| matches!(json.value, JsonValue::Bool(true))),
            measures,
            way: match text("mode") {
                Some("guided") => Way::Guide,
                Some("form") => Way::Form,
                _ => Way::Start,
            },
            heading_level: match level {
                Some(level @ 1..=6) => u8::try_from(level).unwrap_or(2),
                _ => 2,
            },
        }
    }
}

/// One calculator
#[derive(Debug)]
pub(crate) struct Model {
    /// The pack, with its texts
    pub calculator: Calculator,
    /// The widget's own texts, and what else all parts of a drawing have in common
    pub face: Rc<Face>,
    /// What the host has set
    pub settings: Settings,
    /// What was said
    pub state: State,
    /// What is asked
    pub layout: Layout,
}

/// Something that keeps an answer from being given, or from taking everything into account
#[derive(Debug)]
pub(crate) struct Fault {
    /// Where it stands, if it stands in a field
    pub place: Option<Place>,
    /// What is wrong
    pub kind: FaultKind,
}

/// What is wrong
#[derive(Debug)]
pub(crate) enum FaultKind {
    /// A text that cannot be taken; it counts as not known
    Mistake(Mistake),
    /// A case that is refused
    Refused(Problem),
}

impl Fault {
    /// The problem, if the case is refused for it
    #[must_use]
    pub(crate) fn problem(&self) -> Option<&Problem> {
        match &self.kind {
            FaultKind::Refused(problem) => Some(problem),
            FaultKind::Mistake(_) => None,
        }
    }
}

/// What came of what was said
#[derive(Debug)]
pub(crate) struct Reckoned {
    /// What is wrong with it
    pub faults: Vec<Fault>,
    /// What follows, unless the case is refused
    pub outcome: Option<Outcome>,
}

impl Model {
    /// A calculator of this pack that has no words yet
    #[must_use]
    pub(crate) fn new(calculator: Calculator, settings: Settings) -> Self {
        Self {
            layout: Layout::of(&calculator, settings.measures.as_deref()),
            calculator,
            face: Rc::default(),
            settings,
            state: State::default(),
        }
    }

    /// Takes the texts of a language, those of the pack and those of the widget, or tells why it cannot
    pub(crate) fn speak(&mut self, of_pack: &str, of_widget: &str) -> Result<(), &'static str> {
        let texts = Texts::read(of_widget).ok_or("ui_texts")?;
        self.calculator.add_texts(of_pack).map_err(not_loaded)?;
        self.show(texts);
        Ok(())
    }

    /// Gives the drawings a new face
    fn show(&mut self, texts: Texts) {
        self.face = Rc::new(Face {
            texts,
            heading_level: self.settings.heading_level,
        });
    }

    /// The words for the reader
    #[must_use]
    pub(crate) fn words<'a>(&'a self, composed: &'a Composed) -> Words<'a> {
        Words {
            composed,
            calculator: &self.calculator,
            texts: &self.face.texts,
            language: &self.settings.language,
        }
    }

    /// Takes new settings
    pub(crate) fn set(&mut self, settings: Settings) {
        if self.settings.measures != settings.measures {
            self.layout = Layout::of(&self.calculator, settings.measures.as_deref());
        }
        // Only new texts bring another language.
        let before = std::mem::replace(&mut self.settings, settings);
        self.settings.language = before.language;
        self.show(self.face.texts.clone());
    }

    /// Takes a case from outside; tells what is wrong with it, and then takes nothing of it
    #[must_use]
    pub(crate) fn take(&mut self, case: &str) -> Vec<Problem> {
        let problems = self.calculator.read_case(case).err();
        if problems.is_none() {
            self.state = case_text::read(&self.calculator, case);
        }
        problems.unwrap_or_default()
    }

    /// The case as it is known now
    #[must_use]
    pub(crate) fn case(&self) -> case_text::Written {
        case_text::write(&self.calculator, &self.state, &self.settings.as_of)
    }

    /// The first field of an item
    #[must_use]
    pub(crate) fn first_field(&self, item: &Item) -> Option<Place> {
        for (id, ..) in inputs_of(&self.calculator, Scope::Item(item.kind)) {
            if self.layout.asks(id) {
                return Some(Place {
                    item: Some(item.number),
                    ..Place::of(id)
                });
            }
        }
        None
    }

    /// What follows from what was said
    #[must_use]
    pub(crate) fn reckon(&self, wanted: Wanted) -> Reckoned {
        let written = self.case();
        let mut faults = Vec::new();
        for (place, mistake) in &written.mistakes {
            faults.push(Fault {
                place: Some(*place),
                kind: FaultKind::Mistake(*mistake),
            });
        }
        let mut reckoned = Reckoned {
            faults,
            outcome: None,
        };
        match self.answer(&written.json, wanted) {
            Ok(outcome) => reckoned.outcome = Some(outcome),
            Err(problems) => {
                for problem in problems {
                    reckoned.faults.push(Fault {
                        place: place_of(&self.calculator, &self.state, &problem.path),
                        kind: FaultKind::Refused(problem),
                    });
                }
            }
        }
        reckoned
    }

    /// What follows from a case
    pub(crate) fn answer(&self, case: &str, wanted: Wanted) -> Result<Outcome, Vec<Problem>> {
        let known = self.calculator.read_case(case)?;
        let answer = self.calculator.assess(&known, wanted)?;
        let id = self.calculator.result_id(&known);
        Ok(Outcome { known, answer, id })
    }

    /// An answer as the contract writes it
    #[must_use]
    pub(crate) fn assessment_json(&self, outcome: &Outcome) -> String {
        self.calculator
            .write_assessment(&outcome.known, &outcome.answer, WANTED)
    }
}

/// Why a pack or its texts cannot be taken
pub(crate) fn not_loaded(error: LoadError) -> &'static str {
    match error {
        LoadError::Json(_) => "pack: not JSON",
        LoadError::Form(_) => "pack: another format",
        LoadError::Name => "pack: a name is missing",
        LoadError::Fault(_) => "pack: the engine refuses it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{model, place};
    use crate::state::{Change, Said};

    fn say(model: &mut Model, path: &str, text: &str) -> Place {
        let place = place(model, path);
        model
            .state
            .apply(Change::Say(place, Said::Text(text.into())));
        place
    }

    #[test]
    fn a_mistake_counts_as_not_known_and_is_named() {
        let mut model = model("{}");
        let employees = say(&mut model, "enterprise.employees", "很多");
        let reckoned = model.reckon(WANTED);
        assert!(reckoned.outcome.is_some());
        assert!(matches!(
            reckoned.faults.as_slice(),
            [Fault { place: Some(place), kind: FaultKind::Mistake(Mistake::Number) }] if *place == employees
        ));
        assert_eq!(model.case().json, r#"{"as_of":"2026-11-23"}"#);
    }

    #[test]
    fn a_contradiction_refuses_the_case_at_its_field() {
        let mut model = model(r#"{"loan":[{"id":"a"}]}"#);
        say(&mut model, "loan.drawn_on", "2024年5月20日");
        let due = say(&mut model, "loan.matures_on", "2024/5/1");
        let reckoned = model.reckon(WANTED);
        assert!(reckoned.outcome.is_none());
        let fault = reckoned.faults.first().unwrap();
        assert_eq!(fault.place, Some(due));
        let key = fault
            .problem()
            .and_then(|problem| problem.text_key.as_deref());
        assert_eq!(key, Some("check.loan_dates"));
        say(&mut model, "loan.matures_on", "2025/5/1");
        assert!(model.reckon(WANTED).outcome.is_some());
    }

    #[test]
    fn settings_have_defaults_and_keep_the_language() {
        let settings = Settings::read("nonsense");
        assert_eq!(
            (settings.heading_level, settings.measures.as_ref()),
            (2, None)
        );
        let mut model = model("{}");
        model.set(Settings::read(
            r#"{"lang":"en","heading_level":9,"measures":["interest_sme_loan"]}"#,
        ));
        assert_eq!(model.settings.language, "zh-CN");
        assert_eq!(model.settings.heading_level, 2);
        let asks = |path: &str| model.layout.asks(place(&model, path).input);
        assert!(asks("enterprise.exports") && asks("parameters.interest_day_count"));
        assert!(!asks("enterprise.own_brand") && !asks("parameters.fx_hedging_reward_rate"));
    }
}
