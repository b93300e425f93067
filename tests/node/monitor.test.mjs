/*
 * The script that hosts run against their own pages, run as they do: against a real server with the built release, well
 * and with one thing wrong at a time.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { startSite } from "../browser/harness.mjs";
import { RELEASE } from "./product.mjs";

const POLICY = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";

let site;
let published;

before(async () => {
  site = await startSite();
  published = JSON.parse(await readFile(join(RELEASE, "integrity.json"), "utf8"));
});

after(() => site.close());

beforeEach(() => site.straighten());

const script = (more = "") =>
  `<script src="${site.release}tradeaid.js" integrity="${published["tradeaid.js"]}" crossorigin="anonymous" defer ${more}></script>`;
const ELEMENT = "<tradeaid-calculator lang='zh-CN'><p>12345</p></tradeaid-calculator>";

function host(body, policy) {
  const headers = policy ? { "content-security-policy": policy } : {};
  site.answer("/host.html", { body: `<!doctype html><meta charset="utf-8"><title>t</title>${body}`, headers });
}

/** What it says, and how it ends. */
function monitor(words, path = join(RELEASE, "monitor.mjs")) {
  return new Promise((resolve) => {
    execFile(process.execPath, [path, ...words], (error, stdout) => resolve({ status: error ? error.code : 0, text: stdout }));
  });
}

async function found() {
  const { text } = await monitor(["--json", `${site.origin}/host.html`]);
  return JSON.parse(text)[0].problems.map(({ code, what }) => `${code} ${what}`);
}

test("R64: a page as the guides have it is well, and so is one script tag alone", async () => {
  host(script() + ELEMENT, `default-src 'none'; ${POLICY}`);
  const { status, text } = await monitor([`${site.origin}/host.html`]);
  assert.equal(status, 0, text);
  assert.match(text, /^ok /);
  host(script("data-tradeaid"));
  assert.deepEqual(await found(), []);
});

test("R64: it asks for the page and the files of the release, and for nothing else", async () => {
  host(script() + ELEMENT);
  const asked = [];
  site.heard((path) => asked.push(path));
  await found();
  const expected = Object.keys(published).map((name) => site.release + name);
  assert.deepEqual(asked.sort(), ["/host.html", ...expected].sort());
});

test("R64: without a tag, an element or an integrity it says so", async () => {
  host(ELEMENT);
  assert.deepEqual(await found(), ["TAG no <script> of tradeaid.js"]);
  host(`<!-- ${ELEMENT} -->${script()}`);
  assert.deepEqual(await found(), ["TAG no <tradeaid-calculator>, and the script has no data-tradeaid"]);
  host(`<script src="${site.release}tradeaid.js" defer></script>${ELEMENT}`);
  assert.deepEqual(await found(), ["TAG the script has no integrity"]);
  host(script().replace("sha384-", "sha384-A") + ELEMENT);
  assert.deepEqual(await found(), ["INTEGRITY the integrity in the page is that of another version"]);
});

test("R64: what is missing, altered or sent as a page is named", async () => {
  host(script() + ELEMENT);
  site.answer(`${site.release}widget.bin`, { status: 404, body: "" });
  site.answer(`${site.release}widget.css`, { body: (file) => Buffer.concat([file, Buffer.from(" ")]) });
  site.answer(`${site.release}texts/en.json`, { body: "<!doctype html>", type: "text/html" });
  site.answer(`${site.release}widget.js`, { type: "text/plain" });
  assert.deepEqual((await found()).sort(), [
    "INTEGRITY widget.css: altered",
    "MIME texts/en.json: a web page",
    "MIME widget.js: sent as text/plain",
    "NETWORK widget.bin: HTTP 404",
  ]);
});

test("R64: a policy that an engine cannot work under is named, by header and by tag", async () => {
  const loader = `${site.origin}${site.release}tradeaid.js`;
  host(script() + ELEMENT, "default-src 'self'");
  assert.deepEqual(await found(), ["CSP_WASM script-src lacks 'wasm-unsafe-eval'"]);
  host(script() + ELEMENT.replace("lang=", "engine=js lang="), "script-src 'self'; style-src 'self'; connect-src 'none'");
  assert.deepEqual(await found(), []);
  host(`<meta http-equiv="Content-Security-Policy" content="${POLICY.replace("connect-src 'self'", "connect-src https://a.example")}">${script()}${ELEMENT}`);
  assert.deepEqual(await found(), [`CSP connect-src does not admit ${loader}`]);
});

test("R64: away from its release it goes by the server's list, and says that", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tradeaid-monitor-"));
  try {
    const alone = join(folder, "monitor.mjs");
    await copyFile(join(RELEASE, "monitor.mjs"), alone);
    host(script() + ELEMENT);
    const { status, text } = await monitor([`${site.origin}/host.html`], alone);
    assert.equal(status, 0, text);
    assert.match(text, /the server's own list/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("R64: a page that does not answer is wrong, and no page at all is a mistake", async () => {
  const { status, text } = await monitor([`${site.origin}/nowhere.html`]);
  assert.equal(status, 1);
  assert.match(text, /NETWORK HTTP 404/);
  assert.equal((await monitor([])).status, 2);
  assert.equal((await monitor(["host.html"])).status, 2);
});
