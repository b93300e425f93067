//! Drawing by markup: short pieces of HTML with places for values, read when they are drawn. As text they are a
//! fraction of the code that calls or a macro would make of them, which a download feels.
//!
//! What a piece may hold:
//! * `<p class=a lang='two words'>`, `</p>`, `<br />`: elements. An attribute that comes out empty is left out.
//! * `<>` … `</>`: a list, which fills one slot of its parent whatever it holds. What comes and goes, or comes in
//!   numbers, stands in a list of its own, so that what stands beside it never moves; in numbers it has a `key`.
//! * `<h+1>`: a heading, one level below the topmost one, that can have the focus.
//! * `<:sure ta-i />`: the drawing of that name, under a class.
//! * `{}`: the next value. `@total.title`: a text of the widget. `@total.missing/1`: the same, filled in with the
//!   next value. The compiler puts the places of the texts for their keys.
//!
//! Nothing but a reader of markup may enter.

use std::cell::RefCell;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VNode, VTag, VText};

use super::Scene;
use super::icon::drawing;
use crate::texts::key::unpacked;
use crate::texts::{Text, text};

/// Draws a piece of markup: `put!(draw, "<p class=ta-note>{}</p>", text)`
///
/// That there are as many values as places is checked when the program is compiled.
macro_rules! put {
    ($draw:expr, $markup:literal $(, $value:expr)* $(,)?) => {{
        const PACKED: [u8; $crate::texts::key::packed_length($markup)] =
            $crate::texts::key::packed($markup);
        const MARKUP: &str = {
            let given: &[&str] = &[$(stringify!($value)),*];
            assert!($crate::view::markup::places($markup) == given.len());
            match str::from_utf8(&PACKED) {
                Ok(markup) => markup,
                Err(_) => "",
            }
        };
        $draw.put(MARKUP, &[$($value),*]);
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

/// The names of an element's attributes, in the order they were given
type Names = &'static [&'static str];

thread_local! {
    /// Every list of names met so far. There are as many as there are kinds of element, and Yew compares two
    /// elements fastest when their lists are one and the same.
    static NAMES: RefCell<Vec<Names>> = const { RefCell::new(Vec::new()) };
}

/// An element, or without a tag a list, whose end is still to come
struct Open {
    tag: Option<VTag>,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<VNode>,
}

/// A drawing in the making
pub(crate) struct Draw<'a> {
    /// What is drawn
    pub(crate) scene: &'a Scene<'a>,
    open: Vec<Open>,
}

impl<'a> Draw<'a> {
    /// An empty sheet
    pub(crate) fn new(scene: &'a Scene<'a>) -> Self {
        Self {
            scene,
            open: vec![Open::new(None)],
        }
    }

    /// The finished drawing
    pub(crate) fn finish(mut self) -> VNode {
        debug_assert!(self.open.len() == 1, "what was opened must be closed");
        let children = self.open.pop().map(|root| root.children);
        VList::with_children(children.unwrap_or_default(), None).into()
    }

    /// Draws a piece of markup; see the module
    pub(crate) fn put(&mut self, markup: &'static str, values: &[&Text]) {
        let mut values = values.iter();
        let mut rest = markup;
        while !rest.is_empty() {
            let Some(inside) = rest.strip_prefix('<') else {
                let (content, behind) = until(rest, "<");
                let text = VText::new(self.value(content, &mut values));
                self.add(VNode::VText(text));
                rest = behind;
                continue;
            };
            let (tag, behind) = cut(inside, ">");
            if let Some(name) = tag.strip_prefix('/') {
                self.close(name);
            } else {
                self.element(tag, &mut values);
            }
            rest = behind;
        }
    }

    fn add(&mut self, node: VNode) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(node);
        }
    }

    /// A tag without its angles
    fn element(&mut self, tag: &'static str, values: &mut Values<'_>) {
        let (tag, alone) = match tag.strip_suffix(" /") {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, attributes) = cut(tag, " ");
        if let Some(name) = name.strip_prefix(':') {
            let name = self.value(name, values);
            let (view_box, paths) = drawing(&name);
            let class = self.value(attributes, values);
            put!(
                self,
                "<svg class={} viewBox={} aria-hidden=true focusable=false>",
                &class,
                &Text::Static(view_box)
            );
            self.put(paths, &[]);
            put!(self, "</svg>");
            return;
        }
        let mut open = Open::new(match name.strip_prefix("h+") {
            Some(below) => Some(VTag::new(self.scene.heading(below))),
            None if name.is_empty() => None,
            None => Some(VTag::new(name)),
        });
        let mut rest = attributes;
        while !rest.is_empty() {
            let (attribute, behind) = cut(rest, "=");
            let (value, behind) = match behind.strip_prefix('\'') {
                Some(quoted) => {
                    let (value, behind) = cut(quoted, "'");
                    (value, behind.trim_start())
                }
                None => cut(behind, " "),
            };
            open.attribute(attribute, self.value(value, values));
            rest = behind;
        }
        if name.starts_with("h+") {
            open.attribute("tabindex", Text::Static("-1"));
        }
        self.open.push(open);
        if alone {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(open) = self.open.pop() {
            debug_assert!(
                name.starts_with("h+") || name == open.tag.as_ref().map_or("", |tag| tag.tag()),
                "{name} closes something else"
            );
            self.add(open.closed());
        }
    }

    /// A value with its places filled
    fn value(&self, written: &'static str, values: &mut Values<'_>) -> Text {
        if until(written, "{@").1.is_empty() {
            return Text::Static(written);
        }
        if written == "{}" {
            return values
                .next()
                .map_or(Text::Static(""), |text| (*text).clone());
        }
        let words = &self.scene.words;
        let mut text = String::new();
        let mut rest = written;
        while !rest.is_empty() {
            let (before, place) = until(rest, "{@");
            text.push_str(before);
            if place.is_empty() {
                break;
            }
            if let Some(behind) = place.strip_prefix("{}") {
                text.push_str(values.next().copied().unwrap_or(text!("")));
                rest = behind;
                continue;
            }
            let (_, place) = cut(place, "@");
            let (key, mut behind) = place.split_at_checked(2).unwrap_or_default();
            let mut taken = 0;
            if let [b'/', digit, ..] = behind.as_bytes() {
                taken = usize::from(digit & 15);
                behind = behind.get(2..).unwrap_or_default();
            }
            let (filling, left) = values
                .as_slice()
                .split_at_checked(taken)
                .unwrap_or_default();
            *values = left.iter();
            text.push_str(words.fill(unpacked(key), filling));
            rest = behind;
        }
        Text::Rc(text.into())
    }
}

type Values<'v> = std::slice::Iter<'v, &'v Text>;

/// What stands before the first of some marks, and the rest from there on
fn until<'t>(text: &'t str, marks: &str) -> (&'t str, &'t str) {
    let mark = |byte| marks.as_bytes().contains(&byte);
    let end = text.bytes().position(mark).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or_default()
}

/// What stands before a mark, and what behind it
fn cut<'t>(text: &'t str, mark: &str) -> (&'t str, &'t str) {
    let (before, rest) = until(text, mark);
    (before, rest.get(1..).unwrap_or_default())
}

impl Open {
    fn new(tag: Option<VTag>) -> Self {
        Self {
            tag,
            names: Vec::new(),
            values: Vec::new(),
            children: Vec::new(),
        }
    }

    /// What a person changes is held as a property, since the attribute drifts once it is changed.
    fn attribute(&mut self, name: &'static str, value: Text) {
        let Some(tag) = &mut self.tag else {
            return;
        };
        let value = match (name, tag.tag()) {
            ("key", _) => return tag.key = Some(Key::from(&*value)),
            ("value", "input") => return tag.set_value(value),
            ("checked", _) => return tag.set_checked(!value.is_empty()),
            ("value", "select") => Some(property(value)),
            // An option without a value would hold its text.
            _ if value.is_empty() && name != "value" => None,
            _ => Some(AttributeOrProperty::Attribute(value)),
        };
        self.names.push(name);
        self.values.push(value);
    }

    fn closed(self) -> VNode {
        let children = VList::with_children(self.children, None);
        let Some(mut tag) = self.tag else {
            return children.into();
        };
        tag.set_attributes(Attributes::Dynamic {
            keys: known(self.names),
            values: self.values.into(),
        });
        if let Some(slot) = tag.children_mut() {
            *slot = children.into();
        }
        tag.into()
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

/// The one list that holds these names
fn known(names: Vec<&'static str>) -> Names {
    NAMES.with_borrow_mut(|all| {
        let found = all
            .iter()
            .find(|known| **known == names.as_slice())
            .copied();
        found.unwrap_or_else(|| {
            let list: Names = names.leak();
            all.push(list);
            list
        })
    })
}
