/*
 * The pages of `tests/hosts`, each walked through in every browser as a visitor does: a figure is typed, a choice is
 * made, an amount is read, the result is taken away. Before and after, the page is held against itself without a
 * calculator. What single pages ask for beyond that stands in `hosts-*.test.mjs`.
 */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inEveryBrowser } from "./hosts.mjs";
import { snapshot } from "./watch.mjs";

/** What is shown of every page. */
const ALL = "R1 R2 R14 R16 R52 R62";

/** What a page shows beyond that, in which frame its calculator stands, and how one comes to it. */
const HOSTS = {
  "plain": {},
  "strict-csp": { shows: "R3 R4", isStrict: true },
  "trusted-types": { shows: "R3 R5", isStrict: true },
  "trusted-types-none": { shows: "R3 R5", isStrict: true },
  "sandboxed-frame": { shows: "R15", frame: "#frame", headers: { "access-control-allow-origin": "*" } },
  "quirks": { shows: "R37" },
  "gbk": { shows: "R37" },
  "base-href": { shows: "R37" },
  "frameset": { shows: "R37", frame: "[name=content]" },
  "jquery-1": { shows: "R26" },
  "prototype-1-6": { shows: "R26" },
  "mootools-1-2": { shows: "R26" },
  "amd": { shows: "R26" },
  "overridden-builtins": { shows: "R26" },
  "rem-100": { shows: "R20" },
  "hostile-sheet": { shows: "R19" },
  "rtl": { shows: "R19" },
  "vue-hash-router": { at: "#/support" },
  "three-instances": { shows: "R22" },
  "rerender": { shows: "R23" },
  "translator": { shows: "R24" },
  "writing-assistant": { shows: "R24" },
  "toolbar": { shows: "R24" },
  "hidden-tab": { shows: "R23", enter: "#show" },
  "sticky-header": { shows: "R32" },
  "narrow-columns": { shows: "R21", width: 1920 },
  "strict-listeners": {},
  "closed-root": {},
  // Its sheets are the page's for as long as it stands.
  "light-tree": { shows: "R19 R36", wears: 2, isStrict: true },
};

/** Pages on which no calculator comes to stand. */
const WITHOUT = ["no-script", "old-browser"];

/** Where pages of earlier versions stand (`frozen.test.mjs`). */
const FROZEN = "frozen";

/** The page as it is where the script of the calculator is empty. */
async function without(browser, name, host) {
  const { release } = browser.site;
  ["tradeaid.js", "widget.js", "desk.js", "host.js"].forEach((file) => browser.site.answer(`${release}${file}`, { body: "" }));
  const { page } = await browser.visit(name, host);
  await page.settle();
  const found = await page.evaluate(snapshot);
  browser.site.straighten();
  return found;
}

async function lend({ site }, headers) {
  const names = await (await fetch(`${site.origin}${site.release}integrity.json`)).json();
  ["tradeaid.js", ...Object.keys(names)].forEach((each) => site.answer(`${site.release}${each}`, { headers }));
}

/** What was asked for by the browser's own account, from wherever. */
const accounted = (page) => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));

/** What was asked for that belongs neither to the page nor to the release. */
async function strangers({ site }, name, page, asked) {
  // The icon is the browser's own wish; the other version is one of a page's own tags.
  const own = ["/favicon.ico", "/tradeaid/9.9.9/tradeaid.js"];
  const isStrange = (path) => !own.includes(path) && !/^blob:/.test(path) && !path.startsWith(site.release) && !path.startsWith(`/hosts/${name}/`);
  return [...asked, ...(await accounted(page)).map((each) => each.replace(site.origin, ""))].filter(isStrange);
}

inEveryBrowser((browser) => {
  for (const [name, { shows = "", headers, wears = 0, isStrict, ...host }] of Object.entries(HOSTS)) {
    test(...browser.named(`${shows && `${shows} `}${ALL}: the page ${name} is walked through from a figure to a file, and left as it was`, name), async () => {
      const expected = await without(browser, name, host);
      await (headers && lend(browser, headers));
      const { page, visitor, asked } = await browser.visit(name, host);
      await visitor.ready();
      await visitor.walk();
      await visitor.takeAway();

      assert.deepEqual(await strangers(browser, name, page, asked), []);
      const { late, errors, violations, reads } = await page.evaluate(() => ({ ...window.watched, listeners: [], seen: [], roots: null }));
      assert.deepEqual(late, []);
      assert.deepEqual(errors, []);
      assert.deepEqual(violations, isStrict ? browser.complaints : []);
      assert.deepEqual(reads, []);

      const found = await page.evaluate(snapshot);
      assert.deepEqual(found.names.filter((each) => !expected.names.includes(each)), ["TradeAid"]);
      const worn = browser.drawsInPages ? wears : 0;
      const sheets = expected.sheets.map((count, at) => count + (at && worn));
      assert.deepEqual({ ...found, names: [] }, { ...expected, sheets, names: [] });

      await page.evaluate(() => document.querySelectorAll("tradeaid-calculator").forEach((each) => each.parentNode.removeChild(each)));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const left = await page.evaluate(() => window.watched.listeners.map(({ target, type }) => `${type} on ${target}`));
      assert.deepEqual(left, []);
      assert.deepEqual(await page.evaluate(() => (document.adoptedStyleSheets || []).length), expected.sheets[1]);
    });
  }

  if (browser.bars("trusted-types-none")) {
    test(...browser.named("R8 R11: where the page trusted-types-none admits no engine at all, its own words stay"), async () => {
      const { page } = await browser.visit("trusted-types-none");
      await page.until(() => window.watched.seen.some(({ name }) => name === "error"));
      assert.match(await page.text(".fallback"), /12345/);
      assert.deepEqual((await page.evaluate(() => window.watched.seen)).map(({ name }) => name), ["error"]);
    });
  }
});

test("R62: every page of the folder is walked through", async () => {
  const folder = await readdir(fileURLToPath(new URL("../hosts/", import.meta.url)), { withFileTypes: true });
  const pages = folder.filter((each) => each.isDirectory()).map((each) => each.name);
  assert.deepEqual(pages.sort(), [...Object.keys(HOSTS), ...WITHOUT, FROZEN].sort());
});
