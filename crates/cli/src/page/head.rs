//! The head of the page: which document, which day, what was derived, what all cash comes to.

use tradeaid_engine::{Derived, Member};
use tradeaid_wire::day;

use super::layout::Tone;
use super::{Page, Part, Row};

impl Page<'_> {
    pub(super) fn head(&mut self) {
        let voice = self.voice;
        let title = voice.pack_or("pack.title", &voice.calculator.names().id);
        self.sheet.lines(0, 0, &[(Tone::Strong, &title)]);
        if let Some(number) = voice.pack("pack.number") {
            let issued = voice.pack("pack.issued").unwrap_or("");
            let line = [number, "  ", issued].concat();
            self.sheet.lines(0, 0, &[(Tone::Quiet, line.trim_end())]);
        }
        self.day();
        self.sheet.blank();
        let answer = self.answered.answer;
        for derived in answer.derived.iter().filter(|derived| !derived.given) {
            self.derived(derived);
        }
        self.total();
    }

    /// The day of assessment, and whether the document is over by then
    fn day(&mut self) {
        let voice = self.voice;
        let pack = voice.calculator.engine().pack();
        if let Some(date) = self.answered.case.as_of {
            let key = if self.answered.day_is_today {
                "head.today"
            } else {
                "head.as_of"
            };
            let line = voice.own(key, &[("day", &day(date))]);
            self.sheet.lines(0, 0, &[(Tone::Plain, &line)]);
            if pack.valid.is_some_and(|(_, to)| date > to) {
                let expired = voice.pack_or("pack.expired", "pack.expired");
                self.sheet.blank();
                self.sheet.lines(0, 0, &[(Tone::Caution, &expired)]);
            }
        }
    }

    /// What the pack derived, and from what
    fn derived(&mut self, derived: &Derived) {
        let voice = self.voice;
        let label = voice.label(derived.input, None);
        let provision = self
            .voice
            .calculator
            .names()
            .provisions
            .get(derived.provision.index());
        let pinpoint = provision.map_or("", |provision| &provision.pinpoint);
        let seen = voice.observed(&derived.inputs);
        let value = voice.value(derived.input, derived.value);
        if value.is_none() && seen.is_empty() {
            return;
        }
        let value = value.unwrap_or_else(|| voice.own("value.undecided", &[]));
        let from = voice.own(
            "head.derived",
            &[("from", &seen), ("cite", &voice.cite(pinpoint))],
        );
        self.cite(pinpoint);
        let label = voice.own("head.label", &[("label", &label)]);
        self.sheet.lines(
            0,
            2,
            &[
                (Tone::Plain, &label),
                (Tone::Strong, &value),
                (Tone::Quiet, &from),
            ],
        );
    }

    /// What all cash comes to
    fn total(&mut self) {
        let voice = self.voice;
        let total = self.answered.answer.total;
        let least = voice.own("total.least", &[("money", &voice.money(total.lo))]);
        let most = match total.hi {
            Some(hi) => voice.own("total.most", &[("money", &voice.money(hi))]),
            None => voice.own("total.no_most", &[]),
        };
        let missing = self
            .answered
            .rows()
            .iter()
            .filter(|row| row.lacks_figure())
            .count();
        let rest = if missing > 0 {
            voice.own("total.missing", &[("count", &missing.to_string())])
        } else {
            String::new()
        };
        let title = voice.own("total.title", &[]);
        self.sheet.blank();
        self.sheet.lines(
            0,
            2,
            &[
                (Tone::Strong, &title),
                (Tone::Strong, &least),
                (Tone::Plain, &most),
                (Tone::Plain, &rest),
            ],
        );
        self.received();
    }

    /// Support received already is part of what an object comes to, and no part of the total
    fn received(&mut self) {
        let mut names: Vec<String> = Vec::new();
        for (member, _, hi) in self
            .answered
            .answer
            .groups
            .iter()
            .flat_map(|group| &group.members)
        {
            if let (Member::Received(item), true) = (member, *hi != Some(0)) {
                let name = self.item_name(*item);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if !names.is_empty() {
            let list = self.voice.listed(&names);
            let line = self.voice.own("total.received", &[("list", &list)]);
            self.sheet.lines(2, 2, &[(Tone::Plain, &line)]);
        }
    }

    /// The title of a part, how many rows it has and what they come to
    pub(super) fn part_heading(&mut self, part: Part, rows: &[Row<'_>]) {
        let voice = self.voice;
        let count = rows.len().to_string();
        let total = self.answered.answer.total;
        let (title, sum) = match part {
            Part::Certain if total.lo > 0 => (
                "part.certain",
                voice.own("part.certain.sum", &[("money", &voice.money(total.lo))]),
            ),
            Part::Certain => ("part.certain", String::new()),
            Part::Possible => {
                let more = total
                    .hi
                    .map(|hi| hi.saturating_sub(total.lo))
                    .filter(|more| *more > 0);
                let sum = more
                    .map(|more| voice.own("part.possible.sum", &[("money", &voice.money(more))]));
                ("part.possible", sum.unwrap_or_default())
            }
            Part::Beside => ("part.beside", voice.own("part.beside.sum", &[])),
            Part::Service | Part::NoService => ("part.service", String::new()),
            Part::Nothing | Part::Unconcerned => ("part.nothing", String::new()),
        };
        let title = voice.own(title, &[]);
        let counted = voice.own("part.count", &[("count", &count)]);
        self.sheet.blank();
        self.sheet.lines(
            0,
            2,
            &[
                (Tone::Strong, &title),
                (Tone::Plain, &counted),
                (Tone::Plain, &sum),
            ],
        );
        self.sheet.rule();
    }
}
