//! Every diagnostic of the language, as data: each file of `tests/pack-errors` is a tiny pack and what is
//! said of it. `base.yaml` is a sound pack whose files stand wherever a case has none of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::{
    Code, Diagnostic, Language, Source, Tree, check_citations, check_sources, compile_sources, dmn,
    read_yaml, test_file,
};

mod overlay_cases;

type Files = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pack-errors")
}

fn read(path: &Path) -> Result<Tree, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    Ok(read_yaml(&path.to_string_lossy(), &text)?)
}

fn files(case: &Tree) -> Files {
    let entries = case.get("files").map_or(&[][..], Tree::entries);
    let file =
        |entry: &tradeaid_lang::Entry| Some((entry.key.clone(), entry.value.word()?.to_owned()));
    entries.iter().filter_map(file).collect()
}

/// What is found wrong with a case. Missing texts count only where the case is about texts, so that the other
/// cases need no catalogue.
fn found_in(case: &Tree, base: &Files) -> Vec<Diagnostic> {
    let mut files = files(case);
    for (path, text) in base {
        files.entry(path.clone()).or_insert_with(|| text.clone());
    }
    files.retain(|_, text| text != "absent");
    let sources = files
        .into_iter()
        .map(|(path, text)| Source { path, text })
        .collect();
    let is_set = |key: &str| case.get(key).and_then(Tree::word) == Some("true");
    let text = |key: &str| case.get(key).and_then(Tree::word);
    let result = if let Some(official) = text("official") {
        check_citations(sources, official).err()
    } else if let Some(test) = text("test") {
        test_file::parse("tests/test.yaml", test).err()
    } else if let Some(model) = text("model") {
        dmn::import("table.dmn", model).err()
    } else if let Some(table) = text("table") {
        dmn::export(&sources, table).err()
    } else if is_set("complete") {
        check_sources(sources).err()
    } else {
        compile_sources(sources).err()
    };
    let problems = result.unwrap_or_default();
    let counts = |code: Code| is_set("texts") || code != Code::MissingText;
    let found = problems.iter().filter(|problem| counts(problem.code));
    found.cloned().collect()
}

fn cases() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    Ok(paths)
}

#[test]
fn every_case_is_answered_as_it_expects() -> Result<(), Box<dyn Error>> {
    let base = files(&read(&folder().join("base.yaml"))?);
    let paths = cases()?;
    assert!(paths.len() > 80, "only {} cases were found", paths.len());
    let mut wrong = String::new();
    for path in paths {
        let case = read(&path)?;
        let found = found_in(&case, &base);
        for (key, language) in [("expect", Language::En), ("expect-zh-CN", Language::ZhCn)] {
            let expected = case.get(key).and_then(Tree::word).unwrap_or_default();
            let said: String = found.iter().map(|it| it.in_language(language)).collect();
            if said.trim_end() != expected.trim_end() {
                let path = path.display();
                writeln!(
                    wrong,
                    "==== {path} {key}\n{said}==== instead of\n{expected}"
                )?;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}

/// Texts that say what is wrong and that no case can bring up: of files and tools outside the pack, of more than a
/// case can hold, and of tables that the compiler has refused before
const ELSEWHERE: [&str; 9] = [
    "wrong.unreadable",
    "wrong.csv",
    "wrong.too_many",
    "wrong.too_many_steps",
    "wrong.table_large",
    "wrong.dmn_cells",
    "wrong.dmn_short",
    "wrong.dmn_csv_out",
    "wrong.dmn_xml_out",
];

#[test]
fn every_fault_is_shown_by_a_case() -> Result<(), Box<dyn Error>> {
    let base = files(&read(&folder().join("base.yaml"))?);
    let mut shown = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for path in cases()? {
        for problem in found_in(&read(&path)?, &base) {
            shown.insert(problem.message.key());
            codes.insert(problem.code);
        }
    }
    for (_, _, problems) in overlay_cases::answered()? {
        shown.extend(problems.iter().map(|problem| problem.message.key()));
    }
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts/en.json");
    let texts = read(&texts)?;
    let missing: Vec<&str> = texts
        .entries()
        .iter()
        .map(|entry| entry.key.as_str())
        .filter(|key| key.starts_with("wrong."))
        .filter(|key| !shown.contains(key) && !ELSEWHERE.contains(key))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "no file of tests/pack-errors or tests/overlay-errors shows these"
    );
    let unseen: Vec<Code> = Code::ALL
        .into_iter()
        .filter(|code| !codes.contains(code))
        .collect();
    assert_eq!(unseen, [], "no file of tests/pack-errors has these codes");
    Ok(())
}
