//! What remains of a rule once something is known: what is settled is its value, the rest is what it says. Where
//! the same remains of both rules, they answer alike whatever the rest of the case turns out to be.

mod said;

use tradeaid_engine::node::{Arguments, Comparison};
use tradeaid_engine::pack::Alternative;
use tradeaid_engine::{Node, NodeId, Truth, Value};
use tradeaid_wire::{LawWord, NatureWord};

use super::both::Which;
use super::keys::{Key, Keys, Op};
use super::probe::Probe;
use super::side::Side;

/// Tells what remains of each node of a measure, after the pass has been run, and gives the key of the whole
pub(super) fn of(side: &Side<'_>, which: Which, probe: &mut Probe<'_>, keys: &mut Keys) -> Key {
    let cone = side.voice.calculator.engine().cone(probe.id);
    for id in cone {
        let mut reader = Reader {
            side,
            which,
            probe,
            keys,
        };
        let key = reader.node(*id);
        if let Some(place) = probe.keys.get_mut(id.index()) {
            *place = key;
        }
    }
    Reader {
        side,
        which,
        probe,
        keys,
    }
    .measure()
}

/// What remains of a measure that a pack does not have
pub(super) fn nothing(keys: &mut Keys) -> Key {
    keys.of(Op::Nothing, &[])
}

struct Reader<'r, 'a> {
    side: &'r Side<'a>,
    which: Which,
    probe: &'r Probe<'a>,
    keys: &'r mut Keys,
}

impl Reader<'_, '_> {
    fn measure(&mut self) -> Key {
        let measure = self.probe.measure;
        if self.probe.value(measure.eligible).truth() == Truth::False {
            return nothing(self.keys);
        }
        let nature = self.keys.word(NatureWord(measure.nature).word());
        let mut parts = vec![
            self.probe.key(measure.eligible),
            u32::from(measure.entitles),
            nature,
        ];
        for alternative in &measure.amount {
            let when = alternative.when.map(|node| self.probe.value(node).truth());
            if when == Some(Truth::False) {
                continue;
            }
            parts.push(self.alternative(alternative));
            if when.is_none_or(|when| when == Truth::True) {
                break;
            }
        }
        self.keys.of(Op::Measure, &parts)
    }

    fn alternative(&mut self, alternative: &Alternative) -> Key {
        let nothing = nothing(self.keys);
        let word = self.keys.word(LawWord(alternative.word).word());
        let part = |node: Option<NodeId>| node.map_or(nothing, |node| self.probe.key(node));
        let parts = [
            word,
            part(alternative.when),
            part(alternative.floor),
            part(alternative.ceiling),
            part(alternative.cap),
        ];
        self.keys.of(Op::Alternative, &parts)
    }

    fn node(&mut self, id: NodeId) -> Key {
        let value = *self.probe.value(id);
        let Some(node) = self.side.pack.node(id) else {
            return nothing(self.keys);
        };
        if value.is_point() || matches!(node, Node::Constant(_)) {
            return self.value(value, self.side.chosen(id));
        }
        if let Some(input) = node.input() {
            return self.reading(id, node, input);
        }
        let key = |node: NodeId| self.probe.key(node);
        let (op, parts) = match *node {
            Node::Not(of) => return self.not(of),
            Node::All(run) => return self.joined(Op::All, run, Truth::True),
            Node::Any(run) => return self.joined(Op::Any, run, Truth::False),
            Node::Least(run) => return self.of_run(Op::Least, run),
            Node::Greatest(run) => return self.of_run(Op::Greatest, run),
            Node::Plus(a, b) => return self.keys.of_set(Op::Plus, &[key(a), key(b)]),
            Node::Times(a, b) => return self.keys.of_set(Op::Times, &[key(a), key(b)]),
            Node::Compare { how, left, right } => return self.compare(how, key(left), key(right)),
            Node::Choose {
                when,
                then,
                otherwise,
            } => match self.probe.value(when).truth() {
                Truth::True => return key(then),
                Truth::False => return key(otherwise),
                Truth::Open if key(then) == key(otherwise) => return key(then),
                Truth::Open => (Op::Choose, vec![key(when), key(then), key(otherwise)]),
            },
            Node::Table(table) => {
                return match self.side.pack.tables.get(table.index()) {
                    Some(table) => self.table(table, self.side.chosen(id)),
                    None => nothing(self.keys),
                };
            }
            Node::OneOf { of, wanted } => {
                let wanted = self.value(Value::Choice(wanted), self.side.chosen(of));
                (Op::OneOf, vec![key(of), wanted])
            }
            Node::Minus(a, b) => (Op::Minus, vec![key(a), key(b)]),
            Node::Over(a, b) => (Op::Over, vec![key(a), key(b)]),
            Node::Round { of, how } => (Op::Round, vec![key(of), how as u32]),
            Node::DaysBetween { from, to } => (Op::DaysBetween, vec![key(from), key(to)]),
            Node::YearOf(of) => (Op::YearOf, vec![key(of)]),
            _ => (Op::Nothing, Vec::new()),
        };
        self.keys.of(op, &parts)
    }

    fn not(&mut self, of: NodeId) -> Key {
        let of = self.probe.key(of);
        if let Some([inner]) = self.keys.parts(of, Op::Not) {
            return *inner;
        }
        self.keys.of(Op::Not, &[of])
    }

    /// Parts that are settled and do not settle the whole are left out
    fn joined(&mut self, op: Op, run: Arguments, idle: Truth) -> Key {
        let open: Vec<Key> = self
            .side
            .pack
            .arguments_of(run)
            .iter()
            .filter(|node| self.probe.value(**node).truth() != idle)
            .map(|node| self.probe.key(*node))
            .collect();
        self.keys.of_set(op, &open)
    }

    fn of_run(&mut self, op: Op, run: Arguments) -> Key {
        let arguments = self.side.pack.arguments_of(run).iter();
        let parts: Vec<Key> = arguments.map(|node| self.probe.key(*node)).collect();
        self.keys.of_set(op, &parts)
    }

    fn compare(&mut self, how: Comparison, left: Key, right: Key) -> Key {
        match how {
            Comparison::Below => self.keys.of(Op::Below, &[left, right]),
            Comparison::Above => self.keys.of(Op::Below, &[right, left]),
            Comparison::AtMost => self.keys.of(Op::AtMost, &[left, right]),
            Comparison::AtLeast => self.keys.of(Op::AtMost, &[right, left]),
            Comparison::Equal => {
                let sides = [left.min(right), left.max(right)];
                self.keys.of(Op::Equal, &sides)
            }
        }
    }
}
