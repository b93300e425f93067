//! Blind to order and spelling: what is said counts, not how.

use proptest::prelude::{prop_assert, prop_assert_eq};
use tradeaid_engine::pack::Domain;
use tradeaid_engine::{Row, Wanted};
use tradeaid_wire::KnownCase;

use crate::completion::values;
use crate::laws::Outcome;
use crate::model::{Model, Said, input};
use crate::support::calculator;
use crate::tape::Tape;
use crate::written::Spelling;

/// The same case in another spelling has the same id and the same answer to the byte; another case has another id;
/// items in another order have the same rows.
pub(crate) fn order(model: &Model, tape: &mut Tape) -> Outcome {
    let calculator = calculator();
    let wanted = Wanted {
        trace: true,
        questions: 3,
    };
    let written = |spelling| {
        let case = calculator.read_case(&model.written(spelling)).unwrap();
        let answer = calculator.assess(&case, wanted).ok()?;
        Some((
            calculator.result_id(&case),
            calculator.write_assessment(&case, &answer, wanted),
        ))
    };
    let Some((id, plain)) = written(Spelling::Plain) else {
        return Ok(());
    };
    prop_assert_eq!(written(Spelling::Otherwise), Some((id.clone(), plain)));

    for spot in model.spots() {
        let (input_id, said) = model.at(spot);
        let list = values(*input_id, &Said::Unknown);
        let other = list[tape.below(list.len())].clone();
        let unsaid = matches!(input(*input_id).domain, Domain::Reference | Domain::Text);
        if other == *said || unsaid || input(*input_id).yearly {
            continue;
        }
        // Another way of saying the same, such as a range of one value, is no other case.
        let changed = model.with(spot, other).read();
        if let Some((case, base)) = changed.zip(model.read())
            && case.case != base.case
        {
            prop_assert!(
                calculator.result_id(&case) != id,
                "another {input_id:?}, the same id"
            );
        }
    }

    let mut turned = model.clone();
    turned.items.reverse();
    turned.items.sort_by_key(|item| item.kind);
    let (Some(one), Some(two)) = (model.read(), turned.read()) else {
        return Ok(());
    };
    let (Ok(first), Ok(second)) = (
        calculator.assess(&one, wanted),
        calculator.assess(&two, wanted),
    ) else {
        return Ok(());
    };
    prop_assert_eq!(first.total, second.total);
    for finding in &first.findings {
        let name = |case: &KnownCase, row: &Row| row.item.map(|item| case.item_id(item).to_owned());
        let same = second.findings.iter().find(|other| {
            other.row.measure == finding.row.measure
                && name(&two, &other.row) == name(&one, &finding.row)
        });
        prop_assert_eq!(
            same.map(|same| (same.row.status, same.row.amount)),
            Some((finding.row.status, finding.row.amount))
        );
    }
    Ok(())
}
