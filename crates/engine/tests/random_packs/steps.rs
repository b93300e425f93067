//! The nodes beyond the inputs: conditions, arithmetic, choices and tables, each over nodes that are there already.

use tradeaid_engine::node::{Comparison, HitPolicy, Node, Table, TableRow, Test};
use tradeaid_engine::{Choices, Days, NodeId, Number, Rounding, TableId, Value};

use crate::graph::{Graph, constant, day, late};

impl Graph<'_> {
    pub(crate) fn step(&mut self) {
        match self.tape.below(14) {
            0..=3 => {
                let node = self.condition();
                self.truths.push(node);
            }
            4 => {
                let of = self.truth();
                let node = self.push(Node::Not(of));
                self.truths.push(node);
            }
            5 | 6 => {
                let count = 2 + self.tape.below(2);
                let all = self.tape.chance(50);
                let among: Vec<NodeId> = (0..count).map(|_| self.truth()).collect();
                let run = self.arguments(&among);
                let node = self.push(if all { Node::All(run) } else { Node::Any(run) });
                self.truths.push(node);
            }
            7 => {
                let (node, options) = self.table();
                match options {
                    Some(options) => self.choices.push((node, options)),
                    None => self.numbers.push(node),
                }
            }
            8 => {
                let of = late(self.tape, &self.days);
                let year = self.push(Node::YearOf(of));
                let one = self.push(Node::Constant(constant(1)));
                let before = self.push(Node::Minus(year, one));
                self.years.extend([year, before]);
            }
            9 => self.choose(),
            _ => {
                let node = self.arithmetic();
                self.numbers.push(node);
            }
        }
    }

    fn condition(&mut self) -> NodeId {
        match self.tape.below(6) {
            0..=2 => {
                let left = self.number();
                let right = if self.tape.chance(60) {
                    let number = i64::try_from(self.tape.below(5)).unwrap();
                    self.push(Node::Constant(constant(number)))
                } else {
                    self.number()
                };
                self.comparison(left, right)
            }
            3 => {
                let left = late(self.tape, &self.days);
                let right = if self.tape.chance(60) {
                    let date = day(self.tape.below(4));
                    self.push(Node::Constant(Value::Date(Days::point(date))))
                } else {
                    late(self.tape, &self.days)
                };
                self.comparison(left, right)
            }
            _ => {
                let (of, options) = self.tape.pick(&self.choices).unwrap();
                let wanted = self.tape.below(1 << options);
                let wanted = Choices::from_bits(u64::try_from(wanted).unwrap());
                self.push(Node::OneOf { of, wanted })
            }
        }
    }

    pub(crate) fn comparison(&mut self, left: NodeId, right: NodeId) -> NodeId {
        let how = [
            Comparison::AtMost,
            Comparison::Below,
            Comparison::Equal,
            Comparison::AtLeast,
            Comparison::Above,
        ];
        let mut how = how[self.tape.below(how.len())];
        // What falls between the steps of an input equals none of its values, and only some of the engine's ways
        // of looking notice; the pack's compiler keeps such comparisons out.
        if how == Comparison::Equal && !(self.is_whole(left) && self.is_whole(right)) {
            how = Comparison::AtMost;
        }
        self.push(Node::Compare { how, left, right })
    }

    fn is_whole(&self, node: NodeId) -> bool {
        let constant = matches!(
            self.pack.node(node),
            Some(Node::Constant(Value::Number(range))) if range.lo.to_integer().is_some()
        );
        constant || self.whole.contains(&node) || self.days.contains(&node)
    }

    fn arithmetic(&mut self) -> NodeId {
        let left = self.number();
        let right = self.number();
        let node = match self.tape.below(8) {
            0 => Node::Plus(left, right),
            1 => Node::Minus(left, right),
            2 => Node::Times(left, right),
            3 => Node::Over(left, late(self.tape, &self.positive)),
            4 => Node::Least(self.arguments(&[left, right])),
            5 => Node::Greatest(self.arguments(&[left, right])),
            6 => {
                let how = [Rounding::HalfUp, Rounding::Up, Rounding::Down];
                let how = how[self.tape.below(how.len())];
                Node::Round { of: left, how }
            }
            _ => Node::DaysBetween {
                from: late(self.tape, &self.days),
                to: late(self.tape, &self.days),
            },
        };
        self.push(node)
    }

    fn choose(&mut self) {
        let when = self.truth();
        let numbers = self.tape.chance(70);
        let from = if numbers { &self.numbers } else { &self.truths };
        let then = late(self.tape, from);
        let otherwise = late(self.tape, from);
        let node = self.push(Node::Choose {
            when,
            then,
            otherwise,
        });
        if numbers {
            self.numbers.push(node);
        } else {
            self.truths.push(node);
        }
    }

    /// A table without gaps: of a choice and a number, first row first, or of one number, cut into pieces.
    pub(crate) fn table(&mut self) -> (NodeId, Option<u8>) {
        let number = self.number();
        let gives_choice = self.tape.chance(50);
        let mut outputs = [0_u8; 4];
        for output in &mut outputs {
            *output = u8::try_from(self.tape.below(3)).unwrap();
        }
        let output = |index: usize| {
            if gives_choice {
                Value::Choice(Choices::one(outputs[index]))
            } else {
                constant(i64::from(outputs[index]) + 1)
            }
        };
        let cut = i64::try_from(1 + self.tape.below(2)).unwrap();
        let between = |lo: Option<i64>, hi: Option<i64>| Test::Between {
            lo: lo.map_or(Number::NEGATIVE_INFINITY, Number::from),
            lo_in: lo.is_some(),
            hi: hi.map_or(Number::INFINITY, Number::from),
            hi_in: false,
        };
        let row = |tests: Vec<Test>, index| TableRow {
            tests,
            output: output(index),
        };
        let table = if self.tape.chance(50) {
            let (choice, options) = self.tape.pick(&self.choices).unwrap();
            let some = Choices::from_bits(u64::try_from(self.tape.below(1 << options)).unwrap());
            Table {
                hit: HitPolicy::First,
                columns: vec![choice, number],
                rows: vec![
                    row(vec![Test::OneOf(some), between(Some(cut), None)], 0),
                    row(vec![Test::Any, between(None, Some(cut + 1))], 1),
                    row(vec![Test::OneOf(some), Test::Any], 2),
                    row(vec![Test::Any, Test::Any], 3),
                ],
            }
        } else {
            Table {
                hit: HitPolicy::Unique,
                columns: vec![number],
                rows: vec![
                    row(vec![between(None, Some(cut))], 0),
                    row(vec![between(Some(cut), Some(cut + 1))], 1),
                    row(vec![between(Some(cut + 1), None)], 2),
                ],
            }
        };
        self.pack.tables.push(table);
        let id = TableId(u16::try_from(self.pack.tables.len() - 1).unwrap());
        let node = self.push(Node::Table(id));
        (node, gives_choice.then_some(3))
    }
}
