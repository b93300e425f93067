//! One question and its answer: a text box, a row of segments or a list, drawn from what the pack says of the input.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{Choices, Format, InputClass, InputName};
use yew::prelude::*;

use super::{Scene, field_id};
use crate::case_text::{OPEN, understood};
use crate::state::{Place, Said};
use crate::texts::Words;
use crate::view::icon::icon;
use crate::view::notice::fault_text;

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
    label: String,
    error: Option<String>,
    hint: &'a str,
    echo: Option<String>,
}

/// The field at a place
pub(crate) fn field(scene: &Scene<'_>, place: Place) -> Html {
    let (Some(input), Some(name)) = (scene.pack().input(place.input), scene.words.input(place.input)) else {
        return Html::default();
    };
    let error = scene.fault(place).map(|fault| fault_text(scene, fault));
    let field = Field {
        scene,
        place,
        id: field_id(place),
        input,
        name,
        label: scene.field_label(place.input, place.year),
        echo: error.is_none().then(|| echo(scene, place, name)).flatten(),
        error,
        hint: scene.words.hint(name),
    };
    match name.format {
        Format::YesNo | Format::Choice | Format::Reference => field.choice(),
        _ => field.text(),
    }
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
    fn described_by(&self) -> Option<String> {
        let parts = [
            (self.error.is_some(), "-e"),
            (self.echo.is_some(), "-v"),
            (!self.hint.is_empty(), "-h"),
        ];
        let ids: Vec<String> = parts
            .iter()
            .filter(|(there, _)| *there)
            .map(|(_, part)| self.part(part))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn below(&self) -> Html {
        let words = self.words();
        html! {
            <>
                if let Some(error) = &self.error {
                    <p class="ta-error" id={self.part("-e")}>{ icon("err", "ta-i") }<span>{ error }</span></p>
                }
                if let Some(echo) = &self.echo {
                    <p class="ta-echo" id={self.part("-v")}>{ echo }</p>
                }
                if self.said() == Some(&Said::Unsure) {
                    <p class="ta-cap ta-gap-x">{ words.ui("unsure.note") }</p>
                }
                if !self.hint.is_empty() {
                    <p class="ta-cap ta-gap-x" id={self.part("-h")}>{ self.hint }{ self.sources() }</p>
                }
            </>
        }
    }

    /// Where the pack's own figure of a parameter comes from
    fn sources(&self) -> Html {
        let sources = &self.name.sources;
        match sources.is_empty() {
            true => Html::default(),
            false => html! { { self.words().fill("parameter.sources", &[&sources.join(self.words().ui("list.separator"))]) } },
        }
    }

    fn toggle(&self, action: &'static str, said: &Said) -> Html {
        let words = self.words();
        let on = self.said() == Some(said);
        let word = words.ui(action);
        html! {
            <button type="button" class={if on { "ta-unk is-on" } else { "ta-unk" }} data-do={action} data-at={self.place.token()}
                aria-pressed={if on { "true" } else { "false" }} aria-label={words.fill("toggle.of", &[word, &self.label])}>
                <i/>{ word }
            </button>
        }
    }

    fn text(&self) -> Html {
        let words = self.words();
        let state = &self.scene.model.state;
        let number = matches!(self.name.format, Format::Count | Format::Money | Format::Rate | Format::Quantity | Format::Year);
        let unit = match self.name.format {
            Format::Rate => "%".into(),
            _ if self.name.unit.is_empty() => String::new(),
            _ => words.unit(&self.name.unit),
        };
        let error = self.error.is_some();
        html! {
            <div class={self.class()} key={self.id.clone()}>
                <div class="ta-field__top">
                    <label class="ta-label" for={self.id.clone()}>{ &self.label }</label>
                    <span class="ta-field__b">
                        if self.input.may_be_none { { self.toggle("none", &Said::None) } }
                        { self.toggle("unsure", &Said::Unsure) }
                    </span>
                </div>
                <div class="ta-box">
                    <input id={self.id.clone()} type="text" data-at={self.place.token()} autocomplete="off" spellcheck="false"
                        inputmode={number.then_some("decimal")} placeholder={self.placeholder()} value={state.text(self.place).to_owned()}
                        aria-invalid={error.then_some("true")} aria-describedby={self.described_by()}/>
                    if !unit.is_empty() { <span>{ unit }</span> }
                </div>
                { self.below() }
            </div>
        }
    }

    fn placeholder(&self) -> Option<String> {
        let words = self.words();
        let key = match (self.said(), self.name.format) {
            (Some(Said::None), _) => "none",
            (Some(Said::Unsure), _) => "left_empty",
            (_, Format::Date) if self.scene.pack().as_of == Some(self.place.input) => {
                return Some(self.scene.model.settings.as_of.clone());
            }
            (_, Format::Date) => "placeholder.date",
            (_, Format::Month) => "placeholder.month",
            _ => return None,
        };
        Some(words.ui(key).into())
    }

    fn choice(&self) -> Html {
        let mut options = self.options();
        let wide: usize = options.iter().map(|(_, text)| width(text).saturating_add(3)).sum();
        if options.len() <= SEGMENTS && wide <= SEGMENTS_WIDTH && self.input.class != InputClass::Reading {
            return self.segments(&options);
        }
        if self.input.class != InputClass::Reading {
            options.insert(0, (String::new(), self.words().ui("choose").into()));
        }
        self.list(options)
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
        let mut options: Vec<(String, String)> = match self.name.format {
            Format::YesNo => ["yes", "no"]
                .into_iter()
                .zip(["true", "false"])
                .map(|(key, value)| (value.into(), words.ui(key).into()))
                .collect(),
            Format::Reference => self.items(),
            _ => self
                .name
                .options
                .iter()
                .map(|option| (option.clone(), words.option(self.name, option).into()))
                .collect(),
        };
        if self.input.may_be_none {
            options.push((NONE.into(), words.ui("none").into()));
        }
        options.push((UNSURE.into(), words.ui("unsure").into()));
        options
    }

    /// The items that another item can be about
    fn items(&self) -> Vec<(String, String)> {
        let state = &self.scene.model.state;
        let own = self.place.item.and_then(|number| state.item(number)).map(|item| item.kind);
        state
            .items()
            .iter()
            .filter(|item| Some(item.kind) != own)
            .map(|item| (item.id.clone(), self.scene.item_name(item.number)))
            .collect()
    }

    /// The readings; what the pack takes by itself is held as nothing said
    fn readings(&self) -> Vec<(String, String)> {
        let words = self.words();
        let assumed = self.input.assumed.map(|value| value.choices());
        let option = |index: u8| self.name.options.get(usize::from(index));
        let by_itself = |text: &str| words.fill("reading.by_itself", &[text]);
        let mut options: Vec<(String, String)> = (0_u8..)
            .map_while(|index| option(index).map(|option| (index, option)))
            .map(|(index, option)| {
                let text = words.option(self.name, option);
                if assumed == Some(Choices::one(index)) {
                    (String::new(), by_itself(text))
                } else {
                    (option.clone(), text.into())
                }
            })
            .collect();
        let open = words.ui("reading.open");
        options.push(match assumed {
            Some(_) => (OPEN.into(), open.into()),
            None => (String::new(), by_itself(open)),
        });
        options
    }

    fn segments(&self, options: &[(String, String)]) -> Html {
        let picked = self.picked();
        let segments = options.iter().map(|(value, text)| {
            let on = picked == value;
            html! {
                <label key={value.clone()} class={on.then_some("is-on")}>
                    <input type="radio" name={self.id.clone()} data-at={self.place.token()} value={value.clone()} checked={on}/>{ text }
                </label>
            }
        });
        html! {
            <fieldset class={self.class()} key={self.id.clone()} id={self.id.clone()} aria-describedby={self.described_by()}>
                <legend class="ta-field__top"><span class="ta-label">{ &self.label }</span></legend>
                <div class="ta-seg">{ segments.collect::<Html>() }</div>
                { self.below() }
            </fieldset>
        }
    }

    fn list(&self, mut options: Vec<(String, String)>) -> Html {
        let picked = self.picked().to_owned();
        if !options.iter().any(|(value, _)| *value == picked) {
            options.push((picked.clone(), self.echo.clone().unwrap_or_default()));
        }
        let options = options.into_iter().map(|(value, text)| {
            html! { <option key={value.clone()} selected={value == picked} value={value.clone()}>{ text }</option> }
        });
        html! {
            <div class={self.class()} key={self.id.clone()}>
                <div class="ta-field__top"><label class="ta-label" for={self.id.clone()}>{ &self.label }</label></div>
                <div class="ta-box">
                    <select id={self.id.clone()} data-at={self.place.token()} ~value={picked.clone()} aria-describedby={self.described_by()}
                        aria-invalid={self.error.is_some().then_some("true")}>
                        { options.collect::<Html>() }
                    </select>
                    { icon("down", "ta-i") }
                </div>
                { self.below() }
            </div>
        }
    }
}

/// How wide a text is, in half characters
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}
