//! Every map that an author can write, key by key: the one home of what a pack's files look like. Nothing is read
//! here; what the values mean is said where they are read.

pub(crate) mod conditions;
pub(crate) mod declarations;
pub(crate) mod head;
pub(crate) mod rules;
pub(crate) mod test_files;

use crate::form::{Key, Names, Sort};

/// Names that an author chooses
pub(crate) const NAME: &str = "^[a-z0-9_]+$";
/// Paths of inputs
const PATH: &str = r"^([a-z0-9_]+\.)?[a-z0-9_]+$";
/// What is named freely
const ANYTHING: &str = "";

/// A key for the provision that something rests on
pub(crate) const CITE: Key = Key::new(
    "cite",
    Sort::Word,
    "The provision it rests on, such as 17.2b",
)
.needed();
/// A key for the kind of item that something is about
pub(crate) const FOR_EACH: Key = Key::new(
    "for_each",
    Sort::Word,
    "The kind of item it looks at; left out for the enterprise as a whole",
);

/// A sort of YAML file in a pack
#[derive(Debug)]
pub(crate) struct FileKind {
    /// Its name
    pub(crate) name: &'static str,
    /// Which files of a pack are of this sort
    pub(crate) files: &'static str,
    /// What they hold, for an author
    pub(crate) about: &'static str,
    /// What stands in them
    pub(crate) sort: Sort,
}

const fn file(
    name: &'static str,
    files: &'static str,
    about: &'static str,
    sort: Sort,
) -> FileKind {
    FileKind {
        name,
        files,
        about,
        sort,
    }
}

const fn named(pattern: &'static str, sort: Sort) -> Names {
    Names {
        pattern,
        sort,
        beside: &[],
    }
}

static PROVISIONS: Names = named(ANYTHING, Sort::Map(&head::PROVISION));
static PARAMETERS: Names = named(NAME, Sort::Declaration(declarations::OF_PARAMETER));
static READINGS: Names = named(NAME, Sort::Map(&declarations::READING));
static GROUPS: Names = named(NAME, Sort::Map(&rules::GROUP));
static CATALOGUE: Names = named(ANYTHING, Sort::Text);
static INPUTS: Names = Names {
    pattern: PATH,
    sort: Sort::Declaration(declarations::OF_INPUT),
    beside: &[Key::new(
        "checks",
        Sort::List(&Sort::Map(&declarations::CHECK), 0),
        "What every sane case meets",
    )],
};

/// Every sort of YAML file in a pack or beside one
pub(crate) static FILES: [FileKind; 11] = [
    file(
        "pack",
        "pack.yaml",
        "The head: id, version, languages, validity, money, windows",
        Sort::Map(&head::PACK),
    ),
    file(
        "provisions",
        "provisions.yaml",
        "The sentences of the document, and outside rules, that everything rests on",
        Sort::Named(&PROVISIONS),
    ),
    file(
        "inputs",
        "inputs/*.yaml",
        "The facts a case can state, each by its full path",
        Sort::Named(&INPUTS),
    ),
    file(
        "parameters",
        "parameters.yaml",
        "Figures that other rules set",
        Sort::Named(&PARAMETERS),
    ),
    file(
        "readings",
        "readings.yaml",
        "Ways to read sentences that are not clear",
        Sort::Named(&READINGS),
    ),
    file(
        "shared",
        "shared.yaml",
        "Conditions and values used by name",
        Sort::Map(&rules::SHARED),
    ),
    file(
        "articles",
        "articles/*.yaml",
        "The measures, one file an article",
        Sort::Map(&rules::ARTICLE),
    ),
    file(
        "groups",
        "groups.yaml",
        "Measures that support the same thing",
        Sort::Named(&GROUPS),
    ),
    file(
        "texts",
        "texts/*.yaml",
        "Every sentence a person reads, in one language",
        Sort::Named(&CATALOGUE),
    ),
    file(
        "tests",
        "tests/*.yaml",
        "Cases and what must come out",
        Sort::Map(&test_files::FILE),
    ),
    file(
        "overlay",
        "overlays/*.yaml",
        "Values that a locality or an operator adds to a finished pack",
        Sort::Map(&declarations::OVERLAY),
    ),
];
