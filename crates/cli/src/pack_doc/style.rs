//! The look of the page: a sheet of rules, and the running foot with the page's number and the pack's digest.

use std::fmt::Write;

use super::page::Page;

const SHEET: &str = include_str!("style.css");

/// As much of the digest as tells two versions apart at a glance
const SHORT: usize = 19;

/// Every rule
pub(super) fn rules(page: &Page<'_>) -> String {
    let counters = page.get("doc.foot.page");
    let counters = counters
        .split(['{', '}'])
        .map(|part| match part {
            "page" => "counter(page)".to_owned(),
            "pages" => "counter(pages)".to_owned(),
            text => quoted(text),
        })
        .collect::<Vec<_>>()
        .join(" ");
    let names = page.rules.names;
    let digest: String = page.voice.calculator.digest().chars().take(SHORT).collect();
    let what = [
        ("id", names.id.as_str()),
        ("version", &names.version),
        ("digest", &digest),
    ];
    let what = quoted(&page.own("doc.foot.what", &what));
    let foot = [
        "@page{@bottom-left{content:",
        &what,
        "}@bottom-right{content:",
        &counters,
        "}}\n",
    ];
    [SHEET, &foot.concat()].concat()
}

/// A text as a string of the style language: whatever could end it, or the element around it, is written as a number
fn quoted(text: &str) -> String {
    let mut string = String::from("\"");
    for character in text.chars() {
        if character.is_alphanumeric() || " .,-:".contains(character) {
            string.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(string, "\\{:x} ", u32::from(character));
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_text_ends_its_string_or_the_sheet() {
        assert_eq!(quoted("a 1.0"), "\"a 1.0\"");
        assert_eq!(quoted("\"}</style>"), "\"\\22 \\7d \\3c \\2f style\\3e \"");
        assert_eq!(quoted("第"), "\"第\"");
    }
}
