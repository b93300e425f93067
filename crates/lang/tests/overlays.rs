//! What is said of overlays, as data: each file of `tests/overlay-errors` is an overlay for the pack that stands beside
//! it, and what is said of it.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_engine::Document;
use tradeaid_lang::{Code, Source, Tree, compile_sources, overlay, read_yaml};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(path)
}

fn read(path: &Path) -> Result<Tree, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    Ok(read_yaml(&path.to_string_lossy(), &text)?)
}

/// The pack, with whatever texts it needs
fn pack() -> Result<Document, Box<dyn Error>> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for path in ["pack-errors/base.yaml", "overlay-errors/pack.yaml"] {
        let case = read(&at(path))?;
        for entry in case.get("files").map_or(&[][..], Tree::entries) {
            let text = entry.value.word().unwrap_or_default();
            files.insert(entry.key.clone(), text.to_owned());
        }
    }
    let sources = |files: &BTreeMap<String, String>| {
        let source = |(path, text): (&String, &String)| Source {
            path: path.clone(),
            text: text.clone(),
        };
        files.iter().map(source).collect::<Vec<_>>()
    };
    let problems = compile_sources(sources(&files)).err().unwrap_or_default();
    let mut texts = String::new();
    for problem in problems.iter() {
        assert_eq!(problem.code, Code::MissingText, "{problem}");
        for key in problem.message.split('`').skip(1).step_by(2) {
            writeln!(texts, "{key}: x")?;
        }
    }
    files.insert("texts/en.yaml".to_owned(), texts);
    Ok(compile_sources(sources(&files))?)
}

#[test]
fn every_overlay_is_answered_as_it_expects() -> Result<(), Box<dyn Error>> {
    let document = pack()?;
    let mut paths: Vec<PathBuf> = fs::read_dir(at("overlay-errors"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| !path.ends_with("pack.yaml"))
        .collect();
    paths.sort();
    let mut wrong = String::new();
    for path in &paths {
        let case = read(path)?;
        let word = |key: &str| case.get(key).and_then(Tree::word).unwrap_or_default();
        let source = Source {
            path: "overlay.yaml".to_owned(),
            text: word("overlay").to_owned(),
        };
        let said = overlay::read(&document.pack, &document.names, &[source]).err();
        let said = said
            .map(|problems| problems.to_string())
            .unwrap_or_default();
        if said.trim_end() != word("expect").trim_end() {
            writeln!(wrong, "==== {}\n{said}==== ", path.display())?;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(paths.len() > 8);
    Ok(())
}
