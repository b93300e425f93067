//! What every room looks at: the pack, the case, its answer, and how things are called.

use tradeaid_engine::pack::{Domain, Pack};
use tradeaid_engine::{
    Assessment, Date, ItemId, MeasureId, Names, Number, Place, ProvisionId, Row, Scope, Status,
    Wanted,
};
use tradeaid_explain::{Texts, Voice, row_amount_in_words};
use tradeaid_wire::{Calculator, KnownCase, Plan, StatusWord};

use crate::Desk;
use crate::html::Html;
use crate::wish::Wish;

/// A case and its answer, with a voice to speak of them
#[derive(Clone, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) voice: Voice<'a>,
    pub(crate) calculator: &'a Calculator,
    pub(crate) texts: &'a Texts,
    pub(crate) plan: &'a Option<Plan>,
    pub(crate) pack: &'a Pack,
    pub(crate) names: &'a Names,
    pub(crate) today: Option<Date>,
    pub(crate) case: KnownCase,
    pub(crate) answer: Assessment,
    /// Whether every measure is wanted; without some the total is not one of what is shown
    pub(crate) is_whole: bool,
}

impl<'a> Scene<'a> {
    /// Reads and answers a case; none where it is refused
    pub(crate) fn of(
        Desk {
            calculator,
            texts,
            plan,
        }: &'a Desk,
        case_json: &str,
        wish: &Wish,
        today: Option<Date>,
    ) -> Option<Self> {
        let case = calculator.read_case_on(case_json, today).ok()?;
        let wanted = Wanted {
            trace: true,
            ..Wanted::default()
        };
        let mut answer = calculator.assess(&case, wanted).ok()?;
        let names = calculator.names();
        let wanted: Vec<&str> = wish
            .get("measures")
            .split([' ', ',', '\n', '\t'])
            .filter(|id| !id.is_empty())
            .collect();
        let wants = |id: &str| wanted.is_empty() || wanted.contains(&id);
        let known = answer.findings.len();
        answer.findings.retain(|finding| {
            let name = names.measures.get(finding.row.measure.index());
            name.is_some_and(|name| wants(&name.id))
        });
        let is_whole = answer.findings.len() == known;
        Some(Self {
            voice: Voice::of(texts, calculator),
            calculator,
            texts,
            plan,
            pack: calculator.engine().pack(),
            names,
            today,
            case,
            answer,
            is_whole,
        })
    }

    /// Whether a row is among what is shown
    pub(crate) fn shows(&self, row: &Row) -> bool {
        let mut findings = self.answer.findings.iter();
        findings.any(|finding| finding.row.measure == row.measure && finding.row.item == row.item)
    }

    /// The desk's own words
    pub(crate) fn own(&self, key: &str) -> String {
        self.voice.own(key, &[])
    }

    /// The desk's own words with their places filled
    pub(crate) fn fill(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.voice.own(key, fillings)
    }

    /// The name of an item: its kind and its place among its kind
    pub(crate) fn item_name(&self, item: ItemId) -> String {
        let items = &self.case.case.items;
        let Some(kind) = items.get(item.index()).map(|item| item.kind) else {
            return String::new();
        };
        let before = items.iter().take(item.index().saturating_add(1));
        let number = before.filter(|other| other.kind == kind).count();
        let name = self
            .names
            .kinds
            .get(kind.index())
            .map_or("", String::as_str);
        let kind = self.voice.pack_or(&["kind.", name].concat(), name);
        self.fill(
            "desk.item",
            &[("kind", &kind), ("number", &number.to_string())],
        )
    }

    /// Every item with its place in the case
    pub(crate) fn items(&self) -> impl Iterator<Item = (ItemId, Scope)> {
        let items = self.case.case.items.iter();
        (0_u16..)
            .map(ItemId)
            .zip(items)
            .map(|(id, item)| (id, Scope::Item(item.kind)))
    }

    /// What the case says of a figure, if it is one number
    pub(crate) fn point(&self, place: Place) -> Option<Number> {
        let input = self.pack.input(place.open.input)?;
        if let Some(year) = place.open.year {
            let series = self.case.case.series.get(usize::from(input.slot))?;
            return series.year(year)?.as_point();
        }
        let item = place
            .item
            .and_then(|item| self.case.case.items.get(item.index()));
        let known = self.case.case.known(input, item)?;
        known.value.number().as_point().filter(|_| known.given)
    }

    /// The distance of two neighbouring values of a figure
    pub(crate) fn step(&self, place: Place) -> Number {
        match self.pack.input(place.open.input).map(|input| &input.domain) {
            Some(Domain::Number { step, .. }) => *step,
            _ => Number::ONE,
        }
    }

    /// How much a row brings, in words; none where there is no money in it
    pub(crate) fn row_amount(&self, row: &Row) -> Option<String> {
        let measure = self.pack.measures.get(row.measure.index())?;
        row_amount_in_words(self.voice, measure, row.amount).filter(|_| row.may_pay())
    }

    /// A status in a word
    pub(crate) fn status(&self, status: Status) -> String {
        self.own(&["status.", StatusWord(status).word()].concat())
    }

    /// How a provision is cited, beside what rests on it
    pub(crate) fn cite(&self, html: &mut Html, provision: ProvisionId) {
        if let Some(name) = self.names.provisions.get(provision.index()) {
            let cite = self.voice.cite(&name.pinpoint);
            html.line("span", &[("class", "ta-cite")], &cite);
        }
    }

    /// The title of what a row is about, with its item
    pub(crate) fn row_title(&self, row: &Row) -> String {
        let title = self.measure_title(row.measure);
        match row.item {
            Some(item) => self.fill(
                "desk.of_item",
                &[("title", &title), ("item", &self.item_name(item))],
            ),
            None => title,
        }
    }

    /// What a measure is called
    pub(crate) fn measure_title(&self, measure: MeasureId) -> String {
        let name = self.names.measures.get(measure.index());
        name.map_or(String::new(), |name| self.voice.measure(&name.id, "title"))
    }
}
