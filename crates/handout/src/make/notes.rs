//! What goes with several findings: what counts once, what was assumed, what is open, what to beware of.

use tradeaid_engine::pack::Pick;
use tradeaid_engine::{Assumption, GroupOutcome, InputClass, InputId, Member, OpenInput};
use tradeaid_explain::{assumption_in_words, bounds_in_words};

use super::{Maker, Row};
use crate::sheet::{Line, Note, Part};

/// Something said once, with the numbers of the lines it is about
type Marked<T> = Vec<(T, Vec<usize>)>;

impl Maker<'_> {
    pub(super) fn notes(&self, rows: &[Row<'_>], lines: &[Line]) -> Vec<Note> {
        let numbered: Vec<(&Row<'_>, usize)> = rows
            .iter()
            .zip(lines)
            .filter_map(|(row, line)| Some((row, line.number?)))
            .collect();
        let mut notes = self.higher();
        notes.extend(self.assumed(&numbered));
        notes.extend(self.open(&numbered));
        notes.extend(self.warned(&numbered));
        let rest = lines.iter().filter(|line| line.part == Part::Unconcerned);
        let rest = rest.count();
        if rest > 0 {
            let count = rest.to_string();
            notes.push(self.note(
                "unconcerned",
                self.own("handout.unconcerned.note", &[("count", &count)]),
            ));
        }
        notes
    }

    fn note(&self, name: &str, text: String) -> Note {
        let label = self.own(&["handout.", name].concat(), &[]);
        Note { label, text }
    }

    /// Several supports for one object, of which the highest counts, and several under one limit
    fn higher(&self) -> Vec<Note> {
        let groups = self.answer.groups.iter();
        groups
            .filter_map(|outcome| self.of_group(outcome))
            .collect()
    }

    fn of_group(&self, outcome: &GroupOutcome) -> Option<Note> {
        let voice = self.voice;
        let index = outcome.group.index();
        let group = voice.calculator.engine().pack().groups.get(index)?;
        let id = voice.calculator.names().groups.get(index)?;
        let live: Vec<_> = outcome
            .members
            .iter()
            .filter(|(_, _, hi)| *hi != Some(0))
            .collect();
        if live.is_empty() || (group.pick == Pick::Highest && live.len() < 2) {
            return None;
        }
        let members: Vec<String> = live
            .iter()
            .map(|(member, lo, hi)| {
                let value = bounds_in_words(voice, *lo, *hi);
                self.own(
                    "handout.figure",
                    &[("name", &self.member(*member)), ("value", &value)],
                )
            })
            .collect();
        let mut name = voice.pack_or(&["group.", id].concat(), id);
        if let Some(item) = outcome.item {
            let item = self.item_name(item);
            name = self.own("handout.of_item", &[("name", &name), ("item", &item)]);
        }
        let list = self.row_of(&members);
        let total = bounds_in_words(voice, outcome.lo, outcome.hi);
        let winner = outcome.winner.map(|winner| self.member(winner));
        let (key, label) = match (group.pick, &winner) {
            (Pick::Sum, _) => ("handout.together.said", "handout.together"),
            (Pick::Highest, Some(_)) => ("handout.higher.settled", "handout.higher"),
            (Pick::Highest, None) => ("handout.higher.open", "handout.higher"),
        };
        let winner = winner.unwrap_or_default();
        let fillings = [
            ("list", list.as_str()),
            ("winner", &winner),
            ("total", &total),
        ];
        Some(Note {
            label: self.own(label, &[("name", &name)]),
            text: self.cited(&self.own(key, &fillings), group.provision),
        })
    }

    fn member(&self, member: Member) -> String {
        match member {
            Member::Measure(id) => {
                let name = self.voice.calculator.names().measures.get(id.index());
                self.voice
                    .measure(name.map_or("", |name| &name.id), "title")
            }
            Member::Received(item) => self.item_name(item),
        }
    }

    /// The readings that were assumed, each once: with the lines it matters for, if it matters for any
    fn assumed(&self, rows: &[(&Row<'_>, usize)]) -> Vec<Note> {
        let mut marked: Marked<Assumption> = Vec::new();
        for (row, number) in rows {
            for assumption in &row.finding.assumptions {
                let same = |(known, _): &&mut (Assumption, _)| known.reading == assumption.reading;
                match marked.iter_mut().find(same) {
                    Some((known, numbers)) if known.changes_result == assumption.changes_result => {
                        numbers.push(*number);
                    }
                    Some(known) if assumption.changes_result => {
                        *known = (*assumption, vec![*number]);
                    }
                    Some(_) => {}
                    None => marked.push((*assumption, vec![*number])),
                }
            }
        }
        // What matters comes first.
        marked.sort_by_key(|(assumption, _)| !assumption.changes_result);
        let said = marked.iter().filter_map(|(assumption, numbers)| {
            let text = assumption_in_words(self.voice, assumption)?;
            Some(self.note("assumed", self.with_lines(text, numbers)))
        });
        said.collect()
    }

    /// What is open, by who can settle it
    fn open(&self, rows: &[(&Row<'_>, usize)]) -> Vec<Note> {
        let mut marked: Marked<OpenInput> = Vec::new();
        for (row, number) in rows {
            for open in &row.finding.open {
                match marked.iter_mut().find(|(known, _)| known == open) {
                    Some((_, numbers)) => numbers.push(*number),
                    None => marked.push((*open, vec![*number])),
                }
            }
        }
        let mut notes = Vec::new();
        for (class, name) in [
            (InputClass::Fact, "open.fact"),
            (InputClass::Parameter, "open.parameter"),
            (InputClass::Reading, "open.reading"),
        ] {
            let mine = marked
                .iter()
                .filter(|(open, _)| self.class(open.input) == Some(class));
            let said: Vec<String> = mine
                .map(|(open, numbers)| self.with_lines(self.label(open.input, open.year), numbers))
                .collect();
            if !said.is_empty() {
                let list = self.row_of(&said);
                let key = ["handout.", name, ".note"].concat();
                notes.push(self.note(name, self.own(&key, &[("list", &list)])));
            }
        }
        notes
    }

    fn label(&self, input: InputId, year: Option<i32>) -> String {
        self.voice.label(input, year)
    }

    /// The pack's warnings, each once
    fn warned(&self, rows: &[(&Row<'_>, usize)]) -> Vec<Note> {
        let mut marked: Marked<&str> = Vec::new();
        let codes = &self.voice.calculator.names().codes;
        for (row, number) in rows {
            let mine = row.finding.warnings.iter();
            for code in mine.filter_map(|code| codes.get(code.index())) {
                match marked.iter_mut().find(|(known, _)| *known == code.as_str()) {
                    Some((_, numbers)) => numbers.push(*number),
                    None => marked.push((code, vec![*number])),
                }
            }
        }
        let said = marked.iter().map(|(code, numbers)| {
            let text = self.voice.pack_or(&["warning.", code].concat(), code);
            self.note("warning", self.with_lines(text, numbers))
        });
        said.collect()
    }

    /// A text with the numbers of the lines it is about
    pub(super) fn with_lines(&self, text: String, numbers: &[usize]) -> String {
        let mut numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        numbers.dedup();
        if numbers.is_empty() {
            return text;
        }
        let list = self.voice.listed(&numbers);
        self.own("handout.lines", &[("text", &text), ("list", &list)])
    }
}
