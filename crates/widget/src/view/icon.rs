//! The drawings beside words: paths and nothing else. They carry no meaning alone and are hidden from the ear.

use super::markup::markup;

const STATUS: &str = "0 0 18 18";
const SIGN: &str = "0 0 20 20";

/// The drawings by name, each with its box. A bare path is inked as the style sheet says.
const DRAWINGS: &[(&str, &str, &str)] = &[
    (
        "mark",
        "0 0 28 28",
        markup!(
            "<path d='M2 4h13v5H2z' fill=currentColor stroke=none stroke-width=0 stroke-linecap=round />\
             <path d='M2.6 12.6h18.8v3.8H2.6zM4 16.4l3.6-3.8M8 16.4l3.6-3.8M12 16.4l3.6-3.8M16 16.4l3.6-3.8' fill=none stroke=currentColor stroke-width=1.2 stroke-linecap=round />\
             <path d='M2.6 20.6h22.8v3.8H2.6z' fill=none stroke=currentColor stroke-width=1.4 stroke-linecap=round stroke-dasharray='2.6 1.8' />"
        ),
    ),
    (
        "sure",
        STATUS,
        markup!(
            "<path d='M9 1a8 8 0 1 1 0 16A8 8 0 0 1 9 1z' fill=currentColor stroke=none stroke-width=0 stroke-linecap=round />\
             <path d='M5.2 9.3l2.6 2.6 5-5.4' fill=none stroke=var(--ta-surface) stroke-width=1.9 stroke-linecap=round />"
        ),
    ),
    (
        "may",
        STATUS,
        markup!(
            "<path d='M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8z' fill=none stroke=currentColor stroke-width=1.6 stroke-linecap=round />\
             <path d='M4 9.8L9.8 4M5.1 12.9l7.8-7.8M8.2 14L14 8.2' fill=none stroke=currentColor stroke-width=1.5 stroke-linecap=round />"
        ),
    ),
    (
        "ask",
        STATUS,
        markup!(
            "<path d='M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8z' fill=none stroke=currentColor stroke-width=1.4 stroke-linecap=round stroke-dasharray='2.6 1.8' />\
             <path d='M6.9 7.2c.1-1.2 1-2 2.2-2 1.2 0 2.1.8 2.1 1.9 0 1.5-2.1 1.7-2.1 3.2M9.1 12.8v.1' fill=none stroke=currentColor stroke-width=1.8 stroke-linecap=round />"
        ),
    ),
    (
        "cap",
        STATUS,
        markup!(
            "<path d='M2.5 4h13M9 15V8M5.8 10.8L9 7.6l3.2 3.2' fill=none stroke=currentColor stroke-width=1.7 stroke-linecap=round />"
        ),
    ),
    (
        "svc",
        STATUS,
        markup!(
            "<path d='M4 3.5h10A1.5 1.5 0 0 1 15.5 5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 13V5A1.5 1.5 0 0 1 4 3.5zM5.5 7.2h7M5.5 10.5H10' fill=none stroke=currentColor stroke-width=1.6 stroke-linecap=round />"
        ),
    ),
    (
        "no",
        STATUS,
        markup!(
            "<path d='M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8z' fill=none stroke=currentColor stroke-width=1.6 stroke-linecap=round />\
             <path d='M5.5 9h7' fill=none stroke=currentColor stroke-width=1.8 stroke-linecap=round />"
        ),
    ),
    (
        "off",
        STATUS,
        markup!(
            "<path d='M9 1.8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 9 1.8z' fill=none stroke=currentColor stroke-width=1.6 stroke-linecap=round />"
        ),
    ),
    (
        "check",
        SIGN,
        markup!("<path d='M4.5 10.5l3.6 3.6 7.4-8' />"),
    ),
    (
        "cross",
        SIGN,
        markup!("<path d='M5.5 5.5l9 9M14.5 5.5l-9 9' />"),
    ),
    (
        "wait",
        SIGN,
        markup!(
            "<path d='M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z' fill=none stroke=currentColor stroke-width=1.4 stroke-linecap=round stroke-dasharray='2.6 1.8' />"
        ),
    ),
    ("go", SIGN, markup!("<path d='M7.5 4.5L13 10l-5.5 5.5' />")),
    ("down", SIGN, markup!("<path d='M5 7.5l5 5 5-5' />")),
    (
        "lock",
        SIGN,
        markup!(
            "<path d='M5.5 9h9A1.5 1.5 0 0 1 16 10.5v5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9zM6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9M10 12.2v1.8' />"
        ),
    ),
    (
        "err",
        SIGN,
        markup!("<path d='M10 3l7.5 13.5h-15zM10 8.2v4M10 14.4v.2' />"),
    ),
];

/// The box of a drawing and what is in it
pub(crate) fn drawing(name: &str) -> (&'static str, &'static str) {
    for (known, view_box, paths) in DRAWINGS {
        if *known == name {
            return (view_box, paths);
        }
    }
    (SIGN, "")
}
