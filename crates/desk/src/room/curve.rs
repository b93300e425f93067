//! What if one figure were another: the amount along it, with every threshold exactly where it turns, the value of the
//! case on it, and a table of the same.

mod choose;
mod draw;
mod runs;

use tradeaid_engine::{Curve, Number, Place, Row};

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
        let engine = scene.calculator.engine();
        if let Ok(curve) = engine.what_if(&scene.case.case, chosen.place, None, POINTS) {
            let strands = strands(scene, chosen.place, &curve);
            for (index, strand) in strands.iter().enumerate() {
                strand.show(html, index, index < DRAWN);
            }
        }
    });
}

/// The measures that change along a curve, those with money first
fn strands<'a>(scene: &'a Scene<'a>, place: Place, curve: &Curve) -> Vec<Strand<'a>> {
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
        if changes.any(|changes| changes) {
            strands.push(Strand {
                scene,
                place,
                points,
                runs,
                own,
            });
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
        if self.highest() == 0 {
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
        let Some(at) = self.runs.iter().position(|run| run.has(own)) else {
            return Vec::new();
        };
        let value = self.figure(own);
        let mut said = vec![self.scene.fill("desk.curve.own", &[("value", &value)])];
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
            let gap = own.minus(edge.at);
            let gap = gap.and_then(|gap| {
                if gap.is_negative() {
                    gap.negated()
                } else {
                    Some(gap)
                }
            });
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
