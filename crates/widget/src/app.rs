//! The one component: hears what is done, changes the state, has the answer made, draws, and tells the host.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use tradeaid_engine::Wanted;
use yew::prelude::*;

use crate::guide::{Guide, Way};
use crate::heard::{Heard, focus};
use crate::model::{Fault, Model, WANTED};
use crate::outcome::Outcome;
use crate::shared::{Shared, record};
use crate::state::{Change, Place, Said, State};
use crate::texts::{Composed, Text, key};
use crate::view::form::add_id;
use crate::view::page::page;
use crate::view::results::total_said;
use crate::view::rules::RULES;
use crate::view::{Scene, field_id};

/// How long after the last letter of a text everything follows from it
const PAUSE_MILLISECONDS: u32 = 250;

/// How long after the last change the running result is told to the ear
const QUIET_MILLISECONDS: u32 = 500;

/// What Yew hands to the component
#[derive(Clone, Properties)]
pub(crate) struct Props {
    pub(crate) shared: Rc<Shared>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shared, &other.shared)
    }
}

/// What can happen to a calculator
pub(crate) enum Message {
    /// Something was heard on the page
    Heard(Heard),
    /// The host has changed the model
    Refresh,
    /// No letter has been typed for a moment
    Pause,
    /// It has been quiet for a while
    Quiet,
}

/// A calculator as it is drawn
pub(crate) struct App {
    /// The last answer that could be given
    outcome: Option<Outcome>,
    faults: Vec<Fault>,
    stale: bool,
    /// The field being typed into, whose mistakes are not named before it is left
    editing: Option<Place>,
    composing: bool,
    /// What is to have the focus once it is drawn
    wanted_focus: Option<String>,
    /// How the calculator is used
    way: Way,
    /// How the host wants it to begin
    wanted_way: Way,
    guide: Guide,
    /// The names of what was unfolded
    unfolded: Vec<String>,
    clearing: bool,
    status: String,
    /// What comes once nothing more is typed, or said
    waiting: Option<Timeout>,
}

impl Component for App {
    type Message = Message;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let way = context.props().shared.model.borrow().settings.way;
        let mut app = Self {
            way: Way::Start,
            // Is told apart from what the host wants, and so taken up at once.
            wanted_way: Way::Start,
            guide: Guide::default(),
            outcome: None,
            faults: Vec::new(),
            stale: false,
            editing: None,
            composing: false,
            wanted_focus: None,
            unfolded: Vec::new(),
            clearing: false,
            status: String::new(),
            waiting: None,
        };
        app.follow(context, way);
        app.reckon(&context.props().shared.model.borrow(), WANTED);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Heard(heard) => self.hear(context, heard),
            Message::Refresh => {
                self.editing = None;
                let way = context.props().shared.model.borrow().settings.way;
                self.follow(context, way);
                self.settle(context);
            }
            Message::Pause => self.settle(context),
            Message::Quiet => {
                let model = context.props().shared.model.borrow();
                let (faults, composed) = (self.shown_faults(), Composed::new());
                let status = spoken_status(&self.scene(&model, &faults, &composed));
                self.status = status.as_str().into();
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let model = context.props().shared.model.borrow();
        page(&self.scene(&model, &self.shown_faults(), &Composed::new()))
    }

    fn rendered(&mut self, context: &Context<Self>, first_render: bool) {
        if first_render {
            context.props().shared.tell("ready", "{}");
            self.tell_result(context);
        }
        if let Some(id) = self.wanted_focus.take() {
            focus(&context.props().shared.mount, &id);
        }
    }
}

impl App {
    fn scene<'a>(
        &'a self,
        model: &'a Model,
        faults: &'a [&'a Fault],
        composed: &'a Composed,
    ) -> Scene<'a> {
        let mut scene = Scene {
            model,
            way: self.way,
            guide: &self.guide,
            words: model.words(composed),
            outcome: self.outcome.as_ref(),
            faults,
            stale: self.stale,
            unfolded: &self.unfolded,
            clearing: self.clearing,
            status: &self.status,
            shelved: Vec::new(),
            total: None,
        };
        scene.sort();
        scene
    }

    /// The faults that may be named: not those of a text that is still being typed
    fn shown_faults(&self) -> Vec<&Fault> {
        let mut shown = Vec::new();
        for fault in &self.faults {
            if self.editing.is_none() || fault.place != self.editing {
                shown.push(fault);
            }
        }
        shown
    }

    fn hear(&mut self, context: &Context<Self>, heard: Heard) {
        self.clearing &= matches!(heard, Heard::Clear);
        match heard {
            Heard::Typed {
                place,
                text,
                composing,
            } => {
                let named = self.faults.iter().any(|fault| fault.place == Some(place));
                // A mistake that was named stays named until it is mended.
                if !named || self.editing == Some(place) {
                    self.editing = Some(place);
                }
                self.composing = composing;
                let change = Change::Say(place, Said::Text(text));
                if self.change(context, change) {
                    self.glance(context);
                }
            }
            Heard::Changed(change) => {
                self.change(context, change);
                self.settle(context);
            }
            Heard::Left => {
                self.editing = None;
                self.composing = false;
            }
            Heard::Go(id) => {
                // A field can be anywhere in the form.
                if id.contains('.') {
                    self.way = Way::Form;
                    self.unfold(RULES.as_str().into());
                }
                self.wanted_focus = Some(id);
            }
            Heard::Way(way) => {
                self.begin(context, way);
                self.wanted_focus = Some("ta-form".into());
                self.settle(context);
            }
            Heard::Goal(kind) => self.guide.toggle(kind),
            Heard::Enter if self.way != Way::Guide => {}
            Heard::Enter => self.step(context, true),
            Heard::Step(forward) => self.step(context, forward),
            Heard::Language(wanted) => {
                let wanted = record(&[("lang", Some(&wanted))]);
                context.props().shared.tell("language", &wanted);
            }
            Heard::Unfold(name) => self.unfold(name),
            Heard::Clear if self.clearing => {
                self.clearing = false;
                self.wanted_focus = Some("ta-form".into());
                self.change(context, Change::Clear);
                self.settle(context);
            }
            Heard::Clear => self.clearing = true,
        }
    }

    fn unfold(&mut self, name: String) {
        if !self.unfolded.contains(&name) {
            self.unfolded.push(name);
        }
    }

    /// Goes on to the next question, or back. What is wrong has to be mended first, or made an open answer.
    fn step(&mut self, context: &Context<Self>, forward: bool) {
        self.editing = None;
        let at = self.guide.step().map(|step| step.place);
        if forward
            && self
                .faults
                .iter()
                .any(|fault| fault.place == at && at.is_some())
        {
            self.wanted_focus = at.map(field_id);
            return;
        }
        if !self
            .guide
            .go(&context.props().shared.model.borrow(), forward)
        {
            self.way = Way::Start;
        }
        self.wanted_focus = Some("ta-form".into());
        context.props().shared.tell("step", "{}");
    }

    /// Uses the calculator in another way
    fn begin(&mut self, context: &Context<Self>, way: Way) {
        self.way = way;
        if way == Way::Guide {
            self.guide
                .begin(&mut context.props().shared.model.borrow_mut());
        }
    }

    /// Takes up how the host wants the calculator to begin. Where much is known already, nobody has to begin.
    fn follow(&mut self, context: &Context<Self>, wanted: Way) {
        let is_known = context.props().shared.model.borrow().state != State::default();
        if self.wanted_way != wanted {
            self.wanted_way = wanted;
            self.begin(context, wanted);
        } else if is_known && self.way == Way::Start {
            self.way = Way::Form;
        }
    }

    /// Takes a change and tells the host of it; not while a text is being composed, which is told by the answer
    fn change(&mut self, context: &Context<Self>, change: Change) -> bool {
        let mut said = None;
        {
            let mut model = context.props().shared.model.borrow_mut();
            let mut added = false;
            match change {
                Change::Say(place, _) | Change::Toggle(place, _) => said = Some(place),
                Change::Add(_) | Change::Copy(_) => added = true,
                Change::Remove(number) => {
                    if let Some(item) = model.state.item(number) {
                        self.wanted_focus = Some(add_id(item.kind));
                    }
                }
                Change::Clear => {}
            }
            model.state.apply(change);
            if added {
                let newest = model.state.newest();
                let first = newest.and_then(|item| model.first_field(item));
                self.wanted_focus = first.map(field_id);
            }
        }
        if !self.composing {
            context.props().shared.tell_input(said);
        }
        !self.composing
    }

    /// Makes the answer anew and tells the host
    fn settle(&mut self, context: &Context<Self>) {
        self.reckon(&context.props().shared.model.borrow(), WANTED);
        self.tell_result(context);
        self.wait(context, QUIET_MILLISECONDS, Message::Quiet);
    }

    /// Makes the answer anew while a text is typed. What is best asked next, which takes as long again, and what the
    /// host is told can wait until that is done.
    fn glance(&mut self, context: &Context<Self>) {
        let before = self.outcome.as_mut();
        let before = before.map(|outcome| std::mem::take(&mut outcome.answer.questions));
        let wanted = Wanted {
            questions: 0,
            ..WANTED
        };
        self.reckon(&context.props().shared.model.borrow(), wanted);
        if let (Some(outcome), Some(before)) = (&mut self.outcome, before) {
            outcome.answer.questions = before;
        }
        self.wait(context, PAUSE_MILLISECONDS, Message::Pause);
    }

    fn wait(&mut self, context: &Context<Self>, milliseconds: u32, message: Message) {
        let link = context.link().clone();
        self.waiting = Some(Timeout::new(milliseconds, move || {
            link.send_message(message);
        }));
    }

    fn reckon(&mut self, model: &Model, wanted: Wanted) {
        let reckoned = model.reckon(wanted);
        self.faults = reckoned.faults;
        self.stale = reckoned.outcome.is_none();
        if reckoned.outcome.is_some() {
            self.outcome = reckoned.outcome;
        }
    }

    fn tell_result(&self, context: &Context<Self>) {
        let outcome = self.outcome.as_ref().filter(|_| !self.stale);
        context.props().shared.tell_result(outcome, &self.faults);
    }
}

/// The running result for the ear
fn spoken_status<'a>(scene: &Scene<'a>) -> &'a Text {
    let words = &scene.words;
    let mut parts = Vec::new();
    if !scene.faults.is_empty() {
        parts.push(words.fill(key!("faults.count"), &[words.count(scene.faults.len())]));
    }
    if scene.stale {
        parts.push(words.ui(key!("stale.short")));
    } else if let Some(total) = scene.total {
        parts.push(total_said(words, total));
    }
    words.list(&parts)
}
