//! Small text work without the standard formatter, whose machinery would be a tenth of the wasm module.

/// The parts in one text
pub(crate) fn glued(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// The parts in one text, with something between each two
pub(crate) fn listed(parts: &mut dyn Iterator<Item = &str>, between: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(part);
    }
    text
}

/// A whole number in decimal digits, at least `least` of them
pub(crate) fn digits(number: u64, least: usize) -> String {
    let mut rest = number;
    let mut reversed: Vec<u8> = Vec::new();
    while rest > 0 || reversed.len() < least {
        reversed.push(b'0' + u8::try_from(rest % 10).unwrap_or(0));
        rest /= 10;
    }
    reversed
        .iter()
        .rev()
        .map(|byte| char::from(*byte))
        .collect()
}

/// A count in decimal digits
pub(crate) fn count(number: usize) -> String {
    digits(u64::try_from(number).unwrap_or(0), 1)
}

/// What stands before and after a byte, where the text has it
pub(crate) fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let index = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..index)?, text.get(index + 1..)?))
}

/// What stands before and after the first dot; a text without one is both
pub(crate) fn at_dot(path: &str) -> (&str, &str) {
    cut(path, b'.').unwrap_or((path, path))
}

/// Where a word stands among some
pub(crate) fn position(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|known| *known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_standard_formatter() {
        for number in [0, 7, 10, 99_999, u64::MAX] {
            assert_eq!(digits(number, 1), number.to_string());
        }
        assert_eq!(digits(5, 3), "005");
    }

    #[test]
    fn a_path_is_split_at_its_first_dot() {
        assert_eq!(at_dot("loan.principal"), ("loan", "principal"));
        assert_eq!(at_dot("as_of"), ("as_of", "as_of"));
    }
}
