/*
 * How a case leaves JavaScript: as JSON text, with nothing silently lost or changed on the way.
 * Shared by the element and by the headless engine. Knows no input by name but `as_of`.
 */

/** More than any case needs, less than any reader of JSON minds. */
const DEEPEST = 64;

/** Today by the clock and calendar of this device, as a date of the case. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * The JSON text of a case given as an object or as JSON text: `{ text }`, or `{ problems }` when it is neither.
 * A text stays as it was written: numbers with many digits would not survive being read and written again.
 */
export function caseText(data) {
  let text = data;
  if (typeof data !== "string") {
    try {
      text = JSON.stringify(data, keepVisible);
    } catch (error) {
      return notJson(describe(error));
    }
  }
  if (typeof text !== "string" || isTooDeep(text)) {
    return notJson(typeof text === "string" ? "too deeply nested" : typeof data);
  }
  return isObject(text) ? { text } : notJson(text.slice(0, 40));
}

/** The same with `as_of` filled in where the case has none. */
export function datedCaseText(data) {
  const result = caseText(data);
  if (result.problems) {
    return result;
  }
  const known = JSON.parse(result.text).as_of;
  const entry = `"as_of":"${today()}"`;
  if (known === undefined) {
    const rest = result.text.replace(/^\s*\{\s*/, "");
    return { text: `{${entry}${rest.startsWith("}") ? "" : ","}${rest}` };
  }
  return known === null ? { text: result.text.replace(/"as_of"\s*:\s*null/, entry) } : result;
}

/** What JSON would drop or turn into null becomes a word instead, which the engine refuses by its type. */
function keepVisible(_key, value) {
  switch (typeof value) {
    case "bigint":
    case "symbol":
      return value.toString();
    case "function":
      return "function";
    case "number":
      return Number.isFinite(value) ? value : String(value);
    default:
      return value;
  }
}

function isTooDeep(text) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      at += letter === "\\" ? 1 : 0;
      quoted = letter !== '"';
    } else if (letter === '"') {
      quoted = true;
    } else if (letter === "{" || letter === "[") {
      depth += 1;
      if (depth > DEEPEST) {
        return true;
      }
    } else if (letter === "}" || letter === "]") {
      depth -= 1;
    }
  }
  return false;
}

function isObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function describe(error) {
  return error instanceof RangeError ? "too deeply nested" : String((error && error.message) || error).split("\n")[0];
}

function notJson(found) {
  return { problems: [{ path: "", code: "not_json", found, allowed: "a JSON object", nearest: null }] };
}

/** A problem in words for developers; the words for users are in the text catalogues. */
export function sentence({ path, code, found, allowed, nearest }) {
  const hint = nearest ? `, perhaps meant: ${nearest}` : "";
  return `${path || "the case"}: ${code} (found: ${found}, allowed: ${allowed}${hint})`;
}
