//! Comparisons in expressions: of numbers in one unit, of days, and of a choice with its options.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{Choices, InputId, Node, NodeId};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::expression::{Expression, Form, Relation};
use crate::nearest::suggest;
use crate::resolve::{Typed, either};
use crate::said::say;
use crate::source::Span;
use crate::units::Type;

impl Compiler<'_> {
    pub(crate) fn compare(
        &mut self,
        how: Relation,
        left: &Expression,
        right: &Expression,
        span: Span,
        place: Place,
    ) -> Option<Typed> {
        let a = self.resolve(left, place)?;
        if let Type::Choice(input) = a.kind {
            let negated = match how {
                Relation::Is(Comparison::Equal) => false,
                Relation::IsNot => true,
                Relation::Is(_) => {
                    self.report.add(
                        Code::Type,
                        span,
                        say!("wrong.options_order"),
                        say!("mend.options_order"),
                    );
                    return None;
                }
            };
            return self.one_of(&a, input, std::slice::from_ref(right), negated);
        }
        let b = self.resolve(right, place)?;
        let (how, negated) = match how {
            Relation::Is(how) => (how, false),
            Relation::IsNot => (Comparison::Equal, true),
        };
        let compared = self.compared(how, &a, &b, span)?;
        Some(self.finished(compared, negated, &either(&a.absent, &b.absent)))
    }

    pub(crate) fn among(
        &mut self,
        of: &Expression,
        list: &[Expression],
        negated: bool,
        span: Span,
        place: Place,
    ) -> Option<Typed> {
        let value = self.resolve(of, place)?;
        if let Type::Choice(input) = value.kind {
            return self.one_of(&value, input, list, negated);
        }
        let mut absent = value.absent.clone();
        let mut parts = Some(Vec::new());
        for item in list {
            let part = self.resolve(item, place).and_then(|item| {
                absent = either(&absent, &item.absent);
                self.compared(Comparison::Equal, &value, &item, span)
            });
            parts = parts.zip(part).map(|(mut parts, part)| {
                parts.push(part);
                parts
            });
        }
        let any = self.graph.any(&parts?);
        Some(self.finished(any, negated, &absent))
    }

    /// A comparison with an input that does not exist is false, whichever way it is put
    fn finished(&mut self, compared: NodeId, negated: bool, absent: &[InputId]) -> Typed {
        let node = if negated {
            self.graph.not(compared)
        } else {
            compared
        };
        Typed::new(self.guarded(node, absent), Type::Truth)
    }

    fn compared(&mut self, how: Comparison, a: &Typed, b: &Typed, span: Span) -> Option<NodeId> {
        match (&a.kind, &b.kind) {
            (Type::Number(left), Type::Number(right)) => {
                if let Err(clash) = left.common(right) {
                    self.report_clash(clash, span, &say!("part.compared"), left, right);
                    return None;
                }
            }
            (Type::Date, Type::Date) => {}
            (Type::Truth, Type::Truth) => {
                let help = say!("mend.condition_alone");
                self.report
                    .add(Code::Type, span, say!("wrong.conditions_compared"), help);
                return None;
            }
            (left, right) => {
                let message = say!(
                    "wrong.incomparable",
                    a = left.describe(),
                    b = right.describe()
                );
                self.report
                    .add(Code::Type, span, message, say!("mend.incomparable"));
                return None;
            }
        }
        Some(self.graph.node(Node::Compare {
            how,
            left: a.node,
            right: b.node,
        }))
    }

    fn one_of(
        &mut self,
        of: &Typed,
        input: InputId,
        list: &[Expression],
        negated: bool,
    ) -> Option<Typed> {
        let options = self.names.inputs.get(input.index())?.options.clone();
        let mut wanted = Choices::NONE;
        let mut complete = true;
        for item in list {
            let written = match &item.form {
                Form::Name(name) => name,
                Form::Number {
                    written,
                    unit: None,
                    ..
                } => written,
                _ => "this",
            };
            if let Some((option, _)) = (0_u8..)
                .zip(&options)
                .find(|(_, option)| *option == written)
            {
                wanted = wanted.union(Choices::one(option));
                continue;
            }
            let path = &self.names.inputs.get(input.index())?.path;
            let message = say!("wrong.not_its_option", path = path, written = written);
            let help = suggest(
                written,
                options.iter().map(String::as_str),
                say!("mend.see_choice"),
            );
            self.report
                .add(Code::UnknownOption, item.span, message, help);
            complete = false;
        }
        complete.then(|| {
            let node = self.graph.node(Node::OneOf {
                of: of.node,
                wanted,
            });
            self.finished(node, negated, &of.absent)
        })
    }
}
