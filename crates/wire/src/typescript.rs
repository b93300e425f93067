//! The TypeScript declarations of the public contract, made from the records themselves.

use crate::problem::{Problem, ProblemWord};
use crate::record::Declare;
use crate::types::{
    AmountAnswer, Answers, Assessment, AssumptionAnswer, Batch, BatchMeasure, BatchTotal,
    CashTotal, ChangeAnswer, Curve, DerivedAnswer, FigureAnswer, GroupAnswer, InputDescription,
    MeasureAnswer, MeasureDescription, MemberAnswer, Nearest, OpenAnswer, OutcomeAnswer,
    PackAnswer, PackDescription, PackReference, ProvisionDescription, QuestionAnswer, ReasonAnswer,
    Span, StepAnswer, Totals, Uncovered, ValueDescription, WhatIf,
};
use crate::words::{
    AmountKindWord, ClassWord, FormatWord, NatureWord, PickWord, StatusWord, StepKindWord,
};

const CASE_VALUE: &str = "\
/** What a case says of one input; absent or null is unknown */
export type CaseValue =
  | null
  | boolean
  | number
  | string
  | { min?: number | string; max?: number | string; currency?: string }
  | { any_of: Array<string | number> }
  | { amount: number | string; currency: string }
  | { by_year: { [year: string]: CaseValue } };

/** A set of answers to one question: one value, some options, or all values between two ends */
export type AnswerSet =
  | { equals: null | boolean | number | string }
  | { any_of: Array<string | number> }
  | { min?: number | string; max?: number | string; currency?: string };
";

/// All declarations as one text, in a fixed order
#[must_use]
pub fn declarations() -> String {
    let declarations: [String; 41] = [
        StatusWord::declaration(),
        AmountKindWord::declaration(),
        NatureWord::declaration(),
        ClassWord::declaration(),
        FormatWord::declaration(),
        PickWord::declaration(),
        StepKindWord::declaration(),
        ProblemWord::declaration(),
        Assessment::declaration(),
        PackReference::declaration(),
        Span::declaration(),
        MeasureAnswer::declaration(),
        AmountAnswer::declaration(),
        OpenAnswer::declaration(),
        AssumptionAnswer::declaration(),
        ReasonAnswer::declaration(),
        FigureAnswer::declaration(),
        StepAnswer::declaration(),
        DerivedAnswer::declaration(),
        GroupAnswer::declaration(),
        MemberAnswer::declaration(),
        Totals::declaration(),
        CashTotal::declaration(),
        QuestionAnswer::declaration(),
        OutcomeAnswer::declaration(),
        Answers::declaration(),
        PackAnswer::declaration(),
        Uncovered::declaration(),
        Batch::declaration(),
        BatchMeasure::declaration(),
        BatchTotal::declaration(),
        WhatIf::declaration(),
        Curve::declaration(),
        Nearest::declaration(),
        ChangeAnswer::declaration(),
        PackDescription::declaration(),
        InputDescription::declaration(),
        ValueDescription::declaration(),
        MeasureDescription::declaration(),
        ProvisionDescription::declaration(),
        Problem::declaration(),
    ];
    let mut text = String::from(CASE_VALUE);
    for declaration in declarations {
        text.push('\n');
        text.push_str(&declaration);
    }
    text
}
