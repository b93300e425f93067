//! A decision table as it is written, without the pack that gives its columns a meaning: from CSV and back.

use csv::{QuoteStyle, ReaderBuilder, Trim, WriterBuilder};
use tradeaid_engine::Number;
use tradeaid_engine::node::HitPolicy;

use crate::cell::{self, Fault, negated};
use crate::coverage::decimal;
use crate::range::Ranges;
use crate::said::say;

/// A table with everything that its file says
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
    /// The comments before the first line
    pub(crate) remarks: Vec<String>,
    pub(crate) hit: HitPolicy,
    pub(crate) inputs: Vec<Column>,
    pub(crate) output: Column,
    pub(crate) rows: Vec<Row>,
    /// The comments behind the last row
    pub(crate) end: Vec<String>,
}

/// A column: what it is of, and what its cells hold
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) sort: Sort,
}

/// What the cells of a column hold
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Options,
    Numbers,
}

/// A row
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The comments before it
    pub(crate) remarks: Vec<String>,
    /// Its free cell
    pub(crate) note: String,
    pub(crate) tests: Vec<Cell>,
    pub(crate) output: Output,
}

/// A cell that tests a value
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Any,
    Options { not: bool, names: Vec<String> },
    Numbers(Ranges),
}

/// The cell of the derived input
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Output {
    Option(String),
    Number(Number),
}

impl Grid {
    /// Reads a table; `sort` tells what a column holds, if the pack declares it
    pub(crate) fn from_csv(text: &str, sort: impl Fn(&str) -> Option<Sort>) -> Result<Self, Fault> {
        let (lines, end) = records(text)?;
        let mut lines = lines.into_iter();
        let broken = || (say!("wrong.table_empty"), say!("mend.dmn_start"));
        let (remarks, header) = lines.next().ok_or_else(broken)?;
        let lines: Vec<_> = lines.collect();
        let column = |place: usize, name: &str| {
            let mut cells = lines.iter().filter_map(|(_, cells)| cells.get(place));
            let is_number = |cell: &String| cell == "-" || Ranges::read(cell).is_ok();
            let written = if cells.all(is_number) {
                Sort::Numbers
            } else {
                Sort::Options
            };
            Column {
                name: name.to_owned(),
                sort: sort(name).unwrap_or(written),
            }
        };
        let [hit, inputs @ .., output] = header.as_slice() else {
            return Err(broken());
        };
        let output = column(
            inputs.len() + 1,
            output.strip_prefix('>').unwrap_or(output).trim(),
        );
        let inputs: Vec<Column> = (1..)
            .zip(inputs)
            .map(|(place, name)| column(place, name))
            .collect();
        let hit = match hit.as_str() {
            "U" => HitPolicy::Unique,
            "F" => HitPolicy::First,
            _ => {
                return Err((
                    say!("wrong.hit_policy", written = hit),
                    say!("mend.dmn_hit"),
                ));
            }
        };
        let rows = lines
            .iter()
            .map(|(remarks, cells)| row(remarks, cells, &inputs, &output))
            .collect::<Result<_, Fault>>()?;
        Ok(Self {
            remarks,
            hit,
            inputs,
            output,
            rows,
            end,
        })
    }

    /// The table as a file of `tables/`; nothing if it cannot be written
    pub(crate) fn to_csv(&self) -> Option<String> {
        let mut text = comments(&self.remarks);
        let hit = match self.hit {
            HitPolicy::Unique => "U",
            HitPolicy::First => "F",
        };
        let mut header = vec![hit.to_owned()];
        header.extend(self.inputs.iter().map(|column| column.name.clone()));
        header.push([">", &self.output.name].concat());
        text.push_str(&line(&header)?);
        for row in &self.rows {
            text.push_str(&comments(&row.remarks));
            let mut cells = vec![row.note.clone()];
            for test in &row.tests {
                cells.push(test.to_csv()?);
            }
            cells.push(row.output.to_csv()?);
            text.push_str(&line(&cells)?);
        }
        text.push_str(&comments(&self.end));
        Some(text)
    }
}

impl Cell {
    fn to_csv(&self) -> Option<String> {
        match self {
            Self::Any => Some("-".to_owned()),
            Self::Options { not: false, names } => Some(names.join(",")),
            Self::Options { not: true, names } => Some(["not(", &names.join(","), ")"].concat()),
            Self::Numbers(ranges) => ranges.written(in_ten_thousands),
        }
    }
}

impl Output {
    fn to_csv(&self) -> Option<String> {
        match self {
            Self::Option(name) => Some(name.clone()),
            Self::Number(number) => in_ten_thousands(*number),
        }
    }
}

/// A number as tables write it: whole ten-thousands in 万
fn in_ten_thousands(number: Number) -> Option<String> {
    let whole = number
        .to_integer()
        .filter(|whole| *whole != 0 && whole % 10_000 == 0);
    match whole {
        Some(whole) => Some((whole / 10_000).to_string() + "万"),
        None => decimal(number),
    }
}

type Line = (Vec<String>, Vec<String>);

/// The lines of a file, each with the comments before it, and the comments at its end
fn records(text: &str) -> Result<(Vec<Line>, Vec<String>), Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let remarks = remarks(text.get(start..).unwrap_or_default());
        match reader.read_record(&mut record) {
            Ok(true) => lines.push((remarks, record.iter().map(one_break).collect())),
            Ok(false) => return Ok((lines, remarks)),
            Err(error) => return Err((say!("wrong.csv", error = error), say!("mend.quotes"))),
        }
    }
}

fn one_break(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

/// The comments that a text starts with
fn remarks(text: &str) -> Vec<String> {
    let is_remark = |line: &&str| line.is_empty() || line.starts_with('#');
    text.split(['\n', '\r'])
        .take_while(is_remark)
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.trim().to_owned())
        .collect()
}

fn comments(remarks: &[String]) -> String {
    let line =
        |remark: &String| ["#", if remark.is_empty() { "" } else { " " }, remark, "\n"].concat();
    remarks.iter().map(line).collect()
}

fn line(cells: &[String]) -> Option<String> {
    let mut writer = WriterBuilder::new()
        .comment(Some(b'#'))
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    writer.write_record(cells).ok()?;
    String::from_utf8(writer.into_inner().ok()?).ok()
}

fn row(
    remarks: &[String],
    cells: &[String],
    inputs: &[Column],
    output: &Column,
) -> Result<Row, Fault> {
    let [note, tests @ .., last] = cells else {
        return Err((say!("wrong.dmn_short"), say!("mend.dmn_short")));
    };
    if tests.len() != inputs.len() {
        return Err((say!("wrong.dmn_cells"), say!("mend.dmn_cells")));
    }
    let test = |(text, column): (&String, &Column)| match (text.as_str(), column.sort) {
        ("-", _) => Ok(Cell::Any),
        (text, Sort::Numbers) => Ranges::read(text).map(Cell::Numbers),
        (text, Sort::Options) => Ok(options(text)),
    };
    Ok(Row {
        remarks: remarks.to_vec(),
        note: note.clone(),
        tests: tests
            .iter()
            .zip(inputs)
            .map(test)
            .collect::<Result<_, Fault>>()?,
        output: match output.sort {
            Sort::Options => Output::Option(unquoted(last)),
            Sort::Numbers => Output::Number(cell::number(last)?),
        },
    })
}

fn options(text: &str) -> Cell {
    let (not, inner) = negated(text);
    let names = inner.split(',').map(unquoted).collect();
    Cell::Options { not, names }
}

fn unquoted(name: &str) -> String {
    let name = name.trim();
    let inner = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(name).to_owned()
}
