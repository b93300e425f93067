//! Where packs come from: the one the command carries, a checked file, or an author's folder.

use std::path::{Path, PathBuf};

use tradeaid_lang::{Diagnostics, Source, overlay, read_yaml};
use tradeaid_wire::json::JsonFault;
use tradeaid_wire::{Calculator, LoadError, Part, encode_pack};

use crate::args::Rules;
use crate::input;
use crate::pack::shown;
use crate::position;
use crate::refusal::Refusal;
use crate::texts::Texts;

/// The pack compiled when the command was built; empty if it had errors then
const CARRIED: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// Loads the pack that is named, or the one that is carried, with the values of overlays
pub(crate) fn load(rules: &Rules, texts: &Texts) -> Result<Calculator, Refusal> {
    let path = rules.packs.last();
    let mut calculator = load_pack(path.map(PathBuf::as_path), texts)?;
    for overlay in &rules.overlays {
        add_overlay(&mut calculator, overlay, texts)?;
    }
    Ok(calculator)
}

/// Adds an overlay's values to a pack, as anyone who uses it would
fn add_overlay(calculator: &mut Calculator, file: &Path, texts: &Texts) -> Result<(), Refusal> {
    let source = overlay_text(file)?;
    let refused = |problems: Diagnostics| Refusal::Overlay(problems.to_string());
    let sources = std::slice::from_ref(&source);
    overlay::read(calculator.engine().pack(), calculator.names(), sources).map_err(refused)?;
    let tree = read_yaml(&source.path, &source.text).map_err(refused)?;
    let json = tree.to_json();
    calculator.add_overlay(&json).map_err(|problems| {
        let case = Refusal::case(file, &json, problems, calculator, texts);
        Refusal::Overlay(case.sentences(texts))
    })
}

/// The text of an overlay
pub(crate) fn overlay_text(file: &Path) -> Result<Source, Refusal> {
    let text = input::read(file).map_err(|why| Refusal::file(file, why))?;
    let path = file.to_string_lossy().into_owned();
    Ok(Source { path, text })
}

/// Loads the pack at a path, or the one that is carried
pub(crate) fn load_pack(path: Option<&Path>, texts: &Texts) -> Result<Calculator, Refusal> {
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
