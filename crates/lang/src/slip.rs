//! What is wrong with an expression, and how to mend it. Finds nothing itself.

use crate::lexer::{Placed, Token};
use crate::said::{Said, say};

/// What is wrong with an expression
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) start: u32,
    pub(crate) length: u32,
    pub(crate) message: Said,
    pub(crate) help: Said,
}

impl Slip {
    pub(crate) const fn new(start: u32, length: u32, message: Said, help: Said) -> Self {
        Self {
            start,
            length,
            message,
            help,
        }
    }
}

/// A sign that means nothing
pub(crate) fn stray(c: char, start: u32) -> Slip {
    let sign = |sign: &str| say!("mend.write_sign", sign = sign);
    let help = match c {
        '≤' => sign("<="),
        '≥' => sign(">="),
        '≠' | '!' => say!("mend.not_equal"),
        '×' | '·' => sign("*"),
        '÷' => sign("/"),
        '（' | '）' | '，' | '％' => say!("mend.ascii"),
        '&' | '|' => say!("mend.parts_apart"),
        '"' | '\'' => say!("mend.no_quotes"),
        _ => say!("mend.made_of"),
    };
    Slip::new(start, 1, say!("wrong.stray", sign = c), help)
}

/// What stands where something else must; without it, the expression breaks off at its end
pub(crate) fn unexpected(found: Option<&Placed>, wanted: &Said, end: u32) -> Slip {
    let Some(Placed {
        token,
        start,
        length,
    }) = found
    else {
        // A plain text inside `{…}` ends at the first comma, which takes a call apart.
        let help = if *wanted == say!("part.quoted", name = ")") {
            say!("mend.must_follow_quoted", wanted = wanted)
        } else {
            say!("mend.must_follow", wanted = wanted)
        };
        return Slip::new(end.saturating_sub(1), 1, say!("wrong.breaks_off"), help);
    };
    let (word, found) = match token {
        Token::Name(name) | Token::Number(name) => {
            (name.as_str(), say!("part.quoted", name = name))
        }
        Token::Sign(sign) => (*sign, say!("part.quoted", name = sign)),
        Token::Date(_) => ("", say!("part.a_day")),
    };
    let help = match word {
        "and" => say!("mend.under_all"),
        "or" => say!("mend.under_any"),
        "not" => say!("mend.under_not"),
        _ => say!("mend.must_stand", wanted = wanted),
    };
    Slip::new(
        *start,
        *length,
        say!("wrong.cannot_stand", found = found),
        help,
    )
}
