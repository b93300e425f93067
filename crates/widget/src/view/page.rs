//! The whole of a calculator, top to bottom.

use yew::Html;

use super::Scene;
use super::form::form;
use super::guide::guide;
use super::header::{foot, head};
use super::index::index;
use super::markup::{Draw, put};
use super::notice::{expiry_line, summary};
use super::rail::{dock, rail};
use super::results::results;
use super::start::start;
use crate::guide::Way;

/// The whole page
pub(crate) fn page(scene: &Scene<'_>) -> Html {
    let mut draw = Draw::new(scene);
    everything(&mut draw);
    draw.finish()
}

#[inline(never)]
fn everything(draw: &mut Draw<'_>) {
    let scene = draw.scene;
    // The hatch of what is only possible is defined once a root.
    put!(
        draw,
        "<section class=ta-root aria-label=@product>\
         <svg class=ta-defs aria-hidden=true focusable=false><defs>\
         <pattern id=ta-hatch width=6 height=6 patternUnits=userSpaceOnUse patternTransform=rotate(45)>\
         <rect class=ta-hatch-bg width=6 height=6 /><path class=ta-hatch-l d='M1.5 0v6' stroke-width=1.6 />\
         </pattern></defs></svg>"
    );
    head(draw);
    put!(
        draw,
        "<div class='ta-shell ta-main ta-main--dock'><p class=ta-hidden role=status>{}</p><>",
        scene.words.keep(scene.status)
    );
    match scene.way {
        Way::Start => start(draw),
        Way::Guide => {
            summary(draw);
            guide(draw);
        }
        Way::Form => whole_form(draw),
    }
    put!(draw, "</><>");
    if scene.way != Way::Start {
        results(draw);
    }
    put!(draw, "</></div>");
    foot(draw);
    put!(draw, "<>");
    if scene.way != Way::Start {
        dock(draw);
    }
    put!(draw, "</></section>");
}

fn whole_form(draw: &mut Draw<'_>) {
    put!(
        draw,
        "<h+0 class=ta-h1 id=ta-form tabindex=-1>@form.title</h+0><p class=ta-note>@form.note \
         <button class=ta-link type=button data-do=guide>@form.guide</button></p><>"
    );
    expiry_line(draw);
    put!(draw, "</><>");
    summary(draw);
    put!(draw, "</><div class='ta-cols ta-cols--3'>");
    index(draw);
    form(draw);
    rail(draw);
    put!(draw, "</div>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{model, scenarios};
    use crate::guide::Guide;
    use crate::model::WANTED;
    use crate::texts::Composed;

    /// In a build with checks a piece of markup that closes something else, or leaves something open, panics.
    #[test]
    fn every_example_can_be_drawn_and_all_that_is_opened_is_closed() {
        for (name, case) in scenarios() {
            let model = model(&case);
            let reckoned = model.reckon(WANTED);
            let outcome = reckoned.outcome.unwrap();
            let composed = Composed::new();
            let mut guide = Guide::default();
            let unfolded = ["rules", "ta-shelf-service", "0-", "3-0"].map(String::from);
            guide.go(&model, true);
            for (stale, way) in [(false, Way::Form), (true, Way::Guide), (false, Way::Start)] {
                let mut scene = Scene {
                    way,
                    guide: &guide,
                    unfolded: &unfolded,
                    model: &model,
                    words: model.words(&composed),
                    outcome: Some(&outcome),
                    faults: &reckoned.faults.iter().collect::<Vec<_>>(),
                    stale,
                    clearing: stale,
                    status: "",
                    shelved: Vec::new(),
                    total: None,
                };
                scene.sort();
                let yew::virtual_dom::VNode::VList(drawn) = page(&scene) else {
                    panic!("{name}: nothing was drawn");
                };
                assert_eq!(drawn.len(), 1, "{name}");
            }
        }
    }
}
