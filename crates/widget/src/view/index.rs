//! The index of the form: its parts, how much of each is filled in, and where something has to be mended.

use super::form::count;
use super::markup::{Draw, put};
use super::rules::{RULES, has_rules, rules_note};
use crate::layout::Theme;
use crate::texts::{Text, key, text};

/// The index at the left of a wide form
pub(crate) fn index(draw: &mut Draw<'_>) {
    put!(
        draw,
        "<nav class='ta-toc ta-only-l' aria-label=@index><div class=ta-rail__in><>"
    );
    lines(draw);
    put!(draw, "</></div></nav>");
}

/// The same folded, where there is no room beside the form
pub(crate) fn jump(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let themes = scene.model.layout.themes.len();
    let count = themes.saturating_add(usize::from(has_rules(scene)));
    put!(
        draw,
        "<details class='ta-fold-box ta-only-s ta-jump'><summary><:go ta-i /><span>@jump</span><i>{}</i></summary>\
         <nav class=ta-toc aria-label=@index><>",
        scene.words.count(count)
    );
    lines(draw);
    put!(draw, "</></nav></details>");
}

fn lines(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let words = &scene.words;
    for theme in &scene.model.layout.themes {
        let name = words.pack("theme.", &theme.id, "");
        let (class, note) = match faults(draw, theme) {
            0 => (text!(""), count(draw, theme, key!("count.short"))),
            faults => (
                text!("is-err"),
                words.fill(key!("faults.short"), &[words.count(faults)]),
            ),
        };
        line(draw, class, words.keep(&theme.id), name, note);
    }
    if has_rules(scene) {
        line(
            draw,
            text!(""),
            RULES,
            words.ui(key!("rules.title")),
            rules_note(draw),
        );
    }
}

/// How many faults stand in a part
fn faults(draw: &Draw<'_>, theme: &Theme) -> usize {
    let scene = draw.scene;
    let mut count = 0;
    for fault in scene.faults {
        let name = fault.place.and_then(|place| scene.words.input(place.input));
        count += usize::from(name.is_some_and(|name| name.theme == theme.id));
    }
    count
}

fn line(draw: &mut Draw<'_>, class: &Text, id: &Text, name: &Text, note: &Text) {
    put!(
        draw,
        "<button key={} class={} type=button data-do=go data-to=ta-theme-{}>{}<span>{}</span></button>",
        id,
        class,
        id,
        name,
        note
    );
}
