//! Groups of measures for the same object, and the checks that every sane case meets.

use tradeaid_engine::pack::{Check, Group, Pick};
use tradeaid_engine::{MeasureId, NodeId, Scope};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::fields::{Fields, check_name, entries, list, word};
use crate::forms::{declarations, rules};
use crate::nearest::suggest;
use crate::said::say;
use crate::tree::{Entry, Tree};

/// How a group counts its members
pub(crate) const PICKS: [(&str, Pick); 2] = [("highest", Pick::Highest), ("sum", Pick::Sum)];

impl<'a> Compiler<'a> {
    /// Compiles `groups.yaml`
    pub(crate) fn groups(&mut self, tree: &'a Tree) {
        for entry in entries(tree, &say!("part.groups"), &mut self.report) {
            check_name(&entry.key, entry.span, &mut self.report);
            self.want(format!("group.{}", entry.key), entry.span);
            if let Some(group) = self.group(entry) {
                self.check_shared_members(&group, entry);
                self.graph.pack.groups.push(group);
                self.names.groups.push(entry.key.clone());
            }
        }
    }

    fn group(&mut self, entry: &'a Entry) -> Option<Group> {
        let fields = Fields::read(&entry.value, entry.span, &rules::GROUP, &mut self.report)?;
        let kind = fields
            .need("for_each", &mut self.report)
            .and_then(|tree| self.kind(tree));
        let pick = fields.need_one_of("pick", &PICKS, &mut self.report);
        let provision = self.cite(&fields, "cite");
        let counts_received = fields.flag("received", &mut self.report);
        if let Some(entry) = fields
            .entry("received")
            .filter(|_| counts_received && pick == Some(Pick::Sum))
        {
            let help = say!("mend.sum_received");
            self.report
                .add(Code::Form, entry.span, say!("wrong.sum_received"), help);
        }
        let members = fields.need("members", &mut self.report);
        let scope = Scope::Item(kind?);
        let members = members
            .map(|tree| self.members(tree, scope))
            .unwrap_or_default();
        let place = Place {
            scope,
            on: self.shared_day(&members),
        };
        let key = fields
            .get("key")
            .and_then(|tree| self.group_key(tree, place, pick));
        if pick == Some(Pick::Sum) && fields.get("key").is_none() {
            let help = say!("mend.sum_key");
            let message = say!("wrong.sum_key");
            self.report.add(Code::MissingKey, entry.span, message, help);
        }
        let cap = fields.get("capped_at").and_then(|tree| {
            Some((
                self.money(tree, place, &say!("part.cap_of_group"))?,
                tree.span,
            ))
        });
        if let (Some(key), Some((cap, span))) = (key, cap) {
            self.check_one_cap(key, cap, span);
        }
        let cap = cap.map(|(node, _)| node);
        Some(Group {
            kind: kind?,
            members,
            pick: pick?,
            key,
            cap,
            counts_received,
            provision: provision?,
        })
    }

    fn members(&mut self, tree: &'a Tree, scope: Scope) -> Vec<MeasureId> {
        let mut members = Vec::new();
        let items = list(tree, &say!("part.members"), &mut self.report);
        if items.is_empty() {
            let help = say!("mend.one_measure");
            self.report
                .add(Code::Form, tree.span, say!("wrong.no_members"), help);
        }
        for item in items {
            let Some(id) = self.member(item, scope) else {
                continue;
            };
            if members.contains(&id) {
                self.report.add(
                    Code::Duplicate,
                    item.span,
                    say!("wrong.member_twice"),
                    say!("mend.keep_one"),
                );
                continue;
            }
            members.push(id);
        }
        members
    }

    fn member(&mut self, tree: &Tree, scope: Scope) -> Option<MeasureId> {
        let name = word(tree, &mut self.report)?;
        let known = || self.names.measures.iter().map(|known| known.id.as_str());
        let Some(place) = known().position(|known| known == name) else {
            let help = suggest(name, known(), say!("mend.add_article"));
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_measure", name = name),
                help,
            );
            return None;
        };
        let own = self
            .measure_places
            .get(place)
            .map_or(Scope::Case, |place| place.scope);
        if own != scope {
            let message = say!(
                "wrong.member_kind",
                name = name,
                own = self.describe_scope(own),
                scope = self.describe_scope(scope)
            );
            self.report
                .add(Code::Kind, tree.span, message, say!("mend.member_kind"));
            return None;
        }
        self.id(place, &say!("part.measures_many"), tree.span)
            .map(MeasureId)
    }

    /// The day that governs all members, if it is the same for each
    fn shared_day(&self, members: &[MeasureId]) -> Option<NodeId> {
        let mut days = members.iter().map(|id| {
            self.measure_places
                .get(id.index())
                .and_then(|place| place.on)
        });
        let first = days.next().flatten()?;
        days.all(|day| day == Some(first)).then_some(first)
    }

    fn group_key(&mut self, tree: &'a Tree, place: Place, pick: Option<Pick>) -> Option<NodeId> {
        if pick == Some(Pick::Highest) {
            self.report.add(
                Code::Form,
                tree.span,
                say!("wrong.key_of_highest"),
                say!("mend.key_of_highest"),
            );
            return None;
        }
        let value = self.existing(tree, place)?;
        if !matches!(value.kind, crate::units::Type::Number(_)) {
            let message = say!("wrong.key_number", kind = value.kind.describe());
            self.report
                .add(Code::Type, tree.span, message, say!("mend.key_number"));
            return None;
        }
        Some(value.node)
    }

    /// Compiles the checks of one file of `inputs/`
    pub(crate) fn checks(&mut self, tree: &'a Tree) {
        let Some(checks) = tree.get("checks") else {
            return;
        };
        for item in list(checks, &say!("part.checks"), &mut self.report) {
            let found = self.check(item);
            self.graph.pack.checks.extend(found);
        }
    }

    fn check(&mut self, tree: &'a Tree) -> Option<Check> {
        let fields = Fields::read(tree, tree.span, &declarations::CHECK, &mut self.report)?;
        let text = self.text(&fields, "check");
        let at = fields
            .need("at", &mut self.report)
            .and_then(|tree| self.named_input(tree));
        let is = fields.need("is", &mut self.report);
        let scope = self.graph.pack.input(at?)?.scope;
        let node = self.plain_condition(is?, Place { scope, on: None })?;
        Some(Check {
            scope,
            node,
            text: text?,
            inputs: self.inputs_from(at?, node),
        })
    }
}
