//! One question and its answer: a text box, a row of segments or a list, drawn from what the pack says of the input.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Format, InputClass, InputName};
use tradeaid_wire::text::{cut, glued};

use super::Scene;
use super::markup::{Draw, put};
use super::notice::fault_text;
use crate::case_text::understood;
use crate::entry::trimmed;
use crate::state::{Place, Said};
use crate::texts::{Key, Text, key, text};

/// A field as it stands; a text that is empty is not there
pub(crate) struct Field<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) place: Place,
    pub(crate) input: &'a Input,
    pub(crate) name: &'a InputName,
    /// The input, as a case names it: hosts go by that
    pub(crate) path: &'a Text,
    /// The place, as its ids and its buttons name it
    pub(crate) token: &'a Text,
    /// What stands beside the box; of a yearly figure the year
    pub(crate) label: &'a Text,
    pub(crate) class: &'static Text,
    /// The ids of what is said below the box
    pub(crate) described_by: &'a Text,
    pub(crate) echo: &'a Text,
    /// What is wrong
    error: &'a Text,
    hint: &'a Text,
}

/// The field at a place, if the pack knows it
pub(crate) fn field(draw: &mut Draw<'_>, place: Place) {
    let scene = draw.scene;
    let words = &scene.words;
    let (Some(input), Some(name)) = (scene.pack().input(place.input), words.input(place.input))
    else {
        return;
    };
    let token = scene.token(place);
    let error = scene.fault(place).map(|fault| fault_text(scene, fault));
    let echo = match error {
        Some(_) => text!(""),
        None => echo(scene, place, name),
    };
    let (label, hint) = match place.year {
        Some(year) => (
            words.fill(key!("year"), &[words.year_digits(year)]),
            text!(""),
        ),
        None => (scene.field_label(place.input, None), words.hint(name)),
    };
    let error = error.unwrap_or(text!(""));
    let mut described_by = String::new();
    for (said, part) in &[(error, "-e"), (echo, "-v"), (hint, "-h")] {
        if !said.is_empty() {
            let before = if described_by.is_empty() { "" } else { " " };
            described_by.push_str(&glued(&[before, "ta-", token, part]));
        }
    }
    let field = Field {
        scene,
        place,
        input,
        name,
        path: words.keep(&name.path),
        token,
        label,
        class: match scene.model.state.said(place) {
            _ if !error.is_empty() => text!("ta-field ta-field--error"),
            Some(Said::Unsure) => text!("ta-field ta-field--unknown"),
            Some(Said::None) => text!("ta-field ta-field--none"),
            _ if input.class == InputClass::Reading => text!("ta-field ta-field--wide"),
            _ => text!("ta-field"),
        },
        described_by: words.keep(&described_by),
        echo,
        error,
        hint,
    };
    draw.part(token, &|draw| match name.format {
        Format::YesNo | Format::Choice | Format::Reference => field.choice(draw),
        _ => field.typed(draw),
    });
}

/// What the box was understood as, where that is more than what stands in it
fn echo<'a>(scene: &Scene<'a>, place: Place, name: &InputName) -> &'a Text {
    let words = &scene.words;
    if !scene.model.state.is_answered(place) {
        return derived(scene, place);
    }
    let typed = scene.model.state.text(place);
    match name.format {
        Format::Choice if typed.contains(',') => {
            let mut options = Vec::new();
            let mut rest = typed;
            while let Some((option, behind)) = cut(rest, b',') {
                options.push(words.option(name, option));
                rest = behind;
            }
            options.push(words.option(name, rest));
            words.joined(&options, words.ui(key!("or")))
        }
        Format::YesNo | Format::Choice | Format::Reference | Format::Text => text!(""),
        _ => {
            let Ok(span) = understood(&scene.model.calculator, place.input, typed) else {
                return text!("");
            };
            let text = words.understood(name, &span);
            let typed = trimmed(typed);
            let same = text.strip_prefix(typed);
            if same.is_some_and(|rest| rest.is_empty() || rest == unit(scene, name).as_str()) {
                return text!("");
            }
            text
        }
    }
}

/// What stands behind a number of an input
fn unit<'a>(scene: &Scene<'a>, name: &InputName) -> &'a Text {
    match name.format {
        Format::Rate => text!("%"),
        _ if name.unit.is_empty() => text!(""),
        _ => scene.words.unit(&name.unit),
    }
}

/// What the pack worked out for an input that was left to it
fn derived<'a>(scene: &Scene<'a>, place: Place) -> &'a Text {
    let Some(outcome) = scene.outcome else {
        return text!("");
    };
    for derived in &outcome.answer.derived {
        if derived.input == place.input && derived.value.is_point() {
            let value = scene.words.value(place.input, &derived.value, false);
            return scene.words.fill(key!("echo.derived"), &[value]);
        }
    }
    text!("")
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
                "<p class=ta-error id=ta-{}-e><:err ta-i /><span>{}</span></p>",
                self.token,
                self.error
            );
        }
        put!(draw, "</><>");
        if !self.echo.is_empty() {
            put!(
                draw,
                "<p class=ta-echo id=ta-{}-v>{}</p>",
                self.token,
                self.echo
            );
        }
        put!(draw, "</><>");
        if self.said() == Some(&Said::Unsure) {
            put!(draw, "<p class='ta-cap ta-gap-x'>@unsure.note</p>");
        }
        put!(draw, "</><>");
        if !self.hint.is_empty() {
            let mut sources = text!("");
            if !self.name.sources.is_empty() {
                let mut all = Vec::new();
                for source in &self.name.sources {
                    all.push(words.keep(source));
                }
                sources = words.fill(key!("parameter.sources"), &[words.list(&all)]);
            }
            put!(
                draw,
                "<p class='ta-cap ta-gap-x' id=ta-{}-h>{}{}</p>",
                self.token,
                self.hint,
                sources
            );
        }
        put!(draw, "</>");
    }

    fn toggle(&self, draw: &mut Draw<'_>, action: &Text, key: Key, said: &Said) {
        let on = self.said() == Some(said);
        let word = self.scene.words.ui(key);
        let full_label = self.scene.field_label(self.place.input, self.place.year);
        put!(
            draw,
            "<button class={} type=button data-do={} data-at={} aria-pressed={} aria-label=@toggle.of/2><i></i>{}</button>",
            if on {
                text!("ta-unk is-on")
            } else {
                text!("ta-unk")
            },
            action,
            self.token,
            if on { text!("true") } else { text!("false") },
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
            "<div key={} class={} data-of={}><div class=ta-field__top><label class=ta-label for=ta-{}>{}</label>\
             <span class=ta-field__b><>",
            self.token,
            self.class,
            self.path,
            self.token,
            self.label
        );
        if self.input.may_be_none {
            self.toggle(draw, text!("none"), key!("none"), &Said::None);
        }
        put!(draw, "</>");
        self.toggle(draw, text!("unsure"), key!("unsure"), &Said::Unsure);
        put!(
            draw,
            "</span></div><div class=ta-box><input id=ta-{} data-at={} aria-invalid={} aria-describedby={} \
             type=text autocomplete=off spellcheck=false inputmode={} placeholder={} .value={} /><>",
            self.token,
            self.token,
            self.invalid(),
            self.described_by,
            if numeric { text!("decimal") } else { text!("") },
            self.placeholder(),
            self.scene
                .words
                .keep(self.scene.model.state.text(self.place))
        );
        let unit = unit(self.scene, self.name);
        if !unit.is_empty() {
            put!(draw, "<span>{}</span>", unit);
        }
        put!(draw, "</><>");
        if self.name.format == Format::Date {
            self.calendar(draw);
        }
        put!(draw, "</></div>");
        self.around(draw);
        put!(draw, "</div>");
    }

    /// A day can be picked as well, from the calendar that the browser has
    fn calendar(&self, draw: &mut Draw<'_>) {
        let scene = self.scene;
        let typed = scene.model.state.text(self.place);
        let understood = understood(&scene.model.calculator, self.place.input, typed);
        let day = understood.as_ref().ok().and_then(|span| span.as_point());
        let name = scene.field_label(self.place.input, None);
        put!(
            draw,
            "<span class=ta-pick><input type=date data-at={} aria-label=@toggle.of/2 .value={} /><:down ta-i /></span>",
            self.token,
            scene.words.ui(key!("pick")),
            name,
            scene.words.keep(day.unwrap_or_default())
        );
    }

    /// What tells a reader of the screen that the answer cannot be taken
    pub(crate) fn invalid(&self) -> &'static Text {
        if self.error.is_empty() {
            text!("")
        } else {
            text!("true")
        }
    }

    fn placeholder(&self) -> &Text {
        let words = &self.scene.words;
        match (self.said(), self.name.format) {
            (Some(Said::None), _) => words.ui(key!("none")),
            (Some(Said::Unsure), _) => words.ui(key!("left_empty")),
            (_, Format::Date) if self.scene.pack().as_of == Some(self.place.input) => {
                words.keep(&self.scene.model.settings.as_of)
            }
            (_, Format::Date) => words.ui(key!("placeholder.date")),
            (_, Format::Month) => words.ui(key!("placeholder.month")),
            _ => text!(""),
        }
    }
}
