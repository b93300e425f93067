//! Elements made by plain calls: a fraction of the code that the markup macro makes, which a download feels.
//!
//! Every call fills one slot of its parent, even with nothing, so what stands beside a slot never moves.

use std::cell::RefCell;

use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, VList, VNode, VTag, VText,
};

/// The names of an element's attributes, in the order they were given
type Names = &'static [&'static str];

thread_local! {
    /// Every list of names met so far. There are as many as there are kinds of element, and Yew compares two
    /// elements fastest when their lists are one and the same.
    static NAMES: RefCell<Vec<Names>> = const { RefCell::new(Vec::new()) };
}

/// An element in the making
pub(crate) struct El(Box<Parts>);

struct Parts {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<VNode>,
}

/// An element with a class, or without one if it is empty
pub(crate) fn el(tag: &'static str, class: &'static str) -> El {
    El(Box::new(Parts {
        tag: VTag::new(tag),
        // Most elements have few of each; room for them at once spares the allocator.
        names: Vec::with_capacity(4),
        values: Vec::with_capacity(4),
        children: Vec::new(),
    }))
    .is("class", class)
}

/// An element with a class and a text
pub(crate) fn text(tag: &'static str, class: &'static str, content: &str) -> El {
    el(tag, class).text(content)
}

impl El {
    fn attribute(mut self, name: &'static str, value: Option<AttributeOrProperty>) -> Self {
        self.0.names.push(name);
        self.0.values.push(value);
        self
    }

    /// With an attribute
    pub(crate) fn at(self, name: &'static str, value: &str) -> Self {
        self.at_if(true, name, value)
    }

    /// With an attribute whose value is always the same; without it if that is empty
    pub(crate) fn is(self, name: &'static str, value: &'static str) -> Self {
        let value = (!value.is_empty()).then_some(AttributeOrProperty::Static(value));
        self.attribute(name, value)
    }

    /// With an attribute that only stands if `there`
    pub(crate) fn at_if(self, there: bool, name: &'static str, value: &str) -> Self {
        let value = there.then(|| AttributeOrProperty::Attribute(held(value)));
        self.attribute(name, value)
    }

    /// With what is picked in a list; as a property, since the attribute drifts once a person has picked
    pub(crate) fn picked(self, value: &str) -> Self {
        self.attribute("value", Some(AttributeOrProperty::Property(value.into())))
    }

    /// With the mark by which a list tells it from its like
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// With the value of a text box, or that of a segment
    pub(crate) fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(held(value));
        self
    }

    /// With the state of a segment
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    fn child(mut self, child: VNode) -> Self {
        self.0.children.push(child);
        self
    }

    /// Around a text
    pub(crate) fn text(self, content: &str) -> Self {
        self.child(VNode::VText(VText::new(held(content))))
    }

    /// Around an element
    pub(crate) fn with(self, child: Self) -> Self {
        let child = child.node();
        self.child(child)
    }

    /// Around an element, if there is one
    pub(crate) fn maybe(self, child: Option<Self>) -> Self {
        let child = child.map_or_else(VNode::default, Self::node);
        self.child(child)
    }

    /// Around a list, which fills one slot and whose elements have keys
    pub(crate) fn list(self, children: Vec<Self>) -> Self {
        let mut nodes = Vec::with_capacity(children.len());
        for child in children {
            nodes.push(child.node());
        }
        self.child(VList::with_children(nodes, None).into())
    }

    /// The finished element
    pub(crate) fn node(self) -> VNode {
        let Parts {
            mut tag,
            names,
            values,
            children,
        } = *self.0;
        tag.set_attributes(Attributes::Dynamic {
            keys: known(names),
            values: values.into(),
        });
        if let Some(slot) = tag.children_mut() {
            *slot = VList::with_children(children, None).into();
        }
        tag.into()
    }
}

fn held(text: &str) -> AttrValue {
    AttrValue::Rc(text.into())
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
