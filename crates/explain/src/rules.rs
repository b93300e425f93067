//! Rules in words: from the nodes of a pack's graph to sentences, formulas and lists that a lawyer reads. What is said
//! is made from what is calculated, so that the two cannot differ. No markup is written here.

mod cell;
mod clause;
mod letters;
mod number;

use tradeaid_engine::pack::{Condition, Measure};
use tradeaid_engine::{Date, InputId, Names, NodeId, Pack};
use tradeaid_wire::day;

use crate::anchor::Anchor;
use crate::inline::Inline;
use crate::unit::Units;
use crate::voice::Voice;
pub use cell::cell;
pub use clause::{Body, Clause, Ground};
pub(crate) use clause::{choice, comparison};
use letters::Letters;
pub use number::Style;

/// A pack and what is known of its graph before anything is said
pub struct Rules<'a> {
    /// The words
    pub voice: Voice<'a>,
    /// The graph
    pub pack: &'a Pack,
    /// Its names
    pub names: &'a Names,
    pub(crate) units: Units,
    weights: Vec<u32>,
}

impl<'a> Rules<'a> {
    /// Everything that rules are said from
    #[must_use]
    pub fn of(voice: Voice<'a>) -> Self {
        let pack = voice.calculator.engine().pack();
        let names = voice.calculator.names();
        Self {
            voice,
            pack,
            names,
            units: Units::of(pack, names),
            weights: letters::weights(pack),
        }
    }

    /// One of the page's own sentences, filled with runs that may hold links
    #[must_use]
    pub fn fill(&self, key: &str, fillings: &[(&str, &Inline)]) -> Inline {
        Inline::fill(self.voice.texts.get(key), fillings)
    }

    /// What an input is called, leading to where it is described
    #[must_use]
    pub fn name(&self, input: InputId) -> Inline {
        let path = self
            .voice
            .input(input)
            .map_or("", |(_, name)| name.path.as_str());
        let label = self.voice.label(input, None);
        let link = Inline::link(label, Anchor::input(path));
        let key = if path.starts_with("readings.") {
            "rule.name.reading"
        } else {
            "rule.name"
        };
        self.fill(key, &[("name", &link)])
    }

    /// A day as it is written in running text
    pub fn date(&self, date: Date) -> String {
        let (year, month, of_month) = date.to_civil();
        let parts = [year, month, of_month].map(|part| part.to_string());
        let [year, month, of_month] = parts.each_ref().map(String::as_str);
        let fillings = [("year", year), ("month", month), ("day", of_month)];
        self.written_or(day(date), "rule.date", &fillings)
    }

    /// The month that begins on a day
    fn month(&self, date: Date) -> String {
        let (year, month, _) = date.to_civil();
        let (year, month) = (year.to_string(), month.to_string());
        let mut plain = day(date);
        plain.truncate(7);
        self.written_or(plain, "rule.month", &[("year", &year), ("month", &month)])
    }

    /// In the language's own way; plainly where it leaves the pattern empty, and beside what a case states plainly
    fn written_or(&self, plain: String, key: &str, fillings: &[(&str, &str)]) -> String {
        let written = self.voice.own(key, fillings);
        let plainly = written.is_empty() || self.voice.is_in_sentences();
        if plainly { plain } else { written }
    }
}

/// What a case knows, as far as it stands in place of a rule's words
pub(crate) trait Seen {
    /// The branch of a choice that counts, as far as that is settled; anything else is itself
    fn through(&self, node: NodeId) -> NodeId;

    /// What is written for a node in a calculation, if not its words
    fn figure(&self, node: NodeId) -> Option<String>;
}

/// The rules of one measure, group or check, whose longer parts are told apart by letters
pub struct Speech<'a> {
    rules: &'a Rules<'a>,
    owner: String,
    letters: Letters,
    leaves: &'a [Condition],
    seen: Option<&'a dyn Seen>,
}

/// What a letter stands for
pub enum Definition {
    /// A formula in words, and as a formula
    Formula(Inline, Inline),
    /// One formula for each case; the last has no condition
    Cases(Vec<(Option<Clause>, Inline)>),
    /// A condition
    Condition(Clause),
}

impl<'a> Speech<'a> {
    /// Prepares to speak of the rules that start at some nodes
    #[must_use]
    pub fn about(
        rules: &'a Rules<'a>,
        owner: &Anchor,
        roots: &[NodeId],
        leaves: &'a [Condition],
    ) -> Self {
        let owner = owner.id().to_owned();
        let letters = Letters::of(rules, roots, leaves);
        Self {
            rules,
            owner,
            letters,
            leaves,
            seen: None,
        }
    }

    /// Prepares to speak of single rules of a case, with its figures in place of their names and without letters
    pub(crate) fn of_case(rules: &'a Rules<'a>, seen: &'a dyn Seen) -> Self {
        Self {
            seen: Some(seen),
            ..Self::about(rules, &Anchor::section("case"), &[], &[])
        }
    }

    /// Every letter with the place it is explained at and what it stands for
    #[must_use]
    pub fn definitions(&self) -> Vec<(String, Anchor, Definition)> {
        self.letters
            .iter()
            .map(|(letter, node)| {
                let place = Anchor::letter(&self.owner, &letter);
                (letter, place, self.definition(node))
            })
            .collect()
    }

    fn definition(&self, node: NodeId) -> Definition {
        if self.is_truth(node) {
            return Definition::Condition(self.body_of(node));
        }
        let cases = self.cases(node);
        if cases.len() > 1 {
            return Definition::Cases(cases);
        }
        let words = self.opened(node, Style::Words);
        Definition::Formula(words, self.opened(node, Style::Formula))
    }

    /// The letter of a node, leading to where it is explained
    fn letter(&self, node: NodeId) -> Option<Inline> {
        let letter = self.letters.get(node)?;
        let place = Anchor::letter(&self.owner, &letter);
        let letter = self.rules.voice.own("rule.letter", &[("letter", &letter)]);
        Some(Inline::link(letter, place))
    }
}

/// The nodes that a measure's rules start at
#[must_use]
pub fn roots(measure: &Measure) -> Vec<NodeId> {
    let mut roots = vec![measure.eligible];
    for alternative in &measure.amount {
        let parts = [
            alternative.when,
            alternative
                .floor
                .filter(|_| alternative.floor != alternative.ceiling),
            alternative.ceiling,
            alternative.cap,
        ];
        roots.extend(parts.into_iter().flatten());
    }
    roots.extend(measure.figures.iter().map(|figure| figure.node));
    roots.extend(measure.warnings.iter().filter_map(|warning| warning.when));
    roots
}

#[cfg(test)]
pub(crate) mod tests;
