//! Short names for what a wasm module and its JavaScript side call each other. Nobody else reads these names, and
//! each of them is downloaded twice. Imports that do the same get one name, and are then the same. A name that is not
//! where it is expected stops the build.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

use super::glue::{Twins, without_twins};

/// How the JavaScript side reaches an export.
const MEMBER: &str = "wasm.";
/// The short name of the place that everything is imported from.
const SHORT_ORIGIN: &str = "a";

/// A module and its JavaScript side, with short names instead of telling ones. An export that the JavaScript side
/// never calls is left out: the optimiser then drops what only it holds.
pub(super) fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let (glue, twins) = without_twins(glue)?;
    let names = Names::of(module, &calls(&glue), twins)?;
    Ok((names.in_module(module)?, names.in_glue(&glue)?))
}

/// Long names with their short ones, which are given in the order of the module.
#[derive(Default)]
struct Names {
    /// What the module calls the place of all its imports.
    origin: String,
    /// Imports that are another one under a second name.
    twins: Twins,
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    fn of(module: &[u8], called: &BTreeSet<&str>, twins: Twins) -> Result<Self> {
        let mut names = Self {
            twins,
            ..Self::default()
        };
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        names.import(import.module, import.name)?;
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        names.export(export?.name, called);
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }

    fn import(&mut self, origin: &str, name: &str) -> Result<()> {
        if self.imports.is_empty() {
            origin.clone_into(&mut self.origin);
        }
        ensure!(
            origin == self.origin,
            "`{name}` comes from `{origin}` and not from `{}`",
            self.origin
        );
        // The same function may be imported twice, as different types.
        let short = short(self.imports.len());
        let first = self.first(name).to_owned();
        self.imports.entry(first).or_insert(short);
        Ok(())
    }

    /// The name that an import has on the JavaScript side.
    fn first<'a>(&'a self, name: &'a str) -> &'a str {
        self.twins.get(name).map_or(name, String::as_str)
    }

    fn export(&mut self, name: &str, called: &BTreeSet<&str>) {
        if called.contains(name) {
            let short = short(self.exports.len());
            self.exports.insert(name.to_owned(), short);
        }
    }

    fn in_module(&self, module: &[u8]) -> Result<Vec<u8>> {
        let mut renamed = Module::new();
        Renamer(self)
            .parse_core_module(&mut renamed, Parser::new(0), module)
            .map_err(|error| anyhow!("the module cannot be written again: {error}"))?;
        Ok(renamed.finish())
    }

    /// Imports are the keys of an object under a key that names their place; exports are members of `wasm`.
    fn in_glue(&self, glue: &str) -> Result<String> {
        let mut renamed = String::with_capacity(glue.len());
        for (before, call) in members(glue) {
            renamed.push_str(before);
            if let Some(long) = call {
                let short = self.exports.get(long);
                renamed.push_str(short.with_context(|| format!("`{long}` is not exported"))?);
            }
        }
        for (long, short) in &self.imports {
            renamed = replace_once(&renamed, &format!(" {long}: "), &format!(" {short}: "))?;
        }
        if !self.imports.is_empty() {
            let quoted = |name: &str| format!("\"{name}\": ");
            renamed = replace_once(&renamed, &quoted(&self.origin), &quoted(SHORT_ORIGIN))?;
        }
        Ok(renamed)
    }
}

fn calls(glue: &str) -> BTreeSet<&str> {
    members(glue).filter_map(|(_, call)| call).collect()
}

/// The text cut before and after each name of an export: what stands before it, and the name.
fn members(glue: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = glue;
    std::iter::from_fn(move || {
        let at = rest.match_indices(MEMBER).find(|(at, _)| {
            let before = rest.get(..*at).and_then(|text| text.chars().next_back());
            !before.is_some_and(is_part_of_name)
        });
        let Some((at, _)) = at else {
            return (!rest.is_empty()).then(|| (std::mem::take(&mut rest), None));
        };
        let (before, after) = rest.split_at(at + MEMBER.len());
        let end = after.find(|letter| !is_part_of_name(letter));
        let (name, after) = after.split_at(end.unwrap_or(after.len()));
        rest = after;
        Some((before, Some(name)))
    })
}

fn replace_once(text: &str, long: &str, short: &str) -> Result<String> {
    let count = text.matches(long).count();
    ensure!(count == 1, "`{long}` stands {count} times in the glue");
    Ok(text.replacen(long, short, 1))
}

fn is_part_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || "_$".contains(letter)
}

/// The shortest name that no smaller index has: `a` to `z`, then `aa` and on.
pub(super) fn short(index: usize) -> String {
    let letter = u8::try_from(index % 26).map_or('_', |rest| char::from(b'a' + rest));
    match (index / 26).checked_sub(1) {
        Some(before) => short(before) + letter.encode_utf8(&mut [0; 1]),
        None => letter.to_string(),
    }
}

/// Writes a module again with the names of its imports and exports exchanged.
struct Renamer<'a>(&'a Names);

impl Reencode for Renamer<'_> {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.0.imports.get(self.0.first(import.name));
            let kind = self.entity_type(import.ty)?;
            imports.import(SHORT_ORIGIN, name.map_or(import.name, String::as_str), kind);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if let Some(name) = self.0.exports.get(export.name) {
            let kind = self.export_kind(export.kind)?;
            exports.export(name, kind, export.index);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Module, TypeSection,
    };

    use super::{Names, Twins, short, shorten};

    const GLUE: &str = r#"
        function grow() { wasm.widget_grow(); cachedwasm.widget_grow(1); wasm.widget_grow_more(2); }
        const import0 = {
        __wbg_now_1: function() {
            return wasm.widget_grow();
        },
        __wbg_now_12: function() {
        },
        };
        return { "./widget_bg.js": import0 };"#;

    /// A module with two imports and, under three names, an export.
    fn module(origins: [&str; 2]) -> Vec<u8> {
        let (mut types, mut imports, mut functions) = (
            TypeSection::new(),
            ImportSection::new(),
            FunctionSection::new(),
        );
        types.ty().function([], []);
        for (origin, name) in origins.iter().zip(["__wbg_now_1", "__wbg_now_12"]) {
            imports.import(origin, name, EntityType::Function(0));
        }
        functions.function(0);
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        exports.export("widget_grow", ExportKind::Func, 2);
        exports.export("widget_grow_more", ExportKind::Func, 2);
        exports.export("__abort", ExportKind::Func, 2);
        let mut body = Function::new([]);
        body.instructions().call(1).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    fn shortened(glue: &str) -> Result<(Vec<u8>, String), String> {
        shorten(&module(["./widget_bg.js"; 2]), glue).map_err(|error| error.to_string())
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let (module, glue) = shortened(GLUE).unwrap();
        let names = Names::of(&module, &["a", "b", "__abort"].into(), Twins::new()).unwrap();
        let known = |names: &std::collections::BTreeMap<String, String>| -> Vec<String> {
            names.keys().cloned().collect()
        };
        assert_eq!(names.origin, "a");
        assert_eq!(known(&names.imports), ["a", "b"]);
        assert_eq!(known(&names.exports), ["a", "b"]);
        assert_eq!(
            glue,
            GLUE.replace("./widget_bg.js", "a")
                .replace(" wasm.widget_grow_more", " wasm.b")
                .replace(" wasm.widget_grow", " wasm.a")
                .replace("__wbg_now_12", "b")
                .replace("__wbg_now_1", "a")
        );
        wasmparser::validate(&module).unwrap();
    }

    #[test]
    fn every_name_must_be_where_it_is_expected() {
        let told = |long: &str, short: &str| shortened(&GLUE.replace(long, short)).unwrap_err();
        assert!(told(" wasm.widget_grow(", " wasm.shrink(").contains("`shrink` is not exported"));
        assert!(told("__wbg_now_12: ", "now: ").contains("` __wbg_now_12: ` stands 0 times"));
        assert!(told("__wbg_now_12: ", "__wbg_now_1: ").contains("stands 2 times"));
        assert!(told("./widget_bg.js", "./other.js").contains("stands 0 times"));
    }

    #[test]
    fn imports_that_do_the_same_are_one() {
        let (module, glue) =
            shortened(&GLUE.replace("\n            return wasm.widget_grow();", "")).unwrap();
        let names = Names::of(&module, &BTreeSet::new(), Twins::new()).unwrap();
        assert_eq!(names.imports.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!(glue.matches(": function(").count(), 1);
        wasmparser::validate(&module).unwrap();
    }

    #[test]
    fn imports_come_from_one_place() {
        let outcome = shorten(&module(["./widget_bg.js", "env"]), GLUE);
        assert!(outcome.unwrap_err().to_string().contains("`env`"));
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(short).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!([0, 25, 26, 27, 52].map(short), ["a", "z", "aa", "ab", "ba"]);
    }
}
