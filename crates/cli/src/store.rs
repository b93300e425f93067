//! Where packs come from: the one the command carries, a checked file, or an author's folder.

use std::path::Path;

use tradeaid_wire::json::JsonFault;
use tradeaid_wire::{Calculator, LoadError, Part, encode_pack};

use crate::input;
use crate::pack::shown;
use crate::position;
use crate::refusal::Refusal;
use crate::texts::Texts;

/// The pack compiled when the command was built; empty if it had errors then
const CARRIED: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// Loads the pack at a path, or the one that is carried
pub(crate) fn load(path: Option<&Path>, texts: &Texts) -> Result<Calculator, Refusal> {
    let Some(path) = path else {
        if CARRIED.is_empty() {
            return Err(Refusal::Pack(texts.get("store.nothing_carried").into()));
        }
        return read("", CARRIED, texts);
    };
    if path.is_dir() {
        let document = tradeaid_lang::compile(path)
            .map_err(|problems| Refusal::Pack(shown(&problems, texts)))?;
        return read(
            &path.to_string_lossy(),
            &encode_pack(&document, Part::Full),
            texts,
        );
    }
    let text = input::read(path).map_err(|why| Refusal::file(path, why))?;
    read(&path.to_string_lossy(), &text, texts)
}

fn read(file: &str, text: &str, texts: &Texts) -> Result<Calculator, Refusal> {
    Calculator::load(text).map_err(|error| Refusal::Pack(sentence(file, text, &error, texts)))
}

fn sentence(file: &str, text: &str, error: &LoadError, texts: &Texts) -> String {
    let at = |byte: usize| {
        let place = position::of_byte(text, byte);
        [
            file,
            ":",
            &place.line.to_string(),
            ":",
            &place.column.to_string(),
        ]
        .concat()
    };
    let (place, why) = match error {
        LoadError::Json(JsonFault::Syntax(byte) | JsonFault::TooDeep(byte)) => {
            (at(*byte), "store.not_json".into())
        }
        LoadError::Json(JsonFault::TooLong) => (file.to_owned(), "store.too_large".into()),
        LoadError::Form(byte) => (at(*byte), "store.no_pack".into()),
        LoadError::Name => (file.to_owned(), "store.names".into()),
        LoadError::Fault(fault) => (
            file.to_owned(),
            texts.say("store.fault", &[("fault", &format!("{fault:?}"))]),
        ),
    };
    [&place, ": ", texts.get(&why)].concat()
}
