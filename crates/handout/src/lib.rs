//! What a visitor takes away: an answer as one neutral sheet, and the sheet as a table, a PDF, a file that loads
//! again, a link and its picture.
//!
//! No DOM, no clock, no file, no network. Figures and sentences come from the explanations; what is said here besides
//! stands in the catalogues beside this crate.

mod canonical;
mod csv;
mod export;
mod file;
mod lines;
mod make;
mod pdf;
mod print;
mod problem;
mod share;
mod sheet;
mod take;
mod words;

pub use canonical::canonical_case;
pub use csv::csv;
pub use export::{Kind, export};
pub use file::{Opened, file, open};
pub use lines::wrap;
pub use make::Handout;
pub use pdf::pdf;
pub use print::markup;
pub use problem::{Complaint, problem_in_words};
pub use share::{MAX_LINK, code, decode, link, qr};
pub use sheet::{AmountSaid, Errand, Line, Note, Pair, Part, Sheet, Sum};
pub use take::take;
pub use words::catalogue;

#[cfg(test)]
mod tests;
