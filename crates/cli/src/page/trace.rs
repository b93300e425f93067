//! Every condition of a row and every step of its amount, for who wants to check them.

use tradeaid_engine::{StepKind, Truth};
use tradeaid_wire::decimal;

use super::layout::Tone;
use super::{Page, Row};
use tradeaid_explain::grouped;

/// The column in which sentences stand behind their verdicts
const COLUMN: usize = 8;
const INDENT: usize = 4;

impl Page<'_> {
    pub(super) fn trace(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        if row.finding.reasons.is_empty() && row.finding.steps.is_empty() {
            return;
        }
        self.sheet.lines(
            super::INDENT,
            super::INDENT,
            &[(Tone::Quiet, voice.texts.get("trace.title"))],
        );
        for reason in &row.finding.reasons {
            let key = match reason.holds {
                Truth::True => "trace.holds",
                Truth::False => "trace.fails",
                Truth::Open => "trace.open",
            };
            let sentence = self.sentence(reason);
            let text = voice.with_seen("trace.reason", &[("sentence", &sentence)], &reason.inputs);
            self.step(key, &text, &self.pinpoint(reason.provision));
        }
        for step in &row.finding.steps {
            let key = match step.kind {
                StepKind::Floor => "trace.floor",
                StepKind::Ceiling => "trace.ceiling",
                StepKind::Cap => "trace.cap",
            };
            let names = &voice.calculator.names().texts;
            let sentence = step.text.and_then(|text| names.get(text.index()));
            let sentence = sentence.map_or(String::new(), |key| voice.pack_or(key, key));
            let bounds: Vec<String> = [step.value.lo, step.value.hi]
                .into_iter()
                .filter_map(decimal)
                .map(|plain| grouped(&plain))
                .collect();
            let value = match bounds.as_slice() {
                [lo, hi] if lo == hi => lo.clone(),
                [lo, hi] => voice.own("value.between", &[("min", lo), ("max", hi)]),
                [lo] => voice.own("value.from", &[("min", lo)]),
                _ => voice.own("value.unknown", &[]),
            };
            let fillings = [("sentence", sentence.as_str()), ("value", &value)];
            let text = voice.with_seen("trace.step", &fillings, &step.inputs);
            self.step(key, &text, &self.pinpoint(step.provision));
        }
    }

    fn step(&mut self, label: &str, text: &str, pinpoint: &str) {
        let text = self.grounded(text, pinpoint);
        let label = self.voice.own(label, &[]);
        self.sheet.labelled(
            INDENT,
            COLUMN,
            (Tone::Accent, &label),
            &[(Tone::Plain, &text)],
        );
    }
}
