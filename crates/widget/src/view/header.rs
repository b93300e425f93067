//! Head and foot of a calculator: its name and the plan it works out; where it works, on what ground, under which id.

use super::icon::icon;
use super::node::{El, el, text};
use super::{Scene, button};

/// The name of the product, the plan, and the other language
pub(crate) fn head(scene: &Scene<'_>) -> El {
    let words = scene.words;
    let brand = el("div", "ta-brand")
        .with(icon("mark", "ta-mark"))
        .with(text("span", "ta-name", words.ui("product")))
        .with(text("span", "ta-plan", words.pack(&["pack.title"])));
    let other = button("ta-tool", "language")
        .at("lang", words.ui("language.other"))
        .text(words.ui("language.name"));
    let shell = el("div", "ta-shell")
        .with(brand)
        .with(el("div", "ta-tools").with(other));
    el("header", "ta-head").with(shell)
}

/// What is to be known of every result
pub(crate) fn foot(scene: &Scene<'_>) -> El {
    let words = scene.words;
    let names = scene.model.calculator.names();
    let pack = |key: &str| words.pack(&["pack.", key]);
    let estimate = match pack("estimate") {
        "" => words.ui("foot.estimate"),
        text => text,
    };
    let basis = words.fill(
        "foot.basis",
        &[pack("title"), pack("number"), pack("issued")],
    );
    let mut rules = words.fill("foot.rules", &[&names.id, &names.version]);
    if let Some(outcome) = scene.outcome {
        rules.push_str(&words.fill("foot.result", &[&outcome.id]));
    }
    let clear = words.ui(if scene.clearing {
        "clear.again"
    } else {
        "clear"
    });
    let private = el("p", "ta-foot__priv")
        .with(icon("lock", "ta-i"))
        .with(text("span", "", words.ui("foot.private")));
    let shell = el("div", "ta-shell")
        .with(private)
        .with(text("p", "", estimate))
        .with(text("p", "", &basis))
        .with(text("p", "", &rules))
        .with(button("ta-btn ta-btn--text ta-clear", "clear").text(clear));
    el("footer", "ta-foot").with(shell)
}
