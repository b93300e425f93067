//! Decision tables as DMN: the tables of the project come back as they were, and what a table cannot say is
//! refused by name and place.

use std::error::Error;
use std::path::Path;

use tradeaid_lang::{Diagnostics, Source, compile_sources, dmn, read_folder};

fn pack(name: &str) -> Result<Vec<Source>, Diagnostics> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    read_folder(&root.join(name))
}

fn table_of(source: &Source) -> Option<&str> {
    source.path.strip_prefix("tables/")?.strip_suffix(".csv")
}

#[test]
fn every_table_of_the_project_comes_back() -> Result<(), Box<dyn Error>> {
    let mut tables = 0;
    for folder in [
        "crates/packs/fujian-2024-2",
        "crates/lang/tests/mini",
        "crates/cli/tests/cli/orders",
    ] {
        let sources = pack(folder)?;
        let mut returned = sources.clone();
        for source in &mut returned {
            if let Some(table) = table_of(source) {
                let model = dmn::export(&sources, table)?;
                source.text = dmn::import("table.dmn", &model)?;
                tables += 1;
            }
        }
        if folder.starts_with("crates/packs") {
            assert_eq!(returned, sources);
        }
        let (before, after) = (compile_sources(sources)?, compile_sources(returned)?);
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "{folder}");
    }
    assert!(tables >= 4, "only {tables} tables");
    Ok(())
}

#[test]
fn a_table_that_is_not_there_is_told() {
    let said = dmn::export(&pack("crates/packs/fujian-2024-2").unwrap(), "provinces")
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("no table `provinces`") && said.contains("did you mean `province`?"),
        "{said}"
    );
}

const MODEL: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:x="urn:x" namespace="n" name="m">
  <dmn:inputData id="d" name="loan"><dmn:variable name="loan"/></dmn:inputData>
  <dmn:decision id="a" name="size">
    <dmn:variable name="loan.size" typeRef="string"/>
    <dmn:informationRequirement><dmn:requiredInput href="#d"/></dmn:informationRequirement>
    <dmn:decisionTable hitPolicy="FIRST" x:shown="yes">
      <dmn:input><dmn:inputExpression typeRef="number"><dmn:text>loan.days</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:input><dmn:inputExpression typeRef="string"><dmn:text>loan.lender</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:output/>
      <dmn:annotation name="why"/>
      <dmn:rule>
        <dmn:inputEntry><dmn:text>&gt;= 90</dmn:text></dmn:inputEntry>
        <dmn:inputEntry><dmn:text><![CDATA[not("bank")]]></dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>"long"</dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text>90 days &amp; more</dmn:text></dmn:annotationEntry>
      </dmn:rule>
      <dmn:rule>
        <dmn:inputEntry><dmn:text></dmn:text></dmn:inputEntry>
        <dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry>
        <dmn:outputEntry><dmn:text>"short"</dmn:text></dmn:outputEntry>
      </dmn:rule>
      <x:note/>
    </dmn:decisionTable>
  </dmn:decision>
</dmn:definitions>
"##;

#[test]
fn models_of_other_tools_are_read() {
    let csv = dmn::import("m.dmn", MODEL).unwrap();
    let lines =
        "F,loan.days,loan.lender,>loan.size\n90 days & more,>=90,not(bank),long\n,-,-,short\n";
    assert_eq!(csv, lines);
}

/// What is changed in the model, into what, and what is said of it at which line
const REFUSALS: [(&str, &str, &str, u32); 23] = [
    (
        "\"FIRST\"",
        "\"COLLECT\"",
        "the hit policy `COLLECT` has no counterpart",
        7,
    ),
    (
        "\"FIRST\"",
        "\"PRIORITY\"",
        "the hit policy `PRIORITY` has no counterpart",
        7,
    ),
    (
        "\"FIRST\"",
        "\"UNIQUE\" aggregation=\"SUM\"",
        "the aggregation `SUM`",
        7,
    ),
    ("20191111", "20180521", "this is no DMN 1.3 model", 2),
    (
        "typeRef=\"number\"",
        "typeRef=\"date\"",
        "the type `date` has no counterpart",
        8,
    ),
    (
        "loan.days",
        "loan.days + 1",
        "`loan.days + 1` is no path of an input",
        8,
    ),
    ("&gt;= 90", "&lt;5,-", "`-` is no number", 13),
    ("&gt;= 90", "not(not(90))", "is no number", 13),
    (
        "&gt;= 90",
        "date(\"2024-01-01\")",
        "is no number and no range",
        13,
    ),
    (
        "\"long\"",
        "loan.days * 2",
        "`loan.days * 2` is no option",
        15,
    ),
    (
        "\"long\"",
        "\"Long one\"",
        "`\"Long one\"` is no option",
        15,
    ),
    (
        "<dmn:output/>",
        "<dmn:output/><dmn:output/>",
        "not exactly one output",
        7,
    ),
    (
        "<dmn:output/>",
        "<dmn:output><dmn:defaultOutputEntry/></dmn:output>",
        "`defaultOutputEntry` in `output`",
        10,
    ),
    (
        "<dmn:annotation name=\"why\"/>",
        "<dmn:annotation/><dmn:annotation/>",
        "more than one annotation",
        11,
    ),
    (
        "<dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry>",
        "",
        "not as many entries",
        18,
    ),
    (
        "requiredInput",
        "requiredDecision",
        "rests on another decision",
        6,
    ),
    (
        "dmn:decisionTable",
        "dmn:context",
        "`context` in `decision`",
        7,
    ),
    (
        "<dmn:inputData",
        "<dmn:businessKnowledgeModel/><dmn:inputData",
        "`businessKnowledgeModel`",
        3,
    ),
    (
        "</dmn:definitions>",
        "<dmn:decision/></dmn:definitions>",
        "a second decision",
        26,
    ),
    (
        "<dmn:output/>",
        "<dmn:output expressionLanguage=\"urn:groovy\"/>",
        "`urn:groovy` are not read",
        10,
    ),
    (
        "<dmn:definitions",
        "<!DOCTYPE d [<!ENTITY e \"e\">]><dmn:definitions",
        "a document type is not read",
        2,
    ),
    ("&gt;= 90", "&e;", "`&e;` is unknown", 13),
    ("</dmn:decision>", "", "the XML cannot be read", 26),
];

#[test]
fn what_a_table_cannot_say_is_refused_by_name() {
    for (from, to, message, line) in REFUSALS {
        let changed = MODEL.replace(from, to);
        assert_ne!(changed, MODEL, "{from}");
        let problems = dmn::import("m.dmn", &changed).unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert!(
            problem.message.to_string().contains(message),
            "{to}\n{problems}"
        );
        assert_eq!(
            (problem.line, problem.code.name()),
            (line, "dmn"),
            "{to}\n{problems}"
        );
    }
}
