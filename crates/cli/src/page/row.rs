//! One row: status, title, item, amount, the deciding reason, what else supports the same object, who is in charge and
//! what to do next.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{AmountKind, MeasureName, Reason, Status, TextId, Truth};
use tradeaid_explain::{bounds_in_words, groups_in_words, item_in_words, row_amount_in_words};

use super::layout::Tone;
use super::{Page, Part, Row};

impl Page<'_> {
    pub(super) fn row(&mut self, row: &Row<'_>) {
        self.row_title(row);
        let amount = row.finding.row.amount;
        if let Some(said) = row_amount_in_words(self.voice, row.measure, amount) {
            // What is certain is strong, a ceiling never is.
            let certain = matches!(amount.kind, AmountKind::Exact | AmountKind::AtLeast);
            let tone = if certain { Tone::Strong } else { Tone::Plain };
            let caption = match row.measure.nature {
                Nature::Tax => self.voice.own("amount.tax", &[]),
                _ => String::new(),
            };
            // What is counted elsewhere is not money on top.
            let instead = row.counts_elsewhere(self.answered.answer);
            let tone = if instead { Tone::Plain } else { tone };
            self.sheet
                .lines(super::INDENT, 4, &[(tone, &said), (Tone::Plain, &caption)]);
        }
        self.reason(row);
        if row.part() != Part::Nothing {
            self.figures(row);
            self.groups(row);
            self.open(row);
            self.assumptions(row);
        }
        self.warnings(row);
        if row.part() != Part::Nothing {
            self.in_charge(row.name);
        }
        if self.answered.trace {
            self.trace(row);
        }
        self.sheet.blank();
    }

    /// A service: what it is, and what decides on it
    pub(super) fn brief(&mut self, row: &Row<'_>) {
        self.row_title(row);
        self.reason(row);
        self.open(row);
    }

    fn row_title(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        let status = match (row.finding.row.status, row.measure.nature) {
            (Status::Eligible, Nature::Service) => "status.service",
            (Status::Eligible, _) => "status.eligible",
            (Status::Undetermined, _) => "status.undetermined",
            (Status::NotEligible | Status::NotApplicable, _) => "status.not_eligible",
        };
        let status = voice.own("status", &[("word", voice.texts.get(status))]);
        let title = voice.measure(&row.name.id, "title");
        let item = self.item(row).map_or(String::new(), |item| {
            voice.own("row.item", &[("item", &item)])
        });
        self.sheet.lines(
            0,
            4,
            &[
                (Tone::Accent, &status),
                (Tone::Strong, &title),
                (Tone::Plain, &item),
            ],
        );
    }

    /// What kind of item a row is about, and which: `贷款t1`
    fn item(&self, row: &Row<'_>) -> Option<String> {
        let item = row.finding.row.item?;
        Some(self.item_name(item))
    }

    pub(super) fn item_name(&self, item: tradeaid_engine::ItemId) -> String {
        item_in_words(self.voice, self.answered.case, item)
    }

    /// The one sentence that says why
    fn reason(&mut self, row: &Row<'_>) {
        let decisive = |wanted: Truth| {
            let mut reasons = row.finding.reasons.iter();
            reasons.find(|reason| reason.decides && reason.holds == wanted)
        };
        let (key, reason) = match row.finding.row.status {
            Status::NotEligible => ("why.fails", decisive(Truth::False)),
            Status::Undetermined => ("why.open", decisive(Truth::Open)),
            _ => ("", None),
        };
        let text = match reason {
            Some(reason) => self.of_reason(key, reason),
            None => self.grounded(
                &self.voice.measure(&row.name.id, "summary"),
                &self.pinpoint(row.measure.provision),
            ),
        };
        self.note(Tone::Quiet, "row.why", &[text]);
    }

    fn of_reason(&mut self, key: &str, reason: &Reason) -> String {
        let sentence = self.sentence(reason);
        let text = self
            .voice
            .with_seen(key, &[("sentence", &sentence)], &reason.inputs);
        self.grounded(&text, &self.pinpoint(reason.provision))
    }

    pub(super) fn sentence(&self, reason: &Reason) -> String {
        self.pack_text(reason.text)
    }

    fn pack_text(&self, text: TextId) -> String {
        let key = self.voice.calculator.names().texts.get(text.index());
        let key = key.map_or("", String::as_str);
        self.voice.pack_or(key, key)
    }

    pub(super) fn pinpoint(&self, provision: tradeaid_engine::ProvisionId) -> String {
        let provision = self
            .voice
            .calculator
            .names()
            .provisions
            .get(provision.index());
        provision.map_or(String::new(), |provision| provision.pinpoint.clone())
    }

    fn figures(&mut self, row: &Row<'_>) {
        let voice = self.voice;
        let mut texts = Vec::new();
        for figure in &row.finding.figures {
            let name = self.pack_text(figure.text);
            let cents = |number: tradeaid_engine::Number| {
                number.to_cents(tradeaid_engine::Rounding::HalfUp)
            };
            let Some(lo) = cents(figure.value.lo) else {
                continue;
            };
            let value = bounds_in_words(voice, lo, cents(figure.value.hi));
            texts.push(voice.own("figure", &[("name", &name), ("value", &value)]));
        }
        self.note(Tone::Quiet, "row.figure", &texts);
    }

    /// What else supports the same object, and which of it counts
    fn groups(&mut self, row: &Row<'_>) {
        let (case, answer) = (self.answered.case, self.answered.answer);
        for (text, provision) in groups_in_words(self.voice, case, answer, row.finding) {
            let text = self.grounded(&text, &self.pinpoint(provision));
            self.note(Tone::Quiet, "row.group", &[text]);
        }
    }

    fn in_charge(&mut self, name: &MeasureName) {
        let voice = self.voice;
        let authorities: Vec<String> = name
            .authorities
            .iter()
            .map(|id| voice.pack_or(&["authority.", id].concat(), id))
            .collect();
        if !authorities.is_empty() {
            self.note(Tone::Quiet, "row.who", &[voice.listed(&authorities)]);
        }
        self.note(Tone::Strong, "row.next", &[voice.measure(&name.id, "next")]);
    }
}
