/*
 * Frame mode where files cannot be read by the page: from a disk, and in a sandbox on a server that knows nothing of
 * frames. Everything else about frames is tested with a server.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { fitted, frameTag, frames, hostScript, visit } from "./frame-page.mjs";
import { DIST, startBrowser, startSite } from "./harness.mjs";

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(async () => {
  await browser.close();
  await site.close();
});

test("R53: opened from a disk the page for frames is a page like any other", async () => {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${pathToFileURL(join(DIST, site.release, "frame.html"))}#v=1&lang=en`);
  await page.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(errors, []);
  await page.close();
});

test("R15: in a sandbox that allows scripts alone it works, whatever the server says", async () => {
  const tag = frameTag(site, "", 'data-tradeaid-frame id=a sandbox="allow-scripts"');
  const { page } = await visit(browser, site, tag + hostScript(site));
  const [frame] = await frames(page);
  assert.equal(await frame.evaluate(() => self.origin), "null");
  await fitted(page, frame);
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "result"));
  await page.close();
});
