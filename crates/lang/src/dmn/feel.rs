//! The unary tests and values of S-FEEL that a table's cells can be. Knows no XML and no table.

use crate::cell::{self, Fault, negated};
use crate::coverage::decimal;
use crate::dmn::grid::{Cell, Output, Sort};
use crate::fields::is_name;
use crate::range::Ranges;
use crate::said::say;

/// A cell as a unary test; nothing if a number has no decimal form
pub(crate) fn test(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Any => Some("-".to_owned()),
        Cell::Options { not: false, names } => Some(list(names)),
        Cell::Options { not: true, names } => Some(["not(", &list(names), ")"].concat()),
        Cell::Numbers(ranges) => ranges.written(decimal),
    }
}

/// A derived value as an expression
pub(crate) fn value(output: &Output) -> Option<String> {
    match output {
        Output::Option(name) => Some(["\"", name, "\""].concat()),
        Output::Number(number) => decimal(*number),
    }
}

/// Names as a list of texts
pub(crate) fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| ["\"", name, "\""].concat())
        .collect();
    quoted.join(",")
}

/// What a column's cells hold, as one of them shows; nothing where any value will do
pub(crate) fn sort(text: &str) -> Option<Sort> {
    match text.trim() {
        "" | "-" => None,
        text if text.contains('"') => Some(Sort::Options),
        _ => Some(Sort::Numbers),
    }
}

/// Reads a unary test
pub(crate) fn read_test(text: &str, sort: Sort) -> Result<Cell, Fault> {
    let text = text.trim();
    match (text, sort) {
        // Editors leave a cell empty where any value will do.
        ("" | "-", _) => Ok(Cell::Any),
        (text, Sort::Options) => read_options(text),
        (text, Sort::Numbers) => {
            plain_number(text)?;
            Ranges::read(text).map(Cell::Numbers)
        }
    }
}

/// Reads the value of an output
pub(crate) fn read_value(text: &str, sort: Sort) -> Result<Output, Fault> {
    let text = text.trim();
    match sort {
        Sort::Options => name(text).map(Output::Option),
        Sort::Numbers => {
            plain_number(text)?;
            cell::number(text).map(Output::Number)
        }
    }
}

fn read_options(text: &str) -> Result<Cell, Fault> {
    let (not, inner) = negated(text);
    let names = inner.split(',').map(name).collect::<Result<_, Fault>>()?;
    Ok(Cell::Options { not, names })
}

/// The name of an option, which is a text in quotes
fn name(text: &str) -> Result<String, Fault> {
    let name = text
        .trim()
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|name| is_name(name));
    name.map(str::to_owned).ok_or_else(|| {
        let help = say!("mend.dmn_option");
        (say!("wrong.dmn_option", text = text.trim()), help)
    })
}

/// Refuses what S-FEEL has and a table has not, and the other way round
fn plain_number(text: &str) -> Result<(), Fault> {
    let known = |c: char| c.is_ascii_digit() || ".-<>=[](), ".contains(c);
    if negated(text).1.chars().all(known) {
        return Ok(());
    }
    let help = say!("mend.number_tests");
    Err((say!("wrong.dmn_number", text = text), help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_cannot_say_is_refused() {
        for text in [
            "<5,",
            "not(not(5))",
            "not(x)",
            "-,5",
            "> x",
            "2000万",
            "5%",
            "date(\"2024-01-01\")",
            "null",
            "\"a\"",
            "1e3",
        ] {
            assert!(read_test(text, Sort::Numbers).is_err(), "{text}");
        }
        for text in [
            "a",
            "\"a\",b",
            "\"A\"",
            "\"a b\"",
            "not(\"a\"",
            "\"a\",",
            "[\"a\"..\"b\"]",
            "null",
            "5",
        ] {
            assert!(read_test(text, Sort::Options).is_err(), "{text}");
        }
        assert!(read_value("", Sort::Options).is_err() && read_value("-", Sort::Numbers).is_err());
    }

    #[test]
    fn what_it_can_say_is_read_however_it_is_spaced() {
        let again = |text: &str, sort| read_test(text, sort).ok().and_then(|cell| test(&cell));
        for (text, sort, written) in [
            ("", Sort::Numbers, "-"),
            (" >= 300 ", Sort::Numbers, ">=300"),
            ("]300 .. 1000[", Sort::Numbers, "(300..1000)"),
            ("[5..5]", Sort::Numbers, "5"),
            ("< 18, >= 60", Sort::Numbers, "<18,>=60"),
            ("not ( 5 , 7 )", Sort::Numbers, "not(5,7)"),
            ("\"a\" , \"b\"", Sort::Options, "\"a\",\"b\""),
            ("not ( \"a\" )", Sort::Options, "not(\"a\")"),
        ] {
            assert_eq!(again(text, sort).as_deref(), Some(written), "{text}");
        }
    }
}
