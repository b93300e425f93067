//! Single values that stand for a part: its ends, and plain figures in between as a person would write them.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Date, Days, Format, Interval, Number};
use tradeaid_wire::decimal;

use super::both::Which;
use super::hints::Hints;
use super::part::{Part, Said};
use super::side::Pair;

/// Figures to try, the most usual first
const FIGURES: [&str; 16] = [
    "1000000",
    "100000",
    "10000000",
    "10000",
    "1000",
    "100",
    "10",
    "1",
    "0.05",
    "0.1",
    "0.5",
    "0.01",
    "100000000",
    "1000000000",
    "5",
    "0.001",
];

/// Values that stand for a part of an input's values, the plainest first; `said` is what the case says already
pub(super) fn of(
    pair: &Pair<'_>,
    place: usize,
    part: &Part,
    (hints, said): (&Hints, &[Said]),
) -> Vec<Part> {
    match part {
        Part::Number(range) => numbers(pair, place, *range, hints),
        Part::Days(days) => dates(pair, place, *days, latest(said)),
        Part::Options(options) => options
            .iter()
            .map(|option| Part::Options(vec![*option]))
            .collect(),
        other => vec![other.clone()],
    }
}

fn numbers(pair: &Pair<'_>, place: usize, range: Interval, hints: &Hints) -> Vec<Part> {
    let mut bounds = range;
    let mut grid = (Number::ZERO, Number::ONE);
    let mut format = Format::Count;
    let mut is_rate_of = false;
    for which in Which::BOTH {
        if let Some((id, input)) = pair.input(which, place)
            && let Domain::Number { lo, hi, step, .. } = input.domain
        {
            bounds = bounds.intersect(Interval { lo, hi }).unwrap_or(bounds);
            grid = (lo, step);
            if let Some(name) = pair.sides.get(which).name(id) {
                format = name.format;
                is_rate_of = name.unit.contains('/');
            }
        }
    }
    let mut found: Vec<Number> = Vec::new();
    let first = if is_rate_of {
        Number::parse("7")
    } else {
        usual(pair, format)
    };
    let ends = [bounds.lo, bounds.hi].into_iter();
    let plain = FIGURES.iter().filter_map(|figure| Number::parse(figure));
    let beyond = hints
        .figures()
        .iter()
        .filter_map(|figure| figure.plus(grid.1));
    let named = hints.figures().iter().copied().chain(beyond);
    for figure in first.into_iter().chain(plain).chain(ends).chain(named) {
        let figure = on_grid(figure, grid).unwrap_or(figure);
        let fits = figure.is_finite() && bounds.lo <= figure && figure <= bounds.hi;
        if fits && !found.contains(&figure) {
            found.push(figure);
        }
    }
    // Nothing at all is a plain figure, but rarely one that shows anything.
    found.sort_by_key(|figure| (figure.is_zero(), digits(*figure)));
    found.into_iter().map(Part::point).collect()
}

/// What is usual of a format: ten people, one in twenty, a year of the document; so much for each of something is
/// mostly a rate of exchange
fn usual(pair: &Pair<'_>, format: Format) -> Option<Number> {
    match format {
        Format::Count => Number::parse("10"),
        Format::Rate => Number::parse("0.05"),
        Format::Quantity => Number::parse("1000"),
        Format::Year => {
            let valid = pair.sides.after.pack.valid;
            valid.map(|(from, _)| Number::from(from.year()))
        }
        _ => None,
    }
}

/// The greatest value that an input can take and that is not above a figure
fn on_grid(figure: Number, (lo, step): (Number, Number)) -> Option<Number> {
    figure.minus(lo)?.floor_to(step)?.plus(lo)
}

/// How many digits a figure takes without the zeros at its end
pub(super) fn digits(number: Number) -> usize {
    let plain = decimal(number).unwrap_or_default();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// The latest day that a case names so far
fn latest(said: &[Said]) -> Option<Date> {
    let days = said.iter().filter_map(|said| match said.part {
        Part::Days(days) => days.as_point(),
        _ => None,
    });
    days.max()
}

/// A day in the middle of the time the newer document is in force
pub(super) fn middle(pair: &Pair<'_>) -> Option<Date> {
    let (from, to) = pair.sides.after.pack.valid?;
    Some(from.plus_days(to.days_since(from) / 2))
}

fn dates(pair: &Pair<'_>, place: usize, days: Days, latest: Option<Date>) -> Vec<Part> {
    // What happens later is written later in a rule as a rule.
    let mut wanted: Vec<Date> = latest.map(|day| day.plus_days(180)).into_iter().collect();
    wanted.extend(middle(pair));
    for side in [&pair.sides.after, &pair.sides.before] {
        if let Some((from, to)) = side.pack.valid {
            wanted.extend([from, to, to.plus_days(365)]);
        }
    }
    wanted.extend([days.lo, days.hi]);
    let is_month = pair
        .owner(place)
        .and_then(|(side, id)| side.name(id))
        .is_some_and(|name| name.format == Format::Month);
    let mut found: Vec<Date> = Vec::new();
    for day in wanted {
        let day = if is_month { month_of(day) } else { Some(day) };
        if let Some(day) = day.filter(|day| days.lo <= *day && *day <= days.hi)
            && !found.contains(&day)
        {
            found.push(day);
        }
    }
    found
        .into_iter()
        .map(|day| Part::Days(Days::point(day)))
        .collect()
}

/// A month counts as its first day.
fn month_of(day: Date) -> Option<Date> {
    let (year, month, _) = day.to_civil();
    Date::from_civil(year, month, 1)
}
