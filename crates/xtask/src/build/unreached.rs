//! Parts of Yew that a calculator never gets to: it hears through one listener of its own, and draws elements and text
//! only. Yew has no switch to leave them out, so their functions are emptied before the module is optimised, and what
//! only they need goes with them. To get there nevertheless is a trap, which is reported like any other. A part that
//! is not where it is expected stops the build.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, ensure};
use rustc_demangle::demangle;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// How the names of functions begin that are never reached; behind a star, what comes later in them. What is dropped
/// with an empty table is reached.
const UNREACHED: [&str; 15] = [
    // Listeners of single elements
    "<yew::virtual_dom::listeners::ListenerKind>::type_name",
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::subtree_root::EventDescriptor, *>::reserve_rehash",
    "<hashbrown::raw::RawTable<(u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, *>::reserve_rehash",
    "<hashbrown::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, (), *>::insert",
    // Nodes other than elements, text, lists and the one component
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::dom_bundle::braw::BRaw",
    "<yew::dom_bundle::bportal::BPortal as",
    "<yew::dom_bundle::bsuspense::BSuspense as",
    "<yew::virtual_dom::vtag::TextareaFields as",
    "<yew::html::component::lifecycle::ComponentState>::suspend",
];

/// The module with empty bodies in place of what is never reached. Its functions have to be named still.
pub(super) fn emptied(module: &[u8]) -> Result<Vec<u8>> {
    emptied_of(module, &UNREACHED)
}

fn emptied_of(module: &[u8], beginnings: &[&str]) -> Result<Vec<u8>> {
    let bodies = beginning_with(beginnings, module)?;
    let mut emptied = Module::new();
    Emptier { bodies, at: 0 }
        .parse_core_module(&mut emptied, Parser::new(0), module)
        .map_err(|error| anyhow!("the module cannot be written again: {error}"))?;
    Ok(emptied.finish())
}

/// The places of the functions whose names begin so, among those that are not imported
fn beginning_with(beginnings: &[&str], module: &[u8]) -> Result<BTreeSet<u32>> {
    let (mut imported, mut functions) = (0_u32, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else {
                    continue;
                };
                for names in names {
                    if let Name::Function(names) = names? {
                        for name in names {
                            let name = name?;
                            // Without the hash that the alternative form leaves out
                            functions.push((name.index, format!("{:#}", demangle(name.name))));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for beginning in beginnings {
        let before = found.len();
        let (start, later) = beginning.split_once('*').unwrap_or((beginning, ""));
        let known = functions
            .iter()
            .filter(|(_, name)| name.starts_with(start) && name.contains(later));
        found.extend(known.filter_map(|(index, _)| index.checked_sub(imported)));
        ensure!(found.len() > before, "the module has no `{beginning}…`");
    }
    Ok(found)
}

/// Writes a module again with some bodies emptied.
struct Emptier {
    bodies: BTreeSet<u32>,
    /// The place of the next body
    at: u32,
}

impl Reencode for Emptier {
    type Error = std::convert::Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let is_unreached = self.bodies.contains(&self.at);
        self.at += 1;
        if !is_unreached {
            return wasm_encoder::reencode::utils::parse_function_body(self, code, body);
        }
        let mut empty = Function::new([]);
        empty.instructions().unreachable().end();
        code.function(&empty);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, Function, FunctionSection, Module, NameMap, NameSection, TypeSection,
    };
    use wasmparser::{Operator, Parser, Payload};

    use super::emptied_of;

    /// Two functions with a name and a body of one operation
    fn module() -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut code, mut names) = (CodeSection::new(), NameMap::new());
        types.ty().function([], []);
        for (index, name) in ["kept::one", "left::two"].into_iter().enumerate() {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().nop().end();
            code.function(&body);
            names.append(u32::try_from(index).unwrap(), name);
        }
        let mut debug = NameSection::new();
        debug.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&code)
            .section(&debug);
        module.finish()
    }

    #[test]
    fn only_what_is_named_is_emptied() {
        let emptied = emptied_of(&module(), &["le*::two"]).unwrap();
        let mut traps = Vec::new();
        for payload in Parser::new(0).parse_all(&emptied) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                let first = body.get_operators_reader().unwrap().read().unwrap();
                traps.push(matches!(first, Operator::Unreachable));
            }
        }
        assert_eq!(traps, [false, true]);
    }

    #[test]
    fn a_name_that_is_nowhere_stops_the_build() {
        let error = emptied_of(&module(), &["left::", "gone::"]).unwrap_err();
        assert!(error.to_string().contains("gone::"), "{error}");
    }
}
