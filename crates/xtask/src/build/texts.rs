//! The widget's own texts, one file per language, without white space and without keys: they are written in the order
//! of their keys, which the widget knows.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;

/// Builds every catalogue.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    for source in tree::files_ending(&build.workspace.path("web/texts"), &[".json"])? {
        let name = format!("texts/{}", tree::file_name(&source)?);
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
            tree::write(
                &made,
                serde_json::to_string(&texts.values().collect::<Vec<_>>())?,
            )
        })?;
        release.add(name, made, Reader::Widget);
    }
    Ok(())
}
