//! Several packs, of which each answers for what it is in force for: successors, or rules of two authorities.
//!
//! A case is read against every pack. An item goes to the packs that declare its kind and whose windows its days may lie
//! in; what no pack is in force for is said. Answers of several packs are never added up.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Date, InputId, ItemId, Scope};

use crate::assessment::Scribe;
use crate::calculator::{Calculator, ENGINE_VERSION};
use crate::case::KnownCase;
use crate::json::{Json, Writer};
use crate::problem::{Problem, ProblemCode};
use crate::text::{count_of, cut, position};
use crate::types;
use crate::wanted::read_wanted;

/// Several loaded packs
///
/// # Example
/// ```
/// use tradeaid_wire::Catalogue;
/// let answer = Catalogue::default().assess("{}", "", None);
/// assert!(answer.is_ok_and(|answer| answer.contains("\"assessments\":[]")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    calculators: Vec<Calculator>,
}

/// What one pack makes of a case
struct Reading<'a> {
    calculator: &'a Calculator,
    known: KnownCase,
    problems: Vec<Problem>,
    /// What the pack is in force for, by item; none for items that no measure is about
    items: Vec<Option<bool>>,
}

impl Catalogue {
    /// Adds a pack; answers come in the order in which packs were added
    pub fn add(&mut self, calculator: Calculator) {
        self.calculators.push(calculator);
    }

    /// The packs
    #[must_use]
    pub fn calculators(&self) -> &[Calculator] {
        &self.calculators
    }

    /// Answers a case by every pack that is or may be in force for some of it, as the contract's `Answers`
    ///
    /// The options are those of an assessment. A key counts as unknown if no pack knows it. What a pack makes of an item
    /// that it is not in force for does not matter.
    ///
    /// # Errors
    /// Everything that is wrong with the case, or with the options.
    pub fn assess(
        &self,
        case_json: &str,
        options_json: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let wanted = read_wanted(options_json)?;
        let json = Json::parse(case_json);
        let json = json.as_ref().ok();
        let readings = self.read(case_json, json, today)?;
        let mut w = Writer::new();
        w.open_record(types::Answers::KEYS);
        w.integer(1);
        w.text(ENGINE_VERSION);
        w.open_list();
        let mut is_covered = false;
        for reading in &readings {
            let kept = reading.kept(json);
            let enterprise = reading.is_for_enterprise();
            is_covered |= enterprise;
            if kept.is_empty() && !enterprise {
                continue;
            }
            let calculator = reading.calculator;
            let text = json.map_or_else(String::new, |json| reading.part(json, case_json, &kept));
            let (case, _) = calculator.read_loosely(&text, today);
            let case = calculator.sane(case)?;
            let answer = calculator.assess(&case, wanted)?;
            w.open_record(types::PackAnswer::KEYS);
            w.open_list();
            for id in &kept {
                w.text(id);
            }
            w.close_list();
            w.bool(enterprise);
            w.raw(&calculator.write_assessment(&case, &answer, wanted));
            w.close_map();
        }
        w.close_list();
        w.open_list();
        if let Some(reading) = readings.first().filter(|_| !is_covered) {
            reading.uncovered(&mut w, None);
        }
        for reading in &readings {
            for (index, is_kept) in reading.items.iter().enumerate() {
                let id = reading.known.item_ids.get(index).map_or("", String::as_str);
                let elsewhere = |other: &Reading<'_>| other.knows(id);
                let is_first = readings.iter().find(|other| elsewhere(other));
                let is_first = is_first.is_some_and(|first| std::ptr::eq(first, reading));
                let is_covered = readings.iter().any(|other| other.covers(id));
                if is_kept.is_some() && is_first && !is_covered {
                    reading.uncovered(&mut w, u16::try_from(index).ok().map(ItemId));
                }
            }
        }
        w.close_list();
        w.close_map();
        Ok(w.finish())
    }

    /// Reads a case against every pack; what one pack alone does not know, or need not know, is no problem
    fn read(
        &self,
        case_json: &str,
        json: Option<&Json<'_>>,
        today: Option<Date>,
    ) -> Result<Vec<Reading<'_>>, Vec<Problem>> {
        let mut readings = Vec::new();
        for calculator in &self.calculators {
            let (known, problems) = calculator.read_loosely(case_json, today);
            let engine = calculator.engine();
            let items = (0_u16..).map(ItemId).zip(&known.case.items);
            let items = items.map(|(item, _)| engine.in_force(&known.case, Some(item)));
            readings.push(Reading {
                calculator,
                items: items.collect(),
                known,
                problems,
            });
        }
        let mut problems: Vec<Problem> = Vec::new();
        for reading in &readings {
            let kept = reading.kept(json);
            for problem in &reading.problems {
                let is_of_one = matches!(
                    problem.code.0,
                    ProblemCode::UnknownKey | ProblemCode::NoSuchItem
                ) || Reading::is_foreign(json, &kept, problem);
                let all = readings.iter().all(|other| other.stumbles(problem));
                if (all || !is_of_one) && !problems.contains(problem) {
                    problems.push(problem.clone());
                }
            }
        }
        if problems.is_empty() {
            Ok(readings)
        } else {
            Err(problems)
        }
    }
}

impl Reading<'_> {
    /// Whether the pack has the same problem, or does not even know what it lies in
    fn stumbles(&self, over: &Problem) -> bool {
        self.problems.iter().any(|own| {
            let is_unknown = matches!(own.code.0, ProblemCode::UnknownKey);
            own == over || (is_unknown && over.path.starts_with(&own.path))
        })
    }

    /// Whether the pack is in force for the enterprise itself
    fn is_for_enterprise(&self) -> bool {
        let engine = self.calculator.engine();
        engine.in_force(&self.known.case, None) == Some(true)
    }

    /// Whether the pack has measures about an item
    fn knows(&self, id: &str) -> bool {
        self.force(id).is_some()
    }

    /// Whether the pack is or may be in force for an item
    fn covers(&self, id: &str) -> bool {
        self.force(id) == Some(true)
    }

    fn force(&self, id: &str) -> Option<bool> {
        let index = self.known.item_ids.iter().position(|known| known == id)?;
        self.items.get(index).copied().flatten()
    }

    /// The items that the pack answers for, and what goes along with them
    fn kept(&self, json: Option<&Json<'_>>) -> Vec<&str> {
        let mut kept: Vec<&str> = Vec::new();
        for (item, id) in self.known.case.items.iter().zip(&self.known.item_ids) {
            let is_kept = match (self.force(id), item.refers_to) {
                (Some(force), _) => force,
                (None, Some(to)) => self.covers(self.known.item_id(to)),
                // What refers to an item that this pack does not know is not about anything here.
                (None, None) => !json.is_some_and(|json| self.refers(json, item.kind.index(), id)),
            };
            if is_kept {
                kept.push(id);
            }
        }
        kept
    }

    /// Whether a problem lies in an item that is not among those the pack answers for
    fn is_foreign(json: Option<&Json<'_>>, kept: &[&str], problem: &Problem) -> bool {
        let id = cut(&problem.path, b'[').and_then(|(kind, rest)| {
            let index = usize::try_from(count_of(cut(rest, b']')?.0)?).ok()?;
            json?.get(kind)?.as_list()?.get(index)?.get("id")?.as_text()
        });
        id.is_some_and(|id| position(kept, id).is_none())
    }

    /// Whether an item names another one
    fn refers(&self, json: &Json<'_>, kind: usize, id: &str) -> bool {
        let names = self.calculator.names();
        let list = names.kinds.get(kind).and_then(|kind| json.given(kind));
        let mut list = list.and_then(Json::as_list).unwrap_or(&[]).iter();
        let item = list.find(|item| item.get("id").and_then(Json::as_text) == Some(id));
        let pack = self.calculator.engine().pack();
        let mut inputs = pack.inputs.iter().zip(&names.inputs);
        inputs.any(|(input, name)| {
            let key = crate::text::at_dot(&name.path).1;
            let is_here = matches!(input.scope, Scope::Item(of) if of.index() == kind);
            let is_reference = is_here && matches!(input.domain, Domain::Reference);
            is_reference && item.is_some_and(|item| item.given(key).is_some())
        })
    }

    /// The case with those items alone
    fn part(&self, json: &Json<'_>, text: &str, kept: &[&str]) -> String {
        let kinds = &self.calculator.names().kinds;
        let raw = |json: &Json<'_>| text.get(json.start..json.end).unwrap_or("");
        let mut w = Writer::new();
        w.map(|w| {
            for (key, value) in json.as_map().unwrap_or(&[]) {
                w.key(key);
                match value
                    .as_list()
                    .filter(|_| kinds.iter().any(|kind| kind == key))
                {
                    Some(list) => w.list(|w| {
                        for item in list {
                            let id = item.get("id").and_then(Json::as_text).unwrap_or("");
                            if position(kept, id).is_some() {
                                w.raw(raw(item));
                            }
                        }
                    }),
                    None => w.raw(raw(value)),
                }
            }
        });
        w.finish()
    }

    /// Says that no pack is in force for an item, or for the enterprise, with the days that decide it
    fn uncovered(&self, w: &mut Writer, item: Option<ItemId>) {
        let calculator = self.calculator;
        let pack = calculator.engine().pack();
        let of = item.and_then(|item| self.known.case.items.get(item.index()));
        let kind = of.and_then(|item| calculator.names().kinds.get(item.kind.index()));
        let days: Vec<InputId> = match of {
            Some(item) => calculator.engine().governing_days(Scope::Item(item.kind)),
            None => pack.as_of.into_iter().collect(),
        };
        w.open_record(types::Uncovered::KEYS);
        w.text_or_null(kind.map(String::as_str));
        w.text_or_null(item.map(|item| self.known.item_id(item)));
        w.open_map();
        for day in days {
            let known = pack.input(day);
            let known = known.and_then(|input| self.known.case.known(input, of));
            if let Some(known) = known {
                let mut scribe = Scribe::new(calculator, &self.known);
                w.key(scribe.path(day));
                scribe.value(day, known.value);
                w.raw(&scribe.w.finish());
            }
        }
        w.close_map();
        w.close_map();
    }
}
