//! The headless engine for JavaScript: texts in, texts out, and nothing else.
//!
//! JSON crosses the boundary as text, because the engine needs numbers as written and because one
//! text is cheaper than hundreds of property calls. What an answer means is decided elsewhere.

use tradeaid_engine::Date;
use tradeaid_wire::{Calculator, Problem, read_wanted, write_refusal};
use wasm_bindgen::prelude::wasm_bindgen;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A loaded pack, ready to answer
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    calculator: Calculator,
}

#[wasm_bindgen]
impl Engine {
    /// Loads a pack from its JSON, and adds the values of an overlay unless that is empty; throws a short code when the
    /// pack is refused, and `{"problems": […]}` when the overlay is
    #[wasm_bindgen(constructor)]
    pub fn new(pack_json: &str, overlay_json: &str) -> Result<Engine, String> {
        let mut calculator = Calculator::load_rules(pack_json).map_err(|error| error.code())?;
        if !overlay_json.is_empty() {
            let added = calculator.add_overlay(overlay_json);
            added.map_err(|problems| write_refusal(&problems))?;
        }
        Ok(Self { calculator })
    }

    /// The answer to one question about a case, on `today` unless it names another day, or `{"problems": […]}` when it
    /// is refused
    ///
    /// There is one way in, since each costs its own code on both sides. Questions: `assess`, `what_if` along the input
    /// that the argument names, `nearest` for the measure that it names, and `batch`, where the case is columns of
    /// cases; and `digest`, to which the answer is that of the pack's checked form, with the overlay that was added.
    #[must_use]
    pub fn ask(
        &self,
        question: &str,
        case_json: &str,
        argument: &str,
        options_json: &str,
        today: &str,
    ) -> String {
        let calculator = &self.calculator;
        let today = Date::parse(today);
        let answer = match question {
            "what_if" => calculator.what_if(case_json, argument, options_json, today),
            "nearest" => calculator.nearest(case_json, argument, today),
            "digest" => Ok(calculator.digest().into()),
            "batch" => calculator.assess_batch(case_json, options_json, today),
            _ => self.answer(case_json, options_json, today),
        };
        answer.unwrap_or_else(|problems| write_refusal(&problems))
    }

    fn answer(
        &self,
        case_json: &str,
        options_json: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let wanted = read_wanted(options_json)?;
        let case = self.calculator.read_case_on(case_json, today)?;
        let answer = self.calculator.assess(&case, wanted)?;
        Ok(self.calculator.write_assessment(&case, &answer, wanted))
    }
}
