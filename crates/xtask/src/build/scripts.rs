//! What is read as a file, carried by a script instead: for pages that may not fetch. And everything in one page, to be
//! opened from a disk.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;
use crate::workspace::Workspace;

/// What the first answer needs in all languages, and what comes behind it.
const FILES: &str = "files.js";
const LATER: &str = "files.later.js";

/// The scripts of the one page, in their order: the loader knows the others by what they report to it.
const INLINED: [&str; 9] = [
    "tradeaid.js",
    "engines.js",
    FILES,
    LATER,
    "widget.js",
    "widget.inline.js",
    "desk.js",
    "desk.inline.js",
    "host.js",
];

/// Makes the scripts that carry texts, packs and styles.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    let texts = release.files_ending(&[".json", ".css"]);
    let (later, first): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| is_later(name));
    for (name, texts) in [(FILES, first), (LATER, later)] {
        let made = build.stage.join(name);
        let inputs: Vec<PathBuf> = texts.iter().map(|(_, file)| file.clone()).collect();
        let step = Step {
            name,
            inputs: &inputs,
            settings: "",
            outputs: std::slice::from_ref(&made),
        };
        build.step(&step, || {
            let version = Workspace::VERSION;
            let mut script = format!("window.TradeAid.provide('{version}','{name}',{{\n");
            for (name, file) in &texts {
                let text = literal(&tree::read_text(file)?);
                writeln!(script, "{}:{text},", literal(name))?;
            }
            script.push_str("});\n");
            tree::write(&made, script)
        })?;
        release.add(name.to_owned(), made, Reader::Widget);
    }
    Ok(())
}

/// What the desk reads, and what stands folded away: `web/src/engines.js` draws the same line.
fn is_later(name: &str) -> bool {
    name.starts_with("desk") || name.contains(".later.") || name.contains(".plan.")
}

/// A text as a script writes it, in ASCII and without anything that would end the script.
fn literal(text: &str) -> String {
    let written = text.encode_utf16().map(|unit| match u8::try_from(unit) {
        Ok(code @ (b'\'' | b'\\')) => format!("\\{}", char::from(code)),
        Ok(code @ (b' '..=b'~')) if code != b'<' => char::from(code).to_string(),
        _ => format!("\\u{unit:04x}"),
    });
    format!("'{}'", written.collect::<String>())
}

/// Makes the one page out of its frame and the scripts of the release.
pub(super) fn build_single(build: &Build, release: &Release) -> Result<PathBuf> {
    let made = build.stage.join("single.html");
    let frame = build.workspace.path("web/single.html");
    let mut inputs = vec![frame.clone()];
    for name in INLINED {
        inputs.push(release.file(name)?);
    }
    let step = Step {
        name: "single.html",
        inputs: &inputs,
        settings: "",
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let (mut scripts, mut digests) = (String::new(), Vec::new());
        for name in INLINED {
            let script = tree::read_text(&release.file(name)?)?;
            let harmless = !script.contains("</script") && !script.contains("<!--");
            ensure!(
                harmless && script.is_ascii(),
                "{name} cannot stand in a page"
            );
            digests.push(format!("'{}'", tree::short_integrity(script.as_bytes())));
            scripts.extend(["<script>", &script, "</script>\n"]);
        }
        let page = in_ascii(&tree::read_text(&frame)?)
            .replace("{{version}}", Workspace::VERSION)
            .replace("{{digests}}", &digests.join(" "))
            .replace("{{scripts}}\n", &scripts);
        tree::write(&made, page)
    })?;
    Ok(made)
}

/// A page that reads the same in every encoding.
fn in_ascii(page: &str) -> String {
    page.chars()
        .map(|letter| match letter {
            '\0'..='\u{7f}' => letter.to_string(),
            _ => format!("&#{};", u32::from(letter)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{in_ascii, literal};

    #[test]
    fn literals_are_plain_and_end_no_script() {
        assert_eq!(
            literal("it's \"1\\2\"\n</script>"),
            r#"'it\'s "1\\2"\u000a\u003c/script>'"#
        );
        assert_eq!(literal("元😀"), r"'\u5143\ud83d\ude00'");
    }

    #[test]
    fn pages_are_ascii() {
        assert_eq!(in_ascii("<p>元 x"), "<p>&#20803; x");
    }
}
