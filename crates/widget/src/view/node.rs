//! Elements made by plain calls: a tenth of the code that the markup macro makes, which a download feels.
//!
//! Every call fills one slot of its parent, even with nothing, so what stands beside a slot never moves.

use yew::virtual_dom::{AttrValue, Key, VList, VNode, VTag, VText};

/// An element in the making
pub(crate) struct El(Box<VTag>);

/// An element with a class, or without one if it is empty
pub(crate) fn el(tag: &'static str, class: &'static str) -> El {
    let mut made = El(Box::new(VTag::new(tag)));
    if !class.is_empty() {
        made.0.add_attribute("class", AttrValue::Static(class));
    }
    made
}

/// An element with a class and a text
pub(crate) fn text(tag: &'static str, class: &'static str, content: &str) -> El {
    el(tag, class).text(content)
}

impl El {
    /// With an attribute
    pub(crate) fn at(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, AttrValue::from(value.to_owned()));
        self
    }

    /// With an attribute whose value is always the same
    pub(crate) fn is(mut self, name: &'static str, value: &'static str) -> Self {
        self.0.add_attribute(name, AttrValue::Static(value));
        self
    }

    /// With an attribute that only stands if the value does
    pub(crate) fn at_if(self, there: bool, name: &'static str, value: &str) -> Self {
        if there { self.at(name, value) } else { self }
    }

    /// With the mark by which a list tells it from its like
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.key = Some(Key::from(key));
        self
    }

    /// With the value of a text box, or that of a segment
    pub(crate) fn value(mut self, value: &str) -> Self {
        self.0.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// With the state of a segment
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// With what is picked in a list; as a property, since the attribute drifts once a person has picked
    pub(crate) fn picked(mut self, value: &str) -> Self {
        self.0.add_property("value", value);
        self
    }

    /// Around a text
    pub(crate) fn text(mut self, content: &str) -> Self {
        self.0.add_child(VNode::VText(VText::new(content.to_owned())));
        self
    }

    /// Around an element
    pub(crate) fn with(mut self, child: Self) -> Self {
        self.0.add_child(child.node());
        self
    }

    /// Around an element, if there is one
    pub(crate) fn maybe(mut self, child: Option<Self>) -> Self {
        self.0.add_child(child.map_or_else(VNode::default, Self::node));
        self
    }

    /// Around a list, which fills one slot and whose elements have keys
    pub(crate) fn list(mut self, children: Vec<Self>) -> Self {
        let children = children.into_iter().map(Self::node).collect();
        self.0.add_child(VNode::from(VList::with_children(children, None)));
        self
    }

    /// The finished element
    pub(crate) fn node(self) -> VNode {
        VNode::from(*self.0)
    }
}
