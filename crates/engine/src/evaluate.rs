//! The forward pass: every node of a block once, in order, into a flat array.
//!
//! No string, no allocation and no lookup by name happens here. A value allows everything its
//! node can be under any completion of the case, so whatever is read off it is sound.

use crate::node::{Comparison, HitPolicy, Node, Table, TableRow, Test};
use crate::open::OpenInput;
use crate::{
    Case, Choices, Date, Days, InputClass, InputId, Interval, Item, ItemId, Known, NodeId, Pack,
    Scope, Truth, Value,
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

impl<'a> Source<'a> {
    pub(crate) fn of(pack: &'a Pack, case: &'a Case, item: Option<ItemId>) -> Self {
        let item = item.and_then(|id| case.items.get(id.index()));
        Self { pack, case, item }
    }

    /// Whose block is run
    pub(crate) fn scope(&self) -> Scope {
        self.item.map_or(Scope::Case, |item| Scope::Item(item.kind))
    }
}

/// A pass that has been run, beside what it read
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) case: &'a Case,
    pub(crate) item: Option<&'a Item>,
    pub(crate) pass: Pass<'a>,
}

impl<'a> View<'a> {
    pub(crate) fn of(source: Source<'a>, pass: &'a Workspace) -> Self {
        let Source { pack, case, item } = source;
        Self {
            pack,
            case,
            item,
            pass: pass.pass(),
        }
    }

    /// Runs the block of an item, if there is one, over a case whose own block has been run
    pub(crate) fn run(source: Source<'a>, pass: &'a mut Workspace) -> Self {
        if source.item.is_some() {
            pass.run(source);
        }
        Self::of(source, pass)
    }

    /// What is known of an input
    pub(crate) fn known(&self, input: InputId) -> Option<&'a Known> {
        self.case.known(self.pack.input(input)?, self.item)
    }

    /// Whether something was said of what is open, or is a reading, of which nothing has to be said
    pub(crate) fn is_said(&self, open: OpenInput) -> bool {
        let Some(input) = self.pack.input(open.input) else {
            return false;
        };
        if input.class == InputClass::Reading {
            return true;
        }
        if input.yearly {
            let series = self.case.series.get(usize::from(input.slot)).zip(open.year);
            return series.is_some_and(|(series, year)| series.year(year).is_some());
        }
        self.known(open.input).is_some_and(|known| known.given)
    }
}

impl Workspace {
    /// Room for a pack
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let mut values = Vec::with_capacity(pack.nodes.len());
        for _ in &pack.nodes {
            values.push(Value::Truth(Truth::Open));
        }
        Self {
            values,
            overflowed: false,
        }
    }

    /// Whether a number has left the range of the arithmetic since the workspace was made
    #[must_use]
    pub const fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// The value of a node in the latest pass over its block
    #[must_use]
    pub fn value(&self, node: NodeId) -> &Value {
        self.pass().get(node)
    }

    /// Whether a row of a decision table fits the values of the latest pass
    #[must_use]
    pub fn matches(&self, table: &Table, row: &TableRow) -> Truth {
        self.pass().row_matches(table, &row.tests)
    }

    /// Notes that a number has left the range, as the pass does of its own
    pub(crate) fn overflow(&mut self) {
        self.overflowed = true;
    }

    /// Runs the case-level block
    pub fn run_case(&mut self, pack: &Pack, case: &Case) {
        self.run(Source::of(pack, case, None));
    }

    /// Runs the block of an item's kind for that item; the case-level block must have been run
    pub fn run_item(&mut self, pack: &Pack, case: &Case, item: &Item) {
        let item = Some(item);
        self.run(Source { pack, case, item });
    }

    /// Runs the block of an item, or of the case
    pub(crate) fn run(&mut self, source: Source<'_>) {
        let block = source.pack.block(source.scope());
        let start = block.start;
        let Some(nodes) = source.pack.nodes.get(block) else {
            return;
        };
        for (index, node) in (start..).zip(nodes) {
            self.run_node(&source, index, node);
        }
    }

    /// Runs some nodes of a block, given in topological order; those of other blocks among them stay as they are
    pub(crate) fn run_some(&mut self, source: Source<'_>, nodes: &[NodeId]) {
        let block = source.pack.block(source.scope());
        for id in nodes {
            if block.contains(&id.index())
                && let Some(node) = source.pack.nodes.get(id.index())
            {
                self.run_node(&source, id.index(), node);
            }
        }
    }

    fn run_node(&mut self, source: &Source<'_>, index: usize, node: &Node) {
        if let Some((before, [place, ..])) = self.values.split_at_mut_checked(index)
            && Pass(before).fill(source, node, place).is_none()
        {
            // What left the range has no bounds, which is sound, and is remembered, so that the case is refused.
            *place = Value::Number(Interval::ALL);
            self.overflowed = true;
        }
    }

    /// The values of the latest pass
    pub(crate) fn pass(&self) -> Pass<'_> {
        Pass(&self.values)
    }
}

/// The values of the latest pass, node by node
#[derive(Clone, Copy)]
pub(crate) struct Pass<'a>(&'a [Value]);

impl<'a> Pass<'a> {
    /// The value of a node in the latest pass over its block
    pub(crate) fn get(&self, node: NodeId) -> &'a Value {
        self.0
            .get(node.index())
            .unwrap_or(&Value::Truth(Truth::Open))
    }

    pub(crate) fn truth(&self, node: NodeId) -> Truth {
        self.get(node).truth()
    }

    pub(crate) fn number(&self, node: NodeId) -> &'a Interval {
        self.get(node).bounds()
    }

    /// The year that a node names, if it is settled
    pub(crate) fn year(&self, node: NodeId) -> Option<i32> {
        self.number(node).as_point()?.to_i32()
    }

    /// Puts a node's value in its place, read off the values before it; fails where a number leaves the range of
    /// the arithmetic
    fn fill(&self, source: &Source<'_>, node: &Node, place: &mut Value) -> Option<()> {
        let pack = source.pack;
        let truth = match *node {
            Node::Exists(input) => known(source, input).map_or(Truth::Open, |known| known.exists),
            Node::Not(of) => self.truth(of).not(),
            Node::All(run) => self.all(pack.arguments_of(run)),
            Node::Any(run) => self.any(pack.arguments_of(run)),
            Node::Compare { how, left, right } => self.compare(how, left, right),
            Node::OneOf { of, wanted } => self.get(of).choices().within(wanted),
            _ => return self.fill_other(source, node, place),
        };
        *place = Value::Truth(truth);
        Some(())
    }

    fn fill_other(&self, source: &Source<'_>, node: &Node, place: &mut Value) -> Option<()> {
        let pack = source.pack;
        let standing = match *node {
            Node::Constant(ref value) => value,
            Node::Input(input) => input_value(source, input),
            Node::Parameter { input, on } => {
                parameter(source, input, self.get(on).days(), place);
                return Some(());
            }
            Node::Derived { input, from } => {
                derived(source, input, self.get(from), place);
                return Some(());
            }
            Node::Choose {
                when,
                then,
                otherwise,
            } => match self.truth(when) {
                Truth::True => self.get(then),
                Truth::False => self.get(otherwise),
                Truth::Open => {
                    *place = *self.get(then);
                    place.widen(self.get(otherwise));
                    return Some(());
                }
            },
            Node::Table(table) => {
                *place = Value::Choice(Choices::NONE);
                if let Some(table) = pack.tables.get(table.index()) {
                    self.look_up(table, place);
                }
                return Some(());
            }
            _ => {
                *place = Value::Number(self.number_of(source, node)?);
                return Some(());
            }
        };
        *place = *standing;
        Some(())
    }

    /// The value of a node that reckons with numbers and days
    fn number_of(&self, source: &Source<'_>, node: &Node) -> Option<Interval> {
        let (lo, hi) = match *node {
            Node::Plus(left, right) => self.number(left).plus(self.number(right)),
            Node::Minus(left, right) => self.number(left).minus(self.number(right)),
            Node::Times(left, right) => self.number(left).times(self.number(right)),
            Node::Over(left, right) => self.number(left).over(self.number(right)),
            Node::Round { of, how } => {
                let exact = self.number(of);
                (exact.lo.rounded(how), exact.hi.rounded(how))
            }
            Node::Figure { input, year } => return Some(figure(source, input, self.number(year))),
            Node::Least(run) => return Some(self.fold(source.pack.arguments_of(run), false)),
            Node::Greatest(run) => return Some(self.fold(source.pack.arguments_of(run), true)),
            Node::DaysBetween { from, to } => {
                return Some(self.get(from).days().until(self.get(to).days()));
            }
            Node::YearOf(of) => return Some(self.get(of).days().years()),
            _ => return Some(Interval::ALL),
        };
        Some(Interval { lo: lo?, hi: hi? })
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
        let (mut lesser, mut greater) = (self.get(left), self.get(right));
        if let Comparison::Below | Comparison::AtLeast = how {
            std::mem::swap(&mut lesser, &mut greater);
        }
        let at_most = lesser.at_most(greater);
        match how {
            Comparison::AtMost | Comparison::AtLeast => at_most,
            Comparison::Below | Comparison::Above => at_most.not(),
            Comparison::Equal => at_most.and(greater.at_most(lesser)),
        }
    }

    /// The least or the greatest of some numbers
    fn fold(&self, arguments: &[NodeId], greatest: bool) -> Interval {
        let Some((first, rest)) = arguments.split_first() else {
            return Interval::ALL;
        };
        let mut result = *self.number(*first);
        for argument in rest {
            result.pick(self.number(*argument), greatest, greatest);
        }
        result
    }

    /// A row that may match adds its output; a row that surely matches ends the search under
    /// [`HitPolicy::First`], and is the only one under [`HitPolicy::Unique`].
    fn look_up(&self, table: &Table, result: &mut Value) {
        let mut is_first = true;
        for row in &table.rows {
            let matches = self.row_matches(table, &row.tests);
            if matches == Truth::False {
                continue;
            }
            let settles = matches == Truth::True;
            if is_first || (settles && table.hit == HitPolicy::Unique) {
                *result = row.output;
            } else {
                result.widen(&row.output);
            }
            is_first = false;
            if settles {
                break;
            }
        }
    }

    /// Adds the columns of a table that still leave it open which row counts
    pub(crate) fn undecided_columns(&self, table: &Table, found: &mut Vec<NodeId>) {
        for (index, column) in table.columns.iter().enumerate() {
            for row in &table.rows {
                if let Some(test) = row.tests.get(index)
                    && self.cell_matches(*column, test) == Truth::Open
                    && self.row_matches(table, &row.tests) != Truth::False
                {
                    found.push(*column);
                    break;
                }
            }
        }
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
        match test {
            Test::Any => Truth::True,
            Test::OneOf(wanted) => self.get(column).choices().within(*wanted),
            Test::Between {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let value = self.number(column);
                value.above(lo, *lo_in).and(value.above(hi, !hi_in).not())
            }
        }
    }
}

fn known<'a>(source: &Source<'a>, id: InputId) -> Option<&'a Known> {
    source.case.known(source.pack.input(id)?, source.item)
}

fn input_value<'a>(source: &Source<'a>, id: InputId) -> &'a Value {
    known(source, id).map_or(&Value::Truth(Truth::Open), |known| &known.value)
}

fn figure(source: &Source<'_>, id: InputId, year: &Interval) -> Interval {
    let Some(input) = source.pack.input(id) else {
        return Interval::ALL;
    };
    let unknown = input
        .domain
        .unknown()
        .map_or(Interval::ALL, |value| *value.bounds());
    let Some(series) = source.case.series.get(usize::from(input.slot)) else {
        return unknown;
    };
    let first = year.lo.to_i32().unwrap_or(Date::FIRST_YEAR);
    let last = year.hi.to_i32().unwrap_or(Date::LAST_YEAR);
    series.span(first, last, unknown)
}

/// What the case gives stands. Else each option of the place that may be the real one needs a value on each day that may
/// be: where one has none, the parameter is unknown, and so is it for a span of days with a gap.
fn parameter(source: &Source<'_>, id: InputId, on: Days, place: &mut Value) {
    *place = *input_value(source, id);
    let Some(input) = source.pack.input(id) else {
        return;
    };
    let is_given = known(source, id).is_none_or(|known| known.given);
    let mut localities = input.dated.iter().filter_map(|dated| dated.place);
    let options = match localities.next() {
        Some(locality) => input_value(source, locality.input).choices(),
        None => Choices::one(0),
    };
    let mut whole: Option<Value> = None;
    for option in options.iter() {
        let mut covered = on.lo;
        for dated in &input.dated {
            let holds = dated.place.is_none_or(|place| place.options.has(option));
            if is_given || !holds || !dated.touches(on) || dated.from > covered {
                continue;
            }
            covered = dated.to.plus_days(1);
            match &mut whole {
                Some(whole) => whole.widen(&dated.value),
                None => whole = Some(dated.value),
            }
        }
        if covered <= on.hi {
            return;
        }
    }
    if let Some(whole) = whole {
        *place = whole;
    }
}

/// A given value stands even against the derivation: the authority may have classed the enterprise
/// otherwise. A given range only narrows it.
fn derived(source: &Source<'_>, id: InputId, from: &Value, place: &mut Value) {
    let given = input_value(source, id);
    *place = *given;
    match (&mut *place, from) {
        (Value::Choice(own), Value::Choice(derived)) => {
            let both = own.intersect(*derived);
            if !both.is_empty() {
                *own = both;
            }
        }
        (Value::Number(own), Value::Number(derived)) => {
            own.pick(derived, true, false);
            if own.lo > own.hi {
                *place = *given;
            }
        }
        _ => *place = *from,
    }
}
