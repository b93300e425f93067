//! Expressions become nodes: names are looked up, types and units checked.

use tradeaid_engine::{Days, InputClass, InputId, Interval, Node, NodeId, Number, Scope, Value};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::expression::{Expression, Form, Operator};
use crate::nearest::suggest;
use crate::parser;
use crate::said::{Said, quoted, say};
use crate::source::Span;
use crate::tree::Tree;
use crate::units::{Clash, Type, Unit};

/// A node with its type
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) node: NodeId,
    pub(crate) kind: Type,
    /// The inputs that may be known not to exist; a comparison takes care of them
    pub(crate) absent: Vec<InputId>,
}

impl Typed {
    pub(crate) fn new(node: NodeId, kind: Type) -> Self {
        Self {
            node,
            kind,
            absent: Vec::new(),
        }
    }

    pub(crate) fn number(node: NodeId, unit: Unit, absent: Vec<InputId>) -> Self {
        Self {
            node,
            kind: Type::Number(unit),
            absent,
        }
    }
}

/// What may be absent in either of two values
pub(crate) fn either(a: &[InputId], b: &[InputId]) -> Vec<InputId> {
    let mut both = a.to_vec();
    both.extend(b.iter().filter(|input| !a.contains(input)));
    both
}

impl Compiler<'_> {
    /// The value of the expression that a tree holds
    pub(crate) fn value(&mut self, tree: &Tree, place: Place) -> Option<Typed> {
        let expression = parser::parse(tree, &mut self.report)?;
        self.resolve(&expression, place)
    }

    /// A value that always exists
    pub(crate) fn existing(&mut self, tree: &Tree, place: Place) -> Option<Typed> {
        let value = self.value(tree, place)?;
        if value.absent.is_empty() {
            return Some(value);
        }
        let names: Vec<&str> = value
            .absent
            .iter()
            .filter_map(|id| self.names.inputs.get(id.index()))
            .map(|i| i.path.as_str())
            .collect();
        let message = say!("wrong.may_be_none", paths = quoted(names));
        self.report
            .add(Code::None, tree.span, message, say!("mend.may_be_none"));
        None
    }

    /// A sum of money in the base currency that always exists
    pub(crate) fn money(&mut self, tree: &Tree, place: Place, what: &Said) -> Option<NodeId> {
        let value = self.existing(tree, place)?;
        self.expect_money(&value, tree.span, what)
            .then_some(value.node)
    }

    /// The condition that the expression of a tree states
    pub(crate) fn truth(&mut self, tree: &Tree, place: Place) -> Option<NodeId> {
        let value = self.value(tree, place)?;
        if value.kind != Type::Truth {
            let message = say!("wrong.expected_condition", kind = value.kind.describe());
            self.report
                .add(Code::Type, tree.span, message, say!("mend.compare"));
            return None;
        }
        let node = self.guarded(value.node, &value.absent);
        self.check_leaf(node, tree.span);
        Some(node)
    }

    /// A condition that is false when one of these inputs does not exist
    pub(crate) fn guarded(&mut self, condition: NodeId, absent: &[InputId]) -> NodeId {
        let mut parts: Vec<NodeId> = absent
            .iter()
            .map(|input| self.graph.node(Node::Exists(*input)))
            .collect();
        parts.push(condition);
        self.graph.all(&parts)
    }

    pub(crate) fn resolve(&mut self, expression: &Expression, place: Place) -> Option<Typed> {
        let span = expression.span;
        match &expression.form {
            Form::Number { value, unit, .. } => self.literal(*value, unit.as_deref(), span),
            Form::Date(date) => {
                let node = self
                    .graph
                    .node(Node::Constant(Value::Date(Days::point(*date))));
                Some(Typed::new(node, Type::Date))
            }
            Form::Name(name) => self.name(name, span, place),
            Form::Call { name, arguments } => self.call(name, arguments, span, place),
            Form::Arithmetic { how, left, right } => {
                self.arithmetic(*how, left, right, span, place)
            }
            Form::Compare { how, left, right } => self.compare(*how, left, right, span, place),
            Form::Among { of, list, negated } => self.among(of, list, *negated, span, place),
        }
    }

    fn literal(&mut self, value: Number, unit: Option<&str>, span: Span) -> Option<Typed> {
        let unit = match unit {
            None => Unit::Bare {
                zero: value.is_zero(),
            },
            Some(name) => {
                let inputs = self.names.inputs.iter().map(|input| input.unit.as_str());
                let known = inputs.chain(
                    self.names
                        .currencies
                        .iter()
                        .map(|currency| currency.code.as_str()),
                );
                let mut known: Vec<&str> = known
                    .filter(|unit| !unit.is_empty() && !unit.contains('/'))
                    .collect();
                known.sort_unstable();
                known.dedup();
                if !known.contains(&name) {
                    let help = suggest(name, known, say!("mend.declare_unit"));
                    self.report
                        .add(Code::Unit, span, say!("wrong.no_unit", name = name), help);
                    return None;
                }
                Unit::single(name)
            }
        };
        let node = self
            .graph
            .node(Node::Constant(Value::Number(Interval::point(value))));
        Some(Typed::number(node, unit, Vec::new()))
    }

    fn name(&mut self, name: &str, span: Span, place: Place) -> Option<Typed> {
        if let Some(index) = self.shared.iter().position(|shared| shared.name == name) {
            return self.shared_value(index, place, span);
        }
        if let Some(id) = self.input_id(name) {
            return self.input_value(id, span, place);
        }
        if self.is_faulty(name) {
            return None;
        }
        let is_option = self
            .names
            .inputs
            .iter()
            .any(|input| input.options.iter().any(|option| option == name));
        let otherwise = if is_option {
            say!("mend.option_place")
        } else {
            say!("mend.declare_any")
        };
        let inputs = self.names.inputs.iter().map(|input| input.path.as_str());
        let known = inputs.chain(self.shared.iter().map(|shared| shared.name));
        let help = if is_option {
            otherwise.clone()
        } else {
            suggest(name, known, otherwise)
        };
        self.report.add(
            Code::UnknownName,
            span,
            say!("wrong.unknown_name", name = name),
            help,
        );
        None
    }

    /// An input as it stands in an expression
    pub(crate) fn input_value(&mut self, id: InputId, span: Span, place: Place) -> Option<Typed> {
        let input = self.graph.pack.input(id)?;
        let (scope, yearly, absent, dated) = (
            input.scope,
            input.yearly,
            input.may_be_none,
            !input.dated.is_empty(),
        );
        // What a locality or an operator may have a value for is taken on the governing day, if there is one.
        let by_day = place
            .on
            .filter(|_| input.class == InputClass::Parameter && (dated || !absent));
        let declared = self.declared.get(id.index())?;
        let (kind, derived) = (declared.kind.clone(), declared.derived.is_some());
        let path = self.names.inputs.get(id.index())?.path.clone();
        if !self.expect_scope(scope, place, span, &path) {
            return None;
        }
        let Some(kind) = kind else {
            let message = say!("wrong.a_name", path = path);
            self.report
                .add(Code::Type, span, message, say!("mend.use_choice"));
            return None;
        };
        if yearly {
            let help = say!("mend.in_year", path = path);
            self.report.add(
                Code::Yearly,
                span,
                say!("wrong.each_year", path = path),
                help,
            );
            return None;
        }
        let node = if derived {
            self.derived_node(id)?
        } else if let Some(on) = by_day {
            self.graph.node(Node::Parameter { input: id, on })
        } else if dated {
            let message = say!("wrong.no_governing_day", path = path);
            let help = say!("mend.governing_day");
            self.report.add(Code::Dated, span, message, help);
            return None;
        } else {
            self.graph.node(Node::Input(id))
        };
        Some(Typed {
            node,
            kind,
            absent: if absent { vec![id] } else { Vec::new() },
        })
    }

    /// Whether a rule may look at what is of this scope; if not, it is reported
    pub(crate) fn expect_scope(
        &mut self,
        scope: Scope,
        place: Place,
        span: Span,
        what: &str,
    ) -> bool {
        if scope == Scope::Case || scope == place.scope {
            return true;
        }
        let message = say!(
            "wrong.other_scope",
            name = what,
            own = self.describe_scope(scope),
            scope = self.describe_scope(place.scope)
        );
        let help = match (place.scope, scope) {
            (Scope::Case, Scope::Item(kind)) => {
                let name = self
                    .names
                    .kinds
                    .get(kind.index())
                    .map_or("…", String::as_str);
                say!("mend.for_each", name = name)
            }
            _ => say!("mend.one_kind"),
        };
        self.report.add(Code::Kind, span, message, help);
        false
    }

    fn arithmetic(
        &mut self,
        how: Operator,
        left: &Expression,
        right: &Expression,
        span: Span,
        place: Place,
    ) -> Option<Typed> {
        let a = self.resolve_number(left, place);
        let b = self.resolve_number(right, place);
        let ((a, unit_a), (b, unit_b)) = (a?, b?);
        let (unit, verb) = match how {
            Operator::Plus => (unit_a.plus(&unit_b), say!("part.added")),
            Operator::Minus => (unit_a.minus(&unit_b), say!("part.subtracted")),
            Operator::Times => (unit_a.times(&unit_b), say!("part.multiplied")),
            Operator::Over => (unit_a.over(&unit_b), say!("part.divided")),
        };
        let unit = match unit {
            Ok(unit) => unit,
            Err(clash) => {
                self.report_clash(clash, span, &verb, &unit_a, &unit_b);
                return None;
            }
        };
        if how == Operator::Over && self.graph.bounds(b.node).lo <= Number::ZERO {
            let help = say!("mend.divisor");
            self.report
                .add(Code::Division, right.span, say!("wrong.divisor"), help);
            return None;
        }
        let node = match how {
            Operator::Plus => Node::Plus(a.node, b.node),
            Operator::Minus => Node::Minus(a.node, b.node),
            Operator::Times => Node::Times(a.node, b.node),
            Operator::Over => Node::Over(a.node, b.node),
        };
        Some(Typed::number(
            self.graph.node(node),
            unit,
            either(&a.absent, &b.absent),
        ))
    }

    pub(crate) fn report_clash(
        &mut self,
        clash: Clash,
        span: Span,
        verb: &Said,
        a: &Unit,
        b: &Unit,
    ) {
        let message = say!(
            "wrong.unit_clash",
            a = a.describe(),
            b = b.describe(),
            verb = verb
        );
        self.report.add(Code::Unit, span, message, clash.help());
    }

    /// A number and its unit
    pub(crate) fn resolve_number(
        &mut self,
        expression: &Expression,
        place: Place,
    ) -> Option<(Typed, Unit)> {
        let value = self.resolve(expression, place)?;
        if let Type::Number(unit) = &value.kind {
            let unit = unit.clone();
            return Some((value, unit));
        }
        let help = match value.kind {
            Type::Date => say!("mend.number_of_day"),
            _ => say!("mend.use_number"),
        };
        self.report.add(
            Code::Type,
            expression.span,
            say!("wrong.expected_number", kind = value.kind.describe()),
            help,
        );
        None
    }

    /// A day
    pub(crate) fn resolve_day(&mut self, expression: &Expression, place: Place) -> Option<Typed> {
        let value = self.resolve(expression, place)?;
        if value.kind == Type::Date {
            return Some(value);
        }
        let message = say!("wrong.expected_day", kind = value.kind.describe());
        self.report
            .add(Code::Type, expression.span, message, say!("mend.use_day"));
        None
    }
}
