//! Bounded case-splitting: an open input has finitely many cells between the thresholds a rule
//! compares it with; the hull over the cells is as tight as the cells are few.

use crate::evaluate::Source;
use crate::node::{Node, TableRow, Test};
use crate::open::OpenInput;
use crate::pack::{Domain, Input, Scope};
use crate::{
    Case, Choices, Date, Days, InputId, Interval, ItemId, Known, NodeId, Number, Truth, Value,
    Workspace,
};

/// The most combinations of cells that are tried for one row
pub const CELL_BUDGET: usize = 256;

/// One cell of an input: what is known once the input lies in it
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The values in it
    pub value: Value,
    /// Whether the input exists there
    pub exists: Truth,
}

/// Where an open input of a case sits
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) open: OpenInput,
    pub(crate) item: Option<ItemId>,
}

impl Place {
    pub(crate) fn new(input: &Input, open: OpenInput, item: Option<ItemId>) -> Self {
        let item = match input.scope {
            Scope::Case => None,
            Scope::Item(_) => item,
        };
        Self { open, item }
    }

    /// Puts a cell into a case and gives back what was there
    pub(crate) fn put(self, input: &Input, case: &mut Case, cell: Cell) -> Option<Restore> {
        if input.yearly {
            let series = case.series.get_mut(usize::from(input.slot))?;
            let year = self.open.year?;
            let before = series.clone();
            series.years.retain(|(listed, _)| *listed != year);
            series.years.push((year, cell.value.number()));
            return Some(Restore::Series(before));
        }
        let known = case.known_mut(input, self.item)?;
        let before = *known;
        *known = Known {
            value: cell.value,
            exists: cell.exists,
            given: true,
            waits_for: None,
        };
        Some(Restore::Known(before))
    }

    /// Puts back what [`Place::put`] replaced
    pub(crate) fn restore(self, input: &Input, case: &mut Case, before: Restore) {
        match before {
            Restore::Series(series) => {
                if let Some(place) = case.series.get_mut(usize::from(input.slot)) {
                    *place = series;
                }
            }
            Restore::Known(known) => {
                if let Some(place) = case.known_mut(input, self.item) {
                    *place = known;
                }
            }
        }
    }
}

/// What a place held before a cell was put there
pub(crate) enum Restore {
    Known(Known),
    Series(crate::Series),
}

/// The cells of one open input, as far as the nodes of `cone` can tell its values apart
pub(crate) fn cells(
    source: Source<'_>,
    pass: &Workspace,
    cone: &[NodeId],
    open: OpenInput,
) -> Vec<Cell> {
    let Some(input) = source.pack.input(open.input) else {
        return Vec::new();
    };
    let (value, exists) = current(source, input, open);
    let values = match (value, &input.domain) {
        (Value::Truth(_), _) => truths(value.truth()),
        (Value::Choice(choices), _) => options(source, cone, open.input, choices),
        (Value::Number(range), Domain::Number { step, .. }) => {
            numbers(range, *step, &cuts(source, pass, cone, open))
        }
        (Value::Date(days), _) => spans(days, &cuts(source, pass, cone, open)),
        (other, _) => vec![other],
    };
    let mut result = Vec::with_capacity(values.len().saturating_add(1));
    if exists.may_fail() {
        result.push(Cell {
            value,
            exists: Truth::False,
        });
    }
    if exists.may_hold() {
        result.extend(values.into_iter().map(|value| Cell {
            value,
            exists: Truth::True,
        }));
    }
    result
}

fn current(source: Source<'_>, input: &Input, open: OpenInput) -> (Value, Truth) {
    let unknown = input.domain.unknown().unwrap_or(Value::Truth(Truth::Open));
    if input.yearly {
        let known = source
            .case
            .series
            .get(usize::from(input.slot))
            .zip(open.year)
            .and_then(|(series, year)| series.year(year));
        return (known.map_or(unknown, Value::Number), Truth::True);
    }
    source
        .case
        .known(input, source.item)
        .map_or((unknown, Truth::True), |known| (known.value, known.exists))
}

fn truths(truth: Truth) -> Vec<Value> {
    match truth {
        Truth::Open => vec![Value::Truth(Truth::True), Value::Truth(Truth::False)],
        settled => vec![Value::Truth(settled)],
    }
}

/// Options that every test of the cone treats alike share a cell.
fn options(source: Source<'_>, cone: &[NodeId], input: InputId, choices: Choices) -> Vec<Value> {
    let mut parts = vec![choices];
    let mut split = |wanted: Choices| {
        parts = parts
            .iter()
            .flat_map(|part| {
                let inside = part.intersect(wanted);
                let outside = Choices::from_bits(part.bits() & !wanted.bits());
                [inside, outside]
            })
            .filter(|part| !part.is_empty())
            .collect();
    };
    for node in cone.iter().filter_map(|id| source.pack.node(*id)) {
        match *node {
            Node::OneOf { of, wanted } if reads(source, of, input) => split(wanted),
            Node::Table(table) => {
                let Some(table) = source.pack.tables.get(table.index()) else {
                    continue;
                };
                for (index, column) in table.columns.iter().enumerate() {
                    if !reads(source, *column, input) {
                        continue;
                    }
                    for row in &table.rows {
                        if let Some(Test::OneOf(wanted)) = row.tests.get(index) {
                            split(*wanted);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    parts.into_iter().map(Value::Choice).collect()
}

fn reads(source: Source<'_>, node: NodeId, input: InputId) -> bool {
    source.pack.node(node).and_then(Node::input) == Some(input)
}

/// Where an input's values stop being alike: each cut starts a new cell.
fn cuts(source: Source<'_>, pass: &Workspace, cone: &[NodeId], open: OpenInput) -> Vec<Number> {
    // A row that cannot match cuts nothing, but knowing more must never take away a cut that may have helped
    // elsewhere: so it is left out only for what nothing but tables looks at.
    let keeps_all = is_read_beside_tables(source, cone, open.input);
    let mut cuts = Vec::new();
    for node in cone.iter().filter_map(|id| source.pack.node(*id)) {
        match *node {
            Node::Compare { left, right, .. } => {
                for (side, other) in [(left, right), (right, left)] {
                    if let Some(threshold) = pass.number(other).as_point() {
                        cut_at(source, pass, side, open, threshold, &mut cuts);
                    }
                }
            }
            Node::Table(table) => {
                let Some(table) = source.pack.tables.get(table.index()) else {
                    continue;
                };
                let counts = |row: &&TableRow| {
                    keeps_all || pass.row_matches(table, &row.tests) != Truth::False
                };
                for row in table.rows.iter().filter(counts) {
                    for (column, test) in table.columns.iter().zip(&row.tests) {
                        if let Test::Between { lo, hi, .. } = test {
                            cut_at(source, pass, *column, open, *lo, &mut cuts);
                            cut_at(source, pass, *column, open, *hi, &mut cuts);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    cuts.sort();
    cuts.dedup();
    cuts
}

fn is_read_beside_tables(source: Source<'_>, cone: &[NodeId], input: InputId) -> bool {
    let nodes = cone.iter().filter_map(|id| source.pack.node(*id));
    let mut found = false;
    for node in nodes.filter(|node| !matches!(node, Node::Table(_))) {
        node.for_each_argument(source.pack, |argument| {
            found = found || reads(source, argument, input);
        });
    }
    found
}

fn cut_at(
    source: Source<'_>,
    pass: &Workspace,
    side: NodeId,
    open: OpenInput,
    threshold: Number,
    cuts: &mut Vec<Number>,
) {
    if !threshold.is_finite() {
        return;
    }
    match source.pack.node(side) {
        Some(Node::Input(input) | Node::Parameter { input, .. }) if *input == open.input => {
            let step = step_of(source, open.input);
            if let Some(floor) = threshold.floor_to(step) {
                let above = floor.plus(step);
                cuts.extend((floor == threshold).then_some(floor));
                cuts.extend(above);
            }
        }
        Some(Node::Figure { input, year }) if *input == open.input => {
            let same_year = pass
                .number(*year)
                .as_point()
                .and_then(super::number::Number::to_integer)
                == open.year.map(i128::from);
            if same_year {
                let step = step_of(source, open.input);
                if let Some(floor) = threshold.floor_to(step) {
                    cuts.extend((floor == threshold).then_some(floor));
                    cuts.extend(floor.plus(step));
                }
            }
        }
        Some(Node::YearOf(of)) if reads(source, *of, open.input) => {
            let year = threshold
                .to_integer()
                .and_then(|year| i32::try_from(year).ok());
            for year in year
                .into_iter()
                .flat_map(|year| [year, year.saturating_add(1)])
            {
                cuts.extend(Date::from_civil(year, 1, 1).map(day_number));
            }
        }
        _ => {}
    }
}

fn step_of(source: Source<'_>, input: InputId) -> Number {
    match source.pack.input(input).map(|input| &input.domain) {
        Some(Domain::Number { step, .. }) => *step,
        _ => Number::ONE,
    }
}

fn day_number(date: Date) -> Number {
    Number::from(date.days_since(Date::FIRST))
}

fn numbers(range: Interval, step: Number, cuts: &[Number]) -> Vec<Value> {
    let mut result = Vec::new();
    let mut lo = range.lo;
    for cut in cuts
        .iter()
        .filter(|cut| **cut > range.lo && **cut <= range.hi)
    {
        if let Some(before) = cut.minus(step) {
            result.push(Value::Number(Interval { lo, hi: before }));
        }
        lo = *cut;
    }
    result.push(Value::Number(Interval { lo, hi: range.hi }));
    result
}

fn spans(days: Days, cuts: &[Number]) -> Vec<Value> {
    let mut result = Vec::new();
    let mut lo = days.lo;
    for cut in cuts.iter().filter_map(|cut| cut.to_integer()) {
        let Ok(offset) = i32::try_from(cut) else {
            continue;
        };
        let start = Date::FIRST.plus_days(offset);
        if start > lo && start <= days.hi {
            result.push(Value::Date(Days {
                lo,
                hi: start.plus_days(-1),
            }));
            lo = start;
        }
    }
    result.push(Value::Date(Days { lo, hi: days.hi }));
    result
}

impl Cell {
    /// The least value of a cell of numbers that has more than one; none for anything else
    pub(crate) fn least(&self) -> Option<Self> {
        let range = match self.value {
            Value::Number(range) if self.exists == Truth::True => range,
            _ => return None,
        };
        (range.lo.is_finite() && range.as_point().is_none()).then(|| Self {
            value: Value::Number(Interval::point(range.lo)),
            exists: self.exists,
        })
    }
}
