//! Reads a checked pack: anything unexpected refuses it whole, before a rule runs.

use tradeaid_engine::pack::{Check, Derivation, Domain, Input, Received};
use tradeaid_engine::{
    Catalogue, Currency, Document, Format, InputClass, InputName, KindId, MAX_OPTIONS, Names, Pack,
    ProvisionName, Scope,
};
use tradeaid_engine::{DatedValue, Locality};

use self::rows::Rows;
use crate::json::{Json, JsonFault};
use crate::pack_form::{CLASSES, FORMAT, FORMATS};
use crate::shown;
use crate::text::glued;

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

impl LoadError {
    /// A short code for programs: what the modules for JavaScript throw
    ///
    /// # Example
    /// ```
    /// let refused = tradeaid_wire::Calculator::load("no pack");
    /// assert_eq!(refused.err().map(|error| error.code()), Some("PACK_NOT_JSON"));
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "PACK_NOT_JSON",
            Self::Form(_) => "PACK_FORM",
            Self::Name => "PACK_NAME",
            Self::Fault(_) => "PACK_FAULT",
        }
    }
}

/// The part of a pack file that can change a result
pub(crate) fn core_of<'j>(json: &'j Json<'j>) -> &'j Json<'j> {
    json.get("core").unwrap_or(json)
}

/// Reads the rules of a pack file, and tells which languages it promises
pub(crate) fn read_rules(
    json: &Json<'_>,
    document: &mut Document,
) -> Result<Vec<String>, LoadError> {
    let mut rows = Rows::new();
    let languages = core(&mut rows, core_of(json), document);
    rows.finish()?;
    Ok(languages)
}

/// Reads what a pack file holds beside its rules: sources and texts
pub(crate) fn read_rest(
    json: &Json<'_>,
    names: &mut Names,
    texts: &mut Vec<Catalogue>,
) -> Result<(), LoadError> {
    let mut rows = Rows::new();
    if json.get("core").is_some() {
        rows.under(json, "provisions");
        for provision in &mut names.provisions {
            rows.text_into(&mut provision.class);
            rows.text_into(&mut provision.source);
        }
        rows.end();
        if let Some(json) = json.get("texts") {
            catalogues(&mut rows, json, "", names, texts);
        }
    }
    rows.finish()
}

/// Reads texts: an object of languages, each an object of keys and texts, or a list of the texts that a visitor is
/// shown, behind the stamp of the pack that they are of
pub(crate) fn read_texts(
    text: &str,
    stamp: &str,
    names: &Names,
) -> Result<Vec<Catalogue>, LoadError> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let mut rows = Rows::new();
    let mut result = Vec::new();
    catalogues(&mut rows, &json, stamp, names, &mut result);
    rows.finish()?;
    Ok(result)
}

fn catalogues<'j>(
    rows: &mut Rows<'j>,
    json: &'j Json<'j>,
    stamp: &str,
    names: &Names,
    catalogues: &mut Vec<Catalogue>,
) {
    for (language, json) in rows.entries(json) {
        let mut texts = Vec::new();
        if json.as_list().is_some() {
            rows.list(Some(json));
            let of = rows.word();
            rows.unless(of == stamp && !stamp.is_empty());
            shown::each_key(names, &mut |family, name, part| {
                let key = [family, name, part];
                add(&mut texts, &key, rows.word());
            });
            rows.end();
        } else {
            for (key, text) in rows.entries(json) {
                add(&mut texts, &[key], rows.text_of(text));
            }
        }
        texts.sort_unstable();
        catalogues.push(Catalogue {
            language: language.as_ref().to_owned(),
            texts,
        });
    }
}

/// A list has an empty text where the language has none.
fn add(texts: &mut Vec<(String, String)>, key: &[&str], text: &str) {
    if !text.is_empty() {
        texts.push((glued(key), text.to_owned()));
    }
}

#[inline(never)]
fn core<'j>(rows: &mut Rows<'j>, json: &'j Json<'j>, document: &mut Document) -> Vec<String> {
    rows.at(json);
    rows.unless(json.get("format").and_then(Json::as_integer) == Some(FORMAT));
    rows.text_under(json, "id", &mut document.names.id);
    rows.text_under(json, "version", &mut document.names.version);
    if json.get("valid").is_some() {
        rows.under(json, "valid");
        document.pack.valid = Some((rows.date(), rows.date()));
        rows.end();
    }
    rows.under(json, "rows");
    rows.whole();
    let mut languages = Vec::new();
    rows.texts(&mut languages);
    names(rows, &mut document.names);
    inputs(rows, document);
    graph(rows, &mut document.pack);
    answers(rows, document);
    rows.end();
    languages
}

fn names(row: &mut Rows<'_>, names: &mut Names) {
    row.texts(&mut names.kinds);
    row.texts(&mut names.texts);
    row.texts(&mut names.codes);
    row.run(&mut names.provisions, |row| ProvisionName {
        pinpoint: row.text(),
        class: String::new(),
        source: String::new(),
    });
    row.listed.texts = names.texts.len();
    row.listed.codes = names.codes.len();
    row.listed.provisions = names.provisions.len();
}

fn inputs(row: &mut Rows<'_>, document: &mut Document) {
    let kinds = document.names.kinds.len();
    document.pack.kinds = u16::try_from(kinds).unwrap_or(u16::MAX);
    row.listed.inputs = row.count();
    for _ in 0..row.listed.inputs {
        input(row, document);
    }
    row.run(&mut document.names.currencies, |row| Currency {
        code: row.text(),
        rate: row.optional().map(|id| row.as_input(id)),
    });
}

#[inline(never)]
fn input(row: &mut Rows<'_>, document: &mut Document) {
    let scope = row.scope();
    if let Scope::Item(kind) = scope {
        row.unless(kind.0 < document.pack.kinds);
    }
    let mut earlier = document.pack.inputs.iter().rev();
    let earlier = earlier.find(|input| input.scope == scope);
    let slot = earlier.map_or(0, |input| input.slot.saturating_add(1));
    let mut name = InputName::default();
    row.text_into(&mut name.theme);
    let class = row.one_of(&CLASSES, InputClass::Fact);
    name.provision = row.optional().map(|id| row.as_provision(id));
    let mut input = Input {
        scope,
        slot,
        class,
        domain: Domain::Text,
        warning: row.optional().map(|id| row.as_code(id)),
        may_be_none: row.flag(),
        yearly: row.flag(),
        assumed: None,
        dated: Vec::new(),
    };
    if row.flag() {
        input.assumed = Some(row.value());
    }
    for _ in 0..row.count() {
        input.dated.push(DatedValue {
            from: row.date(),
            to: row.date(),
            place: row.optional().map(|id| Locality {
                input: row.as_input(id),
                options: row.choices(),
            }),
            value: row.value(),
        });
        name.sources.push(row.text());
    }
    row.text_into(&mut name.path);
    name.format = row.one_of(&FORMATS, Format::Text);
    row.text_into(&mut name.unit);
    row.texts(&mut name.options);
    input.domain = domain(row, &name);
    document.pack.inputs.push(input);
    document.names.inputs.push(name);
}

fn domain(row: &mut Rows<'_>, name: &InputName) -> Domain {
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
            Domain::Number {
                lo: row.number(),
                hi: row.number(),
                step: row.number(),
                limit: row.flag(),
            }
        }
    }
}

fn graph(row: &mut Rows<'_>, pack: &mut Pack) {
    let mut start = 0;
    for _ in 0..row.count() {
        let end = row.id();
        pack.blocks.push(start..end);
        start = end;
    }
    // The engine takes far fewer nodes than there are ids.
    for (at, letter) in (0..u16::MAX).zip(row.word().bytes()) {
        let node = graph::node(row, at, letter, &mut pack.arguments);
        pack.nodes.push(node);
    }
    row.run(&mut pack.tables, graph::table);
}

fn answers(row: &mut Rows<'_>, document: &mut Document) {
    let (pack, names) = (&mut document.pack, &mut document.names);
    for _ in 0..row.count() {
        names.measures.push(graph::measure_name(row));
        pack.measures.push(graph::measure(row));
    }
    for _ in 0..row.count() {
        names.groups.push(row.text());
        pack.groups.push(graph::group(row));
    }
    if row.flag() {
        pack.received = Some(Received {
            kind: KindId(row.id()),
            counts: row.node(),
            amount: row.node(),
            remainder: row.node_or_none(),
        });
    }
    row.run(&mut pack.derivations, |row| Derivation {
        input: row.input(),
        node: row.node(),
        provision: row.provision(),
    });
    row.run(&mut pack.checks, |row| Check {
        scope: row.scope(),
        node: row.node(),
        text: row.text_id(),
        inputs: row.inputs(),
    });
    pack.as_of = row.optional().map(|id| row.as_input(id));
}
