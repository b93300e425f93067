//! The modules that draw in a page, in forms that come as scripts: the module written as text, for pages that can fetch
//! nothing, and its translation into JavaScript, for pages where WebAssembly may not run. `web/src/engines` reads both.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::release::{Reader, Release};
use super::{Build, Mode, web};
use crate::step::Step;
use crate::workspace::Workspace;
use crate::{command, tree};

/// A module, and the file that it travels as.
const MODULES: [(&str, &str); 3] = [
    ("widget", "widget.bin"),
    ("desk", "desk.bin"),
    ("catalogue", "catalogue.wasm"),
];

/// Whether a module is translated too, so that its JavaScript side has to start either form.
pub(super) fn translates(name: &str) -> bool {
    MODULES.iter().any(|(module, _)| *module == name)
}

/// Makes both forms of every module.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    for (name, file) in MODULES {
        let travels = build.stage.join(file);
        write_as_text(build, &format!("{name}.inline.js"), &travels, release)?;
        let module = build.stage.join(format!("{name}.wasm"));
        translate(build, &format!("{name}.js.js"), &module, release)?;
        // Programs ask for this one too.
        release.add(file.to_owned(), travels, Reader::Widget);
    }
    Ok(())
}

fn write_as_text(build: &Build, name: &str, file: &PathBuf, release: &mut Release) -> Result<()> {
    let made = build.stage.join(name);
    let step = Step {
        name,
        inputs: std::slice::from_ref(file),
        settings: "",
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let text = written(&tree::read(file)?);
        let version = Workspace::VERSION;
        tree::write(
            &made,
            format!("window.TradeAid.provide(\"{version}\",\"{name}\",\"{text}\");\n"),
        )
    })?;
    release.add(name.to_owned(), made, Reader::Widget);
    Ok(())
}

/// How many letters stand for a byte alone; the two others say how often this is to be added to the next.
const LETTERS: u8 = 90;

/// Bytes as letters of ASCII that mean nothing in a script, nor to the page around it. Small bytes are frequent and keep
/// to one letter each, so that a compressor still finds what repeats; what is usual for this hides it.
fn written(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let (times, rest) = (byte / LETTERS, byte % LETTERS);
        if times > 0 {
            text.push(letter(LETTERS + times - 1));
        }
        text.push(letter(rest));
    }
    text
}

/// The letters from the blank on, without the quotation mark, the angle bracket and the backslash.
fn letter(place: u8) -> char {
    let skipped = [34, 60, 92];
    let code = skipped
        .iter()
        .fold(place + 32, |code, mark| code + u8::from(code >= *mark));
    char::from(code)
}

fn translate(build: &Build, name: &str, module: &PathBuf, release: &mut Release) -> Result<()> {
    let made = build.stage.join(name);
    let translation = build.stage.join(format!("translated/{name}"));
    let entry = build.workspace.path("web/src/engines/translated.js");
    let step = Step {
        name,
        inputs: &[
            module.clone(),
            entry.clone(),
            build.workspace.path("tests/package-lock.json"),
        ],
        settings: "",
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let mut wasm2js = build.workspace.npm_tool("wasm2js");
        tree::write(&translation, "")?;
        wasm2js
            .args(["--mvp-features", "--enable-mutable-globals", "-Os"])
            .arg(module)
            .arg("-o")
            .arg(&translation);
        command::run(&mut wasm2js)?;
        let function = function_of(&tree::read_text(&translation)?)?;
        tree::write(&translation, function)?;
        bundle(build, name, &entry, &translation, &made)
    })?;
    release.add(name.to_owned(), made, Reader::Widget);
    Ok(())
}

fn bundle(build: &Build, name: &str, entry: &Path, translation: &Path, made: &Path) -> Result<()> {
    let mut esbuild = web::esbuild(build, entry, made)?;
    esbuild
        .args(web::ES2019.options)
        .arg(format!("--define:TRADEAID_FILE={name:?}"))
        .arg(format!(
            "--alias:tradeaid-translated={}",
            translation.display()
        ));
    if build.mode == Mode::Release {
        esbuild.arg("--minify-whitespace");
    }
    command::run(&mut esbuild)
}

/// A translation as the function that makes an instance of it. As written, it would fetch its imports itself, and be made
/// once for all.
fn function_of(translation: &str) -> Result<String> {
    const INSTANCE: &str = "\nvar retasmFunc = ";
    let (function, _) = translation
        .split_once(INSTANCE)
        .context("the translation has no instance")?;
    let lines = function
        .lines()
        .skip_while(|line| line.starts_with("import "));
    let mut function: Vec<&str> = lines.collect();
    function.push("export { asmFunc };\n");
    Ok(function.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, function_of, letter, written};

    #[test]
    fn letters_are_those_between_the_marks() {
        let all: String = (0..LETTERS + 2).map(letter).collect();
        let expected: String = (' '..='~')
            .filter(|each| !"\"<\\".contains(*each))
            .collect();
        assert_eq!(all, expected);
    }

    #[test]
    fn large_bytes_have_a_letter_before_them() {
        assert_eq!(written(&[0, 1, 2, 89, 90, 180, 255]), " !#|} ~ ~n");
    }

    #[test]
    fn translation_becomes_a_function() {
        let translation = "import * as a from 'a';\n\nfunction asmFunc(imports) {\n}\n\nvar retasmFunc = asmFunc({\n});\n";
        let function = function_of(translation).unwrap();
        assert_eq!(
            function,
            "\nfunction asmFunc(imports) {\n}\nexport { asmFunc };\n"
        );
        assert!(function_of("function asmFunc() {}").is_err());
    }
}
