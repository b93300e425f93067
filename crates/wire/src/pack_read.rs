//! Reads a checked pack: anything unexpected refuses it whole, before a rule runs.

use tradeaid_engine::node::DatedValue;
use tradeaid_engine::pack::{Check, Derivation, Domain, Input, Received};
use tradeaid_engine::{
    Catalogue, Currency, Document, Format, InputClass, InputName, KindId, MAX_OPTIONS, Pack,
    ProvisionName, Scope,
};

use self::rows::Rows;
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

/// The part of a pack file that can change a result
pub(crate) fn core_of<'j>(json: &'j Json<'j>) -> &'j Json<'j> {
    json.get("core").unwrap_or(json)
}

/// Reads a pack file, and tells which languages it promises
pub(crate) fn read(json: &Json<'_>, document: &mut Document) -> Result<Vec<String>, LoadError> {
    let mut rows = Rows::new();
    let languages = core(&mut rows, core_of(json), document);
    if let Some(texts) = json.get("texts").filter(|_| json.get("core").is_some()) {
        for (language, texts) in rows.entries(texts) {
            let catalogue = catalogue(&mut rows, language, texts, None);
            document.texts.push(catalogue);
        }
    }
    rows.finish()?;
    let (needed, names) = (rows.needed, &document.names);
    let fits = needed.provisions <= names.provisions.len()
        && needed.texts <= names.texts.len()
        && needed.codes <= names.codes.len()
        && needed.inputs <= names.inputs.len();
    if fits {
        Ok(languages)
    } else {
        Err(LoadError::Name)
    }
}

/// Reads texts: an object of languages, each an object of keys and texts, or a list of texts in the order of
/// `keys`, behind the digest of the pack that they are of
pub(crate) fn read_texts(
    text: &str,
    digest: &str,
    keys: &[String],
) -> Result<Vec<Catalogue>, LoadError> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let mut rows = Rows::new();
    let mut result = Vec::new();
    for (language, texts) in rows.entries(&json) {
        result.push(catalogue(&mut rows, language, texts, Some((digest, keys))));
    }
    rows.finish()?;
    Ok(result)
}

fn catalogue<'j>(
    rows: &mut Rows<'j>,
    language: &str,
    json: &'j Json<'j>,
    of_pack: Option<(&str, &[String])>,
) -> Catalogue {
    let mut texts = Vec::new();
    match (json.as_list(), of_pack) {
        (Some([of, list @ ..]), Some((digest, keys))) => {
            rows.at(json);
            rows.unless(of.as_text() == Some(digest) && list.len() == keys.len());
            for (key, text) in keys.iter().zip(list) {
                add(&mut texts, key, rows.text_of(text));
            }
        }
        _ => {
            for (key, text) in rows.entries(json) {
                add(&mut texts, key, rows.text_of(text));
            }
        }
    }
    texts.sort_unstable();
    Catalogue {
        language: language.to_owned(),
        texts,
    }
}

/// A list has an empty text where the language has none.
fn add(texts: &mut Vec<(String, String)>, key: &str, text: &str) {
    if !text.is_empty() {
        texts.push((key.to_owned(), text.to_owned()));
    }
}

fn core<'j>(rows: &mut Rows<'j>, json: &'j Json<'j>, document: &mut Document) -> Vec<String> {
    rows.at(json);
    rows.unless(json.get("format").and_then(Json::as_integer) == Some(FORMAT));
    rows.under(json, "id");
    document.names.id = rows.text();
    rows.under(json, "version");
    document.names.version = rows.text();
    if json.get("valid").is_some() {
        rows.under(json, "valid");
        rows.enter();
        while rows.more() {
            let day = rows.date();
            let from = document.pack.valid.map_or(day, |(from, _)| from);
            document.pack.valid = Some((from, day));
        }
    }
    rows.under(json, "languages");
    let languages = rows.texts();
    rows.under(json, "rows");
    rows.enter();
    header(rows, document);
    graph(rows, document);
    tail(rows, &mut document.pack);
    rows.leave();
    languages
}

fn header(row: &mut Rows<'_>, document: &mut Document) {
    let names = &mut document.names;
    row.enter();
    while row.more_rows() {
        names.currencies.push(Currency {
            code: row.text(),
            rate: row.optional().map(|id| row.as_input(id)),
        });
        row.leave();
    }
    names.kinds = row.texts();
    names.texts = row.texts();
    names.codes = row.texts();
    row.enter();
    while row.more_rows() {
        names.provisions.push(ProvisionName {
            pinpoint: row.text(),
            class: row.text(),
            source: row.text(),
        });
        row.leave();
    }
    let kinds = names.kinds.len();
    document.pack.kinds = u16::try_from(kinds).unwrap_or(u16::MAX);
    let mut slots = vec![0_u16; kinds.saturating_add(1)];
    row.enter();
    while row.more_rows() {
        input(row, document, &mut slots);
        row.leave();
    }
}

fn input(row: &mut Rows<'_>, document: &mut Document, slots: &mut [u16]) {
    let path = row.text();
    let format = FormatWord::from_word(row.word());
    let format = row.known(format).map_or(Format::Text, |word| word.0);
    let class = ClassWord::from_word(row.word());
    let class = row.known(class).map_or(InputClass::Fact, |word| word.0);
    let scope = row.scope();
    let mut name = InputName {
        path,
        format,
        unit: row.text(),
        theme: row.text(),
        options: row.texts(),
        provision: None,
        sources: Vec::new(),
    };
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
        warning: row.optional().map(|id| row.as_code(id)),
        assumed: None,
        dated: Vec::new(),
    };
    name.provision = row.optional().map(|id| row.as_provision(id));
    row.enter();
    while row.more() {
        input.assumed = Some(row.value());
    }
    row.enter();
    while row.more_rows() {
        input.dated.push(DatedValue {
            from: row.date(),
            to: row.date(),
            value: row.value(),
        });
        name.sources.push(row.text());
        row.leave();
    }
    document.pack.inputs.push(input);
    document.names.inputs.push(name);
}

fn domain(row: &mut Rows<'_>, name: &InputName) -> Domain {
    row.enter();
    let mut range = None;
    if !row.is_over() {
        range = Some(Domain::Number {
            lo: row.number(),
            hi: row.number(),
            step: row.number(),
            limit: row.flag(),
        });
    }
    row.leave();
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

fn graph(row: &mut Rows<'_>, document: &mut Document) {
    let (pack, names) = (&mut document.pack, &mut document.names);
    let mut start = 0;
    row.enter();
    while row.more() {
        let end = row.id();
        pack.blocks.push(start..end);
        start = end;
    }
    row.enter();
    while row.more_rows() {
        pack.nodes.push(graph::node(row, &mut pack.arguments));
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        pack.tables.push(graph::table(row));
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        names.measures.push(graph::measure_name(row));
        pack.measures.push(graph::measure(row));
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        names.groups.push(row.text());
        pack.groups.push(graph::group(row));
        row.leave();
    }
}

fn tail(row: &mut Rows<'_>, pack: &mut Pack) {
    row.enter();
    while row.more_rows() {
        pack.received = Some(Received {
            kind: KindId(row.id()),
            counts: row.node(),
            amount: row.node(),
        });
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        pack.derivations.push(Derivation {
            input: row.input(),
            node: row.node(),
            provision: row.provision(),
        });
        row.leave();
    }
    row.enter();
    while row.more_rows() {
        pack.checks.push(Check {
            scope: row.scope(),
            node: row.node(),
            text: row.text_id(),
            inputs: row.inputs(),
        });
        row.leave();
    }
    pack.as_of = row.optional().map(|id| row.as_input(id));
}
