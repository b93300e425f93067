//! The calculator widget: the Yew user interface that a custom element mounts inside its shadow root.
//!
//! This file is the border to JavaScript: every export of the module stands here, and none of it thinks.

mod case_text;
mod entry;
mod layout;
mod model;
mod outcome;
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

use js_sys::Function;
use tradeaid_wire::json::Writer;
use tradeaid_wire::{Calculator, LoadError, write_problems};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};
use yew::AppHandle;

use app::{App, Handle, Message, Props};
use layout::Layout;
use model::{Model, Settings};
use state::State;
use texts::Texts;

/// An allocator a fifth the size of the standard one
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A calculator, drawn into an element
#[wasm_bindgen]
pub struct Widget {
    handle: Handle,
    mount: Element,
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
        core: &str,
        pack_texts: &str,
        ui_texts: &str,
        options: &str,
        emit: Function,
    ) -> Result<Widget, JsValue> {
        let model = model(core, pack_texts, ui_texts, options)?;
        let handle = Handle(Rc::new(RefCell::new(model)));
        let props = Props {
            handle: handle.clone(),
            mount: mount.clone(),
            emit,
        };
        let app = yew::Renderer::<App>::with_root_and_props(mount.clone(), props).render();
        let link = (*app).clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Some(heard) = heard::heard(&event) {
                link.send_message(Message::Heard(heard));
            }
        });
        for kind in &heard::KINDS {
            mount.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())?;
        }
        Ok(Self {
            handle,
            mount,
            app: Some(app),
            listener,
        })
    }

    /// Takes a case from outside; answers with what is wrong with it, and then takes nothing of it.
    #[must_use]
    pub fn set_case(&self, case_json: &str) -> String {
        let problems = self.handle.0.borrow_mut().take(case_json);
        if problems.is_empty() {
            self.refresh();
        }
        write_problems(&problems)
    }

    /// The case as it is known now
    #[must_use]
    pub fn case_json(&self) -> String {
        self.handle.0.borrow().case().json
    }

    /// The answer as it is now; an empty text while the case is refused
    #[must_use]
    pub fn assessment_json(&self) -> String {
        let model = self.handle.0.borrow();
        let outcome = model.reckon().outcome;
        outcome.map_or(String::new(), |outcome| model.assessment_json(&outcome))
    }

    /// Speaks another language from now on; what was said stays.
    pub fn set_language(
        &self,
        pack_texts: &str,
        ui_texts: &str,
        lang: &str,
    ) -> Result<(), JsValue> {
        {
            let mut model = self.handle.0.borrow_mut();
            let texts = Texts::read(ui_texts).ok_or_else(|| refusal("ui_texts"))?;
            model.calculator.add_texts(pack_texts).map_err(not_loaded)?;
            model.texts = texts;
            model.settings.language = lang.into();
        }
        self.refresh();
        Ok(())
    }

    /// Takes new settings
    pub fn set_options(&self, options: &str) {
        self.handle.0.borrow_mut().set(Settings::read(options));
        self.refresh();
    }

    /// Forgets everything that was said
    pub fn reset(&self) {
        self.handle.0.borrow_mut().state = State::default();
        self.refresh();
    }

    /// Moves the focus to the beginning
    pub fn focus(&self) {
        heard::focus(&self.mount, "ta-form");
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
                self.mount
                    .remove_event_listener_with_callback(kind, listener),
            );
        }
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

fn model(core: &str, pack_texts: &str, ui_texts: &str, options: &str) -> Result<Model, JsValue> {
    let mut calculator = Calculator::load(core).map_err(not_loaded)?;
    calculator.add_texts(pack_texts).map_err(not_loaded)?;
    let settings = Settings::read(options);
    let layout = Layout::of(&calculator, settings.measures.as_deref());
    Ok(Model {
        calculator,
        texts: Texts::read(ui_texts).ok_or_else(|| refusal("ui_texts"))?,
        settings,
        state: State::default(),
        layout,
    })
}

fn not_loaded(error: LoadError) -> JsValue {
    refusal(match error {
        LoadError::Json(_) => "pack: not JSON",
        LoadError::Form(_) => "pack: another format",
        LoadError::Name => "pack: a name is missing",
        LoadError::Fault(_) => "pack: the engine refuses it",
    })
}

/// Why no calculator can be drawn, for the host's developer
fn refusal(message: &str) -> JsValue {
    let mut writer = Writer::new();
    writer.open_map();
    writer.text_entry("code", "BAD_CONFIG");
    writer.text_entry("message", message);
    writer.close_map();
    writer.finish().into()
}
