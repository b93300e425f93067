//! `tradeaid pack check` and `tradeaid pack build`: from an author's folder to a checked pack and its files.

use std::fs;
use std::path::Path;

use tradeaid_engine::Document;
use tradeaid_wire::{Calculator, Part, encode_pack};

use crate::output::{self, Outcome};
use crate::texts::Texts;

/// Checks a folder and says what it holds
pub(crate) fn check(folder: &Path, texts: &Texts) -> Outcome {
    let Some((document, _)) = compiled(folder, texts) else {
        return Outcome::Refused;
    };
    let names = &document.names;
    let languages: Vec<&str> = document
        .texts
        .iter()
        .map(|catalogue| catalogue.language.as_str())
        .collect();
    let counts = [
        names.measures.len(),
        names.inputs.len(),
        names.provisions.len(),
    ]
    .map(|count| count.to_string());
    let [measures, inputs, provisions] = &counts;
    output::print(&texts.say(
        "pack.fine",
        &[
            ("id", &names.id),
            ("version", &names.version),
            ("measures", measures),
            ("inputs", inputs),
            ("provisions", provisions),
            ("languages", &languages.join(texts.get("list"))),
        ],
    ))
}

/// Checks a folder and writes the pack's files
pub(crate) fn build(folder: &Path, out: &Path, texts: &Texts) -> Outcome {
    let Some((document, _)) = compiled(folder, texts) else {
        return Outcome::Refused;
    };
    let id = document.names.id.as_str();
    let mut files = vec![
        ([id, ".json"].concat(), Part::Full),
        ([id, ".core.json"].concat(), Part::Core),
    ];
    for catalogue in &document.texts {
        let language = catalogue.language.as_str();
        files.push(([id, ".", language, ".json"].concat(), Part::Texts(language)));
    }
    let mut said = Vec::new();
    for (name, part) in files {
        if !is_plain(&name) {
            output::complain(&texts.say("pack.unnamed", &[("name", &name)]));
            return Outcome::Refused;
        }
        let file = out.join(&name);
        let written =
            fs::create_dir_all(out).and_then(|()| fs::write(&file, encode_pack(&document, part)));
        let shown = file.to_string_lossy();
        if let Err(error) = written {
            let why = error.to_string();
            output::complain(&texts.say("pack.not_written", &[("file", &shown), ("why", &why)]));
            return Outcome::Refused;
        }
        said.push(texts.say("pack.written", &[("file", &shown)]));
    }
    output::print(&said.join("\n"))
}

/// Compiles a folder and loads the result as anyone who uses it would; what is wrong has been said
pub(crate) fn compiled(folder: &Path, texts: &Texts) -> Option<(Document, Calculator)> {
    let document = match tradeaid_lang::compile(folder) {
        Ok(document) => document,
        Err(problems) => {
            let count = texts.say("pack.errors", &[("count", &problems.len().to_string())]);
            output::complain(&[&problems.to_string(), "\n", &count].concat());
            return None;
        }
    };
    match Calculator::load(&encode_pack(&document, Part::Full)) {
        Ok(calculator) => Some((document, calculator)),
        Err(error) => {
            output::complain(&texts.say("store.fault", &[("fault", &format!("{error:?}"))]));
            None
        }
    }
}

/// Whether a name stays inside the folder it is written to
fn is_plain(name: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    name.chars().all(plain) && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_pack_cannot_name_a_file_elsewhere() {
        assert!(is_plain("fujian-2024-2.zh-CN.json"));
        assert!(!is_plain("../x.json") && !is_plain("a/b.json") && !is_plain(".json"));
    }
}
