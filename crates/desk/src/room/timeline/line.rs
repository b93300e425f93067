//! The line from left to right: the days in force as a bar, and above it every day that decides, each label where it
//! covers no other.

use tradeaid_engine::Date;
use tradeaid_wire::day;

use super::{Event, Lies, Times, when};
use crate::html::Html;
use crate::picture::{Share, area, dot, line, picture, pixels, word};
use crate::scene::Scene;

/// How many days are shown before the first mark and behind the last
const MARGIN: i32 = 45;
/// The height of a row of labels, of the bar, and of what stands below it
const ROW: i64 = 42;
const BAR: i64 = 16;
const BELOW: i64 = 80;
/// The width that labels are measured against, in pixels: the narrowest at which the line is shown
const NARROWEST: i64 = 540;
/// More quarters than this stand too close to each other
const QUARTERS: i32 = 16;

/// Where days stand
struct Axis {
    first: Date,
    last: Date,
}

impl Axis {
    fn of(times: &Times) -> Self {
        let (mut first, mut last) = (times.from, times.to);
        let days = times
            .events
            .iter()
            .filter_map(|event| event.days.as_point());
        for date in days.chain(times.as_of) {
            first = first.min(date);
            last = last.max(date);
        }
        Self {
            first: first.plus_days(-MARGIN),
            last: last.plus_days(MARGIN),
        }
    }

    fn at(&self, date: Date) -> Share {
        let days = i64::from(date.days_since(self.first));
        Share::of(days, i64::from(self.last.days_since(self.first)))
    }
}

/// A label above the bar
struct Label<'a> {
    event: &'a Event,
    at: Share,
    name: String,
    note: String,
    anchor: &'static str,
    row: i64,
}

/// The picture
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, times: &Times, said: &str) {
    let axis = Axis::of(times);
    let labels = labels(scene, times, &axis);
    let rows = labels.iter().map(|label| label.row.saturating_add(1)).max();
    let top = rows.unwrap_or(0).saturating_mul(ROW).saturating_add(8);
    let height = top.saturating_add(BAR).saturating_add(BELOW);
    picture(html, "td-pic td-line", height, said, |html| {
        let (from, to) = (axis.at(times.from), axis.at(times.to));
        area(html, "td-out", (Share(0), from), top, BAR);
        area(html, "td-out", (to, Share::WHOLE), top, BAR);
        area(html, "td-in", (from, to), top, BAR);
        quarters(html, scene, (&axis, [from, to]), top);
        for (mark, key) in [
            (times.from, "desk.timeline.from"),
            (times.to, "desk.timeline.to"),
        ] {
            edge(html, scene, axis.at(mark), top, &day(mark), key);
        }
        if let Some(as_of) = times.as_of {
            now(html, scene, (axis.at(as_of), [from, to]), top);
        }
        for label in &labels {
            stem(html, label, top);
        }
        for label in &labels {
            head(html, label, top);
        }
    });
}

/// The labels with their rows: the lowest in which there is room
fn labels<'a>(scene: &Scene<'_>, times: &'a Times, axis: &Axis) -> Vec<Label<'a>> {
    let mut ends: Vec<Share> = Vec::new();
    let mut labels = Vec::new();
    for event in &times.events {
        let Some(date) = event.days.as_point() else {
            continue;
        };
        let at = axis.at(date);
        let name = scene.item_name(event.item);
        let is_same = |other: &&Event| other.item == event.item && other.days == event.days;
        let mut together = times.events.iter().filter(is_same);
        if together
            .clone()
            .next()
            .is_some_and(|first| first.input != event.input)
        {
            continue;
        }
        let names = together
            .by_ref()
            .map(|one| scene.voice.label(one.input, None));
        let label = scene.voice.listed(&names.collect::<Vec<_>>());
        let note = [&label, " ", &when(scene, event)].concat();
        let width = pixels(&name).max(pixels(&note));
        let width = Share::of(width, NARROWEST).0;
        let (anchor, left) = anchored(at, width);
        let right = Share(left.saturating_add(width).saturating_add(150));
        let row = ends.iter().position(|end| end.0 < left);
        let row = row.unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = right,
            None => ends.push(right),
        }
        labels.push(Label {
            event,
            at,
            name,
            note,
            anchor,
            row: i64::try_from(row).unwrap_or(0),
        });
    }
    labels
}

/// How a label of a width stands at a place, and where it begins
fn anchored(at: Share, width: i64) -> (&'static str, i64) {
    let half = width / 2;
    if at.0 < half {
        return ("start", at.0);
    }
    if at.0.saturating_add(half) > Share::WHOLE.0 {
        return ("end", at.0.saturating_sub(width));
    }
    ("middle", at.0.saturating_sub(half))
}

/// Where a label's first line stands
fn label_y(label: &Label<'_>, top: i64) -> i64 {
    let above = label.row.saturating_add(1).saturating_mul(ROW);
    top.saturating_sub(above).saturating_add(10)
}

fn stem(html: &mut Html, label: &Label<'_>, top: i64) {
    let y = label_y(label, top).saturating_add(22);
    line(
        html,
        "td-stem",
        (label.at, y),
        (label.at, top.saturating_add(BAR / 2)),
    );
}

fn head(html: &mut Html, label: &Label<'_>, top: i64) {
    let y = label_y(label, top);
    let class = match label.event.lies {
        Lies::Inside => "td-dot",
        Lies::Outside => "td-ring",
        Lies::Open => "td-ring td-ring--open",
    };
    dot(html, class, (label.at, top.saturating_add(BAR / 2)), "6");
    word(html, "td-b", (label.at, y), label.anchor, &label.name);
    word(
        html,
        "td-t",
        (label.at, y.saturating_add(16)),
        label.anchor,
        &label.note,
    );
}

/// The first or the last day in force
fn edge(html: &mut Html, scene: &Scene<'_>, at: Share, top: i64, date: &str, key: &str) {
    let bottom = top.saturating_add(BAR);
    line(
        html,
        "td-edge",
        (at, top.saturating_sub(6)),
        (at, bottom.saturating_add(20)),
    );
    let (anchor, _) = anchored(at, 1_500);
    word(html, "td-b", (at, bottom.saturating_add(36)), anchor, date);
    word(
        html,
        "td-t",
        (at, bottom.saturating_add(53)),
        anchor,
        &scene.own(key),
    );
}

/// The day of assessment
fn now(html: &mut Html, scene: &Scene<'_>, (at, edges): (Share, [Share; 2]), top: i64) {
    let bottom = top.saturating_add(BAR);
    let (anchor, _) = anchored(at, 1_200);
    // Beside an edge its name stands below that one's.
    let is_near = edges.iter().any(|edge| edge.0.abs_diff(at.0) < 1_600);
    let length = if is_near { 56 } else { 20 };
    line(
        html,
        "td-now",
        (at, top),
        (at, bottom.saturating_add(length)),
    );
    let y = bottom.saturating_add(if is_near { 72 } else { 36 });
    word(
        html,
        "td-b",
        (at, y),
        anchor,
        &scene.own("desk.timeline.as_of"),
    );
}

/// The beginnings of quarters, or of years where there are too many
fn quarters(html: &mut Html, scene: &Scene<'_>, (axis, edges): (&Axis, [Share; 2]), top: i64) {
    let (first, last) = (axis.first.year(), axis.last.year());
    let step = if last.saturating_sub(first).saturating_mul(4) > QUARTERS {
        12
    } else {
        3
    };
    for year in first..=last {
        let mut month = 1;
        while month <= 12 {
            let date = Date::from_civil(year, month, 1);
            if let Some(date) = date.filter(|date| axis.first < *date && *date < axis.last) {
                let at = axis.at(date);
                let y = top.saturating_add(BAR);
                line(html, "td-tick", (at, top), (at, y));
                let text = if month == 1 {
                    scene.fill("desk.year", &[("year", &year.to_string())])
                } else {
                    scene.own(&["desk.month.", &month.to_string()].concat())
                };
                let is_free = |edge: &Share| edge.0.abs_diff(at.0) > 350;
                if edges.iter().all(is_free) {
                    word(html, "td-t", (at, y.saturating_add(16)), "middle", &text);
                }
            }
            month += step;
        }
    }
}
