//! Everything a partial case can turn out to be: each open input with each value it may have.

use tradeaid_engine::pack::Pack;
use tradeaid_engine::{
    Case, Choices, Date, Days, InputId, Interval, ItemId, KindId, Known, Number, Scope, Truth,
    Value,
};

use crate::graph::day;
use crate::world::{World, numbers};

/// The most completions that are tried of one case
const MOST: usize = 400;

/// A complete case; a parameter that is not given has the value of days and places for which the pack has none
#[derive(Clone, Debug)]
pub(crate) struct Completion {
    pub(crate) case: Case,
}

/// The completions of a case
pub(crate) struct Completions {
    pub(crate) list: Vec<Completion>,
    /// Whether there are no others
    pub(crate) all: bool,
}

/// One thing settled
#[derive(Clone, Copy, Debug)]
enum Setting {
    Known(InputId, Option<ItemId>, Known),
    Year(InputId, i32, Number),
    Every(InputId, Number),
    RefersTo(ItemId, ItemId),
}

pub(crate) fn completions(world: &World) -> Completions {
    let mut openings = Openings {
        world,
        lists: Vec::new(),
        all: true,
    };
    openings.collect();
    let Openings { lists, mut all, .. } = openings;
    let product = lists
        .iter()
        .fold(1_usize, |product, list| product.saturating_mul(list.len()));
    all = all && product <= MOST;
    let mut state = 1_usize;
    let list = (0..product.min(MOST))
        .map(|number| {
            let mut rest = if product <= MOST {
                number
            } else {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                state >> 16
            };
            let mut completion = Completion {
                case: world.case.clone(),
            };
            for list in &lists {
                completion.apply(&world.pack, list[rest % list.len()]);
                rest /= list.len();
            }
            completion
        })
        .collect();
    Completions { list, all }
}

impl Completion {
    fn apply(&mut self, pack: &Pack, setting: Setting) {
        match setting {
            Setting::Known(id, item, known) => {
                if let Some(place) = self.case.known_mut(&pack.inputs[id.index()], item) {
                    *place = known;
                }
            }
            Setting::Year(id, year, figure) => {
                let series = &mut self.case.series[usize::from(pack.inputs[id.index()].slot)];
                series.years.retain(|(listed, _)| *listed != year);
                series.years.push((year, Interval::point(figure)));
            }
            Setting::Every(id, figure) => {
                let slot = usize::from(pack.inputs[id.index()].slot);
                self.case.series[slot].every = Some(Interval::point(figure));
            }
            Setting::RefersTo(item, to) => self.case.items[item.index()].refers_to = Some(to),
        }
    }
}

struct Openings<'w> {
    world: &'w World,
    lists: Vec<Vec<Setting>>,
    all: bool,
}

impl Openings<'_> {
    fn collect(&mut self) {
        let World { pack, case } = self.world;
        for (id, input) in pack.inputs_of(Scope::Case) {
            if input.yearly {
                self.series(id);
            } else {
                let known = case.values[usize::from(input.slot)];
                self.plain(id, None, known);
            }
        }
        for (number, item) in case.items.iter().enumerate() {
            let item_id = ItemId(u16::try_from(number).unwrap());
            for (id, input) in pack.inputs_of(Scope::Item(item.kind)) {
                self.plain(id, Some(item_id), item.values[usize::from(input.slot)]);
            }
            if item.kind == KindId(1) && item.refers_to.is_none() {
                self.reference(item_id);
            }
        }
    }

    fn reference(&mut self, from: ItemId) {
        let things = (0_u16..).map(ItemId).zip(&self.world.case.items);
        let list: Vec<Setting> = things
            .filter(|(_, item)| item.kind == KindId(0))
            .map(|(to, _)| Setting::RefersTo(from, to))
            .collect();
        if !list.is_empty() {
            self.lists.push(list);
        }
    }

    fn series(&mut self, id: InputId) {
        let input = &self.world.pack.inputs[id.index()];
        let series = &self.world.case.series[usize::from(input.slot)];
        let unknown = input.domain.unknown().map_or(Interval::ALL, |v| v.number());
        let possible = |range: Interval| {
            let values = numbers(input).into_iter();
            values.filter(move |value| range.lo <= *value && *value <= range.hi)
        };
        for year in [2023, 2024, 2025] {
            let range = series.year(year).unwrap_or(unknown);
            self.all = self.all && range.hi.is_finite();
            self.lists.push(
                possible(range)
                    .map(|value| Setting::Year(id, year, value))
                    .collect(),
            );
        }
        let every = series.every.unwrap_or(unknown);
        self.lists.push(
            possible(every)
                .map(|value| Setting::Every(id, value))
                .collect(),
        );
    }

    fn plain(&mut self, id: InputId, item: Option<ItemId>, known: Known) {
        let input = &self.world.pack.inputs[id.index()];
        let is_derived = self.world.pack.nodes.iter().any(
            |node| matches!(node, tradeaid_engine::Node::Derived { input, .. } if *input == id),
        );
        let stands = known.given || (!is_derived && input.assumed.is_none());
        if !input.dated.is_empty() && !known.given {
            let silent = |value| Known {
                given: false,
                ..Known::given(Value::Number(Interval::point(value)))
            };
            let values = numbers(input).into_iter();
            let list = values.map(|value| Setting::Known(id, item, silent(value)));
            return self.lists.push(list.collect());
        }
        if !stands || input.domain.unknown().is_none() {
            return;
        }
        let values: Vec<Value> = match known.value {
            Value::Truth(Truth::Open) => [true, false].map(|b| Value::Truth(b.into())).to_vec(),
            Value::Choice(choices) => choices
                .iter()
                .map(|option| Value::Choice(Choices::one(option)))
                .collect(),
            Value::Number(range) => {
                self.all = self.all && range.hi.is_finite();
                let values = numbers(input).into_iter();
                values
                    .filter(|value| range.lo <= *value && *value <= range.hi)
                    .map(|value| Value::Number(Interval::point(value)))
                    .collect()
            }
            Value::Date(days) => {
                self.all = self.all && days != Days::ALL;
                days_of(days)
            }
            settled @ Value::Truth(_) => vec![settled],
        };
        let mut list = Vec::new();
        if known.exists.may_fail() {
            list.push(Setting::Known(
                id,
                item,
                Known {
                    exists: Truth::False,
                    ..Known::given(values[0])
                },
            ));
        }
        if known.exists.may_hold() {
            list.extend(
                values
                    .into_iter()
                    .map(|value| Setting::Known(id, item, Known::given(value))),
            );
        }
        self.lists.push(list);
    }
}

fn days_of(days: Days) -> Vec<Value> {
    let far = [
        Date::FIRST,
        Date::LAST,
        day(0).plus_days(-400),
        day(3).plus_days(400),
    ];
    (0..4)
        .map(day)
        .chain(far)
        .filter(|day| days.lo <= *day && *day <= days.hi)
        .map(|day| Value::Date(Days::point(day)))
        .collect()
}
