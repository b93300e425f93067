//! `tradeaid handout`: files to pass on, their kind by their name.

use std::fs;

use crate::support::{SMALL_PACK, folder, with_input};

const CASE: &str = r#"{"as_of": "2024-06-30", "enterprise": {"staff": 12},
 "order": [{"id": "a", "placed_on": "2024-05-01", "price": "5000", "fee": "30.50"}]}"#;

#[test]
fn each_kind_of_file_is_written_by_its_name() {
    let folder = folder("handout");
    for (name, start) in [
        ("a.pdf", "%PDF-1.5"),
        ("a.csv", "\u{feff}\""),
        ("a.json", "{\"tradeaid\":1,"),
    ] {
        let out = folder.join(name);
        let words = [
            "handout",
            "-",
            "-o",
            out.to_str().unwrap(),
            "--pack",
            SMALL_PACK,
        ];
        with_input(&words, CASE.as_bytes()).ends_with(0);
        assert!(
            fs::read(&out).unwrap().starts_with(start.as_bytes()),
            "{name}"
        );
    }
}

#[test]
fn a_file_of_no_known_kind_is_not_written() {
    let out = folder("handout-unknown").join("a.docx");
    let shown = out.to_str().unwrap();
    with_input(&["handout", "-", "-o", shown], CASE.as_bytes())
        .ends_with(2)
        .complains(&[".pdf"]);
    assert!(!out.exists());
    with_input(&["handout", "-"], CASE.as_bytes()).ends_with(2);
    let words = ["handout", "-", "-o", "x.pdf", "--pack", SMALL_PACK];
    with_input(&words, b"{\"x\": 1}")
        .ends_with(1)
        .complains(&["x"]);
}
