//! The wire of tradeaid: the JSON of case, pack and assessment, and their checked conversion.
//!
//! This is the only place that knows JSON names. Engine types are not serialised; what is written follows the records of the
//! public contract. No file, no clock and no network is touched here.

pub mod json;
pub mod text;

mod assessment;
mod batch;
mod calculator;
mod case;
mod catalogue;
mod describe;
mod digest;
mod explore;
mod figure;
mod pack_form;
mod pack_read;
mod pack_write;
mod plan;
mod problem;
mod record;
mod shown;
mod types;
mod typescript;
mod wanted;
mod words;

pub use calculator::{Calculator, ENGINE_VERSION};
pub use case::{KnownCase, MAX_ITEMS};
pub use catalogue::Catalogue;
pub use describe::Tags;
pub use figure::{day, decimal, money};
pub use pack_read::LoadError;
pub use pack_write::{Part, encode_pack, encode_tagged_pack};
pub use plan::{Plan, PlanProvision, encode_plan};
pub use problem::{
    Problem, ProblemCode, ProblemWord, unknown_name, write_problem, write_problems, write_refusal,
};
pub use typescript::declarations;
pub use wanted::{DEFAULT_QUESTIONS, read_wanted};
pub use words::{
    AmountKindWord, ClassWord, FormatWord, LawWord, NatureWord, PickWord, StatusWord, StepKindWord,
};
