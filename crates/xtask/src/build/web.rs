//! What the browser reads beside the wasm modules: bundles, styles, and the loader, which holds the digests
//! of what it asks for and is therefore made last.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::release::{Reader, Release};
use super::{Build, Mode, style, wasm};
use crate::step::Step;
use crate::workspace::Workspace;
use crate::{command, tree};

/// One JavaScript file of the release.
struct Bundle {
    name: &'static str,
    source: &'static str,
    /// The module that it starts, if it starts one.
    glue: Option<&'static str>,
    reader: Reader,
    options: &'static [&'static str],
    /// How it is written down for visitors.
    rewriting: &'static [&'static str],
}

impl Bundle {
    /// A script that pages run
    const fn script(name: &'static str, source: &'static str, glue: Option<&'static str>) -> Self {
        Self {
            name,
            source,
            glue,
            reader: Reader::Widget,
            options: ES2019.options,
            rewriting: ES2019.rewriting,
        }
    }

    /// A module that programs import
    const fn module(name: &'static str, source: &'static str, glue: &'static str) -> Self {
        Self {
            name,
            source,
            glue: Some(glue),
            reader: Reader::Developer,
            options: &["--format=esm", "--target=es2020", "--external:node:*"],
            rewriting: &["--ecma=2020", "--module"],
        }
    }

    /// A script that a page names itself: the loader knows nothing of it
    const fn tag(name: &'static str, source: &'static str, language: &Language) -> Self {
        Self {
            name,
            source,
            glue: None,
            reader: Reader::Developer,
            options: language.options,
            rewriting: language.rewriting,
        }
    }

    fn is_es5(&self) -> bool {
        self.options == ES5.options
    }
}

/// What a classic script is written in: how the bundler and the rewriter are told.
pub(super) struct Language {
    pub(super) options: &'static [&'static str],
    rewriting: &'static [&'static str],
}

/// What every browser can read, in order to ignore what it cannot run.
const ES5: Language = Language {
    options: &["--format=iife", "--target=es5"],
    rewriting: &["--ecma=5"],
};

/// What every browser that can run a calculator can read.
pub(super) const ES2019: Language = Language {
    options: &["--format=iife", "--target=es2019"],
    rewriting: &["--ecma=2019"],
};

const BUNDLES: [Bundle; 10] = [
    Bundle::script("widget.js", "web/src/widget.js", Some("widget")),
    Bundle::script("successors.js", "web/src/successors.js", Some("catalogue")),
    Bundle::script("desk.js", "web/src/desk.js", Some("desk")),
    Bundle::script("host.js", "web/src/host.js", None),
    Bundle::script("roots.js", "web/src/roots.js", None),
    Bundle::module("engine.js", "web/src/engine.js", "engine"),
    Bundle::module("explain.js", "web/src/explain.js", "explain"),
    Bundle::module("catalogue.js", "web/src/catalogue.js", "catalogue"),
    Bundle::tag("frame.js", "web/src/frame.js", &ES2019),
    Bundle::tag("frame-host.js", "web/src/frame-host.js", &ES5),
];

/// What every call of the bundler has in common. Pages in other encodings than UTF-8 embed the files too.
const ESBUILD: [&str; 4] = [
    "--bundle",
    "--charset=ascii",
    "--legal-comments=none",
    "--log-level=warning",
];

/// The style sheets with the folders of their sources; the later ones use properties of the first.
const STYLES: [(&str, &str); 2] = [
    ("widget.css", "web/src/styles"),
    ("desk.css", "web/src/desk/styles"),
];

/// What stands between two sheets while they are one text: a sign that no sheet has.
const SHEET: &str = "\u{1d}";

/// The oldest browsers that the styles are translated for.
const STYLE_TARGET: &str = "--target=chrome80,firefox78,safari14";

/// Bundles and styles.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    for bundle in &BUNDLES {
        build_bundle(build, bundle, release)?;
    }
    build_styles(build, release)
}

fn build_bundle(build: &Build, bundle: &Bundle, release: &mut Release) -> Result<()> {
    let made = build.stage.join(bundle.name);
    let entry = build.workspace.path(bundle.source);
    let mut inputs = vec![
        build.workspace.path("web/src"),
        build.workspace.path("tests/package-lock.json"),
    ];
    let mut alias = None;
    if let Some(name) = bundle.glue {
        let glue = wasm::glue_file(build, name);
        alias = Some(format!("--alias:tradeaid-{name}-glue={}", glue.display()));
        inputs.push(glue);
    }
    let step = Step {
        name: bundle.name,
        inputs: &inputs,
        settings: "",
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let mut esbuild = esbuild(build, &entry, &made)?;
        command::run(esbuild.args(bundle.options).args(alias))?;
        rewrite(build, &made, bundle.rewriting)?;
        if bundle.is_es5() {
            check_es5(build, &made)?;
        }
        Ok(())
    })?;
    release.add(bundle.name.to_owned(), made, bundle.reader);
    Ok(())
}

/// The widget's style sheet and the desk's, which stands on the properties of the first: their short names are given
/// to both together.
fn build_styles(build: &Build, release: &mut Release) -> Result<()> {
    let made = STYLES.map(|(name, _)| build.stage.join(name));
    let sources = STYLES.map(|(_, folder)| build.workspace.path(folder));
    let mut inputs = sources.to_vec();
    inputs.push(build.workspace.path("tests/package-lock.json"));
    let widget = tree::files_ending(&build.workspace.path("crates/widget/src"), &[".rs"])?;
    let kept = style::names_in(&widget)?;
    let step = Step {
        name: "styles",
        inputs: &inputs,
        settings: &format!("{kept:?}"),
        outputs: &made,
    };
    build.step(&step, || {
        let mut sheets = Vec::new();
        for (source, made) in sources.iter().zip(&made) {
            let mut esbuild = esbuild(build, &source.join("index.css"), made)?;
            esbuild.arg(STYLE_TARGET);
            if build.mode == Mode::Release {
                esbuild.arg("--minify-whitespace");
            }
            command::run(&mut esbuild)?;
            sheets.push(tree::read_text(made)?);
        }
        if build.mode == Mode::Release {
            let short = style::shorten(&sheets.join(SHEET), &kept);
            for (sheet, made) in short.split(SHEET).zip(&made) {
                tree::write(made, sheet)?;
            }
        }
        Ok(())
    })?;
    for ((name, _), made) in STYLES.iter().zip(made) {
        release.add((*name).to_owned(), made, Reader::Widget);
    }
    Ok(())
}

/// Makes the script that knows other ways to the files than the first, and therefore all digests.
pub(super) fn build_engines(build: &Build, list: &str) -> Result<PathBuf> {
    let made = build.stage.join("engines.js");
    let entry = build.workspace.path("web/src/engines.js");
    let step = Step {
        name: "engines.js",
        inputs: &[
            build.workspace.path("web/src"),
            build.workspace.path("tests/package-lock.json"),
        ],
        settings: list,
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let mut esbuild = esbuild(build, &entry, &made)?;
        esbuild
            .args(ES2019.options)
            .arg(format!("--define:TRADEAID_LIST={list:?}"));
        command::run(&mut esbuild)?;
        rewrite(build, &made, &["--ecma=2019"])
    })?;
    Ok(made)
}

/// Makes the loader, which knows the digests of the files that it will ask for. It must at least be readable by
/// browsers that cannot run the rest, so that they can say so.
pub(super) fn build_loader(build: &Build, manifest: &str) -> Result<PathBuf> {
    let made = build.stage.join("tradeaid.js");
    let entry = build.workspace.path("web/src/loader.js");
    let step = Step {
        name: "tradeaid.js",
        inputs: &[
            build.workspace.path("web/src"),
            build.workspace.path("tests/package-lock.json"),
        ],
        settings: manifest,
        outputs: std::slice::from_ref(&made),
    };
    build.step(&step, || {
        let mut esbuild = esbuild(build, &entry, &made)?;
        esbuild.args(ES5.options);
        command::run(esbuild.arg(format!("--define:TRADEAID_MANIFEST={manifest}")))?;
        rewrite(build, &made, ES5.rewriting)?;
        check_es5(build, &made)
    })?;
    Ok(made)
}

/// Refuses a script that a browser of ECMAScript 5 could not even read.
fn check_es5(build: &Build, script: &Path) -> Result<()> {
    let mut acorn = build.workspace.npm_tool("acorn");
    command::run(acorn.args(["--ecma5", "--silent"]).arg(script))
}

/// The bundler with what every file has in common. The sources know the release by names that are filled in here and,
/// the digests, where they are asked for.
pub(super) fn esbuild(build: &Build, entry: &Path, made: &Path) -> Result<Command> {
    let mut esbuild = build.workspace.command(esbuild_program(build.workspace)?);
    esbuild.arg(entry).args(ESBUILD);
    for (name, value) in [
        ("TRADEAID_VERSION", Workspace::VERSION),
        ("TRADEAID_PACK", Workspace::DEFAULT_PACK),
    ] {
        esbuild.arg(format!("--define:{name}={value:?}"));
    }
    // Names stay readable where faults are looked for.
    if build.mode == Mode::Release {
        esbuild.args(["--minify-syntax", "--minify-identifiers"]);
    }
    esbuild.arg(format!("--outfile={}", made.display()));
    Ok(esbuild)
}

/// Writes a bundle down once more with the same meaning, for visitors only: the bundler is made to be fast, and this
/// tool looks longer for short ways to say things.
fn rewrite(build: &Build, bundle: &Path, options: &[&str]) -> Result<()> {
    if build.mode != Mode::Release {
        return Ok(());
    }
    let mut terser = build.workspace.npm_tool("terser");
    terser.arg(bundle).arg("--output").arg(bundle).args(options);
    terser.args(["--mangle", "--format=ascii_only=true"]);
    // The last two are safe where nothing that is written as a function is used as a class.
    terser.arg("--compress=passes=2,unsafe_arrows=true,unsafe_methods=true");
    // What bundlers of those who embed the engine have to know.
    terser.arg("--comments=/webpackIgnore/");
    command::run(&mut terser)
}

/// The bundler itself, in the one package that is installed for this system. Its script in `.bin` would add a stack
/// trace of its own to every fault it finds.
fn esbuild_program(workspace: &Workspace) -> Result<PathBuf> {
    let packages = tree::folders(&workspace.path("tests/node_modules/@esbuild"))?;
    let package = packages
        .first()
        .context("esbuild is not installed for this system")?;
    Ok(package.join(if cfg!(windows) {
        "esbuild.exe"
    } else {
        "bin/esbuild"
    }))
}
