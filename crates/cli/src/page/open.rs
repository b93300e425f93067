//! What a row leaves open: facts, parameters, readings and discretion, with who can settle each; what was assumed; what
//! to beware of.

use tradeaid_engine::InputClass;
use tradeaid_explain::{assumption_in_words, discretion_in_words};

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
        if let Some(text) = discretion_in_words(voice, row.measure, row.finding) {
            let text = self.grounded(&text, &self.pinpoint(row.measure.provision));
            self.note(Tone::Quiet, "row.discretion", &[text]);
        }
    }

    /// The readings that were assumed and that matter
    pub(super) fn assumptions(&mut self, row: &Row<'_>) {
        let assumptions = row.finding.assumptions.iter();
        let texts: Vec<String> = assumptions
            .filter(|assumption| assumption.changes_result)
            .filter_map(|assumption| assumption_in_words(self.voice, assumption))
            .collect();
        self.note(Tone::Quiet, "row.assumed", &texts);
    }

    /// What to beware of
    pub(super) fn warnings(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        let answer = self.answered.answer;
        let codes = voice.calculator.warnings(answer, row.finding);
        let mut texts: Vec<String> = codes
            .into_iter()
            .filter(|code| !self.is_said_already(code, row))
            .map(|code| voice.pack_or(&["warning.", code].concat(), code))
            .collect();
        if !row.finding.tight {
            texts.push(voice.own("row.loose", &[]));
        }
        self.note(Tone::Caution, "row.warning", &texts);
    }

    /// Whether the row names what a warning only mentions
    fn is_said_already(&self, code: &str, row: &Row<'_>) -> bool {
        let class = match code {
            "FACT_MISSING" => InputClass::Fact,
            "PARAMETER_MISSING" => InputClass::Parameter,
            _ => return false,
        };
        row.finding.open.iter().any(|open| {
            let input = self.voice.input(open.input);
            input.is_some_and(|(input, _)| input.class == class)
        })
    }
}
