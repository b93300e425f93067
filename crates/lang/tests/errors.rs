//! Every diagnostic of the language, as data: each file of `tests/pack-errors` is a tiny pack and what is
//! said of it. `base.yaml` is a sound pack whose files stand wherever a case has none of its own.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::{Code, Source, Tree, check_sources, compile_sources, read_yaml};

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

/// What is said of a case. Missing texts count only where the case is about texts, so that the other
/// cases need no catalogue.
fn said_of(case: &Tree, base: &Files) -> String {
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
    let result = if is_set("complete") {
        check_sources(sources)
    } else {
        compile_sources(sources)
    };
    let problems = result.err().unwrap_or_default();
    let counts = |code: Code| is_set("texts") || code != Code::MissingText;
    let said = problems.iter().filter(|problem| counts(problem.code));
    said.map(ToString::to_string).collect()
}

#[test]
fn every_case_is_answered_as_it_expects() -> Result<(), Box<dyn Error>> {
    let base = files(&read(&folder().join("base.yaml"))?);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    assert!(paths.len() > 80, "only {} cases were found", paths.len());
    let mut wrong = String::new();
    for path in paths {
        let case = read(&path)?;
        let expected = case.get("expect").and_then(Tree::word).unwrap_or_default();
        let said = said_of(&case, &base);
        if said.trim_end() != expected.trim_end() {
            writeln!(
                wrong,
                "==== {}\n{said}==== instead of\n{expected}",
                path.display()
            )?;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}
