//! Laws of tables on their way to CSV or DMN and back, over random tables.

use proptest::collection::vec;
use proptest::prelude::*;
use tradeaid_engine::Number;
use tradeaid_engine::node::HitPolicy;

use super::grid::{Cell, Column, Grid, Output, Row, Sort};
use super::{read, write};
use crate::range::{Range, Ranges};

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,8}"
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof![
        name(),
        (name(), name()).prop_map(|(kind, name)| format!("{kind}.{name}"))
    ]
}

fn column() -> impl Strategy<Value = Column> {
    let sort = prop_oneof![Just(Sort::Options), Just(Sort::Numbers)];
    (path(), sort).prop_map(|(name, sort)| Column { name, sort })
}

fn number() -> impl Strategy<Value = Number> {
    let written = prop_oneof![
        (-9_999_999_i64..=9_999_999).prop_map(|number| number.to_string()),
        (1_i64..=99_999).prop_map(|number| (number * 10_000).to_string()),
        "-?(0|[1-9][0-9]{0,9})\\.[0-9]{0,11}[1-9]",
    ];
    // Equal whole numbers have equal forms, as a cell reads them.
    written.prop_filter_map("a number", |text| crate::cell::number(&text).ok())
}

fn range() -> impl Strategy<Value = Range> {
    (number(), number(), any::<[bool; 2]>(), 0..4_u8).prop_map(|(a, b, [lo_in, hi_in], ends)| {
        let whole = Range {
            lo: a.min(b),
            lo_in,
            hi: a.max(b),
            hi_in,
        };
        match ends {
            // Towards infinity, the end counts as in.
            0 => Range {
                lo: Number::NEGATIVE_INFINITY,
                lo_in: true,
                ..whole
            },
            1 => Range {
                hi: Number::INFINITY,
                hi_in: true,
                ..whole
            },
            2 => Range {
                hi: whole.lo,
                lo_in: true,
                hi_in: true,
                ..whole
            },
            _ => whole,
        }
    })
}

fn cell(sort: Sort) -> BoxedStrategy<Cell> {
    let own = match sort {
        Sort::Numbers => (any::<bool>(), vec(range(), 1..4))
            .prop_map(|(not, ranges)| Cell::Numbers(Ranges { not, ranges }))
            .boxed(),
        Sort::Options => (any::<bool>(), vec(name(), 1..4))
            .prop_map(|(not, names)| Cell::Options { not, names })
            .boxed(),
    };
    prop_oneof![1 => Just(Cell::Any), 3 => own].boxed()
}

fn output(sort: Sort) -> BoxedStrategy<Output> {
    match sort {
        Sort::Numbers => number().prop_map(Output::Number).boxed(),
        Sort::Options => name().prop_map(Output::Option).boxed(),
    }
}

/// Texts with everything that CSV and XML make something of
fn text() -> impl Strategy<Value = String> {
    "[a-z#\",<>&';=\\[\\]\\\\ 甲、。-]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn note() -> impl Strategy<Value = String> {
    vec(text(), 1..3).prop_map(|lines| lines.join("\n").trim().to_owned())
}

fn remarks() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..3)
}

fn row(inputs: &[Column], of: Sort) -> impl Strategy<Value = Row> + use<> {
    let tests: Vec<_> = inputs.iter().map(|column| cell(column.sort)).collect();
    (remarks(), note(), tests, output(of)).prop_map(|(remarks, note, tests, output)| Row {
        remarks,
        note,
        tests,
        output,
    })
}

fn grid() -> impl Strategy<Value = Grid> {
    let hit = prop_oneof![Just(HitPolicy::Unique), Just(HitPolicy::First)];
    (hit, vec(column(), 1..5), column(), remarks(), remarks()).prop_flat_map(
        |(hit, mut inputs, output, remarks, end)| {
            // One name, one column: what a column holds is told by its name.
            inputs.retain(|column| column.name != output.name);
            inputs.sort_by(|a, b| a.name.cmp(&b.name));
            inputs.dedup_by(|a, b| a.name == b.name);
            vec(row(&inputs, output.sort), 0..6).prop_map(move |rows| Grid {
                remarks: remarks.clone(),
                hit,
                inputs: inputs.clone(),
                output: output.clone(),
                rows,
                end: end.clone(),
            })
        },
    )
}

fn again_from_csv(grid: &Grid, text: &str) -> Grid {
    let columns = grid.inputs.iter().chain([&grid.output]);
    let sorts: Vec<Column> = columns.cloned().collect();
    let sort = |name: &str| {
        sorts
            .iter()
            .find(|column| column.name == name)
            .map(|column| column.sort)
    };
    Grid::from_csv(text, sort).unwrap()
}

proptest! {
    #[test]
    fn csv_gives_the_table_back(grid in grid()) {
        let text = grid.to_csv().unwrap();
        prop_assert_eq!(again_from_csv(&grid, &text), grid, "{}", text);
    }

    #[test]
    fn dmn_gives_the_table_back(grid in grid()) {
        let options = |_: &str| vec!["a".to_owned(), "b".to_owned()];
        let text = write::model("table", &grid, &options).unwrap().write().unwrap();
        let back = read::grid(&text);
        prop_assert_eq!(back.as_ref(), Ok(&grid), "{}", text);
    }

    #[test]
    fn nothing_that_is_read_ends_the_program(text in "(<|>|/|&|;|\"|=|definitions|decision|xmlns|[a-z ]){0,30}") {
        let _ = read::grid(&text);
        let _ = Grid::from_csv(&text, |_| None);
    }
}
