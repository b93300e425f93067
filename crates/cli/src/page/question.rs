//! The next best questions: what to answer, where to write it, and what follows from which answer.

use tradeaid_engine::{
    Cell, Days, InputName, Interval, ItemId, Number, Outcome, Question, Truth, Value,
};
use tradeaid_wire::decimal;

use super::Page;
use super::layout::Tone;

impl Page<'_> {
    pub(super) fn questions(&mut self) {
        let answer = self.answered.answer;
        if answer.questions.is_empty() {
            return;
        }
        let title = self.voice.own("question.title", &[]);
        self.sheet.blank();
        self.sheet.lines(0, 2, &[(Tone::Strong, &title)]);
        self.sheet.rule();
        for question in &answer.questions {
            self.question(question);
            self.sheet.blank();
        }
    }

    fn question(&mut self, question: &Question) {
        let voice = self.voice;
        let Some((_, name)) = voice.input(question.open.input) else {
            return;
        };
        let mut path = name.path.clone();
        let mut text = voice.of_path(&path, "question");
        if let Some(year) = question.open.year {
            let year = year.to_string();
            text = voice.own("of_year", &[("label", &text), ("year", &year)]);
            path = [&path, ".by_year.", &year].concat();
        }
        if let Some(item) = question.item {
            text = voice.own(
                "question.of_item",
                &[("question", &text), ("item", &self.item_name(item))],
            );
            path = self.path_in_list(item, &path);
        }
        self.sheet.lines(0, 2, &[(Tone::Strong, &text)]);
        let gain = if question.gain > 0 {
            voice.own("question.gain", &[("money", &voice.money(question.gain))])
        } else {
            voice.own("question.clears", &[])
        };
        let place = voice.own("question.where", &[("path", &path)]);
        self.sheet
            .lines(2, 4, &[(Tone::Plain, &gain), (Tone::Quiet, &place)]);
        if question
            .outcomes
            .iter()
            .all(|outcome| outcome.then.is_empty())
        {
            return;
        }
        for outcome in &question.outcomes {
            let when = self.when(question, outcome.when);
            let then = self.then(outcome);
            let line = voice.own("question.outcome", &[("when", &when), ("then", &then)]);
            self.sheet.lines(2, 4, &[(Tone::Plain, &line)]);
        }
    }

    /// The answers that lead to one outcome
    fn when(&self, question: &Question, cell: Cell) -> String {
        let voice = self.voice;
        if cell.exists == Truth::False {
            return voice.own("value.none", &[]);
        }
        let value = match cell.value {
            Value::Number(range) => self.between(question, range),
            Value::Date(days) => self.after(question, days),
            _ => None,
        };
        let value = value.or_else(|| voice.value(question.open.input, cell.value));
        value.unwrap_or_else(|| voice.own("question.any", &[]))
    }

    /// A range beside others, each end named by the rounder of the two figures that meet there: `低于500万美元`
    /// rather than `不超过4,999,999.99美元`
    fn between(&self, question: &Question, range: Interval) -> Option<String> {
        let voice = self.voice;
        let (_, name) = voice.input(question.open.input)?;
        let others = question
            .outcomes
            .iter()
            .filter_map(|other| match other.when.value {
                Value::Number(range) => Some(range),
                _ => None,
            });
        let below = others
            .clone()
            .map(|other| other.hi)
            .filter(|hi| *hi < range.lo);
        let above = others.map(|other| other.lo).filter(|lo| *lo > range.hi);
        let before = below.reduce(|a, b| if a > b { a } else { b });
        let after = above.reduce(|a, b| if a < b { a } else { b });
        if range.as_point().is_some() {
            return None;
        }
        let low = before
            .map(|before| self.end(name, ["value.from", "value.above"], "min", range.lo, before));
        let high = after
            .map(|after| self.end(name, ["value.up_to", "value.below"], "max", range.hi, after));
        let ends: Vec<String> = low.into_iter().chain(high).collect();
        (!ends.is_empty()).then(|| ends.join(voice.texts.get("seen")))
    }

    fn end(
        &self,
        name: &InputName,
        keys: [&str; 2],
        place: &str,
        own: Number,
        neighbour: Number,
    ) -> String {
        let [inside, outside] = keys;
        let (key, number) = if digits(neighbour) < digits(own) {
            (outside, neighbour)
        } else {
            (inside, own)
        };
        self.voice
            .own(key, &[(place, &self.voice.number(name, number))])
    }

    /// The same for days: the day after another range's last
    fn after(&self, question: &Question, days: Days) -> Option<String> {
        let last = question
            .outcomes
            .iter()
            .any(|other| match other.when.value {
                Value::Date(range) => range.hi.plus_days(1) == days.lo,
                _ => false,
            });
        if !last || days.hi < Days::ALL.hi {
            return None;
        }
        let end = tradeaid_wire::day(days.lo.plus_days(-1));
        Some(self.voice.own("value.after", &[("min", &end)]))
    }

    /// Where an item's input is written in the case: `loan[0].principal`
    fn path_in_list(&self, item: ItemId, path: &str) -> String {
        let items = &self.answered.case.case.items;
        let kind = items.get(item.index()).map(|item| item.kind);
        let earlier = items.iter().take(item.index());
        let index = earlier
            .filter(|other| Some(other.kind) == kind)
            .count()
            .to_string();
        match path.split_once('.') {
            Some((list, key)) => [list, "[", &index, "].", key].concat(),
            None => path.to_owned(),
        }
    }

    fn then(&self, outcome: &Outcome) -> String {
        let voice = self.voice;
        if outcome.then.is_empty() {
            return voice.own("question.no_change", &[]);
        }
        let parts: Vec<String> = outcome
            .then
            .iter()
            .map(|(measure, status)| {
                let name = voice.calculator.names().measures.get(measure.index());
                let title = voice.measure(name.map_or("", |name| &name.id), "title");
                let key = ["status.", tradeaid_wire::StatusWord(*status).word()].concat();
                voice.own(
                    "question.then",
                    &[("title", &title), ("status", voice.texts.get(&key))],
                )
            })
            .collect();
        parts.join(voice.texts.get("question.and"))
    }
}

/// How many digits a figure takes without the zeros at its end: fewer is rounder
fn digits(number: Number) -> usize {
    let plain = decimal(number).unwrap_or_default();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    digits.trim_end_matches('0').len()
}
