//! Markup made into nodes for Yew: its code is read once more, and its places are filled.
//!
//! What is put where is no affair of this room.

use std::cell::Cell;
use std::rc::Rc;

use yew::NodeRef;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listeners, VList, VNode, VTag, VText,
};

use super::super::icon::drawing;
use super::code::{CLOSE, DRAWING, END, FIRST, KEY, NAMES, OPEN, PLACE, TAGS, name, tag};
use super::markup;
use crate::texts::key::unpacked;
use crate::texts::{Face, Text, text};

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

/// Nodes in the making
pub(crate) struct Maker<'a> {
    face: &'a Face,
    open: Vec<Open>,
    /// What is finished and not yet in its parent
    nodes: Vec<VNode>,
    kept: Kept,
}

impl<'a> Maker<'a> {
    /// Nothing made yet
    pub(crate) fn new(face: &'a Face) -> Self {
        Self {
            face,
            open: Vec::new(),
            nodes: Vec::new(),
            kept: KEPT.take().unwrap_or_default(),
        }
    }

    /// Makes what was put on a sheet, with the parts that it leaves room for
    pub(crate) fn make(mut self, sheet: &[Text], parts: Vec<VNode>) -> VNode {
        let (mut parts, mut rest) = (parts.into_iter(), sheet);
        while let Some((Text::Static(code), values)) = rest.split_first() {
            rest = self.read(code, values);
            if code.is_empty() {
                self.nodes.extend(parts.next());
            }
        }
        debug_assert!(self.open.is_empty(), "what was opened must be closed");
        KEPT.set(Some(self.kept));
        VList::with_children(self.nodes, None).into()
    }

    /// Makes a piece of markup, and gives back the values that it did not take
    fn read<'v>(&mut self, code: &'static str, values: &'v [Text]) -> &'v [Text] {
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
        read.values
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
            let level = self.face.heading_level.saturating_add(below);
            at = level.clamp(1, 6);
        }
        TAGS.get(usize::from(at)).copied().unwrap_or_default()
    }

    fn drawing(&mut self, read: &mut Reader<'_>) {
        read.at += 1;
        let (view_box, paths) = drawing(&self.value(read));
        let class = self.value(read);
        self.read(
            markup!("<svg class={} viewBox={} aria-hidden=true focusable=false>"),
            &[class, Text::Static(view_box)],
        );
        self.read(paths, &[]);
        self.read(markup!("</svg>"), &[]);
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
                PLACE => read.given().clone(),
                sign => self.words(sign.saturating_sub(KEY), read),
            };
            let written = read.piece();
            let ends = read.ends();
            if ends && value.is_empty() && written.is_empty() {
                return part;
            }
            value.push_str(&part);
            value.push_str(written);
            if ends {
                return Text::Rc(value.into());
            }
        }
    }

    /// A text of the widget, with so many places in it
    fn words(&self, places: u8, read: &mut Reader<'_>) -> Text {
        let start = read.at.saturating_add(1);
        read.at += 3;
        let key = unpacked(read.code.get(start..read.at).unwrap_or_default());
        let values = read.values.split_at_checked(places.into());
        let (filling, left) = values.unwrap_or_default();
        read.values = left;
        self.face
            .texts
            .fill(key, &filling.iter().collect::<Vec<_>>())
    }
}

/// Reads the code of a piece of markup, and the values for it
struct Reader<'v> {
    code: &'static str,
    at: usize,
    values: &'v [Text],
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
