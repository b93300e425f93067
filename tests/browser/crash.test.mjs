/*
 * What happens when the engine under the calculators traps, and when an element is thrown away. The real widget must
 * not trap, so these run on a release made of the real loader and runtime around a stand-in that does.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const SOURCE = fileURLToPath(new URL("../../web/src/", import.meta.url));
const GLUE = fileURLToPath(new URL("./fake-glue.js", import.meta.url));
const WASM2JS = fileURLToPath(new URL("../node_modules/.bin/wasm2js", import.meta.url));
/* (module (func (export "trap") unreachable)) */
const TRAP = Buffer.from("0061736d0100000001040160000003020100070801047472617000000a05010300000b", "hex");
const PAGE = `<!doctype html><meta charset="utf-8"><html lang="en"><script src="/tradeaid/0.0.0/tradeaid.js" defer></script>
<tradeaid-calculator id="a"><p>fallback</p></tradeaid-calculator><tradeaid-calculator id="b"></tradeaid-calculator>`;

let root;
let site;
let browser;
let page;

async function makeRelease(folder) {
  const release = join(folder, "tradeaid", "0.0.0");
  const packs = ["core", "zh-CN", "en", "zh-CN.later", "en.later", "zh-CN.plan", "en.plan"].map((part) => [`packs/fake.${part}.json`, `{"${part}":{"name":"${part}"}}`]);
  const texts = ["zh-CN", "en"].map((lang) => [`texts/${lang}.json`, `{"name":"${lang}"}`]);
  // A desk that is not there would be an error of its own.
  const provided = 'TradeAid.provide("0.0.0", "desk.js", () => ({ close() {} }))';
  const host = 'TradeAid.provide("0.0.0", "host.js", { open: (app, desk) => desk })';
  const desk = [["desk.js", provided], ["host.js", host], ["desk.bin", TRAP], ["desk.css", ""], ["desk/zh-CN.json", "{}"], ["desk/en.json", "{}"]];
  await Promise.all(["packs", "texts", "desk"].map((name) => mkdir(join(release, name), { recursive: true })));
  await Promise.all([...packs, ...texts, ...desk, ["widget.css", ""], ["widget.bin", TRAP]].map(([path, data]) => writeFile(join(release, path), data)));
  const options = { bundle: true, define: { TRADEAID_VERSION: '"0.0.0"', TRADEAID_PACK: '"fake"' } };
  const loader = { entryPoints: [`${SOURCE}loader.js`], outfile: join(release, "tradeaid.js"), target: "es5" };
  const widget = { entryPoints: [`${SOURCE}widget.js`], outfile: join(release, "widget.js"), alias: { "tradeaid-widget-glue": GLUE } };
  await Promise.all([build({ ...options, ...loader }), build({ ...options, ...widget }), ...(await otherEngine(release, options))]);
}

/** The same trap, translated into JavaScript as the build does it, and the script that finds it. */
async function otherEngine(release, options) {
  const translation = join(release, "translation.js");
  const module = join(release, "trap.wasm");
  await writeFile(module, TRAP);
  execFileSync(WASM2JS, [module, "-o", translation]);
  const [asmFunc] = (await readFile(translation, "utf8")).split("\nvar retasmFunc");
  await writeFile(translation, `${asmFunc}\nexport { asmFunc };`);
  const define = { ...options.define, TRADEAID_LIST: '"{}"', TRADEAID_FILE: '"widget.js.js"' };
  const engines = { entryPoints: [`${SOURCE}engines.js`], outfile: join(release, "engines.js") };
  const translated = {
    entryPoints: [`${SOURCE}engines/translated.js`],
    outfile: join(release, "widget.js.js"),
    alias: { "tradeaid-translated": translation },
  };
  return [engines, translated].map((each) => build({ ...options, ...each, define }));
}

before(async () => {
  root = await mkdtemp(join(tmpdir(), "tradeaid-"));
  await makeRelease(root);
  site = await startSite(root);
  browser = await startBrowser(["--js-flags=--expose-gc"]);
});

after(async () => {
  await browser.close();
  await site.close();
  await rm(root, { recursive: true });
});

function listen() {
  window.seen = [];
  ["ready", "error"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ target, detail }) => window.seen.push(`${target.id} ${detail.code || name}`));
  });
}

async function open(before) {
  site.answer("/", { body: PAGE });
  ({ page } = await openPage(browser, site, "/", { before }));
  await until("a ready", "b ready");
  await page.evaluate(() => {
    document.querySelector("#a").case = { enterprise: { city: "fuzhou" } };
    document.querySelector("#b").case = { enterprise: { city: "xiamen" } };
    window.seen = [];
  });
}

beforeEach(() => open(listen));

const until = (...news) => page.waitForFunction((news) => news.every((each) => window.seen.includes(each)), {}, news);
const city = (id) => page.$eval(`#${id}`, (element) => element.case && element.case.enterprise.city);
const press = (selector) => page.$eval("#a", (element, selector) => element.shadowRoot.querySelector(selector).click(), selector);

test("R27: a trap in a listener stops its calculator, and the other goes on with its case", async () => {
  await page.$eval("#a", (element) => {
    const button = element.shadowRoot.querySelector(".tradeaid button");
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
  });
  await press(".tradeaid button");
  await until("a PANIC", "b ready");
  assert.equal(await city("b"), "xiamen");
  assert.match(await page.$eval("#a", (element) => element.shadowRoot.querySelector("[role=alert]").textContent), /Try again/);
  assert.ok(await page.$eval("#a p", (fallback) => fallback.checkVisibility()));
  await press("[role=alert] button");
  await until("a ready");
  assert.equal(await city("a"), "fuzhou", "what was entered is kept");
});

test("R8 R27: a trap of the engine in JavaScript stops its calculator, and the other goes on with its case", async () => {
  await open(`(${listen})(); delete window.WebAssembly;`);
  await page.$eval("#a", (element) => {
    const button = element.shadowRoot.querySelector(".tradeaid button");
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
  });
  await press(".tradeaid button");
  await until("a PANIC", "b ready");
  assert.equal(await city("b"), "xiamen");
  await press("[role=alert] button");
  await until("a ready");
  assert.equal(await city("a"), "fuzhou", "what was entered is kept");
});

test("R27: a trap in a call from the host does not reach the host", async () => {
  await page.$eval("#a", (element) => (element.case = { trap: true }));
  await until("a PANIC", "b ready");
  assert.equal(await city("b"), "xiamen");
});

test("R27: a case that traps whenever it is filled in is tried when the user asks, and not for ever", async () => {
  await page.evaluate(() => {
    const element = document.createElement("tradeaid-calculator");
    element.id = "c";
    element.setAttribute("prefill", '{"trap":true}');
    document.body.append(element);
  });
  await until("c PANIC", "a ready", "b ready");
  await page.evaluate(() => {
    window.seen = [];
    document.querySelector("#c").shadowRoot.querySelector("[role=alert] button").click();
  });
  await until("c PANIC", "a ready", "b ready");
  assert.deepEqual([await city("a"), await city("b")], ["fuzhou", "xiamen"]);
  assert.equal(await page.evaluate(() => window.seen.length), 3);
});

test("R28 R58: a refused pack is named, and another pack is taken up", async () => {
  site.answer("/refused.json", { body: '{"refuse":true,"texts":{"en":{},"zh-CN":{}}}' });
  site.answer("/other.json", { body: '{"texts":{"en":{"name":"other"},"zh-CN":{}}}' });
  await page.$eval("#a", (element) => (element.pack = "/refused.json"));
  await until("a BAD_CONFIG");
  await page.$eval("#a", (element) => (element.pack = "/other.json"));
  await until("a ready");
  assert.match(await page.$eval("#a", (element) => element.shadowRoot.querySelector(".tradeaid").textContent), /other/);
  assert.equal(await city("a"), "fuzhou", "the case goes over to the other pack");
});

test("a refused edit leaves no assessment behind", async () => {
  await page.$eval("#a", (element) => (element.case = { enterprise: { city: "nowhere" } }));
  await page.waitForFunction(() => document.querySelector("#a").assessment === null);
  assert.equal(await page.$eval("#a", (element) => element.assess()), null);
  await page.$eval("#a", (element) => element.reset());
  await page.waitForFunction(() => document.querySelector("#a").assessment !== null);
  assert.ok(await page.$eval("#a", (element) => Object.isFrozen(element.assessment.measures)));
});

test("R16: an element thrown away can be collected", async () => {
  await page.evaluate(() => {
    window.gone = new WeakRef(document.querySelector("#a"));
    document.querySelector("#a").remove();
  });
  await page.waitForFunction(async () => {
    await new Promise((done) => setTimeout(done, 20));
    window.gc();
    return window.gone.deref() === undefined;
  }, { timeout: 5000 });
});
