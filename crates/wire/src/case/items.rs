//! Reads the items of a case: each with an id of its own, some referring to others.

use tradeaid_engine::{Item, ItemId, KindId, Scope};

use super::{Declared, MAX_ITEMS, Reader, key_of, keys_of, words};
use crate::json::Json;
use crate::problem::ProblemCode;
use crate::text::{beginning, count, position};

const MAX_ID: usize = 64;

impl<'c> Reader<'c> {
    pub(super) fn items(&mut self, kind: KindId, json: &'c Json<'c>) {
        let Some(list) = json.as_list() else {
            return self.problem(ProblemCode::WrongType, json, "list");
        };
        if self.known.item_ids.len().saturating_add(list.len()) > MAX_ITEMS {
            let found = count(list.len());
            let found = (json.start, &*found);
            return self.report(ProblemCode::TooLarge, found, "500 items", &[]);
        }
        let declared = self.declared(Scope::Item(kind), "");
        let mut keys = keys_of(&declared);
        keys.push("id");
        for (index, element) in list.iter().enumerate() {
            let length = self.enter_index(index);
            match element.as_map() {
                Some(entries) => {
                    self.keys(entries, &keys);
                    self.item(kind, &declared, element);
                }
                None => self.problem(ProblemCode::WrongType, element, "object"),
            }
            self.leave(length);
        }
    }

    fn item(&mut self, kind: KindId, declared: &Declared<'c>, json: &'c Json<'c>) {
        let length = self.enter("id");
        let id = self.item_id(json);
        self.leave(length);
        self.note_text(id);
        let Ok(index) = u16::try_from(self.known.case.items.len()) else {
            return;
        };
        self.known.case.items.push(Item::unknown(self.pack, kind));
        self.known.item_ids.push(id.into());
        for (input, name) in declared {
            let key = key_of(&name.path);
            if let Some(json) = json.given(key) {
                self.enter(key);
                self.input(input, name, Some(ItemId(index)), json);
                self.leave(length);
            }
        }
    }

    fn item_id(&mut self, json: &'c Json<'c>) -> &'c str {
        let Some(id) = json.get("id") else {
            self.report(ProblemCode::MissingId, (json.start, ""), "text", &[]);
            return "";
        };
        let Some(text) = id.as_text() else {
            self.problem(ProblemCode::WrongType, id, "text");
            return "";
        };
        if text.is_empty() || beginning(text, MAX_ID).len() < text.len() {
            self.problem(ProblemCode::OutOfDomain, id, "1-64 characters");
        } else if self.known.item_ids.iter().any(|known| known == text) {
            self.problem(ProblemCode::DuplicateId, id, "unique");
        }
        text
    }

    pub(super) fn reference(&mut self, item: ItemId, json: &'c Json<'c>) {
        if let Some(id) = json.as_text() {
            self.note_text(id);
            let path = self.path.clone();
            self.references.push((item.index(), path, json));
        } else {
            self.problem(ProblemCode::WrongType, json, "text");
        }
    }

    pub(super) fn resolve_references(&mut self) {
        let ids = std::mem::take(&mut self.known.item_ids);
        let ids_known = words(&ids);
        for (item, path, json) in std::mem::take(&mut self.references) {
            let id = json.as_text().unwrap_or("");
            let target = position(&ids_known, id).and_then(|index| u16::try_from(index).ok());
            if let (Some(target), Some(item)) = (target, self.known.case.items.get_mut(item)) {
                item.refers_to = Some(ItemId(target));
            } else {
                self.path = path;
                self.unknown(ProblemCode::NoSuchItem, json, id, &ids_known);
            }
        }
        self.known.item_ids = ids;
    }
}
