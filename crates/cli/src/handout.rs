//! `tradeaid handout`: the result of a case as a file to pass on; what kind of file follows from its name.

use std::fs;

use tradeaid_handout::{Handout, Kind, export};

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
    let ending = out.extension().and_then(|ending| ending.to_str());
    let Some(kind) = ending.and_then(Kind::of) else {
        output::complain(&texts.say("handout.no_form", &[("file", &shown)]));
        return Outcome::Misused;
    };
    let bytes = match made(wish, kind, texts) {
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

fn made(wish: &Filed, kind: Kind, texts: &Texts) -> Result<Vec<u8>, Refusal> {
    let calculator = store::load(&wish.rules, texts)?;
    let mut text = input::read(&wish.source).map_err(|why| Refusal::file(&wish.source, why))?;
    if let Some((day, key)) = wish.as_of.zip(today::key(&calculator)) {
        text = today::with_day(&text, key, day).unwrap_or(text);
    }
    let handout = Handout::of(&calculator, texts);
    match export(&handout, kind, &text, today::today()) {
        Ok((_, bytes)) => Ok(bytes),
        Err(problems) => Err(Refusal::case(
            &wish.source,
            &text,
            problems,
            &calculator,
            texts,
        )),
    }
}
