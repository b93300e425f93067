//! Conditions and values that have a name of their own and are used by it. Compiled where they are used,
//! since a dated parameter in them is taken on the day that governs the user.

use tradeaid_engine::{Node, NodeId, Scope};

use crate::compiler::{Compiler, Place};
use crate::condition::Explained;
use crate::diagnostic::Code;
use crate::fields::{Fields, check_name, entries, list};
use crate::forms::{conditions, rules};
use crate::functions::is_word_of_the_language;
use crate::resolve::{Typed, either};
use crate::said::say;
use crate::source::Span;
use crate::tree::{Entry, Tree};
use crate::units::Type;

/// Something shared
#[derive(Clone, Debug)]
pub(crate) struct Shared<'a> {
    pub(crate) name: &'a str,
    pub(crate) span: Span,
    pub(crate) scope: Scope,
    pub(crate) used: bool,
    body: Body<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Body<'a> {
    Condition(&'a Tree),
    Value(Fields<'a>),
}

/// A longer chain of definitions than a person can follow
const MAX_DEPTH: usize = 64;

impl<'a> Compiler<'a> {
    /// Reads which names `shared.yaml` gives, without looking into what they stand for
    pub(crate) fn declare_shared(&mut self, tree: &'a Tree) {
        let Some(file) = Fields::read(tree, tree.span, &rules::SHARED, &mut self.report) else {
            return;
        };
        let condition = conditions::shared();
        for entry in file.get("conditions").map_or(&[][..], |tree| {
            entries(tree, &say!("part.conditions"), &mut self.report)
        }) {
            if let Some(fields) =
                Fields::read(&entry.value, entry.span, &condition, &mut self.report)
            {
                self.share(entry, &fields, Body::Condition(&entry.value));
            }
        }
        for entry in file.get("values").map_or(&[][..], |tree| {
            entries(tree, &say!("part.the_values"), &mut self.report)
        }) {
            if let Some(fields) =
                Fields::read(&entry.value, entry.span, &rules::VALUE, &mut self.report)
            {
                self.share(entry, &fields, Body::Value(fields));
            }
        }
    }

    fn share(&mut self, entry: &'a Entry, fields: &Fields<'a>, body: Body<'a>) {
        let Some(scope) = self.for_each(fields) else {
            self.faulty.push(entry.key.clone());
            return;
        };
        if is_word_of_the_language(&entry.key) {
            let message = say!("wrong.word_of_language", name = entry.key);
            self.report
                .add(Code::Form, entry.span, message, say!("mend.other_name"));
            return;
        }
        if !check_name(&entry.key, entry.span, &mut self.report) {
            return;
        }
        if self.input_id(&entry.key).is_some()
            || self.shared.iter().any(|shared| shared.name == entry.key)
        {
            let message = say!("wrong.name_taken", name = entry.key);
            self.report.add(
                Code::Duplicate,
                entry.span,
                message,
                say!("mend.other_name"),
            );
            return;
        }
        self.shared.push(Shared {
            name: &entry.key,
            span: entry.span,
            scope,
            used: false,
            body,
        });
    }

    /// Something shared as it stands in an expression
    pub(crate) fn shared_value(&mut self, index: usize, place: Place, span: Span) -> Option<Typed> {
        let (shared, own) = self.enter(index, place, span)?;
        let Body::Value(fields) = shared.body else {
            let condition = self.shared_condition(index, place, span)?;
            return Some(Typed::new(condition.node, Type::Truth));
        };
        if let Some((_, _, known)) = self
            .values
            .iter()
            .find(|(known, on, _)| (*known, *on) == (index, place.on))
        {
            return known.clone();
        }
        let value = self.once(shared.name, span, |compiler| {
            compiler.value_or_choice(&fields, own)
        });
        self.values.push((index, place.on, value.clone()));
        value
    }

    /// A shared condition with the conditions it is explained by
    pub(crate) fn shared_condition(
        &mut self,
        index: usize,
        place: Place,
        span: Span,
    ) -> Option<Explained> {
        let (shared, own) = self.enter(index, place, span)?;
        let Body::Condition(tree) = shared.body else {
            let help = say!("mend.value_as_condition");
            self.report.add(
                Code::Type,
                span,
                say!("wrong.value_as_condition", name = shared.name),
                help,
            );
            return None;
        };
        if let Some((_, _, known)) = self
            .conditions
            .iter()
            .find(|(known, on, _)| (*known, *on) == (index, place.on))
        {
            return known.clone();
        }
        let found = self.once(shared.name, span, |compiler| {
            compiler.shared_tree(tree, own)
        });
        self.conditions.push((index, place.on, found.clone()));
        found
    }

    fn enter(&mut self, index: usize, place: Place, span: Span) -> Option<(Shared<'a>, Place)> {
        let shared = self.shared.get_mut(index)?;
        shared.used = true;
        let shared = shared.clone();
        let own = Place {
            scope: shared.scope,
            on: place.on,
        };
        self.expect_scope(shared.scope, place, span, shared.name)
            .then_some((shared, own))
    }

    /// Compiles a definition unless it is being compiled already, which would mean that it rests on itself
    pub(crate) fn once<T>(
        &mut self,
        name: &str,
        span: Span,
        compile: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if let Some(start) = self.underway.iter().position(|known| known == name) {
            let circle = self.underway.get(start..).unwrap_or(&[]).join("` → `");
            let message = say!("wrong.circle", name = name, circle = circle);
            self.report
                .add(Code::Cycle, span, message, say!("mend.circle"));
            return None;
        }
        if self.underway.len() >= MAX_DEPTH {
            let message = say!("wrong.chain", name = name, most = MAX_DEPTH);
            self.report
                .add(Code::Limit, span, message, say!("mend.chain"));
            return None;
        }
        self.underway.push(name.to_owned());
        let found = compile(self);
        self.underway.pop();
        found
    }

    fn value_or_choice(&mut self, fields: &Fields<'a>, place: Place) -> Option<Typed> {
        match (fields.get("value"), fields.get("choose")) {
            (Some(value), None) => self.value(value, place),
            (None, Some(choose)) => self.choose(choose, place),
            _ => {
                let help = say!("mend.value_or_choose");
                self.report
                    .add(Code::Form, fields.span, say!("wrong.value_or_choose"), help);
                None
            }
        }
    }

    fn choose(&mut self, tree: &'a Tree, place: Place) -> Option<Typed> {
        let mut branches: Vec<Option<(Option<NodeId>, Typed, Span)>> = Vec::new();
        let items = list(tree, &say!("part.choice"), &mut self.report);
        self.check_otherwise(items, tree.span);
        for item in items {
            let Some(fields) = Fields::read(item, item.span, &rules::BRANCH, &mut self.report)
            else {
                continue;
            };
            let when = fields
                .get("when")
                .map(|tree| self.plain_condition(tree, place));
            let value = fields
                .need("value", &mut self.report)
                .and_then(|tree| self.value(tree, place));
            branches.push(match (when, value) {
                (Some(None), _) | (_, None) => None,
                (when, Some(value)) => Some((when.flatten(), value, item.span)),
            });
        }
        let branches: Option<Vec<_>> = branches.into_iter().collect();
        let branches = branches?;
        let whens = branches.iter().map(|(when, _, span)| (*when, *span));
        self.check_branches(&whens.collect::<Vec<_>>());
        let mut branches = branches.into_iter().rev();
        let (_, mut result, _) = branches.next()?;
        for (when, value, span) in branches {
            result = self.choice_of(when?, &value, &result, span)?;
        }
        Some(result)
    }

    fn choice_of(
        &mut self,
        when: NodeId,
        then: &Typed,
        otherwise: &Typed,
        span: Span,
    ) -> Option<Typed> {
        let kind = match (&then.kind, &otherwise.kind) {
            (Type::Number(a), Type::Number(b)) => match a.common(b) {
                Ok(unit) => Type::Number(unit),
                Err(clash) => {
                    self.report_clash(clash, span, &say!("part.branches"), a, b);
                    return None;
                }
            },
            (a, b) if a == b => a.clone(),
            (a, b) => {
                let message = say!("wrong.branch_types", a = a.describe(), b = b.describe());
                self.report
                    .add(Code::Type, span, message, say!("mend.branch_types"));
                return None;
            }
        };
        let absent = either(&then.absent, &otherwise.absent);
        let node = self.graph.node(Node::Choose {
            when,
            then: then.node,
            otherwise: otherwise.node,
        });
        Some(Typed { node, kind, absent })
    }

    /// In a list of branches, all but the last have a condition, and the last has none
    pub(crate) fn check_otherwise(&mut self, items: &[Tree], span: Span) {
        let Some((last, others)) = items.split_last() else {
            self.report.add(
                Code::Form,
                span,
                say!("wrong.list_empty"),
                say!("mend.one_branch"),
            );
            return;
        };
        if let Some(when) = last.entries().iter().find(|entry| entry.key == "when") {
            let help = say!("mend.last_branch");
            self.report
                .add(Code::Gap, when.span, say!("wrong.no_last_branch"), help);
        }
        if let Some(early) = others.iter().find(|item| item.get("when").is_none()) {
            let help = say!("mend.early_branch");
            self.report.add(
                Code::Unreachable,
                early.span,
                say!("wrong.early_branch"),
                help,
            );
        }
    }
}
