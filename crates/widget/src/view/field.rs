//! One question and its answer: a text box, a row of segments or a list, drawn from what the pack says of the input.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputClass, InputName};

use super::Scene;
use super::markup::{Draw, put};
use super::notice::fault_text;
use crate::case_text::understood;
use crate::entry::trimmed;
use crate::state::{Place, Said};

/// A field as it stands; a text that is empty is not there
pub(crate) struct Field<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) place: Place,
    pub(crate) input: &'a Input,
    pub(crate) name: &'a InputName,
    pub(crate) id: &'a str,
    /// The place, as a button of the field names it
    pub(crate) token: &'a str,
    /// What stands beside the box; of a yearly figure the year
    pub(crate) label: &'a str,
    pub(crate) class: &'static str,
    /// The ids of what is said below the box
    pub(crate) described_by: &'a str,
    pub(crate) echo: &'a str,
    /// What is wrong
    error: &'a str,
    hint: &'a str,
}

/// The field at a place, if the pack knows it
pub(crate) fn field(draw: &mut Draw<'_>, place: Place) {
    let scene = draw.scene;
    let words = &scene.words;
    let (Some(input), Some(name)) = (scene.pack().input(place.input), words.input(place.input))
    else {
        return;
    };
    let id = scene.field_id(place);
    let error = scene.fault(place).map(|fault| fault_text(scene, fault));
    let echo = match error {
        Some(_) => "",
        None => echo(scene, place, name),
    };
    let (label, hint) = match place.year {
        Some(year) => (words.fill("year", &[words.year_digits(year)]), ""),
        None => (scene.field_label(place.input, None), words.hint(name)),
    };
    let error = error.unwrap_or_default();
    let mut described_by = String::new();
    for (said, part) in [(error, "-e"), (echo, "-v"), (hint, "-h")] {
        if !said.is_empty() {
            let gap = if described_by.is_empty() { "" } else { " " };
            described_by.extend([gap, id, part]);
        }
    }
    let field = Field {
        scene,
        place,
        input,
        name,
        id,
        token: words.keep(place.token()),
        label,
        class: match scene.model.state.said(place) {
            _ if !error.is_empty() => "ta-field ta-field--error",
            Some(Said::Unsure) => "ta-field ta-field--unknown",
            Some(Said::None) => "ta-field ta-field--none",
            _ if input.class == InputClass::Reading => "ta-field ta-field--wide",
            _ => "ta-field",
        },
        described_by: words.keep(described_by),
        echo,
        error,
        hint,
    };
    match name.format {
        Format::YesNo | Format::Choice | Format::Reference => field.choice(draw),
        _ => field.typed(draw),
    }
}

/// What the box was understood as, where that is more than what stands in it
fn echo<'a>(scene: &Scene<'a>, place: Place, name: &InputName) -> &'a str {
    let words = &scene.words;
    if !scene.model.state.is_answered(place) {
        return derived(scene, place);
    }
    let typed = scene.model.state.text(place);
    match name.format {
        Format::Choice if typed.contains(',') => {
            let mut options = Vec::new();
            for option in typed.split(',') {
                options.push(words.option(name, option));
            }
            words.row(&options, words.ui("or"))
        }
        Format::YesNo | Format::Choice | Format::Reference | Format::Text => "",
        _ => {
            let Ok(span) = understood(&scene.model.calculator, place.input, typed) else {
                return "";
            };
            let text = words.understood(name, &span);
            let typed = trimmed(typed);
            let same = text.strip_prefix(typed);
            if same.is_some_and(|rest| rest.is_empty() || rest == unit(scene, name)) {
                return "";
            }
            text
        }
    }
}

/// What stands behind a number of an input
fn unit<'a>(scene: &Scene<'a>, name: &InputName) -> &'a str {
    match name.format {
        Format::Rate => "%",
        _ if name.unit.is_empty() => "",
        _ => scene.words.unit(&name.unit),
    }
}

/// What the pack worked out for an input that was left to it
fn derived<'a>(scene: &Scene<'a>, place: Place) -> &'a str {
    let Some(outcome) = scene.outcome else {
        return "";
    };
    for derived in &outcome.answer.derived {
        if derived.input == place.input && derived.value.is_point() {
            let value = scene.words.value(place.input, &derived.value, false);
            return scene.words.fill("echo.derived", &[value]);
        }
    }
    ""
}

impl Field<'_> {
    pub(crate) fn said(&self) -> Option<&Said> {
        self.scene.model.state.said(self.place)
    }

    /// What is said below the box, each part in its own slot
    pub(crate) fn around(&self, draw: &mut Draw<'_>) {
        let words = &self.scene.words;
        put!(draw, "<>");
        if !self.error.is_empty() {
            put!(
                draw,
                "<p class=ta-error id={}-e><:err ta-i /><span>{}</span></p>",
                self.id,
                self.error
            );
        }
        put!(draw, "</><>");
        if !self.echo.is_empty() {
            put!(draw, "<p class=ta-echo id={}-v>{}</p>", self.id, self.echo);
        }
        put!(draw, "</><>");
        if self.said() == Some(&Said::Unsure) {
            put!(draw, "<p class='ta-cap ta-gap-x'>@unsure.note</p>");
        }
        put!(draw, "</><>");
        if !self.hint.is_empty() {
            let mut sources = "";
            if !self.name.sources.is_empty() {
                let mut all = Vec::new();
                for source in &self.name.sources {
                    all.push(source.as_str());
                }
                let all = words.row(&all, words.ui("list.separator"));
                sources = words.fill("parameter.sources", &[all]);
            }
            put!(
                draw,
                "<p class='ta-cap ta-gap-x' id={}-h>{}{}</p>",
                self.id,
                self.hint,
                sources
            );
        }
        put!(draw, "</>");
    }

    fn toggle(&self, draw: &mut Draw<'_>, action: &'static str, said: &Said) {
        let on = self.said() == Some(said);
        let word = self.scene.words.ui(action);
        let full_label = self.scene.field_label(self.place.input, self.place.year);
        put!(
            draw,
            "<button class={} type=button data-do={} data-at={} aria-pressed={} aria-label=@toggle.of/2><i></i>{}</button>",
            if on { "ta-unk is-on" } else { "ta-unk" },
            action,
            self.token,
            if on { "true" } else { "false" },
            word,
            full_label,
            word
        );
    }

    /// A box for a text
    fn typed(&self, draw: &mut Draw<'_>) {
        let numeric = matches!(
            self.name.format,
            Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year
        );
        put!(
            draw,
            "<div key={} class={}><div class=ta-field__top><label class=ta-label for={}>{}</label><span class=ta-field__b><>",
            self.id,
            self.class,
            self.id,
            self.label
        );
        if self.input.may_be_none {
            self.toggle(draw, "none", &Said::None);
        }
        put!(draw, "</>");
        self.toggle(draw, "unsure", &Said::Unsure);
        put!(
            draw,
            "</span></div><div class=ta-box><input id={} data-at={} aria-invalid={} aria-describedby={} \
             type=text autocomplete=off spellcheck=false inputmode={} placeholder={} value={} /><>",
            self.id,
            self.token,
            self.invalid(),
            self.described_by,
            if numeric { "decimal" } else { "" },
            self.placeholder(),
            self.scene.model.state.text(self.place)
        );
        let unit = unit(self.scene, self.name);
        if !unit.is_empty() {
            put!(draw, "<span>{}</span>", unit);
        }
        put!(draw, "</></div>");
        self.around(draw);
        put!(draw, "</div>");
    }

    /// What tells a reader of the screen that the answer cannot be taken
    pub(crate) const fn invalid(&self) -> &'static str {
        if self.error.is_empty() { "" } else { "true" }
    }

    fn placeholder(&self) -> &str {
        let words = &self.scene.words;
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
