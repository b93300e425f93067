//! The first screen: what one can start from, and the two ways on.

use tradeaid_engine::{KindId, Scope};

use super::markup::{Draw, put};
use super::notice::expiry;
use crate::guide::measures;
use crate::texts::{Text, key, text};

/// How many measures a kind is introduced by
const NAMED: usize = 3;

/// The first screen
pub(crate) fn start(draw: &mut Draw<'_>) {
    put!(
        draw,
        "<h+0 class=ta-h1 id=ta-form tabindex=-1>@start.title</h+0><p class=ta-note>@start.lead</p><>"
    );
    expiry(draw);
    put!(
        draw,
        "</><h+1 class='ta-h3 ta-gap-m' id=ta-goals>@start.goals</h+1>"
    );
    goals(draw, true);
    put!(
        draw,
        "<div class=ta-nav><button class='ta-btn ta-btn--go' type=button data-do=guide>@start.guide</button>\
         <button class=ta-btn type=button data-do=form>@start.form</button></div>"
    );
}

/// The kinds of item that some measure is about, and, to begin with, everything
pub(crate) fn goals(draw: &mut Draw<'_>, with_all: bool) {
    put!(
        draw,
        "<div class='ta-goals ta-gap-s' role=group aria-labelledby=ta-goals><>"
    );
    let scene = draw.scene;
    for theme in &scene.model.layout.themes {
        for kind in &theme.kinds {
            goal(draw, *kind);
        }
    }
    if with_all {
        all(draw);
    }
    put!(draw, "</></div>");
}

fn all(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let all = scene.words.ui(key!("start.all"));
    let note = scene.words.ui(key!("start.all.note"));
    tile(draw, text!(""), all, note, scene.guide.goals.is_empty());
}

/// A kind of item that some measure is about
fn goal(draw: &mut Draw<'_>, kind: KindId) {
    let scene = draw.scene;
    let words = &scene.words;
    let mut about = Vec::new();
    for (scope, name) in measures(scene.model) {
        let title = words.pack("measure.", name, ".title");
        // What stands folded away at first is not there yet.
        if scope == Scope::Item(kind) && about.len() < NAMED && !title.is_empty() {
            about.push(title);
        }
    }
    if about.is_empty() {
        return;
    }
    let name = scene.model.calculator.names().kinds.get(kind.index());
    let mut title = words.pack("goal.", name.map_or("", String::as_str), "");
    if title.is_empty() {
        title = words.kind(kind);
    }
    let note = words.joined(&about, words.ui(key!("names.separator")));
    let number = words.count(kind.index());
    tile(draw, number, title, note, scene.guide.goals.contains(&kind));
}

fn tile(draw: &mut Draw<'_>, number: &Text, title: &Text, note: &Text, on: bool) {
    let (class, pressed) = if on {
        (text!("ta-goal is-on"), text!("true"))
    } else {
        (text!("ta-goal"), text!("false"))
    };
    put!(
        draw,
        "<button key={} class={} type=button data-do=goal data-kind={} aria-pressed={}><span><b>{}</b><small>{}</small></span>\
         <:sure /></button>",
        number,
        class,
        number,
        pressed,
        title,
        note
    );
}
