//! Reads a checked pack: anything unexpected refuses it whole, before a rule runs.

use std::borrow::Cow;

use tradeaid_engine::node::DatedValue;
use tradeaid_engine::pack::{Check, Derivation, Domain, Input, Received};
use tradeaid_engine::{
    Catalogue, CodeId, Currency, Document, Format, InputClass, InputId, InputName, KindId,
    MAX_OPTIONS, Names, NodeId, Pack, ProvisionId, ProvisionName, Scope, TextId,
};

use self::rows::{Fault, Rows};
use crate::json::{Json, JsonFault};
use crate::pack_write::FORMAT;
use crate::words::{ClassWord, FormatWord};

mod graph;
mod rows;

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
    let fault = Fault::default();
    let mut document = Document::default();
    let languages = self::core(&fault, core, &mut document);
    if let Some(texts) = json.get("texts").filter(|_| json.get("core").is_some()) {
        for (language, texts) in entries(&fault, texts) {
            document.texts.push(keyed(&fault, language, texts));
        }
    }
    fault.finish()?;
    if !names_fit(&document) {
        return Err(LoadError::Name);
    }
    Ok(Loaded {
        core: text.get(core.start..core.end).unwrap_or(""),
        document,
        languages,
    })
}

/// Reads texts: an object of languages, each an object of keys and texts, or a list of texts in the order of
/// `keys`, behind the digest of the pack that they are of
pub(crate) fn read_texts(
    text: &str,
    digest: &str,
    keys: &[String],
) -> Result<Vec<Catalogue>, LoadError> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let fault = Fault::default();
    let mut result = Vec::new();
    for (language, texts) in entries(&fault, &json) {
        result.push(match texts.as_list() {
            Some([of, list @ ..]) => {
                let fits = of.as_text() == Some(digest) && list.len() == keys.len();
                fault.unless(fits, texts);
                catalogue(&fault, language, keys.iter().map(String::as_str).zip(list))
            }
            _ => keyed(&fault, language, texts),
        });
    }
    fault.finish()?;
    Ok(result)
}

fn keyed(fault: &Fault, language: &str, texts: &Json<'_>) -> Catalogue {
    let entries = entries(fault, texts).iter();
    catalogue(fault, language, entries.map(|(key, text)| (&**key, text)))
}

fn catalogue<'j>(
    fault: &Fault,
    language: &str,
    entries: impl Iterator<Item = (&'j str, &'j Json<'j>)>,
) -> Catalogue {
    let mut texts = Vec::new();
    for (key, text) in entries {
        fault.unless(text.as_text().is_some(), text);
        // A list has an empty text where the language has none.
        if let Some(text) = text.as_text().filter(|text| !text.is_empty()) {
            texts.push((key.to_owned(), text.to_owned()));
        }
    }
    texts.sort_unstable();
    Catalogue {
        language: language.to_owned(),
        texts,
    }
}

fn entries<'j>(fault: &Fault, json: &'j Json<'j>) -> &'j [(Cow<'j, str>, Json<'j>)] {
    fault.unless(json.as_map().is_some(), json);
    json.as_map().unwrap_or(&[])
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
        && names
            .inputs
            .iter()
            .filter_map(|name| name.provision)
            .all(provision)
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

fn core(fault: &Fault, json: &Json<'_>, document: &mut Document) -> Vec<String> {
    fault.unless(
        json.get("format").and_then(Json::as_integer) == Some(FORMAT),
        json,
    );
    let names = &mut document.names;
    names.id = Rows::under(fault, json, "id").text();
    names.version = Rows::under(fault, json, "version").text();
    if json.get("valid").is_some() {
        Rows::under(fault, json, "valid").each(&mut |row| {
            let day = row.date();
            let from = document.pack.valid.map_or(day, |(from, _)| from);
            document.pack.valid = Some((from, day));
        });
    }
    let mut languages = Vec::new();
    Rows::under(fault, json, "languages").each(&mut |row| languages.push(row.text()));
    Rows::under(fault, json, "rows").open(&mut |rows| {
        header(rows, document);
        graph(rows, document);
        tail(rows, &mut document.pack);
    });
    languages
}

fn header(rows: &mut Rows<'_>, document: &mut Document) {
    let Names {
        currencies,
        kinds,
        texts,
        codes,
        provisions,
        ..
    } = &mut document.names;
    rows.each(&mut |row| {
        row.open(&mut |row| {
            currencies.push(Currency {
                code: row.text(),
                rate: row.optional().map(InputId),
            });
        });
    });
    rows.each(&mut |row| kinds.push(row.text()));
    rows.each(&mut |row| texts.push(row.text()));
    rows.each(&mut |row| codes.push(row.text()));
    rows.each(&mut |row| {
        row.open(&mut |row| {
            provisions.push(ProvisionName {
                pinpoint: row.text(),
                class: row.text(),
                source: row.text(),
            });
        });
    });
    document.pack.kinds = u16::try_from(kinds.len()).unwrap_or(u16::MAX);
    let mut slots = vec![0_u16; kinds.len().saturating_add(1)];
    rows.each(&mut |row| row.open(&mut |row| input(row, document, &mut slots)));
}

fn input(row: &mut Rows<'_>, document: &mut Document, slots: &mut [u16]) {
    let mut name = InputName {
        path: row.text(),
        ..InputName::default()
    };
    let format = FormatWord::from_word(row.word());
    name.format = row.known(format).map_or(Format::Text, |word| word.0);
    let class = ClassWord::from_word(row.word());
    let class = row.known(class).map_or(InputClass::Fact, |word| word.0);
    let scope = row.scope();
    name.unit = row.text();
    name.theme = row.text();
    row.each(&mut |row| name.options.push(row.text()));
    let place = match scope {
        Scope::Case => 0,
        Scope::Item(kind) => kind.index().saturating_add(1),
    };
    let mut slot = 0;
    if let Some(next) = row.known(slots.get_mut(place)) {
        slot = *next;
        *next = next.saturating_add(1);
    }
    let mut input = Input {
        scope,
        slot,
        class,
        domain: domain(row, &name),
        may_be_none: row.flag(),
        yearly: row.flag(),
        warning: row.optional().map(CodeId),
        assumed: None,
        dated: Vec::new(),
    };
    name.provision = row.optional().map(ProvisionId);
    row.each(&mut |row| input.assumed = Some(row.value()));
    row.each(&mut |row| {
        row.open(&mut |row| {
            input.dated.push(DatedValue {
                from: row.date(),
                to: row.date(),
                value: row.value(),
            });
            name.sources.push(row.text());
        });
    });
    document.pack.inputs.push(input);
    document.names.inputs.push(name);
}

fn domain(row: &mut Rows<'_>, name: &InputName) -> Domain {
    let mut range = None;
    row.open(&mut |row| {
        if !row.is_over() {
            range = Some(Domain::Number {
                lo: row.number(),
                hi: row.number(),
                step: row.number(),
                limit: row.flag(),
            });
        }
    });
    match name.format {
        Format::YesNo => Domain::Truth,
        Format::Choice => {
            let count = u8::try_from(name.options.len()).ok();
            let count = count.filter(|count| *count <= MAX_OPTIONS);
            Domain::Choice(row.known(count).unwrap_or(0))
        }
        Format::Date | Format::Month => Domain::Date,
        Format::Text => Domain::Text,
        Format::Reference => Domain::Reference,
        Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year => {
            row.known(range).unwrap_or(Domain::Text)
        }
    }
}

fn graph(rows: &mut Rows<'_>, document: &mut Document) {
    let Pack {
        blocks,
        nodes,
        arguments,
        tables,
        measures,
        groups,
        ..
    } = &mut document.pack;
    let mut start = 0;
    rows.each(&mut |row| {
        let end = row.id();
        blocks.push(start..end);
        start = end;
    });
    rows.each(&mut |row| row.open(&mut |row| nodes.push(graph::node(row, arguments))));
    rows.each(&mut |row| row.open(&mut |row| tables.push(graph::table(row))));
    let names = &mut document.names;
    rows.each(&mut |row| {
        row.open(&mut |row| {
            names.measures.push(graph::measure_name(row));
            measures.push(graph::measure(row));
        });
    });
    rows.each(&mut |row| {
        row.open(&mut |row| {
            names.groups.push(row.text());
            groups.push(graph::group(row));
        });
    });
}

fn tail(rows: &mut Rows<'_>, pack: &mut Pack) {
    rows.each(&mut |row| {
        row.open(&mut |row| {
            pack.received = Some(Received {
                kind: KindId(row.id()),
                counts: NodeId(row.id()),
                amount: NodeId(row.id()),
            });
        });
    });
    rows.each(&mut |row| {
        row.open(&mut |row| {
            pack.derivations.push(Derivation {
                input: InputId(row.id()),
                node: NodeId(row.id()),
                provision: ProvisionId(row.id()),
            });
        });
    });
    rows.each(&mut |row| {
        row.open(&mut |row| {
            pack.checks.push(Check {
                scope: row.scope(),
                node: NodeId(row.id()),
                text: TextId(row.id()),
                inputs: row.inputs(),
            });
        });
    });
    pack.as_of = rows.optional().map(InputId);
}
