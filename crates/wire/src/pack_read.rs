//! Reads a checked pack: anything unexpected refuses it whole, before a rule runs.

use tradeaid_engine::node::DatedValue;
use tradeaid_engine::pack::{Check, Derivation, Domain, Input, Received};
use tradeaid_engine::{
    Catalogue, CodeId, Currency, Document, Format, InputId, InputName, KindId, MAX_OPTIONS, Names,
    NodeId, Pack, ProvisionId, ProvisionName, Scope, TextId,
};

use self::reader::Reader;
use crate::json::{Json, JsonFault};
use crate::pack_write::FORMAT;
use crate::words::{ClassWord, FormatWord};

mod graph;
mod reader;

/// Why a pack cannot be loaded
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Not JSON
    Json(JsonFault),
    /// Not a pack, or of another format; the byte where it goes wrong
    Form(usize),
    /// A name that the pack does not list
    Name,
    /// A pack that the engine refuses
    Fault(tradeaid_engine::PackFault),
}

/// A pack file taken apart: the core's text, what it holds, and which languages it promises
pub(crate) struct Loaded<'a> {
    pub(crate) core: &'a str,
    pub(crate) document: Document,
    pub(crate) languages: Vec<String>,
}

pub(crate) fn read(text: &str) -> Result<Loaded<'_>, LoadError> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let core = json.get("core").unwrap_or(&json);
    let mut reader = Reader::default();
    let mut document = Document::default();
    let languages = self::core(&mut reader, core, &mut document);
    if let Some(texts) = json.get("texts").filter(|_| json.get("core").is_some()) {
        document.texts = catalogues(&mut reader, texts);
    }
    reader.finish()?;
    if !names_fit(&document) {
        return Err(LoadError::Name);
    }
    Ok(Loaded {
        core: text.get(core.start..core.end).unwrap_or(""),
        document,
        languages,
    })
}

/// Reads texts: an object of languages, each an object of keys and texts
pub(crate) fn read_texts(text: &str) -> Result<Vec<Catalogue>, LoadError> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let mut reader = Reader::default();
    let texts = catalogues(&mut reader, &json);
    reader.finish()?;
    Ok(texts)
}

fn catalogues(r: &mut Reader, json: &Json<'_>) -> Vec<Catalogue> {
    let mut result = Vec::new();
    for (language, entries) in r.entries(json) {
        let mut texts = Vec::new();
        for (key, text) in r.entries(entries) {
            texts.push((key.clone().into_owned(), r.text(text)));
        }
        texts.sort_unstable();
        result.push(Catalogue {
            language: language.clone().into_owned(),
            texts,
        });
    }
    result
}

/// Whether everything that the graph calls by a number has a name
fn names_fit(document: &Document) -> bool {
    let (pack, names) = (&document.pack, &document.names);
    let provision = |id: ProvisionId| id.index() < names.provisions.len();
    let text = |id: TextId| id.index() < names.texts.len();
    let code = |id: CodeId| id.index() < names.codes.len();
    let input = |id: InputId| id.index() < pack.inputs.len();
    pack.measures.iter().all(|measure| {
        provision(measure.provision)
            && measure
                .conditions
                .iter()
                .all(|c| text(c.text) && provision(c.provision))
            && measure
                .figures
                .iter()
                .all(|f| text(f.text) && provision(f.provision))
            && measure
                .amount
                .iter()
                .all(|a| provision(a.provision) && a.text.is_none_or(text))
            && measure.warnings.iter().all(|w| code(w.code))
            && measure.readings.iter().all(|id| input(*id))
    }) && pack
        .inputs
        .iter()
        .filter_map(|input| input.warning)
        .all(code)
        && pack.groups.iter().all(|group| provision(group.provision))
        && pack
            .derivations
            .iter()
            .all(|d| provision(d.provision) && input(d.input))
        && pack
            .checks
            .iter()
            .all(|c| text(c.text) && c.inputs.iter().all(|id| input(*id)))
        && names.currencies.iter().filter_map(|c| c.rate).all(input)
        && pack.as_of.is_none_or(input)
}

fn core(r: &mut Reader, json: &Json<'_>, document: &mut Document) -> Vec<String> {
    if json.get("format").and_then(Json::as_integer) != Some(FORMAT) {
        r.fail(json);
        return Vec::new();
    }
    names(r, json, &mut document.names);
    inputs(r, json, document);
    let pack = &mut document.pack;
    let mut start = 0;
    for entry in r.list(json, "blocks") {
        let end = r.id(entry);
        pack.blocks.push(start..end);
        start = end;
    }
    for entry in r.list(json, "nodes") {
        let node = graph::node(r, entry, &mut pack.arguments);
        pack.nodes.push(node);
    }
    for entry in r.list(json, "tables") {
        pack.tables.push(graph::table(r, entry));
    }
    for entry in r.list(json, "measures") {
        pack.measures.push(graph::measure(r, entry));
        document.names.measures.push(graph::measure_name(r, entry));
    }
    for entry in r.list(json, "groups") {
        pack.groups.push(graph::group(r, entry));
        let name = r.field(entry, "id");
        document.names.groups.push(r.text(name));
    }
    tail(r, json, pack);
    r.texts(json, "languages")
}

fn names(r: &mut Reader, json: &Json<'_>, names: &mut Names) {
    let id = r.field(json, "id");
    names.id = r.text(id);
    let version = r.field(json, "version");
    names.version = r.text(version);
    for entry in r.list(json, "currencies") {
        let list = r.items(entry);
        let rate = list.get(1).map(|rate| InputId(r.id(rate)));
        let code = r.at(entry, 0);
        names.currencies.push(Currency {
            code: r.text(code),
            rate,
        });
    }
    names.kinds = r.texts(json, "kinds");
    names.texts = r.texts(json, "texts");
    names.codes = r.texts(json, "codes");
    for entry in r.list(json, "provisions") {
        let parts = [r.at(entry, 0), r.at(entry, 1), r.at(entry, 2)];
        let [pinpoint, class, source] = parts.map(|part| r.text(part));
        names.provisions.push(ProvisionName {
            pinpoint,
            class,
            source,
        });
    }
}

fn inputs(r: &mut Reader, json: &Json<'_>, document: &mut Document) {
    let kinds = document.names.kinds.len();
    document.pack.kinds = u16::try_from(kinds).unwrap_or(u16::MAX);
    let mut slots = vec![0_u16; kinds.saturating_add(1)];
    for entry in r.list(json, "inputs") {
        let name = input_name(r, entry);
        let scope = r.field(entry, "scope");
        let scope = r.scope(scope);
        let place = match scope {
            Scope::Case => 0,
            Scope::Item(kind) => kind.index().saturating_add(1),
        };
        let Some(next) = slots.get_mut(place) else {
            r.fail(entry);
            return;
        };
        let slot = *next;
        *next = next.saturating_add(1);
        let input = input(r, entry, &name, scope, slot);
        document.pack.inputs.push(input);
        document.names.inputs.push(name);
    }
}

fn input_name(r: &mut Reader, json: &Json<'_>) -> InputName {
    let text = |key| {
        let text = json.get(key).and_then(Json::as_text);
        text.unwrap_or("").to_owned()
    };
    let format = r.word(json, "format");
    let mut sources = Vec::new();
    for entry in json.get("dated").and_then(Json::as_list).unwrap_or(&[]) {
        let source = r.at(entry, 3);
        sources.push(r.text(source));
    }
    InputName {
        path: text("path"),
        format: r
            .known(FormatWord::from_word(format), json)
            .map_or(Format::Text, |word| word.0),
        unit: text("unit"),
        options: if json.get("options").is_some() {
            r.texts(json, "options")
        } else {
            Vec::new()
        },
        sources,
        theme: text("theme"),
    }
}

fn input(r: &mut Reader, json: &Json<'_>, name: &InputName, scope: Scope, slot: u16) -> Input {
    let mut dated = Vec::new();
    for entry in json.get("dated").and_then(Json::as_list).unwrap_or(&[]) {
        let parts = [r.at(entry, 0), r.at(entry, 1), r.at(entry, 2)];
        dated.push(DatedValue {
            from: r.date(parts[0]),
            to: r.date(parts[1]),
            value: r.value(parts[2]),
        });
    }
    let class = r.word(json, "class");
    let class = r.known(ClassWord::from_word(class), json);
    Input {
        scope,
        slot,
        class: class.map_or(tradeaid_engine::InputClass::Fact, |word| word.0),
        domain: domain(r, json, name),
        may_be_none: json.get("none").is_some_and(|json| r.flag(json)),
        yearly: json.get("yearly").is_some_and(|json| r.flag(json)),
        assumed: json.get("assumed").map(|json| r.value(json)),
        dated,
        warning: json.get("warning").map(|json| CodeId(r.id(json))),
    }
}

fn domain(r: &mut Reader, json: &Json<'_>, name: &InputName) -> Domain {
    match name.format {
        Format::YesNo => Domain::Truth,
        Format::Choice => {
            let count = u8::try_from(name.options.len()).ok();
            let count = count.filter(|count| *count <= MAX_OPTIONS);
            Domain::Choice(r.known(count, json).unwrap_or(0))
        }
        Format::Date | Format::Month => Domain::Date,
        Format::Text => Domain::Text,
        Format::Reference => Domain::Reference,
        Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year => {
            let range = r.field(json, "range");
            let parts = [
                r.at(range, 0),
                r.at(range, 1),
                r.at(range, 2),
                r.at(range, 3),
            ];
            Domain::Number {
                lo: r.number(parts[0]),
                hi: r.number(parts[1]),
                step: r.number(parts[2]),
                limit: r.flag(parts[3]),
            }
        }
    }
}

fn tail(r: &mut Reader, json: &Json<'_>, pack: &mut Pack) {
    if let Some(span) = json.get("valid") {
        let (from, to) = (r.at(span, 0), r.at(span, 1));
        pack.valid = Some((r.date(from), r.date(to)));
    }
    if let Some(entry) = json.get("received") {
        let [kind, counts, amount] = r.ids(entry);
        pack.received = Some(Received {
            kind: KindId(kind),
            counts: NodeId(counts),
            amount: NodeId(amount),
        });
    }
    for entry in r.list(json, "derived") {
        let [input, node, provision] = r.ids(entry);
        pack.derivations.push(Derivation {
            input: InputId(input),
            node: NodeId(node),
            provision: ProvisionId(provision),
        });
    }
    for entry in r.list(json, "checks") {
        let parts = [
            r.at(entry, 0),
            r.at(entry, 1),
            r.at(entry, 2),
            r.at(entry, 3),
        ];
        pack.checks.push(Check {
            scope: r.scope(parts[0]),
            node: NodeId(r.id(parts[1])),
            text: TextId(r.id(parts[2])),
            inputs: r.inputs(parts[3]),
        });
    }
    pack.as_of = json.get("as_of").map(|json| InputId(r.id(json)));
}
