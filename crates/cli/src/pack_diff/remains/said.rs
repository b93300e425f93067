//! What inputs, tables and values say, apart from the operations that join them.

use tradeaid_engine::node::{HitPolicy, Table, Test};
use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Date, Days, InputId, Interval, Node, NodeId, Truth, Value};
use tradeaid_wire::{ClassWord, FormatWord};

use super::super::keys::{Key, Op};
use super::{Reader, nothing};

impl Reader<'_, '_> {
    /// What a node that reads an input says of it: which it is, what its values are and what is known of it
    pub(super) fn reading(&mut self, id: NodeId, node: &Node, input: InputId) -> Key {
        let declared = self.declared(input);
        let known = self.probe.known(self.side, input);
        let (op, rest) = match *node {
            Node::Exists(_) => {
                let exists = known.map_or(Truth::Open, |known| known.exists);
                (Op::Exists, vec![self.value(Value::Truth(exists), None)])
            }
            Node::Figure { year, .. } => {
                let figure = self.value(*self.probe.value(id), None);
                let every = self.years(input);
                (Op::Figure, vec![self.probe.key(year), figure, every])
            }
            // Without figures of the pack's own, the day makes no difference.
            Node::Parameter { on, .. } if self.has_figures(input) => {
                let figures = self.figures(input);
                let value = known.map(|known| known.value);
                let given = known.is_some_and(|known| known.given);
                let value = value.map_or(0, |value| self.value(value, Some(input)));
                let on = self.probe.key(on);
                (Op::Parameter, vec![on, value, u32::from(given), figures])
            }
            Node::Derived { from, .. } => {
                let value = known.map(|known| known.value);
                let value = value.map_or(0, |value| self.value(value, Some(input)));
                (Op::Derived, vec![value, self.probe.key(from)])
            }
            _ => (
                Op::Input,
                vec![self.value(*self.probe.value(id), Some(input))],
            ),
        };
        let mut parts = vec![declared];
        parts.extend(rest);
        self.keys.of(op, &parts)
    }

    /// What an input is, and what is taken of it when a case does not say
    fn declared(&mut self, input: InputId) -> Key {
        let (Some(declared), Some(name)) = (self.side.pack.input(input), self.side.name(input))
        else {
            return nothing(self.keys);
        };
        let path = self.keys.word(&name.path);
        let format = self.keys.word(FormatWord(name.format).word());
        let unit = self.keys.word(&name.unit);
        let class = self.keys.word(ClassWord(declared.class).word());
        let kind = self.keys.word(self.side.kind(declared.scope).unwrap_or(""));
        let assumed = match declared.assumed {
            Some(assumed) => self.value(assumed, Some(input)),
            None => nothing(self.keys),
        };
        let step = match declared.domain {
            Domain::Number { step, .. } => self.keys.figure(step),
            _ => 0,
        };
        let parts = [path, format, unit, class, kind, assumed, step];
        self.keys.of(Op::List, &parts)
    }

    fn has_figures(&self, input: InputId) -> bool {
        let declared = self.side.pack.input(input);
        declared.is_some_and(|declared| !declared.dated.is_empty())
    }

    /// The figures of a parameter with their days and places
    fn figures(&mut self, input: InputId) -> Key {
        let mut parts = Vec::new();
        for dated in self.side.pack.input(input).iter().flat_map(|i| &i.dated) {
            let days = Days {
                lo: dated.from,
                hi: dated.to,
            };
            parts.push(self.value(Value::Date(days), None));
            if let Some(place) = dated.place {
                parts.push(self.declared(place.input));
                parts.push(self.value(Value::Choice(place.options), Some(place.input)));
            }
            parts.push(self.value(dated.value, Some(input)));
        }
        self.keys.of(Op::List, &parts)
    }

    /// The years of a yearly figure that are known
    fn years(&mut self, input: InputId) -> Key {
        let years = self.probe.series(self.side, input).cloned();
        let mut parts = Vec::new();
        for (year, figure) in years.unwrap_or_default().years {
            parts.push(self.keys.word(&year.to_string()));
            parts.push(self.value(Value::Number(figure), None));
        }
        self.keys.of(Op::List, &parts)
    }

    pub(super) fn table(&mut self, table: &Table, given: Option<InputId>) -> Key {
        let columns: Vec<Key> = table.columns.iter().map(|c| self.probe.key(*c)).collect();
        let mut rows = Vec::new();
        for row in &table.rows {
            let mut tests = Vec::new();
            let mut may_match = true;
            for (column, test) in table.columns.iter().zip(&row.tests) {
                may_match = may_match && allows(self.probe.value(*column), test);
                tests.push(self.test(test, self.side.chosen(*column)));
            }
            tests.push(self.value(row.output, given));
            if may_match {
                rows.push(self.keys.of(Op::Row, &tests));
            }
        }
        let is_first = table.hit == HitPolicy::First;
        if !is_first {
            rows.sort_unstable();
        }
        let columns = self.keys.of(Op::List, &columns);
        let rows = self.keys.of(Op::List, &rows);
        self.keys
            .of(Op::Table, &[u32::from(is_first), columns, rows])
    }

    fn test(&mut self, test: &Test, column: Option<InputId>) -> Key {
        match *test {
            Test::Any => nothing(self.keys),
            Test::OneOf(options) => self.value(Value::Choice(options), column),
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let range = self.value(Value::Number(Interval { lo, hi }), None);
                let parts = [range, u32::from(lo_in), u32::from(hi_in)];
                self.keys.of(Op::List, &parts)
            }
        }
    }

    /// A value; an option goes by its name, since packs may list options in another order
    pub(super) fn value(&mut self, value: Value, chosen: Option<InputId>) -> Key {
        match value {
            Value::Truth(truth) => self.keys.of(Op::Truth, &[truth as u32]),
            Value::Number(range) => {
                let parts = [self.keys.figure(range.lo), self.keys.figure(range.hi)];
                self.keys.of(Op::Number, &parts)
            }
            Value::Date(days) => {
                let day = |date: Date| date.days_since(Date::FIRST).unsigned_abs();
                self.keys.of(Op::Days, &[day(days.lo), day(days.hi)])
            }
            Value::Choice(choices) => {
                let name = chosen.and_then(|input| self.side.name(input));
                let mut parts = Vec::new();
                for option in choices.iter() {
                    match name.and_then(|name| name.options.get(usize::from(option))) {
                        Some(option) => parts.push(self.keys.word(option)),
                        // Nothing tells what the options are called: they are no other pack's.
                        None => parts.extend([self.which as u32, u32::from(option)]),
                    }
                }
                parts.sort_unstable();
                self.keys.of(Op::Choice, &parts)
            }
        }
    }
}

/// Whether a value may pass a test
fn allows(value: &Value, test: &Test) -> bool {
    match *test {
        Test::Any => true,
        Test::OneOf(wanted) => !value.choices().intersect(wanted).is_empty(),
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            let range = value.number();
            let reaches = range.hi > lo || (lo_in && range.hi == lo);
            reaches && (range.lo < hi || (hi_in && range.lo == hi))
        }
    }
}
