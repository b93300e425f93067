//! The lines and cells of a CSV file with their places. Knows nothing of tables.

use csv::{ReaderBuilder, Trim};

use crate::diagnostic::{Code, Report};
use crate::folder::TableFile;
use crate::said::say;
use crate::source::Span;

/// One line of a table: its cells and where each is written
pub(crate) struct Line {
    pub(crate) cells: Vec<(String, Span)>,
}

/// The lines of a table that are no comments
pub(crate) fn lines(file: &TableFile, report: &mut Report) -> Vec<Line> {
    let written: Vec<&str> = file.text.lines().collect();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(file.text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let reported = record.position().map_or(1, csv::Position::line);
                let line = record_line(&written, usize::try_from(reported).unwrap_or(1));
                let text = written
                    .get(line.saturating_sub(1))
                    .copied()
                    .unwrap_or_default();
                let spans = cell_spans(text, file.file, line);
                let last = spans.last().copied().unwrap_or_default();
                let spans = spans.into_iter().chain(std::iter::repeat(last));
                lines.push(Line {
                    cells: record.iter().map(str::to_owned).zip(spans).collect(),
                });
            }
            Err(error) => {
                let span = Span::whole(file.file);
                report.add(
                    Code::Syntax,
                    span,
                    say!("wrong.csv", error = error),
                    say!("mend.quotes"),
                );
            }
        }
    }
    lines
}

/// The line a record starts on; the reader counts comments and blank lines before it as part of it
fn record_line(lines: &[&str], reported: usize) -> usize {
    let skipped = lines
        .iter()
        .skip(reported.saturating_sub(1))
        .take_while(|line| {
            let line = line.trim_start_matches('\u{feff}');
            line.trim().is_empty() || line.starts_with('#')
        });
    reported + skipped.count()
}

/// Where the cells of a line are; a comma inside quotes parts nothing
fn cell_spans(line: &str, file: u16, number: usize) -> Vec<Span> {
    let at = |column: u32, length: u32| Span {
        file,
        line: u32::try_from(number).unwrap_or(u32::MAX),
        column,
        length: length.max(1),
    };
    let mut spans = Vec::new();
    let (mut start, mut quoted) = (1_u32, false);
    let mut column = 0_u32;
    for c in line.chars() {
        column += 1;
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                spans.push(at(start, column - start));
                start = column + 1;
            }
            _ => {}
        }
    }
    spans.push(at(start, (column + 1).saturating_sub(start)));
    spans
}
