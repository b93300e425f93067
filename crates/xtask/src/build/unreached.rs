//! Parts of Yew that a calculator never gets to: it hears through one listener of its own, and draws elements and text
//! only. Yew has no switch to leave them out, so their functions are emptied before the module is optimised, and what
//! only they need goes with them. To get there nevertheless is a trap, which is reported like any other. What is called
//! for every element and does nothing without listeners comes back at once. A part that is not where it is expected
//! stops the build.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow, ensure};
use rustc_demangle::demangle;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// How the names of functions begin that are never reached; behind a star, what comes later in them. What is dropped
/// with an empty table is reached.
const UNREACHED: [&str; 39] = [
    // Listeners of single elements
    "<yew::virtual_dom::listeners::ListenerKind>::type_name",
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::subtree_root::EventDescriptor, *>::reserve_rehash",
    "<hashbrown::raw::RawTable<(u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, *>::reserve_rehash",
    "<hashbrown::raw::RawTable<(u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, *>::remove_entry",
    "<hashbrown::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, (), *>::insert",
    // Nodes other than elements, text, lists and components
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew::utils::RcExt",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew::utils::RcExt",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal>>::drop_slow",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense>>::drop_slow",
    "<yew::dom_bundle::braw::BRaw",
    "<yew::dom_bundle::bportal::BPortal as",
    "<yew::dom_bundle::bsuspense::BSuspense as",
    "<yew::virtual_dom::vtag::TextareaFields as",
    "<yew::virtual_dom::vtag::Value<web_sys::features::gen_HtmlTextAreaElement::HtmlTextAreaElement> as",
    // Drawings that wait for something
    "<yew::html::component::lifecycle::ComponentState>::suspend",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense::",
    "<yew::html::component::scope::Scope<yew::suspense::component::feat_csr_ssr::BaseSuspense>>::send_message",
    "<yew::html::component::scope::feat_csr_ssr::MsgQueue<yew::suspense::component::feat_csr_ssr::BaseSuspenseMsg>>::push",
    "<alloc::rc::Rc<core::cell::RefCell<alloc::vec::Vec<yew::suspense::component::feat_csr_ssr::BaseSuspenseMsg>>>>::drop_slow",
    "<yew::callback::Callback<yew::suspense::suspension::Suspension>>::emit",
    "<yew::suspense::suspension::Suspension",
    // Copies of nodes: what was drawn has one owner, but for the list of no nodes.
    "<yew::virtual_dom::vnode::VNode as core::clone::Clone>::clone",
    "<yew::virtual_dom::vcomp::VComp as core::clone::Clone>::clone",
    "<alloc::vec::Vec<yew::virtual_dom::vnode::VNode> as core::clone::Clone>::clone",
    "<alloc::boxed::Box<[core::option::Option<yew::virtual_dom::AttributeOrProperty>]> as core::clone::Clone>::clone",
    "<alloc::boxed::Box<[core::option::Option<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>]> as core::clone::Clone>::clone",
    // Attributes that are no list of values behind a list of names
    "<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>>::get",
    "<alloc::rc::Rc<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>>>::drop_slow",
    "<core::iter::adapters::filter_map::FilterMap<indexmap::map::iter::Iter<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>",
    "<std::collections::hash::map::HashMap<&str, &yew::virtual_dom::AttributeOrProperty> as core::iter::traits::collect::FromIterator<*from_iter::<core::iter::adapters::map::Map<",
    // Tables that were made with all the room they need, and one that stays for ever
    "<hashbrown::raw::RawTable<(alloc::string::String, web_sys::features::gen_Element::Element)>>::reserve_rehash",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::blist::KeyedEntry, ())>>::reserve_rehash",
    "<hashbrown::raw::RawTableInner>::drop_elements::<(alloc::string::String, web_sys::features::gen_Element::Element)>",
];

/// How the names of functions begin that would change nothing, and give nothing back.
const IDLE: [&str; 4] = [
    "<yew::virtual_dom::listeners::Listeners as yew::dom_bundle::btag::Apply>::apply_diff",
    "<yew::html::component::lifecycle::ComponentState>::resume_existing_suspension",
    // Of tables that are always empty
    "<hashbrown::raw::RawTableInner>::drop_elements::<(yew::dom_bundle::subtree_root::EventDescriptor, ",
    "<hashbrown::raw::RawTableInner>::drop_elements::<(u32, std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor",
];

/// The module with empty bodies in place of what is never reached. Its functions have to be named still.
pub(super) fn emptied(module: &[u8]) -> Result<Vec<u8>> {
    emptied_of(module, &UNREACHED, &IDLE)
}

fn emptied_of(module: &[u8], unreached: &[&str], idle: &[&str]) -> Result<Vec<u8>> {
    let mut emptier = Emptier {
        unreached: beginning_with(unreached, module)?,
        idle: beginning_with(idle, module)?,
        at: 0,
    };
    let mut made = Module::new();
    emptier
        .parse_core_module(&mut made, Parser::new(0), module)
        .map_err(|error| anyhow!("the module cannot be written again: {error}"))?;
    Ok(made.finish())
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
    unreached: BTreeSet<u32>,
    idle: BTreeSet<u32>,
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
        let (is_unreached, is_idle) = (
            self.unreached.contains(&self.at),
            self.idle.contains(&self.at),
        );
        self.at += 1;
        if !is_unreached && !is_idle {
            return wasm_encoder::reencode::utils::parse_function_body(self, code, body);
        }
        let mut empty = Function::new([]);
        if is_unreached {
            empty.instructions().unreachable();
        }
        empty.instructions().end();
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

    /// Three functions with a name and a body of one operation
    fn module() -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        let (mut code, mut names) = (CodeSection::new(), NameMap::new());
        types.ty().function([], []);
        for (index, name) in ["kept::one", "left::two", "idle::three"]
            .into_iter()
            .enumerate()
        {
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
        let emptied = emptied_of(&module(), &["le*::two"], &["idle::"]).unwrap();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&emptied) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                let first = body.get_operators_reader().unwrap().read().unwrap();
                found.push(first);
            }
        }
        let [Operator::Nop, Operator::Unreachable, Operator::End] = found.as_slice() else {
            panic!("{found:?}");
        };
    }

    #[test]
    fn a_name_that_is_nowhere_stops_the_build() {
        let error = emptied_of(&module(), &["left::", "gone::"], &[]).unwrap_err();
        assert!(error.to_string().contains("gone::"), "{error}");
    }
}
