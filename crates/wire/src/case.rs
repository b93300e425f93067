//! Reads a case: every problem listed with its path, nothing guessed, nothing dropped.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Case, Date, Days, InputName, ItemId, KindId, Known, Names, Pack, Scope, Truth, Value,
};

use crate::figure::day;
use crate::json::{Entries, Json, JsonFault, JsonValue, Writer};
use crate::problem::{Problem, ProblemCode, nearest};
use crate::text::{at_dot, beginning, count, glued, listed, position};

mod items;
mod overlay;
mod value;

pub(crate) use overlay::read_overlay;

/// The most items a case may list
pub const MAX_ITEMS: usize = 500;
/// How many of the known names a problem lists
const SOME: usize = 24;

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
    /// A case that says nothing
    pub(crate) fn unknown(pack: &Pack) -> Self {
        Self {
            case: Case::unknown(pack),
            as_of: None,
            item_ids: Vec::new(),
            canonical: String::new(),
        }
    }

    /// The id of an item
    #[must_use]
    pub fn item_id(&self, item: ItemId) -> &str {
        self.item_ids.get(item.index()).map_or("", String::as_str)
    }

    /// Where an item's input stands in the case: `loan[0].matures_on`
    pub(crate) fn item_path(&self, names: &Names, item: ItemId, path: &str) -> String {
        let Some(kind) = self.case.items.get(item.index()).map(|item| item.kind) else {
            return path.into();
        };
        let mut index = 0;
        for other in self.case.items.iter().take(item.index()) {
            index += usize::from(other.kind == kind);
        }
        let name = names.kinds.get(kind.index()).map_or("", String::as_str);
        glued(&[name, "[", &count(index), "].", key_of(path)])
    }
}

/// Reads a case's text against a pack, on a day unless it names another; with a problem nothing of it counts
pub(crate) fn read(
    (pack, names, today): (&Pack, &Names, Option<Date>),
    text: &str,
    known: &mut KnownCase,
    problems: &mut Vec<Problem>,
) {
    let json = match Json::parse(text) {
        Ok(json) => json,
        Err(fault) => return problems.push(of_fault(fault, text)),
    };
    let mut reader = Reader::new((pack, names, today), known, problems);
    reader.whole(&json);
    reader.resolve_references();
    if let Some(input) = pack.as_of.and_then(|id| pack.input(id))
        && let Some(day) = known.case.known(input, None)
        && day.given
    {
        known.as_of = day.value.days().as_point();
    }
}

fn of_fault(fault: JsonFault, text: &str) -> Problem {
    let size = count(text.len());
    let (code, found, allowed, at) = match fault {
        JsonFault::TooLong => (ProblemCode::TooLarge, &*size, "4 MiB", None),
        JsonFault::TooDeep(at) => (ProblemCode::TooLarge, "nesting", "32 levels", Some(at)),
        JsonFault::Syntax(at) => {
            let rest = text.get(at..).unwrap_or("");
            (ProblemCode::NotJson, beginning(rest, 20), "JSON", Some(at))
        }
    };
    let problem = Problem::new("", code, found, allowed);
    match at {
        Some(at) => problem.at(at),
        None => problem,
    }
}

/// A place in a case that is read, and what is known so far
struct Reader<'c> {
    pack: &'c Pack,
    names: &'c Names,
    today: Option<Date>,
    /// Where what is read stands
    path: String,
    problems: &'c mut Vec<Problem>,
    /// Which item refers to which id, and where that is written
    references: Vec<(usize, String, &'c Json<'c>)>,
    known: &'c mut KnownCase,
}

type Declared<'c> = Vec<(&'c Input, &'c InputName)>;

impl<'c> Reader<'c> {
    const fn new(
        (pack, names, today): (&'c Pack, &'c Names, Option<Date>),
        known: &'c mut KnownCase,
        problems: &'c mut Vec<Problem>,
    ) -> Self {
        Self {
            pack,
            names,
            today,
            path: String::new(),
            problems,
            references: Vec::new(),
            known,
        }
    }

    /// Lists a problem with what stands here, and with the nearest of the names that would be known
    fn report(
        &mut self,
        code: ProblemCode,
        (at, found): (usize, &str),
        allowed: &str,
        known: &[&str],
    ) {
        let mut problem = Problem::new(&self.path, code, found, allowed).at(at);
        problem.nearest = nearest(found, known).map(Into::into);
        self.problems.push(problem);
    }

    fn problem(&mut self, code: ProblemCode, json: &Json<'_>, allowed: &str) {
        self.report(code, (json.start, shown(json)), allowed, &[]);
    }

    /// A name that is none of those known
    fn unknown(&mut self, code: ProblemCode, json: &Json<'_>, name: &str, known: &[&str]) {
        let mut allowed = listed(known.get(..SOME).unwrap_or(known));
        if known.len() > SOME {
            allowed.push_str(", …");
        }
        self.report(code, (json.start, name), &allowed, known);
    }

    /// Goes to what stands under a key, and says how to come back.
    fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        length
    }

    /// Goes to a place in a list, and says how to come back.
    fn enter_index(&mut self, index: usize) -> usize {
        let length = self.path.len();
        self.path.push('[');
        self.path.push_str(&count(index));
        self.path.push(']');
        length
    }

    fn leave(&mut self, length: usize) {
        self.path.truncate(length);
    }

    fn whole(&mut self, json: &'c Json<'c>) {
        let Some(entries) = json.as_map() else {
            return self.problem(ProblemCode::WrongType, json, "object");
        };
        let (pack, names) = (self.pack, self.names);
        // Parameters first, since amounts may need a rate.
        let mut keys = vec!["parameters"];
        for (input, name) in pack.inputs.iter().zip(&names.inputs) {
            let section = section_of(&name.path);
            if input.scope == Scope::Case && position(&keys, section).is_none() {
                keys.push(section);
            }
        }
        let sections = keys.len();
        for kind in &names.kinds {
            keys.push(kind);
        }
        self.keys(entries, &keys);
        for section in keys.iter().take(sections) {
            self.section(section, json.given(section));
        }
        for (id, kind) in (0_u16..).map(KindId).zip(&names.kinds) {
            if let Some(list) = json.given(kind) {
                let length = self.enter(kind);
                self.items(id, list);
                self.leave(length);
            }
        }
    }

    /// Names keys that are not declared, and keys that stand twice.
    fn keys(&mut self, entries: &Entries<'_>, known: &[&str]) {
        for (index, (key, value)) in entries.iter().enumerate() {
            let length = self.enter(key);
            let mut earlier = entries.iter().take(index);
            if position(known, key).is_none() {
                self.unknown(ProblemCode::UnknownKey, value, key, known);
            } else if earlier.any(|(earlier, _)| earlier == key) {
                self.problem(ProblemCode::DuplicateKey, value, "once");
            }
            self.leave(length);
        }
    }

    /// The inputs of a scope, at the case level only those of a section
    fn declared(&self, scope: Scope, section: &str) -> Declared<'c> {
        let mut declared = Vec::new();
        for (input, name) in self.pack.inputs.iter().zip(&self.names.inputs) {
            let is_here = scope != Scope::Case || section_of(&name.path) == section;
            if input.scope == scope && is_here {
                declared.push((input, name));
            }
        }
        declared
    }

    fn section(&mut self, section: &str, json: Option<&'c Json<'c>>) {
        let Some(json) = json else {
            return self.fill_today(section);
        };
        let declared = self.declared(Scope::Case, section);
        let is_plain = declared.iter().any(|(_, name)| name.path == section);
        let is_open = !is_plain && section == "readings" && json.as_text() == Some("open");
        if !is_plain && !is_open {
            let length = self.enter(section);
            match json.as_map() {
                Some(entries) => self.keys(entries, &keys_of(&declared)),
                None => self.problem(ProblemCode::WrongType, json, "object"),
            }
            self.leave(length);
        }
        for (input, name) in &declared {
            let length = self.enter(&name.path);
            let value = if is_plain {
                Some(json).filter(|_| name.path == section)
            } else {
                json.given(key_of(&name.path))
            };
            if is_open {
                self.open(input);
            } else if let Some(json) = value {
                self.input(input, name, None, json);
            }
            self.leave(length);
        }
    }

    /// A case that names no day of assessment is assessed on the caller's today
    fn fill_today(&mut self, section: &str) {
        let Some((id, today)) = self.pack.as_of.zip(self.today) else {
            return;
        };
        let named = self.names.inputs.get(id.index());
        if let Some((name, input)) = named.zip(self.pack.input(id))
            && name.path == section
        {
            let length = self.enter(section);
            self.note_days(Days::point(today));
            self.leave(length);
            self.set(input, None, Known::given(Value::Date(Days::point(today))));
        }
    }

    /// A day or a span in the canonical form
    fn note_days(&mut self, days: Days) {
        self.note(&[&day(days.lo), "..", &day(days.hi)]);
    }

    fn open(&mut self, input: &Input) {
        if let Some(value) = input.domain.unknown() {
            self.note(&["open"]);
            self.set(input, None, Known::given(value));
        }
    }

    fn input(&mut self, input: &Input, name: &InputName, item: Option<ItemId>, json: &'c Json<'c>) {
        match item {
            None if input.yearly => self.series(input, name, json),
            Some(item) if matches!(input.domain, Domain::Reference) => self.reference(item, json),
            _ => {
                let mut known = Known::given(Value::Truth(Truth::Open));
                if self.known(input, name, json, &mut known) {
                    self.set(input, item, known);
                }
            }
        }
    }

    fn set(&mut self, input: &Input, item: Option<ItemId>, known: Known) {
        if let Some(place) = self.known.case.known_mut(input, item) {
            *place = known;
        }
    }

    /// A line of the canonical form
    fn note(&mut self, value: &[&str]) {
        let canonical = &mut self.known.canonical;
        canonical.push_str(&self.path);
        canonical.push('=');
        for part in value {
            canonical.push_str(part);
        }
        canonical.push('\n');
    }

    /// Free text is quoted, so that it cannot pass for another line.
    fn note_text(&mut self, text: &str) {
        let mut writer = Writer::new();
        writer.text(text);
        self.note(&[&writer.finish()]);
    }
}

fn section_of(path: &str) -> &str {
    at_dot(path).0
}

fn key_of(path: &str) -> &str {
    at_dot(path).1
}

fn keys_of<'c>(declared: &Declared<'c>) -> Vec<&'c str> {
    let mut keys = Vec::new();
    for (_, name) in declared {
        keys.push(key_of(&name.path));
    }
    keys
}

fn words(texts: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for text in texts {
        words.push(text);
    }
    words
}

fn shown<'j>(json: &'j Json<'_>) -> &'j str {
    match &json.value {
        JsonValue::Null => "null",
        JsonValue::Bool(true) => "true",
        JsonValue::Bool(false) => "false",
        JsonValue::Number(text) => text,
        JsonValue::Text(text) => text,
        JsonValue::List(_) => "list",
        JsonValue::Map(_) => "object",
    }
}
