//! The maps of `tests/*.yaml`.

use crate::form::{Form, Key, Names, Sort};

/// A file of tests
pub(crate) static FILE: Form = Form::new(
    "form.test_file",
    &[
        Key::new("measure", Sort::Word, "The measure that is looked at"),
        Key::new("base", Sort::Any, "The case that every test starts from").needed(),
        Key::new("tests", Sort::List(&Sort::Map(&TEST), 0), "The tests").needed(),
    ],
);

pub(crate) static TEST: Form = Form::new(
    "form.test",
    &[
        Key::new("name", Sort::Word, "What it shows").needed(),
        Key::new(
            "with",
            Sort::Named(&CHANGES),
            "Changes to the base, by path; null forgets",
        ),
        Key::new("expect", Sort::Map(&EXPECTED), "What must come out").needed(),
    ],
);

static CHANGES: Names = Names {
    pattern: "",
    sort: Sort::Any,
    beside: &[],
};

pub(crate) static EXPECTED: Form = Form::new(
    "form.expected",
    &[
        Key::new("status", Sort::Word, "The status of the measure"),
        Key::new("kind", Sort::Word, "The kind of the amount"),
        Key::new("min", Sort::Word, "Never less than this"),
        Key::new(
            "max",
            Sort::Word,
            "Never more than this; none if there is no bound",
        ),
        Key::new(
            "warnings",
            Sort::List(&Sort::Word, 0),
            "Codes that are given, among others perhaps",
        ),
        Key::new("item", Sort::Word, "The item that is looked at"),
        Key::new(
            "open",
            Sort::List(&Sort::Word, 0),
            "Inputs that are open, among others perhaps",
        ),
        Key::new(
            "derived",
            Sort::Named(&DERIVED),
            "Derived inputs with their values",
        ),
        Key::new("refused", Sort::Map(&REFUSED), "That the case is refused"),
    ],
);

static DERIVED: Names = Names {
    pattern: "",
    sort: Sort::Word,
    beside: &[],
};

pub(crate) static REFUSED: Form = Form::new(
    "form.refusal",
    &[
        Key::new("code", Sort::Word, "The code of a problem"),
        Key::new("path", Sort::Word, "The path it is reported at"),
    ],
);
