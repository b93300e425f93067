//! What is wrong with an expression, and how to mend it. Finds nothing itself.

use crate::lexer::{Placed, Token};

/// What is wrong with an expression
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) start: u32,
    pub(crate) length: u32,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Slip {
    pub(crate) fn new(
        start: u32,
        length: u32,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            start,
            length,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// A sign that means nothing
pub(crate) fn stray(c: char, start: u32) -> Slip {
    let help = match c {
        '≤' => "write `<=`",
        '≥' => "write `>=`",
        '≠' | '!' => "write `!=`, or put the condition under `not:`",
        '×' | '·' => "write `*`",
        '÷' => "write `/`",
        '（' | '）' | '，' | '％' => "use the ASCII character",
        '&' | '|' => "write the parts as conditions of their own under `all:` or `any:`",
        '"' | '\'' => "names of options stand without quotes",
        _ => "an expression is made of names, numbers, dates, + - * / ( ) and comparisons",
    };
    Slip::new(
        start,
        1,
        format!("`{c}` has no meaning in an expression"),
        help,
    )
}

/// What stands where something else must; without it, the expression breaks off at its end
pub(crate) fn unexpected(found: Option<&Placed>, wanted: &str, end: u32) -> Slip {
    let Some(Placed {
        token,
        start,
        length,
    }) = found
    else {
        // A plain text inside `{…}` ends at the first comma, which takes a call apart.
        let hint = if wanted == "`)`" {
            "; inside {…}, put an expression with a comma in quotes"
        } else {
            ""
        };
        let help = format!("{wanted} must follow{hint}");
        return Slip::new(end.saturating_sub(1), 1, "the expression breaks off", help);
    };
    let found = match token {
        Token::Name(name) | Token::Number(name) => name.as_str(),
        Token::Sign(sign) => sign,
        Token::Date(_) => "a day",
    };
    let help = match found {
        "and" => "write the parts as conditions of their own under `all:`".to_owned(),
        "or" => "write the parts as conditions of their own under `any:`".to_owned(),
        "not" => "put the condition under `not:`".to_owned(),
        _ => format!("{wanted} must stand here"),
    };
    Slip::new(
        *start,
        *length,
        format!("`{found}` cannot stand here"),
        help,
    )
}
