//! A module taken apart for the way: what is alike in its code (operations, variables, constants, offsets, calls)
//! each in a row of its own, where a compressor makes an eighth less of them than of the mixture.
//! The loader puts it together again (`web/src/loader/parts.js`), byte for byte as [`Parts::joined`] says.
//!
//! The file: `\0ta1`; as 32-bit little-endian numbers the length of the joined module, the count of its bytes before
//! the first function body, the count of bodies, and the length of each row; then the rows.
//!
//! Of each operation the rows hold what cannot be told from the operation itself: hints of alignment are set to
//! those of the type, and the size of a body is written in four bytes whatever it is.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{Parser, Payload};

/// How the file begins.
const MAGIC: &[u8] = b"\0ta1";

/// The rows, in the order in which they compress best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    /// Targets of branches
    Labels,
    /// Functions called
    Calls,
    /// Everything that is no function body
    Plain,
    /// Operations
    Operations,
    /// 64-bit constants and those with a point
    Wide,
    /// Variables
    Locals,
    /// What variables a body has
    Heads,
    /// Types of blocks and indirect calls, globals
    Kinds,
    /// Offsets into memory
    Offsets,
    /// 32-bit constants
    Constants,
}

const ROWS: [Row; 10] = [
    Row::Labels,
    Row::Calls,
    Row::Plain,
    Row::Operations,
    Row::Wide,
    Row::Locals,
    Row::Heads,
    Row::Kinds,
    Row::Offsets,
    Row::Constants,
];

/// The alignment of the type that each operation on memory has, from the first such operation on.
const ALIGNMENTS: [u8; 23] = [
    2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2,
];

/// A module taken apart.
#[derive(Default)]
pub(super) struct Parts {
    rows: BTreeMap<Row, Vec<u8>>,
    /// The module as it is when it is put together again.
    joined: Vec<u8>,
    before: usize,
    bodies: usize,
}

impl Parts {
    /// Takes a module apart; refuses one with an operation that WebAssembly 1.0 does not have.
    pub(super) fn of(module: &[u8]) -> Result<Self> {
        let mut parts = Self::default();
        let mut code = 0..0;
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::CodeSectionStart { range, .. } => code = range,
                Payload::CodeSectionEntry(body) => bodies.push(body.range()),
                _ => {}
            }
        }
        ensure!(!bodies.is_empty(), "the module has no code");
        // Before the content of the section stand its number and its size, which will be another one.
        let mut size = code.len() >> 7;
        let mut head = code.start.checked_sub(2).context("no code section")?;
        while size > 0 {
            (size, head) = (size >> 7, head - 1);
        }
        ensure!(
            module.get(head) == Some(&10),
            "the size of the code is written in an unusual way"
        );
        for body in &bodies {
            parts.body(module.get(body.clone()).context("a body is cut off")?)?;
        }
        let written = std::mem::take(&mut parts.joined);
        let count = padded(bodies.len())?;
        let size = padded(count.len() + written.len())?;
        let (first, after) = (module.get(..head), module.get(code.end..));
        let (first, after) = first.zip(after).context("the code is cut off")?;
        let start = [first, &[10], &size, &count].concat();
        parts.before = start.len();
        parts.joined = [&start, &*written, after].concat();
        parts.bodies = bodies.len();
        parts.row(Row::Plain).extend([&start, after].concat());
        Ok(parts)
    }

    /// The module as the loader puts it together.
    pub(super) fn joined(&self) -> &[u8] {
        &self.joined
    }

    /// The file that is published.
    pub(super) fn packed(&self) -> Result<Vec<u8>> {
        let mut packed = MAGIC.to_vec();
        let mut numbers = vec![self.joined.len(), self.before, self.bodies];
        let rows = ROWS.map(|row| self.rows.get(&row).map_or(&[][..], Vec::as_slice));
        numbers.extend(rows.map(<[u8]>::len));
        for number in numbers {
            packed.extend(u32::try_from(number)?.to_le_bytes());
        }
        Ok([packed, rows.concat()].concat())
    }

    fn body(&mut self, body: &[u8]) -> Result<()> {
        let start = self.joined.len();
        let mut rest = body;
        for _ in 0..self.number(Row::Heads, &mut rest)? {
            self.number(Row::Heads, &mut rest)?;
            self.number(Row::Heads, &mut rest)?;
        }
        while let [operation, behind @ ..] = rest {
            rest = behind;
            self.put(Row::Operations, *operation);
            self.operands(*operation, &mut rest)?;
        }
        let size = padded(self.joined.len() - start)?;
        self.joined.splice(start..start, size);
        Ok(())
    }

    fn operands(&mut self, operation: u8, rest: &mut &[u8]) -> Result<()> {
        let row = match operation {
            0x02..=0x04 | 0x23 | 0x24 => Row::Kinds,
            0x0c | 0x0d => Row::Labels,
            0x0e => {
                for _ in 0..=self.number(Row::Labels, rest)? {
                    self.number(Row::Labels, rest)?;
                }
                return Ok(());
            }
            0x10 => Row::Calls,
            0x11 => {
                self.number(Row::Kinds, rest)?;
                return self.zero(rest);
            }
            0x20..=0x22 => Row::Locals,
            0x28..=0x3e => {
                let [_, behind @ ..] = *rest else {
                    bail!("an operation is cut off");
                };
                *rest = behind;
                let alignment = ALIGNMENTS.get(usize::from(operation - 0x28));
                self.joined.extend(alignment);
                Row::Offsets
            }
            0x3f | 0x40 => return self.zero(rest),
            0x41 => Row::Constants,
            0x42 => Row::Wide,
            0x43 | 0x44 => {
                let bytes = if operation == 0x43 { 4 } else { 8 };
                let (number, behind) = rest
                    .split_at_checked(bytes)
                    .context("a number is cut off")?;
                *rest = behind;
                for byte in number {
                    self.put(Row::Wide, *byte);
                }
                return Ok(());
            }
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xbf => return Ok(()),
            _ => bail!("operation {operation:#x} is not of WebAssembly 1.0"),
        };
        self.number(row, rest).map(drop)
    }

    fn row(&mut self, row: Row) -> &mut Vec<u8> {
        self.rows.entry(row).or_default()
    }

    fn put(&mut self, row: Row, byte: u8) {
        self.row(row).push(byte);
        self.joined.push(byte);
    }

    /// Moves a number of one or more bytes into a row.
    fn number(&mut self, row: Row, rest: &mut &[u8]) -> Result<u64> {
        let mut value = 0;
        for shift in (0..70).step_by(7) {
            let [byte, behind @ ..] = *rest else {
                bail!("a number is cut off");
            };
            *rest = behind;
            self.put(row, *byte);
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if *byte < 0x80 {
                return Ok(value);
            }
        }
        bail!("a number does not end")
    }

    /// A byte that is reserved and zero
    fn zero(&mut self, rest: &mut &[u8]) -> Result<()> {
        let [0, behind @ ..] = *rest else {
            bail!("a reserved byte is used");
        };
        *rest = behind;
        self.joined.push(0);
        Ok(())
    }
}

/// A number in four bytes of seven bits.
fn padded(number: usize) -> Result<[u8; 4]> {
    ensure!(number < 1 << 28, "{number} is too large for four bytes");
    let digit = |shift: usize| u8::try_from(number >> shift & 0x7f);
    Ok([
        digit(0)? | 0x80,
        digit(7)? | 0x80,
        digit(14)? | 0x80,
        digit(21)?,
    ])
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, Function, FunctionSection, MemArg, MemorySection,
        MemoryType, Module, TypeSection, ValType,
    };

    use super::Parts;

    /// A module with one function of every shape of operands, and data behind the code.
    fn module() -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        types.ty().function([], []);
        functions.function(0);
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut code = CodeSection::new();
        let mut body = Function::new([(2, ValType::I32), (1, ValType::I64)]);
        let place = MemArg {
            offset: 300,
            align: 0,
            memory_index: 0,
        };
        body.instructions()
            .i32_const(-200)
            .i64_load(place)
            .local_set(2)
            .block(wasm_encoder::BlockType::Empty)
            .i32_const(1)
            .br_table([0, 1], 0)
            .end()
            .f64_const(1.5.into())
            .drop()
            .i64_const(-(1 << 40))
            .drop()
            .memory_size(0)
            .drop()
            .call(0)
            .end();
        code.function(&body);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), *b"ten \x0a");
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&memory);
        module.section(&code).section(&data);
        module.finish()
    }

    fn told(module: &[u8]) -> String {
        let mut told = String::new();
        for payload in wasmparser::Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                wasmparser::Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        let operator = format!("{:?}\n", operator.unwrap());
                        told.push_str(&operator.replace("align: 3", "align: 0"));
                    }
                }
                wasmparser::Payload::DataSection(data) => {
                    for data in data {
                        let data = format!("{:?}", data.unwrap().data);
                        told.push_str(&data);
                    }
                }
                _ => {}
            }
        }
        told
    }

    #[test]
    fn joined_module_does_the_same() {
        let module = module();
        wasmparser::validate(&module).unwrap();
        let parts = Parts::of(&module).unwrap();
        wasmparser::validate(parts.joined()).unwrap();
        assert_eq!(told(parts.joined()), told(&module));
        assert_ne!(told(&module), "");
    }

    #[test]
    fn rows_hold_each_byte_of_the_joined_module_but_what_can_be_told() {
        let parts = Parts::of(&module()).unwrap();
        let rows: usize = parts.rows.values().map(Vec::len).sum();
        // One size of a body, one hint of alignment, one reserved byte.
        assert_eq!(rows, parts.joined().len() - 4 - 1 - 1);
        let packed = parts.packed().unwrap();
        assert_eq!(packed.len(), rows + 4 + 4 * (3 + super::ROWS.len()));
    }

    #[test]
    fn later_operations_are_refused() {
        let mut module = module();
        let drop = module.iter().rposition(|byte| *byte == 0x1a).unwrap();
        module[drop] = 0xfc;
        assert!(Parts::of(&module).is_err());
    }
}
