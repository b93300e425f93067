//! Reads a case: every problem listed with its path, nothing guessed, nothing dropped.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Case, Date, Days, InputName, Item, ItemId, KindId, Known, Names, Pack, Scope, Value,
};

use crate::figure::day;
use crate::json::{Json, JsonFault, JsonValue, Writer};
use crate::problem::{Problem, ProblemCode, nearest};
use crate::text::{at_dot, count, glued, listed};

mod value;

/// The most items a case may list
pub const MAX_ITEMS: usize = 500;
const MAX_ID: usize = 64;

/// A case that was read without a problem
#[derive(Clone, Debug)]
pub struct KnownCase {
    /// What the engine works on
    pub case: Case,
    /// The day of assessment, if the case names one
    pub as_of: Option<Date>,
    /// The ids of the items, in the engine's order
    pub(crate) item_ids: Vec<String>,
    /// The case in one canonical form: equal for cases that say the same
    pub(crate) canonical: String,
}

impl KnownCase {
    /// The id of an item
    #[must_use]
    pub fn item_id(&self, item: ItemId) -> &str {
        self.item_ids.get(item.index()).map_or("", String::as_str)
    }

    /// Where an item's input stands in the case: `loan[0].matures_on`
    pub(crate) fn item_path(&self, names: &Names, item: ItemId, path: &str) -> String {
        let kind = self.case.items.get(item.index()).map(|item| item.kind);
        let earlier = self.case.items.iter().take(item.index());
        let index = earlier.filter(|other| Some(other.kind) == kind).count();
        let name = kind
            .and_then(|kind| names.kinds.get(kind.index()))
            .map_or("", String::as_str);
        glued(&[name, "[", &count(index), "].", key_of(path)])
    }
}

/// Reads a case's text against a pack
pub(crate) fn read(
    pack: &Pack,
    names: &Names,
    text: &str,
    today: Option<Date>,
) -> Result<KnownCase, Vec<Problem>> {
    let json = Json::parse(text).map_err(|fault| vec![of_fault(fault, text)])?;
    let mut reader = Reader {
        pack_names: Declared { pack, names },
        today,
        problems: Vec::new(),
        canonical: String::new(),
        case: Case::unknown(pack),
        item_ids: Vec::new(),
        references: Vec::new(),
    };
    reader.whole(&json);
    reader.resolve_references();
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let as_of = pack
        .as_of
        .and_then(|id| pack.input(id))
        .and_then(|input| reader.case.known(input, None))
        .filter(|known| known.given)
        .and_then(|known| known.value.days().as_point());
    Ok(KnownCase {
        case: reader.case,
        as_of,
        item_ids: reader.item_ids,
        canonical: reader.canonical,
    })
}

fn of_fault(fault: JsonFault, text: &str) -> Problem {
    match fault {
        JsonFault::TooLong => Problem::new("", ProblemCode::TooLarge, &count(text.len()), "4 MiB"),
        JsonFault::TooDeep(at) => {
            Problem::new("", ProblemCode::TooLarge, "nesting", "32 levels").at(at)
        }
        JsonFault::Syntax(at) => {
            let rest = text.get(at..).unwrap_or("");
            let found: String = rest.chars().take(20).collect();
            Problem::new("", ProblemCode::NotJson, &found, "JSON").at(at)
        }
    }
}

/// What a case is read against
#[derive(Clone, Copy)]
struct Declared<'d> {
    pack: &'d Pack,
    names: &'d Names,
}

struct Reader<'d> {
    pack_names: Declared<'d>,
    today: Option<Date>,
    problems: Vec<Problem>,
    canonical: String,
    case: Case,
    item_ids: Vec<String>,
    /// Which item refers to which id, and where that is written
    references: Vec<(usize, String, String, usize)>,
}

type Entries<'j> = [(std::borrow::Cow<'j, str>, Json<'j>)];

impl Reader<'_> {
    fn problem(&mut self, path: &str, code: ProblemCode, json: &Json<'_>, allowed: &str) {
        let problem = Problem::new(path, code, &shown(json), allowed).at(json.start);
        self.problems.push(problem);
    }

    fn whole(&mut self, json: &Json<'_>) {
        let Some(entries) = json.as_map() else {
            self.problem("", ProblemCode::WrongType, json, "object");
            return;
        };
        let known = self.pack_names;
        let mut sections: Vec<&str> = sections(known);
        sections.extend(known.names.kinds.iter().map(String::as_str));
        self.keys("", entries, &sections);
        self.case_level(entries);
        for (id, kind) in (0_u16..).map(KindId).zip(&known.names.kinds) {
            if let Some((_, list)) = entries.iter().find(|(key, _)| key == kind) {
                self.items(id, kind, list);
            }
        }
    }

    /// Names keys that are not declared, and keys that stand twice.
    fn keys(&mut self, path: &str, entries: &Entries<'_>, known: &[&str]) {
        for (index, (key, value)) in entries.iter().enumerate() {
            let full = joined(path, key);
            if !known.contains(&key.as_ref()) {
                let mut problem =
                    Problem::new(&full, ProblemCode::UnknownKey, key, &some_of(known))
                        .at(value.start);
                problem.nearest = nearest(key, known.iter().copied());
                self.problems.push(problem);
            } else if entries
                .iter()
                .take(index)
                .any(|(earlier, _)| earlier == key)
            {
                self.problem(&full, ProblemCode::DuplicateKey, value, "once");
            }
        }
    }

    fn case_level(&mut self, entries: &Entries<'_>) {
        let known = self.pack_names;
        for section in sections(known) {
            let found = entries.iter().find(|(key, _)| key == section);
            let given = found.filter(|(_, json)| json.value != JsonValue::Null);
            let Some((_, json)) = given else {
                self.fill_today(section);
                continue;
            };
            let declared: Vec<(&Input, &InputName)> = inputs(known, Scope::Case)
                .filter(|(_, name)| section_of(&name.path) == section)
                .collect();
            match &json.value {
                _ if declared.iter().any(|(_, name)| name.path == section) => {
                    self.plain(&declared, section, Some(json));
                }
                JsonValue::Text(word) if word == "open" && section == "readings" => {
                    self.open_all(&declared);
                }
                JsonValue::Map(values) => {
                    let keys: Vec<&str> = declared
                        .iter()
                        .map(|(_, name)| key_of(&name.path))
                        .collect();
                    self.keys(section, values, &keys);
                    for (input, name) in &declared {
                        let value = values.iter().find(|(key, _)| key == key_of(&name.path));
                        self.case_input(input, name, value.map(|(_, json)| json));
                    }
                }
                _ => self.problem(section, ProblemCode::WrongType, json, "object"),
            }
        }
    }

    /// A case that names no day of assessment is assessed on the caller's today
    fn fill_today(&mut self, section: &str) {
        let known = self.pack_names;
        let Some((id, today)) = known.pack.as_of.zip(self.today) else {
            return;
        };
        let named = known
            .names
            .inputs
            .get(id.index())
            .filter(|name| name.path == section);
        if let Some((name, input)) = named.zip(known.pack.input(id)) {
            let days = Days::point(today);
            self.note_days(&name.path, days);
            self.set(input, None, Known::given(Value::Date(days)));
        }
    }

    /// A day or a span in the canonical form
    fn note_days(&mut self, path: &str, days: Days) {
        self.note(path, &glued(&[&day(days.lo), "..", &day(days.hi)]));
    }

    fn plain(&mut self, declared: &[(&Input, &InputName)], section: &str, json: Option<&Json<'_>>) {
        for (input, name) in declared.iter().filter(|(_, name)| name.path == section) {
            self.case_input(input, name, json);
        }
    }

    fn open_all(&mut self, declared: &[(&Input, &InputName)]) {
        for (input, name) in declared {
            if let Some(value) = input.domain.unknown() {
                self.note(&name.path, "open");
                self.set(input, None, Known::given(value));
            }
        }
    }

    fn case_input(&mut self, input: &Input, name: &InputName, json: Option<&Json<'_>>) {
        let Some(json) = json.filter(|json| json.value != JsonValue::Null) else {
            return;
        };
        let path = name.path.as_str();
        if input.yearly {
            if let Some(series) = self.series(input, name, path, json)
                && let Some(place) = self.case.series.get_mut(usize::from(input.slot))
            {
                *place = series;
            }
        } else if let Some(known) = self.known(input, name, path, json) {
            self.set(input, None, known);
        }
    }

    fn set(&mut self, input: &Input, item: Option<ItemId>, known: Known) {
        if let Some(place) = self.case.known_mut(input, item) {
            *place = known;
        }
    }

    fn note(&mut self, path: &str, value: &str) {
        self.canonical.push_str(path);
        self.canonical.push('=');
        self.canonical.push_str(value);
        self.canonical.push('\n');
    }

    /// Free text is quoted, so that it cannot pass for another line.
    fn note_text(&mut self, path: &str, text: &str) {
        let mut writer = Writer::new();
        writer.text(text);
        self.note(path, &writer.finish());
    }

    fn items(&mut self, kind: KindId, name: &str, json: &Json<'_>) {
        let list = match &json.value {
            JsonValue::Null => return,
            JsonValue::List(list) => list,
            _ => return self.problem(name, ProblemCode::WrongType, json, "list"),
        };
        if self.item_ids.len().saturating_add(list.len()) > MAX_ITEMS {
            let found = count(list.len());
            self.problems.push(
                Problem::new(name, ProblemCode::TooLarge, &found, "500 items").at(json.start),
            );
            return;
        }
        for (index, element) in list.iter().enumerate() {
            let path = glued(&[name, "[", &count(index), "]"]);
            match element.as_map() {
                Some(entries) => self.item(kind, &path, element, entries),
                None => self.problem(&path, ProblemCode::WrongType, element, "object"),
            }
        }
    }

    fn item(&mut self, kind: KindId, path: &str, json: &Json<'_>, entries: &Entries<'_>) {
        let known = self.pack_names;
        let declared: Vec<(&Input, &InputName)> = inputs(known, Scope::Item(kind)).collect();
        let mut keys: Vec<&str> = declared
            .iter()
            .map(|(_, name)| key_of(&name.path))
            .collect();
        keys.push("id");
        self.keys(path, entries, &keys);
        let id = self.item_id(path, json, entries);
        self.note_text(path, &id);
        let Ok(index) = u16::try_from(self.case.items.len()) else {
            return;
        };
        self.case.items.push(Item::unknown(known.pack, kind));
        self.item_ids.push(id);
        for (input, name) in declared {
            let key = key_of(&name.path);
            let value = entries
                .iter()
                .find(|(known, _)| known == key)
                .map(|(_, json)| json);
            let Some(json) = value.filter(|json| json.value != JsonValue::Null) else {
                continue;
            };
            let path = joined(path, key);
            if input.domain == Domain::Reference {
                self.reference(usize::from(index), &path, json);
            } else if let Some(known) = self.known(input, name, &path, json) {
                self.set(input, Some(ItemId(index)), known);
            }
        }
    }

    fn item_id(&mut self, path: &str, json: &Json<'_>, entries: &Entries<'_>) -> String {
        let path = joined(path, "id");
        let Some((_, id)) = entries.iter().find(|(key, _)| key == "id") else {
            self.problems
                .push(Problem::new(&path, ProblemCode::MissingId, "", "text").at(json.start));
            return String::new();
        };
        let Some(text) = id.as_text() else {
            self.problem(&path, ProblemCode::WrongType, id, "text");
            return String::new();
        };
        if text.is_empty() || text.chars().count() > MAX_ID {
            self.problem(&path, ProblemCode::OutOfDomain, id, "1-64 characters");
        } else if self.item_ids.iter().any(|known| known == text) {
            self.problem(&path, ProblemCode::DuplicateId, id, "unique");
        }
        text.into()
    }

    fn reference(&mut self, item: usize, path: &str, json: &Json<'_>) {
        match json.as_text() {
            Some(id) => {
                self.note_text(path, id);
                self.references
                    .push((item, id.into(), path.into(), json.start));
            }
            None => self.problem(path, ProblemCode::WrongType, json, "text"),
        }
    }

    fn resolve_references(&mut self) {
        for (item, id, path, at) in std::mem::take(&mut self.references) {
            let target = self.item_ids.iter().position(|known| *known == id);
            let target = target
                .and_then(|index| u16::try_from(index).ok())
                .map(ItemId);
            if let (Some(target), Some(item)) = (target, self.case.items.get_mut(item)) {
                item.refers_to = Some(target);
            } else {
                let ids: Vec<&str> = self.item_ids.iter().map(String::as_str).collect();
                let mut problem =
                    Problem::new(&path, ProblemCode::NoSuchItem, &id, &some_of(&ids)).at(at);
                problem.nearest = nearest(&id, ids);
                self.problems.push(problem);
            }
        }
    }
}

fn inputs(known: Declared<'_>, scope: Scope) -> impl Iterator<Item = (&Input, &InputName)> {
    known
        .pack
        .inputs
        .iter()
        .zip(&known.names.inputs)
        .filter(move |(input, _)| input.scope == scope)
}

/// The case-level sections; parameters first, since amounts may need a rate
fn sections(known: Declared<'_>) -> Vec<&str> {
    let mut result = vec!["parameters"];
    for (_, name) in inputs(known, Scope::Case) {
        let section = section_of(&name.path);
        if !result.contains(&section) {
            result.push(section);
        }
    }
    result
}

fn section_of(path: &str) -> &str {
    at_dot(path).0
}

fn key_of(path: &str) -> &str {
    at_dot(path).1
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.into()
    } else {
        glued(&[path, ".", key])
    }
}

fn some_of(names: &[&str]) -> String {
    const SHOWN: usize = 24;
    let mut text = listed(&mut names.iter().take(SHOWN).copied(), ", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}

fn shown(json: &Json<'_>) -> String {
    match &json.value {
        JsonValue::Null => "null".into(),
        JsonValue::Bool(value) => if *value { "true" } else { "false" }.into(),
        JsonValue::Number(text) => (*text).into(),
        JsonValue::Text(text) => text.clone().into_owned(),
        JsonValue::List(_) => "list".into(),
        JsonValue::Map(_) => "object".into(),
    }
}
