//! The maps of conditions: with provision and sentence, or explained to nobody.

use super::{CITE, FOR_EACH};
use crate::form::{Form, Key, Sort};

const ONE: &str = "form.condition";
const PLAIN: &str = "form.plain_condition";

const TEXT: Key = Key::new(
    "text",
    Sort::Word,
    "The sentence reason.<text>: what must hold",
)
.needed();
const ALL: Key = Key::new("all", Sort::List(&Sort::Condition, 1), "All of these hold").needed();
const ANY: Key = Key::new(
    "any",
    Sort::List(&Sort::Condition, 1),
    "At least one of these holds",
)
.needed();
const NOT: Key = Key::new(
    "not",
    Sort::Condition,
    "This does not hold; sentences below say so",
)
.needed();
const NOT_PLAIN: Key = Key::new("not", Sort::PlainCondition, "This does not hold").needed();
const IS: Key = Key::new(
    "is",
    Sort::Word,
    "An expression that holds: loan.lender == bank",
)
.needed();
const USE: Key = Key::new("use", Sort::Word, "A shared condition, by its name").needed();

/// The head of a condition, whether it has a sentence of its own, and its form
static FORMS: [(&str, bool, Form); 6] = [
    ("all", false, Form::new(ONE, &[ALL])),
    ("any", false, Form::new(ONE, &[ANY])),
    ("not", false, Form::new(ONE, &[NOT])),
    ("not", true, Form::new(ONE, &[NOT_PLAIN, CITE, TEXT])),
    ("is", true, Form::new(ONE, &[IS, CITE, TEXT])),
    ("use", false, Form::new(ONE, &[USE])),
];

/// The head of a condition that is explained to nobody, and its form
static PLAIN_FORMS: [(&str, Form); 5] = [
    (
        "all",
        Form::new(
            PLAIN,
            &[Key {
                sort: Sort::List(&Sort::PlainCondition, 1),
                ..ALL
            }],
        ),
    ),
    (
        "any",
        Form::new(
            PLAIN,
            &[Key {
                sort: Sort::List(&Sort::PlainCondition, 1),
                ..ANY
            }],
        ),
    ),
    ("not", Form::new(PLAIN, &[NOT_PLAIN])),
    ("is", Form::new(PLAIN, &[IS])),
    ("use", Form::new(PLAIN, &[USE])),
];

/// The form of a condition with this head; one with `cite` or `text` is a leaf
pub(crate) fn explained(head: &str, is_leaf: bool) -> Option<&'static Form> {
    let form = FORMS
        .iter()
        .find(|(known, leaf, _)| *known == head && (head != "not" || *leaf == is_leaf));
    form.map(|(_, _, form)| form)
}

/// The form of a condition with this head that is explained to nobody
pub(crate) fn plain(head: &str) -> Option<&'static Form> {
    let form = PLAIN_FORMS.iter().find(|(known, _)| *known == head);
    form.map(|(_, form)| form)
}

/// The words that a condition can start with
pub(crate) fn heads() -> impl Iterator<Item = &'static str> {
    PLAIN_FORMS.iter().map(|(head, _)| *head)
}

/// All forms of conditions with provision and sentence
pub(crate) fn all_explained() -> impl Iterator<Item = &'static Form> {
    FORMS.iter().map(|(_, _, form)| form)
}

/// All forms of conditions that are explained to nobody
pub(crate) fn all_plain() -> impl Iterator<Item = &'static Form> {
    PLAIN_FORMS.iter().map(|(_, form)| form)
}

/// Every key that a shared condition can have, whatever its head
pub(crate) fn shared() -> Form {
    let mut keys = vec![FOR_EACH];
    for key in all_explained().flat_map(|form| form.keys.iter()) {
        if keys.iter().all(|known| known.name != key.name) {
            keys.push(*key);
        }
    }
    Form::made("form.shared_condition", keys)
}
