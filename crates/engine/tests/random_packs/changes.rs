//! What follows from thresholds: the curve along one input, and the nearest change, against every value tried.

use proptest::prelude::prop_assert;
use tradeaid_engine::pack::{Domain, Input, InputClass, Scope};
use tradeaid_engine::{
    Case, Cell, Choices, Engine, InputId, Interval, Known, MeasureId, Node, NodeId, OpenInput,
    Place, Row, Status, Truth, Value, Wanted,
};

use crate::completion::completions;
use crate::laws::{Outcomes, one_pass};
use crate::world::{World, numbers};

/// A status along an input is what the curve says, at its points and between them.
pub(crate) fn curve(world: &World) -> Outcomes {
    let engine = Engine::new(world.pack.clone()).expect("every generated pack is well formed");
    for place in places(world) {
        let is_complete = all_else_is_known(world, place);
        let Ok(curve) = engine.what_if(&world.case, place, None, 0) else {
            continue;
        };
        for cell in values(world, place) {
            let Some(rows) = rows_with(&engine, world, place, cell) else {
                continue;
            };
            let at_or_before = curve.points.iter().rev().find(|point| {
                point.at.exists == cell.exists && starts_at_or_before(point.at.value, cell.value)
            });
            let Some(point) = at_or_before else {
                continue;
            };
            for row in &point.rows {
                let real = find(&rows, row);
                // Where something else is open too, a curve may leave open between its points what is settled there.
                let fits = |real: &Row| {
                    real.status == row.status
                        || (row.status == Status::Undetermined && !is_complete)
                };
                prop_assert!(
                    real.is_some_and(fits),
                    "{place:?} at {cell:?}: {real:?}, but {row:?} at {:?}",
                    point.at
                );
                if point.at == cell {
                    prop_assert!(
                        real == Some(row),
                        "{place:?} at {cell:?}: {real:?}, {row:?}"
                    );
                }
            }
        }
    }
    Ok(())
}

/// A nearest change makes its row apply, and where some value of an input does, a change of that input is found.
pub(crate) fn nearest(world: &World) -> Outcomes {
    let engine = Engine::new(world.pack.clone()).expect("every generated pack is well formed");
    let Ok(now) = engine.assess(&world.case, Wanted::default()) else {
        return Ok(());
    };
    for finding in &now.findings {
        let row = finding.row;
        let Ok(changes) = engine.nearest(&world.case, row.measure) else {
            continue;
        };
        let is_open = matches!(row.status, Status::NotEligible | Status::Undetermined);
        let of_row = |change: &&tradeaid_engine::Change| change.then.item == row.item;
        prop_assert!(is_open || !changes.iter().any(|change| of_row(&change)));
        for change in changes.iter().filter(of_row) {
            prop_assert!(change.then.status == Status::Eligible, "{change:?}");
            if let Some(rows) = rows_with(&engine, world, change.place, change.to) {
                let real = find(&rows, &row);
                let is_one = change.to.value.is_point();
                let as_told = real.is_some_and(|real| real.status == change.then.status);
                prop_assert!(as_told || !is_one, "{change:?}: {real:?}");
            }
        }
        if !is_open {
            continue;
        }
        for place in places(world) {
            let is_meant = place.item.is_none() || place.item == row.item;
            if !is_fact(world, place) || !is_meant || !all_else_is_known(world, place) {
                continue;
            }
            let known = changes
                .iter()
                .find(|c| c.place == place && c.then.item == row.item);
            for cell in values(world, place) {
                let Some(rows) = rows_with(&engine, world, place, cell) else {
                    continue;
                };
                if find(&rows, &row).is_some_and(|real| real.status == Status::Eligible) {
                    prop_assert!(known.is_some(), "{place:?}: {cell:?} makes {row:?} apply");
                }
            }
        }
    }
    Ok(())
}

/// The plain inputs whose values can all be tried and along which nothing turns back unseen
fn places(world: &World) -> Vec<Place> {
    let mut places = Vec::new();
    for (id, input) in (0_u16..).map(InputId).zip(&world.pack.inputs) {
        if input.yearly || bends(world, id) {
            continue;
        }
        let open = OpenInput {
            input: id,
            year: None,
        };
        match input.scope {
            Scope::Case => places.push(Place { open, item: None }),
            Scope::Item(kind) => {
                let items = (0_u16..)
                    .map(tradeaid_engine::ItemId)
                    .zip(&world.case.items);
                for (item, _) in items.filter(|(_, item)| item.kind == kind) {
                    let item = Some(item);
                    places.push(Place { open, item });
                }
            }
        }
    }
    places
}

fn all_else_is_known(world: &World, place: Place) -> bool {
    let mut world = world.clone();
    let input = world.pack.input(place.open.input).cloned();
    let first = values(&world, place).first().copied();
    let known = input.and_then(|input| world.case.known_mut(&input, place.item));
    if let (Some(known), Some(first)) = (known, first) {
        *known = Known::given(first.value);
    }
    completions(&world).list.len() < 2
}

fn is_fact(world: &World, place: Place) -> bool {
    let input = world.pack.input(place.open.input);
    input.is_some_and(|input| match input.class {
        InputClass::Fact => world.pack.as_of != Some(place.open.input),
        InputClass::Parameter => place.item.is_some(),
        InputClass::Reading => false,
    })
}

/// Whether a product or a quotient of the input with itself may turn back, or what is given meets what is derived
fn bends(world: &World, input: InputId) -> bool {
    let pack = &world.pack;
    let mut reached = vec![false; pack.nodes.len()];
    let mut bends = false;
    for (index, node) in pack.nodes.iter().enumerate() {
        reached[index] = node.input() == Some(input);
        node.for_each_argument(pack, |argument| {
            let is_reached = reached[argument.index()];
            reached[index] |= is_reached;
        });
        let has = |node: &NodeId| reached[node.index()];
        bends |= match node {
            Node::Times(a, b) => has(a) && has(b),
            Node::Over(_, divisor) => has(divisor),
            Node::Derived { from, .. } => has(from) || node.input() == Some(input),
            _ => false,
        };
    }
    bends
}

fn values(world: &World, place: Place) -> Vec<Cell> {
    let Some(input) = world.pack.input(place.open.input) else {
        return Vec::new();
    };
    let mut values: Vec<Value> = Vec::new();
    match &input.domain {
        Domain::Truth => values.extend([Truth::False, Truth::True].map(Value::Truth)),
        Domain::Choice(count) => {
            values.extend((0..*count).map(|option| Value::Choice(Choices::one(option))));
        }
        Domain::Number { .. } => {
            let points = numbers(input).into_iter().map(Interval::point);
            values.extend(points.map(Value::Number));
        }
        Domain::Date | Domain::Text | Domain::Reference => {}
    }
    let exists = Truth::True;
    values
        .into_iter()
        .map(|value| Cell { value, exists })
        .collect()
}

fn starts_at_or_before(start: Value, value: Value) -> bool {
    match (start, value) {
        (Value::Number(start), Value::Number(value)) => start.lo <= value.lo,
        (start, value) => start == value,
    }
}

/// The rows of the case with one value in its place; nothing where a number grew too large
fn rows_with(engine: &Engine, world: &World, place: Place, cell: Cell) -> Option<Vec<Row>> {
    let input: &Input = world.pack.input(place.open.input)?;
    let mut case: Case = world.case.clone();
    if let (true, Some(year)) = (input.yearly, place.open.year) {
        let years = &mut case.series[usize::from(input.slot)].years;
        years.retain(|(listed, _)| *listed != year);
        years.push((year, cell.value.number()));
    } else {
        *case.known_mut(input, place.item)? = Known {
            exists: cell.exists,
            ..Known::given(cell.value)
        };
    }
    engine.assess(&case, Wanted::default()).ok()?;
    Some(one_pass(engine, &case))
}

fn find<'a>(rows: &'a [Row], like: &Row) -> Option<&'a Row> {
    let id: MeasureId = like.measure;
    rows.iter()
        .find(|row| row.measure == id && row.item == like.item)
}
