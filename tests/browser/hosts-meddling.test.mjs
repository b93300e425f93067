/*
 * Pages of `tests/hosts` that meddle: applications that move the calculator about, translators and assistants that
 * change its nodes, libraries that change the built-in types, and browsers that cannot run it. What a visitor typed stays.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { DIST, openPage, startBrowser, startSite } from "./harness.mjs";
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
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function visit(name, { at = "", ...options } = {}) {
  const account = await openPage(browser, site, `/hosts/${name}/${at}`, { before: watch, ...options });
  open.push(account);
  const visitor = new Visitor(account.page, account.page.mainFrame());
  return { ...account, visitor };
}

const shows = (page, selector) => page.$eval(selector, (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0);
const value = async (visitor, label) => (await visitor.field(label)).evaluate((input) => input.value);
/** Longer than what a calculator takes for one and the same move. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 80));

for (const move of ["move", "wrap", "anew"]) {
  test(`R23: an application that redraws itself (${move}) in the middle of a word keeps the word, the caret and the place`, async () => {
    const { page, visitor, errors } = await visit("rerender", { height: 600 });
    await visitor.ready();
    await visitor.type("保费", "52元");
    await page.keyboard.press("ArrowLeft");
    const field = await visitor.field("保费");
    const scrolled = await page.evaluate(() => window.scrollY);
    await page.evaluate((move) => window.host[move](), move);
    await aWhile();
    const [isSame, caret] = await field.evaluate((input) => [
      input.isConnected && document.querySelector("#a").shadowRoot.activeElement === input,
      input.selectionStart,
    ]);
    assert.ok(isSame, "the field has the focus");
    assert.equal(caret, 2);
    assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - scrolled) < 60, "the page stays where it is");
    await page.keyboard.type("00");
    assert.equal(await value(visitor, "保费"), "5200元");
    await visitor.choose("小微出口企业认定", "是");
    await visitor.reads("5,200.00");
    assert.deepEqual(errors, []);
  });
}

test("R23: taken out of the page for a while and put back it has the focus and what was typed, and goes on", async () => {
  const { page, visitor, errors } = await visit("rerender");
  await visitor.ready();
  await visitor.type("保费", "5200元");
  await page.evaluate(() => window.host.takeAway());
  await aWhile();
  await page.evaluate(() => window.host.putBack());
  await aWhile();
  await page.keyboard.press("Backspace");
  assert.equal(await value(visitor, "保费"), "5200");
  await visitor.choose("小微出口企业认定", "是");
  await visitor.reads("5,200.00");
  assert.deepEqual(errors, []);
});

test("R23: whoever went somewhere else in the meantime keeps the focus there", async () => {
  const { page, visitor } = await visit("rerender");
  await visitor.ready();
  await visitor.type("保费", "5200元");
  await page.evaluate(() => {
    window.host.takeAway();
    document.querySelector("#left").appendChild(document.createElement("input")).focus();
  });
  await aWhile();
  await page.evaluate(() => window.host.putBack());
  assert.equal(await page.evaluate(() => document.activeElement.localName), "input");
  await (await visitor.field("保费")).focus();
  await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.blur());
  await aWhile();
  await page.evaluate(() => window.host.move());
  assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
});

for (const way of ["wrap", "alter", "drop", "add", "empty"]) {
  test(`R24: a translator that does “${way}” at every step leaves the page and the other calculator in order`, async () => {
    const { page, visitor, errors } = await visit("translator");
    await visitor.ready();
    await new Visitor(page, page.mainFrame(), "b").ready();
    const meddle = () => page.evaluate((way) => {
      window.translate[way](document.querySelector("#a").shadowRoot);
      window.translate[way === "empty" ? "wrap" : way](document.querySelector("#lead"));
    }, way);
    if (way === "empty") {
      await meddle();
    } else {
      await visitor.type("保费", "52");
      await meddle();
      await page.keyboard.type("00元");
      await meddle();
    }
    await page.$eval("#a", (element) => (element.case = { ...element.case, enterprise: { ...element.case.enterprise, recognised_small_micro_exporter: true } }));
    await meddle();
    await until(page, () => document.querySelector("#a").case.enterprise.recognised_small_micro_exporter);
    if (way !== "empty") {
      await until(page, () => document.querySelector("#a").case.credit_insurance[0].premium === "5200");
    }
    const other = new Visitor(page, page.mainFrame(), "b");
    await other.type("Employees", "17");
    await until(page, () => (document.querySelector("#b").case.enterprise || {}).employees === "17");
    await page.evaluate(() => document.querySelectorAll("tradeaid-calculator").forEach((each) => each.remove()));
    await aWhile();
    assert.deepEqual(errors, []);
  });
}

test("R24: a translator that wraps every text again and again keeps figures right and amounts readable", async () => {
  const { page, visitor, errors } = await visit("translator");
  await visitor.ready();
  const wrap = () => page.evaluate(() => window.translate.wrap(document.querySelector("#a").shadowRoot));
  await wrap();
  await visitor.type("保费", "5200元");
  await wrap();
  await visitor.choose("小微出口企业认定", "是");
  await wrap();
  await visitor.reads("5,200.00");
  assert.deepEqual(errors, []);
});

test("R24: a writing assistant that puts nodes beside every field takes nothing from what is typed", async () => {
  const { page, visitor, errors } = await visit("writing-assistant");
  await visitor.ready();
  await visitor.type("保费", "5200元");
  assert.ok(await (await visitor.field("保费")).evaluate((input) => input.hasAttribute("data-assistant")));
  await visitor.choose("小微出口企业认定", "是");
  await visitor.reads("5,200.00");
  assert.equal(await value(visitor, "保费"), "5200元");
  await page.$eval("#a", (element) => element.setAttribute("lang", "en"));
  await until(page, () => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  assert.equal(await value(visitor, "Premium"), "5200元");
  assert.deepEqual(errors, []);
});

for (const name of ["prototype-1-6", "mootools-1-2", "jquery-1", "overridden-builtins"]) {
  test(`R26: on the page ${name} a case comes in and a result goes out as objects`, async () => {
    const { page, visitor } = await visit(name);
    await visitor.ready();
    const told = await page.evaluate(() => {
      const element = document.querySelector("#a");
      const loan = { id: "L1", lender: "bank", kind: "new", principal: "10000000", approved_on: "2024-05-20" };
      element.measures = ["interest_sme_loan", "premium_small_micro"];
      element.case = { enterprise: { city: "quanzhou" }, loan: [loan] };
      const given = element.case;
      return [given.loan.length, given.loan[0].principal, element.getAttribute("measures")];
    });
    assert.deepEqual(told, [1, "10000000", "interest_sme_loan premium_small_micro"]);
    await until(page, () => {
      const { seen } = window.watched;
      return seen[seen.length - 1].name === "result" && document.querySelector("#a").assessment !== null;
    });
    const refused = await page.evaluate(() => window.watched.seen.filter((each) => each.name === "error"));
    assert.deepEqual(refused, []);
  });
}

test("R26: an AMD loader is given nothing and keeps its names", async () => {
  const { page, visitor } = await visit("amd");
  await visitor.ready();
  const told = await page.evaluate(() => [window.claimed, Object.keys(window.module.exports), typeof window.define.amd]);
  assert.deepEqual(told, [[], [], "object"]);
});

test("R52: a router on the hash sees no route but its own, also while a link is made", async () => {
  const { page, visitor } = await visit("vue-hash-router", { at: "#/support" });
  await visitor.ready();
  await visitor.walk();
  await visitor.takeAway();
  assert.deepEqual(await page.evaluate(() => [location.hash, window.routes, Boolean(window.popped)]), ["#/support", ["#/support"], false]);
  await page.evaluate(() => (location.hash = "#/news"));
  await until(page, () => document.querySelector("#a") === null);
  await page.evaluate(() => (location.hash = "#/support"));
  await until(page, () => document.querySelector("#a") && document.querySelector("#a").assessment);
});

test("R16: a page that watches itself sees nothing it did not expect", async () => {
  const { page, visitor } = await visit("strict-listeners");
  await visitor.ready();
  await visitor.walk();
  await visitor.takeAway();
  assert.deepEqual(await page.evaluate(() => window.unexpected), []);
});

test("R22: three calculators, the script twice and another version are three calculators of the first one", async () => {
  const other = await readFile(join(DIST, site.release, "tradeaid.js"), "utf8");
  site.answer("/tradeaid/9.9.9/tradeaid.js", { body: other.replaceAll(`"${site.version}"`, '"9.9.9"') });
  const { page, errors } = await visit("three-instances");
  const visitors = ["a", "b", "c"].map((id) => new Visitor(page, page.mainFrame(), id));
  for (const each of visitors) {
    await each.ready();
  }
  await visitors[1].type("Employees", "17");
  await visitors[0].walk();
  const told = await page.evaluate(() => ["a", "b", "c"].map((id) => (document.getElementById(id).case.enterprise || {}).employees || ""));
  assert.deepEqual(told, ["", "17", ""]);
  assert.equal(await page.evaluate(() => window.TradeAid.version), site.version);
  assert.equal(await page.evaluate(() => document.querySelectorAll("[id]").length), 4, "no id of ours outside of the roots");
  assert.deepEqual(errors, []);
});

test("R11: without scripts the page's own words are there", async () => {
  const { page } = await visit("no-script", { javaScript: false, before: undefined });
  assert.ok(await shows(page, ".fallback"));
});

test("R10: in a browser of the time of IE 11 the page's own words stay, and nothing fails", async () => {
  const { page, errors, requests } = await visit("old-browser", { before: undefined });
  assert.ok(await shows(page, ".fallback"));
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.filter((path) => path.startsWith(site.release)), [`${site.release}tradeaid.js`]);
  assert.equal(await page.evaluate("TradeAid.render(document.body, {}).element"), null);
});

test("R16: a root that the page wants closed is closed, and can be used all the same", async () => {
  const { page, visitor } = await visit("closed-root");
  await visitor.ready();
  assert.equal(await page.$eval("#a", (element) => element.shadowRoot), null);
  await visitor.walk();
});
