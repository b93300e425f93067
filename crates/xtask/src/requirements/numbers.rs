//! Requirements as titles name them: `R12 R15: what is shown`. Knows no file.

/// The numbers that a title begins with and what it says behind them; nothing where it names none.
pub(super) fn named(title: &str) -> Option<(Vec<u8>, &str)> {
    let (numbers, says) = title.split_once(':')?;
    let numbers: Option<Vec<u8>> = numbers.split_whitespace().map(number).collect();
    numbers
        .filter(|numbers| !numbers.is_empty())
        .map(|numbers| (numbers, says.trim()))
}

/// The number of a word such as `R12`.
pub(super) fn number(word: &str) -> Option<u8> {
    word.strip_prefix('R')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn numbers_stand_in_front_of_the_colon() {
        assert_eq!(named("R1: alone"), Some((vec![1], "alone")));
        assert_eq!(named("R12 R15: a: b"), Some((vec![12, 15], "a: b")));
    }

    #[test]
    fn other_titles_name_none() {
        for title in [
            "without",
            "R12 without",
            "read: R12",
            "R1 and R2: both",
            ": x",
            "R: x",
        ] {
            assert_eq!(named(title), None, "{title}");
        }
    }
}
