/*
 * What a host learns of an answer: outcomes alone, the case as well where it asks for that, and nothing before the visitor
 * agreed where it has to ask.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { call, data, give, has, press, seen, told, visit } from "./host-page.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A case whose every figure and name is nowhere else. */
const MARKED = () => ({
  ...data,
  enterprise: { ...data.enterprise, employees: 83, exports: undefined },
  credit_insurance: [{ id: "zz9", channel: "single_window", issued_on: "2025-03-19", premium_paid_on: "2025-04-23", premium: "7913.57" }],
});

test("R39: a result holds no figure that was entered, and with result-detail=full the case", async () => {
  const { page } = await visit();
  await give(page, MARKED());
  const outcome = await told(page, "result");
  assert.equal("case" in outcome, false);
  const text = JSON.stringify(outcome);
  ["83", "2025-03-19", "2025-04-23", data.enterprise.city].forEach((value) => assert.ok(!text.includes(`"${value}"`) && !text.includes(`:${value},`), value));
  assert.ok(!/"(inputs|derived)":/.test(text));
  assert.ok(outcome.measures.length > 0 && outcome.result_id);
  await page.evaluate(() => (document.querySelector("#a").resultDetail = "full"));
  await page.evaluate(() => (document.querySelector("#a").case = { ...document.querySelector("#a").case, as_of: "2025-06-30" }));
  await page.waitForFunction(() => window.seen.some(({ event, detail }) => event === "result" && detail.case));
  const full = (await seen(page, "result")).at(-1);
  assert.equal(full.case.credit_insurance[0].premium, "7913.57");
  assert.equal(full.result_id, await page.evaluate(() => document.querySelector("#a").assessment.result_id));
});

test("R39: with consent=ask nothing leaves before the visitor agrees, and nothing after they withdraw", async () => {
  const { page } = await visit('consent="ask" result-detail="full" name="r"', { around: (element) => `<form id="f">${element}</form>` });
  await give(page);
  await has(page, "#td-consent");
  assert.match(await page.evaluate(() => window.inside("#td-consent").textContent), /测算结果和填写的内容/);
  const hidden = () => page.evaluate(() => {
    const { assessment, case: known } = document.querySelector("#a");
    return [assessment, known, document.querySelector("#a").assess(), new FormData(document.querySelector("#f")).get("r")];
  });
  assert.deepEqual(await hidden(), [null, null, null, null]);
  assert.equal((await call(page, "shareLink")).code, "CONSENT");
  assert.deepEqual(await seen(page, "result"), []);
  await press(page, "[data-take=refuse]");
  await page.waitForFunction(() => window.inside("#td-consent").textContent.includes("没有"));
  assert.deepEqual(await seen(page, "result"), []);
  await press(page, "[data-take=agree]");
  const result = await told(page, "result");
  assert.equal(result.case.enterprise.city, data.enterprise.city);
  assert.equal(await page.evaluate(() => new FormData(document.querySelector("#f")).get("r")), result.result_id);
  await page.waitForFunction(() => window.inside("[data-take=withdraw]"));
  assert.ok(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.id === "td-consent"));
  await press(page, "[data-take=withdraw]");
  await page.waitForFunction(() => window.inside("[data-take=agree]"));
  assert.deepEqual(await hidden(), [null, null, null, null]);
});

for (const lang of ["zh-CN", "en"]) {
  test(`R39: the visitor's choice has no finding of axe and holds by the keyboard, in ${lang}`, async () => {
    const { page } = await visit(`consent=ask lang=${lang}`);
    await give(page);
    await has(page, "#td-consent");
    await page.evaluate(await readFile(AXE, "utf8"));
    const findings = () => page.evaluate(async () => (await window.axe.run("#a")).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`).filter((finding) => !/^(region|landmark|page-has)/.test(finding)));
    assert.deepEqual(await findings(), []);
    await page.evaluate(() => window.inside("[data-take=agree]").focus());
    await page.keyboard.press("Enter");
    await has(page, "[data-take=withdraw]");
    assert.deepEqual(await findings(), []);
  });
}

test("R39: before the visitor agrees a file is saved without the host", async () => {
  const { page } = await visit("consent=ask lang=en");
  await give(page);
  await has(page, "[data-take=print]");
  await press(page, "[data-take=print]");
  await page.waitForFunction(() => window.printed);
  assert.deepEqual(await seen(page, "export"), []);
});
