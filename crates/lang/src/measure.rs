//! Measures: whose they are, when they apply, what they give.

use tradeaid_engine::pack::{Alternative, Figure, Measure, Nature, Warning, Word};
use tradeaid_engine::{InputClass, MeasureName, NodeId};

use crate::compiler::{Compiler, Place};
use crate::condition::Explained;
use crate::diagnostic::Code;
use crate::fields::{Fields, check_name, entries, list, word};
use crate::forms::rules;
use crate::said::say;
use crate::source::Span;
use crate::tree::{Data, Entry, Tree};

/// What a measure can give
pub(crate) const NATURES: [(&str, Nature); 4] = [
    ("cash", Nature::Cash),
    ("price_ceiling", Nature::PriceCeiling),
    ("tax", Nature::Tax),
    ("service", Nature::Service),
];

/// How one can get it
pub(crate) const WAYS: [(&str, &str); 4] = [
    ("apply", "apply"),
    ("automatic", "automatic"),
    ("via_bank", "via_bank"),
    ("via_single_window", "via_single_window"),
];

impl<'a> Compiler<'a> {
    /// Compiles the measures of one file of `articles/`
    pub(crate) fn measures(&mut self, tree: &'a Tree) {
        let Some(file) = Fields::read(tree, tree.span, &rules::ARTICLE, &mut self.report) else {
            return;
        };
        for entry in file.get("measures").map_or(&[][..], |tree| {
            entries(tree, &say!("part.measures"), &mut self.report)
        }) {
            self.measure(entry);
        }
    }

    fn measure(&mut self, entry: &'a Entry) {
        check_name(&entry.key, entry.span, &mut self.report);
        if self
            .names
            .measures
            .iter()
            .any(|known| known.id == entry.key)
        {
            self.report.add(
                Code::Duplicate,
                entry.span,
                say!("wrong.measure_twice", name = entry.key),
                say!("mend.keep_one"),
            );
            return;
        }
        let Some(fields) =
            Fields::read(&entry.value, entry.span, &rules::MEASURE, &mut self.report)
        else {
            return;
        };
        for part in ["title", "summary", "next"] {
            self.want(format!("measure.{}.{part}", entry.key), entry.span);
        }
        if self
            .id(
                self.names.measures.len(),
                &say!("part.measures_many"),
                entry.span,
            )
            .is_none()
        {
            return;
        }
        let name = self.measure_name(&entry.key, &fields);
        self.names.measures.push(name);
        let (place, measure) = self.measure_rules(&fields, entry.span);
        self.measure_places.push(place);
        self.graph.pack.measures.extend(measure);
    }

    fn measure_name(&mut self, id: &str, fields: &Fields<'a>) -> MeasureName {
        let how = fields
            .need_one_of("how", &WAYS, &mut self.report)
            .unwrap_or_default();
        let theme = fields.need("theme", &mut self.report).and_then(|tree| {
            let theme = word(tree, &mut self.report)?;
            self.want(format!("theme.{theme}"), tree.span);
            Some(theme)
        });
        let mut authorities = Vec::new();
        if let Some(tree) = fields.need("authorities", &mut self.report) {
            for item in list(tree, &say!("part.authorities"), &mut self.report) {
                let Some(authority) = word(item, &mut self.report) else {
                    continue;
                };
                self.want(format!("authority.{authority}"), item.span);
                authorities.push(authority.to_owned());
            }
        }
        MeasureName {
            id: id.to_owned(),
            how: how.to_owned(),
            authorities,
            theme: theme.unwrap_or_default().to_owned(),
        }
    }

    fn measure_rules(&mut self, fields: &Fields<'a>, span: Span) -> (Place, Option<Measure>) {
        let provision = self.cite(fields, "provision");
        let nature = fields.need_one_of("nature", &NATURES, &mut self.report);
        let entitles = fields.flag_or("entitles", true, &mut self.report);
        let Some(scope) = self.for_each(fields) else {
            return (Place::CASE, None);
        };
        let mut place = Place { scope, on: None };
        let before = self.report.len();
        let mut parts: Vec<Explained> = Vec::new();
        let mut warnings = Vec::new();
        if let Some(entry) = fields.entry("within")
            && let Some(within) = self.within(entry, place)
        {
            place.on = Some(within.on);
            warnings = within.warnings;
            parts.push(Explained {
                node: within.leaf.node,
                leaves: vec![within.leaf],
            });
        }
        if let Some(tree) = fields.get("conditions") {
            parts.extend(self.explained(tree, place));
        }
        let amount = fields
            .get("amount")
            .map(|tree| self.amount(tree, place))
            .unwrap_or_default();
        let figures = fields
            .get("figures")
            .map(|tree| self.figures(tree, place))
            .unwrap_or_default();
        if let Some(tree) = fields.get("warnings") {
            let own = self.warnings(tree, place);
            warnings.extend(own);
        }
        if self.report.len() > before {
            return (place, None);
        }
        let nodes: Vec<NodeId> = parts.iter().map(|part| part.node).collect();
        let eligible = self.graph.all(&nodes);
        self.check_measure(eligible, &nodes, span);
        let conditions = parts.into_iter().flat_map(|part| part.leaves).collect();
        let readings = self.readings_of(eligible, &amount, &figures);
        let measure = provision.zip(nature).map(|(provision, nature)| Measure {
            scope,
            provision,
            nature,
            entitles,
            eligible,
            conditions,
            amount,
            figures,
            warnings,
            readings,
        });
        (place, measure)
    }

    /// The readings that can bear on an answer
    fn readings_of(
        &self,
        eligible: NodeId,
        amount: &[Alternative],
        figures: &[Figure],
    ) -> Vec<tradeaid_engine::InputId> {
        let mut roots = vec![eligible];
        for alternative in amount {
            roots.extend(
                [
                    alternative.when,
                    alternative.floor,
                    alternative.ceiling,
                    alternative.cap,
                ]
                .into_iter()
                .flatten(),
            );
        }
        roots.extend(figures.iter().map(|figure| figure.node));
        self.readings_below(&roots)
    }

    /// The readings that nodes rest on
    pub(crate) fn readings_below(&self, roots: &[NodeId]) -> Vec<tradeaid_engine::InputId> {
        let is_reading = |id: &tradeaid_engine::InputId| {
            self.graph
                .pack
                .input(*id)
                .is_some_and(|input| input.class == InputClass::Reading)
        };
        self.graph
            .cone(roots)
            .into_iter()
            .filter(is_reading)
            .collect()
    }

    /// The ways of computing an amount, the first whose condition holds counting
    fn amount(&mut self, tree: &'a Tree, place: Place) -> Vec<Alternative> {
        let Data::List(items) = &tree.data else {
            self.check_otherwise(std::slice::from_ref(tree), tree.span);
            return self.alternative(tree, place).into_iter().collect();
        };
        self.check_otherwise(items, tree.span);
        let before = self.report.len();
        let found: Vec<(Alternative, Span)> = items
            .iter()
            .filter_map(|item| Some((self.alternative(item, place)?, item.span)))
            .collect();
        if self.report.len() == before {
            let branches = found.iter().map(|(branch, span)| (branch.when, *span));
            self.check_branches(&branches.collect::<Vec<_>>());
        }
        found.into_iter().map(|(branch, _)| branch).collect()
    }

    fn alternative(&mut self, tree: &'a Tree, place: Place) -> Option<Alternative> {
        let fields = Fields::read(tree, tree.span, &rules::AMOUNT, &mut self.report)?;
        let provision = self.cite(&fields, "cite");
        let text = match fields.get("text") {
            Some(_) => self.text(&fields, "amount"),
            None => None,
        };
        let when = fields
            .get("when")
            .and_then(|tree| self.plain_condition(tree, place));
        let cap = fields
            .get("capped_at")
            .and_then(|tree| self.money(tree, place, &say!("part.cap")));
        let (word, low, high) = self.law_says(&fields, tree)?;
        let mut sum = |key: Option<&str>| {
            key.and_then(|key| self.money(fields.get(key)?, place, &say!("part.amount")))
        };
        let (floor, ceiling) = (sum(low), sum(high));
        Some(Alternative {
            when,
            word,
            floor,
            ceiling,
            cap,
            provision: provision?,
            text,
        })
    }

    /// The law's word for an amount, and the keys of what it is not less and not more than
    fn law_says(
        &mut self,
        fields: &Fields<'a>,
        tree: &Tree,
    ) -> Option<(Word, Option<&'static str>, Option<&'static str>)> {
        let unspecified = fields.flag("unspecified", &mut self.report);
        let words = ["exactly", "at_least", "at_most", "fee_ceiling"];
        let written: Vec<&'static str> = words
            .into_iter()
            .filter(|word| fields.get(word).is_some())
            .collect();
        match (written.as_slice(), unspecified) {
            (["exactly"], false) => Some((Word::Exactly, Some("exactly"), Some("exactly"))),
            (["at_least"], false) => Some((Word::AtLeast, Some("at_least"), None)),
            (["at_least", "at_most"], false) => {
                Some((Word::AtLeast, Some("at_least"), Some("at_most")))
            }
            (["at_most"], false) => Some((Word::AtMost, None, Some("at_most"))),
            (["fee_ceiling"], false) => Some((Word::FeeCeiling, None, Some("fee_ceiling"))),
            ([], true) => Some((Word::Unspecified, None, None)),
            _ => {
                let help = say!("mend.law_words");
                self.report
                    .add(Code::Form, tree.span, say!("wrong.law_words"), help);
                None
            }
        }
    }

    fn figures(&mut self, tree: &'a Tree, place: Place) -> Vec<Figure> {
        let mut found = Vec::new();
        for item in list(tree, &say!("part.figures"), &mut self.report) {
            let Some(fields) = Fields::read(item, item.span, &rules::FIGURE, &mut self.report)
            else {
                continue;
            };
            let provision = self.cite(&fields, "cite");
            let text = self.text(&fields, "figure");
            let node = fields
                .need("value", &mut self.report)
                .and_then(|tree| self.money(tree, place, &say!("part.figure")));
            if let (Some(node), Some(text), Some(provision)) = (node, text, provision) {
                found.push(Figure {
                    node,
                    text,
                    provision,
                });
            }
        }
        found
    }

    fn warnings(&mut self, tree: &'a Tree, place: Place) -> Vec<Warning> {
        let mut found = Vec::new();
        for item in list(tree, &say!("part.warnings"), &mut self.report) {
            let Some(fields) = Fields::read(item, item.span, &rules::WARNING, &mut self.report)
            else {
                continue;
            };
            let code = fields
                .need("code", &mut self.report)
                .and_then(|tree| self.code(tree));
            let when = fields
                .get("when")
                .and_then(|tree| self.plain_condition(tree, place));
            let on_refusal = fields.flag("on_refusal", &mut self.report);
            found.extend(code.map(|code| Warning {
                code,
                when,
                on_refusal,
            }));
        }
        found
    }
}
