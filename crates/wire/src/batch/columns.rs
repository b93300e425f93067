//! Columns of cells as the cases that their rows stand for. Names are only put in order here: what a pack does not
//! declare is refused by the reader of cases.

use crate::json::{Json, JsonValue, Writer};
use crate::problem::{Problem, ProblemCode};
use crate::text::{count, count_of, cut, digits, glued};

/// Columns, all of one length
pub(super) struct Columns<'a> {
    /// How many rows there are
    pub(super) count: usize,
    text: &'a str,
    /// Sorted by section and item, in the order in which their sections were first named
    all: Vec<Column<'a>>,
}

struct Column<'a> {
    /// The order in which its section was first named
    rank: usize,
    /// `enterprise`, `loan`; empty for what stands at the top of a case
    section: &'a str,
    /// Which item of its kind, from one; none where the section is no list
    item: Option<u64>,
    key: &'a str,
    year: Option<&'a str>,
    cells: &'a [Json<'a>],
}

impl<'a> Columns<'a> {
    /// Reads columns, of which those named after a kind of item are about items
    pub(super) fn read(
        json: &'a Json<'a>,
        text: &'a str,
        kinds: &[String],
    ) -> Result<Self, Vec<Problem>> {
        let entries = json.as_map().ok_or_else(|| {
            let code = ProblemCode::WrongType;
            vec![Problem::new("columns", code, "", "object of lists")]
        })?;
        let mut problems = Vec::new();
        let mut all: Vec<Column<'a>> = Vec::new();
        let mut length = None;
        for (index, (name, cells)) in entries.iter().enumerate() {
            let path = || glued(&["columns.", name]);
            let Some(cells) = cells.as_list() else {
                problems.push(Problem::new(&path(), ProblemCode::WrongType, "", "list"));
                continue;
            };
            let expected = *length.get_or_insert(cells.len());
            if cells.len() != expected {
                let (found, expected) = (count(cells.len()), count(expected));
                let code = ProblemCode::OutOfDomain;
                problems.push(Problem::new(&path(), code, &found, &expected));
            }
            if entries.iter().take(index).any(|(other, _)| other == name) {
                let code = ProblemCode::DuplicateKey;
                problems.push(Problem::new(&path(), code, name, ""));
            }
            let mut column = Column::named(name, cells, kinds);
            let known = all
                .iter()
                .find(|known: &&Column<'_>| known.section == column.section);
            column.rank = known.map_or(index, |known| known.rank);
            // Sections in the order in which they are first named, items by number, the years of a figure together.
            let place = all
                .iter()
                .rposition(|known| known.order() <= column.order());
            all.insert(place.map_or(0, |place| place + 1), column);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            count: length.unwrap_or(0),
            text,
            all,
        })
    }

    /// The case that a row stands for
    pub(super) fn case(&self, row: usize) -> String {
        let mut w = Writer::new();
        w.open_map();
        let mut before = None;
        for column in &self.all {
            let cell = column.cell(row);
            let Some(written) = cell.and_then(|cell| self.text.get(cell.start..cell.end)) else {
                continue;
            };
            leave(&mut w, before, Some(column));
            self.enter(&mut w, before, column, row);
            w.key(column.year.unwrap_or(column.key));
            w.raw(written);
            before = Some(column);
        }
        leave(&mut w, before, None);
        w.close_map();
        w.finish()
    }

    /// Opens what a column stands in, as far as the one before it does not stand in it too
    fn enter(&self, w: &mut Writer, before: Option<&Column<'a>>, column: &Column<'a>, row: usize) {
        if !column.section.is_empty() && !column.shares_section(before) {
            w.key(column.section);
            match column.item {
                Some(_) => w.open_list(),
                None => w.open_map(),
            }
        }
        if let Some(number) = column.item
            && !column.shares_item(before)
        {
            w.open_map();
            let mut others = self
                .all
                .iter()
                .filter(|other| column.shares_item(Some(other)));
            // Unless a cell says otherwise, an item's id is its number.
            if !others.any(|other| other.key == "id" && other.cell(row).is_some()) {
                w.text_entry("id", &digits(number, 1));
            }
        }
        if column.year.is_some() && !column.shares_figure(before) {
            w.key(column.key);
            w.open_map();
            w.key("by_year");
            w.open_map();
        }
    }
}

/// Closes what a column stood in, as far as the next one does not stand in it too
fn leave(w: &mut Writer, column: Option<&Column<'_>>, next: Option<&Column<'_>>) {
    let Some(column) = column else {
        return;
    };
    if column.year.is_some() && !column.shares_figure(next) {
        w.close_map();
        w.close_map();
    }
    if column.item.is_some() && !column.shares_item(next) {
        w.close_map();
    }
    if !column.section.is_empty() && !column.shares_section(next) {
        match column.item {
            Some(_) => w.close_list(),
            None => w.close_map(),
        }
    }
}

impl<'a> Column<'a> {
    fn named(name: &'a str, cells: &'a [Json<'a>], kinds: &[String]) -> Self {
        let (section, mut key) = cut(name, b'.').unwrap_or(("", name));
        let is_item = kinds.iter().any(|kind| kind == section);
        let mut item = is_item.then_some(1);
        if let Some((number, rest)) = cut(key, b'.')
            && let (true, Some(number)) = (is_item, count_of(number))
        {
            (item, key) = (Some(number), rest);
        }
        let year = cut(key, b'.').filter(|(_, year)| count_of(year).is_some());
        let (key, year) = year.map_or((key, None), |(key, year)| (key, Some(year)));
        Self {
            rank: 0,
            section,
            item,
            key,
            year,
            cells,
        }
    }

    fn order(&self) -> (usize, Option<u64>, Option<&str>) {
        (self.rank, self.item, self.year.map(|_| self.key))
    }

    fn shares_section(&self, other: Option<&Self>) -> bool {
        other.is_some_and(|other| self.rank == other.rank)
    }

    fn shares_item(&self, other: Option<&Self>) -> bool {
        self.shares_section(other) && other.is_some_and(|other| self.item == other.item)
    }

    fn shares_figure(&self, other: Option<&Self>) -> bool {
        let is_same = |other: &Self| other.year.is_some() && self.key == other.key;
        self.shares_item(other) && self.year.is_some() && other.is_some_and(is_same)
    }

    /// What a row says here, if it says something
    fn cell(&self, row: usize) -> Option<&'a Json<'a>> {
        let cell = self.cells.get(row)?;
        let is_blank = match &cell.value {
            JsonValue::Null => true,
            JsonValue::Text(text) => text.is_empty(),
            _ => false,
        };
        (!is_blank).then_some(cell)
    }
}
