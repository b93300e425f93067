//! The files of `tests/conformance`, and how an answer is held against what they expect.

use std::path::{Path, PathBuf};

use tradeaid_lang::{Data, Tree, read_yaml};

/// Where the files are
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance")
}

/// The models of a file
pub(crate) fn models(file: &str) -> Vec<Tree> {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    let tree = read_yaml(file, &text).unwrap_or_else(|faults| panic!("{faults}"));
    items(tree.get("models").unwrap()).to_vec()
}

/// The items of a list
pub(crate) fn items(tree: &Tree) -> &[Tree] {
    match &tree.data {
        Data::List(items) => items,
        other => panic!("no list: {other:?}"),
    }
}

/// The texts of a list
pub(crate) fn strings(tree: &Tree) -> Vec<String> {
    items(tree)
        .iter()
        .map(|item| item.word().unwrap().to_owned())
        .collect()
}

/// The name of a model in the kit, and of what in it is asked for; perhaps also of a case
pub(crate) fn name(model: &Tree, case: Option<&Tree>) -> String {
    let word = |tree: &Tree, key: &str| tree.get(key).and_then(Tree::word).map(str::to_owned);
    let of = word(model, "of").or_else(|| case.and_then(|case| word(case, "of")));
    let parts = [
        word(model, "model"),
        case.and_then(|case| word(case, "id")),
        of,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("/")
}

/// A text that must be there
pub(crate) fn word<'a>(tree: &'a Tree, key: &str) -> &'a str {
    let found = tree.get(key).and_then(Tree::word);
    found.unwrap_or_else(|| panic!("`{key}` is missing: {}", tree.to_json()))
}

/// Whatever stands under a key, as JSON
pub(crate) fn json(tree: &Tree, key: &str) -> String {
    tree.get(key).map_or_else(|| "{}".to_owned(), Tree::to_json)
}

/// What is wrong with an answer: nothing if it is what the kit expects, or where we deviate, what we say instead
pub(crate) fn difference(model: &Tree, case: &Tree, way: &str, answer: &str) -> Option<String> {
    let kit = match word(case, "tck") {
        "null" => "open",
        other => other,
    };
    let expected = match (case.get("ours"), case.get("deviates")) {
        (None, None) => kit,
        (Some(_), Some(_)) => word(case, "ours"),
        _ => return Some(format!("{}: `ours` goes with `deviates`", case.to_json())),
    };
    let name = name(model, Some(case));
    if case.get("ours").is_some() && expected == kit {
        return Some(format!("{name}: this is no deviation"));
    }
    (answer != expected).then(|| format!("{name} as {way}: {answer}, not {expected}"))
}
