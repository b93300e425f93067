//! Decision tables in the interchange format DMN 1.3, out and back. What a table cannot say is refused by name,
//! and nothing that a table says is lost on the way.

mod element;
mod feel;
mod grid;
mod read;
#[cfg(test)]
mod round_trip;
mod write;

use tradeaid_engine::{Document, Format};

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::nearest::suggest;
use crate::source::{Source, Span};

use crate::said::{Said, say};
use grid::{Grid, Sort};

/// The DMN model of one of a pack's tables
pub fn export(sources: &[Source], table: &str) -> Result<String, Diagnostics> {
    let document = crate::compile_sources(sources.to_vec())?;
    let path = |name: &str| ["tables/", name, ".csv"].concat();
    let Some(source) = sources.iter().find(|source| source.path == path(table)) else {
        let names: Vec<&str> = sources
            .iter()
            .filter_map(|source| source.path.strip_prefix("tables/")?.strip_suffix(".csv"))
            .collect();
        let help = suggest(table, names, say!("mend.no_tables_like"));
        let message = say!("wrong.no_table", name = table);
        return Err(problem(Code::UnknownName, Span::PACK, message, help, &[]));
    };
    let told = |message: Said, help: Said| {
        problem(
            Code::Dmn,
            Span::whole(0),
            message,
            help,
            std::slice::from_ref(source),
        )
    };
    let sort = |name: &str| sort_of(&document, name);
    let grid = Grid::from_csv(&source.text, sort).map_err(|(message, help)| told(message, help))?;
    let options = |name: &str| options_of(&document, name);
    let text = write::model(table, &grid, &options)
        .and_then(|model| model.write().ok())
        .filter(|text| text.chars().all(is_character));
    text.ok_or_else(|| {
        let help = say!("mend.control_characters");
        told(say!("wrong.dmn_xml_out"), help)
    })
}

/// The CSV of the one table that a DMN model holds; `path` is where the model stands, for complaints
///
/// # Example
/// ```
/// let model = r#"<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision>
///   <decisionTable outputLabel="loan.size"><input><inputExpression><text>loan.days</text></inputExpression></input>
///   <output/><rule><inputEntry><text>&gt;=90</text></inputEntry><outputEntry><text>"long"</text></outputEntry></rule>
///   </decisionTable></decision></definitions>"#;
/// assert_eq!(tradeaid_lang::dmn::import("m.dmn", model).unwrap(), "U,loan.days,>loan.size\n,>=90,long\n");
/// ```
pub fn import(path: &str, text: &str) -> Result<String, Diagnostics> {
    let source = Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let told = |at: usize, message: Said, help: Said| {
        let span = place(text, at);
        problem(
            Code::Dmn,
            span,
            message,
            help,
            std::slice::from_ref(&source),
        )
    };
    let grid = read::grid(text).map_err(|(at, message, help)| told(at, message, help))?;
    grid.to_csv().ok_or_else(|| {
        let message = say!("wrong.dmn_csv_out");
        told(0, message, say!("mend.endless_numbers"))
    })
}

fn sort_of(document: &Document, name: &str) -> Option<Sort> {
    let input = document
        .names
        .inputs
        .iter()
        .find(|input| input.path == name)?;
    Some(match input.format {
        Format::Choice => Sort::Options,
        _ => Sort::Numbers,
    })
}

fn options_of(document: &Document, name: &str) -> Vec<String> {
    let found = document
        .names
        .inputs
        .iter()
        .find(|input| input.path == name);
    found.map_or_else(Vec::new, |input| input.options.clone())
}

fn problem(code: Code, span: Span, message: Said, help: Said, sources: &[Source]) -> Diagnostics {
    let mut report = Report::default();
    report.add(code, span, message, help);
    report.finish(sources)
}

/// The place of a byte in the first of some sources
fn place(text: &str, at: usize) -> Span {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Span {
        file: 0,
        line: number(before.matches('\n').count()),
        column: number(line.chars().count()),
        length: 1,
    }
}

/// Whether XML can hold a character
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}
