//! The drawing of one measure along a figure: solid up to what is certain, hatched up to what is possible, a closed dot
//! where a threshold belongs to a run and an open one where it does not.

use tradeaid_engine::{Number, Row};

use super::Strand;
use super::runs::Run;
use crate::html::Html;
use crate::picture::{Share, area, dot, line, picture, pixels, word};

/// The height of the field, and of a row of labels above it
const FIELD: i64 = 170;
const ROW: i64 = 40;
/// Where the field begins and ends: dots at its ends keep their shape
const LEFT: Share = Share(150);
const RIGHT: Share = Share(9_850);
/// The width that labels are measured against, in pixels
const NARROWEST: i64 = 300;

/// The field that values are put into
struct Field<'a> {
    strand: &'a Strand<'a>,
    from: Number,
    to: Number,
    highest: i64,
    top: i64,
}

impl Field<'_> {
    /// Where a value stands in the field, from 0 to 10,000
    fn share(&self, at: Number) -> Share {
        let part = at.minus(self.from).zip(self.to.minus(self.from));
        let part = part.and_then(|(part, whole)| part.times(Number::from(10_000))?.over(whole));
        let part = part.and_then(|part| part.floor_to(Number::ONE)?.to_integer());
        let part = part.and_then(|part| i64::try_from(part.clamp(0, 10_000)).ok());
        Share(part.unwrap_or(0))
    }

    /// Where a value stands in the picture
    fn x(&self, at: Number) -> Share {
        self.share(at).between(LEFT, RIGHT)
    }

    fn y(&self, cents: i64) -> i64 {
        let high = Share::of(cents, self.highest).0.saturating_mul(FIELD) / 10_000;
        self.top.saturating_add(FIELD).saturating_sub(high)
    }

    /// The upper bound; without one, the top of the field
    fn hi(&self, row: &Row) -> i64 {
        if row.may_pay() {
            row.amount.hi.unwrap_or(self.highest)
        } else {
            0
        }
    }
}

/// A label above the field
struct Label {
    at: Share,
    lines: [String; 2],
    class: &'static str,
}

/// The picture
pub(super) fn draw(html: &mut Html, strand: &Strand<'_>, index: usize) {
    let ends = strand.points.first().zip(strand.points.last());
    let Some(((from, _), (to, _))) = ends else {
        return;
    };
    let mut field = Field {
        strand,
        from: *from,
        to: *to,
        highest: strand.highest().max(1),
        top: 0,
    };
    let labels = labels(&field);
    let rows = labels
        .iter()
        .map(|(row, _, _)| row.saturating_add(1))
        .max()
        .unwrap_or(0);
    field.top = rows.saturating_mul(ROW).saturating_add(20);
    let height = field.top.saturating_add(FIELD).saturating_add(44);
    picture(html, "td-pic", height, &said(strand), |html| {
        grid(html, &field);
        fills(html, &field, index);
        for (row, anchor, label) in &labels {
            mark(html, &field, *row, anchor, label);
        }
        edges(html, &field);
        if let Some(own) = strand.own {
            own_mark(html, &field, own);
        }
    });
}

/// The whole picture as a sentence
fn said(strand: &Strand<'_>) -> String {
    let mut said = vec![
        strand
            .scene
            .fill("desk.curve.said", &[("label", &strand.label())]),
    ];
    for run in &strand.runs {
        let fillings = [
            ("range", strand.range(run)),
            ("outcome", strand.outcome(run)),
        ];
        let fillings = fillings
            .each_ref()
            .map(|(name, text)| (*name, text.as_str()));
        said.push(strand.scene.fill("desk.curve.said.run", &fillings));
    }
    said.extend(strand.sentences());
    said.concat()
}

/// The labels with their rows and how they stand
fn labels(field: &Field<'_>) -> Vec<(i64, &'static str, Label)> {
    let strand = field.strand;
    let mut labels = Vec::new();
    if let Some(own) = strand.own {
        let lines = [strand.own_word("yours"), strand.figure(own)];
        labels.push(Label {
            at: field.x(own),
            lines,
            class: "td-own",
        });
    }
    for run in strand.runs.iter().skip(1) {
        if let Some(edge) = run.from {
            let key = if edge.is_here {
                "desk.curve.limit.from"
            } else {
                "desk.curve.limit.to"
            };
            let lines = [strand.scene.own(key), strand.figure(edge.at)];
            labels.push(Label {
                at: field.x(edge.at),
                lines,
                class: "td-limit",
            });
        }
    }
    labels.sort_by_key(|label| label.at);
    let mut ends: Vec<i64> = Vec::new();
    let mut placed = Vec::new();
    for label in labels {
        let width = label
            .lines
            .iter()
            .map(|line| pixels(line))
            .max()
            .unwrap_or(0);
        let width = Share::of(width, NARROWEST).0;
        let is_left = label.at.0.saturating_add(width) > Share::WHOLE.0;
        let (anchor, left) = if is_left {
            ("end", label.at.0.saturating_sub(width))
        } else {
            ("start", label.at.0)
        };
        let right = left.saturating_add(width).saturating_add(200);
        let row = ends
            .iter()
            .position(|end| *end < left)
            .unwrap_or(ends.len());
        match ends.get_mut(row) {
            Some(end) => *end = right,
            None => ends.push(right),
        }
        placed.push((i64::try_from(row).unwrap_or(0), anchor, label));
    }
    placed
}

/// The axes and what stands at them
fn grid(html: &mut Html, field: &Field<'_>) {
    let strand = field.strand;
    let bottom = field.top.saturating_add(FIELD);
    for part in [0, 1, 2] {
        let y = bottom.saturating_sub(part * FIELD / 2);
        let class = if part == 0 { "td-axis" } else { "td-tick" };
        line(html, class, (LEFT, y), (RIGHT, y));
        if part > 0 {
            let money = strand
                .scene
                .voice
                .in_sentences()
                .money(field.highest * part / 2);
            word(html, "td-t", (RIGHT, y.saturating_sub(5)), "end", &money);
        }
    }
    let ends = [(field.from, LEFT, "start"), (field.to, RIGHT, "end")];
    for (at, x, anchor) in ends {
        word(
            html,
            "td-t",
            (x, bottom.saturating_add(18)),
            anchor,
            &strand.figure(at),
        );
    }
    word(
        html,
        "td-t",
        (Share(5_000), bottom.saturating_add(38)),
        "middle",
        &strand.label(),
    );
}

/// What is certain and what is possible, run by run
fn fills(html: &mut Html, field: &Field<'_>, index: usize) {
    for (number, run) in field.strand.runs.iter().enumerate() {
        let points: Vec<_> = field
            .strand
            .points
            .iter()
            .filter(|(at, _)| run.has(*at))
            .collect();
        let upper: Vec<_> = points
            .iter()
            .map(|(at, row)| (field.share(*at), field.hi(row)))
            .collect();
        let lower: Vec<_> = points
            .iter()
            .map(|(at, row)| (field.share(*at), row.amount.lo))
            .collect();
        let zero: Vec<_> = points.iter().map(|(at, _)| (field.share(*at), 0)).collect();
        let id = ["td-clip-", &index.to_string(), "-", &number.to_string()].concat();
        filled(
            html,
            field,
            &[&id, "-may"].concat(),
            "td-may",
            &upper,
            &lower,
        );
        filled(
            html,
            field,
            &[&id, "-sure"].concat(),
            "td-sure",
            &lower,
            &zero,
        );
        for ((at, row), (next, other)) in points.iter().zip(points.iter().skip(1)) {
            for (one, two, class) in [
                (field.hi(row), field.hi(other), "td-curve"),
                (row.amount.lo, other.amount.lo, "td-curve td-curve--lo"),
            ] {
                let is_same = field.hi(row) == row.amount.lo && field.hi(other) == other.amount.lo;
                if class == "td-curve" || (!is_same && one.max(two) > 0) {
                    line(
                        html,
                        class,
                        (field.x(*at), field.y(one)),
                        (field.x(*next), field.y(two)),
                    );
                }
            }
        }
    }
}

/// The field between two lines: cut out of the whole field, so that hatching keeps its shape at every width
fn filled(
    html: &mut Html,
    field: &Field<'_>,
    id: &str,
    class: &str,
    upper: &[(Share, i64)],
    lower: &[(Share, i64)],
) {
    if upper.iter().zip(lower).all(|(one, other)| one.1 <= other.1) || upper.len() < 2 {
        return;
    }
    let corner = |(at, cents): &(Share, i64)| {
        let down = Share::WHOLE
            .0
            .saturating_sub(Share::of(*cents, field.highest).0);
        [&of_one(at.0), ",", &of_one(down)].concat()
    };
    let corners: Vec<String> = upper.iter().chain(lower.iter().rev()).map(corner).collect();
    let clip = [("id", id), ("clipPathUnits", "objectBoundingBox")];
    html.tag("clipPath", &clip, |html| {
        html.void("polygon", &[("points", &corners.join(" "))]);
    });
    html.tag(
        "g",
        &[("clip-path", &["url(#", id, ")"].concat())],
        |html| {
            area(html, class, (LEFT, RIGHT), field.top, FIELD);
        },
    );
}

/// Ten-thousandths as a decimal
fn of_one(part: i64) -> String {
    let digits = part.rem_euclid(10_000).saturating_add(10_000).to_string();
    let places = digits.get(1..).unwrap_or("0");
    [&part.div_euclid(10_000).to_string(), ".", places].concat()
}

fn mark(html: &mut Html, field: &Field<'_>, row: i64, anchor: &str, label: &Label) {
    let y = row.saturating_mul(ROW).saturating_add(14);
    let bottom = field.top.saturating_add(FIELD);
    line(
        html,
        label.class,
        (label.at, y.saturating_sub(10)),
        (label.at, bottom),
    );
    let beside = if anchor == "end" { -60 } else { 60 };
    let at = Share(label.at.0.saturating_add(beside));
    let [one, two] = &label.lines;
    word(html, "td-t", (at, y), anchor, one);
    word(html, "td-b", (at, y.saturating_add(16)), anchor, two);
}

/// The ends of runs that meet
fn edges(html: &mut Html, field: &Field<'_>) {
    let row_at = |run: &Run, last: bool| {
        let mut points = field.strand.points.iter().filter(|(at, _)| run.has(*at));
        let found = if last {
            points.next_back()
        } else {
            points.next()
        };
        found.map(|(_, row)| field.hi(row))
    };
    for (run, last) in field
        .strand
        .runs
        .iter()
        .flat_map(|run| [(run, false), (run, true)])
    {
        let edge = if last { run.to } else { run.from };
        if let (Some(edge), Some(cents)) = (edge, row_at(run, last)) {
            let class = if edge.is_here {
                "td-dot"
            } else {
                "td-ring td-ring--curve"
            };
            dot(html, class, (field.x(edge.at), field.y(cents)), "5");
        }
    }
}

/// The value of the case on the curve
fn own_mark(html: &mut Html, field: &Field<'_>, own: Number) {
    let points = &field.strand.points;
    let near = points.iter().rfind(|(at, _)| *at <= own);
    let next = points.iter().find(|(at, _)| *at >= own);
    if let (Some((from, row)), Some((to, other))) = (near, next) {
        let x = field.x(own);
        let part = x.0.saturating_sub(field.x(*from).0);
        let whole = field.x(*to).0.saturating_sub(field.x(*from).0).max(1);
        let (y, end) = (field.y(field.hi(row)), field.y(field.hi(other)));
        let moved = end
            .saturating_sub(y)
            .saturating_mul(part)
            .checked_div(whole);
        let y = y.saturating_add(moved.unwrap_or(0));
        dot(html, "td-dot td-dot--own", (x, y), "6");
    }
}
