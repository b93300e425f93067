//! Makes the sheet of a case: asks the engine, and puts what it says in order. Decides nothing.

mod business;
mod errands;
mod head;
mod lines;
mod notes;

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{
    Assessment, Date, Finding, InputClass, InputId, ItemId, MeasureName, ProvisionId, TextId,
    Wanted,
};
use tradeaid_explain::{Texts, Voice};
use tradeaid_wire::{Calculator, KnownCase, Problem};

use crate::file::refused;
use crate::problem::Complaint;
use crate::share::shared;
use crate::sheet::Sheet;

/// A pack that makes sheets in one language
///
/// # Example
/// ```
/// use tradeaid_explain::{Language, Texts};
/// use tradeaid_handout::{Handout, catalogue};
/// use tradeaid_wire::Calculator;
/// let pack = tradeaid_wire::encode_pack(&Default::default(), tradeaid_wire::Part::Full);
/// let calculator = Calculator::load(&pack).map_err(|fault| format!("{fault:?}"))?;
/// let mut texts = Texts::of(Language::En);
/// texts.add(catalogue(Language::En));
/// let sheet = Handout::of(&calculator, &texts).sheet("{}", None);
/// assert!(sheet.is_ok_and(|sheet| sheet.lines.is_empty()));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Handout<'a> {
    /// The pack
    pub(crate) calculator: &'a Calculator,
    /// Words: those of the explanations and those of this crate
    pub(crate) texts: &'a Texts,
}

impl<'a> Handout<'a> {
    /// Prepares a pack, with the words of the explanations and of this crate
    #[must_use]
    pub const fn of(calculator: &'a Calculator, texts: &'a Texts) -> Self {
        Self { calculator, texts }
    }

    /// The link of a case on the page `base`, or without one its bare code, assessed on a day unless it names another;
    /// refused in words
    pub fn link(
        &self,
        case_json: &str,
        base: &str,
        today: Option<Date>,
    ) -> Result<String, Complaint> {
        let known = self
            .calculator
            .read_case_on(case_json, today)
            .map_err(|problems| refused(self, &problems))?;
        shared(self, case_json, &known, base)
    }

    /// The sheet of a case, assessed on a day unless it names another
    pub fn sheet(&self, case_json: &str, today: Option<Date>) -> Result<Sheet, Vec<Problem>> {
        let case = self.calculator.read_case_on(case_json, today)?;
        let wanted = Wanted {
            trace: true,
            questions: 0,
        };
        let answer = self.calculator.assess(&case, wanted)?;
        let maker = Maker {
            voice: Voice::of(self.texts, self.calculator),
            case: &case,
            answer: &answer,
        };
        Ok(maker.sheet())
    }
}

/// A case and its answer, while the sheet is made
pub(crate) struct Maker<'a> {
    pub(crate) voice: Voice<'a>,
    pub(crate) case: &'a KnownCase,
    pub(crate) answer: &'a Assessment,
}

/// A finding with its measure and its name
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) measure: &'a Measure,
    pub(crate) name: &'a MeasureName,
}

impl<'a> Maker<'a> {
    fn sheet(&self) -> Sheet {
        let (rows, lines) = self.lines();
        let names = self.voice.calculator.names();
        let currency = names.currencies.first();
        let currency = currency.map_or("", |currency| currency.code.as_str());
        Sheet {
            language: self.voice.texts.language(),
            product: self.voice.pack_or("pack.short", &names.id),
            title: self.own("handout.title", &[]),
            head: self.head(),
            ground: self.ground(),
            sum: self.sum(),
            business: self.business(),
            notes: self.notes(&rows, &lines),
            errands: self.errands(&rows, &lines),
            closing: self.closing(),
            lines,
            as_of: self.case.as_of.map(tradeaid_wire::day).unwrap_or_default(),
            result_id: self.voice.calculator.result_id(self.case),
            currency: currency.to_owned(),
            currency_said: self.voice.unit(currency),
        }
    }

    fn own(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.voice.own(key, fillings)
    }

    /// Several things in a row, where each may hold the mark that parts short ones
    fn row_of(&self, parts: &[String]) -> String {
        parts.join(self.voice.texts.get("handout.between"))
    }

    fn pinpoint(&self, provision: ProvisionId) -> &'a str {
        let names = self.voice.calculator.names();
        let provision = names.provisions.get(provision.index());
        provision.map_or("", |provision| provision.pinpoint.as_str())
    }

    fn cited(&self, text: &str, provision: ProvisionId) -> String {
        self.voice.cited(text, self.pinpoint(provision))
    }

    fn pack_text(&self, text: TextId) -> String {
        let key = self.voice.calculator.names().texts.get(text.index());
        let key = key.map_or("", String::as_str);
        self.voice.pack_or(key, key)
    }

    fn class(&self, input: InputId) -> Option<InputClass> {
        self.voice.input(input).map(|(input, _)| input.class)
    }

    fn is_day_of_assessment(&self, input: InputId) -> bool {
        self.voice.calculator.engine().pack().as_of == Some(input)
    }

    /// What kind of item it is, and the how manieth: `贷款1`
    fn item_name(&self, item: ItemId) -> String {
        let items = &self.case.case.items;
        let Some(kind) = items.get(item.index()).map(|item| item.kind) else {
            return String::new();
        };
        let before = items.iter().take(item.index());
        let place = before.filter(|other| other.kind == kind).count() + 1;
        let fillings = [
            ("kind", self.kind_name(kind)),
            ("number", place.to_string()),
        ];
        let fillings: Vec<(&str, &str)> = fillings
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        self.own("handout.item", &fillings)
    }

    fn kind_name(&self, kind: tradeaid_engine::KindId) -> String {
        let kinds = &self.voice.calculator.names().kinds;
        let kind = kinds.get(kind.index()).map_or("", String::as_str);
        self.voice.pack_or(&["kind.", kind].concat(), kind)
    }
}
