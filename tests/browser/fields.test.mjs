/*
 * Typing, in every field of a full form: whatever is drawn anew because of it, the field is the same node with the same
 * text, focus and caret; and while an input method composes, nothing is judged.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { over } from "./browsers.mjs";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { STATES } from "./states.mjs";
import { Visitor } from "./visitor.mjs";
import { watch } from "./watch.mjs";

let site;
let browser;
let page;
let visitor;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(() => page.close());

async function visit(state) {
  ({ page } = await openPage(browser, site, "/hosts/plain/", { before: watch }));
  visitor = new Visitor(over(page));
  await visitor.ready();
  await STATES[state](page);
}

/** Two frames and a task: what a key brings about is drawn. */
const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

const inputs = (type) => page.evaluate((type) => {
  const { shadowRoot } = document.querySelector("#a");
  const isShown = (each) => each.id && each.getClientRects().length > 0 && !each.closest("details:not([open])");
  return [...shadowRoot.querySelectorAll(type)].filter(isShown).map((each) => each.id);
}, type);

test("R25: in every field of a full form, right and wrong figures leave node, focus, text and caret as they are", async () => {
  await visit("a case with everything");
  const ids = await inputs("input[type=text]");
  assert.ok(ids.length > 20, `${ids.length} fields`);
  for (const id of ids) {
    await page.evaluate((id) => {
      const input = document.querySelector("#a").shadowRoot.getElementById(id);
      window.held = input;
      input.focus();
      input.select();
    }, id);
    for (const [typed, expected] of [["12", "12"], ["x7", "12x7"]]) {
      await page.keyboard.type(typed);
      await page.keyboard.press("ArrowLeft");
      await settled();
      const found = await page.evaluate((id) => {
        const { shadowRoot } = document.querySelector("#a");
        const { held } = window;
        const caret = held.selectionStart;
        held.selectionStart = held.value.length;
        return [shadowRoot.getElementById(id) === held, shadowRoot.activeElement === held, held.value, caret];
      }, id);
      assert.deepEqual(found, [true, true, expected, expected.length - 1], id);
    }
  }
});

test("R25: a choice changed by keyboard keeps its node and its focus, whatever it brings and takes away", async () => {
  await visit("a case with everything");
  const ids = await inputs("select");
  assert.ok(ids.length > 5, `${ids.length} lists`);
  for (const id of ids) {
    await page.evaluate((id) => {
      window.held = document.querySelector("#a").shadowRoot.getElementById(id);
      window.held.focus();
    }, id);
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) {
      await page.keyboard.press(key);
      await settled();
    }
    const found = await page.evaluate(() => [window.held.isConnected, document.querySelector("#a").shadowRoot.activeElement === window.held]);
    assert.deepEqual(found, [true, true], id);
  }
});

test("R34: while an input method composes nothing is judged, and what comes of it is read, full-width signs too", async () => {
  await visit("the first screen");
  const session = await page.createCDPSession();
  const compose = (text) => session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const premium = { label: "保费" };
  const complaints = () => visitor.see(premium, (input) => [
    input.getRootNode().querySelectorAll(".ta-error").length,
    input.getAttribute("aria-invalid"),
  ]);
  const reads = (amount) => visitor.page.until((amount) => document.querySelector("#a").case.credit_insurance[0].premium === amount, amount);
  await visitor.press(premium);
  for (const text of ["w", "wu", "wu qian", "五千"]) {
    await compose(text);
    await settled();
    assert.deepEqual(await complaints(), [0, null], text);
  }
  await compose("");
  await session.send("Input.insertText", { text: "￥１２，３４５．５" });
  await reads("12345.5");
  for (const [typed, meant] of [["1,234", "1234"], ["12万", "120000"], ["1.2亿元", "120000000"]]) {
    await visitor.see(premium, (input) => input.select());
    await session.send("Input.insertText", { text: typed });
    await reads(meant);
  }
});
