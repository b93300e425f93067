//! Head and foot of a calculator: its name and the plan it works out; where it works, on what ground, under which id.

use yew::prelude::*;

use super::Scene;
use crate::view::icon::icon;

/// The name of the product, the plan, and the other language
pub(crate) fn head(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    html! {
        <header class="ta-head">
            <div class="ta-shell">
                <div class="ta-brand">
                    { icon("mark", "ta-mark ta-mark--28") }
                    <span class="ta-name">{ words.ui("product") }</span>
                    <span class="ta-plan">{ words.pack(&["pack.title"]) }</span>
                </div>
                <div class="ta-tools">
                    <button type="button" class="ta-tool" data-do="language" lang={words.ui("language.other").to_owned()}>{ words.ui("language.name") }</button>
                </div>
            </div>
        </header>
    }
}

/// What is to be known of every result
pub(crate) fn foot(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let names = scene.model.calculator.names();
    let clear = if scene.clearing { "clear.again" } else { "clear" };
    html! {
        <footer class="ta-foot">
            <div class="ta-shell">
                <p class="ta-foot__priv">{ icon("lock", "ta-i") }<span>{ words.ui("foot.private") }</span></p>
                <p>{ estimate(scene) }</p>
                <p>{ words.fill("foot.basis", &[words.pack(&["pack.title"]), words.pack(&["pack.number"]), words.pack(&["pack.issued"])]) }</p>
                <p>
                    { words.fill("foot.rules", &[&names.id, &names.version]) }
                    if let Some(outcome) = scene.outcome {
                        { words.fill("foot.result", &[&outcome.id]) }
                    }
                </p>
                <button type="button" id="ta-clear" class="ta-btn ta-btn--text ta-clear" data-do="clear">{ words.ui(clear) }</button>
            </div>
        </footer>
    }
}

/// That this is no decision
fn estimate<'a>(scene: &Scene<'a>) -> &'a str {
    match scene.words.pack(&["pack.estimate"]) {
        "" => scene.words.ui("foot.estimate"),
        text => text,
    }
}
