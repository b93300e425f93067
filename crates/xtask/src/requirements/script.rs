//! What needs a person and a device: the scripts of `tests/hosts/MANUAL.md`, with the numbers in their headings and
//! what was last written down in them. Judges nothing.

use anyhow::Result;

use super::{Evidence, Outcome, Shown, numbers};
use crate::tree;
use crate::workspace::Workspace;

/// Where the scripts stand.
const SCRIPTS: &str = "tests/hosts/MANUAL.md";

/// Every script goes to the requirements that its heading names.
pub(super) fn read(workspace: &Workspace, shown: &mut Shown) -> Result<()> {
    for script in scripts(&tree::read_text(&workspace.path(SCRIPTS))?) {
        for number in script.numbers {
            shown.entry(number).or_default().push(Evidence {
                file: SCRIPTS.to_owned(),
                title: script.title.clone(),
                outcome: Outcome::ByHand(script.result.clone()),
            });
        }
    }
    Ok(())
}

/// One script, as far as the table needs it.
#[derive(Debug, PartialEq, Eq)]
struct Script {
    title: String,
    numbers: Vec<u8>,
    result: Option<String>,
}

/// Scripts begin with a heading such as `## M1 A telephone (R9 R50)` and end with rows of a table, date first, which
/// are empty until somebody fills them in.
fn scripts(text: &str) -> Vec<Script> {
    let mut scripts: Vec<Script> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            scripts.extend(headed(heading));
        } else if let (Some(script), Some(row)) = (scripts.last_mut(), filled(line)) {
            script.result = Some(row);
        }
    }
    scripts
}

fn headed(heading: &str) -> Option<Script> {
    let (title, named) = heading.strip_suffix(')')?.rsplit_once('(')?;
    let numbers: Option<Vec<u8>> = named.split_whitespace().map(numbers::number).collect();
    Some(Script {
        title: title.trim().to_owned(),
        numbers: numbers?,
        result: None,
    })
}

/// The cells of a row whose first one is a date.
fn filled(line: &str) -> Option<String> {
    let cells: Vec<&str> = line
        .strip_prefix('|')?
        .trim_end_matches('|')
        .split('|')
        .map(str::trim)
        .collect();
    let is_dated = cells
        .first()?
        .starts_with(|sign: char| sign.is_ascii_digit());
    is_dated.then(|| cells.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Script, scripts};

    fn script(title: &str, numbers: &[u8], result: Option<&str>) -> Script {
        Script {
            title: title.to_owned(),
            numbers: numbers.to_vec(),
            result: result.map(str::to_owned),
        }
    }

    #[test]
    fn heading_names_numbers_and_last_row_counts() {
        let text = "# All\n## M1 A telephone (R9 R50)\n1. Do.\n| date | device | result |\n| --- | --- | --- |\n| | | |\n\
                    ## M2 A reader (R63)\n| 2026-01-02 | NVDA | fails |\n| 2026-02-03 | NVDA | holds |\n## Notes\n";
        assert_eq!(
            scripts(text),
            [
                script("M1 A telephone", &[9, 50], None),
                script("M2 A reader", &[63], Some("2026-02-03, NVDA, holds")),
            ]
        );
    }
}
