//! `tradeaid batch`, `what-if` and `nearest`: tables in and out, and what other programs are told.

use std::fs;

use crate::support::{SMALL_PACK, folder, with_input};

const TABLE: &str = "case,enterprise.staff,enterprise.exports.2023,order.placed_on,order.price,order.fee,order.2.placed_on,order.2.price,order.2.fee
=one,12,1..900000,2024-05-01,5000,30.50,2024-05-02,0,2
two,12,,2024-05-01,5000,30.50,,,
three,many,,,,,,,
";
const ORDER: &str = r#"{"enterprise": {"staff": 12, "exports": {"by_year": {"2023": "1000001"}}},
 "order": [{"id": "a", "placed_on": "2024-05-01", "price": "5000", "fee": "30.50"}]}"#;

#[test]
fn a_table_of_cases_becomes_a_table_of_answers() {
    let run = with_input(
        &["batch", "-", "--pack", SMALL_PACK, "--as-of", "2024-06-30"],
        TABLE.as_bytes(),
    );
    let run = run.ends_with(0);
    let mut lines = csv::Reader::from_reader(run.out.as_bytes());
    let head = lines.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        let column = head.iter().position(|known| known == name);
        let column = column.unwrap_or_else(|| panic!("no column {name} in {head:?}"));
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 3);
    // A name that a spreadsheet would take for a formula is none any more.
    assert_eq!(cell(0, "case"), "'=one");
    let bounds = |row: usize| (cell(row, "total.min"), cell(row, "total.max"));
    assert_eq!(bounds(0), ("32.50".into(), "532.50".into()));
    assert_eq!(cell(0, "grant.status"), "eligible");
    assert_eq!(
        (cell(1, "total.min"), cell(1, "total.max")),
        ("30.50".into(), "530.50".into())
    );
    assert_eq!(cell(1, "refused"), "");
    assert_eq!(cell(2, "refused"), "enterprise.staff: wrong_type");
    assert_eq!(cell(2, "total.min"), "");
}

#[test]
fn a_table_goes_into_a_file_and_a_broken_one_is_refused() {
    let folder = folder("batch");
    let path = folder.join("out.csv");
    let words = [
        "batch",
        "-",
        "--pack",
        SMALL_PACK,
        "-o",
        path.to_str().unwrap(),
    ];
    with_input(&words, TABLE.as_bytes()).ends_with(0);
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("case,result_id,refused,total.min")
    );
    with_input(&words, b"a,b\n1\n").ends_with(1);
}

#[test]
fn thresholds_are_told_to_other_programs() {
    let words = ["nearest", "-", "grant", "--pack", SMALL_PACK];
    let run = with_input(&words, ORDER.as_bytes()).ends_with(0);
    assert!(
        run.out
            .contains(r#""to":"1000000","when":{"max":"1000000"}"#),
        "{}",
        run.out
    );
    let words = ["what-if", "-", "enterprise.exports", "--pack", SMALL_PACK];
    let run = with_input(&words, ORDER.as_bytes()).ends_with(0);
    assert!(run.out.contains(r#""1000000","1000000.01""#), "{}", run.out);
    let words = ["nearest", "-", "grnt", "--pack", SMALL_PACK, "--lang", "en"];
    let run = with_input(&words, ORDER.as_bytes()).ends_with(1);
    assert!(run.err.contains("grant"), "{}", run.err);
}
