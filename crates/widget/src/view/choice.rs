//! A question with options: segments where they are few and short, else a list.

use tradeaid_engine::{Format, InputClass};

use super::field::Field;
use super::icon::icon;
use super::node::{El, el, text};
use crate::case_text::OPEN;
use crate::state::Said;

/// What a list or a segment holds for 不清楚
pub(crate) const UNSURE: &str = "?";
/// What a list or a segment holds for 没有
pub(crate) const NONE: &str = "!";

/// The widest row of segments, in half characters
const SEGMENTS_WIDTH: usize = 34;
const SEGMENTS: usize = 5;

impl Field<'_> {
    /// Segments where there are few and short options, else a list
    pub(crate) fn choice(&self) -> El {
        let mut options = self.options();
        if self.input.class == InputClass::Reading {
            return self.pick_list(options);
        }
        let wide: usize = options
            .iter()
            .map(|(_, text)| width(text).saturating_add(3))
            .sum();
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
        let own = self
            .place
            .item
            .and_then(|number| state.item(number))
            .map(|item| item.kind);
        for item in state.items() {
            if Some(item.kind) != own {
                options.push((item.id.clone(), self.scene.item_name(item.number)));
            }
        }
    }

    /// The readings; what the pack takes by itself is held as nothing said
    fn readings(&self) -> Vec<(String, String)> {
        let words = self.words();
        let assumed = self
            .input
            .assumed
            .and_then(|value| value.choices().as_point());
        let mut options = Vec::new();
        let mut add = |value: &str, text: &str, by_itself: bool| {
            options.push(if by_itself {
                (String::new(), words.fill("reading.by_itself", &[text]))
            } else {
                (value.to_owned(), text.to_owned())
            });
        };
        for (index, option) in (0_u8..).zip(&self.name.options) {
            add(
                option,
                words.option(self.name, option),
                assumed == Some(index),
            );
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
            segments.push(
                el("label", if on { "is-on" } else { "" })
                    .key(value)
                    .with(input)
                    .text(content),
            );
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
        let top = el("div", "ta-field__top")
            .with(text("label", "ta-label", &self.label).at("for", &self.id));
        let list = self.control("select").picked(picked).list(lines);
        let boxed = el("div", "ta-box").with(list).with(icon("down", "ta-i"));
        self.around(el("div", self.class()).key(&self.id).with(top).with(boxed))
    }
}

/// A line of a list
fn option(value: &str, content: &str, selected: bool) -> El {
    text("option", "", content)
        .key(value)
        .at("value", value)
        .at_if(selected, "selected", "")
}

/// How wide a text is, in half characters
fn width(text: &str) -> usize {
    text.chars()
        .map(|letter| if letter.is_ascii() { 1 } else { 2 })
        .sum()
}
