//! The foot of the page: what the case has nothing of, the provisions named, and what the answer is and is not.

use super::layout::Tone;
use super::{Page, Part, Row};

impl Page<'_> {
    /// The measures for which the case has no item, by title alone
    /// The rows of a part by their names alone, each name once
    pub(super) fn named(&mut self, part: Part, key: &str, rows: &[Row<'_>]) {
        let voice = self.voice;
        let mut titles: Vec<String> = rows
            .iter()
            .filter(|row| row.part() == part)
            .map(|row| voice.measure(&row.name.id, "title"))
            .collect();
        titles.dedup();
        if titles.is_empty() {
            return;
        }
        let title = voice.own(key, &[]);
        let counted = voice.own("part.count", &[("count", &titles.len().to_string())]);
        self.sheet.blank();
        self.sheet
            .lines(0, 2, &[(Tone::Strong, &title), (Tone::Plain, &counted)]);
        self.sheet
            .lines(2, 2, &[(Tone::Quiet, &voice.listed(&titles))]);
    }

    pub(super) fn foot(&mut self) {
        let voice = self.voice;
        self.sheet.blank();
        self.sheet.rule();
        if !self.cited.is_empty() {
            let title = voice.own("foot.grounds", &[]);
            self.sheet.lines(0, 0, &[(Tone::Plain, &title)]);
            for pinpoint in std::mem::take(&mut self.cited) {
                let cite = voice.cite(&pinpoint);
                let text = voice.pack_or(&["provision.", &pinpoint].concat(), "");
                let line = voice.own("foot.ground", &[("cite", &cite), ("text", &text)]);
                self.sheet.lines(2, 4, &[(Tone::Quiet, &line)]);
            }
            self.sheet.blank();
        }
        let estimate = voice.pack_or("pack.estimate", "");
        let estimate = if estimate.is_empty() {
            voice.own("foot.estimate", &[])
        } else {
            estimate
        };
        self.sheet.lines(0, 0, &[(Tone::Plain, &estimate)]);
        let calculator = voice.calculator;
        let names = calculator.names();
        for (key, text) in [
            ("foot.result", &*calculator.result_id(self.answered.case)),
            ("foot.pack", &[&*names.id, " ", &*names.version].concat()),
            ("foot.digest", calculator.digest()),
        ] {
            let line = voice.own(key, &[("text", text)]);
            self.sheet.lines(0, 2, &[(Tone::Quiet, &line)]);
        }
    }
}
