//! What was heard on the page, as what it means: one listener on the mount serves every field and button.
//!
//! Elements say what they are by `data-do`, `data-at` and their like; nothing is looked up in the drawing.

use tradeaid_engine::KindId;
use tradeaid_wire::text::glued;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, InputEvent, KeyboardEvent,
};

use crate::guide::Way;
use crate::state::{Change, Place, Said, small};
use crate::view::choice::{NONE, UNSURE};

/// The kinds of event that are listened to
pub(crate) const KINDS: [&str; 7] = [
    "input",
    "change",
    "click",
    "keydown",
    "focusout",
    "compositionend",
    "toggle",
];

/// What an event means
pub(crate) enum Heard {
    /// A text was typed; it is not to be judged while an input method composes it
    Typed {
        place: Place,
        text: String,
        composing: bool,
    },
    /// Something else was said
    Changed(Change),
    /// A field was left
    Left,
    /// The focus is wanted elsewhere
    Go(String),
    /// The other language is wanted
    Language(String),
    /// What has this name is unfolded
    Unfold(String),
    /// The calculator is to be used in another way
    Way(Way),
    /// One starts from a kind of item, or no longer; without one, from everything
    Goal(Option<KindId>),
    /// The next question is wanted, or the one before
    Step(bool),
    /// A text is finished
    Enter,
    /// Everything is to be forgotten
    Clear,
}

/// What an event means, if it means anything
pub(crate) fn heard(event: &Event) -> Option<Heard> {
    let target: Element = event.target()?.dyn_into().ok()?;
    match event.type_().as_str() {
        "input" | "compositionend" => typed(event, &target),
        "change" => picked(&target),
        "click" => pressed(&target.closest("[data-do]").ok()??),
        "keydown" => {
            let key = event.dyn_ref::<KeyboardEvent>()?;
            let is_field = target.tag_name() == "INPUT";
            // An input method takes the key for itself while it composes.
            (is_field && key.key() == "Enter" && !key.is_composing()).then_some(Heard::Enter)
        }
        "toggle" if target.has_attribute("open") => {
            Some(Heard::Unfold(target.get_attribute("data-of")?))
        }
        "focusout" => target.has_attribute("data-at").then_some(Heard::Left),
        _ => None,
    }
}

fn place(element: &Element) -> Option<Place> {
    Place::from_token(&element.get_attribute("data-at")?)
}

fn typed(event: &Event, target: &Element) -> Option<Heard> {
    let input = target
        .dyn_ref::<HtmlInputElement>()
        .filter(|input| input.type_() == "text")?;
    Some(Heard::Typed {
        place: place(target)?,
        text: input.value(),
        composing: event
            .dyn_ref::<InputEvent>()
            .is_some_and(InputEvent::is_composing),
    })
}

fn picked(target: &Element) -> Option<Heard> {
    let value = match (
        target.dyn_ref::<HtmlSelectElement>(),
        target.dyn_ref::<HtmlInputElement>(),
    ) {
        (Some(list), _) => list.value(),
        (_, Some(input)) if input.type_() != "text" => input.value(),
        _ => return None,
    };
    let said = match value.as_str() {
        UNSURE => Said::Unsure,
        NONE => Said::None,
        _ => Said::Text(value),
    };
    Some(Heard::Changed(Change::Say(place(target)?, said)))
}

fn pressed(button: &Element) -> Option<Heard> {
    let number = |name: &str| small(&button.get_attribute(name)?);
    Some(match button.get_attribute("data-do")?.as_str() {
        "unsure" => Heard::Changed(Change::Toggle(place(button)?, Said::Unsure)),
        "none" => Heard::Changed(Change::Toggle(place(button)?, Said::None)),
        "add" => Heard::Changed(Change::Add(KindId(number("data-kind")?))),
        "copy" => Heard::Changed(Change::Copy(number("data-item")?)),
        "remove" => Heard::Changed(Change::Remove(number("data-item")?)),
        "go" => Heard::Go(button.get_attribute("data-to")?),
        "language" => Heard::Language(button.get_attribute("lang")?),
        "guide" => Heard::Way(Way::Guide),
        "form" => Heard::Way(Way::Form),
        "goal" => Heard::Goal(number("data-kind").map(KindId)),
        "next" => Heard::Step(true),
        "back" => Heard::Step(false),
        "clear" => Heard::Clear,
        _ => return None,
    })
}

/// Moves the focus to what has an id, opening what hides it
pub(crate) fn focus(mount: &Element, id: &str) {
    let find = |root: &Element, what: &str| root.query_selector(what).ok().flatten();
    let Some(mut element) = find(mount, &glued(&["[id=\"", id, "\"]"])) else {
        return;
    };
    while let Some(folded) = element.closest("details:not([open])").ok().flatten() {
        if folded.set_attribute("open", "").is_err() {
            break;
        }
    }
    if element.tag_name() == "FIELDSET" {
        let first = find(&element, "input:checked").or_else(|| find(&element, "input"));
        element = first.unwrap_or(element);
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Where the focus cannot go, nothing is to be done.
        drop(element.focus());
    }
}
