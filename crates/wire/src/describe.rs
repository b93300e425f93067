//! What a pack is and what it can be asked, written once when the pack is built.
//!
//! The description travels beside the pack, so that no visitor downloads code that makes it.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Choices, Document, InputClass, InputName, KindId, Names, Number, Scope, Truth, Value,
};

use crate::assessment::valid;
use crate::calculator::text_of;
use crate::figure::{day, decimal};
use crate::json::Writer;
use crate::types;
use crate::words::{ClassWord, FormatWord, NatureWord};

/// What a provision speaks of. No answer depends on it, so it stands in the description only.
#[derive(Clone, Copy, Debug)]
pub struct Tags<'a> {
    /// The industries, options of an input; none if it speaks of all
    pub industries: &'a [String],
    /// What it is about
    pub themes: &'a [String],
}

/// The description of a pack, as JSON; `tags` are of its provisions in their order
pub(crate) fn describe(document: &Document, digest: &str, tags: &[Tags<'_>]) -> String {
    let Document { pack, names, texts } = document;
    let mut w = Writer::new();
    w.open_record(types::PackDescription::KEYS);
    w.text(&names.id);
    w.text(&names.version);
    w.text(digest);
    valid(&mut w, pack.valid);
    w.map(|w| {
        for catalogue in texts {
            if let Some(title) = text_of(catalogue, "pack.title") {
                w.text_entry(&catalogue.language, title);
            }
        }
    });
    w.list(|w| {
        for (input, name) in pack.inputs.iter().zip(&names.inputs) {
            describe_input(w, names, input, name);
        }
    });
    w.list(|w| {
        for (measure, name) in pack.measures.iter().zip(&names.measures) {
            let provision = names.provisions.get(measure.provision.index());
            w.open_record(types::MeasureDescription::KEYS);
            w.text(&name.id);
            w.text(provision.map_or("", |provision| &provision.pinpoint));
            w.text_or_skip(kind(names, measure.scope));
            w.text(NatureWord(measure.nature).word());
            w.text(&name.how);
            list(w, &name.authorities);
            w.text(&name.theme);
            w.close_map();
        }
    });
    w.list(|w| {
        for (place, provision) in names.provisions.iter().enumerate() {
            let tags = tags.get(place);
            w.open_record(types::ProvisionDescription::KEYS);
            w.text(&provision.pinpoint);
            w.text(&provision.class);
            w.text_or_skip(some(&provision.source));
            list_or_skip(w, tags.map_or(&[], |tags| tags.industries));
            list_or_skip(w, tags.map_or(&[], |tags| tags.themes));
            w.close_map();
        }
    });
    w.close_map();
    w.finish()
}

fn kind(names: &Names, scope: Scope) -> Option<&str> {
    match scope {
        Scope::Case => None,
        Scope::Item(KindId(kind)) => names.kinds.get(usize::from(kind)).map(String::as_str),
    }
}

fn describe_input(w: &mut Writer, names: &Names, input: &Input, name: &InputName) {
    let range = match &input.domain {
        Domain::Number {
            lo,
            hi,
            step,
            limit,
        } => [Some(*lo), Some(*hi).filter(|_| !limit), Some(*step)],
        _ => [None; 3],
    };
    let assumed = input.assumed.and_then(|value| value.choices().as_point());
    let is_reading = input.class == InputClass::Reading;
    let assumed = assumed
        .filter(|_| is_reading)
        .and_then(|option| name.options.get(usize::from(option)));
    w.open_record(types::InputDescription::KEYS);
    w.text(&name.path);
    w.text_or_skip(kind(names, input.scope));
    w.text(FormatWord(name.format).word());
    w.text(ClassWord(input.class).word());
    w.text_or_skip(some(&name.unit));
    list_or_skip(w, &name.options);
    for bound in range {
        w.text_or_skip(bound.and_then(|bound: Number| decimal(bound)).as_deref());
    }
    w.bool(input.may_be_none);
    w.bool(input.yearly);
    w.text_or_skip(some(&name.theme));
    w.text_or_skip(assumed.map(String::as_str));
    list_or_skip(w, &name.sources);
    values_or_skip(w, names, input, name);
    w.close_map();
}

fn values_or_skip(w: &mut Writer, names: &Names, input: &Input, name: &InputName) {
    if input.dated.is_empty() {
        return w.skip();
    }
    let option = |name: &InputName, options: Choices| -> Vec<String> {
        let options = options.iter().map(usize::from);
        let options = options.filter_map(|option| name.options.get(option));
        options.cloned().collect()
    };
    w.list(|w| {
        for (dated, source) in input.dated.iter().zip(&name.sources) {
            w.open_record(types::ValueDescription::KEYS);
            match &dated.value {
                Value::Truth(truth) => w.bool(*truth == Truth::True),
                Value::Number(range) => w.text(&decimal(range.lo).unwrap_or_default()),
                Value::Choice(choices) => w.text(&option(name, *choices).concat()),
                Value::Date(days) => w.text(&day(days.lo)),
            }
            w.text(&day(dated.from));
            w.text(&day(dated.to));
            match dated.place {
                Some(place) => w.map(|w| {
                    if let Some(name) = names.inputs.get(place.input.index()) {
                        w.key(&name.path);
                        list(w, &option(name, place.options));
                    }
                }),
                None => w.skip(),
            }
            w.text(source);
            w.close_map();
        }
    });
}

fn list_or_skip(w: &mut Writer, texts: &[String]) {
    if texts.is_empty() {
        w.skip();
    } else {
        list(w, texts);
    }
}

fn list(w: &mut Writer, texts: &[String]) {
    w.list(|w| texts.iter().for_each(|text| w.text(text)));
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
