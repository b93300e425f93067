//! The sheet as a table for a spreadsheet: one row a finding, exact amounts in columns of their own.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe, so that nothing a case or a pack
//! writes is ever run.

use tradeaid_engine::AmountKind;
use tradeaid_explain::Texts;
use tradeaid_wire::money;

use crate::sheet::{Line, Sheet};

/// The columns, in order
const COLUMNS: [&str; 19] = [
    "number",
    "part",
    "measure",
    "about",
    "cite",
    "status",
    "kind",
    "min",
    "max",
    "currency",
    "captions",
    "open",
    "who",
    "next",
    "as_of",
    "result",
    "measure_id",
    "item_id",
    "pinpoint",
];

/// Without it, spreadsheets on Chinese systems take the text for GBK
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table: UTF-8 with a byte order mark, lines ended by CR LF, every cell in quotes
#[must_use]
pub fn csv(sheet: &Sheet, texts: &Texts) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let heads = COLUMNS.map(|column| texts.say(&["handout.csv.", column].concat(), &[]));
    row(&mut text, &heads);
    for line in &sheet.lines {
        row(&mut text, &cells(sheet, line, texts));
    }
    text
}

fn cells(sheet: &Sheet, line: &Line, texts: &Texts) -> [String; 19] {
    let has_money = line.amount.kind != AmountKind::None;
    let lo = has_money.then_some(line.amount.lo);
    let hi = line.amount.hi.filter(|_| has_money);
    let part = ["handout.part.", line.part.word()].concat();
    [
        line.number
            .map_or_else(String::new, |number| number.to_string()),
        texts.say(&part, &[]),
        line.title.clone(),
        line.about.clone(),
        line.cite.clone(),
        line.status_said.clone(),
        line.amount_said.kind.clone(),
        lo.map(money).unwrap_or_default(),
        hi.map(money).unwrap_or_default(),
        lo.map_or_else(String::new, |_| sheet.currency.clone()),
        line.amount_said.captions.join(texts.get("handout.between")),
        line.open.join(texts.get("list")),
        line.who.clone(),
        line.next.clone(),
        sheet.as_of.clone(),
        sheet.result_id.clone(),
        line.measure.clone(),
        line.item.clone().unwrap_or_default(),
        line.pinpoint.clone(),
    ]
}

fn row(text: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push('"');
        if cell.starts_with(is_formula) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// What a cell must not begin with, full-width forms included, which some spreadsheets take for the narrow ones
const fn is_formula(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cells of a table, as a spreadsheet reads them
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
        let (mut quoted, mut rest) = (false, text.chars().peekable());
        while let Some(letter) = rest.next() {
            match letter {
                '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {}
                '\n' if !quoted => {
                    cells.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut cells));
                }
                other => cell.push(other),
            }
        }
        rows
    }

    proptest! {
        /// R49: no cell is a formula and none is lost
        #[test]
        fn no_cell_is_a_formula_and_none_is_lost(cells in proptest::collection::vec("[=+@,\"\t\r\n＝'a中-]{0,6}", 1..5)) {
            let mut text = String::new();
            row(&mut text, &cells);
            let read = read(&text);
            prop_assert_eq!(read.len(), 1);
            for (cell, shown) in cells.iter().zip(&read[0]) {
                prop_assert!(!shown.starts_with(is_formula));
                let bare = if cell.starts_with(is_formula) { shown.strip_prefix('\'') } else { Some(shown.as_str()) };
                prop_assert_eq!(bare, Some(cell.as_str()));
            }
        }
    }
}
