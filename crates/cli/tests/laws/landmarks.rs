//! Values worth trying: the thresholds of the pack's rules, what lies just below and above them, and plain ones.

use std::sync::OnceLock;

use tradeaid_engine::node::{Node, Test};
use tradeaid_engine::{Date, Format, InputId, NodeId, Value};

use crate::model::{UNIT, bounds, names, pack, units};

/// The values worth trying of one input
#[derive(Clone, Debug, Default)]
pub(crate) struct Landmarks {
    pub(crate) numbers: Vec<i128>,
    pub(crate) days: Vec<Date>,
    /// Options that some rule asks for, as bits
    pub(crate) options: u64,
}

pub(crate) fn landmarks(id: InputId) -> &'static Landmarks {
    static ALL: OnceLock<Vec<Landmarks>> = OnceLock::new();
    &ALL.get_or_init(collect)[id.index()]
}

fn collect() -> Vec<Landmarks> {
    let mut all: Vec<Landmarks> = (0..pack().inputs.len()).map(plain).collect();
    for node in &pack().nodes {
        match *node {
            Node::Compare { left, right, .. } => {
                for (side, other) in [(left, right), (right, left)] {
                    if let Some(Node::Constant(value)) = pack().node(other) {
                        add(&mut all, side, *value);
                    }
                }
            }
            Node::OneOf { of, wanted } => {
                for id in read_by(of) {
                    all[id.index()].options |= wanted.bits();
                }
            }
            Node::Table(table) => {
                let table = &pack().tables[table.index()];
                for row in &table.rows {
                    for (column, test) in table.columns.iter().zip(&row.tests) {
                        add_test(&mut all, *column, test);
                    }
                }
            }
            _ => {}
        }
    }
    for (index, landmarks) in all.iter_mut().enumerate() {
        if let Some((lo, hi, step)) = bounds(input_id(index)) {
            let near = landmarks
                .numbers
                .iter()
                .flat_map(|n| [n - step, *n, n + step]);
            landmarks.numbers = near.chain([lo, lo + step]).collect();
            landmarks
                .numbers
                .retain(|n| lo <= *n && *n <= hi && (n - lo) % step == 0);
        }
        landmarks.numbers.sort_unstable();
        landmarks.numbers.dedup();
        landmarks.days = landmarks
            .days
            .iter()
            .flat_map(|day| [day.plus_days(-1), *day, day.plus_days(1)])
            .collect();
        landmarks.days.sort_unstable();
        landmarks.days.dedup();
        if names().inputs[index].format == Format::Month {
            landmarks.days.retain(|day| day.to_civil().2 == 1);
        }
    }
    all
}

fn input_id(index: usize) -> InputId {
    InputId(u16::try_from(index).unwrap())
}

fn plain(index: usize) -> Landmarks {
    let format = names().inputs[index].format;
    let numbers: &[i128] = match format {
        Format::Count => &[0, 1, 17, 250],
        Format::Money => &[0, 100, 6_123_457, 1_000_000_000],
        Format::Rate => &[500_000, 3_450_000, 50_000_000, 100_000_000],
        Format::Quantity => &[0, 1, 1_200],
        Format::Year => &[2023, 2024, 2025, 2026],
        _ => &[],
    };
    let scale = match format {
        Format::Money => UNIT / 100,
        Format::Rate => 1,
        _ => UNIT,
    };
    let dates = [
        (2023, 12, 1),
        (2024, 1, 1),
        (2024, 5, 20),
        (2024, 12, 31),
        (2025, 1, 1),
        (2025, 10, 1),
        (2026, 3, 1),
    ];
    let days = matches!(format, Format::Date | Format::Month);
    Landmarks {
        numbers: numbers.iter().map(|number| number * scale).collect(),
        days: dates
            .iter()
            .filter(|_| days)
            .filter_map(|(year, month, day)| Date::from_civil(*year, *month, *day))
            .collect(),
        options: 0,
    }
}

fn add(all: &mut [Landmarks], side: NodeId, value: Value) {
    for id in read_by(side) {
        let number = match value {
            Value::Number(range) => range.as_point().and_then(units),
            Value::Date(days) => {
                all[id.index()].days.extend(days.as_point());
                None
            }
            _ => None,
        };
        let Some(number) = number else { continue };
        if bounds(id).is_some() {
            all[id.index()].numbers.push(number);
        } else if let Ok(year) = i32::try_from(number / UNIT) {
            all[id.index()].days.extend(Date::from_civil(year, 1, 1));
        }
    }
}

fn add_test(all: &mut [Landmarks], column: NodeId, test: &Test) {
    for id in read_by(column) {
        match test {
            Test::Any => {}
            Test::OneOf(wanted) => all[id.index()].options |= wanted.bits(),
            Test::Between { lo, hi, .. } => {
                all[id.index()]
                    .numbers
                    .extend([*lo, *hi].into_iter().filter_map(units));
            }
        }
    }
}

/// Every input that a node rests on
fn read_by(root: NodeId) -> Vec<InputId> {
    let mut found = Vec::new();
    let mut pending = vec![root];
    while let Some(id) = pending.pop() {
        let node = pack().node(id).unwrap();
        found.extend(node.input());
        node.for_each_argument(pack(), |argument| pending.push(argument));
    }
    found
}
