//! Rules for single files: what every source file begins with, and what must not be written because it breaks
//! under a strict host page. Each rule looks at text only.

use std::path::Path;

use anyhow::Result;

use super::verdict;
use crate::build::interface_breach;
use crate::tree;
use crate::workspace::Workspace;

/// Units that depend on the host page or its window instead of the space that the calculator has.
const FOREIGN_UNITS: [&str; 14] = [
    "rem", "vh", "vw", "vmin", "vmax", "vi", "vb", "dvh", "dvw", "svh", "svw", "lvh", "lvw", "rlh",
];

/// A rule: what is wrong with a text, where anything is.
type Rule = fn(&str) -> Option<String>;

/// Checks every file that a rule is for.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let rules: [(&str, &[&str], Rule); 8] = [
        ("crates", &[".rs"], without_module_comment),
        ("crates/widget/src", &[".rs"], style_attribute),
        ("crates/widget/src", &[".rs"], raw_html),
        ("crates/widget/src", &[".rs"], loop_in_markup),
        ("web/src", &[".js"], sink),
        ("web/src/desk/styles", &[".css"], foreign_unit),
        ("web/src/styles", &[".css"], foreign_unit),
        ("tests", &["package-lock.json"], named_registry),
    ];
    let mut breaches = Vec::new();
    for (folder, endings, rule) in rules {
        for file in tree::files_ending(&workspace.path(folder), endings)? {
            if let Some(breach) = rule(&tree::read_text(&file)?) {
                breaches.push(told(workspace, &file, &breach));
            }
        }
    }
    breaches.extend(interface_breach(workspace)?);
    verdict(&breaches)
}

fn told(workspace: &Workspace, file: &Path, breach: &str) -> String {
    format!("{}: {breach}", workspace.relative(file).display())
}

fn without_module_comment(text: &str) -> Option<String> {
    (!text.starts_with("//!")).then(|| "does not begin with a `//!` comment".to_owned())
}

/// A `style` attribute is refused by strict pages; the property `~style` is not.
fn style_attribute(text: &str) -> Option<String> {
    let found = text.match_indices("style=").find(|(at, _)| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| before == '~' || before == '_' || before.is_alphanumeric())
    });
    found.map(|(at, _)| format!("line {}: a `style` attribute", line_of(text, at)))
}

/// Raw HTML is refused by pages with trusted types, and a renderer without a root takes the whole page.
fn raw_html(text: &str) -> Option<String> {
    ["from_html_unchecked", "Renderer::new()"]
        .iter()
        .find_map(|banned| {
            let at = text.find(banned)?;
            Some(format!("line {}: `{banned}`", line_of(text, at)))
        })
}

/// A loop among its siblings makes Yew draw those before it anew, which takes the focus and the value of a field. Only
/// in markup does `for` stand on the line of its brace.
fn loop_in_markup(text: &str) -> Option<String> {
    let at = ["{ for ", "{for "]
        .iter()
        .find_map(|start| text.find(start))?;
    Some(format!("line {}: a loop in markup", line_of(text, at)))
}

/// What makes code or markup of a text is refused by strict pages.
fn sink(text: &str) -> Option<String> {
    let banned = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "new Worker",
    ];
    let at = banned.iter().find_map(|banned| text.find(banned))?;
    Some(format!(
        "line {}: makes code or markup of a text",
        line_of(text, at)
    ))
}

/// The first unit of the list that stands right after a number.
fn foreign_unit(text: &str) -> Option<String> {
    let text = without_css_comments(text);
    text.lines().enumerate().find_map(|(before, line)| {
        let mut words =
            line.split(|sign: char| !sign.is_ascii_alphanumeric() && !"-_#.".contains(sign));
        let unit = words
            .find_map(|word| unit_of(word).filter(|unit| FOREIGN_UNITS.contains(&unit.as_str())))?;
        Some(format!("line {}: the unit `{unit}`", before + 1))
    })
}

/// What stands after the number that a word of CSS begins with; nothing where it begins with none.
fn unit_of(word: &str) -> Option<String> {
    let number = |sign: char| sign.is_ascii_digit() || sign == '.' || sign == '-';
    let unit = word.trim_start_matches(number);
    let length = word.len() - unit.len();
    let begins_with_number = word.chars().take(length).any(|sign| sign.is_ascii_digit());
    begins_with_number.then(|| unit.to_ascii_lowercase())
}

/// Comments become the line breaks that they held.
fn without_css_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.extend(comment.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// A lock file that names a registry is of no use where that registry cannot be reached.
fn named_registry(text: &str) -> Option<String> {
    text.contains("\"resolved\":")
        .then(|| "names a registry: delete its `resolved` lines".to_owned())
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at)
        .map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{foreign_unit, loop_in_markup, raw_html, sink, style_attribute};

    /// R65: a style attribute is found, a style property is not
    #[test]
    fn style_attribute_is_found_and_style_property_is_not() {
        assert!(
            style_attribute("html! {\n<p style=\"x\"/> }")
                .is_some_and(|found| found.contains("line 2"))
        );
        assert_eq!(
            style_attribute("<p ~style={x} data_style={y}/> let style = 1;"),
            None
        );
    }

    /// R65: raw HTML and a renderer without a root are found
    #[test]
    fn raw_html_is_found() {
        assert!(raw_html("Html::from_html_unchecked(x)").is_some());
        assert!(raw_html("Renderer::<App>::with_root(x)").is_none());
    }

    /// R25 R65: a loop among siblings is found
    #[test]
    fn loops_in_markup_are_found() {
        assert!(
            loop_in_markup("html! {<ul>\n{ for items }")
                .is_some_and(|found| found.contains("line 2"))
        );
        assert_eq!(
            loop_in_markup("fn f() {\n    for item in items {\n    }\n}"),
            None
        );
    }

    /// R4 R65: what makes code or markup of a text is found
    #[test]
    fn sinks_are_found() {
        assert!(sink("a.\ninnerHTML = b").is_some_and(|found| found.contains("line 2")));
        assert_eq!(sink("a.textContent = b"), None);
    }

    /// R20 R65: units of the page are found
    #[test]
    fn units_of_the_page_are_found() {
        assert!(
            foreign_unit("a {\n width: 1.5rem }").is_some_and(|found| found.contains("line 2"))
        );
        assert!(foreign_unit("a { width: calc(100VW - 1px) }").is_some());
        assert!(foreign_unit("a { height: 50dvh").is_some());
    }

    #[test]
    fn other_words_are_not_units() {
        assert_eq!(
            foreign_unit(
                "/* 1rem,\n 2vh */ .vh-1 { width: 1em; color: #0e0; --a: 1vhs } .rem {} .w1-rem {}"
            ),
            None
        );
        assert_eq!(foreign_unit(".a1 rem {} /* 1rem"), None);
    }
}
