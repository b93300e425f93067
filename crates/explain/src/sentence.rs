//! What an explanation is: its sentences in order, each with its kind, its depth and what it rests on, and their JSON.

use tradeaid_engine::{ItemId, MeasureId, Status, Truth};
use tradeaid_wire::StatusWord;
use tradeaid_wire::json::Writer;

/// What a sentence is about
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A condition with the values it met
    Condition,
    /// The sentences one step deeper must all hold
    All,
    /// One of the sentences one step deeper is enough
    Any,
    /// The sentence one step deeper must not hold
    Not,
    /// What a decision table made of which values
    Derived,
    /// What follows from the conditions
    Outcome,
    /// Which way of reckoning counts
    Alternative,
    /// The amount, or its lower bound
    Floor,
    /// The upper bound of the amount, or a ceiling on a price
    Ceiling,
    /// What the amount never exceeds
    Cap,
    /// What the amount comes to
    Amount,
    /// A figure beside the amount
    Figure,
    /// A reading that was assumed
    Assumed,
    /// What the document leaves to the authority
    Discretion,
    /// What else supports the same thing, and which of it counts
    Group,
}

impl Kind {
    /// Its word in JSON
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::All => "all",
            Self::Any => "any",
            Self::Not => "not",
            Self::Derived => "derived",
            Self::Outcome => "outcome",
            Self::Alternative => "alternative",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
            Self::Cap => "cap",
            Self::Amount => "amount",
            Self::Figure => "figure",
            Self::Assumed => "assumed",
            Self::Discretion => "discretion",
            Self::Group => "group",
        }
    }
}

/// One step of an explanation
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What it is about
    pub kind: Kind,
    /// How deep it stands: a deeper one belongs to the last less deep one before it
    pub depth: usize,
    /// What it says, with provision and outcome
    pub text: String,
    /// The pinpoint of the provision it rests on
    pub provision: Option<String>,
    /// Whether it holds, where that can be asked
    pub holds: Option<Truth>,
    /// Of a leaf condition: its place among the reasons of the assessment
    pub reason: Option<usize>,
}

impl Sentence {
    /// A sentence that stands at the margin and rests on nothing of its own
    #[must_use]
    pub const fn of(kind: Kind, text: String) -> Self {
        Self {
            kind,
            depth: 0,
            text,
            provision: None,
            holds: None,
            reason: None,
        }
    }
}

/// How one measure came out for one item, or for the enterprise
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The measure
    pub measure: MeasureId,
    /// The item it is about
    pub item: Option<ItemId>,
    /// The measure's id
    pub measure_id: String,
    /// The item's id
    pub item_id: Option<String>,
    /// What it is called, with the item
    pub title: String,
    /// How it came out
    pub status: Status,
    /// The steps
    pub sentences: Vec<Sentence>,
}

/// Explanations as JSON: a list of them
#[must_use]
pub fn write_explanations(explanations: &[Explanation]) -> String {
    let mut w = Writer::new();
    w.map(|w| {
        w.key("explanations");
        w.list(|w| {
            for explanation in explanations {
                one(w, explanation);
            }
        });
    });
    w.finish()
}

fn one(w: &mut Writer, explanation: &Explanation) {
    w.map(|w| {
        w.text_entry("measure", &explanation.measure_id);
        w.key("item");
        w.text_or_null(explanation.item_id.as_deref());
        w.text_entry("title", &explanation.title);
        w.text_entry("status", StatusWord(explanation.status).word());
        w.key("sentences");
        w.list(|w| {
            for sentence in &explanation.sentences {
                step(w, sentence);
            }
        });
    });
}

fn step(w: &mut Writer, sentence: &Sentence) {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    w.map(|w| {
        w.text_entry("kind", sentence.kind.word());
        w.key("depth");
        w.integer(count(sentence.depth));
        w.text_entry("text", &sentence.text);
        if let Some(provision) = &sentence.provision {
            w.text_entry("provision", provision);
        }
        if let Some(holds) = sentence.holds {
            w.key("holds");
            match holds {
                Truth::Open => w.raw("null"),
                settled => w.bool(settled == Truth::True),
            }
        }
        if let Some(reason) = sentence.reason {
            w.key("reason");
            w.integer(count(reason));
        }
    });
}
