//! What a host page has in hand, from its one description `web/interface.json`: the manifest that editors and catalogues
//! of elements read, the types, and the table in the package's own description. Says nothing that is not written there.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Build;
use super::release::{Reader, Release};
use crate::step::Step;
use crate::tree;
use crate::workspace::Workspace;

const SOURCE: &str = "web/interface.json";
/// The hand-written head of the types.
const HEAD: &str = "pkg/tradeaid.d.ts";
/// The package's description, which holds the table.
const DESCRIPTION: &str = "pkg/README.md";
const BEGIN: &str = "<!-- Made from web/interface.json by `cargo xtask build`. -->\n";
const END: &str = "<!-- As far as here. -->\n";
const MANIFEST: &str = "custom-elements.json";
const TYPES: &str = "tradeaid.d.ts";
const CLASS: &str = "TradeaidCalculator";

#[derive(Deserialize)]
struct Interface {
    tag: String,
    text: String,
    attributes: Vec<Entry>,
    properties: Vec<Entry>,
    methods: Vec<Entry>,
    events: Vec<Entry>,
    slots: Vec<Entry>,
    parts: Vec<Entry>,
    variables: Vec<Entry>,
}

/// One thing of the interface; what it does not have is empty.
#[derive(Deserialize)]
struct Entry {
    name: String,
    text: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    default: String,
    #[serde(default)]
    readonly: bool,
    #[serde(default)]
    parameters: String,
    #[serde(default)]
    returns: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    cancelable: bool,
}

impl Interface {
    fn read(workspace: &Workspace) -> Result<Self> {
        let text = tree::read_text(&workspace.path(SOURCE))?;
        serde_json::from_str(&text).with_context(|| format!("{SOURCE} cannot be understood"))
    }
}

/// Makes the manifest and the types for the release, and brings the table up to date.
pub(super) fn build(build: &Build, release: &mut Release) -> Result<()> {
    let made: [PathBuf; 2] = [MANIFEST, TYPES].map(|name| build.stage.join(name));
    let step = Step {
        name: "interface",
        inputs: &[SOURCE, HEAD, DESCRIPTION].map(|name| build.workspace.path(name)),
        settings: "",
        outputs: &made,
    };
    build.step(&step, || {
        let interface = Interface::read(build.workspace)?;
        let [manifest_file, types_file] = &made;
        let text = serde_json::to_string_pretty(&manifest(&interface))?;
        tree::write(manifest_file, [&text, "\n"].concat())?;
        let head = tree::read_text(&build.workspace.path(HEAD))?;
        tree::write(types_file, [&head, "\n", &types(&interface)].concat())?;
        let (written, wanted) = description(build.workspace, &interface)?;
        if written != wanted {
            tree::write(&build.workspace.path(DESCRIPTION), wanted)?;
        }
        Ok(())
    })?;
    for (name, file) in [MANIFEST, TYPES].into_iter().zip(made) {
        release.add(name.to_owned(), file, Reader::Developer);
    }
    Ok(())
}

/// What is wrong with the table in the package's description, if anything is.
pub(crate) fn breach(workspace: &Workspace) -> Result<Option<String>> {
    let (written, wanted) = description(workspace, &Interface::read(workspace)?)?;
    let stale = format!("{DESCRIPTION}: is older than {SOURCE}, `cargo xtask build` writes it");
    Ok((written != wanted).then_some(stale))
}

/// The package's description as it is and as it should be.
fn description(workspace: &Workspace, interface: &Interface) -> Result<(String, String)> {
    let written = tree::read_text(&workspace.path(DESCRIPTION))?;
    let parts = written
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.with_context(|| format!("{DESCRIPTION} has no place for it"))?;
    let wanted = [before, BEGIN, &tables(interface), END, after].concat();
    Ok((written, wanted))
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('-');
    let mut made = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        made.push_str(&first.to_ascii_uppercase());
        made.push_str(rest);
    }
    made
}

/// The manifest, in the form of custom-elements-manifest 1.
fn manifest(interface: &Interface) -> Value {
    let attributes = interface.attributes.iter().map(|entry| {
        json!({ "name": entry.name, "type": { "text": entry.kind }, "default": entry.default,
            "description": entry.text, "fieldName": camel_case(&entry.name) })
    });
    let reflected = interface.attributes.iter().map(|entry| {
        json!({ "kind": "field", "name": camel_case(&entry.name), "attribute": entry.name,
            "reflects": true, "type": { "text": format!("{} | null", entry.kind) } })
    });
    let fields = interface.properties.iter().map(|entry| {
        json!({ "kind": "field", "name": entry.name, "readonly": entry.readonly,
            "type": { "text": entry.kind }, "description": entry.text })
    });
    let methods = interface.methods.iter().map(|entry| {
        let parameters = entry.parameters.split_once(": ").map(|(name, kind)| {
            json!({ "name": name.trim_end_matches('?'), "optional": name.ends_with('?'), "type": { "text": kind } })
        });
        json!({ "kind": "method", "name": entry.name, "description": entry.text,
            "parameters": parameters.into_iter().collect::<Vec<_>>(), "return": { "type": { "text": entry.returns } } })
    });
    let events = interface.events.iter().map(|entry| {
        json!({ "name": entry.name, "description": entry.text,
            "type": { "text": format!("CustomEvent<{}>", entry.detail) } })
    });
    let named = |entries: &[Entry]| -> Vec<Value> {
        let all = entries.iter();
        all.map(|entry| json!({ "name": entry.name, "description": entry.text }))
            .collect()
    };
    let declaration = json!({
        "kind": "class", "customElement": true, "name": CLASS, "tagName": interface.tag,
        "description": interface.text,
        "attributes": attributes.collect::<Vec<_>>(),
        "members": reflected.chain(fields).chain(methods).collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
        "slots": named(&interface.slots),
        "cssParts": named(&interface.parts),
        "cssProperties": named(&interface.variables),
    });
    let module = json!({
        "kind": "javascript-module", "path": "tradeaid.js", "declarations": [declaration],
        "exports": [{ "kind": "custom-element-definition", "name": interface.tag,
            "declaration": { "name": CLASS, "module": "tradeaid.js" } }],
    });
    json!({ "schemaVersion": "1.0.0", "readme": "README.md", "modules": [module] })
}

/// The element and its events as TypeScript.
fn types(interface: &Interface) -> String {
    let mut made = vec![format!(
        "/** {} */\nexport interface {CLASS} extends HTMLElement {{\n",
        interface.text
    )];
    for entry in &interface.attributes {
        // These every element has, as texts.
        if !["lang", "nonce"].contains(&entry.name.as_str()) {
            let name = camel_case(&entry.name);
            made.push(format!(
                "  /** {} */\n  {name}: {} | null;\n",
                entry.text, entry.kind
            ));
        }
    }
    for entry in &interface.properties {
        let readonly = if entry.readonly { "readonly " } else { "" };
        made.push(format!(
            "  /** {} */\n  {readonly}{}: {};\n",
            entry.text, entry.name, entry.kind
        ));
    }
    for entry in &interface.methods {
        made.push(format!(
            "  /** {} */\n  {}({}): {};\n",
            entry.text, entry.name, entry.parameters, entry.returns
        ));
    }
    made.push("}\n\n/** What a calculator is rendered with: its attributes as properties, and the case */\n".to_owned());
    made.push("export interface TradeaidOptions {\n  case?: Case | null;\n".to_owned());
    for entry in &interface.attributes {
        // A list becomes words, a structure JSON.
        let more = match entry.name.as_str() {
            "prefill" => " | Case",
            "measures" | "exports" | "readonly-inputs" => " | readonly string[]",
            "heading-level" | "idle-reset" | "sticky-offset" => " | number",
            _ => "",
        };
        made.push(format!(
            "  {}?: {}{more} | null;\n",
            camel_case(&entry.name),
            entry.kind
        ));
    }
    made.push("}\n\ndeclare global {\n  interface HTMLElementTagNameMap {\n".to_owned());
    made.push(format!(
        "    \"{}\": {CLASS};\n  }}\n  interface HTMLElementEventMap {{\n",
        interface.tag
    ));
    for entry in &interface.events {
        made.push(format!(
            "    /** {} */\n    \"{}\": CustomEvent<{}>;\n",
            entry.text, entry.name, entry.detail
        ));
    }
    made.push("  }\n  interface Window {\n    TradeAid: TradeAid | Array<(api: TradeAid) => void>;\n  }\n}\n".to_owned());
    made.concat()
}

/// The tables of the package's description.
fn tables(interface: &Interface) -> String {
    let attributes = interface.attributes.iter().map(|entry| {
        let values = match entry.kind.as_str() {
            "string" => String::new(),
            kind => kind.replace('"', "`").replace(" | ", ", "),
        };
        let (default, text) = (cell(&entry.default), cell(&entry.text));
        vec![format!("`{}`", entry.name), values, default, text]
    });
    let properties = interface
        .properties
        .iter()
        .map(|entry| vec![format!("`.{}`", entry.name), cell(&entry.text)]);
    let methods = interface.methods.iter().map(|entry| {
        let parameter = entry.parameters.split([':', '?']).next();
        let name = format!("`.{}({})`", entry.name, parameter.unwrap_or_default());
        vec![name, cell(&entry.text)]
    });
    let events = interface.events.iter().map(|entry| {
        let more = if entry.cancelable {
            " (cancelable)"
        } else {
            ""
        };
        vec![format!("`{}`{more}", entry.name), cell(&entry.text)]
    });
    let plain = |head: &str, entries: &[Entry]| {
        let rows = entries
            .iter()
            .map(|entry| vec![format!("`{}`", entry.name), cell(&entry.text)]);
        table(&[head, "what"], rows)
    };
    let heads = ["attribute", "values", "without it", "meaning"];
    [
        table(&heads, attributes),
        table(&["property, method", "meaning"], properties.chain(methods)),
        table(&["event", "when"], events),
        plain("slot", &interface.slots),
        plain("part", &interface.parts),
        plain("CSS variable", &interface.variables),
        "\n".to_owned(),
    ]
    .concat()
}

/// A table in Markdown.
fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rule = vec!["---"; heads.len()].join(" | ");
    let mut lines = vec![format!("\n| {} |\n| {rule} |\n", heads.join(" | "))];
    lines.extend(rows.map(|row| format!("| {} |\n", row.join(" | "))));
    lines.concat()
}

/// A text as it stands in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
