//! The small questions every part of a pack asks: the id of a text or code, the input or kind of a name,
//! whether a sum is in the right money.

use tradeaid_engine::{CodeId, InputId, KindId, Scope, TextId};

use crate::compiler::Compiler;
use crate::diagnostic::Code;
use crate::fields::{Fields, word};
use crate::nearest::suggest;
use crate::resolve::Typed;
use crate::said::{Said, say};
use crate::source::Span;
use crate::tree::Tree;
use crate::units::{Type, Unit};

impl<'a> Compiler<'a> {
    /// Notes that a text must be there in every language
    pub(crate) fn want(&mut self, key: String, span: Span) {
        self.wanted.push((key, span));
    }

    /// The id of the text that a map names under `text`, with its family such as `reason`
    pub(crate) fn text(&mut self, fields: &Fields<'a>, family: &str) -> Option<TextId> {
        let tree = fields.need("text", &mut self.report)?;
        let name = word(tree, &mut self.report)?;
        self.text_id(&format!("{family}.{name}"), tree.span)
    }

    /// The id of a text
    pub(crate) fn text_id(&mut self, key: &str, span: Span) -> Option<TextId> {
        self.want(key.to_owned(), span);
        let place = self
            .names
            .texts
            .iter()
            .position(|known| known == key)
            .unwrap_or_else(|| {
                self.names.texts.push(key.to_owned());
                self.names.texts.len() - 1
            });
        self.id(place, &say!("part.texts"), span).map(TextId)
    }

    /// The id of a warning code
    pub(crate) fn code(&mut self, tree: &Tree) -> Option<CodeId> {
        let name = word(tree, &mut self.report)?;
        self.want(format!("warning.{name}"), tree.span);
        let place = self
            .names
            .codes
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.names.codes.push(name.to_owned());
                self.names.codes.len() - 1
            });
        self.id(place, &say!("part.warning_codes"), tree.span)
            .map(CodeId)
    }

    /// A place in a list as an id
    pub(crate) fn id(&mut self, place: usize, what: &Said, span: Span) -> Option<u16> {
        let id = u16::try_from(place).ok().filter(|id| *id < u16::MAX);
        if id.is_none() {
            self.report.add(
                Code::Limit,
                span,
                say!("wrong.too_many", what = what),
                say!("mend.split_pack"),
            );
        }
        id
    }

    /// The scope that a map names under `for_each`
    pub(crate) fn for_each(&mut self, fields: &Fields<'a>) -> Option<Scope> {
        match fields.get("for_each") {
            None => Some(Scope::Case),
            Some(tree) => self.kind(tree).map(Scope::Item),
        }
    }

    /// The kind of item that a tree names
    pub(crate) fn kind(&mut self, tree: &Tree) -> Option<KindId> {
        let name = word(tree, &mut self.report)?;
        let found = (0_u16..)
            .map(KindId)
            .zip(&self.names.kinds)
            .find(|(_, known)| *known == name);
        if found.is_none() {
            let help = suggest(
                name,
                self.names.kinds.iter().map(String::as_str),
                say!("mend.declare_kind"),
            );
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_kind", name = name),
                help,
            );
        }
        found.map(|(id, _)| id)
    }

    /// A scope in words
    pub(crate) fn describe_scope(&self, scope: Scope) -> Said {
        match scope {
            Scope::Case => say!("part.whole_case"),
            Scope::Item(kind) => say!(
                "part.each_kind",
                kind = self
                    .names
                    .kinds
                    .get(kind.index())
                    .map_or("item", String::as_str)
            ),
        }
    }

    /// The input with a path
    pub(crate) fn input_id(&self, path: &str) -> Option<InputId> {
        (0_u16..)
            .map(InputId)
            .zip(&self.names.inputs)
            .find(|(_, input)| input.path == path)
            .map(|(id, _)| id)
    }

    /// The input that a tree names
    pub(crate) fn named_input(&mut self, tree: &Tree) -> Option<InputId> {
        let path = word(tree, &mut self.report)?;
        let found = self.input_id(path);
        if found.is_none() && !self.is_faulty(path) {
            let help = suggest(
                path,
                self.names.inputs.iter().map(|input| input.path.as_str()),
                say!("mend.declare_input"),
            );
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_input", path = path),
                help,
            );
        }
        found
    }

    /// Whether a name is declared, but so that it cannot be used
    pub(crate) fn is_faulty(&self, name: &str) -> bool {
        self.faulty.iter().any(|faulty| faulty == name)
    }

    /// The currency that amounts are in
    pub(crate) fn base_currency(&self) -> &str {
        self.names
            .currencies
            .first()
            .map_or("", |currency| currency.code.as_str())
    }

    /// Whether a value is money in the base currency; if not, it is reported
    pub(crate) fn expect_money(&mut self, value: &Typed, span: Span, what: &Said) -> bool {
        let fits = matches!(&value.kind, Type::Number(unit) if unit.is_money(self.base_currency()));
        if !fits {
            let base = self.base_currency().to_owned();
            let message = say!(
                "wrong.not_money",
                what = what,
                base = base,
                kind = value.kind.describe()
            );
            let help = match &value.kind {
                Type::Number(Unit::Of(powers)) if matches!(powers.as_slice(), [(unit, 1)] if crate::units::is_currency(unit)) =>
                {
                    say!("mend.convert", base = base)
                }
                _ => say!("mend.into_money", base = base),
            };
            self.report.add(Code::Unit, span, message, help);
        }
        fits
    }
}
