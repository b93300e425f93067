//! A case that two packs answer differently, written as a case is written, and made as short as it can be.

use tradeaid_engine::{Amount, Format, Scope, Status, Wanted};
use tradeaid_wire::json::Writer;
use tradeaid_wire::{Calculator, day, decimal};

use super::both::{Both, Which};
use super::open::Probes;
use super::part::{Part, Said};
use super::side::Pair;

/// A case with what either pack answers
#[derive(Debug)]
pub(super) struct Witness {
    /// What the case says, shortest first found
    pub(super) said: Vec<Said>,
    /// The case, as either pack is asked: without what a pack has no name for
    pub(super) cases: Both<String>,
    /// What either answers; nothing where the pack has no such measure
    pub(super) answers: Both<Option<Answer>>,
}

/// What a pack answers about the measure
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) amount: Amount,
}

/// The case that was found, if both packs accept it and answer it differently
pub(super) fn of(pair: &Pair<'_>, probes: &Probes<'_>, said: &[Said]) -> Option<Witness> {
    let asked = Asked { pair, probes };
    let mut kept = last_of_each(said);
    let answers = asked.answers(&kept)?;
    if answers.agree() {
        return None;
    }
    // Whatever can be left unsaid without another answer does not matter.
    let mut index = 0;
    while index < kept.len() {
        let mut fewer = kept.clone();
        fewer.remove(index);
        if asked.answers(&fewer) == Some(answers) {
            kept = fewer;
        } else {
            index += 1;
        }
    }
    let cases = Both::of(|which| asked.case(which, &kept));
    Some(Witness {
        said: kept,
        cases,
        answers,
    })
}

fn last_of_each(said: &[Said]) -> Vec<Said> {
    let mut kept: Vec<Said> = Vec::new();
    for said in said.iter().rev() {
        if kept.iter().all(|known| known.of != said.of) {
            kept.push(said.clone());
        }
    }
    kept.retain(|said| said.part != Part::Unsaid);
    kept.sort_by_key(|said| said.of);
    kept
}

struct Asked<'w, 'a> {
    pair: &'w Pair<'a>,
    probes: &'w Probes<'a>,
}

impl Asked<'_, '_> {
    /// What both packs answer; nothing if one of them refuses the case
    fn answers(&self, said: &[Said]) -> Option<Both<Option<Answer>>> {
        let mut answers = Both::default();
        for which in Which::BOTH {
            let side = self.pair.sides.get(which);
            let case = self.case(which, said);
            let answer = match self.probes.get(which) {
                Some(probe) => Some(answer(side.voice.calculator, probe.id, &case)?),
                None => None,
            };
            *answers.get_mut(which) = answer;
        }
        Some(answers)
    }

    /// The case as a pack reads it
    fn case(&self, which: Which, said: &[Said]) -> String {
        let side = self.pair.sides.get(which);
        let mut sections: Vec<(&str, Vec<&Said>)> = Vec::new();
        for said in said {
            let Some(joint) = self.pair.joint(said.of.place) else {
                continue;
            };
            if joint.ids.get(which).is_none() {
                continue;
            }
            let section = joint.path.split_once('.').map_or(&*joint.path, |(s, _)| s);
            match sections.iter_mut().find(|(known, _)| *known == section) {
                Some((_, list)) => list.push(said),
                None => sections.push((section, vec![said])),
            }
        }
        let scope = self
            .probes
            .get(which)
            .as_ref()
            .map(|probe| probe.measure.scope);
        let kind = side.kind(scope.unwrap_or(Scope::Case));
        if let Some(kind) = kind
            && sections.iter().all(|(known, _)| *known != kind)
        {
            sections.push((kind, Vec::new()));
        }
        let mut writer = Writer::new();
        writer.map(|writer| {
            for (section, list) in &sections {
                writer.key(section);
                let is_item = kind == Some(*section);
                self.section(writer, which, list, is_item);
            }
        });
        writer.finish()
    }

    fn section(&self, writer: &mut Writer, which: Which, said: &[&Said], is_item: bool) {
        if let [only] = said
            && let Some(joint) = self.pair.joint(only.of.place)
            && !joint.path.contains('.')
        {
            return self.value(writer, which, only);
        }
        if is_item {
            writer.open_list();
        }
        writer.map(|writer| {
            if is_item {
                writer.text_entry("id", "1");
            }
            for (index, one) in said.iter().enumerate() {
                let Some(joint) = self.pair.joint(one.of.place) else {
                    continue;
                };
                let key = joint.path.split_once('.').map_or("", |(_, key)| key);
                if one.of.year.is_none() {
                    writer.key(key);
                    self.value(writer, which, one);
                } else if said.iter().take(index).all(|o| o.of.place != one.of.place) {
                    writer.key(key);
                    self.years(writer, which, said, one);
                }
            }
        });
        if is_item {
            writer.close_list();
        }
    }

    fn years(&self, writer: &mut Writer, which: Which, said: &[&Said], first: &Said) {
        writer.map(|writer| {
            writer.key("by_year");
            writer.map(|writer| {
                for one in said.iter().filter(|one| one.of.place == first.of.place) {
                    if let Some(year) = one.of.year {
                        writer.key(&year.to_string());
                        self.value(writer, which, one);
                    }
                }
            });
        });
    }

    fn value(&self, writer: &mut Writer, which: Which, said: &Said) {
        let name = self.pair.input(which, said.of.place);
        let name = name.and_then(|(id, _)| self.pair.sides.get(which).name(id));
        let format = name.map(|name| name.format);
        match &said.part {
            Part::Unsaid => writer.raw("null"),
            Part::None => writer.text("none"),
            Part::Truth(truth) => writer.bool(*truth),
            Part::Number(range) => {
                let number = decimal(range.lo).unwrap_or_default();
                match format {
                    Some(Format::Count | Format::Year) => writer.raw(&number),
                    _ => writer.text(&number),
                }
            }
            Part::Days(days) => {
                let mut text = day(days.lo);
                text.truncate(if format == Some(Format::Month) { 7 } else { 10 });
                writer.text(&text);
            }
            Part::Options(options) => {
                let joint = self.pair.joint(said.of.place);
                let option = options.first().zip(joint);
                let option = option.and_then(|(option, joint)| joint.options.get(*option));
                writer.text(option.map_or("", String::as_str));
            }
        }
    }
}

/// What a pack answers; nothing if it refuses the case
fn answer(
    calculator: &Calculator,
    measure: tradeaid_engine::MeasureId,
    case: &str,
) -> Option<Answer> {
    let case = calculator.read_case(case).ok()?;
    let answer = calculator.assess(&case, Wanted::default()).ok()?;
    let mut findings = answer.findings.iter();
    let finding = findings.find(|finding| finding.row.measure == measure)?;
    Some(Answer {
        status: finding.row.status,
        amount: finding.row.amount,
    })
}
