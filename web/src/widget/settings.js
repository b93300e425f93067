/*
 * The attributes of an element, read and checked: what the engine is told and what the style sheet is told.
 * A wrong value is reported and its default taken; nothing throws.
 */

import { today } from "../case.js";
import { themeFor } from "./surroundings.js";

const CHOICES = {
  theme: ["auto", "light", "dark", "contrast"],
  size: ["normal", "large"],
  density: ["comfortable", "compact"],
  engine: ["auto", "wasm", "inline", "js"],
};
const MODES = ["guided", "form"];
const PRESET = "bank";
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const HEADING = /^[1-6]$/;

/** The settings of an element; `wrong(attribute, value, allowed)` is told of each value that is not taken. */
export function readSettings(element, lang, wrong) {
  const read = (name, isTaken, fallback, allowed) => {
    const value = element.getAttribute(name);
    if (value === null || isTaken(value)) {
      return value === null ? fallback : value;
    }
    wrong(name, value, allowed);
    return fallback;
  };
  const choose = (name) => read(name, (value) => CHOICES[name].includes(value), CHOICES[name][0], CHOICES[name].join(", "));
  const asOf = read("as-of", isDate, null, "YYYY-MM-DD");
  // The engine is the loader's choice; here its name is only checked.
  const [wish, size, density] = Object.keys(CHOICES).map(choose);
  const theme = themeFor(wish);
  return {
    options: {
      lang,
      as_of: asOf || today(),
      as_of_fixed: asOf !== null,
      measures: words(element.getAttribute("measures")),
      mode: read("mode", (value) => MODES.includes(value), null, MODES.join(", ")),
      heading_level: Number(read("heading-level", (value) => HEADING.test(value), "2", "1 to 6")),
      density,
      theme,
    },
    look: { theme, density, size, preset: read("preset", (value) => value === PRESET, null, PRESET) },
  };
}

/** Whether the calendar has this day. */
function isDate(text) {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function words(list) {
  const found = (list || "").split(/[\s,]+/).filter(Boolean);
  return found.length > 0 ? found : null;
}
