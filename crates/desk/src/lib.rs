//! The desk: what a visitor looks at and takes away once there is an answer, as markup. Its rooms are pictures with
//! their tables, explanations, and lists.
//!
//! No DOM, no clock, no file. Nothing is decided here: the engine is asked, and what it says is drawn and put in words.

mod html;
mod picture;
mod room;
mod scene;
mod wish;

use tradeaid_engine::Date;
use tradeaid_explain::{Explainer, Language, Texts};
use tradeaid_wire::{Calculator, Plan, write_refusal};

pub use html::Html;

/// A pack with its texts, and the desk's own words in one language
///
/// # Example
/// ```
/// use tradeaid_desk::Desk;
/// let pack = tradeaid_wire::encode_pack(&Default::default(), tradeaid_wire::Part::Full);
/// let desk = Desk::open(&pack, "en", "{}").ok_or("refused")?;
/// assert_eq!(desk.room("no such room", "{}", "{}", None), "");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug)]
pub struct Desk {
    calculator: Calculator,
    texts: Texts,
    plan: Option<Plan>,
}

impl Desk {
    /// Loads a pack, whole or its core, and words, from their JSON; none where the pack is refused or the language is
    /// not spoken
    #[must_use]
    pub fn open(pack_json: &str, language: &str, words_json: &str) -> Option<Self> {
        let language = Language::from_tag(language)?;
        Some(Self {
            calculator: Calculator::load(pack_json).ok()?,
            texts: Texts::read(language, words_json),
            plan: None,
        })
    }

    /// Adds texts of the pack; what cannot be read is as if it had not come
    pub fn add_texts(&mut self, texts_json: &str) {
        // A part of another pack is no reason to show nothing.
        let _ = self.calculator.add_texts(texts_json);
    }

    /// Adds what the document says provision by provision; without it there are no tags to choose by
    pub fn add_plan(&mut self, plan_json: &str) {
        self.plan = self.calculator.read_plan(plan_json);
    }

    /// The pack
    #[must_use]
    pub const fn calculator(&self) -> &Calculator {
        &self.calculator
    }

    /// The words
    #[must_use]
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// How a measure came out, or where it is empty every measure that the case is about, in sentences as JSON; or
    /// `{"problems": […]}` when the case is refused
    #[must_use]
    pub fn explain(&self, case_json: &str, measure: &str, today: Option<Date>) -> String {
        let measure = (!measure.is_empty()).then_some(measure);
        Explainer::of(&self.calculator, &self.texts)
            .explain_json(case_json, measure, "{}", today)
            .unwrap_or_else(|problems| write_refusal(&problems))
    }

    /// The markup of a room for a case, assessed on a day unless it names another; empty where the case is refused or
    /// the room has nothing to show
    ///
    /// `wish_json` holds what was chosen in the room: a map of texts.
    #[must_use]
    pub fn room(
        &self,
        name: &str,
        case_json: &str,
        wish_json: &str,
        today: Option<Date>,
    ) -> String {
        let wish = wish::Wish::read(wish_json);
        let mut html = Html::default();
        let scene = |case| scene::Scene::of(self, case, &wish, today);
        if let Some(now) = scene(case_json) {
            let kept = wish.get("kept");
            let kept = (!kept.is_empty()).then(|| scene(kept)).flatten();
            room::draw(&mut html, name, &now, kept.as_ref(), &wish);
        }
        html.into_text()
    }
}
