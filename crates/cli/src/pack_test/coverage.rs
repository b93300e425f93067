//! Which conditions of which measures the tests have seen both hold and fail.

use tradeaid_engine::{Finding, Pack, Truth};
use tradeaid_wire::Calculator;

use crate::texts::Texts;

/// What has been seen of one condition
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    holding: bool,
    failing: bool,
}

impl Seen {
    const fn is_whole(self) -> bool {
        self.holding && self.failing
    }
}

/// What has been seen of every condition, by measure
#[derive(Debug)]
pub(crate) struct Coverage(Vec<Vec<Seen>>);

impl Coverage {
    /// Nothing has been seen yet
    pub(super) fn of(pack: &Pack) -> Self {
        let conditions = pack.measures.iter().map(|measure| measure.conditions.len());
        Self(
            conditions
                .map(|count| vec![Seen::default(); count])
                .collect(),
        )
    }

    /// Notes what a row's conditions came to
    pub(super) fn note(&mut self, finding: &Finding) {
        let Some(measure) = self.0.get_mut(finding.row.measure.index()) else {
            return;
        };
        for (seen, reason) in measure.iter_mut().zip(&finding.reasons) {
            seen.holding |= reason.holds == Truth::True;
            seen.failing |= reason.holds == Truth::False;
        }
    }

    /// How many conditions were seen both ways, and how many there are
    pub(crate) fn counts(&self) -> (usize, usize) {
        let all = self.0.iter().flatten();
        (
            all.clone().filter(|seen| seen.is_whole()).count(),
            all.count(),
        )
    }

    /// A line for each condition that was not seen both ways
    pub(crate) fn missing(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let (pack, names) = (calculator.engine().pack(), calculator.names());
        let measures = self.0.iter().zip(&pack.measures).zip(&names.measures);
        let mut lines = Vec::new();
        for ((seen, measure), name) in measures {
            for (seen, condition) in seen
                .iter()
                .zip(&measure.conditions)
                .filter(|(seen, _)| !seen.is_whole())
            {
                let missing = match (seen.holding, seen.failing) {
                    (false, false) => "test.missing.both",
                    (false, _) => "test.missing.true",
                    _ => "test.missing.false",
                };
                let key = names
                    .texts
                    .get(condition.text.index())
                    .map_or("", String::as_str);
                let sentence = calculator.text(texts.language().tag(), key).unwrap_or(key);
                let provision = names.provisions.get(condition.provision.index());
                lines.push(texts.say(
                    "test.uncovered",
                    &[
                        ("measure", &name.id),
                        (
                            "provision",
                            provision.map_or("", |provision| &provision.pinpoint),
                        ),
                        ("sentence", sentence),
                        ("missing", texts.get(missing)),
                    ],
                ));
            }
        }
        lines
    }
}
