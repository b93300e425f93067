//! A small pack in the making: files and texts, and what the compiler or the engine says of it.

use std::fmt::Write as _;

use serde_json::Value;
use tradeaid_engine::Wanted;
use tradeaid_lang::{Source, Tree, compile_sources};
use tradeaid_wire::{Calculator, Part, encode_pack};

use crate::data::items;

/// The files of a pack, and the keys of the texts that it needs
pub(crate) struct Draft {
    inputs: String,
    files: Vec<Source>,
    keys: Vec<String>,
}

impl Draft {
    /// A pack with these inputs, their paths behind a prefix
    pub(crate) fn new(inputs: &Tree, prefix: &str) -> Self {
        let mut draft = Self {
            inputs: String::new(),
            files: Vec::new(),
            keys: Vec::new(),
        };
        let text = |text: &str| text.to_owned();
        draft.keys = ["pack.title", "provision.1", "provision.1.cite"]
            .map(text)
            .to_vec();
        draft.file(
            "pack.yaml",
            "id: t\nversion: '1'\nlanguages: [en]\nmoney: {base: CNY}\n",
        );
        draft.file("provisions.yaml", "'1': {class: ES}\n");
        for entry in inputs.entries() {
            draft.input(&[prefix, &entry.key].concat(), &entry.value, "");
        }
        if let Some(kind) = prefix.strip_suffix('.') {
            draft.key(&format!("kind.{kind}"));
        }
        draft
    }

    /// Adds an input; `more` are further keys of its declaration
    fn input(&mut self, path: &str, shape: &Tree, more: &str) {
        let json = shape.to_json();
        let inner = json.strip_suffix('}').unwrap();
        writeln!(self.inputs, "{path}: {inner}{more}}}").unwrap();
        self.keys
            .extend(["label", "question"].map(|part| format!("input.{path}.{part}")));
        let options = shape.get("options").map(items).unwrap_or_default();
        for option in options.iter().filter_map(Tree::word) {
            self.keys.push(format!("option.{path}.{option}"));
        }
    }

    /// Adds an input that a table derives; rows are cells, the last of them what is given
    pub(crate) fn table(
        &mut self,
        path: &str,
        shape: &Tree,
        hit: &str,
        head: &[&str],
        rows: &[Vec<String>],
    ) {
        let name = path.replace('.', "_");
        let more = format!(", derived: {{table: {name}, cite: '1'}}");
        self.input(path, shape, &more);
        let mut text = format!("{hit},{},>{path}\n", head.join(","));
        for row in rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect();
            writeln!(text, ",{}", cells.join(",")).unwrap();
        }
        self.file(&format!("tables/{name}.csv"), &text);
    }

    /// Adds a file
    pub(crate) fn file(&mut self, path: &str, text: &str) {
        self.files.push(Source {
            path: path.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Adds the measures, by name and with what they say beside the usual
    pub(crate) fn measures(&mut self, measures: &[(String, String)], reason: bool) {
        let mut text = String::from("measures:\n");
        for (name, said) in measures {
            writeln!(
                text,
                "  {name}: {{provision: '1', theme: t, how: apply, authorities: [a], {said}}}"
            )
            .unwrap();
            let parts = ["title", "summary", "next"];
            self.keys
                .extend(parts.map(|part| format!("measure.{name}.{part}")));
        }
        self.file("articles/1.yaml", &text);
        self.key("theme.t");
        self.key("authority.a");
        if reason {
            self.key("reason.t");
        }
    }

    /// Adds a text
    pub(crate) fn key(&mut self, key: &str) {
        self.keys.push(key.to_owned());
    }

    /// The pack, or what it is refused for
    pub(crate) fn compile(mut self) -> Result<Calculator, String> {
        let inputs = std::mem::take(&mut self.inputs);
        self.file("inputs/1.yaml", &inputs);
        let texts = self.keys.join(": t\n") + ": t\n";
        self.file("texts/en.yaml", &texts);
        let document = compile_sources(self.files).map_err(|problems| {
            let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
            codes.dedup();
            assert!(
                !codes.iter().any(|code| MISMADE.contains(code)),
                "{problems}"
            );
            format!("refused {}", codes.join(" "))
        })?;
        Ok(Calculator::load(&encode_pack(&document, Part::Full)).unwrap())
    }
}

/// What is said of a draft that is badly made, not of a case
const MISMADE: [&str; 4] = ["syntax", "missing-text", "unused", "citation"];

/// The assessment of a case
pub(crate) fn assess(calculator: &Calculator, case: &str) -> Value {
    let case = calculator
        .read_case(case)
        .unwrap_or_else(|problems| panic!("{case}: {problems:?}"));
    let wanted = Wanted::default();
    let answer = calculator.assess(&case, wanted).unwrap();
    serde_json::from_str(&calculator.write_assessment(&case, &answer, wanted)).unwrap()
}

/// What is derived for an input; `open` while several values are possible
pub(crate) fn derived(calculator: &Calculator, given: &str, path: &str) -> String {
    let answer = assess(calculator, given);
    let value = &answer["derived"][path]["value"];
    value.as_str().unwrap_or("open").to_owned()
}
