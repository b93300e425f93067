//! The rooms by their names, and what all of them have in common: a heading, a way out, a table that can be unfolded.

mod aside;
mod card;
mod compare;
mod costs;
mod curve;
mod plan;
mod timeline;
mod tools;

use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// Draws the room of a name; nothing where there is none. `kept` is another case to compare with.
pub(crate) fn draw(
    html: &mut Html,
    name: &str,
    scene: &Scene<'_>,
    kept: Option<&Scene<'_>>,
    wish: &Wish,
) {
    match name {
        "aside" => aside::draw(html, scene, wish),
        "card" => card::draw(html, scene, wish),
        "row" => card::row(html, scene, wish),
        "compare" => compare::draw(html, scene, kept, wish),
        "costs" => costs::draw(html, scene, wish),
        "curve" => curve::draw(html, scene, wish),
        "plan" => plan::draw(html, scene, wish),
        "timeline" => timeline::draw(html, scene, wish),
        "tools" => tools::draw(html, scene, wish),
        _ => {}
    }
}

/// A room that is opened over the results: its heading, one sentence about it, and what is in it
fn frame(
    html: &mut Html,
    scene: &Scene<'_>,
    wish: &Wish,
    name: &str,
    fill: impl FnOnce(&mut Html),
) {
    let section = [
        ("class", "ta-panel td-room"),
        ("aria-labelledby", "td-title"),
    ];
    html.tag("section", &section, |html| {
        html.tag("div", &[("class", "ta-title2")], |html| {
            html.tag("div", &[], |html| {
                let heading = [("class", "ta-h2"), ("id", "td-title"), ("tabindex", "-1")];
                let title = scene.own(&["desk.", name, ".title"].concat());
                html.line(heading_tag(wish, 1), &heading, &title);
                let note = scene.own(&["desk.", name, ".note"].concat());
                html.line("p", &[("class", "ta-note")], &note);
            });
            let close = [
                ("class", "ta-note ta-link"),
                ("type", "button"),
                ("data-desk", "close"),
            ];
            html.line("button", &close, &scene.own("desk.close"));
        });
        fill(html);
    });
}

/// What can be unfolded under a name
fn fold(html: &mut Html, title: &str, fill: impl FnOnce(&mut Html)) {
    html.tag("details", &[("class", "ta-more td-fold")], |html| {
        html.tag("summary", &[], |html| {
            sign(html, "M8 5l5 5-5 5");
            html.text(title);
        });
        fill(html);
    });
}

/// A list to choose from: each option's value and its name
fn choice(
    html: &mut Html,
    label: &str,
    wish: &'static str,
    options: &[(&str, &str)],
    chosen: &str,
) {
    let id = ["td-", wish].concat();
    html.tag("p", &[("class", "td-choose ta-gap-m")], |html| {
        html.line("label", &[("for", &id)], label);
        html.tag("span", &[("class", "ta-box")], |html| {
            html.tag("select", &[("id", &id), ("data-wish", wish)], |html| {
                for (value, name) in options {
                    let attributes = [("value", *value), ("selected", "selected")];
                    let count = if *value == chosen { 2 } else { 1 };
                    html.line("option", attributes.get(..count).unwrap_or_default(), name);
                }
            });
            sign(html, "M5 7.5l5 5 5-5");
        });
    });
}

/// A small drawing beside words
fn sign(html: &mut Html, path: &str) {
    let drawing = [
        ("class", "ta-i"),
        ("viewBox", "0 0 20 20"),
        ("aria-hidden", "true"),
        ("focusable", "false"),
    ];
    html.tag("svg", &drawing, |html| html.void("path", &[("d", path)]));
}

/// The heading so many levels below that of the results
fn heading_tag(wish: &Wish, below: usize) -> &'static str {
    let level = wish.get("level").parse::<usize>().unwrap_or(2);
    let tags = ["h1", "h2", "h3", "h4", "h5", "h6"];
    let at = level.saturating_add(below).saturating_sub(1).min(5);
    tags.get(at).copied().unwrap_or("h6")
}
