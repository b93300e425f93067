//! What the tests of a pack have seen: each rule and each leaf condition come out both ways, each row of a table
//! count, and each reading taken every way.

use tradeaid_engine::{
    Case, Choices, Finding, InputId, Node, Pack, Scope, Status, TableId, Truth, Workspace,
    counting_row,
};
use tradeaid_wire::Calculator;

use crate::texts::Texts;

/// What has been seen of something that holds or fails
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

/// The parts of a pack that tests are held against
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Measures, given and refused
    Rules,
    /// Leaf conditions, holding and failing
    Conditions,
    /// Rows of decision tables, counting
    Rows,
    /// Options of readings, taken
    Readings,
}

impl Part {
    const ALL: [Self; 4] = [Self::Rules, Self::Conditions, Self::Rows, Self::Readings];

    const fn key(self) -> &'static str {
        match self {
            Self::Rules => "test.coverage.rules",
            Self::Conditions => "test.coverage.conditions",
            Self::Rows => "test.coverage.rows",
            Self::Readings => "test.coverage.readings",
        }
    }
}

/// What one test looks at
pub(super) struct LookedAt<'a> {
    /// The case that was answered
    pub(super) case: &'a Case,
    /// The row the test is about
    pub(super) finding: Option<&'a Finding>,
    /// The derived inputs it expects, each with its value
    pub(super) derived: &'a [(String, String)],
}

/// What has been seen of a pack
#[derive(Debug)]
pub(crate) struct Coverage {
    /// By measure; none where nothing can fail
    rules: Vec<Option<Seen>>,
    /// By measure and condition
    conditions: Vec<Vec<Seen>>,
    /// By table: the input it derives and its rows
    tables: Vec<(InputId, Vec<bool>)>,
    /// The options of each reading, and those that were taken
    readings: Vec<(InputId, Choices, Choices)>,
}

impl Coverage {
    /// Nothing has been seen yet
    pub(super) fn of(pack: &Pack) -> Self {
        let measures = pack.measures.iter();
        let readings = pack.inputs_of(Scope::Case).filter_map(|(id, input)| {
            let options = input.domain.unknown()?.choices();
            (input.class == tradeaid_engine::InputClass::Reading).then_some((
                id,
                options,
                Choices::NONE,
            ))
        });
        let tables = pack.derivations.iter().map(|derivation| {
            let rows = table_of(pack, derivation.node).and_then(|id| pack.tables.get(id.index()));
            let rows = rows.map_or(0, |table| table.rows.len());
            (derivation.input, vec![false; rows])
        });
        Self {
            rules: measures
                .clone()
                .map(|measure| (!measure.conditions.is_empty()).then(Seen::default))
                .collect(),
            conditions: measures
                .map(|measure| vec![Seen::default(); measure.conditions.len()])
                .collect(),
            tables: tables.collect(),
            readings: readings.collect(),
        }
    }

    /// Notes what a test saw
    pub(super) fn note(&mut self, calculator: &Calculator, test: &LookedAt<'_>) {
        if let Some(finding) = test.finding {
            let pack = calculator.engine().pack();
            self.note_rule(pack, finding);
            self.note_readings(pack, test.case, finding);
        }
        self.note_rows(calculator, test);
    }

    /// What only encourages is never eligible: with nothing open, its conditions hold unless it is refused.
    fn note_rule(&mut self, pack: &Pack, finding: &Finding) {
        let measure = finding.row.measure.index();
        if let Some(Some(seen)) = self.rules.get_mut(measure) {
            let entitles = pack.measures.get(measure).is_some_and(|of| of.entitles);
            seen.holding |= match finding.row.status {
                Status::Eligible => true,
                Status::Undetermined => !entitles && finding.open.is_empty(),
                _ => false,
            };
            seen.failing |= finding.row.status == Status::NotEligible;
        }
        let conditions = self.conditions.get_mut(measure).into_iter().flatten();
        for (seen, reason) in conditions.zip(&finding.reasons) {
            seen.holding |= reason.holds == Truth::True;
            seen.failing |= reason.holds == Truth::False;
        }
    }

    /// A reading counts as taken where it can bear on the measure that the test is about.
    fn note_readings(&mut self, pack: &Pack, case: &Case, finding: &Finding) {
        let measure = pack.measures.get(finding.row.measure.index());
        let bearing = measure.map_or(&[][..], |measure| &measure.readings);
        for (id, _, taken) in &mut self.readings {
            if !bearing.contains(id) {
                continue;
            }
            let assumed = finding
                .assumptions
                .iter()
                .find(|known| known.reading == *id);
            let known = pack.input(*id).and_then(|input| case.known(input, None));
            let given = known.filter(|known| known.given);
            let way = match (assumed, given) {
                (Some(assumed), _) => assumed.taken,
                (None, Some(known)) => known.value.choices(),
                (None, None) => continue,
            };
            if let Some(option) = way.as_point() {
                *taken = taken.union(Choices::one(option));
            }
        }
    }

    /// A row counts as seen where the test expects what it gives, or is about a measure that rests on it.
    fn note_rows(&mut self, calculator: &Calculator, test: &LookedAt<'_>) {
        let (engine, names) = (calculator.engine(), calculator.names());
        let pack = engine.pack();
        let cone = test
            .finding
            .map_or(&[][..], |finding| engine.cone(finding.row.measure));
        for (derivation, (input, rows)) in pack.derivations.iter().zip(&mut self.tables) {
            let path = names.inputs.get(input.index()).map(|input| &input.path);
            let is_expected = test.derived.iter().any(|(known, _)| Some(known) == path);
            let Some(declared) = pack.input(*input) else {
                continue;
            };
            if !is_expected && !cone.contains(&derivation.node) {
                continue;
            }
            let mut pass = Workspace::new(pack);
            pass.run_case(pack, test.case);
            let item = match declared.scope {
                Scope::Case => None,
                Scope::Item(_) => {
                    let item = test.finding.and_then(|finding| finding.row.item);
                    let Some(item) = item.and_then(|id| test.case.items.get(id.index())) else {
                        continue;
                    };
                    pass.run_item(pack, test.case, item);
                    Some(item)
                }
            };
            // What the case gives stands against the table.
            let known = test.case.known(declared, item);
            let row = table_of(pack, derivation.node)
                .filter(|_| known.is_some_and(|known| !known.given))
                .and_then(|table| counting_row(pack, &pass, table));
            if let Some(seen) = row.and_then(|row| rows.get_mut(row)) {
                *seen = true;
            }
        }
    }

    /// How much of a part was seen, and how much there is
    pub(crate) fn counts(&self, part: Part) -> (usize, usize) {
        match part {
            Part::Rules => count(self.rules.iter().flatten().map(|seen| seen.is_whole())),
            Part::Conditions => count(self.conditions.iter().flatten().map(|seen| seen.is_whole())),
            Part::Rows => count(
                self.tables
                    .iter()
                    .flat_map(|(_, rows)| rows.iter().copied()),
            ),
            Part::Readings => {
                let ways = self
                    .readings
                    .iter()
                    .map(|(_, options, taken)| (taken.iter().count(), options.iter().count()));
                ways.fold((0, 0), |(seen, all), (taken, options)| {
                    (seen + taken, all + options)
                })
            }
        }
    }

    /// Whether everything was seen
    pub(super) fn is_whole(&self) -> bool {
        Part::ALL.into_iter().all(|part| {
            let (seen, all) = self.counts(part);
            seen == all
        })
    }

    /// A line for each part of the pack that has anything to see
    pub(super) fn in_words(&self, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for part in Part::ALL {
            let (covered, all) = self.counts(part);
            let (covered, all) = (covered.to_string(), all.to_string());
            lines.push(texts.say(part.key(), &[("covered", &covered), ("all", &all)]));
        }
        lines
    }

    /// A line for each thing that no test has seen whole
    pub(crate) fn missing(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let mut lines = self.missing_rules(calculator, texts);
        lines.extend(self.missing_conditions(calculator, texts));
        lines.extend(self.missing_rows(calculator, texts));
        lines.extend(self.missing_readings(calculator, texts));
        lines
    }

    fn missing_rules(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let rules = self.rules.iter().zip(&calculator.names().measures);
        let missing = rules.filter_map(|(seen, name)| {
            let missing = match seen.filter(|seen| !seen.is_whole())? {
                Seen { holding: true, .. } => "test.missing.refused",
                Seen { failing: true, .. } => "test.missing.given",
                Seen { .. } => "test.missing.either",
            };
            let fillings = [
                ("measure", name.id.as_str()),
                ("missing", texts.get(missing)),
            ];
            Some(texts.say("test.uncovered.rule", &fillings))
        });
        missing.collect()
    }

    fn missing_conditions(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let (pack, names) = (calculator.engine().pack(), calculator.names());
        let measures = self
            .conditions
            .iter()
            .zip(&pack.measures)
            .zip(&names.measures);
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
                let provision = provision.map_or("", |provision| &provision.pinpoint);
                let fillings = [
                    ("measure", name.id.as_str()),
                    ("provision", provision),
                    ("sentence", sentence),
                    ("missing", texts.get(missing)),
                ];
                lines.push(texts.say("test.uncovered", &fillings));
            }
        }
        lines
    }

    fn missing_rows(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for (input, rows) in &self.tables {
            let named = calculator.names().inputs.get(input.index());
            let path = named.map_or("", |input| &input.path);
            for (row, _) in rows.iter().enumerate().filter(|(_, seen)| !**seen) {
                let row = (row + 1).to_string();
                lines.push(texts.say("test.uncovered.row", &[("input", path), ("row", &row)]));
            }
        }
        lines
    }

    fn missing_readings(&self, calculator: &Calculator, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        for (input, options, taken) in &self.readings {
            let Some(named) = calculator.names().inputs.get(input.index()) else {
                continue;
            };
            for option in options.without(*taken).iter() {
                let option = named.options.get(usize::from(option));
                let option = option.map_or("", String::as_str);
                let fillings = [("reading", named.path.as_str()), ("option", option)];
                lines.push(texts.say("test.uncovered.reading", &fillings));
            }
        }
        lines
    }
}

/// How many of some things were seen, and how many there are
fn count(seen: impl Iterator<Item = bool>) -> (usize, usize) {
    seen.fold((0, 0), |(whole, all), seen| {
        (whole + usize::from(seen), all + 1)
    })
}

/// The table behind a derived input
fn table_of(pack: &Pack, derivation: tradeaid_engine::NodeId) -> Option<TableId> {
    let Some(Node::Derived { from, .. }) = pack.node(derivation) else {
        return None;
    };
    match pack.node(*from) {
        Some(Node::Table(table)) => Some(*table),
        _ => None,
    }
}
