//! The index of the form: its parts, how much of each is filled in, and where something has to be mended.

use super::form::{count, title_id};
use super::node::{El, el, text};
use super::rules::{RULES, fold_title, has_rules, rules_note};
use super::{Scene, button};
use crate::state::Place;

/// A part as the index shows it
struct Entry {
    id: String,
    name: String,
    note: String,
    faulty: bool,
}

fn entries(scene: &Scene<'_>) -> Vec<Entry> {
    let words = scene.words;
    let mut entries = Vec::new();
    for theme in &scene.model.layout.themes {
        let of_theme = |place: Place| {
            words
                .input(place.input)
                .is_some_and(|name| name.theme == theme.id)
        };
        let faults = scene
            .faults
            .iter()
            .filter(|fault| fault.place.is_some_and(of_theme))
            .count();
        entries.push(Entry {
            id: title_id(theme),
            name: words.pack(&["theme.", &theme.id]).into(),
            note: match faults {
                0 => count(scene, theme, "count.short"),
                _ => words.fill("faults.short", &[&faults.to_string()]),
            },
            faulty: faults > 0,
        });
    }
    if has_rules(scene) {
        entries.push(Entry {
            id: RULES.into(),
            name: words.ui("rules.title").into(),
            note: rules_note(scene),
            faulty: false,
        });
    }
    entries
}

fn lines(scene: &Scene<'_>) -> Vec<El> {
    let mut lines = Vec::new();
    for entry in entries(scene) {
        let class = if entry.faulty { "is-err" } else { "" };
        let line = button(class, "go")
            .key(&entry.id)
            .at("data-to", &entry.id)
            .text(&entry.name);
        lines.push(line.with(text("span", "", &entry.note)));
    }
    lines
}

/// The index at the left of a wide form
pub(crate) fn index(scene: &Scene<'_>) -> El {
    el("nav", "ta-toc ta-only-l")
        .at("aria-label", scene.words.ui("index"))
        .with(el("div", "ta-rail__in").list(lines(scene)))
}

/// The same folded, where there is no room beside the form
pub(crate) fn jump(scene: &Scene<'_>) -> El {
    let lines = lines(scene);
    let title = fold_title(scene.words.ui("jump"), &lines.len().to_string());
    el("details", "ta-fold-box ta-only-s ta-jump")
        .with(title)
        .with(
            el("nav", "ta-toc")
                .at("aria-label", scene.words.ui("index"))
                .list(lines),
        )
}
