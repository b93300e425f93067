//! The forward pass: every node of a block once, in order, into a flat array.
//!
//! No string, no allocation and no lookup by name happens here. A value allows everything its
//! node can be under any completion of the case, so whatever is read off it is sound.

use crate::node::{Comparison, HitPolicy, Node, Table, TableRow, Test};
use crate::{
    Case, Choices, Date, Days, InputId, Interval, Item, NodeId, Number, Pack, Scope, Truth, Value,
};

/// Room for the values of one pass, reused from pass to pass
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    values: Vec<Value>,
    overflowed: bool,
}

/// What a pass reads: the pack, the case, and the item whose block is run
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) case: &'a Case,
    pub(crate) item: Option<&'a Item>,
}

impl Workspace {
    /// Room for a pack
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self {
            values: vec![Value::Truth(Truth::Open); pack.nodes.len()],
            overflowed: false,
        }
    }

    /// Whether a number has left the range of the arithmetic since the workspace was made
    #[must_use]
    pub const fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Notes that a number has left the range, as the pass does of its own
    pub(crate) fn overflow(&mut self) {
        self.overflowed = true;
    }

    /// Runs the case-level block
    pub fn run_case(&mut self, pack: &Pack, case: &Case) {
        self.run(
            Source {
                pack,
                case,
                item: None,
            },
            Scope::Case,
        );
    }

    /// Runs the block of an item's kind for that item; the case-level block must have been run
    pub fn run_item(&mut self, pack: &Pack, case: &Case, item: &Item) {
        let source = Source {
            pack,
            case,
            item: Some(item),
        };
        self.run(source, Scope::Item(item.kind));
    }

    fn run(&mut self, source: Source<'_>, scope: Scope) {
        let block = source.pack.block(scope);
        let start = block.start;
        let Some(nodes) = source.pack.nodes.get(block) else {
            return;
        };
        for (offset, node) in nodes.iter().enumerate() {
            let value = self.value_of(source, node);
            if let Some(place) = self.values.get_mut(start.saturating_add(offset)) {
                *place = value;
            }
        }
    }

    /// The value of a node in the latest pass over its block
    #[must_use]
    pub fn get(&self, node: NodeId) -> Value {
        self.values
            .get(node.index())
            .copied()
            .unwrap_or(Value::Truth(Truth::Open))
    }

    pub(crate) fn truth(&self, node: NodeId) -> Truth {
        self.values
            .get(node.index())
            .map_or(Truth::Open, Value::truth)
    }

    pub(crate) fn number(&self, node: NodeId) -> Interval {
        self.values
            .get(node.index())
            .map_or(Interval::ALL, Value::number)
    }

    fn value_of(&mut self, source: Source<'_>, node: &Node) -> Value {
        match *node {
            Node::Constant(value) => value,
            Node::Input(input) => input_value(source, input),
            Node::Exists(input) => Value::Truth(exists(source, input)),
            Node::Figure { input, year } => Value::Number(figure(source, input, self.number(year))),
            Node::Parameter { input, on } => parameter(source, input, self.get(on).days()),
            Node::Derived { input, from } => derived(source, input, self.get(from)),
            Node::Not(of) => Value::Truth(self.truth(of).not()),
            Node::All(run) => Value::Truth(self.all(source.pack.arguments_of(run))),
            Node::Any(run) => Value::Truth(self.any(source.pack.arguments_of(run))),
            Node::Compare { how, left, right } => Value::Truth(self.compare(how, left, right)),
            Node::OneOf { of, wanted } => Value::Truth(self.get(of).choices().within(wanted)),
            Node::Plus(a, b) => self.arithmetic(Interval::plus, a, b),
            Node::Minus(a, b) => self.arithmetic(Interval::minus, a, b),
            Node::Times(a, b) => self.arithmetic(Interval::times, a, b),
            Node::Over(a, b) => self.arithmetic(Interval::over, a, b),
            Node::Least(run) => self.fold(source.pack.arguments_of(run), Interval::least),
            Node::Greatest(run) => self.fold(source.pack.arguments_of(run), Interval::greatest),
            Node::Round { of, how } => {
                let exact = self.number(of);
                let rounded = |number: Number| {
                    if number.is_finite() {
                        number.to_cents(how).map(Number::from_cents)
                    } else {
                        Some(number)
                    }
                };
                self.checked(
                    rounded(exact.lo)
                        .zip(rounded(exact.hi))
                        .map(|(lo, hi)| Interval { lo, hi }),
                )
            }
            Node::DaysBetween { from, to } => {
                Value::Number(self.get(from).days().until(self.get(to).days()))
            }
            Node::YearOf(of) => Value::Number(self.get(of).days().years()),
            Node::Choose {
                when,
                then,
                otherwise,
            } => match self.truth(when) {
                Truth::True => self.get(then),
                Truth::False => self.get(otherwise),
                Truth::Open => self.get(then).hull(self.get(otherwise)),
            },
            Node::Table(table) => source
                .pack
                .tables
                .get(table.index())
                .map_or(Value::Choice(Choices::NONE), |table| self.look_up(table)),
        }
    }

    fn all(&self, arguments: &[NodeId]) -> Truth {
        let mut result = Truth::True;
        for argument in arguments {
            result = result.and(self.truth(*argument));
        }
        result
    }

    fn any(&self, arguments: &[NodeId]) -> Truth {
        let mut result = Truth::False;
        for argument in arguments {
            result = result.or(self.truth(*argument));
        }
        result
    }

    fn compare(&self, how: Comparison, left: NodeId, right: NodeId) -> Truth {
        let (left, right) = (self.number(left), self.number(right));
        match how {
            Comparison::Below => left.below(&right),
            Comparison::AtMost => left.at_most(&right),
            Comparison::Equal => left.equals(&right),
            Comparison::AtLeast => right.at_most(&left),
            Comparison::Above => right.below(&left),
        }
    }

    fn arithmetic(
        &mut self,
        operation: fn(Interval, Interval) -> Option<Interval>,
        left: NodeId,
        right: NodeId,
    ) -> Value {
        let result = operation(self.number(left), self.number(right));
        self.checked(result)
    }

    /// An overflow leaves the value without bounds, which is sound, and is remembered, so that the case is refused.
    fn checked(&mut self, result: Option<Interval>) -> Value {
        if result.is_none() {
            self.overflow();
        }
        Value::Number(result.unwrap_or(Interval::ALL))
    }

    fn fold(&self, arguments: &[NodeId], pick: fn(Interval, Interval) -> Interval) -> Value {
        Value::Number(
            arguments
                .iter()
                .map(|argument| self.number(*argument))
                .reduce(pick)
                .unwrap_or(Interval::ALL),
        )
    }

    /// A row that may match adds its output; a row that surely matches ends the search under
    /// [`HitPolicy::First`], and is the only one under [`HitPolicy::Unique`].
    fn look_up(&self, table: &Table) -> Value {
        let mut result: Option<Value> = None;
        for row in &table.rows {
            let matches = self.row_matches(table, &row.tests);
            if matches == Truth::False {
                continue;
            }
            if matches == Truth::True && table.hit == HitPolicy::Unique {
                return row.output;
            }
            result = Some(result.map_or(row.output, |known| known.hull(row.output)));
            if matches == Truth::True {
                break;
            }
        }
        result.unwrap_or(Value::Choice(Choices::NONE))
    }

    /// The columns of a table that still leave it open which row counts
    pub(crate) fn undecided_columns(&self, table: &Table) -> Vec<NodeId> {
        let possible = |row: &&TableRow| self.row_matches(table, &row.tests) != Truth::False;
        let rows: Vec<&TableRow> = table.rows.iter().filter(possible).collect();
        let columns = table.columns.iter().copied().enumerate();
        let is_open = |index: usize, column: NodeId| {
            rows.iter()
                .filter_map(|row| row.tests.get(index))
                .any(|test| self.cell_matches(column, test) == Truth::Open)
        };
        columns
            .filter(|(index, column)| is_open(*index, *column))
            .map(|(_, column)| column)
            .collect()
    }

    pub(crate) fn row_matches(&self, table: &Table, tests: &[Test]) -> Truth {
        let mut result = Truth::True;
        for (column, test) in table.columns.iter().zip(tests) {
            result = result.and(self.cell_matches(*column, test));
            if result == Truth::False {
                break;
            }
        }
        result
    }

    pub(crate) fn cell_matches(&self, column: NodeId, test: &Test) -> Truth {
        match *test {
            Test::Any => Truth::True,
            Test::OneOf(wanted) => self.get(column).choices().within(wanted),
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let value = self.number(column);
                let (lo, hi) = (Interval::point(lo), Interval::point(hi));
                let above = if lo_in {
                    lo.at_most(&value)
                } else {
                    lo.below(&value)
                };
                let below = if hi_in {
                    value.at_most(&hi)
                } else {
                    value.below(&hi)
                };
                above.and(below)
            }
        }
    }
}

fn input_value(source: Source<'_>, id: InputId) -> Value {
    source
        .pack
        .input(id)
        .and_then(|input| source.case.known(input, source.item))
        .map_or(Value::Truth(Truth::Open), |known| known.value)
}

fn exists(source: Source<'_>, id: InputId) -> Truth {
    source
        .pack
        .input(id)
        .and_then(|input| source.case.known(input, source.item))
        .map_or(Truth::Open, |known| known.exists)
}

fn figure(source: Source<'_>, id: InputId, year: Interval) -> Interval {
    let Some(input) = source.pack.input(id) else {
        return Interval::ALL;
    };
    let unknown = input.domain.unknown().map_or(Interval::ALL, |v| v.number());
    let Some(series) = source.case.series.get(usize::from(input.slot)) else {
        return unknown;
    };
    let whole = |number: Number, edge: i32| {
        number
            .to_integer()
            .and_then(|year| i32::try_from(year).ok())
            .unwrap_or(edge)
    };
    let first = whole(year.lo, Date::FIRST.year());
    let last = whole(year.hi, Date::LAST.year());
    if first == last {
        return series.year(first).unwrap_or(unknown);
    }
    series.span(first, last, unknown)
}

fn parameter(source: Source<'_>, id: InputId, on: Days) -> Value {
    let given = input_value(source, id);
    let Some(input) = source.pack.input(id) else {
        return given;
    };
    let known = source
        .case
        .known(input, None)
        .is_some_and(|known| known.given);
    if known {
        return given;
    }
    // A day that no dated value covers leaves the parameter unknown, and so does a span with a gap.
    let mut covered = on.lo;
    let mut result: Option<Value> = None;
    for dated in &input.dated {
        if dated.to < on.lo || on.hi < dated.from {
            continue;
        }
        if dated.from > covered {
            return given;
        }
        covered = dated.to.plus_days(1);
        result = Some(result.map_or(dated.value, |value| value.hull(dated.value)));
    }
    result.filter(|_| covered > on.hi).unwrap_or(given)
}

/// A given value stands even against the derivation: the authority may have classed the enterprise
/// otherwise. A given range only narrows it.
fn derived(source: Source<'_>, id: InputId, from: Value) -> Value {
    let given = input_value(source, id);
    match (given, from) {
        (Value::Choice(given), Value::Choice(derived)) => {
            let both = given.intersect(derived);
            Value::Choice(if both.is_empty() { given } else { both })
        }
        (Value::Number(given), Value::Number(derived)) => {
            Value::Number(given.intersect(derived).unwrap_or(given))
        }
        _ => from,
    }
}
