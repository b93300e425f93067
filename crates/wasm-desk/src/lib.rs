//! The desk for JavaScript, in a module of its own that comes behind the first answer: texts in, texts out, and nothing
//! else.

use tradeaid_engine::Date;
use tradeaid_handout::{Handout, Kind, export, markup, open, take};
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

    /// Adds what the document says provision by provision
    pub fn add_plan(&mut self, plan_json: &str) {
        self.0.add_plan(plan_json);
    }

    /// The markup of a room for a case; empty where the room has nothing to show
    #[must_use]
    pub fn room(&self, name: &str, case_json: &str, wish_json: &str, today: &str) -> String {
        let today = Date::parse(today);
        match name {
            "take" => take(&self.handout(), case_json, wish_json, today),
            "sheet" => match self.handout().sheet(case_json, today) {
                Ok(sheet) => markup(&sheet, self.0.texts()),
                Err(_) => String::new(),
            },
            _ => self.0.room(name, case_json, wish_json, today),
        }
    }

    /// The bytes of a file to take away, of the kind `pdf`, `csv` or `json`; empty where there is none
    #[must_use]
    pub fn file(&self, kind: &str, case_json: &str, today: &str) -> Vec<u8> {
        self.exported(kind, case_json, today).1
    }

    /// What that file is called
    #[must_use]
    pub fn file_name(&self, kind: &str, case_json: &str, today: &str) -> String {
        self.exported(kind, case_json, today).0
    }

    /// The link of a case on the page `base`, or without one its bare code; throws in words why there is none
    pub fn link(&self, case_json: &str, base: &str, today: &str) -> Result<String, String> {
        let link = self.handout().link(case_json, base, Date::parse(today));
        link.map_err(|complaint| complaint.0)
    }

    /// How a measure came out, or where it is empty every measure that the case is about, in sentences as JSON; or
    /// `{"problems": […]}` when the case is refused
    #[must_use]
    pub fn explain(&self, case_json: &str, measure: &str, today: &str) -> String {
        self.0.explain(case_json, measure, Date::parse(today))
    }

    /// What a saved file, a bare case, a share link or a share code holds: in the first line the id of the result it was
    /// saved with, if it was, and behind it the case; throws in words why it cannot be opened
    pub fn open(&self, text: &str) -> Result<String, String> {
        match open(&self.handout(), text) {
            Ok(opened) => Ok([
                opened.result_id.as_deref().unwrap_or(""),
                "\n",
                &opened.case,
            ]
            .concat()),
            Err(complaint) => Err(complaint.0),
        }
    }
}

impl Desk {
    fn handout(&self) -> Handout<'_> {
        Handout::of(self.0.calculator(), self.0.texts())
    }

    fn exported(&self, kind: &str, case_json: &str, today: &str) -> (String, Vec<u8>) {
        let made = Kind::of(kind).map(|kind| {
            let today = Date::parse(today);
            export(&self.handout(), kind, case_json, today)
        });
        made.and_then(Result::ok).unwrap_or_default()
    }
}
