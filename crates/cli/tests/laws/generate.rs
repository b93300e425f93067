//! Random cases: every input left unknown, or said in one of the ways it can be, near the rules' thresholds.

use tradeaid_engine::pack::{Domain, InputClass};
use tradeaid_engine::{Date, InputId, KindId, Scope};
use tradeaid_wire::KnownCase;

use crate::landmarks::landmarks;
use crate::model::{Listed, Model, Said, Span, bounds, input, inputs, item_id, names, pack};
use crate::support::calculator;
use crate::tape::Tape;
use crate::written::Spelling;

/// How much of a case is known
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fullness {
    /// Some of it, and some of that not exactly
    Partial,
    /// All of it, exactly
    Complete,
}

/// A case that is not refused, from a tape
pub(crate) fn model(tape: &mut Tape, fullness: Fullness) -> Model {
    let silence = match fullness {
        Fullness::Partial => [10, 30, 60][tape.below(3)],
        Fullness::Complete => 0,
    };
    let mut draw = Draw {
        tape,
        silence,
        fullness,
    };
    let said = inputs(Scope::Case)
        .map(|id| (id, draw.said(id, 0)))
        .collect();
    let mut items: Vec<Listed> = Vec::new();
    for _ in 0..=draw.tape.below(3) {
        let kinds = pack().kinds - 1;
        let kind = KindId(u16::try_from(draw.tape.below(usize::from(kinds))).unwrap());
        let listed = draw.item(kind, items.len());
        items.push(listed);
    }
    if draw.tape.chance(40) {
        let support = pack().received.unwrap().kind;
        let listed = draw.item(support, items.len());
        items.push(listed);
    }
    // A case lists its items kind by kind.
    items.sort_by_key(|item| item.kind);
    repaired(Model { said, items })
}

/// Takes back what contradicts something else, until the case is one that is read
fn repaired(mut model: Model) -> Model {
    while let Err(problems) = calculator().read_case(&model.written(Spelling::Plain)) {
        let spots = model.spots();
        let path = &problems[0].path;
        let spot = spots.into_iter().find(|spot| {
            let rest = path.strip_prefix(&model.path(*spot));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        let spot = spot.unwrap_or_else(|| panic!("{problems:?} in {model:?}"));
        model = model.with(spot, Said::Unknown);
    }
    model
}

impl Model {
    /// Where a problem with what is said at a spot is reported
    pub(crate) fn path(&self, spot: crate::model::Spot) -> String {
        let (id, _) = self.at(spot);
        let path = &names().inputs[id.index()].path;
        let Some(item) = spot.item else {
            return path.clone();
        };
        let kind = self.items[item].kind;
        let before = self.items[..item].iter().filter(|other| other.kind == kind);
        let (name, key) = path.split_once('.').unwrap();
        format!("{name}[{}].{key}", before.count())
    }

    /// The case as the product reads it; nothing if it is refused
    pub(crate) fn read(&self) -> Option<KnownCase> {
        calculator().read_case(&self.written(Spelling::Plain)).ok()
    }
}

struct Draw<'t> {
    tape: &'t mut Tape,
    /// In how many of a hundred inputs nothing is said
    silence: usize,
    fullness: Fullness,
}

impl Draw<'_> {
    fn item(&mut self, kind: KindId, earlier: usize) -> Listed {
        let said = inputs(Scope::Item(kind))
            .map(|id| (id, self.said(id, earlier)))
            .collect();
        Listed {
            kind,
            id: item_id(earlier),
            said,
        }
    }

    fn said(&mut self, id: InputId, earlier: usize) -> Said {
        let declared = input(id);
        let derived = crate::model::is_override(id);
        if derived && !self.tape.chance(15) {
            return Said::Unknown;
        }
        if self.tape.chance(self.silence) {
            return Said::Unknown;
        }
        if declared.class == InputClass::Reading
            && self.fullness == Fullness::Partial
            && self.tape.chance(50)
        {
            return if self.tape.chance(50) {
                Said::Open
            } else {
                Said::Unknown
            };
        }
        if declared.may_be_none && self.tape.chance(25) {
            return Said::None;
        }
        // What overrides a derivation is one value: a range would only narrow what is derived.
        let wide = self.fullness == Fullness::Partial && !derived && self.tape.chance(20);
        match &declared.domain {
            Domain::Truth => Said::Truth(!self.tape.chance(40)),
            Domain::Number { .. } if declared.yearly => self.years(id, wide),
            Domain::Number { .. } => Said::Number(self.span(id, wide)),
            Domain::Choice(count) => self.choice(id, *count, wide),
            Domain::Date => {
                let (a, b) = (self.day(id), self.day(id));
                if wide {
                    Said::Days(self.end(a.min(b)), self.end(a.max(b)))
                } else {
                    Said::Days(Some(a), Some(a))
                }
            }
            Domain::Reference if earlier > 0 => Said::RefersTo(self.tape.below(earlier)),
            Domain::Reference | Domain::Text => Said::Unknown,
        }
    }

    fn end<T>(&mut self, value: T) -> Option<T> {
        (!self.tape.chance(20)).then_some(value)
    }

    fn day(&mut self, id: InputId) -> Date {
        self.tape.pick(&landmarks(id).days).unwrap()
    }

    fn choice(&mut self, id: InputId, count: u8, wide: bool) -> Said {
        let wanted: Vec<u8> = (0..count)
            .filter(|option| landmarks(id).options & (1 << option) != 0)
            .collect();
        let all: Vec<u8> = (0..count).collect();
        let mut pick = || {
            let among = if self.tape.chance(70) { &wanted } else { &all };
            1_u64 << self.tape.pick(among).or(self.tape.pick(&all)).unwrap()
        };
        let first = pick();
        Said::Choice(if wide { first | pick() } else { first })
    }

    fn years(&mut self, id: InputId, wide: bool) -> Said {
        let years = (2023..=2026)
            .filter_map(|year| {
                let known = self.fullness == Fullness::Complete || !self.tape.chance(25);
                known.then(|| (year, self.span(id, wide)))
            })
            .collect();
        Said::Years(years)
    }

    fn span(&mut self, id: InputId, wide: bool) -> Span {
        let foreign = names().inputs[id.index()].format == tradeaid_engine::Format::Money
            && self.tape.chance(12);
        let currency = foreign.then(|| self.tape.below(names().currencies.len()));
        let (a, b) = (self.number(id), self.number(id));
        if !wide {
            return Span {
                currency,
                ..Span::point(a)
            };
        }
        Span {
            lo: self.end(a.min(b)),
            hi: self.end(a.max(b)),
            currency,
        }
    }

    /// A landmark, or now and then any number at all
    fn number(&mut self, id: InputId) -> i128 {
        let (lo, hi, step) = bounds(id).unwrap();
        if self.tape.chance(85) {
            return self.tape.pick(&landmarks(id).numbers).unwrap_or(lo);
        }
        let mut drawn = 0;
        for _ in 0..=self.tape.below(4) {
            drawn = drawn * 65_536 + i128::try_from(self.tape.below(65_536)).unwrap();
        }
        lo + (drawn * step) % (hi - lo + step)
    }
}
