//! The rules engine of tradeaid: exact answers where facts are known, sound bounds where they are not.
//!
//! A [`Pack`] is policy as data, a [`Case`] is what is known of one enterprise, and
//! [`Engine::assess`] says what follows. The engine does no I/O, reads no clock, knows no policy and
//! no language; everything it works on is an index or a value, and names live beside it for the wire.

pub mod node;
pub mod pack;

mod amount;
mod assess;
mod case;
mod cells;
mod check;
mod cone;
mod date;
mod dated;
mod engine;
mod evaluate;
mod force;
mod gap;
mod group;
mod hit;
mod id;
mod interval;
mod line;
mod names;
mod nearest;
mod number;
mod open;
mod question;
mod received;
mod row;
mod span;
mod tally;
mod truth;
mod value;
mod what_if;

pub use amount::{Amount, AmountKind, Cents, Status};
pub use assess::{
    Assessment, Assumption, Derived, FigureValue, Finding, Overflow, Reason, Step, StepKind, Wanted,
};
pub use case::{Case, Item, Known, Series};
pub use cells::{CELL_BUDGET, Cell, Place};
pub use check::{MAX_NODES, PackFault};
pub use date::Date;
pub use dated::{DatedValue, Locality};
pub use engine::Engine;
pub use evaluate::Workspace;
pub use group::{GroupOutcome, Member, Total};
pub use hit::counting_row;
pub use id::{
    CodeId, GroupId, InputId, ItemId, KindId, MeasureId, NodeId, ProvisionId, TableId, TextId,
};
pub use interval::{Days, Interval};
pub use names::{
    Catalogue, Currency, Document, Format, InputName, MeasureName, Names, ProvisionName,
};
pub use nearest::Change;
pub use node::Node;
pub use number::{MAX_DIGITS, Number, Rounding};
pub use open::{Observed, OpenInput};
pub use pack::{InputClass, Pack, Scope};
pub use question::{Outcome, Question};
pub use row::Row;
pub use tally::{Tally, tally};
pub use truth::Truth;
pub use value::{Choices, MAX_OPTIONS, Type, Value};
pub use what_if::{Curve, CurvePoint};
