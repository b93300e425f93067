//! `tradeaid pack check` and `tradeaid pack build`: from an author's folder to a checked pack and its files.

use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_engine::Document;
use tradeaid_lang::{Diagnostics, Language, PackTags, Tags};
use tradeaid_wire::{Calculator, Part, encode_pack, encode_plan, encode_tagged_pack};

use crate::input;
use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;

/// Checks a folder, perhaps against the official text, and says what it holds
pub(crate) fn check(
    folder: &Path,
    overlays: &[PathBuf],
    source: Option<&Path>,
    texts: &Texts,
) -> Outcome {
    let Some((document, _)) = loaded(tradeaid_lang::check(folder), overlays, texts) else {
        return Outcome::Refused;
    };
    let Ok(cited) = source
        .map(|source| citations(folder, source, texts))
        .transpose()
    else {
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
    let fine = texts.say(
        "pack.fine",
        &[
            ("id", &names.id),
            ("version", &names.version),
            ("measures", measures),
            ("inputs", inputs),
            ("provisions", provisions),
            ("languages", &languages.join(texts.get("list"))),
        ],
    );
    output::print(&match cited {
        Some(cited) => [&fine, "\n", &cited].concat(),
        None => fine,
    })
}

/// Looks up every pinpoint in the official text; what is wrong has been said
fn citations(folder: &Path, source: &Path, texts: &Texts) -> Result<String, Outcome> {
    let text =
        input::read(source).map_err(|why| Refusal::file(source, why).report(false, texts))?;
    let found = tradeaid_lang::read_folder(folder)
        .and_then(|sources| tradeaid_lang::check_citations(sources, &text))
        .map_err(|problems| complain_of(&problems, texts))?;
    Ok(texts.say("pack.cited", &[("count", &found.to_string())]))
}

/// Checks a folder and writes the pack's files
pub(crate) fn build(folder: &Path, overlays: &[PathBuf], out: &Path, texts: &Texts) -> Outcome {
    let Some((document, _)) = compiled(folder, overlays, texts) else {
        return Outcome::Refused;
    };
    let Some(tags) = tags(folder, texts) else {
        return Outcome::Refused;
    };
    let industry = &tags.industry;
    let tags: Vec<tradeaid_wire::Tags<'_>> = tags
        .provisions
        .iter()
        .map(|Tags { industries, themes }| tradeaid_wire::Tags { industries, themes })
        .collect();
    let id = document.names.id.as_str();
    let mut files = vec![
        ([id, ".json"].concat(), encode_tagged_pack(&document, &tags)),
        (
            [id, ".core.json"].concat(),
            encode_pack(&document, Part::Core),
        ),
    ];
    for catalogue in &document.texts {
        let language = catalogue.language.as_str();
        files.push((
            [id, ".", language, ".json"].concat(),
            encode_pack(&document, Part::Texts(language)),
        ));
        files.push((
            [id, ".", language, ".later.json"].concat(),
            encode_pack(&document, Part::LaterTexts(language)),
        ));
        files.push((
            [id, ".", language, ".plan.json"].concat(),
            encode_plan(&document, industry, &tags, language),
        ));
    }
    let mut said = Vec::new();
    for (name, text) in files {
        if !is_plain(&name) {
            output::complain(&texts.say("pack.unnamed", &[("name", &name)]));
            return Outcome::Refused;
        }
        match write(&out.join(&name), &text, texts) {
            Ok(written) => said.push(written),
            Err(outcome) => return outcome,
        }
    }
    output::print(&said.join("\n"))
}

/// Writes a file, with the folders it lies in, and says so; a failure has been said
pub(crate) fn write(file: &Path, text: &str, texts: &Texts) -> Result<String, Outcome> {
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    let shown = file.to_string_lossy();
    match folder.and_then(|()| fs::write(file, text)) {
        Ok(()) => Ok(texts.say("pack.written", &[("file", &shown)])),
        Err(error) => {
            let why = error.to_string();
            output::complain(&texts.say("pack.not_written", &[("file", &shown), ("why", &why)]));
            Err(Outcome::Refused)
        }
    }
}

/// Compiles a folder, adds the values of overlays and loads the result as anyone who uses it would; what is wrong has
/// been said
pub(crate) fn compiled(
    folder: &Path,
    overlays: &[PathBuf],
    texts: &Texts,
) -> Option<(Document, Calculator)> {
    loaded(tradeaid_lang::compile(folder), overlays, texts)
}

fn loaded(
    read: Result<Document, Diagnostics>,
    overlays: &[PathBuf],
    texts: &Texts,
) -> Option<(Document, Calculator)> {
    let mut sources = Vec::new();
    for file in overlays {
        match store::overlay_text(file) {
            Ok(source) => sources.push(source),
            Err(refusal) => {
                refusal.report(false, texts);
                return None;
            }
        }
    }
    let document = read.and_then(|mut document| {
        tradeaid_lang::overlay::apply(&mut document, &sources)?;
        Ok(document)
    });
    let document = match document {
        Ok(document) => document,
        Err(problems) => {
            complain_of(&problems, texts);
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

/// What the provisions of a folder that compiles are tagged with; what is wrong has been said
pub(crate) fn tags(folder: &Path, texts: &Texts) -> Option<PackTags> {
    tradeaid_lang::read_folder(folder)
        .and_then(tradeaid_lang::pack_tags)
        .map_err(|problems| complain_of(&problems, texts))
        .ok()
}

/// Problems in the language of some texts
pub(crate) fn shown(problems: &Diagnostics, texts: &Texts) -> String {
    let language = Language::from_tag(texts.language().tag());
    problems.in_language(language.unwrap_or_default())
}

/// Says what is wrong with a pack
pub(crate) fn complain_of(problems: &Diagnostics, texts: &Texts) -> Outcome {
    let count = texts.say("pack.errors", &[("count", &problems.len().to_string())]);
    output::complain(&[&shown(problems, texts), "\n", &count].concat());
    Outcome::Refused
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
