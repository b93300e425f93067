//! Rules, values and answers in sentences: what a pack's graph says in words, and for one case, step by step, which
//! values each rule met and what came of it.
//!
//! Everything said is made from what is reckoned. No rule is decided here, nothing is laid out, and no file is read.

mod amount;
mod anchor;
mod closing;
mod conditions;
mod explainer;
mod fact;
mod inline;
mod rules;
mod sentence;
mod sight;
mod sums;
mod texts;
mod unit;
mod voice;

pub use amount::{amount_in_words, bounds_in_words, row_amount_in_words, row_amount_key};
pub use anchor::Anchor;
pub use closing::{assumption_in_words, discretion_in_words, groups_in_words, item_in_words};
pub use explainer::{Explainer, Wish};
pub use inline::{Inline, Piece};
pub use rules::{Body, Clause, Definition, Ground, Rules, Speech, Style, cell, roots};
pub use sentence::{Explanation, Kind, Sentence, write_explanations};
pub use texts::{Language, Texts};
pub use unit::{Unit, of_input as unit_of_input};
pub use voice::{Voice, grouped};
