//! Short names for the custom properties that the style sheet keeps to itself. The public ones are the host's, and
//! those that drawings name in their own code stay as they are written there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;

use super::names::short;
use crate::tree;

/// How the names of the sheet's own properties begin.
const OWN: &str = "--ta-";

/// The names of own properties in source files.
pub(super) fn names_in(sources: &[PathBuf]) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for source in sources {
        let text = tree::read_text(source)?;
        names.extend(text.split(OWN).skip(1).map(|rest| name(rest).to_owned()));
    }
    Ok(names)
}

/// The sheet with short names, given in the order in which they are met, for all own properties but those kept.
pub(super) fn shorten(sheet: &str, kept: &BTreeSet<String>) -> String {
    let mut given = BTreeMap::new();
    let mut pieces = sheet.split(OWN);
    let mut shortened = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let name = name(piece);
        if kept.contains(name) {
            shortened.extend([OWN, name]);
        } else {
            let next = given.len();
            let short: &String = given.entry(name).or_insert_with(|| short(next));
            shortened.extend(["--", short]);
        }
        let rest = piece.get(name.len()..).unwrap_or_default();
        // The bundler leaves the space: with some properties it could be meant.
        match rest.strip_prefix(": ") {
            Some(value) => shortened.extend([":", value]),
            None => shortened.push_str(rest),
        }
    }
    shortened
}

/// The rest of a name at the beginning of a text.
fn name(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn own_names_are_short_and_all_others_stay() {
        let sheet = ".a{--ta-u: var(--tradeaid-space, 4px);--ta-fill: #fff}.b{top:calc(var(--ta-u) * 2 - var(--ta-u-2))}";
        assert_eq!(
            shorten(sheet, &["fill".to_owned()].into()),
            ".a{--a:var(--tradeaid-space, 4px);--ta-fill:#fff}.b{top:calc(var(--a) * 2 - var(--b))}"
        );
    }
}
