//! Writes values in the form a case has, and what an answer looked at or turns on.

use tradeaid_engine::{
    Cell, Choices, Date, Days, Format, InputId, Interval, Number, Observed, Truth, Value,
};

use super::{Scribe, year};
use crate::figure::{day, decimal};
use crate::json::Writer;
use crate::text::glued;

impl Scribe<'_> {
    pub(super) fn observed(&mut self, inputs: &[Observed]) {
        self.w.open_map();
        for (index, observed) in inputs.iter().enumerate() {
            let path = self.path(observed.input);
            // Two years of one figure need two keys.
            let mut earlier = inputs.iter().take(index);
            match observed.year {
                Some(year) if earlier.any(|other| other.input == observed.input) => {
                    self.w.key(&glued(&[path, ".", &self::year(year)]));
                }
                _ => self.w.key(path),
            }
            if observed.is_none {
                self.w.text("none");
            } else {
                self.value(observed.input, observed.value);
            }
        }
        self.w.close_map();
    }

    /// What is known of an input, in the form a case has
    pub(crate) fn value(&mut self, id: InputId, value: Value) {
        let name = self.name(id);
        match value {
            Value::Truth(value) => truth(&mut self.w, value),
            Value::Number(range) => {
                let input = self.calculator.engine().pack().input(id);
                let whole = input.and_then(|input| input.domain.unknown());
                let whole = whole.map_or(Interval::ALL, |value| value.number());
                number(&mut self.w, whole, range);
            }
            Value::Choice(choices) => {
                options(&mut self.w, name.map_or(&[], |name| &name.options), choices);
            }
            Value::Date(span) => {
                let month = name.is_some_and(|name| name.format == Format::Month);
                days(&mut self.w, span, if month { 7 } else { 10 });
            }
        }
    }

    /// A range or a list is an object of its own already; anything else is put into one.
    pub(crate) fn when(&mut self, id: InputId, cell: Cell) {
        let outer = std::mem::take(&mut self.w);
        if cell.exists == Truth::False {
            self.w.text("none");
        } else {
            self.value(id, cell.value);
        }
        let value = std::mem::replace(&mut self.w, outer).finish();
        if value.starts_with('{') {
            self.w.raw(&value);
        } else {
            self.w.open_map();
            self.w.key("equals");
            self.w.raw(&value);
            self.w.close_map();
        }
    }
}

pub(super) fn truth(w: &mut Writer, truth: Truth) {
    w.raw(match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Open => "null",
    });
}

fn number(w: &mut Writer, whole: Interval, range: Interval) {
    let text = |number: Number| decimal(number).unwrap_or_default();
    match range.as_point() {
        Some(point) => w.text(&text(point)),
        None => bounds(
            w,
            (range.lo > whole.lo).then(|| text(range.lo)),
            (range.hi < whole.hi).then(|| text(range.hi)),
        ),
    }
}

fn days(w: &mut Writer, span: Days, length: usize) {
    let text = |date: Date| {
        let mut text = day(date);
        text.truncate(length);
        text
    };
    match span.as_point() {
        Some(date) => w.text(&text(date)),
        None => bounds(
            w,
            (span.lo > Date::FIRST).then(|| text(span.lo)),
            (span.hi < Date::LAST).then(|| text(span.hi)),
        ),
    }
}

/// The ends that say something; with none of them nothing is known
fn bounds(w: &mut Writer, lo: Option<String>, hi: Option<String>) {
    if lo.is_none() && hi.is_none() {
        return w.raw("null");
    }
    w.open_map();
    for (key, bound) in &[("min", lo), ("max", hi)] {
        if let Some(bound) = bound {
            w.text_entry(key, bound);
        }
    }
    w.close_map();
}

fn options(w: &mut Writer, names: &[String], choices: Choices) {
    let name = |option: u8| names.get(usize::from(option)).map_or("", String::as_str);
    if let Some(option) = choices.as_point() {
        return w.text(name(option));
    }
    if usize::try_from(choices.bits().count_ones()).is_ok_and(|count| count >= names.len()) {
        return w.raw("null");
    }
    w.open_map();
    w.key("any_of");
    w.open_list();
    for option in choices.iter() {
        w.text(name(option));
    }
    w.close_list();
    w.close_map();
}
