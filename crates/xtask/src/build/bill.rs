//! The bill of materials: every crate that is compiled into a wasm module, with its licence and digest, as `CycloneDX`,
//! and beside it the texts of those licences. Says what cargo says; whether a licence will do is judged by the tests.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::release::{Reader, Release};
use super::{Build, wasm};
use crate::step::Step;
use crate::workspace::Workspace;
use crate::{command, tree};

mod licences;

/// The bill, in the release.
const BILL: &str = "sbom.json";
/// The texts of the licences, in the release.
const LICENCES: &str = "licences.txt";

/// The npm packages that take part in making the files.
const NPM_TOOLS: [&str; 3] = ["binaryen", "esbuild", "terser"];

/// A crate by name and version, as cargo tells two apart.
type Id = (String, String);

/// What is known of one crate in the modules.
#[derive(Default)]
struct Part {
    licence: String,
    repository: String,
    needs: BTreeSet<Id>,
    /// The names of the modules that it is in.
    modules: BTreeSet<String>,
}

type Parts = BTreeMap<Id, Part>;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    /// None for a crate of the workspace.
    checksum: Option<String>,
}

/// Both lists.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    let bill = build.stage.join(BILL);
    let licences = build.stage.join(LICENCES);
    let mut inputs = ["Cargo.toml", "Cargo.lock", "tests/package-lock.json"]
        .map(|name| build.workspace.path(name))
        .to_vec();
    for folder in tree::folders(&build.workspace.path("crates"))? {
        let manifest = folder.join("Cargo.toml");
        inputs.extend(manifest.is_file().then_some(manifest));
    }
    let step = Step {
        name: BILL,
        inputs: &inputs,
        settings: &build.tools.compiler.version,
        outputs: &[bill.clone(), licences.clone()],
    };
    build.step(&step, || {
        let parts = parts(build.workspace)?;
        tree::write(
            &bill,
            serde_json::to_string_pretty(&document(build, &parts)?)?,
        )?;
        tree::write(&licences, licences::texts(build.workspace, &parts)?)
    })?;
    for (name, made) in [(BILL, bill), (LICENCES, licences)] {
        release.add(name.to_owned(), made, Reader::Developer);
    }
    Ok(())
}

/// Every crate of every module. Macros run while compiling and are no part of what comes out.
fn parts(workspace: &Workspace) -> Result<Parts> {
    let mut parts = Parts::new();
    for artefact in &wasm::ARTEFACTS {
        let mut cargo = workspace.cargo();
        cargo.args(["tree", "--locked", "--target", wasm::TARGET]);
        cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "depth"]);
        cargo.args(["--format", "|{p}|{l}|{r}", "--package", artefact.package]);
        take(&command::read(&mut cargo)?, artefact.name, &mut parts)?;
    }
    Ok(parts)
}

/// Reads lines such as `1|serde v1.0.0|MIT|https://…`, where the number is the depth below the module's own crate.
fn take(listing: &str, module: &str, parts: &mut Parts) -> Result<()> {
    let mut above: Vec<Id> = Vec::new();
    for line in listing.lines() {
        let mut columns = line.split('|');
        let mut next = || columns.next().map(str::trim).context("a column is missing");
        let depth: usize = next()?.parse()?;
        let id = id(next()?)?;
        let part = parts.entry(id.clone()).or_default();
        part.licence = next()?.replace(" / ", "/").replace('/', " OR ");
        // A crate that was listed before ends with a sign of that.
        next()?
            .trim_end_matches("(*)")
            .trim_end()
            .clone_into(&mut part.repository);
        part.modules.insert(module.to_owned());
        above.truncate(depth);
        if let Some(parent) = above.last().and_then(|parent| parts.get_mut(parent)) {
            parent.needs.insert(id.clone());
        }
        above.push(id);
    }
    Ok(())
}

/// Of `serde v1.0.0` or `tradeaid-engine v0.1.0 (/where/it/is)`.
fn id(written: &str) -> Result<Id> {
    let mut words = written.split(' ');
    let name = words.next().context("a crate has no name")?;
    let version = words
        .next()
        .and_then(|word| word.strip_prefix('v'))
        .with_context(|| format!("{name} has no version"))?;
    Ok((name.to_owned(), version.to_owned()))
}

/// No time and no number of its own: two builds of one commit write the same.
fn document(build: &Build, parts: &Parts) -> Result<Value> {
    let checksums = checksums(build.workspace)?;
    let std = json!({
        "type": "library",
        "bom-ref": "rust-std",
        "name": "rust-std",
        "version": build.tools.compiler.version,
        "description": "The Rust standard library with the crates that it holds, built from the compiler's own source",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "externalReferences": [{ "type": "vcs", "url": "https://github.com/rust-lang/rust" }],
    });
    let components = parts
        .iter()
        .map(|(id, part)| component(id, part, checksums.get(id)))
        .chain([std]);
    let own = |(name, version): &Id| {
        *version == Workspace::VERSION && !checksums.contains_key(&(name.clone(), version.clone()))
    };
    let modules: Vec<String> = wasm::ARTEFACTS
        .iter()
        .map(|artefact| reference(artefact.package, Workspace::VERSION))
        .collect();
    let needs = parts.iter().map(|(id, part)| {
        let mut on: Vec<String> = part
            .needs
            .iter()
            .map(|(name, version)| reference(name, version))
            .collect();
        if own(id) {
            on.push("rust-std".to_owned());
        }
        json!({ "ref": reference(&id.0, &id.1), "dependsOn": on })
    });
    let root = json!({ "ref": "tradeaid", "dependsOn": modules });
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "tools": { "components": tools(build)? },
            "component": {
                "type": "library",
                "bom-ref": "tradeaid",
                "name": "tradeaid",
                "version": Workspace::VERSION,
                "purl": format!("pkg:npm/tradeaid@{}", Workspace::VERSION),
                "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
                "externalReferences": [{ "type": "vcs", "url": env!("CARGO_PKG_REPOSITORY") }],
            },
        },
        "components": components.collect::<Vec<_>>(),
        "dependencies": std::iter::once(root).chain(needs).collect::<Vec<_>>(),
    }))
}

fn component((name, version): &Id, part: &Part, checksum: Option<&String>) -> Value {
    let modules = part.modules.iter();
    let repository = Some(&part.repository).filter(|address| !address.is_empty());
    json!({
        "type": "library",
        "bom-ref": reference(name, version),
        "name": name,
        "version": version,
        "purl": reference(name, version),
        "licenses": [{ "expression": part.licence }],
        "hashes": list(checksum, |checksum| json!({ "alg": "SHA-256", "content": checksum })),
        "externalReferences": list(repository, |address| json!({ "type": "vcs", "url": address })),
        "properties": list(modules, |module| json!({ "name": "tradeaid:module", "value": module })),
    })
}

fn list<T>(of: impl IntoIterator<Item = T>, told: impl Fn(T) -> Value) -> Vec<Value> {
    of.into_iter().map(told).collect()
}

fn reference(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// The digests of the crates as they were downloaded.
fn checksums(workspace: &Workspace) -> Result<BTreeMap<Id, String>> {
    let lock: Lock = toml::from_str(&tree::read_text(&workspace.path("Cargo.lock"))?)?;
    let known = lock
        .package
        .into_iter()
        .filter_map(|locked| Some(((locked.name, locked.version), locked.checksum?)));
    Ok(known.collect())
}

/// What made the files of what they are made of.
fn tools(build: &Build) -> Result<Vec<Value>> {
    let lock = tree::read_text(&build.workspace.path("tests/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock)?;
    let mut tools = vec![("rustc".to_owned(), build.tools.compiler.version.clone())];
    for (name, version) in checksums(build.workspace)?.into_keys() {
        if name == "wasm-bindgen-cli-support" {
            tools.push((name, version));
        }
    }
    for name in NPM_TOOLS {
        let version = lock
            .pointer(&format!("/packages/node_modules~1{name}/version"))
            .and_then(Value::as_str)
            .with_context(|| format!("{name} has no version"))?;
        tools.push((name.to_owned(), version.to_owned()));
    }
    Ok(tools
        .into_iter()
        .map(|(name, version)| json!({ "type": "application", "name": name, "version": version }))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{Parts, take};

    #[test]
    fn tree_of_crates_is_read_with_its_edges() {
        let listing = "0|app v0.1.0 (/somewhere)|MIT|\n1|a v1.0.0|MIT/Apache-2.0|https://a\n2|b v2.0.0|MIT|\n1|c v3.0.0|Zlib|\n2|b v2.0.0|MIT| (*)";
        let mut parts = Parts::new();
        take(listing, "app", &mut parts).unwrap();
        let told: Vec<(String, String, usize)> = parts
            .iter()
            .map(|((name, _), part)| (name.clone(), part.licence.clone(), part.needs.len()))
            .collect();
        let expected = [
            ("a", "MIT OR Apache-2.0", 1),
            ("app", "MIT", 2),
            ("b", "MIT", 0),
            ("c", "Zlib", 1),
        ];
        assert_eq!(
            told,
            expected.map(|(name, licence, needs)| (name.to_owned(), licence.to_owned(), needs))
        );
    }
}
