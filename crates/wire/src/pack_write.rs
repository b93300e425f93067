//! Writes a checked pack: one compact JSON, the same bytes for the same pack.

use std::collections::BTreeSet;

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Catalogue, Choices, Document, InputName, Names, Number, Pack, Scope, Value};

use crate::calculator::text_of;
use crate::describe::{Tags, describe};
use crate::figure::{day, decimal};
use crate::json::{Json, Writer};
use crate::pack_form::{CLASSES, FLAGS, FORMAT, FORMATS, TRUTHS, stamp};
use crate::{digest, shown};

mod graph;

/// Which part of a pack is written
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Everything but the tags of provisions, which are not part of a document
    Full,
    /// The structure without texts: what the digest is taken of
    Core,
    /// The texts of one language that a visitor is shown at once
    Texts(&'a str),
    /// The texts of one language that stand folded away at first, or in the notes of an answer
    LaterTexts(&'a str),
}

/// Writes a part of a pack
#[must_use]
pub fn encode_pack(document: &Document, part: Part<'_>) -> String {
    let mut writer = Writer::new();
    match part {
        Part::Core => core(&mut writer, document),
        Part::Texts(language) => writer.map(|w| shown_texts(w, document, language, false)),
        Part::LaterTexts(language) => writer.map(|w| shown_texts(w, document, language, true)),
        Part::Full => full(&mut writer, document, &[]),
    }
    writer.finish()
}

/// Writes everything, and describes each provision with its tags, which are in the order of the provisions
#[must_use]
pub fn encode_tagged_pack(document: &Document, tags: &[Tags<'_>]) -> String {
    let mut writer = Writer::new();
    full(&mut writer, document, tags);
    writer.finish()
}

fn full(writer: &mut Writer, document: &Document, tags: &[Tags<'_>]) {
    writer.map(|w| {
        let core = encode_pack(document, Part::Core);
        w.key("core");
        w.raw(&core);
        w.key("description");
        w.raw(&describe(document, &digest::of_pack(&[&core]), tags));
        w.key("provisions");
        w.list(|w| {
            for provision in &document.names.provisions {
                w.text(&provision.class);
                w.text(&provision.source);
            }
        });
        w.key("texts");
        w.map(|w| {
            for catalogue in &document.texts {
                w.key(&catalogue.language);
                texts(w, catalogue);
            }
        });
    });
}

fn texts(w: &mut Writer, catalogue: &Catalogue) {
    w.map(|w| {
        for (key, text) in &catalogue.texts {
            w.text_entry(key, text);
        }
    });
}

/// A list behind the stamp of the structure that its order follows from
fn shown_texts(w: &mut Writer, document: &Document, language: &str, later: bool) {
    let Document { pack, names, texts } = document;
    let folded = shown::folded(pack, names);
    let digest = digest::of_pack(&[&encode_pack(document, Part::Core)]);
    let citations = shown::citations(pack, names);
    for catalogue in texts.iter().filter(|c| c.language == language) {
        w.key(language);
        w.list(|w| {
            w.text(stamp(&digest));
            let mut written = BTreeSet::new();
            shown::each_key(names, &mut |family, name, part| {
                let key = [family, name, part].concat();
                let is_cited = !key.starts_with("provision.") || citations.contains(&key);
                let is_here = is_cited && folded.contains(&key) == later;
                let text = text_of(catalogue, &key).filter(|_| is_here);
                let is_new = written.insert(key);
                w.text(text.filter(|_| is_new).unwrap_or(""));
            });
        });
    }
}

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
        w.key("rows");
        w.list(|w| {
            let rows = rows(document);
            let json = Json::parse(&rows);
            let values = json.as_ref().ok().and_then(Json::as_list).unwrap_or(&[]);
            run(w, values, |w, value| {
                w.raw(rows.get(value.start..value.end).unwrap_or(""));
            });
        });
    });
}

fn rows(document: &Document) -> String {
    let (pack, names) = (&document.pack, &document.names);
    let mut writer = Writer::new();
    writer.list(|w| {
        run(w, &document.texts, |w, c| w.text(&c.language));
        self::names(w, names);
        inputs(w, pack, names);
        graph(w, pack);
        answers(w, pack, names);
    });
    writer.finish()
}

fn names(w: &mut Writer, names: &Names) {
    for texts in [&names.kinds, &names.texts, &names.codes] {
        run(w, texts, |w, text| w.text(text));
    }
    run(w, &names.provisions, |w, provision| {
        w.text(&provision.pinpoint);
    });
}

fn inputs(w: &mut Writer, pack: &Pack, names: &Names) {
    let inputs: Vec<_> = pack.inputs.iter().zip(&names.inputs).collect();
    run(w, &inputs, |w, (input, name)| self::input(w, input, name));
    run(w, &names.currencies, |w, currency| {
        w.text(&currency.code);
        optional(w, currency.rate.map(|rate| rate.0));
    });
}

fn graph(w: &mut Writer, pack: &Pack) {
    run(w, &pack.blocks, |w, block| w.integer(i64::from(block.end)));
    w.text(&graph::letters(pack));
    for (at, node) in (0_u16..).zip(&pack.nodes) {
        graph::node(w, pack, at, node);
    }
    run(w, &pack.tables, graph::table);
}

fn answers(w: &mut Writer, pack: &Pack, names: &Names) {
    let measures: Vec<_> = pack.measures.iter().zip(&names.measures).collect();
    run(w, &measures, |w, (measure, name)| {
        graph::measure(w, measure, name);
    });
    let groups: Vec<_> = pack.groups.iter().zip(&names.groups).collect();
    run(w, &groups, |w, (group, name)| graph::group(w, group, name));
    flag(w, pack.received.is_some());
    if let Some(received) = pack.received {
        integers(w, [received.kind.0, received.counts.0, received.amount.0]);
        optional(w, received.remainder.map(|node| node.0));
    }
    run(w, &pack.derivations, |w, derived| {
        integers(w, [derived.input.0, derived.node.0, derived.provision.0]);
    });
    run(w, &pack.checks, |w, check| {
        w.integer(scope(check.scope));
        integers(w, [check.node.0, check.text.0]);
        run(w, &check.inputs, |w, input| integers(w, [input.0]));
    });
    optional(w, pack.as_of.map(|as_of| as_of.0));
}

/// How many there are, and then each
pub(super) fn run<T>(w: &mut Writer, values: &[T], mut write: impl FnMut(&mut Writer, &T)) {
    w.integer(i64::try_from(values.len()).unwrap_or(i64::MAX));
    for value in values {
        write(w, value);
    }
}

pub(super) fn integers(w: &mut Writer, values: impl IntoIterator<Item = u16>) {
    for value in values {
        w.integer(i64::from(value));
    }
}

/// An id that may be missing: -1 where it is
pub(super) fn optional(w: &mut Writer, id: Option<u16>) {
    w.integer(id.map_or(-1, i64::from));
}

/// One of a few, by its place among them; no reader takes one that is not among them
pub(super) fn one_of<T: PartialEq>(w: &mut Writer, all: &[T], one: &T) {
    let place = all.iter().position(|known| known == one);
    w.integer(
        place
            .and_then(|place| i64::try_from(place).ok())
            .unwrap_or(-1),
    );
}

pub(super) fn flag(w: &mut Writer, value: bool) {
    one_of(w, &FLAGS, &value);
}

/// The case level is -1, a kind its index
pub(super) fn scope(scope: Scope) -> i64 {
    match scope {
        Scope::Case => -1,
        Scope::Item(kind) => i64::from(kind.0),
    }
}

/// A number in its decimal digits, or the word for one that has no end
///
/// A pack may be handed over as an object. What a JavaScript number would not hold exactly, or write in another way, is
/// a text.
pub(super) fn number(w: &mut Writer, number: Number) {
    match decimal(number) {
        Some(text) if text.parse().is_ok_and(is_exact) => w.raw(&text),
        Some(text) => w.text(&text),
        None => w.text(if number.is_negative() { "-inf" } else { "inf" }),
    }
}

/// Whether a JavaScript number holds a whole number exactly
const fn is_exact(number: i64) -> bool {
    number.unsigned_abs() < 1 << 53
}

/// The bits of a set of options, which stay within what a JSON number holds exactly
pub(super) fn choices(w: &mut Writer, choices: Choices) {
    w.integer(i64::try_from(choices.bits()).unwrap_or(i64::MAX));
}

pub(super) fn value(w: &mut Writer, value: &Value) {
    match value {
        Value::Truth(truth) => {
            w.text("b");
            one_of(w, &TRUTHS, truth);
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
    }
}

fn input(w: &mut Writer, input: &Input, name: &InputName) {
    w.integer(scope(input.scope));
    w.text(&name.theme);
    one_of(w, &CLASSES, &input.class);
    optional(w, name.provision.map(|provision| provision.0));
    optional(w, input.warning.map(|code| code.0));
    flag(w, input.may_be_none);
    flag(w, input.yearly);
    flag(w, input.assumed.is_some());
    if let Some(assumed) = &input.assumed {
        value(w, assumed);
    }
    let dated: Vec<_> = input.dated.iter().zip(&name.sources).collect();
    run(w, &dated, |w, (dated, source)| {
        w.text(&day(dated.from));
        w.text(&day(dated.to));
        optional(w, dated.place.map(|place| place.input.0));
        if let Some(place) = dated.place {
            choices(w, place.options);
        }
        value(w, &dated.value);
        w.text(source);
    });
    w.text(&name.path);
    one_of(w, &FORMATS, &name.format);
    w.text(&name.unit);
    run(w, &name.options, |w, option| w.text(option));
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
}
