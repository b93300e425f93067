//! A decision table as a DMN 1.3 model: one decision, and the data it looks at.

use tradeaid_engine::node::HitPolicy;

use crate::dmn::element::{DMN, Element};
use crate::dmn::feel;
use crate::dmn::grid::{Column, Grid, Row, Sort};

/// The model of a table; `options` gives those of a column that the pack declares
pub(crate) fn model(
    name: &str,
    grid: &Grid,
    options: &impl Fn(&str) -> Vec<String>,
) -> Option<Element> {
    let mut definitions = Element::new("definitions")
        .with("xmlns", DMN)
        .with("id", "definitions")
        .with("name", name)
        .with("namespace", "urn:tradeaid:table");
    let sources = sources(grid);
    for (source, columns) in &sources {
        if let Some(definition) = item_definition(source, columns) {
            definitions = definitions.holding(definition);
        }
    }
    for (source, columns) in &sources {
        definitions = definitions.holding(input_data(source, columns));
    }
    Some(definitions.holding(decision(name, grid, &sources, options)?))
}

/// What a table looks at: columns by the part of their names before the dot
type Sources<'g> = Vec<(&'g str, Vec<&'g Column>)>;

fn sources(grid: &Grid) -> Sources<'_> {
    let mut sources: Sources<'_> = Vec::new();
    for column in &grid.inputs {
        let source = column.name.split('.').next().unwrap_or_default();
        match sources.iter_mut().find(|(known, _)| *known == source) {
            Some((_, columns)) if columns.iter().any(|known| known.name == column.name) => {}
            Some((_, columns)) => columns.push(column),
            None => sources.push((source, vec![column])),
        }
    }
    sources
}

/// The type of something with parts
fn item_definition(source: &str, columns: &[&Column]) -> Option<Element> {
    let parts: Vec<(&str, &Column)> = columns
        .iter()
        .filter_map(|column| Some((column.name.split_once('.')?.1, *column)))
        .collect();
    (!parts.is_empty()).then(|| {
        let definition = Element::new("itemDefinition").with("name", &type_of(source));
        parts.iter().fold(definition, |definition, (name, column)| {
            let reference = Element::new("typeRef").saying(type_ref(column.sort));
            let part = Element::new("itemComponent").with("name", name);
            definition.holding(part.holding(reference))
        })
    })
}

fn type_of(source: &str) -> String {
    ["type_", source].concat()
}

fn input_data(source: &str, columns: &[&Column]) -> Element {
    let own = columns.iter().find(|column| column.name == source);
    let kind = own.map_or_else(
        || type_of(source),
        |column| type_ref(column.sort).to_owned(),
    );
    Element::new("inputData")
        .with("id", &["data_", source].concat())
        .with("name", source)
        .holding(
            Element::new("variable")
                .with("name", source)
                .with("typeRef", &kind),
        )
}

fn decision(
    name: &str,
    grid: &Grid,
    sources: &Sources<'_>,
    options: &impl Fn(&str) -> Vec<String>,
) -> Option<Element> {
    let mut decision = Element::new("decision")
        .with("id", "decision")
        .with("name", name);
    decision = described(decision, &grid.remarks);
    let variable = Element::new("variable").with("name", &grid.output.name);
    decision = decision.holding(variable.with("typeRef", type_ref(grid.output.sort)));
    for (source, _) in sources {
        let needed = Element::new("requiredInput").with("href", &["#data_", source].concat());
        decision = decision.holding(Element::new("informationRequirement").holding(needed));
    }
    let hit = match grid.hit {
        HitPolicy::Unique => "UNIQUE",
        HitPolicy::First => "FIRST",
    };
    let mut table = Element::new("decisionTable")
        .with("id", "table")
        .with("hitPolicy", hit)
        .with("outputLabel", &grid.output.name);
    table = described(table, &grid.end);
    for (number, column) in (1..).zip(&grid.inputs) {
        let expression = Element::new("inputExpression").with("typeRef", type_ref(column.sort));
        let input = Element::new("input")
            .with("id", &format!("input_{number}"))
            .with("label", &column.name)
            .holding(expression.holding(text(&column.name)));
        table = table.holding(allowing(input, "inputValues", &options(&column.name)));
    }
    let output = Element::new("output")
        .with("id", "output")
        .with("typeRef", type_ref(grid.output.sort));
    table = table.holding(allowing(
        output,
        "outputValues",
        &options(&grid.output.name),
    ));
    table = table.holding(Element::new("annotation").with("name", "note"));
    for (number, row) in (1..).zip(&grid.rows) {
        table = table.holding(rule(number, row)?);
    }
    Some(decision.holding(table))
}

fn rule(number: usize, row: &Row) -> Option<Element> {
    let mut rule = described(
        Element::new("rule").with("id", &format!("rule_{number}")),
        &row.remarks,
    );
    for cell in &row.tests {
        rule = rule.holding(Element::new("inputEntry").holding(text(&feel::test(cell)?)));
    }
    let output = text(&feel::value(&row.output)?);
    let note = Element::new("annotationEntry").holding(text(&row.note));
    Some(
        rule.holding(Element::new("outputEntry").holding(output))
            .holding(note),
    )
}

fn text(text: &str) -> Element {
    Element::new("text").saying(text)
}

fn type_ref(sort: Sort) -> &'static str {
    match sort {
        Sort::Options => "string",
        Sort::Numbers => "number",
    }
}

/// The element with comments as its description
fn described(element: Element, remarks: &[String]) -> Element {
    if remarks.is_empty() {
        return element;
    }
    element.holding(Element::new("description").saying(&remarks.join("\n")))
}

fn allowing(clause: Element, name: &str, options: &[String]) -> Element {
    if options.is_empty() {
        return clause;
    }
    clause.holding(Element::new(name).holding(text(&feel::list(options))))
}
