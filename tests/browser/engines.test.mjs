/*
 * Three engines behind one loader: each gives the accepted answers to the byte, and each refusal that a page, a server or
 * a browser can give leads to the next one. The refusals are real.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { apart, differences } from "../node/compare.mjs";
import { ENGINE, RELEASE, badText, data, told } from "../node/product.mjs";
import { launch } from "./browsers.mjs";
import { assessed, fallsBack, furnished, heard, hostPage, listen, tags } from "./host.mjs";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIOS = data("scenarios");
/* What the calculator asks of the engine. */
const WANTED = { trace: true, questions: 3 };
const SCRIPTS_ALONE = "default-src 'none'; script-src 'self'; style-src 'self'";
const INLINE = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
const VOUCHED = "; require-trusted-types-for 'script'; trusted-types 'none'";
const GONE = { status: 404, body: "<h1>404</h1>", type: "text/html" };

let site;
let browser;
let open = [];

before(async () => {
  site = await startSite();
  browser = await startBrowser();
});

after(async () => {
  await browser.close();
  await site.close();
});

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function visit(attributes, { policy, without, prepare = "", files = ["tradeaid.js"] } = {}) {
  const headers = policy ? { "content-security-policy": policy } : {};
  site.answer("/host.html", { body: hostPage(tags(site.release, ...files), attributes), headers });
  const account = await openPage(browser, site, "/host.html", { before: `(${listen})();${without ? `delete window.${without}` : ""}${prepare}` });
  open.push(account);
  return account;
}

/** The names of the files that were asked for. */
const asked = ({ requests }) => requests.map((path) => path.replace(site.release, ""));

/** Which forms of the widget's module were asked for, in their order. */
const forms = (account) => [...new Set(asked(account).filter((path) => /^widget\.(bin|.*\.js)$/.test(path)))];

const bend = (names, answer) => names.forEach((name) => site.answer(site.release + name, answer));

for (const [engine, form] of [["wasm", "widget.bin"], ["inline", "widget.inline.js"], ["js", "widget.js.js"]]) {
  test(`R8 R40: the engine ${engine} gives every accepted answer to the byte`, async () => {
    const { Calculator } = await import(ENGINE);
    const calculator = await Calculator.load();
    const account = await visit(`engine="${engine}"`);
    await heard(account.page, "ready");
    for (const scenario of SCENARIOS) {
      const told = await assessed(account.page, JSON.stringify(scenario.case));
      assert.deepEqual(differences(scenario, JSON.parse(told)), [], scenario.file);
      assert.equal(apart(told, JSON.stringify(calculator.assess(scenario.case, WANTED))), null, scenario.file);
    }
    calculator.free();
    assert.deepEqual(forms(account), [form]);
    assert.deepEqual(account.errors, []);
  });
}

test("R8 R40: every engine refuses bad input with the same problems", async () => {
  const answers = [];
  for (const engine of ["wasm", "inline", "js"]) {
    const { page } = await visit(`engine="${engine}"`);
    await heard(page, "ready");
    for (const bad of data("bad-input")) {
      await page.$eval("#a", (element, text) => element.setAttribute("prefill", text), badText(bad));
    }
    const problems = await page.evaluate(() => window.seen.filter(({ name }) => name === "error").map(({ code, problems }) => ({ code, problems })));
    answers.push(problems.map(({ code, problems }) => [code, told(problems)]));
  }
  const [wasm, inline, js] = answers;
  assert.ok(wasm.length > 10 && wasm.every(([code]) => code === "BAD_PREFILL"), JSON.stringify(wasm));
  assert.deepEqual(inline, wasm);
  assert.deepEqual(js, wasm);
});

/* What refuses, how, and which forms of the module are asked for in the end. */
const REFUSALS = [
  ["a browser without WebAssembly", { without: "WebAssembly" }, ["widget.bin", "widget.js.js"]],
  ["a policy against WebAssembly", { policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") }, ["widget.bin", "widget.js.js"]],
  ["a policy for scripts alone", { policy: SCRIPTS_ALONE }, ["widget.inline.js", "widget.js.js"]],
  ["a policy against every connection", { policy: INLINE }, ["widget.inline.js"]],
  ["a server that has no .bin", { bent: [["widget.bin", "desk.bin"], GONE] }, ["widget.bin", "widget.inline.js"]],
  ["a server that answers with its start page", { bent: [["widget.bin", "desk.bin"], { body: "<!doctype html><h1>Welcome</h1>" }] }, ["widget.bin", "widget.inline.js"]],
  ["a server that has no .bin and no long script", { bent: [["widget.bin", "widget.inline.js", "desk.bin"], GONE] }, ["widget.bin", "widget.inline.js", "widget.js.js"]],
  ["a server that calls everything text", { bent: [["widget.bin", "desk.bin", "widget.css"], { type: "text/plain" }] }, ["widget.bin"]],
];

for (const [name, { bent, ...page }, expected] of REFUSALS) {
  test(`R8 R12: ${name} is no obstacle, and nothing is asked for once it stands`, async () => {
    if (bent) {
      bend(...bent);
    }
    const account = await visit("", page);
    await heard(account.page, "ready");
    const before = account.requests.length;
    await account.page.$eval("#a", (element) => (element.case = { enterprise: { employees: 5 } }));
    await furnished(account.page);
    // A connection that the policy forbids is no request; what is asked for when it is refused must be there by now.
    assert.deepEqual(asked(account).slice(before), []);
    assert.deepEqual(forms(account), expected);
    assert.deepEqual(await account.page.evaluate(() => window.seen.map(({ name, code }) => code || name)), ["ready"]);
    assert.equal(await fallsBack(account.page), false);
  });
}

test("R12: a server that has no .json and no .css is no obstacle, in both languages", async () => {
  const { default: list } = await import(`${new URL("files.json", ENGINE)}`, { with: { type: "json" } });
  bend(["files.json", ...Object.keys(list).filter((name) => /\.(json|css)$/.test(name))], GONE);
  const account = await visit("");
  await heard(account.page, "ready");
  await account.page.$eval("#a", (element) => (element.lang = "en"));
  await account.page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  assert.ok(asked(account).includes("files.js"));
});

/* What a page names itself where it admits no script that was made by a script. */
const NAMED = ["tradeaid.js", "engines.js", "files.js", "files.later.js", "widget.js", "desk.js", "host.js"];

for (const [engine, policy, files] of [
  ["js", SCRIPTS_ALONE, undefined],
  ["inline", INLINE, undefined],
  ["js", SCRIPTS_ALONE + VOUCHED, [...NAMED, "widget.js.js", "desk.js.js"]],
  ["inline", INLINE + VOUCHED, [...NAMED, "widget.inline.js", "desk.inline.js"]],
]) {
  test(`R3 R5: engine="${engine}" violates nothing of ${policy}`, async () => {
    const account = await visit(`engine="${engine}"`, { policy, files });
    await heard(account.page, "ready");
    await account.page.$eval("#a", (element) => Object.assign(element, { case: { enterprise: { employees: 5 } }, lang: "en" }));
    await furnished(account.page);
    assert.deepEqual(account.violations, []);
    assert.deepEqual(account.errors, []);
    assert.ok(asked(account).every((path) => path === "/host.html" || path.endsWith(".js")), asked(account).join(" "));
  });
}

/** Runs in the page before anything else: counts the listeners on script tags by what they hear. */
function countListeners() {
  window.listening = { load: 0, error: 0, most: 0 };
  [["addEventListener", 1], ["removeEventListener", -1]].forEach(([name, step]) => {
    const real = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (type, ...given) {
      if (this instanceof HTMLScriptElement) {
        window.listening[type] += step;
        window.listening.most = Math.max(window.listening.most, window.listening.error);
      }
      return real.call(this, type, ...given);
    };
  });
}

test("R16: on script tags that a page names itself no listener stays, whether they load or fail", async () => {
  // Answered late, so that it is listened to.
  site.answer(`${site.release}desk.js`, { status: 404, body: () => new Promise((done) => setTimeout(done, 500, "")) });
  site.answer(`${site.release}host.js`, { body: (file) => new Promise((done) => setTimeout(done, 500, file)) });
  const account = await visit("", { prepare: `(${countListeners})();`, files: ["tradeaid.js", "widget.js", "desk.js", "host.js"] });
  await heard(account.page, "ready");
  await heard(account.page, "error");
  await account.page.$eval("#a", (element) => element.validate().catch(() => {}));
  const { most, ...left } = await account.page.evaluate(() => window.listening);
  assert.ok(most > 0);
  assert.deepEqual(left, { load: 0, error: 0 });
});

test("R8: several packs are answered by the engine in JavaScript too", async () => {
  const account = await visit('engine="js" pack="fujian-2024-2 fujian-2024-2"', { policy: SCRIPTS_ALONE });
  await heard(account.page, "ready");
  assert.deepEqual(account.violations, []);
});

test("R8: a pack that was put beside the release is fetched, whatever the engine", async () => {
  for (const part of ["core", "zh-CN", "en", "zh-CN.later", "en.later", "zh-CN.plan", "en.plan"]) {
    const body = readFileSync(join(RELEASE, `packs/fujian-2024-2.${part}.json`));
    site.answer(`${site.release}packs/mine.${part}.json`, { body });
  }
  const account = await visit('engine="js" pack="mine"');
  await heard(account.page, "ready");
  await account.page.$eval("#a", (element) => (element.case = { enterprise: { employees: 5 } }));
  await furnished(account.page);
  assert.deepEqual(account.errors, []);
});

for (const [name, attributes, options, bent, code] of [
  ["nothing but a server without the module", "", {}, ["widget.bin", "widget.inline.js", "widget.js.js"], "NETWORK"],
  ["a policy and no engine that it admits", "", { policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") }, ["widget.js.js"], "CSP_WASM"],
  ["a browser without WebAssembly, and no other engine", "", { without: "WebAssembly" }, ["widget.js.js"], "UNSUPPORTED"],
  ["an engine that the page insists on", 'engine="wasm"', { policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") }, [], "CSP_WASM"],
  ["an inlined engine that the page insists on", 'engine="inline"', { policy: SCRIPTS_ALONE }, [], "CSP_WASM"],
]) {
  test(`R8 R28: the first refusal is named, given ${name}`, async () => {
    bend(bent, GONE);
    const { page } = await visit(attributes, options);
    assert.equal((await heard(page, "error")).code, code);
    assert.equal(await fallsBack(page), true);
  });
}

for (const name of ["chromium-80", "chromium-88"]) {
  test(`R3 R9: on ${name} the engine in JavaScript violates nothing of ${SCRIPTS_ALONE}`, async () => {
    const news = `window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));
      document.addEventListener("tradeaid-result", () => (window.answered = true));`;
    site.answer("/news.js", { body: news, type: "text/javascript" });
    const scripts = `<script src="/news.js"></script>${tags(site.release, "tradeaid.js")}`;
    site.answer("/host.html", { body: hostPage(scripts, 'engine="js" theme="dark"'), headers: { "content-security-policy": SCRIPTS_ALONE } });
    const old = await launch(name);
    try {
      const page = await old.open(`${site.origin}/host.html`);
      await page.until(() => window.answered && document.querySelector("#a").shadowRoot.querySelector("[data-desk]") !== null);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    } finally {
      await old.close();
    }
  });
}
