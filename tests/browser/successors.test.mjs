/*
 * A calculator with several packs: which one it shows first, what it says of transactions of another one or of none,
 * and that a case is whole whichever is shown. The second pack is a demonstration that is not part of the release.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { demonstration } from "../node/product.mjs";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const BOTH = "fujian-2024-2 demo-successor";
const DEMO = demonstration("demo-successor");

/** A loan in each period and one in none, and what only one of the packs knows. */
const CASE = {
  as_of: "2026-06-30",
  enterprise: { province: "fujian", city: "quanzhou" },
  loan: [
    { id: "a", lender: "bank", principal: "1000000", approved_on: "2025-03-01", kind: "new" },
    { id: "b", lender: "bank", principal: "2000000", approved_on: "2026-03-01", green: true },
    { id: "c", lender: "bank", principal: "3000000", approved_on: "2028-03-01" },
  ],
  exhibition: [{ id: "e", starts_on: "2025-03-01", ends_on: "2025-03-04" }],
};

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

function listen() {
  window.seen = [];
  ["ready", "result", "error", "validity"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ detail }) => {
      // That the shipped plan is over is told on every day of its later life.
      if (detail.code !== "RULES_EXPIRED") {
        window.seen.push({ name, ...JSON.parse(JSON.stringify(detail)) });
      }
    });
  });
}

/** A host page with one calculator of these attributes, for which the demonstration is served beside the release. */
async function visit(attributes, { headers, scripts = ["tradeaid.js"], more = "", ...options } = {}) {
  const tags = scripts.map((file) => `<script src="${site.release}${file}" defer></script>`).join("");
  const body = `<tradeaid-calculator id="a" ${attributes}><p id="fallback">Call 12345</p></tradeaid-calculator>`;
  const head = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${tags}</head>`;
  site.answer("/host.html", { body: `${head}<body><main>${body}${more}</main></body></html>`, headers });
  Object.entries(DEMO).forEach(([name, text]) => site.answer(`${site.release}packs/${name}`, { body: text, type: "application/json" }));
  const account = await openPage(browser, site, "/host.html", { before: listen, ...options });
  open.push(account);
  return account;
}

const prefill = (data) => `prefill='${JSON.stringify(data)}'`;
const ready = (page) => page.waitForFunction(() => window.seen.some(({ name }) => name === "ready"));
const caseOf = (page) => page.$eval("#a", (element) => element.case);
const shownPack = (page) => page.$eval("#a", (element) => element.assess().pack.id);
const status = (page) => page.$eval("#a", (element) => element.shadowRoot.querySelector("section.ta-panel [role=status]").innerText.replace(/\n+/g, "\n"));
const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));

/** Presses the button for the other pack, with the keyboard, and waits until that pack is shown. */
async function change(page, to) {
  await page.$eval("#a", (element) => element.shadowRoot.querySelector("section.ta-panel button").focus());
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.querySelector("#a").assess()?.pack.id === id, {}, to);
  await settle(page);
}

/** A case without the order of its keys. */
const sorted = (value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort().map(([key, inner]) => [key, sorted(inner)]))
    : Array.isArray(value)
      ? value.map(sorted)
      : value;

for (const [day, id] of [["2025-12-31", "fujian-2024-2"], ["2026-01-01", "demo-successor"], ["2029-01-01", "demo-successor"], ["2020-01-01", "fujian-2024-2"]]) {
  test(`R57: on ${day} it shows ${id} first`, async () => {
    const { page, errors } = await visit(`pack="${BOTH}" as-of="${day}"`);
    await ready(page);
    assert.equal(await shownPack(page), id);
    assert.deepEqual(errors, []);
  });
}

test("R57: it says which document it works by, what belongs to the other one, and what no document is in force for", async () => {
  const { page, requests, violations, errors } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`, {
    headers: { "content-security-policy": STRICT_POLICY },
  });
  await ready(page);
  await settle(page);
  const loaded = requests.length;
  assert.equal(await status(page), [
    "本页现在按《演示规则包（虚构，仅供测试）》测算，适用于2026-01-01至2027-12-31的业务。",
    "按日期适用《外贸出口优势产业提升行动方案（2024—2025年）》（2024-02-05至2025-12-31）的有：贷款1、展会1。请切换到该文件测算。",
    "没有适用的文件：贷款3（2028-03-01）",
    "这里算不出它们的支持。现行政策请向所在地商务、财政主管部门询问。",
  ].join("\n"));
  await page.$eval("#a", (element) => (element.lang = "en"));
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  await settle(page);
  assert.match(await status(page), /This page now works by this document: Demonstration pack .* from 2026-01-01 to 2027-12-31/);
  assert.match(await status(page), /Another document, Action plan .* is in force for: Loan 1, .* 1\. Change/);
  assert.match(await status(page), /No document is in force for: Loan 3 \(2028-03-01\)/);
  await change(page, "fujian-2024-2");
  assert.match(await status(page), /Another document, Demonstration pack .* is in force for: Loan 2\./);
  assert.deepEqual(requests.slice(loaded), [], "nothing is asked for once it stands");
  assert.equal(new Set(requests).size, requests.length, "nothing is fetched twice");
  assert.deepEqual([violations, errors], [[], []]);
});

test("changing the document keeps the whole case, both ways and in what the host reads", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  assert.deepEqual(sorted(await caseOf(page)), sorted(CASE));
  for (const id of ["fujian-2024-2", "demo-successor", "fujian-2024-2"]) {
    await change(page, id);
    assert.deepEqual(sorted(await caseOf(page)), sorted(CASE), id);
  }
  assert.deepEqual(await page.evaluate(() => window.seen.filter(({ name }) => name === "error")), []);
  assert.equal(await page.evaluate(() => window.seen.filter(({ name }) => name === "ready").length), 1);
  assert.equal(await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelectorAll(".ta-root").length), 1);
});

test("what is typed under one document is there under the other, and what was kept aside comes back", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  await page.$eval("#a", (element) => {
    const input = element.shadowRoot.querySelector(".ta-item input[inputmode]");
    input.value = "77万";
    input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  });
  await settle(page);
  await change(page, "fujian-2024-2");
  const now = await caseOf(page);
  assert.equal(now.loan[0].principal, "770000");
  assert.equal(now.loan[0].kind, "new");
  assert.equal(now.loan[1].green, true);
  assert.equal(now.exhibition.length, 1);
});

test("after the change the focus is where the document is named, and the change is told", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  await change(page, "fujian-2024-2");
  const focused = await page.$eval("#a", ({ shadowRoot: { activeElement } }) => [activeElement.localName, activeElement.getAttribute("aria-label")]);
  assert.deepEqual(focused, ["section", "适用的文件"]);
  const first = await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelector(".tradeaid section").getAttribute("aria-label"));
  assert.equal(first, "适用的文件", "it stands above the calculator");
});

test("a case that no pack knows is refused as ever, and resetting forgets what was kept aside too", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  await page.$eval("#a", (element) => (element.case = { loan: [{ id: "x", grean: true }] }));
  const refused = await page.evaluate(() => window.seen.find(({ name }) => name === "error"));
  assert.equal(refused.code, "BAD_PREFILL");
  assert.deepEqual(refused.problems.map(({ path, code }) => [path, code]), [["loan[0].grean", "unknown_key"]]);
  assert.deepEqual(sorted(await caseOf(page)), sorted(CASE));
  await page.$eval("#a", (element) => element.reset());
  await settle(page);
  assert.deepEqual(await caseOf(page), { as_of: "2026-06-30" });
});

test("a value that only one pack takes is kept for it", async () => {
  const data = { as_of: "2026-06-30", loan: [{ id: "a", lender: "bank", approved_on: "2026-03-01" }] };
  site.answer("/demo.json", { body: DEMO["demo-successor.json"].replaceAll('"bank"', '"bourse"'), type: "application/json" });
  const { page } = await visit(`pack="fujian-2024-2 /demo.json" as-of="2026-06-30" ${prefill(data)}`);
  await ready(page);
  assert.deepEqual(sorted(await caseOf(page)), sorted(data));
  assert.match(await status(page), /请按各自的日期核对/);
  await change(page, "fujian-2024-2");
  assert.deepEqual(sorted(await caseOf(page)), sorted(data));
  assert.deepEqual(await page.evaluate(() => window.seen.filter(({ name }) => name === "error")), []);
});

test("who clears the form clears what it does not show", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  for (let time = 0; time < 2; time += 1) {
    await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelector("[data-do=clear]").click());
    await settle(page);
  }
  assert.deepEqual(await caseOf(page), { as_of: "2026-06-30" });
});

test("R27: after a crash the case is whole, and the same document is shown", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  await change(page, "fujian-2024-2");
  await page.evaluate((address) => {
    const error = new WebAssembly.RuntimeError("unreachable");
    error.stack = address;
    window.dispatchEvent(new ErrorEvent("error", { error }));
    window.seen = [];
    document.querySelector("#a").shadowRoot.querySelector("[role=alert] button").click();
  }, `${site.origin}${site.release}widget.js`);
  await ready(page);
  assert.equal(await shownPack(page), "fujian-2024-2");
  assert.deepEqual(sorted(await caseOf(page)), sorted(CASE));
  assert.equal(await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelectorAll(".tradeaid").length), 2);
});

test("R23: moved, removed for a while and put back it keeps its case, and the line stays above", async () => {
  const { page } = await visit(`pack="${BOTH}" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  await page.evaluate(async () => {
    const element = document.querySelector("#a");
    element.remove();
    await new Promise((done) => setTimeout(done, 100));
    document.body.append(element);
    await new Promise((done) => setTimeout(done, 100));
  });
  assert.deepEqual(sorted(await caseOf(page)), sorted(CASE));
  assert.match(await status(page), /没有适用的文件/);
  const order = await page.$eval("#a", ({ shadowRoot }) => [...shadowRoot.querySelectorAll("section.ta-root, section.ta-panel[aria-label]")].map((node) => node.className));
  assert.deepEqual(order, ["ta-panel", "ta-root"]);
});

test("from one pack to several and back the case stays, and with one nothing more is asked for", async () => {
  const { page, requests } = await visit(`pack="fujian-2024-2" as-of="2026-06-30"`);
  await ready(page);
  assert.deepEqual(requests.filter((path) => /successors|catalogue|demo/.test(path)), []);
  await page.$eval("#a", (element) => (element.case = { enterprise: { city: "quanzhou" } }));
  await page.$eval("#a", (element, both) => element.setAttribute("pack", both), BOTH);
  await page.waitForFunction(() => document.querySelector("#a").assess()?.pack.id === "demo-successor");
  assert.equal((await caseOf(page)).enterprise.city, "quanzhou");
  await page.$eval("#a", (element) => element.setAttribute("pack", "fujian-2024-2"));
  await page.waitForFunction(() => document.querySelector("#a").assess()?.pack.id === "fujian-2024-2");
  assert.equal((await caseOf(page)).enterprise.city, "quanzhou");
  assert.equal(await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelectorAll(".tradeaid").length), 1);
});

test("beside a calculator with one pack it is another one", async () => {
  const { page, errors } = await visit(`pack="${BOTH}" as-of="2026-06-30"`, { more: '<tradeaid-calculator id="b" as-of="2026-06-30"></tradeaid-calculator>' });
  await page.waitForFunction(() => window.seen.filter(({ name }) => name === "ready").length === 2);
  assert.equal(await shownPack(page), "demo-successor");
  assert.equal(await page.$eval("#b", (element) => element.assess().pack.id), "fujian-2024-2");
  assert.deepEqual(errors, []);
});

test("R58: packs come by their address too", async () => {
  site.answer("/demo.json", { body: DEMO["demo-successor.json"], type: "application/json" });
  const { page } = await visit(`pack="fujian-2024-2 /demo.json" as-of="2026-06-30" ${prefill(CASE)}`);
  await ready(page);
  assert.equal(await shownPack(page), "demo-successor");
  assert.match(await status(page), /按《演示规则包（虚构，仅供测试）》测算/);
});

for (const file of ["successors.js", "catalogue.wasm"]) {
  test(`R28: without ${file} the fallback returns under a message, and trying again helps`, async () => {
    [file, "engines.js"].forEach((each) => site.answer(site.release + each, { status: 404, body: "<h1>404</h1>", type: "text/html" }));
    const { page } = await visit(`pack="${BOTH}"`);
    const failed = () => page.waitForFunction(() => window.seen.find(({ name }) => name === "error")).then((handle) => handle.jsonValue());
    assert.equal((await failed()).code, "NETWORK");
    assert.ok(await page.$eval("#fallback", (node) => node.checkVisibility()));
    site.answer(`${site.release}${file}`, {});
    await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelector("[role=alert] button").click());
    await ready(page);
    assert.equal(await page.$eval("#a", ({ shadowRoot }) => shadowRoot.querySelector("[role=alert]")), null);
  });

  test(`R6: another ${file} than the published one is not run`, async () => {
    site.answer(`${site.release}${file}`, { body: (real) => Buffer.concat([real, Buffer.from(" ")]) });
    const { page } = await visit(`pack="${BOTH}"`);
    const failed = await page.waitForFunction(() => window.seen.find(({ name }) => name === "error"));
    assert.equal((await failed.jsonValue()).code, "INTEGRITY");
  });
}

test("R5: under Trusted Types both scripts may be named by the page, or made by the loader's own policy", async () => {
  const types = "require-trusted-types-for 'script'; trusted-types";
  const own = { "content-security-policy": `${STRICT_POLICY}; ${types} tradeaid-calculator` };
  const made = await visit(`pack="${BOTH}"`, { headers: own });
  await ready(made.page);
  assert.deepEqual(made.violations, []);
  const none = { "content-security-policy": `${STRICT_POLICY}; ${types} 'none'` };
  const named = await visit(`pack="${BOTH}"`, { headers: none, scripts: ["tradeaid.js", "successors.js", "widget.js"] });
  await ready(named.page);
  assert.deepEqual(named.violations, []);
});

for (const width of [360, 1280]) {
  for (const lang of ["zh-CN", "en"]) {
    test(`R63: axe has no finding, ${lang}, ${width} px`, async () => {
      const { page } = await visit(`pack="${BOTH}" lang="${lang}" as-of="2026-06-30" ${prefill(CASE)}`, { width });
      await ready(page);
      await settle(page);
      await page.evaluate(await readFile(AXE, "utf8"));
      const findings = await page.evaluate(async (values) => {
        const { violations } = await window.axe.run("tradeaid-calculator", { runOnly: { type: "tag", values } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
      }, TAGS);
      assert.deepEqual(findings, []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    });
  }
}
