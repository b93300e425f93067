//! What a sound pack becomes: the small pack of `tests/mini`, part by part.

mod show;

use std::error::Error;
use std::path::{Path, PathBuf};

use tradeaid_engine::node::Test;
use tradeaid_engine::pack::{Domain, Scope, Word};
use tradeaid_engine::{Engine, InputClass, KindId, Number};
use tradeaid_lang::{Diagnostics, check, compile};

fn mini() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mini")
}

#[test]
fn the_small_pack_is_complete_and_the_engine_takes_it() -> Result<(), Box<dyn Error>> {
    let document = check(&mini())?;
    assert!(Engine::new(document.pack.clone()).is_ok());
    assert_eq!(compile(&mini())?, document);
    Ok(())
}

#[test]
fn blocks_hold_case_level_nodes_first_and_no_node_twice() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let pack = &document.pack;
    assert_eq!(document.names.kinds, ["loan", "project", "other_support"]);
    assert_eq!((pack.kinds, pack.blocks.len()), (3, 4));
    let mut next = 0;
    for run in &pack.blocks {
        assert_eq!(run.start, next);
        next = run.end;
    }
    assert_eq!(usize::from(next), pack.nodes.len());
    let mut seen: Vec<String> = Vec::new();
    for (index, node) in pack.nodes.iter().enumerate() {
        let mut arguments = Vec::new();
        node.for_each_argument(pack, |argument| arguments.push(argument));
        assert!(arguments.iter().all(|argument| argument.index() < index));
        if !arguments.is_empty() {
            let line = show::node(
                &document,
                tradeaid_engine::NodeId(u16::try_from(index).unwrap_or(u16::MAX)),
            );
            assert!(!seen.contains(&line), "{line}");
            seen.push(line);
        }
    }
    Ok(())
}

#[test]
fn conditions_keep_their_order_and_their_sentences() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let names = &document.names;
    let measure = &document.pack.measures[0];
    let leaves: Vec<String> = measure
        .conditions
        .iter()
        .map(|leaf| {
            let text = &names.texts[leaf.text.index()];
            let provision = &names.provisions[leaf.provision.index()].pinpoint;
            format!("{text} {provision} {}", show::node(&document, leaf.node))
        })
        .collect();
    let exports = "enterprise.exports[if readings.early in [0] then (year(loan.drawn_on) - 1) else year(loan.drawn_on)]";
    let from_bank = "loan.lender in [0]";
    let expected = [
        format!("reason.lender_bank 1.1 {from_bank}"),
        format!("reason.exports_small 1.1 not(({exports} Above 100))"),
        "reason.small 1.1 derived(enterprise.size) in [0]".to_owned(),
        "reason.listed 1.1 all(exists(enterprise.listed_year), (enterprise.listed_year AtLeast 2024))".to_owned(),
        format!("reason.not_from_bank 1.1 not(all({from_bank}, not(({exports} Above 100))))"),
    ];
    assert_eq!(leaves[1..], expected);
    let readings: Vec<&str> = measure
        .readings
        .iter()
        .map(|input| names.inputs[input.index()].path.as_str())
        .collect();
    assert_eq!(readings, ["readings.early", "readings.straddling"]);
    Ok(())
}

#[test]
fn a_window_knows_earlier_days_and_straddling_ones() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let day = |path: &str| {
        format!(
            "any(all(({path} AtLeast 2024-02-05), ({path} AtMost 2025-12-31)), \
             all(({path} AtLeast 2024-01-01), ({path} Below 2024-02-05), readings.early in [0]))"
        )
    };
    let (a, b) = (day("loan.drawn_on"), day("loan.matures_on"));
    let window = &document.pack.measures[0].conditions[0];
    assert_eq!(
        show::node(&document, window.node),
        format!("any(all({a}, {b}), all(any({a}, {b}), readings.straddling in [0]))")
    );
    let warnings: Vec<String> = document.pack.measures[0]
        .warnings
        .iter()
        .map(|warning| {
            let when = warning
                .when
                .map(|node| show::node(&document, node))
                .unwrap_or_default();
            format!(
                "{} {} {when}",
                document.names.codes[warning.code.index()],
                warning.on_refusal
            )
        })
        .collect();
    assert_eq!(
        warnings[0],
        "EXPIRED true all((loan.drawn_on Above 2025-12-31), (loan.matures_on Above 2025-12-31))"
    );
    assert_eq!(
        warnings[1],
        format!("STRADDLES true all(any({a}, {b}), not(all({a}, {b})))")
    );
    // One date cannot straddle.
    assert_eq!(document.pack.measures[1].warnings.len(), 1);
    Ok(())
}

#[test]
fn amounts_say_what_the_law_says() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let show = |node: Option<_>| {
        node.map(|node| show::node(&document, node))
            .unwrap_or_default()
    };
    let [first, second] = document.pack.measures[0].amount[..] else {
        panic!("two alternatives");
    };
    assert_eq!(
        (first.word, show(first.when)),
        (Word::AtMost, "loan.new".to_owned())
    );
    let ceiling = "(((loan.principal * 1/100) * days(loan.drawn_on, loan.matures_on)) / parameters.day_count on loan.drawn_on)";
    assert_eq!(
        (show(first.floor), show(first.ceiling), show(first.cap)),
        (
            String::new(),
            ceiling.to_owned(),
            "loan.principal".to_owned()
        )
    );
    assert_eq!((second.word, second.floor), (Word::Exactly, second.ceiling));
    assert_eq!(
        show(second.ceiling),
        "(100 * parameters.usd_cny on loan.drawn_on)"
    );
    let award = document.pack.measures[1].amount[0];
    assert_eq!(award.word, Word::AtLeast);
    assert_eq!(
        show(award.floor),
        "(project.saving * parameters.award on project.done_on)"
    );
    let figure = document.pack.measures[0].figures[0];
    assert_eq!(show(Some(figure.node)), "max(0, (loan.principal - 5))");
    Ok(())
}

#[test]
fn what_may_be_none_is_guarded_inside_the_comparison() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let leaf = &document.pack.measures[1].conditions[1];
    let award = "(project.saving * parameters.award on project.done_on)";
    let expected = format!("not(all(exists(project.floor), ({award} Below project.floor)))");
    assert_eq!(show::node(&document, leaf.node), expected);
    assert_eq!(
        show::node(&document, document.pack.measures[2].eligible),
        "True"
    );
    Ok(())
}

#[test]
fn groups_checks_and_support_received_are_linked() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let pack = &document.pack;
    let show = |node: Option<_>| {
        node.map(|node| show::node(&document, node))
            .unwrap_or_default()
    };
    assert_eq!(document.names.groups, ["same_loan", "year_of_awards"]);
    assert_eq!(
        (pack.groups[0].kind, pack.groups[0].counts_received),
        (KindId(0), true)
    );
    assert_eq!(show(pack.groups[1].key), "year(project.done_on)");
    assert_eq!(
        show(pack.groups[1].cap),
        "(1000 * parameters.award on project.done_on)"
    );
    let received = pack.received.map(|received| {
        (
            received.kind,
            show(Some(received.counts)),
            show(Some(received.amount)),
        )
    });
    assert_eq!(
        received,
        Some((
            KindId(2),
            "other_support.level in [1]".to_owned(),
            "other_support.amount".to_owned()
        ))
    );
    assert_eq!(
        show(Some(pack.checks[0].node)),
        "(loan.matures_on AtLeast loan.drawn_on)"
    );
    assert_eq!(
        document.names.inputs[pack.checks[0].inputs[0].index()].path,
        "loan.matures_on"
    );
    assert_eq!(
        pack.as_of
            .map(|input| document.names.inputs[input.index()].path.as_str()),
        Some("as_of")
    );
    Ok(())
}

/// One test of a table
fn test(test: &Test) -> String {
    match test {
        Test::Any => "-".to_owned(),
        Test::OneOf(wanted) => show::bits(*wanted),
        Test::Between {
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            let (open, close) = (
                if *lo_in { '[' } else { '(' },
                if *hi_in { ']' } else { ')' },
            );
            format!("{open}{}..{}{close}", show::number(*lo), show::number(*hi))
        }
    }
}

#[test]
fn tables_become_tests_a_column() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let table = &document.pack.tables[0];
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            row.tests.iter().map(test).collect::<Vec<_>>().join(" ")
                + " "
                + &show::value(&row.output)
        })
        .collect();
    assert_eq!(
        rows,
        ["[0, 1] [300..∞] [1]", "[0, 2] [100..300) [1]", "- - [0]"]
    );
    Ok(())
}

#[test]
fn inputs_have_slots_domains_and_classes() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let input = |path: &str| {
        let place = document
            .names
            .inputs
            .iter()
            .position(|input| input.path == path)
            .expect(path);
        (&document.pack.inputs[place], &document.names.inputs[place])
    };
    let (principal, name) = input("loan.principal");
    assert_eq!(
        (principal.scope, principal.slot, name.unit.as_str()),
        (Scope::Item(KindId(0)), 2, "CNY")
    );
    let bounds = |input: &tradeaid_engine::pack::Input| match input.domain {
        Domain::Number {
            lo,
            hi,
            step,
            limit,
        } => (lo, hi, step, limit),
        _ => panic!("a number"),
    };
    assert_eq!(
        bounds(principal),
        (
            Number::ZERO,
            Number::from(1_000_000),
            Number::from_cents(1),
            false
        )
    );
    let (count, _) = input("parameters.day_count");
    assert_eq!(
        bounds(count),
        (Number::from(360), Number::from(365), Number::from(5), false)
    );
    let (floor, _) = input("project.floor");
    assert_eq!(
        (floor.class, floor.may_be_none),
        (InputClass::Parameter, true)
    );
    Ok(())
}

#[test]
fn parameters_have_sources_and_readings_what_is_assumed() -> Result<(), Diagnostics> {
    let document = compile(&mini())?;
    let input = |path: &str| {
        let place = document
            .names
            .inputs
            .iter()
            .position(|input| input.path == path)
            .expect(path);
        (&document.pack.inputs[place], &document.names.inputs[place])
    };
    let (rate, name) = input("parameters.usd_cny");
    assert_eq!(
        (rate.class, name.unit.as_str()),
        (InputClass::Parameter, "CNY/USD")
    );
    let (award, name) = input("parameters.award");
    assert_eq!(
        award
            .dated
            .iter()
            .map(|dated| dated.from.year())
            .collect::<Vec<_>>(),
        [2024, 2025]
    );
    assert_eq!(name.sources, ["a notice", "a later notice"]);
    let (early, name) = input("readings.early");
    assert_eq!(
        (early.class, early.assumed, name.options.len()),
        (InputClass::Reading, None, 2)
    );
    assert!(early.warning.is_some() && input("readings.straddling").0.assumed.is_some());
    Ok(())
}
