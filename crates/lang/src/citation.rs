//! The provisions a pack rests on: each rule cites one, and each that gives something is cited by a rule.

use tradeaid_engine::{ProvisionId, ProvisionName};

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::fields::{Fields, entries, word};
use crate::forms::head;
use crate::nearest::suggest;
use crate::official::compact;
use crate::said::say;
use crate::tree::Tree;

/// So few that no sentence of the document can stand in a pack
const MAX_WORDS: usize = 12;

/// What a provision can be
pub(crate) const CLASSES: [(&str, &str); 8] = [
    ("MC", "MC"),
    ("MP", "MP"),
    ("ES", "ES"),
    ("TC", "TC"),
    ("KPI", "KPI"),
    ("GD", "GD"),
    ("RULE", "RULE"),
    ("EXT", "EXT"),
];

impl<'a> Compiler<'a> {
    /// Reads `provisions.yaml`
    pub(crate) fn provisions(&mut self, tree: &'a Tree) {
        for entry in entries(tree, &say!("part.provisions"), &mut self.report) {
            let report = &mut self.report;
            let Some(fields) = Fields::read(&entry.value, entry.span, &head::PROVISION, report)
            else {
                continue;
            };
            let class = fields
                .need_one_of("class", &CLASSES, report)
                .unwrap_or_default();
            let source = fields.word("source", report).unwrap_or_default();
            if class == "EXT" && source.is_empty() {
                let message = say!("wrong.no_source", pinpoint = entry.key);
                report.add(
                    Code::MissingKey,
                    entry.span,
                    message,
                    say!("mend.no_source"),
                );
            }
            if let Some(words) = fields.word("words", report)
                && !(1..=MAX_WORDS).contains(&compact(words).chars().count())
            {
                let span = fields.get("words").map_or(entry.span, |tree| tree.span);
                let help = say!("mend.words_few");
                let message = say!("wrong.words_length", most = MAX_WORDS);
                report.add(Code::Limit, span, message, help);
            }
            for key in [
                format!("provision.{}", entry.key),
                format!("provision.{}.cite", entry.key),
            ] {
                self.want(key, entry.span);
            }
            self.provision_spans.push(entry.span);
            self.names.provisions.push(ProvisionName {
                pinpoint: entry.key.clone(),
                class: class.to_owned(),
                source: source.to_owned(),
            });
        }
    }

    /// The provision that a map names under `key`
    pub(crate) fn cite(&mut self, fields: &Fields<'a>, key: &'static str) -> Option<ProvisionId> {
        let Some(tree) = fields.get(key) else {
            let help = say!("mend.cite", key = key);
            self.report
                .add(Code::Citation, fields.span, say!("wrong.no_citation"), help);
            return None;
        };
        let pinpoint = word(tree, &mut self.report)?;
        let found = (0_u16..)
            .map(ProvisionId)
            .zip(&self.names.provisions)
            .find(|(_, known)| known.pinpoint == pinpoint);
        let Some((id, _)) = found else {
            let known = self
                .names
                .provisions
                .iter()
                .map(|known| known.pinpoint.as_str());
            let help = suggest(pinpoint, known, say!("mend.declare_provision"));
            self.report.add(
                Code::Citation,
                tree.span,
                say!("wrong.no_provision", pinpoint = pinpoint),
                help,
            );
            return None;
        };
        self.cited.push(id);
        Some(id)
    }

    /// Every provision that gives something must be cited by some rule
    pub(crate) fn unmapped_provisions(&mut self) {
        if !self.report.is_clean() {
            return;
        }
        let cited: Vec<&str> = self
            .cited
            .iter()
            .filter_map(|id| self.names.provisions.get(id.index()))
            .map(|provision| provision.pinpoint.as_str())
            .collect();
        for (provision, span) in self.names.provisions.iter().zip(&self.provision_spans) {
            let gives = ["MC", "MP", "ES", "TC"].contains(&provision.class.as_str());
            if gives && !cited.iter().any(|cited| covers(cited, &provision.pinpoint)) {
                let message = say!("wrong.unmapped", pinpoint = provision.pinpoint);
                self.report
                    .add(Code::Unused, *span, message, say!("mend.unmapped"));
            }
        }
    }
}

/// Whether a cited pinpoint covers another: itself, or for `15.2b-d` each of 15.2b, 15.2c and 15.2d
#[must_use]
pub fn covers(cited: &str, pinpoint: &str) -> bool {
    if cited == pinpoint {
        return true;
    }
    let split_last = |text: &'_ str| {
        text.char_indices()
            .next_back()
            .and_then(|(at, last)| Some((text.get(..at)?.to_owned(), last)))
    };
    let range = cited.rsplit_once('-').and_then(|(first, last)| {
        let (stem, from) = split_last(first)?;
        let mut ends = last.chars();
        Some((stem, from, ends.next().filter(|_| ends.next().is_none())?))
    });
    match (range, split_last(pinpoint)) {
        (Some((stem, from, to)), Some((own_stem, letter))) => {
            stem == own_stem && (from..=to).contains(&letter)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_range_of_sentences_covers_each_of_them() {
        assert!(covers("15.2b-d", "15.2c") && covers("15.2b", "15.2b"));
        assert!(
            !covers("15.2b-c", "15.2d") && !covers("15.2b", "15.2c") && !covers("15.2b-c", "15.3c")
        );
    }
}
