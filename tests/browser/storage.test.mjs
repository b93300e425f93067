/*
 * A case that is kept in the browser's own store, where the host asked for that: what is kept, what is taken over again,
 * what wins over it, and when it is gone.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIO = fileURLToPath(new URL("../scenarios/S06.json", import.meta.url));
const KEY = "tradeaid::a";

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
  await Promise.all(
    open.map(async ({ page }) => {
      await page.evaluate(() => window.localStorage.clear()).catch(() => {});
      await page.close();
    }),
  );
  open = [];
});

async function visit(attributes, prepare) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body><tradeaid-calculator id="a" ${attributes}></tradeaid-calculator></body></html>`;
  site.answer("/host.html", { body, headers: { "content-security-policy": STRICT_POLICY } });
  const account = await openPage(browser, site, "/host.html", { before: prepare });
  open.push(account);
  await account.page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("slot[name=footer]"));
  return account;
}

const give = (page, given = data) => page.evaluate((to) => (document.querySelector("#a").case = to), given);
const kept = (page) => page.evaluate((key) => [window.localStorage.getItem(key), window.sessionStorage.getItem(key)], KEY);
const isKept = (page) => page.waitForFunction((key) => /premium/.test(window.localStorage.getItem(key)), {}, KEY);
const isBack = (page) => page.waitForFunction(() => "credit_insurance" in (document.querySelector("#a").case || {}));
/** The moment that the desk waits for quiet has passed. */
const quiet = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 400)));

test("R2: without the attribute nothing is kept", async () => {
  const { page } = await visit("");
  await give(page);
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-take=pdf]"));
  await quiet(page);
  assert.deepEqual(await kept(page), [null, null]);
});

test("R2: what is kept is there again after a reload, with its result", async () => {
  const { page } = await visit("storage=local");
  await give(page);
  await isKept(page);
  const before = await page.evaluate(() => document.querySelector("#a").assessment.result_id);
  assert.equal(JSON.parse((await kept(page))[0]).v, 1);
  await page.reload();
  await isBack(page);
  await page.waitForFunction((id) => document.querySelector("#a").assessment.result_id === id, {}, before);
});

test("R2: storage=session keeps it for this tab alone", async () => {
  const { page } = await visit("storage=session");
  await give(page);
  await page.waitForFunction((key) => window.sessionStorage.getItem(key), {}, KEY);
  assert.equal((await kept(page))[0], null);
});

test("R41: the host's prefill wins over what was kept", async () => {
  const { page } = await visit("storage=local");
  await give(page);
  await isKept(page);
  const second = await visit(`storage=local prefill='{"enterprise":{"city":"fuzhou"}}'`);
  await isBack(second.page);
  assert.equal(await second.page.evaluate(() => document.querySelector("#a").case.enterprise.city), "fuzhou");
});

for (const [what, text] of [["no JSON", "{"], ["another version's", '{"v":9,"case":{}}'], ["no case", '{"v":1,"case":{"enterprise":{"citty":"x"}}}'], ["a list", "[1]"]]) {
  test(`R2: what is kept is judged like a stranger's: ${what}`, async () => {
    const { page } = await visit("storage=local", `window.localStorage.setItem("${KEY}", '${text}')`);
    await quiet(page);
    assert.deepEqual(await page.evaluate(() => Object.keys(document.querySelector("#a").case || {}).filter((key) => key !== "as_of")), []);
    await give(page);
    await isKept(page);
  });
}

test("R56: emptying the calculator empties the store", async () => {
  const { page } = await visit("storage=local");
  await give(page);
  await isKept(page);
  for (const ignored of [1, 2]) {
    await page.evaluate(() => document.querySelector("#a").shadowRoot.querySelector("[data-do=clear]").click());
    await quiet(page);
  }
  await page.waitForFunction((key) => window.localStorage.getItem(key) === null, {}, KEY);
});

test("R2: no longer wanted, the store is emptied", async () => {
  const { page } = await visit("storage=local");
  await give(page);
  await isKept(page);
  await page.evaluate(() => (document.querySelector("#a").storage = "none"));
  await page.waitForFunction((key) => window.localStorage.getItem(key) === null, {}, KEY);
});

test("R15: a store that throws is none, and all else works", async () => {
  const { page, errors } = await visit("storage=local", () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("barred", "SecurityError");
      },
    });
  });
  await give(page);
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-take=pdf]"));
  assert.deepEqual(errors, []);
});
