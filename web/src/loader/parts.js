/*
 * Puts together a module that was taken apart for the way: the code's operations, variables, constants, offsets and
 * calls stand in rows of their own. How the file is made stands in `crates/xtask/src/build/parts.rs`.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */

var MAGIC = 0x31617400;
var ROWS = 10;
var LABELS = 0;
var CALLS = 1;
var PLAIN = 2;
var OPERATIONS = 3;
var WIDE = 4;
var LOCALS = 5;
var HEADS = 6;
var KINDS = 7;
var OFFSETS = 8;
var CONSTANTS = 9;
/* The alignment of the type that each operation on memory has. */
var ALIGNMENTS = "23230011001122232301012";

/* The module of a file, which may be one that was never taken apart. */
export function joined(buffer) {
  var head = new DataView(buffer);
  if (buffer.byteLength < 16 || head.getUint32(0, true) !== MAGIC) {
    return buffer;
  }
  var word = 4;
  function next() {
    word += 4;
    return head.getUint32(word - 4, true);
  }
  var given = new Uint8Array(buffer);
  var made = new Uint8Array(next());
  var before = next();
  var bodies = next();
  var at = [];
  var start = 16 + 4 * ROWS;
  for (var row = 0; row < ROWS; row += 1) {
    at.push(start);
    start += next();
  }
  var to = 0;

  function copy(row, count) {
    made.set(given.subarray(at[row], at[row] + count), to);
    at[row] += count;
    to += count;
  }

  /* Copies a number of one or more bytes; those that are counted with are small. */
  function number(row) {
    var value = 0;
    var unit = 1;
    var byte;
    do {
      byte = given[at[row]++];
      made[to++] = byte;
      value += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
    return value;
  }

  function numbers(row, count) {
    for (; count > 0; count -= 1) {
      number(row);
    }
  }

  /* The operands of an operation, and by how much it deepens the nesting. */
  function operands(operation) {
    if (operation === 11) {
      return -1;
    }
    if (operation > 1 && operation < 5) {
      number(KINDS);
      return 1;
    }
    if (operation > 31 && operation < 35) {
      number(LOCALS);
    } else if (operation > 39 && operation < 63) {
      made[to++] = +ALIGNMENTS.charAt(operation - 40);
      number(OFFSETS);
    } else if (operation === 65) {
      number(CONSTANTS);
    } else if (operation === 16) {
      number(CALLS);
    } else if (operation === 12 || operation === 13) {
      number(LABELS);
    } else if (operation === 14) {
      numbers(LABELS, number(LABELS) + 1);
    } else if (operation === 17) {
      number(KINDS);
      to += 1;
    } else if (operation === 35 || operation === 36) {
      number(KINDS);
    } else if (operation === 63 || operation === 64) {
      to += 1;
    } else if (operation === 66) {
      number(WIDE);
    } else if (operation === 67 || operation === 68) {
      copy(WIDE, operation === 67 ? 4 : 8);
    }
    return 0;
  }

  copy(PLAIN, before);
  for (; bodies > 0; bodies -= 1) {
    start = to += 4;
    numbers(HEADS, 2 * number(HEADS));
    for (var depth = 1; depth > 0; ) {
      var operation = given[at[OPERATIONS]++];
      made[to++] = operation;
      depth += operands(operation);
    }
    var size = to - start;
    for (var digit = 0; digit < 4; digit += 1) {
      made[start - 4 + digit] = ((size >> (7 * digit)) & 127) | (digit < 3 ? 128 : 0);
    }
  }
  copy(PLAIN, made.length - to);
  return made.buffer;
}
