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
//! Nothing but a reader of markup may enter.

pub(crate) mod code;

use std::cell::Cell;
use std::rc::Rc;

use yew::NodeRef;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listeners, VList, VNode, VTag, VText,
};

use super::Scene;
use super::icon::drawing;
use crate::texts::key::unpacked;
use crate::texts::{Text, text};
use code::{CLOSE, DRAWING, END, FIRST, KEY, NAMES, OPEN, PLACE, TAGS, name, tag};

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

/// What is no element
const LIST: u8 = tag(b"");
const INPUT: u8 = tag(b"input");
const SELECT: u8 = tag(b"select");
const IDENTITY: u8 = name(b"key");
const INPUT_VALUE: u8 = name(b".value");
const VALUE: u8 = name(b"value");
const CHECKED: u8 = name(b"checked");

/// The names of an element's attributes, in the order they were given
type Names = &'static [&'static str];

/// What one drawing keeps for the next
#[derive(Default)]
struct Kept {
    /// Every kind of element met so far, with its names. Yew compares two elements fastest when their lists of names
    /// are one and the same.
    kinds: Vec<(&'static str, Names)>,
    /// Where Yew leaves an element for whoever asks for it. Nobody does; but if each had a place of its own, Yew would
    /// carry them all to new ones in every drawing.
    place: NodeRef,
    /// The children of those that have none
    nothing: Rc<VList>,
}

thread_local! {
    static KEPT: Cell<Option<Kept>> = const { Cell::new(None) };
}

/// An element, or a list, whose end is still to come
struct Open {
    tag: u8,
    key: Option<Key>,
    value: Option<Text>,
    checked: Option<bool>,
    names: Names,
    values: Vec<Option<AttributeOrProperty>>,
    /// How many nodes were there before its own
    before: usize,
}

/// A drawing in the making
pub(crate) struct Draw<'a> {
    /// What is drawn
    pub(crate) scene: &'a Scene<'a>,
    open: Vec<Open>,
    /// What is finished and not yet in its parent
    nodes: Vec<VNode>,
    kept: Kept,
}

impl<'a> Draw<'a> {
    /// An empty sheet
    pub(crate) fn new(scene: &'a Scene<'a>) -> Self {
        Self {
            scene,
            open: Vec::new(),
            nodes: Vec::new(),
            kept: KEPT.take().unwrap_or_default(),
        }
    }

    /// The finished drawing
    pub(crate) fn finish(self) -> VNode {
        debug_assert!(self.open.is_empty(), "what was opened must be closed");
        KEPT.set(Some(self.kept));
        VList::with_children(self.nodes, None).into()
    }

    /// Draws a piece of markup; see the module
    pub(crate) fn put(&mut self, code: &'static str, values: &[&Text]) {
        let mut read = Reader {
            code,
            at: 0,
            values,
        };
        while read.at < code.len() {
            match read.sign() {
                OPEN => self.element(&mut read),
                CLOSE => self.close(&mut read),
                DRAWING => self.drawing(&mut read),
                _ => {
                    let text = VText::new(self.value(&mut read));
                    self.nodes.push(text.into());
                }
            }
        }
    }

    fn element(&mut self, read: &mut Reader<'_>) {
        read.at += 1;
        let head = read.piece();
        read.at += 1;
        let names = self.kept.names(head);
        let [tag, attributes @ ..] = head.as_bytes() else {
            return;
        };
        let mut open = Open {
            tag: *tag,
            key: None,
            value: None,
            checked: None,
            names,
            values: Vec::with_capacity(names.len()),
            before: self.nodes.len(),
        };
        for name in attributes {
            open.attribute(*name, self.value(read));
        }
        self.open.push(open);
    }

    fn close(&mut self, read: &mut Reader<'_>) {
        read.at += 1;
        let Some(open) = self.open.pop() else {
            return;
        };
        if cfg!(debug_assertions) {
            debug_assert!(read.sign() == open.tag, "something else is open");
            read.at += 1;
        }
        let node = match open.tag {
            LIST => self.children(open.before),
            _ => self.tag(open).into(),
        };
        self.nodes.push(node);
    }

    /// What was drawn since there were so many nodes
    fn children(&mut self, before: usize) -> VNode {
        if self.nodes.len() == before {
            return VNode::VList(self.kept.nothing.clone());
        }
        VList::with_children(self.nodes.split_off(before), None).into()
    }

    /// An element, made as Yew's own macro makes it
    fn tag(&mut self, open: Open) -> VTag {
        let place = self.kept.place.clone();
        let attributes = Attributes::Dynamic {
            keys: open.names,
            values: open.values.into(),
        };
        let none = Listeners::None;
        if open.tag == INPUT {
            return VTag::__new_input(open.value, open.checked, place, open.key, attributes, none);
        }
        let name = Text::Static(self.name(open.tag));
        // A single child needs no list around it.
        let single = self.nodes.len() == open.before.saturating_add(1);
        let child = if single { self.nodes.pop() } else { None };
        let children = child.unwrap_or_else(|| self.children(open.before));
        VTag::__new_other(name, place, open.key, attributes, none, children)
    }

    /// The name of an element; how deep a heading is depends on the page
    fn name(&self, tag: u8) -> &'static str {
        let mut at = tag.saturating_sub(FIRST);
        if matches!(at, 1..=6) {
            let below = at.saturating_sub(1);
            let level = self
                .scene
                .model
                .settings
                .heading_level
                .saturating_add(below);
            at = level.clamp(1, 6);
        }
        TAGS.get(usize::from(at)).copied().unwrap_or_default()
    }

    fn drawing(&mut self, read: &mut Reader<'_>) {
        read.at += 1;
        let (view_box, paths) = drawing(&self.value(read));
        let class = self.value(read);
        put!(
            self,
            "<svg class={} viewBox={} aria-hidden=true focusable=false>",
            &class,
            &Text::Static(view_box)
        );
        self.put(paths, &[]);
        put!(self, "</svg>");
    }

    /// A text or a value with its places filled
    fn value(&self, read: &mut Reader<'_>) -> Text {
        let written = read.piece();
        if read.ends() {
            return Text::Static(written);
        }
        let mut value = String::from(written);
        loop {
            let part = match read.sign() {
                PLACE => read.given(),
                sign => self.words(sign.saturating_sub(KEY), read),
            };
            let written = read.piece();
            let ends = read.ends();
            if ends && value.is_empty() && written.is_empty() {
                return part.clone();
            }
            value.push_str(part);
            value.push_str(written);
            if ends {
                return Text::Rc(value.into());
            }
        }
    }

    /// A text of the widget, with so many places in it
    fn words(&self, places: u8, read: &mut Reader<'_>) -> &'a Text {
        let start = read.at.saturating_add(1);
        read.at += 3;
        let key = unpacked(read.code.get(start..read.at).unwrap_or_default());
        let values = read.values.split_at_checked(places.into());
        let (filling, left) = values.unwrap_or_default();
        read.values = left;
        self.scene.words.fill(key, filling)
    }
}

/// Reads the code of a piece of markup, and the values for it
struct Reader<'v> {
    code: &'static str,
    at: usize,
    values: &'v [&'v Text],
}

impl<'v> Reader<'v> {
    /// The next sign or letter
    fn sign(&self) -> u8 {
        self.code.as_bytes().get(self.at).copied().unwrap_or(END)
    }

    /// What is written before the next sign
    fn piece(&mut self) -> &'static str {
        let start = self.at;
        while self.sign() >= FIRST {
            self.at += 1;
        }
        self.code.get(start..self.at).unwrap_or_default()
    }

    /// The next value
    fn given(&mut self) -> &'v Text {
        self.at += 1;
        let Some((first, rest)) = self.values.split_first() else {
            return text!("");
        };
        self.values = rest;
        first
    }

    /// Whether a value ends here, which takes its end
    fn ends(&mut self) -> bool {
        let sign = self.sign();
        self.at += usize::from(sign == END);
        sign < PLACE
    }
}

impl Open {
    /// What a person changes is held as a property, since the attribute drifts once it is changed.
    fn attribute(&mut self, name: u8, value: Text) {
        let value = match (name, self.tag) {
            (IDENTITY, _) => {
                self.key = Some(match value {
                    Text::Static(text) => text.into(),
                    Text::Rc(text) => text.into(),
                });
                return;
            }
            (INPUT_VALUE, _) => {
                self.value = Some(value);
                return;
            }
            (CHECKED, _) => {
                self.checked = Some(!value.is_empty());
                return;
            }
            (VALUE, SELECT) => Some(property(value)),
            // An option without a value would hold its text.
            _ if value.is_empty() && name != VALUE => None,
            _ => Some(AttributeOrProperty::Attribute(value)),
        };
        self.values.push(value);
    }
}

/// A property; where there is no browser to hold one, as in the tests of this crate, an attribute
fn property(value: Text) -> AttributeOrProperty {
    if cfg!(target_arch = "wasm32") {
        AttributeOrProperty::Property((&*value).into())
    } else {
        AttributeOrProperty::Attribute(value)
    }
}

impl Kept {
    /// The names of the attributes in the head of an element
    fn names(&mut self, head: &'static str) -> Names {
        for (known, names) in &self.kinds {
            if *known == head {
                return names;
            }
        }
        let mut names = Vec::new();
        for letter in head.as_bytes().get(1..).unwrap_or_default() {
            // These are not attributes.
            if matches!(*letter, IDENTITY | CHECKED | INPUT_VALUE) {
                continue;
            }
            if let Some(name) = NAMES.get(usize::from(letter.saturating_sub(FIRST))) {
                names.push(*name);
            }
        }
        let names: Names = names.leak();
        self.kinds.push((head, names));
        names
    }
}
