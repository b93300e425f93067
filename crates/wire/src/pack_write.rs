//! Writes a checked pack: one compact JSON, the same bytes for the same pack.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Catalogue, Document, InputName, Number, Pack, Scope, Truth, Value};

use crate::describe::describe;
use crate::digest::sha256;
use crate::figure::{day, decimal};
use crate::json::Writer;
use crate::words::{ClassWord, FormatWord};

mod graph;

/// Which part of a pack is written
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Everything
    Full,
    /// The structure without texts: what the digest is taken of
    Core,
    /// The texts of one language
    Texts(&'a str),
}

/// Writes a part of a pack
#[must_use]
pub fn encode_pack(document: &Document, part: Part<'_>) -> String {
    let mut writer = Writer::new();
    match part {
        Part::Core => core(&mut writer, document),
        Part::Texts(language) => texts(&mut writer, document, &|c| c.language == language),
        Part::Full => writer.map(|w| {
            let core = encode_pack(document, Part::Core);
            let digest = ["sha256:", &sha256(&[&core])].concat();
            w.key("core");
            w.raw(&core);
            w.key("description");
            w.raw(&describe(document, &digest));
            w.key("texts");
            texts(w, document, &|_| true);
        }),
    }
    writer.finish()
}

fn texts(w: &mut Writer, document: &Document, wanted: &dyn Fn(&Catalogue) -> bool) {
    w.map(|w| {
        for catalogue in document.texts.iter().filter(|c| wanted(c)) {
            w.key(&catalogue.language);
            w.map(|w| {
                for (key, text) in &catalogue.texts {
                    w.text_entry(key, text);
                }
            });
        }
    });
}

/// The version of the checked form; a reader refuses any other
pub(crate) const FORMAT: i64 = 1;

fn core(w: &mut Writer, document: &Document) {
    let (pack, names) = (&document.pack, &document.names);
    w.map(|w| {
        header(w, document);
        list(
            w,
            "inputs",
            &pack.inputs.iter().zip(&names.inputs).collect::<Vec<_>>(),
            |w, (input, name)| {
                self::input(w, input, name);
            },
        );
        w.key("blocks");
        w.list(|w| {
            pack.blocks
                .iter()
                .for_each(|run| w.integer(i64::from(run.end)));
        });
        list(w, "nodes", &pack.nodes, |w, node| {
            graph::node(w, pack, node);
        });
        list(w, "tables", &pack.tables, graph::table);
        list(
            w,
            "measures",
            &pack
                .measures
                .iter()
                .zip(&names.measures)
                .collect::<Vec<_>>(),
            |w, (m, name)| {
                graph::measure(w, m, name);
            },
        );
        list(
            w,
            "groups",
            &pack.groups.iter().zip(&names.groups).collect::<Vec<_>>(),
            |w, (g, name)| {
                graph::group(w, g, name);
            },
        );
        tail(w, pack);
    });
}

fn header(w: &mut Writer, document: &Document) {
    let (pack, names) = (&document.pack, &document.names);
    w.key("format");
    w.integer(FORMAT);
    w.text_entry("id", &names.id);
    w.text_entry("version", &names.version);
    if let Some((from, to)) = pack.valid {
        w.key("valid");
        w.list(|w| [from, to].into_iter().for_each(|date| w.text(&day(date))));
    }
    list(w, "languages", &document.texts, |w, c| w.text(&c.language));
    list(w, "currencies", &names.currencies, |w, c| {
        w.list(|w| {
            w.text(&c.code);
            c.rate.iter().for_each(|rate| w.integer(i64::from(rate.0)));
        });
    });
    list(w, "kinds", &names.kinds, |w, kind| w.text(kind));
    list(w, "texts", &names.texts, |w, key| w.text(key));
    list(w, "codes", &names.codes, |w, code| w.text(code));
    list(w, "provisions", &names.provisions, |w, p| {
        w.list(|w| {
            for text in [&p.pinpoint, &p.class, &p.source] {
                w.text(text);
            }
        });
    });
}

fn tail(w: &mut Writer, pack: &Pack) {
    if let Some(received) = pack.received {
        w.key("received");
        integers(w, [received.kind.0, received.counts.0, received.amount.0]);
    }
    list(w, "derived", &pack.derivations, |w, d| {
        integers(w, [d.input.0, d.node.0, d.provision.0]);
    });
    list(w, "checks", &pack.checks, |w, check| {
        w.list(|w| {
            w.integer(scope(check.scope));
            w.integer(i64::from(check.node.0));
            w.integer(i64::from(check.text.0));
            integers(w, check.inputs.iter().map(|input| input.0));
        });
    });
    if let Some(as_of) = pack.as_of {
        w.key("as_of");
        w.integer(i64::from(as_of.0));
    }
}

pub(super) fn list<T>(
    w: &mut Writer,
    key: &str,
    values: &[T],
    mut write: impl FnMut(&mut Writer, &T),
) {
    w.key(key);
    w.list(|w| values.iter().for_each(|value| write(w, value)));
}

pub(super) fn integers(w: &mut Writer, values: impl IntoIterator<Item = u16>) {
    w.list(|w| {
        values
            .into_iter()
            .for_each(|value| w.integer(i64::from(value)));
    });
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
            if interval.lo != interval.hi {
                number(w, interval.hi);
            }
        }
        Value::Choice(choices) => {
            w.text("o");
            w.text(&choices.bits().to_string());
        }
        Value::Date(days) => {
            w.text("d");
            w.text(&day(days.lo));
            if days.lo != days.hi {
                w.text(&day(days.hi));
            }
        }
    });
}

fn input(w: &mut Writer, input: &Input, name: &InputName) {
    w.map(|w| {
        w.text_entry("path", &name.path);
        w.text_entry("format", FormatWord(name.format).word());
        w.text_entry("class", ClassWord(input.class).word());
        w.key("scope");
        w.integer(scope(input.scope));
        if !name.unit.is_empty() {
            w.text_entry("unit", &name.unit);
        }
        if !name.theme.is_empty() {
            w.text_entry("theme", &name.theme);
        }
        if !name.options.is_empty() {
            list(w, "options", &name.options, |w, option| w.text(option));
        }
        if let Domain::Number {
            lo,
            hi,
            step,
            limit,
        } = &input.domain
        {
            w.key("range");
            w.list(|w| {
                for bound in [*lo, *hi, *step] {
                    number(w, bound);
                }
                w.bool(*limit);
            });
        }
        for (key, set) in [("none", input.may_be_none), ("yearly", input.yearly)] {
            if set {
                w.key(key);
                w.bool(true);
            }
        }
        if let Some(assumed) = &input.assumed {
            w.key("assumed");
            value(w, assumed);
        }
        if let Some(code) = input.warning {
            w.key("warning");
            w.integer(i64::from(code.0));
        }
        if !input.dated.is_empty() {
            list(
                w,
                "dated",
                &input.dated.iter().zip(&name.sources).collect::<Vec<_>>(),
                |w, (dated, source)| {
                    w.list(|w| {
                        w.text(&day(dated.from));
                        w.text(&day(dated.to));
                        value(w, &dated.value);
                        w.text(source);
                    });
                },
            );
        }
    });
}
