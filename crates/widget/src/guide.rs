//! One question at a time: what one starts from, what was asked, what comes next, and how much may be left.
//!
//! Pure. Which question is best is the engine's affair; here it is remembered what has been asked.

use tradeaid_engine::{InputClass, KindId, Question, Scope, Wanted};

use crate::case_text;
use crate::layout::Layout;
use crate::model::Model;
use crate::outcome::Outcome;
use crate::state::{Place, State};

/// More than a visitor answers before the next question is looked for
const LOOKED_AT: usize = 64;

/// How the calculator is used
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Choosing what to start from
    Start,
    /// One question at a time
    Guide,
    /// Everything at once
    Form,
}

/// A question that is or was asked
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// What it asks for
    pub place: Place,
    /// What follows from which answer, where one answer alone changes something
    pub question: Option<Question>,
}

/// The questions so far
#[derive(Debug, Default)]
pub(crate) struct Guide {
    /// What one starts from; nothing means everything
    pub goals: Vec<KindId>,
    steps: Vec<Step>,
    at: usize,
    /// What is asked, where not everything is
    layout: Option<Layout>,
}

impl Guide {
    /// Takes a kind to start from, or lets go of it; none lets go of all
    pub(crate) fn toggle(&mut self, kind: Option<KindId>) {
        let Some(kind) = kind else {
            return self.goals.clear();
        };
        let before = self.goals.len();
        self.goals.retain(|goal| *goal != kind);
        if self.goals.len() == before {
            self.goals.push(kind);
        }
    }

    /// Asks the next question, with one item of each kind to start from
    pub(crate) fn begin(&mut self, model: &mut Model) {
        for kind in &self.goals {
            if model.state.items_of(*kind).next().is_none() {
                model.state.add(*kind, None);
            }
        }
        self.layout = self.wanted(model);
        self.at = self.steps.len();
        self.ask(model);
    }

    /// What bears on the measures about the kinds one starts from
    fn wanted(&self, model: &Model) -> Option<Layout> {
        if self.goals.is_empty() {
            return None;
        }
        let mut wanted = Vec::new();
        for (measure, name) in measures(model) {
            if matches!(measure, Scope::Item(kind) if self.goals.contains(&kind)) {
                wanted.push(name.to_owned());
            }
        }
        Some(Layout::of(&model.calculator, Some(&wanted)))
    }

    /// The question that is asked; none once there is nothing left to ask
    pub(crate) fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// Goes on to the next question, or back; tells whether there was one before
    pub(crate) fn go(&mut self, model: &Model, forward: bool) -> bool {
        if forward {
            self.at += usize::from(self.step().is_some());
        } else {
            let Some(before) = self.at.checked_sub(1) else {
                return false;
            };
            self.at = before;
        }
        self.ask(model);
        true
    }

    /// Looks up what the question at hand changes, or finds one where none is at hand
    fn ask(&mut self, model: &Model) {
        let is_there = |step: &Step| {
            step.place
                .item
                .is_none_or(|item| model.state.item(item).is_some())
        };
        self.steps.retain(is_there);
        self.at = self.at.min(self.steps.len());
        let known = self.step().map(|step| step.place);
        for step in self.asked(model, known) {
            match self.steps.get_mut(self.at) {
                None => return self.steps.push(step),
                Some(old) if old.place == step.place => *old = step,
                Some(_) => {}
            }
        }
    }

    /// What can be asked, the best first, as if nothing had been said at one place
    fn asked(&self, model: &Model, unsaid: Option<Place>) -> Vec<Step> {
        let mut state = model.state.clone();
        if let Some(place) = unsaid {
            state.forget(place);
        }
        let written = case_text::write(&model.calculator, &state, &model.settings.as_of);
        let wanted = Wanted {
            trace: false,
            questions: LOOKED_AT,
        };
        let Ok(outcome) = model.answer(&written.json, wanted) else {
            return Vec::new();
        };
        let mut steps = Vec::new();
        for (place, question) in placed(model, &state, &outcome) {
            if self.is_open(model, &state, place, unsaid) {
                steps.push(Step {
                    place,
                    question: Some(question.clone()),
                });
            }
        }
        // Where no answer changes anything alone, several together may.
        for place in self.left_in(model, &state, &outcome, unsaid) {
            if steps.iter().all(|step| step.place != place) {
                steps.push(Step {
                    place,
                    question: None,
                });
            }
        }
        steps
    }

    /// Whether a place is to be asked for and was neither answered nor passed over
    fn is_open(&self, model: &Model, state: &State, place: Place, unsaid: Option<Place>) -> bool {
        let layout = self.layout.as_ref().unwrap_or(&model.layout);
        let mut passed = self.steps.iter().take(self.at);
        layout.asks(place.input)
            && model.layout.asks(place.input)
            && !state.is_answered(place)
            && (unsaid == Some(place) || passed.all(|step| step.place != place))
    }

    /// The facts that may be asked for yet
    pub(crate) fn left(&self, model: &Model, outcome: &Outcome) -> usize {
        self.left_in(model, &model.state, outcome, None).len()
    }

    fn left_in(
        &self,
        model: &Model,
        state: &State,
        outcome: &Outcome,
        unsaid: Option<Place>,
    ) -> Vec<Place> {
        let pack = model.calculator.engine().pack();
        let mut left = Vec::new();
        for finding in &outcome.answer.findings {
            for open in &finding.open {
                let Some(input) = pack.input(open.input) else {
                    continue;
                };
                let mut item = None;
                if input.scope != Scope::Case {
                    let of = finding.row.item.map(|item| outcome.known.item_id(item));
                    item = of
                        .and_then(|id| state.item_by_id(id))
                        .map(|item| item.number);
                }
                let place = Place {
                    input: open.input,
                    item,
                    year: open.year,
                };
                if input.class == InputClass::Fact
                    && input.yearly == open.year.is_some()
                    && (item.is_some() || input.scope == Scope::Case)
                    && self.is_open(model, state, place, unsaid)
                    && !left.contains(&place)
                {
                    left.push(place);
                }
            }
        }
        left
    }

    /// How many questions were answered or passed over
    pub(crate) fn done(&self, model: &Model) -> usize {
        let mut done = 0;
        for (index, step) in self.steps.iter().enumerate() {
            done += usize::from(index < self.at || model.state.is_answered(step.place));
        }
        done
    }
}

/// What each measure is about, and its name
pub(crate) fn measures(model: &Model) -> impl Iterator<Item = (Scope, &str)> {
    let names = &model.calculator.names().measures;
    let measures = model.calculator.engine().pack().measures.iter().zip(names);
    measures.map(|(measure, name)| (measure.scope, name.id.as_str()))
}

/// The questions of an answer, each with its place among what was said
pub(crate) fn placed<'a>(
    model: &Model,
    state: &State,
    outcome: &'a Outcome,
) -> Vec<(Place, &'a Question)> {
    let mut found = Vec::new();
    for question in &outcome.answer.questions {
        let item = question
            .item
            .and_then(|id| state.item_by_id(outcome.known.item_id(id)))
            .map(|item| item.number);
        let place = Place {
            input: question.open.input,
            item,
            year: question.open.year,
        };
        if model.layout.asks(place.input) && item.is_some() == question.item.is_some() {
            found.push((place, question));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{model, place};
    use crate::state::{Change, Said};

    fn kind(model: &Model, name: &str) -> KindId {
        let kinds = &model.calculator.names().kinds;
        let at = kinds.iter().position(|kind| kind == name).unwrap();
        KindId(u16::try_from(at).unwrap())
    }

    fn begun(model: &mut Model, goals: &[&str]) -> Guide {
        let mut guide = Guide::default();
        for goal in goals {
            guide.toggle(Some(kind(model, goal)));
        }
        guide.begin(model);
        guide
    }

    #[test]
    fn a_goal_adds_one_item_and_asks_about_it_alone() {
        let mut model = model("{}");
        let mut guide = begun(&mut model, &["guarantee"]);
        assert_eq!(model.state.items().len(), 1);
        let hedging = place(&model, "fx_hedge.contracted_on").input;
        while let Some(step) = guide.step() {
            assert_ne!(step.place.input, hedging);
            assert!(guide.go(&model, true));
        }
        // To begin again adds nothing.
        guide.begin(&mut model);
        assert_eq!(model.state.items().len(), 1);
    }

    #[test]
    fn what_is_passed_over_is_not_asked_again_and_counts_as_done() {
        let mut model = model("{}");
        let mut guide = begun(&mut model, &["loan"]);
        let mut asked = Vec::new();
        while let Some(place) = guide.step().map(|step| step.place) {
            assert_eq!(guide.done(&model), asked.len());
            assert!(!asked.contains(&place));
            asked.push(place);
            guide.go(&model, true);
        }
        for _ in &asked {
            assert!(guide.go(&model, false));
        }
        assert_eq!(guide.step().map(|step| step.place), asked.first().copied());
        assert!(!guide.go(&model, false));
    }

    #[test]
    fn an_answered_question_still_shows_what_each_answer_changes() {
        let mut model = model("{}");
        let mut guide = begun(&mut model, &["credit_insurance"]);
        let city = place(&model, "enterprise.city");
        while guide.step().is_some_and(|step| step.place != city) {
            guide.go(&model, true);
        }
        let before = guide.step().unwrap().question.clone().unwrap();
        let said = Said::Text("quanzhou".into());
        model.state.apply(Change::Say(city, said));
        guide.go(&model, true);
        guide.go(&model, false);
        let after = guide.step().unwrap().question.clone().unwrap();
        assert_eq!(before.outcomes, after.outcomes);
    }

    #[test]
    fn questions_about_an_item_go_with_it() {
        let mut model = model("{}");
        let mut guide = begun(&mut model, &["loan"]);
        let item = guide.step().and_then(|step| step.place.item).unwrap();
        model.state.apply(Change::Remove(item));
        guide.go(&model, true);
        assert!(guide.step().is_none_or(|step| step.place.item.is_none()));
    }
}
