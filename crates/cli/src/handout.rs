//! `tradeaid handout`: the result of a case as a file to pass on; what kind of file follows from its name.

use std::fs;
use std::path::Path;

use tradeaid_handout::{Handout, csv, file, pdf};

use crate::args::Filed;
use crate::input;
use crate::output::{self, Outcome};
use crate::refusal::Refusal;
use crate::store;
use crate::texts::Texts;
use crate::today;

/// Writes the file
pub(crate) fn run(wish: &Filed, texts: &Texts) -> Outcome {
    let Some(out) = &wish.out else {
        return Outcome::Misused;
    };
    let shown = out.display().to_string();
    let Some(form) = form_of(out) else {
        output::complain(&texts.say("handout.no_form", &[("file", &shown)]));
        return Outcome::Misused;
    };
    let bytes = match made(wish, form, texts) {
        Ok(bytes) => bytes,
        Err(refusal) => return refusal.report(false, texts),
    };
    if let Err(error) = fs::write(out, bytes) {
        let why = error.to_string();
        output::complain(&texts.say("pack.not_written", &[("file", &shown), ("why", &why)]));
        return Outcome::Refused;
    }
    output::print(&texts.say("pack.written", &[("file", &shown)]))
}

/// What a file can be
#[derive(Clone, Copy)]
enum Form {
    Pdf,
    Csv,
    Json,
}

fn form_of(out: &Path) -> Option<Form> {
    match out.extension()?.to_str()? {
        "pdf" => Some(Form::Pdf),
        "csv" => Some(Form::Csv),
        "json" => Some(Form::Json),
        _ => None,
    }
}

fn made(wish: &Filed, form: Form, texts: &Texts) -> Result<Vec<u8>, Refusal> {
    let calculator = store::load(&wish.rules, texts)?;
    let mut text = input::read(&wish.source).map_err(|why| Refusal::file(&wish.source, why))?;
    if let Some((day, key)) = wish.as_of.zip(today::key(&calculator)) {
        text = today::with_day(&text, key, day).unwrap_or(text);
    }
    let refused = |problems| Refusal::case(&wish.source, &text, problems, &calculator, texts);
    let handout = Handout::of(&calculator, texts);
    let today = today::today();
    if let Form::Json = form {
        let text = file(&handout, &text, today).map_err(refused)?;
        return Ok(text.into_bytes());
    }
    let sheet = handout.sheet(&text, today).map_err(refused)?;
    Ok(match form {
        Form::Csv => csv(&sheet, texts).into_bytes(),
        _ => pdf(&sheet, texts),
    })
}
