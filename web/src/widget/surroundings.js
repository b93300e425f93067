/*
 * What a calculator takes from the page around it: colours, contrast, language, and the class of its own width.
 * Reads the page, never changes it.
 */

/** Width classes, narrowest first, and the least width of each but the first. */
const CLASSES = ["xs", "s", "m", "l"];
const LEAST = [360, 600, 960];

/** A narrower class needs this much less: a scroll bar that comes and goes must not flip the layout. */
const HYSTERESIS = 8;

/** The rank of a width among the classes, given the rank before. */
export function widthRank(width, before) {
  const rank = LEAST.filter((least) => width >= least).length;
  return before > rank && width >= LEAST[before - 1] - HYSTERESIS ? before : rank;
}

/** The name of a rank; large type takes the layout of the next narrower class. */
export function widthClass(rank, isLarge) {
  return CLASSES[Math.max(isLarge ? rank - 1 : rank, 0)];
}

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const forcesColours = window.matchMedia("(forced-colors: active)");

/** The colour set for a wish: `auto` follows the device. */
export function themeFor(wish) {
  if (wish !== "auto") {
    return wish;
  }
  if (forcesColours.matches) {
    return "contrast";
  }
  return prefersDark.matches ? "dark" : "light";
}

/** Watches the device and the page for all calculators at once, while there are any. */
export class Surroundings {
  constructor(changed) {
    this.changed = changed;
    this.languages = new MutationObserver(changed);
  }

  watch() {
    prefersDark.addEventListener("change", this.changed);
    forcesColours.addEventListener("change", this.changed);
    this.languages.observe(document, { attributes: true, attributeFilter: ["lang"], subtree: true });
  }

  ignore() {
    prefersDark.removeEventListener("change", this.changed);
    forcesColours.removeEventListener("change", this.changed);
    this.languages.disconnect();
  }
}
