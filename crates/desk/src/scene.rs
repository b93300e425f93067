//! What every room looks at: the pack, the case, its answer, and how things are called.

use tradeaid_engine::pack::{Domain, Pack};
use tradeaid_engine::{
    Assessment, Date, ItemId, MeasureId, Names, Number, Place, ProvisionId, Row, Scope, Status,
    Wanted,
};
use tradeaid_explain::{Texts, Voice, row_amount_in_words};
use tradeaid_wire::{Calculator, KnownCase, StatusWord};

use crate::html::Html;

/// A case and its answer, with a voice to speak of them
#[derive(Clone, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) voice: Voice<'a>,
    pub(crate) calculator: &'a Calculator,
    pub(crate) pack: &'a Pack,
    pub(crate) names: &'a Names,
    pub(crate) today: Option<Date>,
    pub(crate) case: KnownCase,
    pub(crate) answer: Assessment,
}

impl<'a> Scene<'a> {
    /// Reads and answers a case; none where it is refused
    pub(crate) fn of(
        calculator: &'a Calculator,
        texts: &'a Texts,
        case_json: &str,
        today: Option<Date>,
    ) -> Option<Self> {
        let case = calculator.read_case_on(case_json, today).ok()?;
        let answer = calculator.assess(&case, Wanted::default()).ok()?;
        Some(Self {
            voice: Voice::of(texts, calculator),
            calculator,
            pack: calculator.engine().pack(),
            names: calculator.names(),
            today,
            case,
            answer,
        })
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
