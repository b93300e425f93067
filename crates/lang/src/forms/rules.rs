//! The maps of measures, shared definitions and groups.

use super::{CITE, FOR_EACH, NAME};
use crate::form::{Form, Key, Names, Sort, words};
use crate::group::PICKS;
use crate::measure::{NATURES, WAYS};

/// A file of `articles/`
pub(crate) static ARTICLE: Form = Form::new(
    "form.article",
    &[Key::new(
        "measures",
        Sort::Named(&MEASURES),
        "The measures of the article, by name",
    )],
);

static MEASURES: Names = Names {
    pattern: NAME,
    sort: Sort::Map(&MEASURE),
    beside: &[],
};

pub(crate) static MEASURE: Form = Form::new(
    "form.measure",
    &[
        Key::new("provision", Sort::Word, "The provision that grants it").needed(),
        FOR_EACH,
        Key::new("theme", Sort::Word, "The theme it is shown under").needed(),
        Key::new("nature", Sort::OneOf(|| words(&NATURES)), "What it gives").needed(),
        Key::new("how", Sort::OneOf(|| words(&WAYS)), "How one gets it").needed(),
        Key::new(
            "authorities",
            Sort::List(&Sort::Word, 0),
            "Who is in charge",
        )
        .needed(),
        Key::new(
            "entitles",
            Sort::Flag,
            "false where the document only encourages",
        ),
        Key::new(
            "within",
            Sort::Map(&WITHIN),
            "The days that must lie in a window",
        ),
        Key::new("conditions", Sort::Condition, "When it applies"),
        Key::new(
            "amount",
            Sort::Either(&Sort::Map(&AMOUNT), &Sort::List(&Sort::Map(&AMOUNT), 1)),
            "How much it is; of a list, the first whose `when` holds counts",
        ),
        Key::new(
            "figures",
            Sort::List(&Sort::Map(&FIGURE), 0),
            "Sums worth showing beside the amount",
        ),
        Key::new(
            "warnings",
            Sort::List(&Sort::Map(&WARNING), 0),
            "Warnings that it comes with",
        ),
    ],
);

pub(crate) static WITHIN: Form = Form::new(
    "form.within",
    &[
        Key::new("window", Sort::Word, "A window of pack.yaml, by its name").needed(),
        Key::new(
            "dates",
            Sort::List(&Sort::Word, 1),
            "Inputs that hold the days; the first governs the measure",
        )
        .needed(),
    ],
);

pub(crate) static AMOUNT: Form = Form::new(
    "form.amount",
    &[
        Key::new(
            "when",
            Sort::PlainCondition,
            "When this way of reckoning counts",
        ),
        Key::new(
            "exactly",
            Sort::Word,
            "An expression: in full, or by a formula",
        ),
        Key::new("at_most", Sort::Word, "An expression: up to, not above"),
        Key::new("at_least", Sort::Word, "An expression: not less than"),
        Key::new("unspecified", Sort::Flag, "Support without a figure"),
        Key::new(
            "fee_ceiling",
            Sort::Word,
            "An expression: the price may not exceed it",
        ),
        Key::new(
            "capped_at",
            Sort::Word,
            "An expression: the cost itself, which no support exceeds",
        ),
        CITE,
        Key::new("text", Sort::Word, "The sentence amount.<text>"),
    ],
)
.with_some_of(&[
    "exactly",
    "at_most",
    "at_least",
    "unspecified",
    "fee_ceiling",
]);

pub(crate) static FIGURE: Form = Form::new(
    "form.figure",
    &[
        Key::new("value", Sort::Word, "An expression: the sum").needed(),
        Key::new("text", Sort::Word, "The sentence figure.<text>").needed(),
        CITE,
    ],
);

pub(crate) static WARNING: Form = Form::new(
    "form.warning",
    &[
        Key::new(
            "code",
            Sort::Word,
            "Its code, with the sentence warning.<code>",
        )
        .needed(),
        Key::new(
            "when",
            Sort::PlainCondition,
            "When it is given; always, if left out",
        ),
        Key::new(
            "on_refusal",
            Sort::Flag,
            "It is also given where the measure does not apply",
        ),
    ],
);

/// `shared.yaml`
pub(crate) static SHARED: Form = Form::new(
    "form.shared",
    &[
        Key::new(
            "conditions",
            Sort::Named(&CONDITIONS),
            "Conditions, by name",
        ),
        Key::new("values", Sort::Named(&VALUES), "Values, by name"),
    ],
);

static CONDITIONS: Names = Names {
    pattern: NAME,
    sort: Sort::SharedCondition,
    beside: &[],
};

static VALUES: Names = Names {
    pattern: NAME,
    sort: Sort::Map(&VALUE),
    beside: &[],
};

pub(crate) static VALUE: Form = Form::new(
    "form.shared_value",
    &[
        FOR_EACH,
        Key::new("value", Sort::Word, "An expression"),
        Key::new(
            "choose",
            Sort::List(&Sort::Map(&BRANCH), 1),
            "The first whose `when` holds counts; the last has none",
        ),
    ],
)
.with_some_of(&["value", "choose"]);

pub(crate) static BRANCH: Form = Form::new(
    "form.branch",
    &[
        Key::new("when", Sort::PlainCondition, "When this value counts"),
        Key::new("value", Sort::Word, "An expression").needed(),
    ],
);

/// An entry of `groups.yaml`
pub(crate) static GROUP: Form = Form::new(
    "form.group",
    &[
        Key::new(
            "for_each",
            Sort::Word,
            "The kind of item its members are for",
        )
        .needed(),
        Key::new(
            "pick",
            Sort::OneOf(|| words(&PICKS)),
            "highest: one member counts; sum: they add up",
        )
        .needed(),
        Key::new("members", Sort::List(&Sort::Word, 1), "Measures, by name").needed(),
        Key::new(
            "key",
            Sort::Word,
            "An expression: items with an equal key share one cap",
        ),
        Key::new(
            "capped_at",
            Sort::Word,
            "An expression: what all together do not exceed",
        ),
        Key::new(
            "received",
            Sort::Flag,
            "Support received from elsewhere is a member too",
        ),
        CITE,
    ],
)
.with_needed_if(["pick", "sum", "key"]);
