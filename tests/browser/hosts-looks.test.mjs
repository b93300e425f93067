/*
 * Pages of `tests/hosts` whose styles, widths and readers' tools reach for the calculator: what is drawn inside is what
 * is drawn on a page that does nothing, it fits its place, and what tools do to it harms nothing.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { Visitor, until } from "./visitor.mjs";
import { watch } from "./watch.mjs";

let site;
let browser;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function visit(name, options = {}) {
  const account = await openPage(browser, site, `/hosts/${name}/`, { before: watch, ...options });
  open.push(account);
  const visitor = new Visitor(account.page, account.page.mainFrame());
  return { ...account, visitor };
}

/** When everything is drawn that comes by itself. */
const furnished = (page) => until(page, () => document.querySelector("#a").shadowRoot.querySelector("[data-desk]") !== null);

/** Every computed value of everything inside that a page could reach. */
const computed = (page) => page.evaluate(() => {
  const mount = document.querySelector("#a").shadowRoot.querySelector(".tradeaid");
  const names = [
    "color", "fontSize", "fontFamily", "lineHeight", "letterSpacing", "direction", "visibility", "textAlign", "textTransform",
    "wordBreak", "display", "boxSizing", "float", "position", "opacity",
  ];
  return [mount, ...mount.querySelectorAll("*")].map((node) => {
    const style = getComputedStyle(node);
    return `${node.localName}.${node.getAttribute("class")} ${names.map((name) => style[name]).join("|")}`;
  });
});

for (const name of ["hostile-sheet", "rem-100", "rtl", "prototype-1-6"]) {
  test(`R19 R20: on the page ${name} every style inside is what it is on a plain page`, async () => {
    const plain = await visit("plain");
    await furnished(plain.page);
    const { page } = await visit(name);
    await furnished(page);
    assert.deepEqual(await computed(page), await computed(plain.page));
  });
}

test("R21: columns from 280 to 1000 px of one page have each their own layout, and nothing sticks out", async () => {
  const { page } = await visit("narrow-columns", { width: 1920 });
  for (const id of ["a", "b", "c", "d"]) {
    await new Visitor(page, page.mainFrame(), id).ready();
  }
  await furnished(page);
  const found = await page.evaluate(() => [...document.querySelectorAll(".column")].map((column) => {
    const { shadowRoot } = column.querySelector("tradeaid-calculator");
    const edge = column.getBoundingClientRect().right + 0.5;
    const wide = [...shadowRoot.querySelectorAll("button, input, select, p, h2, h3, .ta-num")].filter((node) => {
      // What is there for voices alone is a pixel wide and cut off.
      const box = node.getBoundingClientRect();
      return box.width > 1 && box.right > edge && !node.closest(".ta-hidden");
    });
    return [shadowRoot.querySelector(".tradeaid").dataset.width, column.scrollWidth, wide.map((node) => node.className || node.localName)];
  }));
  assert.deepEqual(found, [["xs", 280, []], ["s", 360, []], ["m", 600, []], ["l", 1000, []]]);
});

test("R32: below a header that sticks, what has the focus is never covered", async () => {
  const { page, visitor } = await visit("sticky-header", { height: 500 });
  await visitor.ready();
  await (await visitor.field("保费")).focus();
  for (const [key, times] of [["Tab", 30], ["Shift+Tab", 50]]) {
    for (let time = 0; time < times; time += 1) {
      await press(page, key);
      const covered = await page.evaluate(() => {
        const focused = document.querySelector("#a").shadowRoot.activeElement;
        const box = (focused && (focused.closest("label") || focused)).getBoundingClientRect();
        return focused && box.top < document.querySelector("#top").getBoundingClientRect().bottom ? `${focused.localName} ${focused.id} at ${box.top}` : "";
      });
      assert.equal(covered, "", `${key} ${time}`);
    }
  }
});

async function press(page, key) {
  const [last, ...held] = key.split("+").reverse();
  for (const each of held) {
    await page.keyboard.down(each);
  }
  await page.keyboard.press(last);
  for (const each of held) {
    await page.keyboard.up(each);
  }
}

test("R23: a calculator in a tab that is shown later takes its width then, and works", async () => {
  const { page, visitor } = await visit("hidden-tab");
  await visitor.ready();
  await page.click("#show");
  await until(page, () => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").dataset.width === "l");
  await visitor.type("保费", "5200元");
  await page.$eval("#tab", (tab) => (tab.style.display = "none"));
  await page.$eval("#tab", (tab) => (tab.style.display = ""));
  await visitor.choose("小微出口企业认定", "是");
  await visitor.reads("5,200.00");
});

test("R24 R36: a toolbar that enters open roots reads every word, makes all type larger, and the calculator works on", async () => {
  const { page, visitor, errors } = await visit("toolbar");
  await visitor.ready();
  await visitor.type("保费", "5200元");
  const before = await page.evaluate(() => getComputedStyle(document.querySelector("#a").shadowRoot.querySelector("label")).fontSize);
  assert.ok((await page.evaluate(() => window.toolbar.larger())) > 200);
  const size = await page.evaluate(() => getComputedStyle(document.querySelector("#a").shadowRoot.querySelector("label")).fontSize);
  assert.equal(parseFloat(size), parseFloat(before) * 1.5);
  await page.click("#zoom");
  await visitor.choose("小微出口企业认定", "是");
  await visitor.reads("5,200.00");
  const words = await page.evaluate(() => window.toolbar.read());
  assert.ok(words.includes("保费") && words.some((word) => word.includes("5,200.00")), "what is shown can be read");
  const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
  assert.ok(scroll <= client + 1, `${scroll} px of ${client}`);
  assert.deepEqual(errors, []);
});
