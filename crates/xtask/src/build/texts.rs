//! The words of the widget, of the explanations and of the desk, one file per language and without white space. Those of
//! the widget travel without keys: they are written in the order of their keys, which the widget knows. The desk speaks
//! with the words of the explanations, of what is taken away, and its own.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;

/// Whose words they are, and how they travel.
struct Words {
    /// Folders with a file for each language; the first says which languages there are.
    sources: &'static [&'static str],
    folder: &'static str,
    reader: Reader,
    with_keys: bool,
}

const ALL: [Words; 3] = [
    Words {
        sources: &["web/texts"],
        folder: "texts",
        reader: Reader::Widget,
        with_keys: false,
    },
    Words {
        sources: &["crates/explain/texts"],
        folder: "explain",
        reader: Reader::Developer,
        with_keys: true,
    },
    Words {
        sources: &[
            "crates/desk/texts",
            "crates/explain/texts",
            "crates/handout/texts",
        ],
        folder: "desk",
        reader: Reader::Widget,
        with_keys: true,
    },
];

/// Builds every catalogue.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    for words in &ALL {
        build_all(build, words, release)?;
    }
    Ok(())
}

fn build_all(build: &Build, words: &Words, release: &mut Release) -> Result<()> {
    let folders = words
        .sources
        .iter()
        .map(|folder| build.workspace.path(folder));
    let folders: Vec<_> = folders.collect();
    let first = folders.first().context("no words")?;
    for file in tree::files_ending(first, &[".json"])? {
        let language = tree::file_name(&file)?;
        let name = format!("{}/{language}", words.folder);
        let sources: Vec<_> = folders.iter().map(|folder| folder.join(language)).collect();
        let made = build.stage.join(&name);
        let step = Step {
            name: &name,
            inputs: &sources,
            settings: "",
            outputs: std::slice::from_ref(&made),
        };
        build.step(&step, || {
            let mut texts: BTreeMap<String, String> = BTreeMap::new();
            for source in &sources {
                let text = tree::read_text(source)?;
                let read: BTreeMap<String, String> = serde_json::from_str(&text)
                    .with_context(|| format!("{} is not a list of texts", source.display()))?;
                texts.extend(read);
            }
            let written = if words.with_keys {
                serde_json::to_string(&texts)?
            } else {
                serde_json::to_string(&texts.values().collect::<Vec<_>>())?
            };
            tree::write(&made, written)
        })?;
        release.add(name, made, words.reader);
    }
    Ok(())
}
