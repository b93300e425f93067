//! One question and its answer: a text box, a row of segments or a list, drawn from what the pack says of the input.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputClass, InputName};

use super::icon::icon;
use super::node::{El, el, text};
use super::notice::fault_text;
use super::{Scene, button, field_id};
use crate::case_text::understood;
use crate::state::{Place, Said};
use crate::texts::Words;

/// A field as it stands
pub(crate) struct Field<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) place: Place,
    pub(crate) id: String,
    pub(crate) input: &'a Input,
    pub(crate) name: &'a InputName,
    /// What stands beside the box; of a yearly figure the year
    pub(crate) label: String,
    /// What the field is called without looking at what stands around it
    full_label: String,
    error: Option<String>,
    hint: &'a str,
    pub(crate) echo: Option<String>,
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
        hint: if place.year.is_some() {
            ""
        } else {
            scene.words.hint(name)
        },
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
            let options: Vec<&str> = typed
                .split(',')
                .map(|option| words.option(name, option))
                .collect();
            Some(options.join(words.ui("or")))
        }
        Format::YesNo | Format::Choice | Format::Reference | Format::Text => None,
        _ => {
            let span = understood(&scene.model.calculator, place.input, typed).ok()?;
            let text = words.understood(name, &span);
            let shown = [typed.trim(), &unit(words, name)].concat();
            (text != shown && text != typed.trim()).then_some(text)
        }
    }
}

/// What stands behind a number of an input
fn unit(words: Words<'_>, name: &InputName) -> String {
    match name.format {
        Format::Rate => "%".into(),
        _ if name.unit.is_empty() => String::new(),
        _ => words.unit(&name.unit),
    }
}

/// What the pack worked out for an input that was left to it
fn derived(scene: &Scene<'_>, place: Place) -> Option<String> {
    let derived = scene
        .outcome?
        .answer
        .derived
        .iter()
        .find(|derived| derived.input == place.input)?;
    if !derived.value.is_point() {
        return None;
    }
    let value = scene.words.value(place.input, &derived.value, false);
    Some(scene.words.fill("echo.derived", &[&value]))
}

impl Field<'_> {
    pub(crate) fn words(&self) -> Words<'_> {
        self.scene.words
    }

    pub(crate) fn said(&self) -> Option<&Said> {
        self.scene.model.state.said(self.place)
    }

    fn part(&self, part: &str) -> String {
        [&self.id, part].concat()
    }

    pub(crate) fn class(&self) -> &'static str {
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
    pub(crate) fn described_by(&self) -> String {
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
    pub(crate) fn around(&self, made: El) -> El {
        let words = self.words();
        let unsure = self.said() == Some(&Said::Unsure);
        let error = self.error.as_ref().map(|error| {
            el("p", "ta-error")
                .at("id", &self.part("-e"))
                .with(icon("err", "ta-i"))
                .with(text("span", "", error))
        });
        let echo = self
            .echo
            .as_ref()
            .map(|echo| text("p", "ta-echo", echo).at("id", &self.part("-v")));
        let note = unsure.then(|| text("p", "ta-cap ta-gap-x", words.ui("unsure.note")));
        let hint = (!self.hint.is_empty()).then(|| {
            text("p", "ta-cap ta-gap-x", self.hint)
                .at("id", &self.part("-h"))
                .text(&self.sources())
        });
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
            .at(
                "aria-label",
                &words.fill("toggle.of", &[word, &self.full_label]),
            )
            .with(el("i", ""))
            .text(word)
    }

    /// A box for a text
    fn typed(&self) -> El {
        let format = self.name.format;
        let numeric = matches!(
            format,
            Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year
        );
        let toggles = el("span", "ta-field__b")
            .maybe(
                self.input
                    .may_be_none
                    .then(|| self.toggle("none", &Said::None)),
            )
            .with(self.toggle("unsure", &Said::Unsure));
        let top = el("div", "ta-field__top")
            .with(text("label", "ta-label", &self.label).at("for", &self.id))
            .with(toggles);
        let input = self
            .control("input")
            .is("type", "text")
            .is("autocomplete", "off")
            .is("spellcheck", "false")
            .at_if(numeric, "inputmode", "decimal")
            .at("placeholder", self.placeholder())
            .value(self.scene.model.state.text(self.place));
        let unit = unit(self.words(), self.name);
        let boxed = el("div", "ta-box")
            .with(input)
            .maybe((!unit.is_empty()).then(|| text("span", "", &unit)));
        self.around(el("div", self.class()).key(&self.id).with(top).with(boxed))
    }

    /// What takes the answer
    pub(crate) fn control(&self, tag: &'static str) -> El {
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
            (_, Format::Date) if self.scene.pack().as_of == Some(self.place.input) => {
                &self.scene.model.settings.as_of
            }
            (_, Format::Date) => words.ui("placeholder.date"),
            (_, Format::Month) => words.ui("placeholder.month"),
            _ => "",
        }
    }
}
