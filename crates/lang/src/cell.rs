//! One cell of a decision table: an S-FEEL unary test or a value. Knows nothing of rows and files.

use tradeaid_engine::node::Test;
use tradeaid_engine::{Choices, Number};

use crate::nearest::suggest;
use crate::range::Ranges;
use crate::said::{Said, say};

/// What is wrong with a cell, and how to mend it
pub(crate) type Fault = (Said, Said);

/// What the cells of a column can say
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// One of these options
    Options(Vec<String>),
    /// Numbers from the first to the second, on a grid if there is one
    Numbers {
        lo: Number,
        hi: Number,
        /// The least value and the distance of two neighbours
        grid: Option<(Number, Number)>,
    },
}

/// Reads a test; one that the engine has no single test for comes as several, of which no value passes two
pub(crate) fn tests(text: &str, values: &Values) -> Result<Vec<Test>, Fault> {
    match (text, values) {
        ("-", _) => Ok(vec![Test::Any]),
        ("", _) => Err((say!("wrong.cell_empty"), say!("mend.cell_any"))),
        (text, Values::Options(options)) => options_test(text, options).map(|test| vec![test]),
        (text, Values::Numbers { .. }) => numbers_tests(text),
    }
}

fn options_test(text: &str, options: &[String]) -> Result<Test, Fault> {
    let (not, inner) = negated(text);
    let mut wanted = Choices::NONE;
    for written in inner.split(',') {
        wanted = wanted.union(Choices::one(option(written, options)?));
    }
    if not {
        let all = Choices::first(u8::try_from(options.len()).unwrap_or(u8::MAX));
        wanted = Choices::from_bits(all.bits() & !wanted.bits());
    }
    Ok(Test::OneOf(wanted))
}

fn numbers_tests(text: &str) -> Result<Vec<Test>, Fault> {
    let tests = Ranges::read(text)?.tests();
    if tests.is_empty() {
        let help = say!("mend.no_number_passes");
        return Err((say!("wrong.no_number_passes", text = text), help));
    }
    Ok(tests)
}

/// The place of an option, written with or without quotes
pub(crate) fn option(text: &str, options: &[String]) -> Result<u8, Fault> {
    let text = text.trim();
    let name = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    (0_u8..)
        .zip(options)
        .find(|(_, known)| *known == name)
        .map(|(id, _)| id)
        .ok_or_else(|| {
            let help = suggest(
                name,
                options.iter().map(String::as_str),
                say!("mend.see_choice"),
            );
            (say!("wrong.no_option", name = name), help)
        })
}

/// Whether a cell is written with `not(…)`, and what is inside
pub(crate) fn negated(text: &str) -> (bool, &str) {
    let inner = text
        .trim()
        .strip_prefix("not")
        .and_then(|rest| rest.trim_start().strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'));
    (inner.is_some(), inner.unwrap_or(text))
}

/// A number, which may end in 万, 亿 or %
pub(crate) fn number(text: &str) -> Result<Number, Fault> {
    let text = text.trim();
    let (digits, factor) = match text.char_indices().next_back() {
        Some((at, '万')) => (text.get(..at), Number::from(10_000)),
        Some((at, '亿')) => (text.get(..at), Number::from(100_000_000)),
        Some((at, '%')) => (text.get(..at), Number::from_cents(1)),
        _ => (Some(text), Number::ONE),
    };
    let found = digits
        .and_then(|digits| Number::parse(digits.trim()))
        .and_then(|number| number.times(factor));
    // Equal whole numbers have equal forms, however they are written.
    let whole = found
        .and_then(Number::to_integer)
        .and_then(|whole| i64::try_from(whole).ok());
    whole.map(Number::from).or(found).ok_or_else(|| {
        let help = say!("mend.write_number");
        (say!("wrong.no_number", text = text), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_read_as_s_feel_does() {
        let numbers = Values::Numbers {
            lo: Number::ZERO,
            hi: Number::INFINITY,
            grid: None,
        };
        let count = |text: &str| tests(text, &numbers).map(|tests| tests.len());
        assert_eq!(tests("-", &numbers), Ok(vec![Test::Any]));
        assert_eq!(count("[300..1000)"), Ok(1));
        assert_eq!(count("not(20, >50)"), Ok(2));
        assert_eq!(number("2000万"), Ok(Number::from(20_000_000)));
        for wrong in ["", "1,-", "not(<5,>=5)", ">=x"] {
            assert!(tests(wrong, &numbers).is_err(), "{wrong}");
        }
    }

    #[test]
    fn options_stand_with_or_without_quotes() {
        let options = Values::Options(["a", "b", "c"].map(str::to_owned).to_vec());
        let of = |bits| Ok(vec![Test::OneOf(Choices::from_bits(bits))]);
        assert_eq!(tests("a, \"c\"", &options), of(0b101));
        assert_eq!(tests("not(a)", &options), of(0b110));
        assert_eq!(tests("not ( \"a\", b )", &options), of(0b100));
        assert!(tests("d", &options).is_err());
    }
}
