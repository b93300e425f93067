//! Beside the results: what else there is to look at.

use super::heading_tag;
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;

/// The rooms that are opened from here, in order
const ROOMS: [&str; 5] = ["curve", "costs", "timeline", "compare", "plan"];

/// The ways into the rooms, behind the place where the result is taken away
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    html.tag("div", &[("data-room", "take")], |_| {});
    let nav = [
        ("class", "ta-panel td-views"),
        ("aria-labelledby", "td-views"),
    ];
    html.tag("nav", &nav, |html| {
        let heading = [("class", "ta-h4"), ("id", "td-views")];
        html.line(heading_tag(wish, 1), &heading, &scene.own("desk.views"));
        html.tag("ul", &[], |html| {
            for room in ROOMS {
                html.tag("li", &[], |html| {
                    let is_open = if wish.get("room") == room {
                        "true"
                    } else {
                        "false"
                    };
                    let button = [
                        ("class", "ta-link"),
                        ("type", "button"),
                        ("aria-expanded", is_open),
                        ("data-desk", "open"),
                        ("data-name", room),
                    ];
                    let title = scene.own(&["desk.", room, ".view"].concat());
                    html.line("button", &button, &title);
                });
            }
        });
    });
}
