//! The drawings beside words: paths and nothing else. They carry no meaning alone and are hidden from the ear.

use super::node::{El, el};

/// How a path is inked
#[derive(Clone, Copy)]
enum Ink {
    /// As the style sheet says
    Plain,
    /// A line of this width
    Line(&'static str),
    /// A broken line
    Broken,
    /// Filled
    Solid,
    /// A line cut out of what is filled
    Cut,
}

use Ink::{Broken, Cut, Line, Plain, Solid};

type Drawing = (&'static str, &'static [(&'static str, Ink)]);

const RING: &str = "M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8z";
const STATUS: &str = "0 0 18 18";
const SIGN: &str = "0 0 20 20";

#[expect(clippy::too_many_lines, reason = "a flat table of drawings")]
fn drawing(name: &str) -> Drawing {
    match name {
        "mark" => (
            "0 0 28 28",
            &[
                ("M2 4h13v5H2z", Solid),
                (
                    "M2.6 12.6h18.8v3.8H2.6zM4 16.4l3.6-3.8M8 16.4l3.6-3.8M12 16.4l3.6-3.8M16 16.4l3.6-3.8",
                    Line("1.2"),
                ),
                ("M2.6 20.6h22.8v3.8H2.6z", Broken),
            ],
        ),
        "sure" => (
            STATUS,
            &[
                ("M9 1a8 8 0 1 1 0 16A8 8 0 0 1 9 1z", Solid),
                ("M5.2 9.3l2.6 2.6 5-5.4", Cut),
            ],
        ),
        "may" => (
            STATUS,
            &[
                (RING, Line("1.6")),
                ("M4 9.8L9.8 4M5.1 12.9l7.8-7.8M8.2 14L14 8.2", Line("1.5")),
            ],
        ),
        "ask" => (
            STATUS,
            &[
                (RING, Broken),
                (
                    "M6.9 7.2c.1-1.2 1-2 2.2-2 1.2 0 2.1.8 2.1 1.9 0 1.5-2.1 1.7-2.1 3.2M9.1 12.8v.1",
                    Line("1.8"),
                ),
            ],
        ),
        "cap" => (
            STATUS,
            &[("M2.5 4h13M9 15V8M5.8 10.8L9 7.6l3.2 3.2", Line("1.7"))],
        ),
        "svc" => (
            STATUS,
            &[(
                "M4 3.5h10A1.5 1.5 0 0 1 15.5 5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 13V5A1.5 1.5 0 0 1 4 3.5zM5.5 7.2h7M5.5 10.5H10",
                Line("1.6"),
            )],
        ),
        "no" => (STATUS, &[(RING, Line("1.6")), ("M5.5 9h7", Line("1.8"))]),
        "off" => (STATUS, &[(RING, Line("1.6"))]),
        "check" => (SIGN, &[("M4.5 10.5l3.6 3.6 7.4-8", Plain)]),
        "cross" => (SIGN, &[("M5.5 5.5l9 9M14.5 5.5l-9 9", Plain)]),
        "wait" => (SIGN, &[("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z", Broken)]),
        "go" => (SIGN, &[("M7.5 4.5L13 10l-5.5 5.5", Plain)]),
        "down" => (SIGN, &[("M5 7.5l5 5 5-5", Plain)]),
        "lock" => (
            SIGN,
            &[(
                "M5.5 9h9A1.5 1.5 0 0 1 16 10.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9zM6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9M10 12.2v1.8",
                Plain,
            )],
        ),
        "err" => (SIGN, &[("M10 3l7.5 13.5h-15zM10 8.2v4M10 14.4v.2", Plain)]),
        _ => (SIGN, &[]),
    }
}

/// A drawing, under the class that sizes it
pub(crate) fn icon(name: &str, class: &'static str) -> El {
    let (view, paths) = drawing(name);
    let mut made = el("svg", class)
        .is("viewBox", view)
        .is("aria-hidden", "true")
        .is("focusable", "false");
    for (shape, ink) in paths {
        made = made.with(path(shape, *ink));
    }
    made
}

fn path(shape: &'static str, ink: Ink) -> El {
    let made = el("path", "").is("d", shape);
    let (fill, stroke, width) = match ink {
        Plain => return made,
        Line(width) => ("none", "currentColor", width),
        Broken => ("none", "currentColor", "1.4"),
        Solid => ("currentColor", "none", "0"),
        Cut => ("none", "var(--ta-surface)", "1.9"),
    };
    let made = made
        .is("fill", fill)
        .is("stroke", stroke)
        .is("stroke-width", width)
        .is("stroke-linecap", "round");
    if matches!(ink, Broken) {
        made.is("stroke-dasharray", "2.6 1.8")
    } else {
        made
    }
}
