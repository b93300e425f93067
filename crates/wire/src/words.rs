//! The words of the public contract for the engine's enums.

use tradeaid_engine::pack::{Nature, Pick, Word};
use tradeaid_engine::{AmountKind, Format, InputClass, Status, StepKind};

use crate::record::words;

words! {
    /// Whether a support is given
    pub StatusWord for Status {
        Eligible = "eligible",
        NotEligible = "not_eligible",
        Undetermined = "undetermined",
        NotApplicable = "not_applicable",
    }
}

words! {
    /// How an amount is to be read
    pub AmountKindWord for AmountKind {
        Exact = "exact",
        AtMost = "at_most",
        AtLeast = "at_least",
        Range = "range",
        Unknown = "unknown",
        FeeCeiling = "fee_ceiling",
        None = "none",
    }
}

words! {
    /// What kind of good a measure is; only cash is ever added up
    pub NatureWord for Nature {
        Cash = "cash",
        PriceCeiling = "price_ceiling",
        Tax = "tax",
        Service = "service",
    }
}

words! {
    /// Why an input can be open, and who can settle it
    pub ClassWord for InputClass {
        Fact = "fact",
        Parameter = "parameter",
        Reading = "reading",
    }
}

words! {
    /// How an input is written and shown
    pub FormatWord for Format {
        YesNo = "yes_no",
        Count = "count",
        Money = "money",
        Rate = "rate",
        Quantity = "quantity",
        Year = "year",
        Choice = "choice",
        Date = "date",
        Month = "month",
        Text = "text",
        Reference = "reference",
    }
}

words! {
    /// How the amounts of a group become one
    pub PickWord for Pick {
        Highest = "highest",
        Sum = "sum",
    }
}

words! {
    /// What a step of an amount is
    pub StepKindWord for StepKind {
        Floor = "floor",
        Ceiling = "ceiling",
        Cap = "cap",
    }
}

words! {
    /// What the law says of an amount
    pub LawWord for Word {
        Exactly = "exactly",
        AtMost = "at_most",
        AtLeast = "at_least",
        Unspecified = "unspecified",
        FeeCeiling = "fee_ceiling",
    }
}

/// A condition's outcome: `true`, `false`, or `null` while it is open
pub(crate) enum Holds {}

impl crate::record::Describe for Holds {
    fn type_script() -> String {
        "boolean | null".into()
    }
}
