//! The comparison as JSON, for programs. Cases are written as they are given to `tradeaid assess`.

use tradeaid_engine::{AmountKind, Days};
use tradeaid_wire::json::Writer;
use tradeaid_wire::{AmountKindWord, StatusWord, day, decimal, money};

use super::both::{Both, Which};
use super::edits::Role;
use super::facts::Change;
use super::part::Part;
use super::people;
use super::region::Range;
use super::report::{Compared, Difference, Report, Verdict};
use super::side::Pair;

/// Writes it
pub(super) fn write(pair: &Pair<'_>, report: &Report) -> String {
    let mut writer = Writer::new();
    writer.map(|writer| {
        writer.key("v");
        writer.integer(1);
        for (key, which) in [("before", Which::Before), ("after", Which::After)] {
            let side = pair.sides.get(which);
            writer.key(key);
            writer.map(|writer| {
                writer.text_entry("id", &side.names.id);
                writer.text_entry("version", &side.names.version);
                writer.text_entry("digest", side.voice.calculator.digest());
            });
        }
        writer.key("differs");
        writer.bool(report.differs());
        writer.key("measures");
        writer.list(|writer| {
            for compared in &report.measures {
                writer.map(|writer| measure(writer, pair, compared));
            }
        });
        writer.key("shared");
        changes(writer, &report.shared);
    });
    writer.finish()
}

fn measure(writer: &mut Writer, pair: &Pair<'_>, compared: &Compared) {
    for (key, which) in [("before", Which::Before), ("after", Which::After)] {
        let names = &pair.sides.get(which).names.measures;
        let name = (*compared.ids.get(which)).and_then(|id| names.get(id.index()));
        writer.key(key);
        writer.text_or_null(name.map(|name| name.id.as_str()));
    }
    writer.key("rules");
    writer.list(|writer| {
        for rule in &compared.rules {
            writer.map(|writer| {
                let role = match rule.role {
                    Role::Condition => "condition",
                    Role::When => "when",
                    Role::Floor => "floor",
                    Role::Ceiling => "ceiling",
                    Role::Cap => "cap",
                };
                writer.text_entry("part", role);
                two(writer, &rule.words);
                if !rule.meanings.is_empty() {
                    writer.text_entry("where", &rule.meanings);
                }
            });
        }
    });
    writer.key("declared");
    changes(writer, &compared.facts);
    writer.key("answers");
    writer.map(|writer| verdict(writer, compared));
    writer.key("differences");
    writer.list(|writer| {
        for difference in &compared.differences {
            writer.map(|writer| one(writer, pair, difference));
        }
    });
}

/// Whether the answers differ, and how surely that is known
fn verdict(writer: &mut Writer, compared: &Compared) {
    let differ = !compared.differences.is_empty();
    writer.key("differ");
    writer.bool(differ);
    writer.key("only_shared_values");
    writer.bool(compared.is_narrowed);
    let mut count = |how: &str, counts: &[(&str, usize)]| {
        writer.text_entry("by", how);
        for (key, count) in counts {
            writer.key(key);
            writer.integer(i64::try_from(*count).unwrap_or(i64::MAX));
        }
    };
    match compared.verdict {
        Verdict::SameRules => count("same_rules", &[]),
        Verdict::Apart => count("not_comparable", &[]),
        Verdict::Whole { cells, sampled: 0 } => count("every_cell", &[("cells", cells)]),
        Verdict::Whole { cells, sampled } => count(
            "every_cell_some_at_single_values",
            &[("cells", cells), ("sampled", sampled)],
        ),
        Verdict::Partly { cells, left } => count(
            "search_given_up",
            &[("cells", cells), ("at_least_left", left)],
        ),
    }
}

fn one(writer: &mut Writer, pair: &Pair<'_>, difference: &Difference) {
    writer.text_entry("who", &people::who(pair, &difference.ranges));
    writer.key("ranges");
    writer.list(|writer| {
        for range in &difference.ranges {
            writer.map(|writer| values(writer, pair, range));
        }
    });
    for (key, which) in [("before", Which::Before), ("after", Which::After)] {
        let Some(answer) = difference.witness.answers.get(which) else {
            writer.key(key);
            writer.raw("null");
            continue;
        };
        writer.key(key);
        writer.map(|writer| {
            writer.key("case");
            writer.raw(difference.witness.cases.get(which));
            writer.text_entry("status", StatusWord(answer.status).word());
            writer.key("amount");
            writer.map(|writer| {
                let amount = answer.amount;
                writer.text_entry("kind", AmountKindWord(amount.kind).word());
                // A ceiling on a price has no least value.
                let least = (amount.kind != AmountKind::FeeCeiling).then_some(amount.lo);
                writer.key("min");
                writer.text_or_null(least.map(money).as_deref());
                writer.key("max");
                writer.text_or_null(amount.hi.map(money).as_deref());
            });
        });
    }
}

/// The values of an input that share a difference, each as a case would say it
fn values(writer: &mut Writer, pair: &Pair<'_>, range: &Range) {
    let Some(joint) = pair.joint(range.of.place) else {
        return;
    };
    writer.text_entry("input", &joint.path);
    if let Some(year) = range.of.year {
        writer.key("year");
        writer.integer(year.into());
    }
    writer.key("values");
    writer.list(|writer| {
        for part in &range.parts {
            match part {
                Part::Unsaid => writer.raw("null"),
                Part::None => writer.text("none"),
                Part::Truth(truth) => writer.bool(*truth),
                Part::Number(range) => ends(writer, decimal(range.lo), decimal(range.hi)),
                Part::Days(days) => {
                    let first = (days.lo > Days::ALL.lo).then(|| day(days.lo));
                    let last = (days.hi < Days::ALL.hi).then(|| day(days.hi));
                    ends(writer, first, last);
                }
                Part::Options(options) => writer.map(|writer| {
                    writer.key("any_of");
                    writer.list(|writer| {
                        let names = options.iter().filter_map(|at| joint.options.get(*at));
                        names.for_each(|name| writer.text(name));
                    });
                }),
            }
        }
    });
}

fn ends(writer: &mut Writer, first: Option<String>, last: Option<String>) {
    writer.map(|writer| {
        for (key, end) in [("min", first), ("max", last)] {
            if let Some(end) = end {
                writer.text_entry(key, &end);
            }
        }
    });
}

fn changes(writer: &mut Writer, changes: &[Change]) {
    writer.list(|writer| {
        for change in changes {
            writer.map(|writer| {
                writer.text_entry("kind", change.kind);
                writer.text_entry("id", &change.id);
                let words = Both {
                    before: change.before.clone(),
                    after: change.after.clone(),
                };
                two(writer, &words);
            });
        }
    });
}

fn two(writer: &mut Writer, words: &Both<Option<String>>) {
    writer.key("before");
    writer.text_or_null(words.before.as_deref());
    writer.key("after");
    writer.text_or_null(words.after.as_deref());
}
