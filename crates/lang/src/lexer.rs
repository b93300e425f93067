//! One-line expressions cut into tokens. Knows no grammar.

use tradeaid_engine::Date;

use crate::said::say;
use crate::slip::{Slip, stray};

/// A piece of an expression
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A path, a name, an option or a unit
    Name(String),
    /// What is written as a number, which may still be none
    Number(String),
    /// A day, or the first day of a month
    Date(Date),
    /// An operator, a bracket or a comma
    Sign(&'static str),
}

/// A token and its place, in characters from the start of the expression
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) start: u32,
    pub(crate) length: u32,
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 17] = [
    "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "=",
];

/// Cuts an expression into tokens
pub(crate) fn tokens(text: &str) -> Result<Vec<Placed>, Slip> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut start = 0_u32;
    while let Some(first) = rest.chars().next() {
        let (token, length) = if first.is_whitespace() {
            (None, first.len_utf8())
        } else if let Some((date, length)) = date(rest, start)? {
            (Some(Token::Date(date)), length)
        } else if let Some(length) = exponent(rest) {
            let written = rest.get(..length).unwrap_or_default();
            (Some(Token::Number(written.to_owned())), length)
        } else if is_word(first) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            (Some(name_or_number(word)), length)
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            (Some(Token::Sign(sign)), sign.len())
        } else {
            return Err(stray(first, start));
        };
        let (piece, left) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let characters = u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
        if let Some(token) = token {
            found.push(Placed {
                token,
                start,
                length: characters,
            });
        }
        start = start.saturating_add(characters);
        rest = left;
    }
    Ok(found)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

fn name_or_number(word: &str) -> Token {
    let is_number = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if is_number {
        Token::Number(word.to_owned())
    } else {
        Token::Name(word.to_owned())
    }
}

/// The length of a number written with a power of ten, such as `1.23e4` or `5E-2`
fn exponent(text: &str) -> Option<usize> {
    let digits = |from: usize, also: char| {
        let rest = text.get(from..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != also);
        let length = end.unwrap_or(rest.len());
        (length > 0).then(|| from.saturating_add(length))
    };
    let mantissa = digits(0, '.')?;
    let power = text.get(mantissa..)?.strip_prefix(['e', 'E'])?;
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let end = digits(text.len().saturating_sub(power.len()), '0')?;
    let is_whole = !text.get(end..)?.starts_with(is_word);
    is_whole.then_some(end)
}

/// A day such as `2025-11-30` or a month such as `2025-11`: four digits, a hyphen, two digits, without spaces
fn date(text: &str, start: u32) -> Result<Option<(Date, usize)>, Slip> {
    let shape = |pattern: &str| {
        let mut written = text.bytes();
        let fits = pattern.bytes().all(|p| match (p, written.next()) {
            (b'0', Some(b)) => b.is_ascii_digit(),
            (p, Some(b)) => p == b,
            (_, None) => false,
        });
        fits && !written.next().is_some_and(|b| b.is_ascii_alphanumeric())
    };
    let length = if shape("0000-00-00") {
        10
    } else if shape("0000-00") {
        7
    } else {
        return Ok(None);
    };
    let written = text.get(..length).unwrap_or_default();
    match Date::parse(written) {
        Some(date) => Ok(Some((date, length))),
        None => Err(Slip::new(
            start,
            u32::try_from(length).unwrap_or(1),
            say!("wrong.day_missing", written = written),
            say!("mend.day_range"),
        )),
    }
}
