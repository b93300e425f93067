//! One-line expressions as a tree. Knows no names, types or units.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{Date, Number};

use crate::source::Span;

/// A part of an expression and its place
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) form: Form,
    pub(crate) span: Span,
}

/// What a part of an expression is
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    /// A number, as written and as read, with its unit
    Number {
        written: String,
        value: Number,
        unit: Option<String>,
    },
    /// A day
    Date(Date),
    /// A path, the name of something shared, or an option
    Name(String),
    /// A function and its arguments
    Call {
        name: String,
        arguments: Vec<Expression>,
    },
    /// Two numbers and what is done with them
    Arithmetic {
        how: Operator,
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// Two values compared
    Compare {
        how: Relation,
        left: Box<Expression>,
        right: Box<Expression>,
    },
    /// Whether a value is among some, or is not
    Among {
        of: Box<Expression>,
        list: Vec<Expression>,
        negated: bool,
    },
}

/// What is done with two numbers
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// How two values are compared
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Is(Comparison),
    IsNot,
}
