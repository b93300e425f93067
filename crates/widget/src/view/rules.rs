//! What the document leaves open: readings of unclear sentences, and figures that other rules set.

use tradeaid_engine::InputId;

use super::Scene;
use super::form::{fields, head};
use super::markup::{Draw, put};
use crate::state::Place;
use crate::texts::{Key, Text, key, text};

/// The id of its title
pub(crate) const RULES: &Text = text!("rules");

/// Whether the pack leaves anything open
pub(crate) fn has_rules(scene: &Scene<'_>) -> bool {
    let layout = &scene.model.layout;
    !layout.parameters.is_empty() || !layout.readings.is_empty()
}

/// Whether anything was changed in it
pub(crate) fn rules_note<'a>(draw: &Draw<'a>) -> &'a Text {
    let scene = draw.scene;
    let layout = &scene.model.layout;
    let mut set = 0;
    for ids in [&layout.parameters, &layout.readings] {
        for id in ids {
            set += usize::from(scene.model.state.is_answered(Place::of(*id)));
        }
    }
    match set {
        0 => scene.words.ui(key!("rules.default")),
        _ => scene
            .words
            .fill(key!("rules.set"), &[scene.words.count(set)]),
    }
}

/// Figures that other rules set, and readings of unclear sentences
pub(crate) fn rules(draw: &mut Draw<'_>) {
    let layout = &draw.scene.model.layout;
    if !has_rules(draw.scene) {
        return;
    }
    head(
        draw,
        RULES,
        draw.scene.words.ui(key!("rules.title")),
        rules_note(draw),
    );
    put!(draw, "<p class='ta-note ta-gap-s'>@rules.note</p>");
    folded(draw, key!("rules.readings"), &layout.readings);
    folded(draw, key!("rules.parameters"), &layout.parameters);
    put!(draw, "</section>");
}

fn folded(draw: &mut Draw<'_>, key: Key, inputs: &[InputId]) {
    let words = &draw.scene.words;
    put!(
        draw,
        "<details class='ta-fold-box ta-gap-s' data-of={}><summary><:go ta-i /><span>{}</span><i>{}</i></summary><>",
        RULES,
        words.ui(key),
        words.count(inputs.len())
    );
    // What is wrong in them is to be found.
    if draw.scene.is_unfolded(RULES) || !draw.scene.faults.is_empty() {
        fields(draw, inputs);
    }
    put!(draw, "</></details>");
}
