//! `tradeaid batch`: a table of cases in, the table with status and bounds of every measure out.
//!
//! A column is named as a case writes it. A cell is what a case may hold there: `a|b` is one of these, `1..2` lies
//! between; empty is unknown. The column `case` is carried over, so that rows can be told apart.

use std::fs;
use std::path::Path;

use tradeaid_wire::Calculator;
use tradeaid_wire::json::{Json, JsonValue, Writer};

use crate::args::Filed;
use crate::input;
use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use crate::today;

/// The column that names a row and says nothing of its case
const NAME: &str = "case";

/// A table that was read: its head, and its rows as columns
struct Table {
    head: Vec<String>,
    columns: Vec<Vec<String>>,
}

/// Answers a table of cases
pub(crate) fn run(many: &Filed, texts: &Texts) -> Outcome {
    let written = match answer(many, texts) {
        Ok(written) => written,
        Err(refusal) => return refusal.report(false, texts),
    };
    let Some(path) = &many.out else {
        return output::print(&written);
    };
    match fs::write(path, written) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            let file = path.to_string_lossy().into_owned();
            let why = error.to_string();
            Refusal::File { file, why }.report(false, texts)
        }
    }
}

fn answer(many: &Filed, texts: &Texts) -> Result<String, Refusal> {
    let calculator = store::load(&many.rules, texts)?;
    let text = input::read(&many.source).map_err(|why| Refusal::file(&many.source, why))?;
    let table = Table::read(&many.source, &text)?;
    let columns = table.as_json(&calculator);
    let day = many.as_of.or_else(today::today);
    let answer = calculator
        .assess_batch(&columns, "{}", day)
        .map_err(|problems| Refusal::case(&many.source, &text, problems, &calculator, texts))?;
    table
        .answered(&answer)
        .map_err(|error| unreadable(&many.source, &error))
}

impl Table {
    fn read(path: &Path, text: &str) -> Result<Self, Refusal> {
        let refused = |error| unreadable(path, &error);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let head: Vec<String> = reader
            .headers()
            .map_err(refused)?
            .iter()
            .map(str::to_owned)
            .collect();
        let mut columns = vec![Vec::new(); head.len()];
        for row in reader.records() {
            let row = row.map_err(refused)?;
            for (column, cell) in columns.iter_mut().zip(&row) {
                column.push(cell.to_owned());
            }
        }
        Ok(Self { head, columns })
    }

    /// The columns in the form of the interface
    fn as_json(&self, calculator: &Calculator) -> String {
        let mut w = Writer::new();
        w.map(|w| {
            for (name, cells) in self.head.iter().zip(&self.columns) {
                if name == NAME {
                    continue;
                }
                let is_truth = is_yes_or_no(calculator, name);
                w.key(name);
                w.list(|w| {
                    for cell in cells {
                        write_cell(w, cell, is_truth);
                    }
                });
            }
        });
        w.finish()
    }

    /// The answers as a table, beside the names of the rows
    fn answered(&self, answer: &str) -> csv::Result<String> {
        let answer = Json::parse(answer).ok();
        let part = |key: &str| answer.as_ref().and_then(|answer| answer.get(key));
        let mut columns: Vec<(String, Vec<String>)> = Vec::new();
        for (name, cells) in self.head.iter().zip(&self.columns) {
            if name == NAME {
                columns.push((name.clone(), cells.iter().map(|cell| inert(cell)).collect()));
            }
        }
        let mut add = |name: &str, list: Option<&Json<'_>>| {
            let cells = list.and_then(Json::as_list).unwrap_or_default();
            columns.push((name.to_owned(), cells.iter().map(cell_of).collect()));
        };
        add("result_id", part("result_id"));
        add("refused", part("refused"));
        let total = part("total");
        for bound in ["min", "max", "complete"] {
            let name = ["total.", bound].concat();
            add(&name, total.and_then(|total| total.get(bound)));
        }
        let measures = part("measures").and_then(Json::as_map);
        for (id, measure) in measures.unwrap_or_default() {
            for column in ["status", "min", "max"] {
                add(&[id, ".", column].concat(), measure.get(column));
            }
        }
        write_table(&columns)
    }
}

/// Whether a column holds yes or no
fn is_yes_or_no(calculator: &Calculator, column: &str) -> bool {
    // The number of an item is no part of an input's name.
    let parts = column.split('.');
    let name: Vec<&str> = parts.filter(|part| part.parse::<u32>().is_err()).collect();
    let path = name.join(".");
    let mut names = calculator.names().inputs.iter();
    let known = names.find(|name| name.path == path);
    known.is_some_and(|name| name.format == tradeaid_engine::Format::YesNo)
}

fn write_cell(w: &mut Writer, cell: &str, is_truth: bool) {
    let range = cell.split_once("..");
    match cell {
        "" => w.raw("null"),
        "true" | "yes" | "是" if is_truth => w.raw("true"),
        "false" | "no" | "否" if is_truth => w.raw("false"),
        _ if cell.contains('|') => w.map(|w| {
            w.key("any_of");
            w.list(|w| cell.split('|').for_each(|option| w.text(option.trim())));
        }),
        _ => match range {
            Some((min, max)) => w.map(|w| {
                for (key, end) in [("min", min), ("max", max)] {
                    if !end.is_empty() {
                        w.text_entry(key, end);
                    }
                }
            }),
            None => w.text(cell),
        },
    }
}

/// A value of an answer as a cell; of problems where and what
fn cell_of(json: &Json<'_>) -> String {
    match &json.value {
        JsonValue::Text(text) => text.to_string(),
        JsonValue::Bool(truth) => truth.to_string(),
        JsonValue::List(problems) => {
            let part = |problem: &Json<'_>, key: &str| {
                let text = problem.get(key).and_then(Json::as_text);
                text.unwrap_or_default().to_owned()
            };
            let told = |problem: &Json<'_>| {
                [&*part(problem, "path"), ": ", &part(problem, "code")].concat()
            };
            let told: Vec<String> = problems.iter().map(told).collect();
            told.join("; ")
        }
        _ => String::new(),
    }
}

/// A cell that a spreadsheet does not take for a formula
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return ["'", cell].concat();
    }
    cell.to_owned()
}

fn write_table(columns: &[(String, Vec<String>)]) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(name, _)| name))?;
    let rows = columns.first().map_or(0, |(_, cells)| cells.len());
    for row in 0..rows {
        let cells = columns.iter().map(|(_, cells)| cells.get(row));
        writer.write_record(cells.map(|cell| cell.map_or("", String::as_str)))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn unreadable(path: &Path, error: &csv::Error) -> Refusal {
    Refusal::File {
        file: path.to_string_lossy().into_owned(),
        why: error.to_string(),
    }
}
