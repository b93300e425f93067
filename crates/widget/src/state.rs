//! What a person has said so far, as they typed it, and the one way it changes.
//!
//! Pure: nothing that can be worked out from it may be kept here, and no pack is read.

use tradeaid_engine::{InputId, KindId};
use tradeaid_wire::text::{count_of, cut, push_digits};

/// The place of one answer: an input, of the enterprise or of an item, of one year or of none
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Adds a short text that names it within one calculator, such as `12.3.` or `7..2023`
    pub(crate) fn push_token(self, text: &mut String) {
        push_digits(text, self.input.0.into(), 1);
        text.push('.');
        if let Some(item) = self.item {
            push_digits(text, item.into(), 1);
        }
        text.push('.');
        if let Some(year) = self.year {
            push_digits(text, year.unsigned_abs().into(), 1);
        }
    }

    /// The same, alone
    #[must_use]
    pub(crate) fn token(self) -> String {
        let mut text = String::new();
        self.push_token(&mut text);
        text
    }

    /// The place that a token names
    #[must_use]
    pub(crate) fn from_token(token: &str) -> Option<Self> {
        let (input, rest) = cut(token, b'.')?;
        let (item, year) = cut(rest, b'.')?;
        Some(Self {
            input: InputId(small(input)?),
            item: small(item),
            year: small(year).map(i32::from),
        })
    }
}

/// The small number that decimal digits are: that of an input or an item, or a year
#[must_use]
pub(crate) fn small(digits: &str) -> Option<u16> {
    u16::try_from(count_of(digits)?).ok()
}

/// Adds a year in its order, once
pub(crate) fn insert_year(years: &mut Vec<i32>, year: i32) {
    let mut at = 0;
    for known in years.iter() {
        if *known == year {
            return;
        }
        at += usize::from(*known < year);
    }
    years.insert(at, year);
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
    /// Everything is to be forgotten
    Clear,
}

impl State {
    /// What was said at a place
    #[must_use]
    pub(crate) fn said(&self, place: Place) -> Option<&Said> {
        let (_, said) = self.answers.get(self.position(place)?)?;
        Some(said)
    }

    fn position(&self, place: Place) -> Option<usize> {
        let mut answers = self.answers.iter();
        answers.position(|(known, _)| *known == place)
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
        match self.said(place) {
            Some(Said::Text(text)) => !text.is_empty(),
            said => said.is_some(),
        }
    }

    /// The years that were spoken of for a yearly input, in order
    #[must_use]
    pub(crate) fn years(&self, input: InputId) -> Vec<i32> {
        let mut years = Vec::new();
        for (place, _) in &self.answers {
            if let Some(year) = place.year
                && place.input == input
            {
                insert_year(&mut years, year);
            }
        }
        years
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

    /// The number of the item that stands at a place among those of its kind
    #[must_use]
    pub(crate) fn number_of(&self, kind: KindId, place: u16) -> Option<u16> {
        let mut before = place;
        for item in &self.items {
            if item.kind == kind {
                if before == 0 {
                    return Some(item.number);
                }
                before -= 1;
            }
        }
        None
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
            Change::Clear => *self = Self::default(),
        }
    }

    /// Says something at a place
    pub(crate) fn say(&mut self, place: Place, said: Said) {
        self.forget(place);
        self.answers.push((place, said));
    }

    fn toggle(&mut self, place: Place, said: Said) {
        if self.said(place) == Some(&said) {
            self.forget(place);
        } else {
            self.say(place, said);
        }
    }

    /// Forgets what was said at a place
    pub(crate) fn forget(&mut self, place: Place) {
        if let Some(at) = self.position(place) {
            self.answers.swap_remove(at);
        }
    }

    /// Adds an item, under the id it has in a case or under a new one, and tells its number
    pub(crate) fn add(&mut self, kind: KindId, id: Option<&str>) -> u16 {
        self.last = self.last.saturating_add(1);
        let number = self.last;
        let id = id.map_or_else(|| self.new_id(), str::to_owned);
        self.items.push(Item { number, id, kind });
        number
    }

    fn new_id(&self) -> String {
        let mut number = 1;
        loop {
            let mut id = String::from("t");
            push_digits(&mut id, number, 1);
            if self.item_by_id(&id).is_none() {
                return id;
            }
            number += 1;
        }
    }

    fn copy(&mut self, number: u16) {
        let Some(kind) = self.item(number).map(|item| item.kind) else {
            return;
        };
        let copy = self.add(kind, None);
        for at in 0..self.answers.len() {
            if let Some((place, said)) = self.answers.get(at)
                && place.item == Some(number)
            {
                let place = Place {
                    item: Some(copy),
                    ..*place
                };
                let said = said.clone();
                self.answers.push((place, said));
            }
        }
    }

    fn remove(&mut self, number: u16) {
        if let Some(at) = self.items.iter().position(|item| item.number == number) {
            self.items.remove(at);
        }
        let mut at = 0;
        while let Some((place, _)) = self.answers.get(at) {
            if place.item == Some(number) {
                self.answers.swap_remove(at);
            } else {
                at += 1;
            }
        }
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
    fn years_are_told_in_order_whatever_the_order_said() {
        let mut state = State::default();
        for year in [2024, 2022, 2023, 2022] {
            let place = Place {
                year: Some(year),
                ..Place::of(InputId(4))
            };
            state.apply(typed(place, "1"));
        }
        state.apply(typed(Place::of(InputId(4)), "1"));
        assert_eq!(state.years(InputId(4)), [2022, 2023, 2024]);
        assert!(state.years(InputId(5)).is_empty());
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
