//! What was said, put on paper as the JSON of a case.

use tradeaid_engine::{Format, InputName, KindId, Scope};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::Writer;
use tradeaid_wire::text::{cut, digits};

use super::{inputs_of, key_of, section_of, understood};
use crate::entry::{Mistake, Span, trimmed};
use crate::state::{Place, Said, State};

/// What is being written, and what had to be left out
pub(super) struct Pen<'a> {
    calculator: &'a Calculator,
    state: &'a State,
    pub(super) writer: Writer,
    pub(super) mistakes: Vec<(Place, Mistake)>,
    /// The keys of the maps that lead to the next value
    path: Vec<&'a str>,
    /// How many of them are open; the others wait for something to stand in them
    open: usize,
}

impl<'a> Pen<'a> {
    pub(super) fn new(calculator: &'a Calculator, state: &'a State) -> Self {
        Self {
            calculator,
            state,
            writer: Writer::new(),
            mistakes: Vec::new(),
            path: Vec::new(),
            open: 0,
        }
    }

    /// Leaves the map that was entered last; if nothing was written in it, it is not there.
    fn leave(&mut self) {
        self.path.pop();
        if self.open > self.path.len() {
            self.open -= 1;
            self.writer.close_map();
        }
    }

    /// Writes the key of a value, and what leads to it.
    fn key(&mut self, key: &str) {
        for outer in self.path.iter().skip(self.open) {
            self.writer.key(outer);
            self.writer.open_map();
        }
        self.open = self.path.len();
        self.writer.key(key);
    }

    /// Writes the inputs of one section of a case.
    pub(super) fn section(&mut self, section: &'a str, as_of: &str) {
        self.path.push(section);
        for (id, input, name) in inputs_of(self.calculator, Scope::Case) {
            let place = Place::of(id);
            if section_of(&name.path) != section {
                continue;
            }
            if name.path == section {
                self.path.pop();
                self.plain(place, name, as_of);
                self.path.push(section);
            } else if input.yearly {
                self.series(place, name);
            } else {
                self.value(key_of(&name.path), place, name);
            }
        }
        self.leave();
    }

    /// An input that stands beside the sections, as the day of assessment does.
    fn plain(&mut self, place: Place, name: &InputName, as_of: &str) {
        let said = self.value(&name.path, place, name);
        if !said && self.calculator.engine().pack().as_of == Some(place.input) {
            self.writer.text_entry(&name.path, as_of);
        }
    }

    fn series(&mut self, every: Place, name: &'a InputName) {
        let key = key_of(&name.path);
        let years = self.state.years(every.input);
        if self.state.is_answered(every) || years.is_empty() {
            self.value(key, every, name);
            return;
        }
        self.path.push(key);
        self.path.push("by_year");
        for year in &years {
            let place = Place {
                year: Some(*year),
                ..every
            };
            self.value(&digits(year.unsigned_abs().into(), 1), place, name);
        }
        self.leave();
        self.leave();
    }

    /// Writes the items of a kind, if there are any.
    pub(super) fn items(&mut self, kind: KindId, name: &str) {
        let mut is_open = false;
        for item in self.state.items() {
            if item.kind != kind {
                continue;
            }
            if !is_open {
                self.writer.key(name);
                self.writer.open_list();
                is_open = true;
            }
            self.writer.open_map();
            self.writer.text_entry("id", &item.id);
            for (id, _, name) in inputs_of(self.calculator, Scope::Item(kind)) {
                let place = Place {
                    item: Some(item.number),
                    ..Place::of(id)
                };
                self.value(key_of(&name.path), place, name);
            }
            self.writer.close_map();
        }
        if is_open {
            self.writer.close_list();
        }
    }

    /// Writes what was said at a place, if it can be written, and tells whether it was.
    fn value(&mut self, key: &str, place: Place, name: &InputName) -> bool {
        let typed = match self.state.said(place) {
            None => return false,
            Some(Said::Unsure) => {
                self.key(key);
                self.writer.raw("null");
                return true;
            }
            Some(Said::None) => {
                self.text(key, "none");
                return true;
            }
            Some(Said::Text(typed)) => trimmed(typed),
        };
        if typed.is_empty() {
            return false;
        }
        match name.format {
            Format::YesNo => {
                self.key(key);
                self.writer.bool(typed == "true");
            }
            Format::Choice => self.choice(key, typed),
            Format::Reference if self.state.item_by_id(typed).is_none() => return false,
            Format::Reference | Format::Text => self.text(key, typed),
            _ => match understood(self.calculator, place.input, typed) {
                Ok(span) => self.span(key, &span, &name.unit),
                Err(mistake) => {
                    self.mistakes.push((place, mistake));
                    return false;
                }
            },
        }
        true
    }

    fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.writer.text(text);
    }

    fn choice(&mut self, key: &str, typed: &str) {
        let Some((mut option, mut rest)) = cut(typed, b',') else {
            return self.text(key, typed);
        };
        self.key(key);
        self.writer.open_map();
        self.writer.key("any_of");
        self.writer.open_list();
        while let Some((next, behind)) = cut(rest, b',') {
            self.writer.text(option);
            (option, rest) = (next, behind);
        }
        self.writer.text(option);
        self.writer.text(rest);
        self.writer.close_list();
        self.writer.close_map();
    }

    fn span(&mut self, key: &str, span: &Span, unit: &str) {
        let currency = span.currency.filter(|code| *code != unit).unwrap_or("");
        let point = span.as_point();
        if let Some(value) = point
            && currency.is_empty()
        {
            return self.text(key, value);
        }
        self.key(key);
        self.writer.open_map();
        let (first, max) = match point {
            Some(_) => ("amount", ""),
            None => ("min", span.max.as_str()),
        };
        for (key, text) in &[
            (first, span.min.as_str()),
            ("max", max),
            ("currency", currency),
        ] {
            if !text.is_empty() {
                self.writer.text_entry(key, text);
            }
        }
        self.writer.close_map();
    }
}
