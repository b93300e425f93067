//! A loaded pack, ready to answer: the one façade that the command, JavaScript and the widget share.

use tradeaid_engine::{Catalogue, Date, Document, Engine, ItemId, Names, Wanted};

use crate::assessment;
use crate::case::{self, KnownCase};
use crate::digest::{self, sha256};
use crate::json::Json;
use crate::pack_form::stamp;
use crate::pack_read::{self, LoadError};
use crate::problem::{Problem, ProblemCode};

/// The engine's version, which takes part in every result id
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// A loaded pack, ready to answer
///
/// # Example
/// ```
/// use tradeaid_wire::Calculator;
/// assert!(Calculator::load("{}").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Calculator {
    engine: Engine,
    names: Names,
    texts: Vec<Catalogue>,
    digest: String,
    languages: Vec<String>,
}

impl Calculator {
    /// Loads a pack from its full or core JSON
    pub fn load(pack_json: &str) -> Result<Self, LoadError> {
        let json = Json::parse(pack_json).map_err(LoadError::Json)?;
        let mut calculator = Self::of_rules(&json, pack_json)?;
        pack_read::read_rest(&json, &mut calculator.names, &mut calculator.texts)?;
        Ok(calculator)
    }

    /// Loads the rules of a pack alone, from its full or core JSON, for a caller who shows no text of it
    pub fn load_rules(pack_json: &str) -> Result<Self, LoadError> {
        let json = Json::parse(pack_json).map_err(LoadError::Json)?;
        Self::of_rules(&json, pack_json)
    }

    fn of_rules(json: &Json<'_>, pack_json: &str) -> Result<Self, LoadError> {
        let mut document = Document::default();
        let languages = pack_read::read_rules(json, &mut document)?;
        let core = pack_read::core_of(json);
        let core = pack_json.get(core.start..core.end).unwrap_or("");
        Ok(Self {
            engine: Engine::new(document.pack).map_err(LoadError::Fault)?,
            names: document.names,
            texts: Vec::new(),
            digest: digest::of_pack(&[core]),
            languages,
        })
    }

    /// Adds the texts of a language; those in a list must be of this very pack
    pub fn add_texts(&mut self, texts_json: &str) -> Result<(), LoadError> {
        for catalogue in pack_read::read_texts(texts_json, stamp(&self.digest), &self.names)? {
            let mut texts = self.texts.iter_mut();
            match texts.find(|known| known.language == catalogue.language) {
                Some(known) => {
                    let before = std::mem::replace(&mut known.texts, catalogue.texts);
                    known.texts.extend(before);
                    // Of two texts under one key the newer stands first, and stays.
                    known.texts.sort_by(|(one, _), (other, _)| one.cmp(other));
                    known.texts.dedup_by(|(other, _), (one, _)| one == other);
                }
                None => self.texts.push(catalogue),
            }
        }
        Ok(())
    }

    /// Adds the values of an overlay: those of a locality or an operator, each with its days and its source
    ///
    /// Its sources are not kept: whoever adds it has them. Texts in lists are of the pack without it, so they are added before. With a problem nothing is taken. The digest,
    /// and with it every result id, becomes that of pack and overlay.
    ///
    /// # Errors
    /// What is wrong with the overlay, such as a value without its source.
    pub fn add_overlay(&mut self, overlay_json: &str) -> Result<(), Vec<Problem>> {
        let (mut added, mut problems) = (Vec::new(), Vec::new());
        let place = (self.engine.pack(), &self.names);
        let canonical = case::read_overlay(place, overlay_json, &mut added, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        for (parameter, value) in &added {
            self.engine.add_value(*parameter, *value);
        }
        self.digest = digest::of_pack(&[&self.digest, &canonical]);
        Ok(())
    }

    /// The engine, with the pack's structure
    #[must_use]
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The names of the pack's parts
    #[must_use]
    pub const fn names(&self) -> &Names {
        &self.names
    }

    /// The digest of the pack's checked form: `sha256:…`
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The languages the pack has texts in, whether loaded or not
    #[must_use]
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The texts that are loaded, one catalogue a language
    #[must_use]
    pub fn catalogues(&self) -> &[Catalogue] {
        &self.texts
    }

    /// A text of the pack, if its language is loaded and has it
    #[must_use]
    pub fn text(&self, language: &str, key: &str) -> Option<&str> {
        let catalogue = self.texts.iter().find(|c| c.language == language)?;
        text_of(catalogue, key)
    }

    /// Reads a case; every problem is listed, and with one nothing is taken
    pub fn read_case(&self, case_json: &str) -> Result<KnownCase, Vec<Problem>> {
        self.read_case_on(case_json, None)
    }

    /// Reads a case that is assessed on a given day unless it names another one
    pub fn read_case_on(
        &self,
        case_json: &str,
        today: Option<Date>,
    ) -> Result<KnownCase, Vec<Problem>> {
        let (known, problems) = self.read_loosely(case_json, today);
        if problems.is_empty() {
            return self.sane(known);
        }
        Err(problems)
    }

    /// Reads a case as far as it goes, with what is wrong with it
    pub(crate) fn read_loosely(
        &self,
        case_json: &str,
        today: Option<Date>,
    ) -> (KnownCase, Vec<Problem>) {
        let mut known = KnownCase::unknown(self.engine.pack());
        let mut problems = Vec::new();
        let place = (self.engine.pack(), &self.names, today);
        case::read(place, case_json, &mut known, &mut problems);
        (known, problems)
    }

    /// A case, if it surely breaks no check
    pub(crate) fn sane(&self, known: KnownCase) -> Result<KnownCase, Vec<Problem>> {
        let broken = self.engine.broken_checks(&known.case);
        if broken.is_empty() {
            return Ok(known);
        }
        let mut problems = Vec::new();
        for (check, item) in &broken {
            if let Some(problem) = self.contradiction(&known, *check, *item) {
                problems.push(problem);
            }
        }
        Err(problems)
    }

    /// What a broken check says, at its first input
    fn contradiction(
        &self,
        known: &KnownCase,
        check: usize,
        item: Option<ItemId>,
    ) -> Option<Problem> {
        let check = self.engine.pack().checks.get(check)?;
        let input = self.names.inputs.get(check.inputs.first()?.index())?;
        let key = self.names.texts.get(check.text.index())?;
        let path = match item {
            Some(item) => known.item_path(&self.names, item, &input.path),
            None => input.path.clone(),
        };
        let mut problem = Problem::new(&path, ProblemCode::Contradiction, "", "");
        problem.text_key = Some(key.clone());
        Some(problem)
    }

    /// The engine's answer for a case
    pub fn assess(
        &self,
        case: &KnownCase,
        wanted: Wanted,
    ) -> Result<tradeaid_engine::Assessment, Vec<Problem>> {
        self.engine.assess(&case.case, wanted).map_err(too_large)
    }

    /// The engine's answer for a case, status and bounds alone
    pub fn bounds(
        &self,
        case: &KnownCase,
    ) -> Result<(Vec<tradeaid_engine::Row>, tradeaid_engine::Total), Vec<Problem>> {
        self.engine.bounds(&case.case).map_err(too_large)
    }

    /// The digest of the canonical case, the pack and the engine
    #[must_use]
    pub fn result_id(&self, case: &KnownCase) -> String {
        let mut id = sha256(&[&case.canonical, &self.digest, ENGINE_VERSION]);
        id.truncate(32);
        id
    }

    /// Writes an answer as the contract's assessment
    #[must_use]
    pub fn write_assessment(
        &self,
        case: &KnownCase,
        answer: &tradeaid_engine::Assessment,
        wanted: Wanted,
    ) -> String {
        assessment::write(self, case, answer, wanted.trace)
    }
}

/// A number left the range of the arithmetic
pub(crate) fn too_large(_: tradeaid_engine::Overflow) -> Vec<Problem> {
    let code = ProblemCode::Overflow;
    vec![Problem::new("", code, "", "smaller numbers")]
}

pub(crate) fn text_of<'a>(catalogue: &'a Catalogue, key: &str) -> Option<&'a str> {
    let index = catalogue
        .texts
        .binary_search_by(|(known, _)| known.as_str().cmp(key))
        .ok()?;
    catalogue.texts.get(index).map(|(_, text)| text.as_str())
}
