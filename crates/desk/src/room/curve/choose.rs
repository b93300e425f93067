//! The figures of a case that are worth moving: numbers that an answer looked at and along which it changes.

use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Finding, Format, InputClass, OpenInput, Place, Row, Scope, Status};

use crate::scene::Scene;

/// How many figures are offered
const MOST: usize = 12;

/// A figure that can be moved
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) place: Place,
    /// What it is chosen by
    pub(super) token: String,
    pub(super) label: String,
}

/// The figures, those at which a status turns first
pub(super) fn figures(scene: &Scene<'_>) -> Vec<Figure> {
    let mut places: Vec<Place> = Vec::new();
    for finding in &scene.answer.findings {
        add_places(scene, finding, &mut places);
    }
    let mut found = Vec::new();
    for place in places {
        if let Some(weight) = weight(scene, place) {
            found.push((weight, place));
        }
    }
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    found.truncate(MOST);
    found
        .iter()
        .map(|(_, place)| figure(scene, *place))
        .collect()
}

/// The figures that one finding looked at
pub(super) fn figures_of(scene: &Scene<'_>, finding: &Finding) -> Vec<Figure> {
    let mut places = Vec::new();
    add_places(scene, finding, &mut places);
    places.iter().map(|place| figure(scene, *place)).collect()
}

fn add_places(scene: &Scene<'_>, finding: &Finding, places: &mut Vec<Place>) {
    if finding.row.status == Status::NotApplicable {
        return;
    }
    let reasons = finding.reasons.iter().flat_map(|reason| &reason.inputs);
    let steps = finding.steps.iter().flat_map(|step| &step.inputs);
    for seen in reasons.chain(steps) {
        let open = OpenInput {
            input: seen.input,
            year: seen.year,
        };
        let input = scene.pack.input(open.input);
        let is_of_item = input.is_some_and(|input| matches!(input.scope, Scope::Item(_)));
        let item = finding.row.item.filter(|_| is_of_item);
        let place = Place { open, item };
        if is_movable(scene, place) && !places.contains(&place) {
            places.push(place);
        }
    }
}

fn is_movable(scene: &Scene<'_>, place: Place) -> bool {
    let Some((input, name)) = scene.voice.input(place.open.input) else {
        return false;
    };
    let is_own = match input.class {
        InputClass::Fact => true,
        InputClass::Parameter => place.item.is_some(),
        InputClass::Reading => false,
    };
    let is_figure = matches!(
        name.format,
        Format::Money | Format::Count | Format::Rate | Format::Quantity
    );
    let is_at_place = matches!(input.scope, Scope::Case) != place.item.is_some();
    is_own
        && is_figure
        && is_at_place
        && matches!(input.domain, Domain::Number { .. })
        && (!input.yearly || place.open.year.is_some())
}

/// How much changes along it: none if nothing does, more where money is decided
fn weight(scene: &Scene<'_>, place: Place) -> Option<usize> {
    let curve = scene
        .calculator
        .engine()
        .what_if(&scene.case.case, place, None, 4)
        .ok()?;
    let (mut turns, mut moves) = (0_usize, 0_usize);
    for (before, point) in curve.points.iter().zip(curve.points.iter().skip(1)) {
        for (one, other) in before.rows.iter().zip(&point.rows) {
            if one.status != other.status && (one.may_pay() || other.may_pay()) {
                turns += if one.amount.hi.max(other.amount.hi).is_some() {
                    4
                } else {
                    1
                };
            } else if one.amount.lo != other.amount.lo || ends_move(one, other) {
                moves = 1;
            }
        }
    }
    let known = usize::from(scene.point(place).is_some());
    let weight = turns
        .min(8)
        .saturating_mul(4)
        .saturating_add(moves.saturating_mul(2));
    (weight > 0).then(|| weight.saturating_add(known))
}

/// Whether an upper bound moves
fn ends_move(one: &Row, other: &Row) -> bool {
    let ends = one.amount.hi.zip(other.amount.hi);
    ends.is_some_and(|(one, other)| one != other)
}

fn figure(scene: &Scene<'_>, place: Place) -> Figure {
    let name = scene
        .voice
        .input(place.open.input)
        .map_or("", |(_, name)| name.path.as_str());
    let year = place
        .open
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    let label = scene.voice.label(place.open.input, place.open.year);
    let item = place
        .item
        .map(|item| item.index().to_string())
        .unwrap_or_default();
    Figure {
        place,
        token: [name, " ", &year, " ", &item].concat(),
        label: match place.item {
            Some(item) => scene.fill(
                "desk.of_place",
                &[("item", &scene.item_name(item)), ("label", &label)],
            ),
            None => label,
        },
    }
}
