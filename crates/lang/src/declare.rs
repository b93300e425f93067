//! The inputs a pack declares: facts, parameters and readings, with type, unit and domain.

use tradeaid_engine::DatedValue;
use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{CodeId, InputClass, InputId, InputName, KindId, ProvisionId, Scope, Value};

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::fields::{Fields, check_name, entries};
use crate::forms::declarations::{self, OF_INPUT};
use crate::said::say;
use crate::shape::Shape;
use crate::source::Span;
use crate::tree::{Entry, Tree};
use crate::units::{Type, Unit};
use crate::written::Written;

/// Whose an input can be, other than the applicant's
pub(crate) const CLASSES: [(&str, InputClass); 1] = [("parameter", InputClass::Parameter)];

/// What only the compiler needs of an input
#[derive(Clone, Debug)]
pub(crate) struct Declared<'a> {
    /// Its type in expressions; none for what no rule can look at
    pub(crate) kind: Option<Type>,
    /// Where it is declared
    pub(crate) span: Span,
    /// How it is derived, if it is
    pub(crate) derived: Option<Fields<'a>>,
}

/// What makes an input beside its shape
pub(crate) struct Role<'a> {
    pub(crate) scope: Scope,
    pub(crate) class: InputClass,
    pub(crate) assumed: Option<Value>,
    pub(crate) dated: Vec<DatedValue>,
    pub(crate) sources: Vec<String>,
    pub(crate) warning: Option<CodeId>,
    pub(crate) derived: Option<Fields<'a>>,
    pub(crate) theme: String,
    pub(crate) provision: Option<ProvisionId>,
}

impl<'a> Compiler<'a> {
    /// Declares the inputs of one file of `inputs/`
    pub(crate) fn inputs(&mut self, tree: &'a Tree) {
        for entry in entries(tree, &say!("part.file_of_inputs"), &mut self.report) {
            if entry.key != "checks" {
                self.input(entry);
                self.expect_declared(&entry.key);
            }
        }
    }

    fn input(&mut self, entry: &'a Entry) {
        let Some(scope) = self.scope_of_path(&entry.key, entry.span) else {
            return;
        };
        let Some(shape) = self.shape(entry, &entry.key, OF_INPUT) else {
            return;
        };
        for part in ["label", "question"] {
            self.want(format!("input.{}.{part}", entry.key), entry.span);
        }
        let class = match shape.fields.get("class") {
            None => InputClass::Fact,
            Some(tree) => crate::fields::one_of(tree, "class", &CLASSES, &mut self.report)
                .unwrap_or(InputClass::Fact),
        };
        let theme = shape
            .fields
            .word("theme", &mut self.report)
            .unwrap_or_default()
            .to_owned();
        if let Some(tree) = shape.fields.get("theme") {
            self.want(format!("theme.{theme}"), tree.span);
        }
        let derived = shape.fields.entry("derived").and_then(|entry| {
            Fields::read(
                &entry.value,
                entry.span,
                &declarations::DERIVATION,
                &mut self.report,
            )
        });
        let role = Role {
            scope,
            class,
            assumed: None,
            dated: Vec::new(),
            sources: Vec::new(),
            warning: None,
            derived,
            theme,
            provision: None,
        };
        self.push_input(entry.key.clone(), shape, role);
    }

    fn scope_of_path(&mut self, path: &str, span: Span) -> Option<Scope> {
        let (group, name) = path.split_once('.').unwrap_or(("", path));
        if !check_name(name, span, &mut self.report) {
            return None;
        }
        match group {
            "" | "enterprise" => Some(Scope::Case),
            "parameters" | "readings" => {
                let help = say!("mend.declare_elsewhere", group = group, name = name);
                self.report.add(
                    Code::Form,
                    span,
                    say!("wrong.declared_elsewhere", group = group),
                    help,
                );
                None
            }
            kind => {
                check_name(kind, span, &mut self.report).then_some(())?;
                let place = self
                    .names
                    .kinds
                    .iter()
                    .position(|known| known == kind)
                    .unwrap_or_else(|| {
                        self.names.kinds.push(kind.to_owned());
                        self.wanted.push((format!("kind.{kind}"), span));
                        self.names.kinds.len() - 1
                    });
                self.id(place, &say!("part.kinds"), span)
                    .map(|id| Scope::Item(KindId(id)))
            }
        }
    }

    /// Adds an input
    pub(crate) fn push_input(&mut self, path: String, shape: Shape<'a>, role: Role<'a>) {
        let span = shape.fields.span;
        if self.input_id(&path).is_some() {
            let message = say!("wrong.declared_twice", path = path);
            self.report
                .add(Code::Duplicate, span, message, say!("mend.keep_one_of_two"));
            return;
        }
        let Some(id) = self
            .id(self.declared.len(), &say!("part.inputs"), span)
            .map(InputId)
        else {
            return;
        };
        let yearly = shape.fields.flag("yearly", &mut self.report);
        let may_be_none = shape.fields.flag("none", &mut self.report);
        self.check_yearly(yearly, &role, span);
        if may_be_none && (yearly || role.derived.is_some()) {
            let message = say!("wrong.always_exists");
            let help = say!("mend.always_exists");
            self.report.add(Code::None, span, message, help);
        }
        if shape.written == Written::Reference {
            self.check_only_reference(role.scope, span);
        }
        let slot = self.graph.pack.inputs_of(role.scope).count();
        self.graph.pack.inputs.push(Input {
            scope: role.scope,
            slot: u16::try_from(slot).unwrap_or(u16::MAX),
            class: role.class,
            domain: shape.domain,
            may_be_none,
            yearly,
            assumed: role.assumed,
            dated: role.dated,
            warning: role.warning,
        });
        self.declared.push(Declared {
            kind: expression_type(shape.written, shape.measure, id),
            span,
            derived: role.derived,
        });
        self.names.inputs.push(InputName {
            path,
            format: shape.written.format(),
            unit: shape.unit,
            options: shape.options,
            sources: role.sources,
            theme: role.theme,
            provision: role.provision,
        });
    }

    fn check_yearly(&mut self, yearly: bool, role: &Role<'a>, span: Span) {
        if yearly && role.scope != Scope::Case {
            let message = say!("wrong.yearly_item");
            let help = say!("mend.yearly_item");
            self.report.add(Code::Yearly, span, message, help);
        }
        if yearly && !role.dated.is_empty() {
            let message = say!("wrong.yearly_dated");
            self.report
                .add(Code::Yearly, span, message, say!("mend.no_yearly"));
        }
        if yearly && role.derived.is_some() {
            let message = say!("wrong.yearly_derived");
            self.report
                .add(Code::Yearly, span, message, say!("mend.no_yearly"));
        }
    }

    /// Remembers a path whose declaration was at fault, so that its users are not reported too
    pub(crate) fn expect_declared(&mut self, path: &str) {
        if self.input_id(path).is_none() {
            self.faulty.push(path.to_owned());
        }
    }

    /// A case writes items and its own inputs side by side, so their names must differ
    pub(crate) fn distinct_kinds(&mut self) {
        let names = self.names.inputs.iter().zip(&self.declared);
        for (input, declared) in names.filter(|(input, _)| self.names.kinds.contains(&input.path)) {
            let message = say!("wrong.also_kind", path = input.path);
            self.report.add(
                Code::Duplicate,
                declared.span,
                message,
                say!("mend.rename_one"),
            );
        }
    }

    fn check_only_reference(&mut self, scope: Scope, span: Span) {
        let is_second = self
            .graph
            .pack
            .inputs_of(scope)
            .any(|(_, input)| input.domain == Domain::Reference);
        if scope == Scope::Case || is_second {
            let message = say!("wrong.reference");
            self.report
                .add(Code::Form, span, message, say!("mend.reference"));
        }
    }
}

fn expression_type(written: Written, measure: Unit, id: InputId) -> Option<Type> {
    Some(match written {
        Written::YesNo => Type::Truth,
        Written::Choice => Type::Choice(id),
        Written::Date | Written::Month => Type::Date,
        written if written.limits().is_some() => Type::Number(measure),
        _ => return None,
    })
}
