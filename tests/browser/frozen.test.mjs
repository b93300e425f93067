/*
 * Pages that hosts wrote for earlier versions, with the release of today: each uses what the interface promised then and
 * notes what came of it; what it relied on stands beside it in `expects.json`. Neither is ever changed.
 */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const FROZEN = fileURLToPath(new URL("../hosts/frozen/", import.meta.url));
const folders = (path) => readdirSync(`${FROZEN}${path}`, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name);

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

for (const version of folders("")) {
  for (const name of folders(`${version}/`)) {
    test(`R59: the page ${name} that was written for ${version} finds everything that it relies on`, async () => {
      const { page, errors } = await openPage(browser, site, `/hosts/frozen/${version}/${name}/`);
      await page.waitForFunction(() => window.finished).catch(() => {});
      const found = await page.evaluate(() => window.noted);
      assert.deepEqual(found, JSON.parse(readFileSync(`${FROZEN}${version}/${name}/expects.json`, "utf8")));
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
}
