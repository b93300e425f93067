/*
 * The pages of `tests/hosts`, each walked through as a visitor does: a figure is typed, a choice is made, an amount is
 * read, the result is taken away. Before and after, the page is held against itself without a calculator. What single
 * pages ask for beyond that stands in `hosts-*.test.mjs`.
 */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { Visitor } from "./visitor.mjs";
import { snapshot, watch } from "./watch.mjs";

/** What is shown of every page. */
const ALL = "R1 R2 R14 R16 R52 R62";

/** What a page shows beyond that, in which frame its calculator stands, and how one comes to it. */
const HOSTS = {
  "plain": {},
  "strict-csp": { shows: "R3 R4" },
  "trusted-types": { shows: "R3 R5" },
  "trusted-types-none": { shows: "R3 R5" },
  "sandboxed-frame": { shows: "R15", frame: "inner.html", headers: { "access-control-allow-origin": "*" } },
  "quirks": { shows: "R37" },
  "gbk": { shows: "R37" },
  "base-href": { shows: "R37" },
  "frameset": { shows: "R37", frame: "content.html" },
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
  "light-tree": { shows: "R19 R36", wears: 2 },
};

/** Pages on which no calculator comes to stand. */
const WITHOUT = ["no-script", "old-browser"];

/** Where pages of earlier versions stand (`frozen.test.mjs`). */
const FROZEN = "frozen";

let site;
let browser;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

/** A page of the folder, and the frame in it where the calculator stands. */
async function visit(name, { frame: file, at = "", enter, headers, width } = {}) {
  if (headers) {
    const names = ["tradeaid.js", ...Object.keys(await manifest())];
    names.forEach((each) => site.answer(`${site.release}${each}`, { headers }));
  }
  const account = await openPage(browser, site, `/hosts/${name}/${at}`, { before: watch, width });
  open.push(account);
  const { page } = account;
  const frame = file ? await page.waitForFrame((each) => each.url().endsWith(file)) : page.mainFrame();
  if (enter) {
    await page.click(enter);
  }
  return { ...account, frame, visitor: new Visitor(page, frame) };
}

const manifest = async () => (await fetch(`${site.origin}${site.release}integrity.json`)).json();

/** The page as it is where the script of the calculator is empty. */
async function without(name, host) {
  ["tradeaid.js", "widget.js", "desk.js", "host.js"].forEach((file) => site.answer(`${site.release}${file}`, { body: "" }));
  const { page, frame } = await visit(name, { ...host, headers: undefined });
  await page.waitForNetworkIdle({ idleTime: 100 });
  const found = await frame.evaluate(snapshot);
  site.straighten();
  return found;
}

/** What came after the calculator was ready, by the browser's own account. */
const asked = (frame) => frame.evaluate(() => {
  const late = [];
  for (const { name, startTime } of performance.getEntriesByType("resource")) {
    // The icon is the browser's own wish, at a time of its own.
    if (startTime > window.watched.readyAt && !name.endsWith("/favicon.ico")) {
      late.push(name);
    }
  }
  return late;
});

for (const [name, host] of Object.entries(HOSTS)) {
  test(`${host.shows ? `${host.shows} ` : ""}${ALL}: the page ${name} is walked through from a figure to a file, and left as it was`, async () => {
    const expected = await without(name, host);
    const account = await visit(name, host);
    const { frame, visitor, requests, errors, violations } = account;
    await visitor.ready();
    await visitor.walk();
    await visitor.takeAway();

    assert.deepEqual(await asked(frame), []);
    const strangers = requests.filter((path) => !path.startsWith(site.release) && !path.startsWith(`/hosts/${name}/`) && !path.startsWith("blob:"));
    assert.deepEqual(strangers.filter((path) => path !== "/tradeaid/9.9.9/tradeaid.js"), []);
    assert.deepEqual(errors.filter((text) => !/404|is ignored/.test(text)), []);
    assert.deepEqual(violations, []);
    assert.deepEqual(await frame.evaluate(() => window.watched.reads), []);

    const found = await frame.evaluate(snapshot);
    assert.deepEqual(found.names.filter((each) => !expected.names.includes(each)), ["TradeAid"]);
    const worn = { ...expected, sheets: expected.sheets.map((count, at) => count + (at && (host.wears || 0))) };
    assert.deepEqual({ ...found, names: [] }, { ...worn, names: [] });

    await frame.evaluate(() => document.querySelectorAll("tradeaid-calculator").forEach((each) => each.parentNode.removeChild(each)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const left = await frame.evaluate(() => window.watched.listeners.map(({ target, type }) => `${type} on ${target}`));
    assert.deepEqual(left, []);
    assert.deepEqual(await frame.evaluate(() => (document.adoptedStyleSheets || []).length), expected.sheets[1]);
  });
}

test("R62: every page of the folder is walked through", async () => {
  const folder = await readdir(fileURLToPath(new URL("../hosts/", import.meta.url)), { withFileTypes: true });
  const pages = folder.filter((each) => each.isDirectory()).map((each) => each.name);
  assert.deepEqual(pages.sort(), [...Object.keys(HOSTS), ...WITHOUT, FROZEN].sort());
});
