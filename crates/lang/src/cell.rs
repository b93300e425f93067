//! One cell of a decision table: an S-FEEL unary test or a value. Knows nothing of rows and files.

use tradeaid_engine::node::Test;
use tradeaid_engine::{Choices, Number};

use crate::nearest::suggest;
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

/// Reads a test
pub(crate) fn test(text: &str, values: &Values) -> Result<Test, Fault> {
    match (text, values) {
        ("-", _) => Ok(Test::Any),
        ("", _) => Err((say!("wrong.cell_empty"), say!("mend.cell_any"))),
        (text, Values::Options(options)) => options_test(text, options),
        (text, Values::Numbers { .. }) => number_test(text),
    }
}

fn options_test(text: &str, options: &[String]) -> Result<Test, Fault> {
    let negated = text
        .strip_prefix("not(")
        .and_then(|rest| rest.strip_suffix(')'));
    let mut wanted = Choices::NONE;
    for written in negated.unwrap_or(text).split(',') {
        wanted = wanted.union(Choices::one(option(written, options)?));
    }
    if negated.is_some() {
        let all = Choices::first(u8::try_from(options.len()).unwrap_or(u8::MAX));
        wanted = Choices::from_bits(all.bits() & !wanted.bits());
    }
    Ok(Test::OneOf(wanted))
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

/// Reads a test of numbers
pub(crate) fn number_test(text: &str) -> Result<Test, Fault> {
    let below = |hi, hi_in| Test::Between {
        lo: Number::NEGATIVE_INFINITY,
        lo_in: true,
        hi,
        hi_in,
    };
    let above = |lo, lo_in| Test::Between {
        lo,
        lo_in,
        hi: Number::INFINITY,
        hi_in: true,
    };
    if let Some(rest) = text.strip_prefix("<=") {
        return Ok(below(number(rest)?, true));
    }
    if let Some(rest) = text.strip_prefix(">=") {
        return Ok(above(number(rest)?, true));
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Ok(below(number(rest)?, false));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Ok(above(number(rest)?, false));
    }
    if text.starts_with(['[', '(', ']']) {
        return range(text);
    }
    let value = number(text)?;
    Ok(Test::Between {
        lo: value,
        lo_in: true,
        hi: value,
        hi_in: true,
    })
}

/// `[a..b]` with both ends in; a round or outward bracket leaves its end out
fn range(text: &str) -> Result<Test, Fault> {
    let help = || say!("mend.range");
    let mut inner = text.chars();
    let (open, close) = (inner.next(), inner.next_back());
    let Some((lo, hi)) = inner
        .as_str()
        .split_once("..")
        .filter(|_| matches!(close, Some(']' | ')' | '[')))
    else {
        return Err((say!("wrong.no_range", text = text), help()));
    };
    let (lo, hi) = (number(lo)?, number(hi)?);
    if hi < lo {
        return Err((say!("wrong.range_reversed", text = text), help()));
    }
    Ok(Test::Between {
        lo,
        lo_in: open == Some('['),
        hi,
        hi_in: close == Some(']'),
    })
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
        let help = say!("mend.one_test");
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
        let read = |text: &str| format!("{:?}", test(text, &numbers));
        let between = |lo: i64, lo_in, hi: i64, hi_in| {
            format!(
                "{:?}",
                Ok::<_, Fault>(Test::Between {
                    lo: Number::from(lo),
                    lo_in,
                    hi: Number::from(hi),
                    hi_in
                })
            )
        };
        assert_eq!(read("[300..1000)"), between(300, true, 1000, false));
        assert_eq!(read("]300 .. 1000]"), between(300, false, 1000, true));
        assert_eq!(read("20"), between(20, true, 20, true));
        assert_eq!(test("-", &numbers), Ok(Test::Any));
        assert_eq!(number("2000万"), Ok(Number::from(20_000_000)));
        for wrong in ["", "1,2", "[1..", "[9..1]", ">", ">=x", "1 000"] {
            assert!(test(wrong, &numbers).is_err(), "{wrong}");
        }
    }

    #[test]
    fn options_stand_with_or_without_quotes() {
        let options = Values::Options(["a", "b", "c"].map(str::to_owned).to_vec());
        let of = |bits| Ok(Test::OneOf(Choices::from_bits(bits)));
        assert_eq!(test("a, \"c\"", &options), of(0b101));
        assert_eq!(test("not(a)", &options), of(0b110));
        assert!(test("d", &options).is_err());
    }
}
