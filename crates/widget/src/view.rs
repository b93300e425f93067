//! What is drawn: plain functions that put the model and its answer on a sheet, in markup.
//!
//! Rules of this room: no `style`, no handlers (one listener on the mount hears all), every list in a slot of its
//! own and with keys, so that no element in use is ever made anew. What is data is never read as markup.

pub(crate) mod amount;
pub(crate) mod card;
pub(crate) mod choice;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod guide;
pub(crate) mod header;
pub(crate) mod higher;
pub(crate) mod icon;
pub(crate) mod index;
pub(crate) mod item;
pub(crate) mod markup;
pub(crate) mod notes;
pub(crate) mod notice;
pub(crate) mod page;
pub(crate) mod rail;
pub(crate) mod reasons;
pub(crate) mod results;
pub(crate) mod rules;
pub(crate) mod start;

use tradeaid_engine::pack::{Measure, Nature};
use tradeaid_engine::{Finding, InputId, Pack, ProvisionId, Status, Tally, tally};

use crate::guide::{Guide, Way};
use crate::model::{Fault, Model};
use crate::outcome::{Outcome, SHELVES, Shelf, gives_way, group, is_in_full, shelf};
use crate::state::Place;
use crate::texts::{Key, Text, Words, key, text};
use markup::{Draw, put};

/// Everything a drawing is made from
pub(crate) struct Scene<'a> {
    pub(crate) model: &'a Model,
    /// How the calculator is used
    pub(crate) way: Way,
    /// The questions so far
    pub(crate) guide: &'a Guide,
    pub(crate) words: Words<'a>,
    /// The last answer that could be given
    pub(crate) outcome: Option<&'a Outcome>,
    /// What is wrong and may be shown by now
    pub(crate) faults: &'a [&'a Fault],
    /// Whether the answer is older than what was said
    pub(crate) stale: bool,
    /// The names of what was unfolded; what never was is not drawn, because there is so much of it
    pub(crate) unfolded: &'a [String],
    /// Whether clearing everything was asked for once
    pub(crate) clearing: bool,
    /// The running result for the ear
    pub(crate) status: &'a str,
    /// The findings shelf by shelf, in the pack's order; what surely gives way to another is shown beside that one only
    pub(crate) shelved: Vec<(Shelf, &'a Finding)>,
    /// What all cash comes to; none where the host wants only some of what enters it
    pub(crate) total: Option<Tally>,
}

impl<'a> Scene<'a> {
    /// Sorts and adds up the findings, once for all that is drawn of them
    pub(crate) fn sort(&mut self) {
        let Some(outcome) = self.outcome else {
            return;
        };
        let mut partial = false;
        for wanted in &SHELVES {
            for finding in &outcome.answer.findings {
                let nature = self.nature(finding);
                let wants = self.wants(finding);
                partial |= !wants && nature == Nature::Cash && finding.row.may_pay();
                let group = group(self.pack(), &outcome.answer, finding);
                let hidden = group.is_some_and(|group| gives_way(group, finding));
                if wants && !hidden && shelf(finding, nature) == *wanted {
                    self.shelved.push((*wanted, finding));
                }
            }
        }
        if !partial {
            self.total = Some(tally(self.pack(), &outcome.answer));
        }
    }

    /// The findings on a shelf
    pub(crate) fn on(&self, wanted: Shelf) -> &[(Shelf, &'a Finding)] {
        let start = self.shelved.partition_point(|(shelf, _)| *shelf < wanted);
        let end = self.shelved.partition_point(|(shelf, _)| *shelf <= wanted);
        self.shelved.get(start..end).unwrap_or_default()
    }

    /// Whether what is folded away under a name was unfolded
    pub(crate) fn is_unfolded(&self, name: &str) -> bool {
        self.unfolded.iter().any(|unfolded| unfolded == name)
    }

    pub(crate) fn pack(&self) -> &'a Pack {
        self.model.calculator.engine().pack()
    }

    pub(crate) fn measure(&self, finding: &Finding) -> Option<&'a Measure> {
        self.pack().measures.get(finding.row.measure.index())
    }

    pub(crate) fn nature(&self, finding: &Finding) -> Nature {
        self.measure(finding)
            .map_or(Nature::Service, |measure| measure.nature)
    }

    /// Whether a measure pays all of something, so that its amount is the whole of it
    pub(crate) fn is_in_full(&self, finding: &Finding) -> bool {
        self.measure(finding)
            .is_some_and(|measure| is_in_full(self.pack(), measure))
    }

    pub(crate) fn fault(&self, place: Place) -> Option<&'a Fault> {
        let mut faults = self.faults.iter();
        faults.find(|fault| fault.place == Some(place)).copied()
    }

    /// Whether a finding is among the measures that the host wants
    pub(crate) fn wants(&self, finding: &Finding) -> bool {
        let name = self
            .model
            .calculator
            .names()
            .measures
            .get(finding.row.measure.index());
        match (&self.model.settings.measures, name) {
            (Some(wanted), Some(name)) => wanted.contains(&name.id),
            _ => true,
        }
    }

    /// The name of an item: its kind and its place among its kind
    pub(crate) fn item_name(&self, number: u16) -> &'a Text {
        let state = &self.model.state;
        let Some(item) = state.item(number) else {
            return text!("");
        };
        let mut at = 1;
        for other in state.items_of(item.kind) {
            if other.number == number {
                break;
            }
            at += 1;
        }
        let words = &self.words;
        words.fill(key!("item.name"), &[words.kind(item.kind), words.count(at)])
    }

    /// The number of the item that a finding is about
    pub(crate) fn row_item(&self, outcome: &Outcome, finding: &Finding) -> Option<u16> {
        let id = outcome.known.item_id(finding.row.item?);
        self.model.state.item_by_id(id).map(|item| item.number)
    }

    /// What a place is called, with its item and year
    pub(crate) fn place_name(&self, place: Place) -> &'a Text {
        let label = self.field_label(place.input, place.year);
        match place.item {
            Some(number) => self
                .words
                .fill(key!("place"), &[self.item_name(number), label]),
            None => label,
        }
    }

    /// What a field is called
    pub(crate) fn field_label(&self, id: InputId, year: Option<i32>) -> &'a Text {
        let words = &self.words;
        let Some(name) = words.input(id) else {
            return text!("");
        };
        let label = words.label(name);
        match year {
            Some(year) => words.fill(key!("label.year"), &[label, words.year_digits(year)]),
            None if self.pack().input(id).is_some_and(|input| input.yearly) => {
                words.fill(key!("label.every_year"), &[label])
            }
            None => label,
        }
    }

    /// The place of a field, as its id and its buttons name it
    pub(crate) fn token(&self, place: Place) -> &'a Text {
        self.words.keep(&place.token())
    }
}

/// The id of the field at a place
pub(crate) fn field_id(place: Place) -> String {
    let mut id = String::from("ta-");
    place.push_token(&mut id);
    id
}

/// A button that moves the focus to what has an id, named without its `ta-`
pub(crate) fn go(draw: &mut Draw<'_>, class: &Text, to: &Text, content: &Text) {
    put!(
        draw,
        "<button class={} type=button data-do=go data-to=ta-{}>{}</button>",
        class,
        to,
        content
    );
}

/// How a provision is cited, beside what rests on it
pub(crate) fn cite(draw: &mut Draw<'_>, id: ProvisionId) {
    put!(
        draw,
        "<span class=ta-cite>{}</span>",
        draw.scene.words.cite(id)
    );
}

/// The word for a status
pub(crate) const fn status_key(status: Status) -> Key {
    match status {
        Status::Eligible => key!("status.eligible"),
        Status::Undetermined => key!("status.undetermined"),
        Status::NotEligible => key!("status.not_eligible"),
        Status::NotApplicable => key!("status.not_applicable"),
    }
}

/// A status: its shape and its word
pub(crate) fn status(draw: &mut Draw<'_>, status: Status, nature: Nature) {
    let (shape, class) = match (status, nature) {
        (Status::Eligible, Nature::Service) => (text!("svc"), text!("ta-st")),
        (Status::Eligible, Nature::PriceCeiling) => (text!("cap"), text!("ta-st")),
        (Status::Eligible, _) => (text!("sure"), text!("ta-st")),
        (Status::Undetermined, _) => (text!("ask"), text!("ta-st")),
        (Status::NotEligible, _) => (text!("no"), text!("ta-st ta-st--no")),
        (Status::NotApplicable, _) => (text!("off"), text!("ta-st ta-st--na")),
    };
    let key = match nature {
        Nature::Service if status == Status::Eligible => key!("status.service"),
        _ => status_key(status),
    };
    put!(
        draw,
        "<span class={}><:{} />{}</span>",
        class,
        shape,
        draw.scene.words.ui(key)
    );
}
