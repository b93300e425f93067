//! Writes a checked pack: one compact JSON, the same bytes for the same pack.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Catalogue, Choices, Document, InputName, Number, Pack, Scope, Truth, Value};

use crate::calculator::text_of;
use crate::describe::describe;
use crate::figure::{day, decimal};
use crate::json::Writer;
use crate::words::{ClassWord, FormatWord};
use crate::{digest, shown};

mod graph;

/// Which part of a pack is written
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Everything
    Full,
    /// The structure without texts: what the digest is taken of
    Core,
    /// The texts of one language that a visitor is shown
    Texts(&'a str),
}

/// Writes a part of a pack
#[must_use]
pub fn encode_pack(document: &Document, part: Part<'_>) -> String {
    let mut writer = Writer::new();
    match part {
        Part::Core => core(&mut writer, document),
        Part::Texts(language) => writer.map(|w| shown_texts(w, document, language)),
        Part::Full => writer.map(|w| {
            let core = encode_pack(document, Part::Core);
            w.key("core");
            w.raw(&core);
            w.key("description");
            w.raw(&describe(document, &digest::of_pack(&core)));
            w.key("texts");
            w.map(|w| {
                for catalogue in &document.texts {
                    w.key(&catalogue.language);
                    texts(w, catalogue);
                }
            });
        }),
    }
    writer.finish()
}

fn texts(w: &mut Writer, catalogue: &Catalogue) {
    w.map(|w| {
        for (key, text) in &catalogue.texts {
            w.text_entry(key, text);
        }
    });
}

/// A list behind the digest of the structure that its order follows from
fn shown_texts(w: &mut Writer, document: &Document, language: &str) {
    let keys = shown::keys(&document.pack, &document.names);
    let digest = digest::of_pack(&encode_pack(document, Part::Core));
    for catalogue in document.texts.iter().filter(|c| c.language == language) {
        w.key(language);
        w.list(|w| {
            w.text(&digest);
            for key in &keys {
                w.text(text_of(catalogue, key).unwrap_or(""));
            }
        });
    }
}

/// The version of the checked form; a reader refuses any other
pub(crate) const FORMAT: i64 = 1;

/// Rows of positional arrays under a few keys: a reader takes them in order, which is a third of the code
/// that looks every field up.
fn core(w: &mut Writer, document: &Document) {
    let (pack, names) = (&document.pack, &document.names);
    w.map(|w| {
        w.key("format");
        w.integer(FORMAT);
        w.text_entry("id", &names.id);
        w.text_entry("version", &names.version);
        if let Some((from, to)) = pack.valid {
            w.key("valid");
            w.list(|w| [from, to].into_iter().for_each(|date| w.text(&day(date))));
        }
        w.key("languages");
        rows(w, &document.texts, |w, c| w.text(&c.language));
        w.key("rows");
        w.list(|w| {
            header(w, document);
            graph(w, document);
            tail(w, pack);
        });
    });
}

fn header(w: &mut Writer, document: &Document) {
    let (pack, names) = (&document.pack, &document.names);
    rows(w, &names.currencies, |w, currency| {
        w.list(|w| {
            w.text(&currency.code);
            optional(w, currency.rate.map(|rate| rate.0));
        });
    });
    for texts in [&names.kinds, &names.texts, &names.codes] {
        rows(w, texts, |w, text| w.text(text));
    }
    rows(w, &names.provisions, |w, provision| {
        w.list(|w| {
            for text in [&provision.pinpoint, &provision.class, &provision.source] {
                w.text(text);
            }
        });
    });
    let inputs: Vec<_> = pack.inputs.iter().zip(&names.inputs).collect();
    rows(w, &inputs, |w, (input, name)| self::input(w, input, name));
}

fn graph(w: &mut Writer, document: &Document) {
    let (pack, names) = (&document.pack, &document.names);
    rows(w, &pack.blocks, |w, run| w.integer(i64::from(run.end)));
    rows(w, &pack.nodes, |w, node| graph::node(w, pack, node));
    rows(w, &pack.tables, graph::table);
    let measures: Vec<_> = pack.measures.iter().zip(&names.measures).collect();
    rows(w, &measures, |w, (measure, name)| {
        graph::measure(w, measure, name);
    });
    let groups: Vec<_> = pack.groups.iter().zip(&names.groups).collect();
    rows(w, &groups, |w, (group, name)| graph::group(w, group, name));
}

fn tail(w: &mut Writer, pack: &Pack) {
    let received: Vec<_> = pack.received.into_iter().collect();
    rows(w, &received, |w, received| {
        integers(w, [received.kind.0, received.counts.0, received.amount.0]);
    });
    rows(w, &pack.derivations, |w, derivation| {
        integers(
            w,
            [
                derivation.input.0,
                derivation.node.0,
                derivation.provision.0,
            ],
        );
    });
    rows(w, &pack.checks, |w, check| {
        w.list(|w| {
            w.integer(scope(check.scope));
            w.integer(i64::from(check.node.0));
            w.integer(i64::from(check.text.0));
            integers(w, check.inputs.iter().map(|input| input.0));
        });
    });
    optional(w, pack.as_of.map(|as_of| as_of.0));
}

pub(super) fn rows<T>(w: &mut Writer, values: &[T], mut write: impl FnMut(&mut Writer, &T)) {
    w.list(|w| values.iter().for_each(|value| write(w, value)));
}

pub(super) fn integers(w: &mut Writer, values: impl IntoIterator<Item = u16>) {
    w.list(|w| {
        for value in values {
            w.integer(i64::from(value));
        }
    });
}

/// An id that may be missing: -1 where it is
pub(super) fn optional(w: &mut Writer, id: Option<u16>) {
    w.integer(id.map_or(-1, i64::from));
}

pub(super) fn flag(w: &mut Writer, value: bool) {
    w.integer(i64::from(value));
}

/// The case level is -1, a kind its index
pub(super) fn scope(scope: Scope) -> i64 {
    match scope {
        Scope::Case => -1,
        Scope::Item(kind) => i64::from(kind.0),
    }
}

pub(super) fn number(w: &mut Writer, number: Number) {
    match decimal(number) {
        Some(text) => w.text(&text),
        None => w.text(if number.is_negative() { "-inf" } else { "inf" }),
    }
}

/// The bits of a set of options, which stay within what a JSON number holds exactly
pub(super) fn choices(w: &mut Writer, choices: Choices) {
    w.integer(i64::try_from(choices.bits()).unwrap_or(i64::MAX));
}

pub(super) fn value(w: &mut Writer, value: &Value) {
    w.list(|w| match value {
        Value::Truth(truth) => {
            w.text("b");
            w.integer(match truth {
                Truth::False => 0,
                Truth::True => 1,
                Truth::Open => 2,
            });
        }
        Value::Number(interval) => {
            w.text("n");
            number(w, interval.lo);
            number(w, interval.hi);
        }
        Value::Choice(options) => {
            w.text("o");
            choices(w, *options);
        }
        Value::Date(days) => {
            w.text("d");
            w.text(&day(days.lo));
            w.text(&day(days.hi));
        }
    });
}

fn input(w: &mut Writer, input: &Input, name: &InputName) {
    w.list(|w| {
        w.text(&name.path);
        w.text(FormatWord(name.format).word());
        w.text(ClassWord(input.class).word());
        w.integer(scope(input.scope));
        w.text(&name.unit);
        w.text(&name.theme);
        rows(w, &name.options, |w, option| w.text(option));
        w.list(|w| {
            if let Domain::Number {
                lo,
                hi,
                step,
                limit,
            } = &input.domain
            {
                for bound in [*lo, *hi, *step] {
                    number(w, bound);
                }
                flag(w, *limit);
            }
        });
        flag(w, input.may_be_none);
        flag(w, input.yearly);
        optional(w, input.warning.map(|code| code.0));
        optional(w, name.provision.map(|provision| provision.0));
        let assumed: Vec<_> = input.assumed.into_iter().collect();
        rows(w, &assumed, value);
        let dated: Vec<_> = input.dated.iter().zip(&name.sources).collect();
        rows(w, &dated, |w, (dated, source)| {
            w.list(|w| {
                w.text(&day(dated.from));
                w.text(&day(dated.to));
                value(w, &dated.value);
                w.text(source);
            });
        });
    });
}
