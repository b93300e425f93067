//! A loaded pack, ready to answer: the one façade that the command, JavaScript and the widget share.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Catalogue, Document, Engine, InputClass, KindId, Names, Scope, Wanted};

use crate::assessment::Namer;
use crate::case::{self, KnownCase};
use crate::digest::sha256;
use crate::figure::{day, decimal};
use crate::json::Writer;
use crate::pack_read::{self, LoadError};
use crate::problem::{Problem, ProblemCode};
use crate::record::{Encode, Entries, OrNull};
use crate::types;
use crate::words::{ClassWord, FormatWord, NatureWord};

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
    // The document's own pack moved into the engine; the copy here serves names that need both.
    document: Document,
    digest: String,
    languages: Vec<String>,
}

impl Calculator {
    /// Loads a pack from its full or core JSON
    pub fn load(pack_json: &str) -> Result<Self, LoadError> {
        let loaded = pack_read::read(pack_json)?;
        let digest = ["sha256:", &sha256(&[loaded.core])].concat();
        let engine = Engine::new(loaded.document.pack.clone()).map_err(LoadError::Fault)?;
        Ok(Self {
            engine,
            document: loaded.document,
            digest,
            languages: loaded.languages,
        })
    }

    /// Adds the texts of a language
    pub fn add_texts(&mut self, texts_json: &str) -> Result<(), LoadError> {
        for catalogue in pack_read::read_texts(texts_json)? {
            self.document
                .texts
                .retain(|known| known.language != catalogue.language);
            self.document.texts.push(catalogue);
        }
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
        &self.document.names
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

    /// A text of the pack, if its language is loaded and has it
    #[must_use]
    pub fn text(&self, language: &str, key: &str) -> Option<&str> {
        let catalogue = self
            .document
            .texts
            .iter()
            .find(|c| c.language == language)?;
        text_of(catalogue, key)
    }

    /// Reads a case; every problem is listed, and with one nothing is taken
    pub fn read_case(&self, case_json: &str) -> Result<KnownCase, Vec<Problem>> {
        let known = case::read(&self.document, case_json)?;
        let broken = self.engine.broken_checks(&known.case);
        if broken.is_empty() {
            return Ok(known);
        }
        Err(broken
            .into_iter()
            .filter_map(|(check, item)| {
                let check = self.document.pack.checks.get(check)?;
                let input = self
                    .document
                    .names
                    .inputs
                    .get(check.inputs.first()?.index())?;
                let key = self.document.names.texts.get(check.text.index())?;
                let path = match item {
                    Some(item) => known.item_path(&self.document, item, &input.path),
                    None => input.path.clone(),
                };
                let mut problem = Problem::new(&path, ProblemCode::Contradiction, "", "");
                problem.text_key = Some(key.clone());
                Some(problem)
            })
            .collect())
    }

    /// The engine's answer for a case
    pub fn assess(
        &self,
        case: &KnownCase,
        wanted: Wanted,
    ) -> Result<tradeaid_engine::Assessment, Vec<Problem>> {
        self.engine.assess(&case.case, wanted).map_err(|_| {
            vec![Problem::new(
                "",
                ProblemCode::Overflow,
                "",
                "smaller numbers",
            )]
        })
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
        let namer = Namer {
            document: &self.document,
            case,
        };
        let record = types::Assessment {
            v: 1,
            pack: types::PackReference {
                id: &self.document.names.id,
                version: &self.document.names.version,
                digest: &self.digest,
                valid: self.valid(),
            },
            engine: ENGINE_VERSION,
            as_of: OrNull(case.as_of.map(day)),
            result_id: self.result_id(case),
            derived: Entries(
                answer
                    .derived
                    .iter()
                    .map(|derived| namer.derived(derived))
                    .collect(),
            ),
            measures: namer.measures(answer, wanted.trace),
            groups: answer
                .groups
                .iter()
                .map(|group| namer.group(group))
                .collect(),
            totals: namer.totals(answer),
            questions: answer
                .questions
                .iter()
                .map(|question| namer.question(question))
                .collect(),
        };
        written(&record)
    }

    fn valid(&self) -> OrNull<types::Span> {
        OrNull(self.document.pack.valid.map(|(from, to)| types::Span {
            from: day(from),
            to: day(to),
        }))
    }

    /// What the pack is and what it can be asked, as JSON
    #[must_use]
    pub fn describe(&self) -> String {
        let names = &self.document.names;
        let pack = &self.document.pack;
        let catalogues = &self.document.texts;
        let title =
            |c: &Catalogue| text_of(c, "pack.title").map(|text| (c.language.clone(), text.into()));
        let record = types::PackDescription {
            id: &names.id,
            version: &names.version,
            digest: &self.digest,
            valid: self.valid(),
            title: Entries(catalogues.iter().filter_map(title).collect()),
            inputs: pack
                .inputs
                .iter()
                .zip(&names.inputs)
                .map(|(i, n)| self.input(i, n))
                .collect(),
            measures: pack
                .measures
                .iter()
                .zip(&names.measures)
                .map(|(measure, name)| types::MeasureDescription {
                    id: &name.id,
                    provision: names
                        .provisions
                        .get(measure.provision.index())
                        .map_or("", |p| &p.pinpoint),
                    kind: self.kind(measure.scope),
                    nature: NatureWord(measure.nature),
                    how: &name.how,
                    authorities: name.authorities.iter().map(String::as_str).collect(),
                    theme: &name.theme,
                })
                .collect(),
            provisions: names
                .provisions
                .iter()
                .map(|p| types::ProvisionDescription {
                    pinpoint: &p.pinpoint,
                    class: &p.class,
                    source: some(&p.source),
                })
                .collect(),
            texts: Entries(
                catalogues
                    .iter()
                    .map(|c| (c.language.clone(), Entries(c.texts.clone())))
                    .collect(),
            ),
        };
        written(&record)
    }

    fn kind(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::Case => None,
            Scope::Item(KindId(kind)) => self
                .document
                .names
                .kinds
                .get(usize::from(kind))
                .map(String::as_str),
        }
    }

    fn input<'a>(
        &'a self,
        input: &tradeaid_engine::pack::Input,
        name: &'a tradeaid_engine::InputName,
    ) -> types::InputDescription<'a> {
        let range = match &input.domain {
            Domain::Number {
                lo,
                hi,
                step,
                limit,
            } => Some((*lo, *hi, *step, *limit)),
            _ => None,
        };
        let assumed = input.assumed.and_then(|value| value.choices().as_point());
        let is_reading = input.class == InputClass::Reading;
        types::InputDescription {
            path: &name.path,
            kind: self.kind(input.scope),
            format: FormatWord(name.format),
            class: ClassWord(input.class),
            unit: some(&name.unit),
            options: (!name.options.is_empty())
                .then(|| name.options.iter().map(String::as_str).collect()),
            min: range.and_then(|(lo, ..)| decimal(lo)),
            max: range
                .filter(|(.., limit)| !limit)
                .and_then(|(_, hi, ..)| decimal(hi)),
            step: range.and_then(|(_, _, step, _)| decimal(step)),
            none: input.may_be_none,
            yearly: input.yearly,
            theme: some(&name.theme),
            assumed: assumed
                .filter(|_| is_reading)
                .and_then(|option| name.options.get(usize::from(option)))
                .map(String::as_str),
            sources: (!name.sources.is_empty())
                .then(|| name.sources.iter().map(String::as_str).collect()),
        }
    }
}

fn text_of<'a>(catalogue: &'a Catalogue, key: &str) -> Option<&'a str> {
    let index = catalogue
        .texts
        .binary_search_by(|(known, _)| known.as_str().cmp(key))
        .ok()?;
    catalogue.texts.get(index).map(|(_, text)| text.as_str())
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn written(record: &impl Encode) -> String {
    let mut writer = Writer::new();
    record.encode(&mut writer);
    writer.finish()
}
