//! The maps that declare inputs, parameters and readings, and the checks on them.

use super::CITE;
use crate::form::{Form, Key, Names, Sort, words};
use crate::written::{TYPES, Written};

const NONE: Key = Key::new("none", Sort::Flag, "It may be known not to exist");
const MIN: Key = Key::new("min", Sort::Number, "The least value");
const MAX: Key = Key::new("max", Sort::Number, "The greatest value");
const ONLY: Key = Key::new(
    "only",
    Sort::List(&Sort::Number, 2),
    "The only values, evenly spaced",
);
const YEARLY: Key = Key::new(
    "yearly",
    Sort::Flag,
    "A figure for each year, of the enterprise only",
);
const DERIVED: Key = Key::new(
    "derived",
    Sort::Map(&DERIVATION),
    "Worked out by a decision table unless the case gives it",
);
const CURRENCY: Key = Key::new("unit", Sort::Word, "The currency, such as CNY").needed();
const UNIT: Key = Key::new("unit", Sort::Word, "The unit, such as tce").needed();
const PER: Key = Key::new("per", Sort::Word, "The unit of which one costs so much");
const FROM: Key = Key::new(
    "from",
    Sort::Word,
    "The currency that is exchanged, such as USD",
)
.needed();
const TO: Key = Key::new(
    "to",
    Sort::Word,
    "The currency that is got for it, such as CNY",
)
.needed();
const OPTIONS: Key = Key::new(
    "options",
    Sort::List(&Sort::Word, 1),
    "The options, by name, at most 52",
)
.needed();

/// What an input may have beside the keys of its type
pub(crate) static OF_INPUT: &[Key] = &[
    Key::new("theme", Sort::Word, "The theme it is asked under"),
    Key::new(
        "class",
        Sort::OneOf(|| words(&crate::declare::CLASSES)),
        "Written where a locality sets it, not the applicant",
    ),
];

/// What a parameter may have beside the keys of its type
pub(crate) static OF_PARAMETER: &[Key] = &[Key::new(
    "dated",
    Sort::List(&Sort::Map(&DATED), 0),
    "The pack's own values, each for a stretch of days",
)];

/// The declaration of an input of a type
pub(crate) fn declaration(written: Written, more: &[Key]) -> Form {
    let kind = Key::new("type", Sort::OneOf(|| words(&TYPES)), "What it is").needed();
    Form::made(
        "form.declaration",
        [&[kind], of_type(written), more].concat(),
    )
}

/// The keys that a declaration of this type may have beside `type`
const fn of_type(written: Written) -> &'static [Key] {
    match written {
        Written::YesNo | Written::Date | Written::Month => &[NONE],
        Written::Text | Written::Reference => &[],
        Written::Count => &[NONE, MIN, MAX, ONLY, YEARLY, DERIVED],
        Written::Money => &[NONE, MIN, MAX, YEARLY, CURRENCY, PER],
        Written::Quantity => &[NONE, MIN, MAX, YEARLY, UNIT],
        Written::Rate => &[NONE, MIN, MAX, YEARLY, DERIVED],
        Written::ExchangeRate => &[MIN, MAX, FROM, TO],
        Written::Year => &[NONE, MIN, MAX],
        Written::Choice => &[NONE, OPTIONS, DERIVED],
    }
}

pub(crate) static DERIVATION: Form = Form::new(
    "form.derivation",
    &[
        Key::new("table", Sort::Word, "The decision table tables/<table>.csv").needed(),
        CITE,
    ],
);

pub(crate) static DATED: Form = Form::new(
    "form.dated",
    &[
        Key::new("from", Sort::Day, "The first day").needed(),
        Key::new("to", Sort::Day, "The last day").needed(),
        Key::new(
            "value",
            Sort::Word,
            "The value on these days, or `open` where none is set",
        )
        .needed(),
        Key::new("source", Sort::Word, "Who published it, and where").needed(),
        CITE,
    ],
);

/// A file of values that a locality or an operator adds to a pack
pub(crate) static OVERLAY: Form = Form::new(
    "form.overlay",
    &[Key::new(
        "values",
        Sort::List(&Sort::Map(&ADDED), 1),
        "The values, each with its days and its source",
    )
    .needed()],
);

pub(crate) static ADDED: Form = Form::new(
    "form.added",
    &[
        Key::new("parameter", Sort::Word, "The path of the parameter").needed(),
        Key::new(
            "applies_to",
            Sort::Named(&PLACES),
            "Where it holds: one choice with some of its options",
        ),
        Key::new("value", Sort::Word, "The value on these days").needed(),
        Key::new("from", Sort::Day, "The first day").needed(),
        Key::new("to", Sort::Day, "The last day").needed(),
        Key::new("source", Sort::Word, "Who published it, and where").needed(),
    ],
);

static PLACES: Names = Names {
    pattern: super::PATH,
    sort: Sort::List(&Sort::Word, 1),
    beside: &[],
};

/// An entry of `readings.yaml`
pub(crate) static READING: Form = Form::new(
    "form.reading",
    &[
        Key::new(
            "options",
            Sort::List(&Sort::Word, 1),
            "The ways to read the sentence, by name",
        )
        .needed(),
        Key::new(
            "assumed",
            Sort::Word,
            "The way that is taken where the case does not say",
        ),
        Key::new(
            "open",
            Sort::Flag,
            "No way is taken where the case does not say",
        ),
        Key::new("provision", Sort::Word, "The sentence that is not clear").needed(),
        Key::new(
            "warning",
            Sort::Word,
            "The code of the warning beside an answer that rests on it",
        ),
    ],
)
.with_some_of(&["assumed", "open"]);

pub(crate) static CHECK: Form = Form::new(
    "form.check",
    &[
        Key::new("is", Sort::PlainCondition, "What holds in every sane case").needed(),
        Key::new(
            "at",
            Sort::Word,
            "The input at which a case that breaks it is refused",
        )
        .needed(),
        Key::new("text", Sort::Word, "The sentence check.<text>").needed(),
    ],
);
