//! The words of the widget and of the explanations, one file per language and without white space. Those of the widget
//! travel without keys: they are written in the order of their keys, which the widget knows.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;

/// Whose words they are, and how they travel.
struct Words {
    source: &'static str,
    folder: &'static str,
    reader: Reader,
    with_keys: bool,
}

const ALL: [Words; 2] = [
    Words {
        source: "web/texts",
        folder: "texts",
        reader: Reader::Widget,
        with_keys: false,
    },
    Words {
        source: "crates/explain/texts",
        folder: "explain",
        reader: Reader::Developer,
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
    for source in tree::files_ending(&build.workspace.path(words.source), &[".json"])? {
        let name = format!("{}/{}", words.folder, tree::file_name(&source)?);
        let made = build.stage.join(&name);
        let step = Step {
            name: &name,
            inputs: std::slice::from_ref(&source),
            settings: "",
            outputs: std::slice::from_ref(&made),
        };
        build.step(&step, || {
            let text = tree::read_text(&source)?;
            let texts: BTreeMap<String, String> = serde_json::from_str(&text)
                .with_context(|| format!("{} is not a list of texts", source.display()))?;
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
