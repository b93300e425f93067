//! The sheet as a PDF: A4, selectable text, no font inside. Chinese is set in the reader's own Song face through a
//! predefined encoding, Latin letters and figures in Helvetica, which every reader has.
//!
//! All lengths are whole hundredths of a point, measured from the top left corner.

mod canvas;
mod document;
mod flow;
mod font;
mod notes;
mod table;
mod top;
mod wrap;

use tradeaid_explain::Texts;

use crate::sheet::Sheet;
use flow::Flow;

/// The PDF of a sheet
#[must_use]
pub fn pdf(sheet: &Sheet, texts: &Texts) -> Vec<u8> {
    let mut flow = Flow::new(sheet.language, texts);
    top::draw(&mut flow, sheet);
    table::draw(&mut flow, sheet);
    notes::draw(&mut flow, sheet);
    let title = [sheet.title.as_str(), " ", &sheet.as_of].concat();
    let pages = flow.finish(sheet);
    document::write(&pages, title.trim_end(), sheet)
}

#[cfg(test)]
pub(crate) mod read;
