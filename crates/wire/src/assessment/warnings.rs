//! Which warnings a finding carries.

use tradeaid_engine::pack::Nature;
use tradeaid_engine::{AmountKind, Assessment, Finding, InputClass, InputId, Member};

use crate::calculator::Calculator;
use crate::text::position;

impl Calculator {
    /// The codes of a finding's warnings: the pack's own, then those that follow from the form of the answer
    #[must_use]
    pub fn warnings<'a>(&'a self, answer: &Assessment, finding: &Finding) -> Vec<&'a str> {
        let mut result: Vec<&str> = Vec::new();
        for code in &finding.warnings {
            if let Some(code) = self.names().codes.get(code.index()) {
                result.push(code);
            }
        }
        let row = finding.row;
        if !row.may_pay() {
            return result;
        }
        let kind = row.amount.kind;
        let measure = self.engine().pack().measures.get(row.measure.index());
        let is_price = measure.is_some_and(|measure| measure.nature == Nature::PriceCeiling);
        let (mut lacks_parameter, mut lacks_fact) = (kind == AmountKind::Unknown, false);
        for open in &finding.open {
            match self.class_of(open.input) {
                InputClass::Parameter => lacks_parameter = true,
                InputClass::Fact => lacks_fact = true,
                InputClass::Reading => {}
            }
        }
        let mut add = |code: &'static str, applies: bool| {
            if applies && position(&result, code).is_none() {
                result.push(code);
            }
        };
        add("UPPER_BOUND", kind == AmountKind::AtMost);
        add("LOWER_BOUND", kind == AmountKind::AtLeast);
        add("NOT_CASH", is_price);
        add("PARAMETER_MISSING", lacks_parameter);
        add("FACT_MISSING", lacks_fact);
        add("NO_DOUBLE_PAYMENT", is_received_too(answer, finding));
        result
    }

    /// Who can settle an input
    pub(super) fn class_of(&self, id: InputId) -> InputClass {
        let input = self.engine().pack().input(id);
        input.map_or(InputClass::Fact, |input| input.class)
    }
}

/// Whether support for the same object was received from elsewhere
fn is_received_too(answer: &Assessment, finding: &Finding) -> bool {
    let row = finding.row;
    answer.groups.iter().any(|group| {
        let (mut mine, mut received) = (false, false);
        for (member, _, _) in &group.members {
            mine |= *member == Member::Measure(row.measure);
            received |= matches!(member, Member::Received(_));
        }
        group.item == row.item && mine && received
    })
}
