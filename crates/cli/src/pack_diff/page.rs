//! The comparison as a page to read: measure by measure what is written otherwise, and what that means for whom.

use super::both::{Both, Which};
use super::edits::Role;
use super::facts::Change;
use super::people;
use super::report::{Compared, Difference, Report, RuleChange, Verdict};
use super::side::Pair;
use tradeaid_explain::Voice;

/// The most differences of one measure that are drawn; all of them are in the JSON
const DRAWN: usize = 6;
/// The most texts that are drawn in full
const TEXTS: usize = 20;

/// Draws the page
pub(super) fn write(pair: &Pair<'_>, report: &Report) -> String {
    let mut page = Page {
        pair,
        voice: pair.sides.after.voice,
        lines: Vec::new(),
    };
    page.head();
    if !report.differs() {
        let count = report.measures.len().to_string();
        page.say(0, "diff.none", &[("count", &count)]);
        let digests = Both::of(|which| pair.sides.get(which).voice.calculator.digest());
        if !digests.agree() {
            page.say(0, "diff.none.written", &[]);
        }
    }
    for measure in report.measures.iter().filter(|measure| measure.differs()) {
        page.measure(measure);
    }
    page.shared(&report.shared);
    page.rest(report);
    let differences = report.measures.iter().map(|measure| &measure.differences);
    if differences.flatten().any(|one| !one.ranges.is_empty()) {
        page.say(0, "diff.range", &[]);
    }
    page.lines.join("\n")
}

struct Page<'p, 'a> {
    pair: &'p Pair<'a>,
    voice: Voice<'a>,
    lines: Vec<String>,
}

impl Page<'_, '_> {
    fn say(&mut self, indent: usize, key: &str, fillings: &[(&str, &str)]) {
        let text = self.voice.own(key, fillings);
        self.lines.push([" ".repeat(indent), text].concat());
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    fn head(&mut self) {
        for (key, which) in [("diff.before", Which::Before), ("diff.after", Which::After)] {
            let side = self.pair.sides.get(which);
            let digest = side.voice.calculator.digest();
            let fillings = [
                ("id", side.names.id.as_str()),
                ("version", &side.names.version),
                ("digest", digest),
            ];
            self.say(0, key, &fillings);
        }
        self.blank();
    }

    fn measure(&mut self, compared: &Compared) {
        let which = if compared.is_gone() {
            Which::Before
        } else {
            Which::After
        };
        let name = |which: Which| {
            let side = self.pair.sides.get(which);
            let id = (*compared.ids.get(which))?;
            let name = side.names.measures.get(id.index())?;
            let cite = side.voice.cite(side.pinpoint(side.measure(id)?.provision));
            Some((name.id.clone(), side.voice.measure(&name.id, "title"), cite))
        };
        let names = Both::of(name);
        if let Some((id, title, cite)) = names.get(which) {
            let fillings = [("title", title.as_str()), ("id", id), ("cite", cite)];
            self.say(0, "diff.measure", &fillings);
        }
        match (&names.before, &names.after) {
            (None, _) => self.say(2, "diff.measure.new", &[]),
            (_, None) => self.say(2, "diff.measure.gone", &[]),
            _ => {}
        }
        for rule in &compared.rules {
            self.rule(rule);
        }
        for fact in &compared.facts {
            self.change(2, fact);
        }
        if !compared.touched.is_empty() {
            let list = self.voice.listed(&compared.touched);
            self.say(2, "diff.touched", &[("list", &list)]);
        }
        self.differences(compared);
        if compared.is_narrowed {
            self.say(2, "diff.narrowed", &[]);
        }
        self.blank();
    }

    fn rule(&mut self, rule: &RuleChange) {
        let what = match rule.role {
            Role::Condition => "diff.role.condition",
            Role::When => "diff.role.when",
            Role::Floor => "diff.role.floor",
            Role::Ceiling => "diff.role.ceiling",
            Role::Cap => "diff.role.cap",
        };
        let what = self.voice.own(what, &[]);
        self.changed(2, &what, &rule.words);
        if let Some(line) = self.lines.last_mut() {
            line.push_str(&rule.meanings);
        }
    }

    fn changed(&mut self, indent: usize, what: &str, words: &Both<Option<String>>) {
        let nothing = String::new();
        let before = words.before.as_ref().unwrap_or(&nothing);
        let after = words.after.as_ref().unwrap_or(&nothing);
        let key = match (&words.before, &words.after) {
            (None, _) => "diff.added",
            (_, None) => "diff.removed",
            _ => "diff.changed",
        };
        let fillings = [
            ("what", what),
            ("before", before.as_str()),
            ("after", after),
        ];
        self.say(indent, key, &fillings);
    }

    fn change(&mut self, indent: usize, change: &Change) {
        let kind = ["diff.fact.", change.kind].concat();
        let what = self.voice.own(&kind, &[("label", &change.label)]);
        let words = Both {
            before: change.before.clone(),
            after: change.after.clone(),
        };
        self.changed(indent, &what, &words);
    }

    fn differences(&mut self, compared: &Compared) {
        if !compared.differences.is_empty() {
            self.say(2, "diff.effect", &[]);
        }
        for difference in compared.differences.iter().take(DRAWN) {
            self.difference(difference);
        }
        let more = compared.differences.len().saturating_sub(DRAWN);
        if more > 0 {
            self.say(4, "diff.more", &[("count", &more.to_string())]);
        }
        self.verdict(compared);
    }

    fn difference(&mut self, difference: &Difference) {
        let answers = Both::of(|which| {
            let answer = difference.witness.answers.get(which).as_ref();
            people::answer(self.pair, which, answer)
        });
        let who = people::who(self.pair, &difference.ranges);
        let fillings = [
            ("who", who.as_str()),
            ("before", &answers.before),
            ("after", &answers.after),
        ];
        self.say(4, "diff.difference", &fillings);
        let Both { before, after } = &difference.witness.cases;
        if before == after || difference.witness.answers.before.is_none() {
            self.say(6, "diff.case", &[("case", after)]);
        } else if difference.witness.answers.after.is_none() {
            self.say(6, "diff.case", &[("case", before)]);
        } else {
            self.say(6, "diff.case.before", &[("case", before)]);
            self.say(6, "diff.case.after", &[("case", after)]);
        }
    }

    fn verdict(&mut self, compared: &Compared) {
        let found = if compared.differences.is_empty() {
            "none"
        } else {
            "some"
        };
        let (how, cells, rest) = match compared.verdict {
            Verdict::SameRules => ("same", 0, 0),
            Verdict::Apart => ("apart", 0, 0),
            Verdict::Whole { cells, sampled: 0 } => ("proved", cells, 0),
            Verdict::Whole { cells, sampled } => ("compared", cells, sampled),
            Verdict::Partly { cells, left } => ("searched", cells, left),
        };
        let key = ["diff.verdict.", how, ".", found].concat();
        let (cells, rest) = (cells.to_string(), rest.to_string());
        self.say(2, &key, &[("cells", &cells), ("rest", &rest)]);
    }

    fn shared(&mut self, shared: &[Change]) {
        let (texts, others): (Vec<&Change>, Vec<&Change>) =
            shared.iter().partition(|change| change.kind == "text");
        if !others.is_empty() {
            self.say(0, "diff.shared", &[]);
            for change in others {
                self.change(2, change);
            }
            self.blank();
        }
        if !texts.is_empty() {
            self.say(0, "diff.texts", &[]);
            for change in texts.iter().take(TEXTS) {
                self.change(2, change);
            }
            let more = texts.len().saturating_sub(TEXTS);
            if more > 0 {
                self.say(2, "diff.more", &[("count", &more.to_string())]);
            }
            self.blank();
        }
    }

    /// The measures about which nothing is to be said
    fn rest(&mut self, report: &Report) {
        let same = report.measures.iter().filter(|measure| !measure.differs());
        let count = same.count();
        if count > 0 && report.differs() {
            self.say(0, "diff.rest", &[("count", &count.to_string())]);
        }
    }
}
