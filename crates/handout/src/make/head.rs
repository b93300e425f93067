//! The head and the foot of the sheet: which document, which day, what all cash comes to, what the sheet is not.

use tradeaid_engine::{Member, tally};
use tradeaid_wire::ENGINE_VERSION;

use super::Maker;
use crate::sheet::{Pair, Sum};
use crate::words::day_in_words;

impl Maker<'_> {
    pub(super) fn head(&self) -> Vec<Pair> {
        let pair = |key: &str, value: String| Pair {
            name: self.own(key, &[]),
            value,
        };
        let texts = self.voice.texts;
        let day = self.case.as_of.map(|date| day_in_words(texts, date));
        let mut head: Vec<Pair> = day
            .map(|day| pair("handout.as_of", day))
            .into_iter()
            .collect();
        let id = self.voice.calculator.result_id(self.case);
        head.push(pair("handout.result", id));
        head
    }

    pub(super) fn ground(&self) -> Vec<String> {
        let voice = self.voice;
        let calculator = voice.calculator;
        let mut parts = vec![self.own(
            "handout.ground.title",
            &[(
                "title",
                &voice.pack_or("pack.title", &calculator.names().id),
            )],
        )];
        let more = ["pack.number", "pack.issued"].map(|key| voice.pack(key));
        parts.extend(more.into_iter().flatten().map(str::to_owned));
        let valid = calculator.engine().pack().valid;
        if let Some((from, to)) = valid {
            let (from, to) = (
                day_in_words(voice.texts, from),
                day_in_words(voice.texts, to),
            );
            parts.push(self.own("handout.ground.valid", &[("from", &from), ("to", &to)]));
        }
        let list = parts.join(voice.texts.get("handout.comma"));
        let mut ground = vec![self.own("handout.ground", &[("list", &list)])];
        let is_over = valid
            .zip(self.case.as_of)
            .is_some_and(|((_, to), day)| day > to);
        if let Some(expired) = voice.pack("pack.expired").filter(|_| is_over) {
            ground.push(expired.to_owned());
        }
        ground
    }

    pub(super) fn sum(&self) -> Sum {
        let tally = tally(self.voice.calculator.engine().pack(), self.answer);
        let mut notes = Vec::new();
        if tally.missing > 0 {
            let count = tally.missing.to_string();
            notes.push(self.own("handout.sum.missing", &[("count", &count)]));
        }
        let received = self.received();
        if !received.is_empty() {
            let list = self.voice.listed(&received);
            notes.push(self.own("handout.sum.received", &[("list", &list)]));
        }
        Sum {
            lo: tally.lo,
            hi: tally.hi,
            missing: tally.missing,
            notes,
        }
    }

    /// Support received already, which is part of what an object comes to and no new money
    fn received(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (member, _, hi) in self.answer.groups.iter().flat_map(|group| &group.members) {
            if let (Member::Received(item), true) = (member, *hi != Some(0)) {
                let name = self.item_name(*item);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    pub(super) fn closing(&self) -> Vec<String> {
        let voice = self.voice;
        let estimate = voice.pack_or("pack.estimate", "");
        let estimate = if estimate.is_empty() {
            self.own("handout.estimate", &[])
        } else {
            estimate
        };
        let names = voice.calculator.names();
        let rules = self.own(
            "handout.rules",
            &[
                ("id", &names.id),
                ("version", &names.version),
                ("engine", ENGINE_VERSION),
            ],
        );
        vec![self.own("handout.kinds", &[]), estimate, rules]
    }
}
