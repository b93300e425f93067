/*
 * What a host page relies on: how <tradeaid-calculator> loads, fails, moves, listens to its attributes and leaves the
 * page alone. Runs against the built release; knows nothing of what the calculator calculates.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { parse } from "acorn";
import { DIST, STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const FALLBACK = "<p id=fallback>Call 12345</p>";
const CASE = { enterprise: { city: "quanzhou" } };

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

/** Runs in the page before anything else: notes the events of all calculators. */
function listen() {
  window.seen = [];
  ["ready", "result", "input", "error", "validity"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ target, detail }) => {
      // That the shipped plan is over is told on every day of its later life.
      if (detail.code !== "RULES_EXPIRED") {
        window.seen.push({ name, id: target.id, ...JSON.parse(JSON.stringify(detail)) });
      }
    });
  });
}

function document_(body, { head = "", script = `<script src="${site.release}tradeaid.js" defer></script>` } = {}) {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${head}${script}</head><body>${body}</body></html>`;
}

/** A host page with this body, and what the page saw. */
async function visit(body, { head, script, headers, ...options } = {}) {
  site.answer("/host.html", { body: document_(body, { head, script }), headers });
  const account = await openPage(browser, site, "/host.html", { before: listen, ...options });
  open.push(account);
  return account;
}

function calculator(attributes = "", fallback = FALLBACK) {
  return `<tradeaid-calculator id="a" ${attributes}>${fallback}</tradeaid-calculator>`;
}

const ready = (page, id = "a") => page.waitForFunction((id) => window.seen.some((e) => e.name === "ready" && e.id === id), {}, id);
/** When what comes behind the first answer is there as well. */
const furnished = (page) => page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-desk]"));
const failed = (page) =>
  page.waitForFunction(() => window.seen.find((event) => event.name === "error")).then((handle) => handle.jsonValue());
const seen = (page, name) => page.evaluate((name) => window.seen.filter((event) => event.name === name), name);
const shows = (page, selector) => page.$eval(selector, (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0);
const look = (page, name) => page.$eval("#a", (e, name) => e.shadowRoot.querySelector(".tradeaid").getAttribute(name), name);
const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));

test("R10 R37: the loader can be read by a browser that knows ECMAScript 5 only", async () => {
  const source = await readFile(join(DIST, site.release, "tradeaid.js"), "utf8");
  assert.doesNotThrow(() => parse(source, { ecmaVersion: 5 }));
  assert.ok(!/[^\x00-\x7f]/.test(source), "a page in another encoding reads it alike");
});

test("R1 R11: it takes the place of the fallback, and asks for nothing once it stands", async () => {
  const { page, requests, errors } = await visit(calculator());
  await ready(page);
  const before = requests.length;
  assert.equal(await shows(page, "#fallback"), false);
  assert.ok((await page.$eval("#a", (element) => element.getBoundingClientRect().height)) > 50);
  await page.$eval("#a", (element) => {
    element.case = { enterprise: { city: "quanzhou" } };
    element.lang = "en";
  });
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  assert.deepEqual(requests.slice(before), []);
  assert.deepEqual(errors, []);
  const outside = requests.filter((path) => !path.startsWith(site.release) && path !== "/host.html" && path !== "/favicon.ico");
  assert.deepEqual(outside, []);
  assert.equal(new Set(requests).size, requests.length, "nothing is fetched twice");
});

test("R3: under a strict policy there is no violation", async () => {
  const headers = { "content-security-policy": STRICT_POLICY };
  const { page, violations, errors } = await visit(calculator("theme=dark size=large"), { headers });
  await ready(page);
  await page.$eval("#a", (element) => (element.theme = "contrast"));
  await settle(page);
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
});

test("R5: where scripts need a vouched address, the page's own tag for widget.js is enough", async () => {
  const headers = { "content-security-policy": `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types 'none'` };
  const script = ["tradeaid.js", "widget.js"].map((file) => `<script src="${site.release}${file}" defer></script>`).join("");
  const { page, violations } = await visit(calculator(), { headers, script });
  await ready(page);
  assert.deepEqual(violations, []);
});

test("R11: the fallback is there before the calculator, and without scripts", async () => {
  const { page } = await visit(calculator(), { javaScript: false, before: undefined });
  assert.equal(await shows(page, "#fallback"), true);
});

test("R11: the fallback shows while files are on their way", async () => {
  const { page } = await visit(calculator("loading=lazy"), { head: "<style>#a{display:block;margin-top:9000px}</style>" });
  assert.equal(await shows(page, "#fallback"), true);
});

test("R23: moved in the page it keeps its nodes, its case and what is typed", async () => {
  const { page } = await visit(`${calculator()}<div id="there"></div>`);
  await ready(page);
  const same = await page.evaluate(async (data) => {
    const element = document.querySelector("#a");
    const mount = element.shadowRoot.querySelector(".tradeaid");
    element.case = data;
    document.querySelector("#there").append(element);
    await new Promise((done) => setTimeout(done, 50));
    return element.shadowRoot.querySelector(".tradeaid") === mount;
  }, CASE);
  assert.ok(same);
  assert.equal((await seen(page, "ready")).length, 1);
  assert.equal(await page.$eval("#a", (element) => element.case.enterprise.city), "quanzhou");
});

test("R23: removed for a while and put back it is as it was", async () => {
  const { page } = await visit(calculator());
  await ready(page);
  const city = await page.evaluate(async (data) => {
    const element = document.querySelector("#a");
    element.case = data;
    element.remove();
    await new Promise((done) => setTimeout(done, 100));
    document.body.append(element);
    await new Promise((done) => setTimeout(done, 100));
    return element.shadowRoot.querySelector(".tradeaid").getBoundingClientRect().height > 50 && element.case.enterprise.city;
  }, CASE);
  assert.equal(city, "quanzhou");
  assert.equal((await seen(page, "ready")).length, 1);
});

test("R22: two calculators know nothing of each other", async () => {
  const { page } = await visit(`${calculator()}<tradeaid-calculator id="b" lang="en"></tradeaid-calculator>`);
  await Promise.all([ready(page, "a"), ready(page, "b")]);
  await page.$eval("#a", (element, data) => (element.case = data), CASE);
  await settle(page);
  assert.equal(await page.$eval("#b", (element) => (element.case.enterprise || {}).city), undefined);
});

test("R22: the script included twice, and in another version, works once", async () => {
  const twice = `<script src="${site.release}tradeaid.js" defer></script>`.repeat(2);
  const other = await readFile(join(DIST, site.release, "tradeaid.js"), "utf8");
  site.answer("/tradeaid/9.9.9/tradeaid.js", { body: other.replaceAll(`"${site.version}"`, '"9.9.9"') });
  const { page, errors } = await visit(calculator(), { script: `${twice}<script src="/tradeaid/9.9.9/tradeaid.js" defer></script>` });
  await ready(page);
  assert.equal(await page.evaluate(() => window.TradeAid.version), site.version);
  assert.deepEqual(errors, []);
});

test("R28 R41: a prefill that is no JSON, or has an unknown key, is reported and the rest works", async () => {
  const { page } = await visit(calculator("prefill='{'"));
  await ready(page);
  const [first] = await seen(page, "error");
  assert.equal(first.code, "BAD_PREFILL");
  assert.equal(first.problems[0].code, "not_json");
  await page.$eval("#a", (element) => element.setAttribute("prefill", '{"enterprise":{"citty":"quanzhou"}}'));
  await page.waitForFunction(() => window.seen.filter((event) => event.name === "error").length === 2);
  const [, second] = await seen(page, "error");
  assert.equal(second.code, "BAD_PREFILL");
  assert.match(second.problems[0].path, /citty/);
  await page.$eval("#a", (element, data) => (element.prefill = data), CASE);
  assert.equal(await page.$eval("#a", (element) => element.case.enterprise.city), "quanzhou");
});

test("R41 R43: properties set before the script is there are taken over", async () => {
  const script = "<script>addEventListener('DOMContentLoaded',()=>{a.case={enterprise:{city:'quanzhou'}};a.theme='dark'})</script>";
  const late = `<script src="${site.release}tradeaid.js" async></script>`;
  const { page } = await visit(calculator(), { script: script + late });
  await ready(page);
  assert.equal(await page.$eval("#a", (element) => element.case.enterprise.city), "quanzhou");
  assert.equal(await look(page, "data-theme"), "dark");
});

for (const file of ["widget.bin", "widget.js", "widget.css", "texts/zh-CN.json"]) {
  test(`R11 R28: without ${file} the fallback returns under a message, and trying again helps`, async () => {
    // Nor is there another way to it.
    [file, "engines.js"].forEach((each) => site.answer(site.release + each, { status: 404, body: "<h1>404</h1>", type: "text/html" }));
    const { page } = await visit(calculator());
    assert.equal((await failed(page)).code, "NETWORK");
    assert.equal(await shows(page, "#fallback"), true);
    assert.match(await page.$eval("#a", (element) => element.shadowRoot.querySelector("[role=alert]").textContent), /网络.*NETWORK/);
    await assert.rejects(page.$eval("#a", (element) => element.ready));
    site.straighten();
    await page.$eval("#a", (element) => element.shadowRoot.querySelector("[role=alert] button").click());
    await ready(page);
    assert.equal(await shows(page, "#fallback"), false);
    await page.$eval("#a", (element) => element.ready);
  });

  test(`R6 R28: a changed ${file} is not run`, async () => {
    site.answer(`${site.release}${file}`, { body: (real) => Buffer.concat([real, Buffer.from(" ")]) });
    const { page } = await visit(calculator("lang=en"));
    if (file.includes("zh-CN")) {
      await ready(page);
      await page.$eval("#a", (element) => (element.lang = "zh-CN"));
    }
    assert.equal((await failed(page)).code, "INTEGRITY");
    assert.equal(await shows(page, "#fallback"), !file.includes("zh-CN"));
  });
}

const later = `packs/fujian-2024-2.zh-CN.later.json`;

const SERVICES = "details[data-of=ta-shelf-service]";

/** What the fold of services shows once it is opened. */
async function unfolded(page) {
  await page.waitForFunction((fold) => document.querySelector("#a").shadowRoot.querySelector(fold), {}, SERVICES);
  await page.$eval("#a", (element, fold) => element.shadowRoot.querySelector(`${fold} > summary`).click(), SERVICES);
  await page.waitForFunction((fold) => document.querySelector("#a").shadowRoot.querySelector(`${fold} > ul > li`), {}, SERVICES);
  return page.$eval("#a", (element, fold) => {
    const services = element.shadowRoot.querySelector(fold);
    return { open: services.open, titles: [...services.querySelectorAll("li")].map((row) => (row.querySelector("h3, h4, h5") || row).textContent) };
  }, SERVICES);
}

test("services are folded away and not drawn until then; their texts come apart and nothing waits for them", async () => {
  const { page } = await visit(calculator("mode=form"));
  await ready(page);
  const inside = () => page.$eval("#a", (element, fold) => element.shadowRoot.querySelector(fold).textContent, SERVICES);
  await page.waitForFunction((fold) => document.querySelector("#a").shadowRoot.querySelector(fold), {}, SERVICES);
  assert.equal(await page.$eval("#a", (element, fold) => element.shadowRoot.querySelectorAll(`${fold} li`).length, SERVICES), 0);
  const { open, titles } = await unfolded(page);
  assert.ok(open && titles.length > 50 && titles.every((title) => title.length > 3), titles.join());
  await page.waitForFunction((fold) => !/@|没有下载/.test(document.querySelector("#a").shadowRoot.querySelector(fold).textContent), {}, SERVICES);
  const shown = await inside();
  await page.$eval("#a", (element, fold) => element.shadowRoot.querySelector(`${fold} > summary`).click(), SERVICES);
  await page.$eval("#a", (element) => (element.case = { ...element.case }));
  assert.equal(await inside(), shown);
});

for (const [what, answer, code] of [
  ["missing", { status: 404, body: "<h1>404</h1>", type: "text/html" }, "NETWORK"],
  ["changed", { body: (real) => Buffer.concat([real, Buffer.from(" ")]) }, "INTEGRITY"],
]) {
  test(`R28: ${what} texts of folds are reported, and all else works`, async () => {
    site.answer(`${site.release}${later}`, answer);
    site.answer(`${site.release}engines.js`, { status: 404 });
    const { page } = await visit(calculator("mode=form"));
    await ready(page);
    assert.equal((await failed(page)).code, code);
    assert.equal(await shows(page, "#fallback"), false);
    assert.match((await unfolded(page)).titles.join(), /没有下载完/);
  });
}

test("R12: a server that does not know the type of .wasm files is no obstacle", async () => {
  site.answer(`${site.release}widget.bin`, { type: "text/plain" });
  const { page } = await visit(calculator());
  await ready(page);
});

test("R28: a web page in place of a pack is named as such", async () => {
  site.answer("/pack.json", { body: "<html>Please log in</html>" });
  const { page } = await visit(calculator("pack=/pack.json"));
  assert.equal((await failed(page)).code, "MIME");
});

test("R28: a policy that forbids WebAssembly is named as such where there is no other engine", async () => {
  site.answer(`${site.release}widget.js.js`, { status: 404 });
  const headers = { "content-security-policy": STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") };
  const { page } = await visit(calculator(), { headers });
  assert.equal((await failed(page)).code, "CSP_WASM");
  assert.equal(await shows(page, "#fallback"), true);
});

test("R28 R33 R44: attributes are followed while it stands, and the case is kept", async () => {
  const { page, errors } = await visit(calculator("theme=light"));
  await ready(page);
  await page.$eval("#a", (element, data) => (element.case = data), CASE);
  await page.$eval("#a", (element) => {
    Object.assign(element, { lang: "en", theme: "contrast", density: "compact", size: "large", preset: "bank", asOf: "2025-01-02" });
    element.measures = ["interest_sme_loan"];
    element.headingLevel = 3;
  });
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
  await settle(page);
  const marks = await Promise.all(["theme", "density", "size", "preset"].map((name) => look(page, `data-${name}`)));
  assert.deepEqual(marks, ["contrast", "compact", "large", "bank"]);
  assert.equal(await page.$eval("#a", (element) => element.getAttribute("heading-level")), "3");
  assert.equal(await page.$eval("#a", (element) => element.case.enterprise.city), "quanzhou");
  await page.$eval("#a", (element) => Object.assign(element, { size: "huge", asOf: "2025-02-30" }));
  const { code, message } = await failed(page);
  assert.equal(code, "BAD_CONFIG");
  assert.match(message, /as-of="2025-02-30".*size="huge"/);
  assert.equal(await look(page, "data-size"), "normal");
  assert.deepEqual(errors, []);
});

test("R33: the language is that of the nearest element that names one", async () => {
  const { page } = await visit(`<div id="outer" lang="en">${calculator()}</div>`);
  await ready(page);
  assert.equal(await look(page, "lang"), "en");
  await page.$eval("#outer", (outer) => outer.removeAttribute("lang"));
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "zh-CN");
});

test("R63: the colours follow the device unless the host says otherwise", async () => {
  const { page } = await visit(calculator());
  await ready(page);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await settle(page);
  assert.equal(await look(page, "data-theme"), "dark");
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await settle(page);
  assert.equal(await look(page, "data-theme"), "contrast");
  await page.$eval("#a", (element) => (element.theme = "light"));
  await settle(page);
  assert.equal(await look(page, "data-theme"), "light");
});

test("R21: the layout follows the width of the container, not of the window", async () => {
  const { page } = await visit(`<div id="column">${calculator()}</div>`, { width: 1600 });
  await ready(page);
  const classes = [];
  for (const width of [300, 360, 352, 351, 700, 1000, 955, 951]) {
    await page.$eval("#column", (column, width) => (column.style.width = `${width}px`), width);
    await settle(page);
    classes.push(await look(page, "data-width"));
  }
  assert.deepEqual(classes, ["xs", "s", "s", "xs", "m", "l", "l", "m"]);
});

test("R43: a script tag alone puts a calculator at its place", async () => {
  const tag = `<script src="${site.release}tradeaid.js" data-tradeaid data-lang="en" data-id="a"></script>`;
  const { page } = await visit(`<p>before</p>${tag}<p id="behind">behind</p>`, { script: "" });
  await ready(page);
  assert.equal(await page.$eval("#a", (element) => element.nextElementSibling.id), "behind");
  assert.equal(await look(page, "lang"), "en");
});

test("R43: TradeAid.render works from a queue, twice on one container, and cleans up", async () => {
  const script = "<script>window.TradeAid=[function(T){window.h=T.render(box,{lang:'en',case:{enterprise:{city:'quanzhou'}}});h.element.id='a'}]</script>";
  const { page } = await visit('<div id="box"></div>', { script: `${script}<script src="${site.release}tradeaid.js" defer></script>` });
  await ready(page);
  assert.equal(await page.$eval("#a", (element) => element.case.enterprise.city), "quanzhou");
  assert.ok(await page.evaluate(() => window.TradeAid.render(document.querySelector("#box"), { theme: "dark" }) === window.h));
  assert.equal(await page.$$eval("#box > *", (children) => children.length), 1);
  await page.evaluate(() => window.h.destroy());
  assert.equal(await page.$$eval("#box > *", (children) => children.length), 0);
});

test("a closed root is closed", async () => {
  const { page } = await visit(calculator("dom=closed"));
  await ready(page);
  assert.equal(await page.$eval("#a", (element) => element.shadowRoot), null);
});

test("R30: lazy loading waits until the calculator is near", async () => {
  const { page, requests } = await visit(`<div id="gap"></div>${calculator("loading=lazy")}`, {
    head: "<style>#gap{height:6000px}</style>",
  });
  await settle(page);
  assert.ok(!requests.some((path) => path.endsWith(".wasm")));
  await page.$eval("#a", (element) => element.scrollIntoView());
  await ready(page);
});

test("R10: in a browser without custom elements the page is as if the script were not there", async () => {
  const { page, errors, requests } = await visit(calculator(), {
    before: () => {
      delete window.customElements;
      Object.defineProperty(window, "customElements", { value: undefined });
    },
  });
  assert.equal(await shows(page, "#fallback"), true);
  assert.equal(await page.evaluate(() => window.TradeAid.render(document.body, {}).element), null);
  assert.deepEqual(errors, []);
  assert.ok(!requests.some((path) => path.endsWith(".wasm")));
});

test("R2 R14 R16: it leaves the page, its storage and its address alone", async () => {
  const { page } = await visit(calculator(), {
    before: () => {
      window.seen = [];
      document.addEventListener("tradeaid-ready", (event) => window.seen.push({ name: "ready", id: event.target.id }));
      window.reads = [];
      for (const [owner, names] of [[Document.prototype, ["referrer", "cookie", "title", "URL"]], [Storage.prototype, ["getItem", "setItem"]]]) {
        for (const name of names) {
          const real = Object.getOwnPropertyDescriptor(owner, name);
          const note = () => window.reads.push(name);
          const spied = real.get
            ? { ...real, get() { note(); return real.get.call(this); } }
            : { ...real, value(...given) { note(); return real.value.apply(this, given); } };
          Object.defineProperty(owner, name, spied);
        }
      }
      window.globals = Object.getOwnPropertyNames(window).concat("globals");
    },
  });
  await ready(page);
  await page.$eval("#a", (element, data) => (element.case = data), CASE);
  await settle(page);
  assert.deepEqual(await page.evaluate(() => window.reads), []);
  const added = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.globals.includes(name)));
  assert.deepEqual(added.filter((name) => !/ariaQuery/.test(name)), ["TradeAid"]);
  assert.equal(await page.$$eval("head > *", (nodes) => nodes.length), 3);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage))), []);
});

test("R19: a hostile style sheet does not reach inside", async () => {
  const filled = `theme=light prefill='{"enterprise":{"employees":5}}'`;
  const hostile = "*{color:red!important;font-size:99px!important;line-height:0!important}html{font-size:100px}div{display:none}body{direction:rtl;visibility:hidden;text-align:right;text-transform:uppercase;letter-spacing:1em}";
  const style = () => {
    const mount = document.querySelector("#a").shadowRoot.querySelector(".tradeaid");
    const styles = [mount, ...mount.querySelectorAll("*")].map((node) => getComputedStyle(node));
    const names = ["color", "fontSize", "lineHeight", "direction", "visibility", "textAlign", "textTransform", "letterSpacing", "display"];
    return styles.map((each) => names.map((name) => each[name]).join());
  };
  const plain = await visit(calculator(filled));
  await furnished(plain.page);
  const expected = await plain.page.evaluate(style);
  const { page } = await visit(calculator(filled), { head: `<style>${hostile}</style>` });
  await furnished(page);
  assert.deepEqual(await page.evaluate(style), expected);
});
