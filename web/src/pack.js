/*
 * What a pack file tells of itself without the engine: which pack it is, and the days of its document.
 * Knows no rule and no text.
 */

/** Id, version and validity of a parsed pack file, whole or its structure alone. */
export function identity(file) {
  const { id, version, valid } = file.core || file;
  return { id, version, valid: valid ? Object.freeze({ from: valid[0], to: valid[1] }) : null };
}
