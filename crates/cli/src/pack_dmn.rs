//! `tradeaid pack dmn`: one decision table as a DMN 1.3 model, or the table of a model as a CSV file of ours.

use std::path::Path;

use tradeaid_lang::dmn;

use crate::args::Exchange;
use crate::input;
use crate::output::{self, Outcome};
use crate::pack::{complain_of, shown, write};
use crate::refusal::Refusal;
use crate::texts::Texts;

/// Turns a table into a model or a model into a table, and prints or writes it
pub(crate) fn run(exchange: &Exchange, out: Option<&Path>, texts: &Texts) -> Outcome {
    let turned = match exchange {
        Exchange::Export(folder, table) => tradeaid_lang::read_folder(folder)
            .and_then(|sources| dmn::export(&sources, table))
            .map_err(|problems| complain_of(&problems, texts)),
        Exchange::Import(file) => imported(file, texts),
    };
    let written = turned.and_then(|text| match out {
        Some(file) => write(file, &text, texts),
        None => Ok(text),
    });
    written.map_or_else(|outcome| outcome, |text| output::print(&text))
}

fn imported(file: &Path, texts: &Texts) -> Result<String, Outcome> {
    let text = input::read(file).map_err(|why| Refusal::file(file, why).report(false, texts))?;
    dmn::import(&file.to_string_lossy(), &text).map_err(|problems| {
        output::complain(&[&shown(&problems, texts), "\n", texts.get("dmn.refused")].concat());
        Outcome::Refused
    })
}
