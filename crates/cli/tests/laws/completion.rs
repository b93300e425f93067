//! What a partial case can turn out to be.

use tradeaid_engine::pack::{Domain, InputClass};
use tradeaid_engine::{Date, Format, InputId};

use crate::landmarks::landmarks;
use crate::model::{Model, Said, Span, UNIT, bounds, input, is_override, names};
use crate::tape::Tape;

/// A random completion: everything open gets a value it can have
///
/// What a case is silent on and the pack itself has an answer to stays as it is: that is known already.
pub(crate) fn completed(model: &Model, tape: &mut Tape) -> Model {
    let mut result = model.clone();
    for spot in model.spots() {
        let (id, said) = model.at(spot);
        if said.is_settled() && !matches!(said, Said::Years(_)) {
            continue;
        }
        let declared = input(*id);
        let assumed = declared.class == InputClass::Reading && declared.assumed.is_some();
        if *said == Said::Unknown && (is_override(*id) || assumed) {
            continue;
        }
        let settled = match said {
            Said::Unknown if declared.domain == Domain::Reference => {
                Said::RefersTo(tape.below(model.items.len()))
            }
            Said::Unknown if declared.domain == Domain::Text => Said::Unknown,
            Said::Unknown | Said::Years(_) if declared.yearly => years(*id, said, tape),
            _ => {
                let choices = values(*id, said);
                choices[tape.below(choices.len())].clone()
            }
        };
        result = result.with(spot, settled);
    }
    result
}

fn years(id: InputId, said: &Said, tape: &mut Tape) -> Said {
    let known: &[(i32, Span)] = match said {
        Said::Years(years) => years,
        _ => &[],
    };
    let settled = (2021..=2027)
        .map(|year| {
            let span = known.iter().find(|(listed, _)| *listed == year);
            let said = span.map_or(Said::Unknown, |(_, span)| Said::Number(*span));
            let choices = values(id, &said);
            match &choices[tape.below(choices.len())] {
                Said::Number(span) => (year, *span),
                other => panic!("{other:?} is no figure"),
            }
        })
        .collect();
    Said::Years(settled)
}

/// The values an input can have: all of them where they are few, else those at and around thresholds and ends
pub(crate) fn values(id: InputId, said: &Said) -> Vec<Said> {
    let declared = input(id);
    let mut result = Vec::new();
    if *said == Said::Unknown && declared.may_be_none {
        result.push(Said::None);
    }
    match (&declared.domain, said) {
        (_, Said::None | Said::Truth(_) | Said::RefersTo(_))
        | (Domain::Text | Domain::Reference, _) => result.push(said.clone()),
        (Domain::Truth, _) => result.extend([true, false].map(Said::Truth)),
        (Domain::Choice(count), _) => {
            let open = match said {
                Said::Choice(bits) => *bits,
                _ => u64::MAX,
            };
            let options = (0..*count).map(|option| 1_u64 << option);
            result.extend(options.filter(|bit| open & bit != 0).map(Said::Choice));
        }
        (Domain::Number { .. }, _) => {
            let span = match said {
                Said::Number(span) => *span,
                _ => Span {
                    lo: None,
                    hi: None,
                    currency: None,
                },
            };
            result.extend(numbers(id, span).into_iter().map(|number| {
                Said::Number(Span {
                    currency: span.currency,
                    ..Span::point(number)
                })
            }));
        }
        (Domain::Date, _) => {
            let (lo, hi) = match said {
                Said::Days(lo, hi) => (*lo, *hi),
                _ => (None, None),
            };
            let month = names().inputs[id.index()].format == Format::Month;
            let far = if month { (2199, 12, 1) } else { (2199, 12, 31) };
            let ends = [
                lo.or(Date::from_civil(1900, 1, 1)),
                hi.or(Date::from_civil(far.0, far.1, far.2)),
            ];
            let mut days: Vec<Date> = ends.into_iter().flatten().collect();
            // A rule may ask for the year of one day to be that of another, so every year near is tried.
            days.extend((2020..=2030).filter_map(|year| {
                let first = Date::from_civil(year, 1, 1)?;
                (ends[0] < Some(first) && Some(first) < ends[1]).then_some(first)
            }));
            days.extend(
                landmarks(id).days.iter().filter(|day| {
                    lo.is_none_or(|lo| lo <= **day) && hi.is_none_or(|hi| **day <= hi)
                }),
            );
            result.extend(days.into_iter().map(|day| Said::Days(Some(day), Some(day))));
        }
    }
    result
}

fn numbers(id: InputId, span: Span) -> Vec<i128> {
    let (least, greatest, _) = bounds(id).unwrap();
    let (lo, hi) = (span.lo.unwrap_or(least), span.hi.unwrap_or(greatest));
    let mut numbers = vec![lo, hi];
    if names().inputs[id.index()].format == Format::Year {
        let near = (2020..=2030).map(|year| year * UNIT);
        numbers.extend(near.filter(|year| lo < *year && *year < hi));
    }
    numbers.extend(
        landmarks(id)
            .numbers
            .iter()
            .filter(|n| lo < **n && **n < hi),
    );
    numbers
}
