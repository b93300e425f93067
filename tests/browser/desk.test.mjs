/*
 * What comes behind the first answer: the rooms of the desk, on a page that allows as little as it can, and a
 * calculator that stands without them. What the rooms hold is tested without a browser.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIO = fileURLToPath(new URL("../scenarios/S13.json", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const TRUSTED = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types tradeaid-calculator`;

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

/** Notes the events, and gives tests a way to what is inside. */
function listen() {
  window.seen = [];
  ["ready", "result", "error"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ detail }) => window.seen.push({ name, code: detail.code }));
  });
  window.inside = (selector) => document.querySelector("#a").shadowRoot.querySelector(selector);
}

async function visit({ policy = TRUSTED, files = ["tradeaid.js"], ...options } = {}) {
  const script = files.map((file) => `<script src="${site.release}${file}" defer></script>`).join("");
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title>${script}</head><body><main><tradeaid-calculator id="a"></tradeaid-calculator></main></body></html>`;
  site.answer("/host.html", { body, headers: policy ? { "content-security-policy": policy } : {} });
  const account = await openPage(browser, site, "/host.html", { before: listen, ...options });
  open.push(account);
  await account.page.waitForFunction(() => window.seen.some(({ name }) => name === "ready"));
  account.requested = account.requests.length;
  await account.page.evaluate((given) => (document.querySelector("#a").case = given), data);
  return account;
}

const has = (page, selector) => page.waitForFunction((wanted) => window.inside(wanted), {}, selector);
const press = (page, selector) => page.evaluate((wanted) => window.inside(wanted).click(), selector);

/** Opens a room as a visitor does. */
async function enter(page, room) {
  await has(page, `[data-name="${room}"]`);
  await press(page, `[data-name="${room}"]`);
  await has(page, "#td-title");
}

test("R1 R3 R5: a room opens and closes under a strict policy with trusted types, and nothing is asked for", async () => {
  const { page, requests, requested, errors, violations } = await visit();
  await enter(page, "timeline");
  assert.equal(await page.evaluate(() => window.inside("[role=img].td-line").namespaceURI), "http://www.w3.org/2000/svg");
  assert.ok(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement === window.inside("#td-title")));
  await page.evaluate(() => document.querySelector("#a").setAttribute("lang", "en"));
  await page.waitForFunction(() => window.inside("#td-title").textContent.includes("validity"));
  await press(page, "[data-desk=close]");
  await page.waitForFunction(() => !window.inside("#td-title"));
  assert.ok(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.dataset.name === "timeline"));
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.slice(requested), []);
});

test("R5: where scripts need a vouched address, the page's own tag for desk.js is enough", async () => {
  const policy = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const { page, violations } = await visit({ policy, files: ["tradeaid.js", "widget.js", "desk.js", "host.js"] });
  await enter(page, "costs");
  assert.deepEqual(violations, []);
});

test("R25: a room follows the case, and focus and what is unfolded stay", async () => {
  const { page } = await visit();
  await enter(page, "timeline");
  await press(page, ".td-fold summary");
  await page.evaluate(() => window.inside(".td-fold summary").focus());
  const rows = () => page.evaluate(() => document.querySelector("#a").shadowRoot.querySelectorAll(".td-fold tbody tr").length);
  const before = await rows();
  const item = { ...data.exhibition[0], id: "another" };
  await page.evaluate((given) => (document.querySelector("#a").case = given), { ...data, exhibition: [...data.exhibition, item] });
  await page.waitForFunction((count) => document.querySelector("#a").shadowRoot.querySelectorAll(".td-fold tbody tr").length > count, {}, before);
  assert.ok(await page.evaluate(() => window.inside(".td-fold").open));
  assert.equal(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.localName), "summary");
});

for (const file of ["desk.js", "host.js", "desk.bin", "desk.css", "desk/zh-CN.json"]) {
  test(`R28: without ${file} the calculator works, and the host is told`, async () => {
    // Nor is there another way to it.
    [file, "engines.js"].forEach((each) => site.answer(site.release + each, { status: 404, body: "" }));
    const { page } = await visit();
    await page.waitForFunction(() => window.seen.some(({ name, code }) => name === "error" && code === "NETWORK"));
    assert.ok(await page.evaluate(() => document.querySelector("#a").assessment.measures.length > 0));
    assert.equal(await page.evaluate(() => window.inside("[data-name]")), null);
  });
}

for (const room of ["curve", "costs", "timeline", "compare", "plan"]) {
  for (const [theme, width, lang] of [["light", 360, "zh-CN"], ["dark", 1280, "en"], ["contrast", 700, "zh-CN"]]) {
    test(`R63: axe finds nothing in ${room}, ${theme}, ${width} px, ${lang}`, async () => {
      const { page } = await visit({ width, policy: "" });
      await page.evaluate((look) => Object.assign(document.querySelector("#a"), look), { theme, lang });
      await enter(page, room);
      await page.waitForFunction((lang) => window.inside(".tradeaid").lang === lang && window.inside("#td-title"), {}, lang);
      await page.evaluate(() => document.querySelector("#a").shadowRoot.querySelectorAll("details").forEach((each) => (each.open = true)));
      await page.waitForFunction(() => window.inside(".td-steps"));
      await page.evaluate(await readFile(AXE, "utf8"));
      const findings = await page.evaluate(async (values) => {
        const { violations } = await window.axe.run("tradeaid-calculator", { runOnly: { type: "tag", values } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
      }, TAGS);
      assert.deepEqual(findings, []);
      const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
      assert.ok(scroll <= client, `${scroll} px of ${client}`);
    });
  }
}

test("R54: a case that was kept is compared with the one that is changed", async () => {
  const { page } = await visit();
  await enter(page, "compare");
  await press(page, "[data-desk=keep]");
  await page.waitForFunction(() => !window.inside(".td-room table") && window.inside("[data-desk=keep]").textContent.includes("改以"));
  await page.evaluate((given) => (document.querySelector("#a").case = given), { ...data, exhibition: [{ ...data.exhibition[0], booth_fee: "1000" }] });
  await page.waitForFunction(() => window.inside(".td-room table"));
});

test("R25 R63: a figure is chosen by keyboard, and the list keeps the focus", async () => {
  const { page } = await visit();
  await enter(page, "curve");
  const figures = await page.evaluate(() => [...window.inside("#td-figure").options].map(({ value }) => value));
  assert.ok(figures.length > 1);
  await page.evaluate(() => window.inside("#td-figure").focus());
  const before = await page.evaluate(() => window.inside(".td-room table thead").textContent);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((before) => window.inside(".td-room table thead").textContent !== before, {}, before);
  assert.equal(await page.evaluate(() => window.inside("#td-figure").value), figures[1]);
  assert.equal(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.id), "td-figure");
});

test("letters are made large and small again by the visitor, and the host's own theme comes back", async () => {
  const { page } = await visit();
  await page.evaluate(() => document.querySelector("#a").setAttribute("theme", "dark"));
  const states = () => page.evaluate(() => [...document.querySelector("#a").shadowRoot.querySelectorAll("[data-desk=look]")].map((each) => each.ariaPressed));
  const letters = () => page.evaluate(() => parseFloat(getComputedStyle(window.inside(".ta-note")).fontSize));
  await has(page, "[data-desk=look]");
  const before = await letters();
  for (const [name, value, host] of [["size", "large", null], ["theme", "contrast", "dark"]]) {
    await page.evaluate((wanted) => window.inside(`[data-desk=look][data-name=${wanted}]`).focus(), name);
    await page.keyboard.press("Space");
    await page.waitForFunction((wanted) => window.inside(`[data-name=${wanted}][aria-pressed=true]`), {}, name);
    assert.equal(await page.evaluate((wanted) => document.querySelector("#a").getAttribute(wanted), name), value);
    assert.equal((await letters()) > before, name === "size");
    await page.keyboard.press("Space");
    await page.waitForFunction(() => !window.inside("[aria-pressed=true]"));
    assert.equal(await page.evaluate((wanted) => document.querySelector("#a").getAttribute(wanted), name), host);
  }
  assert.deepEqual(await states(), ["false", "false"]);
});

test("R6: a changed desk is not run", async () => {
  site.answer(`${site.release}desk.js`, { body: (file) => `${file}/**/` });
  const { page } = await visit();
  await page.waitForFunction(() => window.seen.some(({ name, code }) => name === "error" && code === "INTEGRITY"));
  assert.equal(await page.evaluate(() => window.inside("[data-name]")), null);
});
