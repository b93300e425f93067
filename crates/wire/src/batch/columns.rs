//! Columns of cells as the cases that their rows stand for. Names are only put in order here: what a pack does not
//! declare is refused by the reader of cases.

use crate::json::{Json, JsonValue, Writer};
use crate::problem::{Problem, ProblemCode};
use crate::text::{count, count_of, glued};

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
            all.push(column);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        all.sort_by_key(|column| (column.rank, column.item, column.year.map(|_| column.key)));
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
        for section in self.all.chunk_by(|a, b| a.rank == b.rank) {
            match section {
                [Column { section: "", .. }, ..] => self.entries(&mut w, section, row),
                [
                    Column {
                        section: name,
                        item: Some(_),
                        ..
                    },
                    ..,
                ] => {
                    w.key(name);
                    w.list(|w| {
                        for item in section.chunk_by(|a, b| a.item == b.item) {
                            self.item(w, item, row);
                        }
                    });
                }
                [Column { section: name, .. }, ..] => {
                    w.key(name);
                    w.map(|w| self.entries(w, section, row));
                }
                [] => {}
            }
        }
        w.close_map();
        w.finish()
    }

    /// An item, where any of its cells says something; unless a cell says otherwise its id is its number
    fn item(&self, w: &mut Writer, columns: &[Column<'a>], row: usize) {
        let is_told = |column: &Column<'_>| column.cell(row).is_some();
        if !columns.iter().any(is_told) {
            return;
        }
        w.map(|w| {
            let has_id = columns
                .iter()
                .any(|column| column.key == "id" && is_told(column));
            if let Some(number) = columns.first().and_then(|column| column.item)
                && !has_id
            {
                let number = usize::try_from(number).unwrap_or(0);
                w.text_entry("id", &count(number));
            }
            self.entries(w, columns, row);
        });
    }

    fn entries(&self, w: &mut Writer, columns: &[Column<'a>], row: usize) {
        let is_of_one =
            |a: &Column<'_>, b: &Column<'_>| a.year.is_some() && b.year.is_some() && a.key == b.key;
        for figure in columns.chunk_by(is_of_one) {
            match figure {
                [
                    Column {
                        key, year: Some(_), ..
                    },
                    ..,
                ] => {
                    w.key(key);
                    w.map(|w| {
                        w.key("by_year");
                        w.map(|w| {
                            for column in figure {
                                self.entry(w, column.year.unwrap_or(""), column.cell(row));
                            }
                        });
                    });
                }
                [column, ..] => self.entry(w, column.key, column.cell(row)),
                [] => {}
            }
        }
    }

    fn entry(&self, w: &mut Writer, key: &str, cell: Option<&Json<'_>>) {
        if let Some(written) = cell.and_then(|cell| self.text.get(cell.start..cell.end)) {
            w.key(key);
            w.raw(written);
        }
    }
}

impl<'a> Column<'a> {
    fn named(name: &'a str, cells: &'a [Json<'a>], kinds: &[String]) -> Self {
        let (section, mut key) = name.split_once('.').unwrap_or(("", name));
        let is_item = kinds.iter().any(|kind| kind == section);
        let mut item = is_item.then_some(1);
        if let Some((number, rest)) = key.split_once('.')
            && let (true, Some(number)) = (is_item, count_of(number))
        {
            (item, key) = (Some(number), rest);
        }
        let year = key
            .rsplit_once('.')
            .filter(|(_, year)| count_of(year).is_some());
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
