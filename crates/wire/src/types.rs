//! The records of the public contract: what an assessment and a pack's description look like as JSON.
//!
//! Each record is one definition from which both the JSON and the TypeScript type are made.

use crate::record::{Entries, OrNull, Raw, record};
use crate::words::{
    AmountKindWord, ClassWord, FormatWord, Holds, NatureWord, PickWord, StatusWord, StepKindWord,
};

record! {
    /// What follows from a case
    pub struct Assessment<'a> {
        /// The version of this form: 1
        v: i32,
        /// The pack that answered
        pack: PackReference<'a>,
        /// The engine's version
        engine: &'a str,
        /// The day of assessment
        as_of: OrNull<String>,
        /// A digest of the canonical case, the pack and the engine: equal wherever the same is asked
        result_id: String,
        /// What the pack derived from the case, by input
        derived: Entries<DerivedAnswer<'a>>,
        /// One answer for each measure and item
        measures: Vec<MeasureAnswer<'a>>,
        /// Measures that support the same object, of which the highest counts
        groups: Vec<GroupAnswer<'a>>,
        /// What all cash comes to
        totals: Totals<'a>,
        /// What to ask next, best first
        questions: Vec<QuestionAnswer<'a>>,
    }
}

record! {
    /// Which pack answered
    pub struct PackReference<'a> {
        /// Its id
        id: &'a str,
        /// Its version
        version: &'a str,
        /// The SHA-256 of its checked form
        digest: &'a str,
        /// The days its document is in force, both included
        valid: OrNull<Span>,
    }
}

record! {
    /// A span of days, both ends included
    pub struct Span {
        /// The first day
        from: String,
        /// The last day
        to: String,
    }
}

record! {
    /// One measure's answer, for one item or for the enterprise
    pub struct MeasureAnswer<'a> {
        /// The measure
        id: &'a str,
        /// The provision that gives it
        provision: &'a str,
        /// The item it is about; absent for what concerns the enterprise
        item: Option<&'a str>,
        /// Whether the support is given
        status: StatusWord,
        /// How much
        amount: AmountAnswer<'a>,
        /// What kind of good it is
        nature: NatureWord,
        /// What leaves the answer open
        open: Vec<OpenAnswer<'a>>,
        /// The readings that were assumed
        assumptions: Vec<AssumptionAnswer<'a>>,
        /// Codes of warnings; their texts are in the pack
        warnings: Vec<&'a str>,
        /// Its leaf conditions
        reasons: Vec<ReasonAnswer<'a>>,
        /// Figures beside the amount
        figures: Vec<FigureAnswer<'a>>,
        /// Whether the bounds are as narrow as the open inputs allow
        tight: bool,
        /// The ids of the authorities in charge
        authorities: Vec<&'a str>,
        /// How it is obtained: `apply`, `automatic`, `via_bank` or `via_single_window`
        how: &'a str,
        /// The steps of the amount, when a trace was asked for
        trace: Option<Vec<StepAnswer<'a>>>,
    }
}

record! {
    /// An amount of money: decimal strings in the main unit, two decimals
    pub struct AmountAnswer<'a> {
        /// How to read it
        kind: AmountKindWord,
        /// Never less than this
        min: Option<String>,
        /// Never more than this; absent where there is no bound
        max: Option<String>,
        /// The currency
        currency: &'a str,
    }
}

record! {
    /// One thing that leaves an answer open
    pub struct OpenAnswer<'a> {
        /// The input; absent for discretion
        input: Option<&'a str>,
        /// The year, for a yearly figure
        year: Option<String>,
        /// `fact`, `parameter`, `reading` or `discretion`
        class: &'a str,
        /// The provision that leaves discretion
        provision: Option<&'a str>,
    }
}

record! {
    /// A reading that the case did not settle and the pack assumes
    pub struct AssumptionAnswer<'a> {
        /// The reading
        reading: &'a str,
        /// What was taken
        taken: &'a str,
        /// Whether another reading would change the status or the bounds
        changes_result: bool,
        /// The provision whose sentence is read
        provision: Option<&'a str>,
    }
}

record! {
    /// One leaf condition and what became of it
    pub struct ReasonAnswer<'a> {
        /// The key of its sentence
        text_key: &'a str,
        /// Whether it holds; null while it is open
        holds: Holds,
        /// The provision it rests on
        provision: &'a str,
        /// What it looked at, by input
        inputs: Entries<Raw>,
        /// Whether the status turns on it
        decides: bool,
    }
}

record! {
    /// A figure beside the amount
    pub struct FigureAnswer<'a> {
        /// The key of its name
        text_key: &'a str,
        /// The provision it rests on
        provision: &'a str,
        /// At least this much
        min: Option<String>,
        /// At most this much
        max: Option<String>,
    }
}

record! {
    /// One step of an amount
    pub struct StepAnswer<'a> {
        /// What the step sets
        kind: StepKindWord,
        /// The key of the sentence that says how it is reckoned
        text_key: Option<&'a str>,
        /// The provision it rests on
        provision: &'a str,
        /// At least this much, unrounded
        min: Option<String>,
        /// At most this much, unrounded
        max: Option<String>,
        /// What it looked at, by input
        inputs: Entries<Raw>,
    }
}

record! {
    /// What the pack derived for an input
    pub struct DerivedAnswer<'a> {
        /// What it came to, in the form a case has
        value: Raw,
        /// The provision it rests on
        provision: &'a str,
        /// Whether the case gave it itself
        given: bool,
        /// What the derivation looked at, by input
        steps: Entries<Raw>,
    }
}

record! {
    /// Measures that support the same object
    pub struct GroupAnswer<'a> {
        /// The group
        id: &'a str,
        /// The item; absent for a limit over several items
        item: Option<&'a str>,
        /// How the members become one amount
        pick: PickWord,
        /// The provision it rests on
        provision: &'a str,
        /// Who is in it
        members: Vec<MemberAnswer<'a>>,
        /// The member that surely counts
        winner: OrNull<&'a str>,
        /// What the group comes to
        amount: AmountAnswer<'a>,
    }
}

record! {
    /// A member of a group
    pub struct MemberAnswer<'a> {
        /// The measure, or the item that lists support received from elsewhere
        id: &'a str,
        /// Whether it was received from elsewhere
        received: bool,
        /// Never less than this
        min: String,
        /// Never more than this
        max: Option<String>,
    }
}

record! {
    /// What adds up
    pub struct Totals<'a> {
        /// All cash; price ceilings, taxes and services never enter it
        cash: CashTotal<'a>,
    }
}

record! {
    /// What all cash comes to
    pub struct CashTotal<'a> {
        /// Never less than this
        min: String,
        /// Never more than this; absent where one part has no bound
        max: Option<String>,
        /// The currency
        currency: &'a str,
        /// Whether every part has a figure of its own
        complete: bool,
    }
}

record! {
    /// An open fact worth asking for
    pub struct QuestionAnswer<'a> {
        /// The input
        input: &'a str,
        /// The item it is about
        item: OrNull<&'a str>,
        /// The year, for a yearly figure
        year: Option<String>,
        /// By how much the bounds narrow, on average over the outcomes
        gain: String,
        /// The measures that every answer settles
        resolves: Vec<&'a str>,
        /// What follows from which answer
        outcomes: Vec<OutcomeAnswer>,
    }
}

record! {
    /// Answers that lead to the same statuses
    pub struct OutcomeAnswer {
        /// The answers: `{equals}`, `{any_of}` or `{min, max}`
        when: Entries<Raw>,
        /// The statuses that depend on the answer
        then: Entries<StatusWord>,
    }
}

record! {
    /// What a pack is and what it can be asked
    pub struct PackDescription<'a> {
        /// Its id
        id: &'a str,
        /// Its version
        version: &'a str,
        /// The SHA-256 of its checked form
        digest: &'a str,
        /// The days its document is in force, both included
        valid: OrNull<Span>,
        /// Its title, by language
        title: Entries<String>,
        /// The inputs a case may have
        inputs: Vec<InputDescription<'a>>,
        /// The measures it answers
        measures: Vec<MeasureDescription<'a>>,
        /// The provisions it rests on
        provisions: Vec<ProvisionDescription<'a>>,
    }
}

record! {
    /// An input a case may have
    pub struct InputDescription<'a> {
        /// Where a case writes it
        path: &'a str,
        /// The kind of item it belongs to; absent at the case level
        kind: Option<&'a str>,
        /// How it is written
        format: FormatWord,
        /// Who can settle it
        class: ClassWord,
        /// The currency or unit
        unit: Option<&'a str>,
        /// The options of a choice
        options: Option<Vec<&'a str>>,
        /// The least allowed
        min: Option<String>,
        /// The greatest allowed
        max: Option<String>,
        /// The distance of two neighbouring values
        step: Option<String>,
        /// Whether it may be `"none"`
        none: bool,
        /// Whether it is a figure for each year
        yearly: bool,
        /// The theme it is grouped under
        theme: Option<&'a str>,
        /// The option that is assumed when a case does not say
        assumed: Option<&'a str>,
        /// Where the pack's own values come from
        sources: Option<Vec<&'a str>>,
    }
}

record! {
    /// A measure
    pub struct MeasureDescription<'a> {
        /// Its id
        id: &'a str,
        /// The provision that gives it
        provision: &'a str,
        /// The kind of item it is about; absent for the enterprise
        kind: Option<&'a str>,
        /// What kind of good it is
        nature: NatureWord,
        /// How it is obtained
        how: &'a str,
        /// The authorities in charge
        authorities: Vec<&'a str>,
        /// The theme it is grouped under
        theme: &'a str,
    }
}

record! {
    /// A provision
    pub struct ProvisionDescription<'a> {
        /// Its pinpoint
        pinpoint: &'a str,
        /// Its class: `MC` `MP` `ES` `TC` `KPI` `GD` `RULE`, or `EXT` outside the document
        class: &'a str,
        /// Where a rule outside the document comes from
        source: Option<&'a str>,
    }
}
