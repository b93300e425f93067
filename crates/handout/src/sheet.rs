//! The sheet: everything a visitor takes away of one answer, in words, before any form is given to it.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{Amount, Cents, Status};
use tradeaid_explain::Language;

/// An answer, ready to be taken away
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its language
    pub language: Language,
    /// What it was made with
    pub product: String,
    /// What it is
    pub title: String,
    /// The day of assessment and the id of the result
    pub head: Vec<Pair>,
    /// The document, its number and its days; a second sentence where it is over
    pub ground: Vec<String>,
    /// What all cash comes to
    pub sum: Sum,
    /// The enterprise and its business, a sentence each
    pub business: Vec<String>,
    /// Every finding, in the order it is shown
    pub lines: Vec<Line>,
    /// What goes with several findings
    pub notes: Vec<Note>,
    /// What to do next and what to bring
    pub errands: Vec<Errand>,
    /// How to read the figures, what the sheet is not, and which rules it rests on
    pub closing: Vec<String>,
    /// The day of assessment, as tables have it; empty where there is none
    pub as_of: String,
    /// The id of the result
    pub result_id: String,
    /// The base currency's code
    pub currency: String,
    /// The base currency's name
    pub currency_said: String,
}

/// Something with its name
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What it is called
    pub name: String,
    /// What it is
    pub value: String,
}

/// What all cash comes to
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Never less than this
    pub lo: Cents,
    /// Not more than this, but for what has no number
    pub hi: Cents,
    /// How many supports have no number
    pub missing: usize,
    /// What is said beside it
    pub notes: Vec<String>,
}

/// Where a finding stands
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Cash that is certain
    Certain,
    /// Cash that may come
    Possible,
    /// Prices and taxes
    Beside,
    /// What is not given
    Nothing,
    /// Services that are given
    Service,
    /// Other services, in one row together
    OtherService,
    /// What the case has nothing for
    Unconcerned,
}

impl Part {
    /// Its word in tables
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::Beside => "beside",
            Self::Nothing => "nothing",
            Self::Service | Self::OtherService => "service",
            Self::Unconcerned => "unconcerned",
        }
    }
}

/// A finding
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it stands
    pub part: Part,
    /// Its number on the sheet; none for what has no row of its own there
    pub number: Option<usize>,
    /// The measure's id
    pub measure: String,
    /// The item's id
    pub item: Option<String>,
    /// What it is called
    pub title: String,
    /// What it is about, where that is not the enterprise
    pub about: String,
    /// The pinpoint of the provision that gives it
    pub pinpoint: String,
    /// How that is cited
    pub cite: String,
    /// Whether it is given
    pub status: Status,
    /// The same in words
    pub status_said: String,
    /// What kind of good it is
    pub nature: Nature,
    /// How much
    pub amount: Amount,
    /// The same in words
    pub amount_said: AmountSaid,
    /// What keeps it open
    pub open: Vec<String>,
    /// The authorities in charge
    pub who: String,
    /// The next step, or why it is not given
    pub next: String,
}

/// An amount in words, its kind and its figure apart
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AmountSaid {
    /// How to read it; empty where there is no money in it
    pub kind: String,
    /// The figure, in the base currency
    pub figure: String,
    /// What is said below
    pub captions: Vec<String>,
    /// Whether at least the figure is certain
    pub certain: bool,
}

/// What goes with several findings
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about
    pub label: String,
    /// What is said
    pub text: String,
}

/// One way to go: what to do, what it is for, and what to bring
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What to do, and with whom
    pub step: String,
    /// The measures it is for
    pub of: String,
    /// The facts that the answer rests on, to be evidenced
    pub bring: Vec<String>,
}

impl Sum {
    /// The key of what the upper figure is called: where supports have no number, it is no bound of all
    #[must_use]
    pub(crate) const fn most(&self) -> &'static str {
        if self.missing == 0 {
            "handout.sum.most"
        } else {
            "handout.sum.most.known"
        }
    }
}

impl Sheet {
    /// The findings that have a row of their own
    pub fn shown(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.number.is_some())
    }

    /// How many findings stand in a part
    #[must_use]
    pub fn count(&self, part: Part) -> usize {
        let mine = self.lines.iter().filter(|line| line.part == part);
        mine.count()
    }
}
