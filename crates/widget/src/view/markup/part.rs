//! A part of a drawing: while everything that was put in it stays the same, it is neither made into nodes nor compared
//! node by node. A calculator has hundreds, of which a keystroke changes a handful.
//!
//! Nothing may enter that knows what is drawn.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{VComp, VNode};

use super::Sheet;
use super::nodes::Maker;
use crate::texts::{Face, Text};

/// What was put in a part, and the face it is shown with
#[derive(Clone, Properties)]
pub(crate) struct Content {
    face: Rc<Face>,
    sheet: Sheet,
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.face, &other.face) && self.sheet == other.sheet
    }
}

/// A part as it stands on the page
pub(crate) struct Part;

impl Part {
    /// The node of a part
    pub(super) fn node(face: &Rc<Face>, sheet: Sheet, key: &Text) -> VNode {
        let content = Content {
            face: face.clone(),
            sheet,
        };
        VComp::new::<Self>(Rc::new(content), Some(key.as_str().into())).into()
    }
}

impl Component for Part {
    type Message = ();
    type Properties = Content;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Content { face, sheet } = context.props();
        Maker::new(face).make(sheet, Vec::new())
    }
}
