/*
 * The pages of `tests/hosts` in browsers: each browser is started once for the tests of a file, two side by side, with
 * a server of its own. What a browser cannot do is named here, with the reason; nothing is asserted.
 */

import { after, afterEach, before, describe } from "node:test";
import { BROWSERS, launch } from "./browsers.mjs";
import { startSite } from "./harness.mjs";
import { Visitor } from "./visitor.mjs";
import { watch } from "./watch.mjs";

/** As many browsers at a time as the machines have processors. */
const AT_ONCE = 2;

/** A driver that does not answer must not hold up everything, in milliseconds. */
const LONGEST = 120_000;

/** Before Chromium 97 there was no word for WebAssembly alone: what a policy admits by it is refused and complained of. */
const WITHOUT_A_WORD = ["chromium-88", "chromium-80"];
const REFUSED = ["script-src eval", "script-src eval"];

/** Pages that a browser cannot have a calculator on, with the reason. */
const IMPOSSIBLE = {
  // Chromium 80 knows no trusted types either, and so admits the script that stands in.
  "trusted-types-none": { "chromium-88": "it knows no 'wasm-unsafe-eval', and the page names no script that stands in for WebAssembly" },
  "overridden-builtins": { webkit: "its driver makes a `Map` in the page, in whose place the page has put a map of its city" },
};

/** The slowest first: nothing waits for it in the end. */
const ORDER = ["webkit", ...BROWSERS.filter((name) => name !== "webkit")];

/** Declares the tests of a file once for each browser: `declare(host)`. `ONLY` in the environment names a single one. */
export function inEveryBrowser(declare) {
  const wanted = ORDER.filter((name) => (process.env.ONLY || name) === name);
  describe("the pages of hosts", { concurrency: AT_ONCE }, () => {
    wanted.forEach((name) => describe(`in ${name}`, { concurrency: 1 }, () => declare(new Host(name))));
  });
}

/** A browser with a server of hosts. */
class Host {
  #browser;
  #open = [];
  asked = [];

  constructor(name) {
    this.name = name;
    before(async () => {
      [this.site, this.#browser] = await Promise.all([startSite(), launch(name)]);
      this.site.watch(watch);
      this.site.heard((path) => this.asked.push(path));
    });
    after(() => Promise.all([this.#browser.close(), this.site.close()]));
    afterEach(async () => {
      this.site.straighten();
      for (const page of this.#open.splice(0)) {
        await page.close();
      }
    });
  }

  /**
   * What a test is called and how it is run, for `test(...host.named(title), run)`: its outcome counts for the file that
   * declares it. Left out with the reason where the page `on` which it is cannot be had in this browser.
   */
  named(title, on) {
    return [`${title}, in ${this.name}`, { skip: IMPOSSIBLE[on]?.[this.name], timeout: LONGEST }];
  }

  /** Whether a policy can admit WebAssembly and nothing else. */
  get admitsWasmAlone() {
    return !WITHOUT_A_WORD.includes(this.name);
  }

  /** Whether this page admits no engine here. */
  bars(page) {
    return this.name in (IMPOSSIBLE[page] || {});
  }

  /** Whether a calculator can stand in the tree of a page: before Chromium 84 nothing took the page's rules away. */
  get drawsInPages() {
    return this.name !== "chromium-80";
  }

  /** What the policy of such a page complains of, although the engine in JavaScript does all the same. */
  get complaints() {
    return this.admitsWasmAlone ? [] : REFUSED;
  }

  /** A page of a host, what is asked of the server for it, and a visitor; in the `frame` of the page, and after a press on `enter`. */
  async visit(name, { at = "", frame, enter, ...look } = {}) {
    this.asked = [];
    const page = await this.#browser.open(`${this.site.origin}/hosts/${name}/${at}`, look);
    this.#open.push(page);
    if (frame) {
      await page.enter(frame);
    }
    if (enter) {
      await page.click(enter);
      // What the pointer stays on looks otherwise.
      await page.click("#lead");
    }
    return { page, visitor: new Visitor(page), asked: this.asked };
  }
}
