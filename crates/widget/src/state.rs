//! What a person has said so far, as they typed it, and the one way it changes.
//!
//! Pure: nothing that can be worked out from it may be kept here, and no pack is read.

use tradeaid_engine::{InputId, KindId};

/// The place of one answer: an input, of the enterprise or of an item, of one year or of none
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Which input
    pub input: InputId,
    /// The number of the item, for an item's input
    pub item: Option<u16>,
    /// The year, for a yearly figure
    pub year: Option<i32>,
}

impl Place {
    /// An input of the enterprise
    #[must_use]
    pub(crate) const fn of(input: InputId) -> Self {
        Self {
            input,
            item: None,
            year: None,
        }
    }

    /// A short text that names it within one calculator, such as `12.3.` or `7..2023`
    #[must_use]
    pub(crate) fn token(self) -> String {
        let year = self.year.map_or(String::new(), |year| year.to_string());
        let item = self.item.map_or(String::new(), |item| item.to_string());
        [&self.input.0.to_string(), item.as_str(), year.as_str()].join(".")
    }

    /// The place that a token names
    #[must_use]
    pub(crate) fn from_token(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let input = InputId(parts.next()?.parse().ok()?);
        let item = parts.next()?;
        let year = parts.next()?;
        Some(Self {
            input,
            item: (!item.is_empty()).then(|| item.parse().ok()).flatten(),
            year: (!year.is_empty()).then(|| year.parse().ok()).flatten(),
        })
    }
}

/// What was said of one input; nothing said means that it is not known
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// As typed, or the name of the option picked
    Text(String),
    /// 不清楚, picked as an answer
    Unsure,
    /// 没有: known not to exist
    None,
}

/// One thing the enterprise did
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its number, never used twice
    pub number: u16,
    /// Its id in a case
    pub id: String,
    /// What kind of thing it is
    pub kind: KindId,
}

/// Everything said so far
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    answers: Vec<(Place, Said)>,
    items: Vec<Item>,
    last: u16,
}

/// One change of what is said
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Something was typed or picked
    Say(Place, Said),
    /// 不清楚 or 没有 was switched on or off
    Toggle(Place, Said),
    /// An item of a kind was added
    Add(KindId),
    /// An item was added that says the same as this one
    Copy(u16),
    /// An item was taken away
    Remove(u16),
    /// Another case came from outside
    Replace(State),
    /// Everything is to be forgotten
    Clear,
}

impl State {
    /// What was said at a place
    #[must_use]
    pub(crate) fn said(&self, place: Place) -> Option<&Said> {
        self.answers
            .iter()
            .find(|(known, _)| *known == place)
            .map(|(_, said)| said)
    }

    /// The text at a place, or an empty one
    #[must_use]
    pub(crate) fn text(&self, place: Place) -> &str {
        match self.said(place) {
            Some(Said::Text(text)) => text,
            _ => "",
        }
    }

    /// Whether anything was said at a place, 不清楚 included
    #[must_use]
    pub(crate) fn is_answered(&self, place: Place) -> bool {
        !matches!(self.said(place), None | Some(Said::Text(_))) || !self.text(place).is_empty()
    }

    /// The years that were spoken of for a yearly input
    pub(crate) fn years(&self, input: InputId) -> impl Iterator<Item = i32> + '_ {
        self.answers
            .iter()
            .filter(move |(place, _)| place.input == input)
            .filter_map(|(place, _)| place.year)
    }

    /// All items, in the order they were added
    #[must_use]
    pub(crate) fn items(&self) -> &[Item] {
        &self.items
    }

    /// The items of a kind, in the order they were added
    pub(crate) fn items_of(&self, kind: KindId) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// The item with this number
    #[must_use]
    pub(crate) fn item(&self, number: u16) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }

    /// The item with this id
    #[must_use]
    pub(crate) fn item_by_id(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The item added last
    #[must_use]
    pub(crate) fn newest(&self) -> Option<&Item> {
        self.items.last()
    }

    /// Makes a change
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Say(place, said) => self.say(place, said),
            Change::Toggle(place, said) => self.toggle(place, said),
            Change::Add(kind) => {
                self.add(kind, None);
            }
            Change::Copy(number) => self.copy(number),
            Change::Remove(number) => self.remove(number),
            Change::Replace(state) => *self = state,
            Change::Clear => *self = Self::default(),
        }
    }

    /// Says something at a place
    pub(crate) fn say(&mut self, place: Place, said: Said) {
        match self.answers.iter_mut().find(|(known, _)| *known == place) {
            Some((_, before)) => *before = said,
            None => self.answers.push((place, said)),
        }
    }

    fn toggle(&mut self, place: Place, said: Said) {
        if self.said(place) == Some(&said) {
            self.answers.retain(|(known, _)| *known != place);
        } else {
            self.say(place, said);
        }
    }

    /// Adds an item, under the id it has in a case or under a new one, and tells its number
    pub(crate) fn add(&mut self, kind: KindId, id: Option<String>) -> u16 {
        self.last = self.last.saturating_add(1);
        let number = self.last;
        let id = id.unwrap_or_else(|| self.new_id());
        self.items.push(Item { number, id, kind });
        number
    }

    fn new_id(&self) -> String {
        let mut number: usize = 1;
        loop {
            let id = ["t", &number.to_string()].concat();
            if self.item_by_id(&id).is_none() {
                return id;
            }
            number = number.saturating_add(1);
        }
    }

    fn copy(&mut self, number: u16) {
        let Some(kind) = self.item(number).map(|item| item.kind) else {
            return;
        };
        let copy = self.add(kind, None);
        let same: Vec<(Place, Said)> = self
            .answers
            .iter()
            .filter(|(place, _)| place.item == Some(number))
            .map(|(place, said)| {
                let place = Place {
                    item: Some(copy),
                    ..*place
                };
                (place, said.clone())
            })
            .collect();
        self.answers.extend(same);
    }

    fn remove(&mut self, number: u16) {
        self.items.retain(|item| item.number != number);
        self.answers.retain(|(place, _)| place.item != Some(number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOAN: KindId = KindId(1);

    fn place(item: u16) -> Place {
        Place {
            item: Some(item),
            ..Place::of(InputId(3))
        }
    }

    fn typed(place: Place, text: &str) -> Change {
        Change::Say(place, Said::Text(text.into()))
    }

    #[test]
    fn a_token_names_its_place() {
        for place in [
            Place::of(InputId(0)),
            place(7),
            Place {
                year: Some(2023),
                ..Place::of(InputId(12))
            },
        ] {
            assert_eq!(Place::from_token(&place.token()), Some(place));
        }
        assert_eq!(Place::from_token("x.."), None);
        assert_eq!(Place::from_token(""), None);
    }

    #[test]
    fn not_sure_is_switched_on_and_off_and_typing_overrules_it() {
        let mut state = State::default();
        let place = Place::of(InputId(1));
        state.apply(typed(place, "12万"));
        state.apply(Change::Toggle(place, Said::Unsure));
        assert_eq!(state.said(place), Some(&Said::Unsure));
        assert!(state.is_answered(place) && state.text(place).is_empty());
        state.apply(Change::Toggle(place, Said::Unsure));
        assert_eq!(state.said(place), None);
        state.apply(Change::Toggle(place, Said::None));
        state.apply(typed(place, "5"));
        assert_eq!(state.text(place), "5");
        state.apply(typed(place, ""));
        assert!(!state.is_answered(place));
    }

    #[test]
    fn items_keep_their_numbers_and_ids_when_others_go() {
        let mut state = State::default();
        state.apply(Change::Add(LOAN));
        state.apply(Change::Add(LOAN));
        state.apply(typed(place(1), "a"));
        state.apply(typed(place(2), "b"));
        state.apply(Change::Remove(1));
        let ids = |state: &State| -> Vec<(u16, String)> {
            state
                .items_of(LOAN)
                .map(|item| (item.number, item.id.clone()))
                .collect()
        };
        assert_eq!(ids(&state), [(2, "t2".into())]);
        assert_eq!(state.text(place(1)), "");
        state.apply(Change::Copy(2));
        assert_eq!(ids(&state), [(2, "t2".into()), (3, "t1".into())]);
        assert_eq!(state.text(place(3)), "b");
        state.apply(Change::Copy(99));
        assert_eq!(state.items().len(), 2);
        state.apply(Change::Clear);
        assert_eq!(state, State::default());
    }
}
