//! What a pack is and what it can be asked, written once when the pack is built.
//!
//! The description travels beside the pack, so that no visitor downloads code that makes it.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Catalogue, Document, InputClass, InputName, KindId, Names, Scope};

use crate::calculator::{text_of, valid, written};
use crate::figure::decimal;
use crate::record::Entries;
use crate::types;
use crate::words::{ClassWord, FormatWord, NatureWord};

/// The description of a pack, as JSON
pub(crate) fn describe(document: &Document, digest: &str) -> String {
    let Document { pack, names, texts } = document;
    let title =
        |c: &Catalogue| text_of(c, "pack.title").map(|text| (c.language.clone(), text.to_owned()));
    written(&types::PackDescription {
        id: &names.id,
        version: &names.version,
        digest,
        valid: valid(pack),
        title: Entries(texts.iter().filter_map(title).collect()),
        inputs: pack
            .inputs
            .iter()
            .zip(&names.inputs)
            .map(|(input, name)| describe_input(names, input, name))
            .collect(),
        measures: pack
            .measures
            .iter()
            .zip(&names.measures)
            .map(|(measure, name)| types::MeasureDescription {
                id: &name.id,
                provision: names
                    .provisions
                    .get(measure.provision.index())
                    .map_or("", |provision| &provision.pinpoint),
                kind: kind(names, measure.scope),
                nature: NatureWord(measure.nature),
                how: &name.how,
                authorities: name.authorities.iter().map(String::as_str).collect(),
                theme: &name.theme,
            })
            .collect(),
        provisions: names
            .provisions
            .iter()
            .map(|provision| types::ProvisionDescription {
                pinpoint: &provision.pinpoint,
                class: &provision.class,
                source: some(&provision.source),
            })
            .collect(),
    })
}

fn kind(names: &Names, scope: Scope) -> Option<&str> {
    match scope {
        Scope::Case => None,
        Scope::Item(KindId(kind)) => names.kinds.get(usize::from(kind)).map(String::as_str),
    }
}

fn describe_input<'a>(
    names: &'a Names,
    input: &Input,
    name: &'a InputName,
) -> types::InputDescription<'a> {
    let range = match &input.domain {
        Domain::Number {
            lo,
            hi,
            step,
            limit,
        } => Some((*lo, *hi, *step, *limit)),
        _ => None,
    };
    let assumed = input.assumed.and_then(|value| value.choices().as_point());
    let is_reading = input.class == InputClass::Reading;
    types::InputDescription {
        path: &name.path,
        kind: kind(names, input.scope),
        format: FormatWord(name.format),
        class: ClassWord(input.class),
        unit: some(&name.unit),
        options: (!name.options.is_empty())
            .then(|| name.options.iter().map(String::as_str).collect()),
        min: range.and_then(|(lo, ..)| decimal(lo)),
        max: range
            .filter(|(.., limit)| !limit)
            .and_then(|(_, hi, ..)| decimal(hi)),
        step: range.and_then(|(_, _, step, _)| decimal(step)),
        none: input.may_be_none,
        yearly: input.yearly,
        theme: some(&name.theme),
        assumed: assumed
            .filter(|_| is_reading)
            .and_then(|option| name.options.get(usize::from(option)))
            .map(String::as_str),
        sources: (!name.sources.is_empty())
            .then(|| name.sources.iter().map(String::as_str).collect()),
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
