//! The enterprise and its business in sentences: what the case says, as people write it.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{InputClass, InputId, Item, ItemId, Known, Observed, Scope, Truth, Value};

use super::Maker;

impl Maker<'_> {
    /// One sentence about the enterprise, one about each item, one about what was set beside them
    pub(super) fn business(&self) -> Vec<String> {
        let mut said = Vec::new();
        self.say(
            &mut said,
            "handout.enterprise",
            "",
            &self.facts(InputClass::Fact),
        );
        self.say(&mut said, "handout.derived", "", &self.derived());
        let items = (0_u16..).map(ItemId).zip(&self.case.case.items);
        for (id, item) in items {
            let name = self.item_name(id);
            self.say(&mut said, "handout.business", &name, &self.item_facts(item));
        }
        let set = [InputClass::Parameter, InputClass::Reading].map(|class| self.facts(class));
        self.say(&mut said, "handout.set", "", &set.concat());
        said
    }

    /// A sentence, unless there is nothing to say and nothing to name
    fn say(&self, said: &mut Vec<String>, key: &str, name: &str, facts: &[String]) {
        if facts.is_empty() && name.is_empty() {
            return;
        }
        let list = if facts.is_empty() {
            self.own("handout.nothing_said", &[])
        } else {
            self.row_of(facts)
        };
        said.push(self.own(key, &[("name", name), ("list", &list)]));
    }

    /// What the case says of inputs of a class, outside of items
    fn facts(&self, class: InputClass) -> Vec<String> {
        let mut facts = Vec::new();
        for (id, input) in self.inputs() {
            if input.scope != Scope::Case || input.class != class || self.is_day_of_assessment(id) {
                continue;
            }
            if input.yearly {
                let series = self.case.case.series.get(usize::from(input.slot));
                let Some(series) = series else { continue };
                let every = series.every.map(|figure| (None, figure));
                let years = series
                    .years
                    .iter()
                    .map(|(year, figure)| (Some(*year), *figure));
                for (year, figure) in every.into_iter().chain(years) {
                    facts.extend(self.fact(id, year, Value::Number(figure), false));
                }
            } else if let Some(known) = self.case.case.known(input, None) {
                facts.extend(self.known(id, known));
            }
        }
        facts
    }

    fn item_facts(&self, item: &Item) -> Vec<String> {
        let mut facts = Vec::new();
        for (id, input) in self.inputs() {
            if input.scope != Scope::Item(item.kind) {
                continue;
            }
            if let (tradeaid_engine::pack::Domain::Reference, Some(other)) =
                (&input.domain, item.refers_to)
            {
                let label = self.voice.label(id, None);
                let value = self.item_name(other);
                facts.push(self.own("observed", &[("label", &label), ("value", &value)]));
            } else if let Some(known) = self.case.case.known(input, Some(item)) {
                facts.extend(self.known(id, known));
            }
        }
        facts
    }

    /// What the pack derived and the case did not say
    fn derived(&self) -> Vec<String> {
        let derived = self.answer.derived.iter().filter(|derived| !derived.given);
        derived
            .filter_map(|derived| self.fact(derived.input, None, derived.value, false))
            .collect()
    }

    fn known(&self, id: InputId, known: &Known) -> Option<String> {
        if !known.given {
            return None;
        }
        self.fact(id, None, known.value, known.exists == Truth::False)
    }

    fn fact(
        &self,
        input: InputId,
        year: Option<i32>,
        value: Value,
        is_none: bool,
    ) -> Option<String> {
        let seen = Observed {
            input,
            year,
            value,
            is_none,
        };
        let said = self.voice.in_sentences().observed(&[seen]);
        (!said.is_empty()).then_some(said)
    }

    fn inputs(&self) -> impl Iterator<Item = (InputId, &Input)> {
        let inputs = &self.voice.calculator.engine().pack().inputs;
        (0_u16..).map(InputId).zip(inputs)
    }
}
