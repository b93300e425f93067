//! Which crate may use which: read from the manifests, held against the table below. Dependencies of tests and
//! benchmarks are free, they reach nobody.

use anyhow::Result;
use serde::Deserialize;

use super::verdict;
use crate::command;
use crate::workspace::Workspace;

/// The names of all crates of the workspace start so.
const PREFIX: &str = "tradeaid-";

/// Every crate with the crates of the workspace that it may use.
const ARROWS: [(&str, &[&str]); 14] = [
    ("engine", &[]),
    ("wire", &["engine"]),
    ("lang", &["engine"]),
    ("explain", &["engine", "wire"]),
    ("desk", &["engine", "explain", "wire"]),
    ("handout", &["desk", "engine", "explain", "wire"]),
    (
        "cli",
        &["desk", "engine", "explain", "handout", "lang", "wire"],
    ),
    ("console_error_panic_hook", &[]),
    ("wasm", &["engine", "wire"]),
    ("wasm-catalogue", &["engine", "wire"]),
    ("wasm-desk", &["desk", "engine", "handout"]),
    ("wasm-explain", &["engine", "explain", "wire"]),
    ("widget", &["engine", "wire"]),
    ("xtask", &["engine", "lang"]),
];

/// The crates that run in a browser and may say so.
const IN_BROWSER: [&str; 6] = [
    "wasm",
    "wasm-catalogue",
    "wasm-desk",
    "wasm-explain",
    "widget",
    "console_error_panic_hook",
];

/// What only a crate in a browser may use, with everything whose name goes on from there with a dash.
const BROWSER_CRATES: [&str; 6] = [
    "gloo",
    "js-sys",
    "serde-wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "yew",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev`, `build`, or nothing for an ordinary one.
    kind: Option<String>,
}

/// Checks every manifest of the workspace.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    let text = command::read(cargo.args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&text)?;
    let breaches: Vec<String> = metadata.packages.iter().flat_map(breaches).collect();
    verdict(&breaches)
}

fn breaches(package: &Package) -> Vec<String> {
    let name = package.name.strip_prefix(PREFIX).unwrap_or(&package.name);
    let Some((_, allowed)) = ARROWS.iter().find(|(of, _)| *of == name) else {
        return vec![format!("{name} has no place in the layers yet")];
    };
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind.as_deref() != Some("dev"))
        .filter(|dependency| !is_allowed(name, allowed, &dependency.name))
        .map(|dependency| format!("{name} must not depend on {}", dependency.name))
        .collect()
}

fn is_allowed(of: &str, allowed: &[&str], dependency: &str) -> bool {
    match dependency.strip_prefix(PREFIX) {
        Some(neighbour) => allowed.contains(&neighbour),
        None => of != "engine" && (IN_BROWSER.contains(&of) || !is_browser_crate(dependency)),
    }
}

fn is_browser_crate(name: &str) -> bool {
    // Its namesakes that read and write modules belong to tools.
    name == "wasm-bindgen"
        || BROWSER_CRATES.iter().any(|of_browser| {
            name.strip_prefix(of_browser)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
}

#[cfg(test)]
mod tests {
    use super::{Dependency, Package, breaches};

    fn check(of: &str, dependency: &str, kind: Option<&str>) -> usize {
        let package = Package {
            name: format!("tradeaid-{of}"),
            dependencies: vec![Dependency {
                name: dependency.to_owned(),
                kind: kind.map(str::to_owned),
            }],
        };
        breaches(&package).len()
    }

    #[test]
    fn engine_stands_alone() {
        assert_eq!(check("engine", "tradeaid-wire", None), 1);
        assert_eq!(check("engine", "serde", None), 1);
        assert_eq!(check("engine", "cc", Some("build")), 1);
        assert_eq!(check("engine", "proptest", Some("dev")), 0);
    }

    #[test]
    fn arrows_go_one_way() {
        assert_eq!(check("wire", "tradeaid-engine", None), 0);
        assert_eq!(check("wire", "tradeaid-lang", None), 1);
        assert_eq!(check("widget", "tradeaid-wire", None), 0);
        assert_eq!(check("widget", "tradeaid-lang", None), 1);
    }

    #[test]
    fn browser_crates_stay_in_the_browser() {
        assert_eq!(check("wire", "wasm-bindgen", None), 1);
        assert_eq!(check("cli", "gloo-timers", None), 1);
        assert_eq!(check("widget", "gloo-timers", None), 0);
        assert_eq!(check("xtask", "wasm-bindgen-cli-support", None), 0);
    }

    #[test]
    fn crate_without_a_place_is_told() {
        assert_eq!(check("extra", "serde", None), 1);
    }
}
