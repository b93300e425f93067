//! The calculator widget: the Yew user interface that a custom element mounts inside its shadow root.
//!
//! This file is the border to JavaScript: every export of the module stands here, and none of it thinks. Texts come in
//! as handles: to take each for a `&str` costs every export more than it does.

mod case_text;
mod entry;
mod guide;
mod layout;
mod model;
mod outcome;
mod shared;
mod speak;
mod state;
mod texts;

mod app;
#[cfg(test)]
mod fixture;
mod heard;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, JsString};
use tradeaid_wire::{Calculator, write_problems};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};
use yew::AppHandle;

use app::{App, Message, Props};
use model::{Model, Settings, WANTED, not_loaded};
use shared::{Shared, record};
use state::State;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A calculator, drawn into an element
#[wasm_bindgen]
pub struct Widget {
    shared: Rc<Shared>,
    // Taken when it is given back.
    app: Option<AppHandle<App>>,
    listener: Closure<dyn Fn(Event)>,
}

#[wasm_bindgen]
impl Widget {
    /// Draws a calculator into an empty element; throws a JSON text when pack, texts or settings cannot be taken.
    #[wasm_bindgen(constructor)]
    pub fn new(
        mount: Element,
        core: JsString,
        pack_texts: JsString,
        ui_texts: JsString,
        options: JsString,
        emit: Function,
    ) -> Result<Widget, JsValue> {
        let mut model = Model::new(
            Calculator::load(&String::from(core)).map_err(|error| refusal(not_loaded(error)))?,
            Settings::read(&String::from(options)),
        );
        model
            .speak(&String::from(pack_texts), &String::from(ui_texts))
            .map_err(refusal)?;
        let shared = Rc::new(Shared {
            model: RefCell::new(model),
            mount,
            emit,
        });
        let props = Props {
            shared: shared.clone(),
        };
        let app = yew::Renderer::<App>::with_root_and_props(shared.mount.clone(), props).render();
        let link = (*app).clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(heard) = heard::heard(&event) {
                link.send_message(Message::Heard(heard));
            }
        });
        for kind in &heard::KINDS {
            let listener = listener.as_ref().unchecked_ref();
            // What is folded does not bubble.
            shared
                .mount
                .add_event_listener_with_callback_and_bool(kind, listener, true)?;
        }
        Ok(Self {
            shared,
            app: Some(app),
            listener,
        })
    }

    /// Takes a case from outside; answers with what is wrong with it, and then takes nothing of it.
    #[must_use]
    pub fn set_case(&self, case_json: JsString) -> String {
        let problems = self
            .shared
            .model
            .borrow_mut()
            .take(&String::from(case_json));
        if problems.is_empty() {
            self.refresh();
        }
        write_problems(&problems)
    }

    /// The case as it is known now
    #[must_use]
    pub fn case_json(&self) -> String {
        self.shared.model.borrow().case().json
    }

    /// The answer as it is now; an empty text while the case is refused
    #[must_use]
    pub fn assessment_json(&self) -> String {
        let model = self.shared.model.borrow();
        let outcome = model.reckon(WANTED).outcome;
        outcome.map_or(String::new(), |outcome| model.assessment_json(&outcome))
    }

    /// Speaks another language from now on; what was said stays.
    pub fn set_language(
        &self,
        pack_texts: JsString,
        ui_texts: JsString,
        lang: JsString,
    ) -> Result<(), JsValue> {
        {
            let mut model = self.shared.model.borrow_mut();
            model
                .speak(&String::from(pack_texts), &String::from(ui_texts))
                .map_err(refusal)?;
            model.settings.language = lang.into();
        }
        self.refresh();
        Ok(())
    }

    /// Takes texts of the pack that came later; what cannot be read is as if it had not come.
    pub fn add_texts(&self, pack_texts: JsString) {
        let texts = String::from(pack_texts);
        let taken = self.shared.model.borrow_mut().calculator.add_texts(&texts);
        if taken.is_ok() {
            self.refresh();
        }
    }

    /// Takes new settings
    pub fn set_options(&self, options: JsString) {
        let settings = Settings::read(&String::from(options));
        self.shared.model.borrow_mut().set(settings);
        self.refresh();
    }

    /// Forgets everything that was said
    pub fn reset(&self) {
        self.shared.model.borrow_mut().state = State::default();
        self.refresh();
    }

    /// Moves the focus to the beginning
    pub fn focus(&self) {
        heard::focus(&self.shared.mount, "ta-form");
    }
}

impl Widget {
    fn refresh(&self) {
        if let Some(app) = &self.app {
            app.send_message(Message::Refresh);
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        for kind in &heard::KINDS {
            let listener = self.listener.as_ref().unchecked_ref();
            // Without the element there is nothing to be taken back.
            drop(
                self.shared
                    .mount
                    .remove_event_listener_with_callback_and_bool(kind, listener, true),
            );
        }
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

/// Why no calculator can be drawn, for the host's developer
fn refusal(message: &str) -> JsValue {
    let code = Some("BAD_CONFIG");
    record(&[("code", code), ("message", Some(message))]).into()
}
