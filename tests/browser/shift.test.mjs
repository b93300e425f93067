/*
 * Nothing on the page jumps while the calculator comes: neither what stands around it nor what it draws itself, on a
 * connection slow enough for every file to come alone. Says nothing of time.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";

/** What good pages stay below: https://web.dev/articles/cls calls 0.1 good, and a part of a page has half of that. */
const LIMIT = 0.05;
const SLOW = { offline: false, latency: 40, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

let site;
let browser;
let data;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  data = JSON.parse(await readFile(new URL("../scenarios/S13.json", import.meta.url), "utf8")).case;
});

after(() => Promise.all([browser.close(), site.close()]));

/** Keeps the sum of what jumped, and by how much each time. */
function watch() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    list.getEntries().forEach(({ value, hadRecentInput, sources }) => {
      if (!hadRecentInput) {
        window.shifts.push({ value, of: sources.map(({ node }) => node && (node.className || node.localName)) });
      }
    });
  }).observe({ type: "layout-shift", buffered: true });
}

async function visit(width, attributes) {
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title><script src="${site.release}tradeaid.js" defer></script></head><body><h1>外贸政策</h1><tradeaid-calculator ${attributes}><p>请联系商务局。</p></tradeaid-calculator><p>页脚</p></body></html>`;
  site.answer("/shift.html", { body });
  site.answer("/blank.html", { body: "<!doctype html><title>t</title>" });
  const { page } = await openPage(browser, site, "/blank.html", { width, before: watch });
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await page.goto(`${site.origin}/shift.html`, { waitUntil: "networkidle0" });
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector("tradeaid-calculator");
    return shadowRoot.querySelector("[data-desk], [data-take]");
  });
  // The frames in which the last room is drawn.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200)))));
  const shifts = await page.evaluate(() => window.shifts);
  await page.close();
  return shifts;
}

for (const width of [360, 768, 1280]) {
  for (const [name, attributes] of [
    ["the first screen", () => ""],
    ["the form", () => 'mode="form"'],
    ["a case that the host knows", () => `prefill='${JSON.stringify(data)}'`],
  ]) {
    test(`R30: ${name} comes without a jump, ${width} px`, async () => {
      const shifts = await visit(width, attributes());
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      assert.ok(sum < LIMIT, `${sum.toFixed(4)}: ${JSON.stringify(shifts)}`);
    });
  }
}
