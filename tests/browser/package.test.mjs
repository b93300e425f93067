/*
 * The npm package in pages: its folder copied to a server as the guides say, and its engine put into a bundle by a
 * bundler that knows nothing of it. Installed from the tarball; nothing of the checkout is reached for but the tools.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { stranger } from "../node/stranger.mjs";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const VITE = fileURLToPath(new URL("../node_modules/vite/bin/vite.js", import.meta.url));
const CASE = '{ as_of: "2025-06-30", enterprise: { city: "quanzhou" } }';
const MAIN = `
  import { Calculator } from "tradeaid/engine";
  const calculator = await Calculator.load();
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => (window.told = [calculator.assess(${CASE}).result_id, data]);
`;
const WORKER = `
  import { Calculator } from "tradeaid/engine";
  Calculator.load().then((calculator) => postMessage(calculator.assess(${CASE}).result_id));
`;

const EXPLAIN = `
  import { Explainer } from "tradeaid/explain";
  const explainer = await Explainer.load({ lang: "en" });
  window.told = explainer.explain(${CASE}).length;
`;
const page_ = (script) => `<!doctype html><meta charset="utf-8"><title>t</title><script type="module" src="${script}"></script>`;
const CONFIG = 'export default { build: { target: "es2022", rollupOptions: { input: ["index.html", "explain.html"] } }, worker: { format: "es" } };';

let browser;
let package_;
let site;
let id;

before(async () => {
  [browser, package_] = await Promise.all([startBrowser(), stranger()]);
  const { project, says } = package_;
  id = (await says(`
    import { Calculator } from "tradeaid/engine";
    console.log((await Calculator.load()).assess(${CASE}).result_id);
  `)).trim();
  const sources = { "index.html": page_("main.js"), "main.js": MAIN, "worker.js": WORKER, "explain.html": page_("explain.js"), "explain.js": EXPLAIN };
  await Promise.all(Object.entries({ ...sources, "vite.config.js": CONFIG }).map(([name, text]) => writeFile(join(project, name), text)));
  await promisify(execFile)(process.execPath, [VITE, "build", "--outDir", "site"], { cwd: project });
  const { version } = JSON.parse(await readFile(join(project, "node_modules/tradeaid/package.json"), "utf8"));
  await cp(join(project, "node_modules/tradeaid/dist"), join(project, "site/tradeaid", version), { recursive: true });
  site = await startSite(join(project, "site"));
});

after(async () => {
  await Promise.all([browser.close(), site.close()]);
  await package_.leave();
});

test("R7 R12: the folder of the package on a server, and one tag in a page, are enough", async () => {
  site.answer("/plain.html", {
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><script src="${site.release}tradeaid.js" defer></script><tradeaid-calculator></tradeaid-calculator></html>`,
    headers: { "content-security-policy": STRICT_POLICY },
  });
  const { page, violations, errors } = await openPage(browser, site, "/plain.html");
  await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
  assert.deepEqual([violations, errors], [[], []]);
  await page.close();
});

test("R40: a page imports the engine from that folder", async () => {
  const code = `import { Calculator } from "${site.release}engine.js"; window.told = (await Calculator.load()).assess(${CASE}).result_id;`;
  site.answer("/engine.html", { body: `<!doctype html><meta charset="utf-8"><title>t</title><script type="module">${code}</script>` });
  const { page } = await openPage(browser, site, "/engine.html");
  await page.waitForFunction(() => window.told);
  assert.equal(await page.evaluate(() => window.told), id);
  await page.close();
});

test("R40: a bundle of Vite has each module of WebAssembly once, and page and worker answer with it", async () => {
  const files = await readdir(join(package_.project, "site/assets"));
  const modules = files.filter((name) => name.endsWith(".wasm")).map((name) => name.split("-")[0]);
  assert.deepEqual(modules.sort(), ["engine", "explain"], files.join(" "));
  const { page, requests, errors } = await openPage(browser, site, "/");
  await page.waitForFunction(() => window.told);
  assert.deepEqual(await page.evaluate(() => window.told), [id, id]);
  assert.deepEqual(requests.filter((path) => path.startsWith(site.release)), []);
  assert.deepEqual(errors, []);
  await page.close();
  const { page: other } = await openPage(browser, site, "/explain.html");
  await other.waitForFunction(() => window.told > 0);
  await other.close();
});
