/*
 * How a case leaves JavaScript: as JSON text, with nothing silently lost or changed on the way.
 * Shared by the element and by the headless engine. Knows no input by name but `as_of`.
 */

/** China has one time zone, and no summer time. */
const AHEAD = 8 * 3600 * 1000;

/** The day it is in China, wherever this device is: documents begin and end at midnight there. */
export function today() {
  return new Date(Date.now() + AHEAD).toISOString().slice(0, 10);
}

/**
 * The JSON text of a case given as an object or as JSON text: `{ text }`, or `{ problems }` when it has none.
 * A text stays as it was written, for the engine to judge: numbers with many digits would not survive being
 * read and written again.
 */
export function caseText(data) {
  if (typeof data === "string") {
    return { text: data };
  }
  try {
    const text = JSON.stringify(data, keepVisible);
    return text === undefined ? notJson(typeof data) : { text };
  } catch (error) {
    return notJson(error instanceof RangeError ? "too deeply nested" : String(error && error.message).split("\n")[0]);
  }
}

/**
 * What JSON would drop or turn into null becomes a word instead, which the engine refuses by its type. A list is taken as
 * it is: some pages have taught theirs to be a text.
 */
function keepVisible(key, value) {
  const kind = typeof value;
  if (kind === "function") {
    return kind;
  }
  if (kind === "bigint" || kind === "symbol" || (kind === "number" && !isFinite(value))) {
    return String(value);
  }
  return Array.isArray(this[key]) ? this[key] : value;
}

function notJson(found) {
  return { problems: [{ path: "", code: "not_json", found, allowed: "a JSON object" }] };
}

/** A problem in words for developers; the words for users are in the text catalogues. */
export function sentence({ path, code, found, allowed, nearest }) {
  const hint = nearest ? `, perhaps meant: ${nearest}` : "";
  return `${path || "the case"}: ${code} (found: ${found}, allowed: ${allowed}${hint})`;
}
