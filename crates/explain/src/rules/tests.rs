//! Small rules and the words they become. The rules stand in a measure of their own beside those of a small pack.

use std::fs;
use std::path::Path;

use tradeaid_engine::MeasureId;
use tradeaid_engine::pack::Measure;
use tradeaid_lang::Source;
use tradeaid_wire::{Calculator, Part, encode_pack};

use super::*;
use crate::roots;
use crate::texts::{Language, Texts};

const SMALL_PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../cli/tests/cli/orders");

/// The small pack with one more measure
pub(crate) fn calculator(rule: &str) -> Calculator {
    let head = "measures:\n  probe:\n    provision: '1'\n    for_each: order\n    theme: order\n    nature: cash\n    \
                how: apply\n    authorities: [trade]\n    entitles: true\n    within: {window: term, dates: \
                [order.placed_on]}\n";
    let mut sources = Vec::new();
    gather(Path::new(SMALL_PACK), "", &mut sources);
    for source in &mut sources {
        let path = source.path.as_str();
        if path.starts_with("texts/") {
            let texts = "
measure.probe.title: x
measure.probe.summary: x
measure.probe.next: x
";
            source.text.push_str(texts);
        }
        if path.starts_with("inputs/") {
            let declared = "order.listed_year: {type: year, none: true, theme: order}\norder.month: {type: month, theme: order}\n";
            source.text.insert_str(0, declared);
        }
        if path.starts_with("texts/") {
            source.text.push_str(
                "input.order.listed_year.label: Listed\ninput.order.listed_year.question: '?'\ninput.order.month.label: Month\ninput.order.month.question: '?'\n",
            );
        }
    }
    sources.push(Source {
        path: "articles/2.yaml".to_owned(),
        text: [head, rule].concat(),
    });
    let document =
        tradeaid_lang::compile_sources(sources).unwrap_or_else(|problems| panic!("{problems}"));
    Calculator::load(&encode_pack(&document, Part::Full)).unwrap()
}

fn gather(folder: &Path, inside: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{inside}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{path}/"), sources);
        } else if !path.starts_with("tests/") {
            let text = fs::read_to_string(entry.path()).unwrap();
            sources.push(Source { path, text });
        }
    }
}

fn plain(inline: &Inline) -> String {
    let pieces = inline.pieces().iter();
    pieces.map(|piece| piece.text.as_str()).collect()
}

fn shown(clause: &Clause) -> String {
    let list = |parts: &[Clause]| parts.iter().map(shown).collect::<Vec<_>>().join("; ");
    match &clause.body {
        Body::All(parts) => format!("all[{}]", list(parts)),
        Body::Any(parts) => format!("any[{}]", list(parts)),
        Body::Test(test) => plain(test),
    }
}

/// What a look at the probe gives
fn look<T>(rule: &str, language: Language, see: impl FnOnce(&Speech<'_>, &Measure) -> T) -> T {
    let calculator = calculator(rule);
    let texts = Texts::of(language);
    let voice = Voice::of(&texts, &calculator);
    let rules = Rules::of(voice);
    let names = &calculator.names().measures;
    let place = names.iter().position(|name| name.id == "probe").unwrap();
    let id = MeasureId(u16::try_from(place).unwrap());
    let measure = &rules.pack.measures[id.index()];
    let speech = Speech::about(
        &rules,
        &Anchor::measure("probe"),
        &roots(measure),
        &measure.conditions,
    );
    see(&speech, measure)
}

/// The condition of the probe, without its window
fn condition(condition: &str, language: Language) -> String {
    let rule = format!("    conditions:\n      {condition}\n");
    let clause = look(&rule, language, |speech, measure| {
        shown(&speech.clause(measure.eligible, false))
    });
    let window = match language {
        Language::En => "all[“Placed on” lies from 2024-01-01 to 2024-12-31, both days included; ",
        Language::ZhCn => "all[下单日期在2024年1月1日至2024年12月31日之间，首尾两日都在内; ",
    };
    let rest = clause
        .strip_prefix(window)
        .unwrap_or_else(|| panic!("{clause}"));
    rest.strip_suffix(']').unwrap().to_owned()
}

const SMALL: &str = "{is: enterprise.size == small, cite: '1', text: small}";

#[test]
fn trees_keep_their_joints_and_alls_inside_alls_are_one() {
    let tree = format!(
        "{{all: [{SMALL}, {{all: [{{is: order.price < 5 CNY, cite: '1', text: small}}, {{any: [{SMALL}, {{is: \
         enterprise.staff >= 3, cite: '2', text: small}}]}}]}}]}}"
    );
    assert_eq!(
        condition(&tree, Language::En),
        "“Size” is “small”; “Price” is below CNY 5; any[“Size” is “small”; “Staff” is at least 3]"
    );
}

#[test]
fn a_negation_is_carried_to_the_comparison() {
    for (of, words) in [
        ("enterprise.size == small", "“Size” is not “small”"),
        ("order.price <= 20000 CNY", "“Price” is above CNY 20,000"),
        ("order.price == 3 CNY", "“Price” does not equal CNY 3"),
        (
            "order.placed_on < 2024-03-01",
            "“Placed on” is not before 2024-03-01",
        ),
        (
            "readings.base_year == prior",
            "the reading “Which year's exports count?” is not taken as “the year before”",
        ),
        (
            "order.listed_year == 2024",
            "“Listed” does not equal 2024, or “Listed” is “none”",
        ),
    ] {
        let tree = format!("not: {{is: {of}, cite: '1', text: small}}");
        assert_eq!(condition(&tree, Language::En), words, "{of}");
    }
}

#[test]
fn not_all_is_one_that_fails() {
    let tree =
        format!("not: {{all: [{SMALL}, {{is: enterprise.staff > 3, cite: '1', text: small}}]}}");
    let words = condition(&tree, Language::En);
    assert_eq!(words, "any[“Size” is not “small”; “Staff” is at most 3]");
}

#[test]
fn limits_are_written_in_their_unit() {
    for (is, words) in [
        ("order.price <= 30000000 CNY", "价款不超过3,000万元"),
        ("enterprise.staff > 1200", "人数超过1,200"),
        (
            "order.listed_year >= 2023",
            "Listed不低于2023年（Listed为“没有”的，不满足）",
        ),
        ("order.price >= order.fee * 50%", "价款不低于手续费乘以50%"),
    ] {
        let tree = format!("{{is: {is}, cite: '1', text: small}}");
        assert_eq!(condition(&tree, Language::ZhCn), words);
    }
}

#[test]
fn a_month_is_written_as_one_only_where_that_says_the_same() {
    for (is, words) in [
        ("order.month >= 2024-03", "“Month” is not before 2024-03"),
        (
            "order.month >= 2024-03-05",
            "“Month” is not before 2024-03-05",
        ),
        ("order.month < 2024-03-05", "“Month” is before 2024-03-05"),
        ("order.month <= 2024-03-31", "“Month” is not after 2024-03"),
    ] {
        let tree = format!("{{is: {is}, cite: '1', text: small}}");
        assert_eq!(condition(&tree, Language::En), words, "{is}");
    }
}

#[test]
fn every_leaf_keeps_its_ground() {
    let rule = format!("    conditions: {SMALL}\n");
    look(&rule, Language::En, |speech, measure| {
        let Body::All(parts) = speech.clause(measure.eligible, false).body else {
            panic!("not all of them");
        };
        let provisions: Vec<_> = parts.iter().map(|part| part.grounds.len()).collect();
        assert_eq!(provisions, [1, 1]);
        assert_eq!(
            parts[1].grounds[0].provision,
            measure.conditions[1].provision
        );
    });
}

#[test]
fn formulas_get_brackets_where_they_would_be_misread() {
    let amount = |value: &str, style| {
        let rule =
            format!("    conditions: {SMALL}\n    amount: {{exactly: \"{value}\", cite: '1'}}\n");
        look(&rule, Language::En, |speech, measure| {
            plain(&speech.value(measure.amount[0].ceiling.unwrap(), style))
        })
    };
    assert_eq!(
        amount("(order.price - order.fee) * 10%", Style::Formula),
        "(“Price” − “Fee”) × 10%"
    );
    assert_eq!(
        amount(
            "order.price - (order.fee - order.price * 2)",
            Style::Formula
        ),
        "“Price” − (“Fee” − “Price” × 2)"
    );
    assert_eq!(
        amount("max(0, order.price - order.fee * 50%)", Style::Words),
        "(“Price” less (“Fee” times 50%), taken as zero if below zero)"
    );
    assert_eq!(
        amount(
            "order.price * days(order.placed_on, order.paid_on) / 365",
            Style::Formula
        ),
        "“Price” × days(“Placed on”; “Paid on”) ÷ 365"
    );
}

#[test]
fn a_choice_gets_a_letter_that_is_explained() {
    let rule = "    conditions: {is: \"in_year(enterprise.exports, base) <= 5 USD\", cite: '1', text: small}\n";
    look(rule, Language::En, |speech, measure| {
        let clause = shown(&speech.clause(measure.eligible, false));
        assert!(
            clause.contains("“Exports” of [A] is at most USD 5"),
            "{clause}"
        );
        let definitions = speech.definitions();
        let [(letter, _, Definition::Cases(cases))] = definitions.as_slice() else {
            panic!("not one letter");
        };
        assert_eq!((letter.as_str(), cases.len()), ("A", 2));
        assert_eq!(
            plain(&cases[0].1),
            "the year before the year of “Placed on”"
        );
        assert!(cases[1].0.is_none());
    });
}
