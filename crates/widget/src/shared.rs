//! What the drawing and the host have in common: the model, the place, and the news that the host is told.
//!
//! Nothing is drawn or changed here.

use std::cell::RefCell;

use js_sys::Function;
use tradeaid_wire::json::Writer;
use tradeaid_wire::write_problem;
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::model::{Fault, Model};
use crate::outcome::Outcome;
use crate::state::Place;

/// What a calculator is made of, for the page and the host alike
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) model: RefCell<Model>,
    /// The element it is drawn into
    pub(crate) mount: Element,
    /// What tells the host
    pub(crate) emit: Function,
}

impl Shared {
    /// Tells the host something
    pub(crate) fn tell(&self, kind: &str, detail: &str) {
        // What a host's listener throws is the host's own affair.
        drop(
            self.emit
                .call2(&JsValue::NULL, &kind.into(), &detail.into()),
        );
    }

    /// Tells the host of a change: which input, of which item
    pub(crate) fn tell_input(&self, said: Option<Place>) {
        let detail = {
            let model = self.model.borrow();
            let (mut path, mut item) = (None, None);
            if let Some(place) = said {
                path = model.calculator.names().inputs.get(place.input.index());
                item = place.item.and_then(|number| model.state.item(number));
            }
            record(&[
                ("path", path.map(|name| name.path.as_str())),
                ("item", item.map(|item| item.id.as_str())),
            ])
        };
        self.tell("input", &detail);
    }

    /// Tells the host of an answer, or why there is none
    pub(crate) fn tell_result(&self, outcome: Option<&Outcome>, faults: &[Fault]) {
        if let Some(outcome) = outcome {
            let answer = self.model.borrow().assessment_json(outcome);
            return self.tell("result", &answer);
        }
        let mut problems = Writer::new();
        problems.open_list();
        for fault in faults {
            if let Some(problem) = fault.problem() {
                write_problem(&mut problems, problem);
            }
        }
        problems.close_list();
        self.tell("problems", &problems.finish());
    }
}

/// Texts under their names, as JSON
pub(crate) fn record(entries: &[(&str, Option<&str>)]) -> String {
    let mut writer = Writer::new();
    writer.open_map();
    for (key, text) in entries {
        writer.key(key);
        writer.text_or_null(*text);
    }
    writer.close_map();
    writer.finish()
}
