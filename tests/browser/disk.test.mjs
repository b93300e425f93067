/*
 * Without a server that helps: a release opened from a disk, everything in one page, and a frame without an origin.
 */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { apart } from "../node/compare.mjs";
import { ENGINE, RELEASE, data } from "../node/product.mjs";
import { assessed, furnished, heard, hostPage, listen, tags } from "./host.mjs";
import { startBrowser, startSite } from "./harness.mjs";

const [SCENARIO] = data("scenarios");
const CASE = JSON.stringify(SCENARIO.case);

let folder;
let site;
let browser;
let expected;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tradeaid-"));
  await cp(RELEASE, join(folder, "tradeaid", "0.0.0"), { recursive: true });
  await writeFile(join(folder, "page.html"), hostPage(tags("tradeaid/0.0.0/", "tradeaid.js")));
  await writeFile(join(folder, "outer.html"), '<!doctype html><iframe sandbox="allow-scripts" width="900" height="900" src="page.html"></iframe>');
  site = await startSite(folder);
  browser = await startBrowser();
  const { Calculator } = await import(ENGINE);
  const calculator = await Calculator.load();
  expected = JSON.stringify(calculator.assess(SCENARIO.case, { trace: true, questions: 3 }));
  calculator.free();
});

after(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** A page at an address of any kind, and what it asked for. */
async function visit(address) {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.evaluateOnNewDocument(listen);
  await page.goto(address);
  return { page, requests };
}

/** A calculator that stands gives the expected answer, in English too, and asks for nothing more. */
async function stands(frame, requests, element = "#a") {
  await heard(frame, "ready");
  const before = requests.length;
  await frame.$eval(element, (node) => (node.id = "a"));
  assert.equal(apart(await assessed(frame, CASE), expected), null);
  await furnished(frame);
  await frame.$eval("#a", (node) => (node.lang = "en"));
  await frame.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(await frame.evaluate(() => window.seen.map(({ name, message }) => message || name)), ["ready"]);
}

test("R12 R53: the folder of a release works from a disk", async () => {
  const { page, requests } = await visit(pathToFileURL(join(folder, "page.html")).href);
  await stands(page, requests);
  assert.ok(requests.every((address) => address.startsWith("file:")));
  await page.close();
});

test("R12 R53: everything in one page works from a disk, and asks for nothing at all", async () => {
  const file = join(RELEASE, "single.html");
  assert.ok(!/[^\x00-\x7f]/.test(await readFile(file, "latin1")), "it reads alike in every encoding");
  const address = pathToFileURL(file).href;
  const { page, requests } = await visit(address);
  await stands(page, requests, "tradeaid-calculator");
  assert.deepEqual(requests, [address]);
  await page.close();
});

test("R15: a frame that may run scripts and nothing else has the whole calculator", async () => {
  const { page, requests } = await visit(`${site.origin}/outer.html`);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  await stands(frame, requests);
  await page.close();
});

test("R12: files of another origin that no page may look at are run as they are, unless the page has a digest", async () => {
  const other = await startSite(folder);
  const host = (integrity) => hostPage(`<script src="${other.origin}${site.release}tradeaid.js" ${integrity} defer></script>`);
  site.answer("/plain.html", { body: host("") });
  const plain = await visit(`${site.origin}/plain.html`);
  await stands(plain.page, plain.requests);
  await plain.page.close();
  // The loader itself comes with permission to be compared, everything else without.
  const digests = JSON.parse(await readFile(join(RELEASE, "integrity.json"), "utf8"));
  const loader = await readFile(join(RELEASE, "tradeaid.js"));
  other.answer(`${site.release}tradeaid.js`, { body: loader, headers: { "access-control-allow-origin": "*" } });
  site.answer("/vouched.html", { body: host(`integrity="${digests["tradeaid.js"]}" crossorigin="anonymous"`) });
  const vouched = await visit(`${site.origin}/vouched.html`);
  assert.equal((await heard(vouched.page, "error")).code, "NETWORK");
  await vouched.page.close();
  await other.close();
});
