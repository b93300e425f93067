/*
 * The calculator as a field of a host's form: what is sent, what keeps a form from being sent, what a reset does. A real
 * form is sent to a real server.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIO = fileURLToPath(new URL("../scenarios/S06.json", import.meta.url));

let site;
let browser;
let data;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  data = JSON.parse(await readFile(SCENARIO, "utf8")).case;
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

const withoutInternals = () => delete HTMLElement.prototype.attachInternals;

async function visit(prepare) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const form = `<form id="f" action="/sent.html"><input name="x" value="1"><tradeaid-calculator id="a" name="result" mode="form"></tradeaid-calculator><button id="send">Send</button></form>`;
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body>${form}</body></html>`;
  site.answer("/host.html", { body, headers: { "content-security-policy": STRICT_POLICY } });
  site.answer("/sent.html", { body: "<!doctype html><title>sent</title>" });
  const account = await openPage(browser, site, "/host.html", { before: prepare });
  open.push(account);
  const { page } = account;
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("slot[name=footer]"));
  return page;
}

const give = (page) => page.evaluate((to) => (document.querySelector("#a").case = to), data);
const value = (page) => page.evaluate(() => new FormData(document.querySelector("#f")).get("result"));
const answered = (page) => page.waitForFunction(() => new FormData(document.querySelector("#f")).get("result"));

async function nonsense(page) {
  await page.evaluate(() => {
    const field = document.querySelector("#a").shadowRoot.querySelector("input[inputmode]");
    field.focus();
    field.value = "十二块五";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    field.blur();
  });
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[aria-invalid=true]"));
}

for (const [how, prepare] of [["", undefined], [", by a hidden field where the browser knows no other way", withoutInternals]]) {
  test(`R42: a form sends the id of the result${how}`, async () => {
    const page = await visit(prepare);
    await give(page);
    await answered(page);
    const id = await page.evaluate(() => document.querySelector("#a").assessment.result_id);
    await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector("#send").click())]);
    const sent = new URL(page.url());
    assert.equal(sent.pathname, "/sent.html");
    assert.deepEqual([...sent.searchParams], [["x", "1"], ["result", id]]);
  });

  test(`R42: a reset of the form empties the calculator${how}`, async () => {
    const page = await visit(prepare);
    await give(page);
    await answered(page);
    const before = await value(page);
    await page.evaluate(() => document.querySelector("#f").reset());
    await page.waitForFunction(() => !("credit_insurance" in document.querySelector("#a").case));
    await page.waitForFunction((id) => new FormData(document.querySelector("#f")).get("result") !== id, {}, before);
  });
}

test("R42: what is wrong in the calculator keeps the form from being sent, with a sentence at its place", async () => {
  const page = await visit();
  await nonsense(page);
  await page.waitForFunction(() => !document.querySelector("#f").checkValidity());
  await page.evaluate(() => document.querySelector("#send").click());
  assert.equal(new URL(page.url()).pathname, "/host.html");
  assert.equal(await value(page), null);
  assert.ok(await page.evaluate(() => document.querySelector("#a").matches(":invalid")));
  await give(page);
  await answered(page);
  assert.ok(await page.evaluate(() => document.querySelector("#f").checkValidity()));
});

test("R42: without a name it takes no part in the form", async () => {
  const page = await visit();
  await page.evaluate(() => (document.querySelector("#a").name = null));
  await give(page);
  await nonsense(page);
  assert.ok(await page.evaluate(() => document.querySelector("#f").checkValidity()));
  assert.deepEqual(await page.evaluate(() => [...new FormData(document.querySelector("#f")).keys()]), ["x"]);
});
