//! What if one figure were another: the amount along it, with every threshold exactly where it turns, the value of the
//! case on it, and a table of the same.

mod choose;
mod draw;
mod runs;

use tradeaid_engine::{Curve, Finding, Interval, Number, Place, Row, Status};

use super::card::distance;
use super::{choice, frame};
use crate::html::Html;
use crate::scene::Scene;
use crate::wish::Wish;
use runs::{Run, runs};

/// How many values a curve is drawn through at least
const POINTS: usize = 64;
/// How many measures are drawn; the others stand in the table alone
const DRAWN: usize = 3;

/// One measure along the figure
#[derive(Debug)]
pub(super) struct Strand<'a> {
    scene: &'a Scene<'a>,
    place: Place,
    /// The values, and the row at each
    points: Vec<(Number, Row)>,
    runs: Vec<Run>,
    /// What the case says of the figure, if it is one number
    own: Option<Number>,
}

/// The room
pub(super) fn draw(html: &mut Html, scene: &Scene<'_>, wish: &Wish) {
    let figures = choose::figures(scene);
    let wanted = wish.get("figure");
    let chosen = figures.iter().find(|figure| figure.token == wanted);
    let Some(chosen) = chosen.or(figures.first()) else {
        return frame(html, scene, wish, "curve", |html| {
            html.line("p", &[("class", "ta-gap-m")], &scene.own("desk.curve.none"));
        });
    };
    frame(html, scene, wish, "curve", |html| {
        let options: Vec<(&str, &str)> = figures
            .iter()
            .map(|figure| (figure.token.as_str(), figure.label.as_str()))
            .collect();
        let label = scene.own("desk.curve.figure");
        choice(html, &label, "figure", &options, &chosen.token);
        for (index, strand) in strands(scene, chosen.place).iter().enumerate() {
            strand.show(html, index, index < DRAWN);
        }
    });
}

/// How far the figures of a finding that applies are from where it would no longer, nearest measures first
pub(super) fn nearest_limits(scene: &Scene<'_>, finding: &Finding, most: usize) -> Vec<String> {
    let mut said = Vec::new();
    for figure in choose::figures_of(scene, finding) {
        for strand in strands(scene, figure.place) {
            let row = strand.points.first().map(|(_, row)| *row);
            let is_own = row.is_some_and(|row| {
                row.measure == finding.row.measure && row.item == finding.row.item
            });
            if is_own && strand.own.is_some() {
                let limits = strand.limits(Some(Status::Eligible));
                said.extend(limits.iter().map(|limit| {
                    scene.fill("observed", &[("label", &figure.label), ("value", limit)])
                }));
            }
        }
    }
    said.truncate(most);
    said
}

/// The curve along a figure, up to a round end
fn curve(scene: &Scene<'_>, place: Place) -> Option<Curve> {
    let engine = scene.calculator.engine();
    let case = &scene.case.case;
    let short = engine.what_if(case, place, None, 2).ok()?;
    let ends = short.points.first().zip(short.points.last())?;
    let lo = ends.0.at.value.number().as_point()?;
    let hi = rounded(ends.1.at.value.number().as_point()?);
    engine
        .what_if(case, place, Some(Interval { lo, hi }), POINTS)
        .ok()
}

/// A number down to its first two digits
fn rounded(number: Number) -> Number {
    let ten = Number::from(10);
    let mut step = Number::ONE;
    // As far down as a rate can have places.
    for _ in 0..8 {
        match step.over(ten) {
            Some(less) if number < step => step = less,
            _ => break,
        }
    }
    while let Some(next) = step.times(ten).filter(|next| *next <= number) {
        step = next;
    }
    let step = step.over(ten).unwrap_or(step);
    let down = number.floor_to(step).filter(|down| !down.is_zero());
    down.unwrap_or(number)
}

/// The measures that change along a curve, those with money first
fn strands<'a>(scene: &'a Scene<'a>, place: Place) -> Vec<Strand<'a>> {
    let Some(curve) = curve(scene, place) else {
        return Vec::new();
    };
    let count = curve.points.first().map_or(0, |point| point.rows.len());
    let own = scene.point(place);
    let mut strands = Vec::new();
    for index in 0..count {
        let mut points = Vec::new();
        for point in &curve.points {
            let at = point.at.value.number().as_point();
            points.extend(at.zip(point.rows.get(index).copied()));
        }
        let step = scene.step(place);
        let runs = runs(&points, step);
        let changes = points.iter().zip(points.iter().skip(1));
        let mut changes = changes.map(|((_, before), (_, row))| before != row);
        let is_shown = points.first().is_some_and(|(_, row)| scene.shows(row));
        if !is_shown || !changes.any(|changes| changes) {
            continue;
        }
        let strand = Strand {
            scene,
            place,
            points,
            runs,
            own,
        };
        if strand.highest() > 0 || strand.turns() {
            strands.push(strand);
        }
    }
    strands.sort_by_key(|strand| strand.highest() == 0);
    strands
}

impl Strand<'_> {
    /// The highest amount, in hundredths
    fn highest(&self) -> i64 {
        let amounts = self.points.iter().map(|(_, row)| row.amount);
        amounts
            .map(|amount| amount.hi.unwrap_or(amount.lo))
            .max()
            .unwrap_or(0)
    }

    /// Whether a status turns along it
    fn turns(&self) -> bool {
        let mut pairs = self.runs.iter().zip(self.runs.iter().skip(1));
        pairs.any(|(one, other)| one.status != other.status)
    }

    fn figure(&self, number: Number) -> String {
        let name = self.scene.voice.input(self.place.open.input);
        name.map_or(String::new(), |(_, name)| {
            self.scene.voice.in_sentences().number(name, number)
        })
    }

    fn label(&self) -> String {
        self.scene
            .voice
            .label(self.place.open.input, self.place.open.year)
    }

    fn show(&self, html: &mut Html, index: usize, is_drawn: bool) {
        let Some((_, row)) = self.points.first() else {
            return;
        };
        let title = self.scene.row_title(row);
        html.tag(
            "div",
            &[("class", "td-strand"), ("data-key", &title)],
            |html| {
                html.line("p", &[("class", "ta-h4")], &title);
                html.tag("div", &[("class", "td-both")], |html| {
                    html.tag("div", &[], |html| {
                        if is_drawn && self.highest() > 0 {
                            draw::draw(html, self, index);
                        }
                    });
                    html.tag("div", &[], |html| {
                        self.table(html);
                        for sentence in self.sentences() {
                            html.line("p", &[("class", "ta-note ta-gap-s")], &sentence);
                        }
                        let provision = self.scene.pack.measures.get(row.measure.index());
                        if let Some(measure) = provision {
                            self.scene.cite(html, measure.provision);
                        }
                    });
                });
            },
        );
    }

    fn table(&self, html: &mut Html) {
        let heads = [
            self.label(),
            self.own_word("status"),
            self.own_word("amount"),
        ];
        let caption = self.own_word("table");
        html.table(
            "td-table",
            &caption,
            &heads.each_ref().map(String::as_str),
            |html| {
                for run in &self.runs {
                    let is_mine = self.own.is_some_and(|own| run.has(own));
                    let class: &[(&'static str, &str)] = if is_mine {
                        &[("class", "is-mine")]
                    } else {
                        &[]
                    };
                    html.tag("tr", class, |html| {
                        html.line("th", &[("scope", "row")], &self.range(run));
                        html.line("td", &[], &self.scene.status(run.status));
                        html.line("td", &[], &self.amount(run));
                    });
                }
            },
        );
    }

    fn own_word(&self, key: &str) -> String {
        self.scene.own(&["desk.curve.", key].concat())
    }

    /// The values of a run: `不超过3,000万美元`
    fn range(&self, run: &Run) -> String {
        let from = run.from.map(|edge| {
            let key = if edge.is_here {
                "desk.curve.from"
            } else {
                "desk.curve.above"
            };
            self.scene.fill(key, &[("at", &self.figure(edge.at))])
        });
        let to = run.to.map(|edge| {
            let key = if edge.is_here {
                "desk.curve.up_to"
            } else {
                "desk.curve.below"
            };
            self.scene.fill(key, &[("at", &self.figure(edge.at))])
        });
        match (from, to) {
            (None, None) => self.own_word("any"),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(from), Some(to)) => self
                .scene
                .fill("desk.curve.range", &[("from", &from), ("to", &to)]),
        }
    }

    /// What is given along a run
    fn amount(&self, run: &Run) -> String {
        let mut rows = self
            .points
            .iter()
            .filter(|(at, _)| run.has(*at))
            .map(|(_, row)| row);
        let (Some(first), last) = (rows.next(), rows.next_back()) else {
            return String::new();
        };
        let last = last.unwrap_or(first);
        let one = self.scene.row_amount(first);
        let other = self.scene.row_amount(last);
        match (one, other) {
            (Some(one), Some(other)) if one != other => self
                .scene
                .fill("desk.curve.moving", &[("from", &one), ("to", &other)]),
            (Some(one), _) => one,
            (None, _) => self.own_word("nothing"),
        }
    }

    /// What comes of a run: its status, and the amount where it is about money
    fn outcome(&self, run: &Run) -> String {
        let status = self.scene.status(run.status);
        if self.highest() == 0 || run.status == Status::NotEligible {
            return status;
        }
        self.scene.fill(
            "desk.curve.outcome",
            &[("status", &status), ("amount", &self.amount(run))],
        )
    }

    /// How far the value of the case is from the thresholds around it
    fn sentences(&self) -> Vec<String> {
        let Some(own) = self.own else {
            return vec![self.own_word("unknown")];
        };
        let value = self.figure(own);
        let mut said = vec![self.scene.fill("desk.curve.own", &[("value", &value)])];
        said.extend(self.limits(None));
        said
    }

    /// How far the value of the case is from the thresholds around it, beyond which another status is than this one
    fn limits(&self, other_than: Option<Status>) -> Vec<String> {
        let Some(own) = self.own else {
            return Vec::new();
        };
        let mut said = Vec::new();
        let Some(at) = self.runs.iter().position(|run| run.has(own)) else {
            return Vec::new();
        };
        let here = self.runs.get(at);
        let near = [
            (
                here.and_then(|run| run.from),
                at.checked_sub(1),
                "desk.curve.down",
            ),
            (
                here.and_then(|run| run.to),
                at.checked_add(1),
                "desk.curve.up",
            ),
        ];
        for (edge, beyond, key) in near {
            let beyond = beyond.and_then(|beyond| self.runs.get(beyond));
            let Some((edge, beyond)) = edge.zip(beyond) else {
                continue;
            };
            if other_than == Some(beyond.status) {
                continue;
            }
            let gap = distance(own, edge.at);
            let key = if gap.is_some() { key } else { "desk.curve.on" };
            let gap = gap.map_or(String::new(), |gap| self.figure(gap));
            let fillings = [
                ("at", self.figure(edge.at)),
                ("gap", gap),
                ("range", self.range(beyond)),
                ("outcome", self.outcome(beyond)),
            ];
            let fillings = fillings
                .each_ref()
                .map(|(name, text)| (*name, text.as_str()));
            said.push(self.scene.fill(key, &fillings));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, rounded};

    #[test]
    fn an_end_has_two_digits() {
        for (number, round) in [
            ("60000000.02", "60000000"),
            ("7721", "7700"),
            ("0.06900002", "0.069"),
            ("1", "1"),
            ("0", "0"),
        ] {
            let number = Number::parse(number).unwrap();
            assert_eq!(rounded(number), Number::parse(round).unwrap());
        }
    }
}
