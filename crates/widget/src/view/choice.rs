//! A question with options: segments where they are few and short, else a list.

use tradeaid_engine::{Format, InputClass};

use super::field::Field;
use super::markup::{Draw, put};
use crate::case_text::OPEN;
use crate::state::Said;
use crate::texts::{Text, key, text};

/// What a list or a segment holds for 不清楚
pub(crate) const UNSURE: &str = "?";
/// What a list or a segment holds for 没有
pub(crate) const NONE: &str = "!";

/// The widest row of segments, in half characters
const SEGMENTS_WIDTH: usize = 34;
const SEGMENTS: usize = 5;

/// What an option holds, and what it is called
type Options<'a> = Vec<(&'a Text, &'a Text)>;

impl<'a> Field<'a> {
    /// Segments where there are few and short options, else a list
    pub(crate) fn choice(&self, draw: &mut Draw<'_>) {
        let reading = self.input.class == InputClass::Reading;
        if reading {
            return self.pick_list(draw, self.readings());
        }
        let options = self.options();
        let picks = options.get(1..).unwrap_or_default();
        let mut wide: usize = 0;
        for (_, text) in picks {
            wide = wide.saturating_add(width(text)).saturating_add(3);
        }
        if picks.len() <= SEGMENTS && wide <= SEGMENTS_WIDTH {
            return self.segments(draw, picks);
        }
        self.pick_list(draw, options);
    }

    /// What is picked, in the form in which the options hold it
    fn picked(&self) -> &'a Text {
        match self.scene.model.state.said(self.place) {
            Some(Said::Unsure) => text!(UNSURE),
            Some(Said::None) => text!(NONE),
            Some(Said::Text(text)) => self.scene.words.keep(text),
            None => text!(""),
        }
    }

    /// The options, behind what a list shows before one is picked
    fn options(&self) -> Options<'a> {
        let words = &self.scene.words;
        let mut options = vec![(text!(""), words.ui(key!("choose")))];
        match self.name.format {
            Format::YesNo => {
                options.push((text!("true"), words.ui(key!("yes"))));
                options.push((text!("false"), words.ui(key!("no"))));
            }
            Format::Reference => self.add_items(&mut options),
            _ => {
                for option in &self.name.options {
                    options.push((words.keep(option), words.option(self.name, option)));
                }
            }
        }
        if self.input.may_be_none {
            options.push((text!(NONE), words.ui(key!("none"))));
        }
        options.push((text!(UNSURE), words.ui(key!("unsure"))));
        options
    }

    /// The items that another item can be about
    fn add_items(&self, options: &mut Options<'a>) {
        let state = &self.scene.model.state;
        let own = self.place.item.and_then(|number| state.item(number));
        for item in state.items() {
            if own.is_none_or(|own| own.kind != item.kind) {
                options.push((
                    self.scene.words.keep(&item.id),
                    self.scene.item_name(item.number),
                ));
            }
        }
    }

    /// The readings; what the pack takes by itself is held as nothing said
    fn readings(&self) -> Options<'a> {
        let words = &self.scene.words;
        let assumed = self
            .input
            .assumed
            .and_then(|value| value.choices().as_point());
        let reading = |value, text, by_itself| {
            if by_itself {
                (text!(""), words.fill(key!("reading.by_itself"), &[text]))
            } else {
                (value, text)
            }
        };
        let mut options: Options<'a> = Vec::new();
        for (index, option) in (0_u8..).zip(&self.name.options) {
            let text = words.option(self.name, option);
            options.push(reading(words.keep(option), text, assumed == Some(index)));
        }
        options.push(reading(
            text!(OPEN),
            words.ui(key!("reading.open")),
            assumed.is_none(),
        ));
        options
    }

    fn segments(&self, draw: &mut Draw<'_>, options: &[(&Text, &Text)]) {
        put!(
            draw,
            "<fieldset key={} class={} data-of={} id=ta-{} aria-describedby={}><legend class=ta-field__top>\
             <span class=ta-label>{}</span></legend><div class=ta-seg><>",
            self.token,
            self.class,
            self.path,
            self.token,
            self.described_by,
            self.label
        );
        let picked = self.picked();
        for (value, content) in options {
            let on = if *value == picked {
                text!("is-on")
            } else {
                text!("")
            };
            put!(
                draw,
                "<label key={} class={}><input type=radio name=ta-{} data-at={} .value={} checked={} />{}</label>",
                value,
                on,
                self.token,
                self.token,
                value,
                on,
                content
            );
        }
        put!(draw, "</></div>");
        self.around(draw);
        put!(draw, "</fieldset>");
    }

    fn pick_list(&self, draw: &mut Draw<'_>, mut options: Options<'a>) {
        let picked = self.picked();
        if !options.iter().any(|(value, _)| *value == picked) {
            options.push((picked, self.echo));
        }
        put!(
            draw,
            "<div key={} class={} data-of={}><div class=ta-field__top><label class=ta-label for=ta-{}>{}</label></div>\
             <div class=ta-box><select id=ta-{} data-at={} aria-invalid={} aria-describedby={} value={}><>",
            self.token,
            self.class,
            self.path,
            self.token,
            self.label,
            self.token,
            self.token,
            self.invalid(),
            self.described_by,
            picked
        );
        for (value, content) in &options {
            put!(
                draw,
                "<option key={} value={} selected={}>{}</option>",
                value,
                value,
                if *value == picked {
                    text!("selected")
                } else {
                    text!("")
                },
                content
            );
        }
        put!(draw, "</></select><:down ta-i /></div>");
        self.around(draw);
        put!(draw, "</div>");
    }
}

/// How wide a text is, in half characters
fn width(text: &str) -> usize {
    let mut wide: usize = 0;
    for byte in text.bytes() {
        wide = wide.saturating_add(match byte {
            0..0x80 => 1,
            // The bytes of a letter behind its first
            0x80..0xC0 => 0,
            0xC0.. => 2,
        });
    }
    wide
}
