//! What goes with a finding: what is still open, what was taken for granted, who is in charge, what to do next.

use tradeaid_engine::{Finding, InputClass, Scope};

use super::go;
use super::markup::{Draw, put};
use crate::outcome::Outcome;
use crate::state::Place;
use crate::texts::{Key, Text, key, text};

/// The classes of what can be open, each with the key of its name
const CLASSES: [(Key, InputClass); 3] = [
    (key!("note.fact"), InputClass::Fact),
    (key!("note.parameter"), InputClass::Parameter),
    (key!("note.reading"), InputClass::Reading),
];

/// All notes of a finding
pub(crate) fn notes(draw: &mut Draw<'_>, outcome: &Outcome, finding: &Finding, class: &Text) {
    let words = &draw.scene.words;
    put!(draw, "<dl class={}><>", class);
    for (key, class) in &CLASSES {
        if is_open(draw, finding, *class) {
            head(draw, *key, text!(""));
            open(draw, outcome, finding, *class);
            put!(draw, "</></dd></div>");
        }
    }
    if !finding.assumptions.is_empty() {
        head(draw, key!("note.assumed"), text!(""));
        assumed(draw, finding);
        put!(draw, "</></dd></div>");
    }
    if !finding.warnings.is_empty() {
        head(draw, key!("note.warning"), text!(""));
        warnings(draw, finding);
        put!(draw, "</></dd></div>");
    }
    let names = draw.scene.model.calculator.names();
    if let Some(name) = names.measures.get(finding.row.measure.index()) {
        let mut authorities = Vec::new();
        for id in &name.authorities {
            authorities.push(words.pack("authority.", id, ""));
        }
        let authorities = words.joined(&authorities, words.ui(key!("names.separator")));
        said(draw, key!("note.authority"), text!(""), authorities);
        said(draw, key!("note.how"), text!(""), words.way(&name.how));
    }
    let next = words.measure(finding.row.measure, ".next");
    said(draw, key!("note.next"), text!("is-next"), next);
    put!(draw, "</></dl>");
}

/// Opens a note; the caller fills its list and closes it
fn head(draw: &mut Draw<'_>, key: Key, class: &Text) {
    let words = &draw.scene.words;
    put!(
        draw,
        "<div key={} class={}><dt>{}</dt><dd><>",
        words.count(key.0.into()),
        class,
        words.ui(key)
    );
}

fn said(draw: &mut Draw<'_>, key: Key, class: &Text, content: &Text) {
    head(draw, key, class);
    put!(draw, "<p>{}</p></></dd></div>", content);
}

fn is_open(draw: &Draw<'_>, finding: &Finding, class: InputClass) -> bool {
    let pack = draw.scene.pack();
    let of_class = |id| pack.input(id).is_some_and(|input| input.class == class);
    finding.open.iter().any(|open| of_class(open.input))
}

/// The inputs of a class that keep a finding open, each with a way to its field
fn open(draw: &mut Draw<'_>, outcome: &Outcome, finding: &Finding, class: InputClass) {
    let scene = draw.scene;
    let item = scene.row_item(outcome, finding);
    for open in &finding.open {
        let Some(input) = scene.pack().input(open.input) else {
            continue;
        };
        if input.class != class {
            continue;
        }
        let place = Place {
            input: open.input,
            item: item.filter(|_| input.scope != Scope::Case),
            year: open.year,
        };
        let id = scene.token(place);
        let label = scene.field_label(open.input, open.year);
        put!(draw, "<span key={}><>", id);
        if scene.model.layout.asks(open.input) {
            go(draw, text!("ta-link"), id, label);
        } else {
            put!(draw, "<span>{}</span>", label);
        }
        put!(draw, "</> </span>");
    }
}

/// What keeps a finding in a row open
pub(crate) fn open_note(draw: &mut Draw<'_>, outcome: &Outcome, finding: &Finding) {
    let words = &draw.scene.words;
    if finding.open.is_empty() {
        return;
    }
    let name = words.fill(key!("place"), &[words.ui(key!("note.fact")), text!("")]);
    put!(draw, "<p>{}<span><>", name);
    for (_, class) in &CLASSES {
        open(draw, outcome, finding, *class);
    }
    put!(draw, "</></span></p>");
}

/// What was taken of unclear sentences, and whether another reading would matter
fn assumed(draw: &mut Draw<'_>, finding: &Finding) {
    let words = &draw.scene.words;
    for assumption in &finding.assumptions {
        let Some(name) = words.input(assumption.reading) else {
            continue;
        };
        let key = if assumption.changes_result {
            key!("assumed.matters")
        } else {
            key!("assumed.same")
        };
        let taken = words.choices(name, assumption.taken);
        put!(
            draw,
            "<p key={}>{}</p>",
            words.count(assumption.reading.index()),
            words.fill(key, &[words.label(name), taken])
        );
    }
}

/// The pack's warnings
pub(crate) fn warnings(draw: &mut Draw<'_>, finding: &Finding) {
    let scene = draw.scene;
    let codes = &scene.model.calculator.names().codes;
    for code in &finding.warnings {
        if let Some(code) = codes.get(code.index()) {
            let words = &scene.words;
            let said = words.pack("warning.", code, "");
            put!(draw, "<p key={}>{}</p>", words.keep(code), said);
        }
    }
}
