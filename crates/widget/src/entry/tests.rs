//! What people type, and what it is read as.

use super::*;

fn shown(format: Format, typed: &str) -> String {
    let unit = if format == Format::Quantity {
        "tce"
    } else {
        ""
    };
    match read(format, unit, typed) {
        Ok(span) => {
            let value = match span.as_point() {
                Some(value) => value.into(),
                None => [span.min, span.max].join(".."),
            };
            [value.as_str(), span.currency.unwrap_or("")]
                .join(" ")
                .trim()
                .to_owned()
        }
        Err(mistake) => format!("{mistake:?}"),
    }
}

fn check(format: Format, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(shown(format, typed), *expected, "{typed}");
    }
}

/// R34: amounts are taken as people write them
#[test]
fn amounts_as_people_write_them() {
    check(
        Format::Money,
        &[
            ("120000", "120000"),
            ("12万", "120000"),
            ("1.2亿", "120000000"),
            ("3,000", "3000"),
            ("1,2000", "12000"),
            ("３，０００，０００", "3000000"),
            ("１２．５万", "125000"),
            (" 1 000 000 ", "1000000"),
            ("￥5,200.00", "5200 CNY"),
            ("¥5200元", "5200 CNY"),
            ("人民币12万元", "120000 CNY"),
            ("US$240万", "2400000 USD"),
            ("4200美元", "4200 USD"),
            ("$1.5m", "1500000 USD"),
            ("1亿2000万", "120000000"),
            ("3万5000", "35000"),
            ("5百万", "5000000"),
            ("0.01", "0.01"),
            ("0", "0"),
            ("-5", "-5"),
            ("250k", "250000"),
            ("12w", "120000"),
            ("200万-300万", "2000000..3000000"),
            ("200万～300万元", "2000000..3000000 CNY"),
            ("200万至300万美元", "2000000..3000000 USD"),
            ("≥100万", "1000000.."),
            ("不超过3,000万", "..30000000"),
        ],
    );
}

/// R34: what could be read in two ways is not read
#[test]
fn what_could_be_read_in_two_ways_is_not_read() {
    check(
        Format::Money,
        &[
            ("", "Number"),
            ("万", "Number"),
            ("3万5", "Number"),
            ("2万3亿", "Number"),
            ("1,5", "Commas"),
            ("1,23,456", "Commas"),
            ("1.2.3", "Number"),
            ("12元美元", "Number"),
            ("abc", "Number"),
            ("十二万", "Number"),
            ("12万左右", "Number"),
            ("1e5", "Number"),
            ("5.", "Number"),
            (".5", "Number"),
            ("3%", "Percent"),
            ("300万-200万", "Reversed"),
            ("9999999999999999999", "TooLong"),
            ("9999999999999亿亿", "TooLong"),
            ("😀", "Number"),
        ],
    );
}

/// R34: rates are typed in percent
#[test]
fn rates_are_typed_in_percent() {
    check(
        Format::Rate,
        &[
            ("3.45", "0.0345"),
            ("3.45%", "0.0345"),
            ("３．４５％", "0.0345"),
            ("100", "1"),
            ("5‰", "0.005"),
            ("3-4", "0.03..0.04"),
            ("0.5", "0.005"),
            ("x", "Number"),
        ],
    );
}

#[test]
fn counts_may_carry_their_unit() {
    check(
        Format::Count,
        &[
            ("66", "66"),
            ("66人", "66"),
            ("1.2千", "1200"),
            ("66吨", "Number"),
        ],
    );
    check(
        Format::Quantity,
        &[("3000吨标准煤", "3000"), ("3,000 tce", "3000")],
    );
}

/// R34: days are taken in their usual writings
#[test]
fn days_in_their_usual_writings() {
    check(
        Format::Date,
        &[
            ("2024-05-20", "2024-05-20"),
            ("2024-5-20", "2024-05-20"),
            ("2024/05/20", "2024-05-20"),
            ("2024.5.20", "2024-05-20"),
            ("2024年5月20日", "2024-05-20"),
            ("2024年5月20号", "2024-05-20"),
            ("20240520", "2024-05-20"),
            ("２０２４－５－２０", "2024-05-20"),
            ("2024—5—20", "2024-05-20"),
            ("2024-02-29", "2024-02-29"),
            ("2024年5月", "2024-05-01..2024-05-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-03-01至2024-03-15", "2024-03-01..2024-03-15"),
            ("至少2024-03-01", "2024-03-01.."),
            ("2023-02-29", "NoSuchDay"),
            ("2024-13-01", "NoSuchDay"),
            ("1850-01-01", "NoSuchDay"),
            ("24-5-20", "ShortYear"),
            ("202405201", "Day"),
            ("5月20日", "Day"),
            ("2024-", "Day"),
            ("去年", "Day"),
            ("2024-05-20-01", "Day"),
            ("2024-12-01至2024-03-15", "Reversed"),
        ],
    );
    check(
        Format::Month,
        &[
            ("2024-10", "2024-10"),
            ("2024年9月", "2024-09"),
            ("202410", "2024-10"),
            ("2024", "2024-01..2024-12"),
            ("2024-10-01", "Day"),
        ],
    );
    check(
        Format::Year,
        &[("2024", "2024"), ("2024年", "2024"), ("24", "Day")],
    );
}

#[test]
fn what_is_blank_around_a_text_goes() {
    for text in ["", " ", "a", " a b\t", "\u{3000}万 ", "😀\n", "　\u{a0}　"] {
        assert_eq!(trimmed(text), text.trim(), "{text}");
    }
}

#[test]
fn what_an_input_does_not_allow_is_named() {
    let share = Domain::Number {
        lo: Number::ZERO,
        hi: Number::ONE,
        step: Number::parse("0.01").unwrap(),
        limit: false,
    };
    for (text, expected, limit) in [
        ("0.5", None, None),
        ("-1", Some(Mistake::TooSmall), Some("0")),
        ("1.01", Some(Mistake::TooLarge), Some("1")),
        ("0.005", Some(Mistake::TooFine), Some("0.01")),
    ] {
        let span = Span {
            min: text.into(),
            max: text.into(),
            currency: None,
        };
        let mistake = fits(&share, &span).err();
        assert_eq!(mistake, expected);
        let named = mistake.and_then(|mistake| mistake.limit(&share));
        assert_eq!(named, limit.and_then(Number::parse));
    }
}
