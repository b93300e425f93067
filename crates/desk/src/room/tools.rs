//! In the head of the calculator: how it looks, for those who need it larger or stronger.

use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// The attributes of the calculator that can be switched here, each with its value when switched on
const LOOKS: [(&str, &str); 2] = [("size", "large"), ("theme", "contrast")];

/// A switch for each look, pressed where the calculator has it
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    for (attribute, value) in LOOKS {
        let is_on = wish.get(attribute) == value;
        let button = [
            ("class", "ta-tool"),
            ("type", "button"),
            ("aria-pressed", if is_on { "true" } else { "false" }),
            ("data-desk", "look"),
            ("data-name", attribute),
            ("data-value", value),
        ];
        let name = scene.own(&["desk.look.", value].concat());
        html.line("button", &button, &name);
    }
}
