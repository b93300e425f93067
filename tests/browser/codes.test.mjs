/*
 * Every way in which a calculator can fail has a code, a sentence for the visitor in both languages that says what
 * helps, and a line to pass on. What stops all calculators of a page at once is tested in crash.test.mjs.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { messages } from "../../web/src/messages.js";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

let site;
let browser;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function visit(attributes, { policy = STRICT_POLICY, before: prepare = "" } = {}) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const body = `<!doctype html><html><head><meta charset="utf-8"><title>t</title>${script}</head><body><tradeaid-calculator id="a" ${attributes}></tradeaid-calculator></body></html>`;
  site.answer("/host.html", { body, headers: { "content-security-policy": policy } });
  const listen = `window.told = []; document.addEventListener("tradeaid-error", ({ detail }) => window.told.push(detail)); ${prepare}`;
  const account = await openPage(browser, site, "/host.html", { before: listen });
  open.push(account);
  return account.page;
}

const told = (page, code) => page.waitForFunction((wanted) => window.told.find((detail) => detail.code === wanted), {}, code).then((handle) => handle.jsonValue());

const FATAL = {
  NETWORK: () => site.answer(`${site.release}widget.bin`, { status: 503, body: "" }),
  INTEGRITY: () => site.answer(`${site.release}widget.css`, { body: (real) => Buffer.concat([real, Buffer.from(" ")]) }),
  MIME: () => site.answer("/pack.json", { body: "<html>log in</html>" }),
  BAD_CONFIG: () => site.answer("/pack.json", { body: "[]" }),
  CSP_WASM: () => ({ policy: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") }),
  UNSUPPORTED: () => ({ before: 'WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("unknown section"))' }),
};

for (const [code, provoke] of Object.entries(FATAL)) {
  for (const lang of ["zh-CN", "en"]) {
    test(`R28: ${code} is said in words with what helps, and with a line to pass on, in ${lang}`, async () => {
      const options = provoke() || {};
      // Nor is there another engine.
      ["widget.inline.js", "widget.js.js"].forEach((name) => site.answer(site.release + name, { status: 404, body: "" }));
      const pack = ["MIME", "BAD_CONFIG"].includes(code) ? "pack=/pack.json" : "";
      const page = await visit(`lang="${lang}" ${pack}`, options);
      const { message } = await told(page, code);
      await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert]"));
      const panel = await page.evaluate(() => {
        const alert = document.querySelector("#a").shadowRoot.querySelector("[role=alert]");
        return { said: alert.textContent, line: alert.querySelector("small").textContent, lang: alert.lang };
      });
      assert.ok(panel.said.includes(messages[lang].title) && panel.said.includes(messages[lang][code]), panel.said);
      assert.equal(panel.line, [code, site.version, message].join(" · "));
      assert.equal(panel.lang, lang);
    });
  }
}

/** A real press on the button of the report. */
async function copyLine(page) {
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert] button"));
  const button = await page.evaluateHandle(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert]").lastElementChild);
  await button.click();
  return button;
}

test("R28: a button copies the line to pass on", async () => {
  site.answer("/pack.json", { body: "[]" });
  await browser.defaultBrowserContext().overridePermissions(site.origin, ["clipboard-read", "clipboard-sanitized-write"]);
  const page = await visit("pack=/pack.json");
  const { message } = await told(page, "BAD_CONFIG");
  const button = await copyLine(page);
  assert.match(await button.evaluate((node) => node.textContent), /^复制 ✓$/);
  await page.bringToFront();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), ["BAD_CONFIG", site.version, message].join(" · "));
});

test("R28: where nothing may be copied the line is selected", async () => {
  site.answer("/pack.json", { body: "[]" });
  const page = await visit("pack=/pack.json lang=en", { before: "document.execCommand = () => false" });
  const { message } = await told(page, "BAD_CONFIG");
  const button = await copyLine(page);
  assert.equal(await button.evaluate((node) => node.textContent), "Copy");
  assert.equal(await page.evaluate(() => getSelection().toString()), ["BAD_CONFIG", site.version, message].join(" · "));
});

for (const [lang, sentence] of [["zh-CN", /预先填写的内容有误，没有采用/], ["en", /filled in beforehand is wrong and was not used/]]) {
  test(`R28 R41: BAD_PREFILL is said above a calculator that works, in ${lang}`, async () => {
    const page = await visit(`lang="${lang}" prefill='{"enterprise":{"citty":"x"}}'`);
    const { problems } = await told(page, "BAD_PREFILL");
    assert.equal(problems[0].path, "enterprise.citty");
    await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert]"));
    assert.match(await page.evaluate(() => document.querySelector("#a").shadowRoot.querySelector("[role=alert]").textContent), sentence);
    await page.evaluate(() => (document.querySelector("#a").prefill = '{"enterprise":{"city":"fuzhou"}}'));
    await page.waitForFunction(() => !document.querySelector("#a").shadowRoot.querySelector("[role=alert]"));
  });
}

test("R28 R57: RULES_EXPIRED is told once where the day of assessment lies behind the rules, and not before", async () => {
  const page = await visit('as-of="2026-01-01"');
  const { message } = await told(page, "RULES_EXPIRED");
  assert.match(message, /fujian-2024-2.*2025-12-31/);
  const other = await visit('as-of="2025-12-31"');
  await other.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("slot[name=footer]"));
  await other.evaluate(() => document.querySelector("#a").diagnose());
  assert.deepEqual(await other.evaluate(() => window.told), []);
});
