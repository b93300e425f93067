/*
 * One digest in the page vouches for everything: of every file that the loader may ask for one byte is flipped, and the
 * file is not run. Which files these are, the release says itself.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { RELEASE } from "../node/product.mjs";
import { fallsBack, heard, hostPage, listen, tags } from "./host.mjs";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const LISTED = Object.keys(JSON.parse(readFileSync(join(RELEASE, "files.json"), "utf8")));

let site;
let browser;

before(async () => {
  site = await startSite();
  browser = await startBrowser();
});

after(async () => {
  await browser.close();
  await site.close();
});

/** What a page has to want for the loader to ask for a file before the calculator stands. */
function wish(path) {
  const engine = /\.(inline|js)\.js$/.exec(path)?.[1] || (/^(files|engines)\b.*\.js$/.test(path) && "js") || "wasm";
  const several = /^(catalogue|successors)\./.test(path) ? 'pack="fujian-2024-2 fujian-2024-2"' : "";
  const lang = /(^|[/.])en\b/.test(path) ? "en" : "zh-CN";
  const dom = path === "roots.js" ? "light" : "open";
  return `engine="${engine}" lang="${lang}" dom="${dom}" ${several}`;
}

/** What nobody waits for: without it the calculator stands, and the host is told. */
const isBehind = (path) => /^(?:desk|host)\b|\.(later|plan)\.|^files\.(later\.js|json)$/.test(path);

/** The same with one bit the other way round. */
function flipped(real) {
  const bytes = Buffer.from(real);
  bytes[bytes.length >> 1] ^= 1;
  return bytes;
}

for (const path of [...LISTED, "files.json", "engines.js"]) {
  test(`R6: ${path} with a flipped byte is refused`, async () => {
    site.straighten();
    site.answer("/host.html", { body: hostPage(tags(site.release, "tradeaid.js"), wish(path)) });
    site.answer(site.release + path, { body: flipped });
    const { page } = await openPage(browser, site, "/host.html", { before: listen });
    const { code, message } = await heard(page, "error");
    assert.equal(code, "INTEGRITY", message);
    assert.ok(message.includes(path), message);
    if (isBehind(path)) {
      await heard(page, "ready");
    }
    assert.equal(await fallsBack(page), !isBehind(path));
    await page.close();
  });
}

test("R6: what the loader holds and what it lists is everything that it asks for", async () => {
  const known = new Set([...LISTED, "files.json", "engines.js", "tradeaid.js"]);
  for (const attributes of ["", 'dom="light"', 'engine="inline"', 'engine="js"', 'pack="fujian-2024-2 fujian-2024-2"']) {
    site.straighten();
    site.answer("/host.html", { body: hostPage(tags(site.release, "tradeaid.js"), attributes) });
    const { page, requests } = await openPage(browser, site, "/host.html", { before: listen });
    await heard(page, "ready");
    const unknown = requests.map((path) => path.replace(site.release, "")).filter((path) => path !== "/host.html" && !known.has(path));
    assert.deepEqual(unknown, []);
    await page.close();
  }
});
