//! The desk for JavaScript, in a module of its own that comes behind the first answer: texts in, texts out, and nothing
//! else.

use tradeaid_engine::Date;
use wasm_bindgen::prelude::wasm_bindgen;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A loaded pack with the words of one language
#[wasm_bindgen]
#[derive(Debug)]
pub struct Desk(tradeaid_desk::Desk);

#[wasm_bindgen]
impl Desk {
    /// Loads a pack and the desk's own words; throws a short code where the pack is refused or the language is not
    /// spoken
    #[wasm_bindgen(constructor)]
    pub fn new(pack_json: &str, language: &str, words_json: &str) -> Result<Desk, String> {
        let desk = tradeaid_desk::Desk::open(pack_json, language, words_json);
        desk.map(Self).ok_or_else(|| "DESK".to_owned())
    }

    /// Adds texts of the pack
    pub fn add_texts(&mut self, texts_json: &str) {
        self.0.add_texts(texts_json);
    }

    /// The markup of a room for a case; empty where the room has nothing to show
    #[must_use]
    pub fn room(&self, name: &str, case_json: &str, wish_json: &str, today: &str) -> String {
        self.0.room(name, case_json, wish_json, Date::parse(today))
    }
}
