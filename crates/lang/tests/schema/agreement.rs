//! The schemas of a pack's files: they take what the compiler takes, and refuse what it refuses as a matter of
//! shape. Packs are changed place by place to hold the two against each other.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use tradeaid_lang::{
    Code, Data, Diagnostic, Diagnostics, Source, Tree, compile_sources, overlay, read_folder,
    read_yaml, schema, test_file,
};

type Outcome = Result<(), Box<dyn Error>>;

/// What is a matter of shape, and not of what names, units and days mean
const SHAPE: [Code; 3] = [Code::UnknownKey, Code::MissingKey, Code::Form];

/// Cases whose fault is one of form, but lies in how values stand to each other
const BEYOND_SHAPE: [&str; 10] = [
    // The days, values and bounds themselves
    "dated-day.yaml",
    "dated-outside.yaml",
    "form-bounds.yaml",
    "form-only.yaml",
    // Two keys of which one would do, or a word of the language as a name
    "form-amount.yaml",
    "form-reading.yaml",
    "form-head.yaml",
    "group-received.yaml",
    // What a test expects, and the measure that it expects it of
    "test-measure.yaml",
    // A shared condition somewhere below `not`
    "text-not.yaml",
];

struct Schemas(Vec<(&'static str, Validator)>);

impl Schemas {
    fn new() -> Result<Self, Box<dyn Error>> {
        let mut all = Vec::new();
        for file in schema::files() {
            let json = serde_json::from_str(&file.json)?;
            all.push((file.files, jsonschema::draft202012::new(&json)?));
        }
        Ok(Self(all))
    }

    fn of(&self, path: &str) -> Option<&Validator> {
        let fits = |files: &str| match files.split_once('*') {
            Some((start, end)) => path.starts_with(start) && path.ends_with(end),
            None => path == files,
        };
        self.0
            .iter()
            .find(|(files, _)| fits(files))
            .map(|(_, schema)| schema)
    }

    /// What the schema of a file says of its text; nothing of a file that is no YAML or has none
    fn complaints(&self, path: &str, tree: &Tree) -> Vec<String> {
        let json: serde_json::Value = serde_json::from_str(&tree.to_json()).unwrap();
        let schema = self
            .of(path)
            .unwrap_or_else(|| panic!("no schema for {path}"));
        let told = |error: jsonschema::ValidationError<'_>| {
            let place = error.instance_path().to_string();
            [path, " ", place.as_str(), ": ", error.to_string().as_str()].concat()
        };
        schema.iter_errors(&json).map(told).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pack(name: &str) -> Vec<Source> {
    read_folder(&root().join(name)).unwrap()
}

fn is_yaml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "yaml")
}

#[test]
fn the_packs_of_the_project_satisfy_them() -> Outcome {
    let schemas = Schemas::new()?;
    for folder in [
        "crates/packs/fujian-2024-2",
        "crates/lang/tests/mini",
        "crates/cli/tests/cli/orders",
    ] {
        let mut sources = pack(folder);
        for entry in fs::read_dir(root().join(folder).join("tests"))
            .into_iter()
            .flatten()
        {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            sources.push(Source {
                path: ["tests/", &name].concat(),
                text: fs::read_to_string(path)?,
            });
        }
        for source in sources.iter().filter(|source| is_yaml(&source.path)) {
            let tree = read_yaml(&source.path, &source.text)?;
            let complaints = schemas.complaints(&source.path, &tree);
            assert!(complaints.is_empty(), "{folder}: {complaints:#?}");
        }
    }
    Ok(())
}

/// The files of a case of `tests/pack-errors`
fn files_of(case: &Tree) -> Vec<Source> {
    let entries = case.get("files").map_or(&[][..], Tree::entries);
    let source = |entry: &tradeaid_lang::Entry| {
        let text = entry.value.word()?.to_owned();
        let path = entry.key.clone();
        (text != "absent").then_some(Source { path, text })
    };
    entries.iter().filter_map(source).collect()
}

#[test]
fn faults_of_shape_are_refused() -> Outcome {
    let schemas = Schemas::new()?;
    let (mut refused, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(root().join("tests/pack-errors"))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let case = read_yaml(&name, &fs::read_to_string(&path)?)?;
        let mut complaints = Vec::new();
        for source in files_of(&case)
            .iter()
            .filter(|source| is_yaml(&source.path))
        {
            if let Ok(tree) = read_yaml(&source.path, &source.text)
                && schemas.of(&source.path).is_some()
            {
                complaints.extend(schemas.complaints(&source.path, &tree));
            }
        }
        let expected = case.get("expect").and_then(Tree::word).unwrap_or_default();
        let is_shape = SHAPE
            .iter()
            .any(|code| expected.contains(&format!("error[{}]", code.name())));
        refused += usize::from(is_shape && !complaints.is_empty());
        if is_shape && complaints.is_empty() && !BEYOND_SHAPE.contains(&name.as_str()) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(refused >= 10, "only {refused} cases are about shape");
    Ok(())
}

/// A tree with one of its places changed, for each place and each change
fn changed(tree: &Tree, change: &mut dyn FnMut(Tree)) {
    let odd = [
        Data::Null,
        Data::Bool(true),
        Data::Number("1".to_owned()),
        Data::Text("zzz".to_owned()),
        Data::List(Vec::new()),
        Data::List(vec![Tree::new(Data::Text("zzz".to_owned()))]),
        Data::Map(Vec::new()),
    ];
    for data in odd {
        let mut odd = tree.clone();
        odd.data = data;
        change(odd);
    }
    match &tree.data {
        Data::List(items) => {
            for index in 0..items.len().min(3) {
                changed(&items[index], &mut |item| {
                    let mut items = items.clone();
                    items[index] = item;
                    change(with(tree, Data::List(items)));
                });
            }
        }
        Data::Map(entries) => {
            for index in 0..entries.len() {
                let mut fewer = entries.clone();
                fewer.remove(index);
                change(with(tree, Data::Map(fewer)));
                let mut renamed = entries.clone();
                renamed[index].key.push_str("_x");
                change(with(tree, Data::Map(renamed)));
                changed(&entries[index].value, &mut |value| {
                    let mut entries = entries.clone();
                    entries[index].value = value;
                    change(with(tree, Data::Map(entries)));
                });
            }
        }
        _ => {}
    }
}

fn with(tree: &Tree, data: Data) -> Tree {
    let mut new = tree.clone();
    new.data = data;
    new
}

/// Files beside the small pack, with what it leaves out
const MORE: [(&str, &str); 2] = [
    (
        "inputs/9-more.yaml",
        "deposit.sum: {type: money, unit: CNY, per: tce, min: 1, max: '5'}
deposit.term: {type: count, only: [30, 60], none: true}
deposit.rate: {type: exchange_rate, from: USD, to: CNY, min: 1}
deposit.safe: {type: yes_no}
checks:
  - {is: {all: [{any: [deposit.safe, {not: {is: deposit.term == 30}}]}]}, at: deposit.safe, text: safe}
",
    ),
    (
        "articles/9-more.yaml",
        "measures:
  deposit_fee:
    provision: '1.1'
    for_each: deposit
    theme: deposit
    nature: price_ceiling
    how: apply
    authorities: [finance]
    amount:
      - {when: {not: deposit.safe}, unspecified: true, cite: '1.1'}
      - {fee_ceiling: 5 CNY, cite: '1.1'}
",
    ),
];

/// Whether a problem is one of keys or of the sort of value behind them
fn is_of_shape(problem: &Diagnostic) -> bool {
    const SORTS: [&str; 5] = [
        "wrong.not_a_map",
        "wrong.not_a_list",
        "wrong.not_true_false",
        "wrong.one_word",
        "wrong.not_known",
    ];
    // Whether a file of tests must name a measure hangs on what its tests expect.
    if problem.message.key() == "wrong.test_measure" {
        return false;
    }
    matches!(problem.code, Code::UnknownKey | Code::MissingKey)
        || (problem.code == Code::Form && SORTS.contains(&problem.message.key()))
}

/// Changes a file place by place and collects where its schema and its reader do not agree
///
/// What the reader takes, the schema takes; what the reader refuses as a matter of shape, the schema refuses.
fn disagreements(
    source: &Source,
    read: &dyn Fn(String) -> Option<Diagnostics>,
) -> Result<(usize, Vec<String>), Box<dyn Error>> {
    let schemas = Schemas::new()?;
    let tree = read_yaml(&source.path, &source.text)?;
    let (mut tried, mut wrong) = (0, Vec::new());
    changed(&tree, &mut |tree| {
        tried += 1;
        let complaints = schemas.complaints(&source.path, &tree);
        // JSON is YAML too.
        let said = read(tree.to_json()).unwrap_or_default();
        let is_taken = said.iter().all(|it| it.code == Code::MissingText);
        let is_misshapen = said.iter().any(is_of_shape);
        if (is_misshapen && complaints.is_empty()) || (is_taken && !complaints.is_empty()) {
            wrong.push([tree.to_json(), said.to_string(), complaints.join("\n")].join("\n"));
        }
    });
    Ok((tried, wrong))
}

#[test]
fn compiler_and_schemas_agree_on_every_small_change() -> Outcome {
    let mut sources = pack("crates/lang/tests/mini");
    sources.extend(MORE.map(|(path, text)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }));
    let mut tried = 0;
    for (place, source) in sources.iter().enumerate() {
        if !is_yaml(&source.path) || source.path.starts_with("texts/") {
            continue;
        }
        let compile = |text| {
            let mut sources = sources.clone();
            sources[place].text = text;
            compile_sources(sources).err()
        };
        let (number, wrong) = disagreements(source, &compile)?;
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        tried += number;
    }
    assert!(tried > 2500, "only {tried} changes");
    Ok(())
}

#[test]
fn readers_of_tests_and_schemas_agree_on_every_small_change() -> Outcome {
    let folder = root().join("crates/cli/tests/cli/orders/tests");
    for name in ["grant.yaml", "fee.yaml"] {
        let source = Source {
            path: ["tests/", name].concat(),
            text: fs::read_to_string(folder.join(name))?,
        };
        let read = |text: String| test_file::parse(&source.path, &text).err();
        let (_, wrong) = disagreements(&source, &read)?;
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
    Ok(())
}

#[test]
fn the_reader_of_overlays_and_its_schema_agree_on_every_small_change() -> Outcome {
    let document = compile_sources(pack("crates/packs/fujian-2024-2"))?;
    let text = "values: [{parameter: exhibition.local_mode, applies_to: {enterprise.city: [fuzhou]}, \
                value: fixed, from: 2024-01-01, to: 2024-12-31, source: a test}]";
    let path = "overlays/one.yaml".to_owned();
    let read = |text: String| {
        let source = Source {
            path: path.clone(),
            text,
        };
        overlay::read(&document.pack, &document.names, &[source]).err()
    };
    assert_eq!(read(text.to_owned()), None);
    let source = Source {
        path: path.clone(),
        text: text.to_owned(),
    };
    let (tried, wrong) = disagreements(&source, &read)?;
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(tried > 90, "only {tried} changes");
    Ok(())
}

#[test]
fn one_document_holds_them_all() -> Outcome {
    let bundle: serde_json::Value = serde_json::from_str(&schema::bundle())?;
    for file in schema::files() {
        let alone: serde_json::Value = serde_json::from_str(&file.json)?;
        assert_eq!(bundle["$defs"][file.name]["$id"], alone["$id"]);
    }
    let article = serde_json::json!({"$ref": "urn:tradeaid:pack:articles"});
    let registry = jsonschema::Registry::new()
        .add("urn:tradeaid:pack", bundle)?
        .prepare()?;
    let validator = jsonschema::options()
        .with_registry(&registry)
        .build(&article)?;
    let measure =
        serde_json::json!({"measures": {"m": {"conditions": {"all": [{"use": 1, "cit": 2}]}}}});
    assert!(
        !validator.is_valid(&measure) && validator.is_valid(&serde_json::json!({"measures": {}}))
    );
    Ok(())
}
