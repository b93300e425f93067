//! `tradeaid pack diff`: each file in `diffs` changes a copy of the small pack and says what is to be found. Whatever
//! case is shown is asked of both packs here, and must be answered as was said.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{
    SMALL_PACK, change, copy_folder, file, folder, shipped_pack, tradeaid, with_input,
};

const DIFFS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/diffs");

#[test]
fn every_change_is_found_and_every_case_shows_it() {
    let mut count = 0;
    for entry in fs::read_dir(DIFFS).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        one(&name, &serde_json::from_str(&text).unwrap());
        count += 1;
    }
    assert!(count > 10);
}

fn one(name: &str, told: &Value) {
    let folder = folder(&["diff_", name].concat());
    let [before, after] = ["before", "after"].map(|side| {
        let pack = folder.join(side);
        copy_folder(Path::new(SMALL_PACK), &pack);
        let pack = pack.to_str().unwrap().to_owned();
        apply(&pack, &told["base"]);
        pack
    });
    apply(&after, &told["change"]);
    let status = i32::try_from(told["status"].as_i64().unwrap()).unwrap();
    for (key, language) in [("zh", "zh-CN"), ("en", "en")] {
        let words = ["pack", "diff", &before, &after, "--lang", language];
        let run = tradeaid(&words).ends_with(status);
        for fragment in told[key].as_array().unwrap() {
            let fragment = fragment.as_str().unwrap();
            assert!(
                run.out.contains(fragment),
                "{name}: no `{fragment}` in\n{}",
                run.out
            );
        }
        assert!(!run.out.contains("diff."), "{name}: {}", run.out);
    }
    let run = tradeaid(&["pack", "diff", &before, &after, "--json"]).ends_with(status);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    for (measure, expected) in told["answers"].as_object().unwrap() {
        let found = of_measure(&report, measure);
        if let Some(by) = expected[0].as_str() {
            assert_eq!(found["answers"]["by"], by, "{name}: {found}");
        }
        let least = usize::try_from(expected[1].as_u64().unwrap()).unwrap();
        let differences = found["differences"].as_array().unwrap();
        assert!(differences.len() >= least, "{name}: {found}");
        assert_eq!(differences.is_empty(), least == 0, "{name}: {found}");
    }
    every_case_differs(&report, &before, &after);
}

fn apply(pack: &str, changes: &Value) {
    for one in changes.as_array().into_iter().flatten() {
        let [name, from, to] = ["file", "from", "to"].map(|key| one[key].as_str().unwrap());
        change(pack, name, from, to);
    }
}

fn of_measure<'r>(report: &'r Value, measure: &str) -> &'r Value {
    let measures = report["measures"].as_array().unwrap().iter();
    let mut mine = measures.filter(|one| one["before"] == measure || one["after"] == measure);
    mine.next().unwrap_or_else(|| panic!("no {measure}"))
}

/// Asks both packs about every case that a comparison shows; tells how many there were
fn every_case_differs(report: &Value, before: &str, after: &str) -> usize {
    let mut count = 0;
    for measure in report["measures"].as_array().unwrap() {
        for difference in measure["differences"].as_array().unwrap() {
            let answers = [("before", before), ("after", after)].map(|(side, pack)| {
                let said = &difference[side];
                if said.is_null() {
                    return Value::Null;
                }
                let id = measure[side].as_str().unwrap();
                let case = said["case"].to_string();
                let run = with_input(&["assess", "-", "--json", "--pack", pack], case.as_bytes());
                let answer: Value = serde_json::from_str(&run.ends_with(0).out).unwrap();
                let rows = answer["measures"].as_array().unwrap();
                let row = rows.iter().find(|row| row["id"] == id).unwrap();
                assert_eq!(row["status"], said["status"], "{case}");
                for bound in ["kind", "min", "max"] {
                    assert_eq!(row["amount"][bound], said["amount"][bound], "{case}");
                }
                serde_json::json!([row["status"], row["amount"]])
            });
            assert_ne!(answers[0], answers[1], "{difference}");
            count += 1;
        }
    }
    count
}

#[test]
fn a_pack_is_quickly_found_to_be_itself() {
    let pack = shipped_pack();
    let start = Instant::now();
    tradeaid(&["pack", "diff", &pack, &pack]).ends_with(0);
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn the_shipped_pack_with_other_thresholds_is_told_with_cases() {
    let folder = folder("diff_shipped");
    let pack = folder.join("pack");
    copy_folder(Path::new(&shipped_pack()), &pack);
    let pack = pack.to_str().unwrap();
    for (name, from, to) in [
        (
            "shared.yaml",
            "loan_exports <= 30000000",
            "loan_exports <= 50000000",
        ),
        (
            "shared.yaml",
            "guarantee.amount * 1%",
            "guarantee.amount * 2%",
        ),
        ("parameters.yaml", "\"500\"", "\"600\""),
        ("readings.yaml", "assumed: prior", "assumed: current"),
        ("pack.yaml", "    to: 2025-12-31", "    to: 2026-12-31"),
    ] {
        change(pack, name, from, to);
    }
    // Many cases are asked about, and a built pack is read faster than a folder.
    let [before, after] =
        [("before", shipped_pack().as_str()), ("after", pack)].map(|(side, pack)| {
            let built = folder.join(side);
            tradeaid(&["pack", "build", pack, "-o", built.to_str().unwrap()]).ends_with(0);
            let built = built.join("fujian-2024-2.json");
            built.to_str().unwrap().to_owned()
        });
    let run = tradeaid(&["pack", "diff", &before, &after, "--json"]).ends_with(1);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert!(every_case_differs(&report, &before, &after) > 20);
}

#[test]
fn a_built_pack_is_compared_like_its_folder() {
    let folder = folder("diff_built");
    let shown = folder.to_str().unwrap();
    tradeaid(&["pack", "build", SMALL_PACK, "-o", shown]).ends_with(0);
    let built = folder.join("orders.json");
    tradeaid(&["pack", "diff", SMALL_PACK, built.to_str().unwrap()]).ends_with(0);
}

#[test]
fn what_cannot_be_compared_ends_with_two() {
    let folder = folder("diff_refused");
    let broken = file(&folder, "broken.json", "{");
    tradeaid(&["pack", "diff", SMALL_PACK, &broken])
        .ends_with(2)
        .complains(&["broken.json"]);
    tradeaid(&["pack", "diff", "/no/such/pack", SMALL_PACK]).ends_with(2);
    tradeaid(&["pack", "diff", SMALL_PACK]).ends_with(2);
}
