//! The catalogues of what the compiler says: complete in each language, with the values that the code gives, and
//! without leftovers.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use tradeaid_lang::read_yaml;

type Outcome = Result<(), Box<dyn Error>>;

/// Each text's key with the names of the values in it
type Texts = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts(language: &str) -> Result<Texts, Box<dyn Error>> {
    let path = root().join("texts").join([language, ".json"].concat());
    let tree = read_yaml(language, &fs::read_to_string(path)?)?;
    let entries = tree.entries().iter();
    let texts = entries.map(|entry| {
        let text = entry.value.word().unwrap_or_default();
        assert!(
            !text.trim().is_empty() || entry.key == "list",
            "{}",
            entry.key
        );
        (entry.key.clone(), values(text))
    });
    Ok(texts.collect())
}

/// The names in braces; other braces are those of the pack language
fn values(text: &str) -> BTreeSet<String> {
    let pieces = text.split('{').skip(1);
    let names = pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name));
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    names.filter(is_name).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// What follows the text in quotes that a piece of code starts with, and the text
fn quoted(code: &str) -> Option<(&str, &str)> {
    code.trim_start().strip_prefix('"')?.split_once('"')
}

/// The names of the values behind the key of a text, up to the bracket that ends it
fn given(code: &str) -> BTreeSet<String> {
    let mut depth = 0_usize;
    let mut names = BTreeSet::new();
    let mut piece = String::new();
    let mut note = |piece: &mut String| {
        if let Some((name, _)) = piece.split_once(" = ") {
            names.insert(name.trim().to_owned());
        }
        piece.clear();
    };
    for c in code.chars() {
        match c {
            ')' if depth == 0 => break,
            ',' if depth == 0 => note(&mut piece),
            _ => piece.push(c),
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    note(&mut piece);
    names
}

/// R67: both languages of the compiler say the same
#[test]
fn the_languages_say_the_same_with_the_same_values() -> Outcome {
    assert_eq!(texts("zh-CN")?, texts("en")?);
    Ok(())
}

#[test]
fn the_code_gives_each_text_its_values_and_uses_all() -> Outcome {
    let texts = texts("en")?;
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files)?;
    let mut used = BTreeSet::from(["list".to_owned()]);
    for path in files {
        let code = fs::read_to_string(&path)?;
        for piece in code.split("say!(").skip(1) {
            let Some((key, behind)) = quoted(piece) else {
                continue;
            };
            let wanted = texts.get(key);
            let place = format!("{key} in {}", path.display());
            assert_eq!(wanted, Some(&given(behind)), "{place}");
            used.insert(key.to_owned());
        }
        // The names of forms stand in their definitions.
        let named = code.split("\"form.").skip(1);
        used.extend(named.filter_map(|piece| Some(["form.", piece.split_once('"')?.0].concat())));
    }
    let unused: Vec<&String> = texts.keys().filter(|key| !used.contains(*key)).collect();
    assert_eq!(unused, [""; 0], "no code says these");
    Ok(())
}
