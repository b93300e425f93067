//! The words of the page without its markup and links, for what is not a page: rules, values, cells and what an input
//! may be.

use tradeaid_engine::node::Test;
use tradeaid_engine::pack::Input;
use tradeaid_engine::{Date, InputId, InputName, Node, NodeId, Value};

use super::{inputs, tables};
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;
use tradeaid_explain::Voice;
use tradeaid_explain::{Definition, Rules, Speech, Style};

/// A pack whose rules can be put into words
pub(crate) struct Plain<'a> {
    rules: Rules<'a>,
}

impl<'a> Plain<'a> {
    /// Prepares a pack
    pub(crate) fn of(voice: Voice<'a>) -> Self {
        Self {
            rules: Rules::of(voice),
        }
    }

    /// A condition, a formula or a day, in one line
    pub(crate) fn rule(&self, node: NodeId) -> String {
        let (said, meanings) = self.rule_and_meanings(node);
        [said, meanings].concat()
    }

    /// The same, and apart from it what the letters in it stand for
    pub(crate) fn rule_and_meanings(&self, node: NodeId) -> (String, String) {
        let place = Anchor::section("plain");
        let speech = Speech::about(&self.rules, &place, &[node], &[]);
        let said = self.one(&speech, node).plain();
        let voice = self.rules.voice;
        let mut meanings = String::new();
        for (letter, _, definition) in speech.definitions() {
            let meaning = self.definition(&speech, &definition).plain();
            let letter = voice.own("rule.letter", &[("letter", &letter)]);
            let fillings = [("letter", letter.as_str()), ("meaning", &meaning)];
            meanings.push_str(&voice.own("diff.where", &fillings));
        }
        (said, meanings)
    }

    fn one(&self, speech: &Speech<'_>, node: NodeId) -> Inline {
        if speech.is_truth(node) {
            return speech.in_one_line(&speech.clause(node, false));
        }
        if let Some(Node::Derived { input, .. }) = self.rules.pack.node(node) {
            return self.rules.name(*input);
        }
        speech.value(node, Style::Formula)
    }

    fn definition(&self, speech: &Speech<'_>, definition: &Definition) -> Inline {
        match definition {
            Definition::Condition(clause) => speech.in_one_line(clause),
            Definition::Formula(_, formula) => formula.clone(),
            Definition::Cases(cases) => {
                let cases: Vec<Inline> = cases
                    .iter()
                    .map(|(when, value)| match when {
                        Some(when) => {
                            let when = speech.in_one_line(when);
                            let fillings = [("when", &when), ("value", value)];
                            self.rules.fill("rule.case.when", &fillings)
                        }
                        None => self.rules.fill("rule.case.otherwise", &[("value", value)]),
                    })
                    .collect();
                Inline::join(&cases, self.rules.voice.texts.get("rule.several"))
            }
        }
    }

    /// A day in running text
    pub(crate) fn date(&self, date: Date) -> String {
        self.rules.date(date)
    }

    /// What an input may be
    pub(crate) fn domain(&self, input: &Input, name: &InputName) -> String {
        inputs::domain(&self.rules, input, name)
    }

    /// A cell of a decision table
    pub(crate) fn cell(&self, test: &Test, column: NodeId) -> String {
        let input = self.rules.pack.node(column).and_then(Node::input);
        tradeaid_explain::cell(&self.rules, test, input)
    }

    /// What a row of a decision table gives
    pub(crate) fn output(&self, input: Option<InputId>, value: Value) -> String {
        input.map_or_else(String::new, |input| {
            tables::output(&self.rules, input, value)
        })
    }
}
