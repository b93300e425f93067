//! The laws themselves: sound, tight where claimed, monotone, and honest about groups, totals and questions.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::{RngSeed, TestCaseError};
use tradeaid_engine::pack::{InputClass, Pack, Scope};
use tradeaid_engine::{
    Assessment, Case, Cell, Engine, GroupOutcome, InputId, Interval, ItemId, Known, Question, Row,
    Series, Status, Truth, Value, Wanted, Workspace,
};

use crate::completion::{Completion, completions};
use crate::reference::{Outcome, Point, Reference, fraction, point};
use crate::room::{has_room, leaves_room};
use crate::world::World;

fn config(cases: u32) -> ProptestConfig {
    let drawn = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return drawn;
    }
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_251_231),
        ..drawn
    }
}

/// The engine and its answer; nothing where a number grew too large to be answered
pub(crate) fn answered(world: &World, questions: usize) -> Option<(Engine, Assessment)> {
    let engine = Engine::new(world.pack.clone()).expect("every generated pack is well formed");
    let wanted = Wanted {
        trace: true,
        questions,
    };
    let answer = engine.assess(&world.case, wanted).ok()?;
    Some((engine, answer))
}

pub(crate) fn outcome(pack: &Pack, completion: &Completion, row: &Row) -> Option<Outcome> {
    let reference = Reference {
        pack,
        case: &completion.case,
    };
    reference.row(row.measure, row.item)
}

/// Whether an answer allows what a completion comes to
fn allows(row: &Row, truth: &Outcome) -> bool {
    has_room(row, truth.status, truth.lo, truth.hi)
}

fn hull(a: Outcome, b: Outcome) -> Outcome {
    Outcome {
        status: if a.status == b.status {
            a.status
        } else {
            Status::Undetermined
        },
        lo: a.lo.min(b.lo),
        hi: a.hi.zip(b.hi).map(|(a, b)| a.max(b)),
    }
}

/// The rows of a case by one plain pass, without any splitting into cells
pub(crate) fn one_pass(engine: &Engine, case: &Case) -> Vec<Row> {
    let mut case = case.clone();
    case.assume_readings(engine.pack());
    let mut rows = Vec::new();
    engine.evaluate(&case, &mut Workspace::new(engine.pack()), &mut rows);
    rows
}

/// Draws that once broke a law, as they came
#[test]
fn what_once_broke_a_law_holds() {
    type Draw = (&'static str, fn(&World) -> Outcomes, &'static [u16]);
    let draws: [Draw; 1] = [(
        "either of two figures while it is open which, and both are equal at one value inside a piece",
        crate::changes::curve,
        &[
            4076, 14348, 9897, 50, 0, 0, 0, 0, 7751, 0, 42509, 0, 0, 61, 0, 0, 0, 50, 0, 0, 13696,
            0, 0, 0, 17, 40, 0, 0, 46489, 0, 0, 30, 0, 0, 0, 7, 0, 0, 50, 48, 0, 0, 0, 0, 39069, 0,
            0, 30,
        ],
    )];
    for (what, law, words) in draws {
        assert!(held(words, law).is_ok(), "{what}");
    }
}

proptest! {
    #![proptest_config(config(8_000))]

    /// R55: no completion of a case lies outside of its answer
    #[test]
    fn no_completion_lies_outside_the_answer(words in vec(any::<u16>(), 0..320)) {
        held(&words, sound_and_tight)?;
    }

    #[test]
    fn no_warning_is_hidden(words in vec(any::<u16>(), 0..320)) {
        held(&words, crate::warnings::warnings)?;
    }

    /// R55: forgetting only widens an answer
    #[test]
    fn forgetting_only_widens(words in vec(any::<u16>(), 0..320)) {
        held(&words, monotone)?;
    }

    #[test]
    fn totals_and_groups_hold_in_every_completion(words in vec(any::<u16>(), 0..320)) {
        held(&words, groups)?;
    }

    /// R55: what a question promises comes true
    #[test]
    fn question_outcomes_come_true(words in vec(any::<u16>(), 0..320)) {
        held(&words, questions)?;
    }

    /// R54: a curve tells what every value comes to
    #[test]
    fn a_curve_tells_what_every_value_comes_to(words in vec(any::<u16>(), 0..320)) {
        held(&words, crate::changes::curve)?;
    }

    /// R54: the nearest change makes a measure apply
    #[test]
    fn the_nearest_change_makes_it_apply(words in vec(any::<u16>(), 0..320)) {
        held(&words, crate::changes::nearest)?;
    }
}

pub(crate) type Outcomes = Result<(), TestCaseError>;

/// Holds a world against a law and tells the world where it breaks the law
fn held(words: &[u16], law: fn(&World) -> Outcomes) -> Outcomes {
    let world = World::of(words);
    law(&world).map_err(|error| TestCaseError::fail(format!("{error}\n{}", world.told())))
}

fn sound_and_tight(world: &World) -> Outcomes {
    let Some((engine, answer)) = answered(world, 0) else {
        return Ok(());
    };
    let completions = completions(world);
    let loose = one_pass(&engine, &world.case);
    for (finding, loose) in answer.findings.iter().zip(&loose) {
        let row = &finding.row;
        prop_assert!(
            row.amount.hi.is_none_or(|hi| row.amount.lo <= hi),
            "{row:?}"
        );
        prop_assert!(row.amount.lo >= 0, "{row:?}");
        if row.status == Status::NotApplicable {
            continue;
        }
        let mut whole: Option<Outcome> = None;
        for completion in &completions.list {
            let Some(truth) = outcome(&world.pack, completion, row) else {
                continue;
            };
            let case = &completion.case;
            prop_assert!(
                allows(row, &truth),
                "{row:?} excludes {truth:?} of {case:?}"
            );
            prop_assert!(
                allows(loose, &truth),
                "{loose:?} excludes {truth:?} of {case:?}"
            );
            whole = Some(whole.map_or(truth, |known| hull(known, truth)));
        }
        let answered = Outcome {
            status: row.status,
            lo: row.amount.lo,
            hi: row.amount.hi,
        };
        if finding.tight
            && completions.all
            && let Some(whole) = whole
        {
            prop_assert_eq!(answered, whole, "said to be tight: {:?}", row);
        }
    }
    Ok(())
}

fn monotone(world: &World) -> Outcomes {
    let Some((engine, answer)) = answered(world, 0) else {
        return Ok(());
    };
    let narrow = one_pass(&engine, &world.case);
    for less in forgotten(world) {
        let Ok(wider) = engine.assess(&less, Wanted::default()) else {
            continue;
        };
        refines(&wider, &answer)?;
        for (wide, narrow) in one_pass(&engine, &less).iter().zip(&narrow) {
            let amount = narrow.amount;
            let fits = has_room(wide, narrow.status, amount.lo, amount.hi);
            prop_assert!(fits, "{wide:?} does not contain {narrow:?}");
        }
    }
    Ok(())
}

fn groups(world: &World) -> Outcomes {
    let Some((engine, answer)) = answered(world, 0) else {
        return Ok(());
    };
    let total = (answer.total.lo, answer.total.hi);
    let bounds = answer.groups.iter().map(|group| (group.lo, group.hi));
    for (lo, hi) in bounds.chain([total]) {
        prop_assert!(0 <= lo && hi.is_none_or(|hi| lo <= hi), "{lo} to {hi:?}");
    }
    for completion in &completions(world).list {
        let Ok(truth) = engine.assess(&completion.case, Wanted::default()) else {
            continue;
        };
        refines(&answer, &truth)?;
        crate::support::is_what_is_left(&world.pack, &completion.case, &truth)?;
        for group in &answer.groups {
            let same = |real: &&GroupOutcome| real.group == group.group && real.item == group.item;
            let Some(real) = truth.groups.iter().find(same) else {
                continue;
            };
            if group.item.is_some() {
                let spans = [group, real].map(|of| [(of.lo, of.hi), (of.more_lo, of.more_hi)]);
                for ((lo, hi), (real_lo, real_hi)) in spans[0].into_iter().zip(spans[1]) {
                    let below = hi.is_none_or(|hi| real_hi.is_some_and(|real| real <= hi));
                    prop_assert!(lo <= real_lo && below, "{group:?} has no room for {real:?}");
                }
            }
            let Some(winner) = group.winner else {
                continue;
            };
            let won = real.members.iter().find(|(member, _, _)| *member == winner);
            let best = real.members.iter().map(|(_, lo, _)| *lo).max();
            prop_assert_eq!(
                won.map(|(_, lo, _)| *lo),
                best,
                "{:?} in {:?}",
                winner,
                real
            );
        }
    }
    Ok(())
}

fn questions(world: &World) -> Outcomes {
    let Some((_, answer)) = answered(world, 5) else {
        return Ok(());
    };
    for completion in &completions(world).list {
        for question in &answer.questions {
            let Some(known) = told(&world.pack, completion, question) else {
                continue;
            };
            let foreseen = question
                .outcomes
                .iter()
                .find(|outcome| is_in(known, &outcome.when));
            prop_assert!(
                foreseen.is_some(),
                "{known:?} is in no outcome of {question:?}"
            );
            for (measure, status) in foreseen.iter().flat_map(|foreseen| &foreseen.then) {
                let rows = answer.findings.iter().map(|finding| &finding.row);
                for row in rows.filter(|row| row.measure == *measure) {
                    let Some(truth) = outcome(&world.pack, completion, row) else {
                        continue;
                    };
                    let fits = *status == Status::Undetermined || *status == truth.status;
                    prop_assert!(fits, "{known:?} was to make {row:?} {status:?}: {truth:?}");
                }
            }
        }
    }
    Ok(())
}

fn refines(wide: &Assessment, narrow: &Assessment) -> Outcomes {
    leaves_room(wide, narrow).map_err(TestCaseError::fail)
}

/// The case with one thing forgotten, for each thing it says
///
/// Left out is what is taken back by falling silent and so cannot be unknown: an override of what the pack derives,
/// and a parameter that the pack has values of its own for. An assumed reading is left open instead.
fn forgotten(world: &World) -> Vec<Case> {
    let World { pack, case } = world;
    let overrides = |id: InputId| {
        !pack.inputs[id.index()].dated.is_empty()
            || pack.nodes.iter().any(
                |node| matches!(node, tradeaid_engine::Node::Derived { input, .. } if *input == id),
            )
    };
    let mut result = Vec::new();
    let mut without = |id: InputId, item: Option<ItemId>| {
        let input = &pack.inputs[id.index()];
        let mut less = case.clone();
        let Some(place) = less.known_mut(input, item) else {
            return;
        };
        *place = Known::unknown(input);
        place.given = input.class == InputClass::Reading;
        result.push(less);
    };
    for (id, input) in pack.inputs_of(Scope::Case) {
        if !input.yearly && !overrides(id) {
            without(id, None);
        }
    }
    for (number, item) in case.items.iter().enumerate() {
        let item_id = ItemId(u16::try_from(number).unwrap());
        for (id, _) in pack.inputs_of(Scope::Item(item.kind)) {
            if !overrides(id) {
                without(id, Some(item_id));
            }
        }
    }
    for (number, item) in case.items.iter().enumerate() {
        if item.refers_to.is_some() {
            let mut less = case.clone();
            less.items[number].refers_to = None;
            result.push(less);
        }
    }
    for slot in 0..case.series.len() {
        let mut less = case.clone();
        less.series[slot] = Series::default();
        result.push(less);
    }
    result
}

/// What a completion says of one input
#[derive(Clone, Copy, Debug)]
enum Told {
    /// That it does not exist
    Nothing,
    Value(Point),
}

/// What a completion answers to a question; nothing where the pack answers it itself
fn told(pack: &Pack, completion: &Completion, question: &Question) -> Option<Told> {
    let declared = pack.input(question.open.input)?;
    if declared.yearly {
        let series = &completion.case.series[usize::from(declared.slot)];
        let figure = series.year(question.open.year?)?;
        return point(Value::Number(figure)).map(Told::Value);
    }
    let items = &completion.case.items;
    let item = question.item.and_then(|id| items.get(id.index()));
    let known = completion.case.known(declared, item)?;
    if known.exists == Truth::False {
        return Some(Told::Nothing);
    }
    let value = point(known.value).filter(|_| known.given);
    value.map(Told::Value)
}

fn is_in(told: Told, cell: &Cell) -> bool {
    let Told::Value(value) = told else {
        return cell.exists.may_fail();
    };
    if !cell.exists.may_hold() {
        return false;
    }
    match (value, cell.value) {
        (Point::Truth(true), Value::Truth(truth)) => truth.may_hold(),
        (Point::Truth(false), Value::Truth(truth)) => truth.may_fail(),
        (Point::Choice(option), Value::Choice(choices)) => choices.iter().any(|c| c == option),
        (Point::Date(date), Value::Date(days)) => days.lo <= date && date <= days.hi,
        (Point::Number(number), Value::Number(Interval { lo, hi })) => {
            let above = fraction(lo).is_none_or(|lo| lo <= number);
            let below = fraction(hi).is_none_or(|hi| number <= hi);
            above && below
        }
        _ => false,
    }
}
