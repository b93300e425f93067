//! The page a person reads: what an answer comes to, row by row, with its grounds. Draws; decides nothing.

mod foot;
mod head;
mod layout;
mod open;
mod question;
mod row;
mod trace;

use tradeaid_engine::pack::{Measure, Nature};
use tradeaid_engine::{AmountKind, Assessment, Finding, MeasureName, Member, Status};
use tradeaid_explain::Voice;
use tradeaid_wire::{Calculator, KnownCase};

use crate::output::Screen;
use crate::texts::Texts;
use layout::{Sheet, Tone};

/// A case with its answer
#[derive(Clone, Copy)]
pub(crate) struct Answered<'a> {
    pub(crate) calculator: &'a Calculator,
    pub(crate) case: &'a KnownCase,
    pub(crate) answer: &'a Assessment,
    /// Whether the case named no day and today was taken
    pub(crate) day_is_today: bool,
    /// Whether every condition and step is wanted
    pub(crate) trace: bool,
}

/// Draws the page
pub(crate) fn draw(answered: &Answered<'_>, texts: &Texts, screen: Screen) -> String {
    let mut page = Page {
        voice: Voice::of(texts, answered.calculator),
        answered: *answered,
        sheet: Sheet::new(screen),
        cited: Vec::new(),
    };
    page.head();
    let rows = answered.rows();
    for part in SHOWN {
        let mut mine: Vec<Row<'_>> = rows
            .iter()
            .filter(|row| row.part() == part)
            .copied()
            .collect();
        mine.sort_by_key(|row| {
            let is_open = part == Part::Service && row.finding.row.status != Status::Eligible;
            (row.counts_elsewhere(answered.answer), is_open)
        });
        if !mine.is_empty() {
            page.part_heading(part, &mine);
            for row in &mine {
                if part == Part::Service && !answered.trace {
                    page.brief(row);
                } else {
                    page.row(row);
                }
            }
        }
    }
    page.named(Part::NoService, "part.no_service", &rows);
    page.named(Part::Unconcerned, "part.unconcerned", &rows);
    page.questions();
    page.foot();
    page.sheet.finish()
}

/// A page being drawn
struct Page<'a> {
    voice: Voice<'a>,
    answered: Answered<'a>,
    sheet: Sheet,
    /// The provisions named so far, in order
    cited: Vec<String>,
}

/// One row of the answer, as the engine found it and as the pack names it
#[derive(Clone, Copy)]
struct Row<'a> {
    finding: &'a Finding,
    name: &'a MeasureName,
    measure: &'a Measure,
}

/// The parts of the page
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Money that is certain
    Certain,
    /// Money that may be
    Possible,
    /// Prices, which are no money
    Beside,
    /// Services
    Service,
    /// What is not available
    Nothing,
    /// Services that are not available
    NoService,
    /// What the case has nothing of
    Unconcerned,
}

/// The parts whose rows are drawn one by one, in order
const SHOWN: [Part; 5] = [
    Part::Certain,
    Part::Possible,
    Part::Beside,
    Part::Nothing,
    Part::Service,
];

impl<'a> Answered<'a> {
    fn rows(&self) -> Vec<Row<'a>> {
        let measures = &self.calculator.engine().pack().measures;
        let names = &self.calculator.names().measures;
        let rows = self.answer.findings.iter().filter_map(|finding| {
            let index = finding.row.measure.index();
            Some(Row {
                finding,
                name: names.get(index)?,
                measure: measures.get(index)?,
            })
        });
        rows.collect()
    }
}

impl Row<'_> {
    fn part(&self) -> Part {
        match self.finding.row.status {
            Status::NotApplicable => Part::Unconcerned,
            Status::NotEligible if self.measure.nature == Nature::Service => Part::NoService,
            Status::NotEligible => Part::Nothing,
            _ if self.measure.nature == Nature::Service => Part::Service,
            _ if self.measure.nature == Nature::PriceCeiling => Part::Beside,
            Status::Eligible if self.finding.row.amount.lo > 0 => Part::Certain,
            _ => Part::Possible,
        }
    }

    /// Whether another support for the same object surely counts instead
    fn counts_elsewhere(&self, answer: &Assessment) -> bool {
        let me = Member::Measure(self.finding.row.measure);
        answer.groups.iter().any(|outcome| {
            outcome.item == self.finding.row.item
                && outcome.winner.is_some_and(|winner| winner != me)
                && outcome.members.iter().any(|(member, _, _)| *member == me)
        })
    }

    /// Whether it is money to which nobody has put a figure
    fn lacks_figure(&self) -> bool {
        let amount = self.finding.row.amount;
        let no_figure = amount.kind == AmountKind::Unknown || amount.hi.is_none();
        self.measure.nature == Nature::Cash && self.finding.row.may_pay() && no_figure
    }
}

impl Page<'_> {
    /// A label at the margin, written once, and what it is about
    fn note(&mut self, tone: Tone, key: &str, texts: &[String]) {
        let column = self.label_column();
        let mut label = self.voice.own(key, &[]);
        for text in texts {
            self.sheet
                .labelled(INDENT, column, (tone, &label), &[(Tone::Plain, text)]);
            label.clear();
        }
    }

    /// How wide the labels of a row are
    fn label_column(&self) -> usize {
        let labels = LABELS
            .iter()
            .map(|key| layout::width_of(self.voice.texts.get(key)));
        labels.max().unwrap_or(0).saturating_add(2)
    }

    /// A provision's citation, which is then explained at the foot
    fn cite(&mut self, pinpoint: &str) {
        if !self.cited.iter().any(|known| known == pinpoint) {
            self.cited.push(pinpoint.to_owned());
        }
    }

    /// A sentence with its ground
    fn grounded(&mut self, text: &str, pinpoint: &str) -> String {
        self.cite(pinpoint);
        self.voice.cited(text, pinpoint)
    }
}

/// How far what belongs to a row is moved in
const INDENT: usize = 2;

/// The labels that stand in one column
const LABELS: [&str; 11] = [
    "row.why",
    "row.group",
    "row.fact",
    "row.parameter",
    "row.reading",
    "row.discretion",
    "row.assumed",
    "row.warning",
    "row.figure",
    "row.who",
    "row.next",
];
