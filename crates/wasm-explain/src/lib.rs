//! Explanations for JavaScript, in a module of their own, so that who only wants answers downloads no sentence: texts
//! in, texts out, and nothing else.

use tradeaid_engine::Date;
use tradeaid_explain::{Explainer, Language, Texts};
use tradeaid_wire::{Calculator, write_refusal};
use wasm_bindgen::prelude::wasm_bindgen;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A loaded pack and the words of one language
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sentences {
    calculator: Calculator,
    texts: Texts,
}

#[wasm_bindgen]
impl Sentences {
    /// Loads a pack with its texts, and words, from their JSON; throws a short code when the pack is refused or the
    /// language is not spoken
    #[wasm_bindgen(constructor)]
    pub fn new(pack_json: &str, language: &str, words_json: &str) -> Result<Sentences, String> {
        let language = Language::from_tag(language).ok_or("LANGUAGE")?;
        let calculator = Calculator::load(pack_json).map_err(|error| error.code())?;
        let texts = Texts::read(language, words_json);
        Ok(Self { calculator, texts })
    }

    /// The explanations of a case, of one measure or, where its name is empty, of all, on `today` unless the case
    /// names another day; or `{"problems": […]}` when it is refused
    #[must_use]
    pub fn explain(
        &self,
        case_json: &str,
        measure: &str,
        options_json: &str,
        today: &str,
    ) -> String {
        let measure = (!measure.is_empty()).then_some(measure);
        let explainer = Explainer::of(&self.calculator, &self.texts);
        explainer
            .explain_json(case_json, measure, options_json, Date::parse(today))
            .unwrap_or_else(|problems| write_refusal(&problems))
    }
}
