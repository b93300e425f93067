//! What a row leaves open: facts, parameters, readings and discretion, with who can settle each; what was assumed; what
//! to beware of.

use tradeaid_engine::{AmountKind, InputClass};

use super::layout::Tone;
use super::{Page, Row};

impl Page<'_> {
    /// What leaves the row open, by who can settle it
    pub(super) fn open(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        for (class, key) in [
            (InputClass::Fact, "row.fact"),
            (InputClass::Parameter, "row.parameter"),
            (InputClass::Reading, "row.reading"),
        ] {
            let mine = row.finding.open.iter().filter(|open| {
                voice
                    .input(open.input)
                    .is_some_and(|(input, _)| input.class == class)
            });
            let labels: Vec<String> = mine
                .map(|open| voice.label(open.input, open.year))
                .collect();
            let lists = match class {
                _ if labels.is_empty() => continue,
                // A reading is a question of its own.
                InputClass::Reading => labels,
                _ => vec![voice.listed(&labels)],
            };
            let who = [key, ".who"].concat();
            let texts: Vec<String> = lists
                .iter()
                .map(|list| voice.own(&who, &[("list", list)]))
                .collect();
            self.note(Tone::Quiet, key, &texts);
        }
        if row.finding.discretion {
            let key = match row.finding.row.amount.kind {
                _ if !row.measure.entitles => "row.discretion.whether",
                AmountKind::AtLeast => "row.discretion.above",
                AmountKind::AtMost => "row.discretion.below",
                _ => "row.discretion.how_much",
            };
            let text = voice.own(key, &[]);
            let text = self.grounded(&text, row.record.provision);
            self.note(Tone::Quiet, "row.discretion", &[text]);
        }
    }

    /// The readings that were assumed and that matter
    pub(super) fn assumptions(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        let mut texts = Vec::new();
        let pairs = row.finding.assumptions.iter().zip(&row.record.assumptions);
        for (assumption, record) in pairs.filter(|(assumption, _)| assumption.changes_result) {
            let Some((_, name)) = voice.input(assumption.reading) else {
                continue;
            };
            let question = voice.of_path(&name.path, "question");
            let taken = voice.option(&name.path, record.taken);
            texts.push(voice.own(
                "row.assumed.how",
                &[("question", &question), ("taken", &taken)],
            ));
        }
        self.note(Tone::Quiet, "row.assumed", &texts);
    }

    /// What to beware of
    pub(super) fn warnings(&mut self, row: &Row<'_>) {
        let codes = row
            .record
            .warnings
            .iter()
            .filter(|code| !is_said_already(code, row));
        let mut texts: Vec<String> = codes
            .map(|code| self.voice.pack_or(&["warning.", code].concat(), code))
            .collect();
        if !row.finding.tight {
            texts.push(self.voice.own("row.loose", &[]));
        }
        self.note(Tone::Caution, "row.warning", &texts);
    }
}

/// Whether the row names what a warning only mentions
fn is_said_already(code: &str, row: &Row<'_>) -> bool {
    let names = |class: &str| row.record.open.iter().any(|open| open.class == class);
    match code {
        "FACT_MISSING" => names("fact"),
        "PARAMETER_MISSING" => names("parameter"),
        _ => false,
    }
}
