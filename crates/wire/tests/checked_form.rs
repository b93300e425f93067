//! The checked form of a pack: what was written reads back the same, and what is damaged is refused.

use std::path::Path;

use tradeaid_engine::Document;
use tradeaid_wire::json::Json;
use tradeaid_wire::{Calculator, Part, encode_pack};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const SHIPPED: &str = "../packs/fujian-2024-2";
const MINI: &str = "../lang/tests/mini";

fn compiled(folder: &str) -> Outcome<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    Ok(tradeaid_lang::compile(&folder).map_err(|problems| problems.to_string())?)
}

/// What stands before the rows of a core pack, and the text of each value in them
fn taken_apart(core: &str) -> Option<(&str, Vec<&str>)> {
    let json = Json::parse(core).ok()?;
    let rows = json.get("rows")?;
    let values = rows.as_list()?.iter();
    let values = values.map(|value| core.get(value.start..value.end));
    Some((core.get(..rows.start)?, values.collect::<Option<_>>()?))
}

fn put_together(before: &str, values: &[&str]) -> String {
    [before, "[", &values.join(","), "]}"].concat()
}

#[test]
fn a_pack_reads_back_as_it_was_written() {
    for folder in [SHIPPED, MINI] {
        let document = compiled(folder).unwrap();
        let full = Calculator::load(&encode_pack(&document, Part::Full)).unwrap();
        assert_eq!(full.engine().pack(), &document.pack);
        assert_eq!(full.names(), &document.names);
        let core = Calculator::load(&encode_pack(&document, Part::Core)).unwrap();
        assert_eq!(core.engine().pack(), &document.pack);
        assert_eq!(core.digest(), full.digest());
    }
}

#[test]
fn a_pack_keeps_its_digits_in_javascript() {
    for folder in [SHIPPED, MINI] {
        let core = encode_pack(&compiled(folder).unwrap(), Part::Core);
        let (_, values) = taken_apart(&core).unwrap();
        for value in values.iter().filter(|value| !value.starts_with('"')) {
            let number: i64 = value.parse().unwrap();
            assert_eq!(&number.to_string(), value);
            assert!(number.abs() < 1 << 53, "{value}");
        }
    }
}

/// R58: a damaged pack is refused
#[test]
fn a_damaged_pack_is_refused() {
    let core = encode_pack(&compiled(MINI).unwrap(), Part::Core);
    let (before, values) = taken_apart(&core).unwrap();
    assert_eq!(put_together(before, &values), core);
    let refused = |values: &[&str], what: &str| {
        let text = put_together(before, values);
        assert!(Calculator::load(&text).is_err(), "{what}");
    };
    for place in 0..values.len() {
        let what = format!("{place}: {}", values[place]);
        let mut damaged = values.clone();
        damaged[place] = "null";
        refused(&damaged, &what);
        damaged.remove(place);
        refused(&damaged, &what);
        refused(&values[..place], &what);
        let mut damaged = values.clone();
        damaged.insert(place, values[place]);
        refused(&damaged, &what);
    }
}
