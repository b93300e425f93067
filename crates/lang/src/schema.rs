//! JSON Schemas of a pack's YAML files, for editors. Made from the forms that the compiler reads by; says nothing
//! of its own about the language.

use crate::form::{Form, Key, Names, Sort};
use crate::forms::{FILES, FileKind, conditions, declarations};
use crate::said::Said;
use crate::tree::{Data, Entry, Tree};
use crate::written::TYPES;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Definitions that refer to themselves, and where they are found
const CONDITION: &str = "#/$defs/condition";
const PLAIN_CONDITION: &str = "#/$defs/plain_condition";

/// The schema of one sort of file
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSchema {
    /// The sort's name, such as `articles`
    pub name: &'static str,
    /// Which files of a pack are of this sort, such as `articles/*.yaml`
    pub files: &'static str,
    /// The schema, as JSON
    pub json: String,
}

/// The schema of each sort of YAML file in a pack
///
/// # Example
/// ```
/// let schemas = tradeaid_lang::schema::files();
/// let articles = schemas.iter().find(|schema| schema.name == "articles").unwrap();
/// assert!(articles.json.contains("\"via_single_window\""));
/// ```
#[must_use]
pub fn files() -> Vec<FileSchema> {
    let schema = |file: &FileKind| FileSchema {
        name: file.name,
        files: file.files,
        json: lines(&with_draft(of_file(file))),
    };
    FILES.iter().map(schema).collect()
}

/// All of them in one document, each under `$defs` by its name
#[must_use]
pub fn bundle() -> String {
    let defs = FILES.iter().map(|file| (file.name, of_file(file)));
    let whole = map(vec![
        ("title", text("The files of a pack")),
        ("$defs", map(defs.collect())),
    ]);
    lines(&with_draft(whole))
}

fn with_draft(schema: Tree) -> Tree {
    joined(map(vec![("$schema", text(DRAFT))]), schema)
}

fn of_file(file: &FileKind) -> Tree {
    let head = map(vec![
        ("$id", text(&format!("urn:tradeaid:pack:{}", file.name))),
        ("title", text(file.files)),
        ("description", text(file.about)),
    ]);
    let mut schema = joined(head, untitled(of_sort(&file.sort)));
    if refers(&schema, CONDITION) || refers(&schema, PLAIN_CONDITION) {
        let defs = map(vec![
            (
                "condition",
                any_of(conditions::all_explained().map(of_form).collect()),
            ),
            ("plain_condition", plain_condition()),
        ]);
        schema = joined(schema, map(vec![("$defs", defs)]));
    }
    schema
}

fn of_sort(sort: &Sort) -> Tree {
    match sort {
        Sort::Any => map(Vec::new()),
        Sort::Word => map(vec![("type", texts(&["string", "number", "boolean"]))]),
        Sort::Text => pattern(&["string", "number"], r"\S"),
        Sort::Day => pattern(&["string"], "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Sort::Number => pattern(&["string", "number"], r"^-?[0-9]+(\.[0-9]+)?$"),
        Sort::Flag => map(vec![("type", text("boolean"))]),
        Sort::OneOf(words) => map(vec![("enum", texts(&words()))]),
        Sort::Condition => map(vec![("$ref", text(CONDITION))]),
        Sort::PlainCondition => map(vec![("$ref", text(PLAIN_CONDITION))]),
        Sort::SharedCondition => {
            let shared = |form: &Form| of_form(&form.with(&[crate::forms::FOR_EACH]));
            any_of(conditions::all_explained().map(shared).collect())
        }
        Sort::Declaration(more) => declaration(more),
        Sort::List(item, least) => map(vec![
            ("type", text("array")),
            ("items", of_sort(item)),
            ("minItems", Tree::new(Data::Number(least.to_string()))),
        ]),
        Sort::Map(form) => of_form(form),
        Sort::Either(one, other) => any_of(vec![of_sort(one), of_sort(other)]),
        Sort::Named(names) => named(names),
    }
}

fn of_form(form: &Form) -> Tree {
    let needed: Vec<&str> = form
        .keys
        .iter()
        .filter(|key| key.needed)
        .map(|key| key.name)
        .collect();
    // A map without entries may be left empty, which is null.
    let kind = if needed.is_empty() && form.some_of.is_empty() {
        texts(&["object", "null"])
    } else {
        text("object")
    };
    let mut schema = vec![
        ("title", text(&Said::new(form.what).to_string())),
        ("type", kind),
        ("properties", properties(&form.keys)),
        ("required", texts(&needed)),
        ("additionalProperties", Tree::new(Data::Bool(false))),
    ];
    if !form.some_of.is_empty() {
        let choice = |key: &&str| map(vec![("required", texts(&[key]))]);
        let choices = form.some_of.iter().map(choice).collect();
        schema.push(("anyOf", Tree::new(Data::List(choices))));
    }
    if let Some([key, word, needed]) = form.needed_if {
        let word = map(vec![(key, map(vec![("const", text(word))]))]);
        let is_so = map(vec![("properties", word), ("required", texts(&[key]))]);
        schema.push(("if", is_so));
        schema.push(("then", map(vec![("required", texts(&[needed]))])));
    }
    map(schema)
}

fn properties(keys: &[Key]) -> Tree {
    let property = |key: &Key| {
        let about = map(vec![("description", text(key.about))]);
        (key.name, joined(about, of_sort(&key.sort)))
    };
    map(keys.iter().map(property).collect())
}

fn named(names: &Names) -> Tree {
    let mut schema = vec![
        ("type", texts(&["object", "null"])),
        ("properties", properties(names.beside)),
        ("additionalProperties", of_sort(&names.sort)),
    ];
    if !names.pattern.is_empty() {
        schema.push(("propertyNames", map(vec![("pattern", text(names.pattern))])));
    }
    map(schema)
}

/// A declaration may have the keys of its type
fn declaration(more: &[Key]) -> Tree {
    let of_type = |(name, written): &(&'static str, _)| {
        let form = declarations::declaration(*written, more);
        let this = map(vec![("const", text(name))]);
        let kind = map(vec![("properties", map(vec![("type", this)]))]);
        map(vec![("if", kind), ("then", untitled(of_form(&form)))])
    };
    let all: Vec<Tree> = TYPES.iter().map(of_type).collect();
    let types: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    let kind = map(vec![("enum", texts(&types))]);
    map(vec![
        ("type", text("object")),
        ("required", texts(&["type"])),
        ("properties", map(vec![("type", kind)])),
        ("allOf", Tree::new(Data::List(all))),
    ])
}

fn plain_condition() -> Tree {
    let mut forms = vec![of_sort(&Sort::Word)];
    forms.extend(conditions::all_plain().map(of_form));
    any_of(forms)
}

fn pattern(kinds: &[&str], pattern: &str) -> Tree {
    map(vec![("type", texts(kinds)), ("pattern", text(pattern))])
}

fn any_of(schemas: Vec<Tree>) -> Tree {
    map(vec![("anyOf", Tree::new(Data::List(schemas)))])
}

fn text(text: &str) -> Tree {
    Tree::new(Data::Text(text.to_owned()))
}

fn texts(list: &[&str]) -> Tree {
    Tree::new(Data::List(list.iter().map(|item| text(item)).collect()))
}

fn map(entries: Vec<(&str, Tree)>) -> Tree {
    let entry = |(key, value): (&str, Tree)| Entry {
        key: key.to_owned(),
        span: crate::source::Span::default(),
        value,
    };
    Tree::new(Data::Map(entries.into_iter().map(entry).collect()))
}

/// The entries of both maps
fn joined(first: Tree, second: Tree) -> Tree {
    match (first.data, second.data) {
        (Data::Map(mut entries), Data::Map(more)) => {
            entries.extend(more);
            Tree::new(Data::Map(entries))
        }
        (data, _) => Tree::new(data),
    }
}

/// A map without its title, where another one stands already
fn untitled(mut tree: Tree) -> Tree {
    if let Data::Map(entries) = &mut tree.data {
        entries.retain(|entry| entry.key != "title");
    }
    tree
}

fn refers(tree: &Tree, target: &str) -> bool {
    match &tree.data {
        Data::Text(text) => text == target,
        Data::List(items) => items.iter().any(|item| refers(item, target)),
        Data::Map(entries) => entries.iter().any(|entry| refers(&entry.value, target)),
        _ => false,
    }
}

/// JSON with one entry a line; lists of single values stay on theirs
fn lines(tree: &Tree) -> String {
    let mut out = String::new();
    write_lines(tree, 0, &mut out);
    out.push('\n');
    out
}

fn write_lines(tree: &Tree, depth: usize, out: &mut String) {
    let is_single = |tree: &Tree| !matches!(tree.data, Data::List(_) | Data::Map(_));
    let (open, close, items): (_, _, Vec<(String, &Tree)>) = match &tree.data {
        Data::Map(entries) if !entries.is_empty() => {
            let named = |entry: &Entry| text(&entry.key).to_json() + ": ";
            (
                '{',
                '}',
                entries
                    .iter()
                    .map(|entry| (named(entry), &entry.value))
                    .collect(),
            )
        }
        Data::List(items) if !items.iter().all(is_single) => (
            '[',
            ']',
            items.iter().map(|item| (String::new(), item)).collect(),
        ),
        _ => {
            out.push_str(&tree.to_json());
            return;
        }
    };
    out.push(open);
    for (index, (name, value)) in items.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(name);
        write_lines(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}
