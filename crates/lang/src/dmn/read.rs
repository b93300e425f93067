//! A DMN 1.3 model as a decision table. Whatever a table cannot say is refused, by its name and place; names of
//! options are declared by the pack and not taken from the model.

use tradeaid_engine::node::HitPolicy;

use crate::cell;
use crate::dmn::element::{DMN, Element, Fault};
use crate::dmn::feel;
use crate::dmn::grid::{Column, Grid, Row, Sort};
use crate::fields::is_name;
use crate::said::{Said, say};

/// What is refused: where, what, and what to do
pub(crate) type Refusal = (usize, Said, Said);

/// Reads a model with one decision
pub(crate) fn grid(text: &str) -> Result<Grid, Refusal> {
    let unread = |(at, why): Fault| (at, say!("wrong.xml", why = why), say!("mend.xml"));
    let model = Element::read(text).map_err(unread)?;
    if (model.name.as_str(), model.namespace.as_str()) != ("definitions", DMN) {
        let help = say!("mend.dmn_root", namespace = DMN);
        return Err((model.at, say!("wrong.dmn_root"), help));
    }
    only(
        &model,
        &[
            "description",
            "extensionElements",
            "itemDefinition",
            "inputData",
            "decision",
            "knowledgeSource",
            "performanceIndicator",
            "organizationUnit",
            "textAnnotation",
            "association",
        ],
    )?;
    feel_only(&model)?;
    let mut decisions = model.all("decision");
    match (decisions.next(), decisions.next()) {
        (Some(decision), None) => read_decision(decision),
        (None, _) => Err(refused(
            &model,
            say!("wrong.dmn_none"),
            say!("mend.dmn_none"),
        )),
        (_, Some(second)) => Err(refused(
            second,
            say!("wrong.dmn_second"),
            say!("mend.dmn_second"),
        )),
    }
}

fn read_decision(decision: &Element) -> Result<Grid, Refusal> {
    only(
        decision,
        &[
            "description",
            "extensionElements",
            "question",
            "allowedAnswers",
            "variable",
            "informationRequirement",
            "authorityRequirement",
            "decisionTable",
        ],
    )?;
    let mut requirements = decision.all("informationRequirement");
    if let Some(other) = requirements.find_map(|requirement| requirement.first("requiredDecision"))
    {
        return Err(refused(
            other,
            say!("wrong.dmn_rests"),
            say!("mend.dmn_rests"),
        ));
    }
    let Some(table) = decision.first("decisionTable") else {
        return Err(refused(
            decision,
            say!("wrong.dmn_no_table"),
            say!("mend.dmn_no_table"),
        ));
    };
    read_table(decision, table)
}

fn read_table(decision: &Element, table: &Element) -> Result<Grid, Refusal> {
    only(
        table,
        &[
            "description",
            "extensionElements",
            "input",
            "output",
            "annotation",
            "rule",
        ],
    )?;
    let inputs = table
        .all("input")
        .enumerate()
        .map(|(place, clause)| input(clause, table, place));
    let inputs: Vec<Column> = inputs.collect::<Result<_, _>>()?;
    let output = output(decision, table)?;
    let mut annotations = table.all("annotation").skip(1);
    if let Some(second) = annotations.next() {
        return Err(refused(
            second,
            say!("wrong.dmn_annotation"),
            say!("mend.dmn_annotation"),
        ));
    }
    let rows = table.all("rule").map(|rule| row(rule, &inputs, &output));
    Ok(Grid {
        remarks: remarks(decision),
        hit: hit_policy(table)?,
        rows: rows.collect::<Result<_, _>>()?,
        inputs,
        output,
        end: remarks(table),
    })
}

fn hit_policy(table: &Element) -> Result<HitPolicy, Refusal> {
    if let Some(aggregation) = table.attribute("aggregation") {
        let what = say!("wrong.dmn_aggregation", aggregation = aggregation);
        return Err(refused(table, what, say!("mend.dmn_aggregation")));
    }
    match table.attribute("hitPolicy") {
        None | Some("UNIQUE") => Ok(HitPolicy::Unique),
        Some("FIRST") => Ok(HitPolicy::First),
        Some(other) => {
            let what = say!("wrong.dmn_hit", other = other);
            Err(refused(table, what, say!("mend.dmn_unique")))
        }
    }
}

fn input(clause: &Element, table: &Element, place: usize) -> Result<Column, Refusal> {
    only(
        clause,
        &[
            "description",
            "extensionElements",
            "inputExpression",
            "inputValues",
        ],
    )?;
    let Some(expression) = clause.first("inputExpression") else {
        return Err(refused(
            clause,
            say!("wrong.dmn_expression"),
            say!("mend.dmn_expression"),
        ));
    };
    let cells = table
        .all("rule")
        .filter_map(|rule| rule.all("inputEntry").nth(place));
    Ok(Column {
        name: path(text_of(expression), expression)?,
        sort: sort(expression, cells)?,
    })
}

fn output(decision: &Element, table: &Element) -> Result<Column, Refusal> {
    let mut clauses = table.all("output");
    let (Some(clause), None) = (clauses.next(), clauses.next()) else {
        return Err(refused(
            table,
            say!("wrong.dmn_outputs"),
            say!("mend.dmn_outputs"),
        ));
    };
    only(
        clause,
        &["description", "extensionElements", "outputValues"],
    )?;
    let variable = decision.first("variable");
    let typed = match (clause.attribute("typeRef"), variable) {
        (None, Some(variable)) => variable,
        _ => clause,
    };
    let variable = variable.and_then(|variable| variable.attribute("name"));
    let names = [
        clause.attribute("name"),
        table.attribute("outputLabel"),
        variable,
    ];
    let name = names
        .into_iter()
        .flatten()
        .find(|name| path(name, clause).is_ok());
    let cells = table
        .all("rule")
        .filter_map(|rule| rule.first("outputEntry"));
    Ok(Column {
        name: path(name.or(variable).unwrap_or_default(), clause)?,
        sort: sort(typed, cells)?,
    })
}

/// What the cells of a column hold: as its type says, or else as they show
fn sort<'e>(
    typed: &Element,
    mut cells: impl Iterator<Item = &'e Element>,
) -> Result<Sort, Refusal> {
    match typed.attribute("typeRef") {
        Some("string") => Ok(Sort::Options),
        Some("number" | "integer" | "long" | "double") => Ok(Sort::Numbers),
        None | Some("Any") => Ok(cells
            .find_map(|cell| feel::sort(text_of(cell)))
            .unwrap_or(Sort::Numbers)),
        Some(other) => {
            let what = say!("wrong.dmn_type", other = other);
            Err(refused(typed, what, say!("mend.dmn_type")))
        }
    }
}

fn row(rule: &Element, inputs: &[Column], output: &Column) -> Result<Row, Refusal> {
    only(
        rule,
        &[
            "description",
            "extensionElements",
            "inputEntry",
            "outputEntry",
            "annotationEntry",
        ],
    )?;
    let count = |name: &str| rule.all(name).count();
    if (count("inputEntry"), count("outputEntry")) != (inputs.len(), 1)
        || count("annotationEntry") > 1
    {
        return Err(refused(
            rule,
            say!("wrong.dmn_entries"),
            say!("mend.dmn_cells"),
        ));
    }
    let told = |cell: &Element, (what, help): cell::Fault| (cell.at, what, help);
    let test = |(cell, column): (&Element, &Column)| {
        feel::read_test(text_of(cell), column.sort).map_err(|fault| told(cell, fault))
    };
    let tests = rule
        .all("inputEntry")
        .zip(inputs)
        .map(test)
        .collect::<Result<_, _>>()?;
    let value = rule.first("outputEntry").unwrap_or(rule);
    let note = rule
        .first("annotationEntry")
        .map(text_of)
        .unwrap_or_default();
    Ok(Row {
        remarks: remarks(rule),
        note: note.trim().to_owned(),
        tests,
        output: feel::read_value(text_of(value), output.sort)
            .map_err(|fault| told(value, fault))?,
    })
}

/// Refuses elements of the model beside these
fn only(element: &Element, known: &[&str]) -> Result<(), Refusal> {
    let other = element
        .model()
        .find(|child| !known.contains(&child.name.as_str()));
    other.map_or(Ok(()), |child| {
        let what = say!(
            "wrong.dmn_child",
            child = child.name,
            element = element.name
        );
        Err(refused(child, what, say!("mend.dmn_child")))
    })
}

/// Refuses expressions in other languages than FEEL
fn feel_only(element: &Element) -> Result<(), Refusal> {
    if let Some(language) = element.attribute("expressionLanguage")
        && !language
            .to_ascii_lowercase()
            .trim_end_matches('/')
            .ends_with("feel")
    {
        let what = say!("wrong.dmn_language", language = language);
        return Err(refused(element, what, say!("mend.dmn_language")));
    }
    element.model().try_for_each(feel_only)
}

fn refused(element: &Element, what: Said, help: Said) -> Refusal {
    (element.at, what, help)
}

fn path(text: &str, element: &Element) -> Result<String, Refusal> {
    let text = text.trim();
    if text.split('.').all(is_name) {
        return Ok(text.to_owned());
    }
    let what = say!("wrong.dmn_path", text = text);
    let help = say!("mend.dmn_path");
    Err((element.at, what, help))
}

fn text_of(element: &Element) -> &str {
    element.first("text").map_or("", |text| text.text.as_str())
}

fn remarks(element: &Element) -> Vec<String> {
    let lines = |description: &Element| {
        let lines = description.text.split('\n');
        lines.map(|line| line.trim().to_owned()).collect()
    };
    element.first("description").map_or_else(Vec::new, lines)
}
