//! Drawing by markup: short pieces of HTML with places for values. The compiler reads them (see [`code`]), and what it
//! made of them is read again when they are drawn: a fraction of the code that calls or a macro would make of them,
//! which a download feels.
//!
//! What a piece may hold:
//! * `<p class=a lang='two words'>`, `</p>`, `<br />`: elements. An attribute that comes out empty is left out.
//!   `.value` and `checked` are what an input holds, and no attributes.
//! * `<>` … `</>`: a list, which fills one slot of its parent whatever it holds. What comes and goes, or comes in
//!   numbers, stands in a list of its own, so that what stands beside it never moves; in numbers it has a `key`.
//! * `<h+1>`: a heading, one level below the topmost one.
//! * `<:sure ta-i />`: the drawing of that name, under a class.
//! * `{}`: the next value. `@total.title`: a text of the widget. `@total.missing/1`: the same, filled in with the
//!   next value. The compiler puts the places of the texts for their keys.
//!
//! What is put is written down, part by part, and only then made into nodes: a part in which everything is as before is
//! left alone (see [`part`]).
//!
//! Nothing but the writing of markup may enter.

pub(crate) mod code;
pub(crate) mod nodes;
pub(crate) mod part;

use yew::virtual_dom::VNode;

use super::Scene;
use crate::texts::{Text, text};
use nodes::Maker;
use part::Part;

/// A piece of markup as it is shipped
macro_rules! markup {
    ($markup:expr) => {
        const {
            const PACKED: &[u8] = &$crate::texts::key::packed::<
                { $crate::texts::key::packed_length($markup) },
            >($markup);
            const CODE: &[u8] = &$crate::view::markup::code::coded::<
                { $crate::view::markup::code::length(PACKED) },
            >(PACKED);
            match str::from_utf8(CODE) {
                Ok(code) => code,
                Err(_) => "",
            }
        }
    };
}
pub(crate) use markup;

/// Draws a piece of markup: `put!(draw, "<p class=ta-note>{}</p>", text)`
///
/// That there are as many values as places is checked when the program is compiled.
macro_rules! put {
    ($draw:expr, $markup:literal $(, $value:expr)* $(,)?) => {{
        const {
            let given: &[&str] = &[$(stringify!($value)),*];
            assert!($crate::view::markup::places($markup) == given.len());
        }
        $draw.put($crate::view::markup::markup!($markup), &[$($value),*]);
    }};
}
pub(crate) use put;

/// How many values a piece of markup takes
pub(crate) const fn places(markup: &str) -> usize {
    let mut count = 0_usize;
    let mut bytes = markup.as_bytes();
    while let [byte, rest @ ..] = bytes {
        count = match (*byte, rest) {
            (b'{', _) => count.saturating_add(1),
            (b'/', [digit @ b'1'..=b'9', ..]) => count.saturating_add((*digit - b'0') as usize),
            _ => count,
        };
        bytes = rest;
    }
    count
}

/// Pieces of markup, each with its values behind it
pub(crate) type Sheet = Vec<Text>;

/// Stands for a part, where a piece of markup could stand
const PART: &Text = text!("");

/// A drawing in the making
pub(crate) struct Draw<'a> {
    /// What is drawn
    pub(crate) scene: &'a Scene<'a>,
    sheet: Sheet,
    /// The parts so far, in the order in which they are drawn
    parts: Vec<VNode>,
}

impl<'a> Draw<'a> {
    /// An empty sheet
    pub(crate) fn new(scene: &'a Scene<'a>) -> Self {
        Self {
            scene,
            sheet: Sheet::new(),
            parts: Vec::new(),
        }
    }

    /// The finished drawing
    pub(crate) fn finish(self) -> VNode {
        Maker::new(&self.scene.model.face).make(&self.sheet, self.parts)
    }

    /// Puts a piece of markup; see the module
    pub(crate) fn put(&mut self, code: &'static str, values: &[&Text]) {
        self.sheet.push(Text::Static(code));
        for value in values {
            self.sheet.push((*value).clone());
        }
    }

    /// Draws one element that is made anew only when something in it has changed. It stands in a list, where the key
    /// tells it from others, and holds no such part itself.
    pub(crate) fn part(&mut self, key: &Text, content: &dyn Fn(&mut Self)) {
        let around = std::mem::take(&mut self.sheet);
        content(self);
        let sheet = std::mem::replace(&mut self.sheet, around);
        self.sheet.push(PART.clone());
        self.parts
            .push(Part::node(&self.scene.model.face, sheet, key));
    }
}
