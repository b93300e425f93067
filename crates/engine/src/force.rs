//! Whether a pack's rules are in force for a thing: whether some measure about it can apply, with nothing known but days.

use crate::pack::{Domain, Measure, Scope};
use crate::{Case, Days, Engine, InputId, Item, ItemId, Known, Pack, Workspace};

impl Engine {
    /// Whether some measure about an item, or about the case itself, may be in force; none where the pack has no measure
    /// about such an item
    ///
    /// A measure that looks at no day is in force while its document is valid, on the day of assessment.
    #[must_use]
    pub fn in_force(&self, case: &Case, item: Option<ItemId>) -> Option<bool> {
        let pack = self.pack();
        let item = item.and_then(|item| case.items.get(item.index()));
        let scope = item.map_or(Scope::Case, |item| Scope::Item(item.kind));
        let mut days = Case::unknown(pack);
        pack.copy_days(Scope::Case, &case.values, &mut days.values);
        let mut pass = Workspace::new(pack);
        pass.run_case(pack, &days);
        if let Some(item) = item {
            let mut its_days = Item::unknown(pack, item.kind);
            pack.copy_days(scope, &item.values, &mut its_days.values);
            pass.run_item(pack, &days, &its_days);
        }
        let mut found = None;
        for (_, measure) in pack.measures_of(scope) {
            let is_in_force = if pack.days_of(measure).is_empty() {
                pack.is_valid(case)
            } else {
                pass.value(measure.eligible).truth().may_hold()
            };
            found = Some(found == Some(true) || is_in_force);
        }
        // A pack without measures about the enterprise may still answer for it what it derives.
        found.or_else(|| item.is_none().then(|| pack.is_valid(case)))
    }

    /// The days that decide whether measures of a scope apply, each once
    #[must_use]
    pub fn governing_days(&self, scope: Scope) -> Vec<InputId> {
        let mut days: Vec<InputId> = Vec::new();
        for (_, measure) in self.pack().measures_of(scope) {
            for day in self.pack().days_of(measure) {
                if !days.contains(&day) {
                    days.push(day);
                }
            }
        }
        days
    }
}

impl Pack {
    fn copy_days(&self, scope: Scope, from: &[Known], to: &mut [Known]) {
        for (_, input) in self.inputs_of(scope) {
            let slot = usize::from(input.slot);
            if input.domain == Domain::Date
                && let (Some(from), Some(to)) = (from.get(slot), to.get_mut(slot))
            {
                *to = *from;
            }
        }
    }

    /// Whether the day of assessment may lie in the days that the document is valid
    fn is_valid(&self, case: &Case) -> bool {
        let as_of = self.as_of.and_then(|id| self.input(id));
        let known = as_of.and_then(|input| case.known(input, None));
        let day = known.map_or(Days::ALL, |known| known.value.days());
        self.valid
            .is_none_or(|(from, to)| from <= day.hi && day.lo <= to)
    }

    /// The days that decide whether a measure applies
    fn days_of(&self, measure: &Measure) -> Vec<InputId> {
        let mut days = Vec::new();
        for node in self.below(vec![measure.eligible]) {
            let input = self.node(node).and_then(crate::Node::input);
            let day = input.filter(|id| self.input(*id).is_some_and(|i| i.domain == Domain::Date));
            days.extend(day);
        }
        days
    }
}
