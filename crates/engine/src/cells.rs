//! Bounded case-splitting: an open input has finitely many cells between the thresholds a rule
//! compares it with; the hull over the cells is as tight as the cells are few.

use crate::evaluate::View;
use crate::node::{Node, Test};
use crate::open::OpenInput;
use crate::pack::{Domain, Scope};
use crate::{
    Case, Choices, Date, Days, InputId, Interval, ItemId, Known, NodeId, Number, Pack, Truth, Value,
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

impl Cell {
    /// What is known of an input that lies in it
    pub(crate) const fn known(self) -> Known {
        Known {
            exists: self.exists,
            ..Known::given(self.value)
        }
    }

    /// The least value of a cell of numbers that has more than one; none for anything else
    pub(crate) fn least(&self) -> Option<Self> {
        let Value::Number(range) = self.value else {
            return None;
        };
        let is_wide = range.lo.is_finite() && !range.is_point();
        (is_wide && self.exists == Truth::True).then_some(Self {
            value: Value::Number(Interval::point(range.lo)),
            exists: Truth::True,
        })
    }
}

/// Where an input of a case sits
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The input, and of a yearly one the year
    pub open: OpenInput,
    /// Of an item-level one the item
    pub item: Option<ItemId>,
}

impl Place {
    /// The place of an input that a row about an item looks at
    pub(crate) fn of(pack: &Pack, open: OpenInput, item: Option<ItemId>) -> Self {
        let input = pack.input(open.input);
        let is_of_case = input.is_none_or(|input| input.scope == Scope::Case);
        Self {
            open,
            item: item.filter(|_| !is_of_case),
        }
    }

    /// Changes what a case knows for something else, and back again
    ///
    /// A year's figure that is not given is one that the case does not list.
    pub(crate) fn swap(&self, pack: &Pack, case: &mut Case, known: &mut Known) {
        let Some(input) = pack.input(self.open.input) else {
            return;
        };
        if !input.yearly {
            if let Some(place) = case.known_mut(input, self.item) {
                std::mem::swap(place, known);
            }
            return;
        }
        let series = case.series.get_mut(usize::from(input.slot));
        let (Some(series), Some(year)) = (series, self.open.year) else {
            return;
        };
        let years = &mut series.years;
        let (given, figure) = (known.given, *known.value.bounds());
        let listed = years.iter().position(|(listed, _)| *listed == year);
        known.given = listed.is_some();
        if let Some(listed) = listed {
            known.value = Value::Number(years.swap_remove(listed).1);
        }
        if given {
            years.push((year, figure));
        }
    }
}

/// The cells of one open input, as far as the nodes of `cone` can tell its values apart
pub(crate) fn cells(view: &View<'_>, cone: &[NodeId], open: OpenInput) -> Vec<Cell> {
    let mut cells = Vec::new();
    let Some(input) = view.pack.input(open.input) else {
        return cells;
    };
    let mut now = Known::unknown(input);
    if input.yearly {
        now.exists = Truth::True;
        let series = view.case.series.get(usize::from(input.slot)).zip(open.year);
        if let Some(figure) = series.and_then(|(series, year)| series.year(year)) {
            now.value = Value::Number(figure);
        }
    } else if let Some(known) = view.known(open.input) {
        now = *known;
    }
    if now.exists.may_fail() {
        cells.push(Cell {
            value: now.value,
            exists: Truth::False,
        });
    }
    if now.exists.may_hold() {
        Cuts::of(view, cone, open, now.value.choices()).split(&now.value, &mut |value| {
            cells.push(Cell {
                value,
                exists: Truth::True,
            });
        });
    }
    cells
}

/// Where the values of an input stop being alike
struct Cuts<'a> {
    view: &'a View<'a>,
    open: OpenInput,
    /// The distance of two neighbours
    step: Number,
    /// The least value of each new cell, in order
    starts: Vec<Number>,
    /// Options that every test treats alike share a cell
    parts: Vec<Choices>,
}

impl<'a> Cuts<'a> {
    fn of(view: &'a View<'a>, cone: &[NodeId], open: OpenInput, choices: Choices) -> Self {
        let input = view.pack.input(open.input);
        let mut cuts = Self {
            view,
            open,
            step: match input.map(|input| &input.domain) {
                Some(Domain::Number { step, .. }) => *step,
                _ => Number::ONE,
            },
            starts: Vec::new(),
            parts: vec![choices],
        };
        // A row that cannot match cuts nothing, but knowing more must never take away a cut that may have helped
        // elsewhere: so it is left out only for what nothing but tables looks at.
        let keeps_all = !choices.is_empty() || is_read_beside_tables(view, cone, open.input);
        for id in cone {
            match view.pack.node(*id) {
                Some(Node::Compare { left, right, .. }) => {
                    cuts.beside(*left, *right);
                    cuts.beside(*right, *left);
                }
                Some(Node::OneOf { of, wanted }) => cuts.options(*of, *wanted),
                Some(Node::Table(table)) => cuts.table(table.index(), keeps_all),
                Some(node) => cuts.localities(node),
                None => {}
            }
        }
        cuts
    }

    /// Cuts where a node that reads the input meets another that is settled
    fn beside(&mut self, side: NodeId, other: NodeId) {
        let other = self.view.pass.get(other).number();
        if other.lo == other.hi {
            self.at(side, &other.lo);
        }
    }

    fn table(&mut self, table: usize, keeps_all: bool) {
        let View { pack, pass, .. } = self.view;
        let Some(table) = pack.tables.get(table) else {
            return;
        };
        for (index, column) in table.columns.iter().enumerate() {
            let column = *column;
            let looks_at = match pack.node(column) {
                Some(Node::YearOf(of)) => *of,
                _ => column,
            };
            if !reads(self.view, looks_at, self.open.input) {
                continue;
            }
            for row in &table.rows {
                match row.tests.get(index) {
                    Some(Test::OneOf(wanted)) => self.options(column, *wanted),
                    Some(Test::Between { lo, hi, .. })
                        if keeps_all || pass.row_matches(table, &row.tests).may_hold() =>
                    {
                        self.at(column, lo);
                        self.at(column, hi);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Parts the options that a test of a node wants from those it does not
    fn options(&mut self, of: NodeId, wanted: Choices) {
        if reads(self.view, of, self.open.input) {
            self.part(wanted);
        }
    }

    /// Parts the places where a value of a parameter holds from the others
    fn localities(&mut self, node: &Node) {
        for place in self.view.pack.localities(node) {
            if place.input == self.open.input {
                self.part(place.options);
            }
        }
    }

    fn part(&mut self, wanted: Choices) {
        let mut index = 0;
        while let Some(part) = self.parts.get_mut(index) {
            let (inside, outside) = (part.intersect(wanted), part.without(wanted));
            index += 1;
            if !inside.is_empty() && !outside.is_empty() {
                *part = inside;
                self.parts.insert(index, outside);
                index += 1;
            }
        }
    }

    /// Cuts where a node that reads the input meets a threshold
    fn at(&mut self, side: NodeId, threshold: &Number) {
        if !threshold.is_finite() {
            return;
        }
        match self.view.pack.node(side) {
            Some(Node::Input(input) | Node::Parameter { input, .. })
                if *input == self.open.input => {}
            Some(Node::Figure { input, year })
                if *input == self.open.input && self.view.pass.year(*year) == self.open.year => {}
            Some(Node::YearOf(of)) if reads(self.view, *of, self.open.input) => {
                if let Some(year) = threshold.to_i32() {
                    self.new_year(year);
                    self.new_year(year.saturating_add(1));
                }
                return;
            }
            _ => return,
        }
        if let Some(floor) = threshold.floor_to(self.step) {
            if floor == *threshold {
                self.start(floor);
            }
            if let Some(above) = floor.plus(self.step) {
                self.start(above);
            }
        }
    }

    fn new_year(&mut self, year: i32) {
        if let Some(date) = Date::from_civil(year, 1, 1) {
            self.start(Number::from(date.days_since(Date::FIRST)));
        }
    }

    fn start(&mut self, cut: Number) {
        let before = self.starts.iter().rposition(|known| *known < cut);
        let place = before.map_or(0, |before| before.saturating_add(1));
        if self.starts.get(place) != Some(&cut) {
            self.starts.insert(place, cut);
        }
    }

    /// The pieces of a value between the cuts, in order
    fn split(&self, value: &Value, act: &mut dyn FnMut(Value)) {
        match *value {
            Value::Truth(Truth::Open) => {
                act(Value::Truth(Truth::True));
                act(Value::Truth(Truth::False));
            }
            Value::Truth(_) => act(*value),
            Value::Choice(_) => {
                for part in &self.parts {
                    act(Value::Choice(*part));
                }
            }
            Value::Number(range) => self.split_range(range, false, act),
            Value::Date(days) => self.split_range(days.to_interval(), true, act),
        }
    }

    fn split_range(&self, range: Interval, of_days: bool, act: &mut dyn FnMut(Value)) {
        let day = |number: Number| Date::FIRST.plus_days(number.to_i32().unwrap_or(0));
        let mut add = |lo: Number, hi: Number| {
            act(if of_days {
                let (lo, hi) = (day(lo), day(hi));
                Value::Date(Days { lo, hi })
            } else {
                Value::Number(Interval { lo, hi })
            });
        };
        let mut lo = range.lo;
        for cut in &self.starts {
            if *cut > range.lo && *cut <= range.hi {
                if let Some(before) = cut.minus(self.step) {
                    add(lo, before);
                }
                lo = *cut;
            }
        }
        add(lo, range.hi);
    }
}

fn reads(view: &View<'_>, node: NodeId, input: InputId) -> bool {
    view.pack.node(node).and_then(Node::input) == Some(input)
}

fn is_read_beside_tables(view: &View<'_>, cone: &[NodeId], input: InputId) -> bool {
    let mut found = false;
    for id in cone {
        match view.pack.node(*id) {
            None | Some(Node::Table(_)) => {}
            Some(node) => node.for_each_argument(view.pack, |argument| {
                found = found || reads(view, argument, input);
            }),
        }
    }
    found
}
