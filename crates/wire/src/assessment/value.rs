//! Writes values in the form a case has, and what an answer looked at or turns on.

use tradeaid_engine::{
    Cell, Choices, Date, Days, Format, InputId, Interval, Observed, Truth, Value,
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
        let mut aside = Scribe::new(self.calculator, self.case);
        if cell.exists == Truth::False {
            aside.w.text("none");
        } else {
            aside.value(id, cell.value);
        }
        let value = aside.w.finish();
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
    let text = |number| decimal(number).unwrap_or_default();
    if let Some(point) = range.as_point() {
        return w.text(&text(point));
    }
    // An end that says nothing is no text.
    let end = |number, says| if says { text(number) } else { String::new() };
    let lo = end(range.lo, range.lo > whole.lo);
    let hi = end(range.hi, range.hi < whole.hi);
    bounds(w, &lo, &hi);
}

fn days(w: &mut Writer, span: Days, length: usize) {
    let text = |date| {
        let mut text = day(date);
        text.truncate(length);
        text
    };
    if let Some(date) = span.as_point() {
        return w.text(&text(date));
    }
    let end = |date, says| if says { text(date) } else { String::new() };
    let lo = end(span.lo, span.lo > Date::FIRST);
    let hi = end(span.hi, span.hi < Date::LAST);
    bounds(w, &lo, &hi);
}

/// The ends that say something; with none of them nothing is known
fn bounds(w: &mut Writer, lo: &str, hi: &str) {
    if lo.is_empty() && hi.is_empty() {
        return w.raw("null");
    }
    w.open_map();
    for (key, bound) in &[("min", lo), ("max", hi)] {
        if !bound.is_empty() {
            w.text_entry(key, bound);
        }
    }
    w.close_map();
}

fn options(w: &mut Writer, names: &[String], choices: Choices) {
    if let Some(option) = choices.as_point() {
        return w.text(names.get(usize::from(option)).map_or("", String::as_str));
    }
    if usize::try_from(choices.bits().count_ones()).is_ok_and(|count| count >= names.len()) {
        return w.raw("null");
    }
    w.open_map();
    w.key("any_of");
    w.open_list();
    let mut bits = choices.bits();
    for name in names {
        if bits & 1 == 1 {
            w.text(name);
        }
        bits >>= 1;
    }
    w.close_list();
    w.close_map();
}
