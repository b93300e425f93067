/*
 * Links that carry a case: what is offered, where they lead, what opens them and what does not, and that the address of the
 * page is read only where the host lends it, and never written.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { call, complained, give, has, press, quiet, seen, site, told, visit, ways } from "./host-page.mjs";

test("R51: share=off offers no link, share=link one without a picture, share=qr both", async () => {
  const { page } = await visit("share=off");
  await give(page);
  await has(page, "[data-take=pdf]");
  assert.ok(!(await ways(page)).includes("share"));
  const look = async (share) => {
    await page.evaluate((to) => (document.querySelector("#a").share = to), share);
    await has(page, "[data-take=share]");
    await quiet(page);
    await press(page, "[data-take=share]");
    await has(page, "#td-take-text");
    const drawn = await page.evaluate(() => Boolean(window.inside("svg.td-qr")));
    await press(page, "[data-take=share]");
    await page.waitForFunction(() => !window.inside("#td-take-text"));
    return drawn;
  };
  assert.equal(await look("link"), false);
  assert.equal(await look("qr"), true);
});

test("R51 R52: a link leads to the page that the host lends, tells the host, and leaves the address alone", async () => {
  const { page } = await visit("share=link", { path: "?id=7&tradeaid=1.old#/route?a=b&tradeaid=1.old" });
  await give(page);
  const before = await page.evaluate(() => window.location.href);
  const { value } = await call(page, "shareLink");
  const [head, code] = value.split("tradeaid=");
  assert.equal(head, `${site.origin}/host.html?id=7#/route?a=b&`);
  assert.match(code, /^1\.[\w-]+$/);
  assert.deepEqual(await told(page, "share"), { v: 1, link: value });
  assert.equal(await page.evaluate(() => window.location.href), before);
});

/** The code of the case of these tests. */
async function codeOf() {
  const { page } = await visit();
  await give(page);
  await has(page, "[data-take=pdf]");
  const { value } = await call(page, "shareLink");
  const id = await page.evaluate(() => document.querySelector("#a").assessment.result_id);
  return { code: value, id };
}

for (const [where, path] of [["behind the hash", (code) => `#tradeaid=${code}`], ["in the query", (code) => `?tradeaid=${code}`], ["in a hash route", (code) => `#/x?tradeaid=${code}`]]) {
  test(`R51: a link opens its case, ${where}`, async () => {
    const { code, id } = await codeOf();
    const { page } = await visit("share=link", { path: path(code) });
    await page.waitForFunction((wanted) => (document.querySelector("#a").assessment || {}).result_id === wanted, {}, id);
    assert.deepEqual((await seen(page, "error")).filter(({ code }) => code !== "RULES_EXPIRED"), []);
  });
}

test("R14 R52: without share the address of the page is no business of the calculator's", async () => {
  const { code, id } = await codeOf();
  const { page } = await visit("", { path: `#tradeaid=${code}` });
  await has(page, "slot[name=footer]");
  await quiet(page);
  assert.notEqual(await page.evaluate(() => (document.querySelector("#a").assessment || {}).result_id), id);
});

test("R41 R51: what the host says wins over a link", async () => {
  const { code } = await codeOf();
  const { page } = await visit(`share=link prefill='{"enterprise":{"city":"fuzhou"}}'`, { path: `#tradeaid=${code}` });
  await page.waitForFunction(() => Object.keys(document.querySelector("#a").case).length > 2);
  assert.equal(await page.evaluate(() => document.querySelector("#a").case.enterprise.city), "fuzhou");
});

test("R51: links of other versions and broken ones are refused with a sentence, in view and to the host", async () => {
  for (const [code, sentence] of [["9.AAAA", /更新的版本/], ["1.AAAA", /不完整或有改动/]]) {
    const { page } = await visit("share=link", { path: `#tradeaid=${code}` });
    const error = await complained(page, "BAD_PREFILL");
    assert.match(error.message, sentence);
    assert.match(await page.evaluate(() => window.inside("[role=alert]").textContent), sentence);
  }
});

test("R51: another link followed on the same page takes the place of what is there", async () => {
  const { code, id } = await codeOf();
  const { page } = await visit("share=link");
  await has(page, "slot[name=footer]");
  await page.evaluate((to) => (window.location.hash = `tradeaid=${to}`), code);
  await page.waitForFunction((wanted) => (document.querySelector("#a").assessment || {}).result_id === wanted, {}, id);
});

test("R51: another route of the page with the same code in it is no new link", async () => {
  const { code, id } = await codeOf();
  const { page } = await visit("share=link", { path: `#/x?tradeaid=${code}` });
  await page.waitForFunction((wanted) => (document.querySelector("#a").assessment || {}).result_id === wanted, {}, id);
  await page.evaluate(() => (document.querySelector("#a").case = { enterprise: { city: "fuzhou" } }));
  await page.evaluate((to) => (window.location.hash = `/y?tradeaid=${to}`), code);
  await quiet(page);
  assert.equal(await page.evaluate(() => document.querySelector("#a").case.enterprise.city), "fuzhou");
});
