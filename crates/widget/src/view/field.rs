//! One question and its answer: a text box, a row of segments or a list, drawn from what the pack says of the input.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputClass, InputName};

use super::form::option;
use super::icon::icon;
use super::node::{El, el, text};
use super::notice::fault_text;
use super::{Scene, button, field_id};
use crate::case_text::{OPEN, understood};
use crate::state::{Place, Said};
use crate::texts::Words;

/// What a list or a segment holds for 不清楚
pub(crate) const UNSURE: &str = "?";
/// What a list or a segment holds for 没有
pub(crate) const NONE: &str = "!";

/// The widest row of segments, in half characters
const SEGMENTS_WIDTH: usize = 34;
const SEGMENTS: usize = 5;

/// A field as it stands
struct Field<'a> {
    scene: &'a Scene<'a>,
    place: Place,
    id: String,
    input: &'a Input,
    name: &'a InputName,
    /// What stands beside the box; of a yearly figure the year
    label: String,
    /// What the field is called without looking at what stands around it
    full_label: String,
    error: Option<String>,
    hint: &'a str,
    echo: Option<String>,
}

/// The field at a place, if the pack knows it
pub(crate) fn field(scene: &Scene<'_>, place: Place) -> Option<El> {
    let input = scene.pack().input(place.input)?;
    let name = scene.words.input(place.input)?;
    let error = scene.fault(place).map(|fault| fault_text(scene, fault));
    let field = Field {
        scene,
        place,
        id: field_id(place),
        input,
        name,
        label: match place.year {
            Some(year) => scene.words.fill("year", &[&year.to_string()]),
            None => scene.field_label(place.input, None),
        },
        full_label: scene.field_label(place.input, place.year),
        echo: error.is_none().then(|| echo(scene, place, name)).flatten(),
        error,
        hint: if place.year.is_some() { "" } else { scene.words.hint(name) },
    };
    Some(match name.format {
        Format::YesNo | Format::Choice | Format::Reference => field.choice(),
        _ => field.typed(),
    })
}

/// What the box was understood as, where that is more than what stands in it
fn echo(scene: &Scene<'_>, place: Place, name: &InputName) -> Option<String> {
    let words = scene.words;
    let typed = scene.model.state.text(place);
    if !scene.model.state.is_answered(place) {
        return derived(scene, place);
    }
    match name.format {
        Format::Choice if typed.contains(',') => {
            let options: Vec<&str> = typed.split(',').map(|option| words.option(name, option)).collect();
            Some(options.join(words.ui("or")))
        }
        Format::YesNo | Format::Choice | Format::Reference | Format::Text => None,
        _ => {
            let span = understood(&scene.model.calculator, place.input, typed).ok()?;
            let text = words.understood(name, &span);
            let shown = [typed.trim(), &words.unit(&name.unit)].concat();
            (text != shown && text != typed.trim()).then_some(text)
        }
    }
}

/// What the pack worked out for an input that was left to it
fn derived(scene: &Scene<'_>, place: Place) -> Option<String> {
    let derived = scene.outcome?.answer.derived.iter().find(|derived| derived.input == place.input)?;
    if !derived.value.is_point() {
        return None;
    }
    let value = scene.words.value(place.input, &derived.value, false);
    Some(scene.words.fill("echo.derived", &[&value]))
}

impl Field<'_> {
    fn words(&self) -> Words<'_> {
        self.scene.words
    }

    fn said(&self) -> Option<&Said> {
        self.scene.model.state.said(self.place)
    }

    fn part(&self, part: &str) -> String {
        [&self.id, part].concat()
    }

    fn class(&self) -> &'static str {
        let wide = self.input.class == InputClass::Reading;
        match (self.error.is_some(), self.said()) {
            (true, _) => "ta-field ta-field--error",
            (_, Some(Said::Unsure)) => "ta-field ta-field--unknown",
            (_, Some(Said::None)) => "ta-field ta-field--none",
            _ if wide => "ta-field ta-field--wide",
            _ => "ta-field",
        }
    }

    /// The ids of what is said below the box
    fn described_by(&self) -> String {
        let parts = [
            (self.error.is_some(), "-e"),
            (self.echo.is_some(), "-v"),
            (!self.hint.is_empty(), "-h"),
        ];
        let mut ids = Vec::new();
        for (there, part) in parts {
            if there {
                ids.push(self.part(part));
            }
        }
        ids.join(" ")
    }

    /// What is said below the box, each part in its own slot
    fn around(&self, made: El) -> El {
        let words = self.words();
        let unsure = self.said() == Some(&Said::Unsure);
        let error = self.error.as_ref().map(|error| {
            el("p", "ta-error")
                .at("id", &self.part("-e"))
                .with(icon("err", "ta-i"))
                .with(text("span", "", error))
        });
        let echo = self.echo.as_ref().map(|echo| text("p", "ta-echo", echo).at("id", &self.part("-v")));
        let note = unsure.then(|| text("p", "ta-cap ta-gap-x", words.ui("unsure.note")));
        let hint = (!self.hint.is_empty())
            .then(|| text("p", "ta-cap ta-gap-x", self.hint).at("id", &self.part("-h")).text(&self.sources()));
        made.maybe(error).maybe(echo).maybe(note).maybe(hint)
    }

    /// Where the pack's own figure of a parameter comes from
    fn sources(&self) -> String {
        let words = self.words();
        if self.name.sources.is_empty() {
            return String::new();
        }
        words.fill("parameter.sources", &[&words.list(&self.name.sources)])
    }

    fn toggle(&self, action: &'static str, said: &Said) -> El {
        let words = self.words();
        let on = self.said() == Some(said);
        let word = words.ui(action);
        button(if on { "ta-unk is-on" } else { "ta-unk" }, action)
            .at("data-at", &self.place.token())
            .is("aria-pressed", if on { "true" } else { "false" })
            .at("aria-label", &words.fill("toggle.of", &[word, &self.full_label]))
            .with(el("i", ""))
            .text(word)
    }

    fn unit(&self) -> String {
        match self.name.format {
            Format::Rate => "%".into(),
            _ if self.name.unit.is_empty() => String::new(),
            _ => self.words().unit(&self.name.unit),
        }
    }

    /// A box for a text
    fn typed(&self) -> El {
        let format = self.name.format;
        let numeric = matches!(format, Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year);
        let toggles = el("span", "ta-field__b")
            .maybe(self.input.may_be_none.then(|| self.toggle("none", &Said::None)))
            .with(self.toggle("unsure", &Said::Unsure));
        let top = el("div", "ta-field__top")
            .with(text("label", "ta-label", &self.label).at("for", &self.id))
            .with(toggles);
        let input = self.control("input")
            .is("type", "text")
            .is("autocomplete", "off")
            .is("spellcheck", "false")
            .at_if(numeric, "inputmode", "decimal")
            .at("placeholder", self.placeholder())
            .value(self.scene.model.state.text(self.place));
        let unit = self.unit();
        let boxed = el("div", "ta-box")
            .with(input)
            .maybe((!unit.is_empty()).then(|| text("span", "", &unit)));
        self.around(el("div", self.class()).key(&self.id).with(top).with(boxed))
    }

    /// What takes the answer
    fn control(&self, tag: &'static str) -> El {
        let described_by = self.described_by();
        el(tag, "")
            .at("id", &self.id)
            .at("data-at", &self.place.token())
            .at_if(self.error.is_some(), "aria-invalid", "true")
            .at_if(!described_by.is_empty(), "aria-describedby", &described_by)
    }

    fn placeholder(&self) -> &str {
        let words = self.words();
        match (self.said(), self.name.format) {
            (Some(Said::None), _) => words.ui("none"),
            (Some(Said::Unsure), _) => words.ui("left_empty"),
            (_, Format::Date) if self.scene.pack().as_of == Some(self.place.input) => &self.scene.model.settings.as_of,
            (_, Format::Date) => words.ui("placeholder.date"),
            (_, Format::Month) => words.ui("placeholder.month"),
            _ => "",
        }
    }

    /// Segments where there are few and short options, else a list
    fn choice(&self) -> El {
        let mut options = self.options();
        if self.input.class == InputClass::Reading {
            return self.pick_list(options);
        }
        let wide: usize = options.iter().map(|(_, text)| width(text).saturating_add(3)).sum();
        if options.len() <= SEGMENTS && wide <= SEGMENTS_WIDTH {
            return self.segments(&options);
        }
        options.insert(0, (String::new(), self.words().ui("choose").into()));
        self.pick_list(options)
    }

    /// What is picked, in the form in which the options hold it
    fn picked(&self) -> &str {
        match self.said() {
            Some(Said::Unsure) => UNSURE,
            Some(Said::None) => NONE,
            Some(Said::Text(text)) => text,
            None => "",
        }
    }

    fn options(&self) -> Vec<(String, String)> {
        let words = self.words();
        if self.input.class == InputClass::Reading {
            return self.readings();
        }
        let mut options: Vec<(String, String)> = Vec::new();
        match self.name.format {
            Format::YesNo => {
                options.push(("true".into(), words.ui("yes").into()));
                options.push(("false".into(), words.ui("no").into()));
            }
            Format::Reference => self.add_items(&mut options),
            _ => {
                for option in &self.name.options {
                    options.push((option.clone(), words.option(self.name, option).into()));
                }
            }
        }
        if self.input.may_be_none {
            options.push((NONE.into(), words.ui("none").into()));
        }
        options.push((UNSURE.into(), words.ui("unsure").into()));
        options
    }

    /// The items that another item can be about
    fn add_items(&self, options: &mut Vec<(String, String)>) {
        let state = &self.scene.model.state;
        let own = self.place.item.and_then(|number| state.item(number)).map(|item| item.kind);
        for item in state.items() {
            if Some(item.kind) != own {
                options.push((item.id.clone(), self.scene.item_name(item.number)));
            }
        }
    }

    /// The readings; what the pack takes by itself is held as nothing said
    fn readings(&self) -> Vec<(String, String)> {
        let words = self.words();
        let assumed = self.input.assumed.and_then(|value| value.choices().as_point());
        let mut options = Vec::new();
        let mut add = |value: &str, text: &str, by_itself: bool| {
            options.push(if by_itself {
                (String::new(), words.fill("reading.by_itself", &[text]))
            } else {
                (value.to_owned(), text.to_owned())
            });
        };
        for (index, option) in (0_u8..).zip(&self.name.options) {
            add(option, words.option(self.name, option), assumed == Some(index));
        }
        add(OPEN, words.ui("reading.open"), assumed.is_none());
        options
    }

    fn segments(&self, options: &[(String, String)]) -> El {
        let picked = self.picked();
        let mut segments = Vec::new();
        for (value, content) in options {
            let on = picked == value;
            let input = el("input", "")
                .is("type", "radio")
                .at("name", &self.id)
                .at("data-at", &self.place.token())
                .value(value)
                .checked(on);
            segments.push(el("label", if on { "is-on" } else { "" }).key(value).with(input).text(content));
        }
        let described_by = self.described_by();
        let legend = el("legend", "ta-field__top").with(text("span", "ta-label", &self.label));
        let made = el("fieldset", self.class())
            .key(&self.id)
            .at("id", &self.id)
            .at_if(!described_by.is_empty(), "aria-describedby", &described_by)
            .with(legend)
            .with(el("div", "ta-seg").list(segments));
        self.around(made)
    }

    fn pick_list(&self, mut options: Vec<(String, String)>) -> El {
        let picked = self.picked();
        if !options.iter().any(|(value, _)| value == picked) {
            options.push((picked.into(), self.echo.clone().unwrap_or_default()));
        }
        let mut lines = Vec::new();
        for (value, content) in &options {
            lines.push(option(value, content, value == picked));
        }
        let top = el("div", "ta-field__top").with(text("label", "ta-label", &self.label).at("for", &self.id));
        let list = self.control("select").picked(picked).list(lines);
        let boxed = el("div", "ta-box").with(list).with(icon("down", "ta-i"));
        self.around(el("div", self.class()).key(&self.id).with(top).with(boxed))
    }
}

/// How wide a text is, in half characters
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}
