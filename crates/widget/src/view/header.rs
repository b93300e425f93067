//! Head and foot of a calculator: its name and the plan it works out; where it works, on what ground, under which id.

use super::markup::{Draw, put};
use crate::texts::{key, text};

/// The name of the product, the plan, and the other language
pub(crate) fn head(draw: &mut Draw<'_>) {
    put!(
        draw,
        "<header class=ta-head><div class=ta-shell><div class=ta-brand><:mark ta-mark />\
         <span class=ta-name>@product</span><span class=ta-plan>{}</span></div>\
         <div class=ta-tools><span data-room=tools></span><button class=ta-tool type=button data-do=language lang=@language.other>\
         @language.name</button></div></div></header>",
        draw.scene.words.pack("pack.title", "", "")
    );
}

/// What is to be known of every result
pub(crate) fn foot(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    let words = &scene.words;
    let names = scene.model.calculator.names();
    let pack = |key: &str| words.pack("pack.", key, "");
    let mut estimate = pack("estimate");
    if estimate.is_empty() {
        estimate = words.ui(key!("foot.estimate"));
    }
    let result = match scene.outcome {
        Some(outcome) => words.fill(key!("foot.result"), &[words.keep(&outcome.id)]),
        None => text!(""),
    };
    let clear = if scene.clearing {
        key!("clear.again")
    } else {
        key!("clear")
    };
    put!(
        draw,
        "<footer class=ta-foot><div class=ta-shell><p class=ta-foot__priv><:lock ta-i /><span>@foot.private</span></p>\
         <p>{}</p><p>@foot.basis/3</p><p>@foot.rules/2{}</p>\
         <button class='ta-btn ta-btn--text ta-clear' type=button data-do=clear>{}</button></div></footer>",
        estimate,
        pack("title"),
        pack("number"),
        pack("issued"),
        words.keep(&names.id),
        words.keep(&names.version),
        result,
        words.ui(clear)
    );
}
