/*
 * The life of a page with a calculator: how it comes to stand without a jump or not at all, goes on without a network,
 * and knows the day. Nothing is timed.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { over } from "./browsers.mjs";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { fallsBack } from "./host.mjs";
import { Visitor } from "./visitor.mjs";
import { watch } from "./watch.mjs";

let site;
let browser;
let page;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(() => page.close());

async function visit(name, more = () => {}, options = {}) {
  const account = await openPage(browser, site, `/hosts/${name}/`, { before: `(${watch})(); (${more})()`, ...options });
  page = account.page;
  return { ...account, visitor: new Visitor(over(page)) };
}

test("R30: nothing on the page jumps when the calculator comes to stand", async () => {
  const { visitor } = await visit("plain", () => {
    window.jumped = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.jumped += value))).observe({ type: "layout-shift", buffered: true });
  });
  await visitor.ready();
  await visitor.furnished();
  const jumped = await page.evaluate(() => window.jumped);
  assert.ok(jumped < 0.05, `${jumped}`);
});

test("R53: once it stands it works without a network, to the last file and the last room", async () => {
  const { visitor, errors, requests } = await visit("plain");
  await visitor.ready();
  const before = requests.length;
  await page.setOfflineMode(true);
  await visitor.walk();
  await visitor.takeAway();
  await page.$eval("#a", (element) => element.setAttribute("lang", "en"));
  await visitor.page.until(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  assert.deepEqual(requests.slice(before).filter((path) => !path.startsWith("blob:")), []);
  // The icon of the site, which is not counted above, may have been on its way.
  assert.deepEqual(errors.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED")), []);
});

for (const [what, now, day] of [
  ["the last minute of the document's last day in China", "2025-12-31T15:59:30Z", "2025-12-31"],
  ["the first minute after it", "2025-12-31T16:00:30Z", "2026-01-01"],
]) {
  test(`R57: by the clock of the device it is ${day} in ${what}`, async () => {
    const { visitor } = await visit("plain", `() => (Date.now = () => Date.parse(${JSON.stringify(now)}))`);
    await visitor.ready();
    await page.$eval("#a", (element) => element.removeAttribute("as-of"));
    await visitor.page.until((day) => document.querySelector("#a").case.as_of === day, day);
    const words = await page.$eval("#a", (element) => element.shadowRoot.textContent);
    assert.equal(words.includes("本方案已于2025-12-31到期"), day > "2025-12-31", words.slice(0, 300));
  });
}

test("R56: who resets it leaves no figure in fields, words or the case", async () => {
  const { visitor } = await visit("plain");
  await visitor.ready();
  await page.$eval("#a", (element) => element.removeAttribute("prefill"));
  await visitor.type("保费", "98765");
  await visitor.page.until(() => JSON.stringify(document.querySelector("#a").case).indexOf("98765") > 0);
  await page.$eval("#a", (element) => element.reset());
  await visitor.page.until(() => JSON.stringify(document.querySelector("#a").case).indexOf("98765") < 0);
  const left = await page.$eval("#a", (element) => {
    const { shadowRoot } = element;
    const values = [...shadowRoot.querySelectorAll("input, select, textarea")].map((each) => each.value);
    return [...values, shadowRoot.textContent].filter((text) => /98765|98,765/.test(text));
  });
  assert.deepEqual(left, []);
});

test("R11: without scripts the page's own words are there", async () => {
  await visit("no-script", undefined, { javaScript: false, before: undefined });
  assert.ok(await fallsBack(page, ".fallback"));
});

test("R10: in a browser of the time of IE 11 the page's own words stay, and nothing fails", async () => {
  const { errors, requests } = await visit("old-browser", undefined, { before: undefined });
  assert.ok(await fallsBack(page, ".fallback"));
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.filter((path) => path.startsWith(site.release)), [`${site.release}tradeaid.js`]);
  assert.equal(await page.evaluate("TradeAid.render(document.body, {}).element"), null);
});
