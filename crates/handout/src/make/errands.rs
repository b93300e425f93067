//! What to do next and what to bring: one errand for all findings with the same next step, with the facts their
//! answers rest on.

use tradeaid_engine::{InputClass, ItemId, Observed, Scope, Status, Truth};

use super::{Maker, Row};
use crate::sheet::{Errand, Line, Part};

/// Whose facts they are, and what they are called
type Owned = (Option<ItemId>, Vec<String>);

impl Maker<'_> {
    pub(super) fn errands(&self, rows: &[Row<'_>], lines: &[Line]) -> Vec<Errand> {
        let mut steps: Vec<(&str, Vec<(&Row<'_>, &Line)>)> = Vec::new();
        for (row, line) in rows.iter().zip(lines) {
            // The next step of a service stands beside it; it takes no papers.
            let wanted = matches!(line.part, Part::Certain | Part::Possible | Part::Beside);
            if !wanted || line.next.is_empty() || self.gives_way(row) {
                continue;
            }
            match steps.iter_mut().find(|(step, _)| *step == line.next) {
                Some((_, mine)) => mine.push((row, line)),
                None => steps.push((&line.next, vec![(row, line)])),
            }
        }
        let errands = steps.iter().map(|(step, mine)| Errand {
            step: (*step).to_owned(),
            of: self.measures(mine),
            bring: self.bring(mine),
        });
        errands.collect()
    }

    /// The measures of an errand, each once with its lines
    fn measures(&self, mine: &[(&Row<'_>, &Line)]) -> String {
        let mut titles: Vec<(&str, Vec<usize>)> = Vec::new();
        for (_, line) in mine {
            let number = line.number.unwrap_or(0);
            match titles.iter_mut().find(|(title, _)| *title == line.title) {
                Some((_, numbers)) => numbers.push(number),
                None => titles.push((&line.title, vec![number])),
            }
        }
        let titles: Vec<String> = titles
            .iter()
            .map(|(title, numbers)| self.with_lines((*title).to_owned(), numbers))
            .collect();
        self.voice.listed(&titles)
    }

    /// The facts that conditions and amounts looked at, by whose they are
    fn bring(&self, mine: &[(&Row<'_>, &Line)]) -> Vec<String> {
        let mut facts: Vec<Owned> = Vec::new();
        for (row, _) in mine {
            let finding = row.finding;
            // What another condition makes up for needs no evidence.
            let settled = finding.row.status == Status::Eligible;
            let reasons = finding.reasons.iter();
            let reasons = reasons.filter(|reason| !settled || reason.holds == Truth::True);
            let looked = reasons.flat_map(|reason| &reason.inputs);
            let steps = finding.steps.iter().flat_map(|step| &step.inputs);
            for seen in looked.chain(steps) {
                self.add_fact(&mut facts, seen, finding.row.item);
            }
        }
        // The enterprise comes first.
        facts.sort_by_key(|(item, _)| item.map_or(0, |item| item.index() + 1));
        let said = facts.iter().map(|(item, labels)| {
            let name = match item {
                Some(item) => self.item_name(*item),
                None => self.own("handout.of_enterprise", &[]),
            };
            let value = self.voice.listed(labels);
            self.own("handout.figure", &[("name", &name), ("value", &value)])
        });
        said.collect()
    }

    fn add_fact(&self, facts: &mut Vec<Owned>, seen: &Observed, item: Option<ItemId>) {
        let Some((input, _)) = self.voice.input(seen.input) else {
            return;
        };
        if input.class != InputClass::Fact || self.is_day_of_assessment(seen.input) {
            return;
        }
        let owner = item.filter(|_| input.scope != Scope::Case);
        let label = self.voice.label(seen.input, seen.year);
        match facts.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, labels)) if labels.contains(&label) => {}
            Some((_, labels)) => labels.push(label),
            None => facts.push((owner, vec![label])),
        }
    }
}
