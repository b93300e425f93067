//! Pinpoints as they are written: part, sentence, and perhaps one clause or a range of clauses. Knows no text.

/// A pinpoint taken apart
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pinpoint<'a> {
    /// The article, such as `17`; a part of one, such as `1.A`; or a part outside all articles, such as `Z`
    pub(crate) part: &'a str,
    /// The sentence of the part, counted from 1
    pub(crate) sentence: usize,
    /// The first and the last clause
    clauses: Option<(char, char)>,
}

impl<'a> Pinpoint<'a> {
    /// Reads `17.2`, `17.2b`, `15.2b-c`, `1.A.3` or `Z.1`
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (part, rest) = text.rsplit_once('.')?;
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, clauses) = rest.split_at_checked(rest.len() - digits.len())?;
        let clauses = match clauses.chars().collect::<Vec<_>>().as_slice() {
            [] => None,
            [only] => Some((*only, *only)),
            [first, '-', last] if first < last => Some((*first, *last)),
            _ => return None,
        };
        let letters = clauses
            .is_none_or(|(first, last)| first.is_ascii_lowercase() && last.is_ascii_lowercase());
        (letters && is_part(part)).then_some(())?;
        Some(Self {
            part,
            sentence: number_of(number)?,
            clauses,
        })
    }

    /// Whether it names one clause of a sentence
    pub(crate) fn is_one_clause(&self) -> bool {
        self.clauses.is_some_and(|(first, last)| first == last)
    }

    /// The pinpoints of the clauses that a range covers
    pub(crate) fn range(&self) -> Vec<String> {
        match self.clauses {
            Some((first, last)) if first < last => (first..=last)
                .map(|letter| format!("{}{letter}", self.of_sentence()))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The pinpoint of the whole sentence
    pub(crate) fn of_sentence(&self) -> String {
        format!("{}.{}", self.part, self.sentence)
    }
}

/// Whether a name is that of a part: `17`, `1.A` or `Z`
pub(crate) fn is_part(name: &str) -> bool {
    let is_letter = |text: &str| matches!(text.as_bytes(), [b'A'..=b'Z']);
    match name.split_once('.') {
        Some((article, letter)) => number_of(article).is_some() && is_letter(letter),
        None => number_of(name).is_some() || is_letter(name),
    }
}

/// A number from 1, written as it is counted
fn number_of(text: &str) -> Option<usize> {
    let plain = !text.starts_with(['0', '+']);
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let read = |text| {
            let pinpoint = Pinpoint::parse(text)?;
            Some((pinpoint.part, pinpoint.sentence, pinpoint.clauses))
        };
        assert_eq!(read("17.2"), Some(("17", 2, None)));
        assert_eq!(read("17.2b"), Some(("17", 2, Some(('b', 'b')))));
        assert_eq!(read("15.2b-d"), Some(("15", 2, Some(('b', 'd')))));
        assert_eq!(read("1.A.13"), Some(("1.A", 13, None)));
        assert_eq!(read("Z.2a"), Some(("Z", 2, Some(('a', 'a')))));
        for wrong in [
            "17", "17.", "17.b", "17.0", "17.02", "0.1", "17.2bc", "17.2c-b", "17.2B", "ZZ.1",
            "z.1", "1.A", "1.AB.2", "1.2.3", "17.+2", "17.2-3",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_range_covers_its_clauses() {
        let range = |text| Pinpoint::parse(text).unwrap().range();
        assert_eq!(range("15.2b-d"), ["15.2b", "15.2c", "15.2d"]);
        assert!(range("15.2b").is_empty() && range("15.2").is_empty());
    }
}
