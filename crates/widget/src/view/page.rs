//! The whole of a calculator, top to bottom.

use yew::Html;

use super::Scene;
use super::amount::hatch;
use super::form::form;
use super::header::{foot, head};
use super::index::index;
use super::node::{el, text};
use super::notice::{expiry_line, summary};
use super::rail::{dock, rail};
use super::results::results;

/// Everything
pub(crate) fn page(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let columns = el("div", "ta-cols ta-cols--3")
        .with(index(scene))
        .with(form(scene))
        .with(rail(scene));
    let main = el("div", "ta-shell ta-main ta-main--dock")
        .with(text("p", "ta-hidden", scene.status).is("role", "status"))
        .with(
            scene
                .heading(0, "ta-h1", "ta-form")
                .text(words.ui("form.title")),
        )
        .with(text("p", "ta-note", words.ui("form.note")))
        .maybe(expiry_line(scene))
        .maybe(summary(scene))
        .with(columns)
        .with(results(scene));
    el("section", "ta-root")
        .at("aria-label", words.ui("product"))
        .with(hatch())
        .with(head(scene))
        .with(main)
        .with(foot(scene))
        .with(dock(scene))
        .node()
}
