//! What the document leaves open: readings of unclear sentences, and figures that other rules set.

use tradeaid_engine::InputId;

use super::Scene;
use super::form::{fields, head};
use super::icon::icon;
use super::node::{El, el, text};
use crate::state::Place;

/// The id of its title
pub(crate) const RULES: &str = "ta-theme-rules";

/// Whether the pack leaves anything open
pub(crate) fn has_rules(scene: &Scene<'_>) -> bool {
    let layout = &scene.model.layout;
    !layout.parameters.is_empty() || !layout.readings.is_empty()
}

/// Whether anything was changed in it
pub(crate) fn rules_note(scene: &Scene<'_>) -> String {
    let layout = &scene.model.layout;
    let all = layout.parameters.iter().chain(&layout.readings);
    let set = all
        .filter(|id| scene.model.state.is_answered(Place::of(**id)))
        .count();
    match set {
        0 => scene.words.ui("rules.default").into(),
        _ => scene.words.fill("rules.set", &[&set.to_string()]),
    }
}

/// Figures that other rules set, and readings of unclear sentences
pub(crate) fn rules(scene: &Scene<'_>) -> Option<El> {
    let words = scene.words;
    let layout = &scene.model.layout;
    let made = el("section", "ta-group")
        .key(RULES)
        .is("aria-labelledby", RULES)
        .with(head(
            scene,
            RULES,
            words.ui("rules.title"),
            &rules_note(scene),
        ))
        .with(text("p", "ta-note ta-gap-s", words.ui("rules.note")))
        .with(folded(scene, "rules.readings", &layout.readings))
        .with(folded(scene, "rules.parameters", &layout.parameters));
    has_rules(scene).then_some(made)
}

fn folded(scene: &Scene<'_>, key: &'static str, inputs: &[InputId]) -> El {
    el("details", "ta-fold-box ta-gap-s")
        .with(fold_title(scene.words.ui(key), &inputs.len().to_string()))
        .with(fields(scene, inputs))
}

/// The line by which something is unfolded
pub(crate) fn fold_title(title: &str, count: &str) -> El {
    el("summary", "")
        .with(icon("go", "ta-i"))
        .with(text("span", "", title))
        .with(text("i", "", count))
}
