/*
 * A calculator on a device that many people share: nobody touches it, it says that it will forget, it forgets, and
 * nothing of what was entered is left anywhere. The time is real, and as short as a host may make it.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { call, complained, data, give, has, press, quiet, visit } from "./host-page.mjs";

const KEY = "tradeaid::a";
/** What nobody else would write. */
const MARK = "7391";
const OVER = ".td-notice--over";

/** A case with the mark in every premium. */
const marked = { ...data, credit_insurance: data.credit_insurance.map((item) => ({ ...item, id: `m${MARK}`, premium: `${MARK}.50` })) };

/** Wherever the mark is found: in nodes, attributes, fields, stores, and what the element gives. */
const traces = (page) =>
  page.evaluate((mark, key) => {
    const element = document.querySelector("#a");
    const nodes = [...document.querySelectorAll("*"), ...element.shadowRoot.querySelectorAll("*")];
    const told = [JSON.stringify(element.case), JSON.stringify(element.assessment), localStorage.getItem(key), document.body.textContent, element.shadowRoot.textContent];
    const held = nodes.flatMap((node) => [node.value, ...[...node.attributes].map(({ value }) => value)]);
    return [...told, ...held].filter((text) => String(text).replace(/,/g, "").includes(mark)).length;
  }, MARK, KEY);

/** Fills the calculator, keeps a case for comparing, and looks at what can be taken away. */
async function use(page) {
  await give(page, marked);
  await has(page, "[data-take=pdf]");
  await press(page, "[data-take=share]");
  await has(page, "#td-take-text");
  await press(page, "[data-desk=open][data-name=compare]");
  await has(page, "#td-title");
  await page.waitForFunction((key) => localStorage.getItem(key), {}, KEY);
}

test("R56: nobody there, it says so 20 seconds before, keeps everything if asked, and then forgets all of it", async () => {
  const { page, errors } = await visit("idle-reset=30 storage=local mode=form");
  await use(page);
  assert.ok((await traces(page)) > 3);
  await has(page, OVER);
  // It comes to where the visitor is once the browser has told what can be seen.
  await page.waitForFunction((over) => {
    const { top, bottom } = window.inside(`${over} [role=alert]`).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, {}, OVER);
  assert.match(await page.evaluate((over) => window.inside(over).textContent, OVER), /20 秒.*保留/);
  await page.evaluate((over) => window.inside(`${over} button`).click(), OVER);
  await page.waitForFunction((over) => !window.inside(over), {}, OVER);
  assert.ok((await traces(page)) > 3);
  await has(page, OVER);
  await page.waitForFunction(() => document.querySelector("#a").assessment === null);
  await page.waitForFunction(() => /已清除/.test(document.querySelector("#a").shadowRoot.textContent));
  await quiet(page);
  assert.equal(await traces(page), 0);
  assert.equal(await page.evaluate(() => window.inside("#td-title")), null);
  assert.deepEqual(errors, []);
});

test("R56: the next visitor is asked again whether the page may have the result", async () => {
  const { page } = await visit("idle-reset=30 consent=ask lang=en");
  await give(page);
  await has(page, "[data-take=agree]");
  await press(page, "[data-take=agree]");
  await has(page, "[data-take=withdraw]");
  await has(page, OVER);
  assert.match(await page.evaluate((over) => window.inside(over).textContent, OVER), /in 20 seconds.*Keep everything/i);
  await page.waitForFunction(() => /were erased/.test(document.querySelector("#a").shadowRoot.textContent));
  assert.equal((await call(page, "shareLink")).code, "CONSENT");
});

test("R56: a time that is too short is told and not taken", async () => {
  const { page } = await visit("idle-reset=10");
  await complained(page, "BAD_CONFIG", 'idle-reset="10"');
});
