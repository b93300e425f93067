//! The records of the public contract: what an assessment and a pack's description look like as JSON.
//!
//! Each record is one definition: the JSON is written by its keys, and the TypeScript type is made from it. No value
//! of these types exists. What belongs to a key is written by the code that knows it, and a test holds all that is
//! written against the types.

use crate::problem::Problem;
use crate::record::{AnswerSet, CaseValue, Entries, OrNull, record};
use crate::words::{
    AmountKindWord, ClassWord, FormatWord, Holds, NatureWord, PickWord, StatusWord, StepKindWord,
};

record! {
    /// What follows from a case
    Assessment {
        /// The version of this form: 1
        v: i32,
        /// The pack that answered
        pack: PackReference,
        /// The engine's version
        engine: String,
        /// The day of assessment
        as_of: OrNull<String>,
        /// A digest of the canonical case, the pack and the engine: equal wherever the same is asked
        result_id: String,
        /// What the pack derived from the case, by input
        derived: Entries<DerivedAnswer>,
        /// One answer for each measure and item
        measures: Vec<MeasureAnswer>,
        /// Measures that support the same object, of which the highest counts
        groups: Vec<GroupAnswer>,
        /// What all cash comes to
        totals: Totals,
        /// What to ask next, best first
        questions: Vec<QuestionAnswer>,
    }
}

record! {
    /// Which pack answered
    PackReference {
        /// Its id
        id: String,
        /// Its version
        version: String,
        /// The SHA-256 of its checked form
        digest: String,
        /// The days its document is in force, both included
        valid: OrNull<Span>,
    }
}

record! {
    /// A span of days, both ends included
    Span {
        /// The first day
        from: String,
        /// The last day
        to: String,
    }
}

record! {
    /// One measure's answer, for one item or for the enterprise
    MeasureAnswer {
        /// The measure
        id: String,
        /// The provision that gives it
        provision: String,
        /// The item it is about; absent for what concerns the enterprise
        item: Option<String>,
        /// Whether the support is given
        status: StatusWord,
        /// How much
        amount: AmountAnswer,
        /// What kind of good it is
        nature: NatureWord,
        /// What leaves the answer open
        open: Vec<OpenAnswer>,
        /// The readings that were assumed
        assumptions: Vec<AssumptionAnswer>,
        /// Codes of warnings; their texts are in the pack
        warnings: Vec<String>,
        /// Its leaf conditions
        reasons: Vec<ReasonAnswer>,
        /// Figures beside the amount
        figures: Vec<FigureAnswer>,
        /// Whether the bounds are as narrow as the open inputs allow
        tight: bool,
        /// The ids of the authorities in charge
        authorities: Vec<String>,
        /// How it is obtained: `apply`, `automatic`, `via_bank` or `via_single_window`
        how: String,
        /// The steps of the amount, when a trace was asked for
        trace: Option<Vec<StepAnswer>>,
    }
}

record! {
    /// An amount of money: decimal strings in the main unit, two decimals
    AmountAnswer {
        /// How to read it
        kind: AmountKindWord,
        /// Never less than this
        min: Option<String>,
        /// Never more than this; absent where there is no bound
        max: Option<String>,
        /// The currency
        currency: String,
    }
}

record! {
    /// One thing that leaves an answer open
    OpenAnswer {
        /// The input; absent for discretion
        input: Option<String>,
        /// The year, for a yearly figure
        year: Option<String>,
        /// `fact`, `parameter`, `reading` or `discretion`
        class: String,
        /// The provision that leaves discretion
        provision: Option<String>,
    }
}

record! {
    /// A reading that the case did not settle and the pack assumes
    AssumptionAnswer {
        /// The reading
        reading: String,
        /// What was taken
        taken: String,
        /// Whether another reading would change the status or the bounds
        changes_result: bool,
        /// The provision whose sentence is read
        provision: Option<String>,
    }
}

record! {
    /// One leaf condition and what became of it
    ReasonAnswer {
        /// The key of its sentence
        text_key: String,
        /// Whether it holds; null while it is open
        holds: Holds,
        /// The provision it rests on
        provision: String,
        /// What it looked at, by input
        inputs: Entries<CaseValue>,
        /// Whether the status turns on it
        decides: bool,
    }
}

record! {
    /// A figure beside the amount
    FigureAnswer {
        /// The key of its name
        text_key: String,
        /// The provision it rests on
        provision: String,
        /// At least this much
        min: Option<String>,
        /// At most this much
        max: Option<String>,
    }
}

record! {
    /// One step of an amount
    StepAnswer {
        /// What the step sets
        kind: StepKindWord,
        /// The key of the sentence that says how it is reckoned
        text_key: Option<String>,
        /// The provision it rests on
        provision: String,
        /// At least this much, unrounded
        min: Option<String>,
        /// At most this much, unrounded
        max: Option<String>,
        /// What it looked at, by input
        inputs: Entries<CaseValue>,
    }
}

record! {
    /// What the pack derived for an input
    DerivedAnswer {
        /// What it came to, in the form a case has
        value: CaseValue,
        /// The provision it rests on
        provision: String,
        /// Whether the case gave it itself
        given: bool,
        /// What the derivation looked at, by input
        steps: Entries<CaseValue>,
    }
}

record! {
    /// Measures that support the same object
    GroupAnswer {
        /// The group
        id: String,
        /// The item; absent for a limit over several items
        item: Option<String>,
        /// How the members become one amount
        pick: PickWord,
        /// The provision it rests on
        provision: String,
        /// Who is in it
        members: Vec<MemberAnswer>,
        /// The member that surely counts
        winner: OrNull<String>,
        /// What the group comes to
        amount: AmountAnswer,
        /// What is open about support received, which keeps it open what is new
        open: Vec<OpenAnswer>,
    }
}

record! {
    /// A member of a group
    MemberAnswer {
        /// The measure, or the item that lists support received from elsewhere
        id: String,
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
    Totals {
        /// All cash; price ceilings, taxes and services never enter it
        cash: CashTotal,
    }
}

record! {
    /// What all cash comes to
    CashTotal {
        /// Never less than this
        min: String,
        /// Never more than this; absent where one part has no bound
        max: Option<String>,
        /// The currency
        currency: String,
        /// Whether every part has a figure of its own
        complete: bool,
    }
}

record! {
    /// An open fact worth asking for
    QuestionAnswer {
        /// The input
        input: String,
        /// The item it is about
        item: OrNull<String>,
        /// The year, for a yearly figure
        year: Option<String>,
        /// By how much the bounds narrow, on average over the outcomes
        gain: String,
        /// The measures that every answer settles
        resolves: Vec<String>,
        /// What follows from which answer
        outcomes: Vec<OutcomeAnswer>,
    }
}

record! {
    /// Answers that lead to the same statuses
    OutcomeAnswer {
        /// The answers: `{equals}`, `{any_of}` or `{min, max}`
        when: AnswerSet,
        /// The statuses that depend on the answer
        then: Entries<StatusWord>,
    }
}

record! {
    /// What a pack is and what it can be asked
    PackDescription {
        /// Its id
        id: String,
        /// Its version
        version: String,
        /// The SHA-256 of its checked form
        digest: String,
        /// The days its document is in force, both included
        valid: OrNull<Span>,
        /// Its title, by language
        title: Entries<String>,
        /// The inputs a case may have
        inputs: Vec<InputDescription>,
        /// The measures it answers
        measures: Vec<MeasureDescription>,
        /// The provisions it rests on
        provisions: Vec<ProvisionDescription>,
    }
}

record! {
    /// An input a case may have
    InputDescription {
        /// Where a case writes it
        path: String,
        /// The kind of item it belongs to; absent at the case level
        kind: Option<String>,
        /// How it is written
        format: FormatWord,
        /// Who can settle it
        class: ClassWord,
        /// The currency or unit
        unit: Option<String>,
        /// The options of a choice
        options: Option<Vec<String>>,
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
        theme: Option<String>,
        /// The option that is assumed when a case does not say
        assumed: Option<String>,
        /// Where the pack's own values come from
        sources: Option<Vec<String>>,
        /// The pack's own values of a parameter, earliest first, those of overlays among them
        values: Option<Vec<ValueDescription>>,
    }
}

record! {
    /// A value that a parameter has on some days
    ValueDescription {
        /// The value, in the form a case has
        value: CaseValue,
        /// The first day
        from: String,
        /// The last day
        to: String,
        /// Where it holds: some options of one choice; absent where it holds everywhere
        applies_to: Option<Entries<Vec<String>>>,
        /// Who published it, and where
        source: String,
    }
}

record! {
    /// A measure
    MeasureDescription {
        /// Its id
        id: String,
        /// The provision that gives it
        provision: String,
        /// The kind of item it is about; absent for the enterprise
        kind: Option<String>,
        /// What kind of good it is
        nature: NatureWord,
        /// How it is obtained
        how: String,
        /// The authorities in charge
        authorities: Vec<String>,
        /// The theme it is grouped under
        theme: String,
    }
}

record! {
    /// A provision
    ProvisionDescription {
        /// Its pinpoint
        pinpoint: String,
        /// Its class: `MC` `MP` `ES` `TC` `KPI` `GD` `RULE`, or `EXT` outside the document
        class: String,
        /// Where a rule outside the document comes from
        source: Option<String>,
        /// The industries it speaks of, options of the pack's industry input; absent if it speaks of all
        industries: Option<Vec<String>>,
        /// What it is about, such as `market`, `finance` or `logistics`
        themes: Option<Vec<String>>,
    }
}

record! {
    /// What several packs answer to one case; nothing of it is added up
    Answers {
        /// The version of this form: 1
        v: i32,
        /// The engine's version
        engine: String,
        /// One answer for each pack that is or may be in force for some of the case
        assessments: Vec<PackAnswer>,
        /// What no pack is in force for
        uncovered: Vec<Uncovered>,
    }
}

record! {
    /// What one of several packs answers
    PackAnswer {
        /// The items it answers for; one that several packs answer for has alternatives, of which one at most holds
        items: Vec<String>,
        /// Whether it is or may be in force for the enterprise itself on the day of assessment
        enterprise: bool,
        /// The answer to the case with these items alone
        assessment: Assessment,
    }
}

record! {
    /// Something that no pack is in force for
    Uncovered {
        /// The kind of item; null for the enterprise itself
        kind: OrNull<String>,
        /// The item; null for the enterprise itself
        item: OrNull<String>,
        /// The days that decide it, by input
        dates: Entries<CaseValue>,
    }
}

record! {
    /// The answers to many cases, a column each; a row that is refused has `null` in all of them
    Batch {
        /// The version of this form: 1
        v: i32,
        /// The pack that answered
        pack: PackReference,
        /// The engine's version
        engine: String,
        /// How many rows there are
        count: i32,
        /// What `assess` would give the row's case
        result_id: Vec<OrNull<String>>,
        /// Why a row is refused; `null` where it is answered
        refused: Vec<OrNull<Vec<Problem>>>,
        /// The measures
        measures: Entries<BatchMeasure>,
        /// What all cash comes to
        total: BatchTotal,
    }
}

record! {
    /// What a measure comes to, row by row
    BatchMeasure {
        /// The best status among its items
        status: Vec<OrNull<StatusWord>>,
        /// Never less than this, all its items together
        min: Vec<OrNull<String>>,
        /// Never more than this; `null` where there is no bound
        max: Vec<OrNull<String>>,
    }
}

record! {
    /// What all cash comes to, row by row or point by point
    BatchTotal {
        /// Never less than this
        min: Vec<OrNull<String>>,
        /// Never more than this; `null` where there is no bound
        max: Vec<OrNull<String>>,
        /// Whether every part has a figure of its own
        complete: Vec<OrNull<bool>>,
    }
}

record! {
    /// What follows along one input, everything else as it is
    WhatIf {
        /// The version of this form: 1
        v: i32,
        /// The pack that answered
        pack: PackReference,
        /// The engine's version
        engine: String,
        /// The input that is moved
        input: String,
        /// The item it is of
        item: OrNull<String>,
        /// The year it is moved in; `null` for every year at once, and for what is not yearly
        year: OrNull<String>,
        /// Its values, in order: before and after every threshold, and between them
        at: Vec<CaseValue>,
        /// Whether a status is another one than at the value before
        turns: Vec<bool>,
        /// The measures that look at it
        measures: Vec<Curve>,
        /// What all cash comes to
        total: BatchTotal,
    }
}

record! {
    /// What a measure comes to, value by value
    Curve {
        /// The measure
        id: String,
        /// The item it is about
        item: OrNull<String>,
        /// Whether the support is given
        status: Vec<StatusWord>,
        /// How to read the amount
        kind: Vec<AmountKindWord>,
        /// Never less than this
        min: Vec<OrNull<String>>,
        /// Never more than this; `null` where there is no bound
        max: Vec<OrNull<String>>,
    }
}

record! {
    /// The single changes that make a measure apply
    Nearest {
        /// The version of this form: 1
        v: i32,
        /// The pack that answered
        pack: PackReference,
        /// The engine's version
        engine: String,
        /// The measure
        measure: String,
        /// The best status among its items now
        status: StatusWord,
        /// The changes, the smallest first; none where it applies, or where no single change makes it apply
        changes: Vec<ChangeAnswer>,
    }
}

record! {
    /// One change that makes a measure apply
    ChangeAnswer {
        /// The item that the measure is about
        item: OrNull<String>,
        /// The input that changes
        input: String,
        /// The year, for a yearly figure
        year: Option<String>,
        /// What is known of it now
        from: CaseValue,
        /// The nearest value that is enough, or all that are where it is open now
        to: CaseValue,
        /// All values around it that are enough: `equals`, `min` and `max`, or `any_of`
        when: AnswerSet,
        /// How much it is then
        amount: AmountAnswer,
    }
}
