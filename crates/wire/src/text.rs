//! Small text work without the standard formatter, whose machinery would be a tenth of the wasm module.

/// The parts in one text
#[must_use]
pub fn glued(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// The parts in one text, with a comma between each two
pub(crate) fn listed(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(part);
    }
    text
}

/// Adds a whole number in decimal digits, at least `least` of them
pub fn push_digits(text: &mut String, number: u64, least: usize) {
    if number > 9 || least > 1 {
        push_digits(text, number / 10, least.saturating_sub(1));
    }
    text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
}

/// A whole number in decimal digits, at least `least` of them
#[must_use]
pub fn digits(number: u64, least: usize) -> String {
    let mut text = String::new();
    push_digits(&mut text, number, least);
    text
}

/// Adds a byte in two hexadecimal digits
pub(crate) fn push_hex(text: &mut String, byte: u8) {
    for digit in &[byte >> 4, byte & 15] {
        text.push(char::from_digit(u32::from(*digit), 16).unwrap_or('0'));
    }
}

/// A count in decimal digits
pub(crate) fn count(number: usize) -> String {
    digits(u64::try_from(number).unwrap_or(0), 1)
}

/// The number that decimal digits are, if they are nothing else and it fits
#[must_use]
pub fn count_of(digits: &str) -> Option<u64> {
    let mut number = 0_u64;
    for byte in digits.bytes() {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    (!digits.is_empty()).then_some(number)
}

/// How many letters a text has
pub(crate) fn letters(text: &str) -> usize {
    let mut letters = 0;
    for byte in text.bytes() {
        letters += usize::from(is_first(byte));
    }
    letters
}

/// The first letters of a text
pub(crate) fn beginning(text: &str, letters: usize) -> &str {
    let mut rest = letters;
    for (at, byte) in text.bytes().enumerate() {
        if is_first(byte) {
            let Some(fewer) = rest.checked_sub(1) else {
                return text.get(..at).unwrap_or(text);
            };
            rest = fewer;
        }
    }
    text
}

/// Whether a byte is the first of its letter
const fn is_first(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// What stands before and after a byte, where the text has it
#[must_use]
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let index = text.as_bytes().iter().position(|byte| *byte == at)?;
    Some((text.get(..index)?, text.get(index + 1..)?))
}

/// What stands before and after the first dot; a text without one is both
#[must_use]
pub fn at_dot(path: &str) -> (&str, &str) {
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
    fn counts_are_read_as_the_standard_reader_does() {
        for text in [
            "0",
            "007",
            "18446744073709551615",
            "18446744073709551616",
            "",
            "1a",
            "-1",
        ] {
            assert_eq!(count_of(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn a_text_begins_with_whole_letters() {
        for text in ["", "abc", "外贸企业", "a😀b"] {
            for length in 0..5 {
                let expected: String = text.chars().take(length).collect();
                assert_eq!(beginning(text, length), expected);
            }
            assert_eq!(letters(text), text.chars().count());
        }
    }

    #[test]
    fn a_path_is_split_at_its_first_dot() {
        assert_eq!(at_dot("loan.principal"), ("loan", "principal"));
        assert_eq!(at_dot("as_of"), ("as_of", "as_of"));
    }
}
