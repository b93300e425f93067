//! Several packs at once for JavaScript, in a module of their own, so that who only has one downloads nothing of it:
//! texts in, texts out, and nothing else.

use tradeaid_engine::Date;
use tradeaid_wire::{Calculator, Catalogue, write_refusal};
use wasm_bindgen::prelude::wasm_bindgen;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A loaded pack that is in no catalogue yet
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pack {
    calculator: Calculator,
}

#[wasm_bindgen]
impl Pack {
    /// Loads the rules of a pack from its JSON; throws a short code when it is refused
    #[wasm_bindgen(constructor)]
    pub fn new(pack_json: &str) -> Result<Pack, String> {
        let calculator = Calculator::load_rules(pack_json).map_err(|error| error.code())?;
        Ok(Self { calculator })
    }

    /// The digest of the pack's checked form
    #[must_use]
    pub fn digest(&self) -> String {
        self.calculator.digest().into()
    }

    /// Adds the pack's texts in a language; throws a short code when they are not of this pack
    pub fn add_texts(&mut self, texts_json: &str) -> Result<(), String> {
        self.calculator
            .add_texts(texts_json)
            .map_err(|error| error.code().into())
    }
}

/// Packs, of which each answers for what it is in force for
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Packs {
    catalogue: Catalogue,
}

#[wasm_bindgen]
impl Packs {
    /// No pack yet
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new() -> Packs {
        Self::default()
    }

    /// Takes a pack, behind those that are there
    pub fn add(&mut self, pack: Pack) {
        self.catalogue.add(pack.calculator);
    }

    /// What every pack answers for its part of a case, on `today` unless the case names another day; or
    /// `{"problems": […]}` when it is refused
    #[must_use]
    pub fn assess(&self, case_json: &str, options_json: &str, today: &str) -> String {
        self.catalogue
            .assess(case_json, options_json, Date::parse(today))
            .unwrap_or_else(|problems| write_refusal(&problems))
    }

    /// What the pack at a place alone finds wrong with a case, as `{"problems": […]}`
    #[must_use]
    pub fn problems(&self, place: usize, case_json: &str, today: &str) -> String {
        let calculator = self.catalogue.calculators().get(place);
        let read = calculator.map(|one| one.read_case_on(case_json, Date::parse(today)));
        write_refusal(&read.and_then(Result::err).unwrap_or_default())
    }

    /// A text of the pack at a place; empty where it has none
    #[must_use]
    pub fn text(&self, place: usize, language: &str, key: &str) -> String {
        let calculator = self.catalogue.calculators().get(place);
        let text = calculator.and_then(|one| one.text(language, key));
        text.unwrap_or_default().into()
    }
}
