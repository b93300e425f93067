//! Windows of time: when the days that govern a measure lie inside the document's validity.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::pack::{Condition, Warning};
use tradeaid_engine::{CodeId, Date, Days, Node, NodeId, ProvisionId, TextId, Value};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::Code;
use crate::fields::{Fields, check_name, entries, list, word};
use crate::forms::{head, rules};
use crate::header::{day, span_of_days, written_day};
use crate::nearest::suggest;
use crate::said::say;
use crate::source::Span;
use crate::tree::{Entry, Tree};
use crate::units::Type;

/// A window by its name; without a body if its declaration is at fault
#[derive(Clone, Debug)]
pub(crate) struct Window<'a> {
    pub(crate) name: &'a str,
    pub(crate) span: Span,
    pub(crate) used: bool,
    body: Option<Body>,
}

#[derive(Clone, Copy, Debug)]
struct Body {
    from: Date,
    to: Date,
    /// From when a day counts as inside, and under which condition
    earlier: Option<(Date, NodeId)>,
    /// When it is enough that some of the days lie inside
    straddling: Option<NodeId>,
    text: TextId,
    provision: ProvisionId,
    expired: Option<CodeId>,
    straddles: Option<CodeId>,
}

/// What a window makes of a measure's days
pub(crate) struct Within {
    pub(crate) leaf: Condition,
    pub(crate) warnings: Vec<Warning>,
    /// The first of the days
    pub(crate) on: NodeId,
}

impl<'a> Compiler<'a> {
    /// Reads the windows that the pack's head declares
    pub(crate) fn declare_windows(&mut self, tree: &'a Tree) {
        let Some(windows) = tree.get("windows") else {
            return;
        };
        for entry in entries(windows, &say!("part.windows"), &mut self.report) {
            check_name(&entry.key, entry.span, &mut self.report);
            let body = self.window(entry);
            self.windows.push(Window {
                name: &entry.key,
                span: entry.span,
                used: false,
                body,
            });
        }
    }

    fn window(&mut self, entry: &'a Entry) -> Option<Body> {
        let fields = Fields::read(&entry.value, entry.span, &head::WINDOW, &mut self.report)?;
        let days = span_of_days(&fields, &mut self.report);
        self.check_valid(days, entry.span);
        let provision = self.cite(&fields, "cite");
        let text = self.text(&fields, "reason");
        let earlier = fields
            .entry("earlier")
            .and_then(|entry| self.earlier(entry, days));
        let straddling = fields.entry("straddling").and_then(|entry| {
            let inner = Fields::read(
                &entry.value,
                entry.span,
                &head::STRADDLING,
                &mut self.report,
            )?;
            let when = inner.need("when", &mut self.report)?;
            self.plain_condition(when, Place::CASE)
        });
        let (mut expired, mut straddles) = (None, None);
        if let Some(entry) = fields.entry("warnings")
            && let Some(codes) = Fields::read(
                &entry.value,
                entry.span,
                &head::WINDOW_WARNINGS,
                &mut self.report,
            )
        {
            expired = codes.get("expired").and_then(|tree| self.code(tree));
            straddles = codes.get("straddles").and_then(|tree| self.code(tree));
        }
        let (from, to) = days?;
        Some(Body {
            from,
            to,
            earlier,
            straddling,
            text: text?,
            provision: provision?,
            expired,
            straddles,
        })
    }

    /// A window that shares no day with the document's validity is one of another document
    fn check_valid(&mut self, days: Option<(Date, Date)>, span: Span) {
        if let (Some((from, to)), Some((first, last))) = (days, self.graph.pack.valid)
            && (to < first || last < from)
        {
            let message = say!(
                "wrong.window_outside",
                first = written_day(first),
                last = written_day(last)
            );
            let help = say!("mend.window_outside");
            self.report.add(Code::Dated, span, message, help);
        }
    }

    fn earlier(&mut self, entry: &'a Entry, days: Option<(Date, Date)>) -> Option<(Date, NodeId)> {
        let fields = Fields::read(&entry.value, entry.span, &head::EARLIER, &mut self.report)?;
        let from = fields
            .need("from", &mut self.report)
            .and_then(|tree| day(tree, &mut self.report));
        let when = fields
            .need("when", &mut self.report)
            .and_then(|tree| self.plain_condition(tree, Place::CASE));
        if let (Some(from), Some((start, _))) = (from, days)
            && from >= start
        {
            let help = say!("mend.earlier");
            self.report
                .add(Code::Dated, entry.span, say!("wrong.earlier"), help);
        }
        Some((from?, when?))
    }

    /// The condition that a measure's days lie within a window
    pub(crate) fn within(&mut self, entry: &'a Entry, place: Place) -> Option<Within> {
        let fields = Fields::read(&entry.value, entry.span, &rules::WITHIN, &mut self.report)?;
        let body = fields
            .need("window", &mut self.report)
            .and_then(|tree| self.named_window(tree));
        let dates = fields.need("dates", &mut self.report)?;
        let dates: Vec<_> = list(dates, &say!("part.dates"), &mut self.report)
            .iter()
            .map(|tree| self.governing_day(tree, place))
            .collect();
        let dates: Vec<NodeId> = dates.into_iter().collect::<Option<_>>()?;
        let Some(on) = dates.first().copied() else {
            self.report.add(
                Code::Form,
                fields.span,
                say!("wrong.no_date"),
                say!("mend.name_date"),
            );
            return None;
        };
        let body = body?;
        Some(self.days_within(&body, &dates, on))
    }

    fn governing_day(&mut self, tree: &'a Tree, place: Place) -> Option<NodeId> {
        let value = self.existing(tree, place)?;
        if value.kind != Type::Date {
            let message = say!("wrong.expected_day", kind = value.kind.describe());
            self.report
                .add(Code::Type, tree.span, message, say!("mend.date_input"));
            return None;
        }
        Some(value.node)
    }

    fn named_window(&mut self, tree: &Tree) -> Option<Body> {
        let name = word(tree, &mut self.report)?;
        let Some(window) = self.windows.iter_mut().find(|window| window.name == name) else {
            let help = suggest(
                name,
                self.windows.iter().map(|window| window.name),
                say!("mend.declare_window"),
            );
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_window", name = name),
                help,
            );
            return None;
        };
        window.used = true;
        window.body
    }

    fn days_within(&mut self, window: &Body, dates: &[NodeId], on: NodeId) -> Within {
        let inside: Vec<NodeId> = dates
            .iter()
            .map(|date| self.day_within(window, *date))
            .collect();
        let all = self.graph.all(&inside);
        let any = self.graph.any(&inside);
        let node = match window.straddling {
            Some(when) if all != any => {
                let some = self.graph.all(&[any, when]);
                self.graph.any(&[all, some])
            }
            _ => all,
        };
        let mut warnings = Vec::new();
        if let Some(code) = window.expired {
            let after: Vec<NodeId> = dates
                .iter()
                .map(|date| self.compare_day(Comparison::Above, *date, window.to))
                .collect();
            let when = Some(self.graph.all(&after));
            warnings.push(Warning {
                code,
                when,
                on_refusal: true,
            });
        }
        if let Some(code) = window.straddles.filter(|_| all != any) {
            let not_all = self.graph.not(all);
            let when = Some(self.graph.all(&[any, not_all]));
            warnings.push(Warning {
                code,
                when,
                on_refusal: true,
            });
        }
        Within {
            leaf: Condition {
                node,
                text: window.text,
                provision: window.provision,
            },
            warnings,
            on,
        }
    }

    fn day_within(&mut self, window: &Body, date: NodeId) -> NodeId {
        let since = self.compare_day(Comparison::AtLeast, date, window.from);
        let until = self.compare_day(Comparison::AtMost, date, window.to);
        let inside = self.graph.all(&[since, until]);
        let Some((from, when)) = window.earlier else {
            return inside;
        };
        let since = self.compare_day(Comparison::AtLeast, date, from);
        let before = self.compare_day(Comparison::Below, date, window.from);
        let earlier = self.graph.all(&[since, before, when]);
        self.graph.any(&[inside, earlier])
    }

    fn compare_day(&mut self, how: Comparison, left: NodeId, day: Date) -> NodeId {
        let right = self
            .graph
            .node(Node::Constant(Value::Date(Days::point(day))));
        self.graph.node(Node::Compare { how, left, right })
    }
}
