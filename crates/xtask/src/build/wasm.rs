//! The wasm modules: compiled with a standard library of their own, bound to JavaScript, optimised, and
//! held to the floor of the oldest browsers.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::parts::Parts;
use super::release::{Reader, Release};
use super::{Build, Mode, engines, floor, glue, names, order, unreached};
use crate::step::Step;
use crate::{command, tree};

/// What every module is compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Starts a compiled module.
const ENTRY: &str = "
export async function start(module) {
    const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}
";

/// Starts a compiled module, or one that was translated: a function that gives an instance.
const EITHER_ENTRY: &str = "
export async function start(module) {
    const imports = __wbg_get_imports();
    const instance = await (module.call ? module(imports) : WebAssembly.instantiate(module, imports));
    return __wbg_finalize_init(instance, module);
}
";

/// How the JavaScript side sees that the memory it looks at has grown: compiled code takes the old one away, translated
/// code leaves it as it was.
const DETACHED: &str = "Memory0.byteLength === 0";
const MOVED: &str = "Memory0.buffer !== wasm.memory.buffer";

/// One wasm module of the release.
pub(super) struct Artefact {
    /// The name of its files: `<name>.wasm`, `<name>.js`.
    pub(super) name: &'static str,
    /// The crate that it is made of.
    pub(super) package: &'static str,
    library: &'static str,
    reader: Reader,
    /// Whether it draws with Yew, of which parts are left out.
    yew: bool,
    /// Modules with the same level share one standard library; a level of its own costs another minute.
    opt_level: &'static str,
}

/// All wasm modules of the release.
pub(super) const ARTEFACTS: [Artefact; 5] = [
    Artefact {
        name: "engine",
        package: "tradeaid-wasm",
        library: "tradeaid_wasm",
        reader: Reader::Developer,
        yew: false,
        opt_level: "z",
    },
    Artefact {
        name: "explain",
        package: "tradeaid-wasm-explain",
        library: "tradeaid_wasm_explain",
        reader: Reader::Developer,
        yew: false,
        opt_level: "z",
    },
    Artefact {
        name: "catalogue",
        package: "tradeaid-wasm-catalogue",
        library: "tradeaid_wasm_catalogue",
        reader: Reader::Developer,
        yew: false,
        opt_level: "z",
    },
    Artefact {
        name: "widget",
        package: "tradeaid-widget",
        library: "tradeaid_widget",
        reader: Reader::Widget,
        yew: true,
        opt_level: "z",
    },
    Artefact {
        name: "desk",
        package: "tradeaid-wasm-desk",
        library: "tradeaid_wasm_desk",
        reader: Reader::Widget,
        yew: false,
        opt_level: "z",
    },
];

/// Where the JavaScript side of a module is, which the bundles import.
pub(super) fn glue_file(build: &Build, name: &str) -> PathBuf {
    build.stage.join(format!("glue/{name}/{name}.js"))
}

/// Compiles, binds and optimises one module.
pub(super) fn build(build: &Build, artefact: &Artefact, release: &mut Release) -> Result<()> {
    let compiled = build.stage.join(format!("compiled/{}.wasm", artefact.name));
    compile(build, artefact, &compiled)?;
    let bound = build
        .stage
        .join(format!("glue/{0}/{0}_bg.wasm", artefact.name));
    bind(build, artefact, &compiled, &bound)?;
    let finished = build.stage.join(format!("{}.wasm", artefact.name));
    optimise(build, artefact, &bound, &finished)?;
    if artefact.reader == Reader::Developer {
        release.add(format!("{}.wasm", artefact.name), finished, artefact.reader);
        return Ok(());
    }
    // The loader puts parts together; other programs expect a module that is whole.
    let name = format!("{}.bin", artefact.name);
    let packed = build.stage.join(&name);
    take_apart(build, &name, &finished, &packed)?;
    release.add(name, packed, artefact.reader);
    Ok(())
}

fn compile(build: &Build, artefact: &Artefact, compiled: &PathBuf) -> Result<()> {
    let step = Step {
        name: &format!("{}.wasm compile", artefact.name),
        inputs: &build.workspace.rust_sources()?,
        settings: &build.tools.compiler.version,
        outputs: std::slice::from_ref(compiled),
    };
    build.step(&step, || {
        command::run(&mut cargo(build, artefact))?;
        let library = build.workspace.path(&format!(
            "target/wasm/{TARGET}/release/{}.wasm",
            artefact.library
        ));
        let module = tree::read(&library)?;
        tree::write(
            compiled,
            if artefact.yew {
                unreached::emptied(&module)?
            } else {
                module
            },
        )
    })
}

/// The cargo of the wasm compiler, with the settings that old browsers and small modules ask for. The target
/// folder is its own: it may be another compiler than the host's, and the two would rebuild each other's crates.
fn cargo(build: &Build, artefact: &Artefact) -> Command {
    let compiler = &build.tools.compiler;
    let mut cargo = build.workspace.command(&compiler.cargo);
    cargo
        .args(["build", "--quiet", "--release", "--lib", "--target", TARGET])
        .args(["--package", artefact.package])
        .env("CARGO_TARGET_DIR", build.workspace.path("target/wasm"))
        .env("RUSTC", &compiler.rustc)
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            rustc_flags(build, artefact).join("\u{1f}"),
        )
        // Building the standard library is not stable yet; this lets any compiler do it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", artefact.opt_level)
        // Every number of a case or a pack is reckoned with operations that say themselves when they overflow or
        // saturate. What is left are days of three centuries, lengths and indices; the tests check those as well.
        .env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "false");
    match build.mode {
        Mode::Release => cargo
            .env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
            .env("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
        Mode::Diagnostic => cargo.env("CARGO_PROFILE_RELEASE_PANIC", "abort"),
    };
    if let Some(linker) = &compiler.linker {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    cargo
}

/// Features of the floor only, and no path of the building machine in the module.
fn rustc_flags(build: &Build, artefact: &Artefact) -> Vec<String> {
    let mut flags = vec![
        "-Ctarget-cpu=mvp".to_owned(),
        "-Ctarget-feature=+mutable-globals".to_owned(),
        // Digests of some kilobytes: their code may rather be small than fast.
        "--cfg=sha2_backend_soft=\"compact\"".to_owned(),
    ];
    // With more put where it is called than in the smallest code, the download is smaller; not so that of Yew.
    if !artefact.yew {
        flags.push("-Cllvm-args=-inline-threshold=15".to_owned());
    }
    if build.mode == Mode::Release {
        // Where no panic message is, nobody reads the places and the inner values they would name.
        flags.extend(["-Zlocation-detail=none", "-Zfmt-debug=none"].map(str::to_owned));
    }
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let origins = [
        (Some(build.workspace.path("")), "tradeaid"),
        (home, "cargo"),
        (Some(build.tools.compiler.std_source.clone()), "rust"),
    ];
    for (origin, name) in origins {
        if let Some(origin) = origin {
            flags.push(format!("--remap-path-prefix={}={name}", origin.display()));
        }
    }
    flags
}

/// Makes the JavaScript side. It takes the module's address or bytes as an argument and never guesses one.
fn bind(build: &Build, artefact: &Artefact, compiled: &PathBuf, bound: &Path) -> Result<()> {
    let glue_file = glue_file(build, artefact.name);
    let folder = glue_file.parent().context("the glue has no folder")?;
    let step = Step {
        name: &format!("{}.wasm bind", artefact.name),
        inputs: &[compiled.clone(), build.workspace.path("Cargo.lock")],
        settings: "",
        outputs: &[glue_file.clone(), bound.to_owned()],
    };
    build.step(&step, || {
        tree::clear(folder)?;
        Bindgen::new()
            .input_path(compiled)
            .out_name(artefact.name)
            .web(true)?
            .omit_default_module_path(true)
            .typescript(false)
            .remove_name_section(build.mode == Mode::Release)
            .remove_producers_section(true)
            .generate(folder)?;
        let (mut module, mut script) = (tree::read(bound)?, tree::read_text(&glue_file)?);
        let mut entry = ENTRY;
        if engines::translates(artefact.name) {
            script = script.replace(DETACHED, MOVED);
            entry = EITHER_ENTRY;
        }
        if build.mode == Mode::Release {
            (module, script) = names::shorten(&module, &glue::trimmed(&script)?)?;
        }
        tree::write(bound, module)?;
        tree::write(&glue_file, with_entry(&script, entry)?)
    })
}

/// The JavaScript side with one more way in: the bundles hand over a module that is compiled already, and leave
/// out what they do not import.
fn with_entry(glue: &str, entry: &str) -> Result<String> {
    for needed in [
        "function __wbg_get_imports() {",
        "function __wbg_finalize_init(instance, module) {",
    ] {
        ensure!(glue.contains(needed), "the glue has no `{needed}`");
    }
    Ok([glue, entry].concat())
}

fn optimise(build: &Build, artefact: &Artefact, bound: &PathBuf, finished: &PathBuf) -> Result<()> {
    let step = Step {
        name: &format!("{}.wasm optimise", artefact.name),
        inputs: &[
            bound.clone(),
            build.workspace.path("tests/package-lock.json"),
        ],
        settings: "",
        outputs: std::slice::from_ref(finished),
    };
    build.step(&step, || {
        let mut wasm_opt = build.workspace.npm_tool("wasm-opt");
        wasm_opt
            .arg(bound)
            .arg("-o")
            .arg(finished)
            // Made flat and looped anew, the code of the compiler's branches is half a hundredth shorter.
            .args(["--mvp-features", "--enable-mutable-globals"])
            // The lowest kilobyte is the far end of the stack: no value stands there, so no sum of an address and a
            // small number wraps around.
            .args(["--low-memory-unused", "--flatten", "--rereloop"]);
        // Measured: what is made fast first becomes smaller than what is made small at once, but for Yew.
        if !artefact.yew {
            wasm_opt.arg("-O4");
        }
        wasm_opt
            // Never --traps-never-happen: it may delete checks of overflow and bounds.
            .arg("-Oz")
            // A function that is put into its only caller takes part in that one's numbering of locals, and then
            // looks like nothing else to a compressor. Kept apart, the module is larger and its download smaller.
            .arg("--one-caller-inline-max-function-size=20")
            .arg("--converge")
            .args(["--strip-producers", "--strip-target-features"]);
        if build.mode == Mode::Diagnostic {
            wasm_opt.arg("--debuginfo");
        }
        command::run(&mut wasm_opt)?;
        let mut module = tree::read(finished)?;
        // A refused module must not be taken for a finished one by the next build.
        std::fs::remove_file(finished)?;
        if build.mode == Mode::Release {
            module = order::by_likeness(&module)?;
        }
        floor::check(&module)?;
        tree::write(finished, module)
    })
}

/// Takes a finished module apart for the way; a diagnostic one stays whole, so that nothing stands between it and
/// the tools of a browser.
fn take_apart(build: &Build, name: &str, finished: &PathBuf, packed: &PathBuf) -> Result<()> {
    let step = Step {
        name,
        inputs: std::slice::from_ref(finished),
        settings: build.mode.name(),
        outputs: std::slice::from_ref(packed),
    };
    build.step(&step, || {
        let module = tree::read(finished)?;
        if build.mode == Mode::Diagnostic {
            return tree::write(packed, module);
        }
        let parts = Parts::of(&module)?;
        floor::check(parts.joined())?;
        tree::write(packed, parts.packed()?)
    })
}
