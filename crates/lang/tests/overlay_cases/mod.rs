//! The overlays of `tests/overlay-errors`, each read against the pack that stands beside them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_engine::Document;
use tradeaid_lang::{Code, Diagnostics, Source, Tree, compile_sources, overlay, read_yaml};

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
        for key in problem.message.to_string().split('`').skip(1).step_by(2) {
            writeln!(texts, "{key}: x")?;
        }
    }
    files.insert("texts/en.yaml".to_owned(), texts);
    Ok(compile_sources(sources(&files))?)
}

/// An overlay: its file, what stands in it and what is wrong with it
type Answered = (PathBuf, Tree, Diagnostics);

/// Every overlay
pub(crate) fn answered() -> Result<Vec<Answered>, Box<dyn Error>> {
    let document = pack()?;
    let mut paths: Vec<PathBuf> = fs::read_dir(at("overlay-errors"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| !path.ends_with("pack.yaml"))
        .collect();
    paths.sort();
    let mut answered = Vec::new();
    for path in paths {
        let case = read(&path)?;
        let text = case.get("overlay").and_then(Tree::word).unwrap_or_default();
        let source = Source {
            path: "overlay.yaml".to_owned(),
            text: text.to_owned(),
        };
        let said = overlay::read(&document.pack, &document.names, &[source]).err();
        answered.push((path, case, said.unwrap_or_default()));
    }
    Ok(answered)
}
