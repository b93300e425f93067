//! Decision tables: CSV files whose rows derive one input from others.

use tradeaid_engine::node::{HitPolicy, Table, TableRow, Test};
use tradeaid_engine::pack::{Derivation, Domain};
use tradeaid_engine::{Choices, InputId, Interval, Node, NodeId, Value};

use crate::cell::{self, Fault, Values};
use crate::compiler::{Compiler, Place};
use crate::coverage::{self, Column};
use crate::csv_lines::{Line, lines};
use crate::diagnostic::Code;
use crate::fields::{Fields, word};
use crate::folder::TableFile;
use crate::nearest::suggest;
use crate::said::say;
use crate::source::Span;
use crate::tree::Tree;
use crate::units::Type;

/// More columns than a person can check
const MAX_COLUMNS: usize = 32;

/// More rows than a line with several tests in a cell or two stands for
const MAX_ROWS: usize = 256;

impl<'a> Compiler<'a> {
    /// Compiles every derived input, whether a rule looks at it or not
    pub(crate) fn derivations(&mut self) {
        for id in (0_u16..).map(InputId).take(self.declared.len()) {
            if self
                .declared
                .get(id.index())
                .is_some_and(|declared| declared.derived.is_some())
            {
                self.derived_node(id);
            }
        }
    }

    /// The node of a derived input
    pub(crate) fn derived_node(&mut self, id: InputId) -> Option<NodeId> {
        if let Some((_, known)) = self.derived.iter().find(|(known, _)| *known == id) {
            return *known;
        }
        let fields = self.declared.get(id.index())?.derived?;
        let path = self.names.inputs.get(id.index())?.path.clone();
        let node = self.once(&path, fields.span, |compiler| compiler.derive(id, &fields));
        self.derived.push((id, node));
        node
    }

    fn derive(&mut self, id: InputId, fields: &Fields<'a>) -> Option<NodeId> {
        let provision = self.cite(fields, "cite");
        let tree = fields.need("table", &mut self.report)?;
        let name = word(tree, &mut self.report)?;
        let tables = self.tables;
        let Some(place) = tables.iter().position(|table| table.name == name) else {
            let help = suggest(
                name,
                tables.iter().map(|table| table.name.as_str()),
                say!("mend.add_table"),
            );
            self.report.add(
                Code::UnknownName,
                tree.span,
                say!("wrong.no_table", name = name),
                help,
            );
            return None;
        };
        self.used_tables.push(place);
        let table = self.table(tables.get(place)?, id)?;
        let from = self.graph.table(table);
        let node = self.graph.node(Node::Derived { input: id, from });
        self.graph.pack.derivations.push(Derivation {
            input: id,
            node,
            provision: provision?,
        });
        Some(node)
    }

    fn table(&mut self, file: &TableFile, id: InputId) -> Option<Table> {
        let lines = lines(file, &mut self.report);
        let Some((header, rows)) = lines.split_first() else {
            let span = Span::whole(file.file);
            self.report.add(
                Code::Syntax,
                span,
                say!("wrong.table_empty"),
                say!("mend.table_start"),
            );
            return None;
        };
        let hit = self.hit_policy(header);
        let columns = self.columns(header, id)?;
        let output = self.output_values(id)?;
        let mut complete = true;
        let mut read: Vec<(TableRow, Span)> = Vec::new();
        for row in rows {
            match self.row(row, &columns, &output) {
                Some(found) => read.extend(found),
                None => complete = false,
            }
        }
        let hit = hit.filter(|_| complete)?;
        let described: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
        self.report_coverage(&described, &read, hit, header);
        Some(Table {
            hit,
            columns: columns.iter().map(|(node, _)| *node).collect(),
            rows: read.into_iter().map(|(row, _)| row).collect(),
        })
    }

    fn hit_policy(&mut self, header: &Line) -> Option<HitPolicy> {
        let (written, span) = header.cells.first()?;
        match written.as_str() {
            "U" => Some(HitPolicy::Unique),
            "F" => Some(HitPolicy::First),
            _ => {
                let help = say!("mend.hit_policy");
                self.report.add(
                    Code::Cell,
                    *span,
                    say!("wrong.hit_policy", written = written),
                    help,
                );
                None
            }
        }
    }

    /// The columns before the last, which must be the derived input itself
    fn columns(&mut self, header: &Line, id: InputId) -> Option<Vec<(NodeId, Column)>> {
        let path = self.names.inputs.get(id.index())?.path.clone();
        let scope = self.graph.pack.input(id)?.scope;
        let ((last, span), columns) = header.cells.get(1..)?.split_last()?;
        if columns.len() > MAX_COLUMNS {
            let message = say!("wrong.columns", most = MAX_COLUMNS);
            self.report
                .add(Code::Limit, *span, message, say!("mend.split_table"));
            return None;
        }
        if last.strip_prefix('>').map(str::trim) != Some(path.as_str()) {
            let help = say!("mend.last_column", path = path);
            self.report.add(
                Code::Cell,
                *span,
                say!("wrong.last_column", path = path),
                help,
            );
            return None;
        }
        let columns: Vec<_> = columns
            .iter()
            .map(|(name, span)| self.column(name, *span, Place { scope, on: None }))
            .collect();
        columns.into_iter().collect()
    }

    fn column(&mut self, name: &str, span: Span, place: Place) -> Option<(NodeId, Column)> {
        let value = self.existing(&Tree::text_at(name, span), place)?;
        let values = match value.kind {
            Type::Choice(input) => {
                Values::Options(self.names.inputs.get(input.index())?.options.clone())
            }
            Type::Number(_) => {
                let bounds = self.graph.bounds(value.node);
                let grid = match self.graph.pack.node(value.node) {
                    Some(Node::Input(input)) => match self.graph.pack.input(*input)?.domain {
                        Domain::Number { lo, step, .. } => Some((lo, step)),
                        _ => None,
                    },
                    _ => None,
                };
                Values::Numbers {
                    lo: bounds.lo,
                    hi: bounds.hi,
                    grid,
                }
            }
            kind => {
                let message = say!("wrong.column_type", kind = kind.describe());
                self.report
                    .add(Code::Type, span, message, say!("mend.column_type"));
                return None;
            }
        };
        Some((
            value.node,
            Column {
                name: name.to_owned(),
                values,
            },
        ))
    }

    fn output_values(&self, id: InputId) -> Option<Values> {
        let options = &self.names.inputs.get(id.index())?.options;
        Some(match self.graph.pack.input(id)?.domain {
            Domain::Number { lo, hi, .. } => Values::Numbers { lo, hi, grid: None },
            _ => Values::Options(options.clone()),
        })
    }

    /// The rows that a line stands for: one, unless a cell has several tests of a number
    fn row(
        &mut self,
        line: &Line,
        columns: &[(NodeId, Column)],
        output: &Values,
    ) -> Option<Vec<(TableRow, Span)>> {
        let (_, span) = line.cells.first()?;
        let (written, wanted) = (line.cells.len(), columns.len() + 2);
        if written != wanted {
            let message = say!("wrong.row_cells", written = written, wanted = wanted);
            let help = say!("mend.row_cells");
            self.report.add(Code::Cell, *span, message, help);
            return None;
        }
        let (last, cells) = line.cells.get(1..)?.split_last()?;
        let tests: Vec<Option<Vec<Test>>> = cells
            .iter()
            .zip(columns)
            .map(|((text, span), (_, column))| self.sound(cell::tests(text, &column.values), *span))
            .collect();
        let output = self.sound(output_value(&last.0, output), last.1);
        let tests: Vec<Vec<Test>> = tests.into_iter().collect::<Option<_>>()?;
        let (Some(rows), output) = (every_choice(&tests), output?) else {
            let message = say!("wrong.row_many", most = MAX_ROWS);
            self.report
                .add(Code::Limit, *span, message, say!("mend.row_many"));
            return None;
        };
        let row = |tests| (TableRow { tests, output }, *span);
        Some(rows.into_iter().map(row).collect())
    }

    /// What a cell says; if it is at fault, that is reported
    fn sound<T>(&mut self, read: Result<T, Fault>, span: Span) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err((message, help)) => {
                self.report.add(Code::Cell, span, message, help);
                None
            }
        }
    }

    fn report_coverage(
        &mut self,
        columns: &[Column],
        rows: &[(TableRow, Span)],
        hit: HitPolicy,
        header: &Line,
    ) {
        let tests: Vec<Vec<Test>> = rows.iter().map(|(row, _)| row.tests.clone()).collect();
        let found = coverage::check(columns, &tests, hit);
        let head = header
            .cells
            .first()
            .map(|(_, span)| *span)
            .unwrap_or_default();
        let place = |row: usize| rows.get(row).map_or(head, |(_, span)| *span);
        for case in found.gaps {
            let help = say!("mend.table_gap");
            self.report
                .add(Code::Gap, head, say!("wrong.table_gap", case = case), help);
        }
        // Rows of one line are told of once; they never answer the same case.
        let mut told = Vec::new();
        for (first, second, case) in found.overlaps {
            let lines = (place(first), place(second));
            if told.contains(&lines) {
                continue;
            }
            told.push(lines);
            let message = say!("wrong.table_overlap", line = lines.0.line, case = case);
            self.report
                .add(Code::Overlap, lines.1, message, say!("mend.table_overlap"));
        }
        let is_reached = |span: Span| {
            let mut of_line = (0..rows.len()).filter(|row| place(*row) == span);
            of_line.any(|row| !found.unreached.contains(&row))
        };
        let mut unreached: Vec<Span> = found.unreached.iter().map(|row| place(*row)).collect();
        unreached.dedup();
        unreached.retain(|span| !is_reached(*span));
        for span in unreached {
            let help = say!("mend.unreached");
            self.report
                .add(Code::Unreachable, span, say!("wrong.unreached"), help);
        }
        if found.incomplete {
            self.report.add(
                Code::Limit,
                head,
                say!("wrong.table_large"),
                say!("mend.split_it"),
            );
        }
    }
}

/// Every way to take one test of each cell; nothing if there are too many
fn every_choice(cells: &[Vec<Test>]) -> Option<Vec<Vec<Test>>> {
    let mut rows = vec![Vec::new()];
    for tests in cells {
        if rows.len().saturating_mul(tests.len()) > MAX_ROWS {
            return None;
        }
        let with = |row: &Vec<Test>, test: &Test| row.iter().chain([test]).copied().collect();
        rows = rows
            .iter()
            .flat_map(|row| tests.iter().map(move |test| with(row, test)))
            .collect();
    }
    Some(rows)
}

fn output_value(text: &str, values: &Values) -> Result<Value, Fault> {
    match values {
        Values::Options(options) => {
            cell::option(text, options).map(|option| Value::Choice(Choices::one(option)))
        }
        Values::Numbers { lo, hi, .. } => {
            let value = cell::number(text)?;
            if value < *lo || *hi < value {
                let help = say!("mend.output_bounds");
                return Err((say!("wrong.output_bounds", text = text), help));
            }
            Ok(Value::Number(Interval::point(value)))
        }
    }
}
