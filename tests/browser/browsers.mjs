/*
 * Every browser that the calculator is tested in, behind one small set of what a person can do: look, press, touch,
 * type, pick, print. A test written for one runs in all. Knows nothing of calculators.
 *
 * What to act on is a selector, which also looks into open shadow roots; `{ of: selector, saying: text }`: the first
 * such element that can be seen and has this text or name, word for word before in part; or `{ by: seek, given }`: the
 * element that this function of the page gives.
 */

import { handsOn, startChromium, startFirefox } from "./drivers/puppeteer.mjs";
import { startOldChromium } from "./drivers/devtools.mjs";
import { startWebKit } from "./drivers/webkit.mjs";
import * as eyes from "./drivers/eyes.mjs";

const STARTS = {
  chromium: startChromium,
  firefox: startFirefox,
  webkit: startWebKit,
  "chromium-88": () => startOldChromium("chromium-88"),
  "chromium-80": () => startOldChromium("chromium-80"),
};

/** The names that `launch` takes. */
export const BROWSERS = Object.keys(STARTS);

/** How long anything that is waited for may take, in milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 25;

/** Starts a browser without a window. `browser.open(url, {width, height, touch})` gives a page, `close` ends it. */
export async function launch(name) {
  const driver = await STARTS[name]();
  return {
    name,
    version: driver.version,
    open: async (url, { width = 1280, height = 800, touch = false } = {}) => {
      const page = new Page(name, await driver.open({ width, height, touch }));
      await page.goto(url);
      return page;
    },
    close: () => driver.close(),
  };
}

/** What a person can do with a page that puppeteer has opened in Chromium. */
export const over = (page) => new Page("chromium", handsOn(page));

class Page {
  #hands;
  /* The frame that was entered, as a selector of the page around it. */
  #frame = null;

  /** `hands` is what a driver can do with a page: see any of them. */
  constructor(browser, hands) {
    this.browser = browser;
    this.#hands = hands;
  }

  /** Where files of the page are saved, or null where its browser saves none. */
  get downloads() {
    return this.#hands.downloads ?? null;
  }

  /** Whether the page can be had on paper. */
  get prints() {
    return Boolean(this.#hands.paper);
  }

  goto(url) {
    return this.#hands.goto(url);
  }

  /** Goes into a frame of the page, once it is loaded: whatever is done from now on is done in there. */
  async enter(selector) {
    const find = (selector) => Array.prototype.indexOf.call(document.querySelectorAll("frame, iframe"), document.querySelector(selector));
    await this.#hands.enter(await this.evaluate(find, selector));
    this.#frame = selector;
    await this.until(() => document.readyState === "complete" && location.href !== "about:blank");
  }

  /** Where what was entered begins, for drivers that press in the page around it. */
  #corner() {
    const corner = (selector) => {
      const { left, top } = document.querySelector(selector).getBoundingClientRect();
      return { left, top };
    };
    return this.#frame && this.#hands.evaluateAround ? this.#hands.evaluateAround(`(${corner})(${JSON.stringify(this.#frame)})`) : { left: 0, top: 0 };
  }

  /** Gives the page another width, in pixels of CSS. */
  width(width, height = 800) {
    return this.#hands.resize(width, height);
  }

  /** Runs a function in the page: arguments and answer are JSON; a promise is waited for. */
  evaluate(run, ...given) {
    return this.#hands.evaluate(`(${run})(${given.map((each) => JSON.stringify(each) ?? "undefined").join(", ")})`);
  }

  /** Runs a function in the page until it gives something. */
  async until(run, ...given) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const told = await this.evaluate(run, ...given);
      if (told) {
        return told;
      }
      if (Date.now() > end) {
        throw new Error(`${this.browser}: waited in vain for ${run} ${JSON.stringify(given)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** Runs `look(elements, ...given)` in the page over what `target` means there. */
  #look(look, target, ...given) {
    const { of, saying = null, by, given: wanted = [] } = typeof target === "string" ? { of: target } : target;
    const json = (list) => list.map((each) => JSON.stringify(each) ?? "undefined").join(", ");
    const found = by ? `[(${by})(${json(wanted)})].filter(Boolean)` : `(${eyes.find})(${json([of, saying])})`;
    return this.#hands.evaluate(`(${look})(${[found, json(given)].filter(Boolean).join(", ")})`);
  }

  /** What `look(element, ...given)` of the page gives for the first element, once it is there. */
  async see(target, look, ...given) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const told = await this.#look(`(elements, ...given) => elements.length > 0 ? { is: (${look})(elements[0], ...given) } : null`, target, ...given);
      if (told) {
        return told.is;
      }
      if (Date.now() > end) {
        throw new Error(`${this.browser}: ${JSON.stringify(target)} is not there`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** How many elements there are. */
  count(target) {
    return this.#look((elements) => elements.length, target);
  }

  /** The text of the first element, its parts with blanks between, as they are seen. */
  text(target) {
    return this.#look(eyes.text, target);
  }

  /** The texts of all of them. */
  texts(target) {
    return this.#look(`(elements) => elements.map((each) => (${eyes.text})([each]))`, target);
  }

  /** What stands in a box, or is picked in a list. */
  value(target) {
    return this.#look((elements) => elements[0].value, target);
  }

  /** Where a person would press: the middle, brought into view, with nothing before it. */
  async #spot(target) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const spot = await this.#look(eyes.spot, target);
      if (spot.x !== undefined) {
        const { left, top } = await this.#corner();
        return { x: spot.x + left, y: spot.y + top };
      }
      if (Date.now() > end) {
        throw new Error(`${this.browser}: cannot press ${JSON.stringify(target)}: ${spot.why}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  /** Presses the mouse on an element. */
  async click(target) {
    const { x, y } = await this.#spot(target);
    await this.#hands.click(x, y);
    await this.settle();
  }

  /** Touches an element with a finger; with the mouse where the driver has none. */
  async tap(target) {
    const { x, y } = await this.#spot(target);
    await (this.#hands.tap || this.#hands.click)(x, y);
    await this.settle();
  }

  /** Types a text where the focus is. */
  async type(text) {
    await this.#hands.type(text);
    await this.settle();
  }

  /** Types letters where the focus is, of which an input method makes a text in the end; `between` looks on. Chromium of today alone. */
  async compose(letters, text, between = async () => {}) {
    await this.#hands.compose(letters, text, between);
    await this.settle();
  }

  /** Presses a key: `Enter`, `Tab`, `ArrowDown`, `Backspace`, `Space`; `Shift+Tab`, `Control+a`. */
  async press(key) {
    await this.#hands.press(key);
    await this.settle();
  }

  /** Picks from a list by what it says. The list itself opens outside of the page, where no driver can press. */
  async pick(target, saying) {
    await this.#spot(target);
    await this.#look(eyes.pick, target, saying);
    await this.settle();
  }

  /** Two frames: what was rendered is laid out. */
  settle() {
    return this.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
  }

  /** A picture of what is seen, as PNG. */
  screenshot() {
    return this.#hands.picture();
  }

  /** The page on paper, as PDF. */
  pdf() {
    return this.#hands.paper();
  }

  close() {
    return this.#hands.close();
  }
}
