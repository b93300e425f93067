//! The findings in the order they are shown, each in words.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{AmountKind, Member, Reason, Rounding, Status, Truth};
use tradeaid_explain::{bounds_in_words, grouped, row_amount_key};
use tradeaid_wire::money;

use super::{Maker, Row};
use crate::sheet::{AmountSaid, Line, Part};

impl<'a> Maker<'a> {
    /// The findings and their lines, both in the order they are shown
    pub(super) fn lines(&self) -> (Vec<Row<'a>>, Vec<Line>) {
        let calculator = self.voice.calculator;
        let measures = &calculator.engine().pack().measures;
        let names = &calculator.names().measures;
        let rows = self.answer.findings.iter().filter_map(|finding| {
            let index = finding.row.measure.index();
            Some(Row {
                finding,
                measure: measures.get(index)?,
                name: names.get(index)?,
            })
        });
        let mut rows: Vec<Row<'a>> = rows.collect();
        rows.sort_by_key(|row| (part(row), self.gives_way(row)));
        let mut number = 0;
        let lines = rows
            .iter()
            .map(|row| {
                let part = part(row);
                let has_row = part <= Part::Service;
                number += usize::from(has_row);
                self.line(row, part, has_row.then_some(number))
            })
            .collect();
        (rows, lines)
    }

    /// Whether another support for the same object surely counts instead
    pub(super) fn gives_way(&self, row: &Row<'_>) -> bool {
        let me = Member::Measure(row.finding.row.measure);
        self.answer.groups.iter().any(|group| {
            group.item == row.finding.row.item
                && group.winner.is_some_and(|winner| winner != me)
                && group.members.iter().any(|(member, ..)| *member == me)
        })
    }

    fn line(&self, row: &Row<'_>, part: Part, number: Option<usize>) -> Line {
        let voice = self.voice;
        let finding = row.finding;
        let status = match (finding.row.status, row.measure.nature) {
            (Status::Eligible, Nature::Service) => "status.service",
            (Status::Eligible, _) => "status.eligible",
            (Status::Undetermined, _) => "status.undetermined",
            (Status::NotEligible, _) => "status.not_eligible",
            (Status::NotApplicable, _) => "status.not_applicable",
        };
        let pinpoint = self.pinpoint(row.measure.provision);
        let item = finding.row.item;
        let authorities = row.name.authorities.iter();
        let authorities: Vec<String> = authorities
            .map(|id| voice.pack_or(&["authority.", id].concat(), id))
            .collect();
        let open = finding.open.iter();
        Line {
            part,
            number,
            measure: row.name.id.clone(),
            item: item.map(|item| self.case.item_id(item).to_owned()),
            title: voice.measure(&row.name.id, "title"),
            about: item.map_or_else(String::new, |item| self.item_name(item)),
            pinpoint: pinpoint.to_owned(),
            cite: voice.cite(pinpoint),
            status: finding.row.status,
            status_said: self.own(status, &[]),
            nature: row.measure.nature,
            amount: finding.row.amount,
            amount_said: self.amount(row),
            open: open
                .map(|open| voice.label(open.input, open.year))
                .collect(),
            who: voice.listed(&authorities),
            next: match finding.row.status {
                Status::NotEligible => self.refusal(row),
                Status::NotApplicable => String::new(),
                _ => voice.measure(&row.name.id, "next"),
            },
        }
    }

    fn amount(&self, row: &Row<'_>) -> AmountSaid {
        let voice = self.voice;
        let amount = row.finding.row.amount;
        let mut said = AmountSaid::default();
        let key = row_amount_key(voice, row.measure, amount);
        if let Some(key) = key.and_then(|key| key.strip_prefix("amount.")) {
            let (lo, hi) = (
                grouped(&money(amount.lo)),
                grouped(&money(amount.hi.unwrap_or(amount.lo))),
            );
            let fill = |room: &str| {
                let key = ["handout.", room, ".", key].concat();
                self.own(&key, &[("min", &lo), ("max", &hi)])
            };
            said.kind = fill("kind");
            said.figure = fill("figure");
            said.captions.push(fill("caption"));
            let is_floor = matches!(amount.kind, AmountKind::Exact | AmountKind::AtLeast);
            said.certain = is_floor && row.finding.row.status == Status::Eligible;
        }
        if row.finding.row.may_pay() {
            if row.measure.nature == Nature::Tax {
                said.captions.push(self.own("handout.tax", &[]));
            }
            said.captions.extend(self.figures(row));
        }
        if self.gives_way(row) && row.finding.row.may_pay() {
            said.certain = false;
            said.captions.push(self.own("handout.gives_way", &[]));
        }
        said.captions.retain(|caption| !caption.is_empty());
        said
    }

    fn figures(&self, row: &Row<'_>) -> Vec<String> {
        let figures = row.finding.figures.iter();
        let figures = figures.filter_map(|figure| {
            let lo = figure.value.lo.to_cents(Rounding::HalfUp)?;
            let hi = figure.value.hi.to_cents(Rounding::HalfUp);
            let name = self.pack_text(figure.text);
            let value = bounds_in_words(self.voice, lo, hi);
            Some(self.own("handout.figure", &[("name", &name), ("value", &value)]))
        });
        figures.collect()
    }

    /// The one condition that decided against it, with what was looked at
    fn refusal(&self, row: &Row<'_>) -> String {
        let decided = |reason: &&Reason| reason.decides && reason.holds == Truth::False;
        let Some(reason) = row.finding.reasons.iter().find(decided) else {
            return String::new();
        };
        let sentence = self.pack_text(reason.text);
        let fillings = [("sentence", sentence.as_str())];
        let voice = self.voice.in_sentences();
        let said = voice.with_seen("handout.fails", &fillings, &reason.inputs);
        self.cited(&said, reason.provision)
    }
}

/// Where a finding stands
fn part(row: &Row<'_>) -> Part {
    let (status, nature) = (row.finding.row.status, row.measure.nature);
    match status {
        Status::NotApplicable => Part::Unconcerned,
        Status::Eligible if nature == Nature::Service => Part::Service,
        _ if nature == Nature::Service => Part::OtherService,
        Status::NotEligible => Part::Nothing,
        _ if nature != Nature::Cash => Part::Beside,
        Status::Eligible if row.finding.row.amount.lo > 0 => Part::Certain,
        _ => Part::Possible,
    }
}
