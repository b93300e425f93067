/*
 * Reads bytes that are written as text: each as one of 90 letters, with one of two letters before it where the byte is
 * larger. Written by `crates/xtask/src/build/engines.rs`; every letter is ASCII and means nothing in a script's string.
 */

const LETTERS = 90;

/** The place of a letter: those from the blank on, without the quotation mark, the angle bracket and the backslash. */
const place = (code) => code - 32 - (code > 34) - (code > 60) - (code > 92);

/** The bytes of a text, in a buffer of their own. */
export function decoded(text) {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let more = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = place(text.charCodeAt(at));
    if (value < LETTERS) {
      bytes[length] = more + value;
      length += 1;
      more = 0;
    } else {
      more = (value - LETTERS + 1) * LETTERS;
    }
  }
  return bytes.slice(0, length).buffer;
}
