//! The head of a pack: its name, languages, validity, currencies, and how support received is listed.

use tradeaid_engine::pack::{Domain, Received};
use tradeaid_engine::{Currency, Date, NodeId, Scope};

use crate::compiler::{Compiler, Place};
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, entries, list, word};
use crate::forms::head;
use crate::official::Edition;
use crate::said::say;
use crate::source::Span;
use crate::tree::Tree;
use crate::units::{Unit, is_currency};

impl<'a> Compiler<'a> {
    /// Reads what can be read before the inputs are known
    pub(crate) fn header(&mut self, tree: &'a Tree) {
        let Some(fields) = Fields::read(tree, tree.span, &head::PACK, &mut self.report) else {
            return;
        };
        self.names.id = fields
            .need_word("id", &mut self.report)
            .unwrap_or_default()
            .to_owned();
        self.names.version = fields
            .need_word("version", &mut self.report)
            .unwrap_or_default()
            .to_owned();
        self.want("pack.title".to_owned(), tree.span);
        if let Some(entry) = fields.entry("valid")
            && let Some(valid) =
                Fields::read(&entry.value, entry.span, &head::VALID, &mut self.report)
        {
            self.graph.pack.valid = span_of_days(&valid, &mut self.report);
            self.cite(&valid, "provision");
        }
        if let Some(entry) = fields.entry("document") {
            Edition::read(entry, &mut self.report);
        }
        let Some(entry) = fields.entry("money") else {
            return;
        };
        let Some(money) = Fields::read(&entry.value, entry.span, &head::MONEY, &mut self.report)
        else {
            return;
        };
        let rates = money.get("rates").map_or(&[][..], |tree| {
            entries(tree, &say!("part.rates"), &mut self.report)
        });
        let base = money
            .need("base", &mut self.report)
            .and_then(|tree| Some((word(tree, &mut self.report)?, tree.span)));
        let currencies = base
            .into_iter()
            .chain(rates.iter().map(|entry| (entry.key.as_str(), entry.span)));
        for (code, span) in currencies {
            if !is_currency(code) {
                self.report.add(
                    Code::Unit,
                    span,
                    say!("wrong.no_currency", code = code),
                    say!("mend.three_capitals"),
                );
            }
            self.names.currencies.push(Currency {
                code: code.to_owned(),
                rate: None,
            });
        }
    }

    /// Links the head to the inputs it names: the day of assessment and the exchange rates
    pub(crate) fn header_links(&mut self, tree: &'a Tree) {
        if let Some(named) = tree.get("as_of")
            && let Some(id) = self.named_input(named)
        {
            let fits =
                self.graph.pack.input(id).is_some_and(|input| {
                    (&input.domain, input.scope) == (&Domain::Date, Scope::Case)
                });
            if !fits {
                self.report.add(
                    Code::Type,
                    named.span,
                    say!("wrong.as_of"),
                    say!("mend.as_of"),
                );
            }
            self.graph.pack.as_of = Some(id);
        }
        let Some(rates) = tree.get("money").and_then(|money| money.get("rates")) else {
            return;
        };
        let base = self.base_currency().to_owned();
        for entry in rates.entries() {
            let Some(id) = self.named_input(&entry.value) else {
                continue;
            };
            let wanted = crate::units::Type::Number(Unit::single(&base).per(&entry.key));
            if self
                .declared
                .get(id.index())
                .and_then(|declared| declared.kind.as_ref())
                != Some(&wanted)
            {
                let help = say!("mend.declare_rate", from = entry.key, base = base);
                self.report.add(
                    Code::Unit,
                    entry.value.span,
                    say!("wrong.not_the_rate", from = entry.key, base = base),
                    help,
                );
            }
            if let Some(currency) = self
                .names
                .currencies
                .iter_mut()
                .skip(1)
                .find(|currency| currency.code == entry.key)
            {
                currency.rate = Some(id);
            }
        }
    }

    /// Reads how a case lists support received from elsewhere
    pub(crate) fn received(&mut self, tree: &'a Tree) {
        let Some(named) = tree.entries().iter().find(|entry| entry.key == "received") else {
            return;
        };
        let Some(fields) =
            Fields::read(&named.value, named.span, &head::RECEIVED, &mut self.report)
        else {
            return;
        };
        let Some(kind) = fields
            .need("kind", &mut self.report)
            .and_then(|tree| self.kind(tree))
        else {
            return;
        };
        let place = Place {
            scope: Scope::Item(kind),
            on: None,
        };
        if let Some(object) = fields.need("object", &mut self.report)
            && let Some(id) = self.named_input(object)
        {
            let input = self.graph.pack.input(id);
            if !input.is_some_and(|input| {
                (&input.domain, input.scope) == (&Domain::Reference, place.scope)
            }) {
                let help = say!("mend.reference_input");
                self.report
                    .add(Code::Type, object.span, say!("wrong.object"), help);
            }
        }
        let amount = fields
            .need("amount", &mut self.report)
            .and_then(|tree| self.money(tree, place, &say!("part.support_received")));
        let counts = fields
            .need("counts", &mut self.report)
            .and_then(|tree| self.plain_condition(tree, place));
        let remainder = fields
            .get("remainder")
            .and_then(|tree| self.plain_condition(tree, place));
        if let (Some(amount), Some(counts)) = (amount, counts) {
            self.graph.pack.received = Some(Received {
                kind,
                counts,
                amount,
                remainder,
            });
            let mut roots = vec![counts, amount];
            roots.extend(remainder);
            self.note_readings_of_support(&roots);
        }
    }

    /// Readings about support received bear on every measure beside which it counts
    fn note_readings_of_support(&mut self, roots: &[NodeId]) {
        let readings = self.readings_below(roots);
        let pack = &mut self.graph.pack;
        for group in pack.groups.iter().filter(|group| group.counts_received) {
            for member in &group.members {
                if let Some(measure) = pack.measures.get_mut(member.index()) {
                    let known = &mut measure.readings;
                    let new = readings.iter().filter(|reading| !known.contains(reading));
                    let new: Vec<_> = new.copied().collect();
                    known.extend(new);
                }
            }
        }
    }
}

/// The days from `from` to `to`
pub(crate) fn span_of_days(fields: &Fields<'_>, report: &mut Report) -> Option<(Date, Date)> {
    let from = fields
        .need("from", report)
        .and_then(|tree| day(tree, report));
    let to = fields.need("to", report).and_then(|tree| day(tree, report));
    let (from, to) = (from?, to?);
    if to < from {
        let span = fields.get("to").map_or(fields.span, |tree| tree.span);
        report.add(
            Code::Dated,
            span,
            say!("wrong.days_reversed"),
            say!("mend.days_reversed"),
        );
        return None;
    }
    Some((from, to))
}

/// A day that stands alone
pub(crate) fn day(tree: &Tree, report: &mut Report) -> Option<Date> {
    let written = word(tree, report)?;
    let found = Date::parse(written).filter(|_| written.len() == 10);
    if found.is_none() {
        report.add(
            Code::Form,
            tree.span,
            say!("wrong.no_day", written = written),
            say!("mend.day"),
        );
    }
    found
}

/// A day as it is written
pub(crate) fn written_day(date: Date) -> String {
    let (year, month, day) = date.to_civil();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The languages of a pack, the default first, and where they are written
pub(crate) fn languages<'a>(tree: &'a Tree, report: &mut Report) -> Vec<(&'a str, Span)> {
    let Some(named) = tree.get("languages") else {
        if !tree.entries().is_empty() {
            report.add(
                Code::MissingKey,
                tree.span,
                say!("wrong.no_languages"),
                say!("mend.add_languages"),
            );
        }
        return Vec::new();
    };
    let items = list(named, &say!("part.languages"), report);
    if items.is_empty() {
        report.add(
            Code::Form,
            named.span,
            say!("wrong.one_language"),
            say!("mend.languages"),
        );
    }
    items
        .iter()
        .filter_map(|item| Some((word(item, report)?, item.span)))
        .collect()
}
