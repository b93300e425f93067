/*
 * The report for those who look after a page, where all is well and where it is not, and the page that shows it.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

async function visit({ policy = STRICT_POLICY, path = "", body = `<tradeaid-calculator id="a" prefill='{"enterprise":{"employees":83}}'></tradeaid-calculator>` } = {}) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body>${body}</body></html>`;
  site.answer("/host.html", { body: page, headers: { "content-security-policy": policy } });
  const account = await openPage(browser, site, `/host.html${path}`);
  open.push(account);
  return account;
}

const report = ({ page }) => page.evaluate(() => window.TradeAid.diagnose().then((told) => JSON.parse(JSON.stringify(told))));
const fileOf = ({ files }, name) => files.find((file) => file.name === name);

test("R29: where all is well, the report says so, in both languages", async () => {
  const account = await visit({ body: "" });
  const told = await report(account);
  assert.equal(told.version, site.version);
  assert.equal(told.engine, "wasm");
  assert.deepEqual(told.policy, []);
  const module = fileOf(told, "widget.bin");
  assert.deepEqual([module.status, module.genuine], [200, true]);
  assert.ok(module.size > 10_000);
  const labels = Object.values(told.words).map((lines) => lines.length);
  assert.ok(labels[0] > 10 && labels[0] === labels[1]);
  assert.match(told.text, /测算工具版本.*\n/);
  assert.match(told.text, /Version of the calculator/);
  assert.deepEqual(account.violations, []);
});

test("R29: it says which policy is in the way, and what helps", async () => {
  const account = await visit({ policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") });
  const told = await report(account);
  assert.equal(told.engine, "barred");
  assert.ok(told.policy.includes("script-src"), told.policy.join());
  const line = told.words.en.find(({ label }) => label === "WebAssembly runs");
  assert.deepEqual([line.ok, /wasm-unsafe-eval/.test(line.value)], [false, true]);
});

test("R29: it names files that are missing, of another type, or altered", async () => {
  site.answer(`${site.release}desk.bin`, { status: 404, body: "<h1>404</h1>" });
  site.answer(`${site.release}widget.css`, { type: "text/plain" });
  site.answer(`${site.release}desk.css`, { body: (real) => Buffer.concat([real, Buffer.from(" ")]) });
  const told = await report(await visit({ body: "" }));
  assert.equal(fileOf(told, "desk.bin").status, 404);
  assert.equal(fileOf(told, "widget.css").type, "text/plain");
  assert.equal(fileOf(told, "desk.css").genuine, false);
  const amiss = told.words["zh-CN"].filter(({ ok }) => !ok).map(({ label }) => label);
  assert.deepEqual(amiss.filter((label) => /\.(bin|css)$/.test(label)).sort(), ["desk.bin", "desk.css", "widget.css"]);
});

test("R28 R29: it tells how an element fares, and nothing of the page's address or of what was entered", async () => {
  ["widget.bin", "engines.js"].forEach((name) => site.answer(site.release + name, { status: 404, body: "" }));
  const account = await visit({ path: "?customer=4711#secret" });
  const { page } = account;
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert]"));
  const told = await page.evaluate(() => document.querySelector("#a").diagnose().then((each) => JSON.parse(JSON.stringify(each))));
  assert.deepEqual(told.element, { state: "NETWORK", attributes: ["id", "prefill"] });
  const text = JSON.stringify(told);
  ["4711", "secret", "host.html", "employees", "127.0.0.1"].forEach((word) => assert.ok(!text.includes(word), word));
});

test("R29: the page for diagnosis shows the report under a strict policy, and copies it", async () => {
  const account = await openPage(browser, site, "/diagnose.html");
  open.push(account);
  const { page, violations, errors } = account;
  await page.waitForFunction(() => !document.querySelector("#copy").disabled);
  const rows = await page.$$eval("#report tbody tr", (list) => list.map((row) => row.textContent));
  assert.ok(rows.some((row) => row.includes("widget.bin") && row.includes("是 yes")), rows.join("\n"));
  await page.evaluate(() => {
    document.execCommand = () => true;
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => (window.copied = text) } });
  });
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#state").textContent.includes("已复制"));
  assert.equal(await page.evaluate(() => window.copied), await page.$eval("#text", ({ value }) => value));
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  await page.evaluate(AXE);
  const findings = await page.evaluate(async (values) => {
    const run = await window.axe.run(document, { runOnly: { type: "tag", values } });
    return run.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  assert.deepEqual(findings, []);
});

test("R29: on a phone no word of the report parts but in what was found", async () => {
  const account = await openPage(browser, site, "/diagnose.html", { width: 360 });
  open.push(account);
  const { page } = account;
  await page.waitForFunction(() => !document.querySelector("#copy").disabled);
  const parted = await page.$$eval("#report th, #report td:last-child", (cells) => {
    const lines = (cell, { index, 0: word }) => {
      const range = document.createRange();
      range.setStart(cell.lastChild, index);
      range.setEnd(cell.lastChild, index + word.length);
      return range.getClientRects().length;
    };
    const words = (cell) => (cell.lastChild.nodeType === Node.TEXT_NODE ? [...cell.lastChild.data.matchAll(/\w+/g)] : []);
    return cells.filter((cell) => words(cell).some((word) => lines(cell, word) > 1)).map(({ textContent }) => textContent);
  });
  assert.deepEqual(parted, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
});
