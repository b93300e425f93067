//! `tradeaid pack schema`: the JSON Schemas of a pack's files, printed as one or written one by one.

use std::path::Path;

use tradeaid_lang::schema;

use crate::output::{self, Outcome};
use crate::pack::write;
use crate::texts::Texts;

/// Prints one document with all schemas, or writes each into a folder
pub(crate) fn run(out: Option<&Path>, texts: &Texts) -> Outcome {
    let Some(out) = out else {
        return output::print(&schema::bundle());
    };
    let mut said = Vec::new();
    for file in schema::files() {
        let name = [file.name, ".schema.json"].concat();
        match write(&out.join(name), &file.json, texts) {
            Ok(written) => said.push(written),
            Err(outcome) => return outcome,
        }
    }
    output::print(&said.join("\n"))
}
