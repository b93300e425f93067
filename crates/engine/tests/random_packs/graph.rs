//! Small random graphs: every kind of node, well typed and in order, over a few inputs of small domains.

use std::ops::Range;

use tradeaid_engine::node::{Arguments, Node};
use tradeaid_engine::pack::{Domain, Input, InputClass};
use tradeaid_engine::{
    Choices, Date, Days, InputId, Interval, NodeId, Number, Pack, Scope, Truth, Value,
};
use tradeaid_engine::{DatedValue, Locality};

use crate::tape::Tape;

/// The days that cases of random packs speak of: they straddle a year's end.
pub(crate) const DAYS: [(i32, i32, i32); 4] =
    [(2024, 12, 30), (2024, 12, 31), (2025, 1, 1), (2025, 1, 2)];

pub(crate) fn day(index: usize) -> Date {
    let (year, month, day) = DAYS[index % DAYS.len()];
    Date::from_civil(year, month, day).unwrap()
}

pub(crate) fn constant(number: i64) -> Value {
    Value::Number(Interval::point(Number::from(number)))
}

/// A pack's graph while it grows
pub(crate) struct Graph<'t> {
    pub(crate) tape: &'t mut Tape,
    pub(crate) pack: Pack,
    pub(crate) truths: Vec<NodeId>,
    pub(crate) numbers: Vec<NodeId>,
    pub(crate) whole: Vec<NodeId>,
    pub(crate) positive: Vec<NodeId>,
    pub(crate) years: Vec<NodeId>,
    pub(crate) choices: Vec<(NodeId, u8)>,
    pub(crate) days: Vec<NodeId>,
}

impl<'t> Graph<'t> {
    pub(crate) fn new(tape: &'t mut Tape) -> Self {
        Self {
            tape,
            pack: Pack::default(),
            truths: Vec::new(),
            numbers: Vec::new(),
            whole: Vec::new(),
            positive: Vec::new(),
            years: Vec::new(),
            choices: Vec::new(),
            days: Vec::new(),
        }
    }

    /// Grows the block of a scope; what it may read of other blocks is what `seen` lists afterwards.
    pub(crate) fn block(&mut self, scope: Scope, inputs: usize, steps: usize) {
        let start = u16::try_from(self.pack.nodes.len()).unwrap();
        if scope == Scope::Case {
            self.constants();
        }
        for _ in 0..inputs {
            self.input(scope);
        }
        for _ in 0..steps {
            self.step();
        }
        let end = u16::try_from(self.pack.nodes.len()).unwrap();
        self.pack.blocks.push(Range { start, end });
    }

    /// How far the lists reach; [`Graph::forget`] takes them back to there.
    pub(crate) fn seen(&self) -> [usize; 7] {
        [
            self.truths.len(),
            self.numbers.len(),
            self.whole.len(),
            self.positive.len(),
            self.years.len(),
            self.choices.len(),
            self.days.len(),
        ]
    }

    pub(crate) fn forget(&mut self, seen: [usize; 7]) {
        let [truths, numbers, whole, positive, years, choices, days] = seen;
        self.truths.truncate(truths);
        self.numbers.truncate(numbers);
        self.whole.truncate(whole);
        self.positive.truncate(positive);
        self.years.truncate(years);
        self.choices.truncate(choices);
        self.days.truncate(days);
    }

    /// One of the truths, a late one by preference, since late nodes rest on more
    pub(crate) fn truth(&mut self) -> NodeId {
        late(self.tape, &self.truths)
    }

    pub(crate) fn number(&mut self) -> NodeId {
        late(self.tape, &self.numbers)
    }

    pub(crate) fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId(u16::try_from(self.pack.nodes.len()).unwrap());
        self.pack.nodes.push(node);
        id
    }

    fn constants(&mut self) {
        for number in [1, 2, 3] {
            let id = self.push(Node::Constant(constant(number)));
            self.numbers.push(id);
            self.whole.push(id);
            self.positive.push(id);
        }
        let half = Number::parse("0.505").unwrap();
        let half = self.push(Node::Constant(Value::Number(Interval::point(half))));
        self.numbers.push(half);
        let never = self.push(Node::Constant(Value::Truth(Truth::False)));
        self.truths.push(never);
        let year = self.push(Node::Constant(constant(2024)));
        self.years.push(year);
        let date = self.push(Node::Constant(Value::Date(Days::point(day(1)))));
        self.days.push(date);
        let option = self.push(Node::Constant(Value::Choice(Choices::one(1))));
        self.choices.push((option, 3));
    }

    pub(crate) fn declare(&mut self, scope: Scope, class: InputClass, domain: Domain) -> InputId {
        let slot = self.pack.inputs_of(scope).count();
        let id = InputId(u16::try_from(self.pack.inputs.len()).unwrap());
        self.pack.inputs.push(Input {
            scope,
            slot: u16::try_from(slot).unwrap(),
            class,
            domain,
            may_be_none: false,
            yearly: false,
            assumed: None,
            dated: Vec::new(),
            warning: None,
        });
        id
    }

    fn input(&mut self, scope: Scope) {
        let fact = InputClass::Fact;
        let at_case = scope == Scope::Case;
        match self.tape.below(if at_case { 12 } else { 9 }) {
            0 => {
                let id = self.declare(scope, fact, Domain::Truth);
                let node = self.push(Node::Input(id));
                self.truths.push(node);
            }
            kind @ 1..=4 => {
                let domain = match kind {
                    1 => numbers(0, 4, "1", false),
                    2 => numbers(1, 3, "1", false),
                    3 => numbers(0, 2, "0.5", false),
                    _ => numbers(0, 5, "1", true),
                };
                let id = self.declare(scope, fact, domain);
                let node = self.push(Node::Input(id));
                self.numbers.push(node);
                if kind != 3 {
                    self.whole.push(node);
                }
                if kind == 2 {
                    self.positive.push(node);
                }
            }
            5 => {
                let id = self.declare(scope, fact, Domain::Choice(3));
                let node = self.push(Node::Input(id));
                self.choices.push((node, 3));
            }
            6 => {
                let id = self.declare(scope, fact, Domain::Date);
                let node = self.push(Node::Input(id));
                self.days.push(node);
            }
            7 => self.perhaps_none(scope),
            8 => self.parameter(scope),
            9 => self.yearly(),
            10 => self.reading(),
            _ => self.derived(),
        }
    }

    /// What may be none stands only in comparisons, beside whether it exists.
    fn perhaps_none(&mut self, scope: Scope) {
        let id = self.declare(scope, InputClass::Fact, numbers(0, 3, "1", false));
        self.pack.inputs[id.index()].may_be_none = true;
        let exists = self.push(Node::Exists(id));
        let value = self.push(Node::Input(id));
        self.whole.push(value);
        let other = late(self.tape, &self.numbers);
        let compare = self.comparison(value, other);
        let run = self.arguments(&[exists, compare]);
        let both = self.push(Node::All(run));
        self.truths.push(both);
    }

    fn yearly(&mut self) {
        let limit = self.tape.chance(50);
        let id = self.declare(Scope::Case, InputClass::Fact, numbers(0, 3, "1", limit));
        self.pack.inputs[id.index()].yearly = true;
        for _ in 0..2 {
            let year = late(self.tape, &self.years);
            let node = self.push(Node::Figure { input: id, year });
            self.numbers.push(node);
            self.whole.push(node);
        }
    }

    fn reading(&mut self) {
        let id = self.declare(Scope::Case, InputClass::Reading, Domain::Choice(2));
        if self.tape.chance(60) {
            let taken = u8::try_from(self.tape.below(2)).unwrap();
            self.pack.inputs[id.index()].assumed = Some(Value::Choice(Choices::one(taken)));
        }
        let node = self.push(Node::Input(id));
        self.choices.push((node, 2));
    }

    /// A parameter of the case or of an item, perhaps with values of the pack's own, perhaps by place
    fn parameter(&mut self, scope: Scope) {
        let id = self.declare(scope, InputClass::Parameter, numbers(0, 4, "1", false));
        let node = if self.tape.chance(60) {
            self.pack.inputs[id.index()].dated = self.dated(scope);
            let on = late(self.tape, &self.days);
            if self.tape.chance(25) {
                let other = late(self.tape, &self.days);
                let node = self.push(Node::Parameter {
                    input: id,
                    on: other,
                });
                self.numbers.push(node);
            }
            self.push(Node::Parameter { input: id, on })
        } else {
            self.push(Node::Input(id))
        };
        self.numbers.push(node);
    }

    /// Values for two stretches of days, for all places alike or for some of them
    fn dated(&mut self, scope: Scope) -> Vec<DatedValue> {
        let input = self.tape.chance(60).then(|| self.place(scope));
        let mut values = Vec::new();
        for (from, to, number) in [(0, 1, 2), (2, 2, 3)] {
            let mut add = |options: Option<u64>, number| {
                let options = options.map(Choices::from_bits);
                values.push(DatedValue {
                    from: day(from),
                    to: day(to),
                    place: input
                        .zip(options)
                        .map(|(input, options)| Locality { input, options }),
                    value: constant(number),
                });
            };
            match self.tape.below(if input.is_some() { 4 } else { 1 }) {
                0 => add(None, number),
                1 => add(Some(0b010), number),
                2 => {
                    add(Some(0b001), number);
                    add(Some(0b110), 1);
                }
                _ => {
                    add(Some(0b001), number);
                    add(Some(0b100), 4);
                }
            }
        }
        values
    }

    /// A choice that tells where values hold, perhaps one that rules look at too
    fn place(&mut self, scope: Scope) -> InputId {
        let scope = if self.tape.chance(50) {
            Scope::Case
        } else {
            scope
        };
        let id = self.declare(scope, InputClass::Fact, Domain::Choice(3));
        // A node of the case has its place before those of items.
        if self.tape.chance(60) && (scope != Scope::Case || self.pack.blocks.is_empty()) {
            let node = self.push(Node::Input(id));
            self.choices.push((node, 3));
        }
        id
    }

    fn derived(&mut self) {
        let (node, options) = self.table();
        let (domain, is_choice) = match options {
            Some(options) => (Domain::Choice(options), true),
            None => (numbers(0, 4, "1", false), false),
        };
        let id = self.declare(Scope::Case, InputClass::Fact, domain);
        let derived = self.push(Node::Derived {
            input: id,
            from: node,
        });
        if is_choice {
            self.choices.push((derived, options.unwrap_or(3)));
        } else {
            self.numbers.push(derived);
        }
    }

    pub(crate) fn arguments(&mut self, nodes: &[NodeId]) -> Arguments {
        let start = u16::try_from(self.pack.arguments.len()).unwrap();
        self.pack.arguments.extend_from_slice(nodes);
        Arguments {
            start,
            count: u16::try_from(nodes.len()).unwrap(),
        }
    }
}

pub(crate) fn late(tape: &mut Tape, from: &[NodeId]) -> NodeId {
    let back = if tape.chance(50) {
        tape.below(from.len())
    } else {
        tape.below(3.min(from.len()))
    };
    from[from.len() - 1 - back]
}

fn numbers(lo: i64, hi: i64, step: &str, limit: bool) -> Domain {
    Domain::Number {
        lo: Number::from(lo),
        hi: Number::from(hi),
        step: Number::parse(step).unwrap(),
        limit,
    }
}
