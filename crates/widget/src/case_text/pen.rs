//! What was said, put on paper as the JSON of a case.

use tradeaid_engine::{Format, InputId, InputName, KindId, Scope};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::Writer;

use super::{inputs_of, key_of, section_of, understood};
use crate::entry::{Mistake, Span};
use crate::state::{Place, Said, State};

/// What is being written, and what had to be left out
pub(super) struct Pen<'a> {
    pub(super) calculator: &'a Calculator,
    pub(super) state: &'a State,
    pub(super) as_of: &'a str,
    pub(super) mistakes: Vec<(Place, Mistake)>,
}

impl Pen<'_> {
    /// Writes the inputs of one section of a case.
    pub(super) fn section(&mut self, writer: &mut Writer, section: &str) {
        let calculator = self.calculator;
        let of_section = inputs_of(calculator, Scope::Case)
            .filter(|(_, _, name)| section_of(&name.path) == section);
        let mut nested = Writer::new();
        let mut said = false;
        nested.map(|nested| {
            for (id, input, name) in of_section {
                if name.path == section {
                    self.plain(writer, id, name);
                } else if input.yearly {
                    said |= self.series(nested, id, name);
                } else {
                    said |= self.value(nested, key_of(&name.path), Place::of(id), name);
                }
            }
        });
        if said {
            writer.key(section);
            writer.raw(&nested.finish());
        }
    }

    /// An input that stands beside the sections, as the day of assessment does.
    fn plain(&mut self, writer: &mut Writer, id: InputId, name: &InputName) {
        let said = self.value(writer, &name.path, Place::of(id), name);
        if !said && self.calculator.engine().pack().as_of == Some(id) {
            writer.text_entry(&name.path, self.as_of);
        }
    }

    fn series(&mut self, writer: &mut Writer, id: InputId, name: &InputName) -> bool {
        let every = Place::of(id);
        let key = key_of(&name.path);
        let mut years: Vec<i32> = self.state.years(id).collect();
        if self.state.is_answered(every) || years.is_empty() {
            return self.value(writer, key, every, name);
        }
        years.sort_unstable();
        let mut nested = Writer::new();
        let mut said = false;
        nested.map(|nested| {
            for year in years {
                let place = Place {
                    year: Some(year),
                    ..every
                };
                said |= self.value(nested, &year.to_string(), place, name);
            }
        });
        if said {
            writer.key(key);
            writer.map(|writer| {
                writer.key("by_year");
                writer.raw(&nested.finish());
            });
        }
        said
    }

    /// Writes the items of a kind, if there are any.
    pub(super) fn items(&mut self, writer: &mut Writer, kind: KindId, name: &str) {
        let state = self.state;
        let mut items = state.items_of(kind).peekable();
        if items.peek().is_none() {
            return;
        }
        let calculator = self.calculator;
        writer.key(name);
        writer.list(|writer| {
            for item in items {
                writer.map(|writer| {
                    writer.text_entry("id", &item.id);
                    for (id, _, name) in inputs_of(calculator, Scope::Item(kind)) {
                        let place = Place {
                            item: Some(item.number),
                            ..Place::of(id)
                        };
                        self.value(writer, key_of(&name.path), place, name);
                    }
                });
            }
        });
    }

    /// Writes what was said at a place, if it can be written, and tells whether it was.
    fn value(&mut self, writer: &mut Writer, key: &str, place: Place, name: &InputName) -> bool {
        let typed = match self.state.said(place) {
            None => return false,
            Some(Said::Unsure) => {
                writer.key(key);
                writer.raw("null");
                return true;
            }
            Some(Said::None) => {
                writer.text_entry(key, "none");
                return true;
            }
            Some(Said::Text(typed)) => typed.trim(),
        };
        if typed.is_empty() {
            return false;
        }
        match name.format {
            Format::YesNo => {
                writer.key(key);
                writer.bool(typed == "true");
            }
            Format::Choice => choice(writer, key, typed),
            Format::Reference if self.state.item_by_id(typed).is_none() => return false,
            Format::Reference | Format::Text => writer.text_entry(key, typed),
            _ => match understood(self.calculator, place.input, typed) {
                Ok(span) => {
                    writer.key(key);
                    write_span(writer, &span, &name.unit);
                }
                Err(mistake) => {
                    self.mistakes.push((place, mistake));
                    return false;
                }
            },
        }
        true
    }
}

fn choice(writer: &mut Writer, key: &str, typed: &str) {
    if !typed.contains(',') {
        return writer.text_entry(key, typed);
    }
    writer.key(key);
    writer.map(|writer| {
        writer.key("any_of");
        writer.list(|writer| typed.split(',').for_each(|option| writer.text(option)));
    });
}

fn write_span(writer: &mut Writer, span: &Span, unit: &str) {
    let currency = span.currency.filter(|code| *code != unit);
    match (span.as_point(), currency) {
        (Some(value), None) => writer.text(value),
        (Some(value), Some(code)) => writer.map(|writer| {
            writer.text_entry("amount", value);
            writer.text_entry("currency", code);
        }),
        (None, _) => writer.map(|writer| {
            for (key, end) in [("min", span.min.as_deref()), ("max", span.max.as_deref())] {
                if let Some(end) = end {
                    writer.text_entry(key, end);
                }
            }
            if let Some(code) = currency {
                writer.text_entry("currency", code);
            }
        }),
    }
}
