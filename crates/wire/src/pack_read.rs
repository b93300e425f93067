//! Reads a checked pack: anything unexpected refuses it whole, before a rule runs.

use tradeaid_engine::node::DatedValue;
use tradeaid_engine::pack::{Check, Derivation, Domain, Input, Received};
use tradeaid_engine::{
    Catalogue, Choices, CodeId, Currency, Date, Days, Document, InputId, InputName, Interval,
    KindId, NodeId, Number, Pack, ProvisionId, ProvisionName, Scope, TextId, Truth, Value,
};

use crate::json::{Json, JsonFault, JsonValue};
use crate::pack_write::FORMAT;
use crate::words::{ClassWord, FormatWord};

mod graph;

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

/// A pack file taken apart: the core's text, the document, and which languages it promises
pub(crate) struct Loaded<'a> {
    pub(crate) core: &'a str,
    pub(crate) document: Document,
    pub(crate) languages: Vec<String>,
}

type Read<T> = Result<T, LoadError>;

pub(crate) fn read(text: &str) -> Read<Loaded<'_>> {
    let json = Json::parse(text).map_err(LoadError::Json)?;
    let core = json.get("core").unwrap_or(&json);
    let mut document = Document::default();
    let languages = self::core(core, &mut document)?;
    if let Some(texts) = json.get("texts").filter(|_| json.get("core").is_some()) {
        document.texts = catalogues(texts)?;
    }
    if !names_fit(&document) {
        return Err(LoadError::Name);
    }
    Ok(Loaded {
        core: text.get(core.start..core.end).unwrap_or(""),
        document,
        languages,
    })
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
            && measure.amount.iter().all(|a| provision(a.provision))
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

/// Reads texts: an object of languages, each an object of keys and texts
pub(crate) fn read_texts(text: &str) -> Read<Vec<Catalogue>> {
    catalogues(&Json::parse(text).map_err(LoadError::Json)?)
}

fn catalogues(json: &Json<'_>) -> Read<Vec<Catalogue>> {
    let entries = json.as_map().ok_or(LoadError::Form(json.start))?;
    entries
        .iter()
        .map(|(language, texts)| {
            let pairs = texts.as_map().ok_or(LoadError::Form(texts.start))?;
            let mut texts = pairs
                .iter()
                .map(|(key, text)| Ok((key.clone().into_owned(), text_of(text)?)))
                .collect::<Read<Vec<_>>>()?;
            texts.sort();
            Ok(Catalogue {
                language: language.clone().into_owned(),
                texts,
            })
        })
        .collect()
}

fn core(json: &Json<'_>, document: &mut Document) -> Read<Vec<String>> {
    if json.get("format").and_then(Json::as_integer) != Some(FORMAT) {
        return Err(LoadError::Form(json.start));
    }
    let names = &mut document.names;
    names.id = text_of(field(json, "id")?)?;
    names.version = text_of(field(json, "version")?)?;
    names.currencies = each(field(json, "currencies")?, |entry| {
        let rate = at(entry, 1).ok().map(id).transpose()?.map(InputId);
        Ok(Currency {
            code: text_of(at(entry, 0)?)?,
            rate,
        })
    })?;
    names.kinds = each(field(json, "kinds")?, text_of)?;
    names.texts = each(field(json, "texts")?, text_of)?;
    names.codes = each(field(json, "codes")?, text_of)?;
    names.provisions = each(field(json, "provisions")?, |entry| {
        Ok(ProvisionName {
            pinpoint: text_of(at(entry, 0)?)?,
            class: text_of(at(entry, 1)?)?,
            source: text_of(at(entry, 2)?)?,
        })
    })?;
    let pack = &mut document.pack;
    pack.kinds = u16::try_from(names.kinds.len()).map_err(|_| LoadError::Form(json.start))?;
    let mut slots = vec![0_u16; usize::from(pack.kinds).saturating_add(1)];
    for entry in items(field(json, "inputs")?)? {
        let (input, name) = input(entry, &mut slots)?;
        pack.inputs.push(input);
        names.inputs.push(name);
    }
    let mut start = 0;
    pack.blocks = each(field(json, "blocks")?, |entry| {
        let end = id(entry)?;
        Ok(std::mem::replace(&mut start, end)..end)
    })?;
    for entry in items(field(json, "nodes")?)? {
        let node = graph::node(entry, &mut pack.arguments)?;
        pack.nodes.push(node);
    }
    pack.tables = each(field(json, "tables")?, graph::table)?;
    for entry in items(field(json, "measures")?)? {
        let (measure, name) = graph::measure(entry)?;
        pack.measures.push(measure);
        names.measures.push(name);
    }
    for entry in items(field(json, "groups")?)? {
        pack.groups.push(graph::group(entry)?);
        names.groups.push(text_of(field(entry, "id")?)?);
    }
    tail(json, pack)?;
    each(field(json, "languages")?, text_of)
}

fn tail(json: &Json<'_>, pack: &mut Pack) -> Read<()> {
    pack.valid = match json.get("valid") {
        Some(span) => Some((date(at(span, 0)?)?, date(at(span, 1)?)?)),
        None => None,
    };
    pack.received = match json.get("received") {
        Some(entry) => Some(Received {
            kind: KindId(id(at(entry, 0)?)?),
            counts: NodeId(id(at(entry, 1)?)?),
            amount: NodeId(id(at(entry, 2)?)?),
        }),
        None => None,
    };
    pack.derivations = each(field(json, "derived")?, |entry| {
        Ok(Derivation {
            input: InputId(id(at(entry, 0)?)?),
            node: NodeId(id(at(entry, 1)?)?),
            provision: ProvisionId(id(at(entry, 2)?)?),
        })
    })?;
    pack.checks = each(field(json, "checks")?, |entry| {
        Ok(Check {
            scope: scope(at(entry, 0)?)?,
            node: NodeId(id(at(entry, 1)?)?),
            text: TextId(id(at(entry, 2)?)?),
            inputs: each(at(entry, 3)?, |entry| id(entry).map(InputId))?,
        })
    })?;
    pack.as_of = json.get("as_of").map(id).transpose()?.map(InputId);
    Ok(())
}

fn form<T>(json: &Json<'_>) -> Read<T> {
    Err(LoadError::Form(json.start))
}

fn field<'j>(json: &'j Json<'j>, key: &str) -> Read<&'j Json<'j>> {
    json.get(key).ok_or(LoadError::Form(json.start))
}

fn items<'j>(json: &'j Json<'j>) -> Read<&'j [Json<'j>]> {
    json.as_list().ok_or(LoadError::Form(json.start))
}

fn at<'j>(json: &'j Json<'j>, index: usize) -> Read<&'j Json<'j>> {
    items(json)?.get(index).ok_or(LoadError::Form(json.start))
}

fn each<'j, T>(json: &'j Json<'j>, read: impl FnMut(&'j Json<'j>) -> Read<T>) -> Read<Vec<T>> {
    items(json)?.iter().map(read).collect()
}

fn text_of(json: &Json<'_>) -> Read<String> {
    json.as_text()
        .map(Into::into)
        .ok_or(LoadError::Form(json.start))
}

fn id(json: &Json<'_>) -> Read<u16> {
    let number = json.as_integer().and_then(|n| u16::try_from(n).ok());
    number.ok_or(LoadError::Form(json.start))
}

fn flag(json: &Json<'_>) -> Read<bool> {
    match json.value {
        JsonValue::Bool(value) => Ok(value),
        _ => form(json),
    }
}

fn optional(json: &Json<'_>) -> Read<Option<NodeId>> {
    match json.value {
        JsonValue::Null => Ok(None),
        _ => id(json).map(|id| Some(NodeId(id))),
    }
}

fn date(json: &Json<'_>) -> Read<Date> {
    let date = json.as_text().and_then(Date::parse);
    date.ok_or(LoadError::Form(json.start))
}

fn number(json: &Json<'_>) -> Read<Number> {
    let number = match json.as_text() {
        Some("inf") => Some(Number::INFINITY),
        Some("-inf") => Some(Number::NEGATIVE_INFINITY),
        Some(text) => Number::parse(text),
        None => None,
    };
    number.ok_or(LoadError::Form(json.start))
}

fn choices(json: &Json<'_>) -> Read<Choices> {
    let bits = json.as_text().and_then(|text| text.parse().ok());
    bits.map(Choices::from_bits)
        .ok_or(LoadError::Form(json.start))
}

fn scope(json: &Json<'_>) -> Read<Scope> {
    match json.as_integer() {
        Some(-1) => Ok(Scope::Case),
        _ => id(json).map(|kind| Scope::Item(KindId(kind))),
    }
}

fn value(json: &Json<'_>) -> Read<Value> {
    let first = at(json, 1)?;
    let last = at(json, 2).unwrap_or(first);
    Ok(match at(json, 0)?.as_text() {
        Some("b") => Value::Truth(match first.as_integer() {
            Some(0) => Truth::False,
            Some(1) => Truth::True,
            _ => Truth::Open,
        }),
        Some("n") => Value::Number(Interval {
            lo: number(first)?,
            hi: number(last)?,
        }),
        Some("o") => Value::Choice(choices(first)?),
        Some("d") => Value::Date(Days {
            lo: date(first)?,
            hi: date(last)?,
        }),
        _ => return form(json),
    })
}

fn input(json: &Json<'_>, slots: &mut [u16]) -> Read<(Input, InputName)> {
    let word = |key| field(json, key).map(|json| json.as_text().unwrap_or(""));
    let text = |key| {
        json.get(key)
            .and_then(Json::as_text)
            .unwrap_or("")
            .to_owned()
    };
    let set = |key| {
        json.get(key)
            .map(flag)
            .transpose()
            .map(Option::unwrap_or_default)
    };
    let fault = LoadError::Form(json.start);
    let format = FormatWord::from_word(word("format")?).ok_or(fault)?.0;
    let options = json
        .get("options")
        .map(|list| each(list, text_of))
        .transpose()?
        .unwrap_or_default();
    let scope = scope(field(json, "scope")?)?;
    let place = match scope {
        Scope::Case => 0,
        Scope::Item(kind) => kind.index().saturating_add(1),
    };
    let next = slots.get_mut(place).ok_or(fault)?;
    let slot = *next;
    *next = next.saturating_add(1);
    let mut dated = Vec::new();
    let mut sources = Vec::new();
    for entry in json.get("dated").map(items).transpose()?.unwrap_or(&[]) {
        dated.push(DatedValue {
            from: date(at(entry, 0)?)?,
            to: date(at(entry, 1)?)?,
            value: value(at(entry, 2)?)?,
        });
        sources.push(text_of(at(entry, 3)?)?);
    }
    let input = Input {
        scope,
        slot,
        class: ClassWord::from_word(word("class")?).ok_or(fault)?.0,
        domain: domain(json, format, options.len())?,
        may_be_none: set("none")?,
        yearly: set("yearly")?,
        assumed: json.get("assumed").map(value).transpose()?,
        dated,
        warning: json.get("warning").map(id).transpose()?.map(CodeId),
    };
    let name = InputName {
        path: text_of(field(json, "path")?)?,
        format,
        unit: text("unit"),
        options,
        sources,
        theme: text("theme"),
    };
    Ok((input, name))
}

fn domain(json: &Json<'_>, format: tradeaid_engine::Format, options: usize) -> Read<Domain> {
    use tradeaid_engine::Format;
    Ok(match format {
        Format::YesNo => Domain::Truth,
        Format::Choice => {
            let count = u8::try_from(options).map_err(|_| LoadError::Form(json.start))?;
            if count > tradeaid_engine::MAX_OPTIONS {
                return form(json);
            }
            Domain::Choice(count)
        }
        Format::Date | Format::Month => Domain::Date,
        Format::Text => Domain::Text,
        Format::Reference => Domain::Reference,
        Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year => {
            let range = field(json, "range")?;
            Domain::Number {
                lo: number(at(range, 0)?)?,
                hi: number(at(range, 1)?)?,
                step: number(at(range, 2)?)?,
                limit: flag(at(range, 3)?)?,
            }
        }
    })
}
