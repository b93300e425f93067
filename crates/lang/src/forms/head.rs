//! The maps of `pack.yaml` and `provisions.yaml`.

use super::{CITE, NAME};
use crate::citation::CLASSES;
use crate::form::{Form, Key, Names, Sort, words};
use crate::official::NUMBERINGS;
use crate::tags::THEMES;

const FROM: Key = Key::new("from", Sort::Day, "The first day").needed();
const TO: Key = Key::new("to", Sort::Day, "The last day").needed();
const PROVISION_KEY: Key = Key::new("provision", Sort::Word, "The provision that says so").needed();

/// `pack.yaml`
pub(crate) static PACK: Form = Form::new(
    "form.pack",
    &[
        Key::new(
            "id",
            Sort::Word,
            "The name of the pack; its files are named after it",
        )
        .needed(),
        Key::new("version", Sort::Word, "The version of the pack").needed(),
        Key::new(
            "languages",
            Sort::List(&Sort::Word, 1),
            "The languages it speaks, the default first",
        )
        .needed(),
        Key::new("valid", Sort::Map(&VALID), "When the document is in force"),
        Key::new(
            "as_of",
            Sort::Word,
            "The input that holds the day of assessment",
        ),
        Key::new(
            "industry",
            Sort::Word,
            "The input whose options are the industries that provisions speak of",
        ),
        Key::new(
            "money",
            Sort::Map(&MONEY),
            "The currencies that the pack knows",
        ),
        Key::new(
            "received",
            Sort::Map(&RECEIVED),
            "How a case lists support received from elsewhere",
        ),
        Key::new(
            "windows",
            Sort::Named(&WINDOWS),
            "Stretches of days that measures lie within, by name",
        ),
        Key::new(
            "document",
            Sort::Map(&DOCUMENT),
            "The official text the pack was written from",
        ),
    ],
);

pub(crate) static VALID: Form = Form::new("form.validity", &[FROM, TO, PROVISION_KEY]);

pub(crate) static MONEY: Form = Form::new(
    "form.money",
    &[
        Key::new(
            "base",
            Sort::Word,
            "The currency of every amount, such as CNY",
        )
        .needed(),
        Key::new(
            "rates",
            Sort::Named(&RATES),
            "Other currencies, each with the parameter of its rate",
        ),
    ],
);

pub(crate) static RATES: Names = Names {
    pattern: "^[A-Z]{3}$",
    sort: Sort::Word,
    beside: &[],
};

pub(crate) static RECEIVED: Form = Form::new(
    "form.received",
    &[
        Key::new("kind", Sort::Word, "The kind of item that lists it").needed(),
        Key::new(
            "object",
            Sort::Word,
            "The input that names the item it was paid for",
        )
        .needed(),
        Key::new("amount", Sort::Word, "An expression: how much it was").needed(),
        Key::new("counts", Sort::PlainCondition, "When it counts").needed(),
        Key::new(
            "remainder",
            Sort::PlainCondition,
            "When what goes beyond it is still paid; open without it",
        ),
    ],
);

pub(crate) static WINDOWS: Names = Names {
    pattern: NAME,
    sort: Sort::Map(&WINDOW),
    beside: &[],
};

pub(crate) static WINDOW: Form = Form::new(
    "form.window",
    &[
        FROM,
        TO,
        CITE,
        Key::new(
            "earlier",
            Sort::Map(&EARLIER),
            "Days before the first that count under a condition",
        ),
        Key::new(
            "straddling",
            Sort::Map(&STRADDLING),
            "When it is enough that some of the days lie inside",
        ),
        Key::new("text", Sort::Word, "The sentence reason.<text>").needed(),
        Key::new(
            "warnings",
            Sort::Map(&WINDOW_WARNINGS),
            "Codes of warnings about the days",
        ),
    ],
);

pub(crate) static EARLIER: Form = Form::new(
    "form.earlier",
    &[
        FROM,
        Key::new("when", Sort::PlainCondition, "The condition").needed(),
    ],
);

pub(crate) static STRADDLING: Form = Form::new(
    "form.straddling",
    &[Key::new("when", Sort::PlainCondition, "The condition").needed()],
);

pub(crate) static WINDOW_WARNINGS: Form = Form::new(
    "form.window_warnings",
    &[
        Key::new(
            "expired",
            Sort::Word,
            "Given when all days lie after the last",
        ),
        Key::new(
            "straddles",
            Sort::Word,
            "Given when some days lie inside and some do not",
        ),
    ],
);

pub(crate) static DOCUMENT: Form = Form::new(
    "form.document",
    &[
        Key::new(
            "digest",
            Sort::Word,
            "The digest of the text, as the citation check names it: sha256:…",
        )
        .needed(),
        Key::new(
            "numbered",
            Sort::OneOf(|| words(&NUMBERINGS)),
            "How the text numbers its first article",
        )
        .needed(),
        Key::new(
            "parts",
            Sort::Named(&PARTS),
            "Parts that no number marks, each with the words that start it",
        ),
    ],
);

pub(crate) static PARTS: Names = Names {
    pattern: r"^([1-9][0-9]*\.)?[A-Z]$",
    sort: Sort::Word,
    beside: &[],
};

/// An entry of `provisions.yaml`
pub(crate) static PROVISION: Form = Form::new(
    "form.provision",
    &[
        Key::new(
            "class",
            Sort::OneOf(|| words(&CLASSES)),
            "MC money that can be computed, MP money that needs an outside figure, ES a service, TC a tax or customs \
             facilitation, KPI a target, GD a direction, RULE a rule across measures, EXT a rule outside the document",
        )
        .needed(),
        Key::new("source", Sort::Word, "The number of a rule outside the document"),
        Key::new("words", Sort::Word, "A few words of the clause that a letter names, at most 12 characters"),
        Key::new(
            "industries",
            Sort::List(&Sort::Word, 0),
            "The industries it speaks of, options of the head's `industry`; left out for all of them",
        ),
        Key::new("themes", Sort::List(&Sort::OneOf(|| words(&THEMES)), 0), "What it is about"),
    ],
)
.with_needed_if(["class", "EXT", "source"]);
